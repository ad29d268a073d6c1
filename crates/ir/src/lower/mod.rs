//! The lowering of hir bodies to ir.
//!
//! Structs and arrays are memory, handled by address; everything else is a value. Operands that contain calls are
//! evaluated first and in order, the others after them, as gc does: a variable that a call changes is read late.

mod arith;
mod boxes;
mod call;
mod check;
mod compare;
mod convert;
mod defer;
mod expr;
mod frame;
mod iface;
mod inlined;
mod memory;
mod observe;
mod place;
mod print;
pub mod repr;
mod slices;
mod stmt;

use crate::build::{FuncBuilder, Variable};
use crate::func::{Block, Func, Ty, Value};
use crate::op::{Op, PtrStore};
use goslice_hir::body::{self as hir, Body, FuncId, FuncSource, LabelId, Program, Storage, VarId};
use goslice_syntax::source::Pos;
use goslice_types::layout;
use goslice_types::types::{Basic, FieldType, Type, TypeId, Universe};
use repr::{CallLayout, Repr, ResultPlace, call_layout, repr};
use std::collections::HashMap;

pub use iface::is_direct;
pub use observe::{ObservedFunc, ObservedVar, Site, SiteKind};

/// What lowering needs of the program, and what it adds to it.
#[derive(Debug)]
pub struct Context<'a> {
    pub universe: &'a mut Universe,
    pub program: &'a mut Program,
    /// Observed code: slice variables have homes in a described frame, and slice operations report events.
    pub observe: Option<&'a mut observe::Tables>,
    /// Code for `--check-stack`: it tells what it does with its frames.
    pub check_stack: bool,
}

pub use observe::Tables as ObserveTables;

/// A lowered body: the function itself first, then the protected part of a function that defers.
#[derive(Debug)]
pub struct Lowered {
    pub funcs: Vec<(FuncId, Func)>,
    /// Bodies of the function literals in it, to be lowered when they are first called.
    pub literals: Vec<Body>,
}

/// Lowers one body.
pub fn lower(cx: &mut Context<'_>, body: &Body) -> Lowered {
    let mut literals = Vec::new();
    let funcs = if body.has_defer {
        defer::lower_deferring(cx, body, &mut literals)
    } else {
        let mut lowerer = Lowerer::new(cx, body, &mut literals, body.func);
        lowerer.prologue();
        lowerer.body_and_return();
        vec![(body.func, lowerer.b.finish())]
    };
    Lowered { funcs, literals }
}

/// The function that makes an intrinsic a func value: it passes its arguments on.
pub fn lower_intrinsic(cx: &mut Context<'_>, func: FuncId) -> Func {
    call::intrinsic_function(cx, func)
}

/// Where a variable of the body is.
#[derive(Clone, Copy, Debug)]
enum Home {
    /// Not seen yet.
    Unset,
    /// An SSA variable holds the value.
    Ssa(Variable),
    /// An SSA variable holds the address of the memory.
    Addr(Variable),
    /// The memory is part of this function's frame: the address is an SSA variable too, but stores need no barrier.
    Frame(Variable),
}

/// Lowers one function.
struct Lowerer<'c, 'a> {
    cx: &'c mut Context<'a>,
    body: &'c Body,
    literals: &'c mut Vec<Body>,
    b: FuncBuilder,
    layout: CallLayout,
    homes: Vec<Home>,
    labels: HashMap<LabelId, Block>,
    /// Where `return` goes, and what it has to do.
    returns: Returns,
    observer: observe::FrameState,
    /// The address of the deferring frame, in functions that defer.
    defer_frame: Option<Variable>,
    frame: frame::FrameState,
}

/// What a return statement does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Returns {
    /// Returns the results to the caller.
    Plain,
    /// In the protected part of a function that defers: stores the results and returns.
    Protected,
}

impl<'c, 'a> Lowerer<'c, 'a> {
    fn new(cx: &'c mut Context<'a>, body: &'c Body, literals: &'c mut Vec<Body>, func: FuncId) -> Self {
        let hir_func = &cx.program.funcs[body.func.0 as usize];
        // A wrapper's receiver is the data word of an interface.
        let word_receiver = matches!(hir_func.source, FuncSource::InterfaceWrapper { .. });
        let recv = if word_receiver { Some(Basic::UnsafePointer.id()) } else { hir_func.recv };
        let signature = cx.universe.signature(hir_func.sig).expect("a function type").clone();
        let layout = call_layout(cx.universe, recv, &signature);
        let name = cx.program.funcs[func.0 as usize].name.clone();
        let b = FuncBuilder::new(name, hir_func.pos, layout.sig.clone());
        Lowerer {
            homes: vec![Home::Unset; body.vars.len()],
            cx,
            body,
            literals,
            b,
            layout,
            labels: HashMap::new(),
            returns: Returns::Plain,
            observer: observe::FrameState::default(),
            defer_frame: None,
            frame: frame::FrameState::default(),
        }
    }

    /// Gives parameters, results and captured variables their homes.
    fn prologue(&mut self) {
        self.check_enter();
        if self.body.defer_wrapper {
            let caller_fp = self.b.emit1(Op::CallerFp, Vec::new(), Ty::Ptr);
            let own_fp = self.b.emit1(Op::OwnFp, Vec::new(), Ty::Ptr);
            self.b.intrinsic(goslice_abi::intrinsics::Intrinsic::defer_wrapper, vec![caller_fp, own_fp]);
        }
        self.enter_observed();
        self.make_buffers();
        self.bind_captures();
        for (at, &var) in self.body.params.iter().enumerate() {
            let param = self.b.param(self.layout.params[at]);
            self.bind_param(var, param);
        }
        for &var in &self.body.results {
            self.declare_var(var);
        }
    }

    /// A parameter's value becomes the variable; memory is copied, since the caller keeps its own.
    fn bind_param(&mut self, var: VarId, param: Value) {
        self.declare_home(var);
        match self.repr(self.var_ty(var)) {
            Repr::Value(_) => self.write_var(var, param, PtrStore::Init),
            Repr::Memory => {
                let addr = self.var_addr(var);
                self.copy(self.var_ty(var), addr, param, PtrStore::Init);
            }
        }
    }

    /// Captured variables: by reference the closure's word is the address, by value the closure holds the value.
    fn bind_captures(&mut self) {
        if !self.body.captures.is_empty() {
            let context = self.b.emit1(Op::Context, Vec::new(), Ty::Ptr);
            self.bind_captures_of(context);
        }
    }

    fn bind_captures_of(&mut self, context: Value) {
        let offsets = closure_layout(self.cx.universe, self.body).offsets;
        let body = self.body;
        for (at, &var) in body.captures.iter().enumerate() {
            let offset = offsets[at];
            let addr = match body.vars[var.0 as usize].storage {
                Storage::CapturedRef(_) => self.b.load(Ty::Ptr, context, offset as i32, false),
                _ => match self.repr(self.var_ty(var)) {
                    Repr::Value(ty) => {
                        let value = self.b.load(ty, context, offset as i32, false);
                        let variable = self.b.declare(ty);
                        self.b.def(variable, value);
                        self.homes[var.0 as usize] = Home::Ssa(variable);
                        self.observe_var(var);
                        continue;
                    }
                    Repr::Memory => self.b.offset(context, offset as i64),
                },
            };
            let variable = self.b.declare(Ty::Ptr);
            self.b.def(variable, addr);
            self.homes[var.0 as usize] = Home::Addr(variable);
            self.observe_var(var);
        }
    }

    /// Lowers the statements; control that runs off the end returns.
    fn body_and_return(&mut self) {
        self.stmts(&self.body.stmts);
        self.b.pos = self.body.end;
        if !self.b.terminated() {
            self.return_results();
        }
        // Labels that only dead code jumps to are sealed with the rest.
    }

    // Types

    fn repr(&self, ty: TypeId) -> Repr {
        repr(self.cx.universe, ty)
    }

    fn size_of(&self, ty: TypeId) -> u64 {
        layout::size_of(self.cx.universe, ty)
    }

    fn has_pointers(&self, ty: TypeId) -> bool {
        layout::has_pointers(self.cx.universe, ty)
    }

    /// Whether gc keeps variables of the type in registers, and so knows what is live of each word: `CanSSA` in
    /// cmd/compile/internal/ssa/value.go.
    fn is_in_words(&self, ty: TypeId) -> bool {
        self.size_of(ty) <= 32
            && match self.cx.universe.under(ty) {
                Type::Struct(fields) => fields.len() <= 4 && fields.iter().all(|field| self.is_in_words(field.ty)),
                Type::Array { elem, len } => *len <= 1 && self.is_in_words(*elem),
                _ => true,
            }
    }

    fn elem_of(&self, ty: TypeId) -> TypeId {
        match *self.cx.universe.under(ty) {
            Type::Slice(elem) | Type::Pointer(elem) | Type::Array { elem, .. } => elem,
            Type::Basic(Basic::String | Basic::UntypedString) => Basic::Uint8.id(),
            ref other => unreachable!("no element: {other:?}"),
        }
    }

    fn type_desc(&mut self, ty: TypeId) -> Value {
        self.b.emit1(Op::TypeDesc(ty), Vec::new(), Ty::Ptr)
    }

    // Variables

    fn var(&self, var: VarId) -> &'c hir::Var {
        &self.body.vars[var.0 as usize]
    }

    fn var_ty(&self, var: VarId) -> TypeId {
        self.var(var).ty
    }

    /// Makes the variable's memory (or SSA variable), without a value.
    fn declare_home(&mut self, var: VarId) {
        let ty = self.var_ty(var);
        let storage = self.var(var).storage;
        let home = match (storage, self.repr(ty)) {
            (Storage::Heap, _) => {
                let desc = self.type_desc(ty);
                let addr = self.b.intrinsic(goslice_abi::intrinsics::Intrinsic::new_object, vec![desc])[0];
                Home::Addr(self.address_variable(var, addr))
            }
            (Storage::Value, Repr::Value(ty)) => match self.homes[var.0 as usize] {
                Home::Ssa(variable) => Home::Ssa(variable),
                _ => Home::Ssa(self.b.declare(ty)),
            },
            (Storage::Value | Storage::Frame, _) => {
                let size = self.size_of(ty);
                if let Home::Frame(variable) = self.homes[var.0 as usize] {
                    Home::Frame(variable)
                } else if !self.fits_in_frame(size) {
                    let desc = self.type_desc(ty);
                    let addr = self.b.intrinsic(goslice_abi::intrinsics::Intrinsic::new_object, vec![desc])[0];
                    Home::Addr(self.address_variable(var, addr))
                } else {
                    let addr = match storage {
                        // Closures and pointers may refer to it while deferred calls run.
                        Storage::Frame => {
                            let pointers = self.has_pointers(ty);
                            let at = self.frame_place(size, frame::Contents { pointers, fresh: true });
                            let addr = self.frame_addr(at);
                            self.check_variable(addr, size, var);
                            addr
                        }
                        _ => self.temp_in_frame(ty),
                    };
                    Home::Frame(self.address_variable(var, addr))
                }
            }
            (Storage::CapturedRef(_) | Storage::CapturedValue(_), _) => return,
        };
        self.homes[var.0 as usize] = home;
        self.observe_var(var);
    }

    fn address_variable(&mut self, var: VarId, addr: Value) -> Variable {
        let variable = match self.homes[var.0 as usize] {
            Home::Addr(variable) | Home::Frame(variable) => variable,
            _ => self.b.declare(Ty::Ptr),
        };
        self.b.def(variable, addr);
        variable
    }

    /// A new variable with its zero value.
    fn declare_var(&mut self, var: VarId) {
        self.declare_home(var);
        let ty = self.var_ty(var);
        match (self.homes[var.0 as usize], self.repr(ty)) {
            (Home::Ssa(_), Repr::Value(ty)) => {
                let zero = self.b.zero(ty);
                self.write_var(var, zero, PtrStore::Stack);
            }
            (Home::Frame(_), _) => {
                let addr = self.var_addr(var);
                self.b.emit0(Op::ZeroTyped { ty, kind: PtrStore::Stack }, vec![addr]);
            }
            // Heap objects are born zeroed.
            _ => self.observe_write(var),
        }
    }

    /// The address of a variable that lives in memory.
    fn var_addr(&mut self, var: VarId) -> Value {
        match self.homes[var.0 as usize] {
            Home::Addr(variable) | Home::Frame(variable) => self.b.read(variable),
            // A `goto` can jump over nothing that is read, so an unset home is code that nothing reaches.
            Home::Unset => {
                self.declare_var(var);
                match self.homes[var.0 as usize] {
                    Home::Ssa(_) => unreachable!("address of a value"),
                    _ => self.var_addr(var),
                }
            }
            Home::Ssa(_) => unreachable!("address of variable {} in {}", self.var(var).name, self.b.func.name),
        }
    }

    fn read_var(&mut self, var: VarId) -> Value {
        let Repr::Value(ty) = self.repr(self.var_ty(var)) else { return self.var_addr(var) };
        match self.homes[var.0 as usize] {
            Home::Ssa(variable) => self.b.read(variable),
            Home::Addr(_) | Home::Frame(_) => {
                let addr = self.var_addr(var);
                self.b.load(ty, addr, 0, false)
            }
            Home::Unset => {
                self.declare_var(var);
                self.read_var(var)
            }
        }
    }

    /// Assigns a value (not memory) to a variable. `kind` says whether memory of it is fresh.
    fn write_var(&mut self, var: VarId, value: Value, kind: PtrStore) {
        match self.homes[var.0 as usize] {
            Home::Ssa(variable) => self.b.def(variable, value),
            Home::Frame(variable) => {
                let addr = self.b.read(variable);
                self.b.store(addr, 0, value, false, PtrStore::Stack);
            }
            Home::Addr(variable) => {
                let addr = self.b.read(variable);
                let kind = if kind == PtrStore::Stack { PtrStore::Heap } else { kind };
                self.b.store(addr, 0, value, false, kind);
            }
            Home::Unset => {
                self.declare_home(var);
                self.write_var(var, value, kind);
                return;
            }
        }
        self.observe_write(var);
    }

    /// Frame memory for a value of type `ty`, not zeroed.
    fn temp(&mut self, ty: TypeId) -> Value {
        let size = self.size_of(ty);
        if !self.fits_in_frame(size) {
            let desc = self.type_desc(ty);
            return self.b.intrinsic(goslice_abi::intrinsics::Intrinsic::new_object, vec![desc])[0];
        }
        self.temp_in_frame(ty)
    }

    fn temp_in_frame(&mut self, ty: TypeId) -> Value {
        let size = layout::size_of(self.cx.universe, ty).max(1);
        let align = layout::align_of(self.cx.universe, ty).max(1);
        let temp = self.temp_bytes(size, align);
        let pointers = self.has_pointers(ty);
        let by_word = size.is_multiple_of(8) && self.is_in_words(ty);
        let data = self.b.func.slots.last_mut().expect("made above");
        (data.pointers, data.by_word) = (pointers, by_word);
        temp
    }

    /// Frame memory that begins to be used here.
    fn temp_bytes(&mut self, size: u64, align: u64) -> Value {
        let size = u32::try_from(size).unwrap_or(u32::MAX);
        let slot = self.b.func.new_slot(size, align as u32);
        self.b.func.slots[slot.0 as usize].fresh = true;
        self.b.emit1(Op::SlotAddr(slot), Vec::new(), Ty::Ptr)
    }

    fn copy(&mut self, ty: TypeId, dst: Value, src: Value, kind: PtrStore) {
        if self.size_of(ty) > 0 {
            self.b.emit0(Op::CopyTyped { ty, kind }, vec![dst, src]);
        }
    }

    fn label(&mut self, label: LabelId) -> Block {
        match self.labels.get(&label) {
            Some(&block) => block,
            None => {
                let block = self.b.new_block();
                self.labels.insert(label, block);
                block
            }
        }
    }

    // Returns

    /// Returns the values of the result variables.
    fn return_results(&mut self) {
        self.leave_observed();
        self.check_leave();
        if self.returns == Returns::Protected {
            self.b.ret(Vec::new());
            return;
        }
        let mut values = Vec::new();
        for (at, &var) in self.body.results.iter().enumerate() {
            match self.layout.results[at] {
                ResultPlace::Register(_) => values.push(self.read_var(var)),
                ResultPlace::Memory(param) => {
                    let out = self.b.param(param);
                    let value = self.read_var(var);
                    self.store_result(self.var_ty(var), out, value);
                }
            }
        }
        self.b.ret(values);
    }

    /// Stores a result (a value, or the address of memory) into the caller's memory.
    fn store_result(&mut self, ty: TypeId, out: Value, value: Value) {
        match self.repr(ty) {
            Repr::Value(_) => self.b.store(out, 0, value, false, PtrStore::Stack),
            Repr::Memory => self.copy(ty, out, value, PtrStore::Stack),
        }
    }
}

/// The struct that a closure of `body` is: the code pointer, then the captures.
struct ClosureLayout {
    /// The type of the whole closure object.
    ty: TypeId,
    /// Offset of each capture.
    offsets: Vec<u64>,
}

fn closure_layout(universe: &mut Universe, body: &Body) -> ClosureLayout {
    let field =
        |at: usize, ty: TypeId| FieldType { name: format!("F{at}").into(), pkg: None, ty, embedded: false, tag: None };
    let mut fields = vec![field(0, Basic::Uintptr.id())];
    for (at, &var) in body.captures.iter().enumerate() {
        let var = &body.vars[var.0 as usize];
        let ty = match var.storage {
            Storage::CapturedRef(_) => universe.pointer_to(var.ty),
            _ => var.ty,
        };
        fields.push(field(at + 1, ty));
    }
    let ty = universe.intern(Type::Struct(fields));
    let offsets = layout::field_offsets(universe, ty)[1..].to_vec();
    ClosureLayout { ty, offsets }
}

/// Position of generated code that has none.
const NO_POS: Pos = Pos::NONE;
