//! SSA built from hir, and the passes over it
