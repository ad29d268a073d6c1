//! Every capacity that real toolchains gave in the recorded runs: 13 releases on amd64 and 386, one on wasm.
//!
//! A file is named after its release, with the architecture behind it unless it is amd64. Its columns are
//! `goversion elem elem_size has_pointers old_len old_cap num_appended new_cap`.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use goslice::{Elem, Policy};

use crate::recorded::{policy_of, testdata};

const RECORDED_ROWS: usize = 489_118;

#[test]
fn every_recorded_capacity_agrees() {
    let mut rows = 0;
    for path in vector_files() {
        let policy = policy_of(path.file_name().unwrap().to_str().unwrap().strip_suffix(".tsv.gz").unwrap());
        let text = unzip(&path);
        for line in text.lines().skip(1) {
            check_row(&policy, line);
            rows += 1;
        }
    }
    assert_eq!(rows, RECORDED_ROWS);
}

fn check_row(policy: &Policy, line: &str) {
    let fields: Vec<&str> = line.split('\t').collect();
    let [_, _, size, pointers, old_len, old_cap, appended, new_cap] = fields[..] else {
        panic!("not a row: {line}");
    };
    let number = |text: &str| text.parse::<i64>().unwrap_or_else(|_| panic!("not a number in: {line}"));
    let elem = Elem { size: number(size) as u64, has_pointers: matches!(pointers, "true" | "1") };
    let growth = policy.grow(elem, number(old_len), number(old_cap), number(appended)).unwrap();
    assert_eq!(growth.cap, number(new_cap), "{line}\n{growth:?}");
    assert!(growth.cap >= growth.need, "{line}");
}

fn vector_files() -> Vec<PathBuf> {
    let files: Vec<PathBuf> =
        fs::read_dir(testdata().join("vectors")).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(files.len(), 27);
    files
}

fn unzip(path: &Path) -> String {
    let mut text = String::new();
    GzDecoder::new(fs::File::open(path).unwrap()).read_to_string(&mut text).unwrap();
    text
}
