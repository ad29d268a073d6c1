//! Sizes, alignments and field offsets of gc on amd64.
//!
//! Structs, arrays and tuples are computed once and remembered: a type nested n levels deep would otherwise be walked once for
//! each of its levels.

use crate::types::{Basic, Type, TypeId, Universe};
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

/// Size of a pointer, `int`, `uint` and `uintptr` in bytes.
pub const WORD: u64 = 8;

/// Layouts of types made of others, by [`TypeId`].
#[derive(Debug, Default)]
pub(crate) struct Memo(RefCell<HashMap<TypeId, Laid>>);

/// A layout, and the offsets of the fields of a struct or a tuple.
type Laid = (Layout, Arc<[u64]>);

impl Memo {
    /// The underlying type of a declared type has changed, and with it perhaps the layout of all that contain it.
    pub(crate) fn forget(&mut self) {
        let layouts = self.0.get_mut();
        if !layouts.is_empty() {
            layouts.clear();
        }
    }
}

#[derive(Clone, Copy, Debug)]
struct Layout {
    size: u64,
    align: u64,
    has_pointers: bool,
}

/// Size in bytes of a value of type `id`. Saturates instead of overflowing: such types are too large anyway.
pub fn size_of(universe: &Universe, id: TypeId) -> u64 {
    layout(universe, id).size
}

/// Alignment in bytes of a value of type `id`.
pub fn align_of(universe: &Universe, id: TypeId) -> u64 {
    layout(universe, id).align
}

/// Offsets in bytes of the fields of the struct type `id`; empty for other types.
pub fn field_offsets(universe: &Universe, id: TypeId) -> Arc<[u64]> {
    match universe.under(id) {
        Type::Struct(fields) => {
            let id = universe.underlying(id);
            if let Some((_, offsets)) = universe.layouts.0.borrow().get(&id) {
                return offsets.clone();
            }
            structure(universe, id, fields.iter().map(|field| field.ty)).1
        }
        _ => Arc::from([]),
    }
}

/// Whether values of type `id` hold pointers that a garbage collector must see.
pub fn has_pointers(universe: &Universe, id: TypeId) -> bool {
    layout(universe, id).has_pointers
}

fn layout(universe: &Universe, id: TypeId) -> Layout {
    let id = universe.underlying(id);
    let ty = universe.ty(id);
    if let Some(simple) = simple(ty) {
        return simple;
    }
    if let Some((known, _)) = universe.layouts.0.borrow().get(&id) {
        return *known;
    }
    match ty {
        Type::Array { elem, len } => {
            let elem = layout(universe, *elem);
            let size = elem.size.saturating_mul(*len);
            let layout = Layout { size, align: elem.align, has_pointers: *len > 0 && elem.has_pointers };
            universe.layouts.0.borrow_mut().insert(id, (layout, Arc::from([])));
            layout
        }
        Type::Struct(fields) => structure(universe, id, fields.iter().map(|field| field.ty)).0,
        Type::Tuple(types) => structure(universe, id, types.iter().copied()).0,
        _ => unreachable!("all other types are simple"),
    }
}

/// The layout of a type that contains no other; `None` for arrays, structs and tuples.
fn simple(ty: &Type) -> Option<Layout> {
    let (size, align, has_pointers) = match ty {
        Type::Basic(basic) => {
            let align = match basic {
                Basic::String | Basic::Complex128 => WORD,
                Basic::Complex64 => 4,
                _ => basic_size(*basic).max(1),
            };
            let has_pointers = matches!(basic, Basic::String | Basic::UnsafePointer | Basic::UntypedNil);
            (basic_size(*basic), align, has_pointers)
        }
        Type::Pointer(_) | Type::Func(_) | Type::Map { .. } | Type::Chan { .. } => (WORD, WORD, true),
        Type::Slice(_) => (3 * WORD, WORD, true),
        Type::Interface(_) => (2 * WORD, WORD, true),
        Type::Named(_) => (0, WORD, false),
        Type::TypeParam(_) => (0, WORD, true),
        Type::Array { .. } | Type::Struct(_) | Type::Tuple(_) => return None,
    };
    Some(Layout { size, align, has_pointers })
}

/// Lays out the fields of `id` in order, and remembers that.
fn structure(universe: &Universe, id: TypeId, fields: impl Iterator<Item = TypeId>) -> Laid {
    let mut offsets = Vec::new();
    let mut end: u64 = 0;
    let mut align = 1;
    let mut last_size = 1;
    let mut has_pointers = false;
    for field in fields {
        let field = layout(universe, field);
        align = align.max(field.align);
        end = round_up(end, field.align);
        offsets.push(end);
        last_size = field.size;
        end = end.saturating_add(last_size);
        has_pointers |= field.has_pointers;
    }
    // A byte is added after a last field of size zero, so that its address stays inside the struct.
    if last_size == 0 && end > 0 {
        end = end.saturating_add(1);
    }
    let laid = (Layout { size: round_up(end, align), align, has_pointers }, Arc::from(offsets));
    universe.layouts.0.borrow_mut().insert(id, laid.clone());
    laid
}

fn round_up(x: u64, align: u64) -> u64 {
    x.checked_next_multiple_of(align).unwrap_or(u64::MAX)
}

fn basic_size(basic: Basic) -> u64 {
    match basic {
        Basic::Invalid => 0,
        Basic::Bool | Basic::Int8 | Basic::Uint8 | Basic::UntypedBool => 1,
        Basic::Int16 | Basic::Uint16 => 2,
        Basic::Int32 | Basic::Uint32 | Basic::Float32 | Basic::UntypedRune => 4,
        Basic::Complex128 | Basic::String | Basic::UntypedString | Basic::UntypedComplex => 16,
        _ => 8,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::FieldType;

    fn structure(universe: &mut Universe, fields: &[TypeId]) -> TypeId {
        let fields = fields
            .iter()
            .map(|&ty| FieldType { name: "F".into(), pkg: None, ty, embedded: false, tag: None })
            .collect();
        universe.intern(Type::Struct(fields))
    }

    #[test]
    fn structs_are_padded_as_gc_pads_them() {
        let mut u = Universe::new();
        let mixed = structure(&mut u, &[Basic::Bool.id(), Basic::Int64.id(), Basic::Uint8.id()]);
        assert_eq!(size_of(&u, mixed), 24);
        assert_eq!(*field_offsets(&u, mixed), [0, 8, 16]);
        let empty = structure(&mut u, &[]);
        assert_eq!(size_of(&u, empty), 0);
        let ends_empty = structure(&mut u, &[Basic::Int32.id(), empty]);
        assert_eq!(size_of(&u, ends_empty), 8);
        let only_empty = structure(&mut u, &[empty, empty]);
        assert_eq!(size_of(&u, only_empty), 0);
        let complex = structure(&mut u, &[Basic::Uint8.id(), Basic::Complex64.id()]);
        assert_eq!((size_of(&u, complex), align_of(&u, complex)), (12, 4));
        assert!(!has_pointers(&u, mixed));
        let strings = structure(&mut u, &[Basic::Int.id(), Basic::String.id()]);
        assert!(has_pointers(&u, strings));
    }
}
