//! Files and declarations.

use super::Parser;
use crate::ast::{ConstSpec, Decl, File, FuncDecl, FuncType, Ident, ImportDecl, LiteralKind, Name, TypeSpec, VarSpec};
use crate::error::SyntaxError;
use crate::lexer::Directive;
use crate::literal::unquote_string;
use crate::source::Pos;
use crate::token::Token;

const TOP_LEVEL_STARTS: [Token; 5] = [Token::Import, Token::Const, Token::Type, Token::Var, Token::Func];

impl Parser<'_, '_> {
    /// `PackageClause ";" { ImportDecl ";" } { TopLevelDecl ";" }`
    pub(super) fn file(&mut self) -> File {
        let pos = self.pos();
        let mut file = File {
            pos,
            package: self.blank_name(pos),
            imports: vec![],
            decls: vec![],
            comments: vec![],
            end: self.end,
        };
        if self.got(Token::Package) {
            self.lexer.directives.clear();
            file.package = self.name();
            self.want(Token::Semi);
        } else {
            self.syntax_error("package statement must be first");
        }
        if self.any_error() {
            // Nothing after a broken package clause is looked at.
            self.lexer.errors.errors.iter_mut().for_each(|error| error.fatal = true);
        } else {
            self.top_level(&mut file);
        }
        file.comments = std::mem::take(&mut self.lexer.comments);
        file
    }

    fn top_level(&mut self, file: &mut File) {
        let mut previous = Token::Import;
        while !self.at(Token::Eof) {
            let keyword = self.token();
            let pos = self.pos();
            if keyword == Token::Import && previous != Token::Import {
                self.syntax_error("imports must appear before other declarations");
            }
            previous = keyword;
            match keyword {
                Token::Import => {
                    self.next();
                    self.group(|p, _| file.imports.push(p.import_decl()));
                }
                Token::Const | Token::Type | Token::Var => self.declaration(&mut file.decls),
                Token::Func => {
                    self.next();
                    let decl = self.func_decl(pos);
                    file.decls.push(Decl::Func(Box::new(decl)));
                }
                _ => {
                    let after_bodyless = matches!(file.decls.last(), Some(Decl::Func(func)) if func.body.is_none());
                    if keyword == Token::LBrace && after_bodyless {
                        self.syntax_error("unexpected semicolon or newline before {");
                    } else {
                        self.syntax_error("non-declaration statement outside function body");
                    }
                    self.skip_to(&TOP_LEVEL_STARTS);
                    continue;
                }
            }
            self.drop_directives();
            if !self.at(Token::Eof) && !self.got(Token::Semi) {
                self.unexpected("after top level declaration");
                self.skip_to(&TOP_LEVEL_STARTS);
            }
        }
        self.drop_directives();
    }

    /// `const`, `type` or `var` with one declaration or a group.
    pub(super) fn declaration(&mut self, decls: &mut Vec<Decl>) {
        let keyword = self.token();
        self.next();
        // The line of a `const` group that later lines repeat: its index in `decls` and of how many nodes it is made.
        let mut explicit = None;
        self.group(|p, line| {
            p.drop_directives_of_declaration(keyword == Token::Var);
            let decl = match keyword {
                Token::Const => {
                    let before = p.nodes_made();
                    let mut spec = p.const_spec(line);
                    if spec.ty.is_some() || !spec.values.is_empty() {
                        explicit = Some((decls.len(), p.nodes_made() - before));
                    } else if let Some((at, nodes)) = explicit
                        && let Decl::Const(source) = &decls[at]
                    {
                        p.repeat(source, nodes, &mut spec);
                    }
                    Decl::Const(spec)
                }
                Token::Type => Decl::Type(p.type_spec()),
                _ => Decl::Var(p.var_spec()),
            };
            decls.push(decl);
        });
    }

    /// Gives `spec` the type and values of the earlier line `source`, which is made of `nodes` nodes.
    fn repeat(&mut self, source: &ConstSpec, nodes: u64, spec: &mut ConstSpec) {
        if self.may_copy(nodes) {
            spec.ty = source.ty.clone();
            spec.values = source.values.clone();
            spec.inherited = true;
        }
    }

    /// `spec | "(" { spec ";" } ")"`; `spec` gets its index in the group.
    fn group(&mut self, mut spec: impl FnMut(&mut Self, u32)) {
        if !self.at(Token::LParen) {
            return spec(self, 0);
        }
        self.drop_directives();
        self.next();
        let mut line = 0;
        self.list("grouped declaration", Token::Semi, Token::RParen, |p| {
            spec(p, line);
            line += 1;
            false
        });
    }

    /// `[ "." | PackageName ] ImportPath`
    fn import_decl(&mut self) -> ImportDecl {
        let pos = self.pos();
        self.drop_directives_of_declaration(false);
        let name = match self.token() {
            Token::Name => Some(self.name()),
            Token::Dot => {
                self.next();
                Some(Ident { id: self.ids.fresh(), pos, name: ".".into() })
            }
            _ => None,
        };
        let path_pos = self.pos();
        let mut path = Name::from("");
        if self.at(Token::Literal) {
            let (bad, kind) = (self.lexer.bad, self.lexer.kind);
            let text = self.lexer.text();
            self.next();
            if kind == LiteralKind::String {
                path = String::from_utf8_lossy(&unquote_string(&text)).into();
            } else if !bad {
                self.syntax_error_at(path_pos, "import path must be a string");
            }
        } else {
            self.syntax_error("missing import path");
            self.skip_to(&[Token::Semi, Token::RParen]);
        }
        ImportDecl { id: self.ids.fresh(), pos, name, path_pos, path }
    }

    /// `IdentifierList [ [ Type ] "=" ExpressionList ]`, on line `iota` of its group.
    fn const_spec(&mut self, iota: u32) -> ConstSpec {
        let pos = self.pos();
        let first = self.name();
        let names = self.name_list(first);
        let mut ty = None;
        let mut values = vec![];
        if !matches!(self.token(), Token::Eof | Token::Semi | Token::RParen) {
            ty = self.type_or_none();
            if self.got_assign() {
                values = self.expr_list();
            }
        }
        ConstSpec { pos, names, ty, values, iota, inherited: false }
    }

    /// `IdentifierList ( Type [ "=" ExpressionList ] | "=" ExpressionList )`
    fn var_spec(&mut self) -> VarSpec {
        let pos = self.pos();
        let first = self.name();
        let names = self.name_list(first);
        let mut ty = None;
        let mut values = vec![];
        if self.got_assign() {
            values = self.expr_list();
        } else {
            ty = Some(self.type_());
            if self.got_assign() {
                values = self.expr_list();
            }
        }
        VarSpec { pos, names, ty, values }
    }

    /// `identifier [ TypeParams ] [ "=" ] Type`
    fn type_spec(&mut self) -> TypeSpec {
        let pos = self.pos();
        let name = self.name();
        let mut type_params = vec![];
        let mut alias = false;
        let ty = if self.at(Token::LBrack) {
            match self.type_params_or_array() {
                Ok(params) => {
                    type_params = params;
                    alias = self.got_assign();
                    self.type_or_none()
                }
                Err(ty) => Some(ty),
            }
        } else {
            alias = self.got_assign();
            self.type_or_none()
        };
        let ty = ty.unwrap_or_else(|| {
            let bad = self.bad_expr();
            self.unexpected("in type declaration");
            self.skip_to(&[Token::Semi, Token::RParen]);
            bad
        });
        TypeSpec { pos, name, type_params, alias, ty }
    }

    /// `"func" [ Receiver ] Name [ TypeParams ] Signature [ Body ]`; `func`, at `pos`, has been read.
    fn func_decl(&mut self, pos: Pos) -> FuncDecl {
        let pragmas = self.take_directives();
        let mut recv = None;
        let has_receiver = self.got(Token::LParen);
        if has_receiver {
            let mut fields = self.param_list(Token::RParen, false);
            match fields.len() {
                0 => self.error_at(self.pos(), "method has no receiver"),
                1 => {}
                _ => self.error_at(self.pos(), "method has multiple receivers"),
            }
            fields.truncate(1);
            recv = Some(fields).filter(|fields| !fields.is_empty());
        }
        let (name, sig) = if self.at(Token::Name) {
            let name = self.name();
            (name, self.signature(pos, None))
        } else {
            let name = self.blank_name(self.pos());
            self.expected(if has_receiver { "name" } else { "name or (" });
            self.skip_to(&[Token::LBrace, Token::Semi]);
            (name, FuncType { pos, type_params: vec![], params: vec![], results: vec![] })
        };
        let body = self.at(Token::LBrace).then(|| self.func_body());
        FuncDecl { pos, name, recv, sig, body, pragmas }
    }
}

/// `//go:` lines.
impl Parser<'_, '_> {
    /// The queued directives, for a function that takes them.
    fn take_directives(&mut self) -> Vec<Name> {
        self.lexer.directives.drain(..).map(|directive| directive.text).collect()
    }

    /// Drops the queued directives at a place that takes none.
    pub(super) fn drop_directives(&mut self) {
        for directive in std::mem::take(&mut self.lexer.directives) {
            if let Some(msg) = misplaced(&directive.text, false) {
                self.lexer.errors.push_aside(SyntaxError::new(directive.pos, msg));
            }
        }
    }

    /// Drops the queued directives before a declaration that takes none but perhaps `//go:embed`.
    fn drop_directives_of_declaration(&mut self, embeds: bool) {
        for Directive { pos, text } in std::mem::take(&mut self.lexer.directives) {
            if let Some(msg) = misplaced(&text, embeds) {
                self.lexer.errors.late.push(SyntaxError::new(pos, msg));
            }
        }
    }
}

/// What to say of the directive `text` where none may stand, but with `embeds` for a `//go:embed`.
fn misplaced(text: &str, embeds: bool) -> Option<&'static str> {
    let verb = text.split(' ').next().unwrap_or_default();
    if verb == "go:embed" {
        return (!embeds).then_some("misplaced go:embed directive");
    }
    FUNCTION_DIRECTIVES.contains(&verb).then_some("misplaced compiler directive")
}

/// Directives that only functions take (Go 1.27).
const FUNCTION_DIRECTIVES: [&str; 14] = [
    "go:build",
    "go:cgo_unsafe_args",
    "go:nocheckptr",
    "go:noescape",
    "go:noinline",
    "go:norace",
    "go:nosplit",
    "go:nowritebarrier",
    "go:nowritebarrierrec",
    "go:registerparams",
    "go:systemstack",
    "go:uintptrescapes",
    "go:uintptrkeepalive",
    "go:yeswritebarrierrec",
];
