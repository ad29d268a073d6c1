//! Conversions `T(x)`.

use super::operand::OpMode;
use super::representable::represent;
use super::{Checker, Operand, version};
use crate::constant::Const;
use crate::types::{Basic, Type, TypeId};
use goslice_syntax::source::Pos;

impl<'a> Checker<'a> {
    /// Converts `x` to type `target`.
    pub(crate) fn conversion(&mut self, x: &mut Operand<'a>, target: TypeId) {
        let basic = self.u.basic(target).filter(|basic| basic.is_const_type());
        let mut constant = None;
        let ok = match (x.constant().cloned(), basic) {
            (Some(value), Some(basic)) => {
                constant = self.convert_constant(&value, x.ty, basic);
                let integers = self.is(x.ty, Basic::is_integer) && basic.is_integer();
                if constant.is_none() && integers {
                    return self.constant_overflow(x, &value, target);
                }
                constant.is_some()
            }
            _ => false,
        };
        let outcome = if ok { Ok(()) } else { self.convertible(x, target) };
        let constant_to_basic = x.constant().is_some() && basic.is_some() && !ok;
        let outcome = match outcome {
            // Constants convert to other basic types only as constants.
            Ok(()) if constant_to_basic => Err(String::new()),
            other => other,
        };
        if let Err(cause) = outcome {
            self.conversion_error(x, target, cause);
            x.invalidate();
            return;
        }
        if self.u.is_untyped(x.ty) {
            self.finish_untyped(x, target, constant.is_some());
        }
        x.mode = match constant {
            Some(value) => OpMode::Constant(value),
            None => OpMode::Value,
        };
        x.ty = target;
    }

    fn convert_constant(&self, value: &Const, from: TypeId, basic: Basic) -> Option<Const> {
        if let Some(value) = represent(value, basic) {
            return Some(value);
        }
        // Integers become the strings of their code points.
        if self.is(from, Basic::is_integer) && basic.is_string() {
            let c = value.to_int().and_then(|int| u32::try_from(int).ok()).and_then(char::from_u32);
            let c = c.unwrap_or(char::REPLACEMENT_CHARACTER);
            return Some(Const::String(c.encode_utf8(&mut [0; 4]).as_bytes().into()));
        }
        None
    }

    fn constant_overflow(&mut self, x: &mut Operand<'a>, value: &Const, target: TypeId) {
        let target = self.show(target);
        let text = match self.lang() {
            18..22 => format!("cannot convert {} to type {target}", self.describe(x)),
            _ => format!("constant {} overflows {target}", value.short()),
        };
        self.error_op(x, text);
        x.invalidate();
    }

    fn conversion_error(&mut self, x: &Operand<'a>, target: TypeId, cause: String) {
        let fraction = x.constant().is_some() && self.is(x.ty, Basic::is_numeric) && self.is(target, Basic::is_integer);
        if let (true, true, Some(value)) = (self.old(), fraction, x.constant()) {
            let text = format!("constant {} truncated to integer", value.short());
            return self.error_op(x, text);
        }
        // A number that is whole is shown as the integer that it became on the way.
        let whole = x.constant().filter(|_| fraction && !self.old()).and_then(Const::to_int);
        let x = &match whole {
            Some(int) => Operand { mode: OpMode::Constant(Const::Int(int)), ..x.clone() },
            None => x.clone(),
        };
        let (shown, target) = (self.describe(x), self.show(target));
        let text = match (self.lang(), cause.is_empty()) {
            (..18, true) => format!("cannot convert {shown} to type {target}"),
            (..18, false) => format!("cannot convert {shown} to type {target}:\n\t{cause}"),
            (18..20, true) => format!("cannot convert {shown} to type {target}"),
            (18..20, false) => format!("cannot convert {shown} to type {target}:\n\t{cause}"),
            (_, true) => format!("cannot convert {shown} to type {target}"),
            (_, false) => format!("cannot convert {shown} to type {target}: {cause}"),
        };
        self.error_op(x, text);
    }

    /// The type that an untyped operand of a conversion ends up with.
    fn finish_untyped(&mut self, x: &Operand<'a>, target: TypeId, constant: bool) {
        let Some(operand) = x.expr else { return };
        let mut last = target;
        let to_interface = self.u.is_interface(target);
        if to_interface || (constant && !self.is(target, Basic::is_const_type)) || self.is_bytes_or_runes(target) {
            last = if x.is_nil() { target } else { self.u.default_type(x.ty) };
        } else if x.constant().is_some() && self.is(x.ty, Basic::is_integer) && self.is(target, Basic::is_string) {
            // The integer may be too large for any type: it stays untyped.
            last = x.ty;
        }
        self.update_type(operand, last, true);
    }

    /// Whether a value that is no constant converts to `target`; if not, why (perhaps an empty text).
    pub(crate) fn convertible(&self, x: &Operand<'a>, target: TypeId) -> Result<(), String> {
        let Err(cause) = self.assignable(x, target) else { return Ok(()) };
        let u = &*self.u;
        let source = u.canon(x.ty);
        let target = u.canon(target);
        let (from, to) = (u.underlying(source), u.underlying(target));
        if u.identical_ignoring_tags(from, to) {
            return Ok(());
        }
        if let (Type::Pointer(a), Type::Pointer(b)) = (u.ty(source), u.ty(target))
            && u.identical_ignoring_tags(u.underlying(*a), u.underlying(*b))
        {
            return Ok(());
        }
        let is = |ty, property: fn(Basic) -> bool| u.is(ty, property);
        let real: fn(Basic) -> bool = |basic| basic.is_integer() || basic.is_float();
        if is(from, real) && is(to, real) || is(from, Basic::is_complex) && is(to, Basic::is_complex) {
            return Ok(());
        }
        if is(to, Basic::is_string) && (is(from, Basic::is_integer) || self.is_bytes_or_runes(from)) {
            return Ok(());
        }
        if is(from, Basic::is_string) && self.is_bytes_or_runes(to) {
            return Ok(());
        }
        let unsafe_pointer = |ty| u.basic(ty) == Some(Basic::UnsafePointer);
        let pointer_or_uintptr =
            |ty| matches!(u.under(ty), Type::Pointer(_)) || u.basic(ty) == Some(Basic::Uintptr) || unsafe_pointer(ty);
        if unsafe_pointer(to) && pointer_or_uintptr(from) || unsafe_pointer(from) && pointer_or_uintptr(to) {
            return Ok(());
        }
        let cause = if self.lang() < 18 { String::new() } else { cause };
        let Some(feature) = self.slice_to_array(from, to).filter(|feature| self.knows(feature.since)) else {
            return Err(cause);
        };
        let pos = x.expr.map_or(Pos::NONE, |e| e.pos);
        if self.allows(pos, feature.since) {
            return Ok(());
        }
        Err(match self.lang() {
            ..18 => format!("{} only supported as of -lang=go1.{}", feature.name(17), feature.since),
            release => format!("{} {}", feature.name(release), self.requires(pos, feature.since)),
        })
    }

    /// The feature that converts a slice to an array with the same elements, or to a pointer to one.
    fn slice_to_array(&self, from: TypeId, to: TypeId) -> Option<&'static version::Feature> {
        let u = &*self.u;
        let Type::Slice(elem) = *u.ty(from) else { return None };
        let of_same = |array: &Type| matches!(*array, Type::Array { elem: other, .. } if u.identical(elem, other));
        match *u.ty(to) {
            Type::Pointer(array) => of_same(u.under(array)).then_some(&version::TO_ARRAY_POINTER),
            ref array => of_same(array).then_some(&version::TO_ARRAY),
        }
    }
}
