//! The data of a running program: constants, package variables, static closures, method tables.
//!
//! All of it is leaked on purpose: machine code refers to it by address, and code is never freed.

use goslice_abi::desc::TypeDesc;
use goslice_abi::layout::{Closure, ITAB_FUNS, Itab};
use goslice_hir::body::{FuncId, GlobalId};
use goslice_ir::op::Constant;
use goslice_types::types::TypeId;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// What generated code refers to by address.
#[derive(Debug, Default)]
pub(crate) struct Image {
    data: HashMap<Arc<[u8]>, &'static [u8]>,
    constants: HashMap<Arc<Constant>, *const u8>,
    globals: Vec<&'static mut [u128]>,
    closures: HashMap<FuncId, &'static Closure>,
    itabs: HashMap<(TypeId, TypeId), *const Itab>,
}

impl Image {
    /// A copy of constant bytes; equal bytes share one.
    pub(crate) fn data(&mut self, bytes: &Arc<[u8]>) -> *const u8 {
        self.data.entry(bytes.clone()).or_insert_with(|| Box::leak(bytes.to_vec().into_boxed_slice())).as_ptr()
    }

    /// A constant value in memory; equal ones share it.
    pub(crate) fn constant(&mut self, constant: &Arc<Constant>) -> *const u8 {
        if let Some(&address) = self.constants.get(constant) {
            return address;
        }
        let mut bytes = constant.bytes.clone();
        for (at, text) in &constant.texts {
            let address = self.data(text).expose_provenance();
            bytes[*at..at + size_of::<usize>()].copy_from_slice(&address.to_ne_bytes());
        }
        // Words of 16 bytes are aligned for any type.
        let word = |chunk: &[u8]| {
            let mut word = [0; 16];
            word[..chunk.len()].copy_from_slice(chunk);
            u128::from_ne_bytes(word)
        };
        bytes.resize(bytes.len().max(1), 0);
        let words: Vec<u128> = bytes.chunks(16).map(word).collect();
        let address = Box::leak(words.into_boxed_slice()).as_ptr().cast();
        self.constants.insert(constant.clone(), address);
        address
    }

    /// Makes the next package variable, of `size` bytes.
    pub(crate) fn add_global(&mut self, size: u64) {
        let words = vec![0_u128; (size as usize).div_ceil(16).max(1)];
        self.globals.push(Box::leak(words.into_boxed_slice()));
    }

    /// The address of a package variable.
    pub(crate) fn global(&mut self, global: GlobalId) -> *mut u8 {
        self.globals[global.0 as usize].as_mut_ptr().cast()
    }

    /// Where the package variables are.
    pub(crate) fn roots(&self) -> Vec<Range<usize>> {
        self.globals
            .iter()
            .map(|words| words.as_ptr_range())
            .map(|range| range.start.addr()..range.end.addr())
            .collect()
    }

    /// The static closure of a function whose code address is known.
    pub(crate) fn add_closure(&mut self, func: FuncId, code: *const u8) {
        self.closures.entry(func).or_insert_with(|| Box::leak(Box::new(Closure { code })));
    }

    /// The static closure of a function.
    pub(crate) fn closure(&self, func: FuncId) -> *const Closure {
        self.closures[&func]
    }

    /// Whether the method table is there.
    pub(crate) fn has_itab(&self, key: (TypeId, TypeId)) -> bool {
        self.itabs.contains_key(&key)
    }

    /// Makes a method table.
    pub(crate) fn add_itab(
        &mut self,
        key: (TypeId, TypeId),
        inter: *const TypeDesc,
        ty: *const TypeDesc,
        code: &[*const u8],
    ) {
        let head = ITAB_FUNS as usize / size_of::<*const u8>();
        let words = vec![std::ptr::null::<u8>(); head + code.len()];
        let table: &'static mut [*const u8] = Box::leak(words.into_boxed_slice());
        table[0] = inter.cast();
        table[1] = ty.cast();
        table[head..].copy_from_slice(code);
        self.itabs.insert(key, table.as_ptr().cast());
    }

    /// A method table.
    pub(crate) fn itab(&self, key: (TypeId, TypeId)) -> *const Itab {
        self.itabs[&key]
    }
}
