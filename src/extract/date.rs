//! Times.
//!
//! **Finds** days, months, years, clock times, spans of them, and the words that point to one: 昨日, 当天, 目前.
//! **Rule** a time is told from the large to the small (year, month, day, part of the day, clock), each part in digits or
//! words; 至, — or 到 joins two, the second taking from the first what it leaves out. 截至 before it opens the start, 以来
//! or 起 behind it the end. What stands in 《》 is a title; 3日内 is no day but how long.
//! **In** 截至5月8日8时，…… 3月6日至9日，…… 当天上午10时，……
//! **Out** Until(5-8 T8:00) | Between(3-6, 3-9) | At(day named before, T10:00)

use super::Draft;
use crate::lexicon::Sense;
use crate::lexicon::lists::{TimeKind, TimeWord};
use crate::model::reading::{Base, DateMention, Point, Time};
use crate::text::Span;
use crate::text::numbers::{begins_number, digit, whole};

/// Finds them.
pub fn extract(draft: &mut Draft<'_>) {
    let found = Scanner { draft }.scan();
    draft.reading.dates = found;
}

/// Words that say that a time opens the start.
const UNTIL: &[&str] = &["截至到", "截止到", "截至", "截止"];
/// Words behind a time that open the end.
const SINCE: &[&str] = &["以来", "开始", "起", "至今"];
/// Words behind a day of birth.
const BORN: &[&str] = &["出生", "生，", "生,", "生人", "生于"];
/// Words between the two ends of a span.
const TO: &[&str] = &["至", "到", "—", "－", "-", "～", "~", "–"];
/// Words behind a number of 日 that make it a length of time, or part of another word.
const NO_DAY: &[&str] =
    &["内", "之内", "以内", "游", "间", "以上", "以下", "行", "程", "龄", "均", "报", "后内", "元", "本"];

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
        let text = self.draft.text;
        let mut starts: Vec<usize> = Vec::new();
        let mut inside = false;
        let mut title = 0usize;
        let mut hits = self.draft.hits.iter().filter(|hit| self.draft.senses(**hit).iter().any(is_time)).peekable();
        for (at, c) in text.char_indices() {
            let begins = begins_number(c);
            let mut word = false;
            while hits.peek().is_some_and(|hit| hit.span.from() <= at) {
                word |= hits.next().is_some_and(|hit| hit.span.from() == at);
            }
            match c {
                '《' => title += 1,
                '》' => title = title.saturating_sub(1),
                '。' => title = 0,
                _ => {}
            }
            if title == 0 && ((begins && !inside) || word) {
                starts.push(at);
            }
            inside = begins;
        }
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
        // A birth dates no act.
        if BORN.iter().any(|word| self.rest(end).starts_with(word)) {
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
        use TimeKind::{Day, Festival, Month, NamedDay, NamedMonth, NamedYear, Now, UntilNamed, UntilNow, Vague, Year};
        const HEADS: &[TimeKind] =
            &[Day, Month, Year, NamedDay, NamedMonth, NamedYear, Now, UntilNamed, UntilNow, Vague, Festival];
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

    /// A date that begins with a number.
    fn calendar(&self, at: usize, first: Option<Point>) -> Option<Told> {
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
            if counted || NO_DAY.iter().any(|word| self.rest(end).starts_with(word)) {
                return None;
            }
            let month = first.and_then(|point| point.month);
            let point = Point { month, day: small(value), ..on(base) };
            return Some(self.weekday_and_hours(point, end));
        }
        None
    }

    /// 月 that goes on as another word: 月份 is none, 月饼, 月球.
    fn continues_word(&self, end: usize) -> bool {
        self.rest(end).starts_with(['饼', '球', '季', '薪', '票', '嫂', '均', '息', '租'])
    }

    /// -6月, 至6月 behind the first month's number.
    fn month_span(&self, at: usize) -> Option<(i8, usize)> {
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
    fn dotted(&self, at: usize) -> Option<Told> {
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
    fn dotted_month(&self, at: usize) -> Option<Told> {
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
    fn months(&self, point: Point, end: usize) -> Told {
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

    fn year_part(&self, point: Point, word: &TimeWord, end: usize) -> Told {
        let (first, last) = word.numbers();
        let from = Point { month: Some(first), ..point };
        let to = (last != first).then_some(Point { month: Some(last), ..point });
        Told { point: from, to, end, fixed: None }
    }

    /// 上半年, 一季度 without a year: of the year that the text tells of.
    fn part_alone(&self, at: usize, first: Option<Point>) -> Option<Told> {
        let base = first.map_or(Base::YearFromIssue(0), |point| point.base);
        let (word, end) = self.word(at, &[TimeKind::YearPart]).filter(|(_, end)| self.is_free(at, *end))?;
        Some(self.year_part(on(base), word, end))
    }

    /// What may follow a month: a day, 上旬, 份.
    fn month(&self, point: Point, end: usize) -> Told {
        if let Some((value, after)) = whole(self.draft.text, end)
            && (1..=31).contains(&value)
            && self.rest(after).starts_with(['日', '号'])
        {
            return self.weekday_and_hours(Point { day: small(value), ..point }, after + "日".len());
        }
        self.days(point, end)
    }

    /// What may follow a month that is no number, or that no day follows.
    fn days(&self, point: Point, end: usize) -> Told {
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

    /// （星期三） behind a day, then hours.
    fn weekday_and_hours(&self, point: Point, end: usize) -> Told {
        let mut end = end;
        for (open, close) in [('（', '）'), ('(', ')')] {
            let Some(inner) = self.rest(end).strip_prefix(open) else { continue };
            let Some(length) = inner.find(close).filter(|&length| length <= "农历十二月二十三".len()) else {
                continue;
            };
            let words = &inner[..length];
            if ["星期", "周", "农历", "正月", "腊月", "除夕", "大年"].iter().any(|word| words.starts_with(word))
            {
                end += open.len_utf8() + length + close.len_utf8();
            }
        }
        let told = Told { point, to: None, end, fixed: None };
        match self.word(end, &[TimeKind::Part]) {
            Some((word, after)) => self.clock(Told { end: after, ..told }, Some(word)),
            None => self.clock(told, None),
        }
    }

    /// The hours behind 昨日 or 当晚, which may hold the part of the day themselves.
    fn hours(&self, told: Told, word: &TimeWord) -> Told {
        if let Some((part, after)) = self.word(told.end, &[TimeKind::Part]) {
            return self.clock(Told { end: after, ..told }, Some(part));
        }
        let held = word.word.char_indices().next_back().and_then(|(last, _)| {
            self.word(told.end - (word.word.len() - last), &[TimeKind::Part]).map(|(part, _)| part)
        });
        self.clock(told, held)
    }

    /// A clock time behind a day.
    fn clock(&self, told: Told, part: Option<&TimeWord>) -> Told {
        match self.clock_at(told.end, part.is_some(), true) {
            Some((hour, minute, end)) => {
                let clock = Some((self.half(hour, part), minute));
                Told { point: Point { clock, ..told.point }, end, ..told }
            }
            None => told,
        }
    }

    fn half(&self, hour: i8, part: Option<&TimeWord>) -> i8 {
        let Some(part) = part else { return hour };
        match part.edtf_rule.as_str() {
            "pm" if hour < 12 && !(part.word == "深夜" && hour < 5) => hour + 12,
            "pm" if hour == 12 && part.word.contains(['晚', '夜']) => 24,
            "noon" if hour < 6 => hour + 12,
            _ => hour,
        }
    }

    /// A clock time alone: 上午8时, 8时30分. Of the day named before.
    fn clock_alone(&self, at: usize, first: Option<Point>) -> Option<Told> {
        let mut point = first.unwrap_or(on(Base::DayFromNamed(0)));
        let part = self.word(at, &[TimeKind::Part]).filter(|(word, _)| self.is_free(at, at + word.word.len()));
        let from = part.map_or(at, |(_, end)| end);
        let second = first.is_some_and(|first| first.clock.is_some());
        let (hour, minute, end) = self.clock_at(from, part.is_some(), second)?;
        point.clock = Some((self.half(hour, part.map(|(word, _)| word)), minute));
        Some(Told { point, to: None, end, fixed: None })
    }

    /// 8时, 8时30分许, 8点半, 8:30 at byte `at`. Where neither a day nor a part of the day stands before it, 8点 must go on
    /// (it may count points) and 8:30 is a score.
    fn clock_at(&self, at: usize, part: bool, day: bool) -> Option<(i8, i8, usize)> {
        let (hour, mut end) = whole(self.draft.text, at)?;
        if hour > 24 {
            return None;
        }
        let mark = self.rest(end).chars().next()?;
        end += mark.len_utf8();
        let minutes = |at: usize| whole(self.draft.text, at).filter(|(value, _)| *value < 60);
        match mark {
            '时' | '点' => {
                let exact = self.rest(end).starts_with('钟');
                if exact {
                    end += "钟".len();
                }
                let mut minute = 0;
                let mut told = part || day || exact;
                if self.rest(end).starts_with('半') {
                    minute = 30;
                    end += "半".len();
                    told = true;
                } else if self.rest(end).starts_with('整') {
                    end += "整".len();
                    told |= mark == '时';
                } else if let Some((value, after)) = minutes(end) {
                    if self.rest(after).starts_with('分') {
                        minute = value;
                        end = after + "分".len();
                        told = true;
                    } else if (part || day) && self.draft.after(end).and_then(digit).is_some() {
                        minute = value;
                        end = after;
                    }
                } else if self.rest(end).starts_with(['间', '代', '期', '候', '长', '刻', '段', '差']) && mark == '时'
                {
                    return None;
                }
                told |= mark == '时' && (1..=24).contains(&hour);
                for about in ["许", "左右"] {
                    if self.rest(end).starts_with(about) {
                        end += about.len();
                    }
                }
                told.then_some((small(hour)?, small(minute)?, end))
            }
            ':' | '：' if part || day => {
                let (minute, after) = minutes(end).filter(|(_, after)| after - end == 2)?;
                Some((small(hour)?, small(minute)?, after))
            }
            _ => None,
        }
    }
}

fn is_time(sense: &Sense) -> bool {
    matches!(sense, Sense::Time(_))
}

/// Nothing stated.
const EMPTY: Point = on(Base::Calendar(None));

const fn on(base: Base) -> Point {
    Point { base, month: None, day: None, clock: None }
}

fn small(value: u32) -> Option<i8> {
    i8::try_from(value).ok()
}
