//! The passes of the compiler, from outside: what is left of functions behind them.

use std::path::Path;
use std::process::Command;

/// Each function of `testdata/passes/bounds.go` says in its first line how many checks stay.
#[test]
fn bounds_checks_that_cannot_fail_go_and_the_others_stay() {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/passes/bounds.go");
    let mut command = Command::new(env!("CARGO_BIN_EXE_goslice"));
    let output = command.args(["run", "--dump", "ir", "--after", "bounds"]).arg(&program).output().unwrap();
    let text = String::from_utf8(output.stderr).unwrap();
    let source = std::fs::read_to_string(&program).unwrap();
    let marked = source.lines().filter_map(|line| line.strip_prefix("func ")?.split_once("// checks: "));
    let (mut functions, mut wrong) = (0, String::new());
    for (func, want) in marked {
        functions += 1;
        let name = func.split('(').next().unwrap();
        let Some((_, rest)) = text.split_once(&format!("func main.{name} ")) else {
            wrong.push_str(&format!("{name} was not compiled\n"));
            continue;
        };
        let have = rest.split("\nfunc ").next().unwrap().matches("BoundsCheck").count();
        if have.to_string() != want {
            wrong.push_str(&format!("{name}: {have} checks, not {want}\n"));
        }
    }
    assert!(functions >= 15);
    assert!(wrong.is_empty(), "{wrong}{text}");
}
