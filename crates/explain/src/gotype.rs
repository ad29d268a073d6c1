//! Types in Go syntax, only as far as their size: `[]int`, `[]struct{a int; b string}`, `[]*T`.
//!
//! Sizes and alignments are gc's. Whatever is behind a pointer, in a function's signature or in an interface's braces
//! does not change a size and is skipped. A named type that is not predeclared has no known size, except behind one of
//! those.

use std::fmt;

use goslice::{Arch, Elem};

/// Deepest nesting that is read; Go programs stay far below.
const MAX_DEPTH: u32 = 200;

/// The element type of a slice type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ElemType {
    /// How the user wrote it; `T` when only its size is known.
    pub name: String,
    /// Its layout.
    pub elem: Elem,
}

/// Why a text is not a slice type, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeError {
    /// Byte offset into the text.
    pub offset: usize,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for TypeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for TypeError {}

/// Reads a slice type for an architecture.
///
/// # Errors
///
/// When it is not a slice type, is malformed, or has a part of unknown size.
///
/// ```
/// use goslice::Arch;
/// use goslice_explain::gotype::parse_slice;
///
/// let ty = parse_slice("[]struct{ a int32; b string }", Arch::Amd64).unwrap();
/// assert_eq!((ty.elem.size, ty.elem.has_pointers), (24, true));
/// ```
pub fn parse_slice(text: &str, arch: Arch) -> Result<ElemType, TypeError> {
    let mut parser = Parser { text, at: 0, arch, depth: 0 };
    parser.space();
    let start = parser.at;
    if !(parser.eat("[") && parser.eat("]")) {
        let message = format!("not a slice type; did you mean []{}?", text.trim());
        return Err(TypeError { offset: start, message });
    }
    let name = text[parser.at..].trim().to_owned();
    let layout = parser.ty()?;
    if parser.at < text.len() {
        return parser.fail("this does not belong to the type");
    }
    Ok(ElemType { name, elem: Elem { size: layout.size, has_pointers: layout.pointers } })
}

#[derive(Clone, Copy)]
struct Layout {
    size: u64,
    align: u64,
    pointers: bool,
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    arch: Arch,
    depth: u32,
}

impl<'a> Parser<'a> {
    fn ty(&mut self) -> Result<Layout, TypeError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return self.fail("nested too deeply");
        }
        let layout = self.ty_unguarded();
        self.depth -= 1;
        layout
    }

    fn ty_unguarded(&mut self) -> Result<Layout, TypeError> {
        if self.eat("(") {
            let layout = self.ty()?;
            self.expect(")")?;
            Ok(layout)
        } else if self.eat("*") {
            self.behind_a_pointer()?;
            Ok(self.words(1, true))
        } else if self.eat("<-") {
            self.keyword("chan")?;
            self.behind_a_pointer()?;
            Ok(self.words(1, true))
        } else if self.eat("[") {
            if self.eat("]") {
                self.behind_a_pointer()?;
                return Ok(self.words(3, true));
            }
            self.array()
        } else {
            self.named()
        }
    }

    /// A type whose size does not matter, so that any name will do.
    fn behind_a_pointer(&mut self) -> Result<(), TypeError> {
        let start = self.at;
        let name = self.ident();
        if name.is_empty() || is_known(name) {
            self.at = start;
            return self.ty().map(drop);
        }
        while self.eat(".") {
            if self.ident().is_empty() {
                return self.fail("a name is missing after the dot");
            }
        }
        if self.rest().starts_with('[') {
            self.skip_brackets()?; // type arguments
        }
        Ok(())
    }

    fn array(&mut self) -> Result<Layout, TypeError> {
        let start = self.at;
        let digits: String = self.take(|c| c.is_ascii_digit() || c == '_').chars().filter(|c| *c != '_').collect();
        let Ok(len) = digits.parse::<u64>() else {
            self.at = start;
            return self.fail("the length of an array is a number here, as in [4]int");
        };
        self.space();
        self.expect("]")?;
        let elem = self.ty()?;
        match elem.size.checked_mul(len) {
            Some(size) if size <= self.arch.max_word() / 2 => {
                Ok(Layout { size, align: elem.align, pointers: elem.pointers && len > 0 })
            }
            _ => {
                self.at = start;
                self.fail("the array is larger than the address space")
            }
        }
    }

    fn named(&mut self) -> Result<Layout, TypeError> {
        let start = self.at;
        let name = self.ident();
        match name {
            "struct" => return self.fields(),
            "interface" => {
                self.skip_brackets()?;
                return Ok(self.words(2, true));
            }
            "func" => return self.func(),
            "map" => {
                self.expect("[")?;
                self.behind_a_pointer()?;
                self.expect("]")?;
                self.behind_a_pointer()?;
                return Ok(self.words(1, true));
            }
            "chan" => {
                self.eat("<-");
                self.behind_a_pointer()?;
                return Ok(self.words(1, true));
            }
            _ => {}
        }
        let mut full = name.to_owned();
        while !name.is_empty() && self.eat(".") {
            full = format!("{full}.{}", self.ident());
        }
        self.predeclared(&full).map_or_else(|| self.unknown(start, &full), Ok)
    }

    fn unknown(&mut self, start: usize, name: &str) -> Result<Layout, TypeError> {
        self.at = start;
        match name {
            "" => self.fail("a type is missing here"),
            _ => self.fail(&format!(
                "the size of {name} is not known; write what it is, such as struct{{...}}, or use --elem-size"
            )),
        }
    }

    fn predeclared(&self, name: &str) -> Option<Layout> {
        let number = |size: u64| Layout { size, align: size.min(self.arch.word_bytes()), pointers: false };
        Some(match name {
            "bool" | "int8" | "uint8" | "byte" => number(1),
            "int16" | "uint16" => number(2),
            "int32" | "uint32" | "rune" | "float32" => number(4),
            "int64" | "uint64" | "float64" | "time.Duration" => number(8),
            "complex64" => Layout { size: 8, align: 4, pointers: false },
            "complex128" => Layout { size: 16, ..number(8) },
            "int" | "uint" | "uintptr" => self.words(1, false),
            "unsafe.Pointer" => self.words(1, true),
            "string" | "error" | "any" => self.words(2, true),
            // Two 64-bit numbers and a pointer to the location.
            "time.Time" => Layout { size: 16 + self.arch.word_bytes(), ..self.words(1, true) },
            _ => return None,
        })
    }

    fn func(&mut self) -> Result<Layout, TypeError> {
        self.skip_brackets()?;
        let starts_type = |c: char| matches!(c, '(' | '*' | '[' | '<' | '_') || c.is_alphabetic();
        if self.rest().starts_with('(') {
            self.skip_brackets()?;
        } else if self.rest().starts_with(starts_type) {
            self.behind_a_pointer()?;
        }
        Ok(self.words(1, true))
    }

    fn fields(&mut self) -> Result<Layout, TypeError> {
        self.expect("{")?;
        let mut all = Layout { size: 0, align: 1, pointers: false };
        let mut last_is_empty = false;
        while !self.eat("}") {
            let (count, field) = self.field()?;
            for _ in 0..count {
                all.size = align_up(all.size, field.align).saturating_add(field.size);
            }
            if all.size > self.arch.max_word() / 2 {
                return self.fail("the struct is larger than the address space");
            }
            all.align = all.align.max(field.align);
            all.pointers |= field.pointers;
            last_is_empty = field.size == 0;
            self.string_tag()?;
            if !self.eat(";") && !self.rest().starts_with('}') && !self.after_newline() {
                return self.fail("expected ; or } after a field");
            }
        }
        if last_is_empty && all.size > 0 {
            all.size += 1; // so that a pointer to it does not point past the struct
        }
        all.size = align_up(all.size, all.align);
        Ok(all)
    }

    /// `a, b int`, or an embedded `T` or `*T`: how many fields, and their type.
    fn field(&mut self) -> Result<(usize, Layout), TypeError> {
        if self.rest().starts_with('*') {
            return Ok((1, self.ty()?));
        }
        let start = self.at;
        let mut names = 0;
        loop {
            if self.ident().is_empty() {
                return self.fail("a field's name is missing here");
            }
            names += 1;
            let ends = self.rest().starts_with([';', '}', '"', '`', '.']) || self.after_newline();
            if names == 1 && ends {
                self.at = start;
                return Ok((1, self.ty()?)); // embedded
            }
            if !self.eat(",") {
                return Ok((names, self.ty()?));
            }
        }
    }

    fn string_tag(&mut self) -> Result<(), TypeError> {
        let Some(quote) = self.rest().chars().next().filter(|c| matches!(c, '"' | '`')) else { return Ok(()) };
        let body = &self.rest()[1..];
        let mut escaped = false;
        for (i, c) in body.char_indices() {
            if c == quote && !escaped {
                self.at += i + 2;
                self.space();
                return Ok(());
            }
            escaped = quote == '"' && c == '\\' && !escaped;
        }
        self.fail("the tag does not end")
    }

    /// Skips a bracket of any kind and all that it encloses.
    fn skip_brackets(&mut self) -> Result<(), TypeError> {
        let mut closers = Vec::new();
        for (i, c) in self.rest().char_indices() {
            match c {
                '(' => closers.push(')'),
                '[' => closers.push(']'),
                '{' => closers.push('}'),
                ')' | ']' | '}' if closers.pop() != Some(c) => break,
                _ => {}
            }
            if closers.is_empty() {
                if i == 0 && !matches!(c, ')' | ']' | '}' | '(' | '[' | '{') {
                    break;
                }
                self.at += i + c.len_utf8();
                self.space();
                return Ok(());
            }
        }
        self.fail("brackets are missing or do not match")
    }

    fn words(&self, count: u64, pointers: bool) -> Layout {
        let word = self.arch.word_bytes();
        Layout { size: count * word, align: word, pointers }
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn space(&mut self) {
        self.take(char::is_whitespace);
    }

    /// Whether the spaces just skipped had a newline, which ends a field as `;` does.
    fn after_newline(&self) -> bool {
        let before = &self.text[..self.at];
        before[before.trim_end().len()..].contains('\n')
    }

    fn take(&mut self, is_part: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let len = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        self.at += len;
        &rest[..len]
    }

    fn ident(&mut self) -> &'a str {
        if self.rest().starts_with(|c: char| c.is_numeric()) {
            return "";
        }
        let name = self.take(|c| c.is_alphanumeric() || c == '_');
        self.space();
        name
    }

    fn keyword(&mut self, word: &str) -> Result<(), TypeError> {
        let start = self.at;
        if self.ident() == word {
            return Ok(());
        }
        self.at = start;
        self.fail(&format!("expected {word}"))
    }

    fn eat(&mut self, token: &str) -> bool {
        let found = self.rest().starts_with(token);
        if found {
            self.at += token.len();
            self.space();
        }
        found
    }

    fn expect(&mut self, token: &str) -> Result<(), TypeError> {
        if self.eat(token) { Ok(()) } else { self.fail(&format!("expected {token}")) }
    }

    fn fail<T>(&self, message: &str) -> Result<T, TypeError> {
        Err(TypeError { offset: self.at, message: message.to_owned() })
    }
}

/// Words that begin a type of their own, which [`Parser::ty`] reads.
fn is_known(name: &str) -> bool {
    matches!(name, "struct" | "interface" | "func" | "map" | "chan")
}

fn align_up(size: u64, align: u64) -> u64 {
    size.next_multiple_of(align)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(text: &str, arch: Arch) -> (u64, bool) {
        let ty = parse_slice(text, arch).unwrap_or_else(|err| panic!("{text}: {err}"));
        (ty.elem.size, ty.elem.has_pointers)
    }

    #[test]
    fn sizes_follow_the_architecture() {
        for (text, amd64, i386, pointers) in [
            ("[]int", 8, 4, false),
            ("[]byte", 1, 1, false),
            ("[]string", 16, 8, true),
            ("[]*T", 8, 4, true),
            ("[]*pkg.List[int]", 8, 4, true),
            ("[][4]int32", 16, 16, false),
            ("[][]Unknown", 24, 12, true),
            ("[]interface{ String() string }", 16, 8, true),
            ("[]any", 16, 8, true),
            ("[]error", 16, 8, true),
            ("[]map[string]T", 8, 4, true),
            ("[]chan<- T", 8, 4, true),
            ("[]<-chan int", 8, 4, true),
            ("[]func(a int, b ...string) (int, error)", 8, 4, true),
            ("[]func() T", 8, 4, true),
            ("[]uintptr", 8, 4, false),
            ("[]unsafe.Pointer", 8, 4, true),
            ("[]complex128", 16, 16, false),
            ("[]struct{}", 0, 0, false),
            ("[]struct{ a int; b string }", 24, 12, true),
            ("[]struct{ a byte; b int64; c byte }", 24, 16, false),
            ("[]struct{ a, b byte; c int16 }", 4, 4, false),
            ("[]struct{ a int32; _ struct{} }", 8, 8, false),
            ("[]struct{ *T; error; x int `json:\"x\"` }", 32, 16, true),
            ("[]struct{\n\ta int\n\tb string\n}", 24, 12, true),
            ("[][0]*int", 0, 0, false),
            ("[](int)", 8, 4, false),
            ("[]time.Time", 24, 20, true),
            ("[ ] int", 8, 4, false),
            ("[]map[[2]string]struct{}", 8, 4, true),
        ] {
            assert_eq!(layout(text, Arch::Amd64), (amd64, pointers), "{text}");
            assert_eq!(layout(text, Arch::I386), (i386, pointers), "{text} on 386");
        }
    }

    #[test]
    fn errors_name_the_place() {
        for (text, offset, message) in [
            ("int", 0, "not a slice type; did you mean []int?"),
            ("[]", 2, "a type is missing here"),
            ("[]foo", 2, "the size of foo is not known; write what it is, such as struct{...}, or use --elem-size"),
            ("[]int x", 6, "this does not belong to the type"),
            ("[][n]int", 3, "the length of an array is a number here, as in [4]int"),
            ("[][9999999999999999999]int", 3, "the array is larger than the address space"),
            ("[]struct{ a int b int }", 16, "expected ; or } after a field"),
            ("[]func(a int", 6, "brackets are missing or do not match"),
        ] {
            let err = parse_slice(text, Arch::Amd64).unwrap_err();
            assert_eq!((err.offset, err.message.as_str()), (offset, message), "{text}");
        }
    }

    #[test]
    fn deep_nesting_is_refused() {
        let text = format!("[]{}int", "[2]".repeat(100_000));
        assert_eq!(parse_slice(&text, Arch::Amd64).unwrap_err().message, "nested too deeply");
        assert!(parse_slice(&"[]".repeat(100_000), Arch::Amd64).is_err());
    }
}
