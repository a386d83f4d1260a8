//! The protocol tests of the W3C (data-sparql11/protocol, sparql12 after it) that concern a server which reads and never
//! writes, by their names there. What they ask of their own data is asked here of the samples: the reference graph, whose
//! mark is a class, and the graph of an article, whose mark is a sentence.

use super::serving::{Answer, Server, encoded};

const FORM: &str = "application/x-www-form-urlencoded";
const DIRECT: &str = "application/sparql-query";
const REFERENCE: &str = "https://w3id.org/fangzhi/graph/reference";
const CLASS: &str = "?x a owl:Class";
const SENTENCE: &str = "?s nif:anchorOf ?t";

/// A request: method, address behind `/sparql`, media type of the body, the body.
struct Request {
    method: &'static str,
    query: String,
    media: &'static str,
    body: String,
}

impl Request {
    fn send(&self, server: &Server, accept: &str) -> Answer {
        let path = format!("/sparql{}", self.query);
        server.send(self.method, &path, &[("Content-Type", self.media), ("Accept", accept)], &self.body)
    }
}

fn get(parameters: &[(&str, &str)]) -> Request {
    Request { method: "GET", query: format!("?{}", form(parameters)), media: "", body: String::new() }
}

fn post_form(parameters: &[(&str, &str)]) -> Request {
    Request { method: "POST", query: String::new(), media: FORM, body: form(parameters) }
}

fn post_direct(query: &str, parameters: &[(&str, &str)]) -> Request {
    Request { method: "POST", query: format!("?{}", form(parameters)), media: DIRECT, body: query.to_owned() }
}

fn form(parameters: &[(&str, &str)]) -> String {
    parameters.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect::<Vec<_>>().join("&")
}

/// A graph of an article of the samples.
fn article(server: &Server) -> String {
    let query = [("query", "SELECT ?g { GRAPH ?g { ?s nif:anchorOf ?t } } ORDER BY ?g LIMIT 1")];
    let answer = get(&query).send(server, "text/csv");
    answer.text.lines().nth(1).unwrap_or_else(|| panic!("no article: {answer:?}")).trim().to_owned()
}

#[test]
fn queries_and_their_datasets() {
    let server = Server::of_samples();
    let article = &article(&server);
    let (in_default, in_named) =
        (|what: &str| format!("ASK {{ {what} }}"), |what: &str| format!("ASK {{ GRAPH ?g {{ {what} }} }}"));
    let both = format!("ASK {{ {CLASS} . {SENTENCE} }}");
    let full = format!("ASK {{ {CLASS} . GRAPH ?g {{ {SENTENCE} }} }}");
    let from = |graph: &str, what: &str| format!("ASK FROM <{graph}> {{ {what} }}");
    let (of_class, of_sentence) = (in_default(CLASS), in_default(SENTENCE));
    let (class_named, sentence_named) = (in_named(CLASS), in_named(SENTENCE));
    let overridden = from(REFERENCE, SENTENCE);
    let (default, named) = ("default-graph-uri", "named-graph-uri");
    for (name, request, expected) in [
        ("query_get", get(&[("query", "ASK {}")]), true),
        ("query_post_form", post_form(&[("query", "ASK {}")]), true),
        ("query_post_direct", post_direct("ASK {}", &[]), true),
        ("query_dataset_default_graph", get(&[("query", &of_class), (default, REFERENCE)]), true),
        ("query_dataset_default_graph, of another graph", get(&[("query", &of_sentence), (default, REFERENCE)]), false),
        ("query_dataset_default_graphs_get", get(&[("query", &both), (default, REFERENCE), (default, article)]), true),
        (
            "query_dataset_default_graphs_post",
            post_form(&[("query", &both), (default, REFERENCE), (default, article)]),
            true,
        ),
        ("query_dataset_default_graphs_direct", post_direct(&both, &[(default, REFERENCE), (default, article)]), true),
        (
            "query_dataset_named_graphs_get",
            get(&[("query", &sentence_named), (named, REFERENCE), (named, article)]),
            true,
        ),
        (
            "query_dataset_named_graphs_post",
            post_form(&[("query", &class_named), (named, REFERENCE), (named, article)]),
            true,
        ),
        ("query_dataset_named_graphs, of another graph", get(&[("query", &sentence_named), (named, REFERENCE)]), false),
        ("query_dataset_full", post_form(&[("query", &full), (default, REFERENCE), (named, article)]), true),
        (
            "query_dataset_full, the other way round",
            get(&[("query", &full), (default, article), (named, REFERENCE)]),
            false,
        ),
        // The dataset of the request takes the place of the query's own.
        ("query_multiple_dataset", get(&[("query", &overridden), (default, article)]), true),
        ("query_multiple_dataset, the query's own", get(&[("query", &overridden)]), false),
    ] {
        let answer = request.send(&server, "application/sparql-results+json");
        assert_eq!(answer.status, 200, "{name}: {answer:?}");
        assert_eq!(answer.header("content-type"), "application/sparql-results+json", "{name}");
        let said = answer.text.contains(&format!("\"boolean\":{expected}"));
        assert!(said, "{name}: not {expected}: {}", answer.text);
    }
}

#[test]
fn types_of_answers() {
    let server = Server::of_samples();
    let tables = [
        "application/sparql-results+xml",
        "application/sparql-results+json",
        "text/tab-separated-values; charset=utf-8",
        "text/csv; charset=utf-8",
    ];
    let graphs = ["text/turtle; charset=utf-8", "application/rdf+xml", "application/n-triples", "application/ld+json"];
    let construct = "CONSTRUCT { ?s ?p ?o } WHERE { ?s a foaf:Person ; ?p ?o } LIMIT 3";
    for (name, query, accept, types) in [
        ("query_content_type_select", "SELECT * { ?s a foaf:Person } LIMIT 1", "", &tables),
        ("query_content_type_ask", "ASK {}", "", &tables),
        ("query_content_type_describe", "DESCRIBE place:510700", "", &graphs),
        ("query_content_type_construct", construct, "", &graphs),
        ("any type", "ASK {}", "*/*", &tables),
        ("a type that is not there, and one that is", "ASK {}", "image/png, text/csv;q=0.1", &tables),
    ] {
        for request in [get(&[("query", query)]), post_form(&[("query", query)]), post_direct(query, &[])] {
            let answer = request.send(&server, accept);
            assert_eq!(answer.status, 200, "{name}: {answer:?}");
            assert!(types.contains(&answer.header("content-type")), "{name}: {}", answer.header("content-type"));
        }
    }
    for (name, query, accept) in [
        ("a picture of a table", "SELECT * { ?s a foaf:Person } LIMIT 1", "image/png"),
        ("a table as triples", "SELECT * { ?s a foaf:Person } LIMIT 1", "text/turtle"),
        ("triples as a table", construct, "text/csv"),
        ("nothing", "ASK {}", "application/sparql-results+json;q=0"),
    ] {
        let answer = get(&[("query", query)]).send(&server, accept);
        assert_eq!(answer.status, 406, "{name}: {answer:?}");
    }
}

#[test]
fn what_is_no_query_is_refused() {
    let server = Server::of_samples();
    let update = "CLEAR NAMED";
    let bare = |method, media, body: &str| Request { method, query: String::new(), media, body: body.to_owned() };
    let utf16: String = "ASK {}".chars().flat_map(|c| [c, '\0']).collect();
    for (name, request, status) in [
        ("bad_query_method", Request { method: "PUT", ..get(&[("query", "ASK {}")]) }, 405),
        ("another bad method", Request { method: "DELETE", ..get(&[("query", "ASK {}")]) }, 405),
        ("bad_multiple_queries", get(&[("query", "ASK {}"), ("query", "SELECT * {}")]), 400),
        ("bad_multiple_queries in a form", post_form(&[("query", "ASK {}"), ("query", "SELECT * {}")]), 400),
        ("a query as a body and another in the address", post_direct("ASK {}", &[("query", "SELECT * {}")]), 400),
        ("bad_query_wrong_media_type", bare("POST", "text/plain", "ASK {}"), 415),
        ("bad_query_missing_form_type", bare("POST", "", "query=ASK%20%7B%7D"), 415),
        ("bad_query_missing_direct_type", bare("POST", "", "ASK {}"), 415),
        ("bad_query_non_utf8", bare("POST", "application/sparql-query; charset=UTF-16", &utf16), 415),
        (
            "bad_query_non_utf8 in a form",
            bare("POST", "application/x-www-form-urlencoded; charset=UTF-16", "query=A"),
            415,
        ),
        ("utf8 that is said", bare("POST", "application/sparql-query; charset=\"UTF-8\"", "ASK {}"), 200),
        ("bad_query_syntax", get(&[("query", "ASK {")]), 400),
        ("bad_query_syntax in a form", post_form(&[("query", "ASK {")]), 400),
        ("bad_query_syntax as a body", post_direct("ASK {", &[]), 400),
        ("no query in a form", post_form(&[("default-graph-uri", REFERENCE)]), 400),
        ("an empty body", post_direct("", &[]), 400),
        ("a graph that is no IRI", get(&[("query", "ASK {}"), ("default-graph-uri", "no iri")]), 400),
        // Updates are refused as such, whatever else is wrong with them.
        ("update_post_form", post_form(&[("update", update)]), 403),
        ("update_post_direct", bare("POST", "application/sparql-update", update), 403),
        ("bad_update_get", get(&[("update", update)]), 403),
        ("bad_multiple_updates", post_form(&[("update", update), ("update", update)]), 403),
        ("an update as a query", post_form(&[("query", update)]), 400),
    ] {
        let answer = request.send(&server, "");
        assert_eq!(answer.status, status, "{name}: {answer:?}");
        assert!(status == 200 || status == 405 || !answer.text.trim().is_empty(), "{name}: it says why");
    }
}
