//! Counting hits, misses and inventions.

use std::fmt;

use serde::Serialize;

/// Greedy one-to-one pairs, as indices of (gold, predicted), best likeness first; likeness 0 is never a pair.
pub fn pair<G, P>(gold: &[G], predicted: &[P], alike: impl Fn(&G, &P) -> f64) -> Vec<(usize, usize)> {
    let mut scored = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        for (j, p) in predicted.iter().enumerate() {
            let likeness = alike(g, p);
            if likeness > 0.0 {
                scored.push((likeness, i, j));
            }
        }
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut gold_taken, mut predicted_taken) = (vec![false; gold.len()], vec![false; predicted.len()]);
    let mut pairs = Vec::new();
    for (_, i, j) in scored {
        if !gold_taken[i] && !predicted_taken[j] {
            (gold_taken[i], predicted_taken[j]) = (true, true);
            pairs.push((i, j));
        }
    }
    pairs
}

/// How one thing came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// Both have it, or agree on it.
    Right,
    /// Gold alone has it.
    Missed,
    /// The reader alone has it.
    Invented,
    /// Both have it and tell it otherwise.
    Otherwise,
}

impl Outcome {
    /// `=`, `-`, `+` or `~`.
    pub fn sign(self) -> char {
        match self {
            Self::Right => '=',
            Self::Missed => '-',
            Self::Invented => '+',
            Self::Otherwise => '~',
        }
    }
}

/// One thing that was compared: of gold where gold has it, else of the reader.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Case {
    /// How it came out.
    pub outcome: Outcome,
    /// The page's stem.
    pub page: String,
    /// The thing.
    pub thing: String,
    /// What the reader tells instead; empty unless it tells the thing otherwise.
    pub instead: String,
    /// The sentence that tells it; empty where none is known.
    pub sentence: String,
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.outcome.sign(), self.page, self.thing)?;
        if self.outcome == Outcome::Otherwise {
            write!(f, " → {}", self.instead)?;
        }
        if self.sentence.is_empty() { Ok(()) } else { write!(f, " | {}", self.sentence) }
    }
}

/// One metric: either found things against gold ones, or agreement of what was matched on one more point.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    hits: usize,
    gold: usize,
    predicted: usize,
    agreement: bool,
    /// Everything that was compared.
    pub cases: Vec<Case>,
}

/// A metric's result.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Row {
    /// Found things against gold ones.
    Found {
        /// Precision, 0 to 1.
        p: f64,
        /// Recall, 0 to 1.
        r: f64,
        /// Their harmonic mean.
        f1: f64,
        /// How many the gold has.
        gold: usize,
        /// How many were told.
        predicted: usize,
    },
    /// Of the pairs that one metric matched, how many agree on one more point.
    Agreed {
        /// Their share, 0 to 1.
        accuracy: f64,
        /// How many pairs.
        of: usize,
    },
}

impl Row {
    /// F1, or the accuracy: the number that a floor is set for.
    pub fn value(self) -> f64 {
        match self {
            Self::Found { f1, .. } => f1,
            Self::Agreed { accuracy, .. } => accuracy,
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "less than 2^52 things")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

impl Tally {
    /// A tally of agreement.
    pub(super) fn of_agreement() -> Self {
        Self { agreement: true, ..Self::default() }
    }

    /// Counts the things of one page; `show` tells one with its sentence.
    pub(super) fn count<G, P>(
        &mut self,
        page: &str,
        (gold, predicted): (&[G], &[P]),
        pairs: &[(usize, usize)],
        show: (impl Fn(&G) -> (String, String), impl Fn(&P) -> (String, String)),
    ) {
        self.hits += pairs.len();
        self.gold += gold.len();
        self.predicted += predicted.len();
        let case = |outcome, (thing, sentence): (String, String)| Case {
            outcome,
            page: page.to_owned(),
            thing,
            instead: String::new(),
            sentence,
        };
        for (i, g) in gold.iter().enumerate() {
            let hit = pairs.iter().any(|(at, _)| *at == i);
            self.cases.push(case(if hit { Outcome::Right } else { Outcome::Missed }, show.0(g)));
        }
        let invented = (0..).zip(predicted).filter(|(j, _)| !pairs.iter().any(|(_, p)| p == j));
        self.cases.extend(invented.map(|(_, p)| case(Outcome::Invented, show.1(p))));
    }

    /// Counts one matched pair.
    pub(super) fn agree(&mut self, good: bool, page: &str, (thing, instead): (String, String), sentence: String) {
        self.gold += 1;
        self.hits += usize::from(good);
        let outcome = if good { Outcome::Right } else { Outcome::Otherwise };
        let instead = if good { String::new() } else { instead };
        self.cases.push(Case { outcome, page: page.to_owned(), thing, instead, sentence });
    }

    /// Adds what another set of pages gave.
    pub(super) fn join(&mut self, other: Self) {
        self.hits += other.hits;
        self.gold += other.gold;
        self.predicted += other.predicted;
        self.cases.extend(other.cases);
    }

    /// The result.
    pub fn row(&self) -> Row {
        if self.agreement {
            return Row::Agreed { accuracy: share(self.hits, self.gold), of: self.gold };
        }
        let (p, r) = (share(self.hits, self.predicted), share(self.hits, self.gold));
        let f1 = if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 };
        Row::Found { p, r, f1, gold: self.gold, predicted: self.predicted }
    }
}
