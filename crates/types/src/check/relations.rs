//! Assignability and implementation of interfaces, with gc's reasons.

use super::{Checker, Operand};
use crate::predicates;
use crate::types::{Basic, Type, TypeId};
use goslice_syntax::ast::ChanDir;

impl<'a> Checker<'a> {
    /// Whether `x` is assignable to a variable of type `target`; if not, why (perhaps an empty text).
    pub(crate) fn assignable(&self, x: &Operand<'a>, target: TypeId) -> Result<(), String> {
        if x.is_invalid() || self.u.is_invalid(x.ty) || self.u.is_invalid(target) {
            return Ok(());
        }
        if self.u.identical(x.ty, target) {
            return Ok(());
        }
        let no_reason = || Err(String::new());
        if self.u.is_untyped(x.ty) {
            return match self.implicit_type(x, target) {
                Ok(ty) if x.is_nil() => {
                    if ty == x.ty && !self.u.has_nil(target) {
                        no_reason()
                    } else {
                        Ok(())
                    }
                }
                Ok(_) => Ok(()),
                Err(_) => no_reason(),
            };
        }
        let declared = |ty: TypeId| self.u.named_info(ty).is_some() || matches!(self.u.ty(ty), Type::Basic(_));
        let under = |ty: TypeId| self.u.canon(self.u.underlying(self.u.canon(ty)));
        if under(x.ty) == under(target) && (!declared(x.ty) || !declared(target)) {
            return Ok(());
        }
        if self.u.is_interface(target) {
            return match self.missing_method(x.ty, target, true) {
                None => Ok(()),
                Some(cause) => {
                    let cause = format!("{} does not implement {} {cause}", self.show(x.ty), self.show(target));
                    Err(cause)
                }
            };
        }
        if let Type::Pointer(elem) = *self.u.under(target)
            && self.u.is_interface(elem)
            && self.lang() >= 20
        {
            let (from, to) = (self.show(x.ty), self.show(target));
            return Err(format!("{from} does not implement {to} (type {to} is pointer to interface, not interface)"));
        }
        // An interface that the target implements: the reader may have forgotten an assertion.
        if self.u.is_interface(x.ty) && self.missing_method(target, x.ty, true).is_none() {
            return Err("need type assertion".into());
        }
        if let (Type::Chan { dir: ChanDir::Both, elem: a }, Type::Chan { elem: b, .. }) =
            (self.u.under(x.ty), self.u.under(target))
            && self.u.identical(*a, *b)
            && (self.u.named_info(x.ty).is_none() || self.u.named_info(target).is_none())
        {
            return Ok(());
        }
        no_reason()
    }

    /// Why `ty` lacks methods of `iface`; `None` if it has them all.
    pub(crate) fn missing_method(&self, ty: TypeId, iface: TypeId, is_static: bool) -> Option<String> {
        let reason = predicates::missing_method(self.u, ty, iface, is_static, Some(self.pkg), self.lang() < 20)?;
        Some(if self.lang() < 20 { early_reason(&reason) } else { reason })
    }

    /// Whether `ty` is `[]byte` or `[]rune`, or has such an underlying type.
    pub(crate) fn is_bytes_or_runes(&self, ty: TypeId) -> bool {
        match *self.u.under(ty) {
            Type::Slice(elem) => matches!(self.u.basic(elem), Some(Basic::Uint8 | Basic::Int32)),
            _ => false,
        }
    }

    /// Whether `ty` is a slice of bytes.
    pub(crate) fn is_bytes(&self, ty: TypeId) -> bool {
        matches!(*self.u.under(ty), Type::Slice(elem) if self.u.basic(elem) == Some(Basic::Uint8))
    }
}

/// The reason in the words of Go 1.19 and before, which has `M method` for `method M` and knows fewer reasons.
fn early_reason(reason: &str) -> String {
    let (first, rest) = reason.split_once('\n').map_or((reason, ""), |(first, rest)| (first, rest));
    let inner = first.trim_start_matches('(').trim_end_matches(')');
    let name_of = |prefix: &str| inner.strip_prefix(prefix).map(str::to_string);
    let text = if let Some(name) = name_of("missing method ") {
        format!("(missing {name} method)")
    } else if let Some(name) = name_of("wrong type for method ") {
        format!("(wrong type for {name} method)")
    } else if let Some(name) = inner.strip_prefix("method ").and_then(|s| s.strip_suffix(" has pointer receiver")) {
        format!("({name} method has pointer receiver)")
    } else if let Some(name) = name_of("unexported method ") {
        format!("(missing {name} method)")
    } else if let Some((path, _)) = inner.split_once(" is a field") {
        let name = path.rsplit('.').next().unwrap_or(path);
        format!("(missing {name} method)")
    } else if let Some(path) = name_of("ambiguous selector ") {
        let name = path.rsplit('.').next().unwrap_or(&path);
        format!("(missing {name} method)")
    } else {
        first.to_string()
    };
    if rest.is_empty() { text } else { format!("{text}\n{rest}") }
}
