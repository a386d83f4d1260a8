//! Two runs over the same gold: which facts the second has that the first had not, and which it lost.

use std::collections::BTreeMap;

use serde::Serialize;

use super::tally::Case;
use super::{Outcome, Scores};

/// The metrics whose facts are compared unless others are asked for: each fact once.
pub const FACTS: &[&str] = &["people", "posts", "orgs", "places", "events", "figures"];

/// How a fact fared from one run to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// Right now, missed before.
    RightGained,
    /// Missed now, right before.
    RightLost,
    /// Invented now, not before.
    WrongGained,
    /// Invented before, not now.
    WrongGone,
}

impl Change {
    /// All of them, in the order of a report.
    pub const ALL: &'static [Change] = &[Self::RightGained, Self::RightLost, Self::WrongGained, Self::WrongGone];

    /// Its name, as in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::RightGained => "right-gained",
            Self::RightLost => "right-lost",
            Self::WrongGained => "wrong-gained",
            Self::WrongGone => "wrong-gone",
        }
    }
}

/// One fact that fared otherwise.
#[derive(Clone, Debug, Serialize)]
pub struct Changed<'a> {
    /// How.
    pub change: Change,
    /// The metric that counts it.
    pub metric: &'a str,
    /// The fact.
    #[serde(flatten)]
    pub case: &'a Case,
}

/// What changed from `before` to `after` under the given metrics.
pub fn compare<'a>(before: &'a Scores, after: &'a Scores, metrics: &[&'a str]) -> Vec<Changed<'a>> {
    let mut found = Vec::new();
    for &metric in metrics {
        let (old, new) = (before.cases(metric).unwrap_or_default(), after.cases(metric).unwrap_or_default());
        let right = |case: &&Case| case.outcome == Outcome::Right;
        let wrong = |case: &&Case| matches!(case.outcome, Outcome::Invented | Outcome::Otherwise);
        for (change, cases) in [
            (Change::RightGained, only(new, old, right)),
            (Change::RightLost, only(old, new, right)),
            (Change::WrongGained, only(new, old, wrong)),
            (Change::WrongGone, only(old, new, wrong)),
        ] {
            found.extend(cases.into_iter().map(|case| Changed { change, metric, case }));
        }
    }
    found
}

/// The cases of one run that pass and that the other run lacks, counted as often as they come.
fn only<'a>(these: &'a [Case], those: &'a [Case], pass: impl Fn(&&Case) -> bool) -> Vec<&'a Case> {
    let key = |case: &'a Case| (case.page.as_str(), case.thing.as_str(), case.instead.as_str(), case.sentence.as_str());
    let mut left: BTreeMap<_, usize> = BTreeMap::new();
    for case in those.iter().filter(&pass) {
        *left.entry(key(case)).or_default() += 1;
    }
    let mut found = Vec::new();
    for case in these.iter().filter(&pass) {
        match left.get_mut(&key(case)) {
            Some(count) if *count > 0 => *count -= 1,
            _ => found.push(case),
        }
    }
    found
}
