//! What the people of an article stand for: one person a name, with the posts that all its namings give.

use std::collections::BTreeMap;

use super::{Resolving, iri};
use crate::model::reading::{PersonMention, TitleMention};
use crate::model::{Code, Ground, Person, Post};

/// Merges the namings of each name and resolves their posts.
pub fn resolve(resolving: &mut Resolving<'_>) {
    let reading = resolving.reading;
    let mut by_name: BTreeMap<&str, usize> = BTreeMap::new();
    let mut people: Vec<Person> = Vec::new();
    let mut person_of = Vec::with_capacity(reading.people.len());
    for mention in &reading.people {
        let at = *by_name.entry(&mention.name).or_insert(people.len());
        if at == people.len() {
            people.push(Person {
                name: mention.name.clone(),
                mentions: Vec::new(),
                posts: Vec::new(),
                iri: String::new(),
                spans: Vec::new(),
            });
        }
        person_of.push(Some(at));
        let person = &mut people[at];
        let form = resolving.words(mention.span);
        if !person.mentions.iter().any(|known| known == form) {
            person.mentions.push(form.to_owned());
        }
        person.spans.push(mention.span);
        for title in &mention.titles {
            add(&mut person.posts, post(resolving, mention, title));
        }
    }
    for person in &mut people {
        let home = person.posts.iter().find_map(|post| home_of(resolving, post)).or(resolving.setting.home);
        person.iri = iri::person(home, &person.name);
    }
    resolving.people = people;
    resolving.person_of = person_of;
}

/// Adds a post unless it is told already; one that names its body takes the place of one that does not.
fn add(posts: &mut Vec<Post>, post: Post) {
    let same = |known: &Post| known.title == post.title;
    match (&post.org, posts.iter().position(|known| same(known) && (known.org.is_none() || known.org == post.org))) {
        (Some(_), Some(at)) if posts[at].org.is_none() => posts[at] = post,
        (_, Some(_)) => {}
        (None, None) if posts.iter().any(same) => {}
        (_, None) => posts.push(post),
    }
}

fn post(resolving: &Resolving<'_>, person: &PersonMention, title: &TitleMention) -> Post {
    let (org, organisation) = body(resolving, title);
    let sentences = &resolving.reading.sentences;
    let sentence = sentences.partition_point(|s| s.span.start <= title.span.start).saturating_sub(1);
    Post {
        title: title.title.clone(),
        org,
        organisation,
        ground: Ground { sentence, words: title.span, rule: person.rule, confidence: person.confidence },
    }
}

/// The resolved name of the title's body, and its IRI where the record lists it.
fn body(resolving: &Resolving<'_>, title: &TitleMention) -> (Option<String>, Option<String>) {
    let Some(reference) = title.body else {
        return (title.body_words.map(|words| resolving.words(words).to_owned()), None);
    };
    let Some(name) = resolving.name(reference) else { return (None, None) };
    let Some(words) = title.body_words.map(|words| resolving.words(words)) else {
        return (Some(name.to_owned()), resolving.iri(reference).map(str::to_owned));
    };
    let composed =
        format!("{}{words}", name.strip_suffix("委员会").map_or(name.to_owned(), |head| format!("{head}委")));
    let listed = resolving.organisations.iter().find(|organisation| organisation.name == composed);
    let iri = listed.map(|organisation| organisation.iri.clone());
    (Some(composed), iri)
}

/// The division that the post belongs to.
fn home_of(resolving: &Resolving<'_>, post: &Post) -> Option<Code> {
    let iri = post.organisation.as_ref()?;
    let organisation = resolving.organisations.iter().find(|o| &o.iri == iri).and_then(|o| o.home);
    organisation.or_else(|| resolving.places.iter().find(|p| &p.iri == iri).and_then(|p| p.code.or(p.within)))
}
