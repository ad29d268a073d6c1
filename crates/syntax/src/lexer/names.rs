//! Shared names: equal names near each other in a file are one allocation.

use crate::ast::Name;

/// Slots of the cache; a power of two.
const SLOTS: usize = 1024;

/// Longer texts are not worth keeping.
const LONGEST: usize = 40;

/// A direct-mapped cache of names: a slot holds the last name with its hash.
#[derive(Debug)]
pub(super) struct Names {
    slots: Vec<Option<Name>>,
}

impl Names {
    pub(super) fn new() -> Names {
        Names { slots: vec![None; SLOTS] }
    }

    /// `bytes` as a name; invalid UTF-8, which the lexer has complained of, is replaced.
    pub(super) fn intern(&mut self, bytes: &[u8]) -> Name {
        if bytes.len() > LONGEST {
            return String::from_utf8_lossy(bytes).into();
        }
        let hash = bytes.iter().fold(0x811c_9dc5_u32, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        let slot = &mut self.slots[(hash ^ hash >> 16) as usize % SLOTS];
        match slot {
            Some(name) if name.as_bytes() == bytes => name.clone(),
            _ => {
                let name: Name = String::from_utf8_lossy(bytes).into();
                *slot = Some(name.clone());
                name
            }
        }
    }
}
