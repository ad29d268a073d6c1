//! What the articles say: each row of `docs/articles.md` and of its Chinese twin, run.
//!
//! Alone in its process, for it changes the current directory. `cargo xtask bless` writes what is printed now.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

const FILES: [&str; 2] = ["docs/articles.md", "docs/articles.zh.md"];
const ARTICLES: [char; 5] = ['A', 'B', 'C', 'D', 'E'];

/// One claim: its number, who says it, the verdict, and the commands with what they print.
struct Row {
    number: String,
    articles: Vec<char>,
    verdict: Verdict,
    sessions: String,
}

#[derive(Clone, Debug, PartialEq)]
enum Verdict {
    Right,
    Imprecise,
    Wrong,
    OutdatedSince(String),
}

#[test]
fn every_row_prints_what_the_documents_show() {
    std::env::set_current_dir(root()).unwrap();
    let cases = trycmd::TestCases::new();
    for file in FILES {
        cases.case(file);
    }
}

#[test]
fn both_languages_have_the_same_rows() {
    let [english, chinese] = FILES.map(|file| rows(&read(file)));
    assert!(english.len() > 100);
    assert_eq!(english.len(), chinese.len());
    for (en, zh) in english.iter().zip(&chinese) {
        assert_eq!(en.number, zh.number);
        assert_eq!(en.articles, zh.articles, "articles of {}", en.number);
        assert_eq!(en.verdict, zh.verdict, "verdict of {}", en.number);
        assert_eq!(en.sessions, zh.sessions, "commands of {}", en.number);
        assert!(en.sessions.contains("$ goslice "), "{} shows no command", en.number);
    }
    // Each article has claims, and there are claims of each kind.
    for article in ARTICLES {
        assert!(english.iter().any(|row| row.articles.contains(&article)), "no claim of {article}");
    }
    for verdict in [Verdict::Right, Verdict::Imprecise, Verdict::Wrong, Verdict::OutdatedSince("1.25".to_owned())] {
        assert!(english.iter().any(|row| row.verdict == verdict), "no claim is {verdict:?}");
    }
}

#[test]
fn the_lists_of_claims_lead_to_each() {
    for file in FILES {
        let text = read(file);
        let anchors: BTreeSet<String> = text.lines().filter_map(|line| line.strip_prefix("### ")).map(anchor).collect();
        let (first, rest) = text.split_once("\n## ").unwrap();
        let last = rest.rsplit("\n## ").next().unwrap();
        for line in first.lines().chain(last.lines()) {
            for target in line.split("](#").skip(1).filter_map(|link| link.split(')').next()) {
                assert!(anchors.contains(target), "{file}: no claim at #{target}");
            }
        }
        // The table at the top has what is not right; the list at the end, all of it, article by article.
        for row in rows(&text) {
            let link = format!("[{}](#", row.number);
            assert_eq!(first.contains(&link), row.verdict != Verdict::Right, "{file}: {} in the table", row.number);
            for article in ARTICLES {
                let line = last.lines().find(|line| line.starts_with(&format!("- **{article}**"))).unwrap();
                assert_eq!(
                    line.contains(&link),
                    row.articles.contains(&article),
                    "{file}: {} at {article}",
                    row.number
                );
            }
        }
    }
}

/// The claims of a document: a heading with a number, a quotation that begins with the articles, the verdict, sessions.
fn rows(text: &str) -> Vec<Row> {
    let text = text.rsplit_once("\n## ").unwrap().0;
    text.split("\n### ").skip(1).map(|block| row(block.split("\n## ").next().unwrap())).collect()
}

fn row(block: &str) -> Row {
    let number = block.split(' ').next().unwrap().to_owned();
    let says = block.lines().find_map(|line| line.strip_prefix("> ")).unwrap();
    let articles = says.split([':', '：']).next().unwrap();
    let verdict = block.lines().find(|line| line.starts_with("**")).unwrap_or_else(|| panic!("{number}: no verdict"));
    let sessions: Vec<&str> = block.split("```").skip(1).step_by(2).collect();
    Row {
        verdict: verdict_of(verdict.split("**").nth(1).unwrap())
            .unwrap_or_else(|| panic!("{number}: what verdict is {verdict}?")),
        articles: articles.chars().filter(|c| !matches!(c, ',' | '、' | ' ')).collect(),
        sessions: sessions.concat(),
        number,
    }
}

/// The verdict that the bold words give, in either language.
fn verdict_of(words: &str) -> Option<Verdict> {
    match words.trim_end_matches('.') {
        "Right" | "正确" => Some(Verdict::Right),
        "Imprecise" | "不准确" => Some(Verdict::Imprecise),
        "Wrong" | "错误" => Some(Verdict::Wrong),
        words => {
            let chinese = || words.strip_prefix("自 ")?.strip_suffix(" 起过时");
            let release = words.strip_prefix("Outdated since ").or_else(chinese)?;
            Some(Verdict::OutdatedSince(release.to_owned()))
        }
    }
}

/// The anchor that a heading gets on the pages that show Markdown.
fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.collect::<String>().to_lowercase().replace(' ', "-")
}

fn read(file: &str) -> String {
    std::fs::read_to_string(root().join(file)).unwrap()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
