//! Joins the stages, from pages to their records.

use rayon::prelude::*;

use crate::lexicon::Lexicon;
use crate::model::{Page, Record};
use crate::{confidence, extract, layout, resolve};

/// Pages at most that go through a stage before the next begins: what a stage works with (jieba's dictionary, the automaton,
/// its own code) is then still at hand for the next page.
const BATCH: usize = 64;

/// Batches at least for each core, so that none waits long for another.
const SHARES: usize = 4;

/// Reads pages, a record an article, on all cores of the pool: lays each out, extracts, resolves, weighs. The same page
/// gives the same records, whatever stands beside it.
pub fn read(pages: &[Page], lexicon: &Lexicon) -> Vec<Vec<Record>> {
    let batch = pages.len().div_ceil(SHARES * rayon::current_num_threads()).clamp(1, BATCH);
    pages.par_chunks(batch).flat_map_iter(|batch| batch_records(batch, lexicon)).collect()
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
