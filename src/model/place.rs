//! Places.

use serde::{Deserialize, Serialize};

use super::{Code, Confidence};
use crate::text::Span;

/// How high in the hierarchy a place stands, after the annotation guide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// 国家
    Country,
    /// 省, 自治区, 直辖市, 特别行政区
    Province,
    /// 地级市, 自治州, 地区, 盟
    Prefecture,
    /// 县, 县级市, 市辖区, 旗
    County,
    /// 乡, 镇, 街道, 苏木
    Township,
    /// 村, 社区, 嘎查
    Village,
    /// 开发区, 示范区, 景区
    Zone,
    /// 小区, 路, 卡点, 车站, a hospital as a location
    Site,
}

impl Level {
    /// The name in the guide and in the record.
    pub fn name(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Province => "province",
            Self::Prefecture => "prefecture",
            Self::County => "county",
            Self::Township => "township",
            Self::Village => "village",
            Self::Zone => "zone",
            Self::Site => "site",
        }
    }
}

/// A place that an article names, resolved.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Place {
    /// The longest form in this article.
    pub mention: String,
    /// Every form as written, each once, in order of appearance.
    pub mentions: Vec<String>,
    /// The name with the places above it that tell it apart: 许昌市魏都区.
    pub name: String,
    /// Its level.
    pub level: Level,
    /// GB/T 2260 code, for provinces, prefectures and counties; of one that had ended when the page was printed, that of
    /// what it had become; without a year, that of today.
    pub code: Option<Code>,
    /// Made from the code, or from the code of the nearest division above it and the name.
    pub iri: String,
    /// How sure it is that the article names this.
    #[serde(flatten)]
    pub confidence: Confidence,
    /// Where it is named, bytes of the body.
    #[serde(skip)]
    pub spans: Vec<Span>,
    /// The division it lies in, when it is none itself.
    #[serde(skip)]
    pub within: Option<Code>,
    /// Which rule resolved it: `deixis`, `gazetteer`, `parent named`, …
    #[serde(rename = "rule")]
    pub resolved_by: &'static str,
}
