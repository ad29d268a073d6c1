//! What `fmt.State` gives to `Format` methods: the printer's buffer and flags, through the address of the printer.

#![allow(unsafe_code, reason = "the printer comes back as a Go pointer")]

use super::printer::Printer;
use goslice_abi::g::G;
use goslice_abi::layout::Str;

/// The printer that a `Format` method was called for.
unsafe fn printer<'a>(state: *mut u8) -> &'a mut Printer<'a> {
    // SAFETY: the pointer that `call_format` passed; the printer waits until the method returns.
    unsafe { &mut *state.cast::<Printer<'a>>() }
}

/// `fmt.stateWrite(s *state, b []byte)`
pub(crate) unsafe fn fmt_state_write(_g: *mut G, state: *mut u8, b: *mut u8, b_len: i64, _b_cap: i64) {
    // SAFETY: a slice.
    unsafe { printer(state).out.extend_from_slice(Str { ptr: b, len: b_len }.bytes()) }
}

/// `fmt.stateWidth(s *state) int`: -1 if there is none.
pub(crate) unsafe fn fmt_state_width(_g: *mut G, state: *mut u8) -> i64 {
    // SAFETY: as above.
    unsafe { printer(state).flags.width.map_or(-1, |width| width as i64) }
}

/// `fmt.statePrecision(s *state) int`: -1 if there is none.
pub(crate) unsafe fn fmt_state_precision(_g: *mut G, state: *mut u8) -> i64 {
    // SAFETY: as above.
    unsafe { printer(state).flags.precision.map_or(-1, |precision| precision as i64) }
}

/// `fmt.stateFlag(s *state, c int) bool`
pub(crate) unsafe fn fmt_state_flag(_g: *mut G, state: *mut u8, flag: i64) -> u8 {
    // SAFETY: as above.
    let (flags, release_keeps) = unsafe { (printer(state).flags, printer(state).host.at_least(23)) };
    let set = match u8::try_from(flag) {
        Ok(b'-') => flags.minus,
        Ok(b'+') => flags.plus || flags.plus_v,
        Ok(b'#') => flags.sharp || flags.sharp_v,
        Ok(b' ') => flags.space,
        // Before 1.23 a minus took it away.
        Ok(b'0') => flags.zero && (release_keeps || !flags.minus),
        _ => false,
    };
    set.into()
}
