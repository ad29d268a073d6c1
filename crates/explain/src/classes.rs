//! `goslice classes`: the table of size classes.

use goslice::size_class::{Class, Classes, PAGE_BYTES};
use goslice::{Arch, Policy, Release};
use serde_json::{Value, json};

use crate::style;
use crate::table::{Align, Table};

/// The table as text, with what it does not say below.
pub fn text(release: Release, arch: Arch) -> String {
    let policy = Policy::new(release, arch);
    let mut table = Table::new([
        (Align::Right, "class"),
        (Align::Right, "bytes"),
        (Align::Right, "span"),
        (Align::Right, "objects"),
        (Align::Right, "tail waste"),
        (Align::Right, "worst waste"),
    ]);
    for class in policy.classes.iter() {
        table.row([
            class.number.to_string(),
            class.bytes.to_string(),
            class.span_bytes().to_string(),
            class.objects().to_string(),
            class.tail_waste().to_string(),
            format!("{} %", percent(policy.classes, class)),
        ]);
    }
    format!("{}\n{}", table.render(), style::paint(style::QUIET, &remarks(&policy)) + "\n")
}

fn percent(classes: &Classes, class: Class) -> String {
    let worst = classes.worst_waste(class);
    format!("{}.{:02}", worst / 100, worst % 100)
}

fn remarks(policy: &Policy) -> String {
    let header = if policy.headers {
        format!(
            "Above {} bytes a block with pointers keeps its first 8 bytes for a malloc header (since 1.22).",
            policy.header_above()
        )
    } else {
        "Blocks have no header (1.22 and later put one before pointers).".to_owned()
    };
    format!(
        "Go {} {}: {} classes; larger blocks are whole pages of {PAGE_BYTES} bytes. {header}\n\
         Worst waste: part of a span lost when each object is one byte too large for the class below.",
        policy.release,
        policy.arch,
        policy.classes.iter().count(),
    )
}

/// The table as JSON.
pub fn json(release: Release, arch: Arch) -> String {
    let policy = Policy::new(release, arch);
    let rows: Vec<Value> = policy
        .classes
        .iter()
        .map(|class| {
            json!({
                "class": class.number,
                "bytes": class.bytes,
                "span_bytes": class.span_bytes(),
                "objects": class.objects(),
                "tail_waste": class.tail_waste(),
                "worst_waste_percent": policy.classes.worst_waste(class) as f64 / 100.0,
            })
        })
        .collect();
    let header_above = policy.headers.then(|| policy.header_above());
    let all = json!({
        "go": release.to_string(),
        "arch": arch.name(),
        "page_bytes": PAGE_BYTES,
        "header_above_bytes": header_above,
        "classes": rows,
    });
    format!("{all:#}\n")
}
