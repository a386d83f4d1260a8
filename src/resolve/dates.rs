//! What the dates of an article stand for.
//!
//! A day without a year takes the year that the paragraph stated last, unless another sentence did and the year of issue
//! puts it within the last weeks: news, not history. Else it takes the year that puts it nearest to the issue date, not far
//! ahead of it; without an issue date the page's inferred year, else none (XXXX). 9日 takes the month of the
//! day named before it, or of the issue date. 当天 is the day named before. 目前 is the day of the report's lead, which
//! opens a paragraph or the article; without one it stays open.

use jiff::ToSpan;
use jiff::civil::Date;

use super::Resolving;
use crate::model::reading::{Base, Point, Time};
use crate::text::Edtf;
use crate::text::dates::Moment;

/// Days that a date may lie ahead of the issue date before it is taken as last year's.
const AHEAD: i32 = 60;
/// Days before the issue date within which a date is news whatever year the report told of before.
const NEWS: i32 = 60;
/// Bytes within which a paragraph that is a report of its own names its day.
const OPENING: usize = 12;

/// Resolves them.
pub fn resolve(resolving: &mut Resolving<'_>) {
    let mut clock = Clock {
        issue: resolving.setting.issue_date,
        year: resolving.setting.year,
        named: None,
        named_in: 0,
        dateline: None,
        named_month: None,
        named_year: None,
        stated: None,
        sentence: 0,
    };
    let mut lead: Option<Moment> = None;
    let mut times = Vec::with_capacity(resolving.reading.dates.len());
    // 截至目前 before the article has named a day: answered by the first lead behind it in the paragraph.
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut paragraph = 0;
    for (at, mention) in resolving.reading.dates.iter().enumerate() {
        let here = resolving.article.paragraphs.partition_point(|p| p.from() <= mention.span.from());
        if here != paragraph {
            paragraph = here;
            clock.stated = None;
        }
        clock.sentence = resolving.reading.sentences.partition_point(|s| s.span.end <= mention.span.start);
        let time = match mention.time {
            Time::At(point) => clock.moment(point).map(Edtf::At),
            Time::Between(from, to) => clock.between(from, to),
            Time::Until(point) => clock.moment(point).map(Edtf::Until),
            Time::Since(point) => clock.moment(point).map(|from| clock.since(from)),
            Time::Now => lead.map(Edtf::At),
            Time::UntilNow => lead.map(Edtf::Until),
            Time::Vague => None,
        };
        if lead.is_none() && matches!(mention.time, Time::Now | Time::UntilNow) {
            open.push((at, paragraph));
        }
        let body = resolving.article.body.as_str();
        if body.get(mention.span.to()..).is_some_and(|rest| rest.starts_with('电')) {
            clock.dateline = clock.named;
        }
        if let (Time::At(point), Some(Edtf::At(moment))) = (mention.time, time)
            && point.tells_day()
            && moment.day.is_some()
            && clock.dateline.is_none_or(|line| line == moment.date())
        {
            let start = resolving.article.paragraphs.get(here.saturating_sub(1)).map_or(0, |p| p.from());
            // The first day of the article is its lead; a later one where it opens a paragraph.
            if lead.is_none() || mention.span.from().saturating_sub(start) <= OPENING {
                lead = Some(moment.date());
                for (at, _) in open.drain(..).filter(|(_, asked)| *asked == paragraph) {
                    times[at] = match resolving.reading.dates[at].time {
                        Time::UntilNow => Some(Edtf::Until(moment.date())),
                        _ => Some(Edtf::At(moment.date())),
                    };
                }
            }
        }
        times.push(time);
    }
    resolving.times = times;
}

/// The time of what stands in the sentence at `sentence`: the last that it names before byte `at_or_before`, a day before
/// a year; else the first one behind; else that of the lead-in before it in the paragraph.
pub fn of_sentence(resolving: &Resolving<'_>, sentence: usize, at_or_before: Option<u32>) -> Option<Edtf> {
    let own = resolving.reading.sentences.get(sentence)?;
    let dates = &resolving.reading.dates;
    let told = |at: &usize| resolving.times.get(*at).copied().flatten().is_some();
    let within = |at: &usize| own.span.contains(dates[*at].span) && told(at);
    let limit = at_or_before.unwrap_or(own.span.end);
    let inside: Vec<usize> = (0..dates.len()).filter(within).collect();
    let before = inside.iter().rev().copied().filter(|&at| dates[at].span.end <= limit);
    let day = before.clone().find(|&at| dates[at].time.tells_day());
    let chosen = day.or_else(|| before.clone().next()).or_else(|| inside.first().copied()).or_else(|| {
        let previous = dates.partition_point(|date| date.span.end <= own.span.start);
        let paragraph = resolving.article.paragraphs.get(own.paragraph)?;
        (0..previous).rev().filter(told).find(|&at| {
            let lasting = match dates[at].time {
                Time::At(point) | Time::Until(point) | Time::Since(point) => point.tells_day(),
                Time::Between(from, to) => [from, to].iter().all(|point| point.tells_day() || point.month.is_some()),
                Time::Now | Time::UntilNow => true,
                Time::Vague => false,
            };
            paragraph.contains(dates[at].span) && lasting
        })
    });
    resolving.times.get(chosen?).copied().flatten()
}

/// What the text has told of time so far.
struct Clock {
    issue: Option<Date>,
    /// The page's year, if it has no issue date.
    year: Option<i16>,
    named: Option<Moment>,
    /// The sentence that named it.
    named_in: usize,
    /// The day of a dateline: 新华社南宁2月4日电.
    dateline: Option<Moment>,
    named_month: Option<(Option<i16>, i8)>,
    named_year: Option<i16>,
    /// The year that the paragraph stated last, and the sentence that did.
    stated: Option<(i16, usize)>,
    /// The sentence that is being read.
    sentence: usize,
}

impl Clock {
    fn moment(&mut self, point: Point) -> Option<Moment> {
        let moment = match point.base {
            Base::Calendar(year) => self.calendar(point, year),
            Base::YearFromIssue(shift) => self.of_year(point, self.year_of_issue().map(|year| year + shift))?,
            Base::YearFromNamed(shift) => self.of_year(point, self.named_year.map(|year| year + shift))?,
            Base::MonthFromIssue(shift) => {
                let issue = self.issue?;
                let first = issue.first_of_month().checked_add(i32::from(shift).months()).ok()?;
                Moment { day: point.day, clock: point.clock, ..Moment::month(Some(first.year()), first.month()) }
            }
            Base::MonthFromNamed(shift) => {
                let (year, month) = self.named_month?;
                let index = i16::from(month) - 1 + shift;
                let year = year.map(|year| year + index.div_euclid(12));
                let month = i8::try_from(index.rem_euclid(12) + 1).ok()?;
                Moment { day: point.day, clock: point.clock, ..Moment::month(year, month) }
            }
            Base::DayFromIssue(shift) => shifted(self.issue?.into(), shift, point.clock)?,
            Base::WeekdayFromIssue { weeks, day } => {
                let issue = self.issue?;
                let days = i16::from(weeks) * 7 + i16::from(day - issue.weekday().to_monday_one_offset());
                shifted(issue.into(), days, point.clock)?
            }
            Base::DayFromNamed(shift) => shifted(self.named?, shift, point.clock)?,
        };
        self.note(moment, point);
        Some(moment)
    }

    /// 3月9日，记者获悉，今年以来…: what is told of a year behind a day of the same sentence is told up to that day.
    fn since(&self, from: Moment) -> Edtf {
        let told = self.named.filter(|day| self.named_in == self.sentence && day.year == from.year);
        match told.filter(|_| from.year.is_some() && from.month.is_none()) {
            Some(day) => Edtf::Between(Moment { month: Some(1), day: Some(1), ..from }, day),
            None => Edtf::Since(from),
        }
    }

    fn between(&mut self, from: Point, to: Point) -> Option<Edtf> {
        // 1至6月: figures of this year, whatever year another sentence told of.
        if from.day.is_none() && self.stated.is_some_and(|(_, sentence)| sentence != self.sentence) {
            self.stated = None;
        }
        let first = self.moment(from)?;
        let mut last = self.moment(to)?;
        if let (Base::Calendar(None), Some(first_year)) = (to.base, first.year) {
            last.year = Some(first_year);
            // 12月至次年3月 told without its years.
            if (last.month, last.day) < (first.month, first.day) {
                last.year = Some(first_year + 1);
            }
        }
        // 下旬 ends with its month.
        if let (Some(day), Some(month)) = (last.day, last.month) {
            let year = last.year.unwrap_or(2000);
            let longest = Date::new(year, month, 1).map_or(31, |date| date.days_in_month());
            last.day = Some(day.min(longest));
        }
        self.note(last, to);
        Some(Edtf::Between(first, last))
    }

    /// A date of the calendar; what is missing comes from what stands before it.
    fn calendar(&self, point: Point, year: Option<i16>) -> Moment {
        let whole = |year: Option<i16>, month| Moment { year, month, day: point.day, clock: point.clock };
        if let Some(year) = year {
            return whole(Some(year), point.month);
        }
        let Some(month) = point.month else { return self.day_alone(point) };
        let nearest = match self.issue {
            Some(issue) => Some(nearest_year(issue, month, point.day.unwrap_or(1))),
            None => self.year,
        };
        let year = match self.stated {
            Some((_, sentence)) if sentence != self.sentence && self.is_news(nearest, month, point.day) => nearest,
            Some((stated, _)) => Some(stated),
            None => nearest,
        };
        whole(year, Some(month))
    }

    /// Whether a day lies within the weeks before the issue date.
    fn is_news(&self, year: Option<i16>, month: i8, day: Option<i8>) -> bool {
        let told = year.zip(day).and_then(|(year, day)| Date::new(year, month, day).ok());
        let before = told.zip(self.issue).and_then(|(told, issue)| told.until(issue).ok());
        before.is_some_and(|span| (-AHEAD / 4..=NEWS).contains(&span.get_days()))
    }

    /// 9日: of the month named before, or of the issue date's month; a day that would lie ahead, of the month before.
    fn day_alone(&self, point: Point) -> Moment {
        let whole = |year, month| Moment { year, month, day: point.day, clock: point.clock };
        let day = point.day.unwrap_or(1);
        if let Some((year, month)) = self.named_month {
            // 新华社南宁2月4日电 before 31日: of January.
            let ahead = self.dateline.is_some_and(|line| self.named == Some(line) && line.day < point.day);
            return match (ahead, month) {
                (false, _) => whole(year, Some(month)),
                (true, 1) => whole(year.map(|year| year - 1), Some(12)),
                (true, _) => whole(year, Some(month - 1)),
            };
        }
        match self.issue {
            Some(issue) if day <= issue.day() + 2 => whole(Some(issue.year()), Some(issue.month())),
            Some(issue) => match issue.first_of_month().checked_sub(1.months()) {
                Ok(before) => whole(Some(before.year()), Some(before.month())),
                Err(_) => whole(None, None),
            },
            None => whole(None, None),
        }
    }

    /// None where neither year nor month is known.
    fn of_year(&self, point: Point, year: Option<i16>) -> Option<Moment> {
        let moment = Moment { year, month: point.month, day: point.day, clock: point.clock };
        (year.is_some() || point.month.is_some()).then_some(moment)
    }

    fn year_of_issue(&self) -> Option<i16> {
        self.issue.map(|issue| issue.year()).or(self.year)
    }

    fn note(&mut self, moment: Moment, point: Point) {
        if let Base::Calendar(Some(year)) = point.base {
            self.stated = Some((year, self.sentence));
        } else if matches!(point.base, Base::YearFromIssue(_) | Base::YearFromNamed(_)) {
            self.stated = moment.year.map(|year| (year, self.sentence));
        } else if self.stated.is_some_and(|(stated, _)| moment.year.is_some_and(|year| year != stated)) {
            self.stated = None; // back among the news
        }
        if moment.year.is_some() {
            self.named_year = moment.year;
        }
        if let Some(month) = moment.month {
            self.named_month = Some((moment.year, month));
        }
        if moment.day.is_some() {
            self.named = Some(moment.date());
            self.named_in = self.sentence;
        }
    }
}

/// The year that puts month and day nearest to the issue date, not far ahead of it.
fn nearest_year(issue: Date, month: i8, day: i8) -> i16 {
    let ahead = Date::new(issue.year(), month, day.min(28))
        .is_ok_and(|date| issue.until(date).is_ok_and(|span| span.get_days() > AHEAD));
    if ahead { issue.year() - 1 } else { issue.year() }
}

/// A day moved by `days`; one without a year is moved within its month only.
fn shifted(day: Moment, days: i16, clock: Option<(i8, i8)>) -> Option<Moment> {
    if days == 0 {
        return Some(Moment { clock, ..day });
    }
    if let (Some(year), Some(month), Some(number)) = (day.year, day.month, day.day) {
        let date = Date::new(year, month, number).ok()?.checked_add(i32::from(days).days()).ok()?;
        return Some(Moment { clock, ..date.into() });
    }
    let number = i16::from(day.day?) + days;
    (1..=28).contains(&number).then_some(Moment { day: i8::try_from(number).ok(), clock, ..day })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract;
    use crate::lexicon::Lexicon;
    use crate::model::record::Setting;
    use crate::model::{Article, ArticleKind};
    use crate::text::{AlignedText, Span};

    fn times(lexicon: &Lexicon, issue: Option<&str>, text: &str) -> String {
        let mut body = AlignedText::default();
        body.copy(text, Span::new(0, text.len()));
        let article = Article {
            id: "a1".to_owned(),
            kind: ArticleKind::News,
            headline: None,
            body,
            paragraphs: vec![Span::new(0, text.len())],
            reporters: Vec::new(),
            asides: Vec::new(),
            certainty: 1.0,
        };
        let reading = extract::read(&article, lexicon);
        let issue: Option<Date> = issue.and_then(|date| date.parse().ok());
        let setting = Setting { issue_date: issue, year: issue.map(|date| date.year()), ..Setting::default() };
        let mut resolving = Resolving {
            article: &article,
            reading: &reading,
            setting: &setting,
            lexicon,
            spaced: false,
            places: Vec::new(),
            place_of: Vec::new(),
            organisations: Vec::new(),
            organisation_of: Vec::new(),
            people: Vec::new(),
            person_of: Vec::new(),
            times: Vec::new(),
        };
        resolve(&mut resolving);
        let shown: Vec<String> =
            resolving.times.iter().map(|time| time.map_or_else(|| "-".to_owned(), |time| time.to_string())).collect();
        shown.join(" ")
    }

    #[test]
    fn times_of_a_paper_of_march_2024() -> Result<(), crate::lexicon::LexiconError> {
        let table = [
            ("a day takes the year of issue", "3月9日，全县召开会议。", "2024-03-09"),
            ("one far ahead, the year before", "去年冬天很冷，12月20日下了雪。", "2023 2023-12-20"),
            ("a year of its own", "2021年8月6日下午3时30分，他到任。", "2021-08-06T15:30"),
            ("a day alone takes the month before it", "3月9日开工，12日完工。", "2024-03-09 2024-03-12"),
            ("and of the issue date without one", "记者8日获悉。", "2024-03-08"),
            ("of the month before, if it lies ahead", "记者28日获悉。", "2024-02-28"),
            ("a span of days", "3月6日至8日，代表们视察。", "2024-03-06/2024-03-08"),
            ("a span with a dash", "2月28日—3月2日，举办展览。", "2024-02-28/2024-03-02"),
            ("a span of months", "1—2月，全市完成投资。", "2024-01/2024-02"),
            ("half a year", "去年上半年，企业增加。", "2023-01/2023-06"),
            ("a third of a month", "2月下旬，气温回升。", "2024-02-21/2024-02-29"),
            ("an open start", "截至3月8日上午8时，全市修复道路。", "../2024-03-08T08:00"),
            ("an open end", "3月4日以来，志愿者参与。", "2024-03-04/.."),
            ("an open end around a verb", "自2月1日试运行以来，客流增加。", "2024-02-01/.."),
            (
                "a year up to the lead's day",
                "3月9日，记者获悉，今年以来，全县修路两条。",
                "2024-03-09 2024-01-01/2024-03-09",
            ),
            ("a year that goes on", "今年以来，全县修路两条。", "2024/.."),
            ("yesterday", "昨日下午，市长调研。", "2024-03-09"),
            ("days ago", "6天前，桥梁通车，他提前3天前往。", "2024-03-04"),
            ("a day of last week", "上周四，他当选。", "2024-02-29"),
            ("every year", "每年3月1日是校庆。", "- -"),
            (
                "news after history",
                "2019年他任县长。3月1日，县里召开会议。去年12月5日，他离任，8日到任。",
                "2019 2024-03-01 2023-12-05 2023-12-08",
            ),
            (
                "the same day and the next",
                "3月1日启程，当晚8时抵达，次日返回。",
                "2024-03-01 2024-03-01T20:00 2024-03-02",
            ),
            ("now is the lead's day", "3月9日，记者获悉，目前货源充足。", "2024-03-09 2024-03-09"),
            ("until now likewise", "3月9日，记者获悉，截至目前已修路两条。", "2024-03-09 ../2024-03-09"),
            (
                "a speaker's now, dated behind",
                "“截至目前，货源充足。”3月9日，县商务局局长李明说。",
                "../2024-03-09 2024-03-09",
            ),
            ("up to here", "3月1日开工，至此，道路全通。", "2024-03-01 ../2024-03-01"),
            ("month after month", "去年2月、3月的房租减免。", "2023-02/2023-03"),
            ("hours of one day", "3月7日凌晨至3月7日10时，降雨不断。", "2024-03-07"),
            ("the end of a year", "截至2022年底，人口增加。", "../2022-12"),
            ("now without a lead", "目前，货源充足。", "-"),
            ("how long is no day", "请在15日内办结，连续3日巡查。", ""),
            ("a title holds no date", "印发《2021年5月1日会议纪要》。", ""),
            ("points are no clock", "提出7点要求，8时代工程启动。", ""),
            ("Chinese numerals", "二〇二三年十月二十一日，开馆。", "2023-10-21"),
            ("a festival's day", "国庆节当天，景区迎客。", "2023-10-01"),
            ("a birth dates no act", "王小兰，女，1970年5月生，1991年7月参加工作。", "- 1991-07"),
        ];
        let lexicon = Lexicon::embedded()?;
        for (cause, text, expected) in table {
            assert_eq!(times(&lexicon, Some("2024-03-10"), text), expected, "{cause}: {text}");
        }
        assert_eq!(times(&lexicon, None, "新华社兰州2月4日电 31日凌晨，列车抵达。"), "XXXX-02-04 XXXX-01-31");
        assert_eq!(times(&lexicon, None, "记者12日获悉。"), "XXXX-XX-12");
        Ok(())
    }
}
