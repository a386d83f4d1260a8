//! Joins the stages, from a page to its records.

use crate::lexicon::Lexicon;
use crate::model::{Page, Record};
use crate::{confidence, extract, layout, resolve};

/// Reads one page: lays it out, extracts, resolves, weighs. The same page gives the same records.
pub fn records(page: &Page, lexicon: &Lexicon) -> Vec<Record> {
    let articles = layout::lay_out(page).articles;
    let readings: Vec<_> = articles.iter().map(|article| extract::read(article, lexicon)).collect();
    let mut records = resolve::resolve(page, articles, &readings, lexicon);
    records.iter_mut().for_each(|record| confidence::weigh(record, lexicon));
    records
}
