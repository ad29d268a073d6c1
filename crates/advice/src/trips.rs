//! How often loops go round, as expressions of the source.
//!
//! An expression counts if it has the same value at the place where it would be written as at the loop: its variables are
//! declared before, and not assigned to after, that place; nobody has their address. It is an upper bound of the rounds
//! on every execution, not what one execution showed.

use goslice_syntax::ast::{BinaryOp, Expr, ExprKind, RangeStmt, Stmt, StmtKind};
use goslice_syntax::source::Pos;
use goslice_types::constant::Const;
use goslice_types::object::{Builtin, ObjId, ObjKind};
use goslice_types::types::{Basic, Type};

use crate::span;
use crate::uses::{FunctionId, Use, Uses};

/// A number that an expression stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Number {
    Const(u64),
    Text {
        text: String,
        /// It may be negative on some execution.
        negative: bool,
        /// It is a length: memory of that size exists already.
        length: bool,
    },
}

/// An upper bound, and whether it is always reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Trips {
    pub(crate) number: Number,
    pub(crate) exact: bool,
}

/// Where the expression would be written.
#[derive(Clone, Copy)]
pub(crate) struct Place<'u, 'a> {
    pub(crate) uses: &'u Uses<'a>,
    pub(crate) pos: Pos,
    pub(crate) function: FunctionId,
}

impl<'a> Place<'_, 'a> {
    /// The rounds of `for range`.
    pub(crate) fn range(&self, range: &'a RangeStmt) -> Option<Trips> {
        let (x, exact) = without_slicing(&range.x);
        if let Some(Type::Basic(basic)) = self.uses.ty(x)
            && *basic != Basic::String
            && *basic != Basic::UntypedString
        {
            return Some(Trips { number: self.number(x)?, exact: true });
        }
        // A string has fewer characters than bytes.
        let is_string = matches!(self.uses.ty(x), Some(Type::Basic(_)));
        Some(Trips { number: self.length(x)?, exact: exact && !is_string })
    }

    /// The rounds of `for i := a; i < b; i++` and its likes.
    pub(crate) fn counted(&self, init: &'a Stmt, cond: &'a Expr, post: &'a Stmt) -> Option<Trips> {
        let StmtKind::Define { lhs, rhs, .. } = &init.kind else { return None };
        let ([variable], [first]) = (lhs.as_slice(), rhs.as_slice()) else { return None };
        let variable = self.uses.variable(variable)?;
        // Where it begins and how it goes on are all that is assigned to it.
        let changes = self.uses.of(variable).iter();
        let n_changes = changes
            .filter(|it| {
                !matches!(
                    it.what,
                    Use::Elements | Use::Nilness | Use::Kept | Use::Argument(..) | Use::Copied(_) | Use::Returned(_)
                )
            })
            .count();
        let ExprKind::Binary { op, x, y, .. } = &cond.kind else { return None };
        if n_changes != 2 || self.uses.variable(x) != Some(variable) {
            return None;
        }
        match (self.step(post, variable)?, op) {
            (step @ 1.., BinaryOp::Lt) => self.up(first, self.number(y)?, step as u64),
            (1, BinaryOp::Le) => {
                let last = self.number(y)?;
                match (self.small(first)?, last) {
                    (first, Number::Const(last)) => Some(exactly(Number::Const((last + 1).saturating_sub(first)))),
                    (1, last) => Some(exactly(last)),
                    (0, last) => Some(exactly(plus(last, 1))),
                    _ => None,
                }
            }
            (-1, BinaryOp::Gt) if self.small(y)? == 0 => Some(exactly(self.number(first)?)),
            (-1, BinaryOp::Ge) if self.small(y)? == 0 => match &first.kind {
                ExprKind::Binary { op: BinaryOp::Sub, x, y, .. } if self.small(y) == Some(1) => {
                    Some(exactly(self.number(x)?))
                }
                _ => Some(exactly(plus(self.number(first)?, 1))),
            },
            _ => None,
        }
    }

    /// From `first` up to below `limit`.
    fn up(&self, first: &'a Expr, limit: Number, step: u64) -> Option<Trips> {
        let first = self.small(first)?;
        if let Number::Const(limit) = limit {
            return Some(exactly(Number::Const(limit.saturating_sub(first).div_ceil(step))));
        }
        match (first, step) {
            (0, 1) => Some(exactly(limit)),
            (0, step) => {
                let Number::Text { text, negative, length } = plus(limit, step - 1) else { return None };
                Some(exactly(Number::Text { text: format!("({text})/{step}"), negative, length }))
            }
            // Fewer rounds than from 0.
            _ => Some(Trips { number: limit, exact: false }),
        }
    }

    /// By how much a statement changes the variable.
    fn step(&self, post: &'a Stmt, variable: ObjId) -> Option<i64> {
        match &post.kind {
            StmtKind::IncDec { x, inc, .. } if self.uses.variable(x) == Some(variable) => {
                Some(if *inc { 1 } else { -1 })
            }
            StmtKind::AssignOp { op: BinaryOp::Add, lhs, rhs, .. } if self.uses.variable(lhs) == Some(variable) => {
                i64::try_from(self.small(rhs)?).ok()
            }
            _ => None,
        }
    }

    /// A constant that is not negative.
    pub(crate) fn small(&self, x: &Expr) -> Option<u64> {
        self.uses.number(x).filter(|value| *value <= 1 << 40)
    }

    /// `len(x)`
    pub(crate) fn length(&self, x: &'a Expr) -> Option<Number> {
        if let Some(Const::String(text)) = self.uses.constant(x) {
            return Some(Number::Const(text.len() as u64));
        }
        match (&x.kind, self.uses.ty(x)?) {
            (ExprKind::Paren(inner), _) => self.length(inner),
            (_, Type::Array { len, .. }) => Some(Number::Const(*len)),
            (ExprKind::Composite { elems, .. }, Type::Slice(_)) if elems.iter().all(|elem| elem.key.is_none()) => {
                Some(Number::Const(elems.len() as u64))
            }
            (_, Type::Slice(_) | Type::Basic(Basic::String)) => {
                self.is_stable(x).then_some(())?;
                self.uses.is_predeclared("len").then_some(())?;
                let text = format!("len({})", span::source(&self.uses.tree.sources, x)?);
                Some(Number::Text { text, negative: false, length: true })
            }
            _ => None,
        }
    }

    /// An expression that is a number.
    pub(crate) fn number(&self, x: &'a Expr) -> Option<Number> {
        if self.uses.constant(x).is_some() {
            return self.small(x).map(Number::Const);
        }
        if let Some(([of], _)) = self.uses.builtin(x, Builtin::Len) {
            return self.length(of);
        }
        let negative = self.arithmetic(x)?;
        let text = span::source(&self.uses.tree.sources, x)?.to_owned();
        Some(Number::Text { text, negative, length: false })
    }

    /// Whether an expression of sums and products may be negative; `None` if it is something else.
    fn arithmetic(&self, x: &'a Expr) -> Option<bool> {
        match (&x.kind, self.uses.ty(x)?) {
            _ if self.uses.constant(x).is_some() => Some(self.small(x).is_none()),
            (ExprKind::Paren(inner), _) => self.arithmetic(inner),
            (ExprKind::Name(_), Type::Basic(basic)) => {
                self.is_stable(x).then_some(())?;
                match basic {
                    Basic::Int | Basic::Int8 | Basic::Int16 | Basic::Int32 | Basic::Int64 => {
                        Some(!self.is_a_length(self.uses.variable(x)?))
                    }
                    Basic::Uint | Basic::Uint8 | Basic::Uint16 | Basic::Uint32 | Basic::Uint64 => Some(false),
                    _ => None,
                }
            }
            (ExprKind::Binary { op: BinaryOp::Add | BinaryOp::Mul, x, y, .. }, _) => {
                Some(self.arithmetic(x)? | self.arithmetic(y)?)
            }
            (ExprKind::Binary { op: BinaryOp::Sub, x, y, .. }, _) => {
                self.arithmetic(x)?;
                self.arithmetic(y).map(|_| true)
            }
            (ExprKind::Binary { op: BinaryOp::Div, x, y, .. }, _) if self.small(y)? > 0 => self.arithmetic(x),
            (ExprKind::Call { .. }, _) => {
                let ([of], _) = self.uses.builtin(x, Builtin::Len)? else { return None };
                self.length(of).map(|_| false)
            }
            _ => None,
        }
    }

    /// Whether a variable is given one value, ever, and that is not negative.
    fn is_a_length(&self, variable: ObjId) -> bool {
        let mut values = self.uses.of(variable).iter().filter_map(|it| match it.what {
            Use::Assigned(value) => Some(value),
            _ => None,
        });
        match (values.next(), values.next()) {
            (Some(Some(value)), None) => {
                self.small(value).is_some() || self.uses.builtin(value, Builtin::Len).is_some()
            }
            _ => false,
        }
    }

    /// Whether the value of a variable, or of a field of a struct in a variable, stays what it is at this place.
    fn is_stable(&self, x: &Expr) -> bool {
        match &x.kind {
            ExprKind::Paren(inner) => self.is_stable(inner),
            ExprKind::Selector { x: base, .. } => {
                let direct = self.uses.tree.info.selections.get(&x.id).is_some_and(|it| !it.indirect);
                direct && matches!(self.uses.ty(base), Some(Type::Struct(_))) && self.is_stable(base)
            }
            ExprKind::Name(_) => self.uses.variable(x).is_some_and(|variable| self.variable_is_stable(variable)),
            _ => false,
        }
    }

    fn variable_is_stable(&self, variable: ObjId) -> bool {
        let object = &self.uses.tree.universe.objects[variable.0 as usize];
        let ObjKind::Var { global, .. } = object.kind else { return false };
        let changes =
            |what: Use<'_>| matches!(what, Use::Assigned(_) | Use::SelfAppend(_) | Use::Truncated(_) | Use::Address);
        let mut changes = self.uses.of(variable).iter().filter(|it| changes(it.what));
        if global {
            // Its own declaration is the only one that gives it a value.
            return object.pkg.is_some_and(|pkg| &*self.uses.tree.universe.packages[pkg.0 as usize].path == "main")
                && changes.all(|it| {
                    matches!(it.what, Use::Assigned(Some(_)))
                        && self.uses.owner(it.function).is_none()
                        && it.pos <= object.pos
                });
        }
        self.uses.home(variable) == Some(self.function)
            && object.pos < self.pos
            && changes.all(|it| it.pos < self.pos && it.function == self.function && !matches!(it.what, Use::Address))
    }
}

/// `x` of `x[n:]`, which has more elements.
fn without_slicing(x: &Expr) -> (&Expr, bool) {
    match &x.kind {
        ExprKind::Paren(inner) => without_slicing(inner),
        ExprKind::Slice { x, lo, hi: None, max: None, .. } => {
            let (x, exact) = without_slicing(x);
            (x, exact && lo.is_none())
        }
        _ => (x, true),
    }
}

fn exactly(number: Number) -> Trips {
    Trips { number, exact: true }
}

fn plus(number: Number, n: u64) -> Number {
    match number {
        _ if n == 0 => number,
        Number::Const(value) => Number::Const(value + n),
        Number::Text { text, negative, length } => Number::Text { text: format!("{text}+{n}"), negative, length },
    }
}
