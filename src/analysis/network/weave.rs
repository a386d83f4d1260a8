//! A network as it grows, from facts.

use std::collections::BTreeMap;

use oxigraph::model::{NamedNode, NamedNodeRef};
use petgraph::graph::DiGraph;

use super::territory::Territories;
use super::{Kind, Link, Node};
use crate::analysis::scope::{Fact, Scope};
use crate::graph::{Store, vocabulary as v};
use crate::query::look::{Look, Looked};

/// Nodes and links, in the order of their IRIs.
pub(super) struct Weave<'a> {
    pub look: Look<'a>,
    store: &'a Store,
    nodes: BTreeMap<NamedNode, Kind>,
    links: BTreeMap<(NamedNode, NamedNode), Link>,
}

impl<'a> Weave<'a> {
    pub fn of(store: &'a Store) -> Self {
        Self { look: Look::at(store), store, nodes: BTreeMap::new(), links: BTreeMap::new() }
    }

    /// The facts of `class` in `scope`.
    pub fn facts(&self, scope: &Scope, class: NamedNodeRef<'_>) -> Looked<Vec<Fact>> {
        scope.facts(self.store, class)
    }

    /// The kind of a thing; none if it is of none that networks show.
    pub fn kind(&mut self, thing: &NamedNode) -> Looked<Option<Kind>> {
        if let Some(known) = self.nodes.get(thing) {
            return Ok(Some(*known));
        }
        for (kind, class) in Kind::ALL {
            if self.look.is_a(thing, class)? {
                return Ok(Some(kind));
            }
        }
        Ok(None)
    }

    /// What is there already.
    pub fn things(&self) -> Vec<(NamedNode, Kind)> {
        self.nodes.iter().map(|(thing, kind)| (thing.clone(), *kind)).collect()
    }

    /// Whether a thing is there already.
    pub fn has(&self, thing: &NamedNode) -> bool {
        self.nodes.contains_key(thing)
    }

    /// A node, tied or not.
    pub fn add(&mut self, thing: &NamedNode, kind: Kind) {
        self.nodes.entry(thing.clone()).or_insert(kind);
    }

    /// A link from one thing to another, both of the kinds given, that `fact` tells; one more fact where it is there
    /// already.
    pub fn tie(&mut self, from: (&NamedNode, Kind), to: (&NamedNode, Kind), label: &str, fact: &Fact) {
        let link = self.link(from, to, label);
        link.facts.insert(fact.iri.as_str().to_owned());
        if let Some(days) = &fact.days {
            link.first = Some(link.first.take().map_or_else(|| days.first.clone(), |day| day.min(days.first.clone())));
            link.last = Some(link.last.take().map_or_else(|| days.last.clone(), |day| day.max(days.last.clone())));
        }
    }

    /// A link that no fact tells but the list of divisions, or the name of a body.
    pub fn link(&mut self, from: (&NamedNode, Kind), to: (&NamedNode, Kind), label: &str) -> &mut Link {
        self.add(from.0, from.1);
        self.add(to.0, to.1);
        let link = self.links.entry((from.0.clone(), to.0.clone())).or_default();
        if !label.is_empty() {
            link.labels.insert(label.to_owned());
        }
        link
    }

    pub fn finish(self) -> Looked<DiGraph<Node, Link>> {
        let mut graph = DiGraph::with_capacity(self.nodes.len(), self.links.len());
        let mut territories = Territories::of(self.look);
        let mut at = BTreeMap::new();
        for (thing, kind) in &self.nodes {
            let node = Node {
                iri: thing.as_str().to_owned(),
                kind: *kind,
                label: self.look.label(thing)?,
                note: note(self.look, thing, *kind)?,
                territory: territories.of_thing(thing, *kind)?,
            };
            at.insert(thing, graph.add_node(node));
        }
        for ((from, to), link) in self.links {
            if let (Some(&from), Some(&to)) = (at.get(&from), at.get(&to)) {
                graph.add_edge(from, to, link);
            }
        }
        Ok(graph)
    }
}

/// What a node shows beside its name.
fn note(look: Look<'_>, thing: &NamedNode, kind: Kind) -> Looked<String> {
    let named = |property| -> Looked<Option<String>> {
        look.things(thing, property)?.first().map(|kind| look.label(kind)).transpose()
    };
    let parts = match kind {
        Kind::Event => [named(v::EVENT_TYPE)?, look.text(thing, v::EDTF)?],
        Kind::Figure => [None, look.text(thing, v::EDTF)?],
        Kind::Organisation => [named(v::CLASSIFICATION)?, None],
        Kind::Place => [look.text(thing, v::LEVEL)?, None],
        Kind::Person | Kind::Post => [None, None],
    };
    Ok(parts.into_iter().flatten().collect::<Vec<_>>().join(" "))
}
