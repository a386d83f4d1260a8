//! People and the posts they are named with.

use jiff::civil::Date;
use serde::{Deserialize, Serialize, Serializer};

use super::claim::Ground;
use crate::text::Span;

/// A person that an article names.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Person {
    /// The name.
    pub name: String,
    /// Every form as written, each once (王大伟, 王 大伟).
    pub mentions: Vec<String>,
    /// The posts that the article gives, each once, in order of appearance.
    pub posts: Vec<Post>,
    /// How it was known as a name, by the surest naming.
    #[serde(flatten)]
    pub ground: Ground,
    /// The weight of the surest naming, 0 to 1.
    #[serde(skip)]
    pub sureness: f32,
    /// Made from the name and the home of the first post, or of the page.
    pub iri: String,
    /// Where the name stands, bytes of the body.
    #[serde(skip)]
    pub spans: Vec<Span>,
}

/// A post as an article states it: a sighting, not a tenure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Post {
    /// The title without its body's name: 局长, 常委, 一级调研员.
    pub title: String,
    /// Resolved name of the body, or of the place for a lay role; none where the text names none.
    pub org: Option<String>,
    /// IRI of the body, where it is one that the record lists.
    #[serde(skip)]
    pub organisation: Option<String>,
    /// How it is held, where it is not simply held.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub manner: Option<Manner>,
    /// The day on which the person is seen in the post: the one that the sentence or its lead-in tells, where that lies in
    /// the month up to the day of issue, else the day of issue. None without a day of issue.
    #[serde(serialize_with = "as_day")]
    pub seen: Option<Date>,
    /// The sentence that says so.
    #[serde(flatten)]
    pub ground: Ground,
}

/// How a post is held, other than simply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Manner {
    /// 代, 代理: for the time being.
    Acting,
    /// 兼: beside another.
    Concurrent,
    /// 原, 曾任, 时任: no more.
    Former,
    /// 拟任, 候任: not yet.
    Proposed,
    /// 免去: relieved of it.
    Removed,
}

impl Manner {
    /// The word of the pages for it.
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Acting => "代",
            Self::Concurrent => "兼",
            Self::Former => "原",
            Self::Proposed => "拟任",
            Self::Removed => "免去",
        }
    }

    /// Whether the person holds the post when it is told.
    pub fn holds(self) -> bool {
        matches!(self, Self::Acting | Self::Concurrent)
    }
}

fn as_day<S: Serializer>(day: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    match day {
        Some(day) => serializer.collect_str(day),
        None => serializer.serialize_none(),
    }
}
