//! Package initialisation.

use super::Lowering;
use super::walk::Walker;
use crate::body::{Callee, Expr, ExprKind, FuncId, FuncSource, StmtKind};
use goslice_syntax::ast::{self, Decl};
use goslice_syntax::source::Pos;
use goslice_types::info::Initializer;
use goslice_types::types::{Signature, Type};

impl<'a> Lowering<'a> {
    /// The function that initialises package number `package` of the list: its variables in dependency order, then its
    /// `init` functions. Imported packages are not initialised by it. `None` if there is nothing to do.
    pub fn package_init(&mut self, package: usize) -> Option<FuncId> {
        if let Some(&func) = self.index.package_inits.get(&package) {
            return Some(func);
        }
        let packages = self.packages;
        self.package = &packages.list[package];
        if self.info().init_order.is_empty() && self.index.inits[package].is_empty() {
            return None;
        }
        let sig = self.u.intern(Type::Func(Signature { params: vec![], results: vec![], variadic: false }));
        let path = self.u.package(self.package.pkg).path.clone();
        let func = self.new_func(format!("{path}.init"), Pos::NONE, sig, FuncSource::Made);
        self.index.package_inits.insert(package, func);
        let inits = self.index.inits[package].clone();
        self.made(func, Pos::NONE, |this| {
            for step in &this.info().init_order {
                this.initializer(step);
            }
            for init in inits {
                let pos = this.program.funcs[init.0 as usize].pos;
                let ty = this.tuple(Vec::new());
                let call = crate::body::Call { callee: Callee::Static(init), args: Vec::new() };
                this.emit(pos, StmtKind::Expr(Expr::new(pos, ty, ExprKind::Call(Box::new(call)))));
            }
        });
        Some(func)
    }

    fn initializer(&mut self, step: &'a Initializer) {
        let Decl::Var(spec) = &self.package.files[step.file].decls[step.decl] else {
            unreachable!("the place of a variable declaration")
        };
        let value: &'a ast::Expr = &spec.values[step.value];
        self.find_facts(|finder| finder.expr(value));
        let pos = spec.names.get(step.value).map_or(spec.pos, |name| name.pos);
        let mut places: Vec<Option<Expr>> = Vec::new();
        for &obj in &step.lhs {
            let blank = &*self.u.object(obj).name == "_";
            places.push((!blank).then(|| self.object(obj, pos)));
        }
        if places.len() > 1 {
            let (value, types) = self.tuple_value(value, places.len());
            return self.assign_tuple(pos, places, value, &types);
        }
        match places.into_iter().next().flatten() {
            Some(place) => {
                let value = self.expr_as(value, place.ty);
                self.emit(pos, StmtKind::Assign { place, value });
            }
            None => {
                let value = self.expr(value);
                self.emit(pos, StmtKind::Expr(value));
            }
        }
    }
}
