//! The things that facts are about: places, organisations, people and the posts in which they are seen.

use std::collections::BTreeSet;

use oxigraph::model::{Literal, NamedNode, NamedNodeRef, vocab::xsd};

use super::contribution::{Triples, readable};
use super::evidence::{Evidence, band};
use super::time::day;
use super::vocabulary as v;
use super::whereabouts;
use crate::model::organisation::{Superior, Tie};
use crate::model::{Code, Divisions, Manner, Organisation, OrganisationKind, Person, Place, Post, Record, iri};
use crate::text::characters::without_blanks;

/// The ontology's concept of an organisation's kind.
fn kind(kind: OrganisationKind) -> NamedNodeRef<'static> {
    match kind {
        OrganisationKind::Party => v::PARTY_BODY,
        OrganisationKind::Government => v::GOVERNMENT_BODY,
        OrganisationKind::Legislature => v::LEGISLATURE_BODY,
        OrganisationKind::Consultative => v::CONSULTATIVE_BODY,
        OrganisationKind::Judiciary => v::JUDICIARY_BODY,
        OrganisationKind::Discipline => v::DISCIPLINE_BODY,
        OrganisationKind::Military => v::MILITARY_BODY,
        OrganisationKind::Mass => v::MASS_BODY,
        OrganisationKind::Company => v::COMPANY_BODY,
        OrganisationKind::Institution => v::INSTITUTION_BODY,
        OrganisationKind::Community => v::COMMUNITY_BODY,
        OrganisationKind::Volunteer => v::VOLUNTEER_BODY,
        OrganisationKind::Taskforce => v::TASKFORCE_BODY,
        OrganisationKind::Media => v::MEDIA_BODY,
        OrganisationKind::Other => v::OTHER_BODY,
    }
}

/// Whether a form points (我市, 该局, 全县) and so names nothing outside its article.
fn points(form: &str) -> bool {
    form.starts_with(['我', '该', '全', '本', '此', '各'])
}

fn division_node(code: Code) -> NamedNode {
    NamedNode::new_unchecked(iri::division(code))
}

/// The facts of one article as they grow; a division is told once with all that lies above it.
pub(super) struct Facts<'a> {
    pub triples: Triples,
    pub divisions: &'a Divisions,
    told: BTreeSet<u32>,
}

impl<'a> Facts<'a> {
    pub fn new(divisions: &'a Divisions) -> Self {
        Self { triples: Triples::default(), divisions, told: BTreeSet::new() }
    }

    /// A division by its code, with those above it and, if it ended, what it became.
    pub fn division(&mut self, code: Code) {
        if let Some(row) = self.divisions.find(code) {
            self.row(row);
        }
    }

    fn row(&mut self, row: u32) {
        if !self.told.insert(row) {
            return;
        }
        let divisions = self.divisions;
        let division = divisions.get(row);
        let node_of = |row: u32| division_node(divisions.get(row).code);
        let node = node_of(row);
        let name = divisions.full_name(row);
        let mut about = self.triples.of(&node);
        about.a(v::ADMINISTRATIVE_AREA);
        let others = std::iter::once(&division.name).chain(&division.short);
        for other in others.filter(|other| **other != name) {
            about.says(v::ALT_LABEL, other);
        }
        let year = |year: Option<i16>| year.map(|year| Literal::from(i64::from(year)));
        about
            .says(v::PREF_LABEL, if name.is_empty() { division.name.clone() } else { name })
            .says(v::CODE, division.code.now().to_string())
            .says(v::LEVEL, division.level.name())
            .may(v::CONTAINED_IN_PLACE, divisions.chain(row).nth(1).map(node_of))
            .may(v::VALID_FROM_YEAR, year(division.from))
            .may(v::VALID_TO_YEAR, year(division.to));
        if let Some((longitude, latitude)) = &division.centre {
            let degrees = |text: &str| Literal::new_typed_literal(text, xsd::DECIMAL);
            about.is(v::LONG, degrees(longitude)).is(v::LAT, degrees(latitude));
        }
        for &heir in &division.successors {
            about.is(v::SUCCESSOR, node_of(heir));
        }
        let mut above = divisions.above(row);
        if above.is_empty() {
            // The country lies in itself alone.
            above.push(row);
        }
        for &above in &above {
            about.is(v::WITHIN_ALL, node_of(above));
        }
        for other in above.into_iter().chain(division.successors.iter().copied()) {
            self.row(other);
        }
    }

    /// The division whose IRI this is, if it is one: a figure can describe a division that only a body's name holds.
    pub fn division_named(&mut self, iri: &str) {
        let digits = iri.strip_prefix(iri::THINGS).and_then(|rest| rest.strip_prefix("place/"));
        if let Some(code) = digits.and_then(|digits| digits.parse().ok()) {
            self.division(code);
        }
    }

    /// A place: a division with what the lexicon knows of it, or a place of the language within one.
    pub fn place(&mut self, place: &Place) -> NamedNode {
        let node = NamedNode::new_unchecked(&place.iri);
        let within = place.within.or(place.code);
        if let Some(code) = within {
            self.division(code);
            if iri::division(code) == place.iri {
                return node;
            }
        }
        let mut about = self.triples.of(&node);
        about
            .a(v::ADMINISTRATIVE_AREA)
            .says(v::PREF_LABEL, &place.name)
            .says(v::LEVEL, place.level.name())
            .is(v::WITHIN_ALL, node.clone());
        for form in place.mentions.iter().filter(|form| **form != place.name && !points(form)) {
            about.says(v::ALT_LABEL, form);
        }
        if let Some(row) = within.and_then(|code| self.divisions.find(code)) {
            for (step, above) in self.divisions.above(row).into_iter().enumerate() {
                let above = division_node(self.divisions.get(above).code);
                if step == 0 {
                    about.is(v::CONTAINED_IN_PLACE, above.clone());
                }
                about.is(v::WITHIN_ALL, above);
            }
        }
        node
    }

    /// An organisation, with the forms that name it elsewhere too.
    pub fn organisation(&mut self, body: &Organisation) -> NamedNode {
        let node = NamedNode::new_unchecked(&body.iri);
        if let Some(home) = body.home {
            self.division(home);
        }
        let mut about = self.triples.of(&node);
        about
            .a(v::ORGANIZATION)
            .says(v::PREF_LABEL, &body.name)
            .is(v::CLASSIFICATION, kind(body.kind))
            .may(v::JURISDICTION, body.home.map(division_node));
        for form in body.mentions.iter().filter(|form| **form != body.name && !points(form)) {
            about.says(v::ALT_LABEL, form);
        }
        for superior in body.superiors.iter().filter(|superior| superior.iri != body.iri) {
            self.superior(&node, superior);
        }
        node
    }

    /// A body above another, with what is known of it without a sentence, and by which rule it stands there.
    fn superior(&mut self, under: &NamedNode, superior: &Superior) {
        let node = NamedNode::new_unchecked(&superior.iri);
        let (tie, said) = match superior.tie {
            Tie::PartOf => (v::SUB_ORGANIZATION_OF, "superior by "),
            Tie::GuidedBy => (v::GUIDED_BY, "guide by "),
        };
        self.triples.of(under).is(tie, node.clone()).says(v::INFERRED, [said, superior.rule].concat());
        self.division(superior.home);
        self.triples
            .of(&node)
            .a(v::ORGANIZATION)
            .says(v::PREF_LABEL, &superior.name)
            .is(v::CLASSIFICATION, kind(superior.kind))
            .is(v::JURISDICTION, division_node(superior.home));
    }

    /// A person, and each post with the claim that shows it.
    pub fn person(&mut self, person: &Person, evidence: &mut Evidence<'_>) -> NamedNode {
        let node = NamedNode::new_unchecked(&person.iri);
        let mut about = self.triples.of(&node);
        about.a(v::PERSON).says(v::PREF_LABEL, &person.name);
        for form in person.mentions.iter().filter(|form| without_blanks(form) != person.name) {
            about.says(v::ALT_LABEL, form);
        }
        for post in &person.posts {
            self.membership(&node, person, post, evidence);
        }
        node
    }

    fn membership(&mut self, person: &NamedNode, named: &Person, post: &Post, evidence: &mut Evidence<'_>) {
        let record = evidence.record;
        // 市长 is a post of the city itself, where the text names no body.
        let owner = post.organisation.as_ref().map(NamedNode::new_unchecked);
        let (area, body) = match owner {
            Some(place) if iri::is_place(place.as_str()) => (Some(place), None),
            Some(body) => (None, Some(body)),
            None => (post.org.as_deref().and_then(|name| place_named(record, name)), None),
        };
        let seat = post.org.as_deref().unwrap_or("");
        let owner = body.as_ref().or(area.as_ref()).map_or(seat, NamedNode::as_str).to_owned();
        // Who is proposed for a post, or held it, is not seen in it.
        let manner = post.manner.map_or("", Manner::chinese);
        let aside = post.manner.filter(|manner| !manner.holds()).map(Manner::chinese);
        let identity = [person.as_str(), &owner, &post.title];
        let identity: Vec<&str> = identity.into_iter().chain(aside).collect();
        let node = NamedNode::new_unchecked(iri::hashed("membership", &identity));
        let claim = evidence.claim(v::POST_CLAIM, &node, &post.ground);
        let role = readable("role", &post.title);
        self.triples.of(&role).a(v::CONCEPT).says(v::PREF_LABEL, &post.title);
        // A title without its body is no post that two people could hold one after the other.
        let filled = (!seat.is_empty()).then(|| {
            let filled = NamedNode::new_unchecked(iri::hashed("post", &[&owner, &post.title]));
            self.triples
                .of(&filled)
                .a(v::POST)
                .says(v::PREF_LABEL, format!("{seat} {}", post.title))
                .is(v::ROLE, role.clone())
                .may(v::POST_IN, body.clone())
                .may(v::AREA, area.clone());
            filled
        });
        let seen = post.seen.map(day);
        let places = area.iter().map(|area| area.as_str().to_owned()).collect::<Vec<_>>();
        let divisions = self.divisions;
        let label = [named.name.as_str(), "：", seat, if seat.is_empty() { "" } else { " " }, &post.title].concat();
        let mut about = self.triples.of(&node);
        about
            .a(v::MEMBERSHIP)
            .says(v::PREF_LABEL, label)
            .is(v::MEMBER, person.clone())
            .is(v::ROLE, role)
            .may(v::IN_ORGANIZATION, body)
            .may(v::OPENGOV_POST, filled)
            .may(v::FIRST_SEEN, seen.clone())
            .may(v::LAST_SEEN, seen)
            .is(v::EVIDENCE, claim)
            .is(v::BAND, band(&post.ground));
        if !manner.is_empty() {
            about.says(v::MANNER, manner);
        }
        whereabouts::tell(&mut about, record, divisions, &places, &post.organisation);
    }
}

/// The record's place of that name.
fn place_named(record: &Record, name: &str) -> Option<NamedNode> {
    record.places.iter().find(|place| place.name == name).map(|place| NamedNode::new_unchecked(&place.iri))
}

/// A concept of the scheme of indicators, named by its words.
pub(super) fn indicator(facts: &mut Triples, words: &str) -> NamedNode {
    let node = readable("indicator", words);
    facts.of(&node).a(v::CONCEPT).says(v::PREF_LABEL, words);
    node
}
