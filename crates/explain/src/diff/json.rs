//! The comparison for programs: one object for each pair of neighbours, also where they are alike.
//!
//! Two values in a list are those under `from` and `to`. `alike` says whether output and status agree; it is null where one of
//! the two `varies` from run to run. `stdout` and `stderr` have the lines that do not agree. Of each of the `reasons`, `changes` are the rules that changed with the release that
//! brought them, and `outcomes` what came of the question: from the older release to the newer, with the first and the last
//! release of each. `counts` has the numbers.

use goslice::Release;
use serde_json::{Map, Value, json};

use super::lines::Lines;
use super::outcome::Outcome;
use super::reason::{self, Reason};
use super::{Digest, LOOP_VARIABLES, LoopVariables, Run, in_order, loop_variables};
use crate::changes::Change;

/// A line of JSON for each step.
pub fn json(runs: &[Run], between: &mut dyn FnMut(Release) -> Option<Digest>) -> String {
    runs.windows(2).map(|pair| format!("{}\n", step(&pair[0], &pair[1], between))).collect()
}

fn step(a: &Run, b: &Run, between: &mut dyn FnMut(Release) -> Option<Digest>) -> Value {
    let (old, new) = in_order(a, b);
    let mut reasons = Vec::new();
    if a.errors.is_none() && b.errors.is_none() {
        if let Some(loops) = loop_variables(old, new).filter(|_| a.is_comparable(b)) {
            let change = json!({ "name": "loop variables", "since": "1.22", "what": LOOP_VARIABLES });
            reasons.push(json!({ "changes": [change], "all": loops == LoopVariables::All }));
        }
        let texts = if a.is_comparable(b) { reason::text_reasons(old, new) } else { Vec::new() };
        reasons.extend(
            texts.iter().map(|it| json!({ "changes": [named(it.change)], "output": it.output, "line": it.line })),
        );
        reasons.extend(reason::reasons(old, new, between).iter().map(reason_json));
    } else if !a.is_like(b)
        && let Some(change) = old.errors.as_deref().and_then(|text| reason::language(text, old.release, new.release))
    {
        reasons.push(json!({ "changes": [named(change)] }));
    }
    json!({
        "from": a.release.to_string(),
        "to": b.release.to_string(),
        "alike": if a.is_comparable(b) { json!(a.is_like(b)) } else { Value::Null },
        "varies": [a.varies, b.varies],
        "errors": [a.errors, b.errors],
        "stdout": lines(&a.stdout, &b.stdout),
        "stderr": lines(&a.stderr, &b.stderr),
        "status": [a.status, b.status],
        "reasons": reasons,
        "counts": counts(a, b),
    })
}

fn lines(a: &[u8], b: &[u8]) -> Value {
    let (a, b) = (String::from_utf8_lossy(a), String::from_utf8_lossy(b));
    Lines::of(&a, &b).pairs().map(|(line, a, b)| json!({ "line": line, "texts": [a, b] })).collect()
}

fn named(change: Change) -> Value {
    json!({ "name": change.name(), "since": format!("1.{}", change.since()), "what": change.words() })
}

fn reason_json(reason: &Reason) -> Value {
    let event = &reason.event;
    let changes: Vec<Value> = reason.steps.iter().filter_map(|step| step.change).map(named).collect();
    let outcomes: Vec<Value> = reason.steps.iter().map(|step| outcome(&step.outcome, step.last)).collect();
    let moved = reason.moved.as_ref().map(|(release, moved)| json!({ "go": release.to_string(), "event": moved }));
    json!({
        "changes": changes,
        "event": event["event"],
        "file": event["file"],
        "line": event["line"],
        "function": event["function"],
        "text": event["text"],
        "before": event["before"],
        "len": event["after"]["len"],
        "outcomes": outcomes,
        "moved": moved,
    })
}

fn outcome(outcome: &Outcome, last: Release) -> Value {
    json!({
        "go": [outcome.release.to_string(), last.to_string()],
        "rule": outcome.words,
        "grow_to": outcome.grow_to,
        "bytes": outcome.bytes,
        "header": outcome.header,
        "block": outcome.block,
        "place": outcome.place_name(),
        "cap": outcome.cap,
    })
}

fn counts(a: &Run, b: &Run) -> Value {
    let (Some(first), Some(second)) = (&a.digest, &b.digest) else { return Value::Null };
    let pairs = first.counts.named().into_iter().zip(second.counts.named());
    Value::Object(
        pairs.map(|((name, old), (_, new))| (name.replace(' ', "_"), json!([old, new]))).collect::<Map<_, _>>(),
    )
}
