//! The year of a page that states no issue date.
//!
//! A report states the year of what it tells in its first sentences or in its dateline, with the day: 2023年8月7日. Years
//! further down belong to careers and histories, so they are not asked. Of several articles, the latest lead decides.

use crate::model::Reading;
use crate::model::reading::{Base, Time};

/// Sentences of an article that are its lead.
const LEAD: usize = 2;

/// The year that the leads of the page's articles state beside a day; none if none does.
pub fn of_leads(readings: &[Reading]) -> Option<i16> {
    readings.iter().filter_map(of_lead).max()
}

fn of_lead(reading: &Reading) -> Option<i16> {
    let end = reading.sentences.get(..LEAD.min(reading.sentences.len()))?.last()?.span.end;
    reading.dates.iter().take_while(|date| date.span.end <= end).find_map(|date| match date.time {
        Time::At(point) | Time::Until(point) | Time::Between(_, point) => match point.base {
            Base::Calendar(year) => year.filter(|_| point.month.is_some() && point.day.is_some()),
            _ => None,
        },
        _ => None,
    })
}
