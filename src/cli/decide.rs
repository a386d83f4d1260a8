//! `fangzhi decide`

use std::io::{BufRead, IsTerminal, Write};

use oxigraph::model::NamedNode;
use serde::Serialize;

use super::say::{Exit, Say, advice};
use super::show::{Sheet, Sheets};
use super::{At, show};
use crate::graph::vocabulary::{compact, expand};
use crate::graph::{Decision, Decisions, Manifest, Store, StoreError, Verdict, decisions};
use crate::query::Statement;
use crate::query::judgement::{self, Judgement, Side, holds, open, side, unknown};
use crate::query::look::Look;

/// What a person decides, one verdict at a time.
#[derive(clap::Args)]
#[group(multiple = false)]
struct Verdicts {
    /// Two things are one
    #[arg(long, num_args = 2, value_names = ["THING", "THING"])]
    same: Vec<String>,
    /// Two things are not one, whatever the rules say
    #[arg(long, num_args = 2, value_names = ["THING", "THING"])]
    different: Vec<String>,
    /// Nobody can tell; the pair is asked no more
    #[arg(long, num_args = 2, value_names = ["THING", "THING"])]
    unsure: Vec<String>,
    /// A claim is wrong; what it alone supports is gone
    #[arg(long, value_name = "CLAIM")]
    reject: Option<String>,
    /// A thing has another name
    #[arg(long, num_args = 2, value_names = ["THING", "NAME"])]
    rename: Vec<String>,
    /// Take back what was decided of a pair, a claim or a name
    #[arg(long, num_args = 1..=2, value_name = "THING")]
    undo: Vec<String>,
    /// List what is open, even at a terminal
    #[arg(long)]
    list: bool,
}

#[derive(clap::Args)]
#[command(
    after_help = "At a terminal, without --list, open pairs are asked one by one, most likely ones first. A THING is an \
    IRI (person:…, <https://…>) or a name that only one thing bears.\n\
    Exit codes: 0 done, or something is open; 1 nothing is; 2 error."
)]
pub struct Decide {
    #[command(flatten)]
    verdicts: Verdicts,
    /// Why
    #[arg(long, value_name = "TEXT", default_value = "")]
    reason: String,
    /// Who decides [default: $FANGZHI_AUTHOR]
    #[arg(long, value_name = "NAME")]
    author: Option<String>,
    /// When, such as 2026-11-26
    #[arg(long, value_name = "DATE")]
    date: Option<jiff::civil::Date>,
    /// Only open pairs of one kind: place, body, person or event
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// At most so many open pairs
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// How to write the list
    #[arg(long, value_enum, default_value_t = Sheets::Table)]
    format: Sheets,
    #[command(flatten)]
    at: At,
}

/// An open pair with both sides.
#[derive(Serialize)]
struct Question {
    #[serde(flatten)]
    judgement: Judgement,
    sides: [Side; 2],
}

impl Decide {
    pub fn run(&self, say: &Say) -> anyhow::Result<Exit> {
        let Verdicts { same, different, unsure, reject, rename, undo, .. } = &self.verdicts;
        let pairs = [(Verdict::Positive, same), (Verdict::Negative, different), (Verdict::Unsure, unsure)];
        if !undo.is_empty() {
            return self.undo(undo);
        }
        let store = self.at.open()?;
        if let Some(claim) = reject {
            return self.decide(&store, Decision::new(Verdict::Reject, &thing(&store, claim)?, ""));
        }
        if let [old, name] = rename.as_slice() {
            return self.decide(&store, Decision::new(Verdict::Rename, &thing(&store, old)?, name));
        }
        for (verdict, pair) in pairs {
            if let [left, right] = pair.as_slice() {
                return self.decide(&store, Decision::new(verdict, &thing(&store, left)?, &thing(&store, right)?));
            }
        }
        let asks = !self.verdicts.list && self.format == Sheets::Table && std::io::stdin().is_terminal();
        self.notices(&store, say)?;
        let mut pairs = open(&store)?;
        if let Some(kind) = &self.kind {
            let fits = |rules: &String| rules.split(':').next() == Some(kind);
            pairs.retain(|pair| pair.rules.as_ref().is_some_and(fits));
        }
        let all = pairs.len();
        pairs.truncate(self.limit.unwrap_or(all));
        if asks && std::io::stdout().is_terminal() { self.ask(&store, &pairs) } else { self.list(&store, &pairs) }
    }

    /// What of the file has no effect.
    fn notices(&self, store: &Store, say: &Say) -> anyhow::Result<()> {
        for row in unknown(store)? {
            say.warn(&format!("decisions, line {}: the store holds no {}", row.line, both(row)));
        }
        for row in store.decisions().contradicted() {
            say.warn(&format!("decisions, line {}: not followed, it contradicts others: {}", row.line, both(row)));
        }
        Ok(())
    }

    /// Writes one decision down.
    fn decide(&self, store: &Store, decision: Decision) -> anyhow::Result<Exit> {
        if store.manifest().restored.is_some() {
            return Err(StoreError::Restored(self.at.folder()).into());
        }
        let decision = self.signed(store, decision)?;
        let folder = self.at.folder();
        let file = decisions::file(&folder, store.manifest());
        let rows = Decisions::read(&file)?.with(&decision);
        if let Some(row) = rows.contradicted().first() {
            let line =
                rows.rows.iter().filter(|other| other.verdict == Verdict::Negative && other.line > 0).map(|r| r.line);
            let lines: Vec<String> =
                line.chain([row.line].into_iter().filter(|line| *line > 0)).map(|l| l.to_string()).collect();
            let message = format!("this contradicts {} (see line {})", file.display(), lines.join(" or "));
            return Err(advice(message, "take the other decision back first, with --undo"));
        }
        Decisions::put(&file, &decision)?;
        let mut out = show::out();
        writeln!(out, "{} {}  → {}", decision.verdict.name(), decision.names, file.display())?;
        out.flush()?;
        Ok(Exit::Done)
    }

    /// With author, date, reason, names, and what the rules had thought of the pair.
    fn signed(&self, store: &Store, mut decision: Decision) -> anyhow::Result<Decision> {
        let look = Look::at(store);
        let author = self.author.clone().or_else(|| std::env::var("FANGZHI_AUTHOR").ok());
        decision.author = author.unwrap_or_default();
        decision.date = self.date.map(|date| date.to_string()).unwrap_or_default();
        decision.reason.clone_from(&self.reason);
        let name = |iri: &str| look.label(&NamedNode::new_unchecked(iri));
        decision.names = name(&decision.left)?;
        if decision.verdict.joins_two() {
            decision.names = format!("{} | {}", decision.names, name(&decision.right)?);
            let ends = |pair: &Judgement| [Some(pair.left.clone()), pair.right.clone()];
            let mine = [Some(decision.left.clone()), Some(decision.right.clone())];
            let reversed = [mine[1].clone(), mine[0].clone()];
            let known = judgement::about(store, &NamedNode::new_unchecked(&decision.left))?;
            let pair = known.iter().find(|pair| ends(pair) == mine || ends(pair) == reversed);
            if let Some(pair) = pair {
                decision.rule = pair.rules.clone().unwrap_or_default();
                decision.score = pair.score.map(|score| score.to_string()).unwrap_or_default();
            }
        }
        Ok(decision)
    }

    fn undo(&self, things: &[String]) -> anyhow::Result<Exit> {
        let folder = self.at.folder();
        let manifest = Manifest::read(&folder)?;
        if manifest.restored.is_some() {
            return Err(StoreError::Restored(folder).into());
        }
        let file = decisions::file(&folder, &manifest);
        let mut iris: Vec<String> = things.iter().map(|thing| expand(thing)).collect();
        let mut gone = Decisions::undo(&file, &iris)?;
        if gone.is_empty() && iris.iter().any(|iri| !iri.contains(':')) {
            let store = self.at.open()?;
            iris = things.iter().map(|words| thing(&store, words)).collect::<anyhow::Result<_>>()?;
            gone = Decisions::undo(&file, &iris)?;
        }
        let mut out = show::out();
        if gone.is_empty() {
            writeln!(out, "{} says nothing of {}", file.display(), things.join(" and "))?;
        }
        for row in &gone {
            writeln!(out, "undone: {} {}", row.verdict.name(), both(row))?;
        }
        out.flush()?;
        Ok(if gone.is_empty() { Exit::Nothing } else { Exit::Done })
    }

    fn list(&self, store: &Store, pairs: &[Judgement]) -> anyhow::Result<Exit> {
        let mut questions = Vec::new();
        for pair in pairs {
            questions.push(question(store, pair)?);
        }
        match self.format {
            Sheets::Json => {
                let mut out = show::out();
                serde_json::to_writer_pretty(&mut out, &questions)?;
                writeln!(out)?;
                out.flush()?;
            }
            Sheets::Table => {
                let mut out = show::out();
                for (at, question) in questions.iter().enumerate() {
                    writeln!(out, "{}", text(question, at + 1, pairs.len()))?;
                }
                writeln!(out, "{} open 待判", pairs.len())?;
                out.flush()?;
            }
            form => show::sheets(&[sheet(&questions)], form)?,
        }
        Ok(if pairs.is_empty() { Exit::Nothing } else { Exit::Done })
    }

    /// Asks one pair after the other; each answer is written at once.
    fn ask(&self, store: &Store, pairs: &[Judgement]) -> anyhow::Result<Exit> {
        let mut out = std::io::stdout();
        for (at, pair) in pairs.iter().enumerate() {
            writeln!(out, "{}", text(&question(store, pair)?, at + 1, pairs.len()))?;
            let right = pair.right.as_deref().unwrap_or_default();
            loop {
                write!(out, "s same 同 · d different 异 · u unsure 存疑 · n next 跳过 · q quit 退出 > ")?;
                out.flush()?;
                let mut answer = String::new();
                let is_over = std::io::stdin().lock().read_line(&mut answer)? == 0;
                let verdict = match answer.trim() {
                    "q" | "quit" => return Ok(Exit::Done),
                    _ if is_over => return Ok(Exit::Done),
                    "n" | "next" | "" => break,
                    "s" | "same" => Verdict::Positive,
                    "d" | "different" => Verdict::Negative,
                    "u" | "unsure" => Verdict::Unsure,
                    _ => continue,
                };
                match self.decide(store, Decision::new(verdict, &pair.left, right)) {
                    Ok(_) => {}
                    // What contradicts is said, and the next pair asked.
                    Err(error) => writeln!(out, "{error:#}")?,
                }
                break;
            }
        }
        writeln!(out, "nothing more is open 已无待判")?;
        Ok(if pairs.is_empty() { Exit::Nothing } else { Exit::Done })
    }
}

fn both(row: &Decision) -> String {
    [&row.left, &row.right]
        .into_iter()
        .filter(|end| !end.is_empty())
        .map(|end| compact(end))
        .collect::<Vec<_>>()
        .join(" | ")
}

/// The IRI of the thing that the words name.
fn thing(store: &Store, words: &str) -> anyhow::Result<String> {
    let iri = expand(words);
    if NamedNode::new(&iri).is_ok_and(|node| holds(store, &node).unwrap_or(false)) {
        return Ok(iri);
    }
    let named: Vec<NamedNode> = Look::at(store).named(words)?.into_iter().collect();
    match named.as_slice() {
        [one] => Ok(one.as_str().to_owned()),
        [] => {
            Err(advice(format!("the store holds no {words}"), "give an IRI as `decide --list` and `explain` show it"))
        }
        several => {
            let all: Vec<String> = several.iter().take(10).map(|node| compact(node.as_str())).collect();
            Err(advice(
                format!("{} things bear the name {words}", several.len()),
                format!("give one of {}", all.join("  ")),
            ))
        }
    }
}

fn question(store: &Store, pair: &Judgement) -> anyhow::Result<Question> {
    let sides = [side(store, &pair.left)?, side(store, pair.right.as_deref().unwrap_or_default())?];
    Ok(Question { judgement: pair.clone(), sides })
}

fn text(question: &Question, at: usize, of: usize) -> String {
    let Question { judgement, sides } = question;
    let (rules, score) = (judgement.rules.as_deref().unwrap_or(""), judgement.score.unwrap_or_default());
    let mut lines = vec![format!("[{at}/{of}] {}  score {score}  {rules}", judgement.label)];
    for side in sides {
        lines.push(format!("  {}  <{}>", side.label, side.iri));
        if !side.told.is_empty() {
            lines.push(format!("    {}", side.told.join(" · ")));
        }
        for statement in &side.evidence {
            if let Some(sentence) = &statement.sentence {
                lines.push(format!("    「{sentence}」"));
            }
            lines.push(format!("    —— {}", statement.source()));
        }
    }
    lines.push(String::new());
    lines.join("\n")
}

fn sheet(questions: &[Question]) -> Sheet {
    let row = |question: &Question| {
        let Question { judgement, sides: [left, right] } = question;
        let first = |side: &Side| side.evidence.first().and_then(|s| s.sentence.clone()).unwrap_or_default();
        let source = |side: &Side| side.evidence.first().map(Statement::source).unwrap_or_default();
        let score = judgement.score.map(|score| score.to_string()).unwrap_or_default();
        vec![
            score,
            judgement.rules.clone().unwrap_or_default(),
            left.iri.clone(),
            left.label.clone(),
            first(left),
            source(left),
            right.iri.clone(),
            right.label.clone(),
            first(right),
            source(right),
        ]
    };
    let columns = vec![
        "score",
        "rules",
        "left",
        "left name",
        "left sentence",
        "left source",
        "right",
        "right name",
        "right sentence",
        "right source",
    ];
    Sheet { title: "open 待判".to_owned(), columns, rows: questions.iter().map(row).collect(), long: false }
}
