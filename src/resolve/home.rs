//! The home of a page, inferred where nothing states it: the division that its articles speak of most.

use std::collections::{BTreeMap, BTreeSet};

use crate::lexicon::Lexicon;
use crate::model::reading::PlaceForm;
use crate::model::{Article, Code, Level, Reading};

/// Tenths of the namings that must fall on one division before it counts as home: below it a page of a national paper
/// that reports from many places would get the home of the first of them.
const TENTHS: usize = 6;

/// The home that the articles show: the prefecture (or the municipality, or the county under its province) that most
/// namings fall on; a county of it where nearly all fall on that and 我县, 我区 or 全县 points at one, or the prefecture is
/// never named; the province where
/// the article says 我省 and its namings scatter over it.
pub fn infer(articles: &[Article], readings: &[Reading], year: Option<i16>, lexicon: &Lexicon) -> Option<Code> {
    let divisions = &lexicon.divisions;
    let mut counts: [BTreeMap<u32, usize>; 3] = Default::default();
    let (mut points_at_county, mut points_at_province, mut all) = (false, false, 0);
    let mut named_itself: BTreeSet<u32> = BTreeSet::new();
    for (article, reading) in articles.iter().zip(readings) {
        for place in &reading.places {
            let words = place.span.of(article.body.as_str());
            match &place.form {
                PlaceForm::Deictic => {
                    points_at_county |= matches!(words, "我县" | "我区" | "全县" | "全区" | "我旗" | "全旗");
                    points_at_province |= matches!(words, "我省" | "我区");
                }
                PlaceForm::Division(rows) => {
                    let [row] = divisions.named(rows, words, year)[..] else { continue };
                    all += 1;
                    named_itself.insert(row);
                    let province = divisions.at_level(row, Level::Province);
                    let county = divisions.at_level(row, Level::County);
                    // A municipality's districts and a county under its province have no prefecture between.
                    let city = divisions.at_level(row, Level::Prefecture).or(county).or(province);
                    for (count, row) in counts.iter_mut().zip([province, city, county]) {
                        if let Some(row) = row {
                            *count.entry(row).or_default() += 1;
                        }
                    }
                }
                PlaceForm::Named => {}
            }
        }
    }
    let most = |count: &BTreeMap<u32, usize>| {
        count.iter().max_by_key(|(row, count)| (**count, std::cmp::Reverse(**row))).map(|(row, count)| (*row, *count))
    };
    let dominates = |count: usize| count >= 2 && count * 10 >= TENTHS * all;
    let [provinces, cities, counties] = &counts;
    let (city, named) = most(cities)?;
    if !dominates(named) {
        let (province, named) = most(provinces)?;
        return (points_at_province && dominates(named)).then(|| divisions.get(province).code);
    }
    // 泰兴市检察院…市政府: where the prefecture is never named, a county's report is at home in the county.
    let county = most(counties).filter(|&(row, count)| {
        let share = if points_at_county { 7 } else { 9 };
        divisions.within(row, city)
            && count * 10 >= named * share
            && (points_at_county || !named_itself.contains(&city))
    });
    Some(divisions.get(county.map_or(city, |(row, _)| row)).code)
}
