//! What is known of a person, a post, a body and a place.

use super::{Telling, digits};
use crate::lexicon::Lexicon;
use crate::model::{Organisation, Person, Place, Post, Record};

/// How often something is named, in three steps.
fn times(count: usize) -> &'static str {
    ["named never", "named once", "named twice", "named often"][count.min(3)]
}

/// The features of a person.
pub(super) fn person(person: &Person, lexicon: &Lexicon, telling: &mut impl Telling) {
    telling.say(&["rule ", person.ground.rule]);
    telling.say(&["weight ", &format!("{:.0}", f64::from(person.sureness) * 100.0)]);
    telling.say(&["name of ", digits(person.name.chars().count().min(5)), " characters"]);
    telling.say(&[times(person.spans.len())]);
    telling.say(&[if person.posts.is_empty() { "no post" } else { "a post" }]);
    if lexicon.is_dictionary_word(&person.name) {
        telling.say(&["a word of the dictionary"]);
    }
}

/// The features that a post has besides those of its person.
pub(super) fn post(post: &Post, lexicon: &Lexicon, telling: &mut impl Telling) {
    let known = lexicon.scan(&post.title).iter().any(|hit| hit.span.length() == post.title.len());
    telling.say(&[if known { "title of the list" } else { "title made of parts" }]);
    telling.say(&[match (&post.org, &post.organisation) {
        (None, _) => "no body",
        (Some(_), None) => "body of the title alone",
        (Some(_), Some(_)) => "body of the record",
    }]);
    telling.say(&["title of ", digits(post.title.chars().count().min(6)), " characters"]);
}

/// The features of a body.
pub(super) fn body(body: &Organisation, record: &Record, telling: &mut impl Telling) {
    let acts = record.events.iter().any(|event| event.actors.iter().flatten().any(|iri| *iri == body.iri));
    let staffed = record
        .people
        .iter()
        .flat_map(|person| &person.posts)
        .any(|post| post.organisation.as_ref().is_some_and(|iri| *iri == body.iri));
    let part = record.orgs.iter().any(|other| other.name != body.name && other.name.contains(&body.mention));
    let shortest = body.mentions.iter().map(|form| form.chars().count()).min().unwrap_or_default();
    telling.say(&["rule ", body.resolved_by]);
    telling.say(&["kind ", body.kind.name()]);
    telling.say(&["form of ", digits(shortest.min(12) / 2 * 2), " characters"]);
    telling.say(&[times(body.spans.len())]);
    if let Some(ending) = ending(&body.name) {
        telling.say(&["ends in ", ending]);
    }
    for (holds, feature) in [
        (acts, "acts"),
        (staffed, "has an official"),
        (part, "inside another's name"),
        (body.mention.chars().any(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c)), "a number in it"),
        (body.name.starts_with(&body.mention) && body.mention.len() == body.name.len(), "named in full"),
        (body.mention.contains(['“', '”']), "in quotation marks"),
    ] {
        if holds {
            telling.say(&[feature]);
        }
    }
}

/// The features of a place.
pub(super) fn place(place: &Place, record: &Record, telling: &mut impl Telling) {
    let acts = record.events.iter().any(|event| event.actors.iter().flatten().any(|iri| *iri == place.iri));
    let scene = record.events.iter().any(|event| event.places.iter().flatten().any(|iri| *iri == place.iri));
    telling.say(&["rule ", place.resolved_by]);
    telling.say(&["level ", place.level.name()]);
    telling.say(&["form of ", digits(place.mention.chars().count().min(8)), " characters"]);
    telling.say(&[times(place.spans.len())]);
    if let Some((last, _)) = place.mention.char_indices().next_back() {
        telling.say(&["ends in ", &place.mention[last..]]);
    }
    for (holds, feature) in [
        (acts, "acts"),
        (scene, "scene of an act"),
        (place.mention.starts_with(['我', '全', '该', '本', '各']), "points"),
        (place.name == place.mention, "named in full"),
    ] {
        if holds {
            telling.say(&[feature]);
        }
    }
}

/// The last two characters of a name.
fn ending(name: &str) -> Option<&str> {
    let start = name.char_indices().rev().nth(1)?.0;
    Some(&name[start..])
}
