//! Organisations.

use serde::{Deserialize, Serialize};

use super::{Code, Confidence};
use crate::text::Span;

/// What kind of body, after the annotation guide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OrganisationKind {
    /// Committees and departments of the Party.
    Party,
    /// Governments, their departments and agencies.
    Government,
    /// People's congresses.
    Legislature,
    /// 政协
    Consultative,
    /// Courts and procuracies.
    Judiciary,
    /// 纪委, 监委, 巡察
    Discipline,
    /// Army, armed police, 人武部.
    Military,
    /// 工会, 共青团, 妇联, …
    Mass,
    /// Companies and banks.
    Company,
    /// Hospitals, schools, institutes.
    Institution,
    /// Villages' and communities' committees.
    Community,
    /// Teams of volunteers.
    Volunteer,
    /// 专班, 工作组, 指挥部
    Taskforce,
    /// Papers, agencies, stations.
    Media,
    /// Anything else that bears a name.
    Other,
}

impl OrganisationKind {
    /// The name in the guide and in the record.
    pub fn name(self) -> &'static str {
        match self {
            Self::Party => "party",
            Self::Government => "government",
            Self::Legislature => "legislature",
            Self::Consultative => "consultative",
            Self::Judiciary => "judiciary",
            Self::Discipline => "discipline",
            Self::Military => "military",
            Self::Mass => "mass",
            Self::Company => "company",
            Self::Institution => "institution",
            Self::Community => "community",
            Self::Volunteer => "volunteer",
            Self::Taskforce => "taskforce",
            Self::Media => "media",
            Self::Other => "other",
        }
    }
}

/// An organisation that an article names, resolved.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Organisation {
    /// The longest form in this article.
    pub mention: String,
    /// Every form as written, each once, in order of appearance.
    pub mentions: Vec<String>,
    /// The name with its place, restored from context: 许昌市总工会.
    pub name: String,
    /// Its kind.
    pub kind: OrganisationKind,
    /// Made from the code of its home and its name.
    pub iri: String,
    /// How sure it is that the article names this.
    #[serde(flatten)]
    pub confidence: Confidence,
    /// Where it is named, bytes of the body.
    #[serde(skip)]
    pub spans: Vec<Span>,
    /// The division whose body it is, or where it sits.
    #[serde(skip)]
    pub home: Option<Code>,
    /// What it is a part of, and which body guides it, as its name and place tell.
    #[serde(skip)]
    pub superiors: Vec<Superior>,
    /// Which rule resolved it.
    #[serde(rename = "rule")]
    pub resolved_by: &'static str,
}

/// A body above another, inferred.
#[derive(Clone, Debug, PartialEq)]
pub struct Superior {
    /// How it stands above.
    pub tie: Tie,
    /// Its IRI.
    pub iri: String,
    /// Its name, spelled out.
    pub name: String,
    /// Its kind.
    pub kind: OrganisationKind,
    /// The division whose body it is.
    pub home: Code,
    /// What tells: `name`, `place` or `level`.
    pub rule: &'static str,
}

/// How a body stands under another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    /// 块 and 内设机构: it is a part of it.
    PartOf,
    /// 条: it is guided by it, the same office one level up.
    GuidedBy,
}
