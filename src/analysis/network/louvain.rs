//! Communities: groups whose members are tied more with one another than with others.
//!
//! The Louvain method (Blondel and others, 2008), in a fixed order: each node goes to the community of a neighbour where it
//! raises modularity most, the lowest of several, until none moves; then communities are taken for nodes, and so on until
//! nothing changes. The same network gives the same communities. No kept crate has it for petgraph.

use std::collections::BTreeMap;

/// The ties of each node, by the other's place, both ways.
pub type Ties = Vec<BTreeMap<usize, usize>>;

/// Rounds after which what still swings is left as it is.
const ROUNDS: usize = 50;

/// The community of each node, counted from 0 in the order of their first members.
pub fn communities(ties: &Ties) -> Vec<usize> {
    let mut found: Vec<usize> = (0..ties.len()).collect();
    let mut level = ties.clone();
    loop {
        let labels = numbered(&moved(&level));
        let count = labels.iter().max().map_or(0, |most| most + 1);
        if count == level.len() {
            return numbered(&found);
        }
        found.iter_mut().for_each(|at| *at = labels[*at]);
        let mut joined: Ties = vec![BTreeMap::new(); count];
        for (at, near) in level.iter().enumerate() {
            for (&other, &weight) in near {
                *joined[labels[at]].entry(labels[other]).or_default() += weight;
            }
        }
        level = joined;
    }
}

/// How far the communities hold more ties than chance would give them, -0.5 to 1; 0 for no ties at all.
pub fn modularity(ties: &Ties, communities: &[usize]) -> f64 {
    let degrees: Vec<usize> = ties.iter().map(|near| near.values().sum()).collect();
    let all = degrees.iter().sum::<usize>() as f64;
    let (mut inside, mut ends) = (0_usize, BTreeMap::new());
    for (at, near) in ties.iter().enumerate() {
        *ends.entry(communities[at]).or_insert(0_usize) += degrees[at];
        inside +=
            near.iter().filter(|(other, _)| communities[**other] == communities[at]).map(|(_, w)| w).sum::<usize>();
    }
    if all == 0.0 {
        return 0.0;
    }
    inside as f64 / all - ends.values().map(|&end| (end as f64 / all).powi(2)).sum::<f64>()
}

/// The first phase: the community of each node of one level. A tie of a node to itself stays with it wherever it goes.
fn moved(ties: &Ties) -> Vec<usize> {
    let mut labels: Vec<usize> = (0..ties.len()).collect();
    let degrees: Vec<usize> = ties.iter().map(|near| near.values().sum()).collect();
    // What ends within each community, and in all: twice the weight of the ties.
    let mut totals = degrees.clone();
    let all = degrees.iter().sum::<usize>();
    for _ in 0..ROUNDS {
        let mut changed = false;
        for (at, near) in ties.iter().enumerate() {
            let own = labels[at];
            totals[own] -= degrees[at];
            let mut weights: BTreeMap<usize, usize> = BTreeMap::from([(own, 0)]);
            for (&other, &weight) in near.iter().filter(|(other, _)| **other != at) {
                *weights.entry(labels[other]).or_default() += weight;
            }
            // Ties to the community less those that chance would give, times `all` to stay in whole numbers.
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

/// The same groups, numbered from 0 in the order of their first members.
fn numbered(labels: &[usize]) -> Vec<usize> {
    let mut numbers = BTreeMap::new();
    labels
        .iter()
        .map(|label| {
            let next = numbers.len();
            *numbers.entry(*label).or_insert(next)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ties(count: usize, links: impl IntoIterator<Item = (usize, usize)>) -> Ties {
        let mut ties = vec![BTreeMap::new(); count];
        for (a, b) in links {
            ties[a].insert(b, 1);
            ties[b].insert(a, 1);
        }
        ties
    }

    #[test]
    fn two_triangles_with_one_link_are_two_communities() {
        let ties = ties(6, [(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5), (2, 3)]);
        let found = communities(&ties);
        assert_eq!(found, [0, 0, 0, 1, 1, 1]);
        // 6 of 7 links inside, each side with half of the ends.
        assert!((modularity(&ties, &found) - (6.0 / 7.0 - 0.5)).abs() < 1e-9);
    }

    #[test]
    fn communities_of_communities_are_joined() {
        // A ring of thirty cliques of five: the example of Fortunato and Barthélemy (2007), where the method joins
        // neighbouring cliques two by two. One phase alone leaves thirty.
        let mut links = Vec::new();
        for clique in 0..30 {
            let first = clique * 5;
            links.extend((first..first + 5).flat_map(|a| (a + 1..first + 5).map(move |b| (a, b))));
            links.push((first, (first + 5 + 1) % 150));
        }
        let ties = ties(150, links);
        let found = communities(&ties);
        let count = found.iter().max().map_or(0, |most| most + 1);
        assert!((10..=20).contains(&count), "{count}");
        assert!((0..150).all(|at| found[at] == found[at / 5 * 5]), "no clique is torn: {found:?}");
        assert!(modularity(&ties, &found) > modularity(&ties, &(0..150).map(|at| at / 5).collect::<Vec<_>>()));
    }

    #[test]
    fn nothing_is_tied() {
        assert_eq!(communities(&ties(3, [])), [0, 1, 2]);
        assert_eq!(modularity(&ties(3, []), &[0, 1, 2]), 0.0);
        assert_eq!(communities(&Vec::new()), Vec::<usize>::new());
    }
}
