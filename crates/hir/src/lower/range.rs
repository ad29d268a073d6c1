//! `range` over arrays, slices, strings and integers: the range expression is evaluated once, and so is its length.

use super::facts::has_call;
use super::{Lowering, is_blank};
use crate::body::{BinOp, CmpOp, Expr, ExprKind, StmtKind, VarId};
use goslice_syntax::ast::{self, Name, RangeStmt};
use goslice_syntax::source::Pos;
use goslice_types::constant::Const;
use goslice_types::types::{Basic, Type, TypeId};

impl<'a> Lowering<'a> {
    pub(super) fn range_stmt(&mut self, pos: Pos, label: Option<&'a Name>, range: &'a RangeStmt) {
        let ty = self.ty(&range.x);
        let stmts = self.stmts(|this| match this.u.under(ty).clone() {
            Type::Basic(basic) if basic.is_string() => this.range_string(pos, label, range),
            Type::Basic(_) => this.range_integer(pos, label, range),
            Type::Slice(_) => this.range_slice(pos, label, range),
            Type::Array { len, .. } => this.range_array(pos, label, range, len),
            Type::Pointer(array) => {
                let (_, len) = this.array(array).expect("a pointer to an array");
                this.range_array(pos, label, range, len);
            }
            Type::Func(_) => this.range_func(pos, label, range),
            _ => unreachable!("the checker refuses maps and channels"),
        });
        self.emit(pos, StmtKind::Block(stmts));
    }

    fn range_slice(&mut self, pos: Pos, label: Option<&'a Name>, range: &'a RangeStmt) {
        let mut x = self.expr(&range.x);
        // Nobody else has the bytes of a string that are gone through, so that the string's own serve.
        if let ExprKind::ConvertString { temporary, .. } = &mut x.kind {
            *temporary = self.slice_elem(x.ty).is_some_and(|elem| self.u.basic(elem) == Some(Basic::Uint8));
        }
        let x = self.spill(x);
        if let ExprKind::Var(copy) = x.kind {
            self.cx().vars[copy.0 as usize].ranged = true;
        }
        let elem = self.slice_elem(x.ty).expect("a slice");
        let n = self.temp(x.clone().len());
        let n = self.var_expr(n, pos);
        self.counted(pos, label, range, n, |_, index| element(pos, x.clone(), index, elem));
    }

    fn range_array(&mut self, pos: Pos, label: Option<&'a Name>, range: &'a RangeStmt, len: u64) {
        let n = Expr::int(pos, len as i64);
        let wants_value = range.value.as_ref().is_some_and(|value| !is_blank(value));
        if !wants_value {
            // The length is constant, and the array not evaluated unless that calls something.
            if has_call(self.info(), &range.x) {
                let x = self.expr(&range.x);
                self.emit(pos, StmtKind::Expr(x));
            }
            return self.counted(pos, label, range, n, |_, index| index);
        }
        let x = self.expr(&range.x);
        // An array is copied, what a pointer points to is not.
        let x = self.spill(x);
        let x = if self.pointee(x.ty).is_some() { self.deref(x) } else { x };
        let (elem, _) = self.array(x.ty).expect("an array");
        self.counted(pos, label, range, n, |_, index| element(pos, x.clone(), index, elem));
    }

    fn range_integer(&mut self, pos: Pos, label: Option<&'a Name>, range: &'a RangeStmt) {
        let n = self.expr(&range.x);
        let n = self.spill(n);
        self.counted(pos, label, range, n, |_, index| index);
    }

    /// A loop that counts from 0 to `n`; `value` gives what the second variable gets.
    fn counted(
        &mut self,
        pos: Pos,
        label: Option<&'a Name>,
        range: &'a RangeStmt,
        n: Expr,
        value: impl Fn(&mut Self, Expr) -> Expr,
    ) {
        let ty = n.ty;
        let zero = self.constant(&Const::Int(0.into()), ty, pos);
        let (counter, is_key) = match self.key_as_counter(range, ty) {
            Some(var) => {
                self.emit(pos, StmtKind::Declare { var, init: Some(zero) });
                (var, true)
            }
            None => (self.temp(zero), false),
        };
        let index = self.var_expr(counter, pos);
        let cond = index.clone().less(n);
        let vars = self.outer_vars(range);
        let (labels, body) = self.loop_body(label, |this| {
            let key = (!is_key).then(|| index.clone());
            let wants_value = range.value.as_ref().is_some_and(|value| !is_blank(value));
            let value = wants_value.then(|| value(this, index.clone()));
            this.set_vars(pos, range, vars, key, value);
            this.block(&range.body);
        });
        let post = self.stmts(|this| {
            let one = this.constant(&Const::Int(1.into()), ty, pos);
            this.emit(pos, StmtKind::AssignOp { place: index, op: BinOp::Add, value: one });
        });
        self.emit_loop(pos, labels, Some(cond), body, post, Vec::new());
    }

    /// The key's own variable counts where no one can see the difference.
    fn key_as_counter(&mut self, range: &'a RangeStmt, ty: TypeId) -> Option<VarId> {
        let obj = self.new_object(range.key.as_ref().filter(|_| range.define)?)?;
        let facts = self.facts.of(obj);
        // Before Go 1.22 the loop's own assignments count as such, too.
        if self.u.object(obj).ty != ty || facts.reassigned || facts.captured || facts.addr_taken {
            return None;
        }
        Some(self.new_var(obj))
    }

    fn range_string(&mut self, pos: Pos, label: Option<&'a Name>, range: &'a RangeStmt) {
        let int = Basic::Int.id();
        let s = self.expr(&range.x);
        let s = self.spill(s);
        let n = self.temp(s.clone().len());
        let n = self.var_expr(n, pos);
        let at = self.temp(Expr::int(pos, 0));
        let at = self.var_expr(at, pos);
        let next = self.temp(Expr::int(pos, 0));
        let next = self.var_expr(next, pos);
        let cond = at.clone().less(n);
        let vars = self.outer_vars(range);
        let (labels, body) = self.loop_body(label, |this| {
            let rune_ty = Basic::Int32.id();
            let byte = element(pos, s.clone(), at.clone(), Basic::Uint8.id());
            let rune = this.temp(Expr::new(pos, rune_ty, ExprKind::Convert(byte.boxed())));
            let rune = this.var_expr(rune, pos);
            let limit = this.constant(&Const::Int(0x80.into()), rune_ty, pos);
            let ascii = Expr::new(
                pos,
                Basic::Bool.id(),
                ExprKind::Compare { op: CmpOp::Lt, x: rune.clone().boxed(), y: limit.boxed() },
            );
            let advance = |this: &mut Self, width: Expr| {
                let value = at.clone().plus(width);
                this.emit(pos, StmtKind::Assign { place: next.clone(), value });
            };
            let then = this.stmts(|this| advance(this, Expr::int(pos, 1)));
            let els = this.stmts(|this| {
                let width = this.temp(Expr::int(pos, 0));
                let width = this.var_expr(width, pos);
                let ty = this.tuple(vec![rune_ty, int]);
                let decode = ExprKind::DecodeRune { s: s.clone().boxed(), at: at.clone().boxed() };
                let places = vec![Some(rune.clone()), Some(width.clone())];
                this.emit(pos, StmtKind::AssignTuple { places, value: Expr::new(pos, ty, decode) });
                advance(this, width);
            });
            this.emit(pos, StmtKind::If { cond: ascii, then, els });
            this.set_vars(pos, range, vars, Some(at.clone()), Some(rune));
            this.block(&range.body);
        });
        let post = self.stmts(|this| this.emit(pos, StmtKind::Assign { place: at, value: next }));
        self.emit_loop(pos, labels, Some(cond), body, post, Vec::new());
    }

    /// Before Go 1.22 the loop's variables come into being once, before it.
    fn outer_vars(&mut self, range: &'a RangeStmt) -> bool {
        if !range.define || self.package.has_loop_variables_per_iteration(range.x.pos) {
            return false;
        }
        for lhs in [&range.key, &range.value].into_iter().flatten() {
            if let Some(obj) = self.new_object(lhs)
                && !self.cx().by_obj.contains_key(&obj)
            {
                let var = self.new_var(obj);
                self.emit(lhs.pos, StmtKind::Declare { var, init: None });
            }
        }
        true
    }

    /// Gives the iteration's variables their values. `declared`: they exist already.
    pub(super) fn set_vars(
        &mut self,
        pos: Pos,
        range: &'a RangeStmt,
        declared: bool,
        key: Option<Expr>,
        value: Option<Expr>,
    ) {
        let pairs = [(&range.key, key), (&range.value, value)];
        let pairs: Vec<(&'a ast::Expr, Expr)> =
            pairs.into_iter().filter_map(|(lhs, value)| lhs.as_ref().filter(|lhs| !is_blank(lhs)).zip(value)).collect();
        if range.define && !declared {
            for (lhs, value) in pairs {
                if let Some(obj) = self.new_object(lhs) {
                    let var = self.new_var(obj);
                    self.emit(pos, StmtKind::Declare { var, init: Some(value) });
                }
            }
            return;
        }
        let mut places = Vec::new();
        let mut values = Vec::new();
        for (lhs, value) in pairs {
            let place = match self.new_object(lhs) {
                Some(obj) if range.define => self.object(obj, lhs.pos),
                _ => self.expr(lhs),
            };
            values.push(self.coerce(value, place.ty));
            places.push(Some(place));
        }
        match values.len() {
            0 => {}
            1 => {
                let (place, value) = (places.remove(0).expect("just made"), values.remove(0));
                self.emit(pos, StmtKind::Assign { place, value });
            }
            _ => self.emit(pos, StmtKind::AssignParallel { places, values }),
        }
    }
}

fn element(pos: Pos, x: Expr, index: Expr, ty: TypeId) -> Expr {
    Expr::new(pos, ty, ExprKind::Index { x: x.boxed(), index: index.boxed() })
}
