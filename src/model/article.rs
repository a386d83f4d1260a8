//! One article of a page.

use serde::{Deserialize, Serialize};

use crate::text::{AlignedText, Span};

/// What sort of text it is, after the annotation guide.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ArticleKind {
    /// A report.
    #[default]
    News,
    /// A story at length, told around scenes and people.
    Feature,
    /// The words under a photograph.
    Caption,
    /// 公告, 公示, 通告, 启事.
    Notice,
    /// An editorial with no report.
    Commentary,
    /// The rest of an article from another page: (上接第一版).
    Continuation,
    /// Banner lines without a body.
    Slogan,
}

/// A headline, several lines joined with one space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headline {
    /// The words, repaired.
    pub text: String,
    /// Where each line stands in the raw page, in bytes.
    pub raw: Vec<Span>,
}

/// Who wrote or photographed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Reporter {
    /// The name without blanks.
    pub name: String,
    /// In which role.
    pub role: ReporterRole,
}

/// The role that a byline states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ReporterRole {
    /// 记者
    #[serde(rename = "记者")]
    Reporter,
    /// 通讯员
    #[serde(rename = "通讯员")]
    Correspondent,
    /// 摄, 摄影, 图
    #[serde(rename = "摄影")]
    Photographer,
    /// 文, 作者, or a name without a role
    #[serde(rename = "作者")]
    Author,
}

/// An article: its body as one repaired text whose every character knows its place in the raw page.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// `a1`, `a2`, … in the order in which the bodies stand in the page.
    pub id: String,
    /// What sort of text.
    pub kind: ArticleKind,
    /// Main headline, if one was found.
    pub headline: Option<Headline>,
    /// The body, from 本报讯 where there is one; paragraphs follow one another with no character between them.
    pub body: AlignedText,
    /// The paragraphs of the body, in order, covering it; bytes of the body.
    pub paragraphs: Vec<Span>,
    /// The byline's names, each once a role.
    pub reporters: Vec<Reporter>,
    /// Stretches of the body (bytes of it) that are no prose: a byline within it, 本报讯(…), (上接第一版), 某某 摄.
    /// Nothing is extracted from them.
    pub asides: Vec<Span>,
    /// How much the layout can be trusted: 1 for a report with headline and byline in place, lower where a boundary
    /// or a headline was a guess. 0 to 1.
    pub certainty: f32,
}
