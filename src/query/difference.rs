//! What two stores say otherwise: facts and things gained, lost, changed, or made one with others.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::{GraphNameRef, NamedNode, NamedNodeRef, Quad, Term};
use serde::Serialize;

use super::judgement::standing;
use super::look::{Look, Looked, value};
use crate::graph::{Store, vocabulary as v};

/// What is compared: a name for people and the class.
pub const KINDS: [(&str, NamedNodeRef<'static>); 6] = [
    ("person", v::PERSON),
    ("organisation", v::ORGANIZATION),
    ("place", v::ADMINISTRATIVE_AREA),
    ("membership", v::MEMBERSHIP),
    ("event", v::EVENT),
    ("figure", v::OBSERVATION),
];

/// How a thing differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// Only the second store tells of it.
    Gained,
    /// Only the first does.
    Lost,
    /// Both do, but not the same.
    Changed,
    /// In the second it is one with another thing.
    Merged,
}

impl Change {
    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gained => "gained",
            Self::Lost => "lost",
            Self::Changed => "changed",
            Self::Merged => "merged",
        }
    }
}

/// A thing that two stores tell of otherwise.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Difference {
    /// One of the names of [`KINDS`].
    pub kind: &'static str,
    /// How.
    pub change: Change,
    /// Its name, in the store that has it.
    pub label: String,
    /// Its IRI.
    pub iri: String,
    /// What was said and is not any more (`-`), and what is said now (`+`); of one that was merged, with what.
    pub detail: Vec<String>,
}

/// The differences from `before` to `after`, by kind, change and name.
///
/// # Errors
/// An engine's.
pub fn difference(before: &Store, after: &Store) -> Looked<Vec<Difference>> {
    let mut found = Vec::new();
    for (kind, class) in KINDS {
        let (old, new) = (members(before, class)?, members(after, class)?);
        let told = |change, store: &Store, thing: &NamedNode, detail| -> Looked<Difference> {
            let label = Look::at(store).label(thing)?;
            Ok(Difference { kind, change, label, iri: thing.as_str().to_owned(), detail })
        };
        for thing in old.difference(&new) {
            let now = standing(after, thing.clone())?;
            found.push(if now == *thing {
                told(Change::Lost, before, thing, Vec::new())?
            } else {
                let detail = format!("= {} {}", Look::at(after).label(&now)?, v::compact(now.as_str()));
                told(Change::Merged, before, thing, vec![detail])?
            });
        }
        for thing in new.difference(&old) {
            found.push(told(Change::Gained, after, thing, Vec::new())?);
        }
        for thing in old.intersection(&new) {
            let (said, says) = (said(before, thing)?, said(after, thing)?);
            if said != says {
                let detail = detail((before, &said), (after, &says))?;
                found.push(told(Change::Changed, after, thing, detail)?);
            }
        }
    }
    found.sort_by_cached_key(|d| {
        let kind = KINDS.iter().position(|(kind, _)| *kind == d.kind);
        (kind, d.change, d.label.clone(), d.iri.clone())
    });
    Ok(found)
}

fn members(store: &Store, class: NamedNodeRef<'_>) -> Looked<BTreeSet<NamedNode>> {
    Look::at(store).subjects(v::TYPE, &class.into_owned().into())
}

/// What the facts say of a thing: each quad, by its text.
fn said(store: &Store, thing: &NamedNode) -> Looked<BTreeMap<String, Quad>> {
    let facts = Some(GraphNameRef::DefaultGraph);
    let quads = store.engine().quads_for_pattern(Some(thing.into()), None, None, facts);
    quads.map(|quad| quad.map(|quad| (quad.to_string(), quad))).collect()
}

/// The values that differ, property by property; of evidence, how much there is.
fn detail(before: (&Store, &BTreeMap<String, Quad>), after: (&Store, &BTreeMap<String, Quad>)) -> Looked<Vec<String>> {
    let mut lines = Vec::new();
    let evidence = |said: &BTreeMap<String, Quad>| said.values().filter(|quad| quad.predicate == v::EVIDENCE).count();
    for (sign, (store, said), (_, other)) in [("-", before, after), ("+", after, before)] {
        for quad in said.iter().filter(|(text, _)| !other.contains_key(*text)).map(|(_, quad)| quad) {
            if quad.predicate == v::EVIDENCE {
                continue;
            }
            let shown = match &quad.object {
                Term::NamedNode(node) => Look::at(store).label(node)?,
                other => value(other),
            };
            lines.push(format!("{sign} {} {shown}", v::compact(quad.predicate.as_str())));
        }
    }
    let (old, new) = (evidence(before.1), evidence(after.1));
    if old != new {
        lines.push(format!("evidence {old} → {new}"));
    } else if lines.is_empty() {
        lines.push("other evidence".to_owned());
    }
    Ok(lines)
}
