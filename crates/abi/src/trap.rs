//! Why generated code trapped. The numbers are the user trap codes in machine code metadata.

/// A trap kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Trap {
    /// Access through a nil pointer.
    NilDereference = 1,
    /// Integer division by zero.
    DivideByZero = 2,
    /// Shift by a negative count.
    NegativeShift = 3,
    /// The function's frame does not fit in what is left of the goroutine's stack.
    StackOverflow = 4,
    /// Control reached a place that the compiler took for unreachable: an internal error.
    Unreachable = 5,
}

impl Trap {
    /// The trap with this number.
    pub fn from_code(code: u8) -> Option<Trap> {
        [Trap::NilDereference, Trap::DivideByZero, Trap::NegativeShift, Trap::StackOverflow, Trap::Unreachable]
            .into_iter()
            .find(|trap| *trap as u8 == code)
    }
}

/// Accesses at offsets below this through a nil pointer fault; larger offsets need an explicit check.
pub const NIL_PAGE: u64 = 4096;
