//! What identity looks at: the names, homes, posts, actors, places and days of the things of a store, gathered while its
//! quads pass by.

use std::collections::BTreeMap;

use oxigraph::model::{NamedNodeRef, NamedOrBlankNode, Quad, Term};
use rustc_hash::FxHashMap;

use super::super::contribution::article_iri;
use super::super::vocabulary as v;
use super::rules::Kind;
use crate::text::Sketch;

/// How one thing points at another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Link {
    /// Body to the division that it is of.
    Home,
    /// Place to itself and all that it lies in.
    Within,
    /// Place to the one right above it.
    Above,
    /// Membership to person.
    Member,
    /// Membership to body.
    In,
    /// Post to place.
    Area,
    /// Membership to role.
    Role,
    /// Membership to post.
    Post,
    /// Event to type.
    Type,
    /// Event to actor.
    Actor,
    /// Event to place.
    Place,
    /// Body to its kind.
    Class,
    /// Page to its home.
    PageHome,
    /// Article to page.
    Page,
}

/// A text that a thing says of itself.
#[derive(Clone, Copy)]
enum Field {
    Label,
    Other,
    What,
    Time,
    Earliest,
    Latest,
    Level,
    Sketch,
}

/// What a property tells.
#[derive(Clone, Copy)]
enum Tells {
    Class,
    Link(Link),
    Text(Field),
    /// The article names a thing.
    Mentions,
    /// The article supports a fact.
    Evidence,
}

const TOLD: &[(NamedNodeRef<'static>, Tells)] = &[
    (v::TYPE, Tells::Class),
    (v::JURISDICTION, Tells::Link(Link::Home)),
    (v::WITHIN_ALL, Tells::Link(Link::Within)),
    (v::CONTAINED_IN_PLACE, Tells::Link(Link::Above)),
    (v::MEMBER, Tells::Link(Link::Member)),
    (v::IN_ORGANIZATION, Tells::Link(Link::In)),
    (v::AREA, Tells::Link(Link::Area)),
    (v::ROLE, Tells::Link(Link::Role)),
    (v::OPENGOV_POST, Tells::Link(Link::Post)),
    (v::EVENT_TYPE, Tells::Link(Link::Type)),
    (v::HAS_ACTOR, Tells::Link(Link::Actor)),
    (v::HAS_PLACE, Tells::Link(Link::Place)),
    (v::CLASSIFICATION, Tells::Link(Link::Class)),
    (v::HOME_DISTRICT, Tells::Link(Link::PageHome)),
    (v::IS_PART_OF, Tells::Link(Link::Page)),
    (v::PREF_LABEL, Tells::Text(Field::Label)),
    (v::HEADLINE, Tells::Text(Field::Label)),
    (v::DATE_PUBLISHED, Tells::Text(Field::Time)),
    (v::SKETCH, Tells::Text(Field::Sketch)),
    (v::ALT_LABEL, Tells::Text(Field::Other)),
    (v::WHAT, Tells::Text(Field::What)),
    (v::EDTF, Tells::Text(Field::Time)),
    (v::EARLIEST, Tells::Text(Field::Earliest)),
    (v::LATEST, Tells::Text(Field::Latest)),
    (v::LEVEL, Tells::Text(Field::Level)),
    (v::MENTIONS, Tells::Mentions),
    (v::EVIDENCE, Tells::Evidence),
];

/// A thing.
#[derive(Clone, Debug, Default)]
pub(super) struct Thing {
    /// What it is, if identity judges it.
    pub kind: Option<Kind>,
    /// Its name.
    pub label: String,
    /// Other names.
    pub others: Vec<String>,
    /// Words of an event.
    pub what: String,
    /// Time of an event, day of an article.
    pub time: String,
    earliest: String,
    latest: String,
    /// Level of a place.
    pub level: String,
    /// What the text of an article is alike by.
    pub sketch: Option<Sketch>,
    /// Where it points, sorted once all is gathered.
    pub links: Vec<(Link, u32)>,
    /// The articles that name it or support it, sorted once all is gathered.
    pub articles: Vec<u32>,
}

impl Thing {
    /// Where it points by `link`.
    pub fn to(&self, link: Link) -> impl Iterator<Item = u32> + '_ {
        self.links.iter().filter(move |(known, _)| *known == link).map(|(_, to)| *to)
    }

    /// The day of an event, if it is one.
    pub fn day(&self) -> Option<&str> {
        (!self.earliest.is_empty() && self.earliest == self.latest).then_some(self.earliest.as_str())
    }
}

/// All things, by number. After [`Seen::sorted`] numbers follow the order of IRIs, so that what is judged by number does
/// not depend on the order in which quads came.
pub(super) struct Seen {
    told: FxHashMap<&'static str, Tells>,
    numbers: FxHashMap<String, u32>,
    names: Vec<String>,
    things: Vec<Thing>,
}

impl Seen {
    /// Nothing yet.
    pub fn new() -> Self {
        let told = TOLD.iter().map(|(property, tells)| (property.as_str(), *tells)).collect();
        Self { told, numbers: FxHashMap::default(), names: Vec::new(), things: Vec::new() }
    }

    /// The number of an IRI, a new one if it is.
    pub fn number(&mut self, iri: &str) -> u32 {
        if let Some(&known) = self.numbers.get(iri) {
            return known;
        }
        let number = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        self.numbers.insert(iri.to_owned(), number);
        self.names.push(iri.to_owned());
        self.things.push(Thing::default());
        number
    }

    /// Takes note of a quad as segments hold it, told by the article of these digits.
    pub fn note(&mut self, quad: &Quad, article: &str) {
        let Some(&tells) = self.told.get(quad.predicate.as_str()) else { return };
        let NamedOrBlankNode::NamedNode(subject) = &quad.subject else { return };
        match (tells, &quad.object) {
            (Tells::Class, Term::NamedNode(class)) => {
                let kind = match class.as_ref() {
                    v::ADMINISTRATIVE_AREA => Kind::Place,
                    v::ORGANIZATION => Kind::Body,
                    v::PERSON => Kind::Person,
                    v::EVENT => Kind::Event,
                    v::NEWS_ARTICLE => Kind::Article,
                    _ => return,
                };
                let at = self.number(subject.as_str());
                self.things[at as usize].kind = Some(kind);
            }
            // A sentence is part of its article, too; that is of no use here, and they are many.
            (Tells::Link(Link::Page), Term::NamedNode(_)) if subject.as_str().contains('#') => {}
            (Tells::Link(link), Term::NamedNode(object)) => {
                let (at, to) = (self.number(subject.as_str()), self.number(object.as_str()));
                self.things[at as usize].links.push((link, to));
            }
            (Tells::Text(field), Term::Literal(text)) => {
                let (at, text) = (self.number(subject.as_str()), text.value());
                let thing = &mut self.things[at as usize];
                let field = match field {
                    Field::Other => return thing.others.push(text.to_owned()),
                    Field::Sketch => return thing.sketch = text.parse().ok(),
                    Field::Label => &mut thing.label,
                    Field::What => &mut thing.what,
                    Field::Time => &mut thing.time,
                    Field::Earliest => &mut thing.earliest,
                    Field::Latest => &mut thing.latest,
                    Field::Level => &mut thing.level,
                };
                // As facts are folded: the first by order.
                if field.is_empty() || text < field.as_str() {
                    text.clone_into(field);
                }
            }
            (Tells::Mentions, Term::NamedNode(object)) => {
                let (article, thing) = (self.number(subject.as_str()), self.number(object.as_str()));
                self.things[thing as usize].articles.push(article);
            }
            (Tells::Evidence, _) => {
                let article = self.number(article_iri(article).as_str());
                let fact = self.number(subject.as_str());
                self.things[fact as usize].articles.push(article);
            }
            _ => {}
        }
    }

    /// The same, numbered in the order of IRIs, each link once.
    pub fn sorted(self) -> Self {
        let mut order: Vec<u32> = (0..self.names.len()).map(|at| at as u32).collect();
        order.sort_unstable_by(|a, b| self.names[*a as usize].cmp(&self.names[*b as usize]));
        let mut new = vec![0; order.len()];
        for (to, from) in (0..).zip(&order) {
            new[*from as usize] = to;
        }
        let mut sorted = Self { names: Vec::with_capacity(order.len()), ..Self::new() };
        let (mut names, mut things) = (self.names, self.things);
        for (to, from) in (0..).zip(order) {
            let name = std::mem::take(&mut names[from as usize]);
            let mut thing = std::mem::take(&mut things[from as usize]);
            for (_, object) in &mut thing.links {
                *object = new[*object as usize];
            }
            for article in &mut thing.articles {
                *article = new[*article as usize];
            }
            thing.links.sort_unstable();
            thing.links.dedup();
            thing.articles.sort_unstable();
            thing.articles.dedup();
            thing.others.sort_unstable();
            thing.others.dedup();
            sorted.numbers.insert(name.clone(), to);
            sorted.names.push(name);
            sorted.things.push(thing);
        }
        sorted
    }

    /// How many there are.
    pub fn count(&self) -> u32 {
        u32::try_from(self.names.len()).unwrap_or(u32::MAX)
    }

    /// The IRI of a number.
    pub fn iri(&self, number: u32) -> &str {
        &self.names[number as usize]
    }

    /// The number of an IRI that was seen.
    pub fn known(&self, iri: &str) -> Option<u32> {
        self.numbers.get(iri).copied()
    }

    /// The thing of a number.
    pub fn thing(&self, number: u32) -> &Thing {
        &self.things[number as usize]
    }

    /// All things of a kind, by number.
    pub fn of(&self, kind: Kind) -> impl Iterator<Item = (u32, &Thing)> {
        (0..).zip(&self.things).filter(move |(_, thing)| thing.kind == Some(kind))
    }

    /// The place right above a place that is no division, or the place itself.
    pub fn above(&self, place: u32) -> Option<u32> {
        self.thing(place).to(Link::Above).next()
    }

    /// Whether one place lies in the other, or they are the same.
    pub fn nested(&self, one: u32, other: u32) -> bool {
        let lies = |inner: u32, outer: u32| self.thing(inner).to(Link::Within).any(|place| place == outer);
        one == other || lies(one, other) || lies(other, one)
    }

    /// How deep a place lies.
    pub fn depth(&self, place: u32) -> usize {
        self.thing(place).to(Link::Within).count()
    }

    /// For each person the memberships in which it is seen.
    pub fn memberships(&self) -> BTreeMap<u32, Vec<&Thing>> {
        let mut found: BTreeMap<u32, Vec<&Thing>> = BTreeMap::new();
        for thing in &self.things {
            for member in thing.to(Link::Member) {
                found.entry(member).or_default().push(thing);
            }
        }
        found
    }
}
