//! Arrays as rows of blocks.

use goslice::Growth;

use super::count;
use crate::style;
use crate::table::pad;

/// Most cells in a row; longer arrays are drawn to scale.
const MAX_CELLS: i64 = 48;

/// More bytes than any array has: a slice that is asked about need not be possible.
const MAX_BYTES: i128 = 1 << 48;

const COPIED: char = '█';
const APPENDED: char = '▒';
const SPARE: char = '░';

/// The old array and the new one, or the one array of an append in place.
pub(super) fn arrays(growth: &Growth) -> String {
    let size = i128::from(growth.elem.size) * i128::from(growth.cap);
    if size == 0 || size > MAX_BYTES {
        return String::new();
    }
    let Growth { old_len, old_cap, appended, .. } = *growth;
    let scale = Scale::new(growth.cap);
    let after = [(COPIED, old_len), (APPENDED, appended), (SPARE, growth.spare())];
    let mut rows = Vec::new();
    if growth.moved() && old_cap > 0 {
        let old = scale.row(&[(COPIED, old_len), (SPARE, old_cap - old_len)]);
        rows.push(("old", old, format!("{}; garbage unless another slice holds it", bytes(growth.left_behind()))));
    }
    let name = if growth.moved() { "new" } else { "array" };
    rows.push((name, scale.row(&after), legend(growth)));
    let names = rows.iter().map(|(name, ..)| name.len()).max().unwrap_or(0);
    let width = rows.iter().map(|(_, cells, _)| cells.chars().count()).max().unwrap_or(0);
    let mut out = String::new();
    for (name, cells, words) in rows {
        out += &format!("  {}  {}  {words}\n", pad(name, names), pad(&cells, width + 6));
    }
    if scale.per_cell > 1 {
        let remark = format!("one block is {} elements", scale.per_cell);
        out += &format!("  {}  {}\n", pad("", names), style::paint(style::QUIET, &remark));
    }
    out
}

fn legend(growth: &Growth) -> String {
    let size = growth.elem.size;
    let first = if growth.moved() { "copied" } else { "there before" };
    let parts = [
        (COPIED, size * growth.old_len as u64, first),
        (APPENDED, growth.appended_bytes(), "appended"),
        (SPARE, size * growth.spare() as u64, "spare"),
    ];
    let shown: Vec<String> =
        parts.iter().filter(|(_, n, _)| *n > 0).map(|(cell, n, what)| format!("{cell} {n} {what}")).collect();
    format!("{}: {}", bytes(growth.array_bytes()), shown.join("  "))
}

fn bytes(n: u64) -> String {
    count(n, "byte")
}

/// How many elements a cell stands for.
struct Scale {
    per_cell: i64,
}

impl Scale {
    fn new(longest: i64) -> Scale {
        Scale { per_cell: (longest as u64).div_ceil(MAX_CELLS as u64).max(1) as i64 }
    }

    /// Parts side by side; none that has elements is without a cell.
    fn row(&self, parts: &[(char, i64)]) -> String {
        parts
            .iter()
            .map(|&(cell, elements)| {
                let cells = (elements / self.per_cell).max(i64::from(elements > 0));
                cell.to_string().repeat(cells as usize)
            })
            .collect()
    }
}
