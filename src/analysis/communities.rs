//! Communities of a network: groups whose members are linked more with one another than with others.
//!
//! Label propagation in a fixed order: each node takes the community that most of its links lead to, the lowest of
//! several, until none changes. The same network gives the same communities.

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
    for _ in 0..ROUNDS {
        let mut changed = false;
        for (at, node) in nodes.iter().enumerate() {
            let mut weights: BTreeMap<usize, usize> = BTreeMap::new();
            for (&other, &weight) in &node.ties {
                *weights.entry(labels[other]).or_default() += weight;
            }
            let most = weights.values().max().copied().unwrap_or(0);
            let best = weights.iter().find(|(_, weight)| **weight == most).map_or(labels[at], |(label, _)| *label);
            // A community as good as the best stays, or two would swap for ever.
            if weights.get(&labels[at]).copied().unwrap_or(0) < most {
                labels[at] = best;
                changed = true;
            }
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
