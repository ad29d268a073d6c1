//! Random slice programs: what goslice prints against what a plain model says, and a real Go where one is installed.

use super::model::{Elem, Model, Plant, Slice};
use super::real::RealGo;
use super::{Plan, Rng, cases};
use std::fmt::Write;
use std::process::Command;

/// Element types: definition, a value with number n, the number of a value.
const TYPES: [(&str, &str, &str, Elem); 8] = [
    ("byte", "E(n)", "int(e)", Elem { size: 1, pointers: false }),
    ("int16", "E(n)", "int(e)", Elem { size: 2, pointers: false }),
    ("int", "E(n)", "int(e)", Elem { size: 8, pointers: false }),
    ("[3]int", "E{n}", "e[0]", Elem { size: 24, pointers: false }),
    ("[7]int64", "E{int64(n)}", "int(e[0])", Elem { size: 56, pointers: false }),
    ("struct { p *int; n int }", "E{nil, n}", "e.n", Elem { size: 16, pointers: true }),
    ("struct { n int; s string }", "E{n, \"s\"}", "e.n", Elem { size: 24, pointers: true }),
    ("struct { n int; a []int; i interface{} }", "E{n, nil, nil}", "e.n", Elem { size: 48, pointers: true }),
];

/// From this release on, capacities depend on what stays on the stack, of which the model knows nothing.
const STACK_MINOR: u8 = 25;
/// A real Go takes a second for a program, goslice 20 ms: it judges one case of so many.
const REAL_EVERY: u64 = 25;

const NAMES: [&str; 3] = ["a", "b", "c"];

/// Runs the fuzzer.
pub(crate) fn run(plan: &Plan) -> Result<(), String> {
    let binary = crate::binary::goslice()?;
    let folder = std::env::temp_dir().join(format!("goslice-fuzz-{}", std::process::id()));
    std::fs::create_dir_all(&folder).map_err(|err| err.to_string())?;
    let path = folder.join("main.go");
    let gos: Vec<RealGo> = RealGo::find(&plan.gos)?.into_iter().filter(|go| go.minor < STACK_MINOR).collect();
    let (mut number, mut judged) = (plan.only.unwrap_or(0), 0);
    let result = cases(plan, |rng| {
        let mut minor = 15 + rng.below(usize::from(STACK_MINOR) - 15) as u8;
        let judge = gos.get((number / REAL_EVERY) as usize % gos.len().max(1)).filter(|_| number % REAL_EVERY == 0);
        number += 1;
        if let Some(go) = judge {
            minor = go.minor;
        }
        let (program, expected) = generate(rng, minor, plan.plant);
        std::fs::write(&path, &program).map_err(|err| err.to_string())?;
        if let Some(go) = judge {
            let (got, errors) = go.run(&path)?;
            judged += 1;
            if let Some(difference) = difference(&got, &expected) {
                return Err(format!("the model is wrong about Go 1.{minor}: {difference}\n{errors}\n{program}"));
            }
        }
        let run = Command::new(&binary).args(["run", "--go", &format!("1.{minor}")]).arg(&path).output();
        let output = run.map_err(|err| format!("{binary}: {err}"))?;
        let got = String::from_utf8_lossy(&output.stdout);
        let errors = String::from_utf8_lossy(&output.stderr);
        match difference(&got, &expected) {
            None if output.status.success() => Ok(()),
            None => Err(format!("Go 1.{minor}: {}\n{errors}\n{program}", output.status)),
            Some(difference) => Err(format!("Go 1.{minor}: {difference}\n{errors}\n{program}")),
        }
    });
    println!("{judged} cases judged by a real Go, of {} installed", gos.len());
    // Nothing depends on the folder's going away.
    let _ = std::fs::remove_dir_all(&folder);
    result
}

/// The first line in which an output is not what the model says.
fn difference(got: &str, expected: &str) -> Option<String> {
    if got == expected {
        return None;
    }
    let mut lines = got.lines().zip(expected.lines()).enumerate();
    let (at, (got, want)) = lines.find(|(_, (got, want))| got != want).unwrap_or((0, ("(ended)", "")));
    Some(format!("line {}: got {got:?}, the model says {want:?}", at + 1))
}

/// A program and what it prints.
fn generate(rng: &mut Rng, minor: u8, plant: Plant) -> (String, String) {
    let (definition, make, number, elem) = *rng.pick(&TYPES);
    let mut program = format!(
        "package main\n\nimport \"fmt\"\n\ntype E {definition}\n\nfunc mk(n int) E {{ return {make} }}\n\
         func num(e E) int {{ return {number} }}\nfunc n(i int) int {{ return i }}\n\n\
         func show(name string, s []E) {{\n\tt := 0\n\tfor i, e := range s {{\n\t\tt = (t*31 + num(e) + i) % 65521\n\t}}\n\
         \tfmt.Println(name, len(s), cap(s), s == nil, t)\n}}\n\n\
         func caught() {{\n\tif e := recover(); e != nil {{\n\t\tfmt.Println(\"panic:\", e)\n\t}}\n}}\n"
    );
    let mut expected = String::new();
    let n_funcs = 8;
    for func in 0..n_funcs {
        let _ = writeln!(program, "\nfunc f{func}() {{\n\tdefer caught()\n\tvar a, b, c []E");
        body(rng, &mut Model::new(minor, elem, plant), &mut program, &mut expected);
        program.push_str("}\n");
    }
    program.push_str("\nfunc main() {\n");
    for func in 0..n_funcs {
        let _ = writeln!(program, "\tf{func}()");
    }
    program.push_str("}\n");
    (program, expected)
}

/// The statements of a function; those after a panic are still part of the program.
fn body(rng: &mut Rng, model: &mut Model, program: &mut String, expected: &mut String) {
    let mut vars = [Slice::default(); 3];
    let mut panicked = false;
    for _ in 0..12 {
        let (to, from, other) = (rng.below(3), rng.below(3), rng.below(3));
        let (x, y, z) = (NAMES[to], NAMES[from], NAMES[other]);
        let value = 1 + rng.below(100) as u32;
        // What the operation does to the model; not asked for once the function has panicked.
        let outcome: Result<Slice, String> = match rng.below(9) {
            0 => {
                let cap = *rng.pick(&[0, 1, 4, 7, 33, 255, 256, 300, 512, 600, 1024, 1100]);
                let len = rng.below(cap + 1);
                let _ = writeln!(program, "\t{x} = make([]E, {len}, {cap})");
                Ok(model.make(len, cap))
            }
            1 | 2 => {
                let values: Vec<u32> = (0..1 + rng.below(5) as u32).map(|at| value + at).collect();
                let args: Vec<String> = values.iter().map(|value| format!("mk({value})")).collect();
                let _ = writeln!(program, "\t{x} = append({y}, {})", args.join(", "));
                Ok(model.append(vars[from], &values))
            }
            3 => {
                let _ = writeln!(program, "\t{x} = append({y}, {z}...)");
                let values: Vec<u32> = (0..vars[other].len).map(|at| model.get(vars[other], at)).collect();
                Ok(model.append(vars[from], &values))
            }
            4 | 5 => {
                let cap = vars[from].cap;
                let (hi, lo) = (rng.below(cap + 2), rng.below(cap / 2 + 2));
                let max = (rng.below(2) == 0).then(|| rng.below(cap + 2));
                let third = max.map_or(String::new(), |max| format!(":n({max})"));
                let _ = writeln!(program, "\t{x} = {y}[n({lo}):n({hi}){third}]");
                model.reslice(vars[from], lo, hi, max)
            }
            6 => {
                let _ = writeln!(program, "\tcopy({x}, {y})");
                let count = vars[to].len.min(vars[from].len);
                let values: Vec<u32> = (0..count).map(|at| model.get(vars[from], at)).collect();
                values.iter().enumerate().for_each(|(at, &value)| model.set(vars[to], at, value));
                Ok(vars[to])
            }
            7 => {
                let index = rng.below(vars[to].len + 1);
                let _ = writeln!(program, "\t{x}[n({index})] = mk({value})");
                if index < vars[to].len {
                    model.set(vars[to], index, value);
                    Ok(vars[to])
                } else {
                    Err(format!("runtime error: index out of range [{index}] with length {}", vars[to].len))
                }
            }
            _ => {
                let count = rng.below(700);
                let _ = writeln!(program, "\tfor i := 0; i < {count}; i++ {{\n\t\t{x} = append({x}, mk(i%100))\n\t}}");
                Ok((0..count as u32).fold(vars[to], |slice, at| model.append(slice, &[at % 100])))
            }
        };
        for name in NAMES {
            let _ = writeln!(program, "\tshow(\"{name}\", {name})");
        }
        if panicked {
            continue;
        }
        match outcome {
            Ok(slice) => {
                vars[to] = slice;
                NAMES.iter().zip(vars).for_each(|(name, slice)| show(model, name, slice, expected));
            }
            Err(text) => {
                let _ = writeln!(expected, "panic: {text}");
                panicked = true;
            }
        }
    }
}

fn show(model: &Model, name: &str, slice: Slice, expected: &mut String) {
    let hash = (0..slice.len).fold(0, |hash, at| (hash * 31 + model.get(slice, at) as usize + at) % 65521);
    let _ = writeln!(expected, "{name} {} {} {} {hash}", slice.len, slice.cap, slice.array.is_none());
}
