//! A function of ir to a function of Cranelift.
//!
//! Blocks and values map one to one; what is one operation of ir may be several instructions.

mod arith;
mod barrier;
mod calls;
mod memory;
mod safepoints;

pub(crate) use barrier::barrier_of;
pub(crate) use calls::{intrinsic_signature, is_preserving};
pub(crate) use safepoints::FramePlan;

use crate::error::Error;
use crate::resolver::Resolver;
use cranelift_codegen::ir::types::{F32, F64, I8, I16, I32, I64};
use cranelift_codegen::ir::{
    self as clif, AbiParam, ArgumentPurpose, BlockArg, FuncRef, GlobalValueData, InstBuilder, MemFlagsData, SigRef,
    SourceLoc, StackSlot, TrapCode, Type, UserFuncName,
};
use cranelift_codegen::isa::{CallConv, TargetIsa};
use cranelift_frontend::{FunctionBuilder, FunctionBuilderContext, Switch};
use goslice_abi::g::offset;
use goslice_abi::intrinsics::Intrinsic;
use goslice_abi::trap::Trap;
use goslice_hir::body::FuncId;
use goslice_ir::func::{Block, Func, Inst, Sig, Target, Term, Ty, Value};
use goslice_ir::op::Op;
use goslice_ir::roots::Roots;
use goslice_syntax::source::Pos;
use std::collections::HashMap;

/// Results that return in registers, at most so many words and so many floats.
const RESULT_REGISTERS: usize = 8;

/// Bytes of variables that one frame can hold: Cranelift's limit for a whole frame is 128 MB. (gc's is 1 GB, but it moves
/// large variables to the heap.)
const FRAME_BYTES_MAX: u64 = 120 << 20;

/// Addresses inside of the arena, and what code there is to have.
#[derive(Clone, Copy)]
pub(crate) struct Places<'a> {
    /// Entries of the functions whose code address is taken.
    pub(crate) functions: &'a HashMap<FuncId, *const u8>,
    /// Trampolines to the intrinsics for which [`is_preserving`] holds.
    pub(crate) preserving: &'a HashMap<Intrinsic, *const u8>,
    pub(crate) write_barriers: bool,
}

/// Translates `ir` into the empty function `out`.
pub(crate) fn lower(
    ir: &Func,
    places: Places<'_>,
    resolver: &mut dyn Resolver,
    isa: &dyn TargetIsa,
    out: &mut clif::Function,
    context: &mut FunctionBuilderContext,
) -> std::result::Result<FramePlan, Error> {
    let invalid = |reason: String| Error::Invalid { func: ir.name.clone(), reason };
    let frame_bytes = ir.slots.iter().map(|slot| u64::from(slot.size)).sum();
    if frame_bytes > FRAME_BYTES_MAX {
        return Err(Error::FrameTooLarge { func: ir.name.clone(), bytes: frame_bytes });
    }
    out.name = UserFuncName::testcase(&ir.name);
    out.signature = go_signature(&ir.sig).map_err(invalid)?;
    set_stack_limit(out);
    let b = FunctionBuilder::new(out, context);
    let mut lowering = Lowering {
        b,
        ir,
        places,
        resolver,
        values: vec![None; ir.values.len()],
        constants: vec![None; ir.values.len()],
        blocks: vec![None; ir.blocks.len()],
        slots: vec![None; ir.slots.len()],
        g: clif::Value::from_u32(0),
        closure: clif::Value::from_u32(0),
        funcs: HashMap::new(),
        intrinsics: HashMap::new(),
        record: None,
        preserving: None,
        roots: Roots::default(),
        root_slot: None,
        at: (Block(0), 0),
        safepoints: Vec::new(),
    };
    if let Err(reason) = lowering.body() {
        drop(lowering);
        // The builder's context must be empty for the next function.
        *context = FunctionBuilderContext::new();
        return Err(invalid(reason));
    }
    let plan = lowering.frame_plan();
    lowering.b.seal_all_blocks();
    lowering.b.finalize(isa.frontend_config());
    Ok(plan)
}

/// Makes the prologue compare the stack pointer with [`goslice_abi::g::G::stack_limit`].
fn set_stack_limit(out: &mut clif::Function) {
    let g = out.create_global_value(GlobalValueData::VMContext);
    let flags = out.dfg.mem_flags.insert(MemFlagsData::trusted()).expect("there is room for one set of flags");
    let limit = GlobalValueData::Load { base: g, offset: (offset::STACK_LIMIT as i32).into(), global_type: I64, flags };
    out.stack_limit = Some(out.create_global_value(limit));
}

/// The Cranelift type of a scalar.
fn clif_type(ty: Ty) -> Result<Type> {
    match ty {
        Ty::I8 => Ok(I8),
        Ty::I16 => Ok(I16),
        Ty::I32 => Ok(I32),
        Ty::I64 | Ty::Ptr => Ok(I64),
        Ty::F32 => Ok(F32),
        Ty::F64 => Ok(F64),
        Ty::Slice | Ty::Str | Ty::Iface | Ty::C64 | Ty::C128 => Err(format!("{ty:?} is left after expansion")),
    }
}

/// The signature of a Go function.
fn go_signature(sig: &Sig) -> Result<clif::Signature> {
    let mut out = clif::Signature::new(CallConv::Tail);
    out.params.push(AbiParam::special(I64, ArgumentPurpose::VMContext));
    out.params.push(AbiParam::new(I64));
    for ty in &sig.params {
        out.params.push(AbiParam::new(clif_type(*ty)?));
    }
    for ty in &sig.results {
        out.returns.push(AbiParam::new(clif_type(*ty)?));
    }
    let n_floats = sig.results.iter().filter(|ty| matches!(ty, Ty::F32 | Ty::F64)).count();
    if n_floats > RESULT_REGISTERS || sig.results.len() - n_floats > RESULT_REGISTERS {
        return Err(format!("{} results do not fit in registers", sig.results.len()));
    }
    Ok(out)
}

/// The trap code that stands for `trap` in metadata.
fn trap_code(trap: Trap) -> TrapCode {
    TrapCode::unwrap_user(trap as u8)
}

/// Errors say what is wrong with the ir; the caller adds in which function.
type Result<T = ()> = std::result::Result<T, String>;

/// The translation of one function under way.
struct Lowering<'a> {
    b: FunctionBuilder<'a>,
    ir: &'a Func,
    places: Places<'a>,
    resolver: &'a mut dyn Resolver,
    /// By ir value.
    values: Vec<Option<clif::Value>>,
    /// Values that are integer constants, sign-extended.
    constants: Vec<Option<i64>>,
    /// By ir block; only reachable ones are made.
    blocks: Vec<Option<clif::Block>>,
    slots: Vec<Option<StackSlot>>,
    g: clif::Value,
    closure: clif::Value,
    funcs: HashMap<FuncId, FuncRef>,
    intrinsics: HashMap<Intrinsic, SigRef>,
    /// Where trampolines that preserve all registers leave their results.
    record: Option<StackSlot>,
    /// The signature of those trampolines.
    preserving: Option<SigRef>,
    roots: Roots,
    /// The words of the frame that the collector reads. The first slot: the marks of calls are small numbers then.
    root_slot: Option<StackSlot>,
    /// Block and number of the instruction that is being translated.
    at: (Block, usize),
    /// The safepoints that were marked, by their marks.
    safepoints: Vec<(Block, usize)>,
}

impl Lowering<'_> {
    fn body(&mut self) -> Result {
        let order = reverse_postorder(self.ir)?;
        let entry = self.b.create_block();
        self.b.append_block_params_for_function_params(entry);
        let params = self.b.block_params(entry).to_vec();
        (self.g, self.closure) = (params[0], params[1]);
        let first = &self.ir.blocks[0];
        if first.params.len() != params.len() - 2 {
            return Err("the entry block's parameters are not the function's".to_owned());
        }
        for at in &order {
            let block = self.b.create_block();
            self.blocks[at.0 as usize] = Some(block);
            for param in &self.ir.blocks[at.0 as usize].params {
                let value = self.b.append_block_param(block, clif_type(self.ir.ty(*param))?);
                self.values[param.0 as usize] = Some(value);
            }
            if self.ir.blocks[at.0 as usize].cold {
                self.b.set_cold_block(block);
            }
        }
        self.b.switch_to_block(entry);
        let args: Vec<_> = params[2..].iter().map(|param| BlockArg::Value(*param)).collect();
        // Cranelift counts positions from the first it is told, and takes the one before that for none.
        self.b.set_srcloc(SourceLoc::new(0));
        self.find_roots();
        let start = self.block(Block(0))?;
        self.b.ins().jump(start, &args);
        for at in order {
            let start = self.block(at)?;
            self.b.switch_to_block(start);
            let ir = self.ir;
            let block = &ir.blocks[at.0 as usize];
            self.store_roots(&block.params)?;
            for (number, inst) in block.insts.iter().enumerate() {
                self.b.set_srcloc(source_loc(inst.pos));
                self.at = (at, number);
                self.store_before_safepoint()?;
                self.inst(inst).map_err(|reason| format!("{reason} (in block {}: {:?})", at.0, inst.op))?;
                self.store_roots(&inst.results)?;
            }
            self.term(block.term.as_ref().ok_or_else(|| format!("block {} has no end", at.0))?)?;
        }
        Ok(())
    }

    /// The Cranelift value of `value`.
    fn value(&self, value: Value) -> Result<clif::Value> {
        self.values[value.0 as usize].ok_or_else(|| format!("value {} is used before its definition", value.0))
    }

    fn all(&self, values: &[Value]) -> Result<Vec<clif::Value>> {
        values.iter().map(|value| self.value(*value)).collect()
    }

    /// The operands of an instruction that has exactly `N`.
    fn operands<const N: usize>(&self, inst: &Inst) -> Result<[clif::Value; N]> {
        let values = self.all(&inst.args)?;
        values.try_into().map_err(|_| format!("{} operands instead of {N}", inst.args.len()))
    }

    fn block(&self, block: Block) -> Result<clif::Block> {
        self.blocks[block.0 as usize].ok_or_else(|| format!("block {} is missing", block.0))
    }

    /// The type of an instruction's only result.
    fn result_type(&self, inst: &Inst) -> Result<Type> {
        match inst.results[..] {
            [result] => clif_type(self.ir.ty(result)),
            _ => Err(format!("{} results instead of one", inst.results.len())),
        }
    }

    /// Makes `value` the instruction's only result.
    fn define(&mut self, inst: &Inst, value: clif::Value) -> Result {
        let want = self.result_type(inst)?;
        let have = self.b.func.dfg.value_type(value);
        if have != want {
            return Err(format!("the result is {want}, its definition gives {have}"));
        }
        self.values[inst.results[0].0 as usize] = Some(value);
        Ok(())
    }

    /// A constant address.
    fn address<T>(&mut self, address: *const T) -> clif::Value {
        self.b.ins().iconst(I64, address as i64)
    }

    fn inst(&mut self, inst: &Inst) -> Result {
        let value = match &inst.op {
            Op::Const(ty, bits) => {
                self.constants[inst.results[0].0 as usize] = Some(*bits);
                arith::constant(&mut self.b, clif_type(*ty)?, *bits)
            }
            Op::FConst(Ty::F32, bits) => self.b.ins().f32const(f32::from_bits(*bits as u32)),
            Op::FConst(_, bits) => self.b.ins().f64const(f64::from_bits(*bits)),
            Op::Data(bytes) => {
                let address = self.resolver.data(bytes);
                self.address(address)
            }
            Op::Constant(constant) => {
                let address = self.resolver.constant(constant);
                self.address(address)
            }
            Op::GlobalAddr(global) => {
                let address = self.resolver.global(*global);
                self.address(address.cast_const())
            }
            Op::FuncValue(func) => {
                let address = self.resolver.func_value(*func);
                self.address(address)
            }
            Op::TypeDesc(ty) => {
                let address = self.resolver.type_desc(*ty);
                self.address(address)
            }
            Op::Itab(inter, ty) => {
                let address = self.resolver.itab(*inter, *ty);
                self.address(address)
            }
            Op::FuncCode(func) => {
                let address = self.places.functions[func];
                self.address(address)
            }
            Op::SlotAddr(slot) => self.slot_address(*slot),
            Op::G => self.g,
            Op::Context => self.closure,
            Op::OwnFp => self.b.ins().get_frame_pointer(I64),
            Op::CallerFp => {
                let own = self.b.ins().get_frame_pointer(I64);
                self.b.ins().load(I64, MemFlagsData::trusted(), own, 0)
            }
            Op::Binary(op) => self.binary(*op, inst)?,
            Op::Unary(op) => self.unary(*op, inst)?,
            Op::IntCmp(cc) => {
                let [a, b] = self.operands(inst)?;
                self.b.ins().icmp(arith::int_cc(*cc), a, b)
            }
            Op::FloatCmp(cc) => {
                let [a, b] = self.operands(inst)?;
                self.b.ins().fcmp(arith::float_cc(*cc), a, b)
            }
            Op::Select => {
                let [cond, a, b] = self.operands(inst)?;
                self.b.ins().select(cond, a, b)
            }
            Op::Load { offset, checked } => self.load(inst, *offset, *checked)?,
            _ => return self.effect(inst),
        };
        self.define(inst, value)
    }

    /// Instructions that have other than one result.
    fn effect(&mut self, inst: &Inst) -> Result {
        match &inst.op {
            Op::Store { offset, checked } => self.store(inst, *offset, *checked),
            Op::StorePtr { offset, checked, kind } => self.store_pointer(inst, *offset, *checked, *kind),
            Op::CopyTyped { ty, kind } => self.copy_typed(inst, *ty, *kind),
            Op::ZeroTyped { ty, kind } => self.zero_typed(inst, *ty, *kind),
            Op::NilCheck => self.nil_check(inst),
            Op::TrapUnless(trap) => {
                let [cond] = self.operands(inst)?;
                self.b.ins().trapz(cond, trap_code(*trap));
                Ok(())
            }
            Op::Call { func, sig } => self.call(inst, *func, sig),
            Op::CallIndirect { sig } => self.call_indirect(inst, sig),
            Op::Intrinsic(intrinsic) => self.intrinsic(inst, *intrinsic),
            op => Err(format!("{op:?} is left after expansion")),
        }
    }

    fn args(&self, target: &Target) -> Result<Vec<BlockArg>> {
        Ok(self.all(&target.args)?.into_iter().map(BlockArg::Value).collect())
    }

    fn term(&mut self, term: &Term) -> Result {
        match term {
            Term::Jump(target) => {
                let (block, args) = (self.block(target.block)?, self.args(target)?);
                self.b.ins().jump(block, &args);
            }
            Term::Branch(cond, then, els) => {
                let cond = self.value(*cond)?;
                let (then_args, els_args) = (self.args(then)?, self.args(els)?);
                let (then, els) = (self.block(then.block)?, self.block(els.block)?);
                self.b.ins().brif(cond, then, &then_args, els, &els_args);
            }
            Term::Switch(value, cases, default) => self.switch(*value, cases, default)?,
            Term::Return(values) => {
                let values = self.all(values)?;
                self.b.ins().return_(&values);
            }
            Term::Trap(trap) => {
                self.b.ins().trap(trap_code(*trap));
            }
        }
        Ok(())
    }

    fn switch(&mut self, value: Value, cases: &[(i64, Target)], default: &Target) -> Result {
        // Cranelift's switch passes no arguments: targets that take some get a block before them.
        let mut detours = Vec::new();
        let mut switch = Switch::new();
        for (key, target) in cases {
            let block = self.switch_target(target, &mut detours)?;
            switch.set_entry(u128::from(*key as u64), block);
        }
        let otherwise = self.switch_target(default, &mut detours)?;
        let value = self.value(value)?;
        switch.emit(&mut self.b, value, otherwise);
        for (detour, target) in detours {
            self.b.switch_to_block(detour);
            let (block, args) = (self.block(target.block)?, self.args(target)?);
            self.b.ins().jump(block, &args);
        }
        Ok(())
    }

    fn switch_target<'t>(
        &mut self,
        target: &'t Target,
        detours: &mut Vec<(clif::Block, &'t Target)>,
    ) -> Result<clif::Block> {
        if target.args.is_empty() {
            return self.block(target.block);
        }
        let detour = self.b.create_block();
        if self.ir.blocks[target.block.0 as usize].cold {
            self.b.set_cold_block(detour);
        }
        detours.push((detour, target));
        Ok(detour)
    }
}

/// A position as Cranelift carries it along.
fn source_loc(pos: Pos) -> SourceLoc {
    if pos.is_some() { SourceLoc::new(pos.0) } else { SourceLoc::default() }
}

/// The reachable blocks, each after the blocks that dominate it.
fn reverse_postorder(ir: &Func) -> Result<Vec<Block>> {
    if ir.blocks.is_empty() {
        return Err("no blocks".to_owned());
    }
    let successors = |block: Block| ir.blocks[block.0 as usize].term.as_ref().map_or(Vec::new(), Term::targets);
    let mut seen = vec![false; ir.blocks.len()];
    let mut order = Vec::new();
    let mut stack = vec![(Block(0), successors(Block(0)))];
    seen[0] = true;
    while let Some((block, rest)) = stack.last_mut() {
        let Some(next) = rest.pop() else {
            order.push(*block);
            stack.pop();
            continue;
        };
        if !std::mem::replace(&mut seen[next.block.0 as usize], true) {
            stack.push((next.block, successors(next.block)));
        }
    }
    order.reverse();
    Ok(order)
}
