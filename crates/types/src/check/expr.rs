//! Expressions: dispatch, and what contexts demand of operands.

use super::operand::OpMode;
use super::{Checker, Mode, Operand};
use crate::types::{Basic, Type, TypeId};
use goslice_syntax::ast::{Expr, ExprKind, UnaryOp};

/// What kind of expression it was: only statements may stand alone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum ExprClass {
    Conversion,
    Expression,
    Statement,
}

impl<'a> Checker<'a> {
    /// Checks `e` in any mode and records what it is. `hint` is the type of a composite literal's element that has no
    /// type of its own.
    pub(crate) fn raw_expr(&mut self, e: &'a Expr, hint: Option<TypeId>) -> (Operand<'a>, ExprClass) {
        let outer_pos = self.env.outer_pos;
        if self.old() && !matches!(e.kind, ExprKind::Name(_) | ExprKind::Literal { .. } | ExprKind::Paren(_)) {
            self.env.outer_pos = super::operator_pos(e);
        }
        let (mut x, class) = self.expr_internal(e, hint);
        self.env.outer_pos = outer_pos;
        x.expr = Some(e);
        self.record_operand(e, &x);
        (x, class)
    }

    fn record_operand(&mut self, e: &'a Expr, x: &Operand<'a>) {
        let ty = match x.mode {
            OpMode::Invalid => return,
            OpMode::NoValue => self.u.intern(Type::Tuple(Vec::new())),
            _ => x.ty,
        };
        let untyped = self.u.is_untyped(ty) && !matches!(x.mode, OpMode::TypeExpr | OpMode::Builtin(_));
        if untyped {
            self.remember_untyped(e, x);
        }
        self.record(e.id, Mode::from(&x.mode), ty);
    }

    fn expr_internal(&mut self, e: &'a Expr, hint: Option<TypeId>) -> (Operand<'a>, ExprClass) {
        let x = match &e.kind {
            ExprKind::Bad => Operand::invalid(e),
            ExprKind::Name(ident) => self.ident(e, ident, false),
            ExprKind::Literal { kind, text } => self.basic_literal(e, *kind, text),
            ExprKind::Composite { ty, elems, rbrace, .. } => {
                self.composite_literal(e, ty.as_deref(), elems, *rbrace, hint)
            }
            ExprKind::FuncLit { sig, body } => self.func_literal(e, sig, body),
            ExprKind::Paren(inner) => {
                let (x, class) = self.raw_expr(inner, None);
                return (x, class);
            }
            ExprKind::Selector { x, sel } => self.selector(e, x, sel, false),
            ExprKind::Index { x, indices, .. } => self.index_expr(e, x, indices),
            ExprKind::Slice { .. } => self.slice_expr(e),
            ExprKind::TypeAssert { x, ty } => self.type_assertion_expr(e, x, ty.as_deref()),
            ExprKind::Call { .. } => return self.call_expr(e),
            ExprKind::Star(inner) => self.star_expr(e, inner),
            ExprKind::Unary { op: UnaryOp::Recv, x } => {
                let x = self.receive(e, x);
                return (x, ExprClass::Statement);
            }
            ExprKind::Unary { op, x } => self.unary_expr(e, *op, x),
            ExprKind::Binary { op, op_pos, x, y } => self.binary_expr(e, *op, *op_pos, x, y),
            ExprKind::ArrayType { .. }
            | ExprKind::SliceType(_)
            | ExprKind::StructType { .. }
            | ExprKind::FuncType(_)
            | ExprKind::InterfaceType { .. }
            | ExprKind::MapType { .. }
            | ExprKind::ChanType { .. }
            | ExprKind::Ellipsis(_) => {
                let ty = self.typ(e);
                if self.u.is_invalid(ty) { Operand::invalid(e) } else { Operand::new(OpMode::TypeExpr, ty, e) }
            }
        };
        (x, ExprClass::Expression)
    }

    /// A single value.
    pub(crate) fn expr(&mut self, e: &'a Expr) -> Operand<'a> {
        self.expr_with_hint(e, None)
    }

    /// A single value; `hint` as in [`Checker::raw_expr`].
    pub(crate) fn expr_with_hint(&mut self, e: &'a Expr, hint: Option<TypeId>) -> Operand<'a> {
        let (mut x, _) = self.raw_expr(e, hint);
        self.exclude_non_values(&mut x);
        self.single_value(&mut x);
        x
    }

    /// A value, possibly several.
    pub(crate) fn multi_expr(&mut self, e: &'a Expr) -> Operand<'a> {
        let (mut x, _) = self.raw_expr(e, None);
        self.exclude_non_values(&mut x);
        x
    }

    /// A value or a type.
    pub(crate) fn expr_or_type(&mut self, e: &'a Expr) -> Operand<'a> {
        let (mut x, _) = self.raw_expr(e, None);
        let text = match x.mode {
            OpMode::NoValue => "used as value or type",
            OpMode::Builtin(_) if self.old() => {
                self.exclude_non_values(&mut x);
                return x;
            }
            _ => {
                self.single_value(&mut x);
                return x;
            }
        };
        let shown = self.describe_non_value(&x);
        self.error_op(&x, format!("{shown} {text}"));
        x.invalidate();
        x
    }

    fn exclude_non_values(&mut self, x: &mut Operand<'a>) {
        let text = match x.mode {
            OpMode::NoValue => "used as value",
            OpMode::Builtin(_) => "must be called",
            OpMode::TypeExpr => "is not an expression",
            _ => return,
        };
        let shown = self.describe_non_value(x);
        if self.old() && x.mode != OpMode::NoValue {
            let shown = self.show_expr(x);
            let text = match x.mode {
                OpMode::TypeExpr => format!("type {shown} is not an expression"),
                _ => format!("use of builtin {shown} not in function call"),
            };
            self.error_op(x, text);
        } else {
            self.error_op(x, format!("{shown} {text}"));
        }
        x.invalidate();
    }

    fn describe_non_value(&self, x: &Operand<'a>) -> String {
        if self.old() { self.show_expr(x) } else { self.describe(x) }
    }

    pub(crate) fn single_value(&mut self, x: &mut Operand<'a>) {
        if x.mode != OpMode::Value {
            return;
        }
        if let Type::Tuple(types) = self.u.ty(x.ty) {
            let count = types.len();
            let shown = self.describe(x);
            let text = if self.old() {
                format!("multiple-value {} in single-value context", self.show_expr(x))
            } else {
                debug_assert_ne!(count, 1);
                format!("multiple-value {shown} in single-value context")
            };
            self.error_op(x, text);
            x.invalidate();
        }
    }

    /// Checks expressions only for their uses of variables, after an error.
    pub(crate) fn use_exprs(&mut self, exprs: &'a [Expr]) {
        for e in exprs {
            self.use_expr(e);
        }
    }

    pub(crate) fn use_expr(&mut self, e: &'a Expr) {
        self.raw_expr(e, None);
    }

    fn func_literal(
        &mut self,
        e: &'a Expr,
        sig: &'a goslice_syntax::ast::FuncType,
        body: &'a goslice_syntax::ast::Block,
    ) -> Operand<'a> {
        let function = self.func_type(sig, None);
        let x = Operand::new(OpMode::Value, function.ty, e);
        let (decl, iota) = (self.env.decl, self.env.iota);
        // Not now: the function may be part of a type declaration that its body refers to.
        self.later(move |checker| {
            let outer = std::mem::replace(&mut checker.env.decl, decl);
            checker.func_body(function, body, iota);
            checker.env.decl = outer;
        });
        x
    }

    fn star_expr(&mut self, e: &'a Expr, inner: &'a Expr) -> Operand<'a> {
        let mut x = self.expr_or_type(inner);
        match x.mode {
            OpMode::Invalid => {}
            OpMode::TypeExpr => {
                x.ty = self.u.pointer_to(x.ty);
            }
            OpMode::Nil => {
                let text = if self.old() {
                    "invalid indirect of nil".to_string()
                } else {
                    format!("invalid operation: cannot indirect {}", self.describe(&x))
                };
                self.error_op(&x, text);
                x.invalidate();
            }
            _ => match *self.u.view(x.ty) {
                Type::Pointer(elem) => {
                    x.mode = OpMode::Variable;
                    x.ty = elem;
                }
                _ => {
                    let shown = self.describe(&x);
                    let text = if self.old() {
                        format!("invalid indirect of {}", self.show_expr(&x)) + &format!(" (type {})", self.show(x.ty))
                    } else {
                        format!("invalid operation: cannot indirect {shown}")
                    };
                    self.error_op(&x, text);
                    x.invalidate();
                }
            },
        }
        x.expr = Some(e);
        x
    }

    fn type_assertion_expr(&mut self, e: &'a Expr, inner: &'a Expr, ty: Option<&'a Expr>) -> Operand<'a> {
        let mut x = self.expr(inner);
        let Some(ty) = ty else {
            if !x.is_invalid() {
                let text = "use of .(type) outside type switch";
                let prefix = match self.lang() {
                    ..18 => "",
                    18..20 => "invalid AST: ",
                    _ => "invalid syntax tree: ",
                };
                self.error(e.pos, format!("{prefix}{text}"));
            }
            return Operand::invalid(e);
        };
        if x.is_invalid() {
            self.typ(ty);
            return x;
        }
        if !self.u.is_interface(x.ty) {
            let text = if self.old() {
                format!("invalid type assertion: {} (non-interface type {} on left)", self.text(e), self.show(x.ty))
            } else {
                format!("invalid operation: {} is not an interface", self.describe(&x))
            };
            self.error_op(&x, text);
            x.invalidate();
            return x;
        }
        let target = self.var_type(ty);
        if self.u.is_invalid(target) {
            x.invalidate();
            return x;
        }
        self.type_assertion(e, &x, target, false);
        x.mode = OpMode::CommaOk;
        x.ty = target;
        x
    }

    /// Complains if a value of interface type `x` can never hold a `target`.
    pub(crate) fn type_assertion(&mut self, e: &'a Expr, x: &Operand<'a>, target: TypeId, in_switch: bool) {
        // Of other interfaces nothing is known statically.
        if self.u.is_interface(target) {
            return;
        }
        let Some(cause) = self.missing_method(target, x.ty, false) else { return };
        let (shown, target) = (self.describe(x), self.show(target));
        let text = if self.old() {
            if in_switch {
                format!(
                    "impossible type switch case: {} cannot have dynamic type {target} {cause}",
                    self.describe_old_long(x)
                )
            } else {
                format!("impossible type assertion:\n\t{target} does not implement {} {cause}", self.show(x.ty))
            }
        } else if in_switch {
            format!(
                "impossible type switch case: {}\n\t{shown} cannot have dynamic type {target} {cause}",
                self.text(e)
            )
        } else {
            let iface = self.show(x.ty);
            format!("impossible type assertion: {}\n\t{target} does not implement {iface} {cause}", self.text(e))
        };
        self.error_at(e, text);
    }

    pub(crate) fn describe_old_long(&self, x: &Operand<'a>) -> String {
        format!("{} (type {})", self.show_expr(x), self.show(x.ty))
    }

    fn receive(&mut self, e: &'a Expr, inner: &'a Expr) -> Operand<'a> {
        self.refuse_runtime(e.pos, "channels are");
        let mut x = self.expr(inner);
        if x.is_invalid() {
            return x;
        }
        self.env.has_call = true;
        let text = match *self.u.view(x.ty) {
            Type::Chan { dir: goslice_syntax::ast::ChanDir::Send, .. } => "send-only channel",
            Type::Chan { elem, .. } => {
                x.mode = OpMode::CommaOk;
                x.ty = elem;
                return x;
            }
            _ => "non-channel",
        };
        let shown = self.describe(&x);
        self.error_op(&x, format!("invalid operation: cannot receive from {text} {shown}"));
        x.invalidate();
        x
    }

    /// Whether `ty` is one of the untyped types or has a property of basic types.
    pub(crate) fn is(&self, ty: TypeId, property: fn(Basic) -> bool) -> bool {
        self.u.is(ty, property)
    }
}
