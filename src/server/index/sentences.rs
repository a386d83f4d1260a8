//! Every sentence that a claim stands on, in one buffer: a substring is found at gigabytes a second, and Chinese needs no
//! words cut for it.

use memchr::memmem;
use oxigraph::model::{NamedNode, NamedOrBlankNode};
use rustc_hash::FxHashMap;

use crate::graph::{Store, vocabulary as v};
use crate::query::Statement;
use crate::query::look::{Look, Looked, value};

/// An article, as far as search shows it.
#[derive(Clone, Debug, Default)]
pub struct Article {
    /// Its IRI.
    pub iri: String,
    /// Its headline, page and day in one line.
    pub source: String,
    /// Day of issue as written; empty where unknown.
    pub date: String,
}

/// Sentences in the order of their articles' days.
#[derive(Default)]
pub struct Sentences {
    /// Articles by day.
    pub articles: Vec<Article>,
    by_iri: FxHashMap<String, u32>,
    /// Each sentence on a line of its own.
    text: String,
    /// Where each line begins, its article, and the fragment that names it there: `char=0,31`.
    lines: Vec<(usize, u32, String)>,
}

/// A sentence that was found.
pub struct Found<'a> {
    /// Its text.
    pub text: &'a str,
    /// Where in it the words stand, in bytes.
    pub at: usize,
    /// Its article.
    pub article: &'a Article,
    /// Its IRI.
    pub iri: String,
}

impl Sentences {
    /// Those of a store.
    pub fn of(store: &Store) -> Looked<Self> {
        let look = Look::at(store);
        let of_class = |class: oxigraph::model::NamedNodeRef<'_>| -> Looked<Vec<NamedNode>> {
            let quads = store.engine().quads_for_pattern(None, Some(v::TYPE), Some(class.into()), None);
            let node = |subject| if let NamedOrBlankNode::NamedNode(node) = subject { Some(node) } else { None };
            quads.filter_map(|quad| quad.map(|quad| node(quad.subject)).transpose()).collect()
        };
        let mut all = Self::default();
        for article in of_class(v::NEWS_ARTICLE)? {
            let told = Statement::of_article(look, &article)?;
            let date = told.date.clone().unwrap_or_default();
            all.articles.push(Article { iri: article.into_string(), source: told.source(), date });
        }
        all.articles.sort_by(|a, b| (&a.date, &a.iri).cmp(&(&b.date, &b.iri)));
        for (at, article) in all.articles.iter().enumerate() {
            all.by_iri.insert(article.iri.clone(), u32::try_from(at).unwrap_or(u32::MAX));
        }
        let mut sentences = Vec::new();
        for sentence in of_class(v::NIF_SENTENCE)? {
            let Some((article, place)) = sentence.as_str().split_once('#') else { continue };
            let Some(&article) = all.by_iri.get(article) else { continue };
            let (place, mut text) = (place.to_owned(), String::new());
            for quad in look.all(&sentence)? {
                if quad.predicate == v::ANCHOR_OF {
                    text = value(&quad.object).replace('\n', " ");
                }
            }
            sentences.push((article, begin(&place), place, text));
        }
        sentences.sort();
        for (article, _, place, text) in sentences {
            all.lines.push((all.text.len(), article, place));
            all.text.push_str(&text);
            all.text.push('\n');
        }
        Ok(all)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// The article `iri`.
    pub fn article(&self, iri: &str) -> Option<&Article> {
        self.by_iri.get(iri).map(|&at| &self.articles[at as usize])
    }

    /// Sentences that hold `words`, those from `skip` on, at most `most`; and how many there are in all.
    pub fn search(&self, words: &str, skip: usize, most: usize) -> (Vec<Found<'_>>, usize) {
        if words.is_empty() || words.contains('\n') {
            return (Vec::new(), 0);
        }
        let (mut found, mut count, mut last) = (Vec::new(), 0, None);
        for at in memmem::find_iter(self.text.as_bytes(), words.as_bytes()) {
            let line = self.lines.partition_point(|(start, ..)| *start <= at) - 1;
            if last.replace(line) == Some(line) {
                continue;
            }
            if count >= skip && found.len() < most {
                let (start, article, place) = &self.lines[line];
                let end = self.lines.get(line + 1).map_or(self.text.len(), |(next, ..)| *next) - 1;
                let article = &self.articles[*article as usize];
                let iri = format!("{}#{place}", article.iri);
                found.push(Found { text: &self.text[*start..end], at: at - start, article, iri });
            }
            count += 1;
        }
        (found, count)
    }
}

/// The first character that a fragment `char=B,E` names.
pub fn begin(place: &str) -> u64 {
    place.strip_prefix("char=").and_then(|rest| rest.split(',').next()).and_then(|b| b.parse().ok()).unwrap_or(0)
}
