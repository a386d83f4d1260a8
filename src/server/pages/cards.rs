//! What many pages show in the same way: links, quotes, events, posts, figures.

use oxigraph::model::{NamedNode, NamedNodeRef, Term};

use super::{Chrome, address};
use crate::graph::vocabulary as v;
use crate::query::Statement;
use crate::query::evidence::statements;
use crate::query::look::{Look, Looked, value};

/// A name that leads to its thing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// Where to.
    pub href: String,
    /// The name.
    pub name: String,
    /// How many there are of it, where that is told.
    pub count: Option<usize>,
}

/// A sentence that says so.
pub struct Quote {
    /// The sentence; empty for a naming.
    pub text: String,
    /// Where it stands in its article.
    pub href: String,
    /// Headline, page and day.
    pub source: String,
    /// Share of right claims among those like it.
    pub confidence: String,
    /// The words that it hangs on, and the rule that made it.
    pub rule: String,
}

/// An event.
pub struct EventCard {
    /// It.
    pub href: String,
    /// When, as EDTF; or the day of the paper.
    pub when: String,
    /// Whether it is the day of the paper.
    pub printed: bool,
    /// Its type.
    pub kind: Link,
    /// Who.
    pub who: Vec<Link>,
    /// What.
    pub what: String,
    /// Where.
    pub places: Vec<Link>,
    /// High, Medium or Low.
    pub band: String,
    /// Its sentences.
    pub quotes: Vec<Quote>,
}

/// A person in a post.
pub struct PostCard {
    /// The membership.
    pub href: String,
    /// Who.
    pub person: Link,
    /// Where; none for a post of no body.
    pub body: Option<Link>,
    /// The title.
    pub role: String,
    /// First and last issue that shows it.
    pub seen: String,
    /// High, Medium or Low.
    pub band: String,
    /// Its sentences.
    pub quotes: Vec<Quote>,
}

/// A reported figure.
pub struct FigureCard {
    /// It.
    pub href: String,
    /// What is counted.
    pub indicator: Link,
    /// Whom or what place it describes.
    pub about: Option<Link>,
    /// The number with its unit, and how exact it is.
    pub value: String,
    /// The number.
    pub number: Option<f64>,
    /// The unit as written.
    pub unit: String,
    /// When, as EDTF.
    pub when: String,
    /// High, Medium or Low.
    pub band: String,
    /// Its sentences.
    pub quotes: Vec<Quote>,
}

/// Makes cards in one language.
#[derive(Clone, Copy)]
pub struct Cards<'a> {
    /// The store.
    pub look: Look<'a>,
    /// The language.
    pub chrome: &'a Chrome,
}

impl Cards<'_> {
    /// A thing's name in the page's language, where it has one, as a link.
    pub fn link(self, thing: &NamedNode) -> Looked<Link> {
        Ok(Link { href: self.chrome.to(address(thing.as_str())), name: self.name(thing)?, count: None })
    }

    /// A thing's name in the page's language, where it has one.
    pub fn name(self, thing: &NamedNode) -> Looked<String> {
        let wanted = self.chrome.code();
        let own = |term: &Term| match term {
            Term::Literal(literal) if literal.language() == Some(wanted) => Some(literal.value().to_owned()),
            _ => None,
        };
        match self.look.objects(thing, v::PREF_LABEL)?.iter().find_map(own) {
            Some(name) => Ok(name),
            None => self.look.label(thing),
        }
    }

    /// The things that `thing` has as `property`, as links.
    pub fn links(self, thing: &NamedNode, property: NamedNodeRef<'_>) -> Looked<Vec<Link>> {
        self.look.things(thing, property)?.iter().map(|thing| self.link(thing)).collect()
    }

    fn text(self, thing: &NamedNode, property: NamedNodeRef<'_>) -> Looked<String> {
        Ok(self.look.text(thing, property)?.unwrap_or_default())
    }

    /// The band of a fact.
    pub fn band(self, fact: &NamedNode) -> Looked<String> {
        Ok(self.text(fact, v::BAND)?.strip_prefix(v::FZ).unwrap_or_default().to_owned())
    }

    /// The sentences of a fact.
    pub fn quotes(self, fact: &NamedNode) -> Looked<Vec<Quote>> {
        Ok(statements(self.look, fact)?.iter().map(|statement| self.quote(statement)).collect())
    }

    /// A statement as a quote.
    pub fn quote(self, told: &Statement) -> Quote {
        let of = |part: &Option<String>| part.clone().unwrap_or_default();
        let place = told.place.as_deref().unwrap_or(&told.article);
        Quote {
            text: of(&told.sentence),
            href: self.chrome.to(address(place)),
            source: told.source(),
            confidence: of(&told.confidence),
            rule: [of(&told.trigger), of(&told.rule)]
                .into_iter()
                .filter(|s| !s.is_empty())
                .collect::<Vec<_>>()
                .join(" · "),
        }
    }

    /// An event with its sentences.
    pub fn event(self, iri: &str) -> Looked<EventCard> {
        let event = &NamedNode::new_unchecked(iri);
        let told = statements(self.look, event)?;
        let when = self.look.text(event, v::EDTF)?;
        let day = told.iter().filter_map(|told| told.date.clone()).min().unwrap_or_default();
        let kind = self.look.things(event, v::EVENT_TYPE)?;
        let mut kind = kind.first().map(|kind| self.link(kind)).transpose()?.unwrap_or_default();
        let local = kind.href.split_once('#').map(|(_, local)| local.to_owned()).unwrap_or_default();
        kind.href = self.chrome.to(super::chosen("kind", &local));
        Ok(EventCard {
            href: self.chrome.to(address(iri)),
            printed: when.is_none(),
            when: when.unwrap_or(day),
            kind,
            who: self.links(event, v::HAS_ACTOR)?,
            what: self.text(event, v::WHAT)?,
            places: self.links(event, v::HAS_PLACE)?,
            band: self.band(event)?,
            quotes: told.iter().map(|told| self.quote(told)).collect(),
        })
    }

    /// A person in a post, with its sentences.
    pub fn post(self, membership: &NamedNode) -> Looked<PostCard> {
        let first = |property| -> Looked<Option<Link>> { Ok(self.links(membership, property)?.into_iter().next()) };
        let role = first(v::ROLE)?.map(|role| role.name).unwrap_or_default();
        let mut body = first(v::IN_ORGANIZATION)?;
        if body.is_none()
            && let Some(post) = self.look.things(membership, v::OPENGOV_POST)?.first()
        {
            body = self.links(post, v::AREA)?.into_iter().next();
            let seat = self.look.label(post)?.strip_suffix(&role).map(|seat| seat.trim().to_owned());
            body = body.or_else(|| Some(Link { name: seat.filter(|seat| !seat.is_empty())?, ..Link::default() }));
        }
        let seen = [self.text(membership, v::FIRST_SEEN)?, self.text(membership, v::LAST_SEEN)?];
        Ok(PostCard {
            href: self.chrome.to(address(membership.as_str())),
            person: first(v::MEMBER)?.unwrap_or_default(),
            body,
            role,
            seen: if seen[0] == seen[1] { seen[0].clone() } else { seen.join(" – ") },
            band: self.band(membership)?,
            quotes: self.quotes(membership)?,
        })
    }

    /// A figure with its sentences.
    pub fn figure(self, figure: &NamedNode) -> Looked<FigureCard> {
        let mut about = self.links(figure, v::REF_AREA)?;
        about.extend(self.links(figure, v::SUBJECT)?);
        let (number, unit) = (self.text(figure, v::OBS_VALUE)?, self.text(figure, v::UNIT)?);
        let exact = self.look.things(figure, v::APPROX)?;
        let exact = exact.first().filter(|exact| exact.as_ref() != v::EXACT).map(|e| self.name(e)).transpose()?;
        let exact = exact.map_or_else(String::new, |exact| format!("（{exact}）"));
        Ok(FigureCard {
            href: self.chrome.to(address(figure.as_str())),
            indicator: self.links(figure, v::INDICATOR)?.into_iter().next().unwrap_or_default(),
            about: about.into_iter().next(),
            number: number.parse().ok(),
            value: format!("{number} {unit}{exact}"),
            unit,
            when: self.text(figure, v::EDTF)?,
            band: self.band(figure)?,
            quotes: self.quotes(figure)?,
        })
    }

    /// The objects of a quad as links or words.
    pub fn term(self, term: &Term) -> Looked<Link> {
        match term {
            Term::NamedNode(node) => self.link(node),
            other => Ok(Link { name: value(other), ..Link::default() }),
        }
    }
}
