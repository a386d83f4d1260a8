//! What `extract` finds in an article, in the article's own words: mentions and claims that point at each other by
//! index, nothing resolved yet.

use super::{Approximation, EventType, Level, OrganisationKind};
use crate::text::Span;

/// All that was found in one article. Spans are bytes of the article's body.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The sentences, in order.
    pub sentences: Vec<Sentence>,
    /// Places, by position.
    pub places: Vec<PlaceMention>,
    /// Organisations, by position.
    pub organisations: Vec<OrganisationMention>,
    /// People, by position; every naming is one, so a person named thrice is here thrice.
    pub people: Vec<PersonMention>,
    /// Times, by position.
    pub dates: Vec<DateMention>,
    /// Figures, by position.
    pub figures: Vec<FigureClaim>,
    /// Events, by position of the trigger.
    pub events: Vec<EventClaim>,
    /// 以下简称: the short name and the mention that it stands for.
    pub short_names: Vec<ShortName>,
}

/// A sentence with the mark that ends it; an independent clause before ； is one too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands.
    pub span: Span,
    /// Which paragraph it belongs to.
    pub paragraph: usize,
    /// Whether it lies within a quotation, wholly.
    pub quoted: bool,
}

/// One naming of a place.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceMention {
    /// The words.
    pub span: Span,
    /// The level that the word itself shows.
    pub level: Level,
    /// How it names the place.
    pub form: PlaceForm,
    /// The mention of the place above it that the text gives beside it (许昌市 in 许昌市魏都区), an index into places.
    pub parent: Option<usize>,
    /// Whether it stands inside the name of an organisation.
    pub inside_name: bool,
}

/// How a mention names its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlaceForm {
    /// A name or short name of the gazetteer: rows of the divisions table that bear it.
    Division(Vec<u32>),
    /// 我市, 全市, 该区, 本县: what it means depends on home and on what was named before.
    Deictic,
    /// A name made by the rules of language: 某某村, 某某小区.
    Named,
}

/// One naming of an organisation.
#[derive(Clone, Debug, PartialEq)]
pub struct OrganisationMention {
    /// The words, as long as the name goes.
    pub span: Span,
    /// Kind by its ending.
    pub kind: OrganisationKind,
    /// The mention of the place at its head (许昌市 in 许昌市总工会), an index into places.
    pub place: Option<usize>,
    /// How it names the body.
    pub form: OrganisationForm,
}

/// How a mention names its body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrganisationForm {
    /// A name that stands by itself: 许昌市总工会, 国家许昌经济技术开发区管委会.
    Full,
    /// A level's short form, to be completed by the place of that level: 市委, 团市委, 县公安局.
    Level,
    /// A name without place, to be completed by home: 公安局, 指挥部.
    Bare,
    /// 该局, 该院: what was named before.
    Deictic,
}

/// 以下简称“开发区”.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShortName {
    /// The short form inside the bracket.
    pub short: Span,
    /// What it is short for.
    pub full: Reference,
}

/// One of the reading's mentions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reference {
    /// Index into places.
    Place(usize),
    /// Index into organisations.
    Organisation(usize),
    /// Index into people.
    Person(usize),
}

/// One naming of a person, with the titles beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonMention {
    /// The name.
    pub span: Span,
    /// The name without blanks.
    pub name: String,
    /// Titles that this naming carries.
    pub titles: Vec<TitleMention>,
    /// How sure it is that this is a name, 0 to 1.
    pub confidence: f32,
    /// The rule that found it.
    pub rule: &'static str,
}

/// A title beside a name.
#[derive(Clone, Debug, PartialEq)]
pub struct TitleMention {
    /// The words, without the body's name.
    pub span: Span,
    /// The title as the record gives it: 副局长 also where 副 is shared.
    pub title: String,
    /// The body or place it belongs to, where the text names one.
    pub body: Option<Reference>,
    /// Words of the body where it is no mention of its own: 市委 of 市委书记 is, 组织部 of 组织部部长 may not be.
    pub body_words: Option<Span>,
}

/// One naming of a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateMention {
    /// The words.
    pub span: Span,
    /// What they say, before the issue date is known.
    pub time: Time,
}

/// A time in the text's own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Time {
    /// 5月9日, 2022年, 昨日下午3时
    At(Point),
    /// 5月6日至8日, 上半年
    Between(Point, Point),
    /// 截至5月8日8时
    Until(Point),
    /// 5月4日以来, 5月4日起
    Since(Point),
    /// 目前: the day of the report's lead, where it gives one.
    Now,
    /// 截至目前: the same with an open start.
    UntilNow,
    /// 近日, 日前, 连日来: no day.
    Vague,
}

impl Time {
    /// Whether it tells a day, or a span that ends or begins somewhere; a bare year or month does not.
    pub fn tells_day(self) -> bool {
        match self {
            Self::At(point) => point.tells_day(),
            Self::Between(..) | Self::Until(_) | Self::Since(_) => true,
            Self::Now | Self::UntilNow | Self::Vague => false,
        }
    }

    /// Whether it tells a month, or a day of one.
    pub fn tells_month(self) -> bool {
        matches!(
            self,
            Self::At(
                Point { month: Some(_), .. } | Point { base: Base::MonthFromIssue(_) | Base::MonthFromNamed(_), .. }
            )
        )
    }
}

/// A point of time as far as the words go; what they leave out, the issue date or what was named before may give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// What it counts from.
    pub base: Base,
    /// 1 to 12.
    pub month: Option<i8>,
    /// 1 to 31; alone, without a month, in 9日.
    pub day: Option<i8>,
    /// Hour 0 to 24 and minute.
    pub clock: Option<(i8, i8)>,
}

impl Point {
    /// Whether it tells a day.
    pub fn tells_day(self) -> bool {
        self.day.is_some()
            || matches!(self.base, Base::DayFromIssue(_) | Base::DayFromNamed(_) | Base::WeekdayFromIssue { .. })
    }
}

/// What a point of time counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// The calendar: with a year, if the words state one.
    Calendar(Option<i16>),
    /// 今年 0, 去年 -1: years from the issue date.
    YearFromIssue(i16),
    /// 本月 0, 上月 -1: months from the issue date.
    MonthFromIssue(i16),
    /// 今日 0, 昨日 -1: days from the issue date.
    DayFromIssue(i16),
    /// 上周四: a day of the week of issue, or of one so many weeks from it.
    WeekdayFromIssue {
        /// 本周 0, 上周 -1.
        weeks: i8,
        /// Monday 1 to Sunday 7.
        day: i8,
    },
    /// 同年 0, 次年 1: years from the year named before.
    YearFromNamed(i16),
    /// 当月 0, 次月 1: months from the month named before.
    MonthFromNamed(i16),
    /// 当天 0, 次日 1, and a clock time alone: days from the day named before.
    DayFromNamed(i16),
}

/// A number with what it counts.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureClaim {
    /// Which sentence.
    pub sentence: usize,
    /// The clause that holds it.
    pub clause: Span,
    /// The number with its unit.
    pub span: Span,
    /// 万 and 亿 multiplied out.
    pub value: f64,
    /// As written.
    pub unit: Option<String>,
    /// How exact.
    pub approx: Approximation,
    /// What is counted, as written.
    pub indicator: String,
    /// Whom or what it describes, if the sentence says.
    pub about: Option<Reference>,
    /// Its time, an index into dates.
    pub date: Option<usize>,
    /// The rule that found it.
    pub rule: &'static str,
}

/// An act, with the mentions that play a part in it.
#[derive(Clone, Debug, PartialEq)]
pub struct EventClaim {
    /// Which sentence.
    pub sentence: usize,
    /// Its type.
    pub r#type: EventType,
    /// The word that names the act.
    pub trigger: Span,
    /// Trigger and object.
    pub what: Span,
    /// Actors.
    pub who: Vec<Reference>,
    /// Places.
    pub places: Vec<Reference>,
    /// The places of the act before it, which an act without a place of its own may share.
    pub scene: Vec<Reference>,
    /// Its time, an index into dates.
    pub date: Option<usize>,
    /// The rule that found it.
    pub rule: &'static str,
}
