//! Printing one value under one verb.

#![allow(unsafe_code, reason = "follows Go values in memory")]

use super::flags::{Flags, LOWER, UPPER};
use super::host::{Host, Panicked};
use super::value::{Hidden, Value};
use crate::strconv::utf8;
use goslice_abi::desc::Kind;

/// The state of one call of Printf or its relatives. Nothing in it needs dropping: methods that it calls may never
/// return.
pub(super) struct Printer<'a> {
    pub(super) host: &'a dyn Host,
    /// What is printed so far.
    pub(super) out: &'a mut Vec<u8>,
    pub(super) flags: Flags,
    /// The value that the verb is applied to, with which a wrong verb is reported.
    arg: Option<Value>,
    /// A wrong verb is being reported: methods are not called.
    erroring: bool,
    /// The value of a panic is being printed.
    panicking: bool,
    /// For Errorf: indexes of the operands of `%w`.
    pub(super) wrapped: Option<&'a mut Vec<i64>>,
}

impl<'a> Printer<'a> {
    pub(super) fn new(host: &'a dyn Host, out: &'a mut Vec<u8>) -> Printer<'a> {
        Printer { host, out, flags: Flags::default(), arg: None, erroring: false, panicking: false, wrapped: None }
    }

    pub(super) fn text(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    pub(super) fn char(&mut self, char: char) {
        utf8::append(self.out, char as u32);
    }

    /// Prints an operand; `None` is a nil interface.
    pub(super) fn print_arg(&mut self, arg: Option<Value>, verb: char) {
        self.arg = arg;
        let Some(value) = arg else {
            match verb {
                'T' | 'v' => self.flags.pad(self.out, b"<nil>"),
                _ => self.bad_verb(verb, None),
            }
            return;
        };
        match verb {
            'T' => self.flags.text(self.out, value.ty.name().as_bytes()),
            'p' => self.pointer(value, 'p'),
            _ => {
                // Also %w takes a []byte for its elements.
                if is_byte_slice(value) || !self.call_methods(value, verb) {
                    self.print_value(value, verb, 0);
                }
            }
        }
    }

    /// `%!d(string=hi)`
    fn bad_verb(&mut self, verb: char, value: Option<Value>) {
        self.erroring = true;
        self.text("%!");
        self.char(verb);
        self.text("(");
        if let Some(arg) = self.arg {
            self.text(arg.ty.name());
            self.text("=");
            self.print_arg(Some(arg), 'v');
        } else if let Some(value) = value {
            self.text(value.ty.name());
            self.text("=");
            self.print_value(value, 'v', 0);
        } else {
            self.text("<nil>");
        }
        self.text(")");
        self.erroring = false;
    }

    /// Lets the value's own methods print it, if it has any for this verb.
    fn call_methods(&mut self, value: Value, verb: char) -> bool {
        let mut verb = verb;
        if self.erroring {
            return false;
        }
        if verb == 'w' {
            // Only an error, and only in Errorf.
            if self.wrapped.is_none() || self.host.string_method(value.ty, "Error").is_none() {
                self.bad_verb(verb, Some(value));
                return true;
            }
            verb = 'v';
        }
        if value.ty.methods.len == 0 {
            return false;
        }
        if let Some(format) = self.host.format_method(value.ty) {
            let state = (&raw mut *self).cast();
            if let Err(panic) = self.host.call_format(format, value.receiver(), state, verb) {
                self.method_panicked(value, verb, "Format", panic);
            }
            return true;
        }
        if self.flags.sharp_v {
            let Some(code) = self.host.string_method(value.ty, "GoString") else { return false };
            match self.host.call_string(code, value.receiver()) {
                // SAFETY: a Go string; no Go code runs before it is copied.
                Ok(text) => self.flags.text(self.out, unsafe { text.bytes() }),
                Err(panic) => self.method_panicked(value, verb, "GoString", panic),
            }
            return true;
        }
        if !matches!(verb, 'v' | 's' | 'x' | 'X' | 'q') {
            return false;
        }
        for name in ["Error", "String"] {
            let Some(code) = self.host.string_method(value.ty, name) else { continue };
            match self.host.call_string(code, value.receiver()) {
                // SAFETY: as above.
                Ok(text) => {
                    self.string(unsafe { text.bytes() }, verb);
                }
                Err(panic) => self.method_panicked(value, verb, name, panic),
            }
            return true;
        }
        false
    }

    /// A method panicked: a nil receiver prints as `<nil>`, else the panic is shown.
    fn method_panicked(&mut self, value: Value, verb: char, method: &str, panic: Panicked) {
        if value.is_nil_pointer() {
            self.text("<nil>");
            return;
        }
        if self.panicking {
            // Also printing the panic's value panics.
            self.host.rethrow(panic);
            return;
        }
        let flags = std::mem::take(&mut self.flags);
        self.text("%!");
        self.char(verb);
        self.text("(PANIC=");
        self.text(method);
        self.text(" method: ");
        self.panicking = true;
        // SAFETY: `panic` stays in this frame while it is printed.
        self.print_arg(unsafe { Value::of_eface(&raw const panic) }, 'v');
        self.panicking = false;
        self.text(")");
        self.flags = flags;
        if self.host.at_least(22) {
            // Go forgets the numbers, not that they were there.
            self.flags.width = flags.width.map(|_| 0);
            self.flags.precision = flags.precision.map(|_| 0);
        }
    }

    /// Prints a value by its structure. `depth` is 0 for operands, whose methods have been tried.
    fn print_value(&mut self, value: Value, verb: char, depth: usize) {
        if depth > 0 && value.hidden != Hidden::No {
            self.arg = None;
        } else if depth > 0 {
            // An interface is what is in it.
            let concrete = if value.kind() == Kind::Interface { value.dynamic() } else { Some(value) };
            self.arg = concrete;
            if let Some(concrete) = concrete
                && self.call_methods(concrete, verb)
            {
                return;
            }
        }
        match value.kind() {
            Kind::Bool => match verb {
                't' | 'v' => self.flags.boolean(self.out, value.boolean()),
                _ => self.bad_verb(verb, Some(value)),
            },
            Kind::Float32 | Kind::Float64 => {
                let (number, bits) = value.float(0);
                if !self.float(number, bits, verb) {
                    self.bad_verb(verb, Some(value));
                }
            }
            Kind::Complex64 | Kind::Complex128 => self.complex(value, verb),
            Kind::String => {
                if !self.string(value.bytes(), verb) {
                    self.bad_verb(verb, Some(value));
                }
            }
            Kind::Struct => self.structure(value, verb, depth),
            Kind::Interface => match value.dynamic() {
                Some(dynamic) => self.print_value(dynamic, verb, depth + 1),
                None if self.flags.sharp_v => {
                    self.text(value.ty.name());
                    self.text("(nil)");
                }
                None => self.text("<nil>"),
            },
            Kind::Array | Kind::Slice => self.list(value, verb, depth),
            Kind::Pointer if depth == 0 && !value.pointer().is_null() => match value.elem_type().kind {
                Kind::Array | Kind::Slice | Kind::Struct | Kind::Map => {
                    self.text("&");
                    self.print_value(value.pointee(), verb, depth + 1);
                }
                _ => self.pointer(value, verb),
            },
            Kind::Pointer | Kind::Chan | Kind::Func | Kind::UnsafePointer | Kind::Map | Kind::Invalid => {
                self.pointer(value, verb)
            }
            _ => {
                let (bits, signed) = value.integer().expect("the other kinds are integers");
                if !self.integer(bits, signed, verb) {
                    self.bad_verb(verb, Some(value));
                }
            }
        }
    }

    fn structure(&mut self, value: Value, verb: char, depth: usize) {
        self.host.check_stack();
        if self.flags.sharp_v {
            self.text(value.ty.name());
        }
        self.text("{");
        for (at, field) in value.fields().iter().enumerate() {
            if at > 0 {
                self.text(if self.flags.sharp_v { ", " } else { " " });
            }
            if self.flags.plus_v || self.flags.sharp_v {
                // SAFETY: names live as long as the program.
                self.out.extend_from_slice(unsafe { field.name.bytes() });
                self.text(":");
            }
            let mut field = value.field(field);
            if field.kind() == Kind::Interface {
                field = field.dynamic().unwrap_or(field);
            }
            self.print_value(field, verb, depth + 1);
        }
        self.text("}");
    }

    fn list(&mut self, value: Value, verb: char, depth: usize) {
        self.host.check_stack();
        let is_slice = value.kind() == Kind::Slice;
        // Operands of type []byte itself have verbs of their own, as have bytes of any type under %s, %q and %x.
        let bytes = value.elem_type().kind == Kind::Uint8;
        if bytes && matches!(verb, 's' | 'q' | 'x' | 'X') {
            self.string(value.bytes(), verb);
            return;
        }
        if depth == 0 && is_byte_slice(value) && matches!(verb, 'v' | 'd') {
            self.byte_slice(value, verb);
            return;
        }
        if self.flags.sharp_v {
            self.text(value.ty.name());
            if is_slice && value.pointer().is_null() {
                self.text("(nil)");
                return;
            }
        }
        self.text(if self.flags.sharp_v { "{" } else { "[" });
        for at in 0..value.len() {
            if at > 0 {
                self.text(if self.flags.sharp_v { ", " } else { " " });
            }
            self.print_value(value.index(at), verb, depth + 1);
        }
        self.text(if self.flags.sharp_v { "}" } else { "]" });
    }

    /// An operand of type `[]byte` under `%v` and `%d`.
    fn byte_slice(&mut self, value: Value, verb: char) {
        if self.flags.sharp_v {
            self.text("[]byte");
            if value.pointer().is_null() {
                self.text("(nil)");
                return;
            }
            self.text("{");
            for (at, &byte) in value.bytes().iter().enumerate() {
                if at > 0 {
                    self.text(", ");
                }
                self.hex_number(byte.into(), true);
            }
            self.text("}");
            return;
        }
        self.text("[");
        for (at, &byte) in value.bytes().iter().enumerate() {
            if at > 0 {
                self.text(" ");
            }
            self.flags.integer(self.out, byte.into(), 10, false, verb, LOWER);
        }
        self.text("]");
    }

    fn hex_number(&mut self, bits: u64, prefix: bool) {
        let flags = Flags { sharp: prefix, ..self.flags };
        flags.integer(self.out, bits, 16, false, 'v', LOWER);
    }

    /// An integer; false if the verb is wrong for it.
    fn integer(&mut self, bits: u64, signed: bool, verb: char) -> bool {
        let (base, digits) = match verb {
            'v' if self.flags.sharp_v && !signed => {
                self.hex_number(bits, true);
                return true;
            }
            'v' | 'd' => (10, LOWER),
            'b' => (2, LOWER),
            'o' | 'O' => (8, LOWER),
            'x' => (16, LOWER),
            'X' => (16, UPPER),
            'c' => {
                self.flags.rune(self.out, bits);
                return true;
            }
            'q' => {
                self.flags.quoted_rune(self.out, bits);
                return true;
            }
            'U' => {
                self.flags.unicode(self.out, bits);
                return true;
            }
            _ => return false,
        };
        self.flags.integer(self.out, bits, base, signed, verb, digits);
        true
    }

    fn float(&mut self, value: f64, bits: i64, verb: char) -> bool {
        let (format, precision) = match verb {
            'v' => (b'g', -1),
            'b' | 'g' | 'G' | 'x' | 'X' => (verb as u8, -1),
            'f' | 'F' => (b'f', 6),
            'e' | 'E' => (verb as u8, 6),
            _ => return false,
        };
        self.flags.float(self.out, value, bits, format, precision);
        true
    }

    fn complex(&mut self, value: Value, verb: char) {
        if !matches!(verb, 'v' | 'b' | 'g' | 'G' | 'x' | 'X' | 'f' | 'F' | 'e' | 'E') {
            self.bad_verb(verb, Some(value));
            return;
        }
        let plus = self.flags.plus;
        let ((real, bits), (imaginary, _)) = (value.float(0), value.float(1));
        self.text("(");
        self.float(real, bits, verb);
        // The imaginary part always has a sign.
        self.flags.plus = true;
        self.float(imaginary, bits, verb);
        self.text("i)");
        self.flags.plus = plus;
    }

    /// A text; false if the verb is wrong for it.
    fn string(&mut self, text: &[u8], verb: char) -> bool {
        match verb {
            'v' if self.flags.sharp_v => self.flags.quoted(self.out, text),
            'v' | 's' => self.flags.text(self.out, text),
            'x' => self.flags.hex(self.out, text, LOWER),
            'X' => self.flags.hex(self.out, text, UPPER),
            'q' => self.flags.quoted(self.out, text),
            _ => return false,
        }
        true
    }

    /// A pointer, function, channel, map or slice as an address.
    fn pointer(&mut self, value: Value, verb: char) {
        if !matches!(
            value.kind(),
            Kind::Chan | Kind::Func | Kind::Map | Kind::Pointer | Kind::Slice | Kind::UnsafePointer
        ) {
            self.bad_verb(verb, Some(value));
            return;
        }
        let mut address = value.pointer().addr() as u64;
        if value.kind() == Kind::Func && address != 0 {
            // A func value's address is its code's.
            // SAFETY: it points to a closure, which begins with the code.
            address = unsafe { value.pointer().cast::<u64>().read() };
        }
        match verb {
            'v' if self.flags.sharp_v => {
                self.text("(");
                self.text(value.ty.name());
                self.text(")(");
                if address == 0 {
                    self.text("nil");
                } else {
                    self.hex_number(address, true);
                }
                self.text(")");
            }
            'v' if address == 0 => self.flags.pad(self.out, b"<nil>"),
            'v' | 'p' => self.hex_number(address, !self.flags.sharp),
            'b' | 'o' | 'd' | 'x' | 'X' => {
                self.integer(address, false, verb);
            }
            _ => self.bad_verb(verb, Some(value)),
        }
    }
}

/// Whether the value's type is `[]byte` itself.
fn is_byte_slice(value: Value) -> bool {
    value.kind() == Kind::Slice && value.elem_type().kind == Kind::Uint8 && value.ty.name() == "[]uint8"
}
