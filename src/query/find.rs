//! Events by who, what, where and when, with the posts that name their actors.

use std::collections::BTreeSet;

use jiff::civil::Date;
use oxigraph::model::{NamedNode, Term};
use serde::Serialize;

use super::days::Days;
use super::evidence::{Statement, statements};
use super::look::{Look, Looked};
use crate::graph::{Store, vocabulary as v};
use crate::model::EventType;

/// What is looked for; what is left open fits all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// A person, body or place that acts: a name, a part of one, a code or an IRI.
    pub who: Option<String>,
    /// A type of event (会议, Meeting), a group of types (治理, Governing), or words of what was done.
    pub what: Option<String>,
    /// A place: events there and in all that lies within.
    pub r#where: Option<String>,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
}

/// An event that fits.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// Its IRI.
    pub iri: String,
    /// When it took place, as EDTF; none if the text does not say.
    pub when: Option<String>,
    /// Its type.
    pub r#type: String,
    /// Its type's Chinese name.
    pub chinese: String,
    /// Who, with the posts that the same article names.
    pub who: Vec<Actor>,
    /// Trigger and object.
    pub what: String,
    /// Places.
    pub r#where: Vec<String>,
    /// Confidence of the best claim: High, Medium or Low.
    pub band: String,
    /// The sentences that say so, by day of issue.
    pub evidence: Vec<Statement>,
    #[serde(skip)]
    days: (Option<String>, Option<String>),
}

/// One who takes part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Actor {
    /// Its IRI.
    pub iri: String,
    /// Its name.
    pub name: String,
    /// Posts that the article which tells of the event gives a person.
    pub posts: Vec<String>,
}

/// A person in a post.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sighting {
    /// IRI of the membership.
    pub iri: String,
    /// The person's name.
    pub person: String,
    /// The title.
    pub role: String,
    /// The body, where one is named.
    pub body: Option<String>,
    /// First issue that shows it.
    pub first: Option<String>,
    /// Last issue that shows it.
    pub last: Option<String>,
    /// The sentences that say so.
    pub evidence: Vec<Statement>,
}

/// The events that fit, in order of time, those without any last.
///
/// # Errors
/// The engine's.
pub fn find(store: &Store, search: &Search) -> Looked<Vec<Finding>> {
    let look = Look::at(store);
    let mut found = Vec::new();
    for event in candidates(look, search)? {
        let finding = finding(look, &event)?;
        if fits_time(&finding, search) && fits_what(look, &finding, search)? {
            found.push(finding);
        }
    }
    found.sort_by_cached_key(|finding| {
        let day = days(finding).map(|days| days.first);
        (day.is_none(), day, finding.r#type.clone(), finding.what.clone(), finding.iri.clone())
    });
    Ok(found)
}

/// The posts in which the people that `words` name were seen.
///
/// # Errors
/// The engine's.
pub fn sightings(store: &Store, words: &str) -> Looked<Vec<Sighting>> {
    let look = Look::at(store);
    let mut found = Vec::new();
    for thing in look.named(words)? {
        for membership in look.subjects(v::MEMBER, &thing.clone().into())? {
            let body = look.things(&membership, v::IN_ORGANIZATION)?;
            let post = look.things(&membership, v::OPENGOV_POST)?;
            let role = look.things(&membership, v::ROLE)?;
            let role = role.first().map(|role| look.label(role)).transpose()?.unwrap_or_default();
            let body = match (body.first(), post.first()) {
                (Some(body), _) => Some(look.label(body)?),
                (None, Some(post)) => look.label(post)?.strip_suffix(&role).map(|seat| seat.trim().to_owned()),
                _ => None,
            };
            found.push(Sighting {
                person: look.label(&thing)?,
                role,
                body,
                first: look.text(&membership, v::FIRST_SEEN)?,
                last: look.text(&membership, v::LAST_SEEN)?,
                evidence: statements(look, &membership)?,
                iri: membership.into_string(),
            });
        }
    }
    found.sort_by(|a, b| (&a.first, &a.person, &a.body, &a.role).cmp(&(&b.first, &b.person, &b.body, &b.role)));
    Ok(found)
}

/// The events that can fit who and where; all of them if neither is asked for.
fn candidates(look: Look<'_>, search: &Search) -> Looked<BTreeSet<NamedNode>> {
    let mut sets: Vec<BTreeSet<NamedNode>> = Vec::new();
    if let Some(who) = &search.who {
        let mut acted = BTreeSet::new();
        for actor in look.named(who)? {
            acted.extend(look.subjects(v::HAS_ACTOR, &actor.into())?);
        }
        sets.push(acted);
    }
    if let Some(place) = &search.r#where {
        sets.push(events_within(look, place)?);
    }
    let first = match sets.pop() {
        Some(set) => set,
        None => look.subjects(v::TYPE, &v::EVENT.into_owned().into())?,
    };
    Ok(sets.into_iter().fold(first, |all, set| all.intersection(&set).cloned().collect()))
}

/// Events at the place or within it; an event that names no place counts where its actor has its seat.
fn events_within(look: Look<'_>, words: &str) -> Looked<BTreeSet<NamedNode>> {
    let mut places = BTreeSet::new();
    for outer in look.named(words)? {
        places.extend(look.subjects(v::WITHIN_ALL, &outer.into())?);
    }
    let mut events = BTreeSet::new();
    for place in &places {
        let place = Term::from(place.clone());
        events.extend(look.subjects(v::HAS_PLACE, &place)?);
        for body in look.subjects(v::JURISDICTION, &place)? {
            for event in look.subjects(v::HAS_ACTOR, &body.into())? {
                if look.objects(&event, v::HAS_PLACE)?.is_empty() {
                    events.insert(event);
                }
            }
        }
    }
    Ok(events)
}

fn finding(look: Look<'_>, event: &NamedNode) -> Looked<Finding> {
    let kind = look.things(event, v::EVENT_TYPE)?.into_iter().next();
    let evidence = statements(look, event)?;
    let articles: BTreeSet<&str> = evidence.iter().map(|statement| statement.article.as_str()).collect();
    let mut who = Vec::new();
    for actor in look.things(event, v::HAS_ACTOR)? {
        who.push(Actor { name: look.label(&actor)?, posts: posts(look, &actor, &articles)?, iri: actor.into_string() });
    }
    let places = look.things(event, v::HAS_PLACE)?;
    let local = |iri: &str| iri.strip_prefix(v::FZ).unwrap_or(iri).to_owned();
    Ok(Finding {
        iri: event.as_str().to_owned(),
        when: look.text(event, v::EDTF)?,
        r#type: kind.as_ref().map_or_else(String::new, |kind| local(kind.as_str())),
        chinese: kind.as_ref().map(|kind| look.label(kind)).transpose()?.unwrap_or_default(),
        who,
        what: look.text(event, v::WHAT)?.unwrap_or_default(),
        r#where: places.iter().map(|place| look.label(place)).collect::<Looked<_>>()?,
        band: look.text(event, v::BAND)?.map_or_else(String::new, |band| local(&band)),
        evidence,
        days: (look.text(event, v::EARLIEST)?, look.text(event, v::LATEST)?),
    })
}

/// The posts that one of `articles` gives a person.
fn posts(look: Look<'_>, actor: &NamedNode, articles: &BTreeSet<&str>) -> Looked<Vec<String>> {
    let mut posts = Vec::new();
    for membership in look.subjects(v::MEMBER, &actor.clone().into())? {
        let seen = statements(look, &membership)?;
        if seen.iter().any(|statement| articles.contains(statement.article.as_str())) {
            let label = look.label(&membership)?;
            posts.push(label.split_once('：').map_or(label.clone(), |(_, post)| post.to_owned()));
        }
    }
    posts.sort();
    Ok(posts)
}

/// The days on which an event counts.
fn days(finding: &Finding) -> Option<Days> {
    let printed: Vec<String> = finding.evidence.iter().filter_map(|statement| statement.date.clone()).collect();
    Days::of((finding.days.0.as_deref(), finding.days.1.as_deref()), &printed)
}

/// Whether the event may fall into the days asked for.
fn fits_time(finding: &Finding, search: &Search) -> bool {
    let (from, to) = (search.from.map(|day| day.to_string()), search.to.map(|day| day.to_string()));
    from.is_none() && to.is_none() || days(finding).is_some_and(|days| days.touch(from.as_deref(), to.as_deref()))
}

fn fits_what(look: Look<'_>, finding: &Finding, search: &Search) -> Looked<bool> {
    let Some(what) = &search.what else { return Ok(true) };
    if let Ok(kind) = what.parse::<EventType>() {
        return Ok(finding.r#type == kind.name());
    }
    let kind = NamedNode::new_unchecked(format!("{}{}", v::FZ, finding.r#type));
    for group in look.things(&kind, v::BROADER)? {
        let name = group.as_str().strip_prefix(v::FZ).unwrap_or_default();
        if name.eq_ignore_ascii_case(what) || look.label(&group)? == *what {
            return Ok(true);
        }
    }
    Ok(finding.what.contains(what.as_str()))
}
