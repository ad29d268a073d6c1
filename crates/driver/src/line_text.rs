//! What a trace shows of the source: the line of an operation, or of a line with several statements the one it is in.

/// The statement of `line` at the byte `at`, without the space around it and without a comment at its end.
///
/// Statements are told apart by semicolons and by the braces of blocks. A brace opens a block where gofmt puts a space before
/// it; that of a composite literal follows its type, or another brace.
pub(crate) fn statement_at(line: &str, at: usize) -> &str {
    let code = without_comment(line);
    let mut open: Vec<Open> = Vec::new();
    let mut start = 0;
    // Open braces of function literals that are arguments after the place: what is in them is part of its statement.
    let mut after = 0;
    for (here, c) in outside_quotes(code) {
        let in_expression = open.last() == Some(&Open::Expression);
        let bounds = match c {
            '(' | '[' => {
                open.push(Open::Expression);
                continue;
            }
            '{' => {
                let block = opens_block(&code[..here]);
                let kind = match (block, in_expression) {
                    (true, true) => Open::Argument { start, is_after: here >= at },
                    (true, false) => Open::Block,
                    (false, _) => Open::Expression,
                };
                open.push(kind);
                after += u32::from(kind == Open::Argument { start, is_after: true });
                // The line of `if x {` goes on below.
                block && !code[here + 1..].trim().is_empty()
            }
            ')' | ']' => {
                open.pop();
                continue;
            }
            '}' => match open.pop() {
                Some(Open::Expression) => continue,
                Some(Open::Argument { is_after: true, .. }) => {
                    after -= 1;
                    continue;
                }
                Some(Open::Argument { start: outer, .. }) if here < at => {
                    start = outer;
                    continue;
                }
                // A block that began above the line may end here.
                Some(Open::Argument { .. } | Open::Block) | None => true,
            },
            ';' => !in_expression && !is_header(&code[start..here]),
            _ => continue,
        };
        if bounds && after == 0 {
            if here >= at {
                return code[start..here].trim();
            }
            start = here + 1;
        }
    }
    code[start..].trim()
}

/// What a bracket opened.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Expression,
    Block,
    /// The body of a function literal in an expression; where the statement around it begins, and whether it comes after the
    /// place that is asked about.
    Argument {
        start: usize,
        is_after: bool,
    },
}

/// The characters that are in no string, with where they are.
fn outside_quotes(code: &str) -> impl Iterator<Item = (usize, char)> {
    let (mut quote, mut escaped) = (None, false);
    code.char_indices().filter(move |&(_, c)| {
        match quote {
            None if matches!(c, '"' | '`' | '\'') => quote = Some(c),
            None => return true,
            Some(_) if escaped => escaped = false,
            Some(mark) if c == '\\' && mark != '`' => escaped = true,
            Some(mark) if c == mark => quote = None,
            Some(_) => {}
        }
        false
    })
}

fn opens_block(before: &str) -> bool {
    let Some(text) = before.strip_suffix([' ', '\t']) else { return before.is_empty() };
    let text = text.trim_end();
    !text.ends_with(['{', ',', ':', '=', '(']) && !text.ends_with("struct") && !text.ends_with("interface")
}

/// The semicolons of `for` and `if` are parts of one statement.
fn is_header(text: &str) -> bool {
    let text = text.trim_start();
    let text = text.strip_prefix("else ").unwrap_or(text);
    ["for ", "if ", "switch "].iter().any(|keyword| text.starts_with(keyword))
}

/// A line of source without the space around it and without a comment at its end.
fn without_comment(line: &str) -> &str {
    let comment = line.match_indices("//").find(|(at, _)| !line[*at..].contains(['"', '`']));
    comment.map_or(line, |(at, _)| &line[..at]).trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The statement around the mark `¦`.
    fn at(marked: &str) -> String {
        let at = marked.find('¦').unwrap_or(0);
        statement_at(&marked.replace('¦', ""), at).to_owned()
    }

    #[test]
    fn a_line_with_one_statement_is_shown_whole() {
        for line in [
            "s = ¦append(s, 1)",
            "for _, x := range ¦append(s, 1) {",
            "if s = ¦append(s, 1); len(s) > 3 {",
            "for i := ¦f(s[1:]); i < 3; i++ {",
            "t := []point{{1, 2}, ¦{3, 4}}",
            "m := struct{ a, b []int }{a: ¦make([]int, 1), b: nil}",
            "f(';', \"; {\", ¦s[1:], `;`)",
        ] {
            assert_eq!(at(&format!("\t{line} // one; more")), line.replace('¦', ""), "{line}");
        }
    }

    #[test]
    fn of_several_statements_the_one_around_the_place_is_shown() {
        assert_eq!(at("s := make([]int, 3); t := ¦append(s, 1); f(t)"), "t := append(s, 1)");
        assert_eq!(at("s := ¦make([]int, 3); t := append(s, 1)"), "s := make([]int, 3)");
        assert_eq!(at("if len(s) > 1 { s = ¦append(s, 1) }; f(s)"), "s = append(s, 1)");
        assert_eq!(at("if len(s) > 1 { s = nil }; f(¦s[1:])"), "f(s[1:])");
        assert_eq!(at("for i := 0; i < 3; i++ { s = ¦append(s, i) }"), "s = append(s, i)");
        assert_eq!(at("for i := ¦f(s[1:]); i < 3; i++ { s = append(s, i) }"), "for i := f(s[1:]); i < 3; i++");
        assert_eq!(
            at("f(¦make([]int, 0), func() { g(1); h() }, 2); k()"),
            "f(make([]int, 0), func() { g(1); h() }, 2)"
        );
        assert_eq!(at("f(func() { g(1); h() }, ¦make([]int, 0)); k()"), "f(func() { g(1); h() }, make([]int, 0))");
        assert_eq!(at("f(func() { g(1); s = ¦append(s, 1) }, 2)"), "s = append(s, 1)");
        assert_eq!(at("func f(s []int) []int { return ¦append(s, 1) }"), "return append(s, 1)");
        assert_eq!(at("} else if s = ¦append(s, 1); s != nil {"), "else if s = append(s, 1); s != nil {");
    }

    #[test]
    fn comments_go_but_not_what_looks_like_one_in_a_string() {
        assert_eq!(at("\ts = append(s, 1) // one more"), "s = append(s, 1)");
        assert_eq!(at("s = append(s, \"http://x\")"), "s = append(s, \"http://x\")");
    }
}
