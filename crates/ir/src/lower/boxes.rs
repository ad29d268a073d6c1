//! Memory for values in interfaces: an object of their own, or one that was there before.

use super::Lowerer;
use super::repr::Repr;
use crate::func::{Ty, Value};
use crate::op::{BinOp, Constant, IntCc, Op, UnOp};
use goslice_hir::body::{Boxing, Expr, ExprKind, SiteId, Storage, Value as Const};
use goslice_types::layout;
use goslice_types::types::{Basic, Type, TypeId};
use std::sync::{Arc, LazyLock};

/// The words 0 to 255: what small numbers in interfaces point to, and what is zero.
static SMALL_WORDS: LazyLock<Arc<Constant>> = LazyLock::new(|| {
    let bytes = (0..SMALL as u64).flat_map(u64::to_le_bytes).collect();
    Arc::new(Constant { bytes, texts: Vec::new() })
});

const SMALL: i64 = 256;

impl Lowerer<'_, '_> {
    /// The address of memory that holds a value (of a struct or array: its address) as long as the site says.
    pub(super) fn boxed(&mut self, ty: TypeId, value: Value, site: Option<SiteId>) -> Value {
        let in_frame = site.is_some_and(|site| self.body.site_storage(site) == Storage::Frame);
        match Boxing::of_type(self.cx.universe, ty) {
            Boxing::Byte => {
                let bits = self.bits(ty, value);
                self.small_word(bits)
            }
            Boxing::Word if !in_frame => {
                let bits = self.bits(ty, value);
                let limit = self.b.iconst(Ty::I64, SMALL);
                let small = self.b.icmp(IntCc::Ult, bits, limit);
                let word = self.small_word(bits);
                self.boxed_unless(small, word, ty, value)
            }
            Boxing::Header if !in_frame => {
                let word = match self.repr(ty) {
                    Repr::Value(Ty::Str) => self.b.part(value, 1),
                    Repr::Value(_) => self.b.part(value, 0),
                    // The only part of a struct or array.
                    Repr::Memory if self.is_text(ty) => self.b.load(Ty::I64, value, 8, false),
                    Repr::Memory => self.b.load(Ty::Ptr, value, 0, false),
                };
                let zero = self.b.iconst(self.b.func.ty(word), 0);
                let none = self.b.icmp(IntCc::Eq, word, zero);
                let memory = self.read_only(vec![0; 24], Vec::new());
                self.boxed_unless(none, memory, ty, value)
            }
            _ => self.box_of_its_own(ty, value, site),
        }
    }

    /// `memory` if `shared`, or else an object on the heap.
    fn boxed_unless(&mut self, shared: Value, memory: Value, ty: TypeId, value: Value) -> Value {
        let variable = self.b.declare(Ty::Ptr);
        self.b.def(variable, memory);
        let (own, end) = (self.b.new_block(), self.b.new_block());
        self.b.branch(shared, end, own);
        self.b.seal(own);
        self.b.switch_to(own);
        let object = self.box_of_its_own(ty, value, None);
        self.b.def(variable, object);
        self.b.jump(end);
        self.b.seal(end);
        self.b.switch_to(end);
        self.b.read(variable)
    }

    fn box_of_its_own(&mut self, ty: TypeId, value: Value, site: Option<SiteId>) -> Value {
        let (object, kind) = self.site_object(site, ty);
        match self.repr(ty) {
            Repr::Value(_) => self.b.store(object, 0, value, false, kind),
            Repr::Memory => self.copy(ty, object, value, kind),
        }
        object
    }

    /// The bits of a value of up to 8 bytes as a number.
    fn bits(&mut self, ty: TypeId, value: Value) -> Value {
        let int = match self.size_of(ty) {
            1 => Ty::I8,
            2 => Ty::I16,
            4 => Ty::I32,
            _ => Ty::I64,
        };
        let bits = match self.repr(ty) {
            Repr::Memory => self.b.load(int, value, 0, false),
            Repr::Value(have) if have == int => value,
            Repr::Value(_) => self.b.emit1(Op::Unary(UnOp::Bitcast), vec![value], int),
        };
        if int == Ty::I64 { bits } else { self.b.emit1(Op::Unary(UnOp::ZExt), vec![bits], Ty::I64) }
    }

    /// The address of the word with a number; of some address, if the number is too large.
    fn small_word(&mut self, number: Value) -> Value {
        let words = self.b.emit1(Op::Constant(SMALL_WORDS.clone()), Vec::new(), Ty::Ptr);
        let three = self.b.iconst(Ty::I64, 3);
        let offset = self.b.emit1(Op::Binary(BinOp::Shl), vec![number, three], Ty::I64);
        self.b.emit1(Op::Binary(BinOp::Add), vec![words, offset], Ty::Ptr)
    }

    fn is_text(&self, ty: TypeId) -> bool {
        match self.cx.universe.under(ty) {
            Type::Struct(fields) => fields.first().is_some_and(|field| self.is_text(field.ty)),
            Type::Array { elem, .. } => self.is_text(*elem),
            under => matches!(under, Type::Basic(Basic::String)),
        }
    }

    fn read_only(&mut self, bytes: Vec<u8>, texts: Vec<(usize, Arc<[u8]>)>) -> Value {
        self.b.emit1(Op::Constant(Arc::new(Constant { bytes, texts })), Vec::new(), Ty::Ptr)
    }

    /// The address of read-only memory that holds a constant, or a literal made of constants.
    pub(super) fn constant_value(&mut self, value: &Expr, ty: TypeId) -> Value {
        let mut constant = Constant { bytes: vec![0; self.size_of(ty) as usize], texts: Vec::new() };
        self.write_constant(value, 0, &mut constant);
        self.read_only(constant.bytes, constant.texts)
    }

    fn write_constant(&self, value: &Expr, at: usize, to: &mut Constant) {
        match &value.kind {
            ExprKind::Const(constant) => self.write_scalar(constant, value.ty, at, to),
            ExprKind::Convert(x) => self.write_constant(x, at, to),
            ExprKind::StructLit(fields) => {
                let offsets = layout::field_offsets(self.cx.universe, value.ty);
                for (field, offset) in fields.iter().zip(&*offsets) {
                    field.iter().for_each(|field| self.write_constant(field, at + *offset as usize, to));
                }
            }
            ExprKind::ArrayLit(elems) => {
                let Type::Array { elem, .. } = *self.cx.universe.under(value.ty) else { unreachable!("an array") };
                let size = layout::size_of(self.cx.universe, elem) as usize;
                elems.iter().for_each(|(index, elem)| self.write_constant(elem, at + *index as usize * size, to));
            }
            _ => unreachable!("hir calls it constant"),
        }
    }

    fn write_scalar(&self, constant: &Const, ty: TypeId, at: usize, to: &mut Constant) {
        let size = layout::size_of(self.cx.universe, ty) as usize;
        let float = |value: f64, size: usize| match size {
            4 => (value as f32).to_le_bytes().to_vec(),
            _ => value.to_le_bytes().to_vec(),
        };
        let bytes = match constant {
            Const::Zero => return,
            Const::Bool(value) => vec![u8::from(*value)],
            Const::Int(value) => value.to_le_bytes()[..size].to_vec(),
            Const::Float(value) => float(*value, size),
            Const::Complex(re, im) => [float(*re, size / 2), float(*im, size / 2)].concat(),
            Const::String(text) => {
                if !text.is_empty() {
                    to.texts.push((at, text.clone()));
                }
                [0, text.len() as u64].map(u64::to_le_bytes).concat()
            }
        };
        to.bytes[at..at + bytes.len()].copy_from_slice(&bytes);
    }
}
