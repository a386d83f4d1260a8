//! Articles: one report printed twice, by another paper, on another page, with another byline or some characters changed.
//! They stay two, each with its evidence; what both say counts once (see [`reprints`](super::reprints)).

use std::collections::{BTreeMap, BTreeSet};

use super::Candidate;
use super::classes::Classes;
use super::rules::Kind;
use super::seen::Seen;

/// Pairs of articles whose texts share runs of letters. Each is compared with the first and the last before it under each of its
/// keys, so that the cost grows with the number of articles, however many print one text.
pub(super) fn candidates(seen: &Seen) -> Vec<Candidate> {
    let mut met: BTreeMap<[u8; 5], (u32, u32)> = BTreeMap::new();
    let mut pairs: BTreeSet<(u32, u32)> = BTreeSet::new();
    for (at, article) in seen.of(Kind::Article) {
        for band in article.sketch.iter().flat_map(|sketch| sketch.bands()) {
            let (first, last) =
                *met.entry(band).and_modify(|known| pairs.extend([(known.0, at), (known.1, at)])).or_insert((at, at));
            met.insert(band, (first, last.max(at)));
        }
    }
    let candidate = |(left, right): (u32, u32)| {
        let (one, other) = (seen.thing(left).sketch?, seen.thing(right).sketch?);
        let by_text = [(0.95, "same text"), (0.8, "like text")];
        let likeness = one.likeness(&other);
        let (_, rule) = by_text.into_iter().find(|(least, _)| likeness >= *least)?;
        let mut rules = vec![rule];
        if one.likeness_of_numbers(&other) < 0.5 {
            rules.push("other numbers");
        }
        Some(Candidate { left, right, rules, by_key: true })
    };
    pairs.into_iter().filter_map(candidate).collect()
}

/// For each article that reprints another, the one that was printed first.
pub(super) fn reprints(seen: &Seen, classes: &Classes) -> BTreeMap<u32, u32> {
    let mut stories: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (at, _) in seen.of(Kind::Article) {
        stories.entry(classes.find(at)).or_default().push(at);
    }
    let mut reprints = BTreeMap::new();
    for story in stories.into_values().filter(|story| story.len() > 1) {
        // Numbers follow IRIs; an article without a day comes last.
        let day = |at: u32| Some(&seen.thing(at).time).filter(|day| !day.is_empty());
        let first = story.iter().copied().min_by_key(|&at| (day(at).is_none(), day(at), at));
        let later = story.iter().filter_map(|&at| first.filter(|first| *first != at).map(|first| (at, first)));
        reprints.extend(later);
    }
    reprints
}
