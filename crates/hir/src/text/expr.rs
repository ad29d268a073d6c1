//! Expressions as text.

use super::Writer;
use crate::body::{BinOp, Call, Callee, CmpOp, Expr, ExprKind, SiteId, Storage, Value};

pub(super) fn symbol(op: BinOp) -> &'static str {
    match op {
        BinOp::Add => "+",
        BinOp::Sub => "-",
        BinOp::Mul => "*",
        BinOp::Div => "/",
        BinOp::Rem => "%",
        BinOp::And => "&",
        BinOp::Or => "|",
        BinOp::Xor => "^",
        BinOp::AndNot => "&^",
        BinOp::Shl => "<<",
        BinOp::Shr => ">>",
    }
}

fn comparison(op: CmpOp) -> &'static str {
    match op {
        CmpOp::Eq => "==",
        CmpOp::Ne => "!=",
        CmpOp::Lt => "<",
        CmpOp::Le => "<=",
        CmpOp::Gt => ">",
        CmpOp::Ge => ">=",
    }
}

impl<'a> Writer<'a> {
    pub(super) fn list(&mut self, exprs: &'a [Expr]) -> String {
        let exprs: Vec<String> = exprs.iter().map(|e| self.expr(e)).collect();
        exprs.join(", ")
    }

    /// How a site is marked that is not on the heap.
    fn place(&self, site: SiteId) -> &'static str {
        if self.body.site_storage(site) == Storage::Heap { "" } else { " frame" }
    }

    /// The buffer that an append site uses.
    fn buffer(&self, site: SiteId) -> String {
        let site = self.body.sites.get(site.0 as usize).and_then(|site| site.buffer);
        site.map_or(String::new(), |used| format!(" buffer{}", used.buffer.0))
    }

    fn opt(&mut self, e: &'a Option<Box<Expr>>) -> String {
        e.as_ref().map_or(String::new(), |e| self.expr(e))
    }

    fn indexed(&mut self, elems: &'a [(u64, Expr)]) -> String {
        let elems: Vec<String> = elems.iter().map(|(at, e)| format!("{at}: {}", self.expr(e))).collect();
        elems.join(", ")
    }

    pub(super) fn expr(&mut self, e: &'a Expr) -> String {
        let ty = self.ty(e.ty);
        match &e.kind {
            ExprKind::Const(value) => constant(value, &ty),
            ExprKind::Var(var) => self.var(*var),
            ExprKind::Global(global) => self.program_global(global.0),
            ExprKind::Func(func) => self.func_name(*func).to_string(),
            ExprKind::Closure { func, captures, body, .. } => {
                self.literals.push(body);
                let captures: Vec<String> = captures.iter().map(|var| self.var(*var)).collect();
                format!("closure {}[{}]", self.func_name(*func), captures.join(", "))
            }
            ExprKind::Deref(x) => format!("*{}", self.expr(x)),
            ExprKind::AddrOf(x) => format!("&{}", self.expr(x)),
            ExprKind::New { value, site, .. } => format!("new{}({})", self.place(*site), self.expr(value)),
            ExprKind::Field { x, index } => self.field(x, *index),
            ExprKind::Index { x, index } => format!("{}[{}]", self.operand(x), self.expr(index)),
            ExprKind::Slice { x, lo, hi, max } => {
                let (x, lo, hi) = (self.operand(x), self.opt(lo), self.opt(hi));
                let max = max.as_ref().map_or(String::new(), |max| format!(":{}", self.expr(max)));
                format!("{x}[{lo}:{hi}{max}]")
            }
            ExprKind::Neg(x) => format!("-{}", self.expr(x)),
            ExprKind::BitNot(x) => format!("^{}", self.expr(x)),
            ExprKind::Not(x) => format!("!{}", self.expr(x)),
            ExprKind::Binary { op, x, y } => format!("({} {} {})", self.expr(x), symbol(*op), self.expr(y)),
            ExprKind::Compare { op, x, y } => format!("({} {} {})", self.expr(x), comparison(*op), self.expr(y)),
            ExprKind::IsNil(x) => format!("({} == nil)", self.expr(x)),
            ExprKind::And(x, y) => format!("({} && {})", self.expr(x), self.expr(y)),
            ExprKind::Or(x, y) => format!("({} || {})", self.expr(x), self.expr(y)),
            ExprKind::Concat { parts, site, .. } => format!("concat{}({})", self.place(*site), self.list(parts)),
            ExprKind::Convert(x) => format!("{ty}({})", self.expr(x)),
            ExprKind::ConvertString { x, temporary: true, .. } => format!("{ty}#temp({})", self.expr(x)),
            ExprKind::ConvertString { x, site, .. } => format!("{ty}{}({})", self.place(*site), self.expr(x)),
            ExprKind::SliceToArray(x) => format!("to_array {ty}({})", self.expr(x)),
            ExprKind::ToInterface { x, site } => {
                format!("{ty}<-{}{}({})", self.ty(x.ty), self.place(*site), self.expr(x))
            }
            ExprKind::InterfaceToInterface(x) => format!("{ty}<-{}({})", self.ty(x.ty), self.expr(x)),
            ExprKind::TypeAssert { x, target, comma_ok } => {
                let ok = if *comma_ok { ", ok" } else { "" };
                format!("{}.({}{ok})", self.expr(x), self.ty(*target))
            }
            ExprKind::StructLit(fields) => {
                let fields: Vec<String> =
                    fields.iter().map(|field| field.as_ref().map_or("0".into(), |e| self.expr(e))).collect();
                format!("{ty}{{{}}}", fields.join(", "))
            }
            ExprKind::ArrayLit(elems) => format!("{ty}{{{}}}", self.indexed(elems)),
            ExprKind::SliceLit { elems, len, site, .. } => {
                format!("{ty}{}[{len}]{{{}}}", self.place(*site), self.indexed(elems))
            }
            ExprKind::Call(call) => self.call(call),
            ExprKind::Seq { stmts, value } => self.seq(stmts, value),
            _ => self.builtin(e),
        }
    }

    fn program_global(&self, at: u32) -> String {
        self.program.globals[at as usize].name.clone()
    }

    fn field(&mut self, x: &'a Expr, index: u32) -> String {
        let name = match self.universe.under(x.ty) {
            goslice_types::types::Type::Struct(fields) => fields[index as usize].name.to_string(),
            _ => index.to_string(),
        };
        format!("{}.{name}", self.operand(x))
    }

    /// What an index or selector applies to.
    fn operand(&mut self, x: &'a Expr) -> String {
        let text = self.expr(x);
        if matches!(x.kind, ExprKind::Deref(_)) { format!("({text})") } else { text }
    }

    /// `{statements; value}` on one line.
    fn seq(&mut self, stmts: &'a [crate::body::Stmt], value: &'a Expr) -> String {
        let outer = std::mem::take(&mut self.out);
        let indent = std::mem::take(&mut self.indent);
        for stmt in stmts {
            self.stmt(stmt);
        }
        self.indent = indent;
        let lines = std::mem::replace(&mut self.out, outer);
        let lines: Vec<&str> = lines.lines().map(str::trim).collect();
        format!("{{{}; {}}}", lines.join("; "), self.expr(value))
    }

    fn call(&mut self, call: &'a Call) -> String {
        let callee = match &call.callee {
            Callee::Static(func) => self.func_name(*func).to_string(),
            Callee::Value(fun) => format!("({})", self.expr(fun)),
            Callee::Interface { recv, index } => {
                let name = match self.universe.under(recv.ty) {
                    goslice_types::types::Type::Interface(inter) => inter.methods[*index as usize].name.to_string(),
                    _ => index.to_string(),
                };
                format!("{}.{name}", self.expr(recv))
            }
        };
        format!("{callee}({})", self.list(&call.args))
    }

    fn builtin(&mut self, e: &'a Expr) -> String {
        match &e.kind {
            ExprKind::Len(x) => format!("len({})", self.expr(x)),
            ExprKind::Cap(x) => format!("cap({})", self.expr(x)),
            ExprKind::MakeSlice { len, cap, site } => {
                let ty = self.ty(e.ty);
                let cap = cap.as_ref().map_or(String::new(), |cap| format!(", {}", self.expr(cap)));
                format!("make{}({ty}, {}{cap})", self.place(*site), self.expr(len))
            }
            ExprKind::Append { slice, values, site } => {
                let place = self.buffer(*site);
                let slice = self.expr(slice);
                let values: Vec<String> = values.iter().map(|value| format!(", {}", self.expr(value))).collect();
                format!("append{place}({slice}{})", values.concat())
            }
            ExprKind::AppendSlice { slice, other, .. } => {
                format!("append({}, {}...)", self.expr(slice), self.expr(other))
            }
            ExprKind::MoveToHeap { slice, buffer, .. } => {
                format!("move_to_heap buffer{}({})", buffer.0, self.expr(slice))
            }
            ExprKind::AppendMake { slice, n, .. } => format!("append({}, zeroes {})", self.expr(slice), self.expr(n)),
            ExprKind::Copy { dst, src } => format!("copy({}, {})", self.expr(dst), self.expr(src)),
            ExprKind::Clear(x) => format!("clear({})", self.expr(x)),
            ExprKind::MinMax { max, args } => format!("{}({})", if *max { "max" } else { "min" }, self.list(args)),
            ExprKind::Complex(re, im) => format!("complex({}, {})", self.expr(re), self.expr(im)),
            ExprKind::Real(x) => format!("real({})", self.expr(x)),
            ExprKind::Imag(x) => format!("imag({})", self.expr(x)),
            ExprKind::Panic(x) => format!("panic({})", self.expr(x)),
            ExprKind::Recover => "recover()".into(),
            ExprKind::Print { newline, args } => {
                format!("{}({})", if *newline { "println" } else { "print" }, self.list(args))
            }
            ExprKind::DecodeRune { s, at } => format!("decode_rune({}, {})", self.expr(s), self.expr(at)),
            ExprKind::UnsafeSlice { ptr, len } => format!("unsafe.Slice({}, {})", self.expr(ptr), self.expr(len)),
            ExprKind::UnsafeSliceData(x) => format!("unsafe.SliceData({})", self.expr(x)),
            ExprKind::UnsafeString { ptr, len } => format!("unsafe.String({}, {})", self.expr(ptr), self.expr(len)),
            ExprKind::UnsafeStringData(x) => format!("unsafe.StringData({})", self.expr(x)),
            ExprKind::UnsafeAdd { ptr, n } => format!("unsafe.Add({}, {})", self.expr(ptr), self.expr(n)),
            _ => unreachable!("written by expr"),
        }
    }
}

fn constant(value: &Value, ty: &str) -> String {
    let text = match value {
        Value::Bool(value) => return value.to_string(),
        Value::Int(value) if ty == "int" => return value.to_string(),
        Value::Int(value) => value.to_string(),
        Value::Float(value) => format!("{value:?}"),
        Value::Complex(re, im) => format!("{re:?}, {im:?}"),
        Value::String(bytes) if ty == "string" => return format!("\"{}\"", bytes.escape_ascii()),
        Value::String(bytes) => format!("\"{}\"", bytes.escape_ascii()),
        Value::Zero => return format!("zero {ty}"),
    };
    format!("{ty}({text})")
}
