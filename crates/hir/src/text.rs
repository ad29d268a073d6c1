//! Bodies as text, for people and tests: close to Go, with everything that Go leaves implicit.

mod expr;
mod stmt;

use crate::body::{Body, FuncId, Program, Storage, VarId};
use goslice_types::type_string::runtime_string;
use goslice_types::types::{TypeId, Universe};
use std::fmt::Write;

/// The body with the literals in it, each line ended.
pub fn body_text(universe: &Universe, program: &Program, body: &Body) -> String {
    let mut writer = Writer { universe, program, body, out: String::new(), indent: 0, literals: Vec::new() };
    writer.function();
    let Writer { mut out, literals, .. } = writer;
    for literal in literals {
        out.push('\n');
        out.push_str(&body_text(universe, program, literal));
    }
    out
}

struct Writer<'a> {
    universe: &'a Universe,
    program: &'a Program,
    body: &'a Body,
    out: String,
    indent: usize,
    literals: Vec<&'a Body>,
}

impl<'a> Writer<'a> {
    fn function(&mut self) {
        let body = self.body;
        let params = self.declarations(&body.params);
        let results = self.declarations(&body.results);
        let name = self.func_name(body.func);
        let mut head = format!("func {name}({params})");
        if !results.is_empty() {
            let _ = write!(head, " ({results})");
        }
        for (set, text) in [
            (body.results_named, " named"),
            (body.has_defer, " defers"),
            (body.has_recover, " recovers"),
            (body.defer_wrapper, " defer_wrapper"),
        ] {
            head.push_str(if set { text } else { "" });
        }
        self.line(&format!("{head} {{"));
        self.indent += 1;
        if !body.captures.is_empty() {
            let captures = self.declarations(&body.captures);
            self.line(&format!("captures {captures}"));
        }
        for stmt in &body.stmts {
            self.stmt(stmt);
        }
        self.indent -= 1;
        self.line("}");
    }

    fn declarations(&self, vars: &[VarId]) -> String {
        let vars: Vec<String> = vars.iter().map(|var| self.declaration(*var)).collect();
        vars.join(", ")
    }

    /// `x int`, with how it is stored unless that is as a plain value.
    fn declaration(&self, id: VarId) -> String {
        let var = &self.body.vars[id.0 as usize];
        let storage = match var.storage {
            Storage::Value => "",
            Storage::Frame => " frame",
            Storage::Heap => " heap",
            Storage::CapturedRef(_) => " by reference",
            Storage::CapturedValue(_) => " by value",
        };
        format!("{} {}{storage}", self.var(id), self.ty(var.ty))
    }

    /// The variable's name, numbered where several have it; temporaries have only a number.
    fn var(&self, id: VarId) -> String {
        let vars = &self.body.vars;
        let name = &vars[id.0 as usize].name;
        if name.is_empty() {
            return format!("t{}", id.0);
        }
        let earlier = vars[..id.0 as usize].iter().filter(|var| var.name == *name).count();
        if earlier == 0 { name.to_string() } else { format!("{name}.{}", earlier + 1) }
    }

    fn func_name(&self, func: FuncId) -> &'a str {
        &self.program.funcs[func.0 as usize].name
    }

    fn ty(&self, ty: TypeId) -> String {
        runtime_string(self.universe, ty)
    }

    fn line(&mut self, text: &str) {
        for _ in 0..self.indent {
            self.out.push('\t');
        }
        self.out.push_str(text);
        self.out.push('\n');
    }
}
