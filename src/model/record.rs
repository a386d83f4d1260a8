//! What is recorded of one article: the line that `fangzhi extract` prints, and all that the graph is made from.

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use super::{ArticleKind, Code, Event, Figure, Organisation, Person, Place, Reporter};
use crate::text::{AlignedText, Span};

/// The resolved record of an article. Serialised, it is one line of the annotation guide's JSON, with `mentions` and
/// `iri` added.
#[derive(Clone, Debug, Serialize)]
pub struct Record {
    /// The page's stem.
    pub page: String,
    /// `a1`, `a2`, …
    pub id: String,
    /// What sort of text.
    pub kind: ArticleKind,
    /// Main headline.
    pub headline: Option<String>,
    /// The body.
    #[serde(serialize_with = "as_text")]
    pub text: AlignedText,
    /// Who wrote or photographed.
    pub reporters: Vec<Reporter>,
    /// Named people of the body who are no reporters.
    pub people: Vec<Person>,
    /// Organisations.
    pub orgs: Vec<Organisation>,
    /// Places.
    pub places: Vec<Place>,
    /// Events.
    pub events: Vec<Event>,
    /// Figures.
    pub figures: Vec<Figure>,
    /// Where and when it was printed.
    #[serde(skip)]
    pub setting: Setting,
    /// The sentences that claims stand on, bytes of the body, in order.
    #[serde(skip)]
    pub sentences: Vec<Span>,
}

/// Where and when a page was printed, stated or inferred from its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Setting {
    /// Name of the paper.
    pub newspaper: Option<String>,
    /// Day of issue, stated.
    pub issue_date: Option<Date>,
    /// Page number as printed.
    pub number: Option<String>,
    /// Year of the events: of the issue date, or inferred.
    pub year: Option<i16>,
    /// Whether the year was inferred from the text.
    pub year_inferred: bool,
    /// What 我市 or 我县 means.
    pub home: Option<Code>,
    /// Whether home was inferred from the text.
    pub home_inferred: bool,
}

fn as_text<S: Serializer>(text: &AlignedText, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(text.as_str())
}
