//! Calls of predeclared functions.

use super::{Lowering, unparen};
use crate::body::{Expr, ExprKind, SiteId, StmtKind};
use goslice_syntax::ast;
use goslice_types::info::Mode;
use goslice_types::object::Builtin;
use goslice_types::types::{Basic, Type, TypeId};

impl<'a> Lowering<'a> {
    pub(super) fn builtin_call(
        &mut self,
        e: &'a ast::Expr,
        builtin: Builtin,
        args: &'a [ast::Expr],
        spread: bool,
    ) -> Expr {
        let (pos, ty) = (e.pos, self.ty(e));
        let kind = match builtin {
            Builtin::Append => return self.append(e, args, spread),
            Builtin::Len | Builtin::Cap => return self.length(e, builtin, &args[0]),
            Builtin::New => self.new_value(ty, &args[0]),
            Builtin::Make => {
                let len = self.expr(&args[1]).boxed();
                let cap = args.get(2).map(|cap| self.expr(cap).boxed());
                ExprKind::MakeSlice { len, cap, site: SiteId::NONE }
            }
            Builtin::Copy => {
                let dst = self.expr(&args[0]).boxed();
                ExprKind::Copy { dst, src: self.expr(&args[1]).boxed() }
            }
            Builtin::Clear => ExprKind::Clear(self.expr(&args[0]).boxed()),
            Builtin::Max | Builtin::Min => {
                let mut args: Vec<Expr> = args.iter().map(|arg| self.expr_as(arg, ty)).collect();
                if args.len() == 1 {
                    return args.remove(0);
                }
                ExprKind::MinMax { max: builtin == Builtin::Max, args }
            }
            Builtin::Complex => {
                let part = if self.u.basic(ty) == Some(Basic::Complex64) { Basic::Float32 } else { Basic::Float64 };
                return self.complex(e, args, part.id());
            }
            Builtin::Real => ExprKind::Real(self.expr(&args[0]).boxed()),
            Builtin::Imag => ExprKind::Imag(self.expr(&args[0]).boxed()),
            Builtin::Panic => {
                let any = self.u.any;
                ExprKind::Panic(self.expr_as(&args[0], any).boxed())
            }
            Builtin::Recover => {
                self.cx().has_recover = true;
                ExprKind::Recover
            }
            Builtin::Print | Builtin::Println => return self.print(e, builtin == Builtin::Println, args),
            Builtin::UnsafeSlice => {
                let ptr = self.expr(&args[0]).boxed();
                ExprKind::UnsafeSlice { ptr, len: self.expr(&args[1]).boxed() }
            }
            Builtin::UnsafeSliceData => ExprKind::UnsafeSliceData(self.expr(&args[0]).boxed()),
            Builtin::UnsafeString => {
                let byte = self.u.pointer_to(Basic::Uint8.id());
                let ptr = self.expr_as(&args[0], byte).boxed();
                ExprKind::UnsafeString { ptr, len: self.expr(&args[1]).boxed() }
            }
            Builtin::UnsafeStringData => ExprKind::UnsafeStringData(self.expr(&args[0]).boxed()),
            Builtin::UnsafeAdd => {
                let ptr = self.expr_as(&args[0], Basic::UnsafePointer.id()).boxed();
                ExprKind::UnsafeAdd { ptr, n: self.expr(&args[1]).boxed() }
            }
            Builtin::Close
            | Builtin::Delete
            | Builtin::UnsafeAlignof
            | Builtin::UnsafeOffsetof
            | Builtin::UnsafeSizeof => unreachable!("constant, or refused by the checker"),
        };
        Expr::new(pos, ty, kind)
    }

    fn append(&mut self, e: &'a ast::Expr, args: &'a [ast::Expr], spread: bool) -> Expr {
        let (pos, ty) = (e.pos, self.ty(e));
        let elem = self.slice_elem(ty).expect("append returns a slice");
        if let [arg] = args
            && let Some(types) = self.tuple_types(self.ty(arg))
        {
            return self.seq(|this| {
                let mut parts = this.unpacked(arg, &types);
                let rest = parts.split_off(1);
                let values = rest.into_iter().map(|value| this.coerce(value, elem)).collect();
                Expr::new(pos, ty, ExprKind::Append { slice: parts.remove(0).boxed(), values, site: SiteId::NONE })
            });
        }
        let slice = self.expr_as(&args[0], ty).boxed();
        if !spread {
            let values = args[1..].iter().map(|arg| self.expr_as(arg, elem)).collect();
            return Expr::new(pos, ty, ExprKind::Append { slice, values, site: SiteId::NONE });
        }
        let other = &args[1];
        let kind = match self.made_length(other) {
            Some(n) => ExprKind::AppendMake { slice, n: self.expr(n).boxed(), site: SiteId::NONE },
            None if matches!(self.mode(other), Mode::Nil) => {
                ExprKind::AppendSlice { slice, other: Expr::zero(other.pos, ty).boxed(), site: SiteId::NONE }
            }
            None => ExprKind::AppendSlice { slice, other: self.expr(other).boxed(), site: SiteId::NONE },
        };
        Expr::new(pos, ty, kind)
    }

    /// The `n` of `make([]T, n)`, which gc never makes when it is appended. Before 1.20 it does make slices of named types.
    fn made_length(&self, e: &'a ast::Expr) -> Option<&'a ast::Expr> {
        match &unparen(e).kind {
            ast::ExprKind::Call { fun, args, .. }
                if args.len() == 2
                    && matches!(self.mode(fun), Mode::Builtin(Builtin::Make))
                    && (self.package.lang >= 20 || !matches!(self.u.ty(self.ty(e)), Type::Named(_))) =>
            {
                Some(&args[1])
            }
            _ => None,
        }
    }

    /// `len` and `cap` that are not constant.
    fn length(&mut self, e: &'a ast::Expr, builtin: Builtin, arg: &'a ast::Expr) -> Expr {
        let (pos, ty) = (e.pos, self.ty(e));
        let x = self.expr(arg);
        let array = self.array(self.pointee(x.ty).unwrap_or(x.ty));
        if let Some((_, len)) = array {
            return self.seq(|this| {
                this.emit(pos, StmtKind::Expr(x));
                Expr { ty, ..Expr::int(pos, len as i64) }
            });
        }
        let mut x = x;
        // Of these the program sees no more than how many there are.
        if let (Builtin::Len, ExprKind::ConvertString { x: from, temporary, .. }) = (builtin, &mut x.kind) {
            let is_slice =
                |ty, basic| matches!(self.u.under(ty), Type::Slice(elem) if self.u.basic(*elem) == Some(basic));
            let bytes = self.package.lang >= 22 && is_slice(from.ty, Basic::Uint8);
            *temporary = bytes || is_slice(x.ty, Basic::Int32);
        }
        let kind = if builtin == Builtin::Len { ExprKind::Len(x.boxed()) } else { ExprKind::Cap(x.boxed()) };
        Expr::new(pos, ty, kind)
    }

    /// `new(T)` and `new(value)`.
    fn new_value(&mut self, ty: TypeId, arg: &'a ast::Expr) -> ExprKind {
        let elem = self.pointee(ty).expect("new returns a pointer");
        let value = match self.mode(arg) {
            Mode::Type => Expr::zero(arg.pos, elem),
            _ => self.expr_as(arg, elem),
        };
        ExprKind::New { value: value.boxed(), literal: false, site: SiteId::NONE }
    }

    fn complex(&mut self, e: &'a ast::Expr, args: &'a [ast::Expr], part: TypeId) -> Expr {
        let (pos, ty) = (e.pos, self.ty(e));
        if let [arg] = args
            && let Some(types) = self.tuple_types(self.ty(arg))
        {
            return self.seq(|this| {
                let mut parts = this.unpacked(arg, &types).into_iter();
                let (re, im) = (parts.next().expect("two results"), parts.next().expect("two results"));
                Expr::new(pos, ty, ExprKind::Complex(re.boxed(), im.boxed()))
            });
        }
        let re = self.expr_as(&args[0], part).boxed();
        let im = self.expr_as(&args[1], part).boxed();
        Expr::new(pos, ty, ExprKind::Complex(re, im))
    }

    fn print(&mut self, e: &'a ast::Expr, newline: bool, args: &'a [ast::Expr]) -> Expr {
        let (pos, ty) = (e.pos, self.ty(e));
        if let [arg] = args
            && let Some(types) = self.tuple_types(self.ty(arg))
        {
            return self.seq(|this| {
                let args = this.unpacked(arg, &types);
                Expr::new(pos, ty, ExprKind::Print { newline, args })
            });
        }
        let args = args.iter().map(|arg| self.expr(arg)).collect();
        Expr::new(pos, ty, ExprKind::Print { newline, args })
    }
}
