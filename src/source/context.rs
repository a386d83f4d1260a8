//! What holds for all files of one run, and what is told of many of them together at its end.

use std::cell::RefCell;
use std::ops::ControlFlow;

use super::names::NamePattern;
use super::{Cause, Problem, Tell};
use crate::model::{Origin, Page};

/// What holds for all files.
#[derive(Default)]
pub struct Context {
    names: Option<NamePattern>,
    /// Files that the pattern does not fit.
    misfits: RefCell<Many>,
    /// PDFs that were not read for want of `pdftotext`.
    unread: RefCell<Many>,
}

/// Files with which the same is wrong.
#[derive(Default)]
struct Many {
    first: Option<Origin>,
    count: usize,
}

impl Many {
    fn add(&mut self, place: &Origin) {
        self.first.get_or_insert_with(|| place.clone());
        self.count += 1;
    }
}

impl Context {
    /// What holds where names follow a pattern.
    pub fn of(names: Option<NamePattern>) -> Self {
        Self { names, ..Self::default() }
    }

    /// States of a page what its path says by the user's pattern, and tells what is wrong with that.
    pub fn state(&self, page: &mut Page, tell: &mut Tell<'_>) -> ControlFlow<()> {
        let Some(names) = &self.names else { return ControlFlow::Continue(()) };
        let origin = page.origin.clone();
        match names.state(&origin, page) {
            Ok(true) => {}
            Ok(false) => self.misfits.borrow_mut().add(&origin),
            Err(cause) => tell(Err(Problem { place: origin, cause }))?,
        }
        ControlFlow::Continue(())
    }

    /// This PDF was not read for want of `pdftotext`.
    pub fn lacks_pdftotext(&self, place: &Origin) {
        self.unread.borrow_mut().add(place);
    }

    /// Tells what is wrong with many files for one reason.
    pub fn end(self, tell: &mut Tell<'_>) -> ControlFlow<()> {
        let pattern = self.names.map(|names| names.words).unwrap_or_default();
        let Many { first, count } = self.misfits.into_inner();
        if let Some(place) = first {
            tell(Err(Problem { place, cause: Cause::Misfit { pattern, count } }))?;
        }
        let Many { first, count } = self.unread.into_inner();
        match first {
            Some(place) => tell(Err(Problem { place, cause: Cause::NoPdftotext(count) })),
            None => ControlFlow::Continue(()),
        }
    }
}
