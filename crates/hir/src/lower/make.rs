//! Small makers of expressions.

use super::Lowering;
use crate::body::{BinOp, CmpOp, Expr, ExprKind, Value};
use goslice_syntax::source::Pos;
use goslice_types::object::ObjKind;
use goslice_types::types::{Basic, Type, TypeId};

impl Expr {
    pub(super) fn new(pos: Pos, ty: TypeId, kind: ExprKind) -> Expr {
        Expr { pos, ty, kind }
    }

    pub(super) fn zero(pos: Pos, ty: TypeId) -> Expr {
        Expr::new(pos, ty, ExprKind::Const(Value::Zero))
    }

    pub(super) fn int(pos: Pos, value: i64) -> Expr {
        Expr::new(pos, Basic::Int.id(), ExprKind::Const(Value::Int(value)))
    }

    pub(super) fn bool(pos: Pos, value: bool) -> Expr {
        Expr::new(pos, Basic::Bool.id(), ExprKind::Const(Value::Bool(value)))
    }

    pub(super) fn boxed(self) -> Box<Expr> {
        Box::new(self)
    }

    pub(super) fn negated(self) -> Expr {
        Expr::new(self.pos, self.ty, ExprKind::Not(self.boxed()))
    }

    pub(super) fn nil_test(self) -> Expr {
        Expr::new(self.pos, Basic::Bool.id(), ExprKind::IsNil(self.boxed()))
    }

    pub(super) fn len(self) -> Expr {
        Expr::new(self.pos, Basic::Int.id(), ExprKind::Len(self.boxed()))
    }

    pub(super) fn less(self, other: Expr) -> Expr {
        let kind = ExprKind::Compare { op: CmpOp::Lt, x: self.boxed(), y: other.boxed() };
        Expr::new(other_pos(&kind), Basic::Bool.id(), kind)
    }

    pub(super) fn plus(self, other: Expr) -> Expr {
        Expr::new(self.pos, self.ty, ExprKind::Binary { op: BinOp::Add, x: self.boxed(), y: other.boxed() })
    }
}

fn other_pos(kind: &ExprKind) -> Pos {
    match kind {
        ExprKind::Compare { x, .. } => x.pos,
        _ => Pos::NONE,
    }
}

impl<'a> Lowering<'a> {
    /// What a pointer type points to.
    pub(super) fn pointee(&self, ty: TypeId) -> Option<TypeId> {
        match *self.u.under(ty) {
            Type::Pointer(elem) => Some(elem),
            _ => None,
        }
    }

    /// `*x`
    pub(super) fn deref(&self, x: Expr) -> Expr {
        let ty = self.pointee(x.ty).expect("only pointers are dereferenced");
        Expr::new(x.pos, ty, ExprKind::Deref(x.boxed()))
    }

    /// `&x`
    pub(super) fn addr_of(&mut self, x: Expr) -> Expr {
        let ty = self.u.pointer_to(x.ty);
        Expr::new(x.pos, ty, ExprKind::AddrOf(x.boxed()))
    }

    /// Field `index` of `x`, which may be a pointer.
    pub(super) fn field(&self, x: Expr, index: u32) -> Expr {
        let x = if self.pointee(x.ty).is_some() { self.deref(x) } else { x };
        let Type::Struct(fields) = self.u.under(x.ty) else { unreachable!("only structs have fields") };
        let ty = fields[index as usize].ty;
        Expr::new(x.pos, ty, ExprKind::Field { x: x.boxed(), index })
    }

    /// The field at the end of a path through embedded fields.
    pub(crate) fn field_path(&self, x: Expr, path: &[u32]) -> Expr {
        path.iter().fold(x, |x, &index| self.field(x, index))
    }

    /// `x` as the receiver that method `obj` wants.
    pub(crate) fn receiver(&mut self, x: Expr, obj: goslice_types::object::ObjId) -> Expr {
        let ObjKind::Func { recv: Some(recv) } = self.u.object(obj).kind else {
            unreachable!("only methods have receivers")
        };
        match (recv.pointer, self.pointee(x.ty).is_some() && x.ty != recv.base) {
            (true, false) => self.addr_of(x),
            (false, true) => self.deref(x),
            _ => x,
        }
    }

    /// The tuple type of `types`.
    pub(super) fn tuple(&mut self, types: Vec<TypeId>) -> TypeId {
        self.u.intern(Type::Tuple(types))
    }

    /// The type of a call of a function with these results.
    pub(super) fn result_type(&mut self, results: &[TypeId]) -> TypeId {
        match results {
            [one] => *one,
            _ => self.tuple(results.to_vec()),
        }
    }

    /// The types of a tuple with two or more; `None` for other types.
    pub(super) fn tuple_types(&self, ty: TypeId) -> Option<Vec<TypeId>> {
        match self.u.ty(ty) {
            Type::Tuple(types) if types.len() > 1 => Some(types.clone()),
            _ => None,
        }
    }

    pub(super) fn slice_elem(&self, ty: TypeId) -> Option<TypeId> {
        match *self.u.under(ty) {
            Type::Slice(elem) => Some(elem),
            _ => None,
        }
    }

    pub(super) fn array(&self, ty: TypeId) -> Option<(TypeId, u64)> {
        match *self.u.under(ty) {
            Type::Array { elem, len } => Some((elem, len)),
            _ => None,
        }
    }

    pub(super) fn is_string(&self, ty: TypeId) -> bool {
        self.u.is(ty, Basic::is_string)
    }
}
