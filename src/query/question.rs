//! The questions of `queries/`: SPARQL with a head that says what it asks, with which parameters, and what it gives.
//!
//! ```text
//! # 某人先后担任过哪些职务？
//! # Which posts did a person hold?
//! # @number 2
//! # @param person name "" 姓名 | name of the person
//! # @column role 职务 | title
//! # @note 只有见报，没有任免 | sightings only, no start or end of a tenure
//! # @example fangzhi ask posts --param person=石望川
//! SELECT ?role ?sentence ?headline ?paper ?date ?confidence WHERE {
//!   VALUES ?who { $person }
//!   ?m org:member ?who ; org:role/skos:prefLabel ?role ; fz:evidence ?claim .
//!   #evidence
//! }
//! ```
//!
//! How a query is filled in, and what `#evidence` stands for, is in [`fill`](super::fill).

use std::collections::BTreeMap;

use rust_embed::RustEmbed;

use super::fill::Filled;
use super::run::{Answer, QueryError, ask};
use crate::graph::{Store, StoreError};

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/queries/"]
#[include = "*.rq"]
#[exclude = "checks/*"]
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
    /// Its number among the forty of the field; none for one beside them.
    pub number: Option<u8>,
    /// Its parameters.
    pub parameters: Vec<Parameter>,
    /// What it gives: name of each column and what it means.
    pub columns: Vec<(String, String)>,
    /// What the data cannot give.
    pub notes: Vec<String>,
    /// What is computed from the table that the query gives, where SPARQL cannot.
    pub view: Option<String>,
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
    /// What it is when it is not given; empty leaves it open.
    pub default: String,
    /// What it means.
    pub meaning: String,
}

/// What a parameter can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Any words.
    Text,
    /// The first day of a time: 2022-05-12, 2022-05, 2022.
    FirstDay,
    /// Its last day.
    LastDay,
    /// A number.
    Number,
    /// A whole number, as LIMIT takes it.
    Count,
    /// A type of event or a group of types, by its English or Chinese name.
    Event,
    /// A concept (a kind of body, a band) by its name in either language.
    Concept,
    /// A place by name, short name, code or IRI.
    Place,
    /// A person, body or place by name, part of a name or IRI.
    Name,
}

impl Kind {
    const ALL: [(&'static str, Kind, &'static str); 9] = [
        ("text", Self::Text, "words"),
        ("first-day", Self::FirstDay, "a time such as 2022-05-12, 2022-05 or 2022, of which the first day counts"),
        ("last-day", Self::LastDay, "a time such as 2022-05-12, 2022-05 or 2022, of which the last day counts"),
        ("number", Self::Number, "a number"),
        ("count", Self::Count, "a whole number"),
        ("event", Self::Event, "a type of event such as Meeting or 会议, or a group such as Governing or 治理"),
        ("concept", Self::Concept, "a concept such as 群团组织 or company"),
        ("place", Self::Place, "a place by name or code, with all within it"),
        ("name", Self::Name, "a name, or a part of one"),
    ];

    /// What a value of this kind looks like.
    pub fn wanted(self) -> &'static str {
        Self::ALL.iter().find(|(_, kind, _)| *kind == self).map_or("", |(_, _, wanted)| wanted)
    }
}

/// Columns that mean the same in every question.
const EVIDENCE_COLUMNS: [(&str, &str); 5] = [
    ("sentence", "依据的句子 | the sentence that says so"),
    ("headline", "标题 | headline"),
    ("paper", "报纸版面 | paper and page"),
    ("date", "见报日期 | day of issue"),
    ("confidence", "置信度 | confidence"),
];

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
    /// A view cannot be computed.
    #[error("the view cannot be computed: {0}")]
    View(String),
    /// The store fails.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// All questions, by name.
///
/// # Errors
/// A head that does not hold.
pub fn questions() -> Result<Vec<Question>, QuestionError> {
    embedded::<Files>()
}

/// The questions of a folder that the program carries, by name.
pub(super) fn embedded<Folder: RustEmbed>() -> Result<Vec<Question>, QuestionError> {
    let mut names: Vec<_> = Folder::iter().collect();
    names.sort();
    let read = |name: &str| {
        let file = Folder::get(name).map(|file| file.data.into_owned()).unwrap_or_default();
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
            question.head(said).map_err(|reason| QuestionError::Head {
                file: name.to_owned(),
                line: at + 1,
                reason: reason.to_owned(),
            })?;
        }
        for (column, meaning) in EVIDENCE_COLUMNS {
            if !question.columns.iter().any(|(known, _)| known == column) && text.contains(&format!("?{column}")) {
                question.columns.push((column.to_owned(), meaning.to_owned()));
            }
        }
        Ok(question)
    }

    /// Takes one line of the head.
    fn head(&mut self, said: &str) -> Result<(), &'static str> {
        let Some((key, rest)) = said.strip_prefix('@').and_then(|said| said.split_once(' ')) else {
            let title = if self.chinese.is_empty() { &mut self.chinese } else { &mut self.english };
            if title.is_empty() {
                said.clone_into(title);
            }
            return Ok(());
        };
        match key {
            "param" => {
                let mut words = rest.splitn(4, ' ');
                let (Some(name), Some(kind), Some(default), Some(meaning)) =
                    (words.next(), words.next(), words.next(), words.next())
                else {
                    return Err("a parameter has name, type, default and meaning");
                };
                let kind = Kind::ALL.iter().find(|(known, ..)| *known == kind);
                let (_, kind, _) = kind.ok_or("no such type of parameter")?;
                let default = default.trim_matches('"').to_owned();
                self.parameters.push(Parameter {
                    name: name.to_owned(),
                    kind: *kind,
                    default,
                    meaning: meaning.to_owned(),
                });
            }
            "column" => {
                let (name, meaning) = rest.split_once(' ').ok_or("a column has name and meaning")?;
                self.columns.push((name.to_owned(), meaning.to_owned()));
            }
            "number" => self.number = Some(rest.parse().map_err(|_| "a number counts")?),
            "note" => self.notes.push(rest.to_owned()),
            "view" => self.view = Some(rest.to_owned()),
            "example" => rest.clone_into(&mut self.example),
            _ => return Err("no such word in a head"),
        }
        Ok(())
    }

    /// Asks it. A question with a [`view`](Self::view) gives what the view works on; `analysis::answer` gives the answer.
    ///
    /// # Errors
    /// As [`Question::fill`], and the engine's.
    pub fn ask(&self, store: &Store, values: &BTreeMap<String, String>) -> Result<(Answer, Filled), QuestionError> {
        let filled = self.fill(store, values)?;
        Ok((ask(store, &filled.sparql)?, filled))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_question_reads_parses_and_says_what_it_gives() {
        let store = Store::in_memory([]).expect("an empty store");
        let all = questions().expect("heads");
        for question in &all {
            // Open parameters drop lines, so each question must parse with and without them.
            let sample = |kind: Kind| match kind {
                Kind::FirstDay | Kind::LastDay => "2022-05",
                Kind::Number | Kind::Count => "3",
                Kind::Event => "会议",
                Kind::Concept => "企业",
                Kind::Text | Kind::Place | Kind::Name => "无名",
            };
            let full = question.parameters.iter().map(|p| (p.name.clone(), sample(p.kind).to_owned())).collect();
            for values in [BTreeMap::new(), full] {
                let (answer, filled) =
                    question.ask(&store, &values).unwrap_or_else(|e| panic!("{}: {e}", question.name));
                let Answer::Table(table) = answer else { panic!("{} gives no table", question.name) };
                assert!(!filled.sparql.contains("#evidence"), "{}", question.name);
                let told: Vec<&str> = question.columns.iter().map(|(name, _)| name.as_str()).collect();
                assert!(question.view.is_some() || table.columns == told, "{}: {:?}", question.name, table.columns);
            }
            assert!(!question.chinese.is_empty() && !question.english.is_empty(), "{}", question.name);
            assert!(question.example.starts_with(&format!("fangzhi ask {}", question.name)), "{}", question.name);
            assert!(
                question.notes.iter().all(|note| note.contains(" | ")),
                "{}: notes in two languages",
                question.name
            );
        }
        let mut numbers: Vec<u8> = all.iter().filter_map(|question| question.number).collect();
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=40).collect::<Vec<u8>>(), "each of the forty has one file");
    }
}
