//! Calls of predeclared functions.

use super::Checker;
use super::call::CallSite;
use super::expr::ExprClass;
use super::operand::{OpMode, Operand};
use crate::constant::Const;
use crate::object::Builtin;
use crate::types::{Basic, Signature, Type, TypeId};
use goslice_syntax::ast::BinaryOp;

/// Whether calls of the builtin may stand as statements.
pub(crate) fn class(builtin: Builtin) -> ExprClass {
    use Builtin::*;
    match builtin {
        Clear | Close | Copy | Delete | Panic | Print | Println | Recover => ExprClass::Statement,
        _ => ExprClass::Expression,
    }
}

/// The least number of arguments, and whether there may be more.
fn arity(builtin: Builtin) -> (usize, bool) {
    use Builtin::*;
    match builtin {
        Append | Make | Max | Min => (1, true),
        Print | Println => (0, true),
        Complex | Copy | Delete | UnsafeAdd | UnsafeSlice | UnsafeString => (2, false),
        Recover => (0, false),
        _ => (1, false),
    }
}

impl<'a> Checker<'a> {
    pub(crate) fn builtin_call(&mut self, site: CallSite<'a>, builtin: Builtin) -> Operand<'a> {
        let mut x = self.builtin(site, builtin).unwrap_or_else(|| Operand::invalid(site.expr));
        x.expr = Some(site.expr);
        x
    }

    fn builtin(&mut self, site: CallSite<'a>, builtin: Builtin) -> Option<Operand<'a>> {
        use Builtin::*;
        if site.spread.is_some() && builtin != Append {
            let name = builtin.name();
            let pos = match self.lang() {
                ..18 => super::operator_pos(site.expr),
                _ => super::start_pos(site.expr),
            };
            let text = if self.old() {
                format!("invalid operation: invalid use of ... with builtin {name}")
            } else {
                format!("invalid operation: invalid use of ... with built-in {name}")
            };
            self.error(pos, text);
            self.use_exprs(site.args);
            return None;
        }
        let outer_has_call = self.env.has_call;
        if matches!(builtin, Len | Cap) {
            self.env.has_call = false;
        }
        let args = match builtin {
            Make | New | UnsafeOffsetof => Vec::new(),
            _ => {
                let args = self.operands(site.args);
                if args.iter().any(Operand::is_invalid) {
                    return None;
                }
                args
            }
        };
        let count = if matches!(builtin, Make | New | UnsafeOffsetof) { site.args.len() } else { args.len() };
        if !self.check_arity(site, builtin, count) {
            return None;
        }
        self.builtin_version(site, builtin);
        let result = match builtin {
            Append => self.append(site, args),
            Cap | Len => self.length(args, builtin),
            Clear => self.clear(args),
            Close => self.close(args),
            Complex => self.complex(site, args),
            Copy => self.copy(site, args),
            Delete => self.delete(args),
            Imag | Real => self.complex_part(args, builtin),
            Make => self.make(site),
            Max | Min => self.min_max(args, builtin),
            New => self.new_value(site),
            Panic => self.panic(args),
            Print | Println => self.print(args, builtin),
            // Not as `any` is spelled: gc makes the type itself (types2/builtins.go, _Recover).
            Recover => Some(Operand::new(OpMode::Value, self.u.any, site.expr)),
            _ => self.unsafe_builtin(site, builtin, args),
        };
        if matches!(builtin, Len | Cap) {
            self.env.has_call = outer_has_call;
        }
        result
    }

    /// Refuses a function that came after the file's version of the language.
    fn builtin_version(&mut self, site: CallSite<'a>, builtin: Builtin) {
        use Builtin::{Clear, Max, Min};
        let name = builtin.name();
        let what = match builtin {
            Clear => name.to_owned(),
            Min | Max if self.lang() < 23 => name.to_owned(),
            Min | Max => format!("built-in {name}"),
            _ if builtin.since() > 0 => format!("unsafe.{name}"),
            _ => return,
        };
        self.verify(super::start_pos(site.expr), builtin.since(), &what);
    }

    fn check_arity(&mut self, site: CallSite<'a>, builtin: Builtin, count: usize) -> bool {
        let (min, variadic) = arity(builtin);
        let qualifier = if count < min {
            "not enough"
        } else if !variadic && count > min {
            "too many"
        } else {
            return true;
        };
        let call = self.text(site.expr);
        let text = if self.old() {
            match (qualifier, builtin) {
                ("not enough", Builtin::Append) => "missing arguments to append".to_string(),
                ("not enough", Builtin::Make | Builtin::New) => format!("missing argument to {}", builtin.name()),
                ("too many", Builtin::New) => format!("too many arguments to new({})", self.text(&site.args[0])),
                ("not enough", _) => format!("missing argument to {}: {call}", builtin.name()),
                _ => format!("too many arguments to {}: {call}", builtin.name()),
            }
        } else {
            format!("invalid operation: {qualifier} arguments for {call} (expected {min}, found {count})")
        };
        let pos = if self.old() { super::operator_pos(site.expr) } else { super::start_pos(site.expr) };
        self.error(pos, text);
        false
    }

    fn append(&mut self, site: CallSite<'a>, args: Vec<Operand<'a>>) -> Option<Operand<'a>> {
        let slice = args[0].clone();
        let Type::Slice(elem) = *self.u.view(slice.ty) else {
            let shown = self.describe(&slice);
            let text = match (self.lang(), slice.is_nil()) {
                (..18, true) => "first argument to append must be typed slice; have untyped nil".to_string(),
                (..18, false) => format!("first argument to append must be slice; have {}", self.show(slice.ty)),
                (18..25, true) => "first argument to append must be a slice; have untyped nil".to_string(),
                (18..25, false) => format!("first argument to append must be a slice; have {shown}"),
                (_, true) => "invalid append: argument must be a slice; have untyped nil".to_string(),
                (_, false) => format!("invalid append: argument must be a slice; have {shown}"),
            };
            if self.old() {
                self.error(super::operator_pos(site.expr), text);
            } else {
                self.error_op(&slice, text);
            }
            return None;
        };
        let result = Operand::new(OpMode::Value, slice.ty, site.expr);
        // append([]byte, string...)
        if site.spread.is_some() && args.len() == 2 && self.is_bytes(slice.ty) && self.is(args[1].ty, Basic::is_string)
        {
            let mut string = args[1].clone();
            self.default_untyped(&mut string);
            return Some(result);
        }
        let mut args = args;
        if self.old() && site.spread.is_some() && args.len() != 2 {
            let text = if args.len() == 1 {
                "cannot use ... on first argument to append"
            } else {
                "too many arguments to append"
            };
            self.error(super::operator_pos(site.expr), text);
            return None;
        }
        if let (true, Some(_), Some(last)) = (self.old(), site.spread, args.last_mut()) {
            self.default_untyped(last);
        }
        let rest = self.u.slice_of(elem);
        let sig = Signature { params: vec![slice.ty, rest], results: vec![slice.ty], variadic: true };
        self.arguments(site, &sig, args);
        Some(result)
    }

    fn length(&mut self, args: Vec<Operand<'a>>, builtin: Builtin) -> Option<Operand<'a>> {
        let mut x = args.into_iter().next()?;
        let len = builtin == Builtin::Len;
        let mut constant = None;
        let base = match *self.u.view(x.ty) {
            Type::Pointer(array) if matches!(self.u.view(array), Type::Array { .. }) => array,
            _ => x.ty,
        };
        let ok = match *self.u.view(base) {
            Type::Basic(basic) if basic.is_string() && len => {
                if let Some(Const::String(bytes)) = x.constant() {
                    constant = Some(bytes.len() as u64);
                }
                true
            }
            Type::Array { len, .. } => {
                // Constant if the expression has no calls and no receive operations.
                if !self.env.has_call {
                    constant = Some(len);
                }
                true
            }
            Type::Slice(_) | Type::Chan { .. } => true,
            Type::Map { .. } => len,
            _ => false,
        };
        if !ok {
            if self.old() {
                self.default_untyped(&mut x);
            }
            let (shown, name) = (self.describe(&x), builtin.name());
            let text = match self.lang() {
                ..18 => format!("invalid argument {shown} for {name}"),
                18..23 => format!("invalid argument: {shown} for {name}"),
                _ => format!("invalid argument: {shown} for built-in {name}"),
            };
            self.error_op(&x, text);
            return None;
        }
        if constant.is_none() || self.u.is_untyped(x.ty) {
            self.default_untyped(&mut x);
        }
        x.mode = constant.map_or(OpMode::Value, |length| OpMode::Constant(Const::Int(length.into())));
        x.ty = Basic::Int.id();
        Some(x)
    }

    fn clear(&mut self, args: Vec<Operand<'a>>) -> Option<Operand<'a>> {
        let mut x = args.into_iter().next()?;
        if !matches!(self.u.view(x.ty), Type::Slice(_) | Type::Map { .. }) {
            let shown = self.describe(&x);
            let text =
                format!("invalid argument: cannot clear {shown}: argument must be (or constrained by) map or slice");
            self.error_op(&x, text);
            return None;
        }
        x.mode = OpMode::NoValue;
        Some(x)
    }

    fn close(&mut self, args: Vec<Operand<'a>>) -> Option<Operand<'a>> {
        let mut x = args.into_iter().next()?;
        let problem = match *self.u.view(x.ty) {
            Type::Chan { dir: goslice_syntax::ast::ChanDir::Recv, .. } => "receive-only channel",
            Type::Chan { .. } => {
                x.mode = OpMode::NoValue;
                return Some(x);
            }
            _ => "non-channel",
        };
        let shown = self.describe(&x);
        self.error_op(&x, format!("invalid operation: cannot close {problem} {shown}"));
        None
    }

    fn complex(&mut self, site: CallSite<'a>, args: Vec<Operand<'a>>) -> Option<Operand<'a>> {
        let [mut x, mut y]: [Operand<'a>; 2] = args.try_into().ok()?;
        let float = Basic::UntypedFloat.id();
        match (self.u.is_untyped(x.ty), self.u.is_untyped(y.ty)) {
            (true, false) => self.convert_untyped(&mut x, y.ty),
            (false, true) => self.convert_untyped(&mut y, x.ty),
            (true, true) => {
                // Two constants make an untyped constant; else both get a type.
                let real = |x: &Operand<'a>| x.constant().and_then(Const::to_real).is_some();
                let constants = x.constant().is_some() && y.constant().is_some();
                for operand in [&mut x, &mut y] {
                    if !constants {
                        self.convert_untyped(operand, Basic::Float64.id());
                    } else if real(operand) && self.is(operand.ty, Basic::is_numeric) {
                        operand.ty = float;
                    }
                }
            }
            (false, false) => {}
        }
        if x.is_invalid() || y.is_invalid() {
            return None;
        }
        if !self.u.identical(x.ty, y.ty) {
            let (a, b, call) = (self.show(x.ty), self.show(y.ty), self.text(site.expr));
            self.error_op(&x, format!("invalid operation: {call} (mismatched types {a} and {b})"));
            return None;
        }
        let ty = match self.u.basic(x.ty) {
            Some(Basic::Float32) => Basic::Complex64,
            Some(Basic::Float64) => Basic::Complex128,
            Some(Basic::UntypedFloat) => Basic::UntypedComplex,
            _ => {
                let ty = self.show(x.ty);
                self.error_op(&x, format!("invalid argument: arguments have type {ty}, expected floating-point"));
                return None;
            }
        };
        let parts = (x.constant().and_then(Const::to_real), y.constant().and_then(Const::to_real));
        x.mode = match parts {
            (Some(re), Some(im)) => OpMode::Constant(Const::Complex(re, im)),
            _ => OpMode::Value,
        };
        x.ty = ty.id();
        Some(x)
    }

    fn complex_part(&mut self, args: Vec<Operand<'a>>, builtin: Builtin) -> Option<Operand<'a>> {
        let mut x = args.into_iter().next()?;
        if self.u.is_untyped(x.ty) {
            let number = x.constant().is_some_and(|value| value.to_complex().is_some());
            if number {
                x.ty = Basic::UntypedComplex.id();
            } else if x.constant().is_none() {
                self.convert_untyped(&mut x, Basic::Complex128.id());
            }
            if x.is_invalid() {
                return None;
            }
        }
        let ty = match self.u.basic(x.ty) {
            Some(Basic::Complex64) => Basic::Float32,
            Some(Basic::Complex128) => Basic::Float64,
            Some(Basic::UntypedComplex) => Basic::UntypedFloat,
            _ => {
                let ty = self.show(x.ty);
                self.error_op(&x, format!("invalid argument: argument has type {ty}, expected complex type"));
                return None;
            }
        };
        x.mode = match x.constant().and_then(Const::to_complex) {
            Some((re, im)) => OpMode::Constant(Const::Float(if builtin == Builtin::Real { re } else { im })),
            None => OpMode::Value,
        };
        x.ty = ty.id();
        Some(x)
    }

    fn copy(&mut self, site: CallSite<'a>, args: Vec<Operand<'a>>) -> Option<Operand<'a>> {
        let [mut x, mut y]: [Operand<'a>; 2] = args.try_into().ok()?;
        let to = self.slice_elem(x.ty);
        let from = if self.is(y.ty, Basic::is_string) { Some(self.u.byte) } else { self.slice_elem(y.ty) };
        let (shown_x, shown_y) = (self.describe(&x), self.describe(&y));
        let (Some(to), Some(from)) = (to, from) else {
            let text = match self.lang() {
                ..18 => {
                    let (a, b) = (self.show(x.ty), self.show(self.u.default_type(y.ty)));
                    match (to, from) {
                        (None, None) => format!("arguments to copy must be slices; have {a}, {b}"),
                        (None, _) => format!("first argument to copy should be slice; have {a}"),
                        _ => format!("second argument to copy should be slice or string; have {b}"),
                    }
                }
                18..25 => format!("invalid argument: copy expects slice arguments; found {shown_x} and {shown_y}"),
                _ => {
                    let (blamed, shown) = if to.is_none() { (&x, shown_x) } else { (&y, shown_y) };
                    let shown = if blamed.is_nil() { "untyped nil".to_string() } else { shown };
                    format!("invalid copy: argument must be a slice; have {shown}")
                }
            };
            let blamed = if to.is_some() && self.lang() >= 25 { &y } else { &x };
            if self.old() {
                self.error(super::operator_pos(site.expr), text);
            } else {
                self.error_op(blamed, text);
            }
            return None;
        };
        if !self.u.identical(to, from) {
            let (a, b) = (self.show(to), self.show(from));
            let text = match self.lang() {
                ..18 => format!(
                    "arguments to copy have different element types: {} and {}",
                    self.show(x.ty),
                    self.show(self.u.default_type(y.ty))
                ),
                18..25 => format!(
                    "invalid argument: arguments to copy {shown_x} and {shown_y} have different element types {a} and {b}"
                ),
                _ => {
                    format!("invalid copy: arguments {shown_x} and {shown_y} have different element types {a} and {b}")
                }
            };
            self.error_op(&x, text);
            return None;
        }
        self.default_untyped(&mut y);
        x.mode = OpMode::Value;
        x.ty = Basic::Int.id();
        Some(x)
    }

    fn slice_elem(&self, ty: TypeId) -> Option<TypeId> {
        match *self.u.view(ty) {
            Type::Slice(elem) => Some(elem),
            _ => None,
        }
    }

    fn delete(&mut self, args: Vec<Operand<'a>>) -> Option<Operand<'a>> {
        let [mut x, mut key]: [Operand<'a>; 2] = args.try_into().ok()?;
        let Type::Map { key: key_ty, .. } = *self.u.view(x.ty) else {
            let shown = self.describe(&x);
            self.error_op(&x, format!("invalid argument: {shown} is not a map"));
            return None;
        };
        self.assignment(&mut key, Some(key_ty), "argument to delete");
        x.mode = OpMode::NoValue;
        Some(x)
    }

    fn min_max(&mut self, args: Vec<Operand<'a>>, builtin: Builtin) -> Option<Operand<'a>> {
        for arg in &args {
            if !self.is(arg.ty, Basic::is_ordered) {
                let shown = self.describe(arg);
                self.error_op(arg, format!("invalid argument: {shown} cannot be ordered"));
                return None;
            }
        }
        let op = if builtin == Builtin::Min { BinaryOp::Lt } else { BinaryOp::Gt };
        let mut args = args.into_iter();
        let mut x = args.next()?;
        let mut others: Vec<Operand<'a>> = Vec::new();
        for mut y in args {
            self.match_types(&mut x, &mut y);
            if x.is_invalid() {
                return None;
            }
            if !self.u.identical(x.ty, y.ty) {
                let (a, b, shown) = (self.show(x.ty), self.show(y.ty), self.show_expr(&y));
                self.error_op(
                    &y,
                    format!("invalid argument: mismatched types {a} (previous argument) and {b} (type of {shown})"),
                );
                return None;
            }
            match (x.constant(), y.constant()) {
                (Some(a), Some(b)) => {
                    if b.compare(op, a).unwrap_or(false) {
                        x.mode = y.mode.clone();
                    }
                }
                _ => x.mode = OpMode::Value,
            }
            others.push(y);
        }
        // A single argument is no addressable result.
        if x.constant().is_none() {
            x.mode = OpMode::Value;
            // All operands have the type that the result ends up with.
            if !self.u.is_untyped(x.ty) {
                for y in &others {
                    if let Some(e) = y.expr {
                        self.update_type(e, x.ty, true);
                    }
                }
                if let Some(e) = x.expr {
                    self.update_type(e, x.ty, true);
                }
            }
        }
        Some(x)
    }

    fn panic(&mut self, args: Vec<Operand<'a>>) -> Option<Operand<'a>> {
        let mut x = args.into_iter().next()?;
        let any = self.u.spelled_any;
        self.assignment(&mut x, Some(any), "argument to panic");
        if x.is_invalid() {
            return None;
        }
        x.mode = OpMode::NoValue;
        Some(x)
    }

    fn print(&mut self, args: Vec<Operand<'a>>, builtin: Builtin) -> Option<Operand<'a>> {
        let name = builtin.name();
        let context =
            if self.lang() >= 21 { format!("argument to built-in {name}") } else { format!("argument to {name}") };
        let mut result = Operand { mode: OpMode::NoValue, ty: self.invalid(), expr: None, nth: 0 };
        for mut arg in args {
            self.assignment(&mut arg, None, &context);
            if arg.is_invalid() {
                result.invalidate();
            }
        }
        (!result.is_invalid()).then_some(result)
    }
}
