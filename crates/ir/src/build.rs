//! The builder: appends instructions to blocks and turns assignments to variables into SSA values.
//!
//! Variables become values as in Braun et al., "Simple and Efficient Construction of Static Single Assignment Form":
//! a read in a block whose predecessors are not all known adds a block parameter that is completed on [`FuncBuilder::seal`].

use crate::func::{Block, Func, Inst, Sig, Target, Term, Ty, Value};
use crate::inlines::ScopeId;
use crate::op::{IntCc, Op, PtrStore};
use goslice_abi::intrinsics::{Intrinsic, Scalar};
use goslice_abi::trap::Trap;
use goslice_syntax::source::Pos;
use std::collections::HashMap;

/// A variable that the builder turns into values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Variable(pub u32);

/// Builds one function.
#[derive(Debug)]
pub struct FuncBuilder {
    pub func: Func,
    /// Given to the instructions that follow.
    pub pos: Pos,
    /// The inlined body that they belong to.
    pub scope: Option<ScopeId>,
    current: Block,
    variables: Vec<Ty>,
    defs: HashMap<(Block, Variable), Value>,
    preds: Vec<Vec<Block>>,
    sealed: Vec<bool>,
    incomplete: Vec<Vec<(Variable, Value)>>,
    /// The integers that are constants.
    constants: HashMap<Value, i64>,
}

impl FuncBuilder {
    /// A builder positioned in the entry block, whose parameters are made from `sig`.
    pub fn new(name: String, pos: Pos, sig: Sig) -> FuncBuilder {
        let mut builder = FuncBuilder {
            func: Func::new(name, pos, sig.clone()),
            pos,
            scope: None,
            current: Block(0),
            variables: Vec::new(),
            defs: HashMap::new(),
            preds: Vec::new(),
            sealed: Vec::new(),
            incomplete: Vec::new(),
            constants: HashMap::new(),
        };
        let entry = builder.new_block();
        builder.seal(entry);
        for ty in sig.params {
            let value = builder.func.new_value(ty);
            builder.func.blocks[0].params.push(value);
        }
        builder
    }

    /// Parameter number `at` of the function.
    pub fn param(&self, at: usize) -> Value {
        self.func.blocks[0].params[at]
    }

    /// A new block, not sealed.
    pub fn new_block(&mut self) -> Block {
        self.preds.push(Vec::new());
        self.sealed.push(false);
        self.incomplete.push(Vec::new());
        self.func.new_block()
    }

    /// A new block that is rarely executed.
    pub fn new_cold_block(&mut self) -> Block {
        let block = self.new_block();
        self.func.blocks[block.0 as usize].cold = true;
        block
    }

    /// Continues in `block`.
    pub fn switch_to(&mut self, block: Block) {
        self.current = block;
    }

    /// Whether the current block has ended.
    pub fn terminated(&self) -> bool {
        self.func.blocks[self.current.0 as usize].term.is_some()
    }

    /// After a terminator, what follows goes into a block that nothing reaches.
    fn ensure_open(&mut self) {
        if self.terminated() {
            let dead = self.new_block();
            self.seal(dead);
            self.current = dead;
        }
    }

    /// Declares that all jumps to `block` have been made.
    pub fn seal(&mut self, block: Block) {
        let at = block.0 as usize;
        if self.sealed[at] {
            return;
        }
        self.sealed[at] = true;
        for (variable, param) in std::mem::take(&mut self.incomplete[at]) {
            self.complete(block, variable, param);
        }
    }

    /// A new variable.
    pub fn declare(&mut self, ty: Ty) -> Variable {
        self.variables.push(ty);
        Variable(self.variables.len() as u32 - 1)
    }

    /// Assigns to a variable.
    pub fn def(&mut self, variable: Variable, value: Value) {
        self.ensure_open();
        debug_assert_eq!(self.func.ty(value), self.variables[variable.0 as usize], "in {}", self.func.name);
        self.defs.insert((self.current, variable), value);
    }

    /// Whether the variable was assigned in this block already.
    pub fn is_defined(&self, variable: Variable) -> bool {
        self.defs.contains_key(&(self.current, variable))
    }

    /// The value of a variable here.
    pub fn read(&mut self, variable: Variable) -> Value {
        self.ensure_open();
        self.read_in(self.current, variable)
    }

    fn read_in(&mut self, block: Block, variable: Variable) -> Value {
        if let Some(&value) = self.defs.get(&(block, variable)) {
            return value;
        }
        let ty = self.variables[variable.0 as usize];
        let at = block.0 as usize;
        let value = if !self.sealed[at] {
            let param = self.add_param(block, ty);
            self.incomplete[at].push((variable, param));
            param
        } else if let [pred] = self.preds[at][..] {
            self.read_in(pred, variable)
        } else if self.preds[at].is_empty() {
            self.zero_at_start(block, ty)
        } else {
            // The parameter is defined before its operands are looked up: that ends cycles.
            let param = self.add_param(block, ty);
            self.defs.insert((block, variable), param);
            self.complete(block, variable, param);
            param
        };
        self.defs.insert((block, variable), value);
        value
    }

    fn add_param(&mut self, block: Block, ty: Ty) -> Value {
        let param = self.func.new_value(ty);
        self.func.blocks[block.0 as usize].params.push(param);
        param
    }

    fn complete(&mut self, block: Block, variable: Variable, _param: Value) {
        for pred in self.preds[block.0 as usize].clone() {
            let value = self.read_in(pred, variable);
            let term = self.func.blocks[pred.0 as usize].term.as_mut().expect("a predecessor has ended");
            for target in targets_mut(term) {
                if target.block == block {
                    target.args.push(value);
                }
            }
        }
    }

    /// The zero value of a variable that is read where nothing can have assigned it (unreachable code).
    fn zero_at_start(&mut self, block: Block, ty: Ty) -> Value {
        let mut insts = Vec::new();
        let mut parts = Vec::new();
        for &part in ty.parts() {
            let value = self.func.new_value(part);
            let op = match part {
                Ty::F32 | Ty::F64 => Op::FConst(part, 0),
                _ => Op::Const(part, 0),
            };
            insts.push(Inst { op, args: Vec::new(), results: vec![value], pos: self.pos });
            parts.push(value);
        }
        let value = if ty.is_scalar() {
            parts[0]
        } else {
            let value = self.func.new_value(ty);
            insts.push(Inst { op: Op::Make, args: parts, results: vec![value], pos: self.pos });
            value
        };
        self.func.blocks[block.0 as usize].insts.splice(0..0, insts);
        value
    }

    // Instructions

    /// Appends an instruction with results of these types.
    pub fn emit(&mut self, op: Op, args: Vec<Value>, results: &[Ty]) -> Vec<Value> {
        self.ensure_open();
        let results: Vec<Value> = results.iter().map(|&ty| self.func.new_value(ty)).collect();
        let pos = self.scope.map_or(self.pos, |scope| self.func.inlines.position(self.pos, scope));
        let inst = Inst { op, args, results: results.clone(), pos };
        self.func.blocks[self.current.0 as usize].insts.push(inst);
        results
    }

    /// Appends an instruction with one result.
    pub fn emit1(&mut self, op: Op, args: Vec<Value>, ty: Ty) -> Value {
        self.emit(op, args, &[ty])[0]
    }

    /// Appends an instruction without results.
    pub fn emit0(&mut self, op: Op, args: Vec<Value>) {
        self.emit(op, args, &[]);
    }

    /// An integer (or nil) constant.
    pub fn iconst(&mut self, ty: Ty, value: i64) -> Value {
        let constant = self.emit1(Op::Const(ty, value), Vec::new(), ty);
        self.constants.insert(constant, value);
        constant
    }

    /// The integer that `value` was made from by [`FuncBuilder::iconst`].
    pub fn constant(&self, value: Value) -> Option<i64> {
        self.constants.get(&value).copied()
    }

    /// A float constant.
    pub fn fconst(&mut self, ty: Ty, value: f64) -> Value {
        let bits = if ty == Ty::F32 { u64::from((value as f32).to_bits()) } else { value.to_bits() };
        self.emit1(Op::FConst(ty, bits), Vec::new(), ty)
    }

    /// The zero value of `ty`.
    pub fn zero(&mut self, ty: Ty) -> Value {
        match ty {
            Ty::F32 | Ty::F64 => self.emit1(Op::FConst(ty, 0), Vec::new(), ty),
            _ if ty.is_scalar() => self.iconst(ty, 0),
            _ => {
                let parts = ty.parts().iter().map(|&part| self.zero(part)).collect();
                self.emit1(Op::Make, parts, ty)
            }
        }
    }

    /// Part `at` of an aggregate.
    pub fn part(&mut self, value: Value, at: u32) -> Value {
        let ty = self.func.ty(value).parts()[at as usize];
        self.emit1(Op::Part(at), vec![value], ty)
    }

    /// An aggregate of its parts.
    pub fn make(&mut self, ty: Ty, parts: Vec<Value>) -> Value {
        self.emit1(Op::Make, parts, ty)
    }

    /// Integer comparison.
    pub fn icmp(&mut self, cc: IntCc, a: Value, b: Value) -> Value {
        self.emit1(Op::IntCmp(cc), vec![a, b], Ty::I8)
    }

    /// `base + offset` for a known offset.
    pub fn offset(&mut self, base: Value, offset: i64) -> Value {
        if offset == 0 {
            return base;
        }
        let offset = self.iconst(Ty::I64, offset);
        self.emit1(Op::Binary(crate::op::BinOp::Add), vec![base, offset], Ty::Ptr)
    }

    /// Calls an intrinsic, whose result types are those of the list.
    pub fn intrinsic(&mut self, intrinsic: Intrinsic, args: Vec<Value>) -> Vec<Value> {
        let results: Vec<Ty> = intrinsic.signature().results.iter().map(|&scalar| scalar_ty(scalar)).collect();
        self.emit(Op::Intrinsic(intrinsic), args, &results)
    }

    /// Loads a value of type `ty`.
    pub fn load(&mut self, ty: Ty, addr: Value, offset: i32, checked: bool) -> Value {
        self.emit1(Op::Load { offset, checked }, vec![addr], ty)
    }

    /// Stores a value; what holds pointers is stored as `kind` says.
    pub fn store(&mut self, addr: Value, offset: i32, value: Value, checked: bool, kind: PtrStore) {
        let op = match self.func.ty(value) {
            Ty::Ptr | Ty::Slice | Ty::Str | Ty::Iface => Op::StorePtr { offset, checked, kind },
            _ => Op::Store { offset, checked },
        };
        self.emit0(op, vec![addr, value]);
    }

    // Terminators

    fn terminate(&mut self, term: Term) {
        self.ensure_open();
        for target in term.targets() {
            let preds = &mut self.preds[target.block.0 as usize];
            if !preds.contains(&self.current) {
                preds.push(self.current);
            }
            debug_assert!(!self.sealed[target.block.0 as usize], "jump to a sealed block in {}", self.func.name);
        }
        self.func.blocks[self.current.0 as usize].term = Some(term);
    }

    /// Ends the block with a jump; a block that has ended already stays as it is.
    pub fn jump(&mut self, block: Block) {
        if !self.terminated() {
            self.terminate(Term::Jump(Target { block, args: Vec::new() }));
        }
    }

    /// Ends the block with a two-way branch.
    pub fn branch(&mut self, cond: Value, then: Block, els: Block) {
        let target = |block| Target { block, args: Vec::new() };
        self.terminate(Term::Branch(cond, target(then), target(els)));
    }

    /// Ends the block with a multi-way branch.
    pub fn switch(&mut self, value: Value, cases: Vec<(i64, Block)>, default: Block) {
        let target = |block| Target { block, args: Vec::new() };
        let cases = cases.into_iter().map(|(constant, block)| (constant, target(block))).collect();
        self.terminate(Term::Switch(value, cases, target(default)));
    }

    /// Ends the block with a return.
    pub fn ret(&mut self, values: Vec<Value>) {
        self.terminate(Term::Return(values));
    }

    /// Ends the block after a call that does not return.
    pub fn unreachable(&mut self) {
        self.terminate(Term::Trap(Trap::Unreachable));
    }

    /// The finished function. All blocks are sealed; open ends (code that nothing reaches) trap.
    pub fn finish(mut self) -> Func {
        for at in 0..self.func.blocks.len() {
            if self.func.blocks[at].term.is_none() {
                self.func.blocks[at].term = Some(Term::Trap(Trap::Unreachable));
            }
        }
        for at in 0..self.func.blocks.len() {
            self.seal(Block(at as u32));
        }
        self.func
    }
}

fn targets_mut(term: &mut Term) -> Vec<&mut Target> {
    match term {
        Term::Jump(target) => vec![target],
        Term::Branch(_, then, els) => vec![then, els],
        Term::Switch(_, cases, default) => cases.iter_mut().map(|(_, target)| target).chain([default]).collect(),
        Term::Return(_) | Term::Trap(_) => Vec::new(),
    }
}

/// The value type of an intrinsic's scalar.
pub fn scalar_ty(scalar: Scalar) -> Ty {
    match scalar {
        Scalar::I8 => Ty::I8,
        Scalar::I16 => Ty::I16,
        Scalar::I32 => Ty::I32,
        Scalar::I64 => Ty::I64,
        Scalar::F32 => Ty::F32,
        Scalar::F64 => Ty::F64,
        Scalar::Ptr => Ty::Ptr,
    }
}
