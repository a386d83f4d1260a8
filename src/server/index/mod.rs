//! What pages need at once and the engine would take seconds to group: names, sentences, events with their facets, and
//! counts. Made when the store opens.

pub mod events;
mod numbers;
pub mod sentences;
pub mod things;

use oxigraph::model::{GraphNameRef, NamedNodeRef, NamedOrBlankNode, Quad};

use crate::graph::{Store, StoreError, vocabulary as v};
use crate::query::look::Looked;

use events::{Choice, Events, Facets};
use sentences::Sentences;
use things::{Sort, Things};

/// How many of the best known places and actors are counted beforehand.
const BEST_KNOWN: usize = 12;

/// The index of one store.
pub struct Index {
    /// People, bodies, places and indicators by name.
    pub things: Things,
    /// Sentences and the articles that they stand in.
    pub sentences: Sentences,
    /// Events.
    pub events: Events,
    /// How many events are of each sort.
    pub overview: Facets,
    /// Counts: name in Chinese and English, number.
    pub counts: Vec<(&'static str, &'static str, usize)>,
    /// Newspapers: name, IRI, pages, first and last issue.
    pub papers: Vec<Paper>,
}

/// How much of a newspaper the store covers.
pub struct Paper {
    /// Its name.
    pub name: String,
    /// Its IRI.
    pub iri: String,
    /// Pages of it.
    pub pages: usize,
    /// Day of its first issue, as written.
    pub first: String,
    /// Day of its last one.
    pub last: String,
}

impl Index {
    /// Looks through the whole store once.
    ///
    /// # Errors
    /// The engine's.
    pub fn of(store: &Store) -> Result<Self, StoreError> {
        let mut things = Things::of(store)?;
        let sentences = Sentences::of(store)?;
        let events = Events::of(store, &mut things, &sentences)?;
        let count = |class: NamedNodeRef<'_>| -> Looked<usize> {
            in_class(store, class).try_fold(0, |count, iri| iri.map(|_| count + 1))
        };
        let counts = vec![
            ("版面", "pages", count(v::PAGE)?),
            ("报道", "articles", sentences.articles.len()),
            ("人物", "people", things.count_of(Sort::Person)),
            ("机构", "organisations", things.count_of(Sort::Body)),
            ("地方", "places", things.count_of(Sort::Place)),
            ("职务见报", "posts seen", count(v::MEMBERSHIP)?),
            ("事件", "events", events.rows.len()),
            ("数据", "figures", count(v::OBSERVATION)?),
            ("依据句", "sentences cited", sentences.len()),
        ];
        let overview = events.facets(&events.chosen(&Choice::default()), BEST_KNOWN);
        Ok(Self { papers: papers(store)?, things, sentences, events, overview, counts })
    }
}

/// The quads of a property, in the default graph.
fn said<'a>(store: &'a Store, property: NamedNodeRef<'a>) -> impl Iterator<Item = Looked<Quad>> + 'a {
    store.engine().quads_for_pattern(None, Some(property), None, Some(GraphNameRef::DefaultGraph))
}

/// The IRIs of the things of a class, in the default graph.
fn in_class<'a>(store: &'a Store, class: NamedNodeRef<'a>) -> impl Iterator<Item = Looked<String>> + 'a {
    let graph = Some(GraphNameRef::DefaultGraph);
    let quads = store.engine().quads_for_pattern(None, Some(v::TYPE), Some(class.into()), graph);
    quads.map(|quad| Ok(subject(&quad?)))
}

fn subject(quad: &Quad) -> String {
    match &quad.subject {
        NamedOrBlankNode::NamedNode(node) => node.as_str().to_owned(),
        NamedOrBlankNode::BlankNode(node) => node.as_str().to_owned(),
    }
}

fn papers(store: &Store) -> Looked<Vec<Paper>> {
    let look = crate::query::look::Look::at(store);
    let node = |iri: &String| oxigraph::model::NamedNode::new_unchecked(iri);
    let mut papers = Vec::new();
    for iri in in_class(store, v::NEWSPAPER).collect::<Looked<std::collections::BTreeSet<_>>>()? {
        let (mut pages, mut days) = (0, Vec::new());
        for page in look.subjects(v::IS_PART_OF, &node(&iri).into())? {
            pages += 1;
            days.extend(look.text(&page, v::DATE_PUBLISHED)?);
        }
        days.sort();
        let [first, last] = [days.first(), days.last()].map(|day| day.cloned().unwrap_or_default());
        papers.push(Paper { name: look.label(&node(&iri))?, iri, pages, first, last });
    }
    Ok(papers)
}
