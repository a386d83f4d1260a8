//! People of one name: an official whom one paper names with his post, another without, a third by the post above.

use std::collections::{BTreeMap, BTreeSet};

use super::Candidate;
use super::classes::Classes;
use super::rules::{Kind, Rules};
use super::seen::{Link, Seen, Thing};

/// What is known of a person.
struct Known<'a> {
    name: &'a str,
    /// Bodies of posts, each by what stands for its class.
    bodies: BTreeSet<u32>,
    titles: BTreeSet<u32>,
    homes: BTreeSet<u32>,
    /// Whether a title of theirs is one of the country.
    leads: bool,
    articles: &'a [u32],
}

impl Known<'_> {
    /// Whether the name has three characters or more.
    fn is_long(&self) -> bool {
        self.name.chars().count() > 2
    }
}

/// Those who lead the country, with each other and with who is named like them without a post.
fn with_leaders(people: &BTreeMap<u32, Known<'_>>) -> Vec<(u32, u32)> {
    let mut leaders: BTreeMap<&str, u32> = BTreeMap::new();
    for (&at, person) in people.iter().filter(|(_, person)| person.leads) {
        leaders.entry(person.name).or_insert(at);
    }
    let like = |person: &Known<'_>| person.leads || person.titles.is_empty() && person.is_long();
    let pair = |(&at, person): (&u32, &Known<'_>)| {
        let leader = *leaders.get(person.name).filter(|leader| **leader != at && like(person))?;
        Some((leader.min(at), leader.max(at)))
    };
    people.iter().filter_map(pair).collect()
}

/// Pairs of people of one name who serve in one body, or the home of one of whom lies in that of the other.
pub(super) fn candidates(seen: &Seen, rules: &Rules, classes: &Classes) -> Vec<Candidate> {
    let memberships = seen.memberships();
    let mut people: BTreeMap<u32, Known<'_>> = BTreeMap::new();
    let mut bearers: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, person) in seen.of(Kind::Person).filter(|(_, person)| is_name(rules, &person.label)) {
        *bearers.entry(&person.label).or_default() += 1;
        let posts = memberships.get(&at).map_or(&[][..], Vec::as_slice);
        people.insert(at, known(seen, rules, classes, person, posts));
    }
    people.retain(|_, person| bearers.get(person.name).is_some_and(|&count| count > 1));
    let beside = named_beside(seen, &people);
    let mut at_home: BTreeMap<(&str, u32), Vec<u32>> = BTreeMap::new();
    let mut in_body: BTreeMap<(&str, u32), Vec<u32>> = BTreeMap::new();
    for (&at, person) in &people {
        for &home in &person.homes {
            at_home.entry((person.name, home)).or_default().push(at);
        }
        for &body in &person.bodies {
            in_body.entry((person.name, body)).or_default().push(at);
        }
    }
    let mut close = BTreeSet::new();
    for (&at, person) in &people {
        let above = person.homes.iter().flat_map(|&home| seen.thing(home).to(Link::Within));
        let near = above.filter_map(|place| at_home.get(&(person.name, place)));
        let together = person.bodies.iter().filter_map(|&body| in_body.get(&(person.name, body)));
        for &other in near.chain(together).flatten().filter(|other| **other != at) {
            close.insert((at.min(other), at.max(other)));
        }
    }
    close.extend(with_leaders(&people));
    let mut found: Vec<Candidate> = Vec::new();
    for (left, right) in close {
        let (Some(one), Some(other)) = (people.get(&left), people.get(&right)) else { continue };
        let mut rules = Vec::new();
        rules.push("same name");
        if one.is_long() {
            rules.push("name of three characters");
        }
        if one.bodies.intersection(&other.bodies).next().is_some() {
            rules.push("posts in one body");
        }
        if one.titles.intersection(&other.titles).next().is_some() {
            rules.push("same title");
        }
        let leaders = [one.leads, other.leads];
        if leaders == [true, true] {
            rules.push("titles of the country");
        } else if leaders.contains(&true) && one.titles.is_empty() != other.titles.is_empty() && one.is_long() {
            rules.push("name of one with a title of the country");
        }
        let nested = |home: &u32| other.homes.iter().any(|&place| seen.nested(*home, place));
        if one.homes.iter().any(nested) {
            rules.push("homes nested");
        } else if leaders == [false, false] {
            rules.push("homes apart");
        }
        if one.titles.is_empty() != other.titles.is_empty() {
            rules.push("one without a post");
        }
        let none = BTreeSet::new();
        let of = |at: u32| beside.get(&at).unwrap_or(&none);
        match of(left).intersection(of(right)).count() {
            0 => {}
            1 => rules.push("named beside the same one"),
            _ => rules.push("named beside the same two"),
        }
        if bearers.get(one.name).is_some_and(|&count| count > 3) && leaders == [false, false] {
            rules.push("many bear the name");
        }
        found.push(Candidate { left, right, rules, by_key: leaders.contains(&true) });
    }
    found
}

/// Whether a name is one outside its article: 张某 and 王女士 are none.
fn is_name(rules: &Rules, name: &str) -> bool {
    let has = |rule: &str, holds: &dyn Fn(&str) -> bool| rules.words(Kind::Person, rule).iter().any(|word| holds(word));
    let familiar = name.chars().count() == 2 && name.starts_with(['小', '老', '阿']);
    !familiar && !has("anonymous", &|word| name.contains(word)) && !has("courtesy", &|word| name.ends_with(word))
}

fn known<'a>(seen: &Seen, rules: &Rules, classes: &Classes, person: &'a Thing, posts: &[&Thing]) -> Known<'a> {
    let (mut bodies, mut titles, mut homes) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for post in posts {
        titles.extend(post.to(Link::Role));
        for body in post.to(Link::In) {
            bodies.insert(classes.find(body));
            homes.extend(seen.thing(body).to(Link::Home));
        }
        homes.extend(post.to(Link::Post).flat_map(|post| seen.thing(post).to(Link::Area)));
    }
    if homes.is_empty() {
        let pages = person.articles.iter().flat_map(|&article| seen.thing(article).to(Link::Page));
        homes.extend(pages.flat_map(|page| seen.thing(page).to(Link::PageHome)));
    }
    let words = rules.words(Kind::Person, "titles of the country");
    let leads = titles.iter().any(|&title| words.iter().any(|word| seen.thing(title).label.contains(word.as_str())));
    Known { name: &person.label, bodies, titles, homes, leads, articles: &person.articles }
}

/// The names of the other people of the articles that name each.
fn named_beside<'a>(seen: &'a Seen, people: &BTreeMap<u32, Known<'_>>) -> BTreeMap<u32, BTreeSet<&'a str>> {
    let wanted: BTreeSet<u32> = people.values().flat_map(|person| person.articles).copied().collect();
    let mut of_article: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
    for (_, person) in seen.of(Kind::Person) {
        for article in person.articles.iter().filter(|article| wanted.contains(article)) {
            of_article.entry(*article).or_default().push(&person.label);
        }
    }
    let names = |person: &Known<'_>| {
        let all = person.articles.iter().filter_map(|article| of_article.get(article)).flatten().copied();
        all.filter(|name| *name != person.name).collect()
    };
    people.iter().map(|(&at, person)| (at, names(person))).collect()
}
