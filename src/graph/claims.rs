//! Events and figures as facts, each with the claim that supports it.

use oxigraph::model::{NamedNode, NamedNodeRef};

use super::contribution::own;
use super::entities::{Facts, indicator};
use super::evidence::{Evidence, band, decimal_of};
use super::vocabulary as v;
use super::whereabouts;
use super::{time, time::is_certain};
use crate::model::{Approximation, Event, EventType, Figure, iri};

/// The role that an actor plays by the type of the event, where it says more than that it acted.
fn role(kind: EventType) -> Option<NamedNodeRef<'static>> {
    match kind {
        EventType::Deployment => Some(v::SENDER),
        EventType::Donation => Some(v::DONOR),
        _ => None,
    }
}

/// The name of a thing in an identity: its IRI, or its words where the record lists none.
fn identities<'a>(names: &'a [String], iris: &'a [Option<String>]) -> Vec<&'a str> {
    let mut all: Vec<&str> =
        (0..names.len()).map(|at| iris.get(at).and_then(Option::as_deref).unwrap_or(&names[at])).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// An event. Two articles tell the same one when type, actors, places, words and a certain time agree; without such a
/// time, or with neither actor nor place, it stays an event of its article.
pub(super) fn event(facts: &mut Facts<'_>, evidence: &mut Evidence<'_>, event: &Event) {
    let (actors, places) = (identities(&event.who, &event.actors), identities(&event.r#where, &event.places));
    let when = event.when.map_or_else(String::new, |when| when.to_string());
    let certain = is_certain(event.when) && !(actors.is_empty() && places.is_empty());
    let own_article = if certain { "" } else { evidence.article.as_str() };
    let (who, place) = (actors.join("\u{1}"), places.join("\u{1}"));
    let parts = [event.r#type.name(), &who, &place, &when, &event.what, own_article];
    let node = NamedNode::new_unchecked(iri::hashed("event", &parts));
    let claim = evidence.claim(v::EVENT_CLAIM, &node, &event.ground);
    let label =
        if event.who.is_empty() { event.what.clone() } else { [&event.who.join("、"), " ", &event.what].concat() };
    let iris =
        |iris: &[Option<String>]| -> Vec<NamedNode> { iris.iter().flatten().map(NamedNode::new_unchecked).collect() };
    let divisions = facts.divisions;
    let mut about = facts.triples.of(&node);
    about.a(v::EVENT).is(v::EVENT_TYPE, own(event.r#type.name())).says(v::PREF_LABEL, label).says(v::WHAT, &event.what);
    time::tell(&mut about, event.when);
    for place in iris(&event.places) {
        about.is(v::HAS_PLACE, place);
    }
    about.is(v::EVIDENCE, claim).is(v::BAND, band(&event.ground));
    whereabouts::tell(
        &mut about,
        evidence.record,
        divisions,
        event.places.iter().flatten(),
        event.actors.iter().flatten(),
    );
    for actor in iris(&event.actors) {
        facts.triples.of(&node).is(v::HAS_ACTOR, actor.clone());
        if let Some(role) = role(event.r#type) {
            let part = NamedNode::new_unchecked(iri::hashed("part", &[node.as_str(), actor.as_str(), role.as_str()]));
            facts.triples.of(&node).is(v::PARTICIPATION, part.clone());
            facts.triples.of(&part).is(v::ACTOR, actor).is(v::ROLE_TYPE, role);
        }
    }
}

/// A figure. Two articles report the same one when indicator, value, unit, what it is about and a certain time agree.
pub(super) fn figure(facts: &mut Facts<'_>, evidence: &mut Evidence<'_>, figure: &Figure) {
    let about_whom = figure.subject.as_deref().or(figure.about.as_deref()).unwrap_or("");
    let as_of = figure.as_of.map_or_else(String::new, |time| time.to_string());
    let certain = is_certain(figure.as_of) && !about_whom.is_empty();
    let value = decimal_of(figure.value);
    let unit = figure.unit.as_deref().unwrap_or("");
    let own_article = if certain { "" } else { evidence.article.as_str() };
    let parts = [&figure.indicator, value.value(), unit, about_whom, &as_of, own_article];
    let node = NamedNode::new_unchecked(iri::hashed("figure", &parts));
    let claim = evidence.claim(v::FIGURE_CLAIM, &node, &figure.ground);
    let counted = indicator(&mut facts.triples, &figure.indicator);
    let approx = match figure.approx {
        Approximation::Exact => v::EXACT,
        Approximation::Over => v::OVER,
        Approximation::About => v::ABOUT_SO_MANY,
    };
    let subject = figure.subject.as_ref().map(NamedNode::new_unchecked);
    let is_place = figure.subject.as_deref().is_some_and(iri::is_place);
    if let Some(subject) = &figure.subject {
        facts.division_named(subject);
    }
    let label = [figure.about.as_deref().unwrap_or(""), &figure.indicator, value.value(), unit].concat();
    let divisions = facts.divisions;
    let mut about = facts.triples.of(&node);
    about
        .a(v::OBSERVATION)
        .is(v::INDICATOR, counted)
        .is(v::OBS_VALUE, value.clone())
        .says(v::PREF_LABEL, label)
        .is(v::APPROX, approx)
        .may(if is_place { v::REF_AREA } else { v::SUBJECT }, subject)
        .is(v::EVIDENCE, claim)
        .is(v::BAND, band(&figure.ground));
    if !unit.is_empty() {
        about.says(v::UNIT, unit);
    }
    whereabouts::tell(&mut about, evidence.record, divisions, &figure.subject, &figure.subject);
    time::tell(&mut about, figure.as_of);
}
