//! Bytes as what `write!` and `std::io::copy` write to. Go has `fmt.Appendf` and `bytes.Buffer` for that.

use core::fmt;

use crate::{Rules, Slice};

impl<P: Rules> fmt::Write for Slice<u8, P> {
    /// Appends the text, as `fmt.Appendf` does. Never fails, but panics as [`Slice::append`] does.
    ///
    /// ```
    /// use std::fmt::Write;
    ///
    /// let mut s = goslice::Slice::<u8>::nil();
    /// write!(s, "{} of {}", 1, 2)?;
    /// assert_eq!(s, "1 of 2");
    /// # Ok::<(), std::fmt::Error>(())
    /// ```
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.append_all(text);
        Ok(())
    }
}

#[cfg(feature = "std")]
impl<P: Rules> std::io::Write for Slice<u8, P> {
    /// Appends the bytes. Fails with [`OutOfMemory`](std::io::ErrorKind::OutOfMemory) where [`Slice::append`] panics.
    ///
    /// ```
    /// use std::io::Write;
    ///
    /// let mut s = goslice::Slice::<u8>::nil();
    /// s.write_all(b"bytes")?;
    /// assert_eq!((s.len(), s.cap()), (5, 8));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        match self.try_append_all(bytes) {
            Ok(()) => Ok(bytes.len()),
            Err(err) => Err(std::io::Error::new(std::io::ErrorKind::OutOfMemory, err)),
        }
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
