//! A newspaper page as it came in.

use std::{fmt, str::FromStr};

use jiff::civil::Date;
use serde::{Serialize, Serializer};

/// The code of an administrative division: six digits of GB/T 2260 down to the county (411002), nine of the statistical
/// code for a township (411002001).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Code(u32);

/// A text that is no code of a division.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no code of a division: six digits of GB/T 2260 (such as 411000) or nine for a township")]
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
        let valid = matches!(text.len(), 6 | 9) && text.bytes().all(|b| b.is_ascii_digit());
        text.parse().ok().filter(|_| valid).map(Code).ok_or_else(|| NotACode(text.to_owned()))
    }
}

impl Code {
    /// The six digits of the county level: the code itself, or the county of a township.
    pub fn county(self) -> Code {
        Code(if self.0 > 999_999 { self.0 / 1000 } else { self.0 })
    }

    /// The code of its prefecture (411002 → 411000).
    pub fn prefecture(self) -> Code {
        Code(self.county().0 / 100 * 100)
    }

    /// The code of its province (411002 → 410000).
    pub fn province(self) -> Code {
        Code(self.county().0 / 10_000 * 10_000)
    }

    /// Whether it is a township's.
    pub fn is_township(self) -> bool {
        self.0 > 999_999
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_township() { write!(f, "{:09}", self.0) } else { write!(f, "{:06}", self.0) }
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// One page of a newspaper, or one report: the raw text, and what its file, its manifest or its line of JSON state of it.
/// What they do not state is `None` here; `resolve` may infer it from the text and marks it as inferred.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// What the records call it: the file's name without its extension, or the `page` field of a JSON line.
    pub stem: String,
    /// Where it was read, for messages: a path, or `standard input, line 3`.
    pub origin: String,
    /// The text, decoded, otherwise untouched. All raw spans are bytes of this.
    pub text: String,
    /// Name of the paper, such as 许昌日报.
    pub newspaper: Option<String>,
    /// Day of issue.
    pub issue_date: Option<Date>,
    /// Page number as printed ("03", "A2").
    pub number: Option<String>,
    /// The paper's home: what 我市 or 我县 means on this page.
    pub home: Option<Code>,
}
