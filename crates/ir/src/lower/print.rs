//! The builtins print and println.

use super::Lowerer;
use super::repr::is_signed;
use crate::func::{Ty, Value};
use goslice_abi::intrinsics::Intrinsic;
use goslice_hir::body::Expr;
use goslice_types::types::{Basic, Type};

impl Lowerer<'_, '_> {
    pub(super) fn print(&mut self, newline: bool, args: &[Expr]) -> Value {
        let exprs: Vec<&Expr> = args.iter().collect();
        let values = self.values(&exprs);
        for (at, (arg, value)) in args.iter().zip(values).enumerate() {
            if newline && at > 0 {
                self.b.intrinsic(Intrinsic::print_space, Vec::new());
            }
            self.print_one(arg, value);
        }
        if newline {
            self.b.intrinsic(Intrinsic::print_newline, Vec::new());
        }
        self.b.iconst(Ty::I8, 0)
    }

    fn print_one(&mut self, arg: &Expr, value: Value) {
        let is_bool = matches!(self.cx.universe.basic(arg.ty), Some(Basic::Bool | Basic::UntypedBool));
        let (intrinsic, operands) = match self.b.func.ty(value) {
            Ty::I8 if is_bool => (Intrinsic::print_bool, vec![value]),
            Ty::I8 | Ty::I16 | Ty::I32 | Ty::I64 => {
                let signed = is_signed(self.cx.universe, arg.ty);
                let wide = self.widen(value, arg.ty);
                (if signed { Intrinsic::print_int } else { Intrinsic::print_uint }, vec![wide])
            }
            Ty::F32 => (Intrinsic::print_float32, vec![value]),
            Ty::F64 => (Intrinsic::print_float, vec![value]),
            Ty::Ptr => (Intrinsic::print_pointer, vec![value]),
            ty => {
                let parts = (0..ty.parts().len() as u32).map(|at| self.b.part(value, at)).collect();
                let intrinsic = match ty {
                    Ty::Str => Intrinsic::print_string,
                    Ty::Slice => Intrinsic::print_slice,
                    Ty::C64 => Intrinsic::print_complex64,
                    Ty::C128 => Intrinsic::print_complex,
                    _ => Intrinsic::print_interface,
                };
                (intrinsic, parts)
            }
        };
        debug_assert!(!matches!(self.cx.universe.under(arg.ty), Type::Struct(_)));
        self.b.intrinsic(intrinsic, operands);
    }
}
