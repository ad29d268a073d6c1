//! Verbs and flags for values of all kinds, against what Go prints.

use super::flags::Flags;
use super::host::{Format, Host, Panicked};
use super::printer::Printer;
use super::printf::{Args, printf};
use super::value::{Hidden, Value};
use crate::testdesc::{leak, plain};
use goslice_abi::desc::{FieldDesc, Kind, List, MethodDesc, TypeDesc};
use goslice_abi::layout::{Eface, Str};
use std::ptr::null;

/// Methods without a Go program: what they return depends on the code only.
struct Canned;

/// Addresses that stand for methods.
const GREEN: usize = 1;
const FAILED: usize = 2;
const PANICS: usize = 3;

impl Host for Canned {
    fn string_method(&self, ty: &TypeDesc, name: &str) -> Option<*const u8> {
        ty.method(name).map(|method| method.code)
    }

    fn call_string(&self, code: *const u8, receiver: u64) -> Result<Str, Panicked> {
        match code.addr() {
            // A nil *color is dereferenced on the way to color's method.
            GREEN if receiver == 0 => Err(string_eface("nil dereference")),
            GREEN => Ok(Str::from_static("green")),
            FAILED => Ok(Str::from_static("failed")),
            _ => Err(string_eface("oh")),
        }
    }

    fn format_method(&self, _: &TypeDesc) -> Option<Format> {
        None
    }

    fn call_format(&self, _: Format, _: u64, _: *mut u8, _: char) -> Result<(), Panicked> {
        unreachable!("no type here has a Format method")
    }

    fn at_least(&self, _: u8) -> bool {
        true
    }

    fn rethrow(&self, _: Eface) {
        unreachable!("no method panics with a value that panics")
    }

    fn check_stack(&self) {}
}

fn string_eface(text: &'static str) -> Eface {
    let ty = leak(plain("string", Kind::String, 16));
    Eface { ty, data: address(Str::from_static(text)).cast_mut() }
}

/// A value that lives as long as the tests.
fn address<T>(value: T) -> *const u8 {
    (&raw const *Box::leak(Box::new(value))).cast()
}

fn value<T>(ty: &'static TypeDesc, contents: T) -> Value {
    Value { ty, addr: address(contents), hidden: Hidden::No }
}

fn basic<T>(name: &'static str, kind: Kind, contents: T) -> Value {
    value(leak(plain(name, kind, size_of::<T>())), contents)
}

fn string(text: &'static [u8]) -> Str {
    Str { ptr: text.as_ptr(), len: text.len() as i64 }
}

fn slice_type(name: &'static str, elem: &'static TypeDesc) -> &'static TypeDesc {
    let mut ty = plain(name, Kind::Slice, 24);
    ty.elem = elem;
    leak(ty)
}

fn slice<T>(name: &'static str, elem: &'static TypeDesc, elements: Vec<T>) -> Value {
    let len = elements.len();
    let elements = Vec::leak(elements);
    value(slice_type(name, elem), (elements.as_ptr(), len, len))
}

fn nil_slice(name: &'static str, elem: &'static TypeDesc) -> Value {
    value(slice_type(name, elem), (0usize, 0usize, 0usize))
}

fn field(name: &'static str, ty: &'static TypeDesc, offset: usize) -> FieldDesc {
    let exported = name.starts_with(|first: char| first.is_uppercase());
    FieldDesc { name: Str::from_static(name), ty, offset, tag: Str::EMPTY, embedded: false, exported }
}

fn structure(name: &'static str, size: usize, fields: Vec<FieldDesc>) -> &'static TypeDesc {
    let mut ty = plain(name, Kind::Struct, size);
    ty.fields = List::new(Vec::leak(fields));
    leak(ty)
}

fn pointer_type(name: &'static str, elem: &'static TypeDesc) -> TypeDesc {
    let mut ty = plain(name, Kind::Pointer, 8);
    ty.elem = elem;
    ty.direct = true;
    ty
}

fn with_method(mut ty: TypeDesc, method: &'static str, code: usize) -> &'static TypeDesc {
    let code = code as *const u8;
    let method = MethodDesc { name: Str::from_static(method), pkg_path: Str::EMPTY, sig: null(), code };
    ty.methods = List::new(Vec::leak(vec![method]));
    leak(ty)
}

/// The value that the table calls `name`.
fn named(name: &str) -> Option<Value> {
    let int = leak(plain("int", Kind::Int, 8));
    let uint8 = leak(plain("uint8", Kind::Uint8, 1));
    let text = leak(plain("string", Kind::String, 16));
    let any = leak(plain("interface {}", Kind::Interface, 16));
    let mut error = plain("error", Kind::Interface, 16);
    let error_method = MethodDesc { name: Str::from_static("Error"), pkg_path: Str::EMPTY, sig: null(), code: null() };
    error.methods = List::new(Vec::leak(vec![error_method]));
    let error = leak(error);
    let color = with_method(plain("main.color", Kind::Int, 8), "String", GREEN);
    let point = structure("main.point", 16, vec![field("X", int, 0), field("Y", int, 8)]);
    let nothing = Eface { ty: null(), data: std::ptr::null_mut() };
    let boxed = |value: Value| Eface { ty: value.ty, data: value.addr.cast_mut() };
    Some(match name {
        "nil" => return None,
        "true" => basic("bool", Kind::Bool, 1u8),
        "int 0" => basic("int", Kind::Int, 0i64),
        "int 42" => basic("int", Kind::Int, 42i64),
        "int -7" => basic("int", Kind::Int, -7i64),
        "int8 -128" => basic("int8", Kind::Int8, -128i8),
        "int32 120" => basic("int32", Kind::Int32, 120i32),
        "int 128512" => basic("int", Kind::Int, 0x1F600i64),
        "uint8 255" => basic("uint8", Kind::Uint8, 255u8),
        "uint64 max" => basic("uint64", Kind::Uint64, u64::MAX),
        "uintptr 4096" => basic("uintptr", Kind::Uintptr, 4096u64),
        "float64 0" => basic("float64", Kind::Float64, 0.0f64),
        "float64 1.5" => basic("float64", Kind::Float64, 1.5f64),
        "float64 -1e21" => basic("float64", Kind::Float64, -1e21f64),
        "float64 123456789" => basic("float64", Kind::Float64, 123456789.0f64),
        "float64 inf" => basic("float64", Kind::Float64, f64::INFINITY),
        "float64 nan" => basic("float64", Kind::Float64, f64::NAN),
        "float32 0.1" => basic("float32", Kind::Float32, 0.1f32),
        "complex128" => basic("complex128", Kind::Complex128, [1.0f64, 2.0]),
        "complex64" => basic("complex64", Kind::Complex64, [0.0f32, -1.5]),
        "string empty" => value(text, Str::EMPTY),
        "string hello" => value(text, string(b"hello")),
        "string é" => value(text, string("hé\"`\n".as_bytes())),
        "string bad" => value(text, string(b"\xff\x00a")),
        "[]byte nil" => nil_slice("[]uint8", uint8),
        "[]byte hi" => slice("[]uint8", uint8, b"hi".to_vec()),
        "raw hi" => slice("main.raw", uint8, b"hi".to_vec()),
        "[2]byte" => {
            let mut ty = plain("[2]uint8", Kind::Array, 2);
            ty.elem = uint8;
            ty.len = 2;
            value(leak(ty), [1u8, 171])
        }
        "[]int nil" => nil_slice("[]int", int),
        "[]int" => slice("[]int", int, vec![1i64, -2]),
        "[]string" => slice("[]string", text, vec![string(b"a"), string(b"b c")]),
        "[]interface" => {
            let elements = vec![
                boxed(value(int, 1i64)),
                boxed(value(text, string(b"a"))),
                nothing,
                boxed(basic("float64", Kind::Float64, 1.5f64)),
            ];
            slice("[]interface {}", any, elements)
        }
        "[]error nil" => slice("[]error", error, vec![[0usize; 2]]),
        "point" => value(point, [1i64, -2]),
        "&point" => value(leak(pointer_type("*main.point", point)), address([3i64, 4])),
        "nil point" => value(leak(pointer_type("*main.point", point)), 0usize),
        "hidden" => {
            let bytes = slice_type("[]uint8", uint8);
            let fields = vec![field("a", int, 0), field("B", text, 8), field("c", any, 24), field("D", bytes, 40)];
            let contents = (1i64, string(b"b"), boxed(value(int, 2i64)), (b"d".as_ptr(), 1i64, 1i64));
            #[repr(C)]
            struct Fields(i64, Str, Eface, *const u8, i64, i64);
            let (a, b, c, (ptr, len, cap)) = contents;
            value(structure("main.hidden", 64, fields), Fields(a, b, c, ptr, len, cap))
        }
        "struct{}" => value(structure("struct {}", 0, Vec::new()), 0u8),
        "&[]int" => {
            let inner = slice("[]int", int, vec![5i64]);
            value(leak(pointer_type("*[]int", inner.ty)), inner.addr)
        }
        "func nil" => basic("func()", Kind::Func, 0usize),
        "color" => value(color, 1i64),
        "[]color" => slice("[]main.color", color, vec![1i64]),
        "failing" => {
            let mut ty = plain("main.failing", Kind::Struct, 8);
            ty.fields = List::new(Vec::leak(vec![field("N", int, 0)]));
            value(with_method(ty, "Error", FAILED), 1i64)
        }
        "panicking" => value(with_method(plain("main.panicking", Kind::Int, 8), "String", PANICS), 1i64),
        "holder" => {
            let ty = structure("main.holder", 16, vec![field("C", color, 0), field("c", color, 8)]);
            value(ty, [1i64, 1])
        }
        "nil color" => value(with_method(pointer_type("*main.color", color), "String", GREEN), 0usize),
        _ => panic!("no value is called {name}"),
    })
}

/// An operand of the second part of the table, by its type and how it prints.
fn operand(ty: &str, text: &str) -> Option<Value> {
    Some(match ty {
        "<nil>" => return None,
        "int" => basic("int", Kind::Int, text.parse::<i64>().expect("an integer")),
        "float64" => basic("float64", Kind::Float64, text.parse::<f64>().expect("a number")),
        _ => value(leak(plain("string", Kind::String, 16)), string(text.as_bytes().to_vec().leak())),
    })
}

struct List_(Vec<Option<Value>>);

impl Args for List_ {
    fn len(&self) -> usize {
        self.0.len()
    }

    fn get(&self, at: usize) -> Option<Value> {
        self.0[at]
    }
}

fn formatted(format: &[u8], args: Vec<Option<Value>>) -> Vec<u8> {
    let mut out = Vec::new();
    printf(&mut Printer::new(&Canned, &mut out), format, &List_(args));
    out
}

/// The text of a Go string literal in ASCII.
fn unquote(literal: &str) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = literal.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).expect("quotes");
    while let Some(first) = rest.chars().next() {
        rest = &rest[1..];
        if first != '\\' {
            out.push(first as u8);
            continue;
        }
        let kind = rest.as_bytes()[0];
        rest = &rest[1..];
        let n_digits = match kind {
            b'x' => 2,
            b'u' => 4,
            b'U' => 8,
            _ => {
                let plain = match kind {
                    b'n' => b'\n',
                    b't' => b'\t',
                    other => other,
                };
                out.push(plain);
                continue;
            }
        };
        let code = u32::from_str_radix(&rest[..n_digits], 16).expect("digits");
        rest = &rest[n_digits..];
        if kind == b'x' {
            out.push(code as u8);
        } else {
            crate::strconv::utf8::append(&mut out, code);
        }
    }
    out
}

#[test]
fn prints_what_go_prints() {
    let mut lines = include_str!("testdata/verbs.tsv").lines();
    let mut failures = Vec::new();
    let mut n_rows = 0;
    while let Some(line) = lines.next() {
        let [name, format, want] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let got = match name.strip_prefix("args ") {
            None => formatted(format.as_bytes(), vec![named(name)]),
            Some(n_args) => {
                let args = (0..n_args.parse().expect("a count"))
                    .map(|_| {
                        let columns: Vec<&str> = lines.next().expect("an operand").split('\t').collect();
                        operand(columns[1], columns[2])
                    })
                    .collect();
                formatted(&unquote(format), args)
            }
        };
        n_rows += 1;
        if got != unquote(want) {
            failures.push(format!("{name}\t{format}\twant {want}\tgot {:?}", String::from_utf8_lossy(&got)));
        }
    }
    assert!(n_rows > 2500);
    assert!(failures.is_empty(), "{} of {n_rows} differ:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn flags_fill_with_zeros_only_to_the_left() {
    let filled = |flags: Flags| {
        let mut out = Vec::new();
        flags.pad(&mut out, b"ab");
        String::from_utf8(out).expect("ASCII")
    };
    let width = Flags { width: Some(4), zero: true, ..Flags::default() };
    assert_eq!(filled(width), "00ab");
    assert_eq!(filled(Flags { minus: true, ..width }), "ab  ");
}
