//! The text form, for dumps and tests.

use crate::func::{Func, Target, Term, Value};
use crate::op::Op;
use std::fmt::Write;

/// `func` as text: a block a paragraph, an instruction a line.
pub fn text(func: &Func) -> String {
    let mut out = format!("func {} {:?} -> {:?}\n", func.name, func.sig.params, func.sig.results);
    for (at, block) in func.blocks.iter().enumerate() {
        let cold = if block.cold { " cold" } else { "" };
        let _ = writeln!(out, "b{at}({}){cold}:", list(&block.params));
        for inst in &block.insts {
            let op = op_text(&inst.op);
            let results = if inst.results.is_empty() { String::new() } else { format!("{} = ", list(&inst.results)) };
            let line = format!("  {results}{op} {}", list(&inst.args));
            let _ = writeln!(out, "{}", line.trim_end());
        }
        let _ = match &block.term {
            None => writeln!(out, "  (open)"),
            Some(Term::Jump(target)) => writeln!(out, "  jump {}", target_text(target)),
            Some(Term::Branch(cond, then, els)) => {
                writeln!(out, "  if v{} {} else {}", cond.0, target_text(then), target_text(els))
            }
            Some(Term::Switch(value, cases, default)) => {
                let cases: Vec<String> =
                    cases.iter().map(|(c, target)| format!("{c}: {}", target_text(target))).collect();
                writeln!(out, "  switch v{} {{{}, default: {}}}", value.0, cases.join(", "), target_text(default))
            }
            Some(Term::Return(values)) => writeln!(out, "  return {}", list(values)),
            Some(Term::Trap(trap)) => writeln!(out, "  trap {trap:?}"),
        };
    }
    out
}

fn op_text(op: &Op) -> String {
    match op {
        Op::Data(bytes) => format!("Data({:?})", String::from_utf8_lossy(bytes)),
        Op::Call { func, .. } => format!("Call f{}", func.0),
        Op::CallIndirect { .. } => "CallIndirect".to_string(),
        other => format!("{other:?}"),
    }
}

fn target_text(target: &Target) -> String {
    format!("b{}({})", target.block.0, list(&target.args))
}

fn list(values: &[Value]) -> String {
    values.iter().map(|value| format!("v{}", value.0)).collect::<Vec<_>>().join(", ")
}
