//! Networks: the strongest nodes with their measures, the strongest links with their sentences, and the files. Made apart, since a
//! network of a large store takes its time.

use std::collections::BTreeMap;
use std::io::Write;

use askama::Template;
use oxigraph::model::NamedNode;

use super::super::index::events::BANDS;
use super::super::problem::Problem;
use super::cards::{Cards, Link, Quote};
use super::scope::{scope, words};
use super::{Asked, Chrome, address, evidence, picture};
use crate::analysis::network::measures::{MEASURES, Measure};
use crate::analysis::network::{NETWORKS, Network, NetworkKind};
use crate::export::sheet::Sheet;
use crate::export::svg::can_draw;
use crate::export::ties::Ties;
use crate::export::{ExportError, Imprint, csv, gexf, graphml};
use crate::graph::Store;
use crate::query::evidence::statements;
use crate::query::look::Look;

/// Nodes and links that the page shows, and sentences a link; the files have all.
const NODES: usize = 30;
const LINKS: usize = 20;
const SENTENCES: usize = 3;

/// Steps that a walk around a name may take.
const FARTHEST: usize = 5;

/// Parameters of the address, besides the kind and those of the scope.
pub const GIVEN: [&str; 3] = ["around", "depth", "measure"];

/// What a node's row shows.
struct Row {
    node: Link,
    kind: &'static str,
    territory: String,
    values: Vec<String>,
}

/// A link between two nodes with its sentences.
struct Tie {
    from: Link,
    to: Link,
    label: String,
    weight: usize,
    days: String,
    quotes: Vec<Quote>,
    more: usize,
    /// Where all of them are.
    evidence: String,
}

#[derive(Template)]
#[template(path = "networks.html")]
struct Page<'a> {
    c: &'a Chrome,
    kind: &'static NetworkKind,
    kinds: Vec<(&'static NetworkKind, String)>,
    given: &'a BTreeMap<String, String>,
    bands: [&'static str; 3],
    sorts: Vec<&'static Measure>,
    by: &'static Measure,
    problems: Vec<String>,
    nodes: usize,
    links: usize,
    parts: usize,
    modularity: String,
    measures: Vec<&'static Measure>,
    rows: Vec<Row>,
    ties: Vec<Tie>,
    query: String,
    /// Whether Graphviz is there to draw.
    can_draw: bool,
}

impl Page<'_> {
    fn value(&self, name: &str) -> &str {
        self.given.get(name).map_or("", String::as_str)
    }
}

/// A file that a network is taken away as: its name in the address, its media type, how it is written.
type File = (&'static str, &'static str, fn(&Ties<'_>, &Imprint, &mut dyn Write) -> Result<(), ExportError>);

const FILES: [File; 7] = [
    ("svg", "image/svg+xml", picture::svg),
    ("json", "application/json", picture::json),
    ("graphml", "application/xml; charset=utf-8", graphml::write),
    ("gexf", "application/xml; charset=utf-8", gexf::write),
    ("nodes.csv", CSV, |ties, imprint, out| sheet(ties.nodes(), imprint, out)),
    ("links.csv", CSV, |ties, imprint, out| sheet(ties.links(), imprint, out)),
    ("evidence.csv", CSV, |ties, imprint, out| sheet(ties.evidence()?, imprint, out)),
];

const CSV: &str = "text/csv; charset=utf-8";

fn sheet(sheet: Sheet, imprint: &Imprint, out: &mut dyn Write) -> Result<(), ExportError> {
    csv::write(&sheet.alone(imprint), out)
}

/// The kind of network that is asked for by its name.
fn known(asked: &Asked) -> Result<&'static NetworkKind, Problem> {
    NetworkKind::named(&asked.name).ok_or_else(|| Problem::new(404, format!("there is no network {}", asked.name)))
}

/// The network that is asked for, with what is wrong with the asking; what is wrong narrows nothing.
fn network(store: &Store, asked: &Asked) -> Result<(Network, Vec<String>), Problem> {
    let c = &asked.chrome;
    let given = |name: &str| asked.values.get(name).map(String::as_str);
    let (scope, mut problems) = scope(store, asked)?;
    let mut network = Network::of(store, known(asked)?, &scope)?;
    if let Some(name) = given("around") {
        let depth = given("depth").and_then(|depth| depth.parse().ok()).unwrap_or(1);
        network = network.around(&Look::at(store).named(name)?, usize::min(depth, FARTHEST));
        if network.is_empty() {
            problems.push(format!("{}：{name}", c.t("网络中没有", "not in the network")));
        }
    }
    Ok((network, problems))
}

/// The page of a network, as HTML.
///
/// # Errors
/// There is no such network, or the engine fails.
pub fn page(store: &Store, asked: &Asked) -> Result<String, Problem> {
    let kind = known(asked)?;
    let c = &asked.chrome;
    let (network, problems) = network(store, asked)?;
    let measured = network.measured();
    let named = asked.values.get("measure").map_or("strength", String::as_str);
    let at = measured.iter().position(|(measure, _)| measure.name == named).unwrap_or_default();
    let nodes: Vec<_> = network.nodes().collect();
    let order = measured.get(at).map(|(measure, values)| network.order(measure, values)).unwrap_or_default();
    let link = |at: usize| Link { href: c.to(address(&nodes[at].iri)), name: nodes[at].label.clone(), count: None };
    let row = |&at: &usize| Row {
        node: link(at),
        kind: c.t(nodes[at].kind.chinese(), nodes[at].kind.name()),
        territory: nodes[at].territory.iter().rev().flatten().next().cloned().unwrap_or_default(),
        values: measured.iter().map(|(measure, values)| measure.written(values[at])).collect(),
    };
    let cards = Cards { look: Look::at(store), chrome: c };
    let mut ties = Vec::new();
    for (from, tie, to) in network.strongest_links().into_iter().take(LINKS) {
        let mut quotes = Vec::new();
        for fact in &tie.facts {
            quotes
                .extend(statements(cards.look, &NamedNode::new_unchecked(fact))?.iter().map(|told| cards.quote(told)));
        }
        let more = quotes.len().saturating_sub(SENTENCES);
        quotes.truncate(SENTENCES);
        ties.push(Tie {
            from: link(from),
            to: link(to),
            label: tie.label(),
            weight: tie.weight(),
            days: tie.days(),
            quotes,
            more,
            evidence: c.to(evidence::of(tie.facts.iter())),
        });
    }
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(&asked.values).finish();
    let question = if query.is_empty() { "" } else { "?" };
    let page = Page {
        c,
        kind,
        kinds: NETWORKS.iter().map(|kind| (kind, c.to(format!("/networks/{}{question}{query}", kind.name)))).collect(),
        given: &asked.values,
        bands: BANDS,
        sorts: MEASURES.iter().filter(|known| measured.iter().any(|(m, _)| m.name == known.name)).collect(),
        by: measured.get(at).map_or(&MEASURES[0], |(measure, _)| *measure),
        problems,
        nodes: nodes.len(),
        links: network.size(),
        parts: network.parts(),
        modularity: format!("{:.2}", network.modularity()),
        measures: measured.iter().map(|(measure, _)| *measure).collect(),
        rows: order.iter().take(NODES).map(row).collect(),
        ties,
        query,
        can_draw: can_draw(),
    };
    page.render().map_err(|e| Problem::new(500, e.to_string()))
}

/// The media type of a file of a network; none where there is no such file.
pub fn media(format: &str) -> Option<&'static str> {
    FILES.iter().find(|(name, ..)| *name == format).map(|(_, media, _)| *media)
}

/// Writes a network as the file `format`.
///
/// # Errors
/// There is no such network or file, the engine's and the writer's.
pub fn file(store: &Store, asked: &Asked, format: &str, out: &mut dyn Write) -> Result<(), Problem> {
    let (_, _, write) = FILES.iter().find(|(name, ..)| *name == format).ok_or_else(|| {
        let names: Vec<&str> = FILES.iter().map(|(name, ..)| *name).collect();
        Problem::new(404, format!("a network is taken away as one of {}", names.join(", ")))
    })?;
    let kind = known(asked)?;
    let (network, problems) = network(store, asked)?;
    let mut imprint = Imprint::of(store, format!("{} {}{}", kind.chinese, kind.english, words(asked)));
    imprint.notes = problems;
    write(&Ties { network: &network, store }, &imprint, out).map_err(|e| match e.hint() {
        Some(hint) => Problem::new(501, format!("{e}\n{hint}")),
        None => Problem::new(500, e.to_string()),
    })
}
