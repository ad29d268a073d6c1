//! Constants as values of run-time types.

use super::Lowering;
use crate::body::{Expr, ExprKind, Value};
use goslice_syntax::source::Pos;
use goslice_types::constant::Const;
use goslice_types::types::{Basic, TypeId};

impl<'a> Lowering<'a> {
    /// The constant as a value of type `ty`.
    pub(super) fn constant(&self, value: &Const, ty: TypeId, pos: Pos) -> Expr {
        let basic = self.u.basic(ty).unwrap_or(Basic::Invalid);
        Expr::new(pos, ty, ExprKind::Const(machine_value(value, basic)))
    }
}

/// What the checker has found representable, as the machine holds it.
fn machine_value(value: &Const, basic: Basic) -> Value {
    if basic.is_integer() {
        let int = value.to_i64().or_else(|| value.to_u64().map(|x| x as i64));
        return Value::Int(int.unwrap_or(0));
    }
    let real = |value: &Const, single: bool| {
        let rounded = if single { value.to_f32().map(f64::from) } else { value.to_f64() };
        rounded.unwrap_or(0.0)
    };
    if basic.is_float() {
        return Value::Float(real(value, basic == Basic::Float32));
    }
    if basic.is_complex() {
        let single = basic == Basic::Complex64;
        let Some((re, im)) = value.to_complex() else { return Value::Complex(0.0, 0.0) };
        return Value::Complex(real(&Const::Float(re), single), real(&Const::Float(im), single));
    }
    match value {
        Const::Bool(value) => Value::Bool(*value),
        Const::String(bytes) => Value::String(bytes.clone()),
        _ => Value::Zero,
    }
}
