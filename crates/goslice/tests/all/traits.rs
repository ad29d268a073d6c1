//! `Slice` among other crates' types: conversions, comparisons, traits, and which types are elements.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::{BTreeMap, VecDeque};
use std::io::Write as _;
use std::num::NonZero;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use goslice::{Arch, Elem, Element, Go, Policy, Print, Release, Slice, bounds, element, slice};

fn is_element<T: Element>() -> Elem {
    T::ELEM
}

#[test]
fn types_of_the_standard_library_are_elements() {
    let word = Elem::with_pointers(8);
    assert_eq!(is_element::<Option<Rc<dyn Fn(i32) -> i32>>>(), Elem::with_pointers(16));
    assert_eq!(is_element::<Option<Arc<str>>>(), Elem::with_pointers(16));
    assert_eq!(is_element::<Option<Box<i64>>>(), word);
    assert_eq!(is_element::<Option<&i64>>(), word);
    assert_eq!(is_element::<Option<&str>>(), Elem::with_pointers(16));
    assert_eq!(is_element::<Option<fn(&str) -> usize>>(), word);
    assert_eq!(is_element::<Option<extern "C" fn()>>(), word);
    assert_eq!(is_element::<Option<NonZero<u32>>>(), Elem::plain(4));
    assert_eq!(is_element::<Option<i64>>(), Elem::plain(16));
    assert_eq!(is_element::<Option<char>>(), Elem::plain(4));
    assert_eq!(is_element::<Option<PathBuf>>(), Elem::with_pointers(24));
    assert_eq!(is_element::<&[String]>(), Elem::with_pointers(24));
    assert_eq!(is_element::<Cow<'_, str>>(), Elem::with_pointers(16));
    assert_eq!(is_element::<Duration>(), Elem::plain(8));
    assert!(is_element::<VecDeque<i32>>().has_pointers && is_element::<BTreeMap<String, i32>>().has_pointers);
    type Twelve = (u8, u16, u32, u64, i8, i16, i32, i64, f32, f64, bool, String);
    assert_eq!(is_element::<Twelve>(), Elem::with_pointers(72));
    let nothing: Slice<Option<PathBuf>> = Slice::make(2, 2);
    assert_eq!(nothing, [None, None]);
}

mod model {
    #[derive(Clone, Debug, PartialEq)]
    pub(super) struct Point {
        pub(super) x: Coordinate,
        pub(super) y: Coordinate,
    }
    #[derive(Clone, Copy, Debug, PartialEq)]
    pub(super) struct Coordinate(pub(super) f32);
}

element!(model::Coordinate(pub f32); copy);
element!(model::Point { pub x: model::Coordinate, pub y: model::Coordinate });

#[derive(Clone, Debug, PartialEq)]
struct Tree<'a, K: Element + Into<Vec<K>>, const N: usize> {
    name: &'a str,
    keys: [K; N],
    children: Slice<Tree<'a, K, N>>,
}
element!(impl<'a, K: Element + Into<Vec<K>>, const N: usize> Tree<'a, K, N> {
    name: &'a str,
    keys: [K; N],
    children: Slice<Tree<'a, K, N>>,
});

#[derive(Clone, Debug, PartialEq)]
struct Key(u16);
element!(Key(u16));

impl From<Key> for Vec<Key> {
    fn from(key: Key) -> Vec<Key> {
        vec![key]
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Color {
    Red,
    Green,
}
element!(Color as i64 = Color::Red; copy);

#[derive(Clone, Debug, PartialEq)]
enum Shape<T> {
    Empty,
    Of(T, String),
}
element!(impl<T: Clone> Shape<T> = Shape::Empty);

#[derive(Clone, Debug, PartialEq)]
struct Marker;
element!(Marker);

#[test]
fn the_macro_makes_elements_of_structs_tuples_enums_and_generic_types() {
    assert_eq!(model::Point::ELEM, Elem::plain(8));
    assert!(model::Coordinate::BITS.are_copied());
    // struct { name string; keys [3]uint16; children []Tree }
    assert_eq!(Tree::<Key, 3>::ELEM, Elem::with_pointers(48));
    assert_eq!(Color::ELEM, Elem::plain(8));
    assert_eq!(Marker::ELEM, Elem::plain(0));
    let s: Slice<Shape<u8>> = Slice::make(1, 1);
    assert_eq!(s, [Shape::Empty]);
    let mut s = slice![Shape::Of(1u8, "one".to_owned())];
    s.append(Shape::Empty);
    assert_eq!(s.slice(1..), [Shape::Empty]);
    let trees: Slice<Tree<'_, Key, 1>> = Slice::make(1, 1);
    assert_eq!(trees.get(0), Tree { name: "", keys: [Key(0)], children: Slice::nil() });
    assert_eq!(slice![Color::Green].get(0), Color::Green);
    assert_eq!(slice![model::Point { x: model::Coordinate(1.0), y: model::Coordinate(2.0) }].len(), 1);
}

#[test]
fn comparisons_go_both_ways() {
    let s = slice![1, 2];
    assert_eq!([1, 2], s);
    assert_eq!(&[1, 2], s);
    assert_eq!([1, 2][..], s);
    assert_eq!(&[1, 2][..], s);
    assert_eq!(vec![1, 2], s);
    assert_ne!([1, 3], s);
    assert_ne!([1], s);
    assert_eq!(s, s.clone().with_rules(Go::<17>));
    let text = Slice::<u8>::from("text");
    assert_eq!(text, "text");
    assert_eq!("text", text);
    let owned = "texts".to_owned();
    assert_ne!(text, owned);
    assert_ne!(owned, text);
    assert_eq!(owned[..4], text);
    let strings = slice!["a".to_owned()];
    assert_eq!(["a"], strings);
    assert_eq!(strings, ["a"]);
}

#[test]
fn conversions_go_both_ways() {
    assert_eq!(Slice::from(&[1, 2]), [1, 2]);
    assert_eq!(Slice::from(Box::from([1, 2])), [1, 2]);
    let mut s: Slice<u8> = [1, 2].iter().collect();
    s.extend(&[3]);
    s.extend(vec![4]);
    assert_eq!(s, [1, 2, 3, 4]);
    assert_eq!(<[u8; 2]>::try_from(&s), Ok([1, 2]));
    assert_eq!(
        <[u8; 5]>::try_from(s.clone()).unwrap_err().to_string(),
        "runtime error: cannot convert slice with length 4 to array or pointer to array with length 5"
    );
    let cells: &[Cell<u8>] = s.as_ref();
    assert_eq!(cells.len(), 4);
}

#[test]
fn bytes_are_written_to() {
    let mut s = Slice::<u8>::nil();
    write!(&mut s as &mut dyn std::fmt::Write, "{}-{:02}", 1, 2).unwrap();
    std::io::copy(&mut &b"bytes"[..], &mut s).unwrap();
    s.flush().unwrap();
    assert_eq!(s, "1-02bytes");
}

#[test]
fn chunks_and_windows_know_their_length_from_both_ends() {
    let s = slice![0, 1, 2, 3, 4, 5, 6];
    let mut chunks = s.chunks(3);
    assert_eq!(chunks.len(), 3);
    assert_eq!(chunks.next_back().unwrap(), [6]);
    assert_eq!(chunks.nth(1).unwrap(), [3, 4, 5]);
    assert!(chunks.next().is_none() && chunks.next_back().is_none() && chunks.len() == 0);
    let mut windows = s.windows(3);
    assert_eq!(windows.len(), 5);
    assert_eq!(windows.next_back().unwrap(), [4, 5, 6]);
    assert_eq!(windows.nth(2).unwrap(), [2, 3, 4]);
    assert_eq!(windows.next_back().unwrap(), [3, 4, 5]);
    assert!(windows.next().is_none() && windows.next_back().is_none() && windows.len() == 0);
    assert_eq!(slice![1].windows(2).len(), 0);
    assert_eq!(s.chunks(i64::MAX).len(), 1);
    assert_eq!(s.windows(i64::MAX).len(), 0);
}

#[test]
fn rules_and_texts_are_compared() {
    let newest = Policy::new(Release::NEWEST, Arch::Amd64);
    assert_eq!(newest, Policy::new("1.27".parse().unwrap(), Arch::Amd64));
    assert_ne!(newest, Policy::new(Release::OLDEST, Arch::Amd64));
    let panic = bounds::index(3, 3).unwrap_err();
    assert_eq!(panic.under(Release::NEWEST), panic.under(Release::NEWEST));
    assert_ne!(panic.under(Release::NEWEST), panic.under(Release::OLDEST));
}

/// What Go 1.27's `fmt.Println` printed for the same values.
#[test]
fn slices_print_as_go_prints_them() {
    let nested = slice![slice![1], Slice::nil()];
    let floats = slice![1e5, 1e6, 1e20, 1e21, 123456789.0, 1e-4, 1e-5, 0.1, 2.5, 100.0, 1.5e300];
    assert_eq!(floats.to_string(), "[100000 1e+06 1e+20 1e+21 1.23456789e+08 0.0001 1e-05 0.1 2.5 100 1.5e+300]");
    let floats = slice![f64::INFINITY, f64::NEG_INFINITY, f64::NAN, -0.0, 123456.5, 1234567.5, 999999.0];
    assert_eq!(floats.to_string(), "[+Inf -Inf NaN -0 123456.5 1.2345675e+06 999999]");
    let floats = slice![1e5f32, 1e20, 1e21, 0.1, 16777216.0, 3.4e38, 1e-5];
    assert_eq!(floats.to_string(), "[100000 1e+20 1e+21 0.1 1.6777216e+07 3.4e+38 1e-05]");
    assert_eq!(Slice::<char>::from("hé").to_string(), "[104 233]");
    assert_eq!(Slice::<u8>::from("a").to_string(), "[97]");
    assert_eq!(slice![true].to_string(), "[true]");
    assert_eq!(slice!["a", ""].to_string(), "[a ]");
    assert_eq!(nested.to_string(), "[[1] []]");
    assert_eq!(slice![None::<Rc<i32>>].to_string(), "[<nil>]");
    assert_eq!(slice![[1, 2]].to_string(), "[[1 2]]");
    assert_eq!(slice![(1, "x")].to_string(), "[{1 x}]");
    assert_eq!(slice![()].to_string(), "[{}]");
    let formatted =
        format!("{:5}|{:05}|{:+}|{:6.2}|{:8}", slice![1, -2], slice![3], slice![4], slice![1.5], slice![1e21]);
    assert_eq!(formatted, "[    1    -2]|[00003]|[+4]|[  1.50]|[   1e+21]");
    struct Dashes;
    impl Print for Dashes {
        fn print(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("--")
        }
    }
    impl Clone for Dashes {
        fn clone(&self) -> Dashes {
            Dashes
        }
    }
    element!(Dashes);
    assert_eq!(slice![Dashes, Dashes].to_string(), "[-- --]");
}

#[cfg(feature = "serde")]
#[test]
fn serde_writes_and_reads_slices() {
    let s = slice![slice!["a".to_owned()], slice![], Slice::nil()];
    let json = serde_json::to_string(&s).unwrap();
    assert_eq!(json, r#"[["a"],[],[]]"#);
    let back: Slice<Slice<String>> = serde_json::from_str(&json).unwrap();
    assert_eq!(back, s);
    assert!(!back.get(2).is_nil());
    assert!(serde_json::from_str::<Slice<u8>>("[1, 256]").is_err());
}
