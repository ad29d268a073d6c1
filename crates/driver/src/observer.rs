//! From what observed code reports to events: addresses become numbered arrays, sites become places of the source.
//!
//! Which variables an append in place touches is decided here. A variable counts if it is read after the statement
//! that its frame is at: by a later statement, or by another round of a loop. What `for range` iterates over is copied
//! before the first round, and the copy is nobody's variable: filtering into `s[:0]` touches nothing, unless `s` is read
//! again. Where such a loop counts an index instead, its own reads `s[i]` are ahead of what it writes, and do not count.

#![allow(unsafe_code, reason = "reads names of descriptors")]

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use goslice::{Elem, stack_buffer};
use goslice_abi::desc::TypeDesc;
use goslice_abi::g::ObservedFrame;
use goslice_abi::layout::SliceHeader;
use goslice_ir::lower::{ObserveTables, SiteKind};
use goslice_rt::heap::Heap;
use goslice_rt::{Access, Operation as Reported, SliceEvent};
use goslice_syntax::source::SourceMap;
use goslice_trace::{Alias, AliasKind, ArrayId, Block, ElemType, Event, Memory, Operation, Origin, Sink, Site, Slice};

use crate::calls::{Calls, Variable};
use crate::line_text;
use crate::session::{Observed, Program, Report};

impl Program {
    /// Runs a program that was compiled with [`crate::Config::observe`], and gives its events to a sink.
    pub fn trace(self, sink: Rc<RefCell<dyn Sink>>) -> std::io::Result<Report> {
        self.run(Some(&mut |observed| Box::new(Observer::new(observed, sink.clone()))))
    }
}

/// See [`Observer::words_left`].
const WORDS_LOOKED_AT: usize = 1 << 26;

/// Makes events.
struct Observer {
    observed: Observed,
    sink: Rc<RefCell<dyn Sink>>,
    arrays: Arrays,
    sites: Vec<Option<Arc<Site>>>,
    elems: HashMap<*const TypeDesc, ElemType>,
    calls: Calls,
    /// Words of the heap that may still be looked at for slices that hold an array: enough for programs that a person follows,
    /// little for those that run long.
    words_left: usize,
    /// The program's package variables that are slices. Any of them may be read later.
    package_variables: Vec<(Arc<str>, *const SliceHeader, u64)>,
}

impl goslice_rt::Observer for Observer {
    fn collected(&mut self, heap: &Heap, frames: *mut ObservedFrame) {
        // A new array at the same address is another one.
        self.arrays.heap.retain(|&base, _| heap.find(base).is_some());
        let forget = |tables: &ObserveTables, _: &SourceMap| self.calls.forget(heap, frames, tables);
        self.observed.with(forget);
    }

    fn slice_event(&mut self, event: &SliceEvent<'_>, access: &Access<'_>) {
        let calls = &mut self.calls;
        let call =
            self.observed.with(|tables, _| calls.update(access.frames, tables)).expect("observed code has tables");
        let site = self.site(event.site);
        let site = self.site_of_caller(site);
        let elem = self.elem(event.elem);
        let heap = access.heap;
        self.arrays.drop_in(&access.free_stack);
        let operation = match event.operation {
            Reported::Make { after } | Reported::Convert { after } => {
                let origin = match (event.operation, self.kind(event.site)) {
                    (Reported::Convert { .. }, _) => Origin::Conversion,
                    (_, SiteKind::Literal) => Origin::Literal,
                    _ => Origin::Make,
                };
                let view = self.kind(event.site) == SiteKind::View;
                let on_stack = access.stack.contains(&after.ptr.addr());
                let bytes = elem.elem.size * after.cap as u64;
                let memory = match self.block(access, elem.elem, &after) {
                    _ if bytes == 0 => Memory::None,
                    _ if view => Memory::Shared,
                    Some(block) => Memory::Heap(block),
                    None if on_stack => Memory::Stack { bytes },
                    None => Memory::None,
                };
                if let Memory::Stack { bytes } = memory {
                    self.arrays.reuse(after.ptr.addr()..after.ptr.addr() + bytes as usize);
                }
                Operation::New { origin, after: self.arrays.slice(heap, &elem, &after), memory }
            }
            Reported::Append { before, after, n } if self.in_buffer(access, &elem, &before, &after, n) => {
                let buffer = stack_buffer::slots(elem.elem) as u64 * elem.elem.size;
                let before_slice = self.arrays.slice(heap, &elem, &before);
                if before.ptr != after.ptr {
                    self.arrays.reuse(after.ptr.addr()..after.ptr.addr() + buffer as usize);
                }
                let after = self.arrays.slice(heap, &elem, &after);
                Operation::AppendInBuffer { before: before_slice, after, appended: n, buffer, on_heap: None }
            }
            Reported::Move { before, after } => {
                // An array that gc would have copied, but that stays where it is, has the memory of its first capacity; told is
                // that of gc's copy.
                let block = match before.ptr == after.ptr {
                    true => self.policy_block(access, elem.elem, &after),
                    false => self.block(access, elem.elem, &after),
                };
                let copied = elem.elem.size * after.len as u64;
                let before = self.arrays.slice(heap, &elem, &before);
                Operation::MoveToHeap { before, after: self.arrays.slice(heap, &elem, &after), block, copied }
            }
            Reported::Append { before, after, n }
                if self.beside_buffer(event.site, access, &elem, &before, &after, n) =>
            {
                let on_heap = self.block(access, elem.elem, &after);
                let before = self.arrays.slice(heap, &elem, &before);
                let buffer = stack_buffer::slots(elem.elem) as u64 * elem.elem.size;
                let after = self.arrays.slice(heap, &elem, &after);
                Operation::AppendInBuffer { before, after, appended: n, buffer, on_heap }
            }
            Reported::Append { before, after, n } => {
                // The runtime decided by the same pure function on the same numbers; a panic ends the append before it
                // is reported.
                let Ok(growth) = access.policy.grow(elem.elem, before.len, before.cap, n) else { return };
                debug_assert_eq!(growth.cap, after.cap, "the runtime follows the policy");
                let (aliases, left_behind) = match growth.moved() {
                    true if self.is_held(event.site, &site, access, &before) => (Vec::new(), 0),
                    true => (Vec::new(), growth.left_behind()),
                    false => (self.aliases(event.site, &elem, &before, n), 0),
                };
                Operation::Append {
                    before: self.arrays.slice(heap, &elem, &before),
                    after: self.arrays.slice(heap, &elem, &after),
                    growth,
                    aliases,
                    left_behind,
                }
            }
            Reported::Slice { before, after } => Operation::Reslice {
                before: self.arrays.slice(heap, &elem, &before),
                after: self.arrays.slice(heap, &elem, &after),
            },
            Reported::Copy { dst, src, n } => Operation::Copy {
                dst: self.arrays.slice(heap, &elem, &dst),
                src: self.arrays.slice(heap, &elem, &src),
                n,
            },
            Reported::Clear { before } => Operation::Clear { slice: self.arrays.slice(heap, &elem, &before) },
        };
        self.sink.borrow_mut().event(&Event { call, site, elem, operation });
    }
}

impl Observer {
    fn new(observed: Observed, sink: Rc<RefCell<dyn Sink>>) -> Observer {
        Observer {
            package_variables: observed.package_slices(),
            observed,
            sink,
            arrays: Arrays::default(),
            sites: Vec::new(),
            elems: HashMap::new(),
            calls: Calls::default(),
            words_left: WORDS_LOOKED_AT,
        }
    }

    fn site(&mut self, id: u32) -> Arc<Site> {
        let at = id as usize;
        if self.sites.len() <= at {
            self.sites.resize(at + 1, None);
        }
        if let Some(site) = &self.sites[at] {
            return site.clone();
        }
        let site =
            self.observed.with(|tables, sources| describe(tables, sources, at)).expect("observed code has tables");
        let site = Arc::new(site);
        self.sites[at] = Some(site.clone());
        site
    }

    /// For what a standard package did: the statement of the program that called it, with the package's function.
    fn site_of_caller(&mut self, own: Arc<Site>) -> Arc<Site> {
        if own.function.starts_with("main.") {
            return own;
        }
        match self.observed.with(|tables, _| self.calls.site_in_main(tables)).flatten() {
            Some(caller) => {
                let caller = self.site(caller);
                Arc::new(Site { function: own.function.clone(), operand: None, target: None, ..(*caller).clone() })
            }
            None => own,
        }
    }

    fn kind(&self, id: u32) -> SiteKind {
        self.observed.with(|tables, _| tables.sites[id as usize].kind).unwrap_or(SiteKind::Make)
    }

    fn elem(&mut self, desc: &TypeDesc) -> ElemType {
        let make = || {
            // SAFETY: names of descriptors live as long as the program.
            let name = String::from_utf8_lossy(unsafe { desc.name.bytes() });
            ElemType { name: name.into(), elem: Elem { size: desc.size as u64, has_pointers: desc.pointers } }
        };
        self.elems.entry(std::ptr::from_ref(desc)).or_insert_with(make).clone()
    }

    /// Whether an append found its room in a buffer of the frame, which the growth rules do not know.
    fn in_buffer(
        &self,
        access: &Access<'_>,
        elem: &ElemType,
        before: &SliceHeader,
        after: &SliceHeader,
        n: i64,
    ) -> bool {
        let grew = before.cap < before.len + n;
        let fits = after.len <= stack_buffer::slots(elem.elem);
        grew && fits && access.stack.contains(&after.ptr.addr())
    }

    /// Whether an append made an array on the heap with the capacity of a buffer, one that it would not have without the buffer.
    fn beside_buffer(
        &self,
        site: u32,
        access: &Access<'_>,
        elem: &ElemType,
        before: &SliceHeader,
        after: &SliceHeader,
        n: i64,
    ) -> bool {
        self.kind(site) == SiteKind::AppendOnHeap
            && before.cap < before.len + n
            && access.policy.grow(elem.elem, before.len, before.cap, n).is_ok_and(|growth| growth.cap != after.cap)
    }

    /// The memory of a new array on the heap.
    fn block(&self, access: &Access<'_>, elem: Elem, slice: &SliceHeader) -> Option<Block> {
        let block = self.policy_block(access, elem, slice)?;
        let object = access.heap.find(slice.ptr.addr())?;
        let usable = elem.size * slice.cap as u64 + block.slack;
        debug_assert_eq!(usable, object.size as u64, "the heap follows the policy");
        Some(block)
    }

    /// The memory that an array on the heap with the capacity of a slice has if it is made for that.
    fn policy_block(&self, access: &Access<'_>, elem: Elem, slice: &SliceHeader) -> Option<Block> {
        access.heap.find(slice.ptr.addr())?;
        let array = elem.size * slice.cap as u64;
        let bytes = access.policy.round_up(array, !elem.has_pointers);
        Some(Block { bytes: bytes.block.bytes(), header: bytes.header, slack: bytes.usable.saturating_sub(array) })
    }

    /// Whether the array of a slice that an append moves away from is no garbage after it: it is in a frame, or a slice
    /// other than the one that is assigned to still holds it.
    fn is_held(&mut self, id: u32, site: &Site, access: &Access<'_>, before: &SliceHeader) -> bool {
        let base = if site.operand.is_some() { Base::Value } else { Base::of(&site.text, site.text_at) };
        if base == Base::GoesOn {
            return true;
        }
        let Some(old) = access.heap.find(before.ptr.addr()) else { return true };
        let array = old.base..old.base + old.size;
        let own = |tables: &ObserveTables, _: &SourceMap| {
            let target = tables.sites[id as usize].target;
            let address = target.and_then(|var| self.calls.own(var)?.address());
            let by_variable = self.calls.held().any(|held| {
                let is_target = self.calls.is_newest(held) && Some(held.var) == target
                    || address.is_some() && held.variable().address() == address;
                !is_target && array.contains(&held.variable().slice().ptr.addr())
            });
            let by_package = self
                .package_variables
                .iter()
                .any(|&(_, at, _)| Some(at) != address && array.contains(&Variable::At(at).slice().ptr.addr()));
            (by_variable || by_package, address)
        };
        let (by_variable, target) = self.observed.with(own).unwrap_or((true, None));
        if by_variable {
            return true;
        }
        let heap = access.heap;
        let mut others = Vec::new();
        let known = heap.for_each_pointer_into(&array, &mut self.words_left, &mut |address| {
            let is_target = target.is_some_and(|target| target.addr() == address);
            if !is_target && !array.contains(&address) {
                others.push(address);
            }
        });
        // A header alone in its object is a variable, which was looked at above, or the copy that an interface got: most
        // often to be printed, and garbage since. It counts if an object leads to it.
        let words_left = &mut self.words_left;
        others.retain(|&address| {
            let Some(holder) = heap.find(address) else { return true };
            if holder.size != size_of::<SliceHeader>() {
                return true;
            }
            let mut reached = false;
            let range = holder.base..holder.base + holder.size;
            heap.for_each_pointer_into(&range, words_left, &mut |_| reached = true);
            reached
        });
        known && others.len() > usize::from(base == Base::Replaced)
    }

    /// The variables that show, or could be appended into, what an append of `n` elements just wrote.
    fn aliases(&self, site: u32, elem: &ElemType, before: &SliceHeader, n: i64) -> Vec<Alias> {
        let size = elem.elem.size as usize;
        let first = before.ptr.addr() + before.len as usize * size;
        let written = first..first + n as usize * size;
        if written.is_empty() {
            return Vec::new();
        }
        let find = |tables: &ObserveTables, _: &SourceMap| {
            let site = &tables.sites[site as usize];
            let address = |var: Option<u32>| self.calls.own(var?)?.address();
            let (operand, target) = (address(site.operand), address(site.target));
            let mut aliases: Vec<Alias> = Vec::new();
            let mut seen = Vec::new();
            let mut add = |variable: Variable, function: &str, name: &Arc<str>, elem_bytes: u64| {
                let slice = variable.slice();
                let Some(kind) = touched(&written, &slice, elem_bytes as usize) else { return };
                if let Some(address) = variable.address() {
                    // The operand under another name: what it is assigned to is not known to be another variable.
                    let is_operand = slice == *before && operand != Some(address);
                    if Some(address) == target || is_operand || seen.contains(&address) {
                        return;
                    }
                    seen.push(address);
                }
                let alias = Alias { function: function.into(), variable: name.clone(), kind };
                if !aliases.contains(&alias) {
                    aliases.push(alias);
                }
            };
            for held in self.calls.held() {
                // Filtering by index, into `s[:0]`: what is read of `s` is ahead of what is written.
                let own = self.calls.is_newest(held);
                if own && site.ahead.contains(&held.var) && held.variable().slice().ptr == before.ptr {
                    continue;
                }
                let func = &tables.funcs[held.func as usize];
                let var = &func.vars[held.var as usize];
                add(held.variable(), &func.name, &var.name, var.elem_bytes);
            }
            for (name, address, elem_bytes) in &self.package_variables {
                add(Variable::At(*address), "", name, *elem_bytes);
            }
            aliases
        };
        self.observed.with(find).unwrap_or_default()
    }
}

/// What an append that moves does to the place of the slice it began with, if that is no variable of slice type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Base {
    /// `append(f(), x)`: there is no place.
    Value,
    /// `t.s = append(t.s, x)`: the place gets the new slice.
    Replaced,
    /// `append(t.s, x)` elsewhere: the place goes on to hold the old one.
    GoesOn,
}

impl Base {
    /// By the statement's text, and where in it the append begins.
    fn of(text: &str, at: usize) -> Base {
        let (before, call) = text.split_at(at);
        let Some(args) = call.strip_prefix("append(") else { return Base::Value };
        let mut depth = 0;
        let end = args.find(|c| {
            match c {
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' => depth -= 1,
                _ => {}
            }
            depth < 0 || depth == 0 && c == ','
        });
        let base = args[..end.unwrap_or(args.len())].trim();
        // A slice expression is of the same array.
        let place = match base.rfind('[') {
            Some(bracket) if base.ends_with(']') && base[bracket..].contains(':') => &base[..bracket],
            _ => base,
        };
        if place.is_empty() || place.starts_with('[') || place.contains(['(', '{']) {
            Base::Value
        } else if before.trim_end().strip_suffix('=').is_some_and(|target| target.trim() == place) {
            Base::Replaced
        } else {
            Base::GoesOn
        }
    }
}

/// What writing to these addresses does to a slice.
fn touched(written: &Range<usize>, slice: &SliceHeader, elem_bytes: usize) -> Option<AliasKind> {
    let start = slice.ptr.addr();
    let (len_end, cap_end) = (start + slice.len as usize * elem_bytes, start + slice.cap as usize * elem_bytes);
    let meets = |range: Range<usize>| written.start < range.end && range.start < written.end;
    if meets(start..len_end) {
        Some(AliasKind::Overwrites)
    } else if meets(len_end..cap_end) {
        Some(AliasKind::SharesSpare)
    } else {
        None
    }
}

/// The numbers of arrays.
#[derive(Debug, Default)]
struct Arrays {
    /// By the address of the heap object that an array is, or is part of.
    heap: HashMap<usize, ArrayId>,
    /// Arrays elsewhere: in frames of functions and package variables.
    other: Vec<(Range<usize>, ArrayId)>,
    last: u32,
}

impl Arrays {
    fn slice(&mut self, heap: &Heap, elem: &ElemType, header: &SliceHeader) -> Slice {
        let address = header.ptr.addr();
        let bytes = (elem.elem.size * header.cap as u64) as usize;
        let found = self.find(heap, address, bytes);
        Slice {
            array: found.map(|(id, _)| id),
            offset: found.map_or(0, |(_, base)| (address - base) as u64),
            len: header.len,
            cap: header.cap,
        }
    }

    /// The memory begins to be another array.
    fn reuse(&mut self, memory: Range<usize>) {
        self.other.retain(|(range, _)| range.end <= memory.start || memory.end <= range.start);
        self.last += 1;
        self.other.push((memory, ArrayId(self.last)));
    }

    /// Forgets arrays of calls that have returned.
    fn drop_in(&mut self, free_stack: &Range<usize>) {
        self.other.retain(|(range, _)| !free_stack.contains(&range.start));
    }

    /// The array at an address, and where it begins.
    fn find(&mut self, heap: &Heap, address: usize, bytes: usize) -> Option<(ArrayId, usize)> {
        if let Some(object) = heap.find(address) {
            let id = *self.heap.entry(object.base).or_insert_with(|| {
                self.last += 1;
                ArrayId(self.last)
            });
            return Some((id, object.base));
        }
        if bytes == 0 {
            return None;
        }
        if let Some((range, id)) = self.other.iter().find(|(range, _)| range.contains(&address)) {
            return Some((*id, range.start));
        }
        self.last += 1;
        self.other.push((address..address + bytes, ArrayId(self.last)));
        Some((ArrayId(self.last), address))
    }
}

fn describe(tables: &ObserveTables, sources: &SourceMap, id: usize) -> Site {
    let site = &tables.sites[id];
    let func = &tables.funcs[site.func as usize];
    let operation = sources.position(site.pos);
    let stmt = if site.stmt.is_some() { sources.position(site.stmt) } else { operation.clone() };
    let (text, text_at) = sources.file(site.stmt).map_or_else(Default::default, |file| {
        let line = file.line_text(site.stmt);
        // On another line than its statement begins, the operation chooses nothing.
        let own = file.offset_in_line(site.pos).filter(|_| file.line_text(site.pos).as_ptr() == line.as_ptr());
        let at = own.or(file.offset_in_line(site.stmt)).unwrap_or(0);
        let before = String::from_utf8_lossy(&line[..at.min(line.len())]).len();
        let line = String::from_utf8_lossy(line);
        let text = line_text::statement_at(&line, before);
        let begins = text.as_ptr().addr() - line.as_ptr().addr();
        let text_at = own.and_then(|_| before.checked_sub(begins)).filter(|at| text.is_char_boundary(*at));
        (text.to_owned(), text_at.unwrap_or(0))
    });
    let name = |var: Option<u32>| var.map(|var| func.vars[var as usize].name.clone());
    Site {
        file: stmt.file,
        line: stmt.line,
        at: (operation.line, operation.col),
        function: func.name.as_str().into(),
        text: text.into(),
        text_at,
        operand: name(site.operand),
        target: name(site.target),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(at: usize, len: i64, cap: i64) -> SliceHeader {
        SliceHeader { ptr: std::ptr::without_provenance_mut(at), len, cap }
    }

    #[test]
    fn writing_below_the_length_overwrites_and_below_the_capacity_shares() {
        // Element 2 of an array of 8-byte elements at 1000.
        let written = 1016..1024;
        assert_eq!(touched(&written, &held(1000, 3, 4), 8), Some(AliasKind::Overwrites));
        assert_eq!(touched(&written, &held(1000, 2, 4), 8), Some(AliasKind::SharesSpare));
        assert_eq!(touched(&written, &held(1000, 2, 2), 8), None);
        assert_eq!(touched(&written, &held(1024, 1, 1), 8), None);
        assert_eq!(touched(&written, &held(1008, 2, 3), 8), Some(AliasKind::Overwrites));
        assert_eq!(touched(&written, &held(0, 0, 0), 8), None);
    }

    #[test]
    fn the_place_that_an_append_began_with_is_replaced_or_goes_on() {
        let base = |text: &str| Base::of(text, text.find("append(").unwrap());
        assert_eq!(base("t.s = append(t.s, 1)"), Base::Replaced);
        assert_eq!(base("rows[i] = append(rows[i], f(1, 2))"), Base::Replaced);
        assert_eq!(base("t.s = append(t.s[:i], t.s[i+1:]...)"), Base::Replaced);
        assert_eq!(base("return append(t.s, 1)"), Base::GoesOn);
        assert_eq!(base("x := field{name, append(outer.index, 1)}"), Base::GoesOn);
        assert_eq!(base("s = append([]int{1}, s...)"), Base::Value);
        assert_eq!(base("s = append(f(t.s), 1)"), Base::Value);
    }
}
