//! A page as an annotator or `fangzhi extract` describes it: what is compared.

use std::{collections::BTreeMap, fs, io, io::BufRead, path::Path};

use serde::{Deserialize, Deserializer};

use crate::model::{ClaimAt, ClaimKind, Confidence, EventType};

/// A page's articles by its stem.
pub type Pages = BTreeMap<String, Vec<Annotated>>;

/// A list; `null` is an empty one.
fn list<'de, T: Deserialize<'de>, D: Deserializer<'de>>(from: D) -> Result<Vec<T>, D::Error> {
    Ok(Option::deserialize(from)?.unwrap_or_default())
}

/// One file of a gold folder.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct GoldPage {
    /// The page's stem.
    pub page: String,
    /// Its articles.
    pub articles: Vec<Annotated>,
}

/// One article, annotated or extracted; what a side does not give is empty.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Annotated {
    /// The page's stem; extracted articles carry it.
    pub page: String,
    /// What sort of text.
    pub kind: String,
    /// Main headline.
    pub headline: Option<String>,
    /// First characters of the body; gold only.
    pub start: Option<String>,
    /// Last characters of the body; gold only.
    pub end: Option<String>,
    /// The body; extracted only.
    pub text: Option<String>,
    /// Who wrote or photographed.
    #[serde(deserialize_with = "list")]
    pub reporters: Vec<Entity>,
    /// Named people.
    #[serde(deserialize_with = "list")]
    pub people: Vec<Entity>,
    /// Organisations.
    #[serde(deserialize_with = "list")]
    pub orgs: Vec<Entity>,
    /// Places.
    #[serde(deserialize_with = "list")]
    pub places: Vec<Entity>,
    /// Events.
    #[serde(deserialize_with = "list")]
    pub events: Vec<Act>,
    /// Figures.
    #[serde(deserialize_with = "list")]
    pub figures: Vec<Amount>,
}

impl Annotated {
    /// The confidence that one of its claims bears.
    pub fn confidence(&self, claim: ClaimAt) -> Option<Confidence> {
        let item = claim.item;
        let share = match claim.kind {
            ClaimKind::Person => self.people.get(item)?.confidence,
            ClaimKind::Post => self.people.get(item)?.posts.get(claim.post)?.confidence,
            ClaimKind::Organisation => self.orgs.get(item)?.confidence,
            ClaimKind::Place => self.places.get(item)?.confidence,
            ClaimKind::Event => self.events.get(item)?.confidence,
            ClaimKind::Figure => self.figures.get(item)?.confidence,
        };
        share.map(Confidence::new)
    }
}

/// A reporter, person, organisation or place.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Entity {
    /// Resolved name.
    pub name: String,
    /// The longest form as written.
    pub mention: Option<String>,
    /// Every form as written, where the reader gives them.
    #[serde(deserialize_with = "list")]
    pub mentions: Vec<String>,
    /// GB/T 2260 code of a place.
    pub code: Option<String>,
    /// Posts of a person.
    #[serde(deserialize_with = "list")]
    pub posts: Vec<Office>,
    /// Share of right claims among those like it; extracted only.
    pub confidence: Option<f32>,
}

/// A post.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Office {
    /// The title.
    pub title: String,
    /// Resolved name of its body.
    pub org: Option<String>,
    /// Share of right claims among those like it; extracted only.
    pub confidence: Option<f32>,
}

/// An event.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Act {
    /// Its type.
    pub r#type: String,
    /// The word that names the act.
    pub trigger: Option<String>,
    /// Resolved names of the actors.
    #[serde(deserialize_with = "list")]
    pub who: Vec<String>,
    /// Trigger with its object.
    pub what: Option<String>,
    /// Resolved names of the places.
    #[serde(deserialize_with = "list")]
    pub r#where: Vec<String>,
    /// EDTF.
    pub when: Option<String>,
    /// The sentence.
    pub sentence: String,
    /// Share of right claims among those like it; extracted only.
    pub confidence: Option<f32>,
}

/// A figure.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Amount {
    /// The number.
    pub value: f64,
    /// Its unit.
    pub unit: Option<String>,
    /// What is counted.
    pub indicator: Option<String>,
    /// Whom or what it describes.
    pub about: Option<String>,
    /// EDTF.
    pub as_of: Option<String>,
    /// The sentence.
    pub sentence: String,
    /// Share of right claims among those like it; extracted only.
    pub confidence: Option<f32>,
}

/// Why an annotation or a run cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum GoldError {
    /// It or one of its files cannot be read.
    #[error("{path}: {reason}")]
    Unreadable {
        /// The file or folder.
        path: String,
        /// What the system says.
        reason: io::Error,
    },
    /// A file is no annotation.
    #[error("{path}: no annotation: {reason}")]
    Malformed {
        /// The file.
        path: String,
        /// Where and why.
        reason: serde_json::Error,
    },
    /// An annotation lacks a field, or holds what no guide knows.
    #[error("{path}: {item}: {reason}")]
    Incomplete {
        /// The file.
        path: String,
        /// The article and the item of its list.
        item: String,
        /// What is missing.
        reason: String,
    },
    /// A line is no record.
    #[error("{place}, line {line}: {reason}")]
    Record {
        /// The file.
        place: String,
        /// The line, from 1.
        line: usize,
        /// Why.
        reason: String,
    },
    /// It holds no annotation.
    #[error("{path}: no gold here: one JSON file a page is expected")]
    Empty {
        /// The folder.
        path: String,
    },
}

impl GoldError {
    /// What to do about it.
    pub fn hint(&self) -> String {
        match self {
            Self::Unreadable { .. } => "check the spelling, and that it is yours to read",
            Self::Malformed { .. } | Self::Incomplete { .. } => "mend the file; docs tell its fields",
            Self::Record { .. } => "the records of a run are what `fangzhi extract` prints",
            Self::Empty { .. } => "name the folder that holds the annotations themselves",
        }
        .to_owned()
    }
}

/// Reads every `*.json` of a gold folder, by page.
///
/// # Errors
/// A folder that cannot be read or is empty, a file that is no annotation or lacks what is compared.
pub fn read_gold(folder: &Path) -> Result<Pages, GoldError> {
    let unreadable = |path: &Path, reason| GoldError::Unreadable { path: path.display().to_string(), reason };
    let mut found = BTreeMap::new();
    let entries = fs::read_dir(folder).map_err(|e| unreadable(folder, e))?;
    let mut paths = entries
        .map(|entry| entry.map(|e| e.path()))
        .collect::<Result<Vec<_>, _>>()
        .map_err(|e| unreadable(folder, e))?;
    paths.sort();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|e| e == "json")) {
        let shown = || path.display().to_string();
        let text = fs::read_to_string(path).map_err(|e| unreadable(path, e))?;
        let malformed = |reason| GoldError::Malformed { path: shown(), reason };
        let page: GoldPage = serde_json::from_str(&text).map_err(malformed)?;
        let raw: serde_json::Value = serde_json::from_str(&text).map_err(malformed)?;
        if let Some((item, reason)) = lacks(&raw) {
            return Err(GoldError::Incomplete { path: shown(), item, reason });
        }
        if found.insert(page.page.clone(), page.articles).is_some() {
            let reason = "another file of the folder annotates it".to_owned();
            return Err(GoldError::Incomplete { path: shown(), item: format!("page {}", page.page), reason });
        }
    }
    if found.is_empty() {
        return Err(GoldError::Empty { path: folder.display().to_string() });
    }
    Ok(found)
}

/// The fields without which an item of a list cannot be compared.
const NEEDED: &[(&str, &[&str])] = &[
    ("reporters", &["name"]),
    ("people", &["name"]),
    ("orgs", &["name"]),
    ("places", &["name"]),
    ("events", &["type", "sentence"]),
    ("figures", &["value", "sentence"]),
];

/// What an annotation lacks first: the item and the reason.
fn lacks(page: &serde_json::Value) -> Option<(String, String)> {
    let empty = |value: &serde_json::Value| value.is_null() || value.as_str().is_some_and(str::is_empty);
    for (number, article) in page["articles"].as_array()?.iter().enumerate() {
        let id = article["id"].as_str().map_or_else(|| (number + 1).to_string(), str::to_owned);
        if empty(&article["kind"]) {
            return Some((format!("article {id}"), "no \"kind\"".to_owned()));
        }
        for (list, fields) in NEEDED {
            for (at, item) in article[list].as_array().into_iter().flatten().enumerate() {
                let place = || format!("article {id}, {list}, item {}", at + 1);
                if let Some(field) = fields.iter().find(|field| empty(&item[**field])) {
                    return Some((place(), format!("no \"{field}\"")));
                }
                let kind = item["type"].as_str().filter(|_| *list == "events");
                if let Some(kind) = kind.filter(|kind| EventType::ALL.iter().all(|known| known.name() != *kind)) {
                    return Some((place(), format!("{kind:?} is no event type of the guide")));
                }
            }
        }
    }
    None
}

/// Reads the records of a run, one article a line, by page; `place` names the file in messages.
///
/// # Errors
/// The first line that is no record, with its number.
pub fn read_run(place: &str, lines: impl BufRead) -> Result<Pages, GoldError> {
    let mut found = Pages::new();
    for (number, line) in (1..).zip(lines.lines()) {
        let line = line.map_err(|reason| GoldError::Unreadable { path: place.to_owned(), reason })?;
        if line.trim().is_empty() {
            continue;
        }
        let bad = |reason: String| GoldError::Record { place: place.to_owned(), line: number, reason };
        let article: Annotated = serde_json::from_str(&line).map_err(|e| bad(format!("no record: {e}")))?;
        if article.page.is_empty() {
            return Err(bad("no record: no \"page\"".to_owned()));
        }
        if !line.contains("\"events\"") {
            return Err(bad("a page, not a record: `fangzhi extract` makes records of pages".to_owned()));
        }
        let stem = Path::new(&article.page).file_stem().map(|stem| stem.to_string_lossy().into_owned());
        found.entry(stem.unwrap_or_default()).or_default().push(article);
    }
    Ok(found)
}
