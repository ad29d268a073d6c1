//! How many elements the statements of a block append to a variable, at the most and on every execution.

use goslice_syntax::ast::{CaseClause, Expr, ExprKind, Stmt, StmtKind};
use goslice_syntax::visit::{Node, push_children};
use goslice_types::object::{Builtin, ObjId};
use std::collections::BTreeMap;

use crate::leaving::leaves;
use crate::trips::{Number, Place};
use crate::uses::{Use, Uses};

/// A sum of products.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Bound {
    /// Products of expressions, sorted, with how often each is added. The empty product is 1.
    terms: BTreeMap<Vec<String>, u64>,
    /// Some expression is no length of what exists: if the number is not reached, memory of any size could be asked for.
    unlimited: bool,
    /// The number is reached on every execution.
    pub(crate) exact: bool,
}

impl Bound {
    fn zero() -> Bound {
        Bound { exact: true, ..Bound::default() }
    }

    fn constant(n: u64) -> Bound {
        let terms = if n == 0 { BTreeMap::new() } else { BTreeMap::from([(Vec::new(), n)]) };
        Bound { terms, ..Bound::zero() }
    }

    fn plus(mut self, other: Bound) -> Bound {
        for (product, n) in other.terms {
            *self.terms.entry(product).or_default() += n;
        }
        self.unlimited |= other.unlimited;
        self.exact &= other.exact;
        self
    }

    fn times(self, number: Number, lang: u32) -> Option<Bound> {
        let (text, length) = match number {
            Number::Const(n) => {
                let mut scaled = self;
                for count in scaled.terms.values_mut() {
                    *count = count.checked_mul(n)?;
                }
                scaled.terms.retain(|_, count| *count > 0);
                return Some(scaled);
            }
            Number::Text { text, negative: false, length } => (text, length),
            // `make` panics where the loop has no rounds.
            Number::Text { text, negative: true, .. } if lang >= 21 => (format!("max({text}, 0)"), false),
            Number::Text { .. } => return None,
        };
        // The size of a product of lengths is not that of anything which exists.
        let unlimited = self.unlimited || !length || self.terms.keys().any(|product| !product.is_empty());
        let terms = self.terms.into_iter().map(|(mut product, n)| {
            product.push(text.clone());
            (product, n)
        });
        Some(Bound { terms: terms.collect(), unlimited, exact: self.exact })
    }

    /// Whether it is a good capacity: what is asked for is needed, or is no more than what exists already.
    pub(crate) fn is_safe(&self) -> bool {
        !self.terms.is_empty() && (self.exact || !self.unlimited)
    }

    /// Whether there is an element on every execution.
    pub(crate) fn is_never_empty(&self) -> bool {
        self.exact && self.terms.get(&Vec::new()).is_some_and(|n| *n > 0)
    }

    /// The constant that it is.
    pub(crate) fn as_constant(&self) -> Option<u64> {
        match self.terms.len() {
            1 => self.terms.get(&Vec::new()).copied(),
            _ => None,
        }
    }

    /// As an expression, with `more` added.
    pub(crate) fn text(&self, more: u64) -> String {
        let mut terms = self.terms.clone();
        let constant = terms.remove(&Vec::new()).unwrap_or(0) + more;
        let mut parts: Vec<String> = Vec::new();
        for (product, n) in &terms {
            let factors = product.len() + usize::from(*n > 1);
            let mut shown: Vec<String> = if *n > 1 { vec![n.to_string()] } else { Vec::new() };
            shown.extend(product.iter().map(|factor| if factors > 1 { in_product(factor) } else { factor.clone() }));
            parts.push(shown.join("*"));
        }
        if constant > 0 || parts.is_empty() {
            parts.push(constant.to_string());
        }
        parts.join("+")
    }
}

/// A factor, in parentheses if it needs them.
fn in_product(factor: &str) -> String {
    let mut depth = 0;
    let is_sum = factor.bytes().any(|b| {
        match b {
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth -= 1,
            _ => {}
        }
        depth == 0 && matches!(b, b'+' | b'-' | b'/')
    });
    if is_sum { format!("({factor})") } else { factor.to_owned() }
}

/// Counts what is appended to one variable.
pub(crate) struct Counter<'u, 'a> {
    pub(crate) place: Place<'u, 'a>,
    pub(crate) variable: ObjId,
    pub(crate) lang: u32,
}

impl<'a> Counter<'_, 'a> {
    fn uses(&self) -> &Uses<'a> {
        self.place.uses
    }

    /// Whether a statement appends to the variable, function literals in it included.
    pub(crate) fn appends(&self, stmt: &'a Stmt) -> bool {
        let calls = || {
            self.uses().of(self.variable).iter().filter_map(|it| match it.what {
                Use::SelfAppend(call) => Some(call.id),
                _ => None,
            })
        };
        any(Node::Stmt(stmt), |node| matches!(node, Node::Expr(x) if calls().any(|id| id == x.id)))
    }

    /// The sum over the statements of a scope. A truncated slice is shorter than what was appended to it.
    pub(crate) fn scope(&self, list: &'a [Stmt]) -> Option<Bound> {
        let goes_back = |node: Node<'a>| matches!(node, Node::Stmt(Stmt { kind: StmtKind::Goto(_), .. }));
        if list.iter().any(|stmt| any(Node::Stmt(stmt), goes_back)) {
            return None;
        }
        let mut bound = self.list(list)?;
        bound.exact &= !self.uses().of(self.variable).iter().any(|it| matches!(it.what, Use::Truncated(_)));
        Some(bound)
    }

    /// The sum over statements in order.
    fn list(&self, list: &'a [Stmt]) -> Option<Bound> {
        let Some(last) = list.iter().rposition(|stmt| self.appends(stmt)) else { return Some(Bound::zero()) };
        let mut sum = Bound::zero();
        for stmt in &list[..=last] {
            sum = sum.plus(self.stmt(stmt)?);
            sum.exact &= !leaves(self.uses(), stmt);
        }
        Some(sum)
    }

    fn stmt(&self, stmt: &'a Stmt) -> Option<Bound> {
        if !self.appends(stmt) {
            return Some(Bound::zero());
        }
        match &stmt.kind {
            StmtKind::Assign { lhs, rhs, .. } => {
                let ([target], [value]) = (lhs.as_slice(), rhs.as_slice()) else { return None };
                (self.uses().variable(target) == Some(self.variable)).then_some(())?;
                self.append(value)
            }
            StmtKind::Block(block) => self.list(&block.stmts),
            StmtKind::Labeled { stmt, .. } => self.stmt(stmt),
            StmtKind::If { init, then, els, .. } => {
                let before = match init {
                    Some(init) => self.stmt(init)?,
                    None => Bound::zero(),
                };
                let then = self.list(&then.stmts)?;
                let els = match els {
                    Some(els) => self.stmt(els)?,
                    None => Bound::zero(),
                };
                Some(before.plus(either(then, els)))
            }
            StmtKind::Switch { init: None, clauses, .. } => self.clauses(clauses),
            StmtKind::TypeSwitch(switch) if switch.init.is_none() => self.clauses(&switch.clauses),
            StmtKind::For { init: Some(init), cond: Some(cond), post: Some(post), body } => {
                if self.appends(init) || self.appends(post) {
                    return None;
                }
                let round = self.list(&body.stmts)?;
                match self.begins_anew(&body.stmts) {
                    true => Some(Bound { exact: false, ..round }),
                    false => self.rounds(round, self.place.counted(init, cond, post)?),
                }
            }
            StmtKind::Range(range) => {
                let round = self.list(&range.body.stmts)?;
                match self.begins_anew(&range.body.stmts) {
                    true => Some(Bound { exact: false, ..round }),
                    false => self.rounds(round, self.place.range(range)?),
                }
            }
            _ => None,
        }
    }

    fn rounds(&self, round: Bound, trips: crate::trips::Trips) -> Option<Bound> {
        let mut all = round.times(trips.number, self.lang)?;
        all.exact &= trips.exact;
        Some(all)
    }

    fn clauses(&self, clauses: &'a [CaseClause]) -> Option<Bound> {
        let mut most = Bound::zero();
        for clause in clauses {
            // `fallthrough` goes on to the next.
            if clause.body.last().is_some_and(|stmt| matches!(stmt.kind, StmtKind::Fallthrough)) {
                return None;
            }
            most = either(most, self.list(&clause.body)?);
        }
        Some(Bound { exact: false, ..most })
    }

    /// `s = append(s, a, b)`
    fn append(&self, value: &'a Expr) -> Option<Bound> {
        let (args, spread) = self.uses().builtin(value, Builtin::Append)?;
        match (spread, args) {
            (None, [_, elems @ ..]) => Some(Bound::constant(elems.len() as u64)),
            (Some(_), [_, list]) => Bound::constant(1).times(self.place.length(list)?, self.lang),
            _ => None,
        }
    }

    /// Whether a round of a loop begins with `s = s[:0]`.
    fn begins_anew(&self, body: &'a [Stmt]) -> bool {
        let first = body.iter().find(|stmt| self.appends(stmt) || self.is_truncation(stmt));
        first.is_some_and(|stmt| self.is_truncation(stmt) && !self.appends(stmt))
    }

    /// `s = s[:0]`
    fn is_truncation(&self, stmt: &'a Stmt) -> bool {
        let StmtKind::Assign { lhs, rhs, .. } = &stmt.kind else { return false };
        let ([target], [value]) = (lhs.as_slice(), rhs.as_slice()) else { return false };
        let ExprKind::Slice { x, lo: None, hi: Some(hi), max: None, .. } = &value.kind else { return false };
        let is_ours = |x: &Expr| self.uses().variable(x) == Some(self.variable);
        is_ours(target) && is_ours(x) && self.place.small(hi) == Some(0)
    }
}

/// One of two: what both are, or the larger of them if one is nothing, or else no more than both.
fn either(a: Bound, b: Bound) -> Bound {
    if a == b {
        return a;
    }
    let constants = [&a, &b].map(|it| if it.terms.is_empty() { Some(0) } else { it.as_constant() });
    let most = match constants {
        [Some(x), Some(y)] => Bound::constant(x.max(y)),
        [Some(0), _] => b,
        [_, Some(0)] => a,
        _ => a.plus(b),
    };
    Bound { exact: false, ..most }
}

/// Whether any node of a tree is so.
pub(crate) fn any<'a>(root: Node<'a>, mut is_so: impl FnMut(Node<'a>) -> bool) -> bool {
    let mut stack = vec![root];
    while let Some(node) = stack.pop() {
        if is_so(node) {
            return true;
        }
        push_children(node, &mut stack);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn length(of: &str) -> Number {
        Number::Text { text: format!("len({of})"), negative: false, length: true }
    }

    #[test]
    fn sums_and_products_read_as_gofmt_writes_them() {
        let one = Bound::constant(1);
        let bound = one.clone().times(length("a"), 21).unwrap().plus(Bound::constant(2));
        assert_eq!(bound.text(0), "len(a)+2");
        let twice = bound.clone().plus(bound.clone());
        assert_eq!(twice.text(1), "2*len(a)+5");
        let n = Number::Text { text: "n+1".into(), negative: true, length: false };
        let product = one.clone().times(length("a"), 21).unwrap().times(n.clone(), 21).unwrap();
        assert_eq!(product.text(0), "len(a)*max(n+1, 0)");
        assert!(one.times(n, 20).is_none(), "there is no max before 1.21");
    }

    #[test]
    fn a_number_that_is_not_reached_must_be_a_length_of_what_exists() {
        let filter = Bound { exact: false, ..Bound::constant(1).times(length("a"), 21).unwrap() };
        assert!(filter.is_safe());
        let n = Number::Text { text: "n".into(), negative: false, length: false };
        let loops = Bound::constant(1).times(n, 21).unwrap();
        assert!(loops.is_safe() && !Bound { exact: false, ..loops }.is_safe());
        let square = filter.times(length("b"), 21).unwrap();
        assert!(!square.is_safe());
    }
}
