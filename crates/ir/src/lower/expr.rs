//! Expressions whose values are ir values.

use super::Lowerer;
use super::place::Operands;
use super::repr::{Repr, is_signed};
use crate::func::{Ty, Value};
use crate::op::{BinOp, IntCc, Op, PtrStore, UnOp};
use goslice_abi::intrinsics::Intrinsic;
use goslice_hir::body::{Body, Expr, ExprKind, FuncId, SiteId, Value as Const, VarId};
use goslice_types::types::{Type, TypeId};

impl Lowerer<'_, '_> {
    /// The value of any expression; for structs and arrays the address of memory that holds it now.
    pub(super) fn any(&mut self, expr: &Expr) -> Value {
        match self.repr(expr.ty) {
            Repr::Value(_) => self.value(expr),
            Repr::Memory => self.memory(expr),
        }
    }

    fn ty_of(&self, ty: TypeId) -> Ty {
        match self.repr(ty) {
            Repr::Value(ty) => ty,
            Repr::Memory => unreachable!("memory has no value"),
        }
    }

    /// The value of an expression that is not a struct or array.
    pub(super) fn value(&mut self, expr: &Expr) -> Value {
        let outer_pos = std::mem::replace(&mut self.b.pos, expr.pos);
        let value = self.value_at(expr);
        self.b.pos = outer_pos;
        value
    }

    fn value_at(&mut self, expr: &Expr) -> Value {
        let ty = expr.ty;
        match &expr.kind {
            ExprKind::Const(constant) => self.constant(constant, ty),
            ExprKind::Var(var) => self.read_var(*var),
            ExprKind::Func(func) => self.b.emit1(Op::FuncValue(*func), Vec::new(), Ty::Ptr),
            ExprKind::Closure { func, captures, body, site } => self.closure(*func, captures, body, *site),
            ExprKind::Global(_) | ExprKind::Deref(_) | ExprKind::Field { .. } => {
                let place = self.place(expr);
                self.load_place(ty, place)
            }
            ExprKind::Index { x, index } => match *self.cx.universe.under(x.ty) {
                Type::Basic(_) => self.string_index(x, index),
                _ => {
                    let place = self.place(expr);
                    self.load_place(ty, place)
                }
            },
            ExprKind::MoveToHeap { slice, buffer, keep_cap } => self.move_to_heap(expr, slice, *buffer, *keep_cap),
            ExprKind::AddrOf(place) => self.place_addr(place),
            ExprKind::New { value, site, .. } => self.new_variable(value, *site),
            ExprKind::Slice { x, lo, hi, max } => self.slice_expr(expr, x, [lo, hi, max].map(|it| it.as_deref())),
            ExprKind::Neg(x) => self.negate(x),
            ExprKind::BitNot(x) => {
                let value = self.value(x);
                self.b.emit1(Op::Unary(UnOp::Not), vec![value], self.ty_of(ty))
            }
            ExprKind::Not(x) => {
                let value = self.value(x);
                let one = self.b.iconst(Ty::I8, 1);
                self.b.emit1(Op::Binary(BinOp::Xor), vec![value, one], Ty::I8)
            }
            ExprKind::Binary { op, x, y } => {
                let values = self.values(&[x, y]);
                self.binary(*op, ty, values[0], values[1], y.ty)
            }
            ExprKind::Compare { op, x, y } => self.compare(*op, x, y),
            ExprKind::IsNil(x) => self.is_nil(x),
            ExprKind::And(..) | ExprKind::Or(..) => self.condition_value(expr),
            ExprKind::Concat { parts, site, .. } => self.concat(parts, *site),
            ExprKind::Convert(x) => {
                let value = self.value(x);
                self.convert_number(x.ty, ty, value)
            }
            ExprKind::ConvertString { x, site, .. } => self.convert_string(expr, x, *site),
            ExprKind::SliceToArray(x) => self.slice_to_array(x, self.elem_of(ty)),
            ExprKind::ToInterface { x, site } => self.interface_value(x, ty, *site),
            ExprKind::InterfaceToInterface(x) => {
                let value = self.value(x);
                self.interface_to_interface(x.ty, ty, value)
            }
            ExprKind::TypeAssert { x, target, comma_ok: false } => self.assert_value(x, *target),
            ExprKind::TypeAssert { .. } | ExprKind::DecodeRune { .. } => unreachable!("a tuple"),
            ExprKind::StructLit(_) | ExprKind::ArrayLit(_) => unreachable!("memory"),
            ExprKind::SliceLit { elems, len, variadic, site } => {
                let slice = self.slice_literal(expr, elems, *len, *site);
                // The slice of a variadic call's arguments is nobody's variable: it is not an event.
                if !variadic {
                    let elem = self.elem_of(expr.ty);
                    self.observe_new(super::observe::SiteKind::Literal, expr.pos, elem, slice);
                }
                slice
            }
            ExprKind::Call(call) => {
                let values = self.call(call, None);
                // A call without results in value position has been discarded by its context.
                values.first().copied().unwrap_or_else(|| self.b.iconst(Ty::I8, 0))
            }
            ExprKind::Len(x) => self.length(x, 1),
            ExprKind::Cap(x) => self.length(x, 2),
            ExprKind::MakeSlice { len, cap, site } => self.make_slice(expr, len, cap.as_deref(), *site),
            ExprKind::Append { slice, values, site } => self.append(expr, slice, values, *site),
            ExprKind::AppendSlice { slice, other, .. } => self.append_slice(expr, slice, other),
            ExprKind::AppendMake { slice, n, .. } => self.append_make(expr, slice, n),
            ExprKind::Copy { dst, src } => self.copy_elems(expr, dst, src),
            ExprKind::Clear(x) => self.clear(expr, x),
            ExprKind::MinMax { max, args } => self.min_max(*max, ty, args),
            ExprKind::Complex(re, im) => {
                let parts = self.values(&[re, im]);
                self.b.make(self.ty_of(ty), parts)
            }
            ExprKind::Real(x) | ExprKind::Imag(x) => {
                let value = self.value(x);
                self.b.part(value, u32::from(matches!(expr.kind, ExprKind::Imag(_))))
            }
            ExprKind::Panic(x) => {
                let value = self.value(x);
                let (ty, data) = (self.b.part(value, 0), self.b.part(value, 1));
                self.b.intrinsic(Intrinsic::go_panic, vec![ty, data]);
                self.b.unreachable();
                self.b.iconst(Ty::I8, 0)
            }
            ExprKind::Recover => {
                let frame = match (self.defer_frame, self.body.defer_frame) {
                    (Some(frame), _) => Some(self.b.read(frame)),
                    // `defer recover()` recovers for the function that defers it.
                    (None, Some(var)) if self.body.defer_wrapper => Some(self.frame_address(var)),
                    _ => None,
                };
                let caller_fp = match frame {
                    Some(frame) => self.b.load(Ty::Ptr, frame, goslice_abi::g::DEFER_FRAME_CALLER_FP, false),
                    None => self.b.emit1(Op::CallerFp, Vec::new(), Ty::Ptr),
                };
                let parts = self.b.intrinsic(Intrinsic::recover, vec![caller_fp]);
                self.b.make(Ty::Iface, parts)
            }
            ExprKind::Print { newline, args } => self.print(*newline, args),
            ExprKind::Seq { stmts, value } => {
                self.stmts(stmts);
                self.value(value)
            }
            ExprKind::UnsafeSlice { ptr, len } => self.unsafe_slice(ptr, len),
            ExprKind::UnsafeSliceData(x) | ExprKind::UnsafeStringData(x) => {
                let value = self.value(x);
                self.b.part(value, 0)
            }
            ExprKind::UnsafeString { ptr, len } => {
                let values = self.values(&[ptr, len]);
                let len = self.widen(values[1], len.ty);
                self.b.intrinsic(Intrinsic::unsafe_string_check, vec![values[0], len]);
                self.b.make(Ty::Str, vec![values[0], len])
            }
            ExprKind::UnsafeAdd { ptr, n } => {
                let values = self.values(&[ptr, n]);
                let n = self.widen(values[1], n.ty);
                self.b.emit1(Op::Binary(BinOp::Add), vec![values[0], n], Ty::Ptr)
            }
        }
    }

    fn constant(&mut self, constant: &Const, ty: TypeId) -> Value {
        let ty = self.ty_of(ty);
        match constant {
            Const::Bool(value) => self.b.iconst(Ty::I8, i64::from(*value)),
            // A uintptr constant converted to unsafe.Pointer arrives as an integer of pointer type.
            Const::Int(value) if ty == Ty::Ptr && *value != 0 => {
                let bits = self.b.iconst(Ty::I64, *value);
                self.b.emit1(Op::Unary(UnOp::Bitcast), vec![bits], Ty::Ptr)
            }
            Const::Int(value) => self.b.iconst(ty, *value),
            Const::Float(value) => self.b.fconst(ty, *value),
            Const::Complex(re, im) => {
                let part = ty.parts()[0];
                let parts = vec![self.b.fconst(part, *re), self.b.fconst(part, *im)];
                self.b.make(ty, parts)
            }
            Const::String(bytes) => {
                let ptr = match bytes.is_empty() {
                    true => self.b.iconst(Ty::Ptr, 0),
                    false => self.b.emit1(Op::Data(bytes.clone()), Vec::new(), Ty::Ptr),
                };
                let len = self.b.iconst(Ty::I64, bytes.len() as i64);
                self.b.make(Ty::Str, vec![ptr, len])
            }
            Const::Zero => self.b.zero(ty),
        }
    }

    /// Makes the closure object of a literal and fills in what it captures.
    fn closure(&mut self, func: FuncId, captures: &[VarId], body: &Body, site: SiteId) -> Value {
        self.literals.push(body.clone());
        if captures.is_empty() {
            return self.b.emit1(Op::FuncValue(func), Vec::new(), Ty::Ptr);
        }
        let layout = super::closure_layout(self.cx.universe, body);
        let (object, kind) = self.site_object(Some(site), layout.ty);
        let code = self.b.emit1(Op::FuncCode(func), Vec::new(), Ty::Ptr);
        self.b.store(object, 0, code, false, kind);
        for ((&outer, &inner), &at) in captures.iter().zip(&body.captures).zip(&layout.offsets) {
            let by_reference =
                matches!(body.vars[inner.0 as usize].storage, goslice_hir::body::Storage::CapturedRef(_));
            if by_reference {
                let addr = self.var_addr(outer);
                self.b.store(object, at as i32, addr, false, kind);
                continue;
            }
            let value = self.read_var(outer);
            match self.repr(self.var_ty(outer)) {
                Repr::Value(_) => self.b.store(object, at as i32, value, false, kind),
                Repr::Memory => {
                    let dst = self.b.offset(object, at as i64);
                    self.copy(self.var_ty(outer), dst, value, kind);
                }
            }
        }
        object
    }

    /// `&T{...}` and `new(T)`: an object with this value.
    fn new_variable(&mut self, value: &Expr, site: SiteId) -> Value {
        let is_zero = matches!(value.kind, ExprKind::Const(Const::Zero));
        // The value first: what it allocates or panics with comes before the object.
        match self.repr(value.ty) {
            Repr::Value(_) => {
                let initial = (!is_zero).then(|| self.value(value));
                let (object, kind) = self.site_object(Some(site), value.ty);
                match initial {
                    Some(initial) => self.b.store(object, 0, initial, false, kind),
                    None if kind == PtrStore::Stack => self.zero_memory(value.ty, object, kind),
                    None => {}
                }
                object
            }
            Repr::Memory => {
                let (object, kind) = self.site_object(Some(site), value.ty);
                if !is_zero || kind == PtrStore::Stack {
                    self.build(value, object, kind);
                }
                object
            }
        }
    }

    fn string_index(&mut self, x: &Expr, index: &Expr) -> Value {
        let values = self.values(&[x, index]);
        let signed = is_signed(self.cx.universe, index.ty);
        let index = self.widen(values[1], index.ty);
        let len = self.b.part(values[0], 1);
        self.b.emit0(Op::BoundsCheck { signed }, vec![index, len]);
        let ptr = self.b.part(values[0], 0);
        let at = self.b.emit1(Op::Binary(BinOp::Add), vec![ptr, index], Ty::Ptr);
        self.b.load(Ty::I8, at, 0, false)
    }

    /// Length or capacity of a slice or string; of arrays and array pointers it is a constant, but their operand may
    /// have effects.
    fn length(&mut self, x: &Expr, part: u32) -> Value {
        let array = match *self.cx.universe.under(x.ty) {
            Type::Array { len, .. } => Some(len),
            Type::Pointer(elem) => match *self.cx.universe.under(elem) {
                Type::Array { len, .. } => Some(len),
                _ => None,
            },
            _ => None,
        };
        match array {
            Some(len) => {
                if super::stmt::has_effects(x) {
                    self.any(x);
                }
                self.b.iconst(Ty::I64, len as i64)
            }
            None => {
                if let ExprKind::ConvertString { x: text, temporary: true, .. } = &x.kind
                    && self.repr(text.ty) == Repr::Value(Ty::Str)
                    && self.repr(self.elem_of(x.ty)) == Repr::Value(Ty::I32)
                {
                    let text = self.value(text);
                    let parts = vec![self.b.part(text, 0), self.b.part(text, 1)];
                    return self.b.intrinsic(Intrinsic::count_runes, parts)[0];
                }
                let value = self.value(x);
                self.b.part(value, part)
            }
        }
    }

    /// An integer of type `ty` as an I64.
    pub(super) fn widen(&mut self, value: Value, ty: TypeId) -> Value {
        if self.b.func.ty(value) == Ty::I64 {
            return value;
        }
        let op = if is_signed(self.cx.universe, ty) { UnOp::SExt } else { UnOp::ZExt };
        self.b.emit1(Op::Unary(op), vec![value], Ty::I64)
    }

    /// The whole of a place that is an array, as base address: for `array[:]`.
    pub(super) fn array_base(&mut self, array: &Expr) -> Value {
        let operands: Operands = self.operands(array);
        match self.finish_place(operands) {
            super::place::Place::Memory(addr) => {
                let addr = self.settle(addr);
                self.b.offset(addr.base, i64::from(addr.offset))
            }
            super::place::Place::Ssa(_) => unreachable!("an array is memory"),
        }
    }

    fn concat(&mut self, parts: &[Expr], site: SiteId) -> Value {
        let exprs: Vec<&Expr> = parts.iter().collect();
        let values = self.values(&exprs);
        let table = self.temp_bytes(16 * values.len() as u64, 8);
        for (at, &value) in values.iter().enumerate() {
            self.b.store(table, 16 * at as i32, value, false, PtrStore::Stack);
        }
        let n = self.b.iconst(Ty::I64, values.len() as i64);
        let buffer = match goslice_hir::body::fits_buffer(parts) {
            true => self.conversion_buffer(site, goslice_abi::layout::BYTES_BUFFER),
            false => self.b.iconst(Ty::Ptr, 0),
        };
        let parts = self.b.intrinsic(Intrinsic::concat_strings, vec![table, n, buffer]);
        self.b.make(Ty::Str, parts)
    }

    fn min_max(&mut self, max: bool, ty: TypeId, args: &[Expr]) -> Value {
        let exprs: Vec<&Expr> = args.iter().collect();
        let values = self.values(&exprs);
        let ir_ty = self.ty_of(ty);
        let mut best = values[0];
        for &value in &values[1..] {
            best = match ir_ty {
                Ty::F32 | Ty::F64 => {
                    let op = if max { BinOp::FMax } else { BinOp::FMin };
                    self.b.emit1(Op::Binary(op), vec![best, value], ir_ty)
                }
                _ => {
                    let better = match (ir_ty, is_signed(self.cx.universe, ty)) {
                        (Ty::Str, _) => {
                            let order = self.string_order(value, best);
                            let zero = self.b.iconst(Ty::I64, 0);
                            self.b.icmp(if max { IntCc::Sgt } else { IntCc::Slt }, order, zero)
                        }
                        (_, true) => self.b.icmp(if max { IntCc::Sgt } else { IntCc::Slt }, value, best),
                        (_, false) => self.b.icmp(if max { IntCc::Ugt } else { IntCc::Ult }, value, best),
                    };
                    self.b.emit1(Op::Select, vec![better, value, best], ir_ty)
                }
            };
        }
        best
    }
}
