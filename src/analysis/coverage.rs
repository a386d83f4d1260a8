//! What was read and gave nothing: the denominators. Silence of a paper is told apart from what the reading did not find.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::{GraphName, NamedNode, NamedNodeRef, Quad, Term};
use oxigraph::store::StorageError;
use serde::Serialize;

use crate::graph::{Store, vocabulary as v};
use crate::model::{Band, iri};
use crate::query::look::{Look, value};

/// What the articles of a paper in a month gave.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// Name of the paper; empty where the page gives none.
    pub paper: String,
    /// Month of issue, such as `2022-05`; empty where the page gives no day.
    pub month: String,
    /// Articles.
    pub articles: usize,
    /// Of these, those without a single claim.
    pub articles_without_claim: usize,
    /// Of these, those that name no place.
    pub articles_without_place: usize,
    /// Sentences of the articles' bodies.
    pub sentences: usize,
    /// Of these, those that no claim stands on.
    pub sentences_without_claim: usize,
    /// Claims of high confidence.
    pub high: usize,
    /// Of medium confidence.
    pub medium: usize,
    /// Of low confidence.
    pub low: usize,
}

impl Coverage {
    fn add(&mut self, other: &Self) {
        for (sum, more) in [
            (&mut self.articles, other.articles),
            (&mut self.articles_without_claim, other.articles_without_claim),
            (&mut self.articles_without_place, other.articles_without_place),
            (&mut self.sentences, other.sentences),
            (&mut self.sentences_without_claim, other.sentences_without_claim),
            (&mut self.high, other.high),
            (&mut self.medium, other.medium),
            (&mut self.low, other.low),
        ] {
            *sum += more;
        }
    }

    /// All rows together, under no paper and month.
    pub fn sum(rows: &[Self]) -> Self {
        let mut sum = Self::default();
        rows.iter().for_each(|row| sum.add(row));
        sum
    }
}

/// What one article gave.
#[derive(Default)]
struct Article {
    page: Option<NamedNode>,
    month: String,
    sentences: usize,
    cited: BTreeSet<String>,
    has_place: bool,
    bands: [usize; 3],
}

/// What was read and what it gave, by paper and month of issue.
///
/// # Errors
/// The engine's.
pub fn coverage(store: &Store) -> Result<Vec<Coverage>, StorageError> {
    let mut articles: BTreeMap<String, Article> = BTreeMap::new();
    for quad in said(store, v::ARTICLE_KIND) {
        articles.entry(graph(&quad?)).or_default();
    }
    for property in [v::SENTENCES, v::DATE_PUBLISHED, v::IS_PART_OF, v::SENTENCE, v::MENTIONS, v::CONFIDENCE] {
        for quad in said(store, property) {
            let quad = quad?;
            let Some(article) = articles.get_mut(&graph(&quad)) else { continue };
            note(article, property, &quad);
        }
    }
    let look = Look::at(store);
    let mut papers: BTreeMap<NamedNode, String> = BTreeMap::new();
    let mut rows: BTreeMap<(String, String), Coverage> = BTreeMap::new();
    for article in articles.into_values() {
        let paper = match article.page {
            Some(page) => match papers.get(&page) {
                Some(known) => known.clone(),
                None => {
                    let paper = look.things(&page, v::IS_PART_OF)?.into_iter().next();
                    let name = paper.map(|paper| look.label(&paper)).transpose()?.unwrap_or_default();
                    papers.entry(page).or_insert(name).clone()
                }
            },
            None => String::new(),
        };
        let row = rows.entry((paper.clone(), article.month.clone())).or_default();
        (row.paper, row.month) = (paper, article.month);
        let [high, medium, low] = article.bands;
        row.add(&Coverage {
            articles: 1,
            articles_without_claim: usize::from(high + medium + low == 0),
            articles_without_place: usize::from(!article.has_place),
            sentences: article.sentences,
            // A claim on a broken page can stand on two sentences joined, which count as one.
            sentences_without_claim: article.sentences.saturating_sub(article.cited.len()),
            high,
            medium,
            low,
            ..Coverage::default()
        });
    }
    Ok(rows.into_values().collect())
}

fn said(store: &Store, property: NamedNodeRef<'static>) -> impl Iterator<Item = Result<Quad, StorageError>> {
    store.engine().quads_for_pattern(None, Some(property), None, None)
}

/// The digits of the article in whose graph a quad stands; none for the default graph.
fn graph(quad: &Quad) -> String {
    let GraphName::NamedNode(graph) = &quad.graph_name else { return String::new() };
    graph.as_str().strip_prefix(v::ARTICLE_GRAPHS).unwrap_or_default().to_owned()
}

fn note(article: &mut Article, property: NamedNodeRef<'_>, quad: &Quad) {
    // Sentences and phrases have the article's IRI with a fragment.
    let of_article = !quad.subject.to_string().contains('#');
    match (property, &quad.object) {
        (v::SENTENCES, count) => article.sentences = value(count).parse().unwrap_or_default(),
        (v::DATE_PUBLISHED, day) => article.month = value(day).chars().take(7).collect(),
        (v::IS_PART_OF, Term::NamedNode(page)) if of_article => article.page = Some(page.clone()),
        // A phrase stands in a sentence too, and claims nothing.
        (v::SENTENCE, sentence) if of_article => drop(article.cited.insert(value(sentence))),
        (v::MENTIONS, thing) => article.has_place |= iri::is_place(&value(thing)),
        (v::CONFIDENCE, share) => {
            let band = Band::of(value(share).parse().unwrap_or_default());
            let at = match band {
                Band::High => 0,
                Band::Medium => 1,
                Band::Low => 2,
            };
            article.bands[at] += 1;
        }
        _ => {}
    }
}
