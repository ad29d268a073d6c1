//! The program's own syntax trees with what the checker found out about them, for readers of the source: no code is made.

use crate::diagnostics::Diagnostics;
use crate::source::{Loaded, Source, load};
use goslice::Release;
use goslice_syntax::ast::File;
use goslice_syntax::source::SourceMap;
use goslice_types::info::Info;
use goslice_types::types::Universe;

/// A checked program as its source has it.
#[derive(Debug)]
pub struct Tree {
    /// All files, those of the standard packages included.
    pub sources: SourceMap,
    /// Types and objects of the whole program.
    pub universe: Universe,
    /// The files of the program's own package.
    pub files: Vec<File>,
    /// What the nodes of [`Tree::files`] are.
    pub info: Info,
}

/// Parses and checks a program for its tree.
pub fn tree(files: &[Source], release: Release) -> Result<Tree, Diagnostics> {
    let Loaded { sources, universe, mut packages, main } = load(files, u32::from(release.minor()), None)?;
    let own = packages.list.swap_remove(main);
    Ok(Tree { sources, universe, files: own.files, info: own.info })
}
