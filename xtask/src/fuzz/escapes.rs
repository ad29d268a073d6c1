//! The programs of `fuzz stack` again: what `goslice why` says of each place against what the real compiler's `-m` says.

use super::real::RealGo;
use super::{Plan, cases, stack};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

/// For a line of the source and a kind of place, how many places there do not escape and how many do. What stands in an inlined
/// body counts where the call is, as with gc.
type Verdicts = BTreeMap<(u64, &'static str), [usize; 2]>;

/// Runs the comparison, on the programs below the plan's directories if it has any.
pub(crate) fn run(plan: &Plan) -> Result<(), String> {
    let gos = RealGo::find(&plan.gos)?;
    if gos.is_empty() {
        return Err("fuzz escapes compares with real Gos, and there is none: give --go PATH/TO/go".to_owned());
    }
    let binary = crate::binary::goslice()?;
    let folder = std::env::temp_dir().join(format!("goslice-escapes-{}", std::process::id()));
    std::fs::create_dir_all(&folder).map_err(|err| err.to_string())?;
    let mut tally = Tally { binary, gos, places: 0, agreeing: 0 };
    let result = if plan.dirs.is_empty() {
        let mut number = plan.only.unwrap_or(0);
        cases(plan, |rng| {
            let path = folder.join(format!("case{number}.go"));
            let oldest = tally.gos.iter().map(|go| go.minor).min().unwrap_or_default();
            std::fs::write(&path, stack::generate(rng, oldest)).map_err(|err| err.to_string())?;
            number += 1;
            tally.compare(&path)
        })
    } else {
        let mut files = Vec::new();
        plan.dirs.iter().try_for_each(|dir| crate::parse::go_files(dir, &mut files)).map_err(|err| err.to_string())?;
        files.iter().try_for_each(|path| {
            // What one of them does not compile is no program for both.
            tally.compare(path).or_else(|err| {
                println!("{}: left out: {}", path.display(), err.lines().next().unwrap_or_default());
                Ok(())
            })
        })
    };
    println!("{} of {} places agree; generated programs are in {}", tally.agreeing, tally.places, folder.display());
    result
}

struct Tally {
    binary: String,
    gos: Vec<RealGo>,
    places: usize,
    agreeing: usize,
}

impl Tally {
    /// Compares a program under each release, and prints the lines on which the verdicts differ.
    fn compare(&mut self, path: &Path) -> Result<(), String> {
        let text = std::fs::read_to_string(path).map_err(|err| err.to_string())?;
        for go in &self.gos {
            let want = of_gc(&go.escapes(path)?, &text);
            let got = of_goslice(&self.binary, go.minor, path)?;
            for key in want.keys().chain(got.keys().filter(|key| !want.contains_key(key))) {
                let [[s1, h1], [s2, h2]] = [&want, &got].map(|of| of.get(key).copied().unwrap_or_default());
                let same = s1.min(s2) + h1.min(h2);
                let all = (s1 + h1).max(s2 + h2);
                self.places += all;
                self.agreeing += same;
                if same != all {
                    let (line, kind) = key;
                    let source = text.lines().nth(*line as usize - 1).unwrap_or_default().trim();
                    let (path, minor) = (path.display(), go.minor);
                    println!("{path}:{line}, Go 1.{minor}, {kind}: stack {s2}, heap {h2}; Go: {s1}, {h1}: {source}");
                }
            }
        }
        Ok(())
    }
}

/// What lines such as `./a.go:7:11: make([]int, n) escapes to heap` say.
fn of_gc(lines: &str, source: &str) -> Verdicts {
    let mut found = Verdicts::new();
    for line in lines.lines() {
        let mut parts = line.splitn(4, ':');
        let (Some(_), Some(at), Some(col), Some(text)) = (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            continue;
        };
        let (Ok(at), Ok(col)) = (at.parse::<u64>(), col.parse::<usize>()) else { continue };
        let text = text.trim();
        let (what, escapes) = if let Some(what) = text.strip_suffix(" escapes to heap") {
            (what, true)
        } else if let Some(what) = text.strip_suffix(" does not escape") {
            (what, false)
        } else if text.starts_with("moved to heap: ") {
            ("a variable", true)
        } else {
            continue;
        };
        let is_name = what != "append" && what.chars().all(|c| c.is_alphanumeric() || c == '_');
        let before = source.lines().nth(at as usize - 1).and_then(|line| line.get(..col)).unwrap_or_default();
        if is_name && !escapes && before.contains("func") {
            // A parameter.
            continue;
        }
        if let Some(kind) = kind_of(what, source) {
            found.entry((at, kind)).or_default()[usize::from(escapes)] += 1;
        }
    }
    found
}

/// `None` for what the comparison leaves out: values in interfaces, literals that capture nothing and concatenations.
fn kind_of(what: &str, source: &str) -> Option<&'static str> {
    let is_slice = |ty: &str| ty.starts_with("[]") || source.contains(&format!("type {ty} []"));
    let literal = what.strip_suffix("{...}").or_else(|| what.strip_suffix("{}"));
    Some(match what {
        "a variable" => "variable",
        "append" => "append",
        "... argument" => "literal",
        _ if what.starts_with("make(") => "make",
        _ if what.starts_with("new(") || what.starts_with('&') => "new",
        _ if literal.is_some_and(is_slice) => "literal",
        _ if ["([]byte)(", "([]rune)(", "string("].iter().any(|start| what.starts_with(start)) => "conversion",
        _ => return None,
    })
}

fn of_goslice(binary: &str, minor: u8, path: &Path) -> Result<Verdicts, String> {
    let release = format!("1.{minor}");
    let output = Command::new(binary).args(["why", "--all", "--format", "json", "--go", &release]).arg(path).output();
    let output = output.map_err(|err| format!("{binary}: {err}"))?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    let mut found = Verdicts::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let verdict: Value = serde_json::from_str(line).map_err(|err| format!("{err}: {line}"))?;
        // Copies of literals are where the literal is.
        let around = verdict["around_literal"].as_u64().unwrap_or(0) as usize;
        let outermost = verdict["inlined_at"].get(around).unwrap_or(&verdict);
        let at = outermost["line"].as_u64().ok_or_else(|| format!("no line: {line}"))?;
        let escapes = verdict["escapes"] == Value::Bool(true);
        let kind = match verdict["what"].as_str() {
            Some("make") => "make",
            Some("literal" | "variadic") => "literal",
            Some("new") => "new",
            Some("conversion") => "conversion",
            // gc prints no verdicts on them before it had buffers for them.
            Some("append") if minor >= 25 => "append",
            Some("variable") if escapes => "variable",
            _ => continue,
        };
        found.entry((at, kind)).or_default()[usize::from(escapes)] += 1;
    }
    Ok(found)
}
