//! From the typed syntax tree to bodies.

mod assign;
mod builtin;
mod call;
mod closure;
mod composite;
mod constant;
mod convert;
mod declared;
mod defer;
mod expr;
mod facts;
mod function;
mod init;
mod labels;
mod loops;
mod make;
mod method_value;
mod operators;
mod order;
mod range;
mod range_func;
mod select;
mod stmt;
mod switch;
mod type_switch;
pub(crate) mod walk;
mod wrappers;

pub(crate) use facts::has_call;
pub(crate) use wrappers::is_direct;

use crate::body::{Body, Func, FuncId, FuncSource, Program};
use crate::packages::{Index, Package, Packages};
use facts::Facts;
use function::FuncCx;
use goslice_syntax::ast;
use goslice_syntax::source::Pos;
use goslice_types::info::{Info, Mode};
use goslice_types::object::ObjId;
use goslice_types::types::{Basic, TypeId, Universe};

/// Makes bodies, adding the functions and types that they need.
pub struct Lowering<'a> {
    u: &'a mut Universe,
    packages: &'a Packages,
    program: &'a mut Program,
    pub(crate) index: &'a mut Index,
    /// The package of what is being lowered.
    package: &'a Package,
    facts: Facts,
    /// The functions being lowered, the innermost last.
    stack: Vec<FuncCx>,
}

impl<'a> Lowering<'a> {
    /// `program` and `index` come from [`crate::declare`] for the same packages, of which there is at least one.
    pub fn new(
        universe: &'a mut Universe,
        packages: &'a Packages,
        program: &'a mut Program,
        index: &'a mut Index,
    ) -> Lowering<'a> {
        let package = &packages.list[0];
        Lowering { u: universe, packages, program, index, package, facts: Facts::default(), stack: Vec::new() }
    }

    /// The body of `func`; `None` for intrinsics, and for literals, whose bodies are in their closure expressions.
    pub fn body(&mut self, func: FuncId) -> Option<Body> {
        match self.program.funcs[func.0 as usize].source.clone() {
            FuncSource::Declared { pkg, file, decl } => Some(self.declared(func, pkg, file, decl)),
            FuncSource::Made => self.index.made.get(&func).cloned(),
            FuncSource::InterfaceWrapper { recv, method, path } => {
                Some(self.interface_wrapper(func, recv, &method, &path))
            }
            FuncSource::Literal | FuncSource::Intrinsic(_) => None,
        }
    }

    /// All functions so far; bodies refer to them.
    pub fn program(&self) -> &Program {
        self.program
    }

    /// All types so far.
    pub fn universe(&self) -> &Universe {
        self.u
    }

    fn info(&self) -> &'a Info {
        &self.package.info
    }

    /// What the checker found out about an expression.
    fn mode(&self, e: &ast::Expr) -> &'a Mode {
        self.info().mode(e)
    }

    /// The type of an expression; the default type where the checker left an untyped one.
    fn ty(&self, e: &ast::Expr) -> TypeId {
        match self.info().exprs.get(e.id.0 as usize) {
            Some(Some(info)) => self.u.canon(self.u.default_type(info.ty)),
            _ => Basic::Invalid.id(),
        }
    }

    /// The object that an identifier declares or refers to.
    fn object_of(&self, ident: &ast::Ident) -> Option<ObjId> {
        let info = self.info();
        info.defs.get(&ident.id).or_else(|| info.uses.get(&ident.id)).copied()
    }

    pub(crate) fn new_func(&mut self, name: String, pos: Pos, sig: TypeId, source: FuncSource) -> FuncId {
        let id = FuncId(self.program.funcs.len() as u32);
        self.program.funcs.push(Func { name, pos, sig, recv: None, source });
        id
    }
}

/// The expression inside any parentheses.
pub(crate) fn unparen(e: &ast::Expr) -> &ast::Expr {
    match &e.kind {
        ast::ExprKind::Paren(inner) => unparen(inner),
        _ => e,
    }
}

/// The identifier that the expression is, parentheses aside.
pub(crate) fn as_name(e: &ast::Expr) -> Option<&ast::Ident> {
    match &unparen(e).kind {
        ast::ExprKind::Name(ident) => Some(ident),
        _ => None,
    }
}

/// Whether the expression is `_`.
pub(crate) fn is_blank(e: &ast::Expr) -> bool {
    as_name(e).is_some_and(ast::Ident::is_blank)
}
