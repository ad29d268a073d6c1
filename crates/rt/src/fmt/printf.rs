//! Format strings: flags, argument indexes, width, precision and verb of each directive; what is wrong with them is
//! printed in place.

use super::flags::Flags;
use super::printer::Printer;
use super::value::Value;
use crate::strconv::utf8;

/// Widths, precisions and argument indexes above this are too large.
const TOO_LARGE: i64 = 1_000_000;

/// The operands of a call, by position.
pub(super) trait Args {
    fn len(&self) -> usize;
    /// The operand at `at`; `None` if it is nil.
    fn get(&self, at: usize) -> Option<Value>;
}

/// Where in the format string and the operands the scan is.
struct Scan<'a> {
    format: &'a [u8],
    at: usize,
    /// The next operand.
    arg: usize,
    n_args: usize,
    /// Some directive has named its operand by index.
    reordered: bool,
    /// The directive's argument index is in order.
    good_index: bool,
    /// An argument index came last.
    after_index: bool,
}

impl Scan<'_> {
    fn peek(&self) -> Option<u8> {
        self.format.get(self.at).copied()
    }

    /// An argument index such as `[3]`, if one is here.
    fn index(&mut self) {
        self.after_index = false;
        if self.peek() != Some(b'[') {
            return;
        }
        self.reordered = true;
        let rest = &self.format[self.at..];
        let close = if rest.len() < 3 { None } else { rest.iter().position(|&byte| byte == b']') };
        let Some(close) = close else {
            self.good_index = false;
            self.at += 1;
            return;
        };
        let (number, end) = number(&rest[..close], 1);
        self.at += close + 1;
        match number {
            Some(number) if end == close => {
                self.after_index = true;
                if (1..=self.n_args as i64).contains(&number) {
                    self.arg = number as usize - 1;
                } else {
                    self.good_index = false;
                }
            }
            _ => self.good_index = false,
        }
    }

    /// A number written out, if one is here.
    fn number(&mut self) -> Option<usize> {
        let (number, end) = number(self.format, self.at);
        self.at = end;
        number.map(|number| number as usize)
    }

    /// The operand for `*`: an integer that is not too large.
    fn star(&mut self, args: &dyn Args) -> Option<i64> {
        self.at += 1;
        if self.arg >= self.n_args {
            return None;
        }
        let value = args.get(self.arg);
        self.arg += 1;
        let (bits, signed) = value?.integer()?;
        let number = if signed { Some(bits as i64) } else { i64::try_from(bits).ok() };
        number.filter(|number| number.abs() <= TOO_LARGE)
    }
}

/// The decimal number in `text` from `at`, and where it ends; a number that is too large ends the text.
fn number(text: &[u8], at: usize) -> (Option<i64>, usize) {
    let mut number = None;
    let mut end = at;
    while let Some(digit @ b'0'..=b'9') = text.get(end) {
        let value = number.unwrap_or(0) * 10 + i64::from(digit - b'0');
        if number.unwrap_or(0) > TOO_LARGE {
            return (None, text.len());
        }
        number = Some(value);
        end += 1;
    }
    (number, end)
}

/// Prints `args` as `format` says.
pub(super) fn printf(printer: &mut Printer<'_>, format: &[u8], args: &dyn Args) {
    let n_args = args.len();
    let mut scan = Scan { format, at: 0, arg: 0, n_args, reordered: false, good_index: true, after_index: false };
    while scan.at < format.len() {
        let rest = &format[scan.at..];
        let n_plain = rest.iter().position(|&byte| byte == b'%').unwrap_or(rest.len());
        printer.out.extend_from_slice(&rest[..n_plain]);
        scan.at += n_plain;
        if scan.at < format.len() {
            scan.at += 1;
            directive(printer, &mut scan, args);
        }
    }
    if !scan.reordered && scan.arg < n_args {
        printer.flags = Flags::default();
        printer.text("%!(EXTRA ");
        for at in scan.arg..n_args {
            if at > scan.arg {
                printer.text(", ");
            }
            let arg = args.get(at);
            match arg {
                None => printer.text("<nil>"),
                Some(value) => {
                    printer.text(value.ty.name());
                    printer.text("=");
                    printer.print_arg(arg, 'v');
                }
            }
        }
        printer.text(")");
    }
}

/// One directive, from behind its `%`.
fn directive(printer: &mut Printer<'_>, scan: &mut Scan<'_>, args: &dyn Args) {
    scan.good_index = true;
    scan.after_index = false;
    let mut flags = Flags::default();
    while let Some(byte) = scan.peek() {
        match byte {
            b'#' => flags.sharp = true,
            b'0' => flags.zero = true,
            b'+' => flags.plus = true,
            b'-' => flags.minus = true,
            b' ' => flags.space = true,
            _ => break,
        }
        scan.at += 1;
    }
    scan.index();

    if scan.peek() == Some(b'*') {
        match scan.star(args) {
            Some(width) => {
                flags.minus |= width < 0;
                flags.width = Some(width.unsigned_abs() as usize);
            }
            None => printer.text("%!(BADWIDTH)"),
        }
        scan.after_index = false;
    } else {
        flags.width = scan.number();
        if scan.after_index && flags.width.is_some() {
            scan.good_index = false; // "%[3]2d"
        }
    }

    // A point at the end is taken for the verb.
    if scan.peek() == Some(b'.') && scan.at + 1 < scan.format.len() {
        scan.at += 1;
        if scan.after_index {
            scan.good_index = false; // "%[3].2d"
        }
        scan.index();
        if scan.peek() == Some(b'*') {
            // A negative precision is refused.
            flags.precision = scan.star(args).and_then(|precision| usize::try_from(precision).ok());
            if flags.precision.is_none() {
                printer.text("%!(BADPREC)");
            }
            scan.after_index = false;
        } else {
            flags.precision = Some(scan.number().unwrap_or(0));
        }
    }

    if !scan.after_index {
        scan.index();
    }
    printer.flags = flags;
    if scan.at >= scan.format.len() {
        printer.text("%!(NOVERB)");
        return;
    }
    let (verb, width) = utf8::decode(&scan.format[scan.at..]);
    scan.at += width;
    let verb = char::from_u32(verb).unwrap_or(char::REPLACEMENT_CHARACTER);
    let complaint = match verb {
        // Neither flags nor an operand matter.
        '%' => return printer.text("%"),
        _ if !scan.good_index => "(BADINDEX)",
        _ if scan.arg >= scan.n_args => "(MISSING)",
        _ => "",
    };
    if !complaint.is_empty() {
        printer.text("%!");
        printer.char(verb);
        printer.text(complaint);
        return;
    }
    let mut wrap = false;
    if matches!(verb, 'w' | 'v') {
        wrap = verb == 'w' && note_wrapped(printer, scan.arg);
        printer.flags.as_verb_v();
    }
    let wrapped = if verb == 'w' && !wrap { printer.wrapped.take() } else { None };
    printer.print_arg(args.get(scan.arg), verb);
    if wrapped.is_some() {
        printer.wrapped = wrapped;
    }
    scan.arg += 1;
}

/// Notes an operand of `%w`; false if this one cannot wrap. Before 1.20 only one could.
fn note_wrapped(printer: &mut Printer<'_>, arg: usize) -> bool {
    let several = printer.host.at_least(20);
    let Some(wrapped) = printer.wrapped.as_deref_mut() else { return false };
    let first = wrapped.is_empty();
    wrapped.push(arg as i64);
    first || several
}
