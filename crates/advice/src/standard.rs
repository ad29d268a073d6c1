//! What standard functions do with slices that they are given, and which of them a program that is run again may call.

use goslice_syntax::ast::{Expr, ExprKind};
use goslice_types::constant::Const;
use goslice_types::object::ObjId;

use crate::uses::{Use, Uses};

/// Packages whose functions have no effect beyond their arguments and results.
const WITHOUT_EFFECT: &[&str] = &[
    "bufio",
    "bytes",
    "errors",
    "fmt",
    "io",
    "io/fs",
    "math",
    "math/bits",
    "runtime",
    "runtime/debug",
    "sort",
    "strconv",
    "strings",
    "testing",
    "unicode",
    "unicode/utf8",
    "unsafe",
];

/// Names of other packages that a program may use and still be run again: nothing outside of the process changes, and
/// the answer is the same the next time. A name of `os` or `time` that is not here keeps a program from being run again.
const REPEATABLE: &[(&str, &[&str])] = &[
    (
        "os",
        &[
            "Args",
            "Stdin",
            "Stdout",
            "Stderr",
            "Exit",
            "File",
            "PathError",
            "ErrInvalid",
            "ErrPermission",
            "ErrExist",
            "ErrNotExist",
            "ErrClosed",
            "Environ",
            "LookupEnv",
            "Getenv",
        ],
    ),
    ("time", &["Duration", "Nanosecond", "Microsecond", "Millisecond", "Second", "Minute", "Hour", "Month", "Weekday"]),
];

/// Functions that only read the elements of slices that they are given, and keep nothing.
const ONLY_READ: &[(&str, &[&str])] = &[
    ("sort", &["Ints", "Strings", "Float64s", "Slice", "SliceStable", "SearchInts", "SearchStrings", "SearchFloat64s"]),
    ("sort", &["IntsAreSorted", "StringsAreSorted", "Float64sAreSorted", "SliceIsSorted"]),
    ("strings", &["Join"]),
    ("bytes", &["Equal", "Compare", "Contains", "ContainsAny", "Count", "EqualFold", "HasPrefix", "HasSuffix"]),
    ("bytes", &["Index", "IndexAny", "IndexByte", "IndexRune", "LastIndex", "LastIndexByte"]),
    ("unicode/utf8", &["Valid", "RuneCount", "DecodeRune", "DecodeLastRune", "FullRune"]),
];

/// Functions of fmt that print values, with the place of the format.
const PRINTERS: &[(&str, Option<usize>)] = &[
    ("Print", None),
    ("Println", None),
    ("Printf", Some(0)),
    ("Sprint", None),
    ("Sprintln", None),
    ("Sprintf", Some(0)),
    ("Fprint", None),
    ("Fprintln", None),
    ("Fprintf", Some(1)),
];

/// Package path and name of what `package.Name` names; `None` for what is the program's own.
pub(crate) fn qualified<'a>(uses: &'a Uses<'_>, x: &Expr) -> Option<(&'a str, &'a str)> {
    let ident = match &x.kind {
        ExprKind::Selector { sel, .. } if !uses.tree.info.selections.contains_key(&x.id) => sel,
        // `import . "os"`
        ExprKind::Name(ident) => ident,
        _ => return None,
    };
    let object: ObjId = *uses.tree.info.uses.get(&ident.id)?;
    let object = &uses.tree.universe.objects[object.0 as usize];
    let package = &uses.tree.universe.packages[object.pkg?.0 as usize];
    (&*package.path != "main").then_some((&*package.path, &*object.name))
}

/// What a function that is none of the program's own does with its arguments.
pub(crate) fn argument<'a>(uses: &Uses<'_>, fun: &Expr, args: &[Expr]) -> Use<'a> {
    let Some((package, name)) = qualified(uses, fun) else { return Use::Kept };
    if package == "fmt" {
        let Some((_, format)) = PRINTERS.iter().find(|(printer, _)| *printer == name) else { return Use::Kept };
        return match format {
            None => Use::Elements,
            Some(at) => match args.get(*at).and_then(|format| uses.constant(format)) {
                // `%#v` tells nil from empty, `%p` shows the address.
                Some(Const::String(text)) if !text.contains(&b'#') && !text.windows(2).any(|w| w == b"%p") => {
                    Use::Elements
                }
                _ => Use::Nilness,
            },
        };
    }
    let reads = ONLY_READ.iter().any(|(path, names)| *path == package && names.contains(&name));
    if reads { Use::Elements } else { Use::Kept }
}

/// The first name of the program that keeps it from being run again, such as `os.Create` or `time.Now`.
pub(crate) fn unrepeatable(uses: &Uses<'_>) -> Option<String> {
    let mut found = None;
    for file in &uses.tree.files {
        goslice_syntax::visit::walk(file, &mut |node| {
            if let goslice_syntax::visit::Node::Expr(x) = node
                && let Some((package, name)) = qualified(uses, x)
                && !is_repeatable(package, name)
            {
                found.get_or_insert_with(|| format!("{package}.{name}"));
            }
        });
    }
    found
}

fn is_repeatable(package: &str, name: &str) -> bool {
    match REPEATABLE.iter().find(|(path, _)| *path == package) {
        Some((_, names)) => names.contains(&name),
        None => WITHOUT_EFFECT.contains(&package),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A package that is added must be looked at: here, whether a program that uses it may be run again.
    #[test]
    fn every_standard_package_is_known() {
        for package in goslice_driver::std_packages() {
            let known = WITHOUT_EFFECT.contains(&package) || REPEATABLE.iter().any(|(path, _)| *path == package);
            assert!(known, "{package}: may a program that uses it be run again?");
        }
    }

    /// A name that is added to a package with effects must be looked at, too.
    #[test]
    fn every_name_of_packages_with_effects_is_known() {
        const UNREPEATABLE: &[&str] = &["time.Now", "time.Since", "time.Until", "time.Sleep", "time.Unix", "time.Time"];
        for (package, names) in REPEATABLE {
            for (_, text) in goslice_gostd::package(package).unwrap() {
                let declared = text.lines().filter_map(|line| {
                    let rest = ["func ", "type ", "\t", "var "].iter().find_map(|start| line.strip_prefix(start))?;
                    rest.split(|c: char| !c.is_alphanumeric())
                        .next()
                        .filter(|name| name.starts_with(char::is_uppercase))
                });
                // Fields of structs have a type behind a space, as variables of groups may; methods follow a receiver.
                for name in declared {
                    let known = names.contains(&name) || UNREPEATABLE.contains(&&*format!("{package}.{name}"));
                    let is_function = text.contains(&format!("\nfunc {name}("));
                    assert!(known || !is_function, "{package}.{name}: may a program that uses it be run again?");
                }
            }
        }
    }

    #[test]
    fn what_asks_the_clock_or_is_unknown_is_not_repeated() {
        assert!(is_repeatable("fmt", "Println") && is_repeatable("os", "Args"));
        assert!(!is_repeatable("time", "Now") && !is_repeatable("os", "Create") && !is_repeatable("net", "Dial"));
    }
}
