//! What lives on the stack and what on the heap, and why: the verdicts that a run of the program follows.

use crate::diagnostics::Diagnostics;
use crate::miscompiled::{Miscompiled, for_each};
use crate::source::{Loaded, Source, load};
use goslice::Release;
use goslice_hir::analysis::Analysis;
use goslice_hir::body::{Body, FuncId, FuncSource, SiteKind};
use goslice_hir::inline::Inliner;
use goslice_hir::verdicts::{Verdict, What, of_body, only_inlined};
use goslice_hir::{Lowering, declare};
use goslice_syntax::ast;
use goslice_syntax::print::expr_string;
use goslice_syntax::source::{Pos, SourceMap};
use goslice_syntax::visit::{Node, walk};
use std::collections::HashMap;

/// The verdicts on a program, and what they refer to.
#[derive(Debug)]
pub struct Verdicts {
    pub sources: SourceMap,
    /// In the order of the functions, then of their bodies.
    pub list: Vec<Verdict>,
    /// Functions all calls of which are inlined: what happens in them happens in the copies.
    pub only_inlined: Vec<FuncId>,
    /// Where gc makes wrong code.
    pub miscompiled: Vec<Miscompiled>,
    texts: HashMap<(Pos, Shape), String>,
}

/// Analyses all functions of a program, without running it.
pub fn verdicts(files: &[Source], release: Release) -> Result<Verdicts, Diagnostics> {
    let minor = release.minor();
    let Loaded { sources, mut universe, packages, main } = load(files, minor.into(), None)?;
    let (mut program, mut index) = declare(&mut universe, &packages);
    let inliner = Inliner::new(&universe, &packages, main, minor.into());
    let mut analysis = Analysis::new(release, inliner);
    let mut lowering = Lowering::new(&mut universe, &packages, &mut program, &mut index);
    let mut funcs: Vec<FuncId> = lowering.package_init(main).into_iter().collect();
    let is_own = |source: &FuncSource| matches!(source, FuncSource::Declared { pkg, .. } if *pkg as usize == main);
    let declared = lowering.program().funcs.iter().enumerate().filter(|(_, func)| is_own(&func.source));
    funcs.extend(declared.map(|(at, _)| FuncId(at as u32)));
    let bodies: Vec<Body> = funcs.into_iter().filter_map(|func| analysis.body(&mut lowering, func)).collect();
    let files = &packages.list[main].files;
    let is_here = |pos: Pos| files.iter().any(|file| (file.pos..=file.end).contains(&pos));
    let list = bodies.iter().flat_map(|body| of_body(&universe, body));
    let list = list.map(|verdict| if is_here(verdict.pos) { verdict } else { at_call(verdict, is_here) }).collect();
    let texts = texts(files);
    let mut miscompiled = Vec::new();
    for body in &bodies {
        for_each(body, &mut |wrong| {
            // The standard library that gc compiles is not the one that stands here.
            if is_here(wrong.pos) {
                let at = sources.position(wrong.pos);
                let (file, slice) = (at.file.to_string(), wrong.slice.to_string());
                miscompiled.push(Miscompiled { file, line: at.line, col: at.col, slice, bug: wrong.bug.name });
            }
        });
    }
    miscompiled.sort();
    miscompiled.dedup();
    Ok(Verdicts { sources, list, only_inlined: only_inlined(&bodies), miscompiled, texts })
}

/// What a standard function that is inlined makes is told where it is called.
fn at_call(mut verdict: Verdict, is_here: impl Fn(Pos) -> bool) -> Verdict {
    if let Some(at) = verdict.calls.iter().rposition(|&call| is_here(call)) {
        verdict.pos = verdict.calls[at];
        verdict.calls.truncate(at);
        verdict.around_literal = verdict.around_literal.min(at);
    }
    verdict
}

impl Verdicts {
    /// Whether to tell a reader who did not ask for everything: not of values in interfaces, not of what is not in the source,
    /// and not of a function of which only the inlined copies run.
    pub fn is_interesting(&self, verdict: &Verdict) -> bool {
        let only_copies = verdict.calls.is_empty() && self.only_inlined.contains(&verdict.func);
        // What the compiler makes of `defer f(x)` and of method values stands nowhere.
        let made =
            verdict.what == What::Site(SiteKind::Closure) && !self.texts.contains_key(&(verdict.pos, Shape::Func));
        !only_copies && !made && verdict.what != What::Site(SiteKind::Interface)
    }

    /// What the verdict is on, as it stands in the source.
    pub fn text(&self, verdict: &Verdict) -> String {
        let what = match &verdict.what {
            What::Variable(name) => return name.to_string(),
            What::Site(what) => *what,
        };
        let get = |shape| self.texts.get(&(verdict.pos, shape)).cloned();
        let call = || get(Shape::Call);
        let text = match what {
            SiteKind::Make | SiteKind::Append | SiteKind::Conversion => call(),
            SiteKind::SliceLit => get(Shape::Literal).or_else(call),
            SiteKind::Variadic => call().map(|call| format!("the variadic arguments of {call}")),
            SiteKind::New => get(Shape::Addr).or_else(call).or_else(|| get(Shape::Literal)),
            SiteKind::Closure => get(Shape::Func),
            SiteKind::Concat => get(Shape::Other),
            SiteKind::Interface => [Shape::Other, Shape::Call, Shape::Literal, Shape::Addr, Shape::Func]
                .into_iter()
                .find_map(get)
                .map(|x| format!("{x} in an interface")),
        };
        text.unwrap_or_else(|| what.text().to_owned())
    }
}

/// The expressions that may allocate, by position.
fn texts(files: &[ast::File]) -> HashMap<(Pos, Shape), String> {
    let mut texts = HashMap::new();
    for file in files {
        walk(file, &mut |node| {
            if let Node::Expr(x) = node {
                let shape = match &x.kind {
                    ast::ExprKind::Call { .. } => Shape::Call,
                    ast::ExprKind::Composite { .. } => Shape::Literal,
                    ast::ExprKind::FuncLit { .. } => Shape::Func,
                    ast::ExprKind::Unary { op: ast::UnaryOp::Addr, .. } => Shape::Addr,
                    _ => Shape::Other,
                };
                // What a call itself makes of its arguments is at its parenthesis.
                let paren = match &x.kind {
                    ast::ExprKind::Call { lparen, .. } => Some(*lparen),
                    _ => None,
                };
                for pos in [Some(x.pos), paren].into_iter().flatten() {
                    texts.entry((pos, shape)).or_insert_with(|| expr_string(x));
                }
            }
        });
    }
    texts
}

/// What an expression is, as far as it tells what may allocate at its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Shape {
    Call,
    Literal,
    Func,
    Addr,
    Other,
}
