//! Calls from Go code to the runtime that preserve all registers.

use crate::arena::Arena;
use crate::error::Error;
use cranelift_codegen::Context;
use cranelift_codegen::control::ControlPlane;
use cranelift_codegen::ir::types::I64;
use cranelift_codegen::ir::{AbiParam, InstBuilder, MemFlagsData, Signature};
use cranelift_codegen::isa::{CallConv, TargetIsa};
use cranelift_frontend::{FunctionBuilder, FunctionBuilderContext};

/// Words of the record through which a trampoline gets its arguments and gives its results.
pub(crate) const RECORD_WORDS: u32 = 10;

/// The signature of a trampoline: the address of a record, a word for each argument and each result. Arguments in
/// registers of their own would pull the variables of the caller's loop into these registers, on the common path too.
pub(crate) fn preserving_signature() -> Signature {
    let mut signature = Signature::new(CallConv::PreserveAll);
    signature.params.push(AbiParam::new(I64));
    signature
}

/// Places a trampoline to the C function at `code`, whose signature is `c`. Go code that calls it on a rare path keeps its
/// variables in registers on the common one.
pub(crate) fn preserving(
    code: *const u8,
    c: Signature,
    isa: &dyn TargetIsa,
    context: &mut Context,
    builder: &mut FunctionBuilderContext,
    arena: &mut Arena,
) -> Result<*const u8, Error> {
    context.clear();
    context.func.signature = preserving_signature();
    assert!(c.params.len() + c.returns.len() <= RECORD_WORDS as usize, "the record holds all words");
    let mut b = FunctionBuilder::new(&mut context.func, builder);
    let block = b.create_block();
    b.append_block_params_for_function_params(block);
    b.switch_to_block(block);
    let record = b.block_params(block)[0];
    let types = c.params.iter().map(|param| param.value_type);
    let args: Vec<_> =
        types.enumerate().map(|(at, ty)| b.ins().load(ty, MemFlagsData::trusted(), record, at as i32 * 8)).collect();
    let code = b.ins().iconst(I64, code as i64);
    let c = b.import_signature(c);
    let call = b.ins().call_indirect(c, code, &args);
    for (at, result) in b.inst_results(call).to_vec().into_iter().enumerate() {
        b.ins().store(MemFlagsData::trusted(), result, record, (args.len() + at) as i32 * 8);
    }
    b.ins().return_(&[]);
    b.seal_all_blocks();
    b.finalize(isa.frontend_config());
    let compiled = context
        .compile(isa, &mut ControlPlane::default())
        .map_err(|error| Error::Backend { func: "trampoline".to_owned(), reason: error.inner.to_string() })?;
    assert!(compiled.buffer.relocs().is_empty(), "trampolines refer to nothing");
    let at = arena.alloc(compiled.code_buffer().len(), 16)?;
    arena.write(at, compiled.code_buffer());
    Ok(arena.address(at))
}
