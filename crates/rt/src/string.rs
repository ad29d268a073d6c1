//! Strings: concatenation, comparison, conversion from and to bytes and runes.

#![allow(unsafe_code, reason = "works on raw memory")]

use crate::goroutine;
use crate::heap;
use crate::stack;
use goslice::convert::Place;
use goslice_abi::g::G;
use goslice_abi::layout::{BYTES_BUFFER, Pair, RUNE_BUFFER, RUNES_BUFFER, SliceHeader, Str};

/// What stands for a byte that is no part of a valid encoding.
const RUNE_ERROR: u32 = 0xfffd;

/// The first rune of `bytes`, not empty, and how many bytes it takes: `U+FFFD` and 1 for an invalid encoding.
pub(crate) fn decode(bytes: &[u8]) -> (u32, usize) {
    let lead = bytes[0];
    // How many bytes follow, and the range of the first of them, which rules out long forms and surrogates.
    let (n_more, low, high) = match lead {
        0..=0x7f => return (lead.into(), 1),
        0xc2..=0xdf => (1, 0x80, 0xbf),
        0xe0 => (2, 0xa0, 0xbf),
        0xe1..=0xec | 0xee..=0xef => (2, 0x80, 0xbf),
        0xed => (2, 0x80, 0x9f),
        0xf0 => (3, 0x90, 0xbf),
        0xf1..=0xf3 => (3, 0x80, 0xbf),
        0xf4 => (3, 0x80, 0x8f),
        _ => return (RUNE_ERROR, 1),
    };
    let Some(more) = bytes.get(1..=n_more) else {
        return (RUNE_ERROR, 1);
    };
    if !(low..=high).contains(&more[0]) || more[1..].iter().any(|byte| byte & 0xc0 != 0x80) {
        return (RUNE_ERROR, 1);
    }
    let first = u32::from(lead) & (0x3f >> n_more);
    let rune = more.iter().fold(first, |rune, byte| rune << 6 | u32::from(byte & 0x3f));
    (rune, 1 + n_more)
}

/// The encoding of a rune; of `U+FFFD` for what is none. Writes to `buffer` and gives what it used.
pub(crate) fn encode(rune: i64, buffer: &mut [u8; 4]) -> &[u8] {
    let rune = u32::try_from(rune).ok().and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER);
    rune.encode_utf8(buffer).as_bytes()
}

/// What strings of one byte point to that are made of bytes.
static ONE_BYTE: [u8; 256] = {
    let mut bytes = [0; 256];
    let mut at = 0;
    while at < bytes.len() {
        bytes[at] = at as u8;
        at += 1;
    }
    bytes
};

/// The string of one byte.
pub(crate) fn one_byte(byte: u8) -> Str {
    Str { ptr: &raw const ONE_BYTE[usize::from(byte)], len: 1 }
}

/// The runes of a text, as a range loop sees them.
fn runes(mut bytes: &[u8]) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        if bytes.is_empty() {
            return None;
        }
        let (rune, n) = decode(bytes);
        bytes = &bytes[n..];
        Some(rune)
    })
}

fn pair(text: Str) -> Pair {
    Pair(text.ptr.addr() as u64, text.len as u64)
}

pub(crate) unsafe fn string_compare(a: *mut u8, a_len: i64, b: *mut u8, b_len: i64) -> i64 {
    // SAFETY: two strings.
    unsafe { Str { ptr: a, len: a_len }.bytes().cmp(Str { ptr: b, len: b_len }.bytes()) as i64 }
}

/// The rune at byte `at`, which is within the string, and its width in bytes.
pub(crate) unsafe fn decode_rune(s: *mut u8, len: i64, at: i64) -> Pair {
    // SAFETY: a string.
    let bytes = unsafe { Str { ptr: s, len }.bytes() };
    let (rune, n) = decode(&bytes[at as usize..]);
    Pair(rune.into(), n as u64)
}

/// `len([]rune(s))`
pub(crate) unsafe fn count_runes(s: *mut u8, len: i64) -> i64 {
    // SAFETY: a string.
    runes(unsafe { Str { ptr: s, len }.bytes() }).count() as i64
}

/// `strings.IndexByte(s, c)`
pub(crate) unsafe fn strings_index_byte(s: *mut u8, s_len: i64, c: u8) -> i64 {
    // SAFETY: a string.
    let bytes = unsafe { Str { ptr: s, len: s_len }.bytes() };
    bytes.iter().position(|&byte| byte == c).map_or(-1, |at| at as i64)
}

/// The concatenation of `n` strings at `parts`. When at most one of them is not empty, it is that one, not a copy.
pub(crate) unsafe fn concat_strings(g: *mut G, parts: *mut u8, n: i64, buffer: *mut u8) -> Pair {
    // SAFETY: n strings at `parts`, which the caller keeps; nothing is live that must be dropped.
    unsafe {
        let parts = std::slice::from_raw_parts(parts.cast::<Str>(), n as usize);
        let mut used = parts.iter().filter(|part| part.len != 0);
        let (first, second) = (used.next(), used.next());
        let Some(first) = first else { return pair(Str::EMPTY) };
        // What is in a buffer of some frame may not outlive it. With a buffer, neither does the result.
        if second.is_none() && (!buffer.is_null() || !stack::contains(g, first.ptr)) {
            return pair(*first);
        }
        let mut len = 0i64;
        for part in parts {
            match len.checked_add(part.len) {
                Some(sum) => len = sum,
                None => crate::panic_print::fatal(g, "string concatenation too long"),
            }
        }
        let text = text_memory(g, len as usize, buffer, BYTES_BUFFER);
        let mut at = text;
        for part in parts {
            std::ptr::copy_nonoverlapping(part.ptr, at, part.len as usize);
            at = at.add(part.len as usize);
        }
        Pair(text.addr() as u64, len as u64)
    }
}

/// Memory for `bytes` bytes of text: the frame's buffer of `room` bytes, if there is one and they fit.
unsafe fn text_memory(g: *mut G, bytes: usize, buffer: *mut u8, room: u64) -> *mut u8 {
    if !buffer.is_null() && bytes as u64 <= room {
        return buffer;
    }
    // SAFETY: `g` is live.
    unsafe { heap::alloc_noscan(g, bytes) }
}

pub(crate) unsafe fn bytes_to_string(g: *mut G, ptr: *mut u8, len: i64, buffer: *mut u8) -> Pair {
    if len == 0 {
        return Pair(0, 0);
    }
    // SAFETY: len bytes at ptr, which may be the old contents of the buffer.
    unsafe {
        if len == 1 {
            return pair(one_byte(*ptr));
        }
        let text = text_memory(g, len as usize, buffer, BYTES_BUFFER);
        std::ptr::copy(ptr, text, len as usize);
        Pair(text.addr() as u64, len as u64)
    }
}

/// The bytes of a string and their capacity; the length is the string's.
pub(crate) unsafe fn string_to_bytes(g: *mut G, ptr: *mut u8, len: i64, buffer: *mut u8) -> Pair {
    // SAFETY: a string; the capacity is at least its length, and what lies beyond that is zero.
    unsafe {
        let place = if buffer.is_null() { Place::Heap } else { Place::Stack };
        let cap = goroutine::state(g).policy.bytes_of_string(len, place);
        let bytes = text_memory(g, cap as usize, buffer, BYTES_BUFFER);
        std::ptr::copy(ptr, bytes, len as usize);
        if bytes == buffer {
            bytes.add(len as usize).write_bytes(0, (cap - len) as usize);
        }
        Pair(bytes.addr() as u64, cap as u64)
    }
}

pub(crate) unsafe fn runes_to_string(g: *mut G, ptr: *mut u8, len: i64, buffer: *mut u8) -> Pair {
    if len == 0 {
        return Pair(0, 0);
    }
    // SAFETY: len runes at ptr; the text is measured before it is written.
    unsafe {
        let runes = std::slice::from_raw_parts(ptr.cast::<i32>(), len as usize);
        let mut code = [0; 4];
        let bytes = runes.iter().map(|rune| encode((*rune).into(), &mut code).len()).sum::<usize>();
        // gc asks for room for a rune more than there is, less one byte.
        let text = text_memory(g, bytes + 3, buffer, BYTES_BUFFER);
        let mut at = text;
        for rune in runes {
            let encoded = encode((*rune).into(), &mut code);
            std::ptr::copy_nonoverlapping(encoded.as_ptr(), at, encoded.len());
            at = at.add(encoded.len());
        }
        Pair(text.addr() as u64, bytes as u64)
    }
}

pub(crate) unsafe fn string_to_runes(g: *mut G, ptr: *mut u8, len: i64, buffer: *mut u8, out: *mut u8) {
    // SAFETY: a string; the capacity is at least the number of runes.
    unsafe {
        let bytes = Str { ptr, len }.bytes();
        let n_runes = runes(bytes).count() as i64;
        let place = if buffer.is_null() { Place::Heap } else { Place::Stack };
        let cap = goroutine::state(g).policy.runes_of_string(n_runes, place);
        let array = text_memory(g, cap as usize * size_of::<u32>(), buffer, RUNES_BUFFER);
        if array == buffer {
            array.write_bytes(0, RUNES_BUFFER as usize);
        }
        for (i, rune) in runes(bytes).enumerate() {
            array.cast::<u32>().add(i).write(rune);
        }
        out.cast::<SliceHeader>().write(SliceHeader { ptr: array, len: n_runes, cap });
    }
}

pub(crate) unsafe fn rune_to_string(g: *mut G, rune: i64, buffer: *mut u8) -> Pair {
    let mut code = [0; 4];
    let encoded = encode(rune, &mut code);
    // SAFETY: `g` is live, and a buffer has room for any rune.
    unsafe {
        // On the heap, too, there is room for any.
        let text = text_memory(g, RUNE_BUFFER as usize, buffer, RUNE_BUFFER);
        std::ptr::copy_nonoverlapping(encoded.as_ptr(), text, encoded.len());
        Pair(text.addr() as u64, encoded.len() as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn valid_encodings_decode() {
        for text in ["a", "é", "世", "😀", "\u{10ffff}", "\u{d7ff}", "\u{e000}"] {
            let rune = text.chars().next().unwrap();
            assert_eq!(decode(text.as_bytes()), (rune.into(), text.len()));
        }
    }

    #[test]
    fn invalid_encodings_are_one_byte_each() {
        let invalid: [&[u8]; 9] = [
            b"\x80",
            b"\xc0\x80",
            b"\xc1\xbf",
            b"\xe0\x80\x80",
            b"\xed\xa0\x80",
            b"\xf0\x80\x80\x80",
            b"\xf4\x90\x80\x80",
            b"\xe4\xb8",
            b"\xff",
        ];
        for bytes in invalid {
            assert_eq!(decode(bytes), (RUNE_ERROR, 1), "{bytes:x?}");
        }
    }

    #[test]
    fn what_is_no_rune_encodes_as_the_replacement() {
        for rune in [-1, 0xd800, 0x11_0000, i64::MAX] {
            assert_eq!(encode(rune, &mut [0; 4]), "\u{fffd}".as_bytes());
        }
    }

    proptest! {
        #[test]
        fn texts_decode_to_their_chars(text in any::<String>()) {
            prop_assert!(runes(text.as_bytes()).eq(text.chars().map(u32::from)));
        }

        #[test]
        fn any_bytes_decode_in_steps_of_at_least_one(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
            // The standard library replaces maximal prefixes, Go single bytes; both agree on what is valid.
            let valid = std::str::from_utf8(&bytes).is_ok();
            let replaced = runes(&bytes).count();
            prop_assert!(replaced <= bytes.len());
            prop_assert!(!valid || replaced == std::str::from_utf8(&bytes).unwrap().chars().count());
        }
    }
}
