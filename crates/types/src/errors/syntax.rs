//! The parser's errors in the words of older releases.

/// The text that the release of minor version `lang` gives for an error of the parser, which has Go 1.27's words.
pub fn syntax_error_text(lang: u32, text: &str) -> String {
    let mut text = text.to_string();
    if lang < 25 && text == "can only use ... with final parameter" {
        text.push_str(" in list");
    }
    if lang < 20 {
        text = text.replace(", expected ", ", expecting ");
        for kind in ["name ", "keyword "] {
            text = text.replacen(&format!("unexpected {kind}"), "unexpected ", 1);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn older_releases_expect_with_other_words() {
        let text = "syntax error: unexpected keyword range, expected {";
        assert_eq!(syntax_error_text(27, text), text);
        assert_eq!(syntax_error_text(19, text), "syntax error: unexpected range, expecting {");
    }
}
