//! The part of a network that lies around some things.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use oxigraph::model::NamedNode;
use petgraph::Direction;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;

use super::Network;

impl Network {
    /// The part of it that lies at most `depth` links from one of `things`.
    pub fn around(&self, things: &BTreeSet<NamedNode>, depth: usize) -> Self {
        let start = self.places_of(things);
        let mut near: BTreeMap<NodeIndex, usize> = start.map(|at| (NodeIndex::new(at), 0)).collect();
        let mut queue: VecDeque<NodeIndex> = near.keys().copied().collect();
        while let Some(at) = queue.pop_front() {
            let steps = near.get(&at).copied().unwrap_or(depth);
            if steps >= depth {
                continue;
            }
            let out = self.graph.edges_directed(at, Direction::Outgoing).map(|edge| edge.target());
            let back = self.graph.edges_directed(at, Direction::Incoming).filter(|edge| !edge.weight().upward);
            for next in out.chain(back.map(|edge| edge.source())) {
                near.entry(next).or_insert_with(|| {
                    queue.push_back(next);
                    steps + 1
                });
            }
        }
        self.part(|at| near.contains_key(&NodeIndex::new(at)), |_, _| true)
    }

    /// Where `things` stand in [`nodes`](Self::nodes).
    pub(super) fn places_of<'a>(&'a self, things: &'a BTreeSet<NamedNode>) -> impl Iterator<Item = usize> + 'a {
        let is = |iri: &str| things.iter().any(|thing| thing.as_str() == iri);
        self.nodes().enumerate().filter(move |(_, node)| is(&node.iri)).map(|(at, _)| at)
    }
}
