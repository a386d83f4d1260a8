//! How well was a page read? Records against an annotation, metric by metric.
//!
//! Every result is a micro-average over the pages. Sets are compared a page at a time, so a wrong article boundary costs
//! under `articles` and `headlines` alone. What two honest readers may write differently is forgiven ([`likeness`]).

pub mod annotation;
pub mod likeness;
pub mod tally;

use std::collections::BTreeMap;

use annotation::{Act, Amount, Entity};
pub use annotation::{Annotated, GoldError, read_gold};
use likeness::{dice, names_match, norm, overlap, same_name, same_resolved, same_thing, same_time};
pub use tally::Row;
use tally::{Tally, pair};

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

/// The result: a tally a metric, in the order of a report.
#[derive(Clone, Debug)]
pub struct Scores(Vec<(&'static str, Tally)>);

impl Scores {
    /// Every metric with its result.
    pub fn rows(&self) -> impl Iterator<Item = (&'static str, Row)> + '_ {
        self.0.iter().map(|(name, tally)| (*name, tally.row()))
    }

    /// One metric's result.
    pub fn row(&self, metric: &str) -> Option<Row> {
        self.0.iter().find(|(name, _)| *name == metric).map(|(_, tally)| tally.row())
    }

    /// What one metric missed, invented or tells otherwise, a line each.
    pub fn errors(&self, metric: &str) -> Option<&[String]> {
        self.0.iter().find(|(name, _)| *name == metric).map(|(_, tally)| tally.errors.as_slice())
    }

    fn of(&mut self, metric: &str) -> &mut Tally {
        let at = self.0.iter().position(|(name, _)| *name == metric).unwrap_or_default();
        &mut self.0[at].1
    }
}

/// Compares records with gold. `gold` and `predicted` hold a page's articles by its stem; `texts` the raw pages: a place
/// that stands only inside an organisation's name (藤县 in 藤县总工会) is optional, neither missed nor invented.
pub fn score(
    gold: &BTreeMap<String, Vec<Annotated>>,
    predicted: &BTreeMap<String, Vec<Annotated>>,
    texts: &BTreeMap<String, String>,
) -> Scores {
    let found = FOUND.iter().map(|name| (*name, Tally::default()));
    let mut scores = Scores(found.chain(AGREED.iter().map(|name| (*name, Tally::of_agreement()))).collect());
    for (page, gold) in gold {
        let predicted = predicted.get(page).map_or(&[][..], Vec::as_slice);
        articles(&mut scores, page, gold, predicted);
        people(&mut scores, page, gold, predicted);
        entities(&mut scores, page, gold, predicted, &norm(texts.get(page).map_or("", String::as_str)));
        events(&mut scores, page, gold, predicted);
        figures(&mut scores, page, gold, predicted);
    }
    scores
}

fn truth(holds: bool) -> f64 {
    f64::from(u8::from(holds))
}

/// Articles by the two ends of their bodies, headlines by their words.
fn articles(scores: &mut Scores, page: &str, gold: &[Annotated], predicted: &[Annotated]) {
    let filled = |text: &Option<String>| text.as_ref().is_some_and(|t| !t.is_empty());
    let bodies: Vec<_> = gold.iter().filter(|a| a.kind != "slogan" && filled(&a.start)).collect();
    let texts: Vec<String> =
        predicted.iter().map(|a| norm(a.text.as_deref().unwrap_or_default())).filter(|t| !t.is_empty()).collect();
    let body = |g: &&Annotated, text: &String| {
        let (start, end) = (norm(g.start.as_deref().unwrap_or_default()), norm(g.end.as_deref().unwrap_or_default()));
        let before = text.find(&start).map(|at| text[..at].chars().count());
        let after = text.rfind(&end).map(|at| text[at + end.len()..].chars().count());
        truth(before.is_some_and(|n| n <= 20) && after.is_some_and(|n| n <= 20))
    };
    let ends = |text: &str| {
        let text: Vec<char> = text.chars().collect();
        let (head, tail) = (text.iter().take(12).collect::<String>(), text.len().saturating_sub(12));
        format!("{page} {head}…{}", text[tail..].iter().collect::<String>())
    };
    let told = |a: &&Annotated| {
        format!("{page} {}…{}", a.start.as_deref().unwrap_or_default(), a.end.as_deref().unwrap_or_default())
    };
    let pairs = pair(&bodies, &texts, body);
    scores.of("articles").count((&bodies, &texts), &pairs, (told, |t: &String| ends(t)));

    let headlines = |articles: &[Annotated]| -> Vec<String> {
        articles.iter().filter_map(|a| a.headline.clone()).filter(|h| !h.is_empty()).collect()
    };
    let (g, p) = (headlines(gold), headlines(predicted));
    let pairs = pair(&g, &p, |g, p| Some(dice(g, p)).filter(|d| *d >= 0.7).unwrap_or_default());
    let show = |h: &String| format!("{page} {h}");
    scores.of("headlines").count((&g, &p), &pairs, (show, show));
}

/// A page's distinct entities: those of one name are one, their mentions and posts joined.
#[derive(Debug)]
struct Merged {
    name: String,
    /// Every form, normalised, the name's own first.
    names: Vec<String>,
    /// The forms as written, normalised; one that the reader does not give is empty.
    mentions: Vec<String>,
    code: Option<String>,
    posts: Vec<(String, String, Option<String>)>,
}

fn merged(articles: &[Annotated], of: impl Fn(&Annotated) -> &Vec<Entity>) -> Vec<Merged> {
    let mut found: Vec<Merged> = Vec::new();
    for entity in articles.iter().flat_map(of) {
        let key = norm(&entity.name);
        let at = found.iter().position(|m| norm(&m.name) == key).unwrap_or_else(|| {
            let (name, names) = (entity.name.clone(), vec![key].into_iter().filter(|k| !k.is_empty()).collect());
            found.push(Merged { name, names, mentions: Vec::new(), code: None, posts: Vec::new() });
            found.len() - 1
        });
        let into = &mut found[at];
        let single = || vec![entity.mention.clone().unwrap_or_default()];
        let mentions = if entity.mentions.is_empty() { single() } else { entity.mentions.clone() };
        for mention in mentions.iter().map(|m| norm(m)) {
            if !mention.is_empty() && !into.names.contains(&mention) {
                into.names.push(mention.clone());
            }
            into.mentions.push(mention);
        }
        into.code = into.code.take().or_else(|| entity.code.clone().filter(|c| !c.is_empty()));
        into.posts.extend(entity.posts.iter().map(|p| (into.name.clone(), p.title.clone(), p.org.clone())));
    }
    found
}

/// Reporters and people by name, posts by person and title.
fn people(scores: &mut Scores, page: &str, gold: &[Annotated], predicted: &[Annotated]) {
    let show = |m: &Merged| format!("{page} {}", m.name);
    let same = |g: &Merged, p: &Merged| truth(norm(&g.name) == norm(&p.name));
    for (metric, of) in [("reporters", (|a| &a.reporters) as fn(&Annotated) -> &Vec<Entity>), ("people", |a| &a.people)]
    {
        let (g, p) = (merged(gold, of), merged(predicted, of));
        scores.of(metric).count((&g, &p), &pair(&g, &p, same), (show, show));
    }
    let posts = |articles: &[Annotated]| {
        let mut found: Vec<(String, String, Option<String>)> = Vec::new();
        for post in merged(articles, |a| &a.people).into_iter().flat_map(|m| m.posts) {
            if !found.contains(&post) {
                found.push(post);
            }
        }
        found
    };
    let (g, p) = (posts(gold), posts(predicted));
    let alike = |a: &(String, String, Option<String>), b: &(String, String, Option<String>)| {
        let title = if norm(&a.1) == norm(&b.1) { 1.0 } else { 0.9 * truth(same_name(&a.1, &b.1)) };
        if norm(&a.0) != norm(&b.0) || title == 0.0 {
            return 0.0;
        }
        title + 0.05 * truth(same_thing(a.2.as_deref(), b.2.as_deref()))
    };
    let pairs = pair(&g, &p, alike);
    let show = |post: &(String, String, Option<String>)| format!("{page} {post:?}");
    scores.of("posts").count((&g, &p), &pairs, (show, show));
    for (i, j) in pairs {
        if g[i].2.is_some() {
            let good = same_thing(g[i].2.as_deref(), p[j].2.as_deref());
            scores.of("post_org").agree(good, &g[i], &p[j].2);
        }
    }
}

/// Organisations and places by name or form, codes by themselves.
fn entities(scores: &mut Scores, page: &str, gold: &[Annotated], predicted: &[Annotated], text: &str) {
    let show = |m: &Merged| format!("{page} {} {:?}", m.name, m.mentions);
    let alike = |a: &Merged, b: &Merged| {
        let shared = a.names.iter().filter(|n| b.names.contains(n)).count();
        u32::try_from(shared).ok().filter(|n| *n > 0).map_or(0.5 * truth(same_resolved(&a.name, &b.name)), f64::from)
    };
    let orgs = merged(gold, |a| &a.orgs);
    let p = merged(predicted, |a| &a.orgs);
    let pairs = pair(&orgs, &p, alike);
    scores.of("orgs").count((&orgs, &p), &pairs, (show, show));
    for (i, j) in pairs {
        scores.of("org_name").agree(same_resolved(&orgs[i].name, &p[j].name), &orgs[i].name, &p[j].name);
    }

    let (g, p) = (merged(gold, |a| &a.places), merged(predicted, |a| &a.places));
    let pairs = pair(&g, &p, alike);
    for &(i, j) in &pairs {
        scores.of("place_name").agree(same_resolved(&g[i].name, &p[j].name), &g[i].name, &p[j].name);
    }
    let outside = without_organisations(text, &orgs);
    let printed = |m: &Merged| outside.is_empty() || m.mentions.iter().any(|form| outside.contains(form.as_str()));
    let inside = |m: &Merged| {
        orgs.iter().flat_map(|o| &o.names).any(|name| m.names.iter().any(|form| name.contains(form.as_str())))
    };
    let (mut gold_kept, mut predicted_kept, mut kept_pairs) = (Vec::new(), Vec::new(), Vec::new());
    for (i, m) in g.iter().enumerate() {
        let partner = pairs.iter().find(|(at, _)| *at == i).map(|(_, j)| *j);
        if partner.is_some() || printed(m) {
            if let Some(j) = partner {
                kept_pairs.push((gold_kept.len(), predicted_kept.len()));
                predicted_kept.push(&p[j]);
            }
            gold_kept.push(m);
        }
    }
    let lone = (0..).zip(&p).filter(|(j, m)| !pairs.iter().any(|(_, at)| at == j) && !inside(m));
    predicted_kept.extend(lone.map(|(_, m)| m));
    let show = |m: &&Merged| show(m);
    scores.of("places").count((&gold_kept, &predicted_kept), &kept_pairs, (show, show));

    let by_code = |kept: &[&Merged]| -> BTreeMap<String, String> {
        kept.iter().filter_map(|m| Some((m.code.clone()?, m.name.clone()))).collect()
    };
    let codes = |kept: &[&Merged]| by_code(kept).into_iter().collect::<Vec<_>>();
    let (g, p) = (codes(&gold_kept), codes(&predicted_kept));
    let pairs = pair(&g, &p, |a, b| truth(a.0 == b.0));
    let show = |(code, name): &(String, String)| format!("{page} {code} {name}");
    scores.of("codes").count((&g, &p), &pairs, (show, show));
}

/// The normalised page with every organisation's forms taken out, the longest first.
fn without_organisations(text: &str, orgs: &[Merged]) -> String {
    let mut forms: Vec<&String> = orgs.iter().flat_map(|o| &o.mentions).filter(|m| !m.is_empty()).collect();
    forms.sort_by_key(|form| (std::cmp::Reverse(form.chars().count()), form.as_str()));
    forms.dedup();
    forms.iter().fold(text.to_owned(), |text, form| text.replace(form.as_str(), "□"))
}

/// Events by sentence and words: `acts` without their type, `events` with it.
fn events(scores: &mut Scores, page: &str, gold: &[Annotated], predicted: &[Annotated]) {
    let flat = |articles: &[Annotated]| articles.iter().flat_map(|a| a.events.clone()).collect::<Vec<Act>>();
    let (g, p) = (flat(gold), flat(predicted));
    let close = |a: &Act, b: &Act| match overlap(&a.sentence, &b.sentence) {
        near if near >= 0.6 => {
            near + 0.5 * overlap(a.what.as_deref().unwrap_or_default(), b.what.as_deref().unwrap_or_default())
        }
        _ => 0.0,
    };
    let show = |e: &Act| {
        let sentence: String = norm(&e.sentence).chars().take(40).collect();
        let words = |text: &Option<String>| text.clone().unwrap_or_default();
        format!("{page} {} {} | {} | {sentence}", e.r#type, words(&e.trigger), words(&e.what))
    };
    scores.of("acts").count((&g, &p), &pair(&g, &p, close), (show, show));
    let pairs = pair(&g, &p, |a, b| if a.r#type == b.r#type { close(a, b) } else { 0.0 });
    scores.of("events").count((&g, &p), &pairs, (show, show));
    // What the gold leaves open may be inherited from the report or not: only what it states is compared.
    for (i, j) in pairs {
        let (a, b) = (&g[i], &p[j]);
        let sentence: String = norm(&a.sentence).chars().take(24).collect();
        if !a.who.is_empty() {
            scores.of("event_who").agree(names_match(&a.who, &b.who), (&sentence, &a.who), &b.who);
        }
        if !a.r#where.is_empty() {
            let good = names_match(&a.r#where, &b.r#where);
            scores.of("event_where").agree(good, (&sentence, &a.r#where), &b.r#where);
        }
        if a.when.is_some() {
            scores.of("event_when").agree(
                same_time(a.when.as_deref(), b.when.as_deref()),
                (&sentence, &a.when),
                &b.when,
            );
        }
    }
}

/// Figures by value and sentence.
fn figures(scores: &mut Scores, page: &str, gold: &[Annotated], predicted: &[Annotated]) {
    let flat = |articles: &[Annotated]| articles.iter().flat_map(|a| a.figures.clone()).collect::<Vec<Amount>>();
    let (g, p) = (flat(gold), flat(predicted));
    let like = |a: &Amount, b: &Amount| match overlap(&a.sentence, &b.sentence) {
        near if near >= 0.6 && a.value.total_cmp(&b.value).is_eq() => near,
        _ => 0.0,
    };
    let pairs = pair(&g, &p, like);
    let words = |text: &Option<String>| text.clone().unwrap_or_default();
    let show = |f: &Amount| format!("{page} {} {} {}", f.value, words(&f.unit), words(&f.indicator));
    scores.of("figures").count((&g, &p), &pairs, (show, show));
    for (i, j) in pairs {
        let (a, b) = (&g[i], &p[j]);
        let (x, y) = (words(&a.indicator), words(&b.indicator));
        scores.of("figure_indicator").agree(dice(&x, &y) >= 0.5 || overlap(&x, &y) >= 0.8, &x, &y);
        if a.about.is_some() {
            let good = same_thing(a.about.as_deref(), b.about.as_deref());
            scores.of("figure_about").agree(good, &a.about, &b.about);
        }
        if a.as_of.is_some() {
            scores.of("figure_as_of").agree(same_time(a.as_of.as_deref(), b.as_of.as_deref()), &a.as_of, &b.as_of);
        }
    }
}
