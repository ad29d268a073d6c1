//! Types as text: as gc's errors write them, and as the runtime's type descriptors do.

use crate::const_format::quote;
use crate::object::PkgId;
use crate::types::{Basic, FieldType, InterfaceType, Signature, Type, TypeId, Universe};
use goslice_syntax::ast::{ChanDir, Name};

/// How [`TypeWriter`] writes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    /// Errors: `struct{a int}`, names of the given package unqualified, aliases as they were spelled.
    Error { within: Option<PkgId> },
    /// Runtime: `struct { a int }`, every declared type qualified by its package's name.
    Runtime,
}

/// The type as gc's errors about package `within` write it.
pub fn type_string(universe: &Universe, id: TypeId, within: Option<PkgId>) -> String {
    let mut writer = TypeWriter { universe, style: Style::Error { within }, out: String::new() };
    writer.ty(id);
    writer.out
}

/// The type as `%T` and panics write it: `main.T`, `[]interface {}`, `struct { a int }`.
pub fn runtime_string(universe: &Universe, id: TypeId) -> String {
    let mut writer = TypeWriter { universe, style: Style::Runtime, out: String::new() };
    writer.ty(universe.canon(id));
    writer.out
}

/// Parameters and results as gc's errors write them after a method's name: `(int) string`, before 1.20 `(x int) string`.
pub(crate) fn signature_string(universe: &Universe, id: TypeId, within: Option<PkgId>, names: bool) -> String {
    let mut writer = TypeWriter { universe, style: Style::Error { within }, out: String::new() };
    writer.func(if names { id } else { universe.without_names(id) });
    writer.out
}

struct TypeWriter<'a> {
    universe: &'a Universe,
    style: Style,
    out: String,
}

impl TypeWriter<'_> {
    fn push(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn runtime(&self) -> bool {
        self.style == Style::Runtime
    }

    /// `interface {}`: at run time, and in the errors of the compiler before Go 1.18.
    fn spaced(&self) -> bool {
        self.runtime() || self.universe.old_texts
    }

    fn ty(&mut self, id: TypeId) {
        // The standard packages say `any` since Go 1.18, which did not exist before.
        let spelled = !self.universe.old_texts || id != self.universe.spelled_any;
        if !self.runtime()
            && spelled
            && let Some(name) = self.universe.alias_names.get(&id)
        {
            return self.out.push_str(name);
        }
        let universe = self.universe;
        match universe.ty(id) {
            Type::Basic(basic) => self.push(basic.name()),
            Type::Named(_) => self.named(id),
            Type::Pointer(elem) => self.prefixed("*", *elem),
            Type::Slice(elem) => self.prefixed("[]", *elem),
            Type::Array { elem, len } => self.prefixed(&format!("[{len}]"), *elem),
            Type::Struct(fields) => self.structure(fields),
            Type::Func(_) => {
                self.push("func");
                self.func(id);
            }
            Type::Interface(iface) => self.interface(iface),
            Type::Map { key, value } => {
                self.push("map[");
                self.ty(*key);
                self.push("]");
                self.ty(*value);
            }
            Type::Chan { dir, elem } => self.chan(*dir, *elem),
            Type::Tuple(types) => {
                let names = universe.func_names.get(&id).map_or(&[][..], |names| &names.1);
                self.push("(");
                self.tuple(types, names);
                self.push(")");
            }
            Type::TypeParam(index) => match universe.type_params.get(*index as usize) {
                Some(name) => self.push(name),
                None => self.push("?"),
            },
        }
    }

    fn prefixed(&mut self, prefix: &str, elem: TypeId) {
        self.push(prefix);
        self.ty(elem);
    }

    fn named(&mut self, id: TypeId) {
        let Some(info) = self.universe.named_info(id) else { return };
        self.qualify(info.pkg);
        self.push(&info.name);
    }

    fn qualify(&mut self, pkg: Option<PkgId>) {
        let Some(pkg) = pkg else { return };
        if self.style == (Style::Error { within: Some(pkg) }) {
            return;
        }
        self.push(&self.universe.package(pkg).name);
        self.push(".");
    }

    fn structure(&mut self, fields: &[FieldType]) {
        self.open("struct", fields.is_empty());
        for (at, field) in fields.iter().enumerate() {
            if at > 0 {
                self.push("; ");
            }
            if !field.embedded {
                self.push(&field.name);
                self.push(" ");
            }
            self.ty(field.ty);
            if let Some(tag) = &field.tag {
                self.push(" ");
                self.push(&quote(tag.as_bytes()));
            }
        }
        self.close(fields.is_empty());
    }

    fn interface(&mut self, iface: &InterfaceType) {
        let empty = iface.methods.is_empty() && iface.union.is_none() && !iface.comparable;
        self.open("interface", empty);
        let mut first = true;
        for method in &iface.methods {
            self.separate(&mut first);
            if self.runtime() && method.pkg.is_some() {
                self.qualify(method.pkg);
            }
            self.push(&method.name);
            self.func(method.sig);
        }
        if iface.comparable {
            self.separate(&mut first);
            self.push("comparable");
        }
        if let Some(terms) = &iface.union {
            self.separate(&mut first);
            for (at, (tilde, ty)) in terms.iter().enumerate() {
                if at > 0 {
                    self.push(" | ");
                }
                if *tilde {
                    self.push("~");
                }
                self.ty(*ty);
            }
        }
        self.close(empty);
    }

    fn separate(&mut self, first: &mut bool) {
        if !std::mem::replace(first, false) {
            self.push("; ");
        }
    }

    fn open(&mut self, keyword: &str, empty: bool) {
        self.push(keyword);
        self.push(match (self.spaced(), empty) {
            (true, true) => " {",
            (true, false) => " { ",
            (false, _) => "{",
        });
    }

    fn close(&mut self, empty: bool) {
        self.push(if self.spaced() && !empty { " }" } else { "}" });
    }

    fn chan(&mut self, dir: ChanDir, elem: TypeId) {
        self.push(match dir {
            ChanDir::Both => "chan ",
            ChanDir::Send => "chan<- ",
            ChanDir::Recv => "<-chan ",
        });
        // `chan (<-chan T)` needs its parentheses.
        let nested = matches!(self.universe.ty(elem), Type::Chan { dir: ChanDir::Recv, .. });
        if nested && dir != ChanDir::Send {
            self.push("(");
            self.ty(elem);
            self.push(")");
        } else {
            self.ty(elem);
        }
    }

    /// The signature `id`, with parameter names where they are known.
    fn func(&mut self, id: TypeId) {
        let universe = self.universe;
        let Type::Func(sig) = universe.ty(id) else { return };
        let names = if self.runtime() { None } else { universe.func_names.get(&id) };
        let (params, results) = names.map_or((&[][..], &[][..]), |(params, results)| (&params[..], &results[..]));
        self.push("(");
        self.params(sig, params);
        self.push(")");
        match sig.results.as_slice() {
            [] => {}
            [one] if results.is_empty() => {
                self.push(" ");
                self.ty(*one);
            }
            many => {
                self.push(" (");
                self.tuple(many, results);
                self.push(")");
            }
        }
    }

    fn params(&mut self, sig: &Signature, names: &[Name]) {
        let Some((last, init)) = sig.params.split_last().filter(|_| sig.variadic) else {
            return self.tuple(&sig.params, names);
        };
        self.tuple(init, names);
        if !init.is_empty() {
            self.push(", ");
        }
        if let Some(name) = names.get(init.len()) {
            self.push(name);
            self.push(" ");
        }
        self.push("...");
        match self.universe.ty(*last) {
            Type::Slice(elem) => self.ty(*elem),
            // append([]byte, string...)
            _ => self.ty(*last),
        }
    }

    fn tuple(&mut self, types: &[TypeId], names: &[Name]) {
        for (at, ty) in types.iter().enumerate() {
            if at > 0 {
                self.push(", ");
            }
            if let Some(name) = names.get(at) {
                self.push(name);
                self.push(" ");
            }
            self.ty(*ty);
        }
    }
}

/// What kind of composite type `id` is: `slice`, `struct`; `None` for basic types.
pub(crate) fn composite_kind(universe: &Universe, id: TypeId) -> Option<&'static str> {
    Some(match universe.under(id) {
        Type::Basic(_) | Type::Named(_) => return None,
        Type::Array { .. } => "array",
        Type::Slice(_) => "slice",
        Type::Struct(_) => "struct",
        Type::Pointer(_) => "pointer",
        Type::Func(_) => "func",
        Type::Interface(_) => "interface",
        Type::Map { .. } => "map",
        Type::Chan { .. } => "chan",
        Type::Tuple(_) => "tuple",
        Type::TypeParam(_) => "type parameter",
    })
}

/// The untyped kind without `untyped `.
pub(crate) fn untyped_kind(basic: Basic) -> &'static str {
    basic.name().strip_prefix("untyped ").unwrap_or(basic.name())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_written_as_errors_and_as_the_runtime_write_them() {
        let mut u = Universe::new();
        let bytes = u.slice_of(u.byte);
        let anys = u.slice_of(u.any);
        let sig = Signature { params: vec![Basic::Int.id(), anys], results: vec![bytes], variadic: true };
        let func = u.intern(Type::Func(sig));
        assert_eq!(type_string(&u, func, None), "func(int, ...interface{}) []byte");
        assert_eq!(runtime_string(&u, func), "func(int, ...interface {}) []uint8");
        let field = |name: &str, ty| FieldType { name: name.into(), pkg: None, ty, embedded: false, tag: None };
        let fields = vec![field("A", Basic::Int.id()), field("B", u.spelled_any)];
        let structure = u.intern(Type::Struct(fields));
        assert_eq!(type_string(&u, structure, None), "struct{A int; B any}");
        assert_eq!(runtime_string(&u, structure), "struct { A int; B interface {} }");
        assert_eq!(runtime_string(&u, u.error), "error");
    }
}
