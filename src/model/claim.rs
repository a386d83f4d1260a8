//! What a claim stands on.

use crate::text::Span;

/// The sentence that supports a claim, the rule that read it and how far that rule can be trusted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ground {
    /// Which sentence of the record, an index into [`Record::sentences`](super::Record::sentences).
    pub sentence: usize,
    /// The words that the claim hangs on (trigger, number, name), bytes of the body.
    pub words: Span,
    /// Name of the rule: `post before name`, `截至`, ….
    pub rule: &'static str,
    /// The rule's share of right claims, 0 to 1.
    pub confidence: f32,
}

/// What a record claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ClaimKind {
    /// That the article names a person so.
    Person,
    /// That this person holds a post.
    Post,
    /// That the article names a body.
    Organisation,
    /// That it names a place.
    Place,
    /// An act with its type.
    Event,
    /// A number.
    Figure,
}

impl ClaimKind {
    /// All kinds, in the order of a record's lists.
    pub const ALL: &'static [ClaimKind] =
        &[Self::Person, Self::Post, Self::Organisation, Self::Place, Self::Event, Self::Figure];

    /// Its name in tables, that of the metric which counts it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "people",
            Self::Post => "posts",
            Self::Organisation => "orgs",
            Self::Place => "places",
            Self::Event => "events",
            Self::Figure => "figures",
        }
    }
}

/// Which claim of a page's records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ClaimAt {
    /// Its kind.
    pub kind: ClaimKind,
    /// Which record of the page.
    pub article: usize,
    /// Which item of the record's list; for a post, which person.
    pub item: usize,
    /// Which post of that person; else 0.
    pub post: usize,
}

/// Confidence in three steps, which filter four times faster than a number in SPARQL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Band {
    /// 0.85 and above.
    High,
    /// 0.6 and above.
    Medium,
    /// Less.
    Low,
}

impl Band {
    /// The band of a confidence of 0 to 1.
    ///
    /// ```
    /// use fangzhi::model::Band;
    /// assert_eq!(Band::of(0.9), Band::High);
    /// assert_eq!(Band::of(0.2), Band::Low);
    /// ```
    pub fn of(confidence: f32) -> Self {
        match confidence {
            c if c >= 0.85 => Self::High,
            c if c >= 0.6 => Self::Medium,
            _ => Self::Low,
        }
    }

    /// The name in the ontology.
    pub fn name(self) -> &'static str {
        match self {
            Self::High => "High",
            Self::Medium => "Medium",
            Self::Low => "Low",
        }
    }
}
