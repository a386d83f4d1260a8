//! A page a text file.

use std::path::Path;

use super::manifest::Manifest;
use super::{Cause, Pages, Problem, encoding, file_name};
use crate::model::Page;

/// Opens a text file: one page, and what is wrong with it or with its row of the manifest.
pub fn open(path: &Path, manifest: &mut Manifest) -> Pages {
    let mut told: Vec<Result<Page, Problem>> = manifest.take_problems().into_iter().map(Err).collect();
    match read(path) {
        Ok(text) => {
            let mut page = Page { origin: path.display().to_string(), text, ..Page::default() };
            page.stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let file = path.file_name().unwrap_or_default().to_string_lossy();
            told.extend(manifest.fill(&file, &mut page).into_iter().map(Err));
            let stem = page.stem.clone();
            file_name::fill(&stem, &mut page);
            told.push(Ok(page));
        }
        Err(cause) => told.push(Err(Problem::new(path, cause))),
    }
    Box::new(told.into_iter())
}

fn read(path: &Path) -> Result<String, Cause> {
    encoding::decode(&std::fs::read(path).map_err(Cause::Unreadable)?)
}
