//! A newspaper page as it came in.

use std::{fmt, str::FromStr};

use jiff::civil::Date;
use serde::{Serialize, Serializer};

/// The code of an administrative division: six digits of GB/T 2260 down to the county (411002), nine of the statistical
/// code for a township (411002001). Codes are given anew, so that of a division that ended has the year of its end with
/// it (411023-2016).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Code {
    digits: u32,
    /// The year in which the division ended; 0 of one in force.
    ended: u16,
}

/// A text that is no code of a division.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} is no code of a division: six digits of GB/T 2260 (such as 411000) or nine for a township; of a division \
that ended, a hyphen and the year of its end behind them (such as 411023-2016)"
)]
pub struct NotACode(pub String);

impl FromStr for Code {
    type Err = NotACode;

    /// ```
    /// let code: fangzhi::model::Code = "411002".parse()?;
    /// assert_eq!(code.to_string(), "411002");
    /// assert_eq!(code.prefecture().to_string(), "411000");
    /// # Ok::<(), fangzhi::model::page::NotACode>(())
    /// ```
    fn from_str(text: &str) -> Result<Self, NotACode> {
        let number = |text: &str| text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok()).flatten();
        // A code in force, of which the tables have many thousand, has no year behind it.
        let dated = (text.len() > 9).then(|| text.split_once('-')).flatten();
        let (digits, year) = dated.map_or((text, None), |(digits, year)| (digits, Some(year)));
        let ended = match year {
            None => Some(0),
            Some(year) => number(year).filter(|_| year.len() == 4).and_then(|year| u16::try_from(year).ok()),
        };
        let digits = number(digits).filter(|_| matches!(digits.len(), 6 | 9));
        digits.zip(ended).map(|(digits, ended)| Self { digits, ended }).ok_or_else(|| NotACode(text.to_owned()))
    }
}

impl Code {
    fn in_force(digits: u32) -> Self {
        Self { digits, ended: 0 }
    }

    /// The six digits of the county level: the code itself, or the county of a township.
    pub fn county(self) -> Code {
        Self::in_force(if self.is_township() { self.digits / 1000 } else { self.digits })
    }

    /// The code of its prefecture (411002 → 411000).
    pub fn prefecture(self) -> Code {
        Self::in_force(self.county().digits / 100 * 100)
    }

    /// The code of its province (411002 → 410000).
    pub fn province(self) -> Code {
        Self::in_force(self.county().digits / 10_000 * 10_000)
    }

    /// The two digits of its province (411002 → 41).
    pub fn province_digits(self) -> u32 {
        self.county().digits / 10_000
    }

    /// Whether it is a township's.
    pub fn is_township(self) -> bool {
        self.digits > 999_999
    }

    /// The same digits, which another division may bear now (420600-2010 → 420600).
    pub fn now(self) -> Code {
        Self::in_force(self.digits)
    }

    /// The code of a division with these digits that ended in `year`.
    pub fn until(self, year: u16) -> Code {
        Self { ended: year, ..self }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.is_township(), self.ended) {
            (true, _) => write!(f, "{:09}", self.digits),
            (false, 0) => write!(f, "{:06}", self.digits),
            (false, year) => write!(f, "{:06}-{year}", self.digits),
        }
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.now())
    }
}

/// Where a page, or what is wrong with one, was read: `export.zip › 2022/may.csv, line 3`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The path of the file as it was given, or `standard input`.
    pub file: String,
    /// The path within an archive (of an archive in an archive, both, joined by `/`); empty otherwise.
    pub member: String,
    /// What of a file with more pages than one.
    pub part: Option<Part>,
}

/// A part of a file, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Of a table, or of lines of JSON.
    Line(u64),
    /// Of a PDF.
    Page(u64),
}

impl Origin {
    /// A whole file.
    pub fn file(path: impl Into<String>) -> Self {
        Self { file: path.into(), ..Self::default() }
    }

    /// A line of the same file, counted from 1.
    pub fn line(&self, line: u64) -> Self {
        Self { part: Some(Part::Line(line)), ..self.clone() }
    }

    /// A page of the same file, counted from 1.
    pub fn page(&self, page: u64) -> Self {
        Self { part: Some(Part::Page(page)), ..self.clone() }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if !self.member.is_empty() {
            write!(f, " › {}", self.member)?;
        }
        match self.part {
            None => Ok(()),
            Some(Part::Line(line)) => write!(f, ", line {line}"),
            Some(Part::Page(page)) => write!(f, ", page {page}"),
        }
    }
}

/// One page of a newspaper, or one report: the raw text, and what its file, its manifest or its line of JSON state of it.
/// What they do not state is `None` here; `resolve` may infer it from the text and marks it as inferred.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// What the records call it: the file's name without its extension, or the `page` field of a JSON line.
    pub stem: String,
    /// Where it was read.
    pub origin: Origin,
    /// The text, decoded, otherwise untouched. All raw spans are bytes of this.
    pub text: String,
    /// Name of the paper, such as 许昌日报.
    pub newspaper: Option<String>,
    /// Day of issue.
    pub issue_date: Option<Date>,
    /// Page number as printed ("03", "A2").
    pub number: Option<String>,
    /// Column of the paper or site, such as 要闻.
    pub column: Option<String>,
    /// Its address on the web.
    pub url: Option<String>,
    /// The paper's home: what 我市 or 我县 means on this page.
    pub home: Option<Code>,
}
