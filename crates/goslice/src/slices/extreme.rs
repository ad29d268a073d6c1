//! `slices.Min`, `Max`, `MinFunc` and `MaxFunc`.

use core::cmp::Ordering;

use crate::runtime_error::OrRaise;
use crate::window::{duplicate, look, pair};
use crate::{Element, Ordered, Rules, RuntimeError, Slice};

impl<T: Element, P: Rules> Slice<T, P> {
    /// `slices.Min(s)`; NaN if there is one.
    ///
    /// Of zeros, -0 is the least. Clones the element that it gives.
    ///
    /// ```
    /// assert_eq!(goslice::slice![3, 1, 2].min_value(), 1);
    /// ```
    ///
    /// # Panics
    ///
    /// `slices.Min: empty list`.
    #[must_use]
    #[track_caller]
    pub fn min_value(&self) -> T
    where
        T: Ordered,
    {
        self.try_min_value().or_raise()
    }

    /// [`Slice::min_value`], with an error instead of a panic.
    ///
    /// # Errors
    ///
    /// There are no elements.
    ///
    /// ```
    /// let none = goslice::Slice::<i64>::nil();
    /// assert_eq!(none.try_min_value().unwrap_err().to_string(), "slices.Min: empty list");
    /// ```
    pub fn try_min_value(&self) -> Result<T, RuntimeError>
    where
        T: Ordered,
    {
        self.extreme(T::is_below).ok_or(RuntimeError::Slices("slices.Min: empty list"))
    }

    /// `slices.Max(s)`; NaN if there is one.
    ///
    /// Of zeros, 0 is the greatest. Clones the element that it gives.
    ///
    /// ```
    /// assert!(goslice::slice![1.0, f64::NAN].max_value().is_nan());
    /// ```
    ///
    /// # Panics
    ///
    /// `slices.Max: empty list`.
    #[must_use]
    #[track_caller]
    pub fn max_value(&self) -> T
    where
        T: Ordered,
    {
        self.try_max_value().or_raise()
    }

    /// [`Slice::max_value`], with an error instead of a panic.
    ///
    /// # Errors
    ///
    /// There are no elements.
    ///
    /// ```
    /// assert_eq!(goslice::slice!["a", "b"].try_max_value(), Ok("b"));
    /// ```
    pub fn try_max_value(&self) -> Result<T, RuntimeError>
    where
        T: Ordered,
    {
        self.extreme(|a, b| b.is_below(a)).ok_or(RuntimeError::Slices("slices.Max: empty list"))
    }

    /// `slices.MinFunc(s, cmp)`: the first of the least elements.
    ///
    /// Gets copies of the elements, as in Go: clones, unless they are `Copy`. See [`Slice::lend`] for a way without.
    ///
    /// ```
    /// assert_eq!(goslice::slice![(2, 'a'), (1, 'b'), (1, 'c')].min_func(|a, b| a.0.cmp(&b.0)), (1, 'b'));
    /// ```
    ///
    /// # Panics
    ///
    /// `slices.MinFunc: empty list`.
    #[must_use]
    #[track_caller]
    pub fn min_func(&self, cmp: impl FnMut(&T, &T) -> Ordering) -> T {
        self.try_min_func(cmp).or_raise()
    }

    /// [`Slice::min_func`], with an error instead of a panic.
    ///
    /// # Errors
    ///
    /// There are no elements.
    ///
    /// ```
    /// assert!(goslice::Slice::<i64>::nil().try_min_func(|a, b| a.cmp(b)).is_err());
    /// ```
    pub fn try_min_func(&self, mut cmp: impl FnMut(&T, &T) -> Ordering) -> Result<T, RuntimeError> {
        self.first_by(|value, best| cmp(value, best).is_lt()).ok_or(RuntimeError::Slices("slices.MinFunc: empty list"))
    }

    /// `slices.MaxFunc(s, cmp)`: the first of the greatest elements.
    ///
    /// Gets copies of the elements, as in Go: clones, unless they are `Copy`. See [`Slice::lend`] for a way without.
    ///
    /// ```
    /// assert_eq!(goslice::slice![(2, 'a'), (2, 'b'), (1, 'c')].max_func(|a, b| a.0.cmp(&b.0)), (2, 'a'));
    /// ```
    ///
    /// # Panics
    ///
    /// `slices.MaxFunc: empty list`.
    #[must_use]
    #[track_caller]
    pub fn max_func(&self, cmp: impl FnMut(&T, &T) -> Ordering) -> T {
        self.try_max_func(cmp).or_raise()
    }

    /// [`Slice::max_func`], with an error instead of a panic.
    ///
    /// # Errors
    ///
    /// There are no elements.
    ///
    /// ```
    /// let err = goslice::Slice::<i64>::nil().try_max_func(|a, b| a.cmp(b)).unwrap_err();
    /// assert_eq!(err.to_string(), "slices.MaxFunc: empty list");
    /// ```
    pub fn try_max_func(&self, mut cmp: impl FnMut(&T, &T) -> Ordering) -> Result<T, RuntimeError> {
        self.first_by(|value, best| cmp(value, best).is_gt()).ok_or(RuntimeError::Slices("slices.MaxFunc: empty list"))
    }

    /// The first element that is a NaN, or else the last that is better than all before it.
    fn extreme(&self, mut better: impl FnMut(&T, &T) -> bool) -> Option<T>
    where
        T: Ordered,
    {
        let (mut best, rest) = self.cells().split_first()?;
        for cell in rest {
            if look(best, T::is_nan_value) {
                break;
            }
            if pair(cell, best, |value, best| value.is_nan_value() || better(value, best)) {
                best = cell;
            }
        }
        Some(duplicate(best))
    }

    /// As `MinFunc` and `MaxFunc` of `sort.go` do, also with what `better` writes to the array: the best is read again after it.
    fn first_by(&self, mut better: impl FnMut(&T, &T) -> bool) -> Option<T> {
        let (first, rest) = self.cells().split_first()?;
        let mut best = duplicate(first);
        for cell in rest {
            if better(&duplicate(cell), &best) {
                best = duplicate(cell);
            }
        }
        Some(best)
    }
}
