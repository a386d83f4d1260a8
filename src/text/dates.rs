//! Times as EDTF (ISO 8601-2:2019, levels 0 and 1, the part that newspapers need) and their calendar bounds.

use std::fmt;

use jiff::civil::Date;
use serde::{Serialize, Serializer};

/// A point of time as precise as the text states it. A year that nothing gives is `None` and prints as `XXXX`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Moment {
    /// Calendar year.
    pub year: Option<i16>,
    /// 1 to 12.
    pub month: Option<i8>,
    /// 1 to 31; without a month it prints as `XXXX-XX-09`.
    pub day: Option<i8>,
    /// Clock time as hour 0 to 24 and minute, only beside a day.
    pub clock: Option<(i8, i8)>,
}

/// A time in EDTF: a moment, an interval, or an interval with an open side.
///
/// ```
/// use fangzhi::text::dates::{Edtf, Moment};
/// let day = Moment::day(Some(2022), 5, 8).at(8, 0);
/// assert_eq!(Edtf::Until(day).to_string(), "../2022-05-08T08:00");
/// assert_eq!(Edtf::At(Moment::day(None, 5, 9)).to_string(), "XXXX-05-09");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Edtf {
    /// 5月9日, 5月, 2022年
    At(Moment),
    /// 5月6日至8日
    Between(Moment, Moment),
    /// 截至5月8日: open start
    Until(Moment),
    /// 5月4日以来: open end
    Since(Moment),
}

impl Moment {
    /// A day; the month 1 to 12, the day 1 to 31, not checked against each other.
    pub fn day(year: Option<i16>, month: i8, day: i8) -> Self {
        Self { year, month: Some(month), day: Some(day), clock: None }
    }

    /// A month.
    pub fn month(year: Option<i16>, month: i8) -> Self {
        Self { year, month: Some(month), day: None, clock: None }
    }

    /// A year.
    pub fn year(year: i16) -> Self {
        Self { year: Some(year), month: None, day: None, clock: None }
    }

    /// The same day at a clock time.
    pub fn at(self, hour: i8, minute: i8) -> Self {
        Self { clock: Some((hour, minute)), ..self }
    }

    /// The same moment without its clock time.
    pub fn date(self) -> Self {
        Self { clock: None, ..self }
    }

    /// First and last day of it; none if the year is unknown or there is no such day (2月30日).
    pub fn bounds(self) -> Option<(Date, Date)> {
        let year = self.year?;
        match (self.month, self.day) {
            (Some(month), Some(day)) => Date::new(year, month, day).ok().map(|date| (date, date)),
            (Some(month), None) => Date::new(year, month, 1).ok().map(|date| (date, date.last_of_month())),
            (None, Some(_)) => None,
            (None, None) => Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?)),
        }
    }
}

impl From<Date> for Moment {
    fn from(date: Date) -> Self {
        Self::day(Some(date.year()), date.month(), date.day())
    }
}

impl Edtf {
    /// First and last day that it may touch; an open side has none, nor has a time without a year.
    pub fn bounds(self) -> (Option<Date>, Option<Date>) {
        match self {
            Self::At(moment) => (moment.bounds().map(|b| b.0), moment.bounds().map(|b| b.1)),
            Self::Between(from, to) => (from.bounds().map(|b| b.0), to.bounds().map(|b| b.1)),
            Self::Until(to) => (None, to.bounds().map(|b| b.1)),
            Self::Since(from) => (from.bounds().map(|b| b.0), None),
        }
    }

    /// The month it lies in ("2022-05"): of its end, or of its start where the end is open.
    pub fn month(self) -> Option<String> {
        let moment = match self {
            Self::At(moment) | Self::Until(moment) | Self::Since(moment) | Self::Between(_, moment) => moment,
        };
        Some(format!("{:04}-{:02}", moment.year?, moment.month?))
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Some(year) => write!(f, "{year:04}")?,
            None => write!(f, "XXXX")?,
        }
        match (self.month, self.day) {
            (Some(month), _) => write!(f, "-{month:02}")?,
            (None, Some(_)) => write!(f, "-XX")?,
            (None, None) => return Ok(()),
        }
        let Some(day) = self.day else { return Ok(()) };
        write!(f, "-{day:02}")?;
        let Some((hour, minute)) = self.clock else { return Ok(()) };
        write!(f, "T{hour:02}:{minute:02}")
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(moment) => moment.fmt(f),
            Self::Between(from, to) => write!(f, "{from}/{to}"),
            Self::Until(to) => write!(f, "../{to}"),
            Self::Since(from) => write!(f, "{from}/.."),
        }
    }
}

impl Serialize for Edtf {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
