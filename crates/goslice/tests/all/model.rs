//! Random programs of slice operations, against a plain model of Go's rules: arrays are vectors, slices are four numbers.
//!
//! `GOSLICE_MODEL_PROGRAMS` sets how many programs each test runs, `GOSLICE_MODEL_SEED` the first seed.

use std::fmt::Debug;
use std::panic::{AssertUnwindSafe, catch_unwind};

use goslice::bounds::{self, Limit};
use goslice::{Go, Policy, Release, Rules, RuntimeError, Slice};

use crate::elements::{self, Aligned, Cloned, Counted, Meddler, Nothing, Number, REGISTER};

/// A small generator of numbers, the same everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    /// Mostly up to `n`, now and then one or two more, or negative.
    fn bound(&mut self, n: usize) -> i64 {
        match self.below(24) {
            0 => n as i64 + 1,
            1 => n as i64 + 2,
            2 => -1,
            _ => self.below(n + 1) as i64,
        }
    }
}

/// A slice of the model: an array by number, and a window.
#[derive(Clone, Copy, Debug)]
struct Window {
    array: Option<usize>,
    nil: bool,
    low: usize,
    len: usize,
    cap: usize,
}

const NIL: Window = Window { array: None, nil: true, low: 0, len: 0, cap: 0 };
const EMPTY: Window = Window { nil: false, ..NIL };

/// Go's rules, plainly.
struct Model {
    policy: Policy,
    elem: goslice::Elem,
    arrays: Vec<Vec<i64>>,
}

impl Model {
    fn new_array(&mut self, mut values: Vec<i64>, cap: usize) -> Window {
        let len = values.len();
        if cap == 0 {
            return EMPTY;
        }
        values.resize(cap, 0);
        self.arrays.push(values);
        Window { array: Some(self.arrays.len() - 1), nil: false, low: 0, len, cap }
    }

    fn values(&self, s: Window) -> Vec<i64> {
        s.array.map_or(vec![], |array| self.arrays[array][s.low..s.low + s.len].to_vec())
    }

    fn store(&mut self, s: Window, at: usize, values: &[i64]) {
        if let Some(array) = s.array {
            self.arrays[array][s.low + at..s.low + at + values.len()].copy_from_slice(values);
        }
    }

    fn append(&mut self, s: Window, values: &[i64]) -> Result<Window, RuntimeError> {
        let growth = self.policy.grow(self.elem, s.len as i64, s.cap as i64, values.len() as i64)?;
        if !growth.moved() {
            self.store(s, s.len, values);
            return Ok(Window { len: s.len + values.len(), ..s });
        }
        let mut all = self.values(s);
        all.extend(values);
        Ok(self.new_array(all, growth.cap as usize))
    }

    fn check(&self, low: i64, high: i64, s: Window) -> Result<(), String> {
        bounds::slice(low, high, Limit::Cap(s.cap as i64)).map_err(|panic| panic.under(self.policy.release).to_string())
    }

    fn slice(&self, s: Window, low: usize, high: usize, max: usize) -> Window {
        if max == low {
            return if s.nil { NIL } else { EMPTY };
        }
        Window { low: s.low + low, len: high - low, cap: max - low, ..s }
    }

    fn slices_insert(&mut self, s: Window, i: usize, values: &[i64]) -> Result<Window, RuntimeError> {
        let all = self.values(s);
        if values.is_empty() {
            return Ok(s);
        }
        if i == s.len {
            return self.append(s, values);
        }
        let t = if s.len + values.len() > s.cap {
            let zeros = vec![0; s.len + values.len() - i];
            self.append(self.slice(s, 0, i, s.cap), &zeros)?
        } else {
            self.slice(s, 0, s.len + values.len(), s.cap)
        };
        self.store(t, i, values);
        self.store(t, i + values.len(), &all[i..]);
        Ok(t)
    }

    fn shorten(&mut self, s: Window, len: usize) -> Window {
        if self.policy.release.at_least(22) {
            let zeros = vec![0; s.len - len];
            self.store(s, len, &zeros);
        }
        self.slice(s, 0, len, s.cap)
    }

    fn slices_replace(&mut self, s: Window, i: usize, j: usize, values: &[i64]) -> Result<Window, RuntimeError> {
        if i == j {
            return self.slices_insert(s, i, values);
        }
        let all = self.values(s);
        let total = s.len - (j - i) + values.len();
        let t = if j == s.len {
            self.append(self.slice(s, 0, i, s.cap), values)?
        } else if total > s.cap {
            let zeros = vec![0; total - i];
            self.append(self.slice(s, 0, i, s.cap), &zeros)?
        } else {
            self.slice(s, 0, total, s.cap)
        };
        self.store(t, i, values);
        self.store(t, i + values.len(), &all[j..]);
        // At the end of the slice, what is no longer used is zeroed since 1.23 only.
        if total < s.len && (j < s.len || self.policy.release.at_least(23)) {
            self.shorten(s, total);
        }
        Ok(t)
    }
}

/// A program in the middle of its run: slices, and what the model thinks of them.
struct Machine<T: Number, P: Rules> {
    random: Random,
    rules: P,
    model: Model,
    slices: Vec<(Slice<T, P>, Window)>,
    /// The most elements of a single operation.
    most: usize,
    next_value: i64,
}

impl<T: Number, P: Rules> Machine<T, P> {
    fn new(seed: u64, rules: P, most: usize) -> Machine<T, P> {
        let model = Model { policy: rules.policy(), elem: T::ELEM, arrays: vec![] };
        Machine { random: Random(seed), rules, model, slices: vec![], most, next_value: 1 }
    }

    fn fresh(&mut self, n: usize) -> Vec<i64> {
        let values = (0..n).map(|i| T::of(self.next_value + i as i64).number()).collect();
        self.next_value += n as i64;
        values
    }

    fn elements(values: &[i64]) -> Vec<T> {
        values.iter().map(|number| T::of(*number)).collect()
    }

    fn add(&mut self, s: Slice<T, P>, w: Window) {
        if self.slices.len() < 8 {
            self.slices.push((s, w));
        } else {
            let at = self.random.below(8);
            self.slices[at] = (s, w);
        }
    }

    /// What a `try_` operation gave must be what the model gave, and is put into place.
    fn both(&mut self, at: usize, ours: Result<(), impl ToString>, model: Result<Window, impl ToString>) {
        match (ours, model) {
            (Ok(()), Ok(window)) => self.slices[at].1 = window,
            (Err(ours), Err(model)) => assert_eq!(ours.to_string(), model.to_string()),
            (ours, model) => panic!("{:?} but {:?}", ours.map_err(|e| e.to_string()), model.map_err(|e| e.to_string())),
        }
    }

    fn make(&mut self) {
        let n = self.random.below(self.most);
        let (s, w) = match self.random.below(5) {
            0 => (Slice::nil_with(self.rules.clone()), NIL),
            1 => {
                let cap = n + self.random.below(self.most);
                (Slice::make_with(self.rules.clone(), n, cap), self.model.new_array(vec![0; n], cap))
            }
            2 => (Slice::make_with(self.rules.clone(), 0, n), self.model.new_array(vec![], n)),
            _ => {
                let values = self.fresh(n);
                let s = Slice::from(Self::elements(&values)).with_rules(self.rules.clone());
                (s, self.model.new_array(values, n))
            }
        };
        self.add(s, w);
    }

    fn step(&mut self) {
        if self.slices.is_empty() {
            return self.make();
        }
        let at = self.random.below(self.slices.len());
        let other = self.random.below(self.slices.len());
        let w = self.slices[at].1;
        match self.random.below(30) {
            0..=2 => self.make(),
            3 => {
                let s = self.slices[at].0.clone();
                self.add(s, w);
            }
            4..=7 => self.cut(at),
            8..=11 => {
                let values = self.fresh(1);
                let ours = self.slices[at].0.try_append(T::of(values[0]));
                let model = self.model.append(w, &values);
                self.both(at, ours, model);
            }
            12..=13 => {
                let values = {
                    let n = self.random.below(self.most);
                    self.fresh(n)
                };
                let elements = Self::elements(&values);
                let by_move = self.random.below(2) == 0;
                let s = &mut self.slices[at].0;
                let ours = if by_move { s.try_append_all(elements) } else { s.try_append_all(&elements[..]) };
                let model = self.model.append(w, &values);
                self.both(at, ours, model);
            }
            14..=15 => {
                let source = self.slices[other].0.clone();
                let values = self.model.values(self.slices[other].1);
                let ours = self.slices[at].0.try_append_all(&source);
                let model = self.model.append(w, &values);
                self.both(at, ours, model);
            }
            16 => {
                let n = self.random.below(self.most);
                let ours = self.slices[at].0.try_append_zeros(n);
                let model = self.model.append(w, &vec![0; n]);
                self.both(at, ours, model);
            }
            17 => self.access(at),
            18..=19 => self.copy(at, other),
            20..=26 => self.package_slices(at, other),
            27 => {
                let taken = self.slices.swap_remove(at);
                drop(taken);
            }
            28 => self.look_at_all(at),
            _ => self.unique(at),
        }
    }

    fn cut(&mut self, at: usize) {
        let w = self.slices[at].1;
        let (low, high) = (self.random.bound(w.len), self.random.bound(w.cap));
        let max = if self.random.below(2) == 0 { Some(self.random.bound(w.cap)) } else { None };
        let model = match max {
            None => self.model.check(low, high, w).map(|()| (low as usize, high as usize, w.cap)),
            Some(max) => bounds::slice3(low, high, max, Limit::Cap(w.cap as i64))
                .map_err(|panic| panic.under(self.model.policy.release).to_string())
                .map(|()| (low as usize, high as usize, max as usize)),
        };
        if self.random.below(2) == 0 {
            let s = &mut self.slices[at].0;
            let ours = match max {
                None => s.try_reslice(low..high),
                Some(max) => s.try_reslice3(low..high, max),
            };
            // In place, a slice keeps its array even where it has no capacity left.
            let model = model.map(|(low, high, max)| Window { low: w.low + low, len: high - low, cap: max - low, ..w });
            self.both(at, ours, model);
        } else {
            let s = &self.slices[at].0;
            let ours = match max {
                None => s.try_slice(low..high),
                Some(max) => s.try_slice3(low..high, max),
            };
            match (ours, model) {
                (Ok(s), Ok((low, high, max))) => {
                    let w = self.model.slice(w, low, high, max);
                    self.add(s, w);
                }
                (Err(ours), Err(model)) => assert_eq!(ours.to_string(), model),
                (ours, model) => panic!("{ours:?} but {model:?}"),
            }
        }
    }

    fn access(&mut self, at: usize) {
        let (w, value) = (self.slices[at].1, self.fresh(1)[0]);
        let index = self.random.bound(w.len);
        let s = &self.slices[at].0;
        let model =
            bounds::index(index, w.len as i64).map_err(|panic| panic.under(self.model.policy.release).to_string());
        match (s.try_get(index), model) {
            (Ok(element), Ok(())) => {
                assert_eq!(element.number(), self.model.values(w)[index as usize]);
                s.set(index, T::of(value));
                s.with(index, |element| assert_eq!(element.number(), value));
                self.model.store(w, index as usize, &[value]);
            }
            (Err(ours), Err(model)) => assert_eq!(ours.to_string(), model),
            (ours, model) => panic!("{ours:?} but {model:?}"),
        }
    }

    fn copy(&mut self, at: usize, other: usize) {
        let (w, from) = (self.slices[at].1, self.slices[other].1);
        if self.random.below(6) == 0 {
            self.slices[at].0.clear();
            let zeros = vec![0; w.len];
            return self.model.store(w, 0, &zeros);
        }
        let n = self.slices[at].0.copy_from(&self.slices[other].0);
        assert_eq!(n, w.len.min(from.len));
        let values = self.model.values(from);
        self.model.store(w, 0, &values[..n]);
    }

    fn package_slices(&mut self, at: usize, other: usize) {
        let w = self.slices[at].1;
        let values = self.model.values(w);
        let (i, j) = (self.random.below(w.len + 1), self.random.below(w.len + 1));
        let (i, j) = (i.min(j), i.max(j));
        match self.random.below(12) {
            0 | 1 => {
                let source = self.slices[other].0.clone();
                let more = self.model.values(self.slices[other].1);
                let ours = self.slices[at].0.try_insert(i, &source);
                let model = self.model.slices_insert(w, i, &more);
                self.both(at, ours, model);
            }
            2 => {
                let ours = self.slices[at].0.try_delete(i, j);
                self.model.store(w, i, &values[j..]);
                let model = if i < j { self.model.shorten(w, w.len - (j - i)) } else { w };
                self.both(at, ours, Ok::<_, RuntimeError>(model));
            }
            3 | 4 => {
                let source = self.slices[other].0.clone();
                let more = self.model.values(self.slices[other].1);
                let ours = self.slices[at].0.try_replace_range(i, j, &source);
                let model = self.model.slices_replace(w, i, j, &more);
                self.both(at, ours, model);
            }
            5 => {
                let n = self.random.below(self.most);
                let ours = self.slices[at].0.try_grow_by(n);
                let mut model = Ok(w);
                if n > w.cap - w.len {
                    let zeros = vec![0; n - (w.cap - w.len)];
                    model = self
                        .model
                        .append(self.model.slice(w, 0, w.cap, w.cap), &zeros)
                        .map(|grown| Window { len: w.len, ..grown });
                }
                self.both(at, ours, model);
            }
            6 => {
                self.slices[at].0.clip();
                self.slices[at].1.cap = w.len;
            }
            7 => {
                let copy = self.slices[at].0.cloned();
                let model = if w.nil { NIL } else { self.model.append(EMPTY, &values).unwrap() };
                self.add(copy, model);
            }
            8 if w.len < 1000 => {
                let count = self.random.below(4);
                let all = self.slices[at].0.repeat(count);
                let model = self.model.new_array(values.repeat(count), w.len * count);
                self.add(all, model);
            }
            9 => {
                self.slices[at].0.reverse();
                let reversed: Vec<i64> = values.into_iter().rev().collect();
                self.model.store(w, 0, &reversed);
            }
            10 => {
                self.slices[at].0.sort_func(|a, b| b.number().cmp(&a.number()));
                let mut sorted = values;
                sorted.sort_by(|a, b| b.cmp(a));
                self.model.store(w, 0, &sorted);
            }
            _ => {
                let keep = |number: i64| number % 3 != 0;
                self.slices[at].0.delete_func(|element| !keep(element.number()));
                let kept: Vec<i64> = values.into_iter().filter(|number| keep(*number)).collect();
                if kept.len() < w.len {
                    self.model.store(w, 0, &kept);
                    self.slices[at].1 = self.model.shorten(w, kept.len());
                }
            }
        }
        // An in-place operation on a slice without capacity keeps what it has.
        if self.slices.len() > at && self.slices[at].1.cap == 0 {
            let nil = self.slices[at].1.nil;
            assert_eq!(self.slices[at].0.is_nil(), nil);
            self.slices[at].1.array = None;
            self.slices[at].0 =
                if nil { Slice::nil_with(self.rules.clone()) } else { Slice::make_with(self.rules.clone(), 0, 0) };
        }
    }

    /// All of a slice's slots, those after its length too.
    fn look_at_all(&mut self, at: usize) {
        let (s, w) = &self.slices[at];
        let all = s.slice(..s.cap());
        let model = Window { len: w.cap, ..*w };
        assert!(all.iter().map(|element| element.number()).eq(self.model.values(model)));
    }

    fn unique(&mut self, at: usize) {
        let w = self.slices[at].1;
        let holders = self.slices.iter().filter(|(_, other)| other.array == w.array).count();
        let alone = w.array.is_none() || holders == 1;
        assert_eq!(self.slices[at].0.is_unique(), alone);
        let values = self.fresh(w.len);
        let Some(elements) = self.slices[at].0.unique() else { return };
        for (element, value) in elements.iter_mut().zip(&values) {
            *element = T::of(*value);
        }
        self.model.store(w, 0, &values);
    }

    fn compare(&self) {
        for (s, w) in &self.slices {
            assert_eq!((s.len(), s.cap(), s.is_nil()), (w.len, w.cap, w.nil));
            match w.array {
                Some(array) => {
                    let values = &self.model.arrays[array][w.low..w.low + w.len];
                    assert!(s.cells().iter().zip(values).all(|(cell, value)| {
                        let element = cell.replace(T::ZERO);
                        let equal = element.number() == *value;
                        cell.set(element);
                        equal
                    }));
                }
                None => assert_eq!(w.len, 0),
            }
        }
    }
}

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

/// Runs programs of `n_steps` random steps, and compares everything after each step.
fn run<T: Number, P: Rules + Debug>(rules: impl Fn(u64) -> P, n_programs: u64, n_steps: usize, most: usize) {
    let first = setting("GOSLICE_MODEL_SEED", 1);
    let programs = setting("GOSLICE_MODEL_PROGRAMS", n_programs).min(n_programs * 1000);
    for seed in first..first + programs {
        let before = T::live();
        let rules = rules(seed);
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            let mut machine = Machine::<T, P>::new(seed, rules.clone(), most);
            for _ in 0..n_steps {
                machine.step();
                machine.compare();
            }
        }));
        if let Err(cause) = outcome {
            eprintln!("seed {seed}, {rules:?}");
            std::panic::resume_unwind(cause);
        }
        assert_eq!(T::live(), before, "seed {seed}: values lost or dropped twice");
    }
}

fn newest(_: u64) -> Go<27> {
    Go
}

fn any_release(seed: u64) -> Release {
    Release::all().nth(seed as usize % 20).unwrap()
}

#[test]
fn programs_over_integers_agree_with_the_model() {
    run::<i64, _>(newest, 3000, 60, 12);
    run::<u8, _>(any_release, 3000, 60, 40);
}

#[test]
fn programs_over_counted_elements_lose_and_repeat_no_drop() {
    run::<Counted, _>(newest, 3000, 60, 12);
    run::<Counted, _>(any_release, 1000, 60, 40);
}

#[test]
fn programs_over_elements_that_are_only_cloned_agree_with_the_model() {
    run::<Cloned, _>(any_release, 2000, 60, 12);
}

#[test]
fn programs_over_aligned_elements_agree_with_the_model() {
    run::<Aligned, _>(newest, 1500, 60, 12);
}

#[test]
fn programs_over_elements_without_size_agree_with_the_model() {
    run::<Nothing, _>(any_release, 1500, 60, 12);
    // Zero values of slots are dropped too: what was made by name never outlives them.
    assert!(elements::nothings() <= 0);
}

#[test]
fn programs_over_large_arrays_agree_with_the_model() {
    run::<i64, _>(newest, 12, 40, 60_000);
    run::<u8, _>(any_release, 12, 40, 400_000);
    run::<Counted, _>(newest, 6, 30, 20_000);
    run::<Aligned, _>(newest, 6, 30, 6_000);
}

/// After a panic in the middle of an operation nothing is compared, but all that is left must be in order.
#[test]
fn panicking_clones_and_drops_lose_nothing() {
    std::panic::set_hook(Box::new(|info| {
        let text = info.payload().downcast_ref::<String>().cloned().unwrap_or_default();
        if !text.ends_with("panics") {
            eprintln!("{info}");
        }
    }));
    let mut panics = 0;
    for seed in 1..=setting("GOSLICE_MODEL_PROGRAMS", 4000) {
        let before = Counted::live();
        let mut random = Random(seed);
        let mut machine = Machine::<Counted, Go<27>>::new(seed, Go, 12);
        let (clones, drops) = (1 + random.below(60) as i64, 1 + random.below(200) as i64);
        elements::panic_after(clones, drops);
        for _ in 0..60 {
            if let Err(cause) = catch_unwind(AssertUnwindSafe(|| machine.step())) {
                let text = cause.downcast::<String>().unwrap();
                assert!(text.ends_with("panics"), "seed {seed}: {text}");
                panics += 1;
                break;
            }
            machine.compare();
        }
        elements::panic_after(i64::MAX, i64::MAX);
        drop(machine);
        assert_eq!(Counted::live(), before, "seed {seed}: values lost or dropped twice");
    }
    let _ = std::panic::take_hook();
    assert!(panics > 10);
}

/// Clones, comparisons and drops that change the very slices that are being worked on.
#[test]
fn elements_that_meddle_with_their_slices_break_nothing() {
    let before = Counted::live();
    for seed in 1..=setting("GOSLICE_MODEL_PROGRAMS", 4000) {
        let mut random = Random(seed);
        let mut slices: Vec<Slice<Meddler>> = vec![];
        elements::meddle(random.next() | 1);
        for _ in 0..50 {
            let n = random.below(8);
            if slices.len() < 4 {
                slices.push((0..n as i64).map(Meddler::of).collect());
            }
            let at = random.below(slices.len());
            let other = slices[random.below(slices.len())].clone();
            REGISTER.with_borrow_mut(|register| {
                if register.len() < 12 {
                    register.push(other.clone())
                }
            });
            let s = &mut slices[at];
            match random.below(14) {
                0 => s.append(Meddler::of(7)),
                1 => s.append_all(&other),
                2 => s.append_all(vec![Meddler::of(1), Meddler::of(2)]),
                3 => drop(s.copy_from(&other)),
                4 => s.insert(n.min(s.len()), &other),
                5 => s.delete(n.min(s.len()) / 2, n.min(s.len())),
                6 => s.compact(),
                7 => s.sort_func(|a, b| a.clone().number().cmp(&b.clone().number())),
                8 => assert!(s.to_vec().len() == s.len()),
                9 => s.reslice(..if *s == other { 0 } else { s.len() }),
                10 => s.reslice(..s.cap().min(20)),
                11 => drop(s.cloned()),
                12 => s.clear(),
                _ => drop(slices.swap_remove(at)),
            }
            if slices.iter().any(|s| s.len() > 300) {
                break;
            }
        }
        elements::meddle(0);
        drop(slices);
        drop(REGISTER.take());
        assert_eq!(Counted::live(), before, "seed {seed}: values lost or dropped twice");
    }
}
