//! The communities of a question's network: see [`louvain`].

use std::collections::BTreeMap;

use super::network::louvain::{self, Ties};
use super::view::{Given, columns, evidence, number, word};
use crate::query::Table;
use crate::query::question::QuestionError;

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
    let mut ties: Ties = vec![BTreeMap::new(); names.len()];
    for row in &given.table.rows {
        let ends = [given.text(row, "a"), given.text(row, "b")];
        if let (Some(&one), Some(&other)) = (known.get(ends[0].as_str()), known.get(ends[1].as_str())) {
            *ties[one].entry(other).or_default() += 1;
            *ties[other].entry(one).or_default() += 1;
        }
    }
    let mut communities: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, label) in louvain::communities(&ties).into_iter().enumerate() {
        communities.entry(label).or_default().push(at);
    }
    let mut communities: Vec<Vec<usize>> = communities.into_values().filter(|members| members.len() > 1).collect();
    communities.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| names[a[0]].1.cmp(&names[b[0]].1)));
    let mut rows = Vec::new();
    for (index, mut members) in communities.into_iter().enumerate() {
        let size = members.len();
        members.sort_by(|&a, &b| ties[b].len().cmp(&ties[a].len()).then_with(|| names[a].1.cmp(&names[b].1)));
        for at in members {
            if rows.len() == given.limit {
                break;
            }
            let mut row = vec![number(index + 1), number(size), word(&names[at].1), number(ties[at].len())];
            row.extend(evidence(given.store, &names[at].2)?);
            rows.push(row);
        }
    }
    Ok((Table { columns: columns(&["community", "size", "who", "ties"]), rows }, Vec::new()))
}
