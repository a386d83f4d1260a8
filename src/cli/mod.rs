//! The `fangzhi` program: one file a verb. Nothing else names clap, colours or progress.
//!
//! Exit codes: 0 done; 1 nothing found, or a check failed; 2 error, also when a file was skipped. A closed pipe is no
//! error. What the program finds goes to standard output, all else to standard error.

mod ask;
mod build;
mod check;
mod decide;
mod demo;
mod diff;
mod explain;
mod export;
mod extract;
mod find;
mod info;
mod input;
mod network;
mod query;
mod say;
mod scope;
mod score;
#[cfg(all(unix, feature = "serve"))]
mod serve;
mod show;
mod timeline;

use std::mem::ManuallyDrop;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use say::{Exit, Say};

/// Reads Chinese local newspapers into a knowledge graph: who did what, where and when, with the sentence that says so.
#[derive(Parser)]
#[command(name = "fangzhi", version, max_term_width = 100, arg_required_else_help = true)]
#[command(after_help = "Exit codes: 0 done, 1 nothing found, 2 error (also when a file was skipped).\n\
    Try `fangzhi demo` first.")]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
    /// No progress and no warnings; errors are still told
    #[arg(long, short, global = true)]
    quiet: bool,
}

#[derive(Subcommand)]
enum Verb {
    /// Read pages into a store; pages that have not changed are left alone
    Build(build::Build),
    /// Print what pages say, one article a line of JSON; no store
    Extract(extract::Extract),
    /// Find events by who, what, where and when, each with its sentence
    Find(find::Find),
    /// Ask a question that is written already; without a name, list them
    Ask(ask::Ask),
    /// Ask in SPARQL 1.1
    Query(query::Query),
    /// Show what a fact stands on: sentences, articles, rules
    Explain(explain::Explain),
    /// Who is near whom: measures of a network, its strongest links with their sentences, a path between two
    Network(network::Network),
    /// How many events a day, a week or a month, by type, place or actor
    Timeline(timeline::Timeline),
    /// Write the store, or a network of it, in another format
    Export(export::Export),
    /// Look for what no store may hold: facts without evidence, reversed times, cycles
    Check(check::Check),
    /// Judge whether two things are one; reject claims, rename things; undo it
    Decide(decide::Decide),
    /// What a store says that another did not: facts gained, lost, changed
    Diff(diff::Diff),
    /// Measure how well pages are read, against pages that people annotated
    Score(score::Score),
    /// Show the store in the browser, and answer SPARQL over HTTP
    #[cfg(all(unix, feature = "serve"))]
    Serve(serve::Serve),
    /// Build a store of the sample pages and ask it a few questions
    Demo(demo::Demo),
    /// Versions, counts and coverage of a store
    Info(info::Info),
}

/// Which store.
#[derive(Args, Clone)]
struct At {
    /// Folder of the store [default: $FANGZHI_STORE, or fangzhi-store here]
    #[arg(long, short, value_name = "DIR")]
    store: Option<PathBuf>,
}

impl At {
    fn folder(&self) -> PathBuf {
        let named = self.store.clone().or_else(|| std::env::var_os("FANGZHI_STORE").map(PathBuf::from));
        named.unwrap_or_else(|| PathBuf::from("fangzhi-store"))
    }

    /// The store, which is never given back: to free a large one piece by piece takes longer than many an answer, and the
    /// system takes all of it at once when the program ends.
    fn open(&self) -> anyhow::Result<ManuallyDrop<crate::graph::Store>> {
        Ok(ManuallyDrop::new(crate::graph::Store::open(&self.folder())?))
    }
}

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let mut say = Say::new(arguments.quiet);
    let done = match arguments.verb {
        Verb::Build(verb) => verb.run(&mut say),
        Verb::Extract(verb) => verb.run(&mut say),
        Verb::Find(verb) => verb.run(),
        Verb::Ask(verb) => verb.run(&say),
        Verb::Query(verb) => verb.run(),
        Verb::Explain(verb) => verb.run(),
        Verb::Network(verb) => verb.run(&say),
        Verb::Timeline(verb) => verb.run(&say),
        Verb::Export(verb) => verb.run(&say),
        Verb::Check(verb) => verb.run(),
        Verb::Decide(verb) => verb.run(&say),
        Verb::Diff(verb) => verb.run(),
        Verb::Score(verb) => verb.run(&mut say),
        #[cfg(all(unix, feature = "serve"))]
        Verb::Serve(verb) => verb.run(&say),
        Verb::Demo(verb) => verb.run(&mut say),
        Verb::Info(verb) => verb.run(),
    };
    say.end(done)
        .unwrap_or_else(|error| {
            say.error(&error);
            Exit::Error
        })
        .into()
}
