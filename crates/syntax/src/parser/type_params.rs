//! Parameter lists, of types and of values.

use super::types::ArrayOrArgs;
use super::{Parser, name_expr, unparen};
use crate::ast::{BinaryOp, Expr, ExprKind, Field, Ident, UnaryOp};
use crate::error::SyntaxError;
use crate::source::Pos;
use crate::token::{Operator, Token};

/// One entry of a parameter list before names and types are told apart: `a` in `(a, b int)` has no type yet, and in
/// `(a, b)` `a` will be the type.
pub(super) struct Param {
    pub(super) pos: Pos,
    pub(super) name: Option<Ident>,
    pub(super) ty: Option<Expr>,
    /// Of how many nodes the type is made.
    nodes: u64,
}

/// A parameter with its type.
pub(super) struct Typed {
    pub(super) name: Option<Ident>,
    pub(super) ty: Expr,
}

impl Parser<'_, '_> {
    /// A list of value parameters up to and with `close`; `(` has been read. With `variadic`, the last may be `...T`.
    pub(super) fn param_list(&mut self, close: Token, variadic: bool) -> Vec<Field> {
        let (params, end) = self.params(None, close);
        self.typed_params(params, end, false, variadic)
    }

    /// As [`Parser::param_list`], also giving the position of `close`; a list of types keeps no names.
    pub(super) fn param_list_and_end(&mut self, close: Token, variadic: bool) -> (Vec<Typed>, Pos) {
        let (params, end) = self.params(None, close);
        let fields = self.typed_params(params, end, false, variadic);
        (fields.into_iter().map(|field| Typed { name: field.name, ty: field.ty }).collect(), end)
    }

    /// A list of type parameters up to and with `]`; `[` has been read, and perhaps the name and constraint of the
    /// first.
    pub(super) fn type_param_list(&mut self, first: Option<Param>) -> Vec<Field> {
        let (params, end) = self.params(first, Token::RBrack);
        self.typed_params(params, end, true, false)
    }

    /// After the name of a declared type, at `[`: a list of type parameters, or an array or slice type (`Err`).
    pub(super) fn type_params_or_array(&mut self) -> Result<Vec<Field>, Expr> {
        let lbrack = self.pos();
        self.next();
        match self.token() {
            Token::Name => {}
            Token::RBrack => {
                self.next();
                return Err(self.slice_type(lbrack));
            }
            _ => return Err(self.array_type(lbrack, None)),
        }
        // `T[P C]` and `T[N]E` both start with what can be parsed as an expression, unless a `[` follows the name: no
        // array length looks like `P[...]`, so that is a constraint.
        let before = self.nodes_made();
        let name = self.name();
        let mut x = name_expr(name);
        if !self.at(Token::LBrack) {
            self.expr_level += 1;
            let chain = self.start_chain();
            x = self.primary_from(x);
            x = self.binary_from(x, 0);
            self.end_chain(chain);
            self.expr_level -= 1;
        }
        let comma = self.at(Token::Comma);
        let is_param = match &x.kind {
            ExprKind::Name(_) => !self.at(Token::RBrack),
            _ => splits(&x, comma),
        };
        if !is_param {
            return Err(self.array_type(lbrack, Some(x)));
        }
        let (name, ty) = split(x);
        let nodes = self.nodes_made() - before;
        Ok(self.type_param_list(Some(Param { pos: name.pos, name: Some(name), ty, nodes })))
    }

    /// The entries of a parameter list up to and with `close`, and the position of that. `first` has been read, at
    /// least its name.
    fn params(&mut self, first: Option<Param>, close: Token) -> (Vec<Param>, Pos) {
        let mut first = first;
        if self.at(close) && first.as_ref().is_some_and(|param| param.ty.is_some()) {
            let end = self.pos();
            self.next();
            return (first.into_iter().collect(), end);
        }
        let mut params = vec![];
        let end = self.list("parameter list", Token::Comma, close, |p| {
            match first.take() {
                Some(complete @ Param { ty: Some(_), .. }) => params.push(complete),
                Some(Param { name, .. }) => params.extend(p.param_or_none(name, close)),
                None => params.extend(p.param_or_none(None, close)),
            }
            false
        });
        (params, end)
    }

    /// One entry of a parameter list that `close` ends; `name` has been read if it is given.
    fn param_or_none(&mut self, name: Option<Ident>, close: Token) -> Option<Param> {
        let before = self.nodes_made();
        let outer = self.enter();
        let param = self.param_or_none_nested(name, close);
        self.leave(outer);
        let nodes = self.nodes_made() - before;
        if param.is_none() {
            self.expected(&close.described());
            self.skip_to(&[Token::Comma, close]);
        }
        param.map(|param| Param { nodes, ..param })
    }

    fn param_or_none_nested(&mut self, name: Option<Ident>, close: Token) -> Option<Param> {
        // Between brackets, constraints: `~T` and `A | B`.
        let constraints = close == Token::RBrack;
        let pos = name.as_ref().map_or(self.pos(), |name| name.pos);
        let param = |name, ty| Some(Param { pos, name, ty: Some(ty), nodes: 0 });
        if name.is_none() && constraints && self.at_operator(Operator::Tilde) {
            let term = self.union_term_expr();
            return param(None, self.union_from(term));
        }

        let mut name = name;
        if name.is_none() && self.at(Token::Name) {
            name = Some(self.name());
        }
        if let Some(found) = name {
            // The name may be the parameter's or (the beginning of) its type.
            let (found, ty) = match self.token() {
                Token::LBrack => match self.array_or_args() {
                    ArrayOrArgs::Array(ty) => (Some(found), ty),
                    ArrayOrArgs::Args { lbrack, indices, rbrack } => {
                        (None, self.instance(found, lbrack, indices, rbrack))
                    }
                },
                Token::Dot => (None, self.qualified_name(Some(found))),
                _ if constraints && self.at_operator(Operator::Binary(BinaryOp::Or)) => (None, name_expr(found)),
                _ => return self.param_type(pos, Some(found), constraints),
            };
            let ty = if constraints { self.union_from(ty) } else { ty };
            return param(found, ty);
        }
        self.param_type(pos, None, constraints)
    }

    /// The type of the parameter `name`, if any.
    fn param_type(&mut self, pos: Pos, name: Option<Ident>, constraints: bool) -> Option<Param> {
        let param = |name, ty| Some(Param { pos, name, ty, nodes: 0 });
        let start = self.pos();
        if self.got(Token::DotDotDot) {
            let ty = match self.type_or_none() {
                Some(elem) => self.expr_node(start, ExprKind::Ellipsis(Some(Box::new(elem)))),
                None => {
                    let bad = self.bad_expr();
                    self.syntax_error("... is missing type");
                    bad
                }
            };
            return param(name, Some(ty));
        }
        let ty = if constraints && self.at_operator(Operator::Tilde) {
            let term = self.union_term_expr();
            Some(self.union_from(term))
        } else {
            match self.type_or_none() {
                Some(ty) if constraints => Some(self.union_from(ty)),
                ty => ty,
            }
        };
        if name.is_none() && ty.is_none() {
            return None;
        }
        param(name, ty)
    }

    /// `x { "|" term }`
    fn union_from(&mut self, mut x: Expr) -> Expr {
        let chain = self.start_chain();
        while self.at_operator(Operator::Binary(BinaryOp::Or)) {
            let op_pos = self.pos();
            self.next();
            let y = Box::new(self.union_term_expr());
            x = self.expr_node(x.pos, ExprKind::Binary { op: BinaryOp::Or, op_pos, x: Box::new(x), y });
            self.add_link();
        }
        self.end_chain(chain);
        x
    }
}

/// Names and types.
impl Parser<'_, '_> {
    /// Tells the names of `params` from their types, and gives each its type. Either all get names or none. `end` is
    /// the position of the closing token.
    fn typed_params(&mut self, params: Vec<Param>, end: Pos, type_params: bool, variadic: bool) -> Vec<Field> {
        let complete = params.iter().filter(|param| param.name.is_some() && param.ty.is_some()).count();
        let mut fields = if complete == 0 && !type_params {
            // Only types: what looks like a name is one.
            params
                .into_iter()
                .filter_map(|param| {
                    let ty = param.name.map(name_expr).or(param.ty)?;
                    Some(field(param.pos, None, ty, false))
                })
                .collect()
        } else if complete == params.len() {
            params.into_iter().filter_map(|param| Some(field(param.pos, param.name, param.ty?, false))).collect()
        } else {
            self.distribute(params, complete, end, type_params)
        };
        self.check_ellipses(&mut fields, variadic);
        fields
    }

    /// Gives each parameter without a type that of the next with one. All must have names.
    fn distribute(&mut self, params: Vec<Param>, complete: usize, end: Pos, type_params: bool) -> Vec<Field> {
        let typed = params.iter().filter(|param| param.ty.is_some()).count();
        let single = params.len() == 1;
        let mut mistake = None;
        let mut fields: Vec<Field> = vec![];
        // From the right: the type in force is that of the last field pushed; it is made of so many nodes.
        let mut in_force = None;
        for param in params.into_iter().rev() {
            let Param { pos, name, ty, nodes } = param;
            match (name, ty) {
                (name, Some(ty)) => {
                    in_force = Some(nodes);
                    let name = name.unwrap_or_else(|| {
                        mistake = Some(ty.pos);
                        self.blank_name(ty.pos)
                    });
                    fields.push(field(pos, Some(name), ty, false));
                }
                (name, None) => {
                    let ty = match (in_force, fields.last_mut()) {
                        (Some(nodes), Some(next)) => {
                            next.shares_type = true;
                            if !self.may_copy(nodes) {
                                continue;
                            }
                            next.ty.clone()
                        }
                        _ => {
                            mistake = Some(pos);
                            self.expr_node(pos, ExprKind::Bad)
                        }
                    };
                    fields.push(field(pos, name, ty, false));
                }
            }
        }
        fields.reverse();
        if let Some(first) = mistake {
            let mut at = first;
            let msg = if complete == typed {
                // All with a type have a name, so some at the end lack the type.
                at = end;
                if type_params { "missing type constraint" } else { "missing parameter type" }
            } else if !type_params {
                "missing parameter name"
            } else if single {
                "missing type parameter name or invalid array length"
            } else {
                "missing type parameter name"
            };
            let n_errors = self.lexer.errors.errors.len();
            self.syntax_error_at(at, msg);
            if !type_params && let Some(error) = self.lexer.errors.errors.get_mut(n_errors) {
                error.mixed_parameters = Some(first);
            }
        }
        fields
    }

    /// Complains of the first `...T` that is not the last parameter, or of any unless `variadic`; they become `T`.
    fn check_ellipses(&mut self, fields: &mut [Field], variadic: bool) {
        let count = fields.len();
        let mut complained = false;
        for (at, field) in fields.iter_mut().enumerate() {
            let ExprKind::Ellipsis(elem) = &mut field.ty.kind else { continue };
            if variadic && at + 1 == count {
                continue;
            }
            if !complained {
                complained = true;
                let msg = if variadic { "can only use ... with final parameter" } else { "invalid use of ..." };
                self.lexer.errors.errors.push(SyntaxError::new(field.ty.pos, msg));
            }
            if let Some(elem) = elem.take() {
                field.ty = *elem;
            }
        }
    }
}

fn field(pos: Pos, name: Option<Ident>, ty: Expr, shares_type: bool) -> Field {
    Field { pos, name, ty, shares_type, embedded: false, tag: None }
}

/// Whether `x` reads as a name followed by a constraint, as `P *C` and `P (C)` do: with `force` if it can at all, else
/// only if it cannot be an array length.
fn splits(x: &Expr, force: bool) -> bool {
    let is_name = |x: &Expr| matches!(x.kind, ExprKind::Name(_));
    match &x.kind {
        ExprKind::Binary { op: BinaryOp::Mul, x, y, .. } => is_name(x) && (force || is_type_elem(y)),
        ExprKind::Binary { op: BinaryOp::Or, x, y, .. } => splits(x, force || is_type_elem(y)),
        ExprKind::Call { fun, args, spread: None, .. } => {
            is_name(fun) && args.len() == 1 && (force || is_type_elem(&args[0]))
        }
        _ => false,
    }
}

/// The name and constraint that `x`, a name or something that [`splits`], reads as.
fn split(x: Expr) -> (Ident, Option<Expr>) {
    let (id, pos) = (x.id, x.pos);
    match x.kind {
        ExprKind::Name(name) => (name, None),
        ExprKind::Binary { op: BinaryOp::Or, op_pos, x, y } => {
            let (name, left) = split(*x);
            let union = left.map(|left| {
                let pos = left.pos;
                Expr { id, pos, kind: ExprKind::Binary { op: BinaryOp::Or, op_pos, x: Box::new(left), y } }
            });
            (name, union)
        }
        ExprKind::Binary { op_pos, x, y, .. } => {
            let (name, _) = split(*x);
            (name, Some(Expr { id, pos: op_pos, kind: ExprKind::Star(y) }))
        }
        ExprKind::Call { fun, mut args, .. } => {
            let (name, _) = split(*fun);
            (name, args.pop().map(unparen))
        }
        kind => (Ident { id, pos, name: "_".into() }, Some(Expr { id, pos, kind })),
    }
}

/// Whether `x` can only be a type or a union of types.
fn is_type_elem(x: &Expr) -> bool {
    match &x.kind {
        ExprKind::ArrayType { .. }
        | ExprKind::SliceType(_)
        | ExprKind::StructType { .. }
        | ExprKind::FuncType(_)
        | ExprKind::InterfaceType { .. }
        | ExprKind::MapType { .. }
        | ExprKind::ChanType { .. } => true,
        ExprKind::Binary { x, y, .. } => is_type_elem(x) || is_type_elem(y),
        ExprKind::Unary { op, x } => *op == UnaryOp::Tilde || is_type_elem(x),
        ExprKind::Star(x) | ExprKind::Paren(x) => is_type_elem(x),
        _ => false,
    }
}
