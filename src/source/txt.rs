//! A page a text file.

use std::ops::ControlFlow;

use super::{File, Tell, encoding};

/// Tells the page, and what is wrong with it or with its row of the manifest.
pub fn read(file: &mut File<'_>, tell: &mut Tell<'_>) -> ControlFlow<()> {
    let text = file.whole().and_then(|bytes| encoding::decode(&bytes));
    file.tell(text, &[], tell)
}
