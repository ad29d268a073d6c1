//! The checker of one package.
//!
//! [`check_package`] collects the package's objects (`resolve`), then checks declarations on demand (`decl`), function
//! bodies last (`stmt`), and at the end the order of initialisation (`initorder`) and unused imports (`unused`).

mod assign;
mod binary;
mod builtins;
mod builtins_make;
mod builtins_unsafe;
mod call;
mod compare;
mod composite;
mod conversion;
mod cycles;
mod decl;
mod define;
mod expr;
mod huge;
mod index;
mod initorder;
mod interface_type;
mod literals;
mod operand;
mod range;
mod relations;
mod representable;
mod resolve;
mod scope;
mod selector;
mod shift;
mod signature;
mod stmt;
mod struct_type;
mod switch;
mod terminating;
mod typexpr;
mod unary;
mod untyped;
mod unused;
mod version;

use crate::errors::TypeError;
use crate::info::{Info, Mode, TypeAndMode};
use crate::language::Languages;
use crate::object::{ObjId, ObjKind, Object, PkgId};
use crate::types::{Basic, NamedId, TypeId, Universe};
use decl::{Color, DeclInfo};
use goslice_syntax::ast::{self, Expr, ExprKind, Ident, Name, NodeId};
use goslice_syntax::source::Pos;
use operand::{OpMode, Operand};
use rustc_hash::{FxHashMap, FxHashSet};
use scope::{Scope, ScopeId};
use untyped::Untyped;

/// What a package is checked with.
pub struct Config<'a> {
    /// The minor version of the release: what there is at all, and whose error texts are given.
    pub lang: u32,
    /// What the files may use of it; `None`: all.
    pub languages: Option<&'a Languages>,
    /// The package of an import path, if there is one; the caller has checked it before.
    pub importer: &'a dyn Fn(&str) -> Option<PkgId>,
    /// The standard library: functions may lack bodies, unused imports are not complained about.
    pub is_std: bool,
}

/// What [`check_package`] returns.
#[derive(Debug)]
pub struct Checked {
    pub pkg: PkgId,
    pub info: Info,
    /// In the order in which they were found. gc prints the first ten of them by position, and of equal ones on a line
    /// only the first: [`goslice_syntax::error::select_errors`] does that.
    pub errors: Vec<TypeError>,
}

/// Checks the package of import path `path`. All errors of all files are found in one pass.
pub fn check_package(universe: &mut Universe, path: &str, files: &[ast::File], config: &Config<'_>) -> Checked {
    let name = files.first().map_or_else(|| Name::from("_"), |file| file.package.name.clone());
    let pkg = universe.new_package(path.into(), name);
    universe.old_texts = config.lang < 18;
    let mut checker = Checker::new(universe, pkg, files, config);
    checker.package();
    let Checker { info, errors, .. } = checker;
    Checked { pkg, info, errors }
}

/// What surrounds the code being checked.
#[derive(Clone, Default)]
pub(crate) struct Env<'a> {
    pub(crate) scope: ScopeId,
    /// The package-level declaration whose dependencies are being recorded.
    pub(crate) decl: Option<ObjId>,
    /// The value of `iota` in a constant declaration.
    pub(crate) iota: Option<u32>,
    /// In inherited constant initialisers: where errors are reported instead.
    pub(crate) err_pos: Option<Pos>,
    /// The function whose body this is.
    pub(crate) func: Option<FuncContext>,
    /// In type declarations, declared types are only mentioned; what they are is found out later.
    pub(crate) lazy_types: bool,
    /// Whether a function call or receive operation occurred (`len` of arrays).
    pub(crate) has_call: bool,
    /// Go 1.17 and before report errors about names and literals at what surrounds them.
    pub(crate) outer_pos: Pos,
    pub(crate) lifetime: std::marker::PhantomData<&'a ()>,
}

/// What a `return` needs to know.
#[derive(Clone)]
pub(crate) struct FuncContext {
    pub(crate) results: Vec<TypeId>,
    /// The result variables, when they are named.
    pub(crate) named_results: Vec<ObjId>,
}

type Delayed<'a> = Box<dyn FnOnce(&mut Checker<'a>) + 'a>;

/// The state of checking one package.
pub(crate) struct Checker<'a> {
    pub(crate) u: &'a mut Universe,
    pub(crate) config: &'a Config<'a>,
    pub(crate) pkg: PkgId,
    pub(crate) files: &'a [ast::File],
    pub(crate) info: Info,
    pub(crate) errors: Vec<TypeError>,
    pub(crate) scopes: Vec<Scope>,
    pub(crate) decls: FxHashMap<ObjId, DeclInfo<'a>>,
    /// Objects of `decls`, in source order.
    pub(crate) decl_order: Vec<ObjId>,
    pub(crate) colors: FxHashMap<ObjId, Color>,
    /// Objects whose declarations are being checked, outermost first.
    pub(crate) path: Vec<ObjId>,
    /// Methods by the name of their receiver's base type, until they are attached.
    pub(crate) methods: FxHashMap<Name, Vec<ObjId>>,
    pub(crate) env: Env<'a>,
    pub(crate) delayed: Vec<Option<Delayed<'a>>>,
    pub(crate) untyped: FxHashMap<NodeId, Untyped>,
    /// What declared types are declared as (perhaps another declared type).
    pub(crate) written_types: FxHashMap<NamedId, TypeId>,
    /// Types that wait for the underlying type of another.
    pub(crate) forwards: FxHashMap<NamedId, Vec<NamedId>>,
    /// Declared types whose underlying type is not known yet.
    pub(crate) incomplete: FxHashSet<NamedId>,
    /// Types known not to contain themselves.
    pub(crate) finite_types: FxHashSet<NamedId>,
    pub(crate) imports: Vec<unused::Import>,
    pub(crate) dot_imports: FxHashMap<(ScopeId, Name), usize>,
    pub(crate) local_types: u32,
    /// Variables declared in the blocks of the function being checked.
    pub(crate) local_vars: Vec<ObjId>,
    /// Where mismatches of an assignment's counts are reported, if not at its first value.
    pub(crate) mismatch_pos: Option<Pos>,
    /// Names of methods' receivers, for errors that show method expressions.
    pub(crate) receiver_names: FxHashMap<ObjId, Name>,
    /// Receivers, parameters and results: what errors call them.
    pub(crate) var_kinds: FxHashMap<ObjId, &'static str>,
    /// Functions without bodies.
    pub(crate) bodyless: Vec<Pos>,
    /// Refusals of what is not supported yet, one per construct and line.
    pub(crate) refused: FxHashSet<(Pos, &'static str)>,
}

impl<'a> Checker<'a> {
    fn new(u: &'a mut Universe, pkg: PkgId, files: &'a [ast::File], config: &'a Config<'a>) -> Checker<'a> {
        Checker {
            u,
            config,
            pkg,
            files,
            info: Info::default(),
            errors: Vec::new(),
            scopes: Vec::new(),
            decls: FxHashMap::default(),
            decl_order: Vec::new(),
            colors: FxHashMap::default(),
            path: Vec::new(),
            methods: FxHashMap::default(),
            env: Env::default(),
            delayed: Vec::new(),
            untyped: FxHashMap::default(),
            written_types: FxHashMap::default(),
            forwards: FxHashMap::default(),
            incomplete: FxHashSet::default(),
            finite_types: FxHashSet::default(),
            imports: Vec::new(),
            dot_imports: FxHashMap::default(),
            local_types: 0,
            local_vars: Vec::new(),
            mismatch_pos: None,
            receiver_names: FxHashMap::default(),
            var_kinds: FxHashMap::default(),
            bodyless: Vec::new(),
            refused: FxHashSet::default(),
        }
    }

    fn package(&mut self) {
        self.collect_objects();
        self.package_objects();
        self.process_delayed(0);
        self.init_order();
        self.unused_imports();
        self.missing_bodies();
        self.huge_objects();
        self.record_untyped();
        let scope = &self.scopes[self.package_scope().0 as usize];
        self.u.packages[self.pkg.0 as usize].scope = scope.entries().collect();
    }

    /// Runs `action` later: at the end of the statement, or of the package's declarations.
    pub(crate) fn later(&mut self, action: impl FnOnce(&mut Checker<'a>) + 'a) {
        self.delayed.push(Some(Box::new(action)));
    }

    /// Runs the delayed actions from `top` on, those that they add too.
    pub(crate) fn process_delayed(&mut self, top: usize) {
        let mut at = top;
        while at < self.delayed.len() {
            if let Some(action) = self.delayed[at].take() {
                action(self);
            }
            at += 1;
        }
        self.delayed.truncate(top);
    }

    pub(crate) fn lang(&self) -> u32 {
        self.config.lang
    }

    /// Go 1.17 and before: another type checker with other texts and positions.
    pub(crate) fn old(&self) -> bool {
        self.config.lang < 18
    }

    // Errors.

    pub(crate) fn report(&mut self, mut error: TypeError) {
        // Follow-on errors say "invalid operand" or "invalid type" somewhere in the text.
        let follows_on =
            |text: &str| ["invalid operand", "invalid type"].iter().any(|s| text.find(s).is_some_and(|at| at > 0));
        if !self.errors.is_empty() && follows_on(&error.msg) {
            return;
        }
        if let Some(pos) = self.env.err_pos {
            error.pos = pos;
        }
        self.errors.push(error);
    }

    pub(crate) fn error(&mut self, pos: Pos, msg: impl Into<String>) {
        self.report(TypeError::new(pos, msg));
    }

    pub(crate) fn soft_error(&mut self, pos: Pos, msg: impl Into<String>) {
        self.report(TypeError { soft: true, ..TypeError::new(pos, msg) });
    }

    /// An error about an expression.
    pub(crate) fn error_at(&mut self, x: &Expr, msg: impl Into<String>) {
        let pos = self.expr_pos(x);
        self.error(pos, msg);
    }

    /// An error about an operand.
    pub(crate) fn error_op(&mut self, x: &Operand<'a>, msg: impl Into<String>) {
        // Go 1.17 and before: folded constants have no position of their own.
        let folded = self.old() && x.constant().is_some();
        let pos = if folded { self.env.outer_pos } else { x.expr.map_or(Pos::NONE, |x| self.expr_pos(x)) };
        self.error(pos, msg);
    }

    /// Where errors about `x` are: at its start, or in Go 1.17 and before at its operator.
    pub(crate) fn expr_pos(&self, x: &Expr) -> Pos {
        if !self.old() {
            return start_pos(x);
        }
        match &x.kind {
            ExprKind::Name(_) | ExprKind::Literal { .. } => self.env.outer_pos,
            ExprKind::Paren(inner) => self.expr_pos(inner),
            _ => operator_pos(x),
        }
    }

    /// Complains once about something that the checker does not do yet.
    pub(crate) fn refuse(&mut self, pos: Pos, what: &'static str) {
        if self.refused.insert((pos, what)) {
            self.error(pos, format!("{what} not supported yet"));
        }
    }

    // Records.

    pub(crate) fn record(&mut self, id: NodeId, mode: Mode, ty: TypeId) {
        let at = id.0 as usize;
        if at >= self.info.exprs.len() {
            self.info.exprs.resize((at + 1).next_power_of_two(), None);
        }
        self.info.exprs[at] = Some(TypeAndMode { mode, ty: self.u.canon(ty) });
    }

    pub(crate) fn record_type(&mut self, e: &Expr, ty: TypeId) {
        self.record(e.id, Mode::Type, ty);
    }

    /// A new object of this package, declared by `ident`.
    pub(crate) fn new_local(&mut self, ident: &Ident, ty: TypeId, kind: ObjKind) -> ObjId {
        let object = Object { name: ident.name.clone(), pos: ident.pos, pkg: Some(self.pkg), ty, kind };
        let obj = self.u.new_object(object);
        self.info.defs.insert(ident.id, obj);
        obj
    }

    pub(crate) fn new_var(&mut self, ident: &Ident, ty: TypeId) -> ObjId {
        self.new_local(ident, ty, ObjKind::Var { global: false, used: false })
    }

    pub(crate) fn invalid(&self) -> TypeId {
        Basic::Invalid.id()
    }
}

/// The start of an expression, as gc's syntax trees know it: they take a slice expression to start at its bracket, and
/// a function type after `func`.
pub(crate) fn start_pos(x: &Expr) -> Pos {
    match &x.kind {
        ExprKind::Slice { lbrack, .. } => *lbrack,
        ExprKind::FuncType(_) => x.pos.offset("func".len() as u32),
        ExprKind::Selector { x, .. }
        | ExprKind::Index { x, .. }
        | ExprKind::TypeAssert { x, .. }
        | ExprKind::Binary { x, .. } => start_pos(x),
        ExprKind::Call { fun, .. } => start_pos(fun),
        ExprKind::Composite { ty: Some(ty), .. } => start_pos(ty),
        _ => x.pos,
    }
}

/// The position that Go 1.17's syntax trees give an operation: its operator or bracket.
pub(crate) fn operator_pos(x: &Expr) -> Pos {
    match &x.kind {
        ExprKind::Call { lparen, .. } => *lparen,
        ExprKind::Index { lbrack, .. } | ExprKind::Slice { lbrack, .. } => *lbrack,
        ExprKind::Binary { op_pos, .. } => *op_pos,
        ExprKind::Composite { lbrace, .. } => *lbrace,
        // The dot, directly before the name.
        ExprKind::Selector { sel, .. } => Pos(sel.pos.0.saturating_sub(1)),
        _ => x.pos,
    }
}

/// The expression inside any parentheses.
pub(crate) fn unparen(e: &Expr) -> &Expr {
    match &e.kind {
        ExprKind::Paren(inner) => unparen(inner),
        _ => e,
    }
}

/// The identifier that the expression is, parentheses aside.
pub(crate) fn as_name(e: &Expr) -> Option<&Ident> {
    match &unparen(e).kind {
        ExprKind::Name(ident) => Some(ident),
        _ => None,
    }
}

impl From<&OpMode> for Mode {
    fn from(mode: &OpMode) -> Mode {
        match mode {
            OpMode::Invalid | OpMode::Value | OpMode::MapIndex | OpMode::CommaOk => Mode::Value,
            OpMode::NoValue => Mode::NoValue,
            OpMode::Builtin(builtin) => Mode::Builtin(*builtin),
            OpMode::TypeExpr => Mode::Type,
            OpMode::Constant(value) => Mode::Constant(value.clone()),
            OpMode::Variable => Mode::Variable,
            OpMode::Nil => Mode::Nil,
        }
    }
}
