//! SSA form: data, builder, verifier and text; the lowering from hir, the expansion of slice operations, and passes
//! for speed (never for a verdict).

pub mod build;
pub mod expand;
pub mod func;
pub mod inlines;
pub mod lower;
pub mod op;
pub mod passes;
pub mod roots;
pub mod text;
pub mod verify;
