//! The questions of `queries/`: SPARQL with a head that says what it asks, with which parameters, and what it gives.
//!
//! ```text
//! # 某人先后担任过哪些职务？
//! # Which posts did a person hold?
//! # @param person text "" 姓名，可只写一部分 | name, or a part of it
//! # @column role 职务 | title
//! # @example fangzhi ask posts --param person=石望川
//! SELECT ?role WHERE { … FILTER(CONTAINS(?name, $person)) … }
//! ```
//!
//! The evidence (the `GRAPH` block) stands right behind the pattern that binds the claim, before any `OPTIONAL`: the
//! engine joins what stands together by index, and what an `OPTIONAL` parts only after having made both sides whole.
//!
//! `$person` is a SPARQL variable that is replaced with the parameter's value before the query is parsed.

use std::collections::BTreeMap;

use oxigraph::model::{Literal, vocab::xsd};
use rust_embed::RustEmbed;

use super::run::{Answer, QueryError, ask};
use crate::graph::Store;
use crate::model::EventType;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/queries/"]
#[include = "*.rq"]
struct Files;

/// A question that is written already.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// What it is called: the stem of its file.
    pub name: String,
    /// What it asks.
    pub chinese: String,
    /// The same in English.
    pub english: String,
    /// Its parameters.
    pub parameters: Vec<Parameter>,
    /// What it gives: name of each column and what it means.
    pub columns: Vec<(String, String)>,
    /// A command that asks it.
    pub example: String,
    /// The query.
    pub sparql: String,
}

/// A parameter of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// What it can be.
    pub kind: Kind,
    /// What it is when it is not given; empty fits all.
    pub default: String,
    /// What it means.
    pub meaning: String,
}

/// What a parameter can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Any words.
    Text,
    /// A day, 2022-05-12.
    Date,
    /// A number.
    Number,
    /// A type of event, by its English or Chinese name.
    Event,
}

/// Why a question cannot be asked.
#[derive(Debug, thiserror::Error)]
pub enum QuestionError {
    /// There is none of that name.
    #[error("there is no question {0:?}")]
    Unknown(String),
    /// It has no such parameter.
    #[error("the question {question} has no parameter {parameter:?}; it has {known}")]
    NoParameter {
        /// The question.
        question: String,
        /// What was given.
        parameter: String,
        /// What it has.
        known: String,
    },
    /// A value does not fit.
    #[error("the parameter {parameter} of {question} takes {wanted}, not {value:?}")]
    BadValue {
        /// The question.
        question: String,
        /// The parameter.
        parameter: String,
        /// What it takes.
        wanted: String,
        /// What was given.
        value: String,
    },
    /// The head of a file does not hold; never as they are committed, which a test reads.
    #[error("queries/{file}.rq, line {line}: {reason}")]
    Head {
        /// Stem of the file.
        file: String,
        /// Which line.
        line: usize,
        /// What is wrong.
        reason: String,
    },
    /// The query fails.
    #[error(transparent)]
    Query(#[from] QueryError),
}

/// All questions, by name.
///
/// # Errors
/// A head that does not hold.
pub fn questions() -> Result<Vec<Question>, QuestionError> {
    let mut names: Vec<_> = Files::iter().collect();
    names.sort();
    let read = |name: &str| {
        let file = Files::get(name).map(|file| file.data.into_owned()).unwrap_or_default();
        Question::read(name.trim_end_matches(".rq"), &String::from_utf8_lossy(&file))
    };
    names.iter().map(|name| read(name)).collect()
}

/// The question called `name`.
///
/// # Errors
/// There is none.
pub fn question(name: &str) -> Result<Question, QuestionError> {
    let known = questions()?;
    known.into_iter().find(|question| question.name == name).ok_or_else(|| QuestionError::Unknown(name.to_owned()))
}

impl Question {
    /// Reads the file `name` with its head.
    ///
    /// # Errors
    /// A line of the head that does not hold.
    pub fn read(name: &str, text: &str) -> Result<Self, QuestionError> {
        let mut question = Self { name: name.to_owned(), sparql: text.to_owned(), ..Self::default() };
        for (at, line) in text.lines().enumerate() {
            let Some(said) = line.strip_prefix('#').map(str::trim) else { break };
            let bad =
                |reason: &str| QuestionError::Head { file: name.to_owned(), line: at + 1, reason: reason.to_owned() };
            if let Some(rest) = said.strip_prefix("@param ") {
                let mut words = rest.splitn(4, ' ');
                let (Some(name), Some(kind), Some(default), Some(meaning)) =
                    (words.next(), words.next(), words.next(), words.next())
                else {
                    return Err(bad("a parameter has name, type, default and meaning"));
                };
                let kind = match kind {
                    "text" => Kind::Text,
                    "date" => Kind::Date,
                    "number" => Kind::Number,
                    "event" => Kind::Event,
                    _ => return Err(bad("a type is text, date, number or event")),
                };
                let default = default.trim_matches('"').to_owned();
                question.parameters.push(Parameter {
                    name: name.to_owned(),
                    kind,
                    default,
                    meaning: meaning.to_owned(),
                });
            } else if let Some(rest) = said.strip_prefix("@column ") {
                let (name, meaning) = rest.split_once(' ').ok_or_else(|| bad("a column has name and meaning"))?;
                question.columns.push((name.to_owned(), meaning.to_owned()));
            } else if let Some(rest) = said.strip_prefix("@example ") {
                rest.clone_into(&mut question.example);
            } else if question.chinese.is_empty() {
                said.clone_into(&mut question.chinese);
            } else if question.english.is_empty() {
                said.clone_into(&mut question.english);
            }
        }
        Ok(question)
    }

    /// The query with its parameters filled in.
    ///
    /// # Errors
    /// A parameter that it has not, or a value that does not fit.
    pub fn fill(&self, values: &BTreeMap<String, String>) -> Result<String, QuestionError> {
        if let Some(given) = values.keys().find(|given| !self.parameters.iter().any(|p| p.name == **given)) {
            let known: Vec<&str> = self.parameters.iter().map(|p| p.name.as_str()).collect();
            return Err(QuestionError::NoParameter {
                question: self.name.clone(),
                parameter: given.clone(),
                known: if known.is_empty() { "none".to_owned() } else { known.join(", ") },
            });
        }
        let mut filled = BTreeMap::new();
        for parameter in &self.parameters {
            let value = values.get(&parameter.name).unwrap_or(&parameter.default);
            let term = parameter.kind.term(value).ok_or_else(|| QuestionError::BadValue {
                question: self.name.clone(),
                parameter: parameter.name.clone(),
                wanted: parameter.kind.wanted().to_owned(),
                value: value.clone(),
            })?;
            filled.insert(parameter.name.as_str(), term);
        }
        Ok(replace(&self.sparql, &filled))
    }

    /// Asks it.
    ///
    /// # Errors
    /// As [`Question::fill`], and the engine's.
    pub fn ask(&self, store: &Store, values: &BTreeMap<String, String>) -> Result<Answer, QuestionError> {
        Ok(ask(store, &self.fill(values)?)?)
    }
}

impl Kind {
    /// What a value of this kind looks like.
    pub fn wanted(self) -> &'static str {
        match self {
            Self::Text => "words",
            Self::Date => "a day such as 2022-05-12",
            Self::Number => "a number",
            Self::Event => "a type of event such as Meeting or 会议",
        }
    }

    /// The value as SPARQL; an empty one is the empty string, by which a query tells that it was left open.
    fn term(self, value: &str) -> Option<String> {
        let typed = |datatype| Some(Literal::new_typed_literal(value, datatype).to_string());
        match self {
            _ if value.is_empty() => Some("\"\"".to_owned()),
            Self::Text => Some(Literal::new_simple_literal(value).to_string()),
            Self::Date => value.parse::<jiff::civil::Date>().ok().and_then(|_| typed(xsd::DATE)),
            Self::Number => value.parse::<f64>().ok().filter(|n| n.is_finite()).and_then(|_| typed(xsd::DECIMAL)),
            Self::Event => value.parse::<EventType>().ok().map(|kind| format!("fz:{}", kind.name())),
        }
    }
}

/// Puts the terms in the place of `$name`, outside comments.
fn replace(sparql: &str, terms: &BTreeMap<&str, String>) -> String {
    let mut text = String::with_capacity(sparql.len());
    for line in sparql.split_inclusive('\n') {
        if line.starts_with('#') {
            text.push_str(line);
            continue;
        }
        let mut rest = line;
        while let Some(at) = rest.find('$') {
            let (before, after) = rest.split_at(at);
            text.push_str(before);
            let name: String = after[1..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            match terms.get(name.as_str()) {
                Some(term) => text.push_str(term),
                None => text.push_str(&after[..1 + name.len()]),
            }
            rest = &after[1 + name.len()..];
        }
        text.push_str(rest);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_question_reads_parses_and_says_what_it_gives() {
        let store = Store::in_memory([]).expect("an empty store");
        let all = questions().expect("heads");
        assert!(all.len() >= 12, "{} questions", all.len());
        for question in all {
            let answer = question.ask(&store, &BTreeMap::new());
            let answer = answer.unwrap_or_else(|e| panic!("{}: {e}", question.name));
            let Answer::Table(table) = answer else { panic!("{} gives no table", question.name) };
            let told: Vec<&str> = question.columns.iter().map(|(name, _)| name.as_str()).collect();
            assert_eq!(table.columns, told, "{}", question.name);
            assert!(!question.chinese.is_empty() && !question.english.is_empty(), "{}", question.name);
            assert!(question.example.starts_with(&format!("fangzhi ask {}", question.name)), "{}", question.name);
        }
    }

    #[test]
    fn parameters_are_quoted_and_checked() {
        let head = "# 问\n# ask\n# @param who text \"\" 名 | name\n# @param day date 2022-01-01 日 | day\n";
        let question =
            Question::read("q", &format!("{head}SELECT * {{ FILTER(?n = $who && ?d > $day) }}")).expect("head");
        let fill = |pairs: &[(&str, &str)]| {
            question.fill(&pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect())
        };
        let filled = fill(&[("who", "\"} DROP\\")]).expect("fits");
        assert!(
            filled.ends_with(
                r#"FILTER(?n = "\"} DROP\\" && ?d > "2022-01-01"^^<http://www.w3.org/2001/XMLSchema#date>) }"#
            ),
            "{filled}"
        );
        assert!(fill(&[("day", "May")]).expect_err("no day").to_string().contains("a day such as"));
        assert!(fill(&[("whom", "x")]).expect_err("none").to_string().contains("it has who, day"));
    }
}
