//! gc's inliner: which calls it replaces by the callee's body, and the replacing itself.
//!
//! Which calls are inlined is visible: what does not leave a function lives in its frame, and inlining moves frames. So
//! the choice is gc's, by gc's costs ([`cost`]), and so is the order: bodies are inserted as they were written, and the
//! calls in them looked at afterwards, batch by batch.
//!
//! Only calls of the program's own package are replaced. What calls of standard functions cost is known, but their
//! bodies here are not those of Go's library.

mod clone;
mod concrete;
pub mod cost;
mod devirtualize;
mod expand;
mod known;
mod tidy;

use crate::body::{Body, FuncId, FuncSource};
use crate::lower::Lowering;
use crate::packages::Packages;
use cost::{Costs, Rules};
use goslice_syntax::source::Pos;
use goslice_types::types::Universe;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// Makes bodies in which calls are inlined.
#[derive(Debug)]
pub struct Inliner {
    costs: Costs,
    rules: Rules,
    /// Index of the package whose calls are inlined.
    main: usize,
    /// Bodies as they were written.
    originals: HashMap<FuncId, Option<Rc<Body>>>,
    /// Literals of bodies that were inserted elsewhere: calls in them are not inlined.
    copies: HashSet<FuncId>,
    /// The calls that were replaced: where they stand, and the callee.
    replaced: Vec<(Pos, FuncId)>,
}

impl Inliner {
    /// The inliner of a program whose own package is at index `main`, under Go 1.`minor`.
    pub fn new(universe: &Universe, packages: &Packages, main: usize, minor: u32) -> Inliner {
        let rules = Rules { minor };
        let costs = Costs::of(universe, packages, main, rules);
        let (originals, copies, replaced) = Default::default();
        Inliner { costs, rules, main, originals, copies, replaced }
    }

    /// The body of `func` after inlining; `None` as of [`Lowering::body`]. Its sites have no numbers yet.
    pub fn body(&mut self, lowering: &mut Lowering<'_>, func: FuncId) -> Option<Body> {
        if !self.is_own(lowering, func) {
            return lowering.body(func);
        }
        let mut body = (*self.original(lowering, func)?).clone();
        expand::run(self, lowering, &mut body, &expand::Captured::default());
        Some(body)
    }

    /// What is known of the functions of the program's own package.
    pub fn costs(&self) -> &Costs {
        &self.costs
    }

    /// The calls that were replaced so far: where they stand in the source, and the callee.
    pub fn replaced(&self) -> &[(Pos, FuncId)] {
        &self.replaced
    }

    /// The body of a function as it was written.
    fn original(&mut self, lowering: &mut Lowering<'_>, func: FuncId) -> Option<Rc<Body>> {
        let make = || lowering.body(func).map(Rc::new);
        self.originals.entry(func).or_insert_with(make).clone()
    }

    /// Whether the function is one of the program's own, as written, or sets the package's variables.
    fn is_own(&self, lowering: &Lowering<'_>, func: FuncId) -> bool {
        match lowering.program().funcs[func.0 as usize].source {
            FuncSource::Declared { pkg, .. } => pkg as usize == self.main,
            FuncSource::Made => lowering.index.package_inits.get(&self.main) == Some(&func),
            _ => false,
        }
    }
}
