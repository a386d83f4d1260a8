//! What is known of a person, a post, a body and a place.

use super::Feature;
use crate::lexicon::Lexicon;
use crate::model::{Organisation, Person, Place, Post, Record};

/// How often something is named, in three steps.
fn times(count: usize) -> Feature {
    ["named never", "named once", "named twice", "named often"][count.min(3)].into()
}

/// The features of a person.
pub(super) fn person(person: &Person, lexicon: &Lexicon) -> Vec<Feature> {
    let mut found: Vec<Feature> = vec![
        format!("rule {}", person.ground.rule).into(),
        format!("weight {:.0}", f64::from(person.sureness) * 100.0).into(),
        format!("name of {} characters", person.name.chars().count().min(5)).into(),
        times(person.spans.len()),
        if person.posts.is_empty() { "no post" } else { "a post" }.into(),
    ];
    if lexicon.is_dictionary_word(&person.name) {
        found.push("a word of the dictionary".into());
    }
    found
}

/// The features of a post: those of its person, and its own.
pub(super) fn post(post: &Post, person: &[Feature], lexicon: &Lexicon) -> Vec<Feature> {
    let mut found = person.to_vec();
    let known = lexicon.scan(&post.title).iter().any(|hit| hit.span.length() == post.title.len());
    found.push(if known { "title of the list" } else { "title made of parts" }.into());
    found.push(match (&post.org, &post.organisation) {
        (None, _) => "no body".into(),
        (Some(_), None) => "body of the title alone".into(),
        (Some(_), Some(_)) => "body of the record".into(),
    });
    found.push(format!("title of {} characters", post.title.chars().count().min(6)).into());
    found
}

/// The features of a body.
pub(super) fn body(body: &Organisation, record: &Record) -> Vec<Feature> {
    let acts = record.events.iter().any(|event| event.actors.iter().flatten().any(|iri| *iri == body.iri));
    let staffed = record
        .people
        .iter()
        .flat_map(|person| &person.posts)
        .any(|post| post.organisation.as_ref().is_some_and(|iri| *iri == body.iri));
    let part = record.orgs.iter().any(|other| other.name != body.name && other.name.contains(&body.mention));
    let shortest = body.mentions.iter().map(|form| form.chars().count()).min().unwrap_or_default();
    let mut found: Vec<Feature> = vec![
        format!("rule {}", body.resolved_by).into(),
        format!(
            "kind {}",
            serde_json::to_value(body.kind).ok().and_then(|k| k.as_str().map(str::to_owned)).unwrap_or_default()
        )
        .into(),
        format!("form of {} characters", shortest.min(12) / 2 * 2).into(),
        times(body.spans.len()),
    ];
    found.extend(ending(&body.name));
    for (holds, feature) in [
        (acts, "acts"),
        (staffed, "has an official"),
        (part, "inside another's name"),
        (body.mention.chars().any(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c)), "a number in it"),
        (body.name.starts_with(&body.mention) && body.mention.len() == body.name.len(), "named in full"),
        (body.mention.contains(['“', '”']), "in quotation marks"),
    ] {
        if holds {
            found.push(feature.into());
        }
    }
    found
}

/// The features of a place.
pub(super) fn place(place: &Place, record: &Record) -> Vec<Feature> {
    let acts = record.events.iter().any(|event| event.actors.iter().flatten().any(|iri| *iri == place.iri));
    let scene = record.events.iter().any(|event| event.places.iter().flatten().any(|iri| *iri == place.iri));
    let mut found: Vec<Feature> = vec![
        format!("rule {}", place.resolved_by).into(),
        format!(
            "level {}",
            serde_json::to_value(place.level).ok().and_then(|l| l.as_str().map(str::to_owned)).unwrap_or_default()
        )
        .into(),
        format!("form of {} characters", place.mention.chars().count().min(8)).into(),
        times(place.spans.len()),
    ];
    found.extend(place.mention.chars().next_back().map(|c| format!("ends in {c}").into()));
    for (holds, feature) in [
        (acts, "acts"),
        (scene, "scene of an act"),
        (place.mention.starts_with(['我', '全', '该', '本', '各']), "points"),
        (place.name == place.mention, "named in full"),
    ] {
        if holds {
            found.push(feature.into());
        }
    }
    found
}

/// The last two characters of a name.
fn ending(name: &str) -> Option<Feature> {
    let start = name.char_indices().rev().nth(1)?.0;
    Some(format!("ends in {}", &name[start..]).into())
}
