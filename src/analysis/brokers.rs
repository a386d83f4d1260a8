//! Who bridges: actors on many shortest paths of the network of joint acts.
//!
//! The network links two actors that took part in one event. Betweenness is Brandes's: for every pair of actors, the
//! share of shortest paths between them that lead through a third, unweighted, each pair once.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::graph::{NodeIndex, UnGraph};
use rustworkx_core::centrality::betweenness_centrality;

use super::view::{Given, columns, decimal, evidence, number, word};
use crate::query::Table;
use crate::query::question::QuestionError;

/// Larger networks are cut to those of their actors that have most partners.
const LARGEST: usize = 3_000;

/// An actor in the network.
#[derive(Default)]
struct Actor {
    name: String,
    kind: String,
    claim: String,
    near: BTreeSet<usize>,
}

/// The actors with some betweenness, most first, with how many bodies of party, state and business each is linked to.
///
/// # Errors
/// The engine's.
pub fn view(given: &Given<'_>) -> Result<(Table, Vec<String>), QuestionError> {
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut actors: Vec<Actor> = Vec::new();
    for row in &given.table.rows {
        let mut place = |iri: &str, name: &str, kind: &str| {
            let (iri, name, kind) = (given.text(row, iri), given.text(row, name), given.text(row, kind));
            let claim = given.text(row, "claim");
            let at = *known.entry(iri).or_insert_with(|| {
                actors.push(Actor { name, kind, claim: claim.clone(), near: BTreeSet::new() });
                actors.len() - 1
            });
            if claim < actors[at].claim {
                actors[at].claim = claim;
            }
            at
        };
        let (one, other) = (place("a", "one", "kind"), place("b", "other", "sort"));
        actors[one].near.insert(other);
        actors[other].near.insert(one);
    }
    let mut notes = Vec::new();
    if actors.len() > LARGEST {
        let all = actors.len();
        actors = largest(actors);
        notes.push(format!(
            "共{all}个行为者，取相连最多的{LARGEST}个 | of {all} actors the {LARGEST} with most partners"
        ));
    }
    let between = betweenness(&actors);
    let mut order: Vec<usize> = (0..actors.len()).filter(|&at| between[at] > 0.0).collect();
    order.sort_by(|&a, &b| between[b].total_cmp(&between[a]).then_with(|| actors[a].name.cmp(&actors[b].name)));
    let count = |at: usize, kinds: &[&str]| {
        actors[at].near.iter().filter(|&&other| kinds.iter().any(|kind| actors[other].kind.ends_with(kind))).count()
    };
    let mut rows = Vec::new();
    let look = crate::query::look::Look::at(given.store);
    for at in order.into_iter().take(given.limit) {
        let kind = oxigraph::model::NamedNode::new_unchecked(&actors[at].kind);
        let kind = if actors[at].kind.is_empty() {
            String::new()
        } else {
            look.label(&kind).map_err(crate::graph::StoreError::from)?
        };
        let mut row = vec![
            word(&actors[at].name),
            word(&kind),
            decimal(between[at]),
            number(count(at, &["PartyBody", "DisciplineBody"])),
            number(count(at, &["GovernmentBody"])),
            number(count(at, &["CompanyBody"])),
        ];
        row.extend(evidence(given.store, &actors[at].claim)?);
        rows.push(row);
    }
    Ok((Table { columns: columns(&["who", "kind", "between", "party", "state", "business"]), rows }, notes))
}

/// The actors with most partners, linked among themselves.
fn largest(actors: Vec<Actor>) -> Vec<Actor> {
    let mut order: Vec<usize> = (0..actors.len()).collect();
    order.sort_by(|&a, &b| actors[b].near.len().cmp(&actors[a].near.len()).then(a.cmp(&b)));
    order.truncate(LARGEST);
    order.sort_unstable();
    let new: BTreeMap<usize, usize> = order.iter().copied().zip(0..).collect();
    let kept = actors.into_iter().enumerate().filter(|(at, _)| new.contains_key(at));
    kept.map(|(_, actor)| {
        let near = actor.near.iter().filter_map(|other| new.get(other).copied()).collect();
        Actor { near, ..actor }
    })
    .collect()
}

/// Betweenness of each, every pair of others counted once.
fn betweenness(actors: &[Actor]) -> Vec<f64> {
    let links = actors.iter().enumerate().flat_map(|(at, actor)| actor.near.range(at..).map(move |&other| (at, other)));
    let mut graph = UnGraph::<(), ()>::with_capacity(actors.len(), 0);
    for _ in actors {
        graph.add_node(());
    }
    for (one, other) in links {
        graph.add_edge(NodeIndex::new(one), NodeIndex::new(other), ());
    }
    // In one thread: a sum in the order of threads would not be the same from run to run.
    let found = betweenness_centrality(&graph, false, false, usize::MAX);
    found.into_iter().map(Option::unwrap_or_default).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bridge_stands_between() {
        // A star of three with its centre 1, and a triangle: 0-1, 1-2, 1-3, 4-5, 5-6, 4-6.
        let links = [(0, 1), (1, 2), (1, 3), (4, 5), (5, 6), (4, 6)];
        let mut actors: Vec<Actor> = (0..7).map(|_| Actor::default()).collect();
        for (a, b) in links {
            actors[a].near.insert(b);
            actors[b].near.insert(a);
        }
        assert_eq!(betweenness(&actors), [0.0, 3.0, 0.0, 0.0, 0.0, 0.0, 0.0]);
    }
}
