//! Bodies: a national one that each paper's page put at home, a short and a full name, one seated in the county for one
//! paper and in the city for another.

use std::collections::{BTreeMap, BTreeSet};

use super::places::begins_with;
use super::rules::{Kind, Rules};
use super::seen::{Link, Seen, Thing};
use super::spelling::Spelling;
use super::{Candidate, pairs, star};
use crate::graph::vocabulary as v;

/// More bearers of one name than this are compared by the divisions that they share alone.
const FEW: usize = 3;

/// Pairs of bodies with one name, or with one home and names that spell out alike.
pub(super) fn candidates(seen: &Seen, rules: &Rules) -> Vec<Candidate> {
    let (mut named, mut spelled) = (BTreeMap::<&str, Vec<u32>>::new(), BTreeMap::<(u32, String), Vec<u32>>::new());
    let spelling = Spelling::embedded();
    // 某公司 is the name of none.
    for (at, body) in seen.of(Kind::Body).filter(|(_, body)| !body.label.contains('某')) {
        named.entry(&body.label).or_default().push(at);
        if let Some(home) = body.to(Link::Home).next()
            && let Some(tail) = spelling.tail(seen, &body.label, home)
            && (tail.chars().count() > 2 || !is_private(seen, body))
        {
            spelled.entry((home, tail)).or_default().push(at);
        }
    }
    let mut found = Vec::new();
    for (name, bearers) in named.into_iter().filter(|(_, bearers)| bearers.len() > 1) {
        found.extend(of_one_name(seen, rules, name, &bearers));
    }
    for bodies in spelled.into_values() {
        found.extend(star(&bodies).map(|(left, right)| Candidate {
            left,
            right,
            rules: vec!["same name spelled out"],
            by_key: true,
        }));
    }
    found
}

fn home(seen: &Seen, body: u32) -> Option<u32> {
    seen.thing(body).to(Link::Home).next()
}

fn of_one_name(seen: &Seen, rules: &Rules, name: &str, bearers: &[u32]) -> Vec<Candidate> {
    let mut sure = vec!["same name"];
    let is_medium = |body: &Thing| body.to(Link::Class).any(|class| seen.iri(class) == v::MEDIA_BODY.as_str());
    if rules.words(Kind::Body, "national").iter().any(|word| name.starts_with(word.as_str())) {
        sure.push("national");
    } else if name.chars().count() > 1 && bearers.iter().all(|&at| is_medium(seen.thing(at))) {
        sure.push("medium");
    } else if of_one_place(seen, name, bearers) {
        sure.push("name begins with its place");
    }
    if sure.len() > 1 {
        return star(bearers)
            .map(|(left, right)| Candidate { left, right, rules: sure.clone(), by_key: true })
            .collect();
    }
    if rules.words(Kind::Body, "of a level").iter().any(|level| name.starts_with(level.as_str())) {
        return Vec::new();
    }
    // By the divisions that both lie in: one home is the other or lies in it.
    let mut close = BTreeSet::new();
    let mut seated: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for &at in bearers {
        if let Some(home) = home(seen, at) {
            seated.entry(home).or_default().push(at);
        }
    }
    for &at in bearers {
        let above = home(seen, at).into_iter().flat_map(|home| seen.thing(home).to(Link::Within));
        for other in above.filter_map(|place| seated.get(&place)).flatten().filter(|other| **other != at) {
            close.insert((at.min(*other), at.max(*other)));
        }
    }
    if bearers.len() <= FEW {
        let unknown = |&(one, other): &(u32, u32)| home(seen, one).is_none() != home(seen, other).is_none();
        close.extend(pairs(bearers).into_iter().filter(unknown));
    }
    close.into_iter().map(|(left, right)| close_pair(seen, name, left, right)).collect()
}

fn close_pair(seen: &Seen, name: &str, left: u32, right: u32) -> Candidate {
    let mut rules = Vec::new();
    rules.push("same name");
    rules.push(match (home(seen, left), home(seen, right)) {
        (Some(_), Some(_)) => "homes nested",
        _ => "home unknown",
    });
    if name.chars().count() > 3 && is_private(seen, seen.thing(left)) {
        rules.push("name of its own");
    }
    Candidate { left, right, rules, by_key: false }
}

/// Whether a body bears a name of its own and not that of an office: 深圳医院 can be any hospital, 深圳法院 is one court.
fn is_private(seen: &Seen, body: &Thing) -> bool {
    let kinds = [v::COMPANY_BODY, v::INSTITUTION_BODY, v::VOLUNTEER_BODY, v::OTHER_BODY];
    body.to(Link::Class).any(|class| kinds.iter().any(|kind| seen.iri(class) == kind.as_str()))
}

/// Whether the name begins with a place that all its bearers agree with: each is seated in it, above it or in it, or
/// nobody knows where.
fn of_one_place(seen: &Seen, name: &str, bearers: &[u32]) -> bool {
    let homes: Vec<u32> = bearers.iter().filter_map(|&at| home(seen, at)).collect();
    let above = homes.iter().flat_map(|&home| seen.thing(home).to(Link::Within));
    let told: BTreeSet<u32> = above.filter(|&place| begins_with(seen, name, place)).collect();
    let agrees = |place: &u32| homes.iter().all(|&home| seen.nested(home, *place));
    !told.is_empty() && told.iter().all(agrees)
}
