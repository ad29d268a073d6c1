//! Go 1.25: the first array of a slice that stays in the call is a buffer of 32 bytes in the frame.
//!
//! The rule, as it was measured on gc: `append(s, v1, ..., vn)` if what append makes does not escape, unless it is
//! assigned back to an `s` in memory: to what has an address, is of the package, or is in a struct too large for registers.
//! Of appends to one variable, or to values kept in one temporary, only the first in the source has a buffer. It serves
//! once in each call.

use crate::body::{Body, Buffer, BufferId, BufferUse, Expr, ExprKind, GlobalId, SiteId, StmtKind, Storage, VarId};
use crate::escape::{Cause, NoBuffer};
use crate::temporaries;
use goslice_types::layout::size_of;
use goslice_types::types::{Type, TypeId, Universe};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Larger structs are in memory: gc keeps up to four words in registers.
const IN_REGISTERS: u64 = 32;
/// Bytes of a buffer.
const BUFFER: u64 = 32;

/// Gives buffers of Go 1.`minor` to the append sites of `body` and of the literals in it, or says why they have none.
/// Escape analysis has been there.
pub(crate) fn place(universe: &Universe, minor: u8, body: &mut Body) {
    let mut sites = Vec::new();
    let aliases = Aliases::of(body);
    let temporaries = temporaries::of(body);
    let in_place = assigned_back(body, &aliases);
    body.stmts.iter_mut().for_each(|stmt| {
        crate::operands::for_each_expr(stmt, &mut |e| match &mut e.kind {
            ExprKind::Append { slice, site, values } if !values.is_empty() => {
                let kept = temporaries.get(site).map(|&kept| Root::Temporary(kept));
                sites.push((*site, e.ty, Ok(kept.unwrap_or_else(|| root(&aliases, slice)))));
            }
            ExprKind::AppendSlice { site, .. } | ExprKind::AppendMake { site, .. } => {
                sites.push((*site, e.ty, Err(NoBuffer::Spread)));
            }
            ExprKind::Closure { body, .. } => place(universe, minor, body),
            _ => {}
        });
    });
    let mut seen = HashSet::new();
    for (site, ty, root) in sites {
        let verdict = &body.sites[site.0 as usize];
        if verdict.storage != Storage::Frame || verdict.buffer.is_some() {
            continue;
        }
        let room = root
            .and_then(|root| if minor < 25 { Err(NoBuffer::Release) } else { Ok(root) })
            .and_then(|root| match in_place.contains(&site) && in_memory(universe, body, root) {
                true => Err(NoBuffer::InMemory),
                false => Ok(root),
            })
            .and_then(|root| match root {
                Root::Var(_) | Root::Global(_) | Root::Temporary(_) if !seen.insert(root) => Err(NoBuffer::Taken),
                _ => room(universe, ty).ok_or(NoBuffer::ElementSize),
            });
        match room {
            Ok((elem, len)) => {
                let buffer = add(body, elem, len);
                body.sites[site.0 as usize].buffer = Some(BufferUse { buffer, whole: true });
            }
            Err(none) => body.sites[site.0 as usize].cause = Some(Arc::new(Cause::NoBuffer(none))),
        }
    }
}

/// The appends whose results are assigned to the very place that is appended to, also by way of a temporary.
fn assigned_back(body: &Body, aliases: &Aliases) -> HashSet<SiteId> {
    let mut found = HashSet::new();
    let mut temporaries: HashMap<VarId, &Expr> = HashMap::new();
    for stmt in &body.stmts {
        crate::visit::stmts(stmt, &mut |stmt| match &stmt.kind {
            StmtKind::Declare { var, init: Some(init) } if body.vars[var.0 as usize].name.is_empty() => {
                temporaries.insert(*var, init);
            }
            StmtKind::Assign { place, value } => {
                let value = match &value.kind {
                    ExprKind::Var(var) => temporaries.get(var).copied().unwrap_or(value),
                    _ => value,
                };
                if let ExprKind::Append { slice, site, .. } = &value.kind
                    && same(aliases, place, slice)
                {
                    found.insert(*site);
                }
            }
            _ => {}
        });
    }
    found
}

/// Whether what is appended to is in memory, not in registers.
fn in_memory(universe: &Universe, body: &Body, root: Root) -> bool {
    match root {
        Root::Var(var) | Root::Field(var) => {
            let var = &body.vars[var.0 as usize];
            let value = matches!(var.storage, Storage::Value | Storage::CapturedValue(_));
            !value || size_of(universe, var.ty) > IN_REGISTERS
        }
        Root::Global(_) | Root::Memory => true,
        Root::Temporary(_) | Root::Value => false,
    }
}

/// What is appended to.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Root {
    Var(VarId),
    /// A field of a variable.
    Field(VarId),
    Global(GlobalId),
    /// What a pointer or slice leads to, or an element of an array.
    Memory,
    /// A value that is kept while the append is evaluated.
    Temporary(u32),
    /// No place.
    Value,
}

fn root(aliases: &Aliases, slice: &Expr) -> Root {
    match &slice.kind {
        ExprKind::Var(direct) => Root::Var(aliases.var(slice).unwrap_or(*direct)),
        ExprKind::Global(global) => Root::Global(*global),
        ExprKind::Field { x, .. } => match root(aliases, x) {
            Root::Var(var) | Root::Field(var) => Root::Field(var),
            Root::Global(_) => Root::Memory,
            root => root,
        },
        ExprKind::Deref(_) | ExprKind::Index { .. } => Root::Memory,
        _ => Root::Value,
    }
}

/// Whether two expressions are the same place, as far as gc looks: indices are variables or constants.
fn same(aliases: &Aliases, a: &Expr, b: &Expr) -> bool {
    match (&a.kind, &b.kind) {
        (ExprKind::Var(_), ExprKind::Var(_)) => aliases.var(a) == aliases.var(b),
        (ExprKind::Global(a), ExprKind::Global(b)) => a == b,
        (ExprKind::Const(a), ExprKind::Const(b)) => a == b,
        (ExprKind::Deref(a), ExprKind::Deref(b)) | (ExprKind::Convert(a), ExprKind::Convert(b)) => same(aliases, a, b),
        (ExprKind::Field { x: a, index: i }, ExprKind::Field { x: b, index: j }) => i == j && same(aliases, a, b),
        (ExprKind::Index { x: a, index: i }, ExprKind::Index { x: b, index: j }) => {
            same(aliases, a, b) && same(aliases, i, j)
        }
        _ => false,
    }
}

/// The element type of a slice type, and how many elements a buffer has room for, if for any.
pub(crate) fn room(universe: &Universe, slice: TypeId) -> Option<(TypeId, u64)> {
    let Type::Slice(elem) = *universe.under(slice) else { return None };
    let size = size_of(universe, elem);
    (size > 0 && size <= BUFFER).then(|| (elem, BUFFER / size))
}

pub(crate) fn add(body: &mut Body, elem: TypeId, len: u64) -> BufferId {
    body.buffers.push(Buffer { elem, len, on_heap: false });
    BufferId(body.buffers.len() as u32 - 1)
}

/// Temporaries that the lowering made to keep the value of a variable while something else is evaluated.
#[derive(Debug, Default)]
pub(crate) struct Aliases {
    of: HashMap<VarId, VarId>,
}

impl Aliases {
    /// Those of a body.
    pub(crate) fn of(body: &Body) -> Aliases {
        let mut aliases = Aliases::default();
        let mut captured: HashSet<VarId> = HashSet::new();
        for stmt in &body.stmts {
            crate::visit::stmts(stmt, &mut |stmt| {
                if let StmtKind::Declare { var, init: Some(Expr { kind: ExprKind::Var(from), .. }) } = &stmt.kind {
                    aliases.of.insert(*var, *from);
                }
            });
            crate::visit::exprs_of(stmt, &mut |e| {
                if let ExprKind::Closure { captures, .. } = &e.kind {
                    captured.extend(captures);
                }
            });
        }
        // What a deferred call keeps is a variable of its own.
        aliases.of.retain(|id, _| {
            let var = &body.vars[id.0 as usize];
            var.name.is_empty() && !var.inlined_result && !captured.contains(id)
        });
        aliases
    }

    /// The variable that the expression is, or of which it is a copy.
    pub(crate) fn var(&self, e: &Expr) -> Option<VarId> {
        let ExprKind::Var(mut var) = e.kind else { return None };
        while let Some(&from) = self.of.get(&var) {
            var = from;
        }
        Some(var)
    }

    /// Whether `var` stands for another variable.
    pub(crate) fn is_alias(&self, var: VarId) -> bool {
        self.of.contains_key(&var)
    }
}
