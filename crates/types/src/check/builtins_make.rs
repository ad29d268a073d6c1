//! `make` and `new`.

use super::Checker;
use super::call::CallSite;
use super::operand::{OpMode, Operand};
use crate::constant::Const;
use crate::types::{Basic, Type};
use goslice_syntax::ast::Expr;

impl<'a> Checker<'a> {
    pub(crate) fn make(&mut self, site: CallSite<'a>) -> Option<Operand<'a>> {
        let (first, sizes) = site.args.split_first()?;
        let ty = self.var_type(first);
        if self.u.is_invalid(ty) {
            self.use_exprs(sizes);
            return None;
        }
        let least = match self.u.view(ty) {
            Type::Slice(_) => 2,
            Type::Map { .. } | Type::Chan { .. } => 1,
            _ => {
                let shown = self.text(first);
                let text = match self.lang() {
                    ..18 => format!("cannot make type {}", self.show(ty)),
                    18..25 => format!("invalid argument: cannot make {shown}; type must be slice, map, or channel"),
                    _ => format!("invalid argument: cannot make {shown}: type must be slice, map, or channel"),
                };
                self.error(self.make_pos(site, first), text);
                self.use_exprs(sizes);
                return None;
            }
        };
        let count = site.args.len();
        if count < least || count > least + 1 {
            let text = if self.old() {
                let shown = self.show(ty);
                if count < least {
                    format!("missing len argument to make({shown})")
                } else {
                    format!("too many arguments to make({shown})")
                }
            } else {
                let call = self.text(site.expr);
                format!("invalid operation: {call} expects {least} or {} arguments; found {count}", least + 1)
            };
            self.error_at(site.expr, text);
            self.use_exprs(sizes);
            return None;
        }
        let is_slice = least == 2;
        let known: Vec<Option<u64>> = sizes
            .iter()
            .enumerate()
            .map(|(at, size)| {
                let what = match (is_slice, at) {
                    (true, 0) => "len",
                    (true, _) => "cap",
                    (false, _) => "size",
                };
                self.make_size(site, size, what, &self.show(ty))
            })
            .collect();
        if let [Some(len), Some(cap)] = known[..]
            && len > cap
        {
            let text = if self.old() {
                format!("len larger than cap in make({})", self.show(ty))
            } else {
                "invalid argument: length and capacity swapped".to_string()
            };
            self.error(self.make_pos(site, &sizes[0]), text);
        }
        Some(Operand::new(OpMode::Value, ty, site.expr))
    }

    fn make_pos(&self, site: CallSite<'a>, arg: &Expr) -> goslice_syntax::source::Pos {
        if self.old() { super::operator_pos(site.expr) } else { super::start_pos(arg) }
    }

    /// Checks a length or capacity; returns a constant one.
    fn make_size(&mut self, site: CallSite<'a>, e: &'a Expr, what: &str, ty: &str) -> Option<u64> {
        let mut x = self.expr(e);
        if x.is_invalid() {
            return None;
        }
        if self.old() {
            return self.make_size_old(site, x, what, ty);
        }
        if !self.valid_index(&mut x, "slice", false) {
            return None;
        }
        x.constant()?.to_u64()
    }

    fn make_size_old(&mut self, site: CallSite<'a>, mut x: Operand<'a>, what: &str, ty: &str) -> Option<u64> {
        let pos = super::operator_pos(site.expr);
        let value = x.constant().cloned();
        let problem = match &value {
            Some(_) if !self.is(x.ty, Basic::is_numeric) => {
                Some(format!("non-integer {what} argument in make({ty}) - {}", self.show(x.ty)))
            }
            Some(value) => match value.to_int() {
                None => Some(format!("constant {} truncated to integer", value.short())),
                Some(int) if Const::Int(int.clone()).is_negative() => {
                    Some(format!("negative {what} argument in make({ty})"))
                }
                Some(int) if i64::try_from(&int).is_err() => Some(format!("{what} argument too large in make({ty})")),
                Some(_) => None,
            },
            None if self.is(x.ty, Basic::is_integer) => None,
            None => Some(format!("non-integer {what} argument in make({ty}) - {}", self.show(x.ty))),
        };
        if let Some(text) = problem {
            self.error(pos, text);
            return None;
        }
        self.convert_untyped(&mut x, Basic::Int.id());
        x.constant()?.to_u64()
    }

    /// `new(T)`, and `new(x)` from Go 1.26 on.
    pub(crate) fn new_value(&mut self, site: CallSite<'a>) -> Option<Operand<'a>> {
        let arg = site.args.first()?;
        if self.lang() < 26 {
            let ty = self.var_type(arg);
            if self.u.is_invalid(ty) {
                return None;
            }
            let ty = self.u.pointer_to(ty);
            return Some(Operand::new(OpMode::Value, ty, site.expr));
        }
        let mut x = self.expr_or_type(arg);
        if x.is_invalid() {
            return None;
        }
        if let OpMode::Builtin(_) = x.mode {
            let shown = self.describe(&x);
            self.error_op(&x, format!("{shown} must be called"));
            return None;
        }
        if x.mode != OpMode::TypeExpr {
            let what = format!("new({})", self.text(arg));
            self.verify(super::start_pos(site.expr), 26, &what);
            // The value becomes a variable's.
            self.assignment(&mut x, None, "argument to new");
            if x.is_invalid() {
                return None;
            }
        }
        let ty = self.u.pointer_to(x.ty);
        Some(Operand::new(OpMode::Value, ty, site.expr))
    }
}
