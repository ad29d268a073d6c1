//! Go 1.25: the first array of a slice that stays in the call is a buffer of 32 bytes in the frame.
//!
//! The rule, as it was measured on gc: `append(s, v1, ..., vn)` if what append makes does not escape, where `s` is not
//! in memory: a local variable without an address (then only at the first such site for it), a field of one that is
//! small enough for registers, or the result of an expression. The buffer serves once in each call.

use crate::body::{Body, Buffer, BufferId, BufferUse, Expr, ExprKind, StmtKind, Storage, VarId};
use crate::escape::{Cause, NoBuffer};
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
    body.stmts.iter_mut().for_each(|stmt| {
        crate::operands::for_each_expr(stmt, &mut |e| match &mut e.kind {
            ExprKind::Append { slice, site, values } if !values.is_empty() => {
                sites.push((*site, e.ty, root(&aliases, slice).ok_or(NoBuffer::InMemory)));
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
            .and_then(|root| in_registers(universe, body, root))
            .and_then(|root| match root {
                Root::Var(var) if !seen.insert(var) => Err(NoBuffer::Taken),
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

/// What is appended to, if it is not in memory.
fn in_registers(universe: &Universe, body: &Body, root: Root) -> Result<Root, NoBuffer> {
    match root {
        Root::Var(var) | Root::Field(var) => {
            let var = &body.vars[var.0 as usize];
            let value = matches!(var.storage, Storage::Value | Storage::CapturedValue(_));
            if value && size_of(universe, var.ty) <= IN_REGISTERS { Ok(root) } else { Err(NoBuffer::InMemory) }
        }
        Root::Value => Ok(root),
    }
}

/// What is appended to.
#[derive(Clone, Copy)]
enum Root {
    Var(VarId),
    /// A field of a variable.
    Field(VarId),
    /// No variable.
    Value,
}

/// What is appended to, if it is not in memory for certain.
fn root(aliases: &Aliases, slice: &Expr) -> Option<Root> {
    match &slice.kind {
        ExprKind::Var(_) => aliases.var(slice).map(Root::Var),
        ExprKind::Field { x, .. } => match root(aliases, x)? {
            Root::Var(var) | Root::Field(var) => Some(Root::Field(var)),
            Root::Value => Some(Root::Value),
        },
        ExprKind::Global(_) | ExprKind::Deref(_) | ExprKind::Index { .. } => None,
        _ => Some(Root::Value),
    }
}

/// The element type of a slice type, and how many elements a buffer has room for, if for any.
pub(crate) fn room(universe: &Universe, slice: TypeId) -> Option<(TypeId, u64)> {
    let Type::Slice(elem) = *universe.under(slice) else { return None };
    let size = size_of(universe, elem);
    (size > 0 && size <= BUFFER).then(|| (elem, BUFFER / size))
}

pub(crate) fn add(body: &mut Body, elem: TypeId, len: u64) -> BufferId {
    body.buffers.push(Buffer { elem, len });
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
