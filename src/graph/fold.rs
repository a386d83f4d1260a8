//! Facts from all that the articles say: the union of their contributions, in which a property that has one value a
//! thing (first and last sighting, band, name) keeps the earliest, the latest, the best, or the first by order.
//!
//! The result depends on the set of contributions alone, not on when each came: an article that is taken back leaves
//! the facts that it alone supported without support, and they are gone with it.

use std::collections::hash_map::Entry;

use oxigraph::model::{GraphName, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use rustc_hash::FxHashMap;

use super::vocabulary as v;

/// Which of two values of a property stays.
#[derive(Clone, Copy, PartialEq)]
enum Keep {
    Least,
    Greatest,
}

/// The properties that fold, and how; all others keep all their values. Bands are told apart by name, and High < Low <
/// Medium would keep the wrong one, so they have a rank.
const FOLDED: [(NamedNodeRef<'static>, Keep); 6] = [
    (v::FIRST_SEEN, Keep::Least),
    (v::LAST_SEEN, Keep::Greatest),
    (v::BAND, Keep::Least),
    (v::PREF_LABEL, Keep::Least),
    (v::LEVEL, Keep::Least),
    (v::CLASSIFICATION, Keep::Least),
];

fn rank(term: &Term) -> (u8, &str) {
    let text = match term {
        Term::Literal(literal) => literal.value(),
        Term::NamedNode(node) => node.as_str(),
        _ => "",
    };
    let band = match text.strip_prefix(v::FZ) {
        Some("High") => 0,
        Some("Medium") => 1,
        Some("Low") => 2,
        _ => 3,
    };
    (band, text)
}

/// Gathers contributions: what folds waits here until the last has come, the rest passes through.
#[derive(Default)]
pub struct Fold {
    /// By thing and property, the latter by its place in the list: a store of a million facts has millions of them.
    waiting: FxHashMap<(NamedOrBlankNode, usize), Term>,
}

impl Fold {
    /// A quad of a contribution: the same in the default graph, or nothing if its value must wait for others.
    pub fn pass(&mut self, quad: Quad) -> Option<Quad> {
        let Some(at) = FOLDED.iter().position(|(known, _)| quad.predicate == *known) else {
            return Some(Quad { graph_name: GraphName::DefaultGraph, ..quad });
        };
        let (property, keep) = FOLDED[at];
        match self.waiting.entry((quad.subject, at)) {
            Entry::Occupied(mut known) => {
                let better = rank(&quad.object).cmp(&rank(known.get()));
                let other = if better.is_lt() && keep == Keep::Least || better.is_gt() && keep == Keep::Greatest {
                    known.insert(quad.object)
                } else {
                    quad.object
                };
                // Of two names of one thing, the one that does not stay is another name.
                let named = better.is_ne() && property == v::PREF_LABEL;
                named.then(|| Quad::new(known.key().0.clone(), v::ALT_LABEL, other, GraphName::DefaultGraph))
            }
            Entry::Vacant(place) => {
                place.insert(quad.object);
                None
            }
        }
    }

    /// What waited, each property with the value that stays.
    pub fn finish(self) -> impl Iterator<Item = Quad> {
        self.waiting
            .into_iter()
            .map(|((subject, at), object)| Quad::new(subject, FOLDED[at].0, object, GraphName::DefaultGraph))
    }
}

#[cfg(test)]
mod tests {
    use oxigraph::model::{Literal, NamedNode, NamedNodeRef};

    use super::*;

    #[test]
    fn folding_forgets_order() {
        let thing = NamedNode::new_unchecked("urn:x");
        let say = |p: NamedNodeRef<'_>, o: Term| Quad::new(thing.clone(), p, o, GraphName::DefaultGraph);
        let text = |t: &str| Term::from(Literal::new_simple_literal(t));
        let band = |name: &str| Term::from(NamedNode::new_unchecked(format!("{}{name}", v::FZ)));
        let mut said = vec![
            say(v::FIRST_SEEN, text("2022-05-12")),
            say(v::FIRST_SEEN, text("2022-05-09")),
            say(v::LAST_SEEN, text("2022-05-12")),
            say(v::LAST_SEEN, text("2022-05-09")),
            say(v::BAND, band("Low")),
            say(v::BAND, band("High")),
            say(v::BAND, band("Medium")),
            say(v::ALT_LABEL, text("甲")),
            say(v::ALT_LABEL, text("乙")),
            say(v::PREF_LABEL, text("某市政府")),
            say(v::PREF_LABEL, text("某市人民政府")),
        ];
        let fold = |said: &[Quad]| {
            let mut fold = Fold::default();
            let passed: Vec<Quad> = said.iter().cloned().filter_map(|quad| fold.pass(quad)).collect();
            let mut all: Vec<String> = passed.into_iter().chain(fold.finish()).map(|q| q.to_string()).collect();
            all.sort();
            all
        };
        let once = fold(&said);
        said.reverse();
        assert_eq!(fold(&said), once);
        assert_eq!(once.len(), 7);
        let all = once.join("\n");
        for kept in ["firstSeen> \"2022-05-09\"", "lastSeen> \"2022-05-12\"", "ns#High", "altLabel> \"某市政府\""] {
            assert!(all.contains(kept), "{kept} in {all}");
        }
    }
}
