//! The rows of the hand-written word lists, as their rules see them.

use serde::Deserialize;

use crate::model::{EventType, OrganisationKind};

/// A title of a post: 书记, 副局长, 一级调研员.
#[derive(Clone, Debug, Deserialize)]
pub struct Title {
    /// The word, without its body's name.
    pub title: String,
    /// Which system it belongs to.
    pub system: TitleSystem,
    /// The body that it belongs to by itself: 市长 → 市政府. Empty for most.
    #[serde(default)]
    pub place_of: String,
}

/// The systems that titles belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the names say all: they are those of the table")]
pub enum TitleSystem {
    Party,
    Government,
    Legislature,
    Consultative,
    Judiciary,
    Discipline,
    Military,
    Mass,
    Village,
    Company,
    Hospital,
    School,
    Rank,
    Lay,
    Leader,
    Media,
    State,
    /// A word that announces a person and gives no post: 被告人, 妻子, 冠军.
    Announce,
    Other,
}

/// How far a word can be trusted alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Weight {
    /// Nearly always what the list says.
    Strong,
    /// Also an ordinary word.
    Weak,
}

/// An ending of organisations' names.
#[derive(Clone, Debug, Deserialize)]
pub struct Ending {
    /// The words that a name ends with.
    pub ending: String,
    /// The kind of body that it shows.
    pub kind: OrganisationKind,
    /// Whether it is one by itself.
    pub weight: Weight,
}

/// A short form of a body whose place the context gives: `*卫健委` with 市, 省, ….
#[derive(Clone, Debug, Deserialize)]
pub struct Body {
    /// The short form, `*` for the character of the level.
    pub short: String,
    /// Its kind.
    pub kind: OrganisationKind,
    /// The name spelled out, `*` likewise; empty where it is the short form itself.
    #[serde(default)]
    pub full: String,
    /// The characters that fit, parted by `|`; `国` for a body of the whole country.
    pub level: String,
}

/// A word that names an act.
#[derive(Clone, Debug, Deserialize)]
pub struct Trigger {
    /// The word.
    pub word: String,
    /// Its type; none (`-`) for a light verb, whose noun has it.
    #[serde(rename = "type", deserialize_with = "type_or_dash")]
    pub r#type: Option<EventType>,
    /// How it names the act.
    pub class: TriggerClass,
    /// Hints for its parts, parted by `|`.
    #[serde(default)]
    pub roles: String,
}

impl Trigger {
    /// Whether `hint` is among its hints.
    pub fn has(&self, hint: &str) -> bool {
        self.roles.split('|').any(|role| role == hint)
    }
}

/// How a trigger names its act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TriggerClass {
    /// By itself.
    Strong,
    /// With an object, in a clause that tells an act.
    Weak,
    /// As a noun, with a light verb.
    Noun,
    /// The light verb.
    Light,
    /// No act: a noun that makes the trigger before it its modifier, 组 in 检查组.
    Head,
}

fn type_or_dash<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<EventType>, D::Error> {
    let text = String::deserialize(deserializer)?;
    if text == "-" || text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(serde::de::Error::custom) }
}

/// A measure word or unit.
#[derive(Clone, Debug, Deserialize)]
pub struct Unit {
    /// The word.
    pub unit: String,
    /// What it measures.
    pub quantity: Quantity,
    /// Times the canonical unit.
    #[serde(default)]
    pub factor: Option<f64>,
    /// The canonical unit.
    #[serde(default)]
    pub canonical: String,
}

/// What a unit measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the names say all: they are those of the table")]
pub enum Quantity {
    Count,
    People,
    Money,
    Mass,
    Volume,
    Area,
    Length,
    Time,
    Percent,
    Energy,
    Other,
    Name,
}

/// A word of time: 当日, 日前, 上午.
#[derive(Clone, Debug, Deserialize)]
pub struct TimeWord {
    /// The word.
    pub word: String,
    /// What kind of word.
    pub kind: TimeKind,
    /// How it turns into EDTF; what it holds, the head of the table says.
    #[serde(default)]
    pub edtf_rule: String,
}

impl TimeWord {
    /// The one or two numbers of the rule: -1 of 昨日, 7 and 12 of 下半年. A missing one is 0.
    pub fn numbers(&self) -> (i8, i8) {
        let number = |text: &str| text.parse().unwrap_or_default();
        match self.edtf_rule.split_once('/') {
            Some((first, second)) => (number(first), number(second)),
            None => (number(&self.edtf_rule), 0),
        }
    }
}

/// The kinds of [`TimeWord`]s.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the head of the table explains them")]
pub enum TimeKind {
    Day,
    Month,
    Year,
    Week,
    NamedDay,
    NamedMonth,
    NamedYear,
    UntilNamed,
    Now,
    UntilNow,
    Vague,
    Part,
    YearPart,
    MonthPart,
    Festival,
}

/// A newspaper, agency or station.
#[derive(Clone, Debug, Deserialize)]
pub struct Medium {
    /// Its name.
    pub name: String,
    /// What sort.
    #[serde(default)]
    pub kind: String,
    /// Code of the place whose paper it is; empty for national ones.
    #[serde(default)]
    pub home: String,
}

/// An ending of places that are no division: 社区, 小区, 开发区.
#[derive(Clone, Debug, Deserialize)]
pub struct Site {
    /// The words that a name ends with.
    pub ending: String,
    /// The level that it shows.
    pub level: crate::model::Level,
    /// `whole` for a name that stands by itself (菲律宾, 京津冀), not an ending.
    #[serde(default)]
    pub notes: String,
}
