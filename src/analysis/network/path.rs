//! The shortest path between two things, with the links of each step.

use std::collections::BTreeSet;

use oxigraph::model::NamedNode;
use petgraph::algo::astar;
use petgraph::graph::NodeIndex;

use super::{Link, Network, Node};

/// A step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Where it begins.
    pub from: Node,
    /// Where it ends.
    pub to: Node,
    /// The links between the two; one that leads against the step as well.
    pub links: Vec<Link>,
}

/// What a step costs, less its weight: paths are compared by their length first and by the strength of their links second.
const STEP: usize = 1 << 20;
/// Beyond so many facts a link is strong enough.
const STRONG: usize = 1 << 10;

impl Network {
    /// The shortest path from one of `from` to one of `to`, along links in either direction; of several the one of the
    /// strongest links. None where no path leads there.
    pub fn path(&self, from: &BTreeSet<NamedNode>, to: &BTreeSet<NamedNode>) -> Option<Vec<Step>> {
        let graph = self.undirected();
        let ends: BTreeSet<usize> = self.places_of(to).collect();
        let cost = |edge: petgraph::graph::EdgeReference<'_, usize>| STEP - (*edge.weight()).min(STRONG);
        let paths = self
            .places_of(from)
            .filter_map(|start| astar(&graph, NodeIndex::new(start), |at| ends.contains(&at.index()), cost, |_| 0));
        let (_, path) = paths.min()?;
        Some(path.windows(2).map(|pair| self.step(pair[0], pair[1])).collect())
    }

    fn step(&self, from: NodeIndex, to: NodeIndex) -> Step {
        let along = self.graph.edges_connecting(from, to).chain(self.graph.edges_connecting(to, from));
        let links = along.map(|edge| edge.weight().clone()).collect();
        Step { from: self.graph[from].clone(), to: self.graph[to].clone(), links }
    }
}
