//! From a question and its parameters to SPARQL.
//!
//! - `$name` becomes the parameter's value: a literal, a number, or the things that a name stands for, parted by blanks,
//!   as `VALUES ?in { $place }` takes them.
//! - A line that names a parameter which is left open is left out. So a condition stands on one line, and a query holds
//!   no condition that always holds: what is not asked for costs nothing.
//! - A line that ends with `# unless $name` stands only where that parameter is left open.
//! - A line that is one of `SHORT` becomes what it stands for.

use std::collections::BTreeMap;

use jiff::civil::Date;
use oxigraph::model::{Literal, NamedNode, vocab::xsd};

use super::argument;
use super::look::Look;
use super::question::{Kind, Question, QuestionError};
use crate::graph::{Store, StoreError};
use crate::text::Edtf;

/// A query that is ready to be asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// The query.
    pub sparql: String,
    /// The things that parameters named, by parameter.
    pub things: BTreeMap<String, Vec<NamedNode>>,
    /// What the asker should know: a name that several things bear, or none.
    pub notes: Vec<String>,
}

/// What stands on a line of its own and comes back in many questions.
///
/// A fact is at a place by `fz:at`, which leads to all that lies above: see `graph::whereabouts`.
const SHORT: &[(&str, &str)] = &[
    (
        "#evidence",
        "GRAPH ?graph {
    ?claim fz:sentence ?stands ; fz:confidence ?confidence .
    ?stands nif:anchorOf ?sentence ; schema:isPartOf ?article .
    ?article schema:isPartOf ?page .
    OPTIONAL { ?article schema:headline ?headline }
    OPTIONAL { ?article schema:datePublished ?date }
  }
  ?page skos:prefLabel ?paper .",
    ),
    ("#event-at-place", "VALUES ?in { $place } ?event fz:at ?in ."),
    ("#figure-at-place", "VALUES ?in { $place } ?figure fz:at ?in ."),
    ("#post-at-place", "VALUES ?in { $place } ?m fz:at ?in ."),
];

/// The value of a parameter as SPARQL; none if it does not fit its kind.
struct Term {
    text: String,
    things: Vec<NamedNode>,
}

impl Question {
    /// The query with its parameters filled in.
    ///
    /// # Errors
    /// A parameter that it has not, a value that does not fit, or the engine's error when a name is looked up.
    pub fn fill(&self, store: &Store, values: &BTreeMap<String, String>) -> Result<Filled, QuestionError> {
        if let Some(given) = values.keys().find(|given| !self.parameters.iter().any(|p| p.name == **given)) {
            let known: Vec<&str> = self.parameters.iter().map(|p| p.name.as_str()).collect();
            return Err(QuestionError::NoParameter {
                question: self.name.clone(),
                parameter: given.clone(),
                known: if known.is_empty() { "none".to_owned() } else { known.join(", ") },
            });
        }
        let mut filled = Filled::default();
        let mut terms = BTreeMap::new();
        for parameter in &self.parameters {
            let value = values.get(&parameter.name).unwrap_or(&parameter.default);
            let term = if value.is_empty() {
                None
            } else {
                let term = term(Look::at(store), parameter.kind, value).map_err(StoreError::from)?;
                let Some(term) = term else {
                    return Err(QuestionError::BadValue {
                        question: self.name.clone(),
                        parameter: parameter.name.clone(),
                        wanted: parameter.kind.wanted().to_owned(),
                        value: value.clone(),
                    });
                };
                if matches!(parameter.kind, Kind::Place | Kind::Name) {
                    let told = argument::note(Look::at(store), value, &term.things).map_err(StoreError::from)?;
                    filled.notes.extend(told);
                    filled.things.insert(parameter.name.clone(), term.things);
                }
                Some(term.text)
            };
            terms.insert(parameter.name.as_str(), term);
        }
        filled.sparql = replace(&self.sparql, &terms);
        Ok(filled)
    }
}

/// The value as SPARQL; none if it does not fit.
fn term(look: Look<'_>, kind: Kind, value: &str) -> super::look::Looked<Option<Term>> {
    let text = |text: String| Some(Term { text, things: Vec::new() });
    let typed = |datatype| text(Literal::new_typed_literal(value, datatype).to_string());
    let list = |things: Vec<NamedNode>| Term {
        text: things.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
        things,
    };
    let day = |date: Option<Date>| {
        date.and_then(|date| text(Literal::new_typed_literal(date.to_string(), xsd::DATE).to_string()))
    };
    let bounds = || argument::time(value).map(Edtf::bounds).unwrap_or_default();
    Ok(match kind {
        Kind::Text => text(Literal::new_simple_literal(value).to_string()),
        Kind::FirstDay => day(bounds().0),
        Kind::LastDay => day(bounds().1),
        Kind::Number => value.parse::<f64>().ok().filter(|n| n.is_finite()).and_then(|_| typed(xsd::DECIMAL)),
        Kind::Count => value.parse::<u32>().ok().and_then(|count| text(count.to_string())),
        Kind::Event => Some(argument::types(look, value)?).filter(|types| !types.is_empty()).map(list),
        Kind::Concept => Some(argument::concepts(look, value)?).filter(|concepts| !concepts.is_empty()).map(list),
        Kind::Place => Some(list(argument::places(look, value)?.into_iter().collect())),
        Kind::Name => Some(list(look.named(value)?.into_iter().collect())),
    })
}

/// Puts what stands for them in the place of short lines and of `$name`, and leaves out the head and lines with an open
/// parameter.
fn replace(sparql: &str, terms: &BTreeMap<&str, Option<String>>) -> String {
    let mut text = String::with_capacity(sparql.len() * 2);
    for line in sparql.split_inclusive('\n') {
        if line.starts_with('#') {
            text.push_str(line);
            continue;
        }
        let bare = line.trim();
        let long = SHORT.iter().find(|(short, _)| *short == bare).map(|(_, long)| format!("  {long}\n"));
        text.extend(filled_line(long.as_deref().unwrap_or(line), terms));
    }
    text
}

/// The line with its terms; none if one of them is open.
fn filled_line(line: &str, terms: &BTreeMap<&str, Option<String>>) -> Option<String> {
    if let Some((stands, name)) = line.split_once(" # unless $") {
        return matches!(terms.get(name.trim()), Some(None)).then(|| format!("{stands}\n"));
    }
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find('$') {
        let (before, after) = rest.split_at(at);
        text.push_str(before);
        let name: String = after[1..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        match terms.get(name.as_str()) {
            Some(Some(term)) => text.push_str(term),
            Some(None) => return None,
            None => text.push_str(&after[..1 + name.len()]),
        }
        rest = &after[1 + name.len()..];
    }
    text.push_str(rest);
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(sparql: &str) -> Question {
        let head = "# 问\n# ask\n# @param who text \"\" 名 | name\n# @param day first-day \"\" 日 | day\n\
            # @param kind event \"\" 类 | type\n";
        Question::read("q", &format!("{head}{sparql}")).expect("a head that holds")
    }

    fn fill(question: &Question, pairs: &[(&str, &str)]) -> Result<String, String> {
        let store = Store::in_memory([]).expect("an empty store");
        let values = pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        question.fill(&store, &values).map(|filled| filled.sparql).map_err(|e| e.to_string())
    }

    #[test]
    fn parameters_are_quoted_and_checked() {
        let question = question(
            "SELECT * {\n ?s ?p ?n # unless $kind\n FILTER(?n = $who)\n FILTER(?d >= $day)\n VALUES ?t { $kind }\n}",
        );
        let filled = fill(&question, &[("who", "\"} DROP\\"), ("day", "2022-05")]).expect("fits");
        assert!(
            filled.ends_with(
                "{\n ?s ?p ?n\n FILTER(?n = \"\\\"} DROP\\\\\")\n \
                 FILTER(?d >= \"2022-05-01\"^^<http://www.w3.org/2001/XMLSchema#date>)\n}"
            ),
            "{filled}"
        );
        let open = fill(&question, &[]).expect("fits");
        assert!(open.ends_with("SELECT * {\n ?s ?p ?n\n}"), "{open}");
        let group = fill(&question, &[("kind", "组织")]).expect("fits");
        assert!(group.contains("#Deployment>") && group.contains("#Drill>"), "{group}");
        for (pair, said) in [
            (("day", "May"), "a time such as"),
            (("whom", "x"), "it has who, day, kind"),
            (("kind", "nonsense"), "a type of event"),
        ] {
            let error = fill(&question, &[pair]).expect_err("does not fit");
            assert!(error.contains(said), "{error}");
        }
    }
}
