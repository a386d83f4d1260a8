//! Networks: things, and how the facts of a store tie them together.
//!
//! A kind of network is one file here and one row of [`NETWORKS`]. Each link knows the facts that it stands for, and so its
//! sentences: [`Link::facts`] with [`statements`](crate::query::evidence::statements).

mod all;
mod around;
mod bodies;
mod hierarchy;
mod inspections;
pub mod louvain;
pub mod measures;
mod mobilisation;
mod officials;
pub mod path;
mod posts;
mod strongest;
mod territory;
mod together;
mod weave;

use std::collections::BTreeSet;

use oxigraph::model::NamedNodeRef;
use petgraph::graph::{DiGraph, UnGraph};
use petgraph::visit::EdgeRef;

use super::scope::Scope;
use crate::graph::{Store, vocabulary as v};
use crate::query::look::Looked;
use weave::Weave;

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// 人物
    Person,
    /// 机构
    Organisation,
    /// 地方
    Place,
    /// 职务
    Post,
    /// 事件
    Event,
    /// 数据
    Figure,
}

impl Kind {
    /// All kinds with the classes that they stand for.
    pub const ALL: [(Kind, NamedNodeRef<'static>); 6] = [
        (Kind::Person, v::PERSON),
        (Kind::Organisation, v::ORGANIZATION),
        (Kind::Place, v::ADMINISTRATIVE_AREA),
        (Kind::Post, v::POST),
        (Kind::Event, v::EVENT),
        (Kind::Figure, v::OBSERVATION),
    ];

    /// English name, as files bear it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Place => "place",
            Self::Post => "post",
            Self::Event => "event",
            Self::Figure => "figure",
        }
    }

    /// Chinese name, as legends bear it.
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Person => "人物",
            Self::Organisation => "机构",
            Self::Place => "地方",
            Self::Post => "职务",
            Self::Event => "事件",
            Self::Figure => "数据",
        }
    }
}

/// A thing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Node {
    /// Its IRI.
    pub iri: String,
    /// What it is.
    pub kind: Kind,
    /// Its name.
    pub label: String,
    /// Type and time of an event, time of a figure, kind of a body, level of a place.
    pub note: String,
    /// Province, prefecture and county that it belongs to, each by its full name, as far as they are known.
    pub territory: [Option<String>; 3],
}

/// How two things hang together.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link {
    /// What the link is called: 行为者, 地点, or the titles of posts.
    pub labels: BTreeSet<String>,
    /// IRIs of the facts that it stands for: events, posts seen, figures. None for what the list of divisions says.
    pub facts: BTreeSet<String>,
    /// First day on which one of them counts.
    pub first: Option<String>,
    /// Last day.
    pub last: Option<String>,
    /// Whether it only leads upwards (a body to its seat, a place to the one above): walking from a place does not
    /// follow it down to all that lies within.
    pub upward: bool,
}

impl Link {
    /// How many facts it stands for, at least one.
    pub fn weight(&self) -> usize {
        self.facts.len().max(1)
    }

    /// First and last day, or the one that both are; empty where no fact has one.
    pub fn days(&self) -> String {
        let days: BTreeSet<&str> = self.first.iter().chain(&self.last).map(String::as_str).collect();
        days.into_iter().collect::<Vec<_>>().join(" – ")
    }

    /// Its labels in one.
    pub fn label(&self) -> String {
        self.labels.iter().map(String::as_str).collect::<Vec<_>>().join("、")
    }
}

/// A kind of network.
pub struct NetworkKind {
    /// As it is asked for.
    pub name: &'static str,
    /// What it shows, in Chinese.
    pub chinese: &'static str,
    /// What it shows, in English.
    pub english: &'static str,
    /// Whether its links lead from one to the other; else they tie both alike.
    pub directed: bool,
    weave: fn(&mut Weave<'_>, &Scope) -> Looked<()>,
}

/// The kinds of network.
pub const NETWORKS: &[NetworkKind] =
    &[bodies::KIND, officials::KIND, inspections::KIND, mobilisation::KIND, hierarchy::KIND, posts::KIND, all::KIND];

impl NetworkKind {
    /// The kind called `name`.
    pub fn named(name: &str) -> Option<&'static Self> {
        NETWORKS.iter().find(|kind| kind.name == name)
    }

    /// The network of all facts.
    pub fn all() -> &'static Self {
        &all::KIND
    }
}

/// Things and how they hang together. Nodes stand in the order of their IRIs.
#[derive(Clone, Debug)]
pub struct Network {
    graph: DiGraph<Node, Link>,
    directed: bool,
}

impl Network {
    /// The network of a kind, of the facts in `scope`.
    ///
    /// # Errors
    /// The engine's.
    pub fn of(store: &Store, kind: &NetworkKind, scope: &Scope) -> Looked<Self> {
        let mut weave = Weave::of(store);
        (kind.weave)(&mut weave, scope)?;
        Ok(Self { graph: weave.finish()?, directed: kind.directed })
    }

    /// Whether links lead from one to the other.
    pub fn is_directed(&self) -> bool {
        self.directed
    }

    /// The nodes, by IRI.
    pub fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.graph.node_weights()
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.graph.node_count()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The links with the places, in [`nodes`](Self::nodes), of the nodes that they join; by these places.
    pub fn links(&self) -> Vec<(usize, &Link, usize)> {
        let mut links: Vec<_> = self
            .graph
            .edge_references()
            .map(|edge| (edge.source().index(), edge.weight(), edge.target().index()))
            .collect();
        links.sort_by_key(|(from, _, to)| (*from, *to));
        links
    }

    /// The same links, those that stand for most facts first.
    pub fn strongest_links(&self) -> Vec<(usize, &Link, usize)> {
        let mut links = self.links();
        links.sort_by_key(|(_, link, _)| std::cmp::Reverse(link.weight()));
        links
    }

    /// How many links there are.
    pub fn size(&self) -> usize {
        self.graph.edge_count()
    }

    /// The node at a place of [`nodes`](Self::nodes).
    pub fn node(&self, at: usize) -> &Node {
        &self.graph[petgraph::graph::NodeIndex::new(at)]
    }

    /// The same nodes, each pair with links between them tied once, by the sum of their weights.
    fn undirected(&self) -> UnGraph<(), usize> {
        let mut graph = UnGraph::with_capacity(self.graph.node_count(), self.graph.edge_count());
        for _ in self.graph.node_indices() {
            graph.add_node(());
        }
        for (from, link, to) in self.links() {
            let ends = (petgraph::graph::NodeIndex::new(from), petgraph::graph::NodeIndex::new(to));
            match graph.find_edge(ends.0, ends.1) {
                Some(tied) => graph[tied] += link.weight(),
                None if from != to => {
                    graph.add_edge(ends.0, ends.1, link.weight());
                }
                None => {}
            }
        }
        graph
    }

    /// The part with the nodes that `keep` says and the links among them that `tie` says.
    fn part(&self, keep: impl Fn(usize) -> bool, tie: impl Fn(usize, usize) -> bool) -> Self {
        let graph = self.graph.filter_map(
            |at, node| keep(at.index()).then(|| node.clone()),
            |at, link| {
                let (from, to) = self.graph.edge_endpoints(at)?;
                tie(from.index(), to.index()).then(|| link.clone())
            },
        );
        Self { graph, directed: self.directed }
    }
}
