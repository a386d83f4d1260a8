//! Every sentence that a claim stands on, in one buffer: a substring is found at gigabytes a second, and Chinese needs no
//! words cut for it.

use memchr::memmem;
use oxigraph::model::{NamedNode, NamedOrBlankNode};

use super::numbers::number;
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
    /// Their numbers in the order of their IRIs.
    by_iri: Vec<u32>,
    /// Each sentence on a line of its own.
    text: String,
    lines: Vec<Line>,
}

/// A line of the text.
struct Line {
    /// Where it begins.
    start: u32,
    /// Its article.
    article: u32,
    /// The characters of the article that it is, which name it there: `char=0,31`.
    range: (u32, u32),
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
        let of_class = |class: oxigraph::model::NamedNodeRef<'static>| {
            let quads = store.engine().quads_for_pattern(None, Some(v::TYPE), Some(class.into()), None);
            let node = |subject| if let NamedOrBlankNode::NamedNode(node) = subject { Some(node) } else { None };
            quads.filter_map(move |quad| quad.map(|quad| node(quad.subject)).transpose())
        };
        let mut all = Self::default();
        for article in of_class(v::NEWS_ARTICLE) {
            let article: NamedNode = article?;
            let told = Statement::of_article(look, &article)?;
            let date = told.date.clone().unwrap_or_default();
            all.articles.push(Article { iri: article.into_string(), source: told.source(), date });
        }
        all.articles.sort_by(|a, b| (&a.date, &a.iri).cmp(&(&b.date, &b.iri)));
        all.by_iri = (0..number(all.articles.len())).collect();
        all.by_iri.sort_by(|a, b| all.articles[*a as usize].iri.cmp(&all.articles[*b as usize].iri));
        // As they come, in one buffer, then in order in another: a string for each would stay in pieces all over memory.
        let (mut text, mut found) = (String::new(), Vec::new());
        for sentence in of_class(v::NIF_SENTENCE) {
            let sentence = sentence?;
            let Some((article, place)) = sentence.as_str().split_once('#') else { continue };
            let (Some(article), Some(range)) = (all.number(article), range(place)) else { continue };
            let start = text.len();
            for quad in look.all(&sentence)? {
                if quad.predicate == v::ANCHOR_OF {
                    text.push_str(&value(&quad.object).replace('\n', " "));
                }
            }
            found.push((article, range, start..text.len()));
        }
        found.sort_unstable_by_key(|(article, range, _)| (*article, *range));
        all.text.reserve_exact(text.len() + found.len());
        all.lines.reserve_exact(found.len());
        for (article, range, place) in found {
            all.lines.push(Line { start: number(all.text.len()), article, range });
            all.text.push_str(&text[place]);
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
        self.number(iri).map(|at| &self.articles[at as usize])
    }

    fn number(&self, iri: &str) -> Option<u32> {
        let found = self.by_iri.binary_search_by(|at| self.articles[*at as usize].iri.as_str().cmp(iri));
        found.ok().map(|at| self.by_iri[at])
    }

    /// Sentences that hold `words`, those from `skip` on, at most `most`; and how many there are in all.
    pub fn search(&self, words: &str, skip: usize, most: usize) -> (Vec<Found<'_>>, usize) {
        if words.is_empty() || words.contains('\n') {
            return (Vec::new(), 0);
        }
        let (mut found, mut count, mut line, mut end) = (Vec::new(), 0, 0, 0);
        for at in memmem::find_iter(self.text.as_bytes(), words.as_bytes()) {
            // Of a sentence that holds the words twice the first place counts.
            if at < end {
                continue;
            }
            line += self.lines[line..].partition_point(|line| line.start as usize <= at) - 1;
            end = self.lines.get(line + 1).map_or(self.text.len(), |next| next.start as usize);
            if count >= skip && found.len() < most {
                let Line { start, article, range: (from, to) } = self.lines[line];
                let (start, article) = (start as usize, &self.articles[article as usize]);
                let iri = format!("{}#char={from},{to}", article.iri);
                found.push(Found { text: &self.text[start..end - 1], at: at - start, article, iri });
            }
            count += 1;
        }
        (found, count)
    }
}

/// The characters that a fragment `char=B,E` names.
fn range(place: &str) -> Option<(u32, u32)> {
    let (begin, end) = place.strip_prefix("char=")?.split_once(',')?;
    Some((begin.parse().ok()?, end.parse().ok()?))
}

/// The first character that a fragment `char=B,E` names.
pub fn begin(place: &str) -> u64 {
    range(place).map_or(0, |(begin, _)| begin.into())
}
