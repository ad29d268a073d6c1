//! SSA form: data, builder, verifier and text; the lowering from hir, the expansion of slice operations, and passes
//! for speed (never for a verdict).

pub mod func;
pub mod op;
