//! The questions that are written already, as forms; their answers as tables with evidence.

use std::collections::BTreeMap;

use askama::Template;
use axum::response::Response;
use oxigraph::model::Term;
use serde::{Deserialize, Serialize};

use super::super::problem::Problem;
use super::{Asking, Chrome, address, render};
use crate::analysis::{Answered, answer};
use crate::graph::{Store, vocabulary::PREFIXES};
use crate::model::iri::THINGS;
use crate::query::question::{Question, QuestionError, question, questions};
use crate::query::table::plain;
use crate::query::{Answer, Table};

/// Rows that a page shows; the files have all.
const SHOWN: usize = 500;

#[derive(Template)]
#[template(path = "questions.html")]
struct List<'a> {
    c: &'a Chrome,
    questions: Vec<Question>,
}

/// `/questions`
pub fn list(asking: &Asking) -> Result<Response, Problem> {
    render(&List { c: &asking.chrome, questions: questions()? })
}

/// A question that was asked by its form. The answer is made apart.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Asked {
    /// Its name.
    pub name: String,
    /// Its parameters as given; those left open are not there.
    pub values: BTreeMap<String, String>,
    /// Language and place of the page.
    pub chrome: Chrome,
}

/// A parameter as a field of the form.
struct Field {
    name: String,
    meaning: String,
    wanted: &'static str,
    value: String,
}

/// A cell of the answer.
pub struct Cell {
    /// Where to, if it leads anywhere.
    pub href: String,
    /// What it says.
    pub text: String,
    /// Whether it is a sentence, and is set as one.
    pub quote: bool,
    /// Whether it is a number, and stands right.
    pub number: bool,
}

#[derive(Template)]
#[template(path = "question.html")]
struct Page<'a> {
    c: &'a Chrome,
    question: &'a Question,
    fields: Vec<Field>,
    columns: Vec<(String, String)>,
    rows: Vec<Vec<Cell>>,
    count: usize,
    notes: Vec<String>,
    sparql: String,
    problem: String,
    query: String,
}

/// The page of an asked question, as HTML.
///
/// # Errors
/// There is no such question, or the engine fails.
pub fn page(store: &Store, asked: &Asked) -> Result<String, Problem> {
    let question = question(&asked.name)?;
    let c = &asked.chrome;
    let fields = question.parameters.iter().map(|parameter| Field {
        name: parameter.name.clone(),
        meaning: c.half(&parameter.meaning).to_owned(),
        wanted: parameter.kind.wanted(),
        value: asked.values.get(&parameter.name).unwrap_or(&parameter.default).clone(),
    });
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(&asked.values).finish();
    let mut page = Page {
        c,
        question: &question,
        fields: fields.collect(),
        columns: Vec::new(),
        rows: Vec::new(),
        count: 0,
        notes: Vec::new(),
        sparql: String::new(),
        problem: String::new(),
        query,
    };
    match ask(&question, store, asked) {
        Ok((table, notes, sparql)) => {
            let meaning = |name: &String| {
                let known = question.columns.iter().find(|(known, _)| known == name);
                known.map_or(name.as_str(), |(_, meaning)| c.half(meaning)).to_owned()
            };
            page.columns = table.columns.iter().map(|name| (name.clone(), meaning(name))).collect();
            page.count = table.rows.len();
            page.rows = cells(c, &table, SHOWN);
            page.notes = notes.iter().map(|note| c.half(note).to_owned()).collect();
            page.sparql = sparql;
        }
        Err(e @ (QuestionError::BadValue { .. } | QuestionError::NoParameter { .. })) => page.problem = e.to_string(),
        Err(e) => return Err(e.into()),
    }
    page.render().map_err(|e| Problem::new(500, e.to_string()))
}

/// The answer of an asked question, its notes, and the query that gave it.
///
/// # Errors
/// A value that does not fit, or the engine's.
pub fn ask(question: &Question, store: &Store, asked: &Asked) -> Result<(Table, Vec<String>, String), QuestionError> {
    let Answered { answer, notes } = answer(question, store, &asked.values)?;
    let sparql = question.fill(store, &asked.values)?.sparql;
    Ok((if let Answer::Table(table) = answer { table } else { Table::default() }, notes, sparql))
}

/// The first rows of a table as cells. A sentence leads to where it stands, by way of the search for it.
pub fn cells(c: &Chrome, table: &Table, most: usize) -> Vec<Vec<Cell>> {
    let cell = |name: &String, term: &Option<Term>| {
        // What is ours is known by the end of its IRI; the link has the rest.
        let own = match term {
            Some(Term::NamedNode(node)) => node.as_str().strip_prefix(THINGS),
            _ => None,
        };
        let text = own.map_or_else(|| term.as_ref().map_or_else(String::new, plain), str::to_owned);
        let quote = name == "sentence";
        let href = match term {
            Some(Term::NamedNode(node)) => c.to(address(node.as_str())),
            Some(_) if quote => {
                let words = form_urlencoded::Serializer::new(String::new()).append_pair("q", &text).finish();
                c.to(format!("/search?{words}"))
            }
            _ => String::new(),
        };
        let number = matches!(term, Some(Term::Literal(literal)) if literal.value().parse::<f64>().is_ok());
        Cell { href, quote, number, text }
    };
    let row = |row: &Vec<Option<Term>>| table.columns.iter().zip(row).map(|(name, term)| cell(name, term)).collect();
    table.rows.iter().take(most).map(row).collect()
}

/// The page of the SPARQL endpoint.
#[derive(Template)]
#[template(path = "sparql.html")]
pub struct Sparql<'a> {
    /// What surrounds it.
    pub c: &'a Chrome,
    /// The query in the form.
    pub text: &'a str,
    /// Why there is no answer.
    pub problem: String,
    /// Names of the columns.
    pub columns: Vec<String>,
    /// The rows that are shown.
    pub rows: Vec<Vec<Cell>>,
    /// Whether there are more.
    pub more: bool,
    /// Whether there is an answer.
    pub answered: bool,
    /// The query in an address.
    pub encoded: String,
    /// Prefixes that need no declaration.
    pub prefixes: &'static [(&'static str, &'static str)],
}

impl<'a> Sparql<'a> {
    /// The form with `text` in it, and why there is no answer.
    pub fn form(c: &'a Chrome, text: &'a str, problem: &str) -> Self {
        let encoded = form_urlencoded::byte_serialize(text.as_bytes()).collect();
        let (columns, rows) = (Vec::new(), Vec::new());
        let problem = problem.to_owned();
        Self { c, text, problem, columns, rows, more: false, answered: false, encoded, prefixes: PREFIXES }
    }

    /// The form with the answer below it.
    ///
    /// # Errors
    /// It does not render.
    pub fn answered(c: &Chrome, text: &str, table: &Table, more: bool) -> Result<String, Problem> {
        let rows = cells(c, table, usize::MAX);
        let page = Sparql { columns: table.columns.clone(), rows, more, answered: true, ..Sparql::form(c, text, "") };
        page.render().map_err(|e| Problem::new(500, e.to_string()))
    }
}
