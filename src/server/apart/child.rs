//! The process of one query: takes its limits, reads the job, writes the answer.

use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::time::Duration;

use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::{GraphName, GraphNameRef, Literal, NamedNode, NamedOrBlankNode, Term, Triple};
use oxigraph::sparql::results::QueryResultsSerializer;
use oxigraph::sparql::{QueryEvaluationError, QueryResults};
use rustix::process::{Resource, Rlimit, Signal, getpid, kill_process, kill_process_group, setrlimit, setsid};

use super::super::Limits;
use super::super::negotiate::{graph_format, table_format};
use super::super::pages::{Asked, Chrome, Sparql, question as question_page, table_of};
use super::super::pages::{network as network_page, network_file, network_media};
use super::super::problem::Problem;
use super::{Head, Job, LARGEST_FRAME, Query, Wanted, read_frame, write_frame};
use crate::graph::{Ready, Store, vocabulary::PREFIXES};
use crate::query::Table;
use crate::query::question::question;
use crate::query::run::{QueryError, prepare};

/// How much of an answer is held back: what fails before so much is written fails with a status of its own.
const HELD: usize = 1024 * 1024;

/// Rows that a page shows.
const SHOWN: usize = 1000;

const HTML: &str = "text/html; charset=utf-8";

/// How long the server has to close the socket of a query whose time is up, before the query's own clock kills it.
const GRACE: Duration = Duration::from_secs(5);

/// Why there is no answer.
struct Refusal {
    status: u16,
    reason: String,
}

/// Why a query ends before its answer does.
enum End {
    /// The asker is told.
    Refused(Refusal),
    /// There is nobody to tell.
    Left,
}

impl From<io::Error> for End {
    fn from(_: io::Error) -> Self {
        Self::Left
    }
}

fn refuse(status: u16, reason: impl ToString) -> End {
    End::Refused(Refusal { status, reason: reason.to_string() })
}

/// Does the job that comes over `stream`.
pub fn run(stream: UnixStream, ready: &Ready, store: Option<&Store>, limits: Limits) {
    // A group of its own, which ends together.
    setsid().ok();
    let mut answer = Answer { stream, head: None, held: Vec::new(), started: false };
    let done = job(&mut answer, ready, store, limits).and_then(|()| Ok(answer.end()?));
    if let Err(End::Refused(refusal)) = done {
        // Whoever left does not hear it.
        answer.refuse(refusal).ok();
    }
}

/// Takes what memory there is now, and so much more.
fn limit_memory(more: u64) -> io::Result<()> {
    let Some(now) = memory_in_use() else { return Ok(()) };
    let most = Some(now.saturating_add(more));
    setrlimit(Resource::As, Rlimit { current: most, maximum: most })?;
    // A process that its limit ends leaves no image of the store behind.
    Ok(setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) })?)
}

/// Addresses in use, in bytes, where the system tells.
fn memory_in_use() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let size = status.lines().find_map(|line| line.strip_prefix("VmSize:"))?;
    Some(size.trim().trim_end_matches("kB").trim().parse::<u64>().ok()? * 1024)
}

/// Kills this process when the other end of the socket closes or the time is up: an evaluation asks nobody whether it may
/// go on. To be started once the job is read; after that nothing more comes over the socket.
fn watch(stream: &UnixStream, longest: Duration) -> io::Result<()> {
    let mut watched = stream.try_clone()?;
    watched.set_read_timeout(Some(longest))?;
    std::thread::Builder::new().stack_size(64 * 1024).spawn(move || {
        // An end, an error and a time that is up all mean that nobody waits.
        watched.read_exact(&mut [0]).ok();
        // With what it started: Graphviz may be drawing. A process that leads no group dies alone.
        kill_process_group(getpid(), Signal::KILL).or_else(|_| kill_process(getpid(), Signal::KILL)).ok();
    })?;
    Ok(())
}

fn job(answer: &mut Answer, ready: &Ready, store: Option<&Store>, limits: Limits) -> Result<(), End> {
    let job = read_frame(&mut answer.stream)?;
    watch(&answer.stream, limits.time + GRACE)?;
    let job: Job = serde_json::from_slice(&job).map_err(|e| refuse(500, e))?;
    let opened;
    let store = match store {
        Some(store) => store,
        None => {
            opened = ready.open().map_err(|e| refuse(503, e))?;
            &opened
        }
    };
    // Not before the store is open: what a store on disk takes for itself (caches, threads) is not the query's.
    limit_memory(limits.memory)?;
    match job {
        Job::Sparql(query) => sparql(answer, store, &query, limits.rows),
        Job::Question { asked, wanted } => question_of(answer, store, &asked, &wanted),
        Job::Network { asked, format } => {
            let pages = Pages { page: network_page, file: network_file, media: network_media };
            pages.give(answer, store, &asked, format.as_deref())
        }
        Job::Graph { graph, wanted } => graph_of(answer, store, graph.as_deref(), &wanted),
    }
}

fn sparql(answer: &mut Answer, store: &Store, query: &Query, most: usize) -> Result<(), End> {
    let mut prepared = prepare(&query.text).map_err(|e| refuse(400, format!("{e}\n{}", e.hint())))?;
    if !query.default_graphs.is_empty() || !query.named_graphs.is_empty() {
        let graph = |iri: &String| NamedNode::new(iri).map_err(|e| refuse(400, format!("{iri:?} is no IRI: {e}")));
        let default = query.default_graphs.iter().map(graph).collect::<Result<Vec<_>, _>>()?;
        let named = query.named_graphs.iter().map(graph).collect::<Result<Vec<_>, _>>()?;
        let dataset = prepared.dataset_mut();
        dataset.set_default_graph(default.into_iter().map(GraphName::from).collect());
        dataset.set_available_named_graphs(named.into_iter().map(NamedOrBlankNode::from).collect());
    }
    let results = prepared.on_store(store.engine()).execute().map_err(failed)?;
    if let Some(chrome) = &query.page {
        return page(answer, results, query, chrome);
    }
    match results {
        QueryResults::Solutions(solutions) => {
            let (format, media) = table_format(&query.wanted).ok_or_else(not_acceptable)?;
            answer.head = Some(media);
            let variables = solutions.variables().to_vec();
            let serializer = QueryResultsSerializer::from_format(format);
            let mut serializer = serializer.serialize_solutions_to_writer(&mut *answer, variables)?;
            for (count, solution) in solutions.enumerate() {
                if count == most {
                    return Err(too_many(most));
                }
                serializer.serialize(&solution.map_err(failed)?)?;
            }
            serializer.finish()?;
        }
        QueryResults::Boolean(truth) => {
            let (format, media) = table_format(&query.wanted).ok_or_else(not_acceptable)?;
            answer.head = Some(media);
            QueryResultsSerializer::from_format(format).serialize_boolean_to_writer(&mut *answer, truth)?;
        }
        QueryResults::Graph(triples) => {
            let limited = triples
                .enumerate()
                .map(|(count, triple)| if count == most { Err(too_many(most)) } else { triple.map_err(failed) });
            write_triples(answer, limited, &query.wanted)?;
        }
    }
    Ok(())
}

/// The first rows of an answer as a page.
fn page(answer: &mut Answer, results: QueryResults<'_>, query: &Query, chrome: &Chrome) -> Result<(), End> {
    let mut table = Table::default();
    let mut more = false;
    let column = |name: &str| name.to_owned();
    match results {
        QueryResults::Solutions(mut solutions) => {
            let variables = solutions.variables().to_vec();
            table.columns = variables.iter().map(|name| column(name.as_str())).collect();
            for solution in solutions.by_ref().take(SHOWN) {
                let solution = solution.map_err(failed)?;
                table.rows.push(variables.iter().map(|name| solution.get(name).cloned()).collect());
            }
            more = solutions.next().is_some();
        }
        QueryResults::Boolean(truth) => {
            table.columns = vec![column("ASK")];
            table.rows = vec![vec![Some(Literal::from(truth).into())]];
        }
        QueryResults::Graph(mut triples) => {
            table.columns = ["subject", "predicate", "object"].map(column).to_vec();
            for triple in triples.by_ref().take(SHOWN) {
                let triple = triple.map_err(failed)?;
                let terms = [Term::from(triple.subject), triple.predicate.into(), triple.object];
                table.rows.push(terms.map(Some).to_vec());
            }
            more = triples.next().is_some();
        }
    }
    let html = Sparql::answered(chrome, &query.text, &table, more).map_err(|e| refuse(500, e.reason()))?;
    answer.head = Some(HTML);
    Ok(answer.write_all(html.as_bytes())?)
}

/// The page of a question, or its table.
fn question_of(answer: &mut Answer, store: &Store, asked: &Asked, wanted: &Wanted) -> Result<(), End> {
    if wanted.format.is_none() {
        let html = question_page(store, asked).map_err(told)?;
        answer.head = Some(HTML);
        return Ok(answer.write_all(html.as_bytes())?);
    }
    let (format, media) = table_format(wanted).ok_or_else(not_acceptable)?;
    let question = question(&asked.name).map_err(|e| told(e.into()))?;
    let (table, ..) = table_of(&question, store, asked).map_err(|e| told(e.into()))?;
    answer.head = Some(media);
    Ok(table.write(format, answer)?)
}

/// How something is shown as a page, and taken away as a file.
struct Pages {
    page: fn(&Store, &Asked) -> Result<String, Problem>,
    file: fn(&Store, &Asked, &str, &mut dyn Write) -> Result<(), Problem>,
    media: fn(&str) -> Option<&'static str>,
}

impl Pages {
    fn give(&self, answer: &mut Answer, store: &Store, asked: &Asked, format: Option<&str>) -> Result<(), End> {
        let Some(format) = format else {
            let html = (self.page)(store, asked).map_err(told)?;
            answer.head = Some(HTML);
            return Ok(answer.write_all(html.as_bytes())?);
        };
        answer.head = (self.media)(format);
        (self.file)(store, asked, format, answer).map_err(told)
    }
}

fn graph_of(answer: &mut Answer, store: &Store, graph: Option<&str>, wanted: &Wanted) -> Result<(), End> {
    let named = graph.map(|iri| NamedNode::new(iri).map_err(|e| refuse(400, format!("{iri:?} is no IRI: {e}"))));
    let named = named.transpose()?;
    let broken = |e: oxigraph::store::StorageError| refuse(500, e);
    if let Some(name) = &named
        && !store.engine().contains_named_graph(name).map_err(broken)?
    {
        return Err(refuse(404, format!("the store has no graph {name}")));
    }
    let graph = named.as_ref().map_or(GraphNameRef::DefaultGraph, GraphNameRef::from);
    let quads = store.engine().quads_for_pattern(None, None, None, Some(graph));
    write_triples(answer, quads.map(|quad| quad.map(Triple::from).map_err(broken)), wanted)
}

fn write_triples(
    answer: &mut Answer,
    triples: impl Iterator<Item = Result<Triple, End>>,
    wanted: &Wanted,
) -> Result<(), End> {
    let (format, media) = graph_format(wanted).ok_or_else(not_acceptable)?;
    answer.head = Some(media);
    let mut serializer = serializer(format)?.for_writer(answer);
    for triple in triples {
        serializer.serialize_triple(&triple?)?;
    }
    serializer.finish()?;
    Ok(())
}

/// A serializer that knows our prefixes.
fn serializer(format: RdfFormat) -> Result<RdfSerializer, End> {
    let mut serializer = RdfSerializer::from_format(format);
    for (prefix, namespace) in PREFIXES {
        serializer = serializer.with_prefix(*prefix, *namespace).map_err(|e| refuse(500, e))?;
    }
    Ok(serializer)
}

fn told(problem: Problem) -> End {
    refuse(problem.status().as_u16(), problem.reason())
}

fn not_acceptable() -> End {
    refuse(406, "this answer cannot be written in any of the formats that the request accepts")
}

fn too_many(most: usize) -> End {
    refuse(
        400,
        format!("the answer has more than {most} rows: ask for fewer with LIMIT, or start with a larger --rows"),
    )
}

fn failed(error: QueryEvaluationError) -> End {
    match error {
        QueryEvaluationError::UnsupportedService(service) => {
            refuse(403, format!("this server asks no other: SERVICE {service} is refused"))
        }
        QueryEvaluationError::Dataset(e) => refuse(500, e),
        error => refuse(400, QueryError::from(error).to_string()),
    }
}

/// The answer on its way: held back until it is large or whole, then written in frames.
struct Answer {
    stream: UnixStream,
    head: Option<&'static str>,
    held: Vec<u8>,
    started: bool,
}

impl Answer {
    fn start(&mut self, head: &Head) -> io::Result<()> {
        self.started = true;
        write_frame(&mut self.stream, &serde_json::to_vec(head)?)
    }

    fn pour(&mut self) -> io::Result<()> {
        if !self.started {
            let media = self.head.unwrap_or("text/plain; charset=utf-8").to_owned();
            self.start(&Head { status: 200, media, problem: None })?;
        }
        for part in std::mem::take(&mut self.held).chunks(LARGEST_FRAME) {
            write_frame(&mut self.stream, part)?;
        }
        Ok(())
    }

    fn end(&mut self) -> io::Result<()> {
        self.pour()?;
        write_frame(&mut self.stream, &[])
    }

    /// Says why there is no answer; one that is half written just breaks off, which the reader notices.
    fn refuse(&mut self, refusal: Refusal) -> io::Result<()> {
        if self.started {
            return Ok(());
        }
        let media = "text/plain; charset=utf-8".to_owned();
        self.start(&Head { status: refusal.status, media, problem: Some(refusal.reason) })?;
        write_frame(&mut self.stream, &[])
    }
}

impl Write for Answer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.held.extend_from_slice(bytes);
        if self.held.len() >= HELD {
            self.pour()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
