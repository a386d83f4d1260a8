//! Places of one name: a zone that one article puts in the city and another in the county of it.

use std::collections::BTreeMap;

use super::rules::Kind;
use super::seen::{Link, Seen};
use super::{Candidate, pairs};

/// Pairs of places with one name and level, at least one of which is no division.
pub(super) fn candidates(seen: &Seen) -> Vec<Candidate> {
    let mut named: BTreeMap<(&str, &str), Vec<u32>> = BTreeMap::new();
    for (at, place) in seen.of(Kind::Place) {
        named.entry((&place.label, &place.level)).or_default().push(at);
    }
    named.into_values().flat_map(|bearers| pairs(&bearers)).map(|(left, right)| candidate(seen, left, right)).collect()
}

fn candidate(seen: &Seen, left: u32, right: u32) -> Candidate {
    let mut rules = Vec::new();
    rules.push("same name");
    let label = &seen.thing(left).label;
    match (seen.above(left), seen.above(right)) {
        (Some(one), Some(other)) if seen.nested(one, other) => rules.push("one lies in the other"),
        (Some(one), Some(other)) => {
            let both = seen
                .thing(one)
                .to(Link::Within)
                .filter(|place| seen.thing(other).to(Link::Within).any(|o| o == *place));
            if both.into_iter().any(|place| begins_with(seen, label, place)) {
                rules.push("name begins with its place");
            }
        }
        (one, other) => {
            rules.push("whereabouts unknown");
            let mut known = one.or(other).into_iter().flat_map(|place| seen.thing(place).to(Link::Within));
            if known.any(|place| begins_with(seen, label, place)) {
                rules.push("name begins with its place");
            }
        }
    }
    if seen.thing(left).level == "site" {
        rules.push("a site");
    }
    Candidate { left, right, rules, by_key: false }
}

/// Whether `name` begins with a name of `place` of two characters or more, and goes on.
pub(super) fn begins_with(seen: &Seen, name: &str, place: u32) -> bool {
    let place = seen.thing(place);
    let begins =
        |known: &String| known.chars().nth(1).is_some() && name.len() > known.len() && name.starts_with(known.as_str());
    begins(&place.label) || place.others.iter().any(begins)
}
