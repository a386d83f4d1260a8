//! What an article and its reprints say counts once. An event or a figure without a certain time is a fact of its article, and
//! would count again with every paper that prints the text.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::{GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, Term};
use oxigraph::store::Store as Engine;

use super::super::vocabulary as v;
use super::apply::{Done, Map, objects, rewrite, subjects, values};
use super::events::{likeness, numbers};
use super::seen::Seen;

/// What facts of one story must have in common; their words too.
const SAID: &[NamedNodeRef<'static>] =
    &[v::EVENT_TYPE, v::HAS_ACTOR, v::HAS_PLACE, v::EDTF, v::INDICATOR, v::OBS_VALUE, v::UNIT, v::REF_AREA, v::SUBJECT];

/// From which share of the pairs of characters on the words of two events are those of one, where a reprint changed some.
const ALIKE: f64 = 0.8;

/// A fact that stands for those of other articles.
struct Told {
    fact: NamedNode,
    words: String,
    articles: BTreeSet<u32>,
}

/// Makes one of the events and figures of each article and its `reprints` that say the same.
pub(super) fn tell_once(engine: &Engine, seen: &Seen, reprints: &BTreeMap<u32, u32>) -> Done<()> {
    let mut stories: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
    for (&reprint, &first) in reprints {
        stories.entry(first).or_default().extend([first, reprint]);
    }
    let mut map = Map::new();
    for story in stories.values() {
        let events = facts(engine, seen, story, v::EVENT_CLAIM)?;
        for same in by_what_they_say(engine, events)?.into_values() {
            once(once(same, &mut map, |one, other| one.words == other.words), &mut map, |one, other| {
                let alike =
                    || likeness(&one.words, &other.words) >= ALIKE && numbers(&one.words) == numbers(&other.words);
                one.articles.is_disjoint(&other.articles) && alike()
            });
        }
        let figures = facts(engine, seen, story, v::FIGURE_CLAIM)?;
        for same in by_what_they_say(engine, figures)?.into_values() {
            once(same, &mut map, |one, other| one.words == other.words);
        }
    }
    // What one step made one, the next may have made one with a third.
    let last = |mut fact: NamedNode| {
        while let Some(next) = map.get(&fact) {
            fact = next.clone();
        }
        fact
    };
    let standing: Map = map.iter().map(|(old, new)| (old.clone(), last(new.clone()))).collect();
    rewrite(engine, &standing)
}

/// The facts that claims of a class in these articles support, each with its articles among them.
fn facts(
    engine: &Engine,
    seen: &Seen,
    story: &BTreeSet<u32>,
    class: NamedNodeRef<'_>,
) -> Done<BTreeMap<NamedNode, BTreeSet<u32>>> {
    let mut facts: BTreeMap<NamedNode, BTreeSet<u32>> = BTreeMap::new();
    for &article in story {
        let digits = seen.iri(article).rsplit('/').next().unwrap_or_default();
        let graph = NamedNode::new_unchecked(format!("{}{digits}", v::ARTICLE_GRAPHS));
        let graph = Some(GraphNameRef::from(&graph));
        for claim in engine.quads_for_pattern(None, Some(v::TYPE), Some(class.into()), graph) {
            let NamedOrBlankNode::NamedNode(claim) = claim?.subject else { continue };
            for fact in subjects(engine, v::EVIDENCE, &claim)? {
                facts.entry(fact).or_default().insert(article);
            }
        }
    }
    Ok(facts)
}

/// The facts, those together that say the same but for their words.
fn by_what_they_say(
    engine: &Engine,
    facts: BTreeMap<NamedNode, BTreeSet<u32>>,
) -> Done<BTreeMap<Vec<String>, Vec<Told>>> {
    let mut same: BTreeMap<Vec<String>, Vec<Told>> = BTreeMap::new();
    for (fact, articles) in facts {
        let label = objects(engine, &fact, v::PREF_LABEL)?.into_iter().next();
        let words = if let Some(Term::Literal(label)) = label { label.value().to_owned() } else { String::new() };
        same.entry(values(engine, &fact, SAID)?).or_default().push(Told { fact, words, articles });
    }
    Ok(same)
}

/// Of facts that are one the first stands for the others: those that stand.
fn once(facts: Vec<Told>, map: &mut Map, is_one: impl Fn(&Told, &Told) -> bool) -> Vec<Told> {
    let mut standing: Vec<Told> = Vec::new();
    for told in facts {
        match standing.iter_mut().find(|known| is_one(known, &told)) {
            Some(known) => {
                known.articles.extend(&told.articles);
                map.insert(told.fact, known.fact.clone());
            }
            None => standing.push(told),
        }
    }
    standing
}
