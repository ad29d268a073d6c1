//! Positions in bodies that were inlined: a stack trace shows their frames as if they had been called.

use goslice_hir::body::FuncId;
use goslice_syntax::source::Pos;

/// The first position that is none of the source but stands for one of [`Inlines`].
const FIRST: u32 = 1 << 31;

/// The inlined bodies of a function.
#[derive(Clone, Debug, Default)]
pub struct Inlines {
    scopes: Vec<Scope>,
    positions: Vec<(Pos, ScopeId)>,
}

/// The number of an inlined body in a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScopeId(u32);

#[derive(Clone, Copy, Debug)]
struct Scope {
    /// The inlined body around the call.
    outer: Option<ScopeId>,
    func: FuncId,
    call: Pos,
}

impl Inlines {
    /// A body of `func` that stands in for the call at `call`.
    pub fn scope(&mut self, outer: Option<ScopeId>, func: FuncId, call: Pos) -> ScopeId {
        self.scopes.push(Scope { outer, func, call });
        ScopeId(self.scopes.len() as u32 - 1)
    }

    /// A position that stands for `pos` in an inlined body.
    pub fn position(&mut self, pos: Pos, scope: ScopeId) -> Pos {
        if self.positions.last() != Some(&(pos, scope)) {
            self.positions.push((pos, scope));
        }
        Pos(FIRST + self.positions.len() as u32 - 1)
    }

    /// The inlined bodies around a position, innermost first, each with the position in it, and the position in the
    /// function itself.
    pub fn frames(&self, pos: Pos) -> (Vec<(FuncId, Pos)>, Pos) {
        let mut frames = Vec::new();
        let Some(&(mut here, scope)) = pos.0.checked_sub(FIRST).and_then(|at| self.positions.get(at as usize)) else {
            return (frames, pos);
        };
        let mut scope = Some(scope);
        while let Some(ScopeId(at)) = scope {
            let of = self.scopes[at as usize];
            frames.push((of.func, here));
            (here, scope) = (of.call, of.outer);
        }
        (frames, here)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_lead_from_the_innermost_body_to_the_function() {
        let mut inlines = Inlines::default();
        let outer = inlines.scope(None, FuncId(1), Pos(10));
        let inner = inlines.scope(Some(outer), FuncId(2), Pos(20));
        let pos = inlines.position(Pos(30), inner);
        assert_eq!(inlines.frames(pos), (vec![(FuncId(2), Pos(30)), (FuncId(1), Pos(20))], Pos(10)));
        assert_eq!(inlines.frames(Pos(7)), (vec![], Pos(7)));
    }
}
