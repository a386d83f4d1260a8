//! Communities of a network: groups whose members are linked more with one another than with others.
//!
//! The first phase of the Louvain method (Blondel and others, 2008), in a fixed order: each node goes to the community of a
//! neighbour where it raises modularity most, the lowest of several, until none moves. The same network gives the same
//! communities.

use std::collections::BTreeMap;

use super::view::{Given, columns, evidence, number, word};
use crate::query::Table;
use crate::query::question::QuestionError;

/// Rounds after which what still swings is left as it is.
const ROUNDS: usize = 50;

#[derive(Default)]
struct Node {
    name: String,
    claim: String,
    ties: BTreeMap<usize, usize>,
}

/// The members of each community, the largest first, those of one member left out.
///
/// # Errors
/// The engine's.
pub fn view(given: &Given<'_>) -> Result<(Table, Vec<String>), QuestionError> {
    let mut names: Vec<(String, String, String)> = Vec::new();
    for row in &given.table.rows {
        for (iri, name) in [("a", "one"), ("b", "other")] {
            names.push((given.text(row, iri), given.text(row, name), given.text(row, "claim")));
        }
    }
    // By IRI, so that the order of the table makes no difference; the first claim is a node's example.
    names.sort();
    names.dedup_by(|a, b| a.0 == b.0);
    let known: BTreeMap<&str, usize> = names.iter().map(|(iri, ..)| iri.as_str()).zip(0..).collect();
    let mut nodes: Vec<Node> = names
        .iter()
        .map(|(_, name, claim)| Node { name: name.clone(), claim: claim.clone(), ties: BTreeMap::new() })
        .collect();
    for row in &given.table.rows {
        let ends = [given.text(row, "a"), given.text(row, "b")];
        if let (Some(&one), Some(&other)) = (known.get(ends[0].as_str()), known.get(ends[1].as_str())) {
            *nodes[one].ties.entry(other).or_default() += 1;
            *nodes[other].ties.entry(one).or_default() += 1;
        }
    }
    let labels = labels(&nodes);
    let mut communities: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, label) in labels.into_iter().enumerate() {
        communities.entry(label).or_default().push(at);
    }
    let mut communities: Vec<Vec<usize>> = communities.into_values().filter(|members| members.len() > 1).collect();
    communities.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| nodes[a[0]].name.cmp(&nodes[b[0]].name)));
    let mut rows = Vec::new();
    for (index, mut members) in communities.into_iter().enumerate() {
        let size = members.len();
        members.sort_by(|&a, &b| {
            nodes[b].ties.len().cmp(&nodes[a].ties.len()).then_with(|| nodes[a].name.cmp(&nodes[b].name))
        });
        for at in members {
            if rows.len() == given.limit {
                break;
            }
            let mut row = vec![number(index + 1), number(size), word(&nodes[at].name), number(nodes[at].ties.len())];
            row.extend(evidence(given.store, &nodes[at].claim)?);
            rows.push(row);
        }
    }
    Ok((Table { columns: columns(&["community", "size", "who", "ties"]), rows }, Vec::new()))
}

fn labels(nodes: &[Node]) -> Vec<usize> {
    let mut labels: Vec<usize> = (0..nodes.len()).collect();
    let degrees: Vec<usize> = nodes.iter().map(|node| node.ties.values().sum()).collect();
    // What ends within each community, and in all: twice the weight of the links.
    let mut totals = degrees.clone();
    let all = degrees.iter().sum::<usize>();
    for _ in 0..ROUNDS {
        let mut changed = false;
        for (at, node) in nodes.iter().enumerate() {
            let own = labels[at];
            totals[own] -= degrees[at];
            let mut weights: BTreeMap<usize, usize> = BTreeMap::from([(own, 0)]);
            for (&other, &weight) in &node.ties {
                *weights.entry(labels[other]).or_default() += weight;
            }
            // Links to the community less those that chance would give, times `all` to stay in whole numbers.
            let gain = |label: usize, weight: usize| (weight * all) as i128 - (degrees[at] * totals[label]) as i128;
            let mut best = (own, gain(own, weights[&own]));
            for (&label, &weight) in &weights {
                let gain = gain(label, weight);
                if gain > best.1 {
                    best = (label, gain);
                }
            }
            totals[best.0] += degrees[at];
            labels[at] = best.0;
            changed |= best.0 != own;
        }
        if !changed {
            break;
        }
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_triangles_with_one_link_are_two_communities() {
        let mut nodes: Vec<Node> = (0..6).map(|_| Node::default()).collect();
        for (a, b) in [(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5), (2, 3)] {
            nodes[a].ties.insert(b, 1);
            nodes[b].ties.insert(a, 1);
        }
        let labels = labels(&nodes);
        assert!(labels[..3].iter().all(|label| *label == labels[0]), "{labels:?}");
        assert!(labels[3..].iter().all(|label| *label == labels[3]), "{labels:?}");
        assert_ne!(labels[0], labels[3]);
    }
}
