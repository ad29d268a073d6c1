//! A plain model of Go's slices, written without a look at the library: shared arrays, and growth by release.

/// A mistake that the model makes on purpose, to see that programs would show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Plant {
    None,
    /// No malloc header since 1.22.
    Header,
    /// The test that moved from len to cap in 1.16 looks at the other one.
    LenCap,
    /// Doubling stops one step late.
    Double,
    /// An append in place writes to an array of its own.
    Alias,
    /// The third index is checked against the length.
    Bound3,
}

impl Plant {
    pub(crate) fn parse(name: &str) -> Option<Plant> {
        Some(match name {
            "header" => Plant::Header,
            "len-cap" => Plant::LenCap,
            "double" => Plant::Double,
            "alias" => Plant::Alias,
            "bound3" => Plant::Bound3,
            _ => return None,
        })
    }
}

/// An element type as growth sees it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Elem {
    pub(crate) size: usize,
    pub(crate) pointers: bool,
}

const CLASSES: [usize; 68] = [
    0, 8, 16, 24, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240, 256, 288, 320, 352, 384, 416, 448,
    480, 512, 576, 640, 704, 768, 896, 1024, 1152, 1280, 1408, 1536, 1792, 2048, 2304, 2688, 3072, 3200, 3456, 4096,
    4864, 5376, 6144, 6528, 6784, 6912, 8192, 9472, 9728, 10240, 10880, 12288, 13568, 14336, 16384, 18432, 19072,
    20480, 21760, 24576, 27264, 28672, 32768,
];

/// A slice: which array, where in it, how long.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Slice {
    /// Index of the array; `None` for nil.
    pub(crate) array: Option<usize>,
    start: usize,
    pub(crate) len: usize,
    pub(crate) cap: usize,
}

/// The arrays of a program.
#[derive(Debug)]
pub(crate) struct Model {
    pub(crate) minor: u8,
    pub(crate) elem: Elem,
    pub(crate) plant: Plant,
    arrays: Vec<Vec<u32>>,
}

impl Model {
    pub(crate) fn new(minor: u8, elem: Elem, plant: Plant) -> Model {
        Model { minor, elem, plant, arrays: Vec::new() }
    }

    pub(crate) fn make(&mut self, len: usize, cap: usize) -> Slice {
        self.arrays.push(vec![0; cap]);
        Slice { array: Some(self.arrays.len() - 1), start: 0, len, cap }
    }

    pub(crate) fn get(&self, slice: Slice, index: usize) -> u32 {
        slice.array.map_or(0, |array| self.arrays[array][slice.start + index])
    }

    pub(crate) fn set(&mut self, slice: Slice, index: usize, value: u32) {
        if let Some(array) = slice.array {
            self.arrays[array][slice.start + index] = value;
        }
    }

    pub(crate) fn append(&mut self, slice: Slice, values: &[u32]) -> Slice {
        if values.is_empty() {
            return slice;
        }
        let need = slice.len + values.len();
        let mut grown = slice;
        if need > slice.cap || self.plant == Plant::Alias {
            let cap = if need > slice.cap { self.grown_cap(slice.len, slice.cap, need) } else { slice.cap };
            let old: Vec<u32> = (0..slice.len).map(|at| self.get(slice, at)).collect();
            grown = self.make(slice.len, cap);
            old.iter().enumerate().for_each(|(at, &value)| self.set(grown, at, value));
        }
        grown.len = need;
        values.iter().enumerate().for_each(|(at, &value)| self.set(grown, slice.len + at, value));
        grown
    }

    fn grown_cap(&self, old_len: usize, old_cap: usize, need: usize) -> usize {
        let double = 2 * old_cap;
        let (limit, by_len) = match self.minor {
            ..=15 => (1024, self.plant != Plant::LenCap),
            16..=17 => (1024, self.plant == Plant::LenCap),
            _ => (256, self.plant == Plant::LenCap),
        };
        let measure = if by_len { old_len } else { old_cap };
        let doubles = measure < limit || self.plant == Plant::Double && measure == limit;
        let mut cap = old_cap;
        if need > double {
            cap = need;
        } else if doubles {
            cap = double;
        } else {
            while cap < need {
                cap += if self.minor >= 18 { (cap + 768) / 4 } else { cap / 4 };
            }
        }
        self.rounded(cap * self.elem.size) / self.elem.size
    }

    fn rounded(&self, bytes: usize) -> usize {
        let class = |bytes: usize| {
            let fits = |class: &&usize| **class >= bytes && (**class != 24 || self.minor >= 16);
            *CLASSES.iter().find(fits).expect("a small size")
        };
        let new_heap = self.minor >= 22;
        if new_heap && bytes <= 32760 {
            let header = if self.elem.pointers && bytes > 512 && self.plant != Plant::Header { 8 } else { 0 };
            return class(bytes + header) - header;
        }
        if !new_heap && bytes < 32768 { class(bytes) } else { bytes.div_ceil(8192) * 8192 }
    }

    /// `slice[lo:hi]` or `slice[lo:hi:max]`, or the panic's text.
    pub(crate) fn reslice(&self, slice: Slice, lo: usize, hi: usize, max: Option<usize>) -> Result<Slice, String> {
        let text = |what: String| Err(format!("runtime error: slice bounds out of range {what}"));
        let end = max.unwrap_or(slice.cap);
        if let Some(max) = max {
            let limit = if self.plant == Plant::Bound3 { slice.len } else { slice.cap };
            if max > limit {
                return text(format!("[::{max}] with capacity {}", slice.cap));
            }
            if hi > max {
                return text(format!("[:{hi}:{max}]"));
            }
            if lo > hi {
                return text(format!("[{lo}:{hi}:]"));
            }
        } else if hi > slice.cap {
            return text(format!("[:{hi}] with capacity {}", slice.cap));
        } else if lo > hi {
            return text(format!("[{lo}:{hi}]"));
        }
        Ok(Slice { array: slice.array, start: slice.start + lo, len: hi - lo, cap: end - lo })
    }
}
