//! The lines of a trace in JSON, as types: version 1 of the format.
//!
//! A trace is JSON lines, one object each, with `event` first. The first line is `start`: `schema` (1), `goslice` (its version),
//! `go` (the release that decides capacities) and `arch`. Each line after it is an operation, or a run of several:
//!
//! | key | meaning |
//! |---|---|
//! | `event` | `make`, `literal`, `conversion`, `append`, `move to heap`, `reslice`, `copy`, `clear` |
//! | `file`, `line`, `col` | where: the line of the statement, the column of the operation |
//! | `op_line` | the operation's line, if it is not the statement's |
//! | `function`, `call` | the function, and which call of it, numbered by first sight |
//! | `text`, `text_at` | the statement's first line, and where the operation begins in it, in bytes |
//! | `operand`, `target` | the variable that is operated on, and the one that is assigned to, if there are |
//! | `type`, `elem` | the slice's type; size of its elements, and whether they have pointers |
//! | `times`, `step` | of a run: how many events, and whether each is the `same` again or `goes_on` from the one before |
//! | `before`, `after` | slices: `array` (a number, or null), `offset` in bytes, `len`, `cap`, `spare`; of a run's first event |
//! | `last` | of a run that goes on: what is `after` its last event |
//! | `appended`, `moved`, `rule`, `steps`, `grow_to`, `bytes` | an append's decision: see `goslice cap` |
//! | `place`, `block` | new memory: `heap`, `stack` or `string`; its `bytes`, `header` and `slack` |
//! | `copied`, `cleared`, `left_behind` | bytes |
//! | `aliases` | variables that an append in place touches: `overwrites`, `shares spare` |
//! | `dst`, `src`, `n`; `slice` | of `copy`; of `clear` |
//!
//! Other lines (`compiler bug`, `advice`) are said by the command, not by the run. A reader skips what it does not
//! know: keys and events may come within one version, and none changes its meaning.

use std::sync::Arc;

use goslice::{Arch, Elem, Policy, Release};
use serde::de::IntoDeserializer;
use serde::de::value::Error;
use serde::{Deserialize, Serialize};

use crate::run::{Run, Step};
use crate::{Alias, AliasKind, ArrayId, Block, CallId, ElemType, Event, Memory, Operation, Origin, Site, Slice};

/// The version of the format. It changes when a reader of the one before would misread a line.
pub const SCHEMA: u32 = 1;

/// The first line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Start {
    /// `start`
    pub event: String,
    /// [`SCHEMA`]
    pub schema: u32,
    /// The version of goslice that wrote it.
    pub goslice: String,
    /// The Go release of the run.
    pub go: String,
    /// `amd64`
    pub arch: String,
}

impl Start {
    /// For a run under `release`.
    pub fn new(release: Release) -> Start {
        Start {
            event: "start".to_owned(),
            schema: SCHEMA,
            goslice: env!("CARGO_PKG_VERSION").to_owned(),
            go: release.to_string(),
            arch: Arch::Amd64.to_string(),
        }
    }

    /// The rules of the run, or why they are not known here.
    pub fn policy(&self) -> Result<Policy, String> {
        if self.schema != SCHEMA {
            return Err(format!("the trace has schema {}, known is {SCHEMA}", self.schema));
        }
        let release = self.go.parse::<Release>().map_err(|_| format!("unknown Go release {}", self.go))?;
        if self.arch != Arch::Amd64.to_string() {
            return Err(format!("unknown architecture {}", self.arch));
        }
        Ok(Policy::new(release, Arch::Amd64))
    }
}

/// What happened, as a line names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Make,
    Literal,
    Conversion,
    Append,
    #[serde(rename = "move to heap")]
    MoveToHeap,
    Reslice,
    Copy,
    Clear,
}

/// An event, or a run of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    event: Kind,
    file: Arc<str>,
    line: u32,
    col: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    op_line: Option<u32>,
    function: Arc<str>,
    call: u32,
    text: Arc<str>,
    text_at: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    operand: Option<Arc<str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<Arc<str>>,
    r#type: String,
    elem: ElemLine,
    #[serde(skip_serializing_if = "Option::is_none")]
    times: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    step: Option<Step>,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<SliceLine>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<SliceLine>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last: Option<SliceLine>,
    #[serde(skip_serializing_if = "Option::is_none")]
    appended: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    moved: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    steps: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    grow_to: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bytes: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<Place>,
    #[serde(skip_serializing_if = "Option::is_none")]
    block: Option<BlockLine>,
    #[serde(skip_serializing_if = "Option::is_none")]
    buffer: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    copied: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cleared: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    left_behind: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    aliases: Option<Vec<AliasLine>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dst: Option<SliceLine>,
    #[serde(skip_serializing_if = "Option::is_none")]
    src: Option<SliceLine>,
    #[serde(skip_serializing_if = "Option::is_none")]
    n: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    slice: Option<SliceLine>,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
struct ElemLine {
    size: u64,
    pointers: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
struct SliceLine {
    array: Option<u32>,
    offset: u64,
    len: i64,
    cap: i64,
    spare: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Place {
    Heap,
    Stack,
    String,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
struct BlockLine {
    bytes: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    header: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    slack: Option<u64>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct AliasLine {
    kind: AliasKind,
    function: Arc<str>,
    variable: Arc<str>,
}

impl From<Slice> for SliceLine {
    fn from(it: Slice) -> SliceLine {
        SliceLine { array: it.array.map(|id| id.0), offset: it.offset, len: it.len, cap: it.cap, spare: it.spare() }
    }
}

impl From<SliceLine> for Slice {
    fn from(it: SliceLine) -> Slice {
        Slice { array: it.array.map(ArrayId), offset: it.offset, len: it.len, cap: it.cap }
    }
}

impl From<Block> for BlockLine {
    fn from(it: Block) -> BlockLine {
        BlockLine { bytes: it.bytes, header: Some(it.header), slack: Some(it.slack) }
    }
}

impl BlockLine {
    /// The bytes alone: of a frame, which has neither header nor slack.
    fn bytes(bytes: u64) -> BlockLine {
        BlockLine { bytes, header: None, slack: None }
    }

    fn block(self) -> Block {
        Block { bytes: self.bytes, header: self.header.unwrap_or(0), slack: self.slack.unwrap_or(0) }
    }
}

impl Line {
    /// Whether a line with this `event` is about an operation.
    pub fn is_operation(event: &str) -> bool {
        Kind::deserialize(IntoDeserializer::<Error>::into_deserializer(event)).is_ok()
    }

    /// The line of a run.
    pub fn new(run: &Run) -> Line {
        let event = &run.first;
        let site = &event.site;
        let mut line = Line {
            event: kind(&event.operation),
            file: site.file.clone(),
            line: site.line,
            col: site.at.1,
            op_line: (site.at.0 != site.line).then_some(site.at.0),
            function: site.function.clone(),
            call: event.call.0,
            text: site.text.clone(),
            text_at: site.text_at,
            operand: site.operand.clone(),
            target: site.target.clone(),
            r#type: format!("[]{}", event.elem.name),
            elem: ElemLine { size: event.elem.elem.size, pointers: event.elem.elem.has_pointers },
            times: (run.times > 1).then_some(run.times),
            step: run.step,
            before: None,
            after: None,
            last: None,
            appended: None,
            moved: None,
            rule: None,
            steps: None,
            grow_to: None,
            bytes: None,
            place: None,
            block: None,
            buffer: None,
            copied: None,
            cleared: None,
            left_behind: None,
            aliases: None,
            dst: None,
            src: None,
            n: None,
            slice: None,
        };
        line.fill(&event.operation);
        if run.step == Some(Step::GoesOn) {
            line.last = after(&run.last.operation).map(SliceLine::from);
        }
        line
    }

    fn fill(&mut self, operation: &Operation) {
        match operation {
            Operation::New { after, memory, .. } => {
                self.after = Some((*after).into());
                (self.place, self.block) = match *memory {
                    Memory::None => (None, None),
                    Memory::Heap(block) => (Some(Place::Heap), Some(block.into())),
                    Memory::Stack { bytes } => (Some(Place::Stack), Some(BlockLine::bytes(bytes))),
                    Memory::Shared => (Some(Place::String), None),
                };
            }
            Operation::Append { before, after, growth, aliases, left_behind } => {
                self.before = Some((*before).into());
                self.after = Some((*after).into());
                self.appended = Some(growth.appended);
                self.moved = Some(growth.moved());
                (self.rule, self.steps) = (Some(growth.rule.name().to_owned()), growth.rule.steps());
                (self.grow_to, self.bytes) = (Some(growth.raw_cap), Some(growth.bytes));
                if growth.moved() {
                    let block = Block { bytes: growth.block.bytes(), header: growth.header, slack: growth.slack() };
                    (self.place, self.block) = (Some(Place::Heap), Some(block.into()));
                }
                (self.copied, self.cleared) = (Some(growth.copied()), Some(growth.cleared()));
                self.left_behind = Some(*left_behind);
                let line = |it: &Alias| AliasLine {
                    kind: it.kind,
                    function: it.function.clone(),
                    variable: it.variable.clone(),
                };
                self.aliases = Some(aliases.iter().map(line).collect());
            }
            Operation::AppendInBuffer { before, after, appended, buffer, on_heap } => {
                self.before = Some((*before).into());
                self.after = Some((*after).into());
                self.appended = Some(*appended);
                self.moved = Some(before.array != after.array);
                self.buffer = Some(*buffer);
                (self.place, self.block) = match on_heap {
                    Some(block) => (Some(Place::Heap), Some((*block).into())),
                    None => (Some(Place::Stack), Some(BlockLine::bytes(*buffer))),
                };
            }
            Operation::MoveToHeap { before, after, block, copied } => {
                self.before = Some((*before).into());
                self.after = Some((*after).into());
                (self.place, self.block) = (Some(Place::Heap), block.map(BlockLine::from));
                self.copied = Some(*copied);
            }
            Operation::Reslice { before, after } => {
                (self.before, self.after) = (Some((*before).into()), Some((*after).into()));
            }
            Operation::Copy { dst, src, n } => {
                (self.dst, self.src, self.n) = (Some((*dst).into()), Some((*src).into()), Some(*n));
            }
            Operation::Clear { slice } => self.slice = Some((*slice).into()),
        }
    }

    /// The run that the line tells of, under the rules of the trace's release; or what it lacks.
    pub fn run(&self, policy: &Policy) -> Result<Run, String> {
        let elem = Elem { size: self.elem.size, has_pointers: self.elem.pointers };
        let name = self.r#type.strip_prefix("[]").ok_or_else(|| format!("{} is no slice type", self.r#type))?;
        let site = Site {
            file: self.file.clone(),
            line: self.line,
            at: (self.op_line.unwrap_or(self.line), self.col),
            function: self.function.clone(),
            text: self.text.clone(),
            text_at: self.text_at,
            operand: self.operand.clone(),
            target: self.target.clone(),
        };
        let first = Event {
            call: CallId(self.call),
            site: Arc::new(site),
            elem: ElemType { name: name.into(), elem },
            operation: self.operation(elem, policy)?,
        };
        let mut run = Run { last: first.clone(), first, times: self.times.unwrap_or(1), step: self.step };
        if run.step == Some(Step::GoesOn) {
            run.last = run.events(policy).last().ok_or("a run of no events")?;
        }
        Ok(run)
    }

    fn operation(&self, elem: Elem, policy: &Policy) -> Result<Operation, String> {
        let slice =
            |it: Option<SliceLine>, name: &str| it.map(Slice::from).ok_or_else(|| format!("{} is missing", name));
        let (before, after) = (slice(self.before, "before"), slice(self.after, "after"));
        let new = |origin| {
            let memory = match (self.place, self.block) {
                (Some(Place::Heap), Some(block)) => Memory::Heap(block.block()),
                (Some(Place::Stack), Some(block)) => Memory::Stack { bytes: block.bytes },
                (Some(Place::String), _) => Memory::Shared,
                _ => Memory::None,
            };
            Ok(Operation::New { origin, after: after.clone()?, memory })
        };
        let appended = self.appended.ok_or_else(|| "appended is missing".to_owned());
        match self.event {
            Kind::Make => new(Origin::Make),
            Kind::Literal => new(Origin::Literal),
            Kind::Conversion => new(Origin::Conversion),
            Kind::Append => match self.buffer {
                Some(buffer) => Ok(Operation::AppendInBuffer {
                    before: before?,
                    after: after?,
                    appended: appended?,
                    buffer,
                    on_heap: self.block.filter(|_| self.place == Some(Place::Heap)).map(BlockLine::block),
                }),
                None => {
                    let before = before?;
                    let growth = policy.grow(elem, before.len, before.cap, appended?);
                    let aliases = self.aliases.iter().flatten().map(|it| Alias {
                        function: it.function.clone(),
                        variable: it.variable.clone(),
                        kind: it.kind,
                    });
                    Ok(Operation::Append {
                        before,
                        after: after?,
                        growth: growth.map_err(|err| err.to_string())?,
                        aliases: aliases.collect(),
                        left_behind: self.left_behind.unwrap_or(0),
                    })
                }
            },
            Kind::MoveToHeap => Ok(Operation::MoveToHeap {
                before: before?,
                after: after?,
                block: self.block.map(BlockLine::block),
                copied: self.copied.unwrap_or(0),
            }),
            Kind::Reslice => Ok(Operation::Reslice { before: before?, after: after? }),
            Kind::Copy => Ok(Operation::Copy {
                dst: slice(self.dst, "dst")?,
                src: slice(self.src, "src")?,
                n: self.n.ok_or("n is missing")?,
            }),
            Kind::Clear => Ok(Operation::Clear { slice: slice(self.slice, "slice")? }),
        }
    }
}

fn kind(operation: &Operation) -> Kind {
    match operation {
        Operation::New { origin: Origin::Make, .. } => Kind::Make,
        Operation::New { origin: Origin::Literal, .. } => Kind::Literal,
        Operation::New { origin: Origin::Conversion, .. } => Kind::Conversion,
        Operation::Append { .. } | Operation::AppendInBuffer { .. } => Kind::Append,
        Operation::MoveToHeap { .. } => Kind::MoveToHeap,
        Operation::Reslice { .. } => Kind::Reslice,
        Operation::Copy { .. } => Kind::Copy,
        Operation::Clear { .. } => Kind::Clear,
    }
}

fn after(operation: &Operation) -> Option<Slice> {
    match operation {
        Operation::New { after, .. } | Operation::Append { after, .. } | Operation::Reslice { after, .. } => {
            Some(*after)
        }
        _ => None,
    }
}
