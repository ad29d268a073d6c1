//! Functions that the lowering makes: interfaces' methods of concrete types.

use super::Lowering;
use super::call::Target;
use super::function::FuncCx;
use crate::body::{Body, Expr, ExprKind, FuncId, FuncSource, MethodRef, StmtKind, Value};
use goslice_syntax::source::Pos;
use goslice_types::lookup::{MethodEntry, MethodTarget};
use goslice_types::object::{ObjId, ObjKind};
use goslice_types::types::{Basic, Signature, Type, TypeId, Universe};

impl<'a> Lowering<'a> {
    /// The function that an interface holding a `recv` calls for one of `recv`'s methods. It takes the interface's data
    /// word and the method's arguments. A declared method that takes that word as its receiver is returned itself.
    pub fn method_code(&mut self, recv: TypeId, method: &MethodEntry) -> FuncId {
        let key = (recv, method.name.clone(), method.pkg);
        if let Some(&func) = self.index.wrappers.get(&key) {
            return func;
        }
        let func = match method.target {
            MethodTarget::Declared(obj) if method.path.is_empty() && self.takes_word(recv, obj) => {
                self.index.funcs[&obj]
            }
            MethodTarget::Declared(obj) => self.new_wrapper(recv, method, MethodRef::Concrete(obj)),
            MethodTarget::Interface(index) => {
                let inter = self.path_type(recv, &method.path);
                self.new_wrapper(recv, method, MethodRef::Interface { inter, index })
            }
        };
        self.index.wrappers.insert(key, func);
        func
    }

    /// Whether declared method `obj` has the data word of an interface holding a `recv` as its receiver.
    fn takes_word(&self, recv: TypeId, obj: goslice_types::object::ObjId) -> bool {
        match self.u.object(obj).kind {
            ObjKind::Func { recv: Some(declared) } => {
                // Structs and arrays of one pointer are in the word, but passed in memory.
                let in_memory = matches!(self.u.under(recv), Type::Struct(_) | Type::Array { .. });
                declared.pointer == (recv != declared.base) && is_direct(self.u, recv) && !in_memory
            }
            _ => false,
        }
    }

    fn new_wrapper(&mut self, recv: TypeId, entry: &MethodEntry, method: MethodRef) -> FuncId {
        let (base, _) = self.u.deref(recv);
        let name = match self.u.named_info(base) {
            Some(info) => {
                let path = info.pkg.map_or("", |pkg| &*self.u.package(pkg).path);
                format!("{path}.(*{}).{}", info.name, entry.name)
            }
            None => format!("{}.{}", goslice_types::type_string::runtime_string(self.u, recv), entry.name),
        };
        let source = FuncSource::InterfaceWrapper { recv, method, path: entry.path.clone() };
        self.new_func(name, Pos::NONE, entry.sig, source)
    }

    /// The type of the field at the end of a path.
    fn path_type(&self, ty: TypeId, path: &[u32]) -> TypeId {
        path.iter().fold(ty, |ty, &index| {
            let (base, _) = self.u.deref(ty);
            match self.u.under(base) {
                Type::Struct(fields) => fields[index as usize].ty,
                _ => unreachable!("paths go through structs"),
            }
        })
    }

    pub(super) fn interface_wrapper(&mut self, func: FuncId, recv: TypeId, method: &MethodRef, path: &[u32]) -> Body {
        let declared = &self.program.funcs[func.0 as usize];
        let (name, pos, sig) = (declared.name.clone(), declared.pos, declared.sig);
        self.stack.push(FuncCx::new(func, name, false));
        let x = if is_direct(self.u, recv) {
            let word = self.param(pointer_in(self.u, recv), pos);
            self.around_pointer(word, recv)
        } else {
            let boxed = self.u.pointer_to(recv);
            let word = self.param(boxed, pos);
            self.deref(word)
        };
        if let MethodRef::Concrete(obj) = *method
            && path.is_empty()
        {
            self.nil_receiver_check(&x, obj);
        }
        let x = self.field_path(x, path);
        let target = match *method {
            MethodRef::Concrete(obj) => {
                let recv = self.receiver(x, obj);
                Target::Static(self.index.funcs[&obj], Some(recv))
            }
            MethodRef::Interface { index, .. } => Target::Interface(x, index),
        };
        let Signature { params, results, .. } = self.u.signature(sig).expect("a method's type").clone();
        let args = params.iter().map(|ty| self.param(*ty, pos)).collect();
        self.forward_args(&results, target, args, pos);
        self.stack.pop().expect("just pushed").into_body(pos)
    }

    /// Panics in gc's words if `obj` is a method of values and the pointer to its receiver is nil.
    pub(super) fn nil_receiver_check(&mut self, pointer: &Expr, obj: ObjId) {
        let object = self.u.object(obj);
        let ObjKind::Func { recv: Some(declared) } = object.kind else { return };
        if declared.pointer || self.u.deref(pointer.ty).0 != declared.base || pointer.ty == declared.base {
            return;
        }
        let Some(panicwrap) = self.runtime_func("runtime.panicwrap") else { return };
        let base = self.u.named_info(declared.base).map_or("", |info| &*info.name);
        let path = object.pkg.map_or("", |pkg| &*self.u.package(pkg).path);
        let text = format!("value method {path}.{base}.{} called using nil *{base} pointer", object.name);
        let pos = pointer.pos;
        let text = Expr::new(pos, Basic::String.id(), ExprKind::Const(Value::String(text.as_bytes().into())));
        let none = self.result_type(&[]);
        let target = Target::Static(panicwrap, None);
        let call = self.finish_call(target, vec![text], none, pos);
        let then = self.stmts(|this| this.emit(pos, StmtKind::Expr(call)));
        self.emit(pos, StmtKind::If { cond: pointer.clone().nil_test(), then, els: Vec::new() });
    }

    /// A function of package runtime that only the compiler calls.
    pub(super) fn runtime_func(&self, name: &str) -> Option<FuncId> {
        let at = self.program.funcs.iter().position(|func| func.name == name)?;
        Some(FuncId(at as u32))
    }

    /// The struct or array of type `ty` whose only part is `pointer`, or that itself.
    fn around_pointer(&self, pointer: Expr, ty: TypeId) -> Expr {
        let pos = pointer.pos;
        match *self.u.under(ty) {
            Type::Struct(ref fields) => {
                let field = self.around_pointer(pointer, fields[0].ty);
                Expr::new(pos, ty, ExprKind::StructLit(vec![Some(field)]))
            }
            Type::Array { elem, .. } => {
                let elem = self.around_pointer(pointer, elem);
                Expr::new(pos, ty, ExprKind::ArrayLit(vec![(0, elem)]))
            }
            _ => pointer,
        }
    }

    /// Lowers the body of a [`FuncSource::Made`] function that is part of no other.
    pub(super) fn made(&mut self, func: FuncId, pos: Pos, fill: impl FnOnce(&mut Self)) {
        let name = self.program.funcs[func.0 as usize].name.clone();
        let outer = std::mem::take(&mut self.stack);
        self.stack.push(FuncCx::new(func, name, false));
        fill(self);
        let cx = self.stack.pop().expect("just pushed");
        self.stack = outer;
        self.index.made.insert(func, cx.into_body(pos));
    }
}

/// Whether interfaces hold values of the type in their data word itself: the value is one pointer.
pub(crate) fn is_direct(u: &Universe, ty: TypeId) -> bool {
    match u.under(ty) {
        Type::Pointer(_) | Type::Func(_) | Type::Map { .. } | Type::Chan { .. } => true,
        Type::Basic(basic) => *basic == Basic::UnsafePointer,
        Type::Struct(fields) => fields.len() == 1 && is_direct(u, fields[0].ty),
        Type::Array { elem, len } => *len == 1 && is_direct(u, *elem),
        _ => false,
    }
}

/// The type of the pointer that a value of a direct type is or consists of.
fn pointer_in(u: &Universe, ty: TypeId) -> TypeId {
    match u.under(ty) {
        Type::Struct(fields) => pointer_in(u, fields[0].ty),
        Type::Array { elem, .. } => pointer_in(u, *elem),
        _ => ty,
    }
}
