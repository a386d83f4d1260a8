//! Joins the stages, from pages to their records.

use rayon::prelude::*;

use crate::lexicon::Lexicon;
use crate::model::{Page, Record};
use crate::{confidence, extract, layout, resolve};

/// Pages that go through a stage before the next begins: what a stage works with (jieba's dictionary, the automaton) is
/// then still at hand for the next page.
const BATCH: usize = 16;

/// Reads pages, a record an article, on all cores of the pool: lays each out, extracts, resolves, weighs. The same page
/// gives the same records, whatever stands beside it.
pub fn read(pages: &[Page], lexicon: &Lexicon) -> Vec<Vec<Record>> {
    pages.par_chunks(BATCH).flat_map_iter(|batch| batch_records(batch, lexicon)).collect()
}

/// Reads one page.
pub fn records(page: &Page, lexicon: &Lexicon) -> Vec<Record> {
    batch_records(std::slice::from_ref(page), lexicon).pop().unwrap_or_default()
}

fn batch_records(pages: &[Page], lexicon: &Lexicon) -> Vec<Vec<Record>> {
    let articles: Vec<_> = pages.iter().map(|page| layout::lay_out(page).articles).collect();
    let mut readings = extract::read_all(articles.iter().flatten(), lexicon).into_iter();
    let mut all = Vec::with_capacity(pages.len());
    for (page, articles) in pages.iter().zip(articles) {
        let readings: Vec<_> = readings.by_ref().take(articles.len()).collect();
        let mut records = resolve::resolve(page, articles, &readings, lexicon);
        records.iter_mut().for_each(|record| confidence::weigh(record, lexicon));
        all.push(records);
    }
    all
}
