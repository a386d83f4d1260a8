//! The network of people, bodies, places, events and figures.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use oxigraph::model::{GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, Term};
use oxigraph::store::StorageError;
use petgraph::Direction;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;

use crate::graph::{Store, vocabulary as v};
use crate::query::look::Look;

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// 人物
    Person,
    /// 机构
    Organisation,
    /// 地方
    Place,
    /// 事件
    Event,
    /// 数据
    Figure,
}

impl Kind {
    /// All kinds with the classes that they stand for.
    pub const ALL: [(Kind, NamedNodeRef<'static>); 5] = [
        (Kind::Person, v::PERSON),
        (Kind::Organisation, v::ORGANIZATION),
        (Kind::Place, v::ADMINISTRATIVE_AREA),
        (Kind::Event, v::EVENT),
        (Kind::Figure, v::OBSERVATION),
    ];
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
    /// Type and time of an event, time of a figure.
    pub note: String,
}

/// How two things hang together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link {
    /// What the edge is called: 行为者, 地点, or the title of a post.
    pub label: String,
    /// Whether it only leads upwards (a body to its seat, a place to the one above): walking from a place does not
    /// follow it down to all that lies within.
    pub upward: bool,
}

/// Things and how they hang together.
#[derive(Clone, Debug, Default)]
pub struct Network {
    graph: DiGraph<Node, Link>,
}

impl Network {
    /// The network of all facts of a store.
    ///
    /// # Errors
    /// The engine's.
    pub fn of(store: &Store) -> Result<Self, StorageError> {
        let look = Look::at(store);
        let mut network = Self::default();
        let mut nodes: BTreeMap<NamedNode, NodeIndex> = BTreeMap::new();
        for (kind, class) in Kind::ALL {
            for thing in look.subjects(v::TYPE, &class.into_owned().into())? {
                let label = look.label(&thing)?;
                let note = note(look, &thing, kind)?;
                let node = Node { iri: thing.as_str().to_owned(), kind, label, note };
                nodes.entry(thing).or_insert_with(|| network.graph.add_node(node));
            }
        }
        for (property, label, upward) in [
            (v::HAS_ACTOR, "行为者", false),
            (v::HAS_PLACE, "地点", false),
            (v::REF_AREA, "描述", false),
            (v::SUBJECT, "描述", false),
            (v::JURISDICTION, "辖区", true),
            (v::CONTAINED_IN_PLACE, "属于", true),
        ] {
            for (from, to) in pairs(store, property)? {
                if let (Some(&from), Some(&to)) = (nodes.get(&from), nodes.get(&to)) {
                    network.graph.update_edge(from, to, Link { label: label.to_owned(), upward });
                }
            }
        }
        network.add_posts(store, &nodes)?;
        Ok(network)
    }

    /// People hang on the bodies and places of their posts; two posts in one body make one edge with both titles.
    fn add_posts(&mut self, store: &Store, nodes: &BTreeMap<NamedNode, NodeIndex>) -> Result<(), StorageError> {
        let look = Look::at(store);
        let mut titles: BTreeMap<(NodeIndex, NodeIndex), BTreeSet<String>> = BTreeMap::new();
        for (membership, person) in pairs(store, v::MEMBER)? {
            let mut seats = look.things(&membership, v::IN_ORGANIZATION)?;
            for post in look.things(&membership, v::OPENGOV_POST)? {
                seats.extend(look.things(&post, v::AREA)?);
            }
            for role in look.things(&membership, v::ROLE)? {
                let title = look.label(&role)?;
                for seat in &seats {
                    if let (Some(&from), Some(&to)) = (nodes.get(&person), nodes.get(seat)) {
                        titles.entry((from, to)).or_default().insert(title.clone());
                    }
                }
            }
        }
        for ((from, to), titles) in titles {
            let label = titles.into_iter().collect::<Vec<_>>().join("、");
            self.graph.update_edge(from, to, Link { label, upward: false });
        }
        Ok(())
    }

    /// The part of it that lies at most `depth` links from one of `things`.
    pub fn around(&self, things: &BTreeSet<NamedNode>, depth: usize) -> Self {
        let start =
            self.graph.node_indices().filter(|&at| things.iter().any(|thing| thing.as_str() == self.graph[at].iri));
        let mut near: BTreeMap<NodeIndex, usize> = start.map(|at| (at, 0)).collect();
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
        Self {
            graph: self
                .graph
                .filter_map(|at, node| near.contains_key(&at).then(|| node.clone()), |_, link| Some(link.clone())),
        }
    }

    /// The nodes, by IRI.
    pub fn nodes(&self) -> Vec<&Node> {
        let mut nodes: Vec<&Node> = self.graph.node_weights().collect();
        nodes.sort();
        nodes
    }

    /// The links with the nodes that they join, by IRI.
    pub fn links(&self) -> Vec<(&Node, &Link, &Node)> {
        let mut links: Vec<_> = self
            .graph
            .edge_references()
            .map(|edge| (&self.graph[edge.source()], edge.weight(), &self.graph[edge.target()]))
            .collect();
        links.sort();
        links
    }
}

/// Subjects and objects of a property among the facts, sorted.
fn pairs(store: &Store, property: NamedNodeRef<'_>) -> Result<BTreeSet<(NamedNode, NamedNode)>, StorageError> {
    let graph = Some(GraphNameRef::DefaultGraph);
    let mut found = BTreeSet::new();
    for quad in store.engine().quads_for_pattern(None, Some(property), None, graph) {
        let quad = quad?;
        if let (NamedOrBlankNode::NamedNode(from), Term::NamedNode(to)) = (quad.subject, quad.object) {
            found.insert((from, to));
        }
    }
    Ok(found)
}

fn note(look: Look<'_>, thing: &NamedNode, kind: Kind) -> Result<String, StorageError> {
    if !matches!(kind, Kind::Event | Kind::Figure) {
        return Ok(String::new());
    }
    let types = look.things(thing, v::EVENT_TYPE)?;
    let name = types.first().map(|kind| look.label(kind)).transpose()?;
    let when = look.text(thing, v::EDTF)?;
    Ok([name, when].into_iter().flatten().collect::<Vec<_>>().join(" "))
}
