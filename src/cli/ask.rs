//! `fangzhi ask`

use std::collections::BTreeMap;
use std::io::Write;
use std::mem::ManuallyDrop;

use super::At;
use super::say::{Exit, Say, advice};
use super::show::{self, Format};
use crate::analysis::{Answered, answer};
use crate::query::question::{Question, question, questions};

#[derive(clap::Args)]
pub struct Ask {
    /// Name of the question
    name: Option<String>,
    /// A parameter's value
    #[arg(long = "param", short, value_name = "NAME=VALUE", value_parser = pair)]
    parameters: Vec<(String, String)>,
    /// How to write the answer
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// Show the question's parameters and columns instead of asking it
    #[arg(long, requires = "name")]
    help_question: bool,
    /// Print the SPARQL instead of asking it
    #[arg(long, requires = "name")]
    sparql: bool,
    #[command(flatten)]
    at: At,
}

fn pair(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("a parameter is written NAME=VALUE")?;
    Ok((name.to_owned(), value.to_owned()))
}

impl Ask {
    pub fn run(&self, say: &Say) -> anyhow::Result<Exit> {
        let Some(name) = &self.name else { return list() };
        let asked = question(name)?;
        if self.help_question {
            return describe(&asked);
        }
        let mut values = BTreeMap::new();
        for (name, value) in &self.parameters {
            if values.insert(name.clone(), value.clone()).is_some() {
                return Err(advice(format!("the parameter {name} is given twice"), "give it once"));
            }
        }
        if self.sparql {
            let mut out = show::out();
            // Names of places and people are looked up, so they need the store; a question left open does not.
            let store = if values.is_empty() {
                ManuallyDrop::new(crate::graph::Store::in_memory([])?)
            } else {
                self.at.open()?
            };
            write!(out, "{}", asked.fill(&store, &values)?.sparql)?;
            out.flush()?;
            return Ok(Exit::Done);
        }
        let store = self.at.open()?;
        let Answered { answer, notes } = answer(&asked, &store, &values)?;
        show::answer(&answer, self.format)?;
        for note in notes {
            // A table for people has its notes below it; a file of rows stays a file of rows.
            match self.format {
                Format::Table => println!("注 Note: {note}"),
                _ => say.note(&note),
            }
        }
        Ok(if answer.is_empty() { Exit::Nothing } else { Exit::Done })
    }
}

fn list() -> anyhow::Result<Exit> {
    let mut out = show::out();
    let all = questions()?;
    let row = |question: &Question| {
        let parameters: Vec<&str> = question.parameters.iter().map(|p| p.name.as_str()).collect();
        vec![question.name.clone(), format!("{}\n{}", question.chinese, question.english), parameters.join(", ")]
    };
    writeln!(out, "{}", show::small_table(&["name", "question", "parameters"], all.iter().map(row).collect()))?;
    writeln!(out, "fangzhi ask NAME --param NAME=VALUE; `--help-question` tells what each parameter means")?;
    out.flush()?;
    Ok(Exit::Done)
}

fn describe(question: &Question) -> anyhow::Result<Exit> {
    let mut out = show::out();
    writeln!(out, "{}\n{}\n", question.chinese, question.english)?;
    for parameter in &question.parameters {
        let default = if parameter.default.is_empty() { "all" } else { &parameter.default };
        let (name, wanted) = (&parameter.name, parameter.kind.wanted());
        writeln!(out, "--param {name}=…  {}  ({wanted}; default {default})", parameter.meaning)?;
    }
    writeln!(out)?;
    for (name, meaning) in &question.columns {
        writeln!(out, "{name}  {meaning}")?;
    }
    for note in &question.notes {
        writeln!(out, "注 Note: {note}")?;
    }
    writeln!(out, "\n{}", question.example)?;
    out.flush()?;
    Ok(Exit::Done)
}
