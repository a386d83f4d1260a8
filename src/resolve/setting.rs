//! Where and when a page was printed: stated beside it, or inferred from what it tells.

use super::{home, year};
use crate::lexicon::Lexicon;
use crate::model::record::Setting;
use crate::model::{Article, Page, Reading};

/// The setting of a page.
pub fn of(page: &Page, articles: &[Article], readings: &[Reading], lexicon: &Lexicon) -> Setting {
    let stated = page.issue_date.map(|date| date.year());
    let year = stated.or_else(|| year::of_leads(readings));
    let of_year = |code| lexicon.divisions.of_year(code, year).map_or(code, |row| lexicon.divisions.get(row).code);
    let home = page.home.map(of_year).or_else(|| home::infer(articles, readings, year, lexicon));
    Setting {
        newspaper: page.newspaper.clone(),
        issue_date: page.issue_date,
        number: page.number.clone(),
        year,
        year_inferred: stated.is_none() && year.is_some(),
        home,
        home_inferred: page.home.is_none() && home.is_some(),
    }
}
