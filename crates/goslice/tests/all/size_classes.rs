//! The size-class tables against the recorded ones.

use std::fs;

use goslice::size_class::{Class, Classes};
use goslice::{Arch, Release, size_class::round_up};

use crate::recorded::{go, testdata};

#[test]
fn sizes_of_every_recorded_release_agree() {
    let text = fs::read_to_string(testdata().join("recorded/sizeclasses.tsv")).unwrap();
    let mut checked = 0;
    for line in text.lines().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        // Rows of 1.7 are older than what the library covers; class 0 is "no class".
        let (Ok(release), false) = (fields[0].parse::<Release>(), fields[1] == "0") else { continue };
        let class = Classes::of(release).get(fields[1].parse().unwrap()).unwrap();
        assert_eq!(class.bytes.to_string(), fields[2], "{line}");
        checked += 1;
    }
    assert_eq!(checked, 2 * 66 + 12 * 67);
}

#[test]
fn spans_and_waste_agree_with_the_runtime_of_1_27() {
    let text = fs::read_to_string(testdata().join("recorded/spans.tsv")).unwrap();
    let classes = Classes::of(Release::NEWEST);
    let mut rows = 0;
    for (line, class) in text.lines().skip(1).zip(classes.iter()) {
        let worst = classes.worst_waste(class);
        let row = format!(
            "{}\t{}\t{}\t{}\t{}\t{}.{:02}",
            class.number,
            class.bytes,
            class.span_bytes(),
            class.objects(),
            class.tail_waste(),
            worst / 100,
            worst % 100
        );
        assert_eq!(row, line);
        rows += 1;
    }
    assert_eq!(rows, 67);
}

#[test]
fn lookup_finds_the_smallest_class_that_fits() {
    for classes in [Classes::of(Release::OLDEST), Classes::of(Release::NEWEST)] {
        for bytes in 1..=32768 {
            let smallest: Option<Class> = classes.iter().find(|class| class.bytes >= bytes);
            assert_eq!(classes.find(bytes), smallest);
        }
        assert_eq!((classes.find(0), classes.find(32769)), (None, None));
    }
}

#[test]
fn header_takes_eight_bytes_only_with_pointers_above_the_bitmap_limit() {
    let since_22 = |arch, bytes| round_up(Release::NEWEST, arch, bytes, false);
    assert_eq!(since_22(Arch::Amd64, 512), 512);
    assert_eq!(since_22(Arch::Amd64, 513), 568);
    assert_eq!(since_22(Arch::Amd64, 568), 568);
    assert_eq!(since_22(Arch::Amd64, 569), 632);
    assert_eq!(since_22(Arch::I386, 128), 128);
    assert_eq!(since_22(Arch::I386, 129), 136);
    assert_eq!(since_22(Arch::Amd64, 32760), 32760);
    assert_eq!(since_22(Arch::Amd64, 32761), 32768);
    assert_eq!(round_up(Release::NEWEST, Arch::Amd64, 513, true), 576);
}

#[test]
fn pages_that_do_not_fit_a_word_leave_the_size_unchanged() {
    let rounded = round_up(Release::NEWEST, Arch::I386, u64::from(u32::MAX) - 10, true);
    assert_eq!(rounded, u64::from(u32::MAX) - 10);
    assert_eq!(go(27).round_up(u64::MAX - 1, true).usable, u64::MAX - 1);
}
