//! Properties of runes for package unicode.

#![allow(unsafe_code, reason = "intrinsics are unsafe functions")]

mod tables;

use std::sync::OnceLock;
use tables::{CASES, CATEGORIES};

/// Bits of [`category`]: letters, marks, numbers, punctuation and symbols.
const PRINTED: u16 = 0x1FF;

/// The bits of the general category of a rune, as the Go package declares them; 0 for the rest and for what is no rune.
fn category(rune: u32) -> u16 {
    let at = CATEGORIES.partition_point(|&(first, _)| first <= rune);
    if at == 0 || rune > char::MAX as u32 { 0 } else { CATEGORIES[at - 1].1 }
}

/// Whether `rune` is printable in Go's sense: letters, marks, numbers, punctuation, symbols and U+0020.
pub(crate) fn is_print(rune: u32) -> bool {
    match rune {
        0x20..=0x7E => true,
        0..=0xA0 => false,
        _ => category(rune) & PRINTED != 0,
    }
}

/// `unicode.category(r) int`
pub(crate) unsafe fn unicode_category(rune: i32) -> i64 {
    let rune = rune as u32;
    let space = matches!(
        rune,
        9..=13 | 0x20 | 0x85 | 0xA0 | 0x1680 | 0x2000..=0x200A | 0x2028 | 0x2029 | 0x202F | 0x205F | 0x3000
    );
    i64::from(category(rune)) | i64::from(space) << 9 | i64::from(is_print(rune)) << 11
}

/// `unicode.toCase(r, to) rune`: 0 upper, 1 lower, 2 title case; one rune for one.
pub(crate) unsafe fn unicode_to_case(rune: i32, to: i64) -> i32 {
    rune + deltas(rune as u32)[to as usize]
}

/// How far the upper, lower and title case of a rune are.
fn deltas(rune: u32) -> [i32; 3] {
    // Runs of stride 2 may lie within each other, but never more than a few.
    let at = CASES.partition_point(|&(first, ..)| first <= rune);
    let runs = CASES[at.saturating_sub(4)..at].iter();
    let within = |&&(first, last, stride, ..): &&(u32, u32, u32, i32, i32, i32)| {
        rune <= last && (rune - first).is_multiple_of(stride)
    };
    runs.rev().find(within).map_or([0; 3], |&(.., upper, lower, title)| [upper, lower, title])
}

fn upper(rune: u32) -> u32 {
    rune.wrapping_add_signed(deltas(rune)[0])
}

fn lower(rune: u32) -> u32 {
    rune.wrapping_add_signed(deltas(rune)[1])
}

/// Runes with others that are equal but for case, each beside the next one of its group.
static FOLDS: OnceLock<Vec<(u32, u32)>> = OnceLock::new();

/// `unicode.SimpleFold(r) rune`
pub(crate) unsafe fn unicode_simple_fold(rune: i32) -> i32 {
    if let Some(ascii) = u8::try_from(rune).ok().filter(|byte| byte.is_ascii() && !b"kKsS".contains(byte)) {
        return if ascii.is_ascii_alphabetic() { rune ^ 0x20 } else { rune };
    }
    let folds = FOLDS.get_or_init(fold_groups);
    folds.binary_search_by_key(&(rune as u32), |&(from, _)| from).map_or(rune, |at| folds[at].1 as i32)
}

fn fold_groups() -> Vec<(u32, u32)> {
    let cased = CASES.iter().flat_map(|&(first, last, stride, ..)| (first..=last).step_by(stride as usize));
    // The Turkish i's fold only in Turkish.
    let cased = cased.filter(|rune| !matches!(rune, 0x130 | 0x131));
    let mut keyed: Vec<(u32, u32)> = cased.map(|rune| (lower(upper(rune)), rune)).collect();
    // Equal without being each other's upper or lower case.
    let pairs = [(0xDF, 0xDF), (0x390, 0x390), (0x390, 0x1FD3), (0x3B0, 0x3B0), (0x3B0, 0x1FE3)];
    keyed.extend(pairs.into_iter().chain([(0xFB05, 0xFB05), (0xFB05, 0xFB06)]));
    keyed.sort_unstable();
    let groups = keyed.chunk_by(|a, b| a.0 == b.0);
    let mut folds: Vec<(u32, u32)> =
        groups.flat_map(|group| (0..group.len()).map(|at| (group[at].1, group[(at + 1) % group.len()].1))).collect();
    folds.sort_unstable();
    folds
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_goes_around() {
        let fold = |char: char| {
            // SAFETY: no precondition.
            char::from_u32(unsafe { unicode_simple_fold(char as i32) } as u32).expect("a rune")
        };
        assert_eq!(
            [fold('A'), fold('a'), fold('K'), fold('k'), fold('\u{212A}'), fold('1')],
            ['a', 'A', 'k', '\u{212A}', 'K', '1']
        );
        assert_eq!([fold('s'), fold('S'), fold('ſ'), fold('σ'), fold('i'), fold('ı')], ['ſ', 's', 'S', 'Σ', 'I', 'ı']);
    }

    #[test]
    fn properties_are_those_of_go() {
        let mut wrong = Vec::new();
        for line in include_str!("testdata/runes.tsv").lines() {
            let (first, want) = line.split_once('\t').expect("two columns");
            let first = i32::from_str_radix(first, 16).expect("a rune");
            let mut hash = 14695981039346656037u64;
            for rune in first..first + 0x400 {
                // SAFETY: no precondition.
                let properties = unsafe {
                    let cases = [0, 1, 2].map(|to| i64::from(unicode_to_case(rune, to)));
                    [unicode_category(rune), cases[0], cases[1], cases[2], i64::from(unicode_simple_fold(rune))]
                };
                for property in properties {
                    hash = (hash ^ property as u64).wrapping_mul(1099511628211);
                }
                if let Ok(file) = std::env::var("DUMP") {
                    use std::io::Write;
                    let mut f = std::fs::OpenOptions::new().append(true).create(true).open(file).unwrap();
                    writeln!(
                        f,
                        "{rune:x} {:x} {:x} {:x} {:x} {:x}",
                        properties[0], properties[1], properties[2], properties[3], properties[4]
                    )
                    .unwrap();
                }
            }
            if format!("{hash:x}") != want {
                wrong.push(format!("{first:x}"));
            }
        }
        assert!(wrong.is_empty(), "blocks {}", wrong.join(" "));
    }
}
