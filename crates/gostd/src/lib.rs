//! The Go standard packages: declarations and bodies in Go.
//!
//! Functions without a body are implemented by the runtime: `goslice_abi::intrinsics` has their names. The packages use
//! the language of Go 1.21 without generics, maps, channels and goroutines, whatever release a program runs under; what
//! differs by release asks package `internal/release`.

mod since;

pub use since::since;

/// A file of a package: its name and its text.
pub type File = (&'static str, &'static str);

macro_rules! packages {
    ($($path:literal: $($file:literal)*;)*) => {
        const PACKAGES: &[(&str, &[File])] = &[$(
            ($path, &[$((concat!($file, ".go"), include_str!(concat!("../go/", $path, "/", $file, ".go")))),*]),
        )*];
    };
}

packages! {
    "bufio": "reader" "scan" "writer";
    "bytes": "buffer" "bytes";
    "errors": "errors" "wrap";
    "fmt": "errors" "print" "state";
    "internal/errors": "errors";
    "internal/finalizer": "finalizer";
    "internal/io": "io";
    "internal/release": "release";
    "io": "io";
    "io/fs": "fs";
    "math": "math";
    "math/bits": "bits";
    "os": "os";
    "runtime": "caller" "error" "extern" "finalizer" "mem";
    "runtime/debug": "garbage";
    "sort": "pdq" "quick" "search" "slice" "sort" "stable";
    "strconv": "number" "quote";
    "strings": "builder" "map" "reader" "search" "split";
    "testing": "example" "main" "match" "regexp" "regexp_class" "testing";
    "time": "time";
    "unicode": "unicode";
    "unicode/utf8": "utf8";
}

/// The files of the package with an import path, in the order of their names. `unsafe` has none: the checker knows it.
pub fn package(path: &str) -> Option<&'static [File]> {
    PACKAGES.iter().find(|(name, _)| *name == path).map(|&(_, files)| files)
}

/// The import paths of all packages.
pub fn packages() -> impl Iterator<Item = &'static str> {
    PACKAGES.iter().map(|&(path, _)| path)
}
