//! Measures of the nodes of a network. To add one, write its function and add its row to [`MEASURES`].
//!
//! All but the counts of links in and out take links both ways, so that they tell who is near whom. Distances and
//! betweenness are those of the bare links; PageRank and communities weigh them by their facts.

use petgraph::Direction;
use petgraph::graph::{NodeIndex, UnGraph};
use petgraph::visit::EdgeRef;
use rustworkx_core::centrality::{betweenness_centrality, closeness_centrality};
use rustworkx_core::connectivity::{connected_components, core_number};

use super::Network;
use super::louvain::{self, Ties};

/// A measure.
pub struct Measure {
    /// As it is asked for.
    pub name: &'static str,
    /// Chinese name.
    pub chinese: &'static str,
    /// What it tells, in English.
    pub english: &'static str,
    /// Whether its values are whole numbers.
    pub whole: bool,
    /// Whether it takes the time of nodes times links: on the largest networks only where it is asked for.
    pub slow: bool,
    of: fn(&Network) -> Vec<f64>,
}

/// The measures, in the order of their columns.
pub const MEASURES: &[Measure] = &[
    Measure {
        name: "degree",
        chinese: "相连数",
        english: "how many others it is tied to",
        whole: true,
        slow: false,
        of: |network| each(&network.undirected(), |graph, at| graph.edges(at).count() as f64),
    },
    Measure {
        name: "in",
        chinese: "入度",
        english: "links that lead to it",
        whole: true,
        slow: false,
        of: |network| directed(network, Direction::Incoming),
    },
    Measure {
        name: "out",
        chinese: "出度",
        english: "links that lead from it",
        whole: true,
        slow: false,
        of: |network| directed(network, Direction::Outgoing),
    },
    Measure {
        name: "strength",
        chinese: "联系强度",
        english: "facts that tie it to others",
        whole: true,
        slow: false,
        of: |network| each(&network.undirected(), strength),
    },
    Measure {
        name: "betweenness",
        chinese: "中介度",
        english: "share of the shortest paths between others that lead through it (Brandes), 0 to 1",
        whole: false,
        slow: true,
        // In one thread: a sum in the order of threads would not be the same from run to run.
        of: |network| known(betweenness_centrality(&network.undirected(), false, true, usize::MAX)),
    },
    Measure {
        name: "closeness",
        chinese: "接近度",
        english: "how near it is to those that it reaches, by their share (Wasserman and Faust), 0 to 1",
        whole: false,
        slow: true,
        of: |network| known(closeness_centrality(&network.undirected(), true, usize::MAX)),
    },
    Measure {
        name: "pagerank",
        chinese: "PageRank",
        english: "share of a walk along links by their weight that is spent at it; all add up to 1",
        whole: false,
        slow: false,
        of: pagerank,
    },
    Measure {
        name: "core",
        chinese: "核数",
        english: "largest k for which it is among nodes that are each tied to k of the others",
        whole: true,
        slow: false,
        of: cores,
    },
    Measure {
        name: "component",
        chinese: "连通分支",
        english: "number of the part that holds together, the largest first",
        whole: true,
        slow: false,
        of: |network| ranked(&components(network)),
    },
    Measure {
        name: "community",
        chinese: "社群",
        english: "number of the community (Louvain, by weight), the largest first",
        whole: true,
        slow: false,
        of: |network| ranked(&louvain::communities(&network.ties())),
    },
];

/// Networks of more nodes are spared the slow measures unless these are asked for.
pub const LARGE: usize = 5_000;

impl Measure {
    /// The measure called `name`.
    pub fn named(name: &str) -> Option<&'static Self> {
        MEASURES.iter().find(|measure| measure.name == name)
    }

    /// Its value for each node of `network`, in the order of the nodes.
    pub fn of(&self, network: &Network) -> Vec<f64> {
        (self.of)(network)
    }

    /// A value as it is written: whole, or with six digits behind the point.
    pub fn written(&self, value: f64) -> String {
        if self.whole { format!("{value:.0}") } else { format!("{value:.6}") }
    }
}

impl Network {
    /// All measures that it is not too large for, each with its values by node; links in and out only where links lead.
    pub fn measured(&self) -> Vec<(&'static Measure, Vec<f64>)> {
        let fits = |measure: &&Measure| {
            (!measure.slow || self.len() <= LARGE) && (self.directed || !matches!(measure.name, "in" | "out"))
        };
        MEASURES.iter().filter(fits).map(|measure| (measure, measure.of(self))).collect()
    }

    /// The places of the nodes by the `values` of `measure`, from the greatest on; numbers of groups in their order. Nodes of
    /// one value stand by name.
    pub fn order(&self, measure: &Measure, values: &[f64]) -> Vec<usize> {
        let falls = !matches!(measure.name, "component" | "community");
        let mut order: Vec<usize> = (0..self.len()).collect();
        order.sort_by(|&a, &b| {
            let by = values[a].total_cmp(&values[b]);
            let by = if falls { by.reverse() } else { by };
            by.then_with(|| self.node(a).label.cmp(&self.node(b).label)).then(a.cmp(&b))
        });
        order
    }

    /// How far its communities hold more ties than chance would give them; see [`louvain::modularity`].
    pub fn modularity(&self) -> f64 {
        let ties = self.ties();
        louvain::modularity(&ties, &louvain::communities(&ties))
    }

    /// How many parts hold together.
    pub fn parts(&self) -> usize {
        connected_components(&self.undirected()).len()
    }

    /// The ties of each node, both ways.
    fn ties(&self) -> Ties {
        let graph = self.undirected();
        let near = |at| graph.edges(at).map(move |edge| (other(at, &edge), *edge.weight())).collect();
        graph.node_indices().map(near).collect()
    }
}

fn other(at: NodeIndex, edge: &petgraph::graph::EdgeReference<'_, usize>) -> usize {
    if edge.source() == at { edge.target().index() } else { edge.source().index() }
}

fn each(graph: &UnGraph<(), usize>, of: impl Fn(&UnGraph<(), usize>, NodeIndex) -> f64) -> Vec<f64> {
    graph.node_indices().map(|at| of(graph, at)).collect()
}

fn directed(network: &Network, direction: Direction) -> Vec<f64> {
    let graph = &network.graph;
    graph.node_indices().map(|at| graph.edges_directed(at, direction).count() as f64).collect()
}

fn strength(graph: &UnGraph<(), usize>, at: NodeIndex) -> f64 {
    graph.edges(at).map(|edge| *edge.weight()).sum::<usize>() as f64
}

fn known(values: Vec<Option<f64>>) -> Vec<f64> {
    values.into_iter().map(Option::unwrap_or_default).collect()
}

fn cores(network: &Network) -> Vec<f64> {
    let graph = network.undirected();
    let mut values = vec![0.0; graph.node_count()];
    for (at, core) in core_number(graph) {
        values[at.index()] = core as f64;
    }
    values
}

/// The part of each node.
fn components(network: &Network) -> Vec<usize> {
    let graph = network.undirected();
    let mut found = vec![0; graph.node_count()];
    for (number, part) in connected_components(&graph).into_iter().enumerate() {
        part.into_iter().for_each(|at| found[at.index()] = number);
    }
    found
}

/// Groups numbered from 1, the largest first, of several the one with the first member.
fn ranked(groups: &[usize]) -> Vec<f64> {
    let count = groups.iter().max().map_or(0, |most| most + 1);
    let mut sizes: Vec<(usize, usize)> = vec![(0, usize::MAX); count];
    for (at, &group) in groups.iter().enumerate() {
        sizes[group] = (sizes[group].0 + 1, sizes[group].1.min(at));
    }
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(|&group| (std::cmp::Reverse(sizes[group].0), sizes[group].1));
    let mut ranks = vec![0.0; count];
    for (rank, group) in order.into_iter().enumerate() {
        ranks[group] = (rank + 1) as f64;
    }
    groups.iter().map(|&group| ranks[group]).collect()
}

/// PageRank by power iteration, with links by their weight and a walk that jumps every seventh step or so (0.85) or where
/// no link leads on. petgraph's own knows no weights and takes the time of nodes times links each round.
fn pagerank(network: &Network) -> Vec<f64> {
    const DAMPING: f64 = 0.85;
    const ROUNDS: usize = 200;
    const CLOSE: f64 = 1e-12;
    let count = network.len();
    if count == 0 {
        return Vec::new();
    }
    let mut links: Vec<(usize, usize, f64)> = Vec::new();
    for (from, link, to) in network.links() {
        links.push((from, to, link.weight() as f64));
        if !network.directed {
            links.push((to, from, link.weight() as f64));
        }
    }
    let mut out = vec![0.0; count];
    links.iter().for_each(|(from, _, weight)| out[*from] += weight);
    let even = 1.0 / count as f64;
    let mut ranks = vec![even; count];
    for _ in 0..ROUNDS {
        let lost: f64 = ranks.iter().zip(&out).filter(|(_, out)| **out == 0.0).map(|(rank, _)| rank).sum();
        let mut next = vec![(1.0 - DAMPING + DAMPING * lost) * even; count];
        for (from, to, weight) in &links {
            next[*to] += DAMPING * ranks[*from] * weight / out[*from];
        }
        let moved: f64 = next.iter().zip(&ranks).map(|(a, b)| (a - b).abs()).sum();
        ranks = next;
        if moved < CLOSE {
            break;
        }
    }
    ranks
}
