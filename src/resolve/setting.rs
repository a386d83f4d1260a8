//! Where and when a page was printed: stated beside it, or inferred from what it tells.

use crate::lexicon::Lexicon;
use crate::model::record::Setting;
use crate::model::{Article, Page, Reading};

/// The setting of a page.
pub fn of(page: &Page, _articles: &[Article], _readings: &[Reading], _lexicon: &Lexicon) -> Setting {
    Setting {
        newspaper: page.newspaper.clone(),
        issue_date: page.issue_date,
        number: page.number.clone(),
        year: page.issue_date.map(|date| date.year()),
        year_inferred: false,
        home: page.home,
        home_inferred: false,
    }
}
