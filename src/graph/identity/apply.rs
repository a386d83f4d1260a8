//! Judgements made true in the engine: the IRIs of what is one rewritten, and what then says the same made one too.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::{
    GraphName, GraphNameRef, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, QuadRef, Term,
};
use oxigraph::store::{StorageError, Store as Engine};

use super::super::decisions::{Decisions, Verdict};
use super::super::fold::Fold;
use super::super::vocabulary as v;
use super::seen::{Link, Seen};

const FACTS: GraphNameRef<'static> = GraphNameRef::DefaultGraph;

/// Properties of which what stands for others keeps its own value.
const OWN: &[NamedNodeRef<'static>] = &[
    v::PREF_LABEL,
    v::LEVEL,
    v::CLASSIFICATION,
    v::CONTAINED_IN_PLACE,
    v::EVENT_TYPE,
    v::WHAT,
    v::EDTF,
    v::EARLIEST,
    v::LATEST,
    v::MONTH,
];

/// Facts that are one when they say the same: how they point at what they are about, and all that they say.
const CONGRUENT: &[(&[NamedNodeRef<'static>], &[NamedNodeRef<'static>])] = &[
    (&[v::POST_IN, v::AREA], &[v::POST_IN, v::AREA, v::ROLE]),
    (&[v::MEMBER, v::IN_ORGANIZATION, v::OPENGOV_POST], &[v::MEMBER, v::IN_ORGANIZATION, v::OPENGOV_POST, v::ROLE]),
    (&[v::REF_AREA, v::SUBJECT], &[v::REF_AREA, v::SUBJECT, v::INDICATOR, v::OBS_VALUE, v::UNIT, v::EDTF]),
];

/// Old IRIs, each with the one that stands for it.
pub(super) type Map = BTreeMap<NamedNode, NamedNode>;
pub(super) type Done<T> = Result<T, StorageError>;

/// Rewrites the things that are one, then the posts, memberships, figures and parts in events that say the same of them.
pub(super) fn merge(engine: &Engine, seen: &Seen, replaced: &BTreeMap<u32, u32>) -> Done<()> {
    if replaced.is_empty() {
        return Ok(());
    }
    seats(engine, seen, replaced)?;
    let node = |at: u32| NamedNode::new_unchecked(seen.iri(at));
    let map: Map = replaced.iter().map(|(&old, &new)| (node(old), node(new))).collect();
    rewrite(engine, &map)?;
    let mut whole: BTreeSet<NamedNode> = map.into_values().collect();
    for (pointing, said) in CONGRUENT {
        let mut found = BTreeSet::new();
        for thing in &whole {
            for property in *pointing {
                found.extend(subjects(engine, *property, thing)?);
            }
        }
        let again = alike(found, |fact| values(engine, fact, said))?;
        rewrite(engine, &again)?;
        whole.extend(again.into_values());
    }
    let mut parts = BTreeSet::new();
    for thing in &whole {
        parts.extend(subjects(engine, v::ACTOR, thing)?);
        parts.extend(objects(engine, thing, v::PARTICIPATION)?.into_iter().filter_map(named));
    }
    let again = alike(parts, |part| {
        let mut key = values(engine, part, &[v::ACTOR, v::ROLE_TYPE])?;
        key.extend(subjects(engine, v::PARTICIPATION, part)?.iter().map(ToString::to_string));
        Ok(key)
    })?;
    rewrite(engine, &again)
}

/// Of facts with one key the first stands for the others.
fn alike(facts: BTreeSet<NamedNode>, key: impl Fn(&NamedNode) -> Done<Vec<String>>) -> Done<Map> {
    let mut first: BTreeMap<Vec<String>, NamedNode> = BTreeMap::new();
    let mut map = Map::new();
    for fact in facts {
        let key = key(&fact)?;
        match first.get(&key) {
            Some(known) => drop(map.insert(fact, known.clone())),
            None => drop(first.insert(key, fact)),
        }
    }
    Ok(map)
}

/// A body that is one with others sits where all agree: in the widest of their homes if the others lie in it, else
/// nowhere, as a paper of the country that each page had put at its own home.
fn seats(engine: &Engine, seen: &Seen, replaced: &BTreeMap<u32, u32>) -> Done<()> {
    let mut classes: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
    for (&old, &new) in replaced {
        classes.entry(new).or_default().extend([old, new]);
    }
    let mut transaction = engine.start_transaction()?;
    for members in classes.into_values() {
        let homes: BTreeSet<u32> = members.iter().flat_map(|&at| seen.thing(at).to(Link::Home)).collect();
        let widest = homes.iter().copied().min_by_key(|&home| seen.depth(home));
        let seat = widest.filter(|&widest| homes.iter().all(|&home| seen.nested(home, widest)));
        for (at, home) in members.iter().flat_map(|&at| seen.thing(at).to(Link::Home).map(move |home| (at, home))) {
            if Some(home) != seat {
                let [body, home] = [at, home].map(|at| NamedNode::new_unchecked(seen.iri(at)));
                transaction.remove(QuadRef::new(&body, v::JURISDICTION, &home, FACTS));
            }
        }
    }
    transaction.commit()
}

/// Says of the new IRIs what was said of the old ones. Single values stay those of the new one, or fold as they do
/// between articles; the names of people, bodies and places become other names.
pub(super) fn rewrite(engine: &Engine, map: &Map) -> Done<()> {
    let mut old: Vec<Quad> = Vec::new();
    for from in map.keys() {
        let about = engine.quads_for_pattern(Some(from.into()), None, None, None);
        let pointing = engine.quads_for_pattern(None, None, Some(from.into()), None);
        old.extend(about.chain(pointing).collect::<Done<Vec<_>>>()?);
    }
    let (mut bearers, mut own) = (BTreeSet::new(), BTreeMap::new());
    for to in map.values().collect::<BTreeSet<_>>() {
        for quad in engine.quads_for_pattern(Some(to.into()), None, None, Some(FACTS)) {
            let quad = quad?;
            let classes = [v::PERSON, v::ORGANIZATION, v::ADMINISTRATIVE_AREA];
            if quad.predicate == v::TYPE && classes.iter().any(|class| quad.object == class.into_owned().into()) {
                bearers.insert(to.clone());
            }
            if OWN.contains(&quad.predicate.as_ref()) {
                own.insert((to.clone(), quad.predicate.clone()), quad.object.clone());
            }
            old.push(quad);
        }
    }
    let mut fold = Fold::default();
    let mut transaction = engine.start_transaction()?;
    let mut new = Vec::new();
    for quad in old {
        transaction.remove(&quad);
        new.extend(
            moved(quad, map, &bearers, &own)
                .and_then(|quad| if quad.graph_name == GraphName::DefaultGraph { fold.pass(quad) } else { Some(quad) }),
        );
    }
    for quad in new.iter().chain(&fold.finish().collect::<Vec<_>>()) {
        transaction.insert(quad);
    }
    transaction.commit()
}

/// A quad under the new IRIs; none if the new one has a value of its own.
fn moved(
    mut quad: Quad,
    map: &Map,
    bearers: &BTreeSet<NamedNode>,
    own: &BTreeMap<(NamedNode, NamedNode), Term>,
) -> Option<Quad> {
    if let Term::NamedNode(object) = &quad.object
        && let Some(to) = map.get(object)
    {
        quad.object = to.clone().into();
    }
    let NamedOrBlankNode::NamedNode(subject) = &quad.subject else { return Some(quad) };
    let to = map.get(subject);
    let thing = to.unwrap_or(subject).clone();
    let held = |property: NamedNodeRef<'_>| own.get(&(thing.clone(), property.into_owned()));
    if to.is_some() && quad.graph_name == GraphName::DefaultGraph && held(quad.predicate.as_ref()).is_some() {
        if quad.predicate != v::PREF_LABEL || !bearers.contains(&thing) {
            return None;
        }
        quad.predicate = v::ALT_LABEL.into_owned();
    }
    if quad.predicate == v::ALT_LABEL && held(v::PREF_LABEL) == Some(&quad.object) {
        return None;
    }
    quad.subject = thing.into();
    Some(quad)
}

/// Gives things the names that people gave them; the old ones become other names.
pub(super) fn rename(engine: &Engine, decisions: &Decisions, seen: &Seen, replaced: &BTreeMap<u32, u32>) -> Done<()> {
    for row in decisions.rows.iter().filter(|row| row.verdict == Verdict::Rename) {
        let Some(at) = seen.known(&row.left) else { continue };
        let thing = NamedNode::new_unchecked(seen.iri(replaced.get(&at).copied().unwrap_or(at)));
        let name = Term::from(Literal::new_simple_literal(&row.right));
        let mut transaction = engine.start_transaction()?;
        let olds = objects(engine, &thing, v::PREF_LABEL)?;
        for old in &olds {
            transaction.remove(QuadRef::new(&thing, v::PREF_LABEL, old, FACTS));
            transaction.insert(QuadRef::new(&thing, v::ALT_LABEL, old, FACTS));
        }
        if !olds.is_empty() {
            transaction.remove(QuadRef::new(&thing, v::ALT_LABEL, &name, FACTS));
            transaction.insert(QuadRef::new(&thing, v::PREF_LABEL, &name, FACTS));
        }
        transaction.commit()?;
    }
    Ok(())
}

/// The sentence of the first claim of a fact.
pub(super) fn sentence(engine: &Engine, fact: &str) -> Option<String> {
    let fact = NamedNode::new_unchecked(fact);
    let claims = objects(engine, &fact, v::EVIDENCE).ok()?;
    let of = |subject: &NamedNode, property: NamedNodeRef<'_>| {
        let mut quads = engine.quads_for_pattern(Some(subject.into()), Some(property), None, None);
        quads.next()?.ok().map(|quad| quad.object)
    };
    let sentence = named(of(&named(claims.into_iter().next()?)?, v::SENTENCE)?)?;
    if let Term::Literal(text) = of(&sentence, v::ANCHOR_OF)? { Some(text.value().to_owned()) } else { None }
}

fn named(term: Term) -> Option<NamedNode> {
    if let Term::NamedNode(node) = term { Some(node) } else { None }
}

pub(super) fn objects(engine: &Engine, subject: &NamedNode, property: NamedNodeRef<'_>) -> Done<Vec<Term>> {
    let quads = engine.quads_for_pattern(Some(subject.into()), Some(property), None, Some(FACTS));
    let mut found = quads.map(|quad| quad.map(|quad| quad.object)).collect::<Done<Vec<_>>>()?;
    found.sort_by_cached_key(ToString::to_string);
    Ok(found)
}

pub(super) fn subjects(engine: &Engine, property: NamedNodeRef<'_>, object: &NamedNode) -> Done<BTreeSet<NamedNode>> {
    let quads = engine.quads_for_pattern(None, Some(property), Some(object.into()), Some(FACTS));
    let subject = |quad: Quad| if let NamedOrBlankNode::NamedNode(node) = quad.subject { Some(node) } else { None };
    quads.filter_map(|quad| quad.map(subject).transpose()).collect()
}

/// What a fact says by `properties`, as a key.
pub(super) fn values(engine: &Engine, fact: &NamedNode, properties: &[NamedNodeRef<'_>]) -> Done<Vec<String>> {
    let mut all = Vec::new();
    for property in properties {
        let found = objects(engine, fact, *property)?;
        all.extend(found.iter().map(|value| format!("{} {value}", property.as_str())));
    }
    Ok(all)
}
