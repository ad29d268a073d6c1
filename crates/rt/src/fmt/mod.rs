//! Go's fmt: printing values by their type descriptors.
//!
//! [`printf`] scans format strings, [`printer`] prints one value under one verb, [`flags`] writes text and numbers under
//! flags, width and precision, [`value`] looks into Go values, [`host`] calls their methods.
//!
//! Methods may never return (`os.Exit`, Goexit), so nothing with `Drop` is live while one runs: buffers are on loan from
//! a pool, and one that does not come back is lost.

#![allow(unsafe_code, reason = "reads and writes Go values")]

mod flags;
mod host;
mod printer;
mod printf;
mod state;
#[cfg(test)]
mod tests;
mod value;

pub(crate) use state::{fmt_state_flag, fmt_state_precision, fmt_state_width, fmt_state_write};

use crate::goroutine;
use crate::heap;
use crate::itab;
use crate::os;
use crate::strconv::string_result;
use crate::value::new_string;
use flags::Flags;
use goslice_abi::desc::Kind;
use goslice_abi::g::G;
use goslice_abi::layout::{Eface, Pair, SliceHeader, Str};
use host::Running;
use printer::Printer;
use printf::Args;
use std::cell::RefCell;
use value::Value;

/// What one call of a printing function needs.
#[derive(Default)]
struct Buffers {
    text: Vec<u8>,
    wrapped: Vec<i64>,
}

/// Buffers that grew beyond this are not kept.
const KEPT_BYTES: usize = 64 << 10;

thread_local! {
    static POOL: RefCell<Vec<&'static mut Buffers>> = const { RefCell::new(Vec::new()) };
}

/// Calls `f` with empty buffers.
fn with_buffers<R>(f: impl FnOnce(&mut Buffers) -> R) -> R {
    let buffers = POOL.with_borrow_mut(Vec::pop).unwrap_or_else(|| Box::leak(Box::default()));
    buffers.text.clear();
    buffers.wrapped.clear();
    let result = f(buffers);
    if buffers.text.capacity() > KEPT_BYTES {
        buffers.text = Vec::new();
    }
    POOL.with_borrow_mut(|pool| pool.push(buffers));
    result
}

/// Operands in a Go slice of `interface{}`, which stays in place.
#[derive(Clone, Copy)]
struct Operands {
    first: *const Eface,
    len: usize,
}

impl Operands {
    fn new(a: *mut u8, a_len: i64) -> Operands {
        Operands { first: a.cast_const().cast(), len: a_len as usize }
    }
}

impl Args for Operands {
    fn len(&self) -> usize {
        self.len
    }

    fn get(&self, at: usize) -> Option<Value> {
        assert!(at < self.len);
        // SAFETY: within the slice.
        unsafe { Value::of_eface(self.first.add(at)) }
    }
}

/// Prints all operands with spaces between them and a newline behind.
fn println(printer: &mut Printer<'_>, args: &dyn Args) {
    for at in 0..args.len() {
        if at > 0 {
            printer.text(" ");
        }
        printer.flags = Flags::default();
        printer.print_arg(args.get(at), 'v');
    }
    printer.text("\n");
}

/// Prints all operands with spaces between those that are not strings.
fn print(printer: &mut Printer<'_>, args: &dyn Args) {
    let mut after_string = true;
    for at in 0..args.len() {
        let arg = args.get(at);
        let is_string = arg.is_some_and(|value| value.kind() == Kind::String);
        if at > 0 && !is_string && !after_string {
            printer.text(" ");
        }
        printer.flags = Flags::default();
        printer.print_arg(arg, 'v');
        after_string = is_string;
    }
}

/// How a function prints its operands.
#[derive(Clone, Copy)]
enum Form {
    Println,
    Print,
    Printf(Str),
}

impl Form {
    unsafe fn run(self, g: *mut G, buffers: &mut Buffers, args: Operands) {
        let host = Running { g };
        let mut printer = Printer::new(&host, &mut buffers.text);
        match self {
            Form::Println => println(&mut printer, &args),
            Form::Print => print(&mut printer, &args),
            // SAFETY: a Go string that the calling frame holds.
            Form::Printf(format) => printf::printf(&mut printer, unsafe { format.bytes() }, &args),
        }
    }

    /// Writes to standard output with one system call, and stores `(n int, err error)`.
    unsafe fn to_stdout(self, g: *mut G, args: Operands, out: *mut u8) {
        with_buffers(|buffers| {
            // SAFETY: `out` has room for three words.
            unsafe {
                self.run(g, buffers, args);
                let n = os::os_write(g, 1, buffers.text.as_mut_ptr(), buffers.text.len() as i64, 0);
                let words = out.cast::<u64>();
                words.write(n.max(0) as u64);
                let error = if n < 0 { write_error(g, (-n) as i32) } else { [0, 0] };
                words.add(1).write(error[0]);
                words.add(2).write(error[1]);
            }
        });
    }

    unsafe fn to_string(self, g: *mut G, args: Operands) -> Pair {
        with_buffers(|buffers| {
            // SAFETY: the caller's promise.
            unsafe {
                self.run(g, buffers, args);
                string_result(g, &buffers.text)
            }
        })
    }
}

/// The words of an `error` that says that standard output could not be written to.
unsafe fn write_error(g: *mut G, number: i32) -> [u64; 2] {
    // SAFETY: `plain_error` is a struct of one string; messages of the system are static text.
    unsafe {
        let known = *goroutine::state(g).well_known();
        let text = new_string(g, format!("write /dev/stdout: {}", os::error_text(number)).as_bytes());
        let data = heap::alloc_conservative(g, size_of::<Str>());
        data.cast::<Str>().write(text);
        let itab = itab::find_itab(g, known.error.cast_mut().cast(), known.plain_error.cast_mut().cast());
        [itab.addr() as u64, data.addr() as u64]
    }
}

/// `fmt.Println(a...) (n int, err error)`
pub(crate) unsafe fn fmt_println(g: *mut G, a: *mut u8, a_len: i64, _a_cap: i64, out: *mut u8) {
    // SAFETY: generated code passes a slice and room for the results; so below.
    unsafe { Form::Println.to_stdout(g, Operands::new(a, a_len), out) }
}

/// `fmt.Print(a...) (n int, err error)`
pub(crate) unsafe fn fmt_print(g: *mut G, a: *mut u8, a_len: i64, _a_cap: i64, out: *mut u8) {
    // SAFETY: as above.
    unsafe { Form::Print.to_stdout(g, Operands::new(a, a_len), out) }
}

/// `fmt.Printf(format, a...) (n int, err error)`
pub(crate) unsafe fn fmt_printf(
    g: *mut G,
    format: *mut u8,
    format_len: i64,
    a: *mut u8,
    a_len: i64,
    _a_cap: i64,
    out: *mut u8,
) {
    // SAFETY: as above.
    unsafe { Form::Printf(Str { ptr: format, len: format_len }).to_stdout(g, Operands::new(a, a_len), out) }
}

/// `fmt.Sprintln(a...) string`
pub(crate) unsafe fn fmt_sprintln(g: *mut G, a: *mut u8, a_len: i64, _a_cap: i64) -> Pair {
    // SAFETY: as above.
    unsafe { Form::Println.to_string(g, Operands::new(a, a_len)) }
}

/// `fmt.Sprint(a...) string`
pub(crate) unsafe fn fmt_sprint(g: *mut G, a: *mut u8, a_len: i64, _a_cap: i64) -> Pair {
    // SAFETY: as above.
    unsafe { Form::Print.to_string(g, Operands::new(a, a_len)) }
}

/// `fmt.Sprintf(format, a...) string`
pub(crate) unsafe fn fmt_sprintf(
    g: *mut G,
    format: *mut u8,
    format_len: i64,
    a: *mut u8,
    a_len: i64,
    _a_cap: i64,
) -> Pair {
    // SAFETY: as above.
    unsafe { Form::Printf(Str { ptr: format, len: format_len }).to_string(g, Operands::new(a, a_len)) }
}

/// Each index itself: the list of one index lies here.
static INDEXES: [i64; 256] = {
    let mut indexes = [0; 256];
    let mut at = 0;
    while at < indexes.len() {
        indexes[at] = at as i64;
        at += 1;
    }
    indexes
};

/// `fmt.errorf(format, a) (text string, wrapped []int)`: `wrapped` has the indexes of the operands of `%w`, in order.
pub(crate) unsafe fn fmt_errorf(
    g: *mut G,
    format: *mut u8,
    format_len: i64,
    a: *mut u8,
    a_len: i64,
    _a_cap: i64,
    out: *mut u8,
) {
    with_buffers(|buffers| {
        // SAFETY: `out` has room for a string and a slice.
        unsafe {
            let format = Str { ptr: format, len: format_len };
            let host = Running { g };
            let Buffers { text, wrapped } = buffers;
            let mut printer = Printer::new(&host, text);
            printer.wrapped = Some(wrapped);
            printf::printf(&mut printer, format.bytes(), &Operands::new(a, a_len));
            if wrapped.len() > 1 && !goroutine::state(g).release().at_least(20) {
                // There was no wrapping of several errors.
                wrapped.clear();
            }
            wrapped.sort_unstable();
            wrapped.dedup();
            let n_wrapped = wrapped.len();
            out.cast::<Str>().write(new_string(g, text));
            let mut indexes = SliceHeader { ptr: std::ptr::null_mut(), len: n_wrapped as i64, cap: n_wrapped as i64 };
            if let [index @ 0..256] = wrapped[..] {
                indexes.ptr = (&raw const INDEXES[index as usize]).cast_mut().cast();
            } else if n_wrapped > 0 {
                indexes.ptr = heap::alloc_noscan(g, n_wrapped * size_of::<i64>());
                indexes.ptr.copy_from_nonoverlapping(wrapped.as_ptr().cast(), n_wrapped * size_of::<i64>());
            }
            out.add(size_of::<Str>()).cast::<SliceHeader>().write(indexes);
        }
    });
}
