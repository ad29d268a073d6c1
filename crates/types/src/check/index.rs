//! Index and slice expressions.

use super::operand::OpMode;
use super::{Checker, Operand};
use crate::constant::Const;
use crate::types::{Basic, Type, TypeId};
use goslice_syntax::ast::{Expr, ExprKind};
use num_traits::Signed;

/// What an index applies to, for errors.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Indexed {
    Array,
    Slice,
    String,
}

impl Indexed {
    fn name(self) -> &'static str {
        match self {
            Indexed::Array => "array",
            Indexed::Slice => "slice",
            Indexed::String => "string",
        }
    }
}

impl<'a> Checker<'a> {
    pub(crate) fn index_expr(&mut self, e: &'a Expr, inner: &'a Expr, indices: &'a [Expr]) -> Operand<'a> {
        let mut x = self.expr_or_type(inner);
        match x.mode {
            OpMode::Invalid => {
                self.use_exprs(indices);
                return x;
            }
            OpMode::TypeExpr => {
                self.refuse_generics(inner.pos, "type instantiation");
                x.invalidate();
                return x;
            }
            _ => {}
        }
        let mut length = None;
        let kind = match *self.u.view(x.ty) {
            Type::Basic(basic) if basic.is_string() => {
                if let Some(Const::String(bytes)) = x.constant() {
                    length = Some(bytes.len() as u64);
                }
                self.default_untyped(&mut x);
                x.mode = OpMode::Value;
                x.ty = self.u.byte;
                Indexed::String
            }
            Type::Array { elem, len } => {
                length = Some(len);
                if x.mode != OpMode::Variable {
                    x.mode = OpMode::Value;
                }
                x.ty = elem;
                Indexed::Array
            }
            Type::Pointer(array) if matches!(self.u.view(array), Type::Array { .. }) => {
                if let Type::Array { elem, len } = *self.u.view(array) {
                    length = Some(len);
                    x.ty = elem;
                }
                x.mode = OpMode::Variable;
                Indexed::Array
            }
            Type::Slice(elem) => {
                x.mode = OpMode::Variable;
                x.ty = elem;
                Indexed::Slice
            }
            Type::Map { key, value } => {
                if let Some(index) = self.only_index(indices) {
                    let mut index = self.expr(index);
                    self.assignment(&mut index, Some(key), "map index");
                }
                x.mode = OpMode::MapIndex;
                x.ty = value;
                return x;
            }
            _ => {
                let shown = self.describe(&x);
                let text = if self.old() {
                    format!("invalid operation: {} (type {} does not support indexing)", self.text(e), self.show(x.ty))
                } else if self.lang() >= 25 {
                    format!("cannot index {shown}")
                } else {
                    format!("invalid operation: cannot index {shown}")
                };
                self.error(super::operator_pos(e), text);
                self.use_exprs(indices);
                x.invalidate();
                return x;
            }
        };
        if let Some(index) = self.only_index(indices) {
            self.index(index, length, kind, true);
        }
        x
    }

    fn only_index(&mut self, indices: &'a [Expr]) -> Option<&'a Expr> {
        if let Some(second) = indices.get(1) {
            self.error(second.pos, "invalid operation: more than one index");
        }
        indices.first()
    }

    /// Checks an index; `length` bounds it (exclusively, or inclusively for slicing). Returns a constant index.
    fn index(&mut self, e: &'a Expr, length: Option<u64>, kind: Indexed, exclusive: bool) -> Option<u64> {
        let mut x = self.expr(e);
        let what = if exclusive { kind.name() } else { "slice" };
        if !exclusive && self.old() && !x.is_invalid() && !self.is(x.ty, Basic::is_numeric) {
            let text = format!("invalid slice index {} (type {})", self.show_expr(&x), self.show(x.ty));
            self.error_op(&x, text);
            return None;
        }
        if !self.valid_index(&mut x, what, false) {
            return None;
        }
        let value = x.constant()?.to_int()?;
        let max = length.map(|length| if exclusive { length } else { length.saturating_add(1) });
        if let Some(max) = max
            && value >= max.into()
        {
            let what = if exclusive { kind.name() } else { "slice" };
            let text = match self.lang() {
                ..18 => {
                    let unit = if kind == Indexed::String { "byte" } else { "element" };
                    let length = length.unwrap_or(0);
                    let whole = if kind == Indexed::String { "string" } else { "array" };
                    format!("invalid {what} index {value} (out of bounds for {length}-{unit} {whole})")
                }
                18 => format!("invalid argument: {}index {value} out of bounds [0:{max}]", array_word(kind)),
                _ => format!("invalid argument: index {value} out of bounds [0:{max}]"),
            };
            self.error_op(&x, text);
            return None;
        }
        u64::try_from(value).ok()
    }

    /// Whether `x` can be an index or a length; reports it if not. `what` is `array`, `slice`, `string` or `length`.
    pub(crate) fn valid_index(&mut self, x: &mut Operand<'a>, what: &str, allow_negative: bool) -> bool {
        if x.is_invalid() {
            return false;
        }
        if self.old() {
            return self.valid_index_old(x, what, allow_negative);
        }
        let noun = if what == "length" { what } else { "index" };
        self.convert_untyped(x, Basic::Int.id());
        if x.is_invalid() {
            return false;
        }
        if !self.is(x.ty, Basic::is_integer) {
            let shown = self.describe(x);
            self.error_op(x, format!("invalid argument: {noun} {shown} must be integer"));
            return false;
        }
        if let Some(value) = x.constant().and_then(Const::to_int) {
            if !allow_negative && value.is_negative() {
                let shown = self.describe(x);
                self.error_op(x, format!("invalid argument: {noun} {shown} must not be negative"));
                return false;
            }
            if i64::try_from(&value).is_err() {
                let shown = self.describe(x);
                self.error_op(x, format!("invalid argument: {noun} {shown} overflows int"));
                return false;
            }
        }
        true
    }

    fn valid_index_old(&mut self, x: &mut Operand<'a>, what: &str, allow_negative: bool) -> bool {
        let text = match x.constant().cloned() {
            Some(value) => match value.to_int() {
                None if self.is(x.ty, Basic::is_numeric) => {
                    format!("constant {} truncated to integer", value.short())
                }
                None => format!("non-integer {what} index {}", self.show_expr(x)),
                Some(int) if !allow_negative && int.is_negative() => {
                    format!("invalid {what} index {int} (index must be non-negative)")
                }
                Some(int) if i64::try_from(&int).is_err() => format!("invalid {what} index {int} (index too large)"),
                Some(_) => {
                    self.convert_untyped(x, Basic::Int.id());
                    return !x.is_invalid();
                }
            },
            None if self.is(x.ty, Basic::is_integer) => {
                self.convert_untyped(x, Basic::Int.id());
                return !x.is_invalid();
            }
            None => format!("non-integer {what} index {}", self.show_expr(x)),
        };
        self.error_op(x, text);
        false
    }

    pub(crate) fn slice_expr(&mut self, e: &'a Expr) -> Operand<'a> {
        let ExprKind::Slice { x: inner, lo, hi, max, three, .. } = &e.kind else { return Operand::invalid(e) };
        let bounds = [lo.as_deref(), hi.as_deref(), max.as_deref()];
        let mut x = self.expr(inner);
        if x.is_invalid() {
            for bound in bounds.into_iter().flatten() {
                self.use_expr(bound);
            }
            return x;
        }
        let mut length = None;
        let mut kind = Indexed::Slice;
        match *self.u.view(x.ty) {
            Type::Basic(basic) if basic.is_string() => {
                kind = Indexed::String;
                if *three {
                    let at = bounds[2].map_or(e.pos, super::start_pos);
                    let text = if self.old() {
                        format!("invalid operation {} (3-index slice of string)", self.text(e))
                    } else {
                        "invalid operation: 3-index slice of string".to_string()
                    };
                    self.error(if self.old() { super::operator_pos(e) } else { at }, text);
                    x.invalidate();
                    return x;
                }
                if let Some(Const::String(bytes)) = x.constant() {
                    length = Some(bytes.len() as u64);
                }
                self.default_untyped(&mut x);
                if self.u.is(x.ty, |basic| basic == Basic::UntypedString) {
                    x.ty = Basic::String.id();
                }
            }
            Type::Array { elem, len } => {
                kind = Indexed::Array;
                length = Some(len);
                if x.mode != OpMode::Variable {
                    let text = self.unaddressable_slice_text(&x, e);
                    self.error_op(&x, text);
                    x.invalidate();
                    return x;
                }
                x.ty = self.u.slice_of(elem);
            }
            Type::Pointer(array) if matches!(self.u.view(array), Type::Array { .. }) => {
                kind = Indexed::Array;
                if let Type::Array { elem, len } = *self.u.view(array) {
                    length = Some(len);
                    x.ty = self.u.slice_of(elem);
                }
            }
            Type::Slice(_) => {}
            _ => {
                let shown = self.describe(&x);
                let text = match self.lang() {
                    ..18 => format!("cannot slice {} (type {})", self.show_expr(&x), self.show(x.ty)),
                    18..25 => format!("invalid operation: cannot slice {shown}"),
                    _ => format!("cannot slice {shown}"),
                };
                self.error_op(&x, text);
                for bound in bounds.into_iter().flatten() {
                    self.use_expr(bound);
                }
                x.invalidate();
                return x;
            }
        }
        x.mode = OpMode::Value;
        self.slice_bounds(e, bounds, length, kind);
        x
    }

    fn unaddressable_slice_text(&self, x: &Operand<'a>, e: &Expr) -> String {
        let shown = self.describe(x);
        match self.lang() {
            ..18 => format!("invalid operation {} (slice of unaddressable value)", self.text(e)),
            25.. => format!("cannot slice unaddressable value {shown}"),
            _ => format!("invalid operation: {shown} (slice of unaddressable value)"),
        }
    }

    fn slice_bounds(&mut self, e: &'a Expr, bounds: [Option<&'a Expr>; 3], length: Option<u64>, kind: Indexed) {
        let mut known: Vec<(&'a Expr, Option<u64>)> = Vec::new();
        for bound in bounds.into_iter().flatten() {
            let value = self.index(bound, length, kind, false);
            known.push((bound, value));
        }
        for (at, (_, low)) in known.iter().enumerate() {
            let Some(low) = *low else { continue };
            let lower = known[at + 1..].iter().find(|(_, high)| high.is_some_and(|high| high < low));
            if let Some((bound, Some(high))) = lower {
                let (bound, high) = (*bound, *high);
                if self.old() {
                    self.error(super::operator_pos(e), format!("invalid slice index: {low} > {high}"));
                } else {
                    self.error_at(bound, format!("invalid slice indices: {high} < {low}"));
                }
                return;
            }
        }
    }

    /// The element type of an array, slice or pointer to array.
    pub(crate) fn element_type(&self, ty: TypeId) -> Option<TypeId> {
        match *self.u.view(ty) {
            Type::Slice(elem) | Type::Array { elem, .. } => Some(elem),
            _ => None,
        }
    }
}

fn array_word(kind: Indexed) -> &'static str {
    if kind == Indexed::Array { "array " } else { "" }
}
