//! The rules of identity with their weights, from `ontology/identity.tsv`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::super::error::StoreError;

const TABLE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/ontology/identity.tsv"));

#[derive(Deserialize)]
struct Row {
    kind: String,
    rule: String,
    weight: Option<f64>,
    words: String,
}

/// What is judged, in the order in which it is: bodies sit in places, people serve in bodies, events have them all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An article, which is a reprint of another or not.
    Article,
    /// A place.
    Place,
    /// An organisation.
    Body,
    /// A person.
    Person,
    /// An event.
    Event,
}

impl Kind {
    /// All, in the order of judging.
    pub const ALL: [Kind; 5] = [Self::Article, Self::Place, Self::Body, Self::Person, Self::Event];

    /// Its name in the table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Place => "place",
            Self::Body => "body",
            Self::Person => "person",
            Self::Event => "event",
        }
    }
}

/// The table.
pub(super) struct Rules {
    weights: BTreeMap<(String, String), f64>,
    words: BTreeMap<(String, String), Vec<String>>,
}

impl Rules {
    /// The table that the program carries.
    pub fn embedded() -> Result<Self, StoreError> {
        let mut reader =
            csv::ReaderBuilder::new().delimiter(b'\t').comment(Some(b'#')).quoting(false).from_reader(TABLE.as_bytes());
        let (mut weights, mut words) = (BTreeMap::new(), BTreeMap::new());
        for row in reader.deserialize::<Row>() {
            let row = row.map_err(|e| StoreError::Ontology(format!("identity.tsv: {e}")))?;
            let key = (row.kind, row.rule);
            if !row.words.is_empty() {
                words.insert(key.clone(), row.words.split('|').map(str::to_owned).collect());
            }
            if let Some(weight) = row.weight {
                weights.insert(key, weight);
            }
        }
        Ok(Self { weights, words })
    }

    fn weight(&self, kind: Kind, rule: &str) -> f64 {
        self.weights.get(&(kind.name().to_owned(), rule.to_owned())).copied().unwrap_or_default()
    }

    /// The words that a rule knows.
    pub fn words(&self, kind: Kind, rule: &str) -> &[String] {
        self.words.get(&(kind.name().to_owned(), rule.to_owned())).map_or(&[], Vec::as_slice)
    }

    /// How likely two are one of which these rules hold, 0 to 1 in steps of a hundredth.
    pub fn score(&self, kind: Kind, holding: &[&str]) -> f64 {
        let odds = self.weight(kind, "start") + holding.iter().map(|rule| self.weight(kind, rule)).sum::<f64>();
        (100.0 / (1.0 + (-odds).exp())).round() / 100.0
    }

    /// From which score on two are one.
    pub fn merge(&self, kind: Kind) -> f64 {
        self.weight(kind, "merge")
    }

    /// From which score on people are asked.
    pub fn open(&self, kind: Kind) -> f64 {
        self.weight(kind, "open")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_of_the_code_has_its_row_and_every_row_its_rule() {
        let rules = Rules::embedded().expect("the table");
        let source = ["articles.rs", "places.rs", "bodies.rs", "people.rs", "events.rs"];
        let shared = ["merge", "open", "start"];
        for (kind, file) in Kind::ALL.into_iter().zip(source) {
            let path = format!("{}/src/graph/identity/{file}", env!("CARGO_MANIFEST_DIR"));
            let code = std::fs::read_to_string(path).expect("its source");
            let code = code.split("#[cfg(test)]").next().expect("code");
            let rows = rules.weights.keys().chain(rules.words.keys()).filter(|(of, _)| of == kind.name());
            for (_, rule) in rows.filter(|(_, rule)| !shared.contains(&rule.as_str())) {
                assert!(code.contains(&format!("\"{rule}\"")), "no code of {file} has the rule {rule:?}");
            }
            for (_, rest) in code.match_indices("rules.push(\"").map(|(at, found)| (at, &code[at + found.len()..])) {
                let rule = rest.split('"').next().expect("its end");
                assert!(rules.weight(kind, rule) != 0.0, "{file}: {rule:?} has no row");
            }
        }
    }
}
