//! What the back end asks the driver: where things are.

use goslice_abi::desc::TypeDesc;
use goslice_abi::intrinsics::Intrinsic;
use goslice_abi::layout::{Closure, Itab};
use goslice_hir::body::{FuncId, GlobalId};
use goslice_ir::op::Constant;
use goslice_types::types::TypeId;
use std::sync::Arc;

/// Addresses and sizes of what ir names. All addresses must stay valid as long as the code can run.
pub trait Resolver {
    /// The package variable.
    fn global(&mut self, global: GlobalId) -> *mut u8;
    /// The type's descriptor.
    fn type_desc(&mut self, ty: TypeId) -> *const TypeDesc;
    /// The method table of concrete type `ty` for interface `inter`.
    fn itab(&mut self, inter: TypeId, ty: TypeId) -> *const Itab;
    /// A copy of constant bytes. Equal bytes may share an address.
    fn data(&mut self, bytes: &Arc<[u8]>) -> *const u8;
    /// A constant, aligned for any type. Equal ones may share an address.
    fn constant(&mut self, constant: &Arc<Constant>) -> *const u8;
    /// The entry of an intrinsic.
    fn intrinsic(&mut self, intrinsic: Intrinsic) -> *const u8;
    /// The static closure of a function: its `code` is [`crate::Jit::entry`].
    fn func_value(&mut self, func: FuncId) -> *const Closure;
    /// Bytes of a value of the type.
    fn size_of(&mut self, ty: TypeId) -> u64;
    /// Whether a value of the type holds pointers.
    fn has_pointers(&mut self, ty: TypeId) -> bool;
}
