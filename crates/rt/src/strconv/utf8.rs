//! Runes of byte strings, as Go counts them: each byte that begins no valid encoding is one rune U+FFFD of width 1.

pub(crate) use crate::string::decode;

/// What invalid bytes decode to.
pub(crate) const RUNE_ERROR: u32 = 0xFFFD;
/// Above this nothing is a rune.
pub(crate) const MAX_RUNE: u32 = 0x10_FFFF;

/// The number of runes in `bytes`, each invalid byte counted as one.
pub(crate) fn count(bytes: &[u8]) -> usize {
    let mut n_runes = 0;
    let mut at = 0;
    while at < bytes.len() {
        at += if bytes[at] < 0x80 { 1 } else { decode(&bytes[at..]).1 };
        n_runes += 1;
    }
    n_runes
}

/// The bytes taken by the first `n_runes` runes of `bytes`, or all of them.
pub(crate) fn prefix(bytes: &[u8], n_runes: usize) -> &[u8] {
    let mut at = 0;
    for _ in 0..n_runes {
        if at >= bytes.len() {
            break;
        }
        at += decode(&bytes[at..]).1;
    }
    &bytes[..at]
}

/// Appends the encoding of `rune`; what is not a rune becomes U+FFFD.
pub(crate) fn append(out: &mut Vec<u8>, rune: u32) {
    let rune = char::from_u32(rune).unwrap_or('\u{FFFD}');
    out.extend_from_slice(rune.encode_utf8(&mut [0; 4]).as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_what_rust_encodes() {
        for rune in ('\0'..='\u{10FFFF}').step_by(7) {
            let mut out = Vec::new();
            append(&mut out, rune as u32);
            assert_eq!(decode(&out), (rune as u32, out.len()));
        }
    }

    #[test]
    fn invalid_bytes_count_one_each() {
        assert_eq!(decode(b"\xff"), (RUNE_ERROR, 1));
        assert_eq!(decode(b"\xed\xa0\x80"), (RUNE_ERROR, 1));
        assert_eq!(decode(b"\xe2\x82"), (RUNE_ERROR, 1));
        assert_eq!(decode(b"\xc0\x80"), (RUNE_ERROR, 1));
        assert_eq!(count(b"a\xff\xe2\x82b"), 5);
        assert_eq!(count("a€b".as_bytes()), 3);
        assert_eq!(prefix("a€b".as_bytes(), 2), "a€".as_bytes());
    }
}
