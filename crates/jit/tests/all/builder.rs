//! Making ir by hand.

use goslice_hir::body::FuncId;
use goslice_ir::func::{Block, Func, Inst, Sig, Target, Term, Ty, Value};
use goslice_ir::op::{BinOp, IntCc, Op, UnOp};
use goslice_syntax::source::Pos;

/// A function under construction.
pub(crate) struct Builder {
    pub(crate) func: Func,
    pub(crate) params: Vec<Value>,
    block: Block,
    pos: u32,
}

/// A target without arguments.
pub(crate) fn to(block: Block) -> Target {
    Target { block, args: Vec::new() }
}

/// A target with arguments.
pub(crate) fn with(block: Block, args: &[Value]) -> Target {
    Target { block, args: args.to_vec() }
}

impl Builder {
    /// A function with its entry block. Instructions get the positions 1, 2, 3...
    pub(crate) fn new(params: &[Ty], results: &[Ty]) -> Builder {
        let sig = Sig { params: params.to_vec(), results: results.to_vec(), outs: Vec::new() };
        let mut func = Func::new("main.f".to_owned(), Pos(1), sig);
        let block = func.new_block();
        let params: Vec<_> = params.iter().map(|ty| func.new_value(*ty)).collect();
        func.blocks[0].params = params.clone();
        Builder { func, params, block, pos: 0 }
    }

    pub(crate) fn block(&mut self, params: &[Ty]) -> (Block, Vec<Value>) {
        let block = self.func.new_block();
        let params: Vec<_> = params.iter().map(|ty| self.func.new_value(*ty)).collect();
        self.func.blocks[block.0 as usize].params = params.clone();
        (block, params)
    }

    pub(crate) fn switch_to(&mut self, block: Block) {
        self.block = block;
    }

    pub(crate) fn many(&mut self, op: Op, args: &[Value], results: &[Ty]) -> Vec<Value> {
        let results: Vec<_> = results.iter().map(|ty| self.func.new_value(*ty)).collect();
        self.pos += 1;
        let inst = Inst { op, args: args.to_vec(), results: results.clone(), pos: Pos(self.pos) };
        self.func.blocks[self.block.0 as usize].insts.push(inst);
        results
    }

    pub(crate) fn one(&mut self, op: Op, args: &[Value], result: Ty) -> Value {
        self.many(op, args, &[result])[0]
    }

    pub(crate) fn effect(&mut self, op: Op, args: &[Value]) {
        self.many(op, args, &[]);
    }

    pub(crate) fn int(&mut self, ty: Ty, value: i64) -> Value {
        self.one(Op::Const(ty, value), &[], ty)
    }

    pub(crate) fn binary(&mut self, op: BinOp, x: Value, y: Value) -> Value {
        self.one(Op::Binary(op), &[x, y], self.func.ty(x))
    }

    pub(crate) fn unary(&mut self, op: UnOp, x: Value, ty: Ty) -> Value {
        self.one(Op::Unary(op), &[x], ty)
    }

    pub(crate) fn int_cmp(&mut self, cc: IntCc, x: Value, y: Value) -> Value {
        self.one(Op::IntCmp(cc), &[x, y], Ty::I8)
    }

    pub(crate) fn load(&mut self, address: Value, offset: i32, ty: Ty) -> Value {
        self.one(Op::Load { offset, checked: false }, &[address], ty)
    }

    pub(crate) fn store(&mut self, address: Value, offset: i32, value: Value) {
        self.effect(Op::Store { offset, checked: false }, &[address, value]);
    }

    pub(crate) fn call(&mut self, func: FuncId, args: &[Value], results: &[Ty]) -> Vec<Value> {
        let params = args.iter().map(|arg| self.func.ty(*arg)).collect();
        self.many(Op::Call { func, sig: Sig { params, results: results.to_vec(), outs: Vec::new() } }, args, results)
    }

    pub(crate) fn end(&mut self, term: Term) {
        self.func.blocks[self.block.0 as usize].term = Some(term);
    }

    pub(crate) fn ret(mut self, results: &[Value]) -> Func {
        self.end(Term::Return(results.to_vec()));
        self.func
    }
}

/// A function of one pointer: loads values of the types `inputs` from successive words, applies `body`, and stores its
/// results to the same words. For [`crate::machine::Machine::eval`].
pub(crate) fn on_words(inputs: &[Ty], body: impl FnOnce(&mut Builder, &[Value]) -> Vec<Value>) -> Func {
    let mut b = Builder::new(&[Ty::Ptr], &[]);
    let words = b.params[0];
    let values: Vec<_> = inputs.iter().enumerate().map(|(at, ty)| b.load(words, at as i32 * 8, *ty)).collect();
    for (at, result) in body(&mut b, &values).into_iter().enumerate() {
        b.store(words, at as i32 * 8, result);
    }
    b.ret(&[])
}
