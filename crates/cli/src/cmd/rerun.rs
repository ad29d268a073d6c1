//! `goslice rerun`, for goslice itself: runs an edited program that no file has, and says what its slices did.
//!
//! The request is on standard input: the length of a JSON object as 20 digits, and the object. What follows it there is the
//! program's standard input. Standard output and error are the program's; behind its last word on standard error come a
//! line with the request's mark, and the facts of the run as JSON.

use std::cell::RefCell;
use std::io::{self, Read};
use std::os::fd::AsFd;
use std::rc::Rc;

use goslice::Release;
use goslice_advice::Facts;
use goslice_driver::{Config, Source};
use serde_json::{Value, json};

use crate::exit::{Ending, Trouble};
use crate::{output, program};

/// Run a program of a request (for goslice itself)
#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

/// Digits of a request's length.
const LENGTH_DIGITS: usize = 20;

/// A program to run.
pub(crate) struct Request<'a> {
    pub(crate) release: Release,
    pub(crate) args: &'a [Vec<u8>],
    pub(crate) files: &'a [Source],
    pub(crate) mark: &'a str,
}

impl Request<'_> {
    /// What is written to the standard input of `goslice rerun`, in front of the program's.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let file = |it: &Source| json!({ "name": it.name, "text": it.text, "module": it.module });
        let files: Vec<Value> = self.files.iter().map(file).collect();
        let text = json!({
            "release": self.release.to_string(),
            "args": self.args,
            "files": files,
            "mark": self.mark,
        })
        .to_string();
        format!("{:0width$}{text}", text.len(), width = LENGTH_DIGITS).into_bytes()
    }
}

pub(crate) fn run(_: &Args) -> Ending {
    let request = read().map_err(|err| Trouble::Usage(format!("rerun is for goslice itself: {err}")))?;
    program::with_big_stack(move || execute(&request))
}

/// The request. Not a byte more is read than it has: the rest is the program's.
fn read() -> io::Result<Value> {
    let mut input = std::fs::File::from(io::stdin().as_fd().try_clone_to_owned()?);
    let mut length = [0; LENGTH_DIGITS];
    input.read_exact(&mut length)?;
    let length: usize = String::from_utf8_lossy(&length).parse().map_err(io::Error::other)?;
    let mut text = Vec::new();
    Read::take(&mut input, length as u64).read_to_end(&mut text)?;
    serde_json::from_slice(&text).map_err(io::Error::other)
}

fn execute(request: &Value) -> Ending {
    let bytes = |value: &Value| -> Vec<u8> {
        value.as_array().into_iter().flatten().filter_map(|b| u8::try_from(b.as_u64()?).ok()).collect()
    };
    let list = |name: &str| request[name].as_array().map_or(&[][..], |list| list);
    let files: Vec<Source> = list("files")
        .iter()
        .map(|file| Source {
            name: file["name"].as_str().unwrap_or_default().to_owned(),
            text: bytes(&file["text"]),
            module: file["module"].as_u64().and_then(|minor| u32::try_from(minor).ok()),
        })
        .collect();
    let args = list("args").iter().map(bytes).collect();
    let release: Option<Release> = request["release"].as_str().and_then(|text| text.parse().ok());
    let release = release.ok_or_else(|| Trouble::Usage("rerun: no release".to_owned()))?;
    let config = Config { observe: true, ..Config::new(release, args) };
    let compiled = goslice_driver::compile(&files, config).map_err(|errors| Trouble::compile(&errors))?;
    let facts = Rc::new(RefCell::new(Facts::default()));
    let report = compiled.trace(facts.clone()).map_err(Trouble::own)?;
    let mark = request["mark"].as_str().unwrap_or_default();
    let text = format!("{mark}\n{}\n", facts.borrow().json());
    output::complain(&text);
    super::run::outcome(&report.outcome)
}
