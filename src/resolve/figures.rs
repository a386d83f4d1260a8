//! The figures of an article, resolved.
//!
//! A figure whose sentence names no body or place describes what the article is about: the paper's home where it says
//! 我市 or 全县, else the place or body that its beginning names most. Its time is its own, else that of its sentence or of
//! the lead-in before it.

use std::collections::BTreeMap;

use super::{Resolving, dates, events};
use crate::lexicon::Cue;
use crate::model::claim::Ground;
use crate::model::reading::{FigureClaim, PlaceForm, Reference};
use crate::model::{Confidence, EventType, Figure, OrganisationKind};

/// Bytes of an article's beginning that tell what it is about.
const BEGINNING: usize = 900;

/// Resolves them.
pub fn resolve(resolving: &Resolving<'_>) -> Vec<Figure> {
    let topic = topic(resolving);
    resolving.reading.figures.iter().filter_map(|claim| figure(resolving, claim, &topic)).collect()
}

/// Name and IRI of what the article is about.
type Topic = (Option<String>, Option<String>);

fn topic(resolving: &Resolving<'_>) -> Topic {
    let reading = resolving.reading;
    let home = resolving.setting.home.and_then(|code| events::division(resolving, code));
    let deictic = |at: &usize| {
        let place = &reading.places[*at];
        place.form == PlaceForm::Deictic
            && resolving.place(*at).is_some_and(|place| home.as_ref().is_some_and(|(name, _)| *name == place.name))
    };
    if let Some((name, iri)) = home.as_ref().filter(|_| (0..reading.places.len()).any(|at| deictic(&at))) {
        return (Some(name.clone()), Some(iri.clone()));
    }
    let places = (0..reading.places.len())
        .filter(|&at| !reading.places[at].inside_name && reading.places[at].span.from() < BEGINNING)
        .map(|at| (reading.places[at].span.start, Reference::Place(at)));
    let bodies = (0..reading.organisations.len())
        .filter(|&at| reading.organisations[at].span.from() < BEGINNING)
        .map(|at| (reading.organisations[at].span.start, Reference::Organisation(at)));
    // How often, and where first.
    let mut named: BTreeMap<&str, (u32, u32, Reference)> = BTreeMap::new();
    for (start, reference) in places.chain(bodies) {
        // A government's office speaks for its place.
        let reference = spoken_for(resolving, reference, true).unwrap_or(reference);
        let medium = matches!(reference, Reference::Organisation(at)
            if resolving.organisation(at).is_some_and(|body| body.kind == OrganisationKind::Media));
        let Some(name) = resolving.name(reference).filter(|_| !medium) else { continue };
        let entry = named.entry(name).or_insert((0, start, reference));
        entry.0 += 1;
        if start < entry.1 {
            *entry = (entry.0, start, reference);
        }
    }
    let most = named.iter().max_by_key(|(_, (count, start, _))| (*count, std::cmp::Reverse(*start)));
    match most {
        Some((name, (_, _, reference))) => (Some((*name).to_owned()), resolving.iri(*reference).map(str::to_owned)),
        None => home.map_or((None, None), |(name, iri)| (Some(name), Some(iri))),
    }
}

/// The place for which a body speaks: 县委 and 市政府办公厅 for the whole of it; `any` organ of party and government where
/// only the topic of an article is asked for.
fn spoken_for(resolving: &Resolving<'_>, reference: Reference, any: bool) -> Option<Reference> {
    let Reference::Organisation(at) = reference else { return None };
    let body = resolving.organisation(at)?;
    let organ = matches!(
        body.kind,
        OrganisationKind::Party
            | OrganisationKind::Government
            | OrganisationKind::Discipline
            | OrganisationKind::Taskforce
    );
    let whole = resolving.lexicon.cues.ends(Cue::WholePlace, &body.name);
    if !organ || !(any || whole) {
        return None;
    }
    let home = body.home?;
    let place = |at: &usize| resolving.place(*at).is_some_and(|place| place.code == Some(home));
    (0..resolving.reading.places.len()).find(place).map(Reference::Place)
}

/// The body or place that does what the figure measures: 目前已抓获嫌疑人10名 tells of the police that the report is about.
fn actor(resolving: &Resolving<'_>, claim: &FigureClaim) -> Option<Reference> {
    let act = resolving.reading.events.iter().rfind(|act| {
        act.sentence == claim.sentence
            && act.r#type == EventType::Enforcement
            && claim.clause.contains(act.trigger)
            && act.trigger.start < claim.span.start
    })?;
    act.who.iter().copied().find(|actor| !matches!(actor, Reference::Person(_)))
}

fn figure(resolving: &Resolving<'_>, claim: &FigureClaim, topic: &Topic) -> Option<Figure> {
    let sentence = resolving.reading.sentences.get(claim.sentence)?;
    let about = claim.about.or_else(|| actor(resolving, claim));
    let about = about.map(|about| spoken_for(resolving, about, false).unwrap_or(about));
    let named = about.and_then(|about| resolving.name(about)).map(str::to_owned);
    let iri = about.and_then(|about| resolving.iri(about)).map(str::to_owned);
    let (about, subject) = if named.is_some() { (named, iri) } else { topic.clone() };
    let own = claim.date.and_then(|at| resolving.times.get(at).copied().flatten());
    Some(Figure {
        value: claim.value,
        unit: claim.unit.clone(),
        approx: claim.approx,
        indicator: claim.indicator.clone(),
        about,
        as_of: own.or_else(|| dates::of_sentence(resolving, claim.sentence, Some(claim.span.start))),
        sentence: resolving.joined(sentence.span),
        subject,
        ground: Ground {
            sentence: claim.sentence,
            words: claim.span,
            rule: claim.rule,
            confidence: Confidence::default(),
        },
    })
}
