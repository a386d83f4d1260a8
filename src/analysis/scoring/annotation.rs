//! A page as an annotator or `fangzhi extract` describes it: what is compared.

use std::{collections::BTreeMap, fs, io, path::Path};

use serde::Deserialize;

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
    pub reporters: Vec<Entity>,
    /// Named people.
    pub people: Vec<Entity>,
    /// Organisations.
    pub orgs: Vec<Entity>,
    /// Places.
    pub places: Vec<Entity>,
    /// Events.
    pub events: Vec<Act>,
    /// Figures.
    pub figures: Vec<Amount>,
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
    pub mentions: Vec<String>,
    /// GB/T 2260 code of a place.
    pub code: Option<String>,
    /// Posts of a person.
    pub posts: Vec<Office>,
}

/// A post.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Office {
    /// The title.
    pub title: String,
    /// Resolved name of its body.
    pub org: Option<String>,
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
    pub who: Vec<String>,
    /// Trigger with its object.
    pub what: Option<String>,
    /// Resolved names of the places.
    pub r#where: Vec<String>,
    /// EDTF.
    pub when: Option<String>,
    /// The sentence.
    pub sentence: String,
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
}

/// Why a gold folder cannot be used.
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
    /// It holds no annotation.
    #[error("{path}: no gold here: one JSON file a page is expected")]
    Empty {
        /// The folder.
        path: String,
    },
}

/// Reads every `*.json` of a gold folder, by page.
///
/// # Errors
/// A folder that cannot be read or is empty, a file that is no annotation.
pub fn read_gold(folder: &Path) -> Result<BTreeMap<String, Vec<Annotated>>, GoldError> {
    let unreadable = |path: &Path, reason| GoldError::Unreadable { path: path.display().to_string(), reason };
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).map_err(|e| unreadable(folder, e))? {
        let path = entry.map_err(|e| unreadable(folder, e))?.path();
        if path.extension().is_some_and(|e| e == "json") {
            let text = fs::read_to_string(&path).map_err(|e| unreadable(&path, e))?;
            let page: GoldPage = serde_json::from_str(&text)
                .map_err(|reason| GoldError::Malformed { path: path.display().to_string(), reason })?;
            found.insert(page.page, page.articles);
        }
    }
    if found.is_empty() {
        return Err(GoldError::Empty { path: folder.display().to_string() });
    }
    Ok(found)
}
