//! Calls from Go code to the runtime that preserve all registers.

use crate::arena::Arena;
use crate::error::Error;
use cranelift_codegen::Context;
use cranelift_codegen::control::ControlPlane;
use cranelift_codegen::ir::types::I64;
use cranelift_codegen::ir::{AbiParam, InstBuilder, MemFlagsData, Signature};
use cranelift_codegen::isa::{CallConv, TargetIsa};
use cranelift_frontend::{FunctionBuilder, FunctionBuilderContext};

/// The signature of a trampoline to a C function: Cranelift's convention that preserves all registers has no results, so
/// there is one more argument, a pointer to where they go, a word each.
pub(crate) fn preserving_signature(c: &Signature) -> Signature {
    let mut signature = Signature { call_conv: CallConv::PreserveAll, returns: Vec::new(), ..c.clone() };
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
    context.func.signature = preserving_signature(&c);
    let mut b = FunctionBuilder::new(&mut context.func, builder);
    let block = b.create_block();
    b.append_block_params_for_function_params(block);
    b.switch_to_block(block);
    let [args @ .., out] = b.block_params(block) else { unreachable!("there is a parameter for results") };
    let (args, out) = (args.to_vec(), *out);
    let code = b.ins().iconst(I64, code as i64);
    let c = b.import_signature(c);
    let call = b.ins().call_indirect(c, code, &args);
    for (at, result) in b.inst_results(call).to_vec().into_iter().enumerate() {
        b.ins().store(MemFlagsData::trusted(), result, out, at as i32 * 8);
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
