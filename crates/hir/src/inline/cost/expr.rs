//! What expressions cost.

use super::Function;
use super::budget::{CALL, CALL_OF_PARAM, CLOSURE, Count};
use super::standard;
use crate::lower::{as_name, unparen};
use goslice_syntax::ast::{self, BinaryOp, ExprKind, UnaryOp};
use goslice_types::info::{Mode, Selection, SelectionKind};
use goslice_types::layout::field_offsets;
use goslice_types::object::{Builtin, ObjId, ObjKind};
use goslice_types::types::{Basic, Type, TypeId};

impl<'a> Count<'_, 'a> {
    pub(super) fn mode(&self, e: &ast::Expr) -> &'a Mode {
        self.all.package.info.mode(e)
    }

    /// The type of an expression; the default type of an untyped one.
    pub(super) fn ty(&self, e: &ast::Expr) -> TypeId {
        let ty = self.type_of(e);
        self.all.u.canon(self.all.u.default_type(ty))
    }

    pub(super) fn type_of(&self, e: &ast::Expr) -> TypeId {
        match self.all.package.info.exprs.get(e.id.0 as usize) {
            Some(Some(info)) => info.ty,
            _ => match &e.kind {
                ExprKind::Paren(x) => self.type_of(x),
                _ => Basic::Invalid.id(),
            },
        }
    }

    pub(super) fn tuple_types(&self, e: &ast::Expr) -> Option<Vec<TypeId>> {
        match self.all.u.ty(self.type_of(e)) {
            Type::Tuple(types) if types.len() > 1 => Some(types.clone()),
            _ => None,
        }
    }

    pub(super) fn expr(&mut self, e: &'a ast::Expr) {
        let e = unparen(e);
        if matches!(self.mode(e), Mode::Constant(_) | Mode::Nil) {
            return self.nodes(1);
        }
        match &e.kind {
            ExprKind::Name(_) => self.nodes(1),
            ExprKind::Composite { .. } => self.composite(e, self.ty(e)),
            ExprKind::FuncLit { body, .. } => {
                self.nodes(1);
                self.charge(CLOSURE);
                if !self.all.rules.inlines_literals() {
                    self.refuse("unhandled op CLOSURE");
                } else if self.all.rules.counts_before_export() && !self.plain {
                    self.block(body);
                }
            }
            ExprKind::Selector { x, .. } => self.selector(e, x),
            ExprKind::Index { x, indices, .. } => {
                self.nodes(1);
                if let Type::Pointer(_) = self.all.u.under(self.ty(x)) {
                    self.deref_of(x);
                }
                self.expr(x);
                for index in indices {
                    self.expr(index);
                }
            }
            ExprKind::Slice { x, lo, hi, max, .. } => {
                self.nodes(1);
                if let Type::Array { .. } = self.all.u.under(self.ty(x)) {
                    self.address_of(x);
                }
                self.expr(x);
                for e in [lo, hi, max].into_iter().flatten() {
                    self.expr(e);
                }
                if self.all.rules.superfluous_slicing_is_free() {
                    self.superfluous_bounds(x, lo.as_deref(), hi.as_deref());
                }
            }
            ExprKind::TypeAssert { x, .. } => {
                self.nodes(1);
                self.expr(x);
            }
            ExprKind::Call { fun, args, spread, .. } => self.call(e, fun, args, spread.is_some()),
            ExprKind::Star(x) => {
                self.nodes(1);
                self.deref_discount(x);
                self.expr(x);
            }
            ExprKind::Unary { op: UnaryOp::Addr, x } => {
                self.nodes(1);
                self.address_discount(x);
                self.expr(x);
            }
            ExprKind::Unary { x, .. } => {
                self.nodes(1);
                self.expr(x);
            }
            ExprKind::Binary { op, x, y, .. } => self.binary(e, *op, x, y),
            _ => self.nodes(1),
        }
    }

    /// A value that is converted to `want` where its own type is another.
    pub(super) fn converted(&mut self, e: &'a ast::Expr, want: TypeId) {
        let have = self.ty(e);
        if !matches!(self.mode(unparen(e)), Mode::Nil) {
            self.conversion(have, want);
        }
        self.expr(e);
    }

    /// An implicit conversion; between types of one representation it costs nothing.
    pub(super) fn conversion(&mut self, have: TypeId, want: TypeId) {
        let u = self.all.u;
        let (have, want) = (u.canon(have), u.canon(want));
        if have == want || !u.is_interface(want) || self.plain {
            if have != want && self.plain {
                self.nodes(1);
            }
            return;
        }
        if u.underlying(have) == u.underlying(want) && self.is_empty_interface(have) {
            return;
        }
        self.nodes(1);
    }

    fn implicit_deref(&mut self) {
        self.nodes(1);
    }

    /// An implicit `*` of a place.
    fn deref_of(&mut self, x: &'a ast::Expr) {
        self.implicit_deref();
        self.deref_discount(x);
    }

    /// `*&x` costs one less.
    fn deref_discount(&mut self, x: &'a ast::Expr) {
        let mut inner = unparen(x);
        while let ExprKind::Call { fun, args, .. } = &inner.kind
            && matches!(self.mode(fun), Mode::Type)
            && self.is_nop(self.ty(&args[0]), self.ty(inner))
        {
            inner = unparen(&args[0]);
        }
        if matches!(&inner.kind, ExprKind::Unary { op: UnaryOp::Addr, .. }) {
            self.charge(-1);
        }
    }

    /// An implicit `&` of a place.
    fn address_of(&mut self, x: &'a ast::Expr) {
        self.nodes(1);
        self.address_discount(x);
    }

    /// `&x.f` is free if f is the first field.
    fn address_discount(&mut self, x: &'a ast::Expr) {
        let x = unparen(x);
        let ExprKind::Selector { x: base, .. } = &x.kind else { return };
        let Some(selection) = self.all.package.info.selections.get(&x.id) else { return };
        if let ([field], SelectionKind::Field) = (&selection.path[..], selection.kind)
            && as_name(base).is_some()
        {
            let (strukt, _) = self.all.u.deref(self.ty(base));
            if field_offsets(self.all.u, strukt).get(*field as usize) == Some(&0) {
                self.charge(-2);
            }
        }
    }

    fn superfluous_bounds(&mut self, x: &'a ast::Expr, lo: Option<&'a ast::Expr>, hi: Option<&'a ast::Expr>) {
        use goslice_types::constant::Const;
        if let Some(lo) = lo
            && matches!(self.mode(unparen(lo)), Mode::Constant(Const::Int(value)) if *value == 0.into())
        {
            self.charge(-1);
        }
        if let Some(hi) = hi
            && let ExprKind::Call { fun, args, .. } = &unparen(hi).kind
            && matches!(self.mode(fun), Mode::Builtin(Builtin::Len))
            && !matches!(self.mode(unparen(hi)), Mode::Constant(_))
            && let (Some(a), Some(b)) = (as_name(x), as_name(&args[0]))
            && self.all.package.info.uses.get(&a.id) == self.all.package.info.uses.get(&b.id)
        {
            self.charge(-2);
        }
    }

    fn selector(&mut self, e: &'a ast::Expr, x: &'a ast::Expr) {
        let Some(selection) = self.all.package.info.selections.get(&e.id) else {
            // A name of another package.
            return self.nodes(1);
        };
        match selection.kind {
            SelectionKind::Field => {
                self.nodes(selection.path.len() as i64);
                self.expr(x);
            }
            SelectionKind::Method(obj) => {
                self.method_value();
                self.nodes(1);
                self.charge(1);
                self.receiver(x, selection, Some(obj));
            }
            SelectionKind::InterfaceMethod(_) => {
                self.method_value();
                self.nodes(1);
                self.charge(1);
                self.receiver(x, selection, None);
            }
            SelectionKind::MethodExpr(_) | SelectionKind::InterfaceMethodExpr(_) => {
                self.nodes(1);
                self.charge(-1);
            }
        }
    }

    fn method_value(&mut self) {
        if !self.all.rules.inlines_loops() {
            self.refuse("unhandled op CALLPART");
        }
    }

    /// The receiver of a method, with what is implied on the way to it.
    fn receiver(&mut self, x: &'a ast::Expr, selection: &Selection, method: Option<ObjId>) {
        let mut ty = self.ty(x);
        for &field in &selection.path {
            self.nodes(1);
            let (strukt, _) = self.all.u.deref(ty);
            if let Type::Struct(fields) = self.all.u.under(strukt) {
                ty = fields[field as usize].ty;
            }
        }
        if let Some(obj) = method {
            let wants_pointer = self.all.u.has_pointer_receiver(obj);
            let is_pointer = matches!(self.all.u.ty(self.all.u.canon(ty)), Type::Pointer(_));
            match (wants_pointer, is_pointer) {
                (true, false) => {
                    self.nodes(1);
                    if selection.path.is_empty() {
                        self.address_discount(x);
                    } else if let ([field], Some(_)) = (&selection.path[..], as_name(x)) {
                        let (strukt, _) = self.all.u.deref(self.ty(x));
                        if field_offsets(self.all.u, strukt).get(*field as usize) == Some(&0) {
                            self.charge(-2);
                        }
                    }
                }
                (false, true) => {
                    self.nodes(1);
                    if selection.path.is_empty() {
                        self.deref_discount(x);
                    }
                }
                _ => {}
            }
        }
        self.expr(x);
    }

    fn composite(&mut self, e: &'a ast::Expr, ty: TypeId) {
        let ExprKind::Composite { elems, .. } = &e.kind else { return };
        let u = self.all.u;
        let ty = match *u.under(ty) {
            // `{...}` for `&T{...}` in a literal.
            Type::Pointer(elem) => {
                self.nodes(1);
                elem
            }
            _ => ty,
        };
        self.nodes(1);
        match u.under(ty).clone() {
            Type::Struct(fields) => {
                for (at, elem) in elems.iter().enumerate() {
                    self.nodes(1);
                    let field = match &elem.key {
                        Some(key) => as_name(key).and_then(|name| {
                            fields.iter().find(|field| *field.name == *name.name).map(|field| field.ty)
                        }),
                        None => fields.get(at).map(|field| field.ty),
                    };
                    match field {
                        Some(ty) => self.converted(&elem.value, ty),
                        None => self.expr(&elem.value),
                    }
                }
            }
            Type::Slice(elem_ty) | Type::Array { elem: elem_ty, .. } => {
                if let Type::Slice(_) = u.under(ty) {
                    self.charge(1);
                }
                for elem in elems {
                    if elem.key.is_some() {
                        self.nodes(2);
                    }
                    self.converted(&elem.value, elem_ty);
                }
            }
            Type::Map { key: key_ty, value: value_ty } => {
                for elem in elems {
                    self.nodes(1);
                    if let Some(key) = &elem.key {
                        self.converted(key, key_ty);
                    }
                    self.converted(&elem.value, value_ty);
                }
            }
            _ => {}
        }
    }

    fn binary(&mut self, e: &'a ast::Expr, op: BinaryOp, x: &'a ast::Expr, y: &'a ast::Expr) {
        if op == BinaryOp::Add && self.all.u.is(self.ty(e), Basic::is_string) {
            // One node for the whole sum.
            self.nodes(1);
            return self.summands(e);
        }
        self.nodes(1);
        if matches!(op, BinaryOp::Shl | BinaryOp::Shr) {
            self.expr(x);
            return self.expr(y);
        }
        let (x_ty, y_ty) = (self.ty(x), self.ty(y));
        match (self.is_interface(x_ty), self.is_interface(y_ty)) {
            (true, false) => {
                self.expr(x);
                self.converted(y, x_ty);
            }
            (false, true) => {
                self.converted(x, y_ty);
                self.expr(y);
            }
            (true, true) => {
                // The one with fewer methods is converted to.
                let to_y = self.all.u.implements(x_ty, y_ty);
                self.converted(x, if to_y { y_ty } else { x_ty });
                self.converted(y, if to_y { y_ty } else { x_ty });
            }
            (false, false) => {
                self.expr(x);
                self.expr(y);
            }
        }
    }

    /// The operands of a sum of strings, in sums in it too.
    fn summands(&mut self, e: &'a ast::Expr) {
        let e = unparen(e);
        match &e.kind {
            ExprKind::Binary { op: BinaryOp::Add, x, y, .. } if !matches!(self.mode(e), Mode::Constant(_)) => {
                self.summands(x);
                self.summands(y);
            }
            _ => self.expr(e),
        }
    }

    fn call(&mut self, e: &'a ast::Expr, fun: &'a ast::Expr, args: &'a [ast::Expr], spread: bool) {
        match self.mode(fun) {
            Mode::Type => {
                let (have, want) = (self.ty(&args[0]), self.ty(e));
                return self.explicit_conversion(&args[0], have, want);
            }
            Mode::Builtin(builtin) => return self.builtin(e, *builtin, args, spread),
            _ => {}
        }
        self.nodes(1);
        let price = self.callee(fun);
        if price >= CALL && !self.all.rules.inlines_callers() {
            self.refuse("non-leaf function");
        }
        self.charge(price);
        let Some(sig) = self.all.u.signature(self.type_of(fun)).cloned() else { return };
        if sig.variadic && !spread {
            let fixed = sig.params.len() - 1;
            let last = sig.params[fixed];
            let elem = match self.all.u.under(last) {
                Type::Slice(elem) => *elem,
                _ => last,
            };
            let n_args = match args {
                [call] => self.tuple_types(call).map_or(1, |types| types.len()),
                _ => args.len(),
            };
            let mut types = sig.params[..fixed].to_vec();
            types.resize(n_args.max(fixed), elem);
            // The slice of the rest, or nil.
            if !self.all.rules.counts_before_export() {
                self.nodes(1);
                self.charge(i64::from(n_args > fixed));
            }
            return self.values(args, &types);
        }
        self.values(args, &sig.params);
    }

    /// Counts what is called and gives the price of the call.
    pub(super) fn callee(&mut self, fun: &'a ast::Expr) -> i64 {
        let fun = unparen(fun);
        if let ExprKind::Selector { x, sel } = &fun.kind {
            let info = &self.all.package.info;
            let Some(selection) = info.selections.get(&fun.id) else {
                self.nodes(1);
                return match info.uses.get(&sel.id) {
                    Some(&obj) => self.price_of_object(obj),
                    None => CALL,
                };
            };
            match selection.kind {
                SelectionKind::Method(obj) => {
                    self.receiver(x, selection, Some(obj));
                    if self.plain {
                        self.nodes(2);
                    }
                    return self.price_of_object(obj);
                }
                SelectionKind::MethodExpr(obj) => {
                    if self.plain {
                        self.nodes(2);
                    }
                    return self.price_of_object(obj);
                }
                SelectionKind::InterfaceMethod(_) => {
                    self.nodes(1);
                    self.receiver(x, selection, None);
                    return CALL;
                }
                SelectionKind::Field | SelectionKind::InterfaceMethodExpr(_) => {}
            }
        }
        if self.calls_something(fun) && as_name(fun).is_none() && !matches!(fun.kind, ExprKind::FuncLit { .. }) {
            // The value goes through a temporary.
            self.nodes(5);
        }
        self.expr(fun);
        self.price_of_value(fun)
    }

    /// The price of calling a func value, less if it is known.
    fn price_of_value(&mut self, fun: &'a ast::Expr) -> i64 {
        if let Some(price) = self.known_price(fun) {
            return price;
        }
        let obj = as_name(fun).and_then(|ident| self.all.package.info.uses.get(&ident.id).copied());
        let Some(obj) = obj else { return CALL };
        let captured = self.statics.home(obj).is_some_and(|home| home != self.func.pos);
        let param = captured || self.statics.is_param(obj);
        if param && self.all.rules.favours_params() { CALL_OF_PARAM } else { CALL }
    }

    /// The price of calling what the value is known to be, if calls of that are inlined.
    fn known_price(&mut self, fun: &'a ast::Expr) -> Option<i64> {
        let fun = unparen(fun);
        match &fun.kind {
            ExprKind::FuncLit { sig, body } => {
                let literal = Function::literal(fun.pos, sig, body);
                if self.plain || self.statics.captures(fun.pos).is_some_and(|home| home != self.func.pos) {
                    return None;
                }
                self.all.function(self.statics, literal);
                self.price(fun.pos)
            }
            ExprKind::Name(ident) => {
                let obj = *self.all.package.info.uses.get(&ident.id)?;
                if let ObjKind::Func { .. } = self.all.u.object(obj).kind {
                    return self.known_object(obj);
                }
                self.statics.value(obj).and_then(|value| self.known_price(value))
            }
            ExprKind::Selector { sel, .. } => {
                let info = &self.all.package.info;
                match info.selections.get(&fun.id).map(|selection| selection.kind) {
                    Some(SelectionKind::MethodExpr(obj)) => self.known_object(obj),
                    Some(_) => None,
                    None => info.uses.get(&sel.id).and_then(|&obj| self.known_object(obj)),
                }
            }
            _ => None,
        }
    }

    fn price_of_object(&self, obj: ObjId) -> i64 {
        self.known_object(obj).unwrap_or(CALL)
    }

    fn known_object(&self, obj: ObjId) -> Option<i64> {
        if let Some(&pos) = self.all.objs.get(&obj) {
            return self.price(pos);
        }
        let object = self.all.u.object(obj);
        if !matches!(object.kind, ObjKind::Func { .. }) {
            return None;
        }
        let name = crate::packages::func_name(self.all.u, obj);
        let cost = standard::cost(&name, self.all.rules)?;
        (cost <= self.all.rules.max_cost(self.big, false, false)).then_some(i64::from(cost))
    }

    /// Whether evaluating a callee calls something.
    fn calls_something(&self, e: &'a ast::Expr) -> bool {
        let e = unparen(e);
        match &e.kind {
            ExprKind::Call { fun, args, .. } => match self.mode(fun) {
                Mode::Type => self.calls_something(&args[0]),
                Mode::Builtin(Builtin::Len | Builtin::Cap) => args.iter().any(|arg| self.calls_something(arg)),
                _ => true,
            },
            ExprKind::Selector { x, .. } | ExprKind::Star(x) | ExprKind::TypeAssert { x, .. } => {
                self.calls_something(x)
            }
            ExprKind::Unary { x, .. } => self.calls_something(x),
            ExprKind::Index { x, indices, .. } => {
                self.calls_something(x) || indices.iter().any(|index| self.calls_something(index))
            }
            ExprKind::Binary { x, y, .. } => self.calls_something(x) || self.calls_something(y),
            ExprKind::Composite { elems, .. } => elems.iter().any(|elem| self.calls_something(&elem.value)),
            _ => false,
        }
    }

    fn explicit_conversion(&mut self, x: &'a ast::Expr, have: TypeId, want: TypeId) {
        let u = self.all.u;
        let x_const = matches!(self.mode(unparen(x)), Mode::Constant(_));
        if matches!(self.mode(unparen(x)), Mode::Nil) {
            return self.nodes(1);
        }
        if x_const && let Type::Slice(elem) = *u.under(want) {
            // The runes of a constant are a literal.
            let is_runes = u.basic(u.underlying(elem)) == Some(Basic::Int32);
            if let (true, Mode::Constant(goslice_types::constant::Const::String(text))) =
                (is_runes, self.mode(unparen(x)))
            {
                let runes = String::from_utf8_lossy(text).chars().count() as i64;
                self.charge(1);
                return self.nodes(1 + 3 * runes);
            }
        }
        if self.plain || !self.is_nop(have, want) {
            self.nodes(1);
        }
        self.expr(x);
    }

    /// Whether a conversion makes no code.
    fn is_nop(&self, have: TypeId, want: TypeId) -> bool {
        let u = self.all.u;
        let (have, want) = (u.canon(have), u.canon(want));
        let (a, b) = (u.underlying(have), u.underlying(want));
        if u.is_interface(want) {
            return have == want || a == b && self.is_empty_interface(have);
        }
        if let (Some(x), Some(y)) = (u.basic(a), u.basic(b)) {
            if x.is_float() || x.is_complex() {
                // Rounds, even to its own type.
                return false;
            }
            if x.is_integer() && y.is_integer() {
                return machine_type(x) == machine_type(y);
            }
            return x == y || x == Basic::UnsafePointer || y == Basic::UnsafePointer;
        }
        if a == b || u.identical_ignoring_tags(a, b) {
            return true;
        }
        match (u.ty(a), u.ty(b)) {
            (Type::Pointer(x), Type::Pointer(y)) => u.identical_ignoring_tags(u.underlying(*x), u.underlying(*y)),
            (Type::Pointer(_), Type::Basic(Basic::UnsafePointer))
            | (Type::Basic(Basic::UnsafePointer), Type::Pointer(_)) => true,
            _ => false,
        }
    }

    fn builtin(&mut self, e: &'a ast::Expr, builtin: Builtin, args: &'a [ast::Expr], spread: bool) {
        match builtin {
            Builtin::Recover => {
                self.refuse("call to recover");
                self.nodes(1);
            }
            Builtin::Panic => {
                if !self.all.rules.inlines_panics() {
                    self.refuse("non-leaf op PANIC");
                }
                self.nodes(1);
                self.charge(1);
                let any = self.all.u.any;
                if self.ty(&args[0]) != self.all.u.canon(any)
                    && !matches!(self.mode(unparen(&args[0])), Mode::Nil)
                    && !(self.is_empty_interface(self.ty(&args[0])))
                {
                    self.charge(-1);
                }
                self.converted(&args[0], any);
            }
            Builtin::Append => {
                self.nodes(1);
                let ty = self.ty(e);
                let elem = match self.all.u.under(ty) {
                    Type::Slice(elem) => *elem,
                    _ => ty,
                };
                if let Some(types) = self.tuple_types(&args[0]) {
                    return self.values(args, &types);
                }
                self.expr(&args[0]);
                for arg in &args[1..] {
                    if spread { self.expr(arg) } else { self.converted(arg, elem) }
                }
            }
            Builtin::Make => {
                self.nodes(1);
                for arg in &args[1..] {
                    self.expr(arg);
                }
            }
            Builtin::New => {
                self.nodes(1);
                if !matches!(self.mode(&args[0]), Mode::Type) {
                    // Through a temporary whose address it is.
                    self.nodes(5);
                    self.expr(&args[0]);
                }
            }
            Builtin::Min | Builtin::Max => {
                self.nodes(1);
                for arg in args {
                    self.expr(arg);
                }
            }
            _ => {
                self.nodes(1);
                if let [call] = args
                    && let Some(types) = self.tuple_types(call)
                {
                    return self.values(args, &types);
                }
                for arg in args {
                    self.expr(arg);
                }
            }
        }
    }
}

/// Integer types of one size and sign are one.
fn machine_type(basic: Basic) -> Basic {
    match basic {
        Basic::Int => Basic::Int64,
        Basic::Uint | Basic::Uintptr => Basic::Uint64,
        other => other,
    }
}
