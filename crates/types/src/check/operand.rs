//! Operands: the intermediate results of checking expressions, and how errors describe them.

use super::Checker;
use crate::constant::Const;
use crate::object::Builtin;
use crate::type_string::{composite_kind, type_string, untyped_kind};
use crate::types::{Basic, Type, TypeId};
use goslice_syntax::ast::Expr;

/// What an operand is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum OpMode {
    /// An error was reported.
    Invalid,
    /// A call without result.
    NoValue,
    Builtin(Builtin),
    TypeExpr,
    Constant(Const),
    /// Addressable.
    Variable,
    /// A map element: assignable, not addressable, with an optional second value.
    MapIndex,
    Value,
    Nil,
    /// A value with an optional second value.
    CommaOk,
}

/// The result of checking an expression.
#[derive(Clone, Debug)]
pub(crate) struct Operand<'a> {
    pub(crate) mode: OpMode,
    pub(crate) ty: TypeId,
    pub(crate) expr: Option<&'a Expr>,
    /// For one of several results of the call `expr`: which one, from 1.
    pub(crate) nth: u32,
}

impl<'a> Operand<'a> {
    pub(crate) fn new(mode: OpMode, ty: TypeId, expr: &'a Expr) -> Operand<'a> {
        Operand { mode, ty, expr: Some(expr), nth: 0 }
    }

    pub(crate) fn invalid(expr: &'a Expr) -> Operand<'a> {
        Operand::new(OpMode::Invalid, Basic::Invalid.id(), expr)
    }

    /// The results of a call that has several.
    pub(crate) fn results(types: &[TypeId], call: &'a Expr) -> Vec<Operand<'a>> {
        let result =
            |(at, ty): (usize, &TypeId)| Operand { mode: OpMode::Value, ty: *ty, expr: Some(call), nth: at as u32 + 1 };
        types.iter().enumerate().map(result).collect()
    }

    pub(crate) fn is_invalid(&self) -> bool {
        self.mode == OpMode::Invalid
    }

    pub(crate) fn invalidate(&mut self) {
        self.mode = OpMode::Invalid;
    }

    pub(crate) fn is_nil(&self) -> bool {
        self.mode == OpMode::Nil
    }

    pub(crate) fn constant(&self) -> Option<&Const> {
        match &self.mode {
            OpMode::Constant(value) => Some(value),
            _ => None,
        }
    }
}

impl<'a> Checker<'a> {
    /// The type as errors write it.
    pub(crate) fn show(&self, ty: TypeId) -> String {
        type_string(self.u, ty, Some(self.pkg))
    }

    /// An expression as errors of the release write it.
    pub(crate) fn text(&self, e: &Expr) -> String {
        let text = goslice_syntax::expr_string(e);
        match self.lang() {
            ..17 if matches!(e.kind, goslice_syntax::ast::ExprKind::FuncLit { .. }) => "func literal".into(),
            ..17 => text.replace("{…}", " literal"),
            17 => text.replace('…', "..."),
            _ => text,
        }
    }

    /// The operand's expression as errors write it.
    pub(crate) fn show_expr(&self, x: &Operand<'a>) -> String {
        match x.expr {
            Some(_) if x.nth > 0 && self.lang() >= 27 => {
                let suffix = match x.nth {
                    1 => "st",
                    2 => "nd",
                    3 => "rd",
                    _ => "th",
                };
                format!("{}{suffix} function result", x.nth)
            }
            Some(expr) => self.text(expr),
            None => match &x.mode {
                OpMode::Constant(value) => value.short(),
                OpMode::TypeExpr => self.show(x.ty),
                _ => String::new(),
            },
        }
    }

    /// The operand with what it is: `s (variable of type []int)`.
    pub(crate) fn describe(&self, x: &Operand<'a>) -> String {
        if x.is_nil() {
            return if self.old() { "nil".into() } else { self.describe_nil(x) };
        }
        let expr = self.show_expr(x);
        if self.old() {
            return format!("{expr} (type {})", self.show(x.ty));
        }
        let mut inner = String::new();
        let typed = match x.mode {
            OpMode::Invalid | OpMode::NoValue | OpMode::Builtin(_) | OpMode::TypeExpr => false,
            _ => match self.u.ty(x.ty) {
                Type::Basic(basic) if basic.is_untyped() => {
                    inner.push_str("untyped ");
                    inner.push_str(untyped_kind(*basic));
                    inner.push(' ');
                    false
                }
                _ => true,
            },
        };
        inner.push_str(mode_text(&x.mode));
        if let OpMode::Constant(value) = &x.mode {
            let value = value.short();
            if value != expr {
                inner.push(' ');
                inner.push_str(&value);
            }
        }
        if typed {
            inner.push_str(&self.of_type(x.ty));
        }
        format!("{expr} ({inner})")
    }

    fn describe_nil(&self, x: &Operand<'a>) -> String {
        match x.ty {
            ty if ty == Basic::UntypedNil.id() => "nil".into(),
            ty => format!("nil (of type {})", self.show(ty)),
        }
    }

    fn of_type(&self, ty: TypeId) -> String {
        if self.u.is_invalid(ty) {
            return " with invalid type".into();
        }
        // From 1.24 on, declared types come with the kind of their underlying type.
        let declared = self.u.named_info(ty).is_some() || self.is_declared_alias(ty);
        let kind = match composite_kind(self.u, ty) {
            _ if !declared || self.lang() < 24 => String::new(),
            Some(kind) => format!("{kind} "),
            None => self.u.basic(ty).map_or(String::new(), |basic| format!("{} ", basic.name())),
        };
        format!(" of {kind}type {}", self.show(ty))
    }

    fn is_declared_alias(&self, ty: TypeId) -> bool {
        self.u.alias_names.contains_key(&ty) && ty != self.u.byte && ty != self.u.rune
    }
}

fn mode_text(mode: &OpMode) -> &'static str {
    match mode {
        OpMode::Invalid => "invalid operand",
        OpMode::NoValue => "no value",
        OpMode::Builtin(_) => "built-in",
        OpMode::TypeExpr => "type",
        OpMode::Constant(_) => "constant",
        OpMode::Variable => "variable",
        OpMode::MapIndex => "map index expression",
        OpMode::Value => "value",
        OpMode::Nil => "nil",
        OpMode::CommaOk => "comma, ok expression",
    }
}
