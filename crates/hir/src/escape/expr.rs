//! From bodies to the graph: expressions.

use super::build::{Builder, Callable, Known};
use super::graph::{BLANK, CALLEE, HEAP, Hole, How, MUTATOR, What};
use crate::body::{Call, Callee, Expr, ExprKind, FuncId};
use goslice_types::types::{Basic, Type};

impl<'a> Builder<'a> {
    /// Walks an expression whose value nobody keeps.
    pub(super) fn discard(&mut self, e: &'a Expr) {
        self.expr(self.blank(), e);
    }

    /// The value of `e` goes into `hole`.
    pub(super) fn expr(&mut self, hole: Hole, e: &'a Expr) {
        self.exprs(&[hole], e);
    }

    /// The values of a tuple go into the holes.
    pub(super) fn tuple(&mut self, holes: &[Hole], e: &'a Expr) {
        self.exprs(holes, e);
    }

    fn exprs(&mut self, holes: &[Hole], e: &'a Expr) {
        let mut hole = holes.first().copied().unwrap_or(self.blank());
        let pos = e.pos;
        // Where no pointer can be, nothing flows.
        if hole.derefs >= 0 && !matches!(self.facts.universe.ty(e.ty), Type::Tuple(_)) && !self.facts.has_pointers(e.ty)
        {
            hole = self.blank();
        }
        match &e.kind {
            ExprKind::Const(_) | ExprKind::Func(_) | ExprKind::Global(_) | ExprKind::Recover => {}
            ExprKind::Var(var) => {
                let loc = self.var(*var);
                self.graph.flow(hole, loc);
            }
            ExprKind::Closure { captures, body, site, .. } => {
                let closure = self.spill(hole, *site, pos, "function literal");
                self.literal(closure, *site, captures, body);
            }
            ExprKind::Deref(x) => self.expr(hole.deref(), x),
            ExprKind::AddrOf(x) => self.expr(hole.addr(), x),
            ExprKind::New { value, site, .. } => {
                let inside = self.spill(hole, *site, pos, "new variable");
                let inside = self.too_large(inside, value.ty, 1);
                self.expr(inside, value);
            }
            ExprKind::Field { x, .. } => self.expr(hole, x),
            ExprKind::Index { x, index } => {
                self.discard(index);
                match self.facts.universe.under(x.ty) {
                    Type::Array { .. } => self.expr(hole, x),
                    Type::Slice(_) => self.expr(hole.deref(), x),
                    _ => self.discard(x),
                }
            }
            ExprKind::Slice { x, lo, hi, max } => {
                match self.facts.is_array(x.ty) {
                    true => self.expr(hole.addr(), x),
                    false => self.expr(hole, x),
                }
                [lo, hi, max].into_iter().flatten().for_each(|bound| self.discard(bound));
            }
            ExprKind::Convert(x) => match self.facts.universe.under(e.ty) {
                Type::Basic(Basic::UnsafePointer) => self.raw(hole, x),
                _ => self.expr(hole, x),
            },
            ExprKind::ConvertString { x, site, .. } => {
                self.spill(hole, *site, pos, "conversion");
                self.discard(x);
            }
            ExprKind::Concat { parts, assigned: false, site } => {
                self.spill(hole, *site, pos, "string concatenation");
                parts.iter().for_each(|part| self.discard(part));
            }
            ExprKind::SliceToArray(x) => match self.facts.universe.under(e.ty) {
                Type::Pointer(_) => self.expr(hole, x),
                _ => self.expr(hole.deref(), x),
            },
            ExprKind::ToInterface { x, site } => {
                if self.facts.is_direct(x.ty) {
                    self.expr(hole, x);
                } else {
                    let inside = self.spill(hole, *site, pos, "interface conversion");
                    self.expr(inside, x);
                }
            }
            ExprKind::InterfaceToInterface(x) => self.expr(hole, x),
            ExprKind::TypeAssert { x, target, .. } => {
                let pointer = self.facts.universe.is_interface(*target) || self.facts.is_direct(*target);
                let none = hole.derefs >= 0 && !self.facts.has_pointers(*target);
                let hole = if none { self.blank() } else { hole };
                self.expr(if pointer { hole } else { hole.deref() }, x);
            }
            ExprKind::StructLit(fields) => {
                fields.iter().flatten().for_each(|field| self.expr(hole, field));
            }
            ExprKind::ArrayLit(elems) => elems.iter().for_each(|(_, elem)| self.expr(hole, elem)),
            ExprKind::SliceLit { elems, site, .. } => {
                let inside = self.spill(hole, *site, pos, "slice literal");
                elems.iter().for_each(|(_, elem)| self.expr(inside, elem));
            }
            ExprKind::MakeSlice { len, cap, site } => {
                let inside = self.spill(hole, *site, pos, "make");
                let size = cap.as_deref().unwrap_or(len);
                let elem = self.facts.elem(e.ty);
                if self.facts.limits.no_size_escapes && goslice_types::layout::size_of(self.facts.universe, elem) == 0 {
                    self.on_heap(inside.to, super::Cause::NoSize);
                }
                match constant(size) {
                    Some(n) => drop(self.too_large(inside, elem, n)),
                    None => self.variable_size(inside, elem),
                }
                self.discard(len);
                cap.iter().for_each(|cap| self.discard(cap));
            }
            ExprKind::Call(call) => self.call(holes, call),
            ExprKind::Append { slice, values, site } => {
                self.appendee(hole, *site, slice, e);
                for value in values {
                    let heap = self.hole(HEAP, value.pos, "appended to a slice");
                    self.expr(heap, value);
                }
            }
            ExprKind::AppendSlice { slice, other, site } => {
                self.appendee(hole, *site, slice, e);
                let contents = self.contents(other, "appended to a slice");
                self.expr(contents, other);
            }
            ExprKind::AppendMake { slice, n, site } => {
                self.appendee(hole, *site, slice, e);
                self.discard(n);
            }
            ExprKind::MoveToHeap { slice, .. } => self.expr(hole, slice),
            ExprKind::Copy { dst, src } => {
                self.mutate(dst);
                let contents = self.contents(src, "copied to a slice");
                self.expr(contents, src);
            }
            ExprKind::Clear(x) => self.mutate(x),
            ExprKind::Panic(x) => {
                let heap = self.hole(HEAP, pos, "panic");
                self.expr(heap, x);
            }
            ExprKind::MinMax { args, .. } => args.iter().for_each(|arg| self.expr(hole, arg)),
            ExprKind::Seq { stmts, value } => {
                self.stmts(stmts);
                self.exprs(holes, value);
            }
            ExprKind::UnsafeSlice { ptr, len } | ExprKind::UnsafeString { ptr, len } => {
                self.expr(hole, ptr);
                self.discard(len);
            }
            ExprKind::UnsafeAdd { ptr, n } => {
                self.expr(hole, ptr);
                self.discard(n);
            }
            ExprKind::UnsafeSliceData(x) | ExprKind::UnsafeStringData(x) => self.expr(hole, x),
            ExprKind::Neg(_)
            | ExprKind::BitNot(_)
            | ExprKind::Not(_)
            | ExprKind::Binary { .. }
            | ExprKind::Compare { .. }
            | ExprKind::IsNil(_)
            | ExprKind::And(..)
            | ExprKind::Or(..)
            | ExprKind::Concat { assigned: true, .. }
            | ExprKind::Len(_)
            | ExprKind::Cap(_)
            | ExprKind::Complex(..)
            | ExprKind::Real(_)
            | ExprKind::Imag(_)
            | ExprKind::Print { .. }
            | ExprKind::DecodeRune { .. } => {
                let mut parts = Vec::new();
                crate::visit::sub_exprs(e, &mut |part| parts.push(part));
                parts.into_iter().for_each(|part| self.discard(part));
            }
        }
    }

    /// An integer becomes an `unsafe.Pointer`: the pointers that it was made of flow.
    fn raw(&mut self, hole: Hole, e: &'a Expr) {
        match &e.kind {
            ExprKind::Convert(x) => self.raw(hole, x),
            ExprKind::Binary { x, y, .. } => {
                self.raw(hole, x);
                self.raw(hole, y);
            }
            _ => self.expr(hole, e),
        }
    }

    /// The slice that is appended to: it may be the result, or a new array is, to which its elements are copied.
    fn appendee(&mut self, hole: Hole, site: crate::body::SiteId, slice: &'a Expr, e: &'a Expr) {
        let contents = self.contents(slice, "moved by append");
        let mutator = self.hole(MUTATOR, e.pos, "appended to");
        let either = self.tee(&[hole, contents, mutator], slice);
        self.expr(either, slice);
        // A site that builds in a buffer hands it to nobody: `MoveToHeap` copies it.
        let built = self.place.body.sites.get(site.0 as usize).is_some_and(|site| site.buffer.is_some());
        if built {
            let array = self.graph.add(What::Site(site), self.place.func, 0);
            self.graph.flow(hole.addr(), array);
            self.moved.insert((self.place.func, site), array);
        }
        let spilled = self.spill(if built { self.blank() } else { hole }, site, e.pos, "append");
        // A flag keeps the frame's array from serving twice, so that loops do not matter.
        self.graph.at_mut(spilled.to).loop_depth = 0;
    }

    /// The hole for a slice whose elements go to the heap.
    fn contents(&mut self, slice: &Expr, how: &'static str) -> Hole {
        match self.facts.universe.under(slice.ty) {
            Type::Slice(elem) if self.facts.has_pointers(*elem) => {
                let hole = self.hole(HEAP, slice.pos, how);
                hole.deref()
            }
            _ => self.blank(),
        }
    }

    /// One hole for a value that goes several ways.
    fn tee(&mut self, ways: &[Hole], e: &Expr) -> Hole {
        let mut ways = ways.iter().filter(|way| way.to != BLANK);
        match (ways.next(), ways.next()) {
            (None, _) => self.blank(),
            (Some(&way), None) => way,
            (Some(&first), Some(&second)) => {
                let temp = self.graph.add(What::Temp, self.place.func, self.place.loop_depth);
                [first, second].into_iter().chain(ways.copied()).for_each(|way| self.graph.flow(way, temp));
                self.hole(temp, e.pos, "value")
            }
        }
    }

    fn call(&mut self, holes: &[Hole], call: &'a Call) {
        match &call.callee {
            Callee::Static(func) => self.static_call(holes, *func, call),
            Callee::Value(callee) => self.value_call(holes, callee, call),
            Callee::Interface { recv, .. } => {
                let heap = self.hole(HEAP, recv.pos, "receiver of an interface method");
                self.expr(heap, recv);
                self.unknown_call(&call.args);
            }
        }
    }

    fn static_call(&mut self, holes: &[Hole], func: FuncId, call: &'a Call) {
        match self.batch.get(&func).cloned() {
            Some(callable) => self.known_call(holes, &callable, call),
            None => self.known_calls(holes, &[Known::Func(func)], call),
        }
    }

    /// A call of a function value: of a literal, of a variable's functions, or of who knows what.
    fn value_call(&mut self, holes: &[Hole], callee: &'a Expr, call: &'a Call) {
        if let ExprKind::Closure { captures, body, site, .. } = &callee.kind {
            let closure = self.spill(self.blank(), *site, callee.pos, "function literal");
            let callable = self.literal(closure, *site, captures, body);
            if let Some(&result) = callable.results.first() {
                let func = self.graph.at(result).func;
                self.graph.results_lost[func.0 as usize] = false;
            }
            return self.known_call(holes, &callable, call);
        }
        let known = match &value_of(callee).kind {
            ExprKind::Func(func) => Some(vec![Known::Func(*func)]),
            ExprKind::Var(var) => self.callees.get(&(self.place.func, *var)).cloned(),
            _ => None,
        };
        let wanted = holes.iter().any(|hole| hole.to != BLANK);
        let hole = if known.is_none() && wanted { self.hole(CALLEE, callee.pos, "call") } else { self.blank() };
        self.expr(hole, callee);
        match known.as_deref() {
            None => self.unknown_call(&call.args),
            Some([Known::Func(func)]) => self.static_call(holes, *func, call),
            Some([Known::Literal(callable)]) => self.known_call(holes, callable, call),
            Some(several) => self.known_calls(holes, several, call),
        }
    }

    /// A call of any one of these functions: each argument flows wherever one of them lets it.
    fn known_calls(&mut self, holes: &[Hole], callees: &[Known], call: &'a Call) {
        // One call with several results may be the arguments of all parameters.
        let n_params = match &call.args[..] {
            [arg] => self.facts.n_values(arg.ty),
            args => args.len(),
        };
        let mut ways: Vec<Vec<Hole>> = vec![Vec::new(); n_params];
        for callee in callees {
            let callable = match callee {
                Known::Func(func) => match self.batch.get(func) {
                    Some(callable) => callable.clone(),
                    None => {
                        let leaks = self.leaks(*func, n_params);
                        for (at, ways) in ways.iter_mut().enumerate() {
                            let arg = call.args.get(at).unwrap_or(&call.args[0]);
                            ways.extend(self.leak_ways(*func, holes, &leaks.get(at).cloned().unwrap_or_default(), arg));
                        }
                        continue;
                    }
                },
                Known::Literal(callable) => callable.clone(),
            };
            for (&hole, &result) in holes.iter().zip(&callable.results) {
                self.graph.flow(hole, result);
            }
            for (ways, &param) in ways.iter_mut().zip(&callable.params) {
                ways.push(self.hole(param, call_pos(call), "argument"));
            }
        }
        let params: Vec<Hole> = (ways.iter().enumerate())
            .map(|(at, ways)| self.tee(ways, call.args.get(at).unwrap_or(&call.args[0])))
            .collect();
        match &call.args[..] {
            [arg] if n_params != 1 => self.tuple(&params, arg),
            args => args.iter().zip(params).for_each(|(arg, hole)| self.expr(hole, arg)),
        }
    }

    /// A call of a function of this batch: arguments flow to its parameters, its results to the holes.
    fn known_call(&mut self, holes: &[Hole], callable: &Callable, call: &'a Call) {
        for (&hole, &result) in holes.iter().zip(&callable.results) {
            self.graph.flow(hole, result);
        }
        let params: Vec<Hole> =
            callable.params.iter().map(|&param| self.hole(param, call_pos(call), "argument")).collect();
        match &call.args[..] {
            [arg] if params.len() > 1 => self.tuple(&params, arg),
            args => args.iter().zip(params).for_each(|(arg, hole)| self.expr(hole, arg)),
        }
    }

    fn unknown_call(&mut self, args: &'a [Expr]) {
        for arg in args {
            let heap = self.hole(HEAP, arg.pos, "argument of an unknown function");
            let holes = vec![heap; self.facts.n_values(arg.ty)];
            self.exprs(&holes, arg);
        }
    }

    /// The ways that a parameter leaks.
    fn leak_ways(&self, func: FuncId, holes: &[Hole], leaks: &super::graph::Leaks, arg: &Expr) -> Vec<Hole> {
        let mut ways = Vec::new();
        if let Some(derefs) = leaks.heap {
            ways.push(self.hole(HEAP, arg.pos, How::Argument(func)).shifted(derefs));
        }
        if let Some(derefs) = leaks.mutator {
            ways.push(self.hole(MUTATOR, arg.pos, "argument").shifted(derefs));
        }
        if let Some(derefs) = leaks.callee {
            ways.push(self.hole(CALLEE, arg.pos, "argument").shifted(derefs));
        }
        for &(result, derefs) in &leaks.results {
            if let Some(hole) = holes.get(result).filter(|hole| hole.to != BLANK) {
                let note = self.note(arg.pos, How::Through(func));
                ways.push(Hole { note, ..hole.shifted(derefs) });
            }
        }
        ways
    }

    /// What does not fit in the frame is on the heap whatever it flows to.
    fn too_large(&mut self, inside: Hole, elem: goslice_types::types::TypeId, n: u64) -> Hole {
        let size = goslice_types::layout::size_of(self.facts.universe, elem).saturating_mul(n);
        if size > self.facts.limits.implicit {
            self.on_heap(inside.to, super::Cause::TooLarge { limit: self.facts.limits.implicit });
        }
        inside
    }

    /// A size that is known when the program runs: up to Go 1.24 on the heap.
    fn variable_size(&mut self, inside: Hole, elem: goslice_types::types::TypeId) {
        let size = goslice_types::layout::size_of(self.facts.universe, elem);
        if size > self.facts.limits.variable_make {
            self.on_heap(inside.to, super::Cause::VariableSize);
        }
    }
}

/// The expression whose value `e` has: without what is evaluated before it, and conversions that change nothing.
fn value_of(e: &Expr) -> &Expr {
    match &e.kind {
        ExprKind::Seq { value, .. } => value_of(value),
        ExprKind::Convert(x) => value_of(x),
        _ => e,
    }
}

/// The value of a constant size.
pub(crate) fn constant(e: &Expr) -> Option<u64> {
    match &e.kind {
        ExprKind::Const(crate::body::Value::Int(n)) => u64::try_from(*n).ok(),
        ExprKind::Const(crate::body::Value::Zero) => Some(0),
        ExprKind::Convert(x) => constant(x),
        ExprKind::Seq { value, .. } => constant(value),
        _ => None,
    }
}

fn call_pos(call: &Call) -> goslice_syntax::source::Pos {
    call.args.first().map_or(goslice_syntax::source::Pos::NONE, |arg| arg.pos)
}
