//! Reported figures.

use serde::{Deserialize, Serialize};

use super::claim::Ground;
use crate::text::Edtf;

/// How exact the text says a number is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Approximation {
    /// As printed.
    #[default]
    Exact,
    /// 余, 多, 超过, 以上
    Over,
    /// 近, 约, 左右
    About,
}

/// A number with what it counts, resolved.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figure {
    /// The number, 万 and 亿 multiplied out. At most 15 significant digits.
    pub value: f64,
    /// As written: 人, 家, 元, %.
    pub unit: Option<String>,
    /// How exact.
    pub approx: Approximation,
    /// What is counted, a noun phrase as written.
    pub indicator: String,
    /// Resolved name of the place or organisation that it describes.
    pub about: Option<String>,
    /// 截至 date, day or interval.
    pub as_of: Option<Edtf>,
    /// The clause or sentence, without white space.
    pub sentence: String,
    /// IRI of what it is about, where the record lists it.
    #[serde(skip)]
    pub subject: Option<String>,
    /// What supports it.
    #[serde(flatten)]
    pub ground: Ground,
}
