//! Events over time: how many a day, a week or a month, by type, place or actor.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};
use oxigraph::model::NamedNode;

use super::scope::{Fact, Scope};
use crate::graph::{Store, vocabulary as v};
use crate::query::look::{Look, Looked};

/// How long a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// 日
    Day,
    /// 周, from Monday on
    Week,
    /// 月
    Month,
}

impl Period {
    /// All of them, shortest first.
    pub const ALL: [Self; 3] = [Self::Day, Self::Week, Self::Month];

    /// As it is asked for.
    pub fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
        }
    }

    /// What a timeline of it shows, in Chinese and English.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Day => ("每日事件", "events a day"),
            Self::Week => ("每周事件", "events a week"),
            Self::Month => ("每月事件", "events a month"),
        }
    }

    /// The last day of the period that begins on `day`.
    pub fn last(self, day: Date) -> Date {
        day.checked_add(self.length()).and_then(Date::yesterday).unwrap_or(day)
    }

    /// The first day of the period that `day` lies in.
    fn of(self, day: Date) -> Date {
        match self {
            Self::Day => day,
            Self::Week => day.checked_sub(i64::from(day.weekday().since(Weekday::Monday)).days()).unwrap_or(day),
            Self::Month => day.first_of_month(),
        }
    }

    fn length(self) -> Span {
        match self {
            Self::Day => 1.day(),
            Self::Week => 1.week(),
            Self::Month => 1.month(),
        }
    }

    /// The period that begins on `day` as it is written: 2022-05-01, or 2022-05 for a month.
    pub fn written(self, day: Date) -> String {
        if self == Self::Month { format!("{:04}-{:02}", day.year(), day.month()) } else { day.to_string() }
    }
}

/// By what the events of a period are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// 事件类型
    Type,
    /// 地区: the divisions right below those that all events share
    Place,
    /// 行为者: an event counts for each of its actors
    Actor,
}

impl By {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Type, Self::Place, Self::Actor];

    /// As it is asked for.
    pub fn name(self) -> &'static str {
        match self {
            Self::Type => "type",
            Self::Place => "place",
            Self::Actor => "actor",
        }
    }

    /// By what, in Chinese and English.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Type => ("按类型", "by type"),
            Self::Place => ("按地区", "by place"),
            Self::Actor => ("按行为者", "by actor"),
        }
    }
}

/// One sort of events over all periods.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// IRI of the type, place or actor; none for the events that have none, and for all the rest.
    pub iri: Option<String>,
    /// Its name.
    pub name: String,
    /// Events by period.
    pub counts: Vec<usize>,
}

impl Series {
    /// Events in all.
    pub fn total(&self) -> usize {
        self.counts.iter().sum()
    }
}

/// Events over time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    /// How long a period is.
    pub period: Period,
    /// First days of the periods, without a gap.
    pub starts: Vec<Date>,
    /// The series, the largest first; what has no room is one series at the end.
    pub series: Vec<Series>,
    /// Events that are counted.
    pub events: usize,
    /// Those of them whose text gives no day: they count on the day of the paper.
    pub by_paper: usize,
    /// Events left out, for their time is longer than a period or nothing gives one.
    pub left_out: usize,
}

impl Timeline {
    /// What must be known to read it: how many events count, and which do not, each as `中文 | English`.
    pub fn notes(&self) -> Vec<String> {
        let mut notes = vec![format!("{0}个事件 | {0} events", self.events)];
        if self.by_paper > 0 {
            notes.push(format!("{0}个无日期，按见报日计 | {0} without a day, counted when printed", self.by_paper));
        }
        if self.left_out > 0 {
            notes.push(format!(
                "{0}个未计：时间不在一期之内 | {0} left out, for no one period holds their time",
                self.left_out
            ));
        }
        notes
    }
}

/// Longest span of periods: what lies further apart is a slip of the press, and no picture would show it.
const LONGEST: usize = 20_000;

/// An event as far as a timeline counts it.
#[derive(Clone, Copy, Debug)]
pub struct Happening<'a> {
    /// First and last day that it may touch; none where nothing gives one.
    pub days: Option<(Date, Date)>,
    /// Whether the text gives them; else they are those of the papers.
    pub told: bool,
    /// What it counts for, by number.
    pub sorts: &'a [u32],
}

/// The timeline of the events in `scope`; at most `most` series and one of the rest.
///
/// # Errors
/// The engine's.
pub fn timeline(store: &Store, scope: &Scope, period: Period, by: By, most: usize) -> Looked<Timeline> {
    let look = Look::at(store);
    let events = scope.facts(store, v::EVENT)?;
    let level = if by == By::Place { shared_level(look, &events)? } else { None };
    let (mut names, mut numbers) = (Vec::new(), BTreeMap::new());
    let mut counted = Vec::new();
    for event in &events {
        let days = event.days.as_ref().and_then(|days| Some((days.first.parse().ok()?, days.last.parse().ok()?)));
        let mut sorts = Vec::new();
        for key in keys(look, event, by, level.as_deref())? {
            sorts.push(*numbers.entry(key.clone()).or_insert_with(|| {
                names.push(key);
                u32::try_from(names.len() - 1).unwrap_or(u32::MAX)
            }));
        }
        counted.push((days, event.days.as_ref().is_some_and(|days| days.told), sorts));
    }
    let each = |see: &mut dyn FnMut(Happening<'_>)| {
        for (days, told, sorts) in &counted {
            see(Happening { days: *days, told: *told, sorts });
        }
    };
    let name = |sort: u32| {
        let iri = names.get(sort as usize)?;
        Some((iri.as_str().to_owned(), look.label(iri)))
    };
    let name = |sort| name(sort).map(|(iri, name)| name.map(|name| (iri, name))).transpose();
    count(&each, &name, period, by, most)
}

/// Shows every event, one after the other, to whoever looks.
pub type Shown<'s> = dyn Fn(&mut dyn FnMut(Happening<'_>)) + 's;

/// The timeline of the events that `each` shows, as often as it is asked to; at most `most` series and one of the rest. `name`
/// gives the IRI and the name of what a number stands for. Events that count for nothing are a series without an IRI.
///
/// # Errors
/// Those of `name`.
pub fn count<E>(
    each: &Shown<'_>,
    name: &dyn Fn(u32) -> Result<Option<(String, String)>, E>,
    period: Period,
    by: By,
    most: usize,
) -> Result<Timeline, E> {
    let mut bounds: Option<(Date, Date)> = None;
    let mut totals: BTreeMap<Option<u32>, usize> = BTreeMap::new();
    each(&mut |event| {
        if let Some(start) = start(&event, period) {
            bounds = Some(bounds.map_or((start, start), |(first, last)| (first.min(start), last.max(start))));
            sorts(&event, |sort| *totals.entry(sort).or_default() += 1);
        }
    });
    let starts = periods(bounds.map(|(first, _)| first), bounds.map(|(_, last)| last), period);
    let mut series = largest(&totals, name, by, most)?;
    let rest = totals.len() - series.len();
    let place: BTreeMap<Option<u32>, usize> = series.iter().map(|(sort, _)| *sort).zip(0..).collect();
    let mut counts = vec![vec![0; starts.len()]; series.len() + 1];
    let (mut events, mut by_paper, mut left_out) = (0, 0, 0);
    each(&mut |event| {
        let start = start(&event, period);
        by_paper += usize::from(start.is_some() && !event.told);
        match start.and_then(|start| starts.binary_search(&start).ok()) {
            Some(at) => {
                events += 1;
                sorts(&event, |sort| counts[place.get(&sort).copied().unwrap_or(series.len())][at] += 1);
            }
            None => left_out += 1,
        }
    });
    if rest > 0 {
        let name = format!("其余{rest}项 other");
        series.push((None, Series { iri: None, name, counts: Vec::new() }));
    }
    let series = series.into_iter().zip(counts).map(|((_, series), counts)| Series { counts, ..series }).collect();
    Ok(Timeline { period, starts, series, events, by_paper, left_out })
}

/// What an event counts for: its sorts, or none of them.
fn sorts(event: &Happening<'_>, mut each: impl FnMut(Option<u32>)) {
    match event.sorts {
        [] => each(None),
        sorts => sorts.iter().for_each(|sort| each(Some(*sort))),
    }
}

/// The series that have most events, still without their counts, each with what it counts.
fn largest<E>(
    totals: &BTreeMap<Option<u32>, usize>,
    name: &dyn Fn(u32) -> Result<Option<(String, String)>, E>,
    by: By,
    most: usize,
) -> Result<Vec<(Option<u32>, Series)>, E> {
    let mut all: Vec<usize> = totals.values().copied().collect();
    all.sort_unstable_by(|a, b| b.cmp(a));
    // Names are looked up for those alone that can be among the most: names tell which of several with as many comes first.
    let least = all.get(most.saturating_sub(1)).or(all.last()).copied().unwrap_or_default();
    let mut series = Vec::new();
    for (&sort, &total) in totals.iter().filter(|(_, total)| **total >= least) {
        let known = sort.map(name).transpose()?.flatten();
        let (iri, name) = known.map_or_else(|| (None, nameless(by).to_owned()), |(iri, name)| (Some(iri), name));
        series.push((total, sort, Series { iri, name, counts: Vec::new() }));
    }
    series.sort_by(|(a, _, one), (b, _, other)| {
        b.cmp(a).then_with(|| (&one.name, &one.iri).cmp(&(&other.name, &other.iri)))
    });
    series.truncate(most);
    Ok(series.into_iter().map(|(_, sort, series)| (sort, series)).collect())
}

/// What the events are called that have no place or no actor.
fn nameless(by: By) -> &'static str {
    match by {
        By::Type => "类型不详 no type",
        By::Place => "地区不详 no place",
        By::Actor => "无行为者 no actor",
    }
}

/// The period of an event: that of its days where they lie in one.
fn start(event: &Happening<'_>, period: Period) -> Option<Date> {
    let (first, last) = event.days?;
    let start = period.of(first);
    // Retold on many days, it counts on the first of them.
    (!event.told || period.of(last) == start).then_some(start)
}

/// The first days of all periods from `first` to `last`.
fn periods(first: Option<Date>, last: Option<Date>, period: Period) -> Vec<Date> {
    let (Some(first), Some(last)) = (first, last) else { return Vec::new() };
    let mut starts = Vec::new();
    let mut next = Some(first);
    while let Some(start) = next.filter(|start| *start <= last && starts.len() < LONGEST) {
        starts.push(start);
        next = start.checked_add(period.length()).ok();
    }
    starts
}

/// What an event counts for.
fn keys(look: Look<'_>, event: &Fact, by: By, level: Option<&str>) -> Looked<Vec<NamedNode>> {
    Ok(match by {
        By::Type => event.things(v::EVENT_TYPE),
        By::Actor => event.things(v::HAS_ACTOR),
        By::Place => {
            let mut found = Vec::new();
            for place in event.things(v::AT) {
                if look.text(&place, v::LEVEL)?.as_deref() == level {
                    found.push(place);
                }
            }
            found
        }
    })
}

/// Levels of divisions, the highest first.
const LEVELS: [&str; 4] = ["province", "prefecture", "county", "township"];

/// The highest level at which the events lie in several divisions; the county's where they share all.
fn shared_level(look: Look<'_>, events: &[Fact]) -> Looked<Option<String>> {
    let dated = events.iter().filter(|event| event.days.is_some());
    let places: BTreeSet<NamedNode> = dated.flat_map(|event| event.things(v::AT)).collect();
    let levels = places.iter().filter_map(|place| look.text(place, v::LEVEL).transpose());
    Ok(Some(parting(levels.collect::<Looked<Vec<_>>>()?.iter().map(String::as_str)).to_owned()))
}

/// Of the levels of the places of all events, each place once, the highest that comes more than once; the county's where none does.
pub fn parting<'a>(levels: impl Iterator<Item = &'a str>) -> &'static str {
    let mut counts = [0; LEVELS.len()];
    for level in levels {
        if let Some(at) = LEVELS.iter().position(|known| level == *known) {
            counts[at] += 1;
        }
    }
    let at = counts.iter().position(|count| *count > 1).unwrap_or(2);
    LEVELS[at]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    #[test]
    fn periods_have_no_gap() {
        for (period, first, last, count, second) in [
            (Period::Day, "2022-02-27", "2022-03-02", 4, "2022-02-28"),
            (Period::Week, "2022-12-27", "2023-01-09", 3, "2023-01-02"),
            (Period::Month, "2022-11-30", "2023-02-01", 4, "2022-12"),
        ] {
            let starts = periods(Some(period.of(day(first))), Some(period.of(day(last))), period);
            assert_eq!((starts.len(), period.written(starts[1])), (count, second.to_owned()), "{period:?}");
        }
        assert!(periods(None, None, Period::Day).is_empty());
    }
}
