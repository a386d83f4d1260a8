//! What the people of an article stand for: one person a name, with the posts that all its namings give.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Resolving, dates, iri, manner, standing};
use crate::lexicon::Cue;
use crate::model::reading::{OrganisationForm, PersonMention, Reference, TitleMention};
use crate::model::{Code, Confidence, Ground, Organisation, Person, Post};
use crate::text::Span;

/// Merges the namings of each name and resolves their posts.
pub fn resolve(resolving: &mut Resolving<'_>) {
    add_offices(resolving);
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
                ground: Ground::default(),
                sureness: 0.0,
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
        let naming = ground(resolving, mention, mention.span);
        if mention.confidence > person.sureness {
            (person.ground, person.sureness) = (naming, mention.confidence);
        }
        let mut before: Option<String> = None;
        for title in &mention.titles {
            let post = post(resolving, mention, title, before.as_deref());
            before.clone_from(&post.org);
            add(&mut person.posts, post);
        }
    }
    for person in &mut people {
        merge_former(&mut person.posts);
        let home = person.posts.iter().find_map(|post| home_of(resolving, post)).or(resolving.setting.home);
        person.iri = iri::person(home, &person.name);
    }
    resolving.people = people;
    resolving.person_of = person_of;
}

/// Dates the sightings by what their sentences tell, once the times of the article are known.
pub fn date_sightings(resolving: &mut Resolving<'_>) {
    let Some(issue) = resolving.setting.issue_date else { return };
    let mut people = std::mem::take(&mut resolving.people);
    for post in people.iter_mut().flat_map(|person| &mut person.posts) {
        let told = dates::of_sentence(resolving, post.ground.sentence, Some(post.ground.words.start));
        // A curriculum vitae tells of years long past; who is seen then is not seen now.
        let seen = told.and_then(|told| match told.bounds() {
            (Some(first), Some(last)) if first == last && first <= issue => Some(first),
            _ => None,
        });
        let recent = |day: &Date| issue.since(*day).is_ok_and(|span| span.get_days() <= NEWS);
        post.seen = seen.filter(recent).or(Some(issue));
    }
    resolving.people = people;
}

/// How many days a report looks back for what it tells as news.
const NEWS: i32 = 31;

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

/// A post that is told as a former one (原书记) and again as it was held (2019年任书记) is one post.
fn merge_former(posts: &mut Vec<Post>) {
    let held: Vec<(String, Option<String>)> = posts.iter().map(|post| (post.title.clone(), post.org.clone())).collect();
    posts.retain(|post| {
        let Some(title) = post.title.strip_prefix('原') else { return true };
        !held.iter().any(|(other, org)| other == title && (*org == post.org || org.is_none() || post.org.is_none()))
    });
}

/// The post that a title gives; `before` is the body of the title told before it.
fn post(resolving: &Resolving<'_>, person: &PersonMention, title: &TitleMention, before: Option<&str>) -> Post {
    let (mut org, mut organisation) = body(resolving, title, before);
    if let Some(government) = government(&title.title, org.as_deref(), before) {
        organisation = listed(resolving, &government);
        org = Some(government);
    }
    let seen = resolving.setting.issue_date;
    let manner = manner::of(resolving, person, title);
    Post { title: title.title.clone(), org, organisation, manner, seen, ground: ground(resolving, person, title.span) }
}

/// What a claim of a naming stands on that hangs on the words at `words`.
fn ground(resolving: &Resolving<'_>, naming: &PersonMention, words: Span) -> Ground {
    let sentences = &resolving.reading.sentences;
    let sentence = sentences.partition_point(|s| s.span.start <= words.start).saturating_sub(1);
    Ground { sentence, words, rule: naming.rule, confidence: Confidence::default() }
}

/// The government that a head of a division heads: of the place that the title is given (河源市市长), or of the
/// committee's before it (兰州市委副书记、市长).
fn government(title: &str, org: Option<&str>, before: Option<&str>) -> Option<String> {
    const HEADS: &[(&str, &str)] = &[
        ("省长", "政府"),
        ("市长", "政府"),
        ("州长", "政府"),
        ("县长", "政府"),
        ("区长", "政府"),
        ("旗长", "政府"),
        ("镇长", "政府"),
        ("乡长", "政府"),
        ("盟长", "行署"),
    ];
    let (head, organ) = HEADS.iter().find(|(head, _)| title.ends_with(head))?;
    let level = head.chars().next()?;
    let place = match org {
        Some(place) => place,
        None => before?.strip_suffix('委')?,
    };
    place.ends_with(level).then(|| format!("{place}{organ}"))
}

/// The IRI of the organisation of this name, where the record lists it.
fn listed(resolving: &Resolving<'_>, name: &str) -> Option<String> {
    resolving.organisations.iter().find(|organisation| organisation.name == name).map(|o| o.iri.clone())
}

/// The resolved name of the title's body, and its IRI where the record lists it.
fn body(resolving: &Resolving<'_>, title: &TitleMention, before: Option<&str>) -> (Option<String>, Option<String>) {
    let Some(reference) = title.body else {
        return (title.body_words.map(|words| resolving.words(words).to_owned()), None);
    };
    let Some(name) = resolving.name(reference) else { return (None, None) };
    let iri = |name: &str| listed(resolving, name);
    // 某法院审判委员会委员、审判员: the second title is of the court.
    let member = ["委员", "成员"].iter().any(|word| title.title.ends_with(word));
    let of_council = |words: &str| matches!(words, "审判委员会" | "检察委员会") && !member;
    if let Some(words) = title.body_words.filter(|words| !of_council(resolving.words(*words))) {
        let composed = office(resolving, name, resolving.words(words));
        let iri = iri(&composed);
        return (Some(composed), iri);
    }
    if let Some(joined) = beside_before(resolving, reference, before) {
        let iri = iri(&joined);
        return (Some(joined), iri);
    }
    // 某局党委书记、局长: the second title is the office's, not its Party committee's.
    let of_party = ["书记", "委员", "成员"].iter().any(|word| title.title.ends_with(word));
    let outer = name.strip_suffix("党组").or_else(|| {
        let council = ["审判委员会", "检察委员会"].iter().find_map(|suffix| name.strip_suffix(suffix));
        committee(resolving, name).filter(|_| !of_party).or(council.filter(|_| !member))
    });
    match outer.filter(|outer| !outer.is_empty()) {
        Some(outer) => (Some(outer.to_owned()), iri(outer)),
        None => (Some(name.to_owned()), resolving.iri(reference).map(str::to_owned)),
    }
}

/// The name of the body whose Party committee is called `name`.
fn committee<'n>(resolving: &Resolving<'_>, name: &'n str) -> Option<&'n str> {
    name.strip_suffix(resolving.lexicon.cues.closing(Cue::PartyCommittee, name)?)
}

/// The name of an office of the body `name`. 党工委书记、管委会主任: beside the Party's committee, not within it.
fn office(resolving: &Resolving<'_>, name: &str, words: &str) -> String {
    let beside = committee(resolving, name).or_else(|| name.strip_suffix("党组"));
    format!("{}{words}", beside.unwrap_or(name))
}

/// Lists the offices that only posts name, as bodies: 执行局 in 某法院审判委员会委员、执行局局长.
fn add_offices(resolving: &mut Resolving<'_>) {
    let reading = resolving.reading;
    for title in reading.people.iter().flat_map(|person| &person.titles) {
        let (Some(Reference::Organisation(at)), Some(span)) = (title.body, title.body_words) else { continue };
        let words = resolving.words(span);
        let Some(whole) = resolving.organisation(at).filter(|_| resolving.lexicon.cues.ends(Cue::OfficeEnd, words))
        else {
            continue;
        };
        let name = office(resolving, &whole.name, words);
        if listed(resolving, &name).is_some() {
            continue;
        }
        let office = Organisation {
            mention: words.to_owned(),
            mentions: vec![words.to_owned()],
            kind: whole.kind,
            iri: iri::organisation(whole.home, &resolving.lexicon.spelled_out(&name)),
            superiors: standing::superiors(resolving.lexicon, &name, whole.home, whole.kind),
            name,
            confidence: Confidence::default(),
            spans: vec![span],
            home: whole.home,
            resolved_by: "part of a body",
        };
        resolving.organisations.push(office);
    }
}

/// A body named by its level alone (市总工会) behind another body of a place of that level (赤壁市委) is of that place.
fn beside_before(resolving: &Resolving<'_>, reference: Reference, before: Option<&str>) -> Option<String> {
    let Reference::Organisation(at) = reference else { return None };
    let mention = resolving.reading.organisations.get(at).filter(|o| o.form == OrganisationForm::Level)?;
    let words = resolving.words(mention.span);
    let level = words.chars().next().filter(|c| "省市县区州旗".contains(*c))?;
    let before = before?;
    let end = before.rfind(level)? + level.len_utf8();
    (end > 2 * level.len_utf8()).then(|| format!("{}{}", &before[..end], &words[level.len_utf8()..]))
}

/// The division that the post belongs to.
fn home_of(resolving: &Resolving<'_>, post: &Post) -> Option<Code> {
    let iri = post.organisation.as_ref()?;
    let organisation = resolving.organisations.iter().find(|o| &o.iri == iri).and_then(|o| o.home);
    organisation.or_else(|| resolving.places.iter().find(|p| &p.iri == iri).and_then(|p| p.code.or(p.within)))
}
