//! `break`, `continue`, `goto` and their targets.

use super::Lowering;
use crate::body::{LabelId, StmtKind};
use goslice_syntax::ast::{Ident, Name};
use goslice_syntax::source::Pos;

impl<'a> Lowering<'a> {
    pub(super) fn goto_label(&mut self, name: &Name) -> LabelId {
        if let Some(&label) = self.cx().gotos.get(name) {
            return label;
        }
        let label = self.new_label();
        self.cx().gotos.insert(name.clone(), label);
        label
    }

    pub(super) fn break_stmt(&mut self, pos: Pos, label: Option<&Ident>) {
        let wanted = label.map(|label| &label.name);
        let target = self.cx().targets.iter().rev().find(|target| match wanted {
            Some(name) => target.label.as_ref() == Some(name),
            None => true,
        });
        match target.map(|target| target.break_label) {
            Some(label) => self.emit(pos, StmtKind::Jump(label)),
            None => self.leave_range_body(pos, wanted, false),
        }
    }

    pub(super) fn continue_stmt(&mut self, pos: Pos, label: Option<&Ident>) {
        let wanted = label.map(|label| &label.name);
        let target = self.cx().targets.iter().rev().find(|target| match wanted {
            Some(name) => target.label.as_ref() == Some(name),
            None => target.continue_label.is_some(),
        });
        match target.and_then(|target| target.continue_label) {
            Some(label) => self.emit(pos, StmtKind::Jump(label)),
            None => self.leave_range_body(pos, wanted, true),
        }
    }
}
