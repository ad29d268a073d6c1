//! Typed, desugared tree of variables and statements
