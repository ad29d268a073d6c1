//! ir to machine code in memory
