//! Which functions gc inlines: what each costs in nodes of gc's tree, and why some cannot be inlined at all.
//!
//! gc counts before it desugars anything, so the count is over the syntax tree. The functions are looked at in gc's
//! order, strongly connected components bottom-up, because a call costs what the callee costs if that is known.

mod budget;
mod expr;
mod order;
mod range_func;
mod standard;
mod statics;
mod stmt;

pub use budget::{BIG_NODES, MAX_COST, MAX_COST_IN_BIG, MAX_COST_OF_CLOSURE, MAX_COST_OF_ONE_CALL, Rules};

use crate::packages::{Package, Packages};
use goslice_syntax::ast::{self, Decl};
use goslice_syntax::source::Pos;
use goslice_types::object::ObjId;
use goslice_types::types::Universe;
use std::collections::HashMap;

/// What gc found out about a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FuncCost {
    /// The cost if it can be inlined, else why not, in gc's words.
    pub verdict: Result<u32, String>,
    /// So many nodes that only the cheapest callees are inlined into it.
    pub big: bool,
    /// A literal: inlined at higher costs.
    pub literal: bool,
}

/// The costs of a package's functions and literals, by the position of their `func`.
#[derive(Clone, Debug, Default)]
pub struct Costs {
    by_pos: HashMap<Pos, FuncCost>,
    /// Of the standard functions that are inlined into it.
    standard: HashMap<Pos, FuncCost>,
}

impl Costs {
    /// Counts the functions of the package at index `at`.
    pub fn of(universe: &Universe, packages: &Packages, at: usize, rules: Rules) -> Costs {
        let package = &packages.list[at];
        let mut costs = Counting { u: universe, package, rules, costs: Costs::default(), objs: HashMap::new() };
        costs.package();
        let others = packages.list.iter().enumerate().filter(|(index, _)| *index != at);
        costs.costs.standard = others.flat_map(|(_, package)| standard::inlined(universe, package, rules)).collect();
        costs.costs
    }

    /// What is known of the function or literal whose `func` is at a position.
    pub fn at(&self, pos: Pos) -> Option<&FuncCost> {
        self.by_pos.get(&pos).or_else(|| self.standard.get(&pos))
    }

    /// Whether a standard function that is inlined is there.
    pub(crate) fn is_standard(&self, pos: Pos) -> bool {
        self.standard.contains_key(&pos)
    }

    /// Those of the package, in the order of the source.
    pub fn all(&self) -> Vec<(Pos, &FuncCost)> {
        let mut all: Vec<_> = self.by_pos.iter().map(|(pos, cost)| (*pos, cost)).collect();
        all.sort_by_key(|(pos, _)| *pos);
        all
    }
}

/// A function or literal of the package.
#[derive(Clone, Copy)]
struct Function<'a> {
    pos: Pos,
    recv: &'a [ast::Field],
    sig: &'a ast::FuncType,
    body: &'a ast::Block,
    pragmas: &'a [ast::Name],
    literal: bool,
    /// The body of a `range` over a function, which becomes a literal; `sig` is that of the function around.
    range: Option<&'a ast::RangeStmt>,
}

impl<'a> Function<'a> {
    fn literal(pos: Pos, sig: &'a ast::FuncType, body: &'a ast::Block) -> Function<'a> {
        Function { pos, recv: &[], sig, body, pragmas: &[], literal: true, range: None }
    }

    fn range_body(range: &'a ast::RangeStmt, sig: &'a ast::FuncType) -> Function<'a> {
        let range_stmt = Some(range);
        Function { range: range_stmt, ..Function::literal(range.body.lbrace, sig, &range.body) }
    }
}

/// Counts one package.
struct Counting<'a> {
    u: &'a Universe,
    package: &'a Package,
    rules: Rules,
    costs: Costs,
    /// The position of each declared function.
    objs: HashMap<ObjId, Pos>,
}

impl<'a> Counting<'a> {
    fn package(&mut self) {
        let package = self.package;
        let mut roots = Vec::new();
        for file in &package.files {
            for decl in &file.decls {
                match decl {
                    Decl::Func(func) => {
                        if let Some(&obj) = package.info.defs.get(&func.name.id) {
                            self.objs.insert(obj, func.pos);
                        }
                        let Some(body) = &func.body else { continue };
                        let (sig, pragmas) = (&func.sig, &func.pragmas[..]);
                        let recv = func.recv.as_deref().unwrap_or_default();
                        roots.push(Root::Func(Function {
                            pos: func.pos,
                            recv,
                            sig,
                            body,
                            pragmas,
                            literal: false,
                            range: None,
                        }));
                    }
                    Decl::Var(spec) => roots.push(Root::Values(&spec.values)),
                    Decl::Const(_) | Decl::Type(_) => {}
                }
            }
        }
        let statics = statics::Statics::of(self.u, package, &roots);
        for component in order::components(self.u, package, &self.objs, &roots) {
            let refused = component.calls_itself && self.rules.refuses_recursion();
            for func in component.funcs {
                match refused {
                    true => self.refuse(&statics, func, "recursive"),
                    false => self.function(&statics, func),
                }
            }
        }
    }

    /// Finds out the cost of a function, once.
    fn function(&mut self, statics: &statics::Statics<'a>, func: Function<'a>) {
        if self.costs.by_pos.contains_key(&func.pos) {
            return;
        }
        let cost = self.count(statics, func);
        self.costs.by_pos.insert(func.pos, cost);
    }

    /// Notes that a function cannot be inlined, whatever it costs.
    fn refuse(&mut self, statics: &statics::Statics<'a>, func: Function<'a>, reason: &str) {
        let big = budget::is_big(self, statics, func);
        let cost = FuncCost { verdict: Err(reason.to_owned()), big, literal: func.literal };
        self.costs.by_pos.insert(func.pos, cost);
    }

    fn count(&mut self, statics: &statics::Statics<'a>, func: Function<'a>) -> FuncCost {
        let big = budget::is_big(self, statics, func);
        let budget = if func.literal { MAX_COST_OF_ONE_CALL } else { MAX_COST };
        let verdict = match pragma_reason(func.pragmas) {
            Some(reason) => Err(reason.to_owned()),
            None => {
                let mut count = budget::Count::new(self, statics, func, big);
                count.function();
                let (spent, reason) = (count.spent, count.reason);
                match reason {
                    Some(reason) => Err(reason),
                    None if spent > i64::from(budget) => {
                        Err(format!("function too complex: cost {spent} exceeds budget {budget}"))
                    }
                    None => Ok(spent as u32),
                }
            }
        };
        FuncCost { verdict, big, literal: func.literal }
    }
}

/// Where functions are.
enum Root<'a> {
    Func(Function<'a>),
    /// Initial values of package variables: literals may be in them.
    Values(&'a [ast::Expr]),
}

fn pragma_reason(pragmas: &[ast::Name]) -> Option<&'static str> {
    pragmas.iter().find_map(|pragma| match pragma.trim_start_matches("//") {
        "go:noinline" => Some("marked go:noinline"),
        "go:uintptrescapes" => Some("marked as having an escaping uintptr argument"),
        _ => None,
    })
}
