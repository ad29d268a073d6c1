//! Addresses in the output of a program: no two runs need to have the same ones, so they are no change.
//!
//! Each is replaced by its number in the order of first appearance. Which values are the same address, and which are not, is
//! therefore still compared: a slice that moves under one release and not under the other is a difference.

use std::collections::HashMap;
use std::ops::Range;

/// Where goslice's heap begins and ends: Go's own place for it.
const HEAP: Range<u64> = 0xc0_0000_0000..0xd0_0000_0000;
/// Where Linux puts the program: read-only values and code.
const IMAGE: Range<u64> = 0x5500_0000_0000..0x5800_0000_0000;
/// Where Linux maps memory: stacks, and code that was made.
const MAPPED: Range<u64> = 0x7000_0000_0000..0x8000_0000_0000;

/// The output with numbers in place of addresses: hexadecimal, as `%p` and `println` write them, or decimal.
pub fn numbered(output: &[u8]) -> Vec<u8> {
    let mut numbers: HashMap<u64, usize> = HashMap::new();
    let mut out = Vec::with_capacity(output.len());
    let mut at = 0;
    while at < output.len() {
        let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_' || *byte >= 0x80;
        let len = output[at..].iter().take_while(|byte| is_word(byte)).count();
        if len == 0 {
            out.push(output[at]);
            at += 1;
            continue;
        }
        let word = &output[at..at + len];
        let fraction =
            at > 0 && output[at - 1] == b'.' || output.get(at + len) == Some(&b'.') && digit_at(output, at + len + 1);
        match address(word).filter(|_| !fraction) {
            Some(address) => {
                let next = numbers.len() + 1;
                let number = numbers.entry(address).or_insert(next);
                out.extend_from_slice(format!("(address {number})").as_bytes());
            }
            None => out.extend_from_slice(word),
        }
        at += len;
    }
    out
}

fn digit_at(output: &[u8], at: usize) -> bool {
    output.get(at).is_some_and(u8::is_ascii_digit)
}

/// The address that a word of the output is, if it is one.
fn address(word: &[u8]) -> Option<u64> {
    let word = std::str::from_utf8(word).ok()?;
    let hex = word.strip_prefix("0x").or_else(|| word.strip_prefix("0X"));
    let value = match hex {
        Some(hex) => u64::from_str_radix(hex, 16),
        None if word.bytes().all(|byte| byte.is_ascii_digit()) => word.parse(),
        // `%x` of a pointer: ten or twelve digits.
        None if matches!(word.len(), 10 | 12) => u64::from_str_radix(word, 16),
        None => return None,
    };
    let value = value.ok()?;
    [HEAP, IMAGE, MAPPED].iter().any(|range| range.contains(&value)).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::numbered;

    fn text(output: &str) -> String {
        String::from_utf8_lossy(&numbered(output.as_bytes())).into_owned()
    }

    #[test]
    fn addresses_are_numbered_as_they_appear() {
        assert_eq!(text("[3/4]0xc000012340 0xc000012340"), "[3/4](address 1) (address 1)");
        assert_eq!(text("p=0xc000010000, q=c000010008, 824633786368"), "p=(address 1), q=(address 2), (address 1)");
        assert_eq!(text("&0x7f12aa34bc10\n0x55d012345678\n"), "&(address 1)\n(address 2)\n");
    }

    #[test]
    fn other_numbers_stay() {
        for other in
            ["0xff", "0xdeadbeefcafe1234", "1700000000000000000", "824633786368.5", "12.824633786368", "xc000012340"]
        {
            assert_eq!(text(other), other);
        }
    }
}
