//! From the records of a page to what each article adds to the store.

use oxigraph::model::NamedNode;

use super::claims;
use super::contribution::{Contribution, article_iri};
use super::entities::Facts;
use super::evidence::{self, CodePoints, Evidence};
use crate::model::{Divisions, Page, Record, iri};

/// How much is told of an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Detail {
    /// Every naming of a person, body or place as a `nif:Phrase`: about twice the quads.
    pub mentions: bool,
}

/// The contributions of the articles of `page`, in the order of `records`. Same page, same records: same quads.
pub fn contributions(page: &Page, records: &[Record], divisions: &Divisions, detail: Detail) -> Vec<Contribution> {
    let raw = CodePoints::of(&page.text);
    records.iter().map(|record| contribution(page, record, &raw, divisions, detail)).collect()
}

fn contribution(page: &Page, record: &Record, raw: &CodePoints, divisions: &Divisions, detail: Detail) -> Contribution {
    let setting = &record.setting;
    let date = setting.issue_date.map_or_else(String::new, |date| date.to_string());
    let printed = [setting.newspaper.as_deref().unwrap_or(""), &date, setting.number.as_deref().unwrap_or("")];
    let page_iri = NamedNode::new_unchecked(iri::hashed("page", &[&printed[..], &[&page.text]].concat()));
    // What 我市 means changes what the article says, so home is part of what the article is.
    let home = setting.home.map_or_else(String::new, |home| home.to_string());
    let own = [home.as_str(), record.headline.as_deref().unwrap_or(""), record.text.as_str()];
    let hashed = iri::hashed("article", &[&printed[..], &own[..]].concat());
    let digits = hashed.rsplit('/').next().unwrap_or_default().to_owned();

    let mut evidence = Evidence::of(record, article_iri(&digits), &page_iri, raw);
    let mut facts = Facts::new(divisions);
    evidence::page(&mut facts.triples, page, &page_iri, record);
    if let Some(home) = setting.home {
        facts.division(home);
    }
    for place in &record.places {
        let node = facts.place(place);
        // 魏都区 for 许昌市魏都区 needs no telling: the place's other names say so.
        let form = if place.name.ends_with(&place.mention) { &place.name } else { &place.mention };
        evidence.mention(&node, &place.name, form, place.resolved_by);
        if detail.mentions {
            evidence.phrases(&node, &place.spans);
        }
    }
    for body in &record.orgs {
        let node = facts.organisation(body);
        evidence.mention(&node, &body.name, &body.mention, body.resolved_by);
        if detail.mentions {
            evidence.phrases(&node, &body.spans);
        }
    }
    for person in &record.people {
        let node = facts.person(person, &mut evidence);
        evidence.mention(&node, &person.name, &person.name, "");
        if detail.mentions {
            evidence.phrases(&node, &person.spans);
        }
    }
    for event in &record.events {
        claims::event(&mut facts, &mut evidence, event);
    }
    for figure in &record.figures {
        claims::figure(&mut facts, &mut evidence, figure);
    }
    let body = record.text.as_str().to_owned();
    Contribution { article: digits, body, evidence: evidence.triples.0, facts: facts.triples.0 }
}
