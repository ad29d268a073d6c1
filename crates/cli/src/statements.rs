//! Statements given with `-e`, made into a program.

use goslice_driver::Source;

/// Statements as a program: wrapped in a main function, with the imports that they need.
pub(crate) fn program(statements: &str) -> Source {
    let imports: Vec<String> = goslice_driver::std_packages()
        .chain(std::iter::once("unsafe"))
        .filter(|path| uses_package(statements, path.rsplit('/').next().unwrap_or(path)))
        .map(|path| format!("import {path:?};"))
        .collect();
    // A directive: positions count from the statements' own first line, whatever is imported.
    let text = format!("package main; {} func main() {{\n//line -e:1:1\n{statements}\n}}\n", imports.join(" "));
    Source { name: "-e".to_owned(), text: text.into_bytes(), module: None }
}

/// Whether `name.` stands in the text as a word of its own, outside of string literals.
fn uses_package(text: &str, name: &str) -> bool {
    let mut outside = String::new();
    let mut quote = None;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match quote {
            None if matches!(c, '"' | '`' | '\'') => quote = Some(c),
            None => outside.push(c),
            Some(q) if c == q => quote = None,
            Some('`') => {}
            Some(_) if c == '\\' => drop(chars.next()),
            Some(_) => {}
        }
    }
    let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
    outside
        .match_indices(name)
        .any(|(at, _)| outside[at + name.len()..].starts_with('.') && !outside[..at].ends_with(is_word))
}

#[cfg(test)]
mod tests {
    use super::uses_package;

    #[test]
    fn packages_are_found_as_words_outside_strings() {
        assert!(uses_package("fmt.Println(1)", "fmt"));
        assert!(!uses_package("xfmt.Println(1)", "fmt"));
        assert!(!uses_package(r#"println("fmt.x")"#, "fmt"));
        assert!(uses_package(r#"println("\""); os.Exit(1)"#, "os"));
    }
}
