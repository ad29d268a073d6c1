//! Moves of memory: of a few bytes without a call, and by a few elements within an array, as insert and delete make them.
//!
//! There source and destination overlap and are aligned differently. The C library moves 64 bytes at a time there, each load
//! across two cache lines; 32 bytes at a time are a fifth faster.

#![allow(unsafe_code, reason = "works on raw memory")]

/// From so many bytes on the overlap matters.
const LEAST: usize = 512;

/// Moves `n` bytes, which may overlap.
///
/// # Safety
/// `n` bytes at both.
#[inline]
pub(crate) unsafe fn copy(src: *const u8, dst: *mut u8, n: usize) {
    // SAFETY: the caller's promise.
    unsafe {
        match n {
            8..=16 => return halves::<u64, 1>(src, dst, n),
            17..=32 => return halves::<u128, 1>(src, dst, n),
            33..=64 => return halves::<u128, 2>(src, dst, n),
            _ => {}
        }
        #[cfg(target_arch = "x86_64")]
        if n >= LEAST && src.addr().abs_diff(dst.addr()) < n && std::arch::is_x86_feature_detected!("avx2") {
            if dst.addr() < src.addr() {
                avx2::down(src, dst, n)
            } else {
                avx2::up(src, dst, n)
            }
            return;
        }
        std::ptr::copy(src, dst, n);
    }
}

/// Moves `n` bytes as the first `K` words and the last `K`, all loaded before any is stored.
///
/// # Safety
/// `n` bytes at both, at least `K` words and at most twice that.
#[inline(always)]
unsafe fn halves<T: Copy, const K: usize>(src: *const u8, dst: *mut u8, n: usize) {
    let end = n - K * size_of::<T>();
    // SAFETY: the caller's promise.
    unsafe {
        let load = |from: *const u8| std::array::from_fn::<T, K, _>(|at| from.cast::<T>().add(at).read_unaligned());
        let (first, last) = (load(src), load(src.add(end)));
        for (at, word) in first.into_iter().enumerate() {
            dst.cast::<T>().add(at).write_unaligned(word);
        }
        for (at, word) in last.into_iter().enumerate() {
            dst.add(end).cast::<T>().add(at).write_unaligned(word);
        }
    }
}

#[cfg(target_arch = "x86_64")]
mod avx2 {
    use std::arch::x86_64::{__m256i, _mm256_loadu_si256, _mm256_store_si256, _mm256_storeu_si256};

    const VECTOR: usize = size_of::<__m256i>();
    /// Bytes of a round: four vectors.
    const ROUND: usize = 4 * VECTOR;

    /// Four vectors.
    ///
    /// # Safety
    /// So many bytes at `src`.
    #[target_feature(enable = "avx2")]
    unsafe fn load(src: *const u8) -> [__m256i; 4] {
        // SAFETY: the caller's promise.
        [0, 1, 2, 3].map(|at| unsafe { _mm256_loadu_si256(src.add(at * VECTOR).cast()) })
    }

    /// # Safety
    /// So many bytes at `dst`, which is a multiple of a vector's.
    #[target_feature(enable = "avx2")]
    unsafe fn store_aligned(dst: *mut u8, vectors: [__m256i; 4]) {
        for (at, vector) in vectors.into_iter().enumerate() {
            // SAFETY: the caller's promise.
            unsafe { _mm256_store_si256(dst.add(at * VECTOR).cast(), vector) }
        }
    }

    /// # Safety
    /// So many bytes at `dst`.
    #[target_feature(enable = "avx2")]
    unsafe fn store(dst: *mut u8, vectors: [__m256i; 4]) {
        for (at, vector) in vectors.into_iter().enumerate() {
            // SAFETY: the caller's promise.
            unsafe { _mm256_storeu_si256(dst.add(at * VECTOR).cast(), vector) }
        }
    }

    /// Moves to lower addresses, from the first byte on.
    ///
    /// # Safety
    /// `n` bytes at both, at least two rounds.
    #[target_feature(enable = "avx2")]
    pub(super) unsafe fn down(src: *const u8, dst: *mut u8, n: usize) {
        // SAFETY: all is within the n bytes.
        unsafe {
            // What the rounds leave out, loaded before they overwrite it.
            let (head, tail) = (load(src), load(src.add(n - ROUND)));
            let mut at = VECTOR - dst.addr() % VECTOR;
            while at + ROUND < n {
                store_aligned(dst.add(at), load(src.add(at)));
                at += ROUND;
            }
            store(dst, head);
            store(dst.add(n - ROUND), tail);
        }
    }

    /// Moves to higher addresses, from the last byte on.
    ///
    /// # Safety
    /// As for [`down`].
    #[target_feature(enable = "avx2")]
    pub(super) unsafe fn up(src: *const u8, dst: *mut u8, n: usize) {
        // SAFETY: all is within the n bytes.
        unsafe {
            let (head, tail) = (load(src), load(src.add(n - ROUND)));
            let mut end = n - (dst.addr() + n) % VECTOR;
            while end > ROUND {
                end -= ROUND;
                store_aligned(dst.add(end), load(src.add(end)));
            }
            store(dst.add(n - ROUND), tail);
            store(dst, head);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moved_bytes_are_those_that_were_there() {
        let original: Vec<u8> = (0..5000u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        let lengths = (0..70).chain(LEAST - 2..LEAST + 200).step_by(3).chain([1023, 1024, 1025, 4000]);
        for (n, from) in lengths.flat_map(|n| (64..130).step_by(7).map(move |from| (n, from))) {
            for to in (from - 64..from + 130).chain([from + n, from + n + 1]).filter(|to| to + n <= 5000) {
                let mut bytes = original.clone();
                // SAFETY: both are in the bytes.
                unsafe { copy(bytes.as_ptr().add(from), bytes.as_mut_ptr().add(to), n) };
                let mut want = original.clone();
                want.copy_within(from..from + n, to);
                assert!(bytes == want, "{n} bytes from {from} to {to}");
            }
        }
    }
}
