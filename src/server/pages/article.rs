//! An article: its text with what it names marked, what its sentences say beside them, and the page as it was read. In a store
//! built without texts, the sentences that claims stand on.

use std::collections::BTreeMap;

use askama::Template;
use axum::response::Response;
use oxigraph::model::{GraphName, NamedNode, Term};

use super::super::index::sentences::begin;
use super::super::problem::Problem;
use super::cards::{Cards, Link};
use super::{Asking, Chrome, address, render};
use crate::graph::vocabulary as v;
use crate::query::Statement;
use crate::query::look::{Look, value};

/// A stretch of a sentence; with a link where it names a thing.
struct Piece {
    text: String,
    href: String,
}

/// A sentence with the facts that stand on it.
struct Sentence {
    place: String,
    /// What stands between it and the one before, on which no claim stands.
    before: Vec<Piece>,
    /// Whether that is text that the store has not.
    gap: bool,
    pieces: Vec<Piece>,
    raw: Option<(u64, u64)>,
    facts: Vec<Link>,
}

/// A stretch of the page as it was read; with a place and a link back where a sentence of this article stands.
struct Stretch {
    text: String,
    place: String,
    sentence: String,
}

#[derive(Template)]
#[template(path = "article.html")]
struct Page<'a> {
    c: &'a Chrome,
    iri: &'a str,
    path: String,
    title: String,
    told: Statement,
    facts: Vec<(&'a str, Vec<Link>)>,
    sentences: Vec<Sentence>,
    /// What stands behind the last of them.
    after: Vec<Piece>,
    /// The page as it was read; empty in a store built without texts.
    raw: Vec<Stretch>,
    mentions: Vec<Link>,
}

/// The page of the article `iri`, or 404.
pub fn page(asking: &Asking, iri: &str) -> Result<Response, Problem> {
    let c = &asking.chrome;
    let look = Look::at(&asking.state.store);
    let cards = Cards { look, chrome: c };
    let article = &NamedNode::new_unchecked(iri);
    let about = look.all(article)?;
    let Some(graph) = about.iter().map(|quad| quad.graph_name.clone()).next() else {
        return Err(Problem::new(404, format!("the store says nothing of {iri}")));
    };
    let told = Statement::of_article(look, article)?;
    let (mut facts, mut named) = (Vec::new(), Vec::new());
    for (property, name) in [
        (v::IS_PART_OF, c.t("版面", "page")),
        (v::DATE_PUBLISHED, c.t("见报", "printed")),
        (v::ARTICLE_KIND, c.t("体裁", "kind")),
        (v::AUTHOR, c.t("记者", "reporters")),
        (v::CONTRIBUTOR, c.t("通讯员", "correspondents")),
        (v::PHOTOGRAPHER, c.t("摄影", "photographs")),
    ] {
        let of = about.iter().filter(|quad| quad.predicate == property);
        let links = of.map(|quad| cards.term(&quad.object)).collect::<Result<Vec<_>, _>>()?;
        if !links.is_empty() {
            facts.push((name, links));
        }
    }
    for quad in about.iter().filter(|quad| quad.predicate == v::MENTIONS) {
        if let Term::NamedNode(thing) = &quad.object {
            named.push(thing.clone());
        }
    }
    let names = names(asking, look, &graph, &named)?;
    let mut mentions = named.iter().map(|thing| cards.link(thing)).collect::<Result<Vec<_>, _>>()?;
    mentions.sort_by(|a, b| a.name.cmp(&b.name));
    let mut sentences = sentences(asking, cards, &graph, &names)?;
    let (mut after, mut raw) = (Vec::new(), Vec::new());
    let digits = iri.rsplit('/').next().unwrap_or_default();
    // A build that came after the start of the server may have taken the file away; the sentences are still there.
    if let Some(text) = asking.state.store.text(digits).ok().flatten() {
        let body = text.bodies.get(digits).map_or("", String::as_str);
        after = fill(&mut sentences, body, &names);
        raw = stretches(&text.raw, &sentences);
    }
    let title = told.headline.clone().unwrap_or_else(|| c.t("（无题）", "(no headline)").to_owned());
    render(&Page { c, iri, path: address(iri), title, told, facts, sentences, after, raw, mentions })
}

/// The words by which the article's things go, longest first, each with its thing.
fn names(
    asking: &Asking,
    look: Look<'_>,
    graph: &GraphName,
    named: &[NamedNode],
) -> Result<Vec<(String, String)>, Problem> {
    let mut names = Vec::new();
    for thing in named {
        for property in [v::PREF_LABEL, v::ALT_LABEL] {
            for name in look.objects(thing, property)? {
                names.push((value(&name), asking.chrome.to(address(thing.as_str()))));
            }
        }
    }
    let forms = asking.state.store.engine().quads_for_pattern(None, Some(v::FORM), None, Some(graph.as_ref()));
    for form in forms {
        let form = form?;
        let claim = NamedNode::new_unchecked(value(&form.subject.into()));
        for quad in look.all(&claim)?.iter().filter(|quad| quad.predicate == v::ABOUT) {
            names.push((value(&form.object), asking.chrome.to(address(&value(&quad.object)))));
        }
    }
    names.retain(|(name, _)| name.chars().count() > 1);
    names.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
    names.dedup_by(|a, b| a.0 == b.0);
    Ok(names)
}

fn sentences(
    asking: &Asking,
    cards: Cards<'_>,
    graph: &GraphName,
    names: &[(String, String)],
) -> Result<Vec<Sentence>, Problem> {
    let (engine, look) = (asking.state.store.engine(), cards.look);
    // The facts of each sentence, by way of the claims that stand on it.
    let mut facts: BTreeMap<String, Vec<Link>> = BTreeMap::new();
    for quad in engine.quads_for_pattern(None, Some(v::SENTENCE), None, Some(graph.as_ref())) {
        let quad = quad?;
        for fact in look.subjects(v::EVIDENCE, &quad.subject.into())? {
            facts.entry(value(&quad.object)).or_default().push(cards.link(&fact)?);
        }
    }
    let mut found = Vec::new();
    for quad in engine.quads_for_pattern(None, Some(v::TYPE), Some(v::NIF_SENTENCE.into()), Some(graph.as_ref())) {
        let iri = value(&quad?.subject.into());
        let Some((_, place)) = iri.split_once('#') else { continue };
        let told = Statement::of_sentence(look, &NamedNode::new_unchecked(&iri))?;
        let mut facts = facts.remove(&iri).unwrap_or_default();
        facts.sort_by(|a, b| (&a.name, &a.href).cmp(&(&b.name, &b.href)));
        facts.dedup();
        found.push(Sentence {
            pieces: pieces(&told.sentence.unwrap_or_default(), names),
            raw: told.raw,
            place: place.to_owned(),
            before: Vec::new(),
            gap: false,
            facts,
        });
    }
    found.sort_by_key(|sentence| (begin(&sentence.place), sentence.place.clone()));
    let mut last_end = 0;
    for sentence in &mut found {
        sentence.gap = begin(&sentence.place) > last_end;
        last_end = end(&sentence.place);
    }
    Ok(found)
}

/// One past the last character that a fragment `char=B,E` names.
fn end(place: &str) -> u64 {
    place.rsplit(',').next().and_then(|end| end.parse().ok()).unwrap_or(0)
}

/// The text from character `from` to `to`.
fn between(text: &str, from: u64, to: u64) -> String {
    let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
    text.chars().skip(place(from)).take(place(to.saturating_sub(from))).collect()
}

/// Puts what stands between the sentences before them, and gives what stands behind the last.
fn fill(sentences: &mut [Sentence], body: &str, names: &[(String, String)]) -> Vec<Piece> {
    let mut last_end = 0;
    for sentence in sentences.iter_mut() {
        sentence.before = pieces(between(body, last_end, begin(&sentence.place)).trim(), names);
        sentence.gap = false;
        last_end = last_end.max(end(&sentence.place));
    }
    pieces(between(body, last_end, u64::MAX).trim(), names)
}

/// The page cut where sentences of the article stand.
fn stretches(raw: &str, sentences: &[Sentence]) -> Vec<Stretch> {
    let mut spans: Vec<(u64, u64, &str)> =
        sentences.iter().filter_map(|s| s.raw.map(|(from, to)| (from, to, s.place.as_str()))).collect();
    spans.sort_unstable();
    let plain = |text: String| Stretch { text, place: String::new(), sentence: String::new() };
    let (mut found, mut last_end) = (Vec::new(), 0);
    for (from, to, sentence) in spans {
        // Of two that overlap, as on broken pages, the first is marked.
        if from < last_end || from == to {
            continue;
        }
        found.push(plain(between(raw, last_end, from)));
        let (place, sentence) = (format!("raw={from},{to}"), sentence.to_owned());
        found.push(Stretch { text: between(raw, from, to), place, sentence });
        last_end = to;
    }
    found.push(plain(between(raw, last_end, u64::MAX)));
    found.retain(|stretch| !stretch.text.is_empty());
    found
}

/// The sentence cut at the names in it, the longest first where several begin.
fn pieces(text: &str, names: &[(String, String)]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        match names.iter().find(|(name, _)| rest.starts_with(name.as_str())) {
            Some((name, href)) => {
                pieces.push(Piece { text: name.clone(), href: href.clone() });
                rest = &rest[name.len()..];
            }
            None => {
                match pieces.last_mut().filter(|piece| piece.href.is_empty()) {
                    Some(piece) => piece.text.push(first),
                    None => pieces.push(Piece { text: first.to_string(), href: String::new() }),
                }
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(begin: u64, end: u64, raw: (u64, u64)) -> Sentence {
        let place = format!("char={begin},{end}");
        Sentence { place, before: Vec::new(), gap: true, pieces: Vec::new(), raw: Some(raw), facts: Vec::new() }
    }

    #[test]
    fn what_stands_between_sentences_is_told_once() {
        let words = |pieces: &[Piece]| pieces.iter().map(|piece| piece.text.as_str()).collect::<String>();
        // The second reaches into the third, as where a page breaks inside a name.
        let mut all = [sentence(1, 3, (2, 5)), sentence(4, 8, (7, 12)), sentence(6, 8, (9, 12))];
        let after = fill(&mut all, "零一二三四五六七八九", &[]);
        assert_eq!(all.each_ref().map(|s| words(&s.before)), ["零", "三", ""]);
        assert_eq!(words(&after), "八九");
        assert!(all.iter().all(|sentence| !sentence.gap));
        let raw = "页零\n一二三四五六七八九末尾";
        let cut: Vec<String> = stretches(raw, &all).iter().map(|s| format!("{}{}", s.place, s.text)).collect();
        assert_eq!(cut, ["页零", "raw=2,5\n一二", "三四", "raw=7,12五六七八九", "末尾"]);
    }

    #[test]
    fn names_are_cut_out_the_longest_first() {
        let names = [("市总工会", "/b"), ("总工会", "/c"), ("工会", "/d")].map(|(n, h)| (n.to_owned(), h.to_owned()));
        let cut: Vec<String> =
            pieces("市总工会和县总工会、工人。", &names).iter().map(|p| format!("{}{}", p.text, p.href)).collect();
        assert_eq!(cut, ["市总工会/b", "和县", "总工会/c", "、工人。"]);
    }
}
