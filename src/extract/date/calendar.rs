//! Days, months and years told with numbers, and what may follow each.

use super::{Scanner, TO, Told, on, small};
use crate::lexicon::Cue;
use crate::lexicon::lists::{TimeKind, TimeWord};
use crate::model::reading::{Base, Point};
use crate::text::numbers::{digit, whole};

impl Scanner<'_, '_> {
    /// A date that begins with a number.
    pub(super) fn calendar(&self, at: usize, first: Option<Point>) -> Option<Told> {
        let (value, end) = whole(self.draft.text, at)?;
        let rest = self.rest(end);
        if let Some(told) = self.dotted(at).or_else(|| self.dotted_month(at)) {
            return Some(told);
        }
        if rest.starts_with('年') && (1900..2100).contains(&value) {
            let mut end = end + "年".len();
            if self.rest(end).starts_with("度") {
                end += "度".len();
            }
            let year = i16::try_from(value).ok();
            return Some(self.months(on(Base::Calendar(year)), end));
        }
        if let Some(told) = self.days_ago(at, value, end) {
            return Some(told);
        }
        let base = first.map_or(Base::Calendar(None), |point| point.base);
        // 12年 behind 至 is no year; the first number of 1-6月 is a month by its second.
        if rest.starts_with('月') && (1..=12).contains(&value) && !self.continues_word(end + "月".len()) {
            return Some(self.month(Point { month: small(value), ..on(base) }, end + "月".len()));
        }
        if first.is_none()
            && (1..=12).contains(&value)
            && let Some(second) = self.month_span(end)
        {
            let from = Point { month: small(value), ..on(base) };
            let to = Point { month: Some(second.0), ..on(base) };
            return Some(Told { point: from, to: Some(to), end: second.1, fixed: None });
        }
        if rest.starts_with('日') && (1..=31).contains(&value) {
            let end = end + "日".len();
            let counted = self.draft.text[..at].ends_with([
                '近', '续', '每', '前', '第', '约', '余', '满', '星', '周', '期', '次', '这', '数', '几', '达', '末',
            ]);
            if counted || self.draft.lexicon.cues.starts(Cue::DayGoesOn, self.rest(end)) {
                return None;
            }
            let month = first.and_then(|point| point.month);
            let point = Point { month, day: small(value), ..on(base) };
            return Some(self.weekday_and_hours(point, end));
        }
        None
    }

    /// 6天前 at the beginning of a clause, counted from the issue date: 开考3天前 counts from what it names, 3天前往 goes on.
    fn days_ago(&self, at: usize, value: u32, end: usize) -> Option<Told> {
        let ago = ["天前", "天之前", "天以前"].iter().find(|ago| self.rest(end).starts_with(**ago))?;
        let opens =
            self.draft.before(at).is_none_or(|c| matches!(c, '，' | '。' | '“' | '”' | '；' | '在' | '就' | '于'));
        let after = end + ago.len();
        let goes_on = self.rest(after).starts_with(['往', '来', '去', '进', '后']);
        let days = i16::try_from(value).ok().filter(|days| (1..=31).contains(days))?;
        let told = Told { point: on(Base::DayFromIssue(-days)), to: None, end: after, fixed: None };
        (opens && !goes_on).then_some(told)
    }

    /// 月 that goes on as another word: 月份 is none, 月饼, 月球.
    pub(super) fn continues_word(&self, end: usize) -> bool {
        self.draft.lexicon.cues.starts(Cue::MonthGoesOn, self.rest(end))
    }

    /// -6月, 至6月 behind the first month's number.
    pub(super) fn month_span(&self, at: usize) -> Option<(i8, usize)> {
        let mark = TO.iter().find(|mark| self.rest(at).starts_with(**mark))?;
        let mut at = at + mark.len();
        while let Some(mark) = TO[2..].iter().find(|mark| self.rest(at).starts_with(**mark)) {
            at += mark.len();
        }
        let (value, end) = whole(self.draft.text, at)?;
        let fits = (1..=12).contains(&value) && self.rest(end).starts_with('月');
        fits.then_some((small(value)?, end + "月".len()))
    }

    /// 2022-05-09, 2022.5.9, 2022/5/9.
    pub(super) fn dotted(&self, at: usize) -> Option<Told> {
        let (year, end) = whole(self.draft.text, at)?;
        let mark = self.rest(end).chars().next().filter(|c| matches!(c, '-' | '.' | '/' | '．'))?;
        let (month, end) = whole(self.draft.text, end + mark.len_utf8())?;
        if !self.rest(end).starts_with(mark) {
            return None;
        }
        let (day, end) = whole(self.draft.text, end + mark.len_utf8())?;
        let fits = (1900..2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
        if !fits || self.rest(end).starts_with(mark) {
            return None;
        }
        let base = Base::Calendar(i16::try_from(year).ok());
        let point = Point { base, month: small(month), day: small(day), clock: None };
        Some(self.weekday_and_hours(point, end))
    }

    /// 2021.06, as careers are told.
    pub(super) fn dotted_month(&self, at: usize) -> Option<Told> {
        let (year, end) = whole(self.draft.text, at)?;
        let rest = self.rest(end).strip_prefix('.')?;
        let (month, after) = whole(self.draft.text, end + 1)?;
        let next = rest.get(2..)?.chars().next();
        let fits = (1900..2100).contains(&year) && (1..=12).contains(&month) && after == end + 3;
        if !fits || next.is_some_and(|c| matches!(c, '万' | '亿' | '元' | '.' | '%' | '％') || digit(c).is_some()) {
            return None;
        }
        let base = Base::Calendar(i16::try_from(year).ok());
        Some(Told { point: Point { month: small(month), ..on(base) }, to: None, end: after, fixed: None })
    }

    /// What may follow a year: a month, 上半年, 年初.
    pub(super) fn months(&self, point: Point, end: usize) -> Told {
        if let Some((value, after)) = whole(self.draft.text, end)
            && (1..=12).contains(&value)
        {
            if self.rest(after).starts_with('月') {
                return self.month(Point { month: small(value), ..point }, after + "月".len());
            }
            if let Some((last, after)) = self.month_span(after) {
                let from = Point { month: small(value), ..point };
                return Told { point: from, to: Some(Point { month: Some(last), ..point }), end: after, fixed: None };
            }
        }
        if let Some((word, after)) = self.word(end, &[TimeKind::YearPart]) {
            return self.year_part(point, word, after);
        }
        for (word, month) in [("初", 1), ("底", 12), ("末", 12)] {
            if self.rest(end).starts_with(word) && self.draft.text[..end].ends_with('年') {
                return Told {
                    point: Point { month: Some(month), ..point },
                    to: None,
                    end: end + word.len(),
                    fixed: None,
                };
            }
        }
        // 去年同期, 2022年同期
        let same = ["同期", "全年"].iter().find(|same| self.rest(end).starts_with(**same));
        Told { point, to: None, end: end + same.map_or(0, |same| same.len()), fixed: None }
    }

    pub(super) fn year_part(&self, point: Point, word: &TimeWord, end: usize) -> Told {
        let (first, last) = word.numbers();
        let from = Point { month: Some(first), ..point };
        let to = (last != first).then_some(Point { month: Some(last), ..point });
        Told { point: from, to, end, fixed: None }
    }

    /// 上半年, 一季度 without a year: of the year that the text tells of.
    pub(super) fn part_alone(&self, at: usize, first: Option<Point>) -> Option<Told> {
        let base = first.map_or(Base::YearFromIssue(0), |point| point.base);
        let (word, end) = self.word(at, &[TimeKind::YearPart]).filter(|(_, end)| self.is_free(at, *end))?;
        Some(self.year_part(on(base), word, end))
    }

    /// What may follow a month: a day, 上旬, 份.
    pub(super) fn month(&self, point: Point, end: usize) -> Told {
        if let Some((value, after)) = whole(self.draft.text, end)
            && (1..=31).contains(&value)
            && self.rest(after).starts_with(['日', '号'])
        {
            return self.weekday_and_hours(Point { day: small(value), ..point }, after + "日".len());
        }
        self.days(point, end)
    }

    /// What may follow a month that is no number, or that no day follows.
    pub(super) fn days(&self, point: Point, end: usize) -> Told {
        if point.month.is_none()
            && let Some((value, after)) = whole(self.draft.text, end)
            && (1..=31).contains(&value)
            && self.rest(after).starts_with(['日', '号'])
        {
            return self.weekday_and_hours(Point { day: small(value), ..point }, after + "日".len());
        }
        let Some((word, after)) = self.word(end, &[TimeKind::MonthPart]) else {
            return Told { point, to: None, end, fixed: None };
        };
        match word.numbers() {
            (1, 31) => Told { point, to: None, end: after, fixed: None },
            (first, last) => {
                let from = Point { day: Some(first), ..point };
                Told { point: from, to: Some(Point { day: Some(last), ..point }), end: after, fixed: None }
            }
        }
    }
}
