//! Events: one press conference, inspection or ruling told by several articles.

use std::collections::{BTreeMap, BTreeSet};

use super::classes::Classes;
use super::rules::Kind;
use super::seen::{Link, Seen, Thing};
use super::{Candidate, pairs};

/// Larger blocks are parted by the first two characters of the act's words, so that a busy day costs what it tells.
const BLOCK: usize = 64;

/// Pairs of events of different articles, of one type and day, with an actor or a place in common. `sentence` gives the
/// first sentence of an event.
pub(super) fn candidates(seen: &Seen, classes: &Classes, sentence: &dyn Fn(u32) -> Option<String>) -> Vec<Candidate> {
    let mut blocks: BTreeMap<(u32, &str, u32), Vec<u32>> = BTreeMap::new();
    for (at, event) in seen.of(Kind::Event) {
        let (Some(day), Some(kind)) = (event.day(), event.to(Link::Type).next()) else { continue };
        let shared: BTreeSet<u32> =
            event.to(Link::Actor).chain(event.to(Link::Place)).map(|thing| classes.find(thing)).collect();
        for thing in shared {
            blocks.entry((kind, day, thing)).or_default().push(at);
        }
    }
    let mut close = BTreeSet::new();
    for block in blocks.into_values() {
        if block.len() <= BLOCK {
            close.extend(pairs(&block));
            continue;
        }
        let mut parts: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for at in block {
            parts.entry(seen.thing(at).what.chars().take(2).collect()).or_default().push(at);
        }
        close.extend(parts.into_values().filter(|part| part.len() <= BLOCK).flat_map(|part| pairs(&part)));
    }
    let apart = |(left, right): &(u32, u32)| {
        let articles = &seen.thing(*right).articles;
        !seen.thing(*left).articles.iter().any(|article| articles.binary_search(article).is_ok())
    };
    close.into_iter().filter(apart).map(|(left, right)| candidate(seen, classes, sentence, left, right)).collect()
}

fn candidate(
    seen: &Seen,
    classes: &Classes,
    sentence: &dyn Fn(u32) -> Option<String>,
    left: u32,
    right: u32,
) -> Candidate {
    let (one, other) = (seen.thing(left), seen.thing(right));
    let mut rules = Vec::new();
    let likeness = likeness(&one.what, &other.what);
    let by_words = [(0.99, "same words"), (0.8, "like words"), (0.6, "near words"), (0.4, "some words")];
    if let Some((_, rule)) = by_words.into_iter().find(|(least, _)| likeness >= *least) {
        rules.push(rule);
        if sentence(left).zip(sentence(right)).is_some_and(|(a, b)| self::likeness(&a, &b) >= 0.8) {
            rules.push("like sentences");
        }
    }
    let of = |event: &Thing, link: Link| -> BTreeSet<u32> { event.to(link).map(|thing| classes.find(thing)).collect() };
    let (actors, others) = (of(one, Link::Actor), of(other, Link::Actor));
    if actors.intersection(&others).next().is_some() {
        rules.push("same actor");
    } else if !actors.is_empty() && !others.is_empty() {
        rules.push("other actors");
    }
    if of(one, Link::Place).intersection(&of(other, Link::Place)).next().is_some() {
        rules.push("same place");
    }
    let (numbers, others) = (numbers(&one.what), numbers(&other.what));
    if !numbers.is_empty() && !others.is_empty() && numbers != others {
        rules.push("other numbers");
    }
    if one.time.contains('T') && other.time.contains('T') && one.time != other.time {
        rules.push("other hours");
    }
    if one.what.chars().count().min(other.what.chars().count()) < 5 {
        rules.push("few words");
    }
    Candidate { left, right, rules, by_key: false }
}

/// Share of the pairs of neighbouring characters that two texts have in common (Dice), punctuation aside.
pub(super) fn likeness(one: &str, other: &str) -> f64 {
    let pairs = |text: &str| -> BTreeSet<(char, char)> {
        let letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
        letters.windows(2).map(|pair| (pair[0], pair[1])).collect()
    };
    let (one, other) = (pairs(one), pairs(other));
    let both = one.intersection(&other).count();
    #[expect(clippy::cast_precision_loss, reason = "a sentence has fewer pairs than a float has digits")]
    if both == 0 { 0.0 } else { 2.0 * both as f64 / (one.len() + other.len()) as f64 }
}

/// The numbers of a text in digits, and the ordinals in characters: 1.28, 第二十七.
pub(super) fn numbers(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let of = |fits: &dyn Fn(char) -> bool| rest.find(|c| !fits(c)).unwrap_or(rest.len());
        let length = if c.is_ascii_digit() {
            of(&|c| c.is_ascii_digit() || c == '.')
        } else if let Some(ordinal) = rest.strip_prefix('第') {
            let is_number = |c: char| "零〇一二三四五六七八九十百千".contains(c);
            let length = ordinal.find(|c| !is_number(c)).unwrap_or(ordinal.len());
            if length > 0 { c.len_utf8() + length } else { 0 }
        } else {
            0
        };
        if length > 0 {
            found.insert(rest[..length].to_owned());
        }
        rest = &rest[length.max(c.len_utf8())..];
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_alike_by_pairs_of_characters_and_numbers_tell_apart() {
        assert!((likeness("召开防汛会议", "召开防汛会议") - 1.0).abs() < 1e-9);
        assert!(likeness("召开防汛工作会议", "召开防汛会议") > 0.6);
        assert!(likeness("召开防汛会议", "检查水库") < 0.1);
        let of = |text: &str| numbers(text).into_iter().collect::<Vec<_>>();
        assert_eq!(of("召开第27场、第二十八场发布会，1.28万人"), ["1.28", "27", "第二十八"]);
        assert_eq!(of("一起诬告案"), Vec::<String>::new());
    }
}
