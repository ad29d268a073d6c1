//! Function literals.

use super::Lowering;
use super::function::FuncCx;
use crate::body::{Expr, ExprKind, FuncSource, SiteId};
use goslice_syntax::ast;
use goslice_syntax::source::Pos;
use goslice_types::types::TypeId;

impl<'a> Lowering<'a> {
    pub(super) fn func_literal(
        &mut self,
        pos: Pos,
        ty: TypeId,
        fields: &'a ast::FuncType,
        block: &'a ast::Block,
    ) -> Expr {
        let name = self.literal_name();
        self.closure(name, pos, ty, block.rbrace, |this| this.function_body(None, fields, ty, block))
    }

    /// The name of the next literal of the function being lowered.
    pub(super) fn literal_name(&mut self) -> String {
        let cx = self.real_function();
        cx.n_literals += 1;
        let n = cx.n_literals;
        if cx.is_literal { format!("{}.{n}", cx.name) } else { format!("{}.func{n}", cx.name) }
    }

    /// The innermost function of the source: bodies of `range` over functions are parts of it.
    pub(super) fn real_function(&mut self) -> &mut FuncCx {
        let at = self.stack.iter().rposition(|cx| cx.range_body.is_none()).expect("range bodies are in functions");
        &mut self.stack[at]
    }

    /// A closure whose body `fill` lowers.
    pub(super) fn closure(
        &mut self,
        name: String,
        pos: Pos,
        ty: TypeId,
        end: Pos,
        fill: impl FnOnce(&mut Self),
    ) -> Expr {
        let func = self.new_func(name.clone(), pos, ty, FuncSource::Literal);
        self.stack.push(FuncCx::new(func, name, true));
        fill(self);
        let mut cx = self.stack.pop().expect("just pushed");
        let captures = std::mem::take(&mut cx.capture_sources);
        let body = Box::new(cx.into_body(end));
        Expr::new(pos, ty, ExprKind::Closure { func, captures, body, site: SiteId::NONE })
    }
}
