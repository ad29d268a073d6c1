//! The Go sources belong together with each other and with the runtime's list of functions.

use goslice_abi::intrinsics::{Intrinsic, SIGNATURES};

/// The names of the functions without a body in a file, as they stand in the list. They are declared at the start of a
/// line and end there; types and struct literals never do.
fn bodyless(path: &str, source: &str) -> Vec<String> {
    let declared = source.lines().filter_map(|line| line.strip_prefix("func "));
    let without_body = declared.filter(|line| !line.replace("interface{}", "").contains('{'));
    without_body.map(|line| format!("{path}.{}", &line[..line.find('(').expect("a parameter list")])).collect()
}

#[test]
fn files_belong_to_their_package() {
    for path in goslice_gostd::packages() {
        let name = path.rsplit('/').next().expect("a path has a last part");
        for (file, source) in goslice_gostd::package(path).expect("a listed package") {
            assert!(source.lines().any(|line| line == format!("package {name}")), "{path}/{file}");
        }
    }
    assert!(goslice_gostd::package("unsafe").is_none());
}

#[test]
fn functions_without_a_body_are_in_the_runtimes_list() {
    let mut n_functions = 0;
    for path in goslice_gostd::packages() {
        for (file, source) in goslice_gostd::package(path).expect("a listed package") {
            for name in bodyless(path, source) {
                assert!(Intrinsic::by_go_name(&name).is_some(), "{path}/{file}: {name} is not implemented");
                n_functions += 1;
            }
        }
    }
    let n_listed = SIGNATURES.iter().filter(|signature| !signature.go_name.is_empty()).count();
    assert_eq!(n_functions, n_listed, "the list has functions that no package declares");
}

#[test]
fn imports_are_packages_that_exist() {
    for path in goslice_gostd::packages() {
        for (file, source) in goslice_gostd::package(path).expect("a listed package") {
            let imports = source.lines().filter_map(|line| {
                let line = line.strip_prefix("import ").or_else(|| line.strip_prefix('\t'))?;
                line.trim_start_matches("core ").strip_prefix('"')?.strip_suffix('"')
            });
            for import in imports {
                assert!(import == "unsafe" || goslice_gostd::package(import).is_some(), "{path}/{file}: {import}");
            }
        }
    }
}

#[test]
fn names_of_later_releases_are_known() {
    assert_eq!(goslice_gostd::since("strings", "Cut"), 18);
    assert_eq!(goslice_gostd::since("strings", "Index"), 0);
    assert_eq!(goslice_gostd::since("strings", "Builder.Cap"), 12);
}

#[test]
fn sources_parse() {
    let mut ids = goslice_syntax::NodeIds::default();
    for path in goslice_gostd::packages() {
        for (file, source) in goslice_gostd::package(path).expect("a listed package") {
            let base = goslice_syntax::source::Pos::default();
            let (_, errors) = goslice_syntax::parse_file(base, source.as_bytes(), &mut ids);
            assert!(errors.is_empty(), "{path}/{file}: {errors:?}");
        }
    }
}
