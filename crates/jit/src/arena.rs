//! Memory for machine code: one reserved region, so that all code is within reach of a 32-bit displacement.
//!
//! No page is ever writable and executable: the region is an anonymous file mapped twice, once to execute and once to
//! write.
//!
//! ```text
//! exec:   [ prelude | thunks | code | code | ... | unused ]   read, execute
//! write:  [ the same pages                                ]   read, write
//! ```

#![allow(unsafe_code, reason = "maps memory")]

use std::io;
use std::ptr::NonNull;

/// A place in the arena: bytes from its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Offset(pub(crate) u32);

/// An arena that is smaller is of no use.
const LEAST_BYTES: usize = 16 << 20;

/// The arena. Memory is handed out from the start to the end and never taken back.
#[derive(Debug)]
pub(crate) struct Arena {
    exec: NonNull<u8>,
    write: NonNull<u8>,
    bytes: usize,
    used: usize,
}

/// An anonymous file, closed when dropped.
struct MemFile(libc::c_int);

impl MemFile {
    fn new(bytes: usize) -> io::Result<MemFile> {
        // SAFETY: a C string, and flags that the call knows.
        let fd = unsafe { libc::memfd_create(c"goslice code".as_ptr(), libc::MFD_CLOEXEC) };
        if fd < 0 {
            return Err(io::Error::last_os_error());
        }
        let file = MemFile(fd);
        // SAFETY: the file is ours.
        if unsafe { libc::ftruncate(fd, bytes as libc::off_t) } != 0 {
            return Err(io::Error::last_os_error());
        }
        Ok(file)
    }

    fn map(&self, bytes: usize, protection: libc::c_int) -> io::Result<NonNull<u8>> {
        let flags = libc::MAP_SHARED | libc::MAP_NORESERVE;
        // SAFETY: a fresh mapping at an address of the system's choice.
        let address = unsafe { libc::mmap(std::ptr::null_mut(), bytes, protection, flags, self.0, 0) };
        if address == libc::MAP_FAILED {
            return Err(io::Error::last_os_error());
        }
        NonNull::new(address.cast()).ok_or_else(|| io::Error::other("code was mapped at address 0"))
    }
}

impl Drop for MemFile {
    fn drop(&mut self) {
        // SAFETY: opened by `new`, closed once.
        unsafe { libc::close(self.0) };
    }
}

impl Arena {
    /// Reserves up to `bytes` bytes of address space (twice), as many as there are; memory is used only where code is placed.
    pub(crate) fn reserve(mut bytes: usize) -> io::Result<Arena> {
        loop {
            match Arena::new(bytes) {
                Err(_) if bytes > LEAST_BYTES => bytes /= 2,
                result => return result,
            }
        }
    }

    /// Reserves `bytes` bytes.
    fn new(bytes: usize) -> io::Result<Arena> {
        assert!(bytes <= 1 << 31, "code must be within reach of a 32-bit displacement");
        let file = MemFile::new(bytes)?;
        let write = file.map(bytes, libc::PROT_READ | libc::PROT_WRITE)?;
        let exec = file.map(bytes, libc::PROT_READ | libc::PROT_EXEC).inspect_err(|_| {
            // SAFETY: mapped above, used by nobody.
            unsafe { libc::munmap(write.as_ptr().cast(), bytes) };
        })?;
        Ok(Arena { exec, write, bytes, used: 0 })
    }

    /// Takes `bytes` bytes at a multiple of `align` (a power of two). They are zero.
    pub(crate) fn alloc(&mut self, bytes: usize, align: usize) -> io::Result<Offset> {
        let start = self.used.next_multiple_of(align);
        let end = start.checked_add(bytes).filter(|end| *end <= self.bytes);
        self.used = end.ok_or_else(|| io::Error::new(io::ErrorKind::OutOfMemory, "the code arena is full"))?;
        Ok(Offset(start as u32))
    }

    /// Where `offset` is executed and read.
    pub(crate) fn address(&self, offset: Offset) -> *const u8 {
        self.exec.as_ptr().wrapping_add(offset.0 as usize)
    }

    /// Writes `bytes` at `at`, which must be inside of what was taken.
    pub(crate) fn write(&mut self, at: Offset, bytes: &[u8]) {
        let at = at.0 as usize;
        assert!(at + bytes.len() <= self.used, "a write past the end of the code");
        // SAFETY: inside of the writable mapping, which nobody borrows.
        unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr(), self.write.as_ptr().add(at), bytes.len()) };
    }

    /// Start and size of the executable region.
    pub(crate) fn region(&self) -> (usize, usize) {
        (self.exec.as_ptr() as usize, self.bytes)
    }

    /// Bytes handed out so far.
    pub(crate) fn used(&self) -> usize {
        self.used
    }
}

impl Drop for Arena {
    fn drop(&mut self) {
        for start in [self.exec, self.write] {
            // SAFETY: the mappings made by `new`.
            unsafe { libc::munmap(start.as_ptr().cast(), self.bytes) };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_can_be_executed() {
        let mut arena = Arena::new(1 << 20).unwrap();
        arena.alloc(3, 1).unwrap();
        let at = arena.alloc(6, 16).unwrap();
        assert_eq!(at, Offset(16));
        arena.write(at, &[0xb8, 7, 0, 0, 0, 0xc3]); // mov eax, 7; ret
        // SAFETY: the code above.
        let f: extern "C" fn() -> i32 = unsafe { std::mem::transmute(arena.address(at)) };
        assert_eq!(f(), 7);
    }

    #[test]
    fn a_full_arena_says_so() {
        let mut arena = Arena::new(1 << 16).unwrap();
        assert!(arena.alloc(1 << 15, 16).is_ok());
        assert_eq!(arena.alloc(1 << 16, 16).unwrap_err().kind(), io::ErrorKind::OutOfMemory);
        assert!(arena.alloc(1 << 15, 16).is_ok());
    }
}
