//! Times.
//!
//! **Finds** days, months, years, clock times, spans of them, and the words that point to one: 昨日, 当天, 目前.
//! **Rule** a time is told from the large to the small (year, month, day, part of the day, clock), each part in digits or
//! words; 至, — or 到 joins two, the second taking from the first what it leaves out. 截至 before it opens the start, 以来
//! or 起 behind it the end. What stands in 《》 is a title; 3日内 is no day but how long.
//! **In** 截至5月8日8时，…… 3月6日至9日，…… 当天上午10时，……
//! **Out** Until(5-8 T8:00) | Between(3-6, 3-9) | At(day named before, T10:00)

mod calendar;
mod clock;

use super::Draft;
use crate::lexicon::lists::{TimeKind, TimeWord};
use crate::lexicon::{Cue, Lists, Sense};
use crate::model::reading::{Base, DateMention, Point, Time};
use crate::text::Span;
use crate::text::numbers::begins_number;

/// Finds them.
pub fn extract(draft: &mut Draft<'_>) {
    let found = Scanner { draft }.scan();
    draft.reading.dates = found;
}

/// Words that say that a time opens the start.
const UNTIL: &[&str] = &["截至到", "截止到", "截至", "截止"];
/// Words behind a time that open the end.
const SINCE: &[&str] = &["以来", "开始", "起", "至今"];
/// Words between the two ends of a span.
const TO: &[&str] = &["至", "到", "—", "－", "-", "～", "~", "–"];
struct Scanner<'d, 'a> {
    draft: &'d Draft<'a>,
}

/// A point of time with where it ends and which parts it states.
#[derive(Clone, Copy)]
struct Told {
    point: Point,
    /// Last point of the span, for 上半年 and 上旬.
    to: Option<Point>,
    end: usize,
    fixed: Option<Time>,
}

impl<'a> Scanner<'_, 'a> {
    fn scan(&self) -> Vec<DateMention> {
        let draft = self.draft;
        let words = draft.hits.iter().filter(|hit| hit.is_of(Lists::TIMES));
        let mut starts: Vec<usize> = words.map(|hit| hit.span.from()).collect();
        let mut inside = usize::MAX;
        for &(at, c) in draft.numerals.iter().filter(|(_, c)| begins_number(*c)) {
            if at != inside {
                starts.push(at);
            }
            inside = at + c.len_utf8();
        }
        starts.sort_unstable();
        starts.dedup();
        // A title dates nothing: 《2023年…》.
        let mut titles = draft.marks.iter().filter(|(_, c)| matches!(c, '《' | '》' | '。')).peekable();
        let mut depth = 0usize;
        starts.retain(|start| {
            while let Some((_, mark)) = titles.next_if(|(at, _)| at < start) {
                depth = match mark {
                    '《' => depth + 1,
                    '》' => depth.saturating_sub(1),
                    _ => 0,
                };
            }
            depth == 0
        });
        let mut found: Vec<DateMention> = Vec::new();
        for start in starts {
            if found.last().is_some_and(|date| start < date.span.to()) {
                continue;
            }
            if let Some(date) = self.date(start) {
                found.push(date);
            }
        }
        found
    }

    fn date(&self, start: usize) -> Option<DateMention> {
        let first = self.point(start, None)?;
        let mut end = first.end;
        let mut time = match (first.fixed, first.to) {
            (Some(time), _) => return Some(DateMention { span: Span::new(start, end), time }),
            (None, Some(to)) => Time::Between(first.point, to),
            (None, None) => Time::At(first.point),
        };
        if let Time::At(from) = time
            && let Some(second) = self.second(end, from)
        {
            end = second.end;
            let to = second.to.unwrap_or(second.point);
            // 7月24日凌晨至7月24日10时 is a day.
            let same = (from.base, from.month, from.day) == (to.base, to.month, to.day) && from.clock.is_none();
            time = if same { Time::At(from) } else { Time::Between(from, to) };
        }
        // A birth dates no act, 每年7月10日 and 农历七月 no day.
        let told = &self.draft.text[..start];
        let recurs = ["每年", "每年的", "农历", "阴历", "旧历"].iter().any(|word| told.ends_with(word));
        if recurs || self.draft.lexicon.cues.starts(Cue::Born, self.rest(end)) {
            return Some(DateMention { span: Span::new(start, end), time: Time::Vague });
        }
        let mut begin = start;
        let before = &self.draft.text[..start];
        if let Some(word) = UNTIL.iter().find(|word| before.ends_with(**word)) {
            begin -= word.len();
            time = match time {
                Time::At(point) | Time::Between(_, point) => Time::Until(point),
                other => other,
            };
        } else if let Time::At(point) = time {
            if let Some(word) = SINCE.iter().find(|word| self.rest(end).starts_with(**word)) {
                if (*word != "开始" || self.opens_with_from(start)) && !self.rest(end).starts_with("起草") {
                    end += word.len();
                    time = Time::Since(point);
                }
            } else if self.opens_with_from(start) && self.clause_has_since(end) {
                time = Time::Since(point);
            }
        }
        Some(DateMention { span: Span::new(begin, end), time })
    }

    /// 自 or 从 before the time.
    fn opens_with_from(&self, start: usize) -> bool {
        self.draft.text[..start].ends_with(['自', '从'])
    }

    /// 以来 or 起 later in the clause: 自5月推出以来.
    fn clause_has_since(&self, end: usize) -> bool {
        let clause: &str = self.rest(end).split(['，', '。', '；', '、', '！', '？', ',', '：']).next().unwrap_or("");
        clause.ends_with("以来") || clause.ends_with("至今") || clause.contains("以来")
    }

    /// The second end of a span, which begins behind 至, 到 or a dash at `end`.
    fn second(&self, end: usize, from: Point) -> Option<Told> {
        let mut at = end;
        if self.rest(at).starts_with('起') {
            at += "起".len();
        }
        if let Some(rest) = self.rest(at).strip_prefix('、') {
            // 2月、3月: one after the other makes a span.
            let second = self.point(self.draft.text.len() - rest.len(), Some(from))?;
            let (to, next) = (second.point, |a: Option<i8>, b: Option<i8>| a.zip(b).is_some_and(|(a, b)| a + 1 == b));
            let months = next(from.month, to.month) && from.day.is_none() && to.day.is_none();
            let days = next(from.day, to.day) && from.month == to.month;
            let plain = second.fixed.is_none() && second.to.is_none() && from.base == to.base;
            return (plain && (months || days)).then_some(second);
        }
        let mark = TO.iter().find(|mark| self.rest(at).starts_with(**mark))?;
        at += mark.len();
        while let Some(mark) = TO[2..].iter().find(|mark| self.rest(at).starts_with(**mark)) {
            at += mark.len();
        }
        let second = self.point(at, Some(from))?;
        second.fixed.is_none().then_some(second)
    }

    fn rest(&self, at: usize) -> &'a str {
        self.draft.text.get(at..).unwrap_or("")
    }

    /// The longest word of time of these kinds at byte `at`.
    fn word(&self, at: usize, kinds: &[TimeKind]) -> Option<(&'a TimeWord, usize)> {
        self.draft.hits_at(at).find_map(|hit| {
            let word = self.draft.senses(hit).iter().find_map(|sense| match sense {
                Sense::Time(row) => self.draft.lexicon.times.get(usize::from(*row)),
                _ => None,
            })?;
            kinds.contains(&word.kind).then_some((word, hit.span.to()))
        })
    }

    /// The point of time that begins at byte `at`; behind the first end of a span, with what that stated.
    fn point(&self, at: usize, first: Option<Point>) -> Option<Told> {
        use TimeKind::{
            Day, Festival, Month, NamedDay, NamedMonth, NamedYear, Now, UntilNamed, UntilNow, Vague, Week, Year,
        };
        const HEADS: &[TimeKind] =
            &[Day, Week, Month, Year, NamedDay, NamedMonth, NamedYear, Now, UntilNamed, UntilNow, Vague, Festival];
        if let Some((word, end)) = self.word(at, HEADS)
            && self.is_free(at, end)
        {
            let shift = i16::from(word.numbers().0);
            let fixed = |time: Time| Some(Told { point: EMPTY, to: None, end, fixed: Some(time) });
            return match word.kind {
                Now => fixed(Time::Now),
                UntilNow => fixed(Time::UntilNow),
                Vague => fixed(Time::Vague),
                UntilNamed => fixed(Time::Until(on(Base::DayFromNamed(shift)))),
                Festival => self.festival(word, end),
                Week => self.weekday(word, end),
                Day => {
                    Some(self.hours(Told { point: on(Base::DayFromIssue(shift)), to: None, end, fixed: None }, word))
                }
                NamedDay => {
                    Some(self.hours(Told { point: on(Base::DayFromNamed(shift)), to: None, end, fixed: None }, word))
                }
                Month => Some(self.days(on(Base::MonthFromIssue(shift)), end)),
                NamedMonth => Some(self.days(on(Base::MonthFromNamed(shift)), end)),
                NamedYear => Some(self.months(on(Base::YearFromNamed(shift)), end)),
                _ => Some(self.months(on(Base::YearFromIssue(shift)), end)),
            };
        }
        self.calendar(at, first).or_else(|| self.part_alone(at, first)).or_else(|| self.clock_alone(at, first))
    }

    /// Whether the word is none by accident: 早 in 早在, 目前 in 题目前.
    fn is_free(&self, at: usize, end: usize) -> bool {
        self.draft.is_word_boundary(at) || self.draft.is_word_boundary(end)
    }

    /// 上周四.
    fn weekday(&self, word: &TimeWord, end: usize) -> Option<Told> {
        let name = self.draft.after(end)?;
        let day = match name {
            '天' => 7,
            _ => small(u32::try_from("一二三四五六日".chars().position(|day| day == name)?).ok()? + 1)?,
        };
        let point = on(Base::WeekdayFromIssue { weeks: word.numbers().0, day });
        Some(self.hours(Told { point, to: None, end: end + name.len_utf8(), fixed: None }, word))
    }

    /// 国庆节当天.
    fn festival(&self, word: &TimeWord, end: usize) -> Option<Told> {
        let mut at = end;
        if self.rest(at).starts_with('节') {
            at += "节".len();
        }
        let (day, end) = self.word(at, &[TimeKind::NamedDay])?;
        if day.numbers().0 != 0 {
            return None;
        }
        let (month, number) = word.numbers();
        let point = Point { base: Base::Calendar(None), month: Some(month), day: Some(number), clock: None };
        Some(self.hours(Told { point, to: None, end, fixed: None }, day))
    }
}

/// Nothing stated.
const EMPTY: Point = on(Base::Calendar(None));

const fn on(base: Base) -> Point {
    Point { base, month: None, day: None, clock: None }
}

fn small(value: u32) -> Option<i8> {
    i8::try_from(value).ok()
}
