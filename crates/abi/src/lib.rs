//! The contract between generated code and the runtime
