//! The outputs that the README shows. Alone in its process, for it changes the current directory.

use std::path::Path;

#[test]
fn readme_shows_what_the_commands_print() {
    std::env::set_current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")).unwrap();
    trycmd::TestCases::new().case("README.md");
}
