//! Sessions: sources in, a program out, run to an outcome
