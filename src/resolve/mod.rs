//! From the readings of a page to its records: what 我市 means, which 鼓楼区, which year, and the IRIs.

pub mod dates;
pub mod events;
pub mod figures;
mod home;
mod manner;
pub mod organisations;
pub mod people;
pub mod places;
pub mod setting;
pub mod standing;
pub mod year;

use crate::lexicon::Lexicon;
pub use crate::model::iri;
use crate::model::reading::Reference;
use crate::model::record::Setting;
use crate::model::{Article, Organisation, Page, Person, Place, Reading, Record};
use crate::text::characters::{is_han, without_blanks};
use crate::text::{Edtf, Span};

/// An article under resolution: each mention of the reading with what it stands for. The parts fill up in the order of
/// the fields; each rule sees what those before it resolved.
pub struct Resolving<'a> {
    /// The article.
    pub article: &'a Article,
    /// What was read in it.
    pub reading: &'a Reading,
    /// Where and when it was printed.
    pub setting: &'a Setting,
    /// The word lists.
    pub lexicon: &'a Lexicon,
    /// Whether white space stands in the body, as between Latin words; most bodies have none.
    pub spaced: bool,
    /// The distinct places.
    pub places: Vec<Place>,
    /// For each place mention, the index of its place.
    pub place_of: Vec<Option<usize>>,
    /// The distinct organisations.
    pub organisations: Vec<Organisation>,
    /// For each organisation mention, the index of its organisation.
    pub organisation_of: Vec<Option<usize>>,
    /// The distinct people.
    pub people: Vec<Person>,
    /// For each person mention, the index of its person.
    pub person_of: Vec<Option<usize>>,
    /// For each date mention, the time that it means.
    pub times: Vec<Option<Edtf>>,
}

impl<'a> Resolving<'a> {
    /// The resolved name of a mention.
    pub fn name(&self, reference: Reference) -> Option<&str> {
        match reference {
            Reference::Place(at) => self.place(at).map(|place| place.name.as_str()),
            Reference::Organisation(at) => self.organisation(at).map(|body| body.name.as_str()),
            Reference::Person(at) => self.person(at).map(|person| person.name.as_str()),
        }
    }

    /// The IRI of a mention.
    pub fn iri(&self, reference: Reference) -> Option<&str> {
        match reference {
            Reference::Place(at) => self.place(at).map(|place| place.iri.as_str()),
            Reference::Organisation(at) => self.organisation(at).map(|body| body.iri.as_str()),
            Reference::Person(at) => self.person(at).map(|person| person.iri.as_str()),
        }
    }

    /// The place of mention `at`.
    pub fn place(&self, at: usize) -> Option<&Place> {
        self.places.get((*self.place_of.get(at)?)?)
    }

    /// The organisation of mention `at`.
    pub fn organisation(&self, at: usize) -> Option<&Organisation> {
        self.organisations.get((*self.organisation_of.get(at)?)?)
    }

    /// The person of mention `at`.
    pub fn person(&self, at: usize) -> Option<&Person> {
        self.people.get((*self.person_of.get(at)?)?)
    }

    /// The words at `span` of the body without their white space.
    pub fn joined(&self, span: Span) -> String {
        let words = self.words(span);
        if self.spaced { without_blanks(words) } else { words.to_owned() }
    }

    /// The words at `span` of the body.
    pub fn words(&self, span: Span) -> &'a str {
        span.of(self.article.body.as_str())
    }
}

/// Resolves the readings of one page's articles, given in the same order.
pub fn resolve(page: &Page, articles: Vec<Article>, readings: &[Reading], lexicon: &Lexicon) -> Vec<Record> {
    let setting = setting::of(page, &articles, readings, lexicon);
    articles
        .into_iter()
        .zip(readings)
        .map(|(article, reading)| record(page, article, reading, &setting, lexicon))
        .collect()
}

fn record(page: &Page, article: Article, reading: &Reading, setting: &Setting, lexicon: &Lexicon) -> Record {
    let mut resolving = Resolving {
        article: &article,
        reading,
        setting,
        lexicon,
        spaced: article.body.as_str().contains(|c| !is_han(c) && c.is_whitespace()),
        places: Vec::new(),
        place_of: Vec::new(),
        organisations: Vec::new(),
        organisation_of: Vec::new(),
        people: Vec::new(),
        person_of: Vec::new(),
        times: Vec::new(),
    };
    places::resolve(&mut resolving);
    organisations::resolve(&mut resolving);
    people::resolve(&mut resolving);
    dates::resolve(&mut resolving);
    people::date_sightings(&mut resolving);
    let figures = figures::resolve(&resolving);
    let events = events::resolve(&resolving);
    // A place that stands only inside the names of bodies helped to resolve these and is no place of the article.
    let outside: Vec<usize> = (0..reading.places.len())
        .filter(|&at| !reading.places[at].inside_name)
        .filter_map(|at| resolving.place_of[at])
        .collect();
    let Resolving { places, organisations, people, .. } = resolving;
    let places = (0..).zip(places).filter(|(index, _)| outside.contains(index)).map(|(_, place)| place).collect();
    Record {
        page: page.stem.clone(),
        id: article.id,
        kind: article.kind,
        headline: article.headline.map(|headline| headline.text),
        reporters: article.reporters,
        people,
        orgs: organisations,
        places,
        events,
        figures,
        setting: setting.clone(),
        sentences: reading.sentences.iter().map(|sentence| sentence.span).collect(),
        text: article.body,
    }
}
