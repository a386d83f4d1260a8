//! What the features of a claim say of its being right: the table `confidence.tsv`.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::table::{BadRow, rows};
use crate::model::{ClaimKind, Confidence};

/// The feature that every claim of a kind has.
pub const ALL: &str = "all";

/// The row that says from what sum a claim of its kind is of the highest band, where that takes more than the band says.
pub const HIGH_FROM: &str = "high from";

/// The row that says from what sum on a claim of its kind is told at all.
pub const TOLD_FROM: &str = "told from";

/// The most that a sum below it says: odds of 0.94, as a logarithm.
const JUST_MEDIUM: f64 = 2.75;

#[derive(Deserialize)]
struct Row {
    kind: String,
    feature: String,
    weight: f64,
}

/// A weight for each feature of each kind of claim; their sum is the logarithm of the odds that a claim is right.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Weights(BTreeMap<ClaimKind, FxHashMap<String, f64>>);

impl Weights {
    /// Reads the table. A row of the feature `all` begins its kind anew, so that a table of one's own, read behind the
    /// embedded one, takes its place.
    ///
    /// # Errors
    /// A row that does not hold, or that names no kind of claim.
    pub fn read(text: &str) -> Result<Self, BadRow> {
        let mut weights = Self::default();
        for row in rows::<Row>("confidence.tsv", text)? {
            let kind = ClaimKind::ALL.iter().find(|kind| kind.name() == row.kind).ok_or_else(|| BadRow {
                table: "confidence.tsv".to_owned(),
                line: 0,
                reason: format!("{:?} is no kind of claim", row.kind),
            })?;
            let of_kind = weights.0.entry(*kind).or_default();
            if row.feature == ALL {
                of_kind.clear();
            }
            of_kind.insert(row.feature, row.weight);
        }
        Ok(weights)
    }

    /// Sets the weights of a kind.
    pub fn set(&mut self, kind: ClaimKind, weights: impl IntoIterator<Item = (String, f64)>) {
        self.0.insert(kind, weights.into_iter().collect());
    }

    /// Has every claim told, however unsure: for those who judge claims to learn weights.
    pub fn tell_all(&mut self) {
        self.0.values_mut().for_each(|of_kind| of_kind.retain(|feature, _| feature != TOLD_FROM));
    }

    /// How far a claim with these features can be trusted; a feature that the table does not have says nothing.
    pub fn confidence<S: AsRef<str>>(&self, kind: ClaimKind, features: &[S]) -> Confidence {
        self.odds(kind, features).map_or_else(Confidence::default, Confidence::of_odds)
    }

    /// The logarithm of the odds that a claim with these features is right; none for a kind that the table does not have.
    pub fn odds<S: AsRef<str>>(&self, kind: ClaimKind, features: &[S]) -> Option<f64> {
        let mut words = String::new();
        let mut sum = self.sum(kind, &mut words);
        features.iter().for_each(|feature| sum.add(&[feature.as_ref()]));
        sum.odds()
    }

    /// The sum for a claim of which nothing is known yet but its kind; `words` is room to put a feature together in.
    pub fn sum<'w>(&'w self, kind: ClaimKind, words: &'w mut String) -> Sum<'w> {
        let weights = self.0.get(&kind);
        let all = weights.and_then(|weights| weights.get(ALL)).copied().unwrap_or_default();
        Sum { weights, words, sum: all }
    }
}

/// What the features of one claim say, as they are told.
#[derive(Debug)]
pub struct Sum<'w> {
    weights: Option<&'w FxHashMap<String, f64>>,
    words: &'w mut String,
    sum: f64,
}

impl Sum<'_> {
    /// Adds a feature, given in parts.
    pub fn add(&mut self, parts: &[&str]) {
        self.words.clear();
        parts.iter().for_each(|part| self.words.push_str(part));
        self.sum += self.weights.and_then(|weights| weights.get(self.words.as_str())).copied().unwrap_or_default();
    }

    /// The logarithm of the odds; none for a kind that the table does not have.
    pub fn odds(&self) -> Option<f64> {
        let unsure = self.weights?.get(HIGH_FROM).is_some_and(|from| self.sum < *from);
        Some(if unsure { self.sum.min(JUST_MEDIUM) } else { self.sum })
    }

    /// Whether so unsure a claim is told.
    pub fn is_told(&self) -> bool {
        self.weights.and_then(|weights| weights.get(TOLD_FROM)).is_none_or(|from| self.sum >= *from)
    }

    /// How far the claim can be trusted.
    pub fn confidence(&self) -> Confidence {
        self.odds().map_or_else(Confidence::default, Confidence::of_odds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_of_ones_own_takes_the_place_of_the_embedded_one() -> Result<(), BadRow> {
        let text =
            "# head\nkind\tfeature\tweight\nevents\tall\t0\nevents\trule a\t3\nfigures\tall\t3\nevents\tall\t-3\n";
        let weights = Weights::read(text)?;
        let share = |kind, features: &[&str]| weights.confidence(kind, features).share();
        assert!((share(ClaimKind::Event, &["rule a"]) - 0.05).abs() < 1e-6);
        assert!((share(ClaimKind::Figure, &["unheard of"]) - 0.95).abs() < 1e-6);
        assert!(share(ClaimKind::Place, &[]).abs() < 1e-6);
        assert!(Weights::read("kind\tfeature\tweight\ngossip\tall\t1\n").is_err());
        Ok(())
    }
}
