//! Whose rules a slice grows by: a release known to the compiler, one chosen at run time, and rules that are watched.

use core::fmt;

use crate::element::ConstDefault;
use crate::{Arch, Growth, Policy, Release};

/// The rules of a slice: the second type parameter of [`Slice`](crate::Slice).
///
/// Three kinds come with the crate. [`Newest`] and [`Go<N>`] are releases known to the compiler and take no space; [`Release`] and
/// [`Policy`] are chosen at run time; [`Watched`] adds a function that is called whenever an append moves.
///
/// ```
/// use goslice::{Go, Release, Slice};
///
/// let mut newest: Slice<i64> = Slice::make(512, 512);
/// let mut older: Slice<i64, Go<17>> = Slice::make_with(Go, 512, 512);
/// let mut chosen = Slice::make_with(Release::new(17).unwrap(), 512, 512);
/// newest.append(1);
/// older.append(1);
/// chosen.append(1);
/// assert_eq!((newest.cap(), older.cap(), chosen.cap()), (848, 1024, 1024));
/// ```
pub trait Rules: Clone {
    /// Whether [`Rules::grew`] does anything. Where it is false, no [`Growth`] is put together for it.
    ///
    /// ```
    /// use goslice::{Newest, Rules};
    ///
    /// assert!(!Newest::WATCHES);
    /// ```
    const WATCHES: bool = false;

    /// The release, where the compiler knows it and the architecture is the host's: capacities are then computed while
    /// compiling.
    #[doc(hidden)]
    const KNOWN: Option<Release> = None;

    /// The release's rules on the host's word size, unless it says otherwise.
    ///
    /// ```
    /// use goslice::{Go, Rules};
    ///
    /// assert_eq!(Go::<21>.policy().release.minor(), 21);
    /// ```
    fn policy(&self) -> Policy;

    /// Called after an append took more slots than there were, before the new elements are stored.
    ///
    /// ```
    /// use goslice::{Arch, Elem, Newest, Rules};
    ///
    /// let growth = Newest::default().policy().grow(Elem::plain(8), 4, 4, 5)?;
    /// Newest::default().grew(&growth); // nobody listens
    /// # Ok::<(), goslice::GrowthPanic>(())
    /// ```
    #[inline]
    fn grew(&self, growth: &Growth) {
        let _ = growth;
    }
}

/// The rules of Go 1.`MINOR`, known to the compiler.
///
/// A release that is not known does not compile:
///
/// ```compile_fail
/// let s: goslice::Slice<i64, goslice::Go<99>> = goslice::Slice::make_with(goslice::Go, 1, 1);
/// ```
///
/// ```
/// use goslice::{Go, Slice};
///
/// let mut s = Slice::make_with(Go::<21>, 64, 64);
/// s.append("x");
/// assert_eq!(s.cap(), 128);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Go<const MINOR: u8>;

/// The rules of the newest release that this version of the crate knows, the default of every slice.
///
/// It is a type of its own, not another name of `Go<27>`: when the crate learns of a release, `Slice<T>` is still the type that
/// it was in every signature, and code that names `Go<27>` is still code for Go 1.27. What changes then are capacities, where
/// that release changed them: in a new minor version of the crate, named in its changelog. Name a release where they must
/// not change; [`Slice::with_rules`](crate::Slice::with_rules) makes one of the other without copying.
///
/// ```
/// use goslice::{Go, Newest, Release, Rules, Slice, slice};
///
/// assert_eq!(Newest.policy().release, Release::NEWEST);
///
/// fn pinned(s: Slice<i64>) -> Slice<i64, Go<21>> {
///     s.with_rules(Go)
/// }
/// assert_eq!(pinned(slice![1, 2]), [1, 2]);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Newest;

/// What [`Newest`] is in this version.
type NewestKnown = Go<{ Release::NEWEST.minor() }>;

impl Rules for Newest {
    const KNOWN: Option<Release> = NewestKnown::KNOWN;

    #[inline(always)]
    fn policy(&self) -> Policy {
        const { NewestKnown::POLICY }
    }
}

impl ConstDefault for Newest {
    const DEFAULT: Newest = Newest;
}

impl<const MINOR: u8> Go<MINOR> {
    const POLICY: Policy = match Release::new(MINOR) {
        Some(release) => Policy::new(release, Arch::HOST),
        None => panic!("no such Go release"),
    };
}

impl<const MINOR: u8> Rules for Go<MINOR> {
    const KNOWN: Option<Release> = Some(Go::<MINOR>::POLICY.release);

    #[inline(always)]
    fn policy(&self) -> Policy {
        const { Go::<MINOR>::POLICY }
    }
}

impl<const MINOR: u8> ConstDefault for Go<MINOR> {
    const DEFAULT: Self = Go;
}

impl Rules for Release {
    #[inline]
    fn policy(&self) -> Policy {
        Policy::new(*self, Arch::HOST)
    }
}

impl ConstDefault for Release {
    const DEFAULT: Release = Release::NEWEST;
}

impl Rules for Policy {
    #[inline]
    fn policy(&self) -> Policy {
        *self
    }
}

/// Rules whose growth is told to a function: to print why each append moved, or to count bytes.
///
/// ```
/// use std::cell::RefCell;
/// use goslice::{Newest, Slice, Watched};
///
/// let log = RefCell::new(vec![]);
/// let watch = |growth: &goslice::Growth| log.borrow_mut().push((growth.need, growth.rule, growth.cap));
/// let mut s: Slice<i64, _> = Slice::make_with(Watched::new(watch), 4, 4);
/// s.append_all([1, 2, 3, 4, 5]);
/// assert_eq!(*log.borrow(), [(9, goslice::growth::Rule::Need, 10)]);
/// ```
#[derive(Clone, Copy)]
pub struct Watched<F, P = Newest> {
    watch: F,
    rules: P,
}

impl<F: Fn(&Growth) + Clone> Watched<F> {
    /// The newest release's rules, told to `watch`.
    ///
    /// ```
    /// use goslice::{Slice, Watched};
    ///
    /// let mut s = Slice::make_with(Watched::new(|growth: &goslice::Growth| println!("{growth}")), 0, 0);
    /// s.append('x');
    /// ```
    pub const fn new(watch: F) -> Watched<F> {
        Watched { watch, rules: Newest }
    }
}

impl<F: Fn(&Growth) + Clone, P: Rules> Watched<F, P> {
    /// Other rules, told to `watch`.
    ///
    /// ```
    /// use std::cell::Cell;
    /// use goslice::{Release, Slice, Watched};
    ///
    /// let moves = Cell::new(0);
    /// let count = |_: &goslice::Growth| moves.set(moves.get() + 1);
    /// let mut s = Slice::make_with(Watched::with(Release::OLDEST, count), 0, 0);
    /// for i in 0..100 {
    ///     s.append(i);
    /// }
    /// assert_eq!(moves.get(), 7);
    /// ```
    pub const fn with(rules: P, watch: F) -> Watched<F, P> {
        Watched { watch, rules }
    }
}

impl<F: Fn(&Growth) + Clone, P: Rules> Rules for Watched<F, P> {
    const WATCHES: bool = true;

    fn policy(&self) -> Policy {
        self.rules.policy()
    }

    fn grew(&self, growth: &Growth) {
        self.rules.grew(growth);
        (self.watch)(growth);
    }
}

impl<F, P: fmt::Debug> fmt::Debug for Watched<F, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Watched").field("rules", &self.rules).finish_non_exhaustive()
    }
}
