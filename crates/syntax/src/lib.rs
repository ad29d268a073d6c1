//! Tokens, syntax tree and parser for Go
