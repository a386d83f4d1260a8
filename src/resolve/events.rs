//! The events of an article, resolved.
//!
//! A place that the clause does not give is that of the act before, if it lies in the division of the actors or the act is
//! part of one occasion with it (guests of a meeting come from elsewhere), else that division. Of actors without one it is where the act before took place, at last the home of the page.

use super::{Resolving, dates};
use crate::model::claim::Ground;
use crate::model::reading::{EventClaim, Reference};
use crate::model::{Code, Confidence, Event, EventType};

/// Resolves them.
pub fn resolve(resolving: &Resolving<'_>) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::with_capacity(resolving.reading.events.len());
    for claim in &resolving.reading.events {
        events.extend(event(resolving, claim, events.last()));
    }
    events
}

fn event(resolving: &Resolving<'_>, claim: &EventClaim, before: Option<&Event>) -> Option<Event> {
    let sentence = resolving.reading.sentences.get(claim.sentence)?;
    let (who, actors) = named(resolving, &claim.who);
    let (mut places, mut place_iris) = named(resolving, &narrowest(resolving, &claim.places));
    if places.is_empty() {
        let code = claim.who.iter().find_map(|&actor| home_of(resolving, actor));
        let home = code.and_then(|code| division(resolving, code));
        let scene = named(resolving, &narrowest(resolving, &claim.scene));
        let inside = || {
            code.is_none()
                || claim.scene.first().is_some_and(|&place| code.is_some_and(|code| lies_in(resolving, place, code)))
        };
        let apart = || claim.scene.iter().all(|&place| lies_nowhere(resolving, place));
        let occasion = matches!(claim.r#type, EventType::Meeting | EventType::Signing | EventType::Award);
        if !scene.0.is_empty() && (occasion || inside() || apart()) {
            (places, place_iris) = scene;
        } else if let Some((name, iri)) = home {
            places.push(name);
            place_iris.push(Some(iri));
        } else if let Some(before) = before.filter(|before| !before.r#where.is_empty()) {
            places.clone_from(&before.r#where);
            place_iris.clone_from(&before.places);
        } else if let Some((name, iri)) = resolving.setting.home.and_then(|code| division(resolving, code)) {
            places.push(name);
            place_iris.push(Some(iri));
        }
    }
    Some(Event {
        r#type: claim.r#type,
        trigger: resolving.joined(claim.trigger),
        who,
        what: resolving.joined(claim.what),
        r#where: places,
        when: claim
            .date
            .and_then(|at| resolving.times.get(at).copied().flatten())
            .or_else(|| dates::of_sentence(resolving, claim.sentence, Some(claim.trigger.start))),
        sentence: resolving.joined(sentence.span),
        actors,
        places: place_iris,
        ground: Ground {
            sentence: claim.sentence,
            words: claim.trigger,
            rule: claim.rule,
            confidence: Confidence::default(),
        },
    })
}

/// The resolved names of mentions with their IRIs, each once.
fn named(resolving: &Resolving<'_>, references: &[Reference]) -> (Vec<String>, Vec<Option<String>>) {
    let mut names: Vec<String> = Vec::with_capacity(references.len());
    let mut iris = Vec::with_capacity(references.len());
    for &reference in references {
        let Some(name) = resolving.name(reference) else { continue };
        if names.iter().all(|known| known != name) {
            names.push(name.to_owned());
            iris.push(resolving.iri(reference).map(str::to_owned));
        }
    }
    (names, iris)
}

/// Without the places that others of the list lie in: 青义镇灯塔村 is 灯塔村.
fn narrowest(resolving: &Resolving<'_>, places: &[Reference]) -> Vec<Reference> {
    let above: Vec<usize> = places
        .iter()
        .filter_map(|place| match place {
            Reference::Place(at) => resolving.reading.places.get(*at)?.parent,
            _ => None,
        })
        .collect();
    places.iter().copied().filter(|place| !matches!(place, Reference::Place(at) if above.contains(at))).collect()
}

/// Whether a place, or the home of a body, lies in the division of `code`.
fn lies_in(resolving: &Resolving<'_>, place: Reference, code: Code) -> bool {
    let own = match place {
        Reference::Place(at) => resolving.place(at).and_then(|place| place.code.or(place.within)),
        place => home_of(resolving, place),
    };
    let divisions = &resolving.lexicon.divisions;
    let rows = own.and_then(|own| divisions.find(own)).zip(divisions.find(code));
    rows.is_some_and(|(inner, outer)| divisions.within(inner, outer))
}

/// Whether nothing tells in which division a place lies: a hall, a square.
fn lies_nowhere(resolving: &Resolving<'_>, place: Reference) -> bool {
    match place {
        Reference::Place(at) => resolving.place(at).is_some_and(|place| place.code.or(place.within).is_none()),
        _ => false,
    }
}

/// The division whose body an actor is, or serves.
fn home_of(resolving: &Resolving<'_>, actor: Reference) -> Option<Code> {
    match actor {
        Reference::Organisation(at) => resolving.organisation(at)?.home,
        Reference::Place(at) => resolving.place(at)?.code,
        Reference::Person(at) => {
            let titles = &resolving.reading.people.get(at)?.titles;
            titles.iter().filter_map(|title| title.body).find_map(|body| match body {
                Reference::Person(_) => None,
                body => home_of(resolving, body),
            })
        }
    }
}

/// Name and IRI of a division: as the record has it, else as the gazetteer.
pub fn division(resolving: &Resolving<'_>, code: Code) -> Option<(String, String)> {
    if let Some(place) = resolving.places.iter().find(|place| place.code == Some(code)) {
        return Some((place.name.clone(), place.iri.clone()));
    }
    let row = resolving.lexicon.divisions.find(code)?;
    Some((resolving.lexicon.divisions.full_name(row), super::iri::division(code)))
}
