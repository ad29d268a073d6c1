//! Calls of Go functions and of the runtime.

use super::{Lowering, Result, go_signature};
use crate::trampolines::{RECORD_WORDS, preserving_signature};
use cranelift_codegen::ir::types::{F32, F64, I8, I16, I32, I64};
use cranelift_codegen::ir::{
    AbiParam, ExtFuncData, ExternalName, FuncRef, InstBuilder, MemFlagsData, SigRef, Signature, StackSlotData,
    StackSlotKind, Type, UserExternalName, Value,
};
use cranelift_codegen::isa::CallConv;
use goslice_abi::intrinsics::{Entry, Intrinsic, Scalar};
use goslice_hir::body::FuncId;
use goslice_ir::func::{Inst, Sig};

/// The Cranelift type of an intrinsic's parameter or result.
fn scalar_type(scalar: Scalar) -> Type {
    match scalar {
        Scalar::I8 => I8,
        Scalar::I16 => I16,
        Scalar::I32 => I32,
        Scalar::I64 | Scalar::Ptr => I64,
        Scalar::F32 => F32,
        Scalar::F64 => F64,
    }
}

/// The C signature of an intrinsic.
pub(crate) fn intrinsic_signature(intrinsic: Intrinsic) -> Signature {
    let list = intrinsic.signature();
    let mut signature = Signature::new(CallConv::SystemV);
    if list.entry != Entry::Leaf {
        signature.params.push(AbiParam::new(I64));
    }
    signature.params.extend(list.params.iter().map(|param| AbiParam::new(scalar_type(*param))));
    signature.returns.extend(list.results.iter().map(|result| AbiParam::new(scalar_type(*result))));
    signature
}

/// Whether the intrinsic is called through a trampoline that preserves all registers: it is rarely called, from loops
/// that keep much in registers.
pub(crate) fn is_preserving(intrinsic: Intrinsic) -> bool {
    matches!(
        intrinsic,
        Intrinsic::grow_slice
            | Intrinsic::grow_slice_owned
            | Intrinsic::grow_slice_buffered
            | Intrinsic::panic_index
            | Intrinsic::panic_slice
            | Intrinsic::gc_write_barrier
            | Intrinsic::gc_bulk_barrier
    )
}

impl Lowering<'_> {
    pub(super) fn call(&mut self, inst: &Inst, func: FuncId, sig: &Sig) -> Result {
        let callee = match self.funcs.get(&func) {
            Some(callee) => *callee,
            None => {
                let callee = self.import(func, sig)?;
                self.funcs.insert(func, callee);
                callee
            }
        };
        // A function known by name does not look at its context: anything that is in a register will do.
        let mut args = vec![self.g, self.g];
        args.extend(self.all(&inst.args)?);
        self.check_types(&args[2..], sig)?;
        let call = self.b.ins().call(callee, &args);
        self.mark_safepoint(call);
        self.define_results(inst, call)
    }

    fn import(&mut self, func: FuncId, sig: &Sig) -> Result<FuncRef> {
        let signature = self.b.import_signature(go_signature(sig)?);
        let name = self.b.func.declare_imported_user_function(UserExternalName { namespace: 0, index: func.0 });
        let name = ExternalName::user(name);
        Ok(self.b.import_function(ExtFuncData { name, signature, colocated: true, patchable: false }))
    }

    pub(super) fn call_indirect(&mut self, inst: &Inst, sig: &Sig) -> Result {
        let [code, args @ ..] = &self.all(&inst.args)?[..] else {
            return Err("no code to call".to_owned());
        };
        let args = [&[self.g], args].concat();
        self.check_types(args.get(2..).ok_or("no context to call with")?, sig)?;
        let signature = self.b.import_signature(go_signature(sig)?);
        let call = self.b.ins().call_indirect(signature, *code, &args);
        self.mark_safepoint(call);
        self.define_results(inst, call)
    }

    /// Without Cranelift's verifier, wrong arguments would be wrong code.
    fn check_types(&self, args: &[Value], sig: &Sig) -> Result {
        let have = args.iter().map(|arg| self.b.func.dfg.value_type(*arg));
        let want = sig.params.iter().map(|ty| super::clif_type(*ty));
        let right = args.len() == sig.params.len() && have.zip(want).all(|(have, want)| want == Ok(have));
        if right { Ok(()) } else { Err("the arguments do not fit the signature".to_owned()) }
    }

    fn define_results(&mut self, inst: &Inst, call: cranelift_codegen::ir::Inst) -> Result {
        let results = self.b.inst_results(call);
        if results.len() != inst.results.len() {
            return Err(format!("{} results of a call that has {}", inst.results.len(), results.len()));
        }
        for (to, from) in inst.results.iter().zip(results) {
            self.values[to.0 as usize] = Some(*from);
        }
        Ok(())
    }

    pub(super) fn intrinsic(&mut self, inst: &Inst, intrinsic: Intrinsic) -> Result {
        let args = self.all(&inst.args)?;
        if let ([x], [_]) = (&args[..], &inst.results[..])
            && let Some(value) = self.one_instruction(intrinsic, *x)
        {
            return self.define(inst, value);
        }
        if let Some(trampoline) = self.places.preserving.get(&intrinsic) {
            let (call, results) = self.call_preserving(intrinsic, *trampoline, &args)?;
            self.mark_safepoint(call);
            for (to, from) in inst.results.iter().zip(results) {
                self.values[to.0 as usize] = Some(from);
            }
            return Ok(());
        }
        match (intrinsic, &args[..]) {
            (Intrinsic::move_elems, &[elem, dst, _, n]) | (Intrinsic::clear_elems, &[elem, dst, n]) => {
                self.bulk_barrier(elem, dst, n)?;
            }
            _ => {}
        }
        let call = self.call_intrinsic(intrinsic, &args)?;
        self.mark_safepoint(call);
        self.define_results(inst, call)
    }

    /// Functions of package math that the machine has.
    fn one_instruction(&mut self, intrinsic: Intrinsic, x: Value) -> Option<Value> {
        let flags = MemFlagsData::new();
        Some(match intrinsic {
            Intrinsic::math_sqrt => self.b.ins().sqrt(x),
            Intrinsic::math_float64bits => self.b.ins().bitcast(I64, flags, x),
            Intrinsic::math_float64frombits => self.b.ins().bitcast(F64, flags, x),
            Intrinsic::math_float32bits => self.b.ins().bitcast(I32, flags, x),
            Intrinsic::math_float32frombits => self.b.ins().bitcast(F32, flags, x),
            // Without SSE 4.1 Cranelift would call a function of its own for these.
            _ if !std::is_x86_feature_detected!("sse4.1") => return None,
            Intrinsic::math_floor => self.b.ins().floor(x),
            Intrinsic::math_ceil => self.b.ins().ceil(x),
            Intrinsic::math_trunc => self.b.ins().trunc(x),
            Intrinsic::math_round_to_even => self.b.ins().nearest(x),
            _ => return None,
        })
    }

    /// Calls an intrinsic; `g` is passed where the list asks for it.
    pub(super) fn call_intrinsic(
        &mut self,
        intrinsic: Intrinsic,
        args: &[Value],
    ) -> Result<cranelift_codegen::ir::Inst> {
        self.check_intrinsic_args(intrinsic, args)?;
        let signature = self.intrinsic_sig(intrinsic);
        let address = self.resolver.intrinsic(intrinsic);
        let code = self.address(address);
        let g = if intrinsic.signature().entry == Entry::Leaf { &[][..] } else { &[self.g][..] };
        let args = [g, args].concat();
        Ok(self.b.ins().call_indirect(signature, code, &args))
    }

    fn check_intrinsic_args(&self, intrinsic: Intrinsic, args: &[Value]) -> Result {
        let list = intrinsic.signature();
        let have = args.iter().map(|arg| self.b.func.dfg.value_type(*arg));
        if have.eq(list.params.iter().map(|param| scalar_type(*param))) {
            Ok(())
        } else {
            Err(format!("wrong arguments for {}", list.name))
        }
    }

    /// Calls an intrinsic of which `is_preserving` holds; all of those take `g`. Gives the call and its results.
    pub(super) fn call_preserving(
        &mut self,
        intrinsic: Intrinsic,
        trampoline: *const u8,
        args: &[Value],
    ) -> Result<(cranelift_codegen::ir::Inst, Vec<Value>)> {
        self.check_intrinsic_args(intrinsic, args)?;
        let record = *self.record.get_or_insert_with(|| {
            let size = 8 * RECORD_WORDS;
            self.b.create_sized_stack_slot(StackSlotData::new(StackSlotKind::ExplicitSlot, size, 3))
        });
        let signature = match self.preserving {
            Some(signature) => signature,
            None => *self.preserving.insert(self.b.import_signature(preserving_signature())),
        };
        let code = self.address(trampoline);
        let words = std::iter::once(&self.g).chain(args);
        for (at, arg) in words.enumerate() {
            self.b.ins().stack_store(I64, *arg, record, at as i32 * 8);
        }
        let address = self.b.ins().stack_addr(I64, record, 0);
        let call = self.b.ins().call_indirect(signature, code, &[address]);
        let types = intrinsic.signature().results.iter().map(|result| scalar_type(*result));
        let first = 1 + args.len();
        let results = types
            .enumerate()
            .map(|(at, ty)| self.b.ins().stack_load(I64, ty, record, (first + at) as i32 * 8))
            .collect();
        Ok((call, results))
    }

    fn intrinsic_sig(&mut self, intrinsic: Intrinsic) -> SigRef {
        let b = &mut self.b;
        *self.intrinsics.entry(intrinsic).or_insert_with(|| b.import_signature(intrinsic_signature(intrinsic)))
    }
}
