//! Sizes, alignments and field offsets of gc on amd64.

use crate::types::{Basic, Type, TypeId, Universe};

/// Size of a pointer, `int`, `uint` and `uintptr` in bytes.
pub const WORD: u64 = 8;

/// Size in bytes of a value of type `id`. Saturates instead of overflowing: such types are too large anyway.
pub fn size_of(universe: &Universe, id: TypeId) -> u64 {
    match universe.under(id) {
        Type::Basic(basic) => basic_size(*basic),
        Type::Pointer(_) | Type::Func(_) | Type::Map { .. } | Type::Chan { .. } => WORD,
        Type::Slice(_) => 3 * WORD,
        Type::Interface(_) => 2 * WORD,
        Type::Array { elem, len } => size_of(universe, *elem).saturating_mul(*len),
        Type::Struct(fields) => {
            let fields: Vec<TypeId> = fields.iter().map(|field| field.ty).collect();
            struct_layout(universe, &fields).1
        }
        Type::Tuple(types) => struct_layout(universe, types).1,
        Type::Named(_) | Type::TypeParam(_) => 0,
    }
}

/// Alignment in bytes of a value of type `id`.
pub fn align_of(universe: &Universe, id: TypeId) -> u64 {
    match universe.under(id) {
        Type::Basic(Basic::String) => WORD,
        Type::Basic(Basic::Complex64) => 4,
        Type::Basic(Basic::Complex128) => 8,
        Type::Basic(basic) => basic_size(*basic).max(1),
        Type::Array { elem, .. } => align_of(universe, *elem),
        Type::Struct(fields) => fields.iter().map(|field| align_of(universe, field.ty)).max().unwrap_or(1),
        Type::Tuple(types) => types.iter().map(|ty| align_of(universe, *ty)).max().unwrap_or(1),
        _ => WORD,
    }
}

/// Offsets in bytes of the fields of the struct type `id`; empty for other types.
pub fn field_offsets(universe: &Universe, id: TypeId) -> Vec<u64> {
    match universe.under(id) {
        Type::Struct(fields) => {
            let fields: Vec<TypeId> = fields.iter().map(|field| field.ty).collect();
            struct_layout(universe, &fields).0
        }
        _ => Vec::new(),
    }
}

/// Whether values of type `id` hold pointers that a garbage collector must see.
pub fn has_pointers(universe: &Universe, id: TypeId) -> bool {
    match universe.under(id) {
        Type::Basic(basic) => matches!(basic, Basic::String | Basic::UnsafePointer | Basic::UntypedNil),
        Type::Array { elem, len } => *len > 0 && has_pointers(universe, *elem),
        Type::Struct(fields) => fields.iter().any(|field| has_pointers(universe, field.ty)),
        Type::Tuple(types) => types.iter().any(|ty| has_pointers(universe, *ty)),
        Type::Named(_) => false,
        _ => true,
    }
}

/// Offsets and total size of fields laid out in order.
fn struct_layout(universe: &Universe, fields: &[TypeId]) -> (Vec<u64>, u64) {
    let mut offsets = Vec::with_capacity(fields.len());
    let mut end: u64 = 0;
    let mut align = 1;
    let mut last_size = 1;
    for &field in fields {
        let field_align = align_of(universe, field);
        align = align.max(field_align);
        end = round_up(end, field_align);
        offsets.push(end);
        last_size = size_of(universe, field);
        end = end.saturating_add(last_size);
    }
    // A byte is added after a last field of size zero, so that its address stays inside the struct.
    if last_size == 0 && end > 0 {
        end = end.saturating_add(1);
    }
    (offsets, round_up(end, align))
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
        assert_eq!(field_offsets(&u, mixed), [0, 8, 16]);
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
