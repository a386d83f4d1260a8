//! From an article to its reading: a table of extractors, run in order over one draft.
//!
//! Each extractor is one file with a head in fixed form: what it finds, the rule of language behind it, an example in,
//! an example out. To add one, write the file and add its row to [`EXTRACTORS`]; an extractor sees what those before it
//! found.

pub mod date;
pub mod draft;
pub mod event;
pub mod figure;
pub mod organisation;
pub mod person;
pub mod phrase;
pub mod place;
pub mod sentence;

use crate::lexicon::Lexicon;
use crate::model::{Article, Reading};

pub use draft::Draft;

/// One step of the reading.
pub struct Extractor {
    /// Its name, as the documentation and `--without` know it.
    pub name: &'static str,
    /// Adds what it finds to the draft's reading.
    pub extract: fn(&mut Draft<'_>),
}

/// The extractors in the order in which they run.
pub const EXTRACTORS: &[Extractor] = &[
    Extractor { name: "sentence", extract: sentence::extract },
    Extractor { name: "date", extract: date::extract },
    Extractor { name: "place", extract: place::extract },
    Extractor { name: "organisation", extract: organisation::extract },
    Extractor { name: "person", extract: person::extract },
    Extractor { name: "figure", extract: figure::extract },
    Extractor { name: "event", extract: event::extract },
];

/// Reads an article. Cannot fail: a text in which nothing is found gives a reading without mentions.
pub fn read(article: &Article, lexicon: &Lexicon) -> Reading {
    read_all([article], lexicon).pop().unwrap_or_default()
}

/// Reads articles, each by itself, one step after the other over all of them.
pub fn read_all<'a>(articles: impl IntoIterator<Item = &'a Article>, lexicon: &'a Lexicon) -> Vec<Reading> {
    let cut: Vec<_> = articles.into_iter().map(|article| (article, lexicon.words(article.body.as_str()))).collect();
    let mut drafts: Vec<_> = cut.into_iter().map(|(article, words)| Draft::new(article, words, lexicon)).collect();
    for extractor in EXTRACTORS {
        drafts.iter_mut().for_each(|draft| (extractor.extract)(draft));
    }
    drafts.into_iter().map(|draft| draft.reading).collect()
}
