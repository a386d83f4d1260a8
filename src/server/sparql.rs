//! SPARQL 1.1 protocol: queries by GET, by form and as a body; what the service can do; no updates.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State as Shared;
use axum::http::{HeaderMap, Method, Uri, header};
use axum::response::{IntoResponse, Response};
use oxigraph::io::RdfSerializer;
use oxigraph::model::{BlankNode, Literal, NamedNode, NamedNodeRef, Term, TripleRef, vocab::rdf};

use super::State;
use super::apart::{Job, Query, Wanted};
use super::negotiate::{best, graph_format, result_formats};
use super::pages::{Chrome, Sparql, render};
use super::problem::Problem;
use super::request::{self, Parameters};

/// The query that the form begins with.
const EXAMPLE: &str = "# 某地的会议，附原句 | meetings at a place, with their sentences
SELECT ?event ?what ?when ?sentence WHERE {
  ?event sem:eventType fz:Meeting ; fz:what ?what ; fz:evidence ?claim .
  OPTIONAL { ?event fz:edtf ?when }
  GRAPH ?article { ?claim fz:sentence/nif:anchorOf ?sentence }
}
ORDER BY ?when ?what
LIMIT 50";

const READ_ONLY: &str = "this server is read-only: pages come into the store by `fangzhi build`";

/// GET and POST.
pub async fn endpoint(
    Shared(state): Shared<Arc<State>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let mut parameters = Parameters::of(&uri)?;
    let mut text = None;
    if method == Method::POST {
        let media = request::header(&headers, header::CONTENT_TYPE).to_ascii_lowercase();
        if let Some(charset) = media.split(';').find_map(|part| part.trim().strip_prefix("charset="))
            && charset.trim_matches('"') != "utf-8"
        {
            return Err(Problem::new(415, format!("a query is posted in UTF-8, not in {charset:?}")));
        }
        match media.split(';').next().unwrap_or("").trim() {
            "application/x-www-form-urlencoded" => parameters = Parameters::read(&request::body(body).await?)?,
            "application/sparql-query" => text = Some(request::body(body).await?),
            "application/sparql-update" => return Err(Problem::new(403, READ_ONLY)),
            other => {
                let taken = "a form, application/sparql-query";
                return Err(Problem::new(415, format!("a query is posted as {taken}, not as {other:?}")));
            }
        }
    }
    if parameters.has("update") {
        return Err(Problem::new(403, READ_ONLY));
    }
    if parameters.all("query").count() + usize::from(text.is_some()) > 1 {
        return Err(Problem::new(400, "one query at a time"));
    }
    let wanted = Wanted {
        format: parameters.get("format").map(str::to_owned),
        accept: request::header(&headers, header::ACCEPT),
    };
    let chrome = Chrome::of(&uri, &headers, &parameters);
    let page = wants_page(&wanted).then_some(chrome);
    let Some(text) = text.or_else(|| parameters.get("query").map(str::to_owned)) else {
        return match page {
            Some(chrome) => render(&Sparql::form(&chrome, EXAMPLE, "")),
            None if method == Method::POST => Err(Problem::new(400, "there is no query in the request")),
            None => description(&state, &wanted),
        };
    };
    let (default_graphs, named_graphs) = (parameters.list("default-graph-uri"), parameters.list("named-graph-uri"));
    let query = Query { text: text.clone(), default_graphs, named_graphs, wanted, page: page.clone() };
    match (answer(&state, &Job::Sparql(query)).await, page) {
        (Err(problem), Some(chrome)) => {
            let mut response = render(&Sparql::form(&chrome, &text, problem.reason()))?;
            *response.status_mut() = problem.status();
            Ok(response)
        }
        (answered, _) => answered,
    }
}

/// Whether a page is liked better than any format of a result. One who takes anything gets a result.
fn wants_page(wanted: &Wanted) -> bool {
    wanted.format.is_none()
        && wanted.accept.contains("text/html")
        && best(&wanted.accept, ["text/html"].into_iter().chain(result_formats())) == Some(0)
}

/// The answer to a job as a response.
pub async fn answer(state: &State, job: &Job) -> Result<Response, Problem> {
    let reply = state.apart.ask(job).await?;
    let headers = [(header::CONTENT_TYPE, reply.media.as_str()), (header::VARY, "Accept, Accept-Language")];
    Ok((headers, Body::new(reply.body)).into_response())
}

/// What the service can do, in the words of SPARQL 1.1 Service Description.
fn description(state: &State, wanted: &Wanted) -> Result<Response, Problem> {
    const SD: &str = "http://www.w3.org/ns/sparql-service-description#";
    let (format, media) = graph_format(wanted)
        .ok_or_else(|| Problem::new(406, "the service describes itself in RDF; a query is given as ?query="))?;
    let sd = |name: &str| NamedNode::new_unchecked(format!("{SD}{name}"));
    let (service, dataset, graph) =
        (BlankNode::new_unchecked("service"), BlankNode::new_unchecked("dataset"), BlankNode::new_unchecked("graph"));
    let endpoint = NamedNode::new_unchecked(format!("http://{}/sparql", state.address));
    let mut said: Vec<(&BlankNode, NamedNode, Term)> = vec![
        (&service, rdf::TYPE.into_owned(), sd("Service").into()),
        (&service, sd("endpoint"), endpoint.into()),
        (&service, sd("supportedLanguage"), sd("SPARQL11Query").into()),
        (&service, sd("defaultDataset"), dataset.clone().into()),
        (&dataset, rdf::TYPE.into_owned(), sd("Dataset").into()),
        (&dataset, sd("defaultGraph"), graph.clone().into()),
        (&graph, rdf::TYPE.into_owned(), sd("Graph").into()),
    ];
    for media in result_formats() {
        let iri = format!("http://www.w3.org/ns/formats/media-type/{media}");
        said.push((&service, sd("resultFormat"), NamedNode::new_unchecked(iri).into()));
    }
    let label = NamedNodeRef::new_unchecked("http://www.w3.org/2000/01/rdf-schema#label").into_owned();
    said.push((&service, label, Literal::new_simple_literal("fangzhi 方志").into()));
    let broken = |e: std::io::Error| Problem::new(500, e.to_string());
    let serializer = RdfSerializer::from_format(format).with_prefix("sd", SD);
    let mut serializer = serializer.map_err(|e| Problem::new(500, e.to_string()))?.for_writer(Vec::new());
    for (subject, predicate, object) in &said {
        serializer.serialize_triple(TripleRef::new(*subject, predicate, object)).map_err(broken)?;
    }
    let text = serializer.finish().map_err(broken)?;
    Ok(([(header::CONTENT_TYPE, media), (header::VARY, "Accept, Accept-Language")], text).into_response())
}
