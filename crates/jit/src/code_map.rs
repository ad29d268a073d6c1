//! Which function, position and trap is behind a program counter.

#![allow(unsafe_code, reason = "is read by signal handlers while the compiler owns it")]

use goslice_abi::stackmap::{FrameObject, FrameState, Safepoint, StackMaps};
use goslice_abi::trap::Trap;
use goslice_hir::body::FuncId;
use goslice_syntax::source::Pos;
use std::cell::UnsafeCell;
use std::collections::TryReserveError;

/// What is known of all code of a [`crate::Jit`]. Lookups neither allocate nor lock, and may be made in a signal handler.
///
/// **Invariant:** code is compiled on the thread that runs it. The tables change only while that thread is in the
/// compiler, and so while no program counter of its is in the arena; lookups first check that the counter is.
#[derive(Debug)]
pub struct CodeMap {
    base: usize,
    bytes: usize,
    /// Sorted by `start`.
    funcs: UnsafeCell<Vec<CodeTable>>,
}

// SAFETY: see the type's invariant. The tables are plain data.
unsafe impl Send for CodeMap {}
// SAFETY: as above.
unsafe impl Sync for CodeMap {}

/// One function's code.
#[derive(Debug)]
pub(crate) struct CodeTable {
    /// Bytes from the arena's start.
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) func: FuncId,
    /// Sorted by the offset from `start` of the instruction that traps.
    pub(crate) traps: Box<[(u32, Trap)]>,
    /// Sorted, disjoint: instructions from offset .0 up to .1 belong to position .2.
    pub(crate) positions: Box<[(u32, u32, Pos)]>,
    pub(crate) frame: FrameTable,
}

/// The stack maps of a function.
#[derive(Debug, Default)]
pub(crate) struct FrameTable {
    /// Sorted by the offset from the function's start of the address to which a call returns.
    pub(crate) calls: Box<[Call]>,
    /// The words, then the live objects of each call.
    pub(crate) items: Box<[u32]>,
    pub(crate) objects: Box<[FrameObject]>,
}

/// A call in a [`FrameTable`]: its items begin at `first` with `words` words, and `objects` objects follow.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Call {
    pub(crate) returns_to: u32,
    pub(crate) first: u32,
    pub(crate) words: u32,
    pub(crate) objects: u32,
}

impl FrameTable {
    fn safepoint(&self, at: u32) -> Option<Safepoint<'_>> {
        let found = self.calls.binary_search_by_key(&at, |call| call.returns_to).ok()?;
        let call = self.calls[found];
        let items = &self.items[call.first as usize..][..(call.words + call.objects) as usize];
        let (words, live) = items.split_at(call.words as usize);
        Some(Safepoint { words, live, objects: &self.objects })
    }
}

impl StackMaps for CodeMap {
    fn frame_state(&self, pc: usize) -> FrameState<'_> {
        if !self.contains(pc) {
            return FrameState::Foreign;
        }
        let Some((table, at)) = self.table(pc) else { return FrameState::Trampoline };
        match table.frame.safepoint(at) {
            Some(safepoint) => FrameState::Safepoint(safepoint),
            // The fault handler gives an address one byte into the instruction.
            None if self.trap_at(pc - 1).is_some() => FrameState::Dead,
            None => FrameState::Unknown,
        }
    }
}

impl CodeMap {
    pub(crate) fn new((base, bytes): (usize, usize)) -> CodeMap {
        CodeMap { base, bytes, funcs: UnsafeCell::new(Vec::new()) }
    }

    /// Adds a function behind all others.
    pub(crate) fn push(&self, table: CodeTable) -> Result<(), TryReserveError> {
        // SAFETY: the type's invariant; nothing keeps a reference.
        let funcs = unsafe { &mut *self.funcs.get() };
        debug_assert!(funcs.last().is_none_or(|last| last.end <= table.start));
        funcs.try_reserve(1)?;
        funcs.push(table);
        Ok(())
    }

    /// Whether `pc` is in the memory for generated code: functions, thunks, trampolines.
    pub fn contains(&self, pc: usize) -> bool {
        pc.wrapping_sub(self.base) < self.bytes
    }

    /// The trap of the instruction at `pc`, if it can trap.
    pub fn trap_at(&self, pc: usize) -> Option<Trap> {
        let (table, at) = self.table(pc)?;
        let found = table.traps.binary_search_by_key(&at, |(offset, _)| *offset).ok()?;
        Some(table.traps[found].1)
    }

    /// Function and position of the instruction that contains `pc`. For a return address pass the address before it.
    ///
    /// Cranelift gives instructions that it makes itself no position, also when a load of the program becomes one of their
    /// operands: they belong to the position before them, as in a line table, or to the function's first. The position is
    /// [`Pos::NONE`] only where the function has none.
    pub fn locate(&self, pc: usize) -> Option<(FuncId, Pos)> {
        let (table, at) = self.table(pc)?;
        let next = table.positions.partition_point(|(start, ..)| *start <= at);
        let pos = table.positions.get(next.saturating_sub(1)).map_or(Pos::NONE, |(_, _, pos)| *pos);
        Some((table.func, pos))
    }

    /// The function around `pc` and the offset in it.
    fn table(&self, pc: usize) -> Option<(&CodeTable, u32)> {
        if !self.contains(pc) {
            return None;
        }
        let pc = (pc - self.base) as u32;
        // SAFETY: the type's invariant: `pc` is in the arena, so nothing changes the tables.
        let funcs = unsafe { &*self.funcs.get() };
        let next = funcs.partition_point(|table| table.start <= pc);
        let table = &funcs[next.checked_sub(1)?];
        (pc < table.end).then(|| (table, pc - table.start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counters_find_their_function_trap_and_position() {
        let map = CodeMap::new((0x1000, 0x1000));
        for (at, func) in [(0x10, 4), (0x40, 2)] {
            map.push(CodeTable {
                start: at,
                end: at + 0x20,
                func: FuncId(func),
                traps: [(3, Trap::NilDereference), (9, Trap::DivideByZero)].into(),
                positions: [(2, 6, Pos(11)), (6, 8, Pos(12))].into(),
                frame: FrameTable::default(),
            })
            .unwrap();
        }
        assert_eq!(map.trap_at(0x1010 + 9), Some(Trap::DivideByZero));
        assert_eq!(map.trap_at(0x1010 + 8), None);
        assert_eq!(map.trap_at(3), None);
        assert_eq!(map.locate(0x1040), Some((FuncId(2), Pos(11))));
        assert_eq!(map.locate(0x1040 + 5), Some((FuncId(2), Pos(11))));
        assert_eq!(map.locate(0x1040 + 7), Some((FuncId(2), Pos(12))));
        assert_eq!(map.locate(0x1040 + 9), Some((FuncId(2), Pos(12))));
        assert_eq!(map.locate(0x1030), None);
        assert!(map.contains(0x1fff) && !map.contains(0x2000) && !map.contains(0xfff));
    }
}
