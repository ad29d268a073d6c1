//! Declared functions, and what declarations and literals have in common.

use super::Lowering;
use super::function::FuncCx;
use super::walk::Walker;
use crate::body::{Body, FuncId};
use goslice_syntax::ast::{self, Decl};
use goslice_types::types::{Signature, TypeId};

impl<'a> Lowering<'a> {
    /// The body of the function at a place of a package.
    pub(super) fn declared(&mut self, func: FuncId, pkg: u32, file: u32, decl: u32) -> Body {
        let packages = self.packages;
        self.package = &packages.list[pkg as usize];
        let Decl::Func(decl) = &self.package.files[file as usize].decls[decl as usize] else {
            unreachable!("the place of a function declaration")
        };
        let block = decl.body.as_ref().expect("functions without bodies are intrinsics");
        let recv = decl.recv.as_deref();
        self.find_facts(|finder| {
            finder.signature(recv, &decl.sig);
            finder.walk_block(block);
        });
        let declared = &self.program.funcs[func.0 as usize];
        let (name, sig, recv_ty) = (declared.name.clone(), declared.sig, declared.recv);
        self.stack.push(FuncCx::new(func, name, false));
        let recv = recv.and_then(|recv| recv.first()).zip(recv_ty);
        self.function_body(recv, &decl.sig, sig, block);
        let cx = self.stack.pop().expect("just pushed");
        cx.into_body(block.rbrace)
    }

    /// Lowers a function's parameters and statements into the innermost function.
    pub(super) fn function_body(
        &mut self,
        recv: Option<(&'a ast::Field, TypeId)>,
        fields: &'a ast::FuncType,
        sig: TypeId,
        block: &'a ast::Block,
    ) {
        let Signature { params, results, .. } = self.u.signature(sig).expect("functions have signatures").clone();
        let params = recv.into_iter().chain(fields.params.iter().zip(params));
        for (field, ty) in params {
            let var = self.field_var(field, ty);
            self.cx().params.push(var);
        }
        for (field, ty) in fields.results.iter().zip(&results) {
            let var = self.field_var(field, *ty);
            self.cx().results.push(var);
        }
        let named = fields.results.iter().any(|field| field.name.is_some());
        let cx = self.cx();
        cx.results_named = named;
        cx.result_types = results;
        self.block(block);
    }

    fn field_var(&mut self, field: &'a ast::Field, ty: TypeId) -> crate::body::VarId {
        let obj = field.name.as_ref().and_then(|name| self.info().defs.get(&name.id).copied());
        match obj {
            Some(obj) => self.new_var(obj),
            None => self.cx().add_temp(ty, field.pos),
        }
    }
}
