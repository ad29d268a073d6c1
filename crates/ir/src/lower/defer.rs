//! Functions that defer are compiled as two.
//!
//! The outer function keeps parameters and results in memory behind an [`goslice_abi::g::DeferFrame`] and makes one
//! protected call to the inner one, which is the body. However the inner one ends (it returns, or a panic is
//! recovered), the runtime runs what was deferred and comes back to the outer function, which returns the results.
//!
//! The inner function's closure context is the address of that memory:
//!
//! ```text
//!   DeferFrame | context of the outer function | its frame pointer | parameters... | results... | objects...
//! ```
//!
//! Objects are what the body keeps in the frame with an address: deferred calls may use them when the inner one's
//! frame is gone.

use super::repr::{Repr, ResultPlace, call_layout};
use super::{Context, Home, Lowerer, Returns};
use crate::build::FuncBuilder;
use crate::func::{Func, Sig, Ty};
use crate::op::{Op, PtrStore, UnOp};
use goslice_abi::g::{DEFER_FRAME_CALLER_FP, DEFER_FRAME_SIZE, offset};
use goslice_abi::intrinsics::Intrinsic;
use goslice_hir::body::{Body, Func as HirFunc, FuncId, FuncSource, Storage, VarId};
use goslice_types::layout;
use goslice_types::types::Universe;

/// Offset of the outer function's closure context.
const CONTEXT: i32 = DEFER_FRAME_SIZE as i32;
/// Offset of the outer function's frame pointer: its frame ends there.
pub(super) const OWN_FP: i32 = CONTEXT + 8;

/// Where the variables are in the frame.
struct FrameLayout {
    params: Vec<u64>,
    /// The result itself, or for captured results the address of its heap object.
    results: Vec<u64>,
    /// And whether they hold pointers.
    objects: Vec<(u64, bool)>,
    size: u64,
}

impl FrameLayout {
    /// Where the parts begin that the collector looks at one by one, and whether they hold pointers.
    fn parts(&self, universe: &Universe, body: &Body) -> Vec<(u32, bool)> {
        let variables = body.params.iter().zip(&self.params).chain(body.results.iter().zip(&self.results));
        let pointers = |var: VarId| is_boxed(body, var) || layout::has_pointers(universe, body.vars[var.0 as usize].ty);
        let variables = variables.map(|(&var, &at)| (at, pointers(var)));
        // The list of what is deferred is gone through for itself.
        let fixed = [(0, false), (CONTEXT as u64, true), (OWN_FP as u64, false)];
        let all = fixed.into_iter().chain(variables).chain(self.objects.iter().copied());
        let mut parts: Vec<(u32, bool)> =
            all.filter(|(at, _)| *at < self.size).map(|(at, pointers)| (at as u32, pointers)).collect();
        // Values of size 0 begin where the next one does.
        parts.sort_unstable();
        parts.dedup_by(|next, part| {
            let same = next.0 == part.0;
            part.1 |= same && next.1;
            same
        });
        parts
    }
}

fn frame_layout(universe: &Universe, body: &Body) -> FrameLayout {
    let mut end = u64::from(DEFER_FRAME_SIZE) + 16;
    let mut place = |size: u64| {
        let at = end;
        end += size.next_multiple_of(8);
        at
    };
    let size_of = |var: VarId| layout::size_of(universe, body.vars[var.0 as usize].ty);
    let params = body.params.iter().map(|&var| place(size_of(var))).collect();
    let results = body.results.iter().map(|&var| place(if is_boxed(body, var) { 8 } else { size_of(var) })).collect();
    FrameLayout { params, results, objects: Vec::new(), size: end }
}

fn is_boxed(body: &Body, var: VarId) -> bool {
    body.vars[var.0 as usize].storage == Storage::Heap
}

/// Lowers the outer and the inner function.
pub(super) fn lower_deferring(cx: &mut Context<'_>, body: &Body, literals: &mut Vec<Body>) -> Vec<(FuncId, Func)> {
    let mut frame = frame_layout(cx.universe, body);
    let outer_func = &cx.program.funcs[body.func.0 as usize];
    let inner_func = HirFunc {
        name: outer_func.name.clone(),
        pos: outer_func.pos,
        sig: outer_func.sig,
        recv: outer_func.recv,
        source: FuncSource::Made,
    };
    let inner_id = FuncId(cx.program.funcs.len() as u32);
    cx.program.funcs.push(inner_func);

    let mut lowerer = Lowerer::new(cx, body, literals, inner_id);
    lowerer.b = FuncBuilder::new(lowerer.b.func.name, lowerer.b.func.pos, Sig::default());
    lowerer.returns = Returns::Protected;
    lowerer.frame.outer_end = Some(frame.size);
    lowerer.protected_prologue(&frame);
    lowerer.body_and_return();
    frame.size = lowerer.frame.outer_end.unwrap_or(frame.size);
    frame.objects = std::mem::take(&mut lowerer.frame.outer_parts);
    let inner = lowerer.b.finish();
    let outer = lower_outer(cx, body, &frame, inner_id);
    vec![(body.func, outer), (inner_id, inner)]
}

fn lower_outer(cx: &mut Context<'_>, body: &Body, frame: &FrameLayout, inner: FuncId) -> Func {
    let hir_func = &cx.program.funcs[body.func.0 as usize];
    let signature = cx.universe.signature(hir_func.sig).expect("a function type").clone();
    let layout = call_layout(cx.universe, hir_func.recv, &signature);
    let mut b = FuncBuilder::new(hir_func.name.clone(), hir_func.pos, layout.sig.clone());
    let universe = &*cx.universe;
    let repr = |ty| super::repr::repr(universe, ty);

    if cx.check_stack {
        let fp = b.emit1(Op::OwnFp, Vec::new(), Ty::Ptr);
        b.intrinsic(Intrinsic::check_enter, vec![fp]);
    }
    let slot = b.func.new_slot(frame.size as u32, 16);
    b.func.parts = Some((slot, frame.parts(cx.universe, body)));
    let base = b.emit1(Op::SlotAddr(slot), Vec::new(), Ty::Ptr);
    let caller_fp = b.emit1(Op::CallerFp, Vec::new(), Ty::Ptr);
    b.store(base, DEFER_FRAME_CALLER_FP, caller_fp, false, PtrStore::Stack);
    let context = b.emit1(Op::Context, Vec::new(), Ty::Ptr);
    b.store(base, CONTEXT, context, false, PtrStore::Stack);
    let own_fp = b.emit1(Op::OwnFp, Vec::new(), Ty::Ptr);
    b.store(base, OWN_FP, own_fp, false, PtrStore::Stack);
    for ((&var, &at), &param) in body.params.iter().zip(&frame.params).zip(&layout.params) {
        let ty = body.vars[var.0 as usize].ty;
        let value = b.param(param);
        match repr(ty) {
            Repr::Value(_) => b.store(base, at as i32, value, false, PtrStore::Stack),
            Repr::Memory if layout::size_of(universe, ty) > 0 => {
                let dst = b.offset(base, at as i64);
                b.emit0(Op::CopyTyped { ty, kind: PtrStore::Stack }, vec![dst, value]);
            }
            Repr::Memory => {}
        }
    }
    for (&var, &at) in body.results.iter().zip(&frame.results) {
        let ty = body.vars[var.0 as usize].ty;
        if is_boxed(body, var) {
            let desc = b.emit1(Op::TypeDesc(ty), Vec::new(), Ty::Ptr);
            let object = b.intrinsic(Intrinsic::new_object, vec![desc])[0];
            b.store(base, at as i32, object, false, PtrStore::Stack);
        } else if layout::size_of(universe, ty) > 0 {
            let dst = b.offset(base, at as i64);
            b.emit0(Op::ZeroTyped { ty, kind: PtrStore::Stack }, vec![dst]);
        }
    }
    // A recovered panic leaves the inner function's observed frame linked.
    let observed = cx.observe.is_some().then(|| {
        let g = b.emit1(Op::G, Vec::new(), Ty::Ptr);
        (g, b.load(Ty::Ptr, g, offset::OBSERVED as i32, false))
    });
    let code = b.emit1(Op::FuncCode(inner), Vec::new(), Ty::Ptr);
    // What it defers is called from where it ends.
    b.pos = body.end;
    b.intrinsic(Intrinsic::protect, vec![base, code, base]);
    if cx.check_stack {
        b.intrinsic(Intrinsic::check_returned, Vec::new());
    }
    if let Some((g, observed)) = observed {
        b.store(g, offset::OBSERVED as i32, observed, false, PtrStore::Stack);
    }

    let mut returned = Vec::new();
    for ((&var, &at), place) in body.results.iter().zip(&frame.results).zip(&layout.results) {
        let ty = body.vars[var.0 as usize].ty;
        let addr =
            if is_boxed(body, var) { b.load(Ty::Ptr, base, at as i32, false) } else { b.offset(base, at as i64) };
        match (place, repr(ty)) {
            (ResultPlace::Register(_), Repr::Value(ty)) => returned.push(b.load(ty, addr, 0, false)),
            (ResultPlace::Memory(param), Repr::Value(ty)) => {
                let value = b.load(ty, addr, 0, false);
                let out = b.param(*param);
                b.store(out, 0, value, false, PtrStore::Stack);
            }
            (ResultPlace::Memory(param), Repr::Memory) => {
                if layout::size_of(universe, ty) > 0 {
                    let out = b.param(*param);
                    b.emit0(Op::CopyTyped { ty, kind: PtrStore::Stack }, vec![out, addr]);
                }
            }
            (ResultPlace::Register(_), Repr::Memory) => unreachable!("memory is returned through memory"),
        }
    }
    if cx.check_stack {
        let fp = b.emit1(Op::OwnFp, Vec::new(), Ty::Ptr);
        b.intrinsic(Intrinsic::check_leave, vec![fp]);
    }
    b.ret(returned);
    b.finish()
}

impl Lowerer<'_, '_> {
    /// The inner function finds everything in the frame that its context points to.
    fn protected_prologue(&mut self, frame: &FrameLayout) {
        let base = self.b.emit1(Op::Context, Vec::new(), Ty::Ptr);
        let variable = self.b.declare(Ty::Ptr);
        self.b.def(variable, base);
        self.defer_frame = Some(variable);
        // All of it is read before anything can collect: from here on values and addresses keep what they stand for, and the
        // caller's copies keep nothing.
        let context = self.b.load(Ty::Ptr, base, CONTEXT, false);
        let body = self.body;
        let mut params = Vec::new();
        for (&var, &at) in body.params.iter().zip(&frame.params) {
            params.push(match self.repr(self.var_ty(var)) {
                Repr::Value(ty) => self.b.load(ty, base, at as i32, false),
                Repr::Memory => self.b.offset(base, at as i64),
            });
        }
        let mut results = Vec::new();
        for (&var, &at) in body.results.iter().zip(&frame.results) {
            results.push(match is_boxed(body, var) {
                true => self.b.load(Ty::Ptr, base, at as i32, false),
                false => self.b.offset(base, at as i64),
            });
        }
        self.check_enter();
        self.enter_observed();
        self.make_buffers();
        self.bind_captures_of(context);
        if let Some(var) = body.defer_frame {
            self.declare_home(var);
            let address = self.b.emit1(Op::Unary(UnOp::Bitcast), vec![base], Ty::I64);
            self.write_var(var, address, PtrStore::Init);
        }
        for (&var, value) in body.params.iter().zip(params) {
            self.bind_param(var, value);
        }
        for (&var, addr) in body.results.iter().zip(results) {
            let variable = self.b.declare(Ty::Ptr);
            self.b.def(variable, addr);
            self.homes[var.0 as usize] = if is_boxed(body, var) { Home::Addr(variable) } else { Home::Frame(variable) };
            self.observe_var(var);
        }
    }
}
