//! What a claim stands on.

use serde::{Serialize, Serializer, ser::SerializeStruct};

use crate::text::Span;

/// The sentence that supports a claim, the rule that read it and how far that rule can be trusted.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Ground {
    /// Which sentence of the record, an index into [`Record::sentences`](super::Record::sentences).
    #[serde(skip)]
    pub sentence: usize,
    /// The words that the claim hangs on (trigger, number, name), bytes of the body.
    #[serde(skip)]
    pub words: Span,
    /// Name of the rule: `post before name`, `截至`, ….
    pub rule: &'static str,
    /// How far it can be trusted.
    #[serde(flatten)]
    pub confidence: Confidence,
}

/// Share of right claims among those like this one, 0 to 1 in steps of a hundredth. In JSON it comes with its [`Band`].
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Confidence(f32);

impl Confidence {
    /// That of a share.
    pub fn new(share: f32) -> Self {
        Self((share.clamp(0.0, 1.0) * 100.0).round() / 100.0)
    }

    /// That of the logarithm of the odds that a claim is right.
    pub fn of_odds(odds: f64) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "0 to 1, to two digits")]
        Self::new((1.0 / (1.0 + (-odds).exp())) as f32)
    }

    /// The share.
    pub fn share(self) -> f32 {
        self.0
    }

    /// Its band.
    pub fn band(self) -> Band {
        Band::of(self.0)
    }
}

impl Serialize for Confidence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut told = serializer.serialize_struct("Confidence", 2)?;
        told.serialize_field("confidence", &self.0)?;
        told.serialize_field("band", self.band().name())?;
        told.end()
    }
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
    /// 0.95 and above.
    High,
    /// 0.8 and above.
    Medium,
    /// Less.
    Low,
}

impl Band {
    /// The band of a confidence of 0 to 1.
    ///
    /// ```
    /// use fangzhi::model::Band;
    /// assert_eq!(Band::of(0.95), Band::High);
    /// assert_eq!(Band::of(0.2), Band::Low);
    /// ```
    pub fn of(confidence: f32) -> Self {
        match confidence {
            c if c >= 0.95 => Self::High,
            c if c >= 0.8 => Self::Medium,
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
