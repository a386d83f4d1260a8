//! Where and when a page was printed: stated beside it, or inferred from what it tells.

use super::home;
use crate::lexicon::Lexicon;
use crate::model::record::Setting;
use crate::model::{Article, Page, Reading};

/// The setting of a page.
pub fn of(page: &Page, articles: &[Article], readings: &[Reading], lexicon: &Lexicon) -> Setting {
    let home = page.home.or_else(|| home::infer(articles, readings, lexicon));
    Setting {
        newspaper: page.newspaper.clone(),
        issue_date: page.issue_date,
        number: page.number.clone(),
        year: page.issue_date.map(|date| date.year()),
        year_inferred: false,
        home,
        home_inferred: page.home.is_none() && home.is_some(),
    }
}
