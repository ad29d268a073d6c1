//! The same answers for programs. `cap` is the answer: a number, or `null` where it panics, or for a capacity without
//! length the list of four, or for several releases the list of distinct ones.

use goslice::policy::Block;
use goslice::size_class::PAGE_BYTES;
use goslice::{Growth, GrowthPanic, Release};
use serde_json::{Map, Value, json};

use super::{Answer, Case, Question, series, ways};
use crate::span::{Span, spans};

/// The answer as JSON, one object.
pub fn json(question: &Question) -> String {
    let value = match (question.case(), question.release()) {
        (None, _) => four_ways(question),
        (Some(case), Some(release)) => joined(head(question, case), body(question, case, release), release),
        (Some(case), None) => all(question, case),
    };
    format!("{:#}\n", Value::Object(value))
}

fn head(question: &Question, case: Case) -> Map<String, Value> {
    let elem = question.elem();
    object(json!({
        "type": question.ty_is_known.then(|| format!("[]{}", question.ty.name)),
        "elem": { "size": elem.size, "pointers": elem.has_pointers },
        "arch": question.arch.name(),
        "old_len": case.len,
        "old_cap": case.cap,
        "appended": question.append,
        "one_by_one": question.one_by_one,
    }))
}

fn joined(mut head: Map<String, Value>, body: Map<String, Value>, release: Release) -> Map<String, Value> {
    head.insert("go".to_owned(), json!(release.to_string()));
    head.extend(body);
    head
}

fn body(question: &Question, case: Case, release: Release) -> Map<String, Value> {
    let answer = question.answer(case, release);
    let mut body = object(answer_json(answer));
    if question.one_by_one {
        if let Ok(series) = series::series(question, case, release, false) {
            let moves: Vec<Value> = series
                .moves
                .iter()
                .map(|(nth, growth)| {
                    let mut step = object(json!({ "append": nth, "old_cap": growth.old_cap, "cap": growth.cap }));
                    step.extend(object(growth_json(growth)));
                    Value::Object(step)
                })
                .collect();
            body.insert("moves".to_owned(), Value::Array(moves));
        }
    } else if let Ok(growth) = question.grow(case, release) {
        body.extend(object(growth_json(&growth)));
    }
    body
}

fn answer_json(answer: Result<Answer, GrowthPanic>) -> Value {
    match answer {
        Ok(Answer { cap, local: None }) => json!({ "cap": cap }),
        Ok(Answer { cap, local: Some(local) }) => json!({ "cap": cap, "cap_local": local }),
        Err(panic) => json!({ "cap": null, "panic": panic.to_string() }),
    }
}

fn growth_json(growth: &Growth) -> Value {
    let block = match growth.block {
        Block::Zero => Value::Null,
        Block::Class(class) => json!({ "class": class.number, "bytes": class.bytes }),
        Block::Pages { count } => json!({ "pages": count, "bytes": count * PAGE_BYTES }),
    };
    json!({
        "len": growth.need,
        "moved": growth.moved(),
        "rule": growth.rule.name(),
        "steps": growth.rule.steps(),
        "double": growth.double,
        "grow_to": growth.raw_cap,
        "bytes": growth.bytes,
        "header": growth.header,
        "block": block,
        "spare": growth.spare(),
        "slack": growth.slack(),
        "left_behind": growth.left_behind(),
        "copied": growth.copied(),
        "cleared": growth.cleared(),
    })
}

fn all(question: &Question, case: Case) -> Map<String, Value> {
    let rows = spans(
        &question.releases,
        |release| body(question, case, release),
        |body| {
            // The class's number says nothing: the 24-byte class of 1.16 moved them all.
            let mut key = body.clone();
            if let Some(Value::Object(block)) = key.get_mut("block") {
                block.remove("class");
            }
            key
        },
    );
    let mut caps: Vec<Value> = Vec::new();
    let releases: Vec<Value> = rows
        .into_iter()
        .flat_map(|span| {
            let cap = span.answer.get("cap").cloned().unwrap_or_default();
            if !caps.contains(&cap) {
                caps.push(cap);
            }
            let row = |(first, last): (Release, Release)| {
                let mut row = object(json!({ "from": first.to_string(), "to": last.to_string() }));
                row.extend(span.answer.clone());
                Value::Object(row)
            };
            span.runs().into_iter().map(row).collect::<Vec<_>>()
        })
        .collect();
    let cap = if let [only] = caps.as_slice() { only.clone() } else { Value::Array(caps) };
    let mut out = head(question, case);
    out.insert("cap".to_owned(), cap);
    out.insert("releases".to_owned(), Value::Array(releases));
    out
}

fn four_ways(question: &Question) -> Map<String, Value> {
    let release = question.newest();
    let mut caps = Vec::new();
    let mut answers = Vec::new();
    for reading in ways::readings(question) {
        let read = ways::read(question, reading);
        let mut answer = object(json!({ "old_len": reading.0.len, "one_by_one": reading.1 }));
        answer.extend(object(answer_json(read.answer(reading.0, release))));
        caps.push(answer.get("cap").cloned().unwrap_or_default());
        answers.push(Value::Object(answer));
    }
    let mut out = head(question, Case { len: 0, cap: question.cap.unwrap_or(0) });
    out.remove("old_len");
    out.remove("one_by_one");
    out.insert("go".to_owned(), json!(release.to_string()));
    out.insert("cap".to_owned(), Value::Array(caps));
    out.insert("answers".to_owned(), Value::Array(answers));
    if question.release().is_none() {
        let rows = spans(&question.releases, |release| ways::caps(question, release), |caps| *caps);
        let row = |span: &Span<[Option<i64>; 4]>| {
            let row = |(first, last): (Release, Release)| json!({ "from": first.to_string(), "to": last.to_string(), "cap": span.answer });
            span.runs().into_iter().map(row).collect::<Vec<_>>()
        };
        out.insert("releases".to_owned(), rows.iter().flat_map(row).collect());
    }
    out
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}
