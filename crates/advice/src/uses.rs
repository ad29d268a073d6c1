//! How each variable of a program is used, and where the results of its functions go.
//!
//! One walk over all bodies sorts the uses into few kinds ([`Use`]). What is not understood is [`Use::Kept`]: the value
//! goes somewhere that is not followed. Policies that ask "may anyone notice that this slice has more room?" or "may
//! anyone notice that it is empty instead of nil?" are questions about these kinds; see `sharing.rs`.

use goslice_driver::Tree;
use goslice_syntax::ast::{
    Block, CaseClause, Decl, Expr, ExprKind, Field, FuncDecl, Ident, RangeStmt, Stmt, StmtKind, UnaryOp,
};
use goslice_syntax::source::Pos;
use goslice_types::constant::Const;
use goslice_types::info::{Mode, SelectionKind};
use goslice_types::object::{Builtin, ObjId, ObjKind};
use goslice_types::types::Type;
use std::collections::{HashMap, HashSet};

use crate::standard;

/// What the surroundings of an expression do with its value.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Use<'a> {
    /// Elements or the length are read; nil and empty come to the same, and nothing is kept.
    Elements,
    /// It is told whether this is nil; nothing is kept.
    Nilness,
    /// `cap(s)`, or a print that shows the capacity.
    Capacity,
    /// An element, or a field of it, is assigned to.
    ElementWrite,
    /// An element has its address taken.
    ElementAddress,
    /// The variable has its address taken.
    Address,
    /// `s = append(s, ...)`: the call.
    SelfAppend(&'a Expr),
    /// `append(s, ...)` whose result goes elsewhere: the call.
    Base(&'a Expr),
    /// `s = s[:n]`: n
    Truncated(Option<&'a Expr>),
    /// The variable is assigned to, or declared with a value: where there is exactly one, it is here.
    Assigned(Option<&'a Expr>),
    /// It is the result of its function with this number.
    Returned(usize),
    /// It is a parameter of a function of the program.
    Argument(ObjId, usize),
    /// It is the new value of a variable.
    Copied(ObjId),
    /// Anything else.
    Kept,
}

/// Results of a function that are followed.
pub(crate) const MAX_RESULTS: usize = 8;

/// A use of a variable.
#[derive(Clone, Copy, Debug)]
pub(crate) struct UseAt<'a> {
    pub(crate) what: Use<'a>,
    pub(crate) pos: Pos,
    /// The function or function literal that it is in.
    pub(crate) function: FunctionId,
}

/// A function or function literal, by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct FunctionId(u32);

/// What a call does with one of its results.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ResultUse<'a> {
    pub(crate) index: usize,
    pub(crate) what: Use<'a>,
    /// Where the call is.
    pub(crate) function: FunctionId,
}

/// All uses in a program.
pub(crate) struct Uses<'a> {
    pub(crate) tree: &'a Tree,
    by_variable: HashMap<ObjId, Vec<UseAt<'a>>>,
    /// Where variables are declared.
    declared_in: HashMap<ObjId, FunctionId>,
    /// Declared functions with bodies.
    pub(crate) functions: Vec<&'a FuncDecl>,
    by_object: HashMap<ObjId, &'a FuncDecl>,
    /// What calls do with each result, by function.
    results: HashMap<ObjId, Vec<ResultUse<'a>>>,
    /// Declared functions, by the number of their body.
    owners: HashMap<FunctionId, ObjId>,
    /// Functions that are values somewhere: not all their calls are known.
    values: HashSet<ObjId>,
    /// Predeclared names that the program declares itself.
    redeclared: HashSet<String>,
}

impl<'a> Uses<'a> {
    pub(crate) fn new(tree: &'a Tree) -> Uses<'a> {
        let mut uses = Uses {
            tree,
            by_variable: HashMap::new(),
            declared_in: HashMap::new(),
            functions: Vec::new(),
            by_object: HashMap::new(),
            results: HashMap::new(),
            owners: HashMap::new(),
            values: HashSet::new(),
            redeclared: HashSet::new(),
        };
        for object in tree.info.defs.values().map(|&object| &tree.universe.objects[object.0 as usize]) {
            if tree.universe.scope.contains_key(&object.name) {
                uses.redeclared.insert(object.name.to_string());
            }
        }
        let mut walker = Walker { uses, function: FunctionId(0), functions: 0 };
        for decl in tree.files.iter().flat_map(|file| &file.decls) {
            match decl {
                Decl::Func(func) => walker.declared(func),
                other => walker.decl(other),
            }
        }
        walker.uses
    }

    /// All uses of a variable, in source order within each function.
    pub(crate) fn of(&self, variable: ObjId) -> &[UseAt<'a>] {
        self.by_variable.get(&variable).map_or(&[], |uses| uses)
    }

    /// The function that declares a local variable; package variables have the number of no function.
    pub(crate) fn home(&self, variable: ObjId) -> Option<FunctionId> {
        self.declared_in.get(&variable).copied()
    }

    /// The declaration of a function of the program.
    pub(crate) fn function(&self, object: ObjId) -> Option<&'a FuncDecl> {
        self.by_object.get(&object).copied()
    }

    /// What calls do with a result; `None` if not all calls are known.
    pub(crate) fn results(&self, function: ObjId, index: usize) -> Option<Vec<ResultUse<'a>>> {
        let known = !self.values.contains(&function);
        let all = self.results.get(&function).map_or(&[][..], |all| all);
        known.then(|| all.iter().filter(|result| result.index == index).copied().collect())
    }

    /// The declared function whose body has this number; `None` for literals.
    pub(crate) fn owner(&self, function: FunctionId) -> Option<ObjId> {
        self.owners.get(&function).copied()
    }

    /// Whether a predeclared name means what it usually does, everywhere in the program.
    pub(crate) fn is_predeclared(&self, name: &str) -> bool {
        !self.redeclared.contains(name)
    }

    /// The object of an identifier.
    pub(crate) fn object(&self, ident: &Ident) -> Option<ObjId> {
        let info = &self.tree.info;
        info.defs.get(&ident.id).or_else(|| info.uses.get(&ident.id)).copied()
    }

    /// The variable that an expression names, parentheses looked through.
    pub(crate) fn variable(&self, x: &Expr) -> Option<ObjId> {
        match &x.kind {
            ExprKind::Name(ident) => {
                let object = self.object(ident)?;
                let is_variable = matches!(self.tree.universe.objects[object.0 as usize].kind, ObjKind::Var { .. });
                is_variable.then_some(object)
            }
            ExprKind::Paren(inner) => self.variable(inner),
            _ => None,
        }
    }

    /// The structure of an expression's type.
    pub(crate) fn ty(&self, x: &Expr) -> Option<&Type> {
        let found = self.tree.info.exprs.get(x.id.0 as usize)?.as_ref()?;
        Some(self.tree.universe.under(found.ty))
    }

    /// The value of a constant expression.
    pub(crate) fn constant(&self, x: &Expr) -> Option<&Const> {
        match self.tree.info.mode(x) {
            Mode::Constant(value) => Some(value),
            _ => None,
        }
    }

    /// The value of an integer constant that is not negative.
    pub(crate) fn number(&self, x: &Expr) -> Option<u64> {
        match self.constant(x)? {
            Const::Int(value) => u64::try_from(value).ok(),
            _ => None,
        }
    }

    /// The variable that gets just this value.
    pub(crate) fn variable_of_value(&self, value: &Expr) -> Option<ObjId> {
        let is_it = |it: &UseAt<'_>| matches!(it.what, Use::Assigned(Some(given)) if given.id == value.id);
        self.by_variable.iter().find(|(_, uses)| uses.iter().any(is_it)).map(|(&variable, _)| variable)
    }

    /// The arguments of a call of a builtin, and where `...` follows the last.
    pub(crate) fn builtin<'x>(&self, x: &'x Expr, builtin: Builtin) -> Option<(&'x [Expr], Option<Pos>)> {
        match &x.kind {
            ExprKind::Call { fun, args, spread, .. } if *self.tree.info.mode(fun) == Mode::Builtin(builtin) => {
                Some((args, *spread))
            }
            ExprKind::Paren(inner) => self.builtin(inner, builtin),
            _ => None,
        }
    }
}

struct Walker<'a> {
    uses: Uses<'a>,
    function: FunctionId,
    functions: u32,
}

impl<'a> Walker<'a> {
    fn note(&mut self, variable: ObjId, what: Use<'a>, pos: Pos) {
        let function = self.function;
        self.uses.by_variable.entry(variable).or_default().push(UseAt { what, pos, function });
    }

    fn declare(&mut self, ident: &Ident) {
        if let Some(&object) = self.uses.tree.info.defs.get(&ident.id) {
            self.uses.declared_in.insert(object, self.function);
        }
    }

    /// Walks a body with a number of its own.
    fn body(&mut self, fields: &[&'a [Field]], body: &'a Block) {
        self.functions += 1;
        let outer = std::mem::replace(&mut self.function, FunctionId(self.functions));
        fields
            .iter()
            .flat_map(|list| list.iter())
            .filter_map(|field| field.name.as_ref())
            .for_each(|it| self.declare(it));
        self.stmts(&body.stmts);
        self.function = outer;
    }

    fn declared(&mut self, func: &'a FuncDecl) {
        let Some(body) = &func.body else { return };
        self.uses.functions.push(func);
        if let Some(&object) = self.uses.tree.info.defs.get(&func.name.id) {
            self.uses.by_object.insert(object, func);
        }
        if let Some(&object) = self.uses.tree.info.defs.get(&func.name.id) {
            self.uses.owners.insert(FunctionId(self.functions + 1), object);
        }
        let recv = func.recv.as_deref().unwrap_or_default();
        self.body(&[recv, &func.sig.params, &func.sig.results], body);
    }

    fn stmts(&mut self, list: &'a [Stmt]) {
        list.iter().for_each(|stmt| self.stmt(stmt));
    }

    fn decl(&mut self, decl: &'a Decl) {
        if let Decl::Var(spec) = decl {
            spec.names.iter().for_each(|name| self.declare(name));
            let targets: Vec<Option<ObjId>> =
                spec.names.iter().map(|name| self.uses.tree.info.defs.get(&name.id).copied()).collect();
            self.values(&targets, &spec.values, spec.pos);
        }
    }

    /// Assigns values to variables; a target that is none is `None`.
    fn values(&mut self, targets: &[Option<ObjId>], values: &'a [Expr], pos: Pos) {
        if targets.len() != values.len() {
            targets.iter().flatten().for_each(|&target| self.note(target, Use::Assigned(None), pos));
            if let [value] = values {
                self.call_with_results(value, targets);
            }
            return;
        }
        for (&target, value) in targets.iter().zip(values) {
            let Some(target) = target else {
                self.expr(value, Use::Kept);
                continue;
            };
            if let Some((args, _)) = self.uses.builtin(value, Builtin::Append)
                && args.first().and_then(|base| self.uses.variable(base)) == Some(target)
            {
                self.note(target, Use::SelfAppend(value), value.pos);
                self.rest_of_append(value);
                continue;
            }
            if let ExprKind::Slice { x, lo: None, hi, max: None, .. } = &value.kind
                && self.uses.variable(x) == Some(target)
            {
                self.note(target, Use::Truncated(hi.as_deref()), value.pos);
                hi.iter().for_each(|hi| self.expr(hi, Use::Elements));
                continue;
            }
            self.note(target, Use::Assigned(Some(value)), value.pos);
            self.expr(value, Use::Copied(target));
        }
    }

    /// A call whose results go to several variables.
    fn call_with_results(&mut self, value: &'a Expr, targets: &[Option<ObjId>]) {
        let callee = self.callee(value);
        if let Some(callee) = callee {
            for (index, target) in targets.iter().enumerate() {
                self.result(callee, index, target.map_or(Use::Kept, Use::Copied));
            }
        }
        match &value.kind {
            ExprKind::Call { fun, args, spread, .. } => self.call(value, fun, args, *spread),
            _ => self.expr(value, Use::Kept),
        }
    }

    fn stmt(&mut self, stmt: &'a Stmt) {
        match &stmt.kind {
            StmtKind::Bad
            | StmtKind::Empty
            | StmtKind::Fallthrough
            | StmtKind::Break(_)
            | StmtKind::Continue(_)
            | StmtKind::Goto(_) => {}
            StmtKind::Block(block) => self.stmts(&block.stmts),
            StmtKind::Expr(x) => self.expr(x, Use::Elements),
            StmtKind::Go(x) | StmtKind::Defer(x) => match &x.kind {
                // What is passed is kept until the call.
                ExprKind::Call { fun, args, .. } => {
                    self.callee_use(fun);
                    args.iter().for_each(|arg| self.expr(arg, Use::Kept));
                }
                _ => self.expr(x, Use::Kept),
            },
            StmtKind::IncDec { x, .. } => self.assigned(x),
            StmtKind::Decl(decls) => decls.iter().for_each(|decl| self.decl(decl)),
            StmtKind::Define { lhs, rhs, .. } => {
                for x in lhs {
                    if let ExprKind::Name(ident) = &x.kind {
                        self.declare(ident);
                    }
                }
                self.assign(lhs, rhs, stmt.pos);
            }
            StmtKind::Assign { lhs, rhs, .. } => self.assign(lhs, rhs, stmt.pos),
            StmtKind::AssignOp { lhs, rhs, .. } => {
                self.assigned(lhs);
                self.expr(lhs, Use::Elements);
                self.expr(rhs, Use::Elements);
            }
            StmtKind::Send { chan, value, .. } => {
                self.expr(chan, Use::Elements);
                self.expr(value, Use::Kept);
            }
            StmtKind::Return(results) => match results.as_slice() {
                // `return f()` passes all results on.
                [only] => self.expr(only, Use::Returned(0)),
                several => {
                    for (index, result) in several.iter().enumerate() {
                        self.expr(result, Use::Returned(index));
                    }
                }
            },
            StmtKind::Labeled { stmt, .. } => self.stmt(stmt),
            StmtKind::If { init, cond, then, els } => {
                init.iter().for_each(|init| self.stmt(init));
                self.expr(cond, Use::Elements);
                self.stmts(&then.stmts);
                els.iter().for_each(|els| self.stmt(els));
            }
            StmtKind::For { init, cond, post, body } => {
                init.iter().for_each(|init| self.stmt(init));
                cond.iter().for_each(|cond| self.expr(cond, Use::Elements));
                post.iter().for_each(|post| self.stmt(post));
                self.stmts(&body.stmts);
            }
            StmtKind::Range(range) => self.range(range),
            StmtKind::Switch { init, tag, clauses, .. } => {
                init.iter().for_each(|init| self.stmt(init));
                tag.iter().for_each(|tag| self.expr(tag, Use::Nilness));
                self.clauses(clauses);
            }
            StmtKind::TypeSwitch(switch) => {
                switch.init.iter().for_each(|init| self.stmt(init));
                self.expr(&switch.x, Use::Kept);
                self.clauses(&switch.clauses);
            }
            StmtKind::Select { clauses, .. } => {
                for clause in clauses {
                    clause.comm.iter().for_each(|comm| self.stmt(comm));
                    self.stmts(&clause.body);
                }
            }
        }
    }

    fn clauses(&mut self, clauses: &'a [CaseClause]) {
        for clause in clauses {
            clause.exprs.iter().flatten().for_each(|x| self.expr(x, Use::Nilness));
            self.stmts(&clause.body);
        }
    }

    fn range(&mut self, range: &'a RangeStmt) {
        for x in range.key.iter().chain(&range.value) {
            match &x.kind {
                ExprKind::Name(ident) if range.define => {
                    self.declare(ident);
                    if let Some(variable) = self.uses.variable(x) {
                        self.note(variable, Use::Assigned(None), x.pos);
                    }
                }
                _ => self.assigned(x),
            }
        }
        self.expr(&range.x, Use::Elements);
        self.stmts(&range.body.stmts);
    }

    fn assign(&mut self, lhs: &'a [Expr], rhs: &'a [Expr], pos: Pos) {
        let targets: Vec<Option<ObjId>> = lhs.iter().map(|x| self.uses.variable(x)).collect();
        for (x, target) in lhs.iter().zip(&targets) {
            if target.is_none() {
                self.assigned(x);
            }
        }
        self.values(&targets, rhs, pos);
    }

    /// Something is assigned to.
    fn assigned(&mut self, x: &'a Expr) {
        match &x.kind {
            ExprKind::Name(_) => {
                if let Some(variable) = self.uses.variable(x) {
                    self.note(variable, Use::Assigned(None), x.pos);
                }
            }
            ExprKind::Paren(inner) => self.assigned(inner),
            _ => self.part(x, Use::ElementWrite),
        }
    }

    /// A part of something is assigned to, or has its address taken.
    fn part(&mut self, x: &'a Expr, what: Use<'a>) {
        match &x.kind {
            ExprKind::Paren(inner) => self.part(inner, what),
            // A field: what is done to it is done to the variable.
            ExprKind::Selector { x: base, .. } => match self.uses.variable(base) {
                Some(variable) => {
                    let what = if matches!(what, Use::ElementWrite) { Use::Assigned(None) } else { Use::Address };
                    self.note(variable, what, base.pos);
                }
                None => self.part(base, what),
            },
            ExprKind::Index { x: base, indices, .. } => {
                match self.uses.variable(base) {
                    Some(variable) => self.note(variable, what, base.pos),
                    None => self.part(base, what),
                }
                indices.iter().for_each(|index| self.expr(index, Use::Kept));
            }
            ExprKind::Star(inner) => self.expr(inner, Use::Elements),
            // `f()[i] = x`, `&T{...}`, `s[1:3][i] = x`
            _ => self.expr(x, Use::Kept),
        }
    }

    fn expr(&mut self, x: &'a Expr, what: Use<'a>) {
        match &x.kind {
            ExprKind::Bad | ExprKind::Literal { .. } => {}
            ExprKind::Name(ident) => match self.uses.variable(x) {
                Some(variable) => self.note(variable, what, x.pos),
                None => self.function_value(ident),
            },
            ExprKind::Paren(inner) => self.expr(inner, what),
            ExprKind::Composite { elems, .. } => {
                for elem in elems {
                    // A key may be a field's name, which is no variable.
                    elem.key.iter().for_each(|key| self.expr(key, Use::Kept));
                    self.expr(&elem.value, Use::Kept);
                }
            }
            ExprKind::FuncLit { sig, body } => self.body(&[&sig.params, &sig.results], body),
            ExprKind::Selector { x: base, sel } => self.selector(x, base, sel),
            ExprKind::Index { x: base, indices, .. } => {
                self.expr(base, Use::Elements);
                // A key of a map may be kept.
                indices.iter().for_each(|index| self.expr(index, Use::Kept));
            }
            ExprKind::Slice { x: base, lo, hi, max, .. } => {
                // Slicing an array takes its address.
                let of_array = matches!(self.uses.ty(base), Some(Type::Array { .. }));
                let inner = match what {
                    _ if of_array => Use::Address,
                    Use::Elements | Use::Nilness | Use::Capacity => what,
                    Use::Base(call) => Use::Base(call),
                    _ => Use::Kept,
                };
                self.expr(base, inner);
                [lo, hi, max].into_iter().flatten().for_each(|bound| self.expr(bound, Use::Elements));
            }
            ExprKind::TypeAssert { x: base, .. } => self.expr(base, Use::Kept),
            ExprKind::Call { fun, args, spread, .. } => {
                if let Some(callee) = self.callee(x) {
                    self.result(callee, 0, what);
                    if !matches!(what, Use::Elements) {
                        // `return f()` and `g(f())` pass the other results on, which is not followed.
                        (1..MAX_RESULTS).for_each(|n| self.result(callee, n, Use::Kept));
                    }
                }
                if *self.uses.tree.info.mode(fun) == Mode::Type {
                    // Conversions between strings and slices copy.
                    let copies = [Some(&args[0]), Some(x)]
                        .into_iter()
                        .flatten()
                        .any(|it| matches!(self.uses.ty(it), Some(Type::Basic(_))));
                    args.iter().for_each(|arg| self.expr(arg, if copies { Use::Elements } else { convert(what) }));
                    return;
                }
                self.call(x, fun, args, *spread);
            }
            ExprKind::Star(inner) => self.expr(inner, Use::Elements),
            ExprKind::Unary { op: UnaryOp::Addr, x: inner } => match self.uses.variable(inner) {
                Some(variable) => self.note(variable, Use::Address, inner.pos),
                None => self.part(inner, Use::ElementAddress),
            },
            ExprKind::Unary { x: inner, .. } => self.expr(inner, Use::Elements),
            ExprKind::Binary { x: a, y: b, .. } => {
                // Comparisons with nil, and of what holds slices.
                self.expr(a, Use::Nilness);
                self.expr(b, Use::Nilness);
            }
            // Types have no variables in them, but for lengths of arrays, which are constant.
            _ => {}
        }
    }

    fn selector(&mut self, whole: &'a Expr, base: &'a Expr, sel: &'a Ident) {
        let method = self.uses.tree.info.selections.get(&whole.id).map(|selection| selection.kind);
        match method {
            // A method may keep or change its receiver; a pointer receiver takes the address.
            Some(SelectionKind::Method(_)) => match self.uses.variable(base) {
                Some(variable) => self.note(variable, Use::Address, base.pos),
                None => self.part(base, Use::ElementAddress),
            },
            Some(_) => self.expr(base, Use::Elements),
            // `package.Name`
            None => self.function_value(sel),
        }
        if let Some(SelectionKind::Method(object) | SelectionKind::MethodExpr(object)) = method {
            self.uses.values.insert(object);
        }
    }

    fn result(&mut self, callee: ObjId, index: usize, what: Use<'a>) {
        let function = self.function;
        self.uses.results.entry(callee).or_default().push(ResultUse { index, what, function });
    }

    /// A function is used as a value.
    fn function_value(&mut self, ident: &Ident) {
        if let Some(&object) = self.uses.tree.info.uses.get(&ident.id) {
            self.uses.values.insert(object);
        }
    }

    /// The declared function of the program that a call calls.
    fn callee(&self, call: &'a Expr) -> Option<ObjId> {
        let ExprKind::Call { fun, .. } = &call.kind else { return None };
        let ExprKind::Name(ident) = &fun.kind else { return None };
        let object = *self.uses.tree.info.uses.get(&ident.id)?;
        matches!(self.uses.tree.universe.objects[object.0 as usize].kind, ObjKind::Func { .. }).then_some(object)
    }

    /// The expression that is called.
    fn callee_use(&mut self, fun: &'a Expr) {
        match &fun.kind {
            ExprKind::Name(ident) => {
                if let Some(variable) = self.uses.variable(fun) {
                    self.note(variable, Use::Elements, fun.pos);
                } else if let Some(&object) = self.uses.tree.info.uses.get(&ident.id)
                    && !matches!(self.uses.tree.universe.objects[object.0 as usize].kind, ObjKind::Func { .. })
                {
                    self.function_value(ident);
                }
            }
            // The body of a literal that is called at once is walked like any other.
            _ => self.expr(fun, Use::Elements),
        }
    }

    fn call(&mut self, whole: &'a Expr, fun: &'a Expr, args: &'a [Expr], spread: Option<Pos>) {
        if let Mode::Builtin(builtin) = *self.uses.tree.info.mode(fun) {
            match builtin {
                Builtin::Append => {
                    args.first().into_iter().for_each(|base| self.expr(base, Use::Base(whole)));
                    self.rest_of_append(whole);
                }
                Builtin::Cap => args.iter().for_each(|arg| self.expr(arg, Use::Capacity)),
                Builtin::Print | Builtin::Println => args.iter().for_each(|arg| self.expr(arg, Use::Capacity)),
                Builtin::Copy => {
                    args.first().into_iter().for_each(|dst| self.expr_or_part(dst));
                    args.iter().skip(1).for_each(|src| self.expr(src, Use::Elements));
                }
                Builtin::Clear => args.iter().for_each(|arg| self.expr_or_part(arg)),
                Builtin::Len
                | Builtin::Make
                | Builtin::Min
                | Builtin::Max
                | Builtin::New
                | Builtin::Real
                | Builtin::Imag => {
                    args.iter().for_each(|arg| self.expr(arg, Use::Elements));
                }
                _ => args.iter().for_each(|arg| self.expr(arg, Use::Kept)),
            }
            return;
        }
        self.callee_use(fun);
        if let Some(function) = self.callee(whole) {
            let known = self.uses.tree.universe.objects[function.0 as usize].pos.is_some();
            for (index, arg) in args.iter().enumerate() {
                self.expr(arg, if known { Use::Argument(function, index) } else { Use::Kept });
            }
            return;
        }
        let what = standard::argument(&self.uses, fun, args);
        for (index, arg) in args.iter().enumerate() {
            let spreads = spread.is_some() && index + 1 == args.len();
            self.expr(arg, if spreads && matches!(what, Use::Nilness) { Use::Elements } else { what });
        }
    }

    /// What is copied into: `dst` or `dst[i:]`.
    fn expr_or_part(&mut self, x: &'a Expr) {
        match &x.kind {
            ExprKind::Slice { x: base, lo, hi, max, .. } => {
                self.expr_or_part(base);
                [lo, hi, max].into_iter().flatten().for_each(|bound| self.expr(bound, Use::Elements));
            }
            _ => match self.uses.variable(x) {
                Some(variable) => self.note(variable, Use::ElementWrite, x.pos),
                None => self.expr(x, Use::Elements),
            },
        }
    }

    /// What is appended.
    fn rest_of_append(&mut self, call: &'a Expr) {
        let Some((args, spread)) = self.uses.builtin(call, Builtin::Append) else { return };
        for arg in args.iter().skip(1) {
            self.expr(arg, if spread.is_some() { Use::Elements } else { Use::Kept });
        }
    }
}

/// A conversion from one slice type to another is the same slice.
fn convert(what: Use<'_>) -> Use<'_> {
    match what {
        Use::Elements | Use::Nilness | Use::Capacity | Use::Base(_) | Use::Copied(_) => what,
        _ => Use::Kept,
    }
}
