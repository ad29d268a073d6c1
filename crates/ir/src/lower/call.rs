//! Calls.

use super::repr::{CallLayout, Repr, ResultPlace, call_layout};
use super::stmt::has_effects;
use super::{Context, Lowerer, NO_POS};
use crate::build::{FuncBuilder, scalar_ty};
use crate::func::{Func, Ty, Value};
use crate::op::{Op, PtrStore};
use goslice_abi::intrinsics::Intrinsic;
use goslice_abi::layout::ITAB_FUNS;
use goslice_hir::body::{Call, Callee, Expr, ExprKind, FuncId, FuncSource};
use goslice_types::types::{Signature, Type, TypeId};

impl Lowerer<'_, '_> {
    /// Evaluates operands: those with effects first and in order, the others after them. Memory is its address.
    pub(super) fn values(&mut self, exprs: &[&Expr]) -> Vec<Value> {
        self.evaluate(exprs, false)
    }

    /// As [`Lowerer::values`], with memory copied so that later stores do not show.
    pub(super) fn stable_values(&mut self, exprs: &[&Expr]) -> Vec<Value> {
        self.evaluate(exprs, true)
    }

    fn evaluate(&mut self, exprs: &[&Expr], stable: bool) -> Vec<Value> {
        let mut effects: Vec<bool> = exprs.iter().map(|_| false).collect();
        for (effect, expr) in effects.iter_mut().zip(exprs).skip(1) {
            *effect = has_effects(expr);
        }
        // The first one comes first anyway, unless another one has effects: so a chain's operands are not walked at each link.
        if let (true, [first, ..]) = (effects.contains(&true), exprs) {
            effects[0] = has_effects(first);
        }
        let n_effects = effects.iter().filter(|effect| **effect).count();
        let mut values: Vec<Option<Value>> = vec![None; exprs.len()];
        for early in [true, false] {
            for (at, expr) in exprs.iter().enumerate() {
                if effects[at] != early {
                    continue;
                }
                values[at] = Some(match self.repr(expr.ty) {
                    Repr::Value(_) => self.value(expr),
                    Repr::Memory if stable || (early && n_effects > 1) => self.stable_memory(expr),
                    Repr::Memory => self.memory(expr),
                });
            }
        }
        values.into_iter().map(|value| value.expect("each is early or late")).collect()
    }

    /// A call whose only result is memory of type `ty`, built at `dst`.
    pub(super) fn call_into(&mut self, call: &Call, ty: TypeId, dst: Value) {
        let values = self.call(call, Some(dst));
        // Results that overflow the registers, or a conversion of the type's name: they are at `dst` already.
        debug_assert!(values.len() == 1 && self.repr(ty) == Repr::Memory);
    }

    /// Makes a call and gives its results: values, or addresses of memory. `dst` is where a single memory result goes.
    pub(super) fn call(&mut self, call: &Call, dst: Option<Value>) -> Vec<Value> {
        let (signature, recv) = self.callee_signature(call);
        // Func values and interface receivers are evaluated before the arguments.
        let callee_expr = match &call.callee {
            Callee::Static(_) => None,
            Callee::Value(expr) | Callee::Interface { recv: expr, .. } => Some(expr),
        };
        let spread = match &call.args[..] {
            [single] if matches!(self.cx.universe.ty(single.ty), Type::Tuple(_)) => Some(single),
            _ => None,
        };
        let (callee, args) = match spread {
            Some(tuple) => (callee_expr.map(|expr| self.value(expr)), self.tuple(tuple)),
            None => {
                let exprs: Vec<&Expr> = callee_expr.into_iter().chain(&call.args).collect();
                let mut values = self.values(&exprs);
                (callee_expr.map(|_| values.remove(0)), values)
            }
        };
        if let Callee::Static(func) = call.callee
            && let FuncSource::Intrinsic(name) = &self.cx.program.funcs[func.0 as usize].source
        {
            let name = name.clone();
            return self.call_intrinsic(&name, &signature, args);
        }
        let layout = match &call.callee {
            Callee::Interface { .. } => {
                call_layout(self.cx.universe, Some(goslice_types::types::Basic::UnsafePointer.id()), &signature)
            }
            _ => call_layout(self.cx.universe, recv, &signature),
        };
        let (outs, mut operands) = self.result_memory(&layout, &signature, dst);
        self.mark_call();
        let results = match &call.callee {
            Callee::Static(func) => {
                operands.extend(args);
                let results = layout.sig.results.clone();
                self.b.emit(Op::Call { func: *func, sig: layout.sig.clone() }, operands, &results)
            }
            Callee::Value(_) => {
                let closure = callee.expect("evaluated");
                let code = self.b.load(Ty::Ptr, closure, 0, true);
                operands.extend(args);
                self.indirect(code, closure, &layout, operands)
            }
            Callee::Interface { index, .. } => {
                let iface = callee.expect("evaluated");
                let (itab, data) = (self.b.part(iface, 0), self.b.part(iface, 1));
                let code = self.b.load(Ty::Ptr, itab, ITAB_FUNS + 8 * *index as i32, true);
                operands.push(data);
                operands.extend(args);
                let context = self.b.iconst(Ty::Ptr, 0);
                self.indirect(code, context, &layout, operands)
            }
        };
        self.check_returned(&results);
        self.collect_results(&layout, &signature, &results, &outs)
    }

    fn indirect(&mut self, code: Value, context: Value, layout: &CallLayout, operands: Vec<Value>) -> Vec<Value> {
        let args = [code, context].into_iter().chain(operands).collect();
        let results = layout.sig.results.clone();
        self.b.emit(Op::CallIndirect { sig: layout.sig.clone() }, args, &results)
    }

    /// Memory for the results that need it: the leading operands of the call.
    fn result_memory(
        &mut self,
        layout: &CallLayout,
        signature: &Signature,
        dst: Option<Value>,
    ) -> (Vec<Option<Value>>, Vec<Value>) {
        let mut outs = Vec::new();
        for (place, &ty) in layout.results.iter().zip(&signature.results) {
            outs.push(match place {
                ResultPlace::Register(_) => None,
                ResultPlace::Memory(_) => Some(match dst {
                    Some(dst) if signature.results.len() == 1 => dst,
                    _ => self.temp(ty),
                }),
            });
        }
        let operands = outs.iter().flatten().copied().collect();
        (outs, operands)
    }

    fn collect_results(
        &mut self,
        layout: &CallLayout,
        signature: &Signature,
        registers: &[Value],
        outs: &[Option<Value>],
    ) -> Vec<Value> {
        let mut values = Vec::new();
        for ((place, &ty), out) in layout.results.iter().zip(&signature.results).zip(outs) {
            values.push(match (place, out) {
                (ResultPlace::Register(at), _) => registers[*at],
                (ResultPlace::Memory(_), Some(out)) => match self.repr(ty) {
                    Repr::Value(ty) => self.b.load(ty, *out, 0, false),
                    Repr::Memory => *out,
                },
                (ResultPlace::Memory(_), None) => unreachable!("memory was made"),
            });
        }
        values
    }

    fn callee_signature(&self, call: &Call) -> (Signature, Option<TypeId>) {
        let signature = |ty| self.cx.universe.signature(ty).expect("a function type").clone();
        match &call.callee {
            Callee::Static(func) => {
                let func = &self.cx.program.funcs[func.0 as usize];
                (signature(func.sig), func.recv)
            }
            Callee::Value(expr) => (signature(expr.ty), None),
            Callee::Interface { recv, index } => match self.cx.universe.under(recv.ty) {
                Type::Interface(interface) => (signature(interface.methods[*index as usize].sig), None),
                other => unreachable!("not an interface: {other:?}"),
            },
        }
    }

    /// A call of a body-less Go function.
    fn call_intrinsic(&mut self, name: &str, signature: &Signature, args: Vec<Value>) -> Vec<Value> {
        let intrinsic = intrinsic_named(name);
        let reprs = signature.results.iter().map(|&ty| self.repr(ty)).collect::<Vec<_>>();
        let out = (needs_out(intrinsic, &reprs)).then(|| self.temp_bytes(8 * n_words(&reprs), 8));
        let operands = flatten_args(&mut self.b, args, out);
        let registers = self.b.intrinsic(intrinsic, operands);
        intrinsic_results(&mut self.b, &reprs, registers, out)
    }

    /// All results of a call or comma-ok expression.
    pub(super) fn tuple(&mut self, expr: &Expr) -> Vec<Value> {
        match &expr.kind {
            ExprKind::Call(call) => self.call(call, None),
            ExprKind::TypeAssert { x, target, comma_ok: true } => self.assert_comma_ok(x, *target),
            ExprKind::DecodeRune { s, at } => {
                let values = self.values(&[s, at]);
                let (ptr, len) = (self.b.part(values[0], 0), self.b.part(values[0], 1));
                let results = self.b.intrinsic(Intrinsic::decode_rune, vec![ptr, len, values[1]]);
                let rune = self.b.emit1(Op::Unary(crate::op::UnOp::Trunc), vec![results[0]], Ty::I32);
                vec![rune, results[1]]
            }
            ExprKind::Seq { stmts, value } => {
                self.stmts(stmts);
                self.tuple(value)
            }
            other => unreachable!("no tuple: {other:?}"),
        }
    }
}

fn intrinsic_named(name: &str) -> Intrinsic {
    Intrinsic::by_go_name(name).unwrap_or_else(|| panic!("no intrinsic implements {name}"))
}

fn n_words(reprs: &[Repr]) -> u64 {
    reprs.iter().map(|repr| if let Repr::Value(ty) = repr { ty.parts().len() as u64 } else { 0 }).sum()
}

/// Whether results go through memory: whenever the intrinsic returns none, but the Go function has some.
fn needs_out(intrinsic: Intrinsic, reprs: &[Repr]) -> bool {
    intrinsic.signature().results.is_empty() && n_words(reprs) > 0
}

fn flatten_args(b: &mut FuncBuilder, args: Vec<Value>, out: Option<Value>) -> Vec<Value> {
    let mut operands = Vec::new();
    for arg in args {
        let ty = b.func.ty(arg);
        if ty.is_scalar() {
            operands.push(arg);
        } else {
            for at in 0..ty.parts().len() {
                let part = b.part(arg, at as u32);
                operands.push(part);
            }
        }
    }
    operands.extend(out);
    operands
}

fn intrinsic_results(b: &mut FuncBuilder, reprs: &[Repr], registers: Vec<Value>, out: Option<Value>) -> Vec<Value> {
    let mut registers = registers.into_iter();
    let mut offset = 0;
    let mut values = Vec::new();
    for repr in reprs {
        let Repr::Value(ty) = *repr else { panic!("intrinsics do not return memory") };
        let mut parts = Vec::new();
        for &part in ty.parts() {
            parts.push(match out {
                Some(out) => b.load(part, out, offset, false),
                None => registers.next().expect("a register for each word"),
            });
            offset += 8;
        }
        values.push(if ty.is_scalar() { parts[0] } else { b.make(ty, parts) });
    }
    values
}

/// A Go function that passes its arguments to an intrinsic.
pub(super) fn intrinsic_function(cx: &mut Context<'_>, func: FuncId) -> Func {
    let hir_func = &cx.program.funcs[func.0 as usize];
    let FuncSource::Intrinsic(name) = &hir_func.source else { panic!("{} has a body", hir_func.name) };
    let intrinsic = intrinsic_named(name);
    let signature = cx.universe.signature(hir_func.sig).expect("a function type").clone();
    let layout = call_layout(cx.universe, hir_func.recv, &signature);
    let mut b = FuncBuilder::new(hir_func.name.clone(), hir_func.pos, layout.sig.clone());
    b.pos = NO_POS;
    let reprs: Vec<Repr> = signature.results.iter().map(|&ty| super::repr::repr(cx.universe, ty)).collect();
    let out = needs_out(intrinsic, &reprs).then(|| {
        let slot = b.func.new_slot(8 * n_words(&reprs) as u32, 8);
        b.emit1(Op::SlotAddr(slot), Vec::new(), Ty::Ptr)
    });
    let args = layout.params.iter().map(|&at| b.param(at)).collect();
    let operands = flatten_args(&mut b, args, out);
    let registers = b.intrinsic(intrinsic, operands);
    debug_assert!(registers.iter().zip(intrinsic.signature().results).all(|(&v, &s)| b.func.ty(v) == scalar_ty(s)));
    let values = intrinsic_results(&mut b, &reprs, registers, out);
    let mut returned = Vec::new();
    for (place, value) in layout.results.iter().zip(values) {
        match place {
            ResultPlace::Register(_) => returned.push(value),
            ResultPlace::Memory(param) => {
                let out = b.param(*param);
                b.store(out, 0, value, false, PtrStore::Stack);
            }
        }
    }
    b.ret(returned);
    b.finish()
}
