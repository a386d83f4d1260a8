//! Judgements about identity: what made a thing, and what is still open, with the evidence of both sides.

use std::collections::BTreeSet;

use oxigraph::model::{GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, Term};
use serde::Serialize;

use super::evidence::{Statement, statements};
use super::look::{Look, Looked, value};
use crate::graph::{Decision, Store, Verdict, vocabulary as v};

/// A judgement as the graph of decisions has it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Judgement {
    /// 甲 = 乙, with the names that both had.
    pub label: String,
    /// IRI of the one.
    pub left: String,
    /// IRI of the other; none of a rejection or a renaming.
    pub right: Option<String>,
    /// positive, negative, unsure, open, rejected or renamed.
    pub judgement: String,
    /// Who judged: a person, or fangzhi by its rules.
    pub by: Option<String>,
    /// What was judged and the rules that held: `person: same name, posts in one body`.
    pub rules: Option<String>,
    /// How likely these make it that both are one, 0 to 1.
    pub score: Option<f64>,
    /// Why a person judged so.
    pub reason: Option<String>,
    /// When.
    pub date: Option<String>,
}

/// One of two things that may be one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Side {
    /// Its IRI.
    pub iri: String,
    /// Its name.
    pub label: String,
    /// Other names, posts, homes, times: what tells it apart.
    pub told: Vec<String>,
    /// Sentences, or articles that name it.
    pub evidence: Vec<Statement>,
}

/// How many sentences a side shows.
const SHOWN: usize = 3;

fn of(store: &Store, subject: &NamedNode) -> Looked<Option<Judgement>> {
    let graph = Some(GraphNameRef::from(v::DECISIONS));
    let mut judgement = Judgement::default();
    for quad in store.engine().quads_for_pattern(Some(subject.into()), None, None, graph) {
        let quad = quad?;
        let text = value(&quad.object);
        match quad.predicate.as_ref() {
            v::PREF_LABEL => judgement.label = text,
            v::LEFT => judgement.left = text,
            v::RIGHT => judgement.right = Some(text),
            v::JUDGEMENT => judgement.judgement = text.trim_start_matches(v::FZ).to_lowercase(),
            v::DECIDED_BY => judgement.rules = Some(text),
            v::SCORE => judgement.score = text.parse().ok(),
            v::REASON => judgement.reason = Some(text),
            v::DATE => judgement.date = Some(text),
            v::ATTRIBUTED_TO => {
                if let Term::NamedNode(agent) = &quad.object {
                    let label = (Some(agent.into()), Some(v::PREF_LABEL));
                    let mut names = store.engine().quads_for_pattern(label.0, label.1, None, graph);
                    judgement.by = names.next().transpose()?.map(|quad| value(&quad.object));
                }
            }
            _ => {}
        }
    }
    Ok((!judgement.judgement.is_empty()).then_some(judgement))
}

fn subjects(store: &Store, property: NamedNodeRef<'_>, object: &Term) -> Looked<BTreeSet<NamedNode>> {
    let graph = Some(GraphNameRef::from(v::DECISIONS));
    let quads = store.engine().quads_for_pattern(None, Some(property), Some(object.as_ref()), graph);
    let node = |subject| if let NamedOrBlankNode::NamedNode(node) = subject { Some(node) } else { None };
    quads.filter_map(|quad| quad.map(|quad| node(quad.subject)).transpose()).collect()
}

/// The pairs that nobody has judged yet, most likely ones first.
///
/// # Errors
/// The engine's.
pub fn open(store: &Store) -> Looked<Vec<Judgement>> {
    let mut found = Vec::new();
    for subject in subjects(store, v::JUDGEMENT, &v::OPEN.into_owned().into())? {
        found.extend(of(store, &subject)?);
    }
    found.sort_by(|a, b| {
        let key = |judgement: &Judgement| (judgement.left.clone(), judgement.right.clone());
        b.score.unwrap_or_default().total_cmp(&a.score.unwrap_or_default()).then_with(|| key(a).cmp(&key(b)))
    });
    Ok(found)
}

/// How many pairs have this judgement.
///
/// # Errors
/// The engine's.
pub fn judged(store: &Store, judgement: NamedNodeRef<'_>) -> Looked<usize> {
    Ok(subjects(store, v::JUDGEMENT, &judgement.into_owned().into())?.len())
}

/// What stands for `thing` now: itself, or what it is one with.
///
/// # Errors
/// The engine's.
pub fn standing(store: &Store, thing: NamedNode) -> Looked<NamedNode> {
    let graph = Some(GraphNameRef::from(v::DECISIONS));
    let mut quads = store.engine().quads_for_pattern(Some((&thing).into()), Some(v::IS_REPLACED_BY), None, graph);
    let found = quads.next().transpose()?;
    Ok(match found.map(|quad| quad.object) {
        Some(Term::NamedNode(standing)) => standing,
        _ => thing,
    })
}

/// The judgements about `thing` and all that it stands for; those that are still open last.
///
/// # Errors
/// The engine's.
pub fn about(store: &Store, thing: &NamedNode) -> Looked<Vec<Judgement>> {
    let mut names = subjects(store, v::IS_REPLACED_BY, &thing.clone().into())?;
    names.insert(thing.clone());
    let mut nodes = BTreeSet::new();
    for name in names {
        for end in [v::LEFT, v::RIGHT] {
            nodes.extend(subjects(store, end, &name.clone().into())?);
        }
    }
    let mut found = Vec::new();
    for node in nodes {
        found.extend(of(store, &node)?);
    }
    found.sort_by(|a, b| (a.judgement == "open", &a.label, &a.left).cmp(&(b.judgement == "open", &b.label, &b.left)));
    Ok(found)
}

/// One side of an open pair.
///
/// # Errors
/// The engine's.
pub fn side(store: &Store, iri: &str) -> Looked<Side> {
    let look = Look::at(store);
    let thing = standing(store, NamedNode::new_unchecked(iri))?;
    let mut told = Vec::new();
    for property in [v::ALT_LABEL, v::EDTF] {
        told.extend(look.objects(&thing, property)?.iter().map(value));
    }
    for property in [v::JURISDICTION, v::CONTAINED_IN_PLACE, v::HAS_ACTOR, v::HAS_PLACE] {
        for other in look.things(&thing, property)? {
            told.push(look.label(&other)?);
        }
    }
    let memberships = look.subjects(v::MEMBER, &thing.clone().into())?;
    let name = look.label(&thing)?;
    let mut evidence = statements(look, &thing)?;
    for membership in &memberships {
        let label = look.label(membership)?;
        told.push(label.trim_start_matches(&format!("{name}：")).to_owned());
        evidence.extend(statements(look, membership)?);
    }
    for role in [v::HAS_ACTOR, v::IN_ORGANIZATION, v::HAS_PLACE] {
        for fact in look.subjects(role, &thing.clone().into())?.iter().take(SHOWN) {
            if evidence.len() < SHOWN {
                evidence.extend(statements(look, fact)?);
            }
        }
    }
    if evidence.is_empty() {
        for article in look.about(&thing)?.into_iter().take(SHOWN) {
            if let NamedOrBlankNode::NamedNode(article) = article
                && look.all(&article)?.iter().any(|quad| quad.predicate == v::ARTICLE_KIND)
            {
                evidence.push(Statement::of_article(look, &article)?);
            }
        }
    }
    // A sentence with several claims says it once.
    let mut seen = BTreeSet::new();
    evidence.retain(|told| seen.insert((told.article.clone(), told.place.clone())));
    evidence.truncate(SHOWN);
    Ok(Side { iri: thing.as_str().to_owned(), label: name, told, evidence })
}

/// The decisions about things that the store does not hold: their pages are gone, or were never there.
///
/// # Errors
/// The engine's.
pub fn unknown(store: &Store) -> Looked<Vec<&Decision>> {
    let mut found = Vec::new();
    for row in &store.decisions().rows {
        // A claim that is rejected is not there any more, which is what was wanted.
        let things = match row.verdict {
            Verdict::Reject => vec![],
            Verdict::Rename => vec![&row.left],
            _ => vec![&row.left, &row.right],
        };
        for iri in things {
            if !holds(store, &NamedNode::new_unchecked(iri))? {
                found.push(row);
                break;
            }
        }
    }
    Ok(found)
}

/// Whether the store tells anything of a thing, under this IRI or the one that stands for it.
///
/// # Errors
/// The engine's.
pub fn holds(store: &Store, thing: &NamedNode) -> Looked<bool> {
    Ok(standing(store, thing.clone())? != *thing || !Look::at(store).all(thing)?.is_empty())
}
