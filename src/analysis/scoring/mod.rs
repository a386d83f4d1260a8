//! How well was a page read? Records against an annotation, metric by metric.
//!
//! Every result is a micro-average over the pages. Sets are compared a page at a time, so a wrong article boundary costs
//! under `articles` and `headlines` alone. What two honest readers may write differently is forgiven ([`likeness`]).

pub mod annotation;
pub mod bands;
pub mod calibration;
pub mod comparison;
mod entities;
pub mod likeness;
pub mod tally;

use std::collections::BTreeMap;

use annotation::{Act, Amount};
pub use annotation::{Annotated, GoldError, Pages, read_gold, read_run};
use likeness::{dice, names_match, norm, overlap, same_thing, same_time};
use tally::{Case, Tally, pair};
pub use tally::{Outcome, Row};

use crate::model::{ClaimAt, ClaimKind};
use crate::text::characters::{ends_sentence, without_blanks};

/// The metrics of found things, in the order of a report.
pub const FOUND: &[&str] =
    &["articles", "headlines", "reporters", "people", "posts", "orgs", "places", "codes", "acts", "events", "figures"];
/// The metrics of agreement, in the order of a report.
pub const AGREED: &[&str] = &[
    "post_org",
    "org_name",
    "place_name",
    "event_who",
    "event_where",
    "event_when",
    "figure_indicator",
    "figure_about",
    "figure_as_of",
];

/// The result: a tally a metric, in the order of a report, and whether each claim is right.
#[derive(Clone, Debug)]
pub struct Scores {
    tallies: Vec<(&'static str, Tally)>,
    /// Whether gold has the claim, by page. A claim that gold leaves open, such as a place that stands only inside a
    /// body's name, is not here.
    pub verdicts: BTreeMap<String, BTreeMap<ClaimAt, bool>>,
}

impl Default for Scores {
    fn default() -> Self {
        let found = FOUND.iter().map(|name| (*name, Tally::default()));
        let tallies = found.chain(AGREED.iter().map(|name| (*name, Tally::of_agreement()))).collect();
        Self { tallies, verdicts: BTreeMap::new() }
    }
}

impl Scores {
    /// Every metric with its result.
    pub fn rows(&self) -> impl Iterator<Item = (&'static str, Row)> + '_ {
        self.tallies.iter().map(|(name, tally)| (*name, tally.row()))
    }

    /// One metric's result.
    pub fn row(&self, metric: &str) -> Option<Row> {
        self.tallies.iter().find(|(name, _)| *name == metric).map(|(_, tally)| tally.row())
    }

    /// Everything that one metric compared.
    pub fn cases(&self, metric: &str) -> Option<&[Case]> {
        self.tallies.iter().find(|(name, _)| *name == metric).map(|(_, tally)| tally.cases.as_slice())
    }

    /// What one metric missed, invented or tells otherwise.
    pub fn errors(&self, metric: &str) -> Option<Vec<&Case>> {
        Some(self.cases(metric)?.iter().filter(|case| case.outcome != Outcome::Right).collect())
    }

    /// Adds what another set of pages gave.
    pub fn join(&mut self, other: Self) {
        for ((_, tally), (_, more)) in self.tallies.iter_mut().zip(other.tallies) {
            tally.join(more);
        }
        self.verdicts.extend(other.verdicts);
    }

    fn of(&mut self, metric: &str) -> &mut Tally {
        let at = self.tallies.iter().position(|(name, _)| *name == metric).unwrap_or_default();
        &mut self.tallies[at].1
    }

    fn judge(&mut self, page: &str, claim: ClaimAt, right: bool) {
        self.verdicts.entry(page.to_owned()).or_default().insert(claim, right);
    }
}

/// One page under comparison.
struct Compared<'a> {
    stem: &'a str,
    gold: &'a [Annotated],
    predicted: &'a [Annotated],
    /// The raw page, normalised; empty where it is not known.
    text: String,
    /// Its sentences, normalised and as written; of the bodies where the page is not known.
    sentences: Vec<(String, String)>,
}

impl Compared<'_> {
    /// The first sentence that holds all the words, else the first of them.
    fn sentence(&self, words: &[&str]) -> String {
        let words: Vec<String> = words.iter().map(|word| norm(word)).filter(|word| !word.is_empty()).collect();
        let holds = |count: usize| {
            self.sentences
                .iter()
                .find(|(sentence, _)| words[..count].iter().all(|word| sentence.contains(word.as_str())))
        };
        if words.is_empty() {
            return String::new();
        }
        holds(words.len()).or_else(|| holds(1)).map(|(_, sentence)| sentence.clone()).unwrap_or_default()
    }
}

/// The sentences of a text, normalised and without white space.
fn sentences(text: &str) -> impl Iterator<Item = (String, String)> + '_ {
    text.split_inclusive(ends_sentence).map(|sentence| (norm(sentence), without_blanks(sentence)))
}

/// Compares records with gold. `gold` and `predicted` hold a page's articles by its stem; `texts` the raw pages: a place
/// that stands only inside an organisation's name (藤县 in 藤县总工会) is optional, neither missed nor invented.
pub fn score(gold: &Pages, predicted: &Pages, texts: &BTreeMap<String, String>) -> Scores {
    let mut scores = Scores::default();
    for (stem, gold) in gold {
        let predicted = predicted.get(stem).map_or(&[][..], Vec::as_slice);
        let text = texts.get(stem).map_or("", String::as_str);
        let bodies = predicted.iter().filter_map(|article| article.text.as_deref()).filter(|_| text.is_empty());
        let told = [text].into_iter().chain(bodies).flat_map(sentences).collect();
        let page = Compared { stem, gold, predicted, text: norm(text), sentences: told };
        articles(&mut scores, &page);
        entities::people(&mut scores, &page);
        entities::bodies_and_places(&mut scores, &page);
        events(&mut scores, &page);
        figures(&mut scores, &page);
    }
    scores
}

fn truth(holds: bool) -> f64 {
    f64::from(u8::from(holds))
}

/// Articles by the two ends of their bodies, headlines by their words.
fn articles(scores: &mut Scores, page: &Compared<'_>) {
    let filled = |text: &Option<String>| text.as_ref().is_some_and(|t| !t.is_empty());
    let bodies: Vec<_> = page.gold.iter().filter(|a| a.kind != "slogan" && filled(&a.start)).collect();
    let texts: Vec<String> =
        page.predicted.iter().map(|a| norm(a.text.as_deref().unwrap_or_default())).filter(|t| !t.is_empty()).collect();
    let body = |g: &&Annotated, text: &String| {
        let (start, end) = (norm(g.start.as_deref().unwrap_or_default()), norm(g.end.as_deref().unwrap_or_default()));
        let before = text.find(&start).map(|at| text[..at].chars().count());
        let after = text.rfind(&end).map(|at| text[at + end.len()..].chars().count());
        truth(before.is_some_and(|n| n <= 20) && after.is_some_and(|n| n <= 20))
    };
    let ends = |text: &String| {
        let text: Vec<char> = text.chars().collect();
        let (head, tail) = (text.iter().take(12).collect::<String>(), text.len().saturating_sub(12));
        (format!("{head}…{}", text[tail..].iter().collect::<String>()), String::new())
    };
    let told = |a: &&Annotated| (format!("{}…{}", words(&a.start), words(&a.end)), String::new());
    let pairs = pair(&bodies, &texts, body);
    scores.of("articles").count(page.stem, (&bodies, &texts), &pairs, (told, ends));

    let headlines = |articles: &[Annotated]| -> Vec<String> {
        articles.iter().filter_map(|a| a.headline.clone()).filter(|h| !h.is_empty()).collect()
    };
    let (g, p) = (headlines(page.gold), headlines(page.predicted));
    let pairs = pair(&g, &p, |g, p| Some(dice(g, p)).filter(|d| *d >= 0.7).unwrap_or_default());
    let show = |h: &String| (h.clone(), String::new());
    scores.of("headlines").count(page.stem, (&g, &p), &pairs, (show, show));
}

fn words(text: &Option<String>) -> &str {
    text.as_deref().unwrap_or_default()
}

/// The items of a list of each article, with where they stand.
fn flat<'a, T>(
    articles: &'a [Annotated],
    kind: ClaimKind,
    of: impl Fn(&'a Annotated) -> &'a Vec<T>,
) -> (Vec<&'a T>, Vec<ClaimAt>) {
    let all = articles.iter().enumerate().flat_map(|(article, a)| {
        of(a).iter().enumerate().map(move |(item, thing)| (thing, ClaimAt { kind, article, item, post: 0 }))
    });
    all.unzip()
}

/// Events by sentence and words: `acts` without their type, `events` with it.
fn events(scores: &mut Scores, page: &Compared<'_>) {
    let (g, _) = flat(page.gold, ClaimKind::Event, |a| &a.events);
    let (p, claims) = flat(page.predicted, ClaimKind::Event, |a| &a.events);
    let close = |a: &&Act, b: &&Act| match overlap(&a.sentence, &b.sentence) {
        near if near >= 0.6 => near + 0.5 * overlap(words(&a.what), words(&b.what)),
        _ => 0.0,
    };
    let show = |e: &&Act| {
        let (what, trigger) = (words(&e.what), words(&e.trigger));
        let told = if what.contains(trigger) { what.to_owned() } else { format!("{trigger} | {what}") };
        (format!("{} {told}", e.r#type), without_blanks(&e.sentence))
    };
    scores.of("acts").count(page.stem, (&g, &p), &pair(&g, &p, close), (show, show));
    let pairs = pair(&g, &p, |a, b| if a.r#type == b.r#type { close(a, b) } else { 0.0 });
    scores.of("events").count(page.stem, (&g, &p), &pairs, (show, show));
    for (j, claim) in claims.into_iter().enumerate() {
        scores.judge(page.stem, claim, pairs.iter().any(|(_, at)| *at == j));
    }
    // What the gold leaves open may be inherited from the report or not: only what it states is compared.
    for (i, j) in pairs {
        let (a, b) = (g[i], p[j]);
        for (metric, gold, told) in [("event_who", &a.who, &b.who), ("event_where", &a.r#where, &b.r#where)] {
            if !gold.is_empty() {
                let shown = (gold.join("、"), told.join("、"));
                scores.of(metric).agree(names_match(gold, told), page.stem, shown, without_blanks(&a.sentence));
            }
        }
        if a.when.is_some() {
            let good = same_time(a.when.as_deref(), b.when.as_deref());
            let shown = (words(&a.when).to_owned(), words(&b.when).to_owned());
            scores.of("event_when").agree(good, page.stem, shown, without_blanks(&a.sentence));
        }
    }
}

/// Figures by value and sentence.
fn figures(scores: &mut Scores, page: &Compared<'_>) {
    let (g, _) = flat(page.gold, ClaimKind::Figure, |a| &a.figures);
    let (p, claims) = flat(page.predicted, ClaimKind::Figure, |a| &a.figures);
    let like = |a: &&Amount, b: &&Amount| match overlap(&a.sentence, &b.sentence) {
        near if near >= 0.6 && a.value.total_cmp(&b.value).is_eq() => near,
        _ => 0.0,
    };
    let pairs = pair(&g, &p, like);
    let show =
        |f: &&Amount| (format!("{} {} {}", f.value, words(&f.unit), words(&f.indicator)), without_blanks(&f.sentence));
    scores.of("figures").count(page.stem, (&g, &p), &pairs, (show, show));
    for (j, claim) in claims.into_iter().enumerate() {
        scores.judge(page.stem, claim, pairs.iter().any(|(_, at)| *at == j));
    }
    for (i, j) in pairs {
        let (a, b) = (g[i], p[j]);
        let both = |a: &Option<String>, b: &Option<String>| (words(a).to_owned(), words(b).to_owned());
        let (x, y) = both(&a.indicator, &b.indicator);
        let good = dice(&x, &y) >= 0.5 || overlap(&x, &y) >= 0.8;
        scores.of("figure_indicator").agree(good, page.stem, (x, y), without_blanks(&a.sentence));
        if a.about.is_some() {
            let good = same_thing(a.about.as_deref(), b.about.as_deref());
            scores.of("figure_about").agree(good, page.stem, both(&a.about, &b.about), without_blanks(&a.sentence));
        }
        if a.as_of.is_some() {
            let good = same_time(a.as_of.as_deref(), b.as_of.as_deref());
            scores.of("figure_as_of").agree(good, page.stem, both(&a.as_of, &b.as_of), without_blanks(&a.sentence));
        }
    }
}
