//! `fangzhi explain`

use std::io::Write;

use super::say::{Exit, advice};
use super::{At, show};
use crate::graph::vocabulary::compact;
use crate::query::evidence::Statement;
use crate::query::explain::{Explanation, SHOWN, explain};
use crate::query::look::Look;

#[derive(clap::Args)]
pub struct Explain {
    /// IRI of a fact, a thing or a claim (place:411000, <https://…>), or a name that only one thing bears
    iri: String,
    /// JSON instead of text
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    at: At,
}

impl Explain {
    pub fn run(&self) -> anyhow::Result<Exit> {
        let store = self.at.open()?;
        let mut explained = explain(&store, &self.iri)?;
        if explained.is_none() {
            let named: Vec<_> = Look::at(&store).named(&self.iri)?.into_iter().collect();
            match named.as_slice() {
                [] => {}
                [one] => explained = explain(&store, one.as_str())?,
                several => {
                    let all: Vec<String> = several.iter().take(10).map(|node| compact(node.as_str())).collect();
                    let message = format!("{} things bear the name {}", several.len(), self.iri);
                    return Err(advice(message, format!("explain one of {}", all.join("  "))));
                }
            }
        }
        let mut out = show::out();
        let exit = match &explained {
            None => {
                writeln!(out, "the store says nothing of {}", self.iri)?;
                Exit::Nothing
            }
            Some(explanation) => {
                if self.json {
                    serde_json::to_writer_pretty(&mut out, explanation)?;
                    writeln!(out)?;
                } else {
                    text(&mut out, explanation)?;
                }
                Exit::Done
            }
        };
        out.flush()?;
        Ok(exit)
    }
}

fn text(out: &mut impl Write, explanation: &Explanation) -> std::io::Result<()> {
    writeln!(out, "{}\n  {}\n", explanation.label, explanation.iri)?;
    for (property, value) in &explanation.facts {
        writeln!(out, "  {property}  {value}")?;
    }
    if !explanation.evidence.is_empty() {
        writeln!(out, "\n依据 Evidence")?;
    }
    for statement in &explanation.evidence {
        claim(out, statement)?;
    }
    if !explanation.names.is_empty() {
        writeln!(out, "\n称谓 Named otherwise")?;
    }
    for name in &explanation.names {
        let (form, rule) = (name.trigger.as_deref().unwrap_or(""), name.rule.as_deref().unwrap_or(""));
        let label = name.label.as_ref().map_or_else(String::new, |label| format!(" → {label}"));
        writeln!(out, "  {form}{label}  [rule {rule}]  —— {}", name.source())?;
    }
    if !explanation.judgements.is_empty() {
        writeln!(out, "\n判断 Judgements")?;
    }
    for judgement in &explanation.judgements {
        let told = [&judgement.by, &judgement.rules, &judgement.date, &judgement.reason];
        let told: Vec<&str> = told.into_iter().flatten().map(String::as_str).collect();
        let score = judgement.score.map_or_else(String::new, |score| format!("  score {score}"));
        writeln!(out, "  {}  {}{score}  [{}]", judgement.label, judgement.judgement, told.join("; "))?;
        let ends = [Some(&judgement.left), judgement.right.as_ref()];
        let ends: Vec<String> = ends.into_iter().flatten().map(|end| compact(end)).collect();
        writeln!(out, "     {}", ends.join("  "))?;
    }
    if !explanation.part_of.is_empty() {
        writeln!(out, "\n相关事实 Facts with it")?;
    }
    for (iri, label, first) in &explanation.part_of {
        writeln!(out, "  {label}  {iri}")?;
        if let Some(sentence) = first.as_ref().and_then(|statement| statement.sentence.as_ref()) {
            writeln!(out, "    「{sentence}」")?;
        }
    }
    if explanation.part_of.len() == SHOWN {
        writeln!(out, "  … the first {SHOWN}; `fangzhi find` shows all")?;
    }
    Ok(())
}

fn claim(out: &mut impl Write, statement: &Statement) -> std::io::Result<()> {
    if let Some(sentence) = &statement.sentence {
        writeln!(out, "  「{sentence}」")?;
    }
    writeln!(out, "  —— {}", statement.source())?;
    let of = |part: &Option<String>| part.clone().unwrap_or_default();
    let rule = format!(
        "words {}  rule {}  confidence {}",
        of(&statement.trigger),
        of(&statement.rule),
        of(&statement.confidence)
    );
    writeln!(out, "     {rule}")?;
    if let (Some(file), Some((begin, end))) = (&statement.file, statement.raw) {
        writeln!(out, "     {file}, characters {begin} to {end} of the page")?;
    }
    writeln!(out, "     {}", compact(&statement.claim))
}
