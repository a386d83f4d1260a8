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

/// The timeline of the events in `scope`; at most `most` series and one of the rest.
///
/// # Errors
/// The engine's.
pub fn timeline(store: &Store, scope: &Scope, period: Period, by: By, most: usize) -> Looked<Timeline> {
    let look = Look::at(store);
    let (mut dated, mut left_out, mut by_paper) = (Vec::new(), 0, 0);
    for event in scope.facts(store, v::EVENT)? {
        match start(&event, period) {
            Some(start) => {
                by_paper += usize::from(event.days.as_ref().is_some_and(|days| !days.told));
                dated.push((start, event));
            }
            None => left_out += 1,
        }
    }
    dated.sort_by_key(|(start, _)| *start);
    let starts = periods(dated.first().map(|(start, _)| *start), dated.last().map(|(start, _)| *start), period);
    let level = if by == By::Place { shared_level(look, &dated)? } else { None };
    let mut counts: BTreeMap<Option<NamedNode>, Vec<usize>> = BTreeMap::new();
    let mut events = 0;
    for (start, event) in &dated {
        let Ok(at) = starts.binary_search(start) else {
            left_out += 1;
            continue;
        };
        events += 1;
        for key in keys(look, event, by, level.as_deref())? {
            counts.entry(key).or_insert_with(|| vec![0; starts.len()])[at] += 1;
        }
    }
    let mut series = Vec::new();
    for (key, counts) in counts {
        let name = key.as_ref().map_or_else(|| Ok(nameless(by).to_owned()), |key| look.label(key))?;
        series.push(Series { iri: key.map(NamedNode::into_string), name, counts });
    }
    series.sort_by(|a, b| b.total().cmp(&a.total()).then_with(|| (&a.name, &a.iri).cmp(&(&b.name, &b.iri))));
    if series.len() > most {
        let rest = series.split_off(most);
        let counts = (0..starts.len()).map(|at| rest.iter().map(|series| series.counts[at]).sum()).collect();
        series.push(Series { iri: None, name: format!("其余{}项 other", rest.len()), counts });
    }
    Ok(Timeline { period, starts, series, events, by_paper, left_out })
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
fn start(event: &Fact, period: Period) -> Option<Date> {
    let days = event.days.as_ref()?;
    let first = period.of(days.first.parse().ok()?);
    // Retold on many days, it counts on the first of them.
    if !days.told {
        return Some(first);
    }
    (period.of(days.last.parse().ok()?) == first).then_some(first)
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
fn keys(look: Look<'_>, event: &Fact, by: By, level: Option<&str>) -> Looked<Vec<Option<NamedNode>>> {
    let keys = match by {
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
    };
    Ok(if keys.is_empty() { vec![None] } else { keys.into_iter().map(Some).collect() })
}

/// The highest level at which the events lie in several divisions; the county's where they share all.
fn shared_level(look: Look<'_>, dated: &[(Date, Fact)]) -> Looked<Option<String>> {
    const LEVELS: [&str; 4] = ["province", "prefecture", "county", "township"];
    let places: BTreeSet<NamedNode> = dated.iter().flat_map(|(_, event)| event.things(v::AT)).collect();
    let mut counts = [0; LEVELS.len()];
    for place in &places {
        let level = look.text(place, v::LEVEL)?;
        if let Some(at) = LEVELS.iter().position(|known| level.as_deref() == Some(known)) {
            counts[at] += 1;
        }
    }
    let at = counts.iter().position(|count| *count > 1).unwrap_or(2);
    Ok(Some(LEVELS[at].to_owned()))
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
