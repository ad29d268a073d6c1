//! Trampolines from C code to Go functions.

#![allow(unsafe_code, reason = "makes functions of addresses")]

use crate::arena::Arena;
use crate::error::Error;
use cranelift_codegen::Context;
use cranelift_codegen::control::ControlPlane;
use cranelift_codegen::ir::types::{I32, I64};
use cranelift_codegen::ir::{AbiParam, InstBuilder, Signature, Type};
use cranelift_codegen::isa::{CallConv, TargetIsa};
use cranelift_frontend::{FunctionBuilder, FunctionBuilderContext};
use goslice_abi::g::Entries;
use std::mem::transmute;

/// Places all trampolines.
pub(crate) fn make(
    isa: &dyn TargetIsa,
    context: &mut Context,
    builder: &mut FunctionBuilderContext,
    arena: &mut Arena,
) -> Result<Entries, Error> {
    let mut entry = |params: &[Type], results: &[Type]| trampoline(isa, context, builder, arena, params, results);
    let call0 = entry(&[], &[])?;
    let call1 = entry(&[I64], &[])?;
    let call_string = entry(&[I64], &[I64, I64])?;
    let call_format = entry(&[I64, I64, I64, I32], &[])?;
    // SAFETY: each trampoline has the C signature of its field: g, code and context, then `params`; two integer
    // results are what a `Str` is returned as.
    unsafe {
        Ok(Entries {
            call0: transmute::<*const u8, unsafe extern "C" fn(_, _, _)>(call0),
            call1: transmute::<*const u8, unsafe extern "C" fn(_, _, _, _)>(call1),
            call_string: transmute::<*const u8, unsafe extern "C" fn(_, _, _, _) -> _>(call_string),
            call_format: transmute::<*const u8, unsafe extern "C" fn(_, _, _, _, _, _, _)>(call_format),
        })
    }
}

/// A C function `(g, code, ctx, params...) -> results` that calls the Go function at `code`.
fn trampoline(
    isa: &dyn TargetIsa,
    context: &mut Context,
    builder: &mut FunctionBuilderContext,
    arena: &mut Arena,
    params: &[Type],
    results: &[Type],
) -> Result<*const u8, Error> {
    let signature = |convention: CallConv, fixed: usize| {
        let mut signature = Signature::new(convention);
        signature.params.extend(std::iter::repeat_n(AbiParam::new(I64), fixed));
        signature.params.extend(params.iter().map(|ty| AbiParam::new(*ty)));
        signature.returns.extend(results.iter().map(|ty| AbiParam::new(*ty)));
        signature
    };
    context.clear();
    context.func.signature = signature(CallConv::SystemV, 3);
    let mut b = FunctionBuilder::new(&mut context.func, builder);
    let block = b.create_block();
    b.append_block_params_for_function_params(block);
    b.switch_to_block(block);
    let [g, code, closure, rest @ ..] = b.block_params(block) else { unreachable!("three fixed parameters") };
    let (code, args) = (*code, [&[*g, *closure], rest].concat());
    let go = b.import_signature(signature(CallConv::Tail, 2));
    let call = b.ins().call_indirect(go, code, &args);
    let returned = b.inst_results(call).to_vec();
    b.ins().return_(&returned);
    b.seal_all_blocks();
    b.finalize(isa.frontend_config());
    let compiled = context
        .compile(isa, &mut ControlPlane::default())
        .map_err(|error| Error::Backend { func: "entry trampoline".to_owned(), reason: error.inner.to_string() })?;
    assert!(compiled.buffer.relocs().is_empty(), "trampolines refer to nothing");
    let at = arena.alloc(compiled.code_buffer().len(), 16)?;
    arena.write(at, compiled.code_buffer());
    Ok(arena.address(at))
}
