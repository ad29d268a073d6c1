//! Serde's traits, with the feature `serde`: a slice is a sequence. Nil is written as an empty one, which is read as a slice that
//! is empty and not nil; what was a window comes back as an array of its own.

use core::fmt;
use core::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeSeq, Serializer};

use crate::window::look;
use crate::{Element, Rules, Slice};

impl<T: Element + Serialize, P: Rules> Serialize for Slice<T, P> {
    /// Clones no element.
    ///
    /// ```
    /// let s = goslice::slice!["a", "b"];
    /// assert_eq!(serde_json::to_string(&s)?, r#"["a","b"]"#);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut sequence = serializer.serialize_seq(Some(self.len()))?;
        for cell in self.cells() {
            look(cell, |value| sequence.serialize_element(value))?;
        }
        sequence.end()
    }
}

impl<'de, T: Element + Deserialize<'de>, P: Rules + Default> Deserialize<'de> for Slice<T, P> {
    /// The capacity is that of appending one by one.
    ///
    /// ```
    /// let s: goslice::Slice<i64> = serde_json::from_str("[1, 2, 3]")?;
    /// assert_eq!((s.len(), s.cap()), (3, 4));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Slice<T, P>, D::Error> {
        deserializer.deserialize_seq(Elements(PhantomData))
    }
}

struct Elements<T, P>(PhantomData<(T, P)>);

impl<'de, T: Element + Deserialize<'de>, P: Rules + Default> Visitor<'de> for Elements<T, P> {
    type Value = Slice<T, P>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a sequence")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Slice<T, P>, A::Error> {
        let mut s = Slice::make_with(P::default(), 0, 0);
        while let Some(value) = sequence.next_element()? {
            s.try_append(value).map_err(serde::de::Error::custom)?;
        }
        Ok(s)
    }
}
