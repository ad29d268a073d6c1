//! Ten functions of Go programs, ported with what the README says, and what Go printed: `tests/recorded/port.go` has the originals.

use std::fmt::Write as _;

use goslice::{RuntimeError, Slice, append, element, slice};
use std::collections::HashSet;
use std::rc::Rc;

fn insert_sorted(mut s: Slice<i64>, x: i64) -> Slice<i64> {
    let (i, _) = s.binary_search(&x);
    s.append(0);
    s.slice(i + 1..).copy_from(&s.slice(i..));
    s.set(i, x);
    s
}

fn permutations(s: &Slice<i64>) -> Slice<Slice<i64>> {
    if s.is_empty() {
        return slice![slice![]];
    }
    let mut all = Slice::nil();
    for i in 0..s.len() {
        let rest = append!(append!(slice![], ..&s.slice(..i)), ..&s.slice(i + 1..));
        for p in &permutations(&rest) {
            all.append(append!(slice![s.get(i)], ..&p));
        }
    }
    all
}

fn transpose(m: &Slice<Slice<f64>>) -> Slice<Slice<f64>> {
    let t: Slice<Slice<f64>> = Slice::make(m.get(0).len(), m.get(0).len());
    for i in 0..t.len() {
        t.set(i, Slice::make(m.len(), m.len()));
        for j in 0..m.len() {
            t.get(i).set(j, m.get(j).get(i));
        }
    }
    t
}

struct Node {
    name: &'static str,
    next: Slice<Option<Rc<Node>>>,
}

fn bfs(root: &Rc<Node>) -> Slice<&'static str> {
    let mut names = Slice::nil();
    let mut seen = HashSet::from([Rc::as_ptr(root)]);
    let mut queue = slice![Some(root.clone())];
    while !queue.is_empty() {
        let n = queue.get(0).unwrap();
        queue.reslice(1..);
        names.append(n.name);
        for next in &n.next {
            if seen.insert(Rc::as_ptr(next.as_ref().unwrap())) {
                queue.append(next);
            }
        }
    }
    names
}

fn fields(line: &Slice<u8>) -> Slice<Slice<u8>> {
    let mut words = Slice::nil();
    let mut start = -1;
    for (i, b) in line.iter().enumerate() {
        let i = i as i64;
        if b == b' ' {
            if start >= 0 {
                words.append(line.slice3(start..i, i));
                start = -1;
            }
        } else if start < 0 {
            start = i;
        }
    }
    if start >= 0 {
        words.append(line.slice(start..));
    }
    words
}

fn eval(ops: &Slice<&str>) -> Result<i64, String> {
    fn run(ops: &Slice<&str>) -> Result<i64, RuntimeError> {
        let mut stack: Slice<i64> = Slice::nil();
        for op in ops {
            let n = stack.len() as i64;
            match op {
                "+" => {
                    let (a, b) = (stack.try_get(n - 2)?, stack.try_get(n - 1)?);
                    stack = append!(stack.slice(..n - 2), a + b);
                }
                "dup" => stack.append(stack.try_get(n - 1)?),
                _ => stack.append(op.len() as i64),
            }
        }
        stack.try_get(0)
    }
    run(ops).map_err(|err| format!("bad program: {err}"))
}

#[derive(Clone)]
struct Emp {
    name: String,
    dept: &'static str,
    pay: i64,
}
element!(Emp { name: String, dept: &'static str, pay: i64 });

impl goslice::Print for Emp {
    fn print(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{{{} {} {}}}", self.name, self.dept, self.pay)
    }
}

// &es[i] in a slice: windows of one element.
fn raise(es: &Slice<Emp>, dept: &str) -> Slice<Slice<Emp>> {
    let mut hit = Slice::nil();
    for i in 0..es.len() {
        if es.with(i, |e| e.dept == dept) {
            es.update(i, |mut e| {
                e.pay += 10;
                e
            });
            hit.append(es.slice3(i..i + 1, i + 1));
        }
    }
    hit
}

fn dedup(mut s: Slice<String>) -> Slice<String> {
    s.sort();
    s.compact();
    s
}

struct Ring {
    buf: Slice<i64>,
    head: usize,
}

impl Ring {
    fn push(&mut self, x: i64) {
        if self.buf.len() < self.buf.cap() {
            self.buf.append(x);
            return;
        }
        self.buf.set(self.head, x);
        self.head = (self.head + 1) % self.buf.len();
    }
    fn all(&self) -> Slice<i64> {
        append!(self.buf.slice(self.head..).cloned(), ..&self.buf.slice(..self.head))
    }
}

fn merge_sort(s: &Slice<i64>) {
    if s.len() < 2 {
        return;
    }
    let m = s.len() / 2;
    let (mut a, mut b) = (s.slice(..m), s.slice(m..));
    merge_sort(&a);
    merge_sort(&b);
    let mut t = Slice::make(0, s.len());
    while !a.is_empty() && !b.is_empty() {
        if a.get(0) <= b.get(0) {
            t.append(a.get(0));
            a.reslice(1..);
        } else {
            t.append(b.get(0));
            b.reslice(1..);
        }
    }
    s.copy_from(&append!(append!(t, ..&a), ..&b));
}

#[test]
fn ten_ported_functions_print_what_go_prints() {
    let mut out = String::new();
    let s = slice![1, 3, 5];
    writeln!(out, "{} {s}", insert_sorted(s.clone(), 4)).unwrap();
    writeln!(out, "{}", permutations(&slice![1, 2, 3])).unwrap();
    writeln!(out, "{}", transpose(&slice![slice![1.0, 2.0, 3.0], slice![4.0, 5.0, 6e20]])).unwrap();
    let c = Rc::new(Node { name: "c", next: Slice::nil() });
    let b = Rc::new(Node { name: "b", next: slice![Some(c.clone())] });
    let a = Rc::new(Node { name: "a", next: slice![Some(b), Some(c)] });
    writeln!(out, "{}", bfs(&a)).unwrap();
    for mut w in &fields(&Slice::<u8>::from("go  to rust")) {
        w.append(b'!');
        write!(out, "{}{} ", w.to_text().unwrap(), w.len()).unwrap();
    }
    out.push('\n');
    for ops in ["one three + dup +", "+"] {
        let ops: Slice<&str> = ops.split(' ').collect();
        match eval(&ops) {
            Ok(n) => writeln!(out, "{n} <nil>").unwrap(),
            Err(err) => writeln!(out, "0 {err}").unwrap(),
        }
    }
    let emp = |name: &str, dept, pay| Emp { name: name.to_owned(), dept, pay };
    let es = slice![emp("x", "d", 1), emp("y", "e", 2), emp("z", "d", 3)];
    for e in &raise(&es, "d") {
        e.update(0, |mut e| {
            e.name += "!";
            e
        });
    }
    writeln!(out, "{es}").unwrap();
    let d = slice!["b".to_owned(), "a".to_owned(), "b".to_owned(), "a".to_owned()];
    let e = dedup(d.clone());
    writeln!(out, "{d} {e} {} {}", e.len(), e.cap()).unwrap();
    let mut r = Ring { buf: Slice::make(0, 3), head: 0 };
    (0..5).for_each(|i| r.push(i));
    writeln!(out, "{} {}", r.all(), r.buf).unwrap();
    let m = slice![5, 2, 8, 1, 9, 3];
    merge_sort(&m.slice(1..));
    writeln!(out, "{m}").unwrap();
    assert_eq!(out, include_str!("../recorded/port.txt"));
}
