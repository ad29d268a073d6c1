//! Growing: what an append makes of a slice that has no room.
#![allow(unsafe_code, reason = "arrays that move")]

use core::cell::Cell;
use core::marker::PhantomData;
use core::mem::{self, ManuallyDrop};
use core::ptr::{self, NonNull};

use super::access;
use crate::raw::array::{self, Array};
use crate::raw::filling::Filling;
use crate::{Arch, Element, Growth, GrowthPanic, Policy, Rules, RuntimeError, Slice};

impl<T: Element, P: Rules> Slice<T, P> {
    /// Makes room for `n` more.
    #[inline(always)]
    #[track_caller]
    pub(crate) fn room(&mut self, n: usize) {
        if n > self.cap - self.len {
            self.grow(n);
        }
    }

    /// Makes room for `n` more, or says why that is not possible.
    #[inline]
    pub(crate) fn try_room(&mut self, n: usize) -> Result<(), RuntimeError> {
        if n > self.cap - self.len {
            // Asked once: rules of a program's own may say something else the next time.
            let growth = grown_cap::<T, P>(&self.rules, self.len, self.cap, n)?;
            if Self::GROWS_WHOLE {
                self.grow_aside(n, Some(growth));
            } else {
                let base = grow_known(self.ptr, self.len, self.array, growth.cap as usize);
                self.grown(base, growth.cap as usize);
            }
        }
        Ok(())
    }

    /// Takes what a growth gave.
    #[inline(always)]
    fn grown(&mut self, base: NonNull<T>, cap: usize) {
        self.ptr = base;
        self.cap = cap;
        self.array = Some(Array::from_base(base));
    }

    /// More room. The slice goes as values into what is called and comes back as values, so that a loop keeps it in
    /// registers; what needs to see the slice whole goes another way.
    #[inline(always)]
    #[track_caller]
    fn grow(&mut self, n: usize) {
        if Self::GROWS_WHOLE {
            self.grow_aside(n, None);
        } else {
            let rules = self.rules.clone();
            let (base, cap) = grow_plain(self.ptr, self.len, self.cap, self.array, n, rules);
            self.grown(base, cap);
        }
    }

    /// Room for one more in a slice that has none, by a table where there is one.
    #[inline(always)]
    #[track_caller]
    pub(super) fn grow_one(&mut self) {
        if Self::GROWS_WHOLE {
            self.grow_aside(1, None);
        } else {
            let rules = self.rules.clone();
            let (base, cap) = grow_one_plain(self.ptr, self.cap, self.array, rules);
            self.grown(base, cap);
        }
    }

    /// Whether growing needs to see the slice: to drop elements, or to call code that is not this crate's.
    const GROWS_WHOLE: bool = mem::needs_drop::<T>() || mem::needs_drop::<P>() || P::WATCHES || size_of::<T>() == 0;

    /// Growth of a slice that must be seen whole, to what is known or is still to be computed: that of a copy, which is written back, also if a panic comes through. So
    /// the address of this one stays here, and a loop keeps it in registers.
    #[inline(always)]
    #[track_caller]
    fn grow_aside(&mut self, n: usize, known: Option<Growth>) {
        struct WriteBack<T: Element, P: Rules> {
            to: *mut Slice<T, P>,
            from: *const ManuallyDrop<Slice<T, P>>,
        }
        impl<T: Element, P: Rules> Drop for WriteBack<T, P> {
            #[inline(always)]
            fn drop(&mut self) {
                // SAFETY: both are in `grow_aside`, and what is overwritten has been copied.
                unsafe { ptr::copy_nonoverlapping(self.from.cast::<Slice<T, P>>(), self.to, 1) }
            }
        }
        // SAFETY: from here to the end, the copy is the slice; nobody can see this one, which is borrowed.
        let mut aside = ManuallyDrop::new(unsafe { ptr::read(self) });
        let aside = &raw mut aside;
        let _write_back = WriteBack { to: self, from: aside };
        // SAFETY: it is a local variable, of which there is no reference.
        unsafe { (*aside).grow_whole(n, known) };
    }

    #[cold]
    #[inline(never)]
    #[track_caller]
    fn grow_whole(&mut self, n: usize, known: Option<Growth>) {
        let growth = match known.map_or_else(|| grown_cap::<T, P>(&self.rules, self.len, self.cap, n), Ok) {
            Ok(growth) => growth,
            Err(panic) => RuntimeError::Growth(panic).raise(),
        };
        let cap = growth.cap as usize;
        let unique = self.array.filter(|array| {
            // SAFETY: this slice holds the array.
            unsafe { array.is_unique() }
        });
        match unique {
            // SAFETY: this slice holds the array, nobody else does, and its window begins at slot 0.
            Some(array) if self.offset() == 0 => unsafe {
                if size_of::<T>() > 0 && array.is_full() {
                    let (len, total) = (self.len, array.total());
                    // The values after the window go: the new array has zero values there. First they are no longer
                    // the array's, then they are dropped, then it moves: whatever a destructor does, all is in order.
                    array.set_lazy(len);
                    let stale = ptr::slice_from_raw_parts_mut(array.base().add(len).as_ptr(), total - len);
                    ptr::drop_in_place(stale);
                }
                let array = array.grow(self.len, cap);
                if size_of::<T>() == 0 {
                    array.set_full();
                }
                self.ptr = array.base();
                self.cap = cap;
                self.array = Some(array);
            },
            // SAFETY: the same, but for what is before the window. The values of the window move to the new array; those
            // around it are dropped, after this slice is in order.
            Some(array) => unsafe {
                let new = Array::<T>::grown(cap);
                ptr::copy_nonoverlapping(self.ptr.as_ptr(), new.base().as_ptr(), self.len);
                let (low, high) = (self.offset(), self.end());
                self.ptr = new.base();
                self.cap = cap;
                self.array = Some(new);
                array.destroy_around(low, high);
            },
            None => {
                let rules = self.rules.clone();
                let new = copy_of(self.ptr, self.len, cap, self.array.is_none());
                if size_of::<T>() == 0 {
                    // SAFETY: slots without size are all initialised.
                    unsafe { new.set_full() };
                }
                // The old reference goes last: with it may go elements, and their destructors may panic.
                drop(mem::replace(self, Slice::of(new.base(), self.len, cap, Some(new), rules)));
            }
        }
        if P::WATCHES {
            self.rules.grew(&growth);
        }
    }
}

/// What an append of `n` to a slice of these numbers makes of it. The capacity is at least the need, and slots of the
/// host's size for it can be asked for.
#[inline(always)]
fn grown_cap<T: Element, P: Rules>(rules: &P, len: usize, cap: usize, n: usize) -> Result<Growth, GrowthPanic> {
    let policy = rules.policy();
    let growth = policy.grow(T::ELEM, len as i64, cap as i64, n as i64)?;
    // The layouts in Go and here may differ, and rules may come from anywhere: they are not trusted with memory.
    let enough = len.checked_add(n).is_some_and(|need| need <= growth.cap as usize);
    if enough && growth.cap >= 0 && array::fits::<T>(growth.cap as usize) {
        Ok(growth)
    } else {
        Err(policy.grow_panic())
    }
}

/// The growth of a slice whose elements need no drop: the array, with the window's first slot at its base, and the
/// capacity. If this panics, the slice is as it was.
#[cold]
#[inline(never)]
#[track_caller]
fn grow_plain<T: Element, P: Rules>(
    ptr: NonNull<T>,
    len: usize,
    cap: usize,
    array: Option<Array<T>>,
    n: usize,
    rules: P,
) -> (NonNull<T>, usize) {
    let cap = match grown_cap::<T, P>(&rules, len, cap, n) {
        Ok(growth) => growth.cap as usize,
        Err(panic) => RuntimeError::Growth(panic).raise(),
    };
    (grow_to(ptr, len, array, cap), cap)
}

/// Like [`grow_plain`], where the capacity is known.
#[cold]
#[inline(never)]
fn grow_known<T: Element>(ptr: NonNull<T>, len: usize, array: Option<Array<T>>, cap: usize) -> NonNull<T> {
    grow_to(ptr, len, array, cap)
}

/// The array that a slice whose elements need no drop grows to.
#[inline(always)]
fn grow_to<T: Element>(ptr: NonNull<T>, len: usize, array: Option<Array<T>>, cap: usize) -> NonNull<T> {
    // SAFETY: the caller's slice holds the array, and gives up its reference for the one to the new array.
    let new = unsafe {
        match array {
            Some(array) if array.is_unique() && array.base() == ptr => array.grow(len, cap),
            Some(array) => {
                let new = copy_of(ptr, len, cap, false);
                if array.lose() {
                    // Its slice was the last one. There is nothing to drop.
                    array.free(ptr.offset_from_unsigned(array.base()) + len);
                }
                new
            }
            None => copy_of(ptr, 0, cap, true),
        }
    };
    new.base()
}

/// Like [`grow_plain`], of a full slice by one.
#[cold]
#[inline(never)]
#[track_caller]
fn grow_one_plain<T: Element, P: Rules>(
    ptr: NonNull<T>,
    cap: usize,
    array: Option<Array<T>>,
    rules: P,
) -> (NonNull<T>, usize) {
    let caps = const { &Caps::<T, P>::TABLE };
    let Some(new_cap) = caps.get(cap).filter(|new_cap| **new_cap != 0) else {
        return grow_plain(ptr, cap, cap, array, 1, rules);
    };
    let new_cap = usize::from(*new_cap);
    // SAFETY: as in `grow_plain`. What the table has is more than the old capacity, and small.
    unsafe {
        match array {
            Some(array) if array.is_unique() && array.base() == ptr => (array.grow(cap, new_cap).base(), new_cap),
            None => (Array::<T>::in_first_block(new_cap).base(), new_cap),
            _ => grow_plain(ptr, cap, cap, array, 1, rules),
        }
    }
}

/// Capacities of small slices that grow by one, computed while compiling.
struct Caps<T, P>(PhantomData<(T, P)>);

impl<T: Element, P: Rules> Caps<T, P> {
    /// The capacity after an append to a full slice of capacity `i`; 0 where it must be computed.
    const TABLE: [u16; 65] = {
        let mut table = [0; 65];
        if let Some(release) = P::KNOWN
            && T::ELEM.size <= 256
            && size_of::<T>() <= 256
        {
            let policy = Policy::new(release, Arch::HOST);
            let mut i = 0;
            while i < table.len() {
                if let Ok(growth) = policy.grow(T::ELEM, i as i64, i as i64, 1)
                    && growth.cap > i as i64
                    && growth.cap < 1 << 12
                {
                    table[i] = growth.cap as u16;
                }
                i += 1;
            }
        }
        table
    };
}

/// A lazy array of at least `cap` slots with duplicates of `len` values. `first` says that it is a slice's first one,
/// which an append asks for.
fn copy_of<T: Element>(values: NonNull<T>, len: usize, cap: usize, first: bool) -> Array<T> {
    let new = Array::<T>::grown(if first { array::first::<T>(cap) } else { cap });
    // SAFETY: `len` values are there as long as the caller holds their array, and the new one has room for them. Cloning
    // may run any code, but none that reaches the new array; if it panics, what was cloned is dropped.
    unsafe {
        if T::BITS.are_copied() {
            ptr::copy_nonoverlapping(values.as_ptr(), new.base().as_ptr(), len);
        } else {
            let free = FreeOnDrop(new);
            let mut filling = Filling::begin(new, 0, len);
            for i in 0..len {
                filling.push(access::duplicate(&*values.add(i).as_ptr().cast::<Cell<T>>()));
            }
            filling.done();
            mem::forget(free);
            if size_of::<T>() == 0 {
                new.take_sizeless(len);
            }
        }
    }
    new
}

/// An array that has no values yet.
struct FreeOnDrop<T>(Array<T>);

impl<T> Drop for FreeOnDrop<T> {
    fn drop(&mut self) {
        // SAFETY: nobody else has the array.
        unsafe { self.0.free(0) }
    }
}
