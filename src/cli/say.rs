//! What the program says beside its results: progress, warnings, errors and exit codes.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::analysis::scoring::GoldError;
use crate::export::ExportError;
use crate::graph::StoreError;
use crate::query::QueryError;
use crate::query::question::QuestionError;
use crate::source::{Cause, Problem};

/// How the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done,
    /// Nothing found, or a check failed.
    Nothing,
    /// An error, or an input that was skipped.
    Error,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Done => Self::from(0),
            Exit::Nothing => Self::from(1),
            Exit::Error => Self::from(2),
        }
    }
}

/// An error of the command line with what to do about it.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct Advice {
    pub message: String,
    pub hint: String,
}

/// An error with a hint.
pub fn advice(message: impl Into<String>, hint: impl Into<String>) -> anyhow::Error {
    Advice { message: message.into(), hint: hint.into() }.into()
}

/// Speaks to standard error.
pub struct Say {
    quiet: bool,
    skipped: usize,
    bar: Option<ProgressBar>,
}

impl Say {
    pub fn new(quiet: bool) -> Self {
        Self { quiet, skipped: 0, bar: None }
    }

    /// Shows that pages are read, at a terminal.
    pub fn begin(&mut self, what: &'static str) {
        if !self.quiet && io::stderr().is_terminal() {
            let style = ProgressStyle::with_template("{spinner} {msg} {pos} pages, {per_sec}, {elapsed}");
            let bar = ProgressBar::new_spinner().with_message(what);
            let bar = match style {
                Ok(style) => bar.with_style(style),
                Err(_) => bar,
            };
            bar.enable_steady_tick(Duration::from_millis(200));
            self.bar = Some(bar);
        }
    }

    /// So many pages more.
    pub fn advance(&self, pages: usize) {
        if let Some(bar) = &self.bar {
            bar.inc(pages as u64);
        }
    }

    /// Takes the progress away.
    pub fn clear(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }

    /// An input, or a part of one, is left out; the exit code will show it.
    pub fn skip(&mut self, problem: &Problem) {
        self.skipped += 1;
        self.line(&format!("error: {problem}"));
        // The other causes say themselves what to do.
        let hint = match &problem.cause {
            Cause::Missing => "check the spelling; the rest was read",
            Cause::Unreadable(_) => "check that the file is yours to read; the rest was read",
            Cause::Empty => "take the file away, or put the page's text in it",
            Cause::NotChinese => "if it is Chinese, save the file as UTF-8 or GB18030",
            _ => return,
        };
        self.line(&format!("hint: {hint}"));
    }

    /// Something that was asked for is not there; the exit code will show it.
    pub fn lack(&mut self, message: &str) {
        self.skipped += 1;
        self.line(&format!("error: {message}"));
    }

    /// A check that failed.
    pub fn fail(&self, message: &str) {
        self.line(&format!("failed: {message}"));
    }

    /// How many inputs were left out.
    pub fn skipped(&self) -> usize {
        self.skipped
    }

    /// Something odd that stops nothing.
    pub fn warn(&self, message: &str) {
        if !self.quiet {
            self.line(&format!("warning: {message}"));
        }
    }

    /// What the reader of an answer should know beside it.
    pub fn note(&self, note: &str) {
        if !self.quiet {
            self.line(&format!("注 Note: {note}"));
        }
    }

    fn line(&self, line: &str) {
        let write = || {
            // A closed standard error is nobody's loss.
            writeln!(io::stderr(), "{line}").ok();
        };
        match &self.bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    /// The end of a run: a closed pipe is none of our errors, and a skipped input shows.
    pub fn end(&mut self, done: anyhow::Result<Exit>) -> anyhow::Result<Exit> {
        self.clear();
        match done {
            Err(error) if is_closed_pipe(&error) => Ok(Exit::Done),
            Ok(_) if self.skipped > 0 => Ok(Exit::Error),
            other => other,
        }
    }

    /// The chain of causes, once, and what to do.
    pub fn error(&self, error: &anyhow::Error) {
        let mut said: Vec<String> = Vec::new();
        for cause in error.chain().map(ToString::to_string) {
            // A transparent error says the same as its cause.
            if said.last() != Some(&cause) {
                said.push(cause);
            }
        }
        self.line(&format!("error: {}", said.join(": ")));
        if let Some(hint) = error.chain().find_map(hint) {
            self.line(&format!("hint: {hint}"));
        }
    }
}

fn hint(cause: &(dyn std::error::Error + 'static)) -> Option<String> {
    let advice = cause.downcast_ref::<Advice>().map(|advice| advice.hint.clone());
    advice
        .or_else(|| cause.downcast_ref::<StoreError>().map(StoreError::hint))
        .or_else(|| cause.downcast_ref::<QueryError>().map(QueryError::hint))
        .or_else(|| cause.downcast_ref::<ExportError>().and_then(ExportError::hint))
        .or_else(|| cause.downcast_ref::<GoldError>().map(GoldError::hint))
        .or_else(|| match cause.downcast_ref::<QuestionError>()? {
            QuestionError::Query(error) => Some(error.hint()),
            QuestionError::Unknown(_) => Some("`fangzhi ask` lists the questions".to_owned()),
            _ => Some("`fangzhi ask NAME --help-question` shows a question's parameters".to_owned()),
        })
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let closed = |cause: &(dyn std::error::Error + 'static)| {
        let io = cause.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe);
        let json = cause.downcast_ref::<serde_json::Error>();
        io || json.is_some_and(|e| e.io_error_kind() == Some(io::ErrorKind::BrokenPipe))
    };
    error.chain().any(closed)
}
