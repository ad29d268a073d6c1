//! Trampolines: from C code to Go functions, and from Go code to the runtime with all registers preserved.

#![allow(unsafe_code, reason = "makes functions of addresses")]

use crate::arena::Arena;
use crate::error::Error;
use cranelift_codegen::Context;
use cranelift_codegen::control::ControlPlane;
use cranelift_codegen::ir::types::{I32, I64};
use cranelift_codegen::ir::{AbiParam, InstBuilder, MemFlagsData, Signature, Type, Value};
use cranelift_codegen::isa::{CallConv, TargetIsa};
use cranelift_frontend::{FunctionBuilder, FunctionBuilderContext};
use goslice_abi::g::Entries;
use std::mem::transmute;

/// Where and with what trampolines are made.
pub(crate) struct Trampolines<'a> {
    pub(crate) isa: &'a dyn TargetIsa,
    pub(crate) context: &'a mut Context,
    pub(crate) builder: &'a mut FunctionBuilderContext,
    pub(crate) arena: &'a mut Arena,
}

impl Trampolines<'_> {
    /// How C code calls Go code.
    pub(crate) fn entries(&mut self) -> Result<Entries, Error> {
        let call0 = self.entry(&[], &[])?;
        let call1 = self.entry(&[I64], &[])?;
        let call_string = self.entry(&[I64], &[I64, I64])?;
        let call_format = self.entry(&[I64, I64, I64, I32], &[])?;
        // SAFETY: each trampoline has the C signature of its field: g, code and context, then parameters; two integer
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
    fn entry(&mut self, params: &[Type], results: &[Type]) -> Result<*const u8, Error> {
        let outer = signature(CallConv::SystemV, &[&[I64; 3], params].concat(), results);
        let inner = signature(CallConv::Tail, &[&[I64; 2], params].concat(), results);
        self.make(outer, inner, |_, params| {
            let [g, code, closure, rest @ ..] = params else { unreachable!("there are three fixed parameters") };
            (*code, [&[*g, *closure], rest].concat())
        })
    }

    /// A function that calls the C function at `code` and preserves all registers, so that Go code which calls it on a
    /// rare path keeps its variables in registers on the common one. It takes one more argument, a pointer to
    /// where the results go, a word each: Cranelift's convention has none.
    pub(crate) fn preserving(&mut self, code: *const u8, c: &Signature) -> Result<*const u8, Error> {
        let outer = preserving_signature(c);
        self.make(outer, c.clone(), |b, params| {
            let (_, args) = params.split_last().expect("there is a parameter for results");
            (b.ins().iconst(I64, code as i64), args.to_vec())
        })
    }

    /// A function of signature `outer` that makes one call of signature `inner`; `call` gives code and arguments. Its
    /// results are those of the call, or go to memory when the outer signature has none.
    fn make(
        &mut self,
        outer: Signature,
        inner: Signature,
        call: impl FnOnce(&mut FunctionBuilder<'_>, &[Value]) -> (Value, Vec<Value>),
    ) -> Result<*const u8, Error> {
        self.context.clear();
        self.context.func.signature = outer;
        let mut b = FunctionBuilder::new(&mut self.context.func, self.builder);
        let block = b.create_block();
        b.append_block_params_for_function_params(block);
        b.switch_to_block(block);
        let params = b.block_params(block).to_vec();
        let (code, args) = call(&mut b, &params);
        let inner = b.import_signature(inner);
        let call = b.ins().call_indirect(inner, code, &args);
        let mut returned = b.inst_results(call).to_vec();
        if b.func.signature.returns.is_empty() {
            for (at, result) in returned.drain(..).enumerate() {
                let out = *params.last().expect("there is a parameter for results");
                b.ins().store(MemFlagsData::trusted(), result, out, at as i32 * 8);
            }
        }
        b.ins().return_(&returned);
        b.seal_all_blocks();
        b.finalize(self.isa.frontend_config());
        let compiled = self.context.compile(self.isa, &mut ControlPlane::default());
        let compiled = compiled
            .map_err(|error| Error::Backend { func: "trampoline".to_owned(), reason: error.inner.to_string() })?;
        assert!(compiled.buffer.relocs().is_empty(), "trampolines refer to nothing");
        let at = self.arena.alloc(compiled.code_buffer().len(), 16)?;
        self.arena.write(at, compiled.code_buffer());
        Ok(self.arena.address(at))
    }
}

/// The signature of a trampoline made by [`Trampolines::preserving`] for a C function.
pub(crate) fn preserving_signature(c: &Signature) -> Signature {
    let mut signature = Signature { call_conv: CallConv::PreserveAll, returns: Vec::new(), ..c.clone() };
    signature.params.push(AbiParam::new(I64));
    signature
}

fn signature(convention: CallConv, params: &[Type], results: &[Type]) -> Signature {
    let mut signature = Signature::new(convention);
    signature.params.extend(params.iter().map(|ty| AbiParam::new(*ty)));
    signature.returns.extend(results.iter().map(|ty| AbiParam::new(*ty)));
    signature
}
