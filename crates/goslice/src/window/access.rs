//! Reading and writing elements, one at a time and all of them.
#![allow(unsafe_code, reason = "copying bits where the element type allows it; arrays")]

use core::cell::Cell;
use core::mem::{self, ManuallyDrop};
use core::ops::Index;

use crate::bounds;
use crate::int::Int;
use crate::runtime_error::OrRaise;
use crate::{Element, Rules, RuntimeError, Slice};

/// Another value like the one in the cell.
#[inline(always)]
pub(crate) fn duplicate<T: Element>(cell: &Cell<T>) -> T {
    if T::BITS.are_copied() {
        // SAFETY: the type is Copy, so its bits are a value of their own.
        unsafe { cell.as_ptr().read() }
    } else {
        look(cell, T::clone)
    }
}

/// Calls `f` with the value in the cell. Unless its type is Copy, the value is taken out for that time and the cell holds
/// the zero value: whatever `f` does through other slices, what it looks at stays.
#[inline(always)]
pub(crate) fn look<T: Element, R>(cell: &Cell<T>, f: impl FnOnce(&T) -> R) -> R {
    if T::BITS.are_copied() {
        return f(&duplicate(cell));
    }
    let out = Out { cell, value: ManuallyDrop::new(cell.replace(T::ZERO)) };
    let result = f(&out.value);
    // By name: what is returned would be lost if the destructor of what `f` left in the cell panicked after that.
    drop(out);
    result
}

/// Calls `f` with two elements, which it does not clone. Those of one slot are one value, given twice.
#[inline]
pub(crate) fn pair<T: Element, U: Element, R>(a: &Cell<T>, b: &Cell<U>, f: impl FnOnce(&T, &U) -> R) -> R {
    let one = core::ptr::eq(a.as_ptr().cast::<u8>(), b.as_ptr().cast::<u8>());
    if one && !U::BITS.are_copied() {
        if size_of::<U>() == 0 {
            // Slots without size have one address whatever their types are.
            let b = duplicate(b);
            return look(a, |a| f(a, &b));
        }
        return look(a, |a| {
            // SAFETY: two living cells with a size and of one address are one slot of one array, so `T` and `U` are one type
            // but for lifetimes: all slices of an array are of its type. The value is borrowed for as long as both.
            let b = unsafe { &*core::ptr::from_ref(a).cast::<U>() };
            f(a, b)
        });
    }
    look(a, |a| look(b, |b| f(a, b)))
}

/// A value that was taken out of its cell, and goes back.
struct Out<'a, T> {
    cell: &'a Cell<T>,
    value: ManuallyDrop<T>,
}

impl<T> Drop for Out<'_, T> {
    #[inline(always)]
    fn drop(&mut self) {
        // SAFETY: the value is not used after.
        let value = unsafe { ManuallyDrop::take(&mut self.value) };
        drop(self.cell.replace(value));
    }
}

impl<T: Element, P: Rules> Slice<T, P> {
    /// The cell of `s[index]`.
    #[inline(always)]
    fn try_cell(&self, index: impl Int) -> Result<&Cell<T>, RuntimeError> {
        match self.cells().get(index.word()) {
            Some(cell) => Ok(cell),
            None => Err(self.bounds_error(bounds::index(index.value(), self.len() as i64))),
        }
    }

    /// `s[index]`, for reading: a copy of the element, which is cloned unless it is `Copy`. See [`Slice::with`].
    ///
    /// ```
    /// assert_eq!(goslice::slice![10, 20].get(1), 20);
    /// ```
    ///
    /// # Panics
    ///
    /// `runtime error: index out of range [2] with length 2`, for example.
    #[must_use]
    #[inline(always)]
    #[track_caller]
    pub fn get(&self, index: impl Int) -> T {
        match self.cells().get(index.word()) {
            Some(cell) => duplicate(cell),
            None => self.index_panic(index.value()),
        }
    }

    #[cold]
    #[inline(never)]
    #[track_caller]
    fn index_panic(&self, index: bounds::Value) -> ! {
        self.bounds_error(bounds::index(index, self.len() as i64)).raise()
    }

    /// [`Slice::get`], with an error instead of a panic.
    ///
    /// # Errors
    ///
    /// The index is negative, or not below the length.
    ///
    /// ```
    /// let err = goslice::slice!['x'].try_get(1).unwrap_err();
    /// assert_eq!(err.to_string(), "runtime error: index out of range [1] with length 1");
    /// ```
    #[inline]
    pub fn try_get(&self, index: impl Int) -> Result<T, RuntimeError> {
        self.try_cell(index).map(duplicate)
    }

    /// `s[index] = value`, seen by every slice that covers the slot.
    ///
    /// ```
    /// let s = goslice::slice![1, 2, 3];
    /// let t = s.slice(1..);
    /// t.set(0, 9);
    /// assert_eq!(s, [1, 9, 3]);
    /// ```
    ///
    /// # Panics
    ///
    /// As [`Slice::get`].
    #[inline(always)]
    #[track_caller]
    pub fn set(&self, index: impl Int, value: T) {
        match self.cells().get(index.word()) {
            Some(cell) => cell.set(value),
            None => self.index_panic(index.value()),
        }
    }

    /// [`Slice::set`], with an error instead of a panic.
    ///
    /// # Errors
    ///
    /// The index is negative, or not below the length; the value is dropped.
    ///
    /// ```
    /// assert!(goslice::slice![1, 2].try_set(2, 0).is_err());
    /// ```
    #[inline]
    pub fn try_set(&self, index: impl Int, value: T) -> Result<(), RuntimeError> {
        self.try_cell(index).map(|cell| cell.set(value))
    }

    /// Puts a value into `s[index]` and gives back what was there.
    ///
    /// ```
    /// let s = goslice::slice!["a".to_owned()];
    /// assert_eq!(s.replace(0, "b".to_owned()), "a");
    /// ```
    ///
    /// # Panics
    ///
    /// As [`Slice::get`].
    #[inline]
    #[track_caller]
    pub fn replace(&self, index: impl Int, value: T) -> T {
        self.try_replace(index, value).or_raise()
    }

    /// [`Slice::replace`], with an error instead of a panic.
    ///
    /// # Errors
    ///
    /// As [`Slice::try_get`]; the value is dropped.
    ///
    /// ```
    /// assert_eq!(goslice::slice![1].try_replace(0, 2), Ok(1));
    /// ```
    #[inline]
    pub fn try_replace(&self, index: impl Int, value: T) -> Result<T, RuntimeError> {
        self.try_cell(index).map(|cell| cell.replace(value))
    }

    /// Calls `f` with `s[index]`, to look at an element that is expensive to clone.
    ///
    /// While `f` runs, the slot holds the zero value, unless the type is `Copy`; afterwards the element is back, and what
    /// `f` wrote there through another slice is gone.
    ///
    /// ```
    /// let s = goslice::slice!["long text".to_owned()];
    /// assert_eq!(s.with(0, |text| text.len()), 9);
    /// ```
    ///
    /// # Panics
    ///
    /// As [`Slice::get`].
    #[inline]
    #[track_caller]
    pub fn with<R>(&self, index: impl Int, f: impl FnOnce(&T) -> R) -> R {
        self.try_with(index, f).or_raise()
    }

    /// [`Slice::with`], with an error instead of a panic.
    ///
    /// # Errors
    ///
    /// As [`Slice::try_get`]; `f` is not called.
    ///
    /// ```
    /// assert_eq!(goslice::slice!["text".to_owned()].try_with(0, |text| text.len()), Ok(4));
    /// ```
    #[inline]
    pub fn try_with<R>(&self, index: impl Int, f: impl FnOnce(&T) -> R) -> Result<R, RuntimeError> {
        self.try_cell(index).map(|cell| look(cell, f))
    }

    /// `s[index] = f(s[index])`: Go's `s[i]++` and `s[i] += x`.
    ///
    /// Clones nothing: unless the type is `Copy`, the element is moved out and the slot holds the zero value while `f` runs, and
    /// afterwards if `f` panics.
    ///
    /// ```
    /// let s = goslice::slice![1, 2];
    /// s.update(0, |x| x + 10);
    /// assert_eq!(s, [11, 2]);
    /// ```
    ///
    /// # Panics
    ///
    /// As [`Slice::get`].
    #[inline]
    #[track_caller]
    pub fn update(&self, index: impl Int, f: impl FnOnce(T) -> T) {
        self.try_update(index, f).or_raise();
    }

    /// [`Slice::update`], with an error instead of a panic.
    ///
    /// # Errors
    ///
    /// As [`Slice::try_get`]; `f` is not called.
    ///
    /// ```
    /// assert!(goslice::slice![1].try_update(1, |x| x + 1).is_err());
    /// ```
    #[inline]
    pub fn try_update(&self, index: impl Int, f: impl FnOnce(T) -> T) -> Result<(), RuntimeError> {
        let cell = self.try_cell(index)?;
        let value = if T::BITS.are_copied() { duplicate(cell) } else { cell.replace(T::ZERO) };
        cell.set(f(value));
        Ok(())
    }

    /// `clear(s)`: sets every element to the zero value. The length stays.
    ///
    /// ```
    /// let s = goslice::slice![1, 2, 3];
    /// s.slice(1..).clear();
    /// assert_eq!(s, [1, 0, 0]);
    /// ```
    pub fn clear(&self) {
        if size_of::<T>() == 0 {
            // There is nothing to write, however many they are; what was moved in is dropped with the array.
            return;
        }
        for cell in self.cells() {
            cell.set(T::ZERO);
        }
    }

    /// The elements as a vector. Clones them; [`Slice::into_vec`] need not.
    ///
    /// ```
    /// assert_eq!(goslice::slice![1, 2].to_vec(), vec![1, 2]);
    /// ```
    #[must_use]
    pub fn to_vec(&self) -> alloc::vec::Vec<T> {
        self.cells().iter().map(duplicate).collect()
    }

    /// The elements as a vector, which are moved if no other slice holds the array, and cloned otherwise.
    ///
    /// ```
    /// let s = goslice::slice!["a".to_owned(), "b".to_owned()];
    /// assert_eq!(s.into_vec(), ["a", "b"]);
    /// ```
    #[must_use]
    pub fn into_vec(self) -> alloc::vec::Vec<T> {
        let values = if !T::BITS.are_copied() && self.is_unique() {
            self.cells().iter().map(|cell| cell.replace(T::ZERO)).collect()
        } else {
            self.to_vec()
        };
        // By name: what is returned would be lost if a destructor panicked after that.
        drop(self);
        values
    }

    /// `[N]T(s)`: the first `N` elements as an array of their own. Clones them.
    ///
    /// ```
    /// let s = goslice::slice![1, 2, 3];
    /// assert_eq!(s.to_array::<2>(), [1, 2]);
    /// ```
    ///
    /// # Panics
    ///
    /// As Go does when the slice is shorter; see [`Slice::try_to_array`].
    #[track_caller]
    #[must_use]
    pub fn to_array<const N: usize>(&self) -> [T; N] {
        self.try_to_array().or_raise()
    }

    /// [`Slice::to_array`], with an error instead of a panic.
    ///
    /// # Errors
    ///
    /// The slice is shorter than the array.
    ///
    /// ```
    /// let err = goslice::slice![1, 2].try_to_array::<4>().unwrap_err();
    /// assert_eq!(
    ///     err.to_string(),
    ///     "runtime error: cannot convert slice with length 2 to array or pointer to array with length 4"
    /// );
    /// ```
    pub fn try_to_array<const N: usize>(&self) -> Result<[T; N], RuntimeError> {
        let cells = self.try_array_cells::<N>()?;
        Ok(core::array::from_fn(|i| duplicate(&cells[i])))
    }

    /// `(*[N]T)(s)`: the first `N` elements, where they are.
    ///
    /// ```
    /// let s = goslice::slice![1, 2, 3];
    /// let [a, b] = s.array_cells::<2>();
    /// a.swap(b);
    /// assert_eq!(s, [2, 1, 3]);
    /// ```
    ///
    /// # Panics
    ///
    /// As [`Slice::to_array`].
    #[must_use]
    #[track_caller]
    pub fn array_cells<const N: usize>(&self) -> &[Cell<T>; N] {
        self.try_array_cells().or_raise()
    }

    /// [`Slice::array_cells`], with an error instead of a panic.
    ///
    /// # Errors
    ///
    /// As [`Slice::try_to_array`].
    ///
    /// ```
    /// assert!(goslice::slice![1].try_array_cells::<1>().is_ok());
    /// ```
    pub fn try_array_cells<const N: usize>(&self) -> Result<&[Cell<T>; N], RuntimeError> {
        match self.cells().first_chunk() {
            Some(cells) => Ok(cells),
            None => Err(self.bounds_error(bounds::convert(self.len() as i64, N as i64))),
        }
    }

    /// Calls `f` with the elements as a Rust slice that nobody else can reach: the elements themselves if no other slice
    /// holds the array, else a vector that they are moved to and back. All that Rust's slices can do is at hand there.
    ///
    /// Clones no element. While `f` runs, other slices of the array see zero values; what `f` wrote is there afterwards, also
    /// after a panic.
    ///
    /// ```
    /// let mut s = goslice::slice!["b".to_owned(), "a".to_owned()];
    /// let t = s.clone();
    /// assert_eq!(s.lend(|texts| texts.iter().map(|text| text.len()).sum::<usize>()), 2);
    /// s.lend(|texts| texts.rotate_left(1));
    /// assert_eq!(t, ["a", "b"]);
    /// ```
    pub fn lend<R>(&mut self, f: impl FnOnce(&mut [T]) -> R) -> R {
        if self.is_unique() {
            return f(self.unique().unwrap_or_default());
        }
        let values = self.cells().iter().map(|cell| cell.replace(T::ZERO)).collect();
        let mut moved = Moved { cells: self.cells(), values };
        f(&mut moved.values)
    }
}

/// Values that were moved out of their cells, and go back, whatever happens.
struct Moved<'a, T> {
    cells: &'a [Cell<T>],
    values: alloc::vec::Vec<T>,
}

impl<T> Drop for Moved<'_, T> {
    fn drop(&mut self) {
        for (cell, value) in self.cells.iter().zip(mem::take(&mut self.values)) {
            drop(cell.replace(value));
        }
    }
}

impl<T: Element, P: Rules, I: Int> Index<I> for Slice<T, P> {
    type Output = Cell<T>;

    /// `s[index]`, the variable: to get or set.
    ///
    /// ```
    /// let s = goslice::slice![1, 2, 3];
    /// s[0].set(s[1].get() + 5);
    /// assert_eq!(s, [7, 2, 3]);
    /// ```
    #[inline(always)]
    #[track_caller]
    fn index(&self, index: I) -> &Cell<T> {
        match self.cells().get(index.word()) {
            Some(cell) => cell,
            None => self.index_panic(index.value()),
        }
    }
}
