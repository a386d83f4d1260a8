//! Judgements as quads of `graph/decisions`: who judged what, why, and which IRI stands for which.

use std::collections::BTreeMap;

use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, Quad, vocab::xsd};
use oxigraph::store::Store as Engine;

use super::super::contribution::{Triples, readable};
use super::super::decisions::{Decision, Decisions, Verdict};
use super::super::error::StoreError;
use super::super::vocabulary as v;
use super::Judged;
use super::seen::Seen;
use crate::model::iri;

/// Writes the judgements into the engine. Those that rules left open come with no replacement; a person's come whether
/// their things are in the store or not.
pub(super) fn tell(
    engine: &Engine,
    seen: &Seen,
    decisions: &Decisions,
    judged: &[Judged],
    replaced: &BTreeMap<u32, u32>,
    reprints: &BTreeMap<u32, u32>,
) -> Result<(), StoreError> {
    let mut triples = Triples::default();
    for pair in judged {
        rule(&mut triples, seen, pair);
    }
    for row in &decisions.rows {
        person(&mut triples, seen, row);
    }
    for (&old, &new) in replaced {
        let [old, new] = [old, new].map(|at| NamedNode::new_unchecked(seen.iri(at)));
        triples.of(&old).is(v::IS_REPLACED_BY, new);
    }
    for (&reprint, &first) in reprints {
        let [reprint, first] = [reprint, first].map(|at| NamedNode::new_unchecked(seen.iri(at)));
        triples.of(&reprint).is(v::REPRINT_OF, first);
    }
    let graph = GraphName::from(v::DECISIONS);
    let mut loader = engine.bulk_loader();
    loader.load_quads(triples.0.into_iter().map(|triple| -> Quad { triple.in_graph(graph.clone()) }))?;
    Ok(loader.commit()?)
}

/// 甲 = 乙, 甲 ≟ 乙.
fn label(seen: &Seen, left: u32, sign: &str, right: u32) -> String {
    let name = |at: u32| {
        let label = &seen.thing(at).label;
        if label.is_empty() { seen.iri(at).to_owned() } else { label.clone() }
    };
    format!("{} {sign} {}", name(left), name(right))
}

fn rule(triples: &mut Triples, seen: &Seen, pair: &Judged) {
    let [left, right] = [pair.left, pair.right].map(|at| NamedNode::new_unchecked(seen.iri(at)));
    let node = NamedNode::new_unchecked(iri::hashed("decision", &["rule", left.as_str(), right.as_str()]));
    let (judgement, sign) = if pair.is_one { (v::POSITIVE, "=") } else { (v::OPEN, "≟") };
    let by = agent(triples, "fangzhi");
    let mut about = triples.of(&node);
    about
        .a(v::MERGE_DECISION)
        .says(v::PREF_LABEL, label(seen, pair.left, sign, pair.right))
        .is(v::LEFT, left)
        .is(v::RIGHT, right)
        .is(v::JUDGEMENT, judgement)
        .is(v::ATTRIBUTED_TO, by)
        .is(v::SCORE, Literal::new_typed_literal(pair.score.to_string(), xsd::DECIMAL))
        .says(v::DECIDED_BY, format!("{}: {}", pair.kind.name(), pair.rules.join(", ")));
}

fn person(triples: &mut Triples, seen: &Seen, row: &Decision) {
    let node = NamedNode::new_unchecked(row.iri());
    let (judgement, sign): (NamedNodeRef<'_>, _) = match row.verdict {
        Verdict::Positive => (v::POSITIVE, "="),
        Verdict::Negative => (v::NEGATIVE, "≠"),
        Verdict::Unsure => (v::UNSURE, "≟"),
        Verdict::Reject => (v::REJECTED, ""),
        Verdict::Rename => (v::RENAMED, ""),
    };
    let known = |iri: &str| seen.known(iri);
    let title = match (row.verdict, known(&row.left), known(&row.right)) {
        (Verdict::Reject, ..) => format!("✗ {}", v::compact(&row.left)),
        (Verdict::Rename, ..) => format!("→ {}", row.right),
        (_, Some(left), Some(right)) => label(seen, left, sign, right),
        _ => format!("{} {sign} {}", row.left, row.right),
    };
    let text = |text: &String| (!text.is_empty()).then(|| Literal::new_simple_literal(text));
    let by = (!row.author.is_empty()).then(|| agent(triples, &row.author));
    let mut about = triples.of(&node);
    about
        .a(if row.verdict.joins_two() { v::MERGE_DECISION } else { v::DECISION })
        .says(v::PREF_LABEL, title)
        .is(v::LEFT, NamedNode::new_unchecked(&row.left))
        .is(v::JUDGEMENT, judgement)
        .may(v::ATTRIBUTED_TO, by)
        .may(v::REASON, text(&row.reason))
        .may(v::DECIDED_BY, text(&row.rule))
        .may(v::DATE, (!row.date.is_empty()).then(|| Literal::new_typed_literal(&row.date, xsd::DATE)))
        .may(v::SCORE, (!row.score.is_empty()).then(|| Literal::new_typed_literal(&row.score, xsd::DECIMAL)));
    if row.verdict.joins_two() {
        about.is(v::RIGHT, NamedNode::new_unchecked(&row.right));
    } else if row.verdict == Verdict::Rename {
        about.says(v::NEW_NAME, &row.right);
    }
}

/// Who judged: a person by name, or the program by its rules.
fn agent(triples: &mut Triples, name: &str) -> NamedNode {
    let agent = readable("agent", name);
    triples.of(&agent).a(v::AGENT).says(v::PREF_LABEL, name);
    agent
}
