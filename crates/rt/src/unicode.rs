//! Properties of runes for package unicode.

#![allow(unsafe_code, reason = "intrinsics are unsafe functions")]

use crate::strconv::quote;
use std::sync::OnceLock;
use unicode_properties::{GeneralCategory as Category, UnicodeGeneralCategory};

/// `unicode.category(r) int`: bits as the Go package declares them.
pub(crate) unsafe fn unicode_category(rune: i32) -> i64 {
    let Some(char) = char::from_u32(rune as u32) else { return 0 };
    let general = match char.general_category() {
        Category::UppercaseLetter => 1,
        Category::LowercaseLetter => 1 << 1,
        Category::TitlecaseLetter => 1 << 2,
        Category::ModifierLetter | Category::OtherLetter => 1 << 3,
        Category::NonspacingMark | Category::SpacingMark | Category::EnclosingMark => 1 << 4,
        Category::DecimalNumber => 1 << 5,
        Category::LetterNumber | Category::OtherNumber => 1 << 6,
        Category::ConnectorPunctuation
        | Category::DashPunctuation
        | Category::OpenPunctuation
        | Category::ClosePunctuation
        | Category::InitialPunctuation
        | Category::FinalPunctuation
        | Category::OtherPunctuation => 1 << 7,
        Category::MathSymbol | Category::CurrencySymbol | Category::ModifierSymbol | Category::OtherSymbol => 1 << 8,
        Category::Control => 1 << 10,
        _ => 0,
    };
    general | i64::from(char.is_whitespace()) << 9 | i64::from(quote::is_print(char as u32)) << 11
}

/// `unicode.toCase(r, to) rune`: 0 upper, 1 lower, 2 title case; one rune for one.
pub(crate) unsafe fn unicode_to_case(rune: i32, to: i64) -> i32 {
    let Some(char) = char::from_u32(rune as u32) else { return rune };
    let mapped = match to {
        0 => upper(char),
        1 => lower(char),
        _ => title(char),
    };
    mapped as i32
}

fn only(mut mapped: impl Iterator<Item = char>) -> Option<char> {
    let first = mapped.next()?;
    mapped.next().is_none().then_some(first)
}

/// The simple mapping: Rust's full one where it is one rune. Greek letters with iota have both.
fn upper(char: char) -> char {
    only(char.to_uppercase()).unwrap_or_else(|| {
        let offset = match char as u32 {
            0x1F80..=0x1F87 | 0x1F90..=0x1F97 | 0x1FA0..=0x1FA7 => 8,
            0x1FB3 | 0x1FC3 | 0x1FF3 => 9,
            _ => 0,
        };
        char::from_u32(char as u32 + offset).unwrap_or(char)
    })
}

fn lower(char: char) -> char {
    only(char.to_lowercase()).unwrap_or(if char == '\u{130}' { 'i' } else { char })
}

fn title(char: char) -> char {
    match char as u32 {
        0x1C4..=0x1C6 => '\u{1C5}',
        0x1C7..=0x1C9 => '\u{1C8}',
        0x1CA..=0x1CC => '\u{1CB}',
        0x1F1..=0x1F3 => '\u{1F2}',
        // Georgian has upper case, but no title case.
        0x10D0..=0x10FF => char,
        _ => upper(char),
    }
}

/// Runes with others that are equal but for case, each beside the next one of its group.
static FOLDS: OnceLock<Vec<(char, char)>> = OnceLock::new();

/// `unicode.SimpleFold(r) rune`
pub(crate) unsafe fn unicode_simple_fold(rune: i32) -> i32 {
    let Some(char) = char::from_u32(rune as u32) else { return rune };
    if char.is_ascii() && !matches!(char, 'k' | 'K' | 's' | 'S') {
        return if char.is_ascii_alphabetic() { rune ^ 0x20 } else { rune };
    }
    let folds = FOLDS.get_or_init(fold_groups);
    folds.binary_search_by_key(&char, |&(from, _)| from).map_or(rune, |at| folds[at].1 as i32)
}

fn fold_groups() -> Vec<(char, char)> {
    // The Turkish i's fold only in Turkish.
    let runes = ('\0'..='\u{1FFFF}').filter(|char| !matches!(char, '\u{130}' | '\u{131}'));
    let mut keyed: Vec<(char, char)> = runes.map(|char| (lower(upper(char)), char)).collect();
    keyed.sort_unstable();
    let groups = keyed.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1);
    let mut folds: Vec<(char, char)> =
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
    fn case_maps_one_rune_to_one() {
        assert_eq!(
            [upper('ß'), upper('ᾀ'), upper('ǆ'), title('ǆ'), lower('İ'), upper('é')],
            ['ß', 'ᾈ', 'Ǆ', 'ǅ', 'i', 'É']
        );
    }
}
