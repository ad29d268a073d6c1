//! Struct and interface types.

use super::types::ArrayOrArgs;
use super::{Parser, name_expr};
use crate::ast::{Expr, ExprKind, Field, FuncType, Ident, InterfaceElem, LiteralKind, Name, UnaryOp, UnionTerm};
use crate::error::SyntaxError;
use crate::literal::unquote_string;
use crate::token::{Operator, Token};

/// What an interface element that starts with a name is.
enum MethodOrType {
    Method(Ident, FuncType),
    Type(Expr),
}

impl Parser<'_, '_> {
    /// `"struct" "{" { FieldDecl ";" } "}"`
    pub(super) fn struct_type(&mut self) -> Expr {
        let pos = self.pos();
        self.next();
        self.want(Token::LBrace);
        let mut fields = vec![];
        let rbrace = self.list("struct type", Token::Semi, Token::RBrace, |p| {
            p.field_decl(&mut fields);
            false
        });
        self.expr_node(pos, ExprKind::StructType { fields, rbrace })
    }

    /// `( IdentifierList Type | EmbeddedField ) [ Tag ]`
    fn field_decl(&mut self, fields: &mut Vec<Field>) {
        let pos = self.pos();
        let embedded = match self.token() {
            Token::Name => {
                let name = self.name();
                if matches!(self.token(), Token::Dot | Token::Literal | Token::Semi | Token::RBrace) {
                    self.qualified_name(Some(name))
                } else {
                    match self.named_fields(name, fields) {
                        Some(embedded) => embedded,
                        None => return,
                    }
                }
            }
            Token::Star => {
                self.next();
                let parenthesized = self.at(Token::LParen);
                if parenthesized {
                    self.syntax_error("cannot parenthesize embedded type");
                    self.next();
                }
                let base = Box::new(self.qualified_name(None));
                if parenthesized {
                    self.got(Token::RParen);
                }
                self.expr_node(pos, ExprKind::Star(base))
            }
            Token::LParen => {
                self.syntax_error("cannot parenthesize embedded type");
                self.next();
                let star = self.pos();
                let ty = if self.got(Token::Star) {
                    let base = Box::new(self.qualified_name(None));
                    self.expr_node(star, ExprKind::Star(base))
                } else {
                    self.qualified_name(None)
                };
                self.got(Token::RParen);
                ty
            }
            _ => {
                self.expected("field name or embedded type");
                self.skip_to(&[Token::Semi, Token::RBrace]);
                return;
            }
        };
        let tag = self.tag();
        fields.push(Field { pos, name: None, ty: embedded, shares_type: false, embedded: true, tag });
    }

    /// The fields that `first` begins, or, if it turns out to be an instantiated type, that type, to be embedded.
    fn named_fields(&mut self, first: Ident, fields: &mut Vec<Field>) -> Option<Expr> {
        let names = self.name_list(first);
        let before = self.nodes_made();
        let ty = if names.len() == 1 && self.at(Token::LBrack) {
            match self.array_or_args() {
                ArrayOrArgs::Array(ty) => ty,
                ArrayOrArgs::Args { lbrack, indices, rbrack } => {
                    return names.into_iter().next().map(|name| self.instance(name, lbrack, indices, rbrack));
                }
            }
        } else {
            self.type_()
        };
        let nodes = self.nodes_made() - before;
        let tag = self.tag();
        let mut later = names.into_iter();
        let first = later.next();
        let copies: Vec<(Ident, Expr)> =
            later.filter_map(|name| self.may_copy(nodes).then(|| (name, ty.clone()))).collect();
        let field = |name: Ident, ty, shares_type| Field {
            pos: name.pos,
            name: Some(name),
            ty,
            shares_type,
            embedded: false,
            tag: tag.clone(),
        };
        fields.extend(first.map(|name| field(name, ty, false)));
        fields.extend(copies.into_iter().map(|(name, ty)| field(name, ty, true)));
        None
    }

    /// A field's tag, if there is one.
    fn tag(&mut self) -> Option<Name> {
        if !self.at(Token::Literal) {
            return None;
        }
        let text = self.lexer.text();
        let is_string = self.lexer.kind == LiteralKind::String;
        if !is_string && !self.lexer.bad {
            // Any literal parses; the complaint is the type checker's.
            let quoted = text.replace('\\', "\\\\");
            let msg = format!("invalid syntax tree: incorrect tag syntax: \"{quoted}\"");
            let pos = self.pos();
            self.lexer.errors.late.push(SyntaxError::new(pos, msg));
        }
        self.next();
        is_string.then(|| String::from_utf8_lossy(&unquote_string(&text)).into())
    }

    /// `"interface" "{" { ( MethodDecl | EmbeddedElem ) ";" } "}"`
    pub(super) fn interface_type(&mut self) -> Expr {
        let pos = self.pos();
        self.next();
        self.want(Token::LBrace);
        let mut elems = vec![];
        let rbrace = self.list("interface type", Token::Semi, Token::RBrace, |p| {
            let pos = p.pos();
            let first = if p.at(Token::Name) {
                match p.method_or_type() {
                    MethodOrType::Method(name, sig) => {
                        elems.push(InterfaceElem::Method { name, sig });
                        return false;
                    }
                    MethodOrType::Type(ty) => UnionTerm { tilde: None, ty },
                }
            } else {
                p.union_term()
            };
            let mut terms = vec![first];
            while p.got_operator(Operator::Binary(crate::ast::BinaryOp::Or)) {
                terms.push(p.union_term());
            }
            elems.push(InterfaceElem::Embedded { pos, terms });
            false
        });
        self.expr_node(pos, ExprKind::InterfaceType { elems, rbrace })
    }

    /// `MethodName Signature | TypeName [ TypeArgs ]`
    fn method_or_type(&mut self) -> MethodOrType {
        const CONTEXT: Option<&str> = Some("interface method");
        let pos = self.pos();
        let name = self.name();
        if self.at(Token::LParen) {
            return MethodOrType::Method(name, self.signature(pos, CONTEXT));
        }
        if !self.at(Token::LBrack) {
            return MethodOrType::Type(self.qualified_name(Some(name)));
        }

        // Type parameters of a method (an error) or type arguments of an embedded type.
        let lbrack = self.pos();
        self.next();
        let rbrack = self.pos();
        if self.got(Token::RBrack) {
            let method = self.at(Token::LParen);
            let what = if method { "parameter" } else { "argument" };
            self.error_at(rbrack, format!("empty type {what} list"));
            return self.method_or_name(name);
        }
        let (mut list, rbrack) = self.param_list_and_end(Token::RBrack, false);
        match list.first() {
            // There was something, and it has been complained of.
            None => self.method_or_name(name),
            Some(first) if first.name.is_some() => {
                let sig = self.signature(pos, CONTEXT);
                self.error_at(lbrack, "interface method must have no type parameters");
                MethodOrType::Method(name, sig)
            }
            Some(_) => {
                let indices = list.drain(..).map(|param| param.ty).collect();
                MethodOrType::Type(self.instance(name, lbrack, indices, rbrack))
            }
        }
    }

    /// `name` as a method if `(` follows, else as a type.
    fn method_or_name(&mut self, name: Ident) -> MethodOrType {
        if self.at(Token::LParen) {
            let sig = self.signature(name.pos, Some("interface method"));
            MethodOrType::Method(name, sig)
        } else {
            MethodOrType::Type(name_expr(name))
        }
    }

    /// Whether the current token is the operator `op`.
    pub(super) fn at_operator(&self, op: Operator) -> bool {
        self.at(Token::Operator) && self.lexer.operator == op
    }

    /// Moves past the operator `op` if it is the current token.
    pub(super) fn got_operator(&mut self, op: Operator) -> bool {
        let found = self.at_operator(op);
        if found {
            self.next();
        }
        found
    }

    /// `[ "~" ] Type`
    pub(super) fn union_term(&mut self) -> UnionTerm {
        let pos = self.pos();
        if self.got_operator(Operator::Tilde) {
            return UnionTerm { tilde: Some(pos), ty: self.type_() };
        }
        if let Some(ty) = self.type_or_none() {
            return UnionTerm { tilde: None, ty };
        }
        let ty = self.bad_expr();
        self.expected("~ term or type");
        self.skip_to(&[Token::Operator, Token::Semi, Token::RParen, Token::RBrack, Token::RBrace]);
        UnionTerm { tilde: None, ty }
    }

    /// `[ "~" ] Type` as an expression.
    pub(super) fn union_term_expr(&mut self) -> Expr {
        let term = self.union_term();
        match term.tilde {
            None => term.ty,
            Some(pos) => self.expr_node(pos, ExprKind::Unary { op: UnaryOp::Tilde, x: Box::new(term.ty) }),
        }
    }
}
