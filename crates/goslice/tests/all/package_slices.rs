//! Package `slices` against the real one: the random program of `tests/recorded/slices.go`, step by step, with what Go 1.27
//! printed. Contents, lengths, capacities, aliasing, panics.

use std::fmt::Write as _;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use flate2::read::GzDecoder;
use goslice::{RuntimeError, Slice};

struct Program {
    seed: u64,
    next: i64,
    s: [Slice<i64>; 4],
}

impl Program {
    fn below(&mut self, n: u64) -> usize {
        self.seed = self.seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((self.seed >> 33) % n) as usize
    }

    fn fresh(&mut self, n: usize) -> Vec<i64> {
        let values = (1..=n as i64).map(|i| (self.next + i) % 7).collect();
        self.next += n as i64;
        values
    }

    fn step(&mut self, [op, at, other, i, j, n]: [usize; 6]) -> Result<String, RuntimeError> {
        let source = self.s[other].clone();
        let fresh = if matches!(op, 0 | 3 | 12) { self.fresh(n) } else { vec![] };
        let s = &mut self.s[at];
        match op {
            0 => s.try_insert(i, fresh)?,
            1 => s.try_insert(i, &source)?,
            2 => s.try_delete(i, j)?,
            3 => s.try_replace_range(i, j, fresh)?,
            4 => s.try_replace_range(i, j, &source)?,
            5 => s.try_grow_by(n as i64 - 1)?,
            6 => s.clip(),
            7 => *s = source.cloned(),
            8 => *s = Slice::try_concat([&s.clone(), &source])?,
            9 => *s = s.try_repeat(n as i64 - 1)?,
            10 => s.compact(),
            11 => *s = source.iter().collect(),
            12 => s.try_append_all(fresh)?,
            13 => s.try_append_zeros(n)?,
            14 => *s = source.try_slice(i..j)?,
            15 => *s = source.try_slice3(i..j, j + n)?,
            16 => *s = Slice::nil(),
            17 => s.reverse(),
            18 => return Ok(format!("copied {}", s.copy_from(&source))),
            19 => s.sort(),
            20 => {
                let (place, found) = s.binary_search(&(n as i64));
                return Ok(format!("found {place} {found}"));
            }
            21 => {
                let index = s.index_of(&(n as i64)).map_or(-1, |index| index as i64);
                return Ok(format!("{} {} {index}", s.try_min_value()?, s.try_max_value()?));
            }
            22 => match source.try_chunks(n)?.next_back() {
                Some(last) => *s = last,
                // The program's own panic, for no chunks.
                None => return Ok("runtime error: index out of range [-1]".to_owned()),
            },
            _ => s.delete_func(|v| v % 3 == 1),
        }
        Ok("ok".to_owned())
    }
}

#[test]
fn package_slices_does_what_go_does() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recorded/slices.txt.gz");
    let mut recorded = String::new();
    GzDecoder::new(File::open(path).unwrap()).read_to_string(&mut recorded).unwrap();
    let mut program = Program { seed: 1, next: 0, s: [const { Slice::nil() }; 4] };
    for (n_step, expected) in recorded.lines().collect::<Vec<_>>().chunks(5).enumerate() {
        let mut numbers = [24, 4, 4, 9, 12, 7].map(|n| program.below(n));
        if program.s[numbers[1]].len() > 40 {
            numbers[0] = 16;
        }
        let text = program.step(numbers).unwrap_or_else(|err| err.to_string());
        let mut ours = numbers.map(|number| number.to_string()).join(" ") + " " + &text;
        for s in &program.s {
            write!(ours, "\n {} {} {} {s}", s.len(), s.cap(), s.is_nil()).unwrap();
        }
        assert_eq!(ours, expected.join("\n"), "step {n_step}");
    }
}
