//! The graph of flows: where values come from that a variable, an allocation or the heap may hold.
//!
//! An edge `to <- from` has a number of dereferences: -1 if the address of `from` flows, 0 if its value, 1 if what its
//! value points to, and so on.

use crate::body::{FuncId, GlobalId, SiteId, VarId};
use goslice_syntax::source::Pos;

/// A place that values flow to and from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Loc(pub(super) u32);

/// Everything that outlives the functions at hand.
pub(super) const HEAP: Loc = Loc(0);
/// Where values go that nobody keeps.
pub(super) const BLANK: Loc = Loc(1);

/// What is written to: a slice or pointer flows here where its elements or target are assigned to.
pub(super) const MUTATOR: Loc = Loc(2);

/// What is called without being known, for its results.
pub(super) const CALLEE: Loc = Loc(3);

/// A function at hand, or a literal in one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct FuncIx(pub(super) u32);

/// What a location stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Heap,
    Blank,
    Mutator,
    Callee,
    Var(VarId),
    Site(SiteId),
    Temp,
}

/// A location with what is known about it.
#[derive(Debug)]
pub(super) struct Location {
    pub(super) what: What,
    /// The function that it is a part of.
    pub(super) func: FuncIx,
    /// How many loops are around it in its function, which counts as one.
    pub(super) loop_depth: u32,
    /// Number among the parameters of its function.
    pub(super) param: Option<usize>,
    /// Number among the results.
    pub(super) result: Option<usize>,
    /// Of a function literal's closure: the literal.
    pub(super) literal: Option<FuncIx>,
    pub(super) edges: Vec<Edge>,
    /// It has to be on the heap.
    pub(super) escapes: bool,
    /// What it holds may be written to through a pointer or slice.
    pub(super) mutated: bool,
    /// Of a parameter: where its value goes.
    pub(super) leaks: Leaks,
}

/// A flow to the location that has it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    pub(super) from: Loc,
    pub(super) derefs: i32,
    pub(super) note: Note,
}

/// What in the source makes a flow.
#[derive(Clone, Copy, Debug)]
pub(super) struct Note {
    pub(super) pos: Pos,
    pub(super) how: How,
}

/// By what something flows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    Word(&'static str),
    /// It is assigned to a package variable.
    Global(GlobalId),
    /// It is an argument of this function, which keeps it.
    Argument(FuncId),
    /// It is an argument of this function, which returns it.
    Through(FuncId),
}

impl From<&'static str> for How {
    fn from(word: &'static str) -> How {
        How::Word(word)
    }
}

/// Where the value of a parameter goes, with the fewest dereferences on the way.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Leaks {
    pub(crate) heap: Option<u32>,
    /// To a place that is written to.
    pub(crate) mutator: Option<u32>,
    /// To a call that wants its results.
    pub(crate) callee: Option<u32>,
    /// (number of the result, dereferences)
    pub(crate) results: Vec<(usize, u32)>,
}

impl Leaks {
    /// What is known of a parameter of an unknown function.
    pub(crate) fn unknown() -> Leaks {
        Leaks { heap: Some(0), mutator: Some(0), callee: None, results: Vec::new() }
    }

    pub(super) fn add_heap(&mut self, derefs: u32) {
        self.heap = Some(self.heap.map_or(derefs, |known| known.min(derefs)));
    }

    pub(super) fn add_mutator(&mut self, derefs: u32) {
        self.mutator = Some(self.mutator.map_or(derefs, |known| known.min(derefs)));
    }

    pub(super) fn add_callee(&mut self, derefs: u32) {
        self.callee = Some(self.callee.map_or(derefs, |known| known.min(derefs)));
    }

    pub(super) fn add_result(&mut self, result: usize, derefs: u32) {
        match self.results.iter_mut().find(|(at, _)| *at == result) {
            Some((_, known)) => *known = (*known).min(derefs),
            None => self.results.push((result, derefs)),
        }
    }
}

/// Where the value of an expression goes. Several places are a list of holes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hole {
    pub(super) to: Loc,
    pub(super) derefs: i32,
    pub(super) note: Note,
}

impl Hole {
    pub(super) fn new(to: Loc, pos: Pos, how: impl Into<How>) -> Hole {
        Hole { to, derefs: 0, note: Note { pos, how: how.into() } }
    }

    /// The hole for a pointer whose pointee this hole takes.
    pub(super) fn deref(self) -> Hole {
        Hole { derefs: self.derefs + 1, ..self }
    }

    /// The hole for a variable whose address this hole takes.
    pub(super) fn addr(self) -> Hole {
        Hole { derefs: self.derefs - 1, ..self }
    }

    pub(super) fn shifted(self, by: u32) -> Hole {
        Hole { derefs: self.derefs + by as i32, ..self }
    }
}

/// The locations of a batch of functions that call each other.
#[derive(Debug)]
pub(super) struct Graph {
    pub(super) locations: Vec<Location>,
    /// For each function the one around it, if it is a literal.
    pub(super) parents: Vec<Option<FuncIx>>,
    /// Whether calls are not known that may want the results; of no meaning but for literals.
    pub(super) results_lost: Vec<bool>,
}

impl Graph {
    pub(super) fn new() -> Graph {
        let mut graph = Graph { locations: Vec::new(), parents: Vec::new(), results_lost: Vec::new() };
        for what in [What::Heap, What::Blank, What::Mutator, What::Callee] {
            let loc = graph.add(what, FuncIx(0), 0);
            graph.locations[loc.0 as usize].escapes = what == What::Heap;
        }
        graph
    }

    pub(super) fn add_func(&mut self, parent: Option<FuncIx>, results_lost: bool) -> FuncIx {
        self.parents.push(parent);
        self.results_lost.push(results_lost);
        FuncIx(self.parents.len() as u32 - 1)
    }

    pub(super) fn add(&mut self, what: What, func: FuncIx, loop_depth: u32) -> Loc {
        self.locations.push(Location {
            what,
            func,
            loop_depth,
            param: None,
            result: None,
            literal: None,
            edges: Vec::new(),
            escapes: false,
            mutated: false,
            leaks: Leaks::default(),
        });
        Loc(self.locations.len() as u32 - 1)
    }

    pub(super) fn at(&self, loc: Loc) -> &Location {
        &self.locations[loc.0 as usize]
    }

    pub(super) fn at_mut(&mut self, loc: Loc) -> &mut Location {
        &mut self.locations[loc.0 as usize]
    }

    /// The value of `from` goes into `hole`.
    pub(super) fn flow(&mut self, hole: Hole, from: Loc) {
        if hole.to == BLANK || matches!(from, BLANK | HEAP | MUTATOR | CALLEE) || (hole.to == from && hole.derefs >= 0)
        {
            return;
        }
        self.at_mut(hole.to).edges.push(Edge { from, derefs: hole.derefs, note: hole.note });
    }

    /// Notes that the closure at `loc`, if it is one, may be called unseen. Gives the results of which that was not known.
    pub(super) fn lose_results(&mut self, loc: Loc) -> Vec<Loc> {
        let Some(literal) = self.at(loc).literal else { return Vec::new() };
        if std::mem::replace(&mut self.results_lost[literal.0 as usize], true) {
            return Vec::new();
        }
        let is_result = |at: &usize| self.locations[*at].func == literal && self.locations[*at].result.is_some();
        (0..self.locations.len()).filter(is_result).map(|at| Loc(at as u32)).collect()
    }

    /// Whether `inner` is a literal in `outer`, at any depth.
    pub(super) fn contains(&self, outer: FuncIx, inner: FuncIx) -> bool {
        let mut at = self.parents[inner.0 as usize];
        while let Some(func) = at {
            if func == outer {
                return true;
            }
            at = self.parents[func.0 as usize];
        }
        false
    }

    /// Whether `a` may live longer than `b`.
    pub(super) fn outlives(&self, a: Loc, b: Loc) -> bool {
        if matches!(a, BLANK | MUTATOR | CALLEE) {
            return false;
        }
        let (long, short) = (self.at(a), self.at(b));
        if long.escapes {
            return true;
        }
        // What callers do with results is not known, unless each call of a literal is.
        if long.result.is_some() {
            return self.results_lost[long.func.0 as usize] || !self.contains(short.func, long.func);
        }
        long.func == short.func && long.loop_depth < short.loop_depth || self.contains(long.func, short.func)
    }
}
