//! What clients of the standards ask, and what strangers try.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use super::serving::{Answer, Server, encoded};

const ACCEPT: &str = "Accept";

#[test]
fn queries_come_in_three_ways() {
    let server = Server::of_samples();
    let query = "SELECT (COUNT(*) AS ?n) { ?e a sem:Event }";
    let csv = |answer: Answer| {
        assert_eq!((answer.status, answer.header("content-type")), (200, "text/csv; charset=utf-8"));
        answer.text
    };
    let encoded = encoded(query);
    let by_get = csv(server.get(&format!("/sparql?query={encoded}"), &[(ACCEPT, "text/csv")]));
    let events: usize = by_get.lines().nth(1).and_then(|n| n.trim().parse().ok()).expect("a count");
    assert!(events > 10, "{by_get}");
    let form = "application/x-www-form-urlencoded";
    assert_eq!(csv(server.post("/sparql", form, &format!("query={encoded}"), "text/csv")), by_get);
    assert_eq!(csv(server.post("/sparql", "application/sparql-query", query, "text/csv")), by_get);
    // A HEAD is a GET without the body.
    let head = server.head(&format!("/sparql?query={encoded}"));
    assert_eq!((head.status, head.text.as_str()), (200, ""));
}

#[test]
fn answers_come_in_the_format_that_the_client_takes() {
    let server = Server::of_samples();
    let table = "SELECT ?p ?name { ?p a foaf:Person ; skos:prefLabel ?name } ORDER BY ?name LIMIT 1";
    let truth = "ASK { ?p a foaf:Person }";
    let graph = "CONSTRUCT { ?p a foaf:Person } WHERE { ?p a foaf:Person } LIMIT 1";
    let described = "DESCRIBE place:510700";
    for (query, accept, media, begins) in [
        (table, "", "application/sparql-results+json", "{\"head\""),
        (table, "*/*", "application/sparql-results+json", "{\"head\""),
        (table, "application/json", "application/json", "{\"head\""),
        (table, "application/sparql-results+xml", "application/sparql-results+xml", "<?xml"),
        (table, "text/csv;q=0.5, text/tab-separated-values", "text/tab-separated-values; charset=utf-8", "?p\t?name"),
        (table, "text/csv", "text/csv; charset=utf-8", "p,name\r\n"),
        (truth, "application/sparql-results+json", "application/sparql-results+json", "{\"head\":{},\"boolean\":true}"),
        (truth, "text/csv", "text/csv; charset=utf-8", "true"),
        (graph, "", "text/turtle; charset=utf-8", "@prefix"),
        (graph, "application/n-triples", "application/n-triples", "<https://w3id.org/fangzhi/id/person/"),
        (graph, "application/ld+json", "application/ld+json", "[{\"@id\""),
        (graph, "application/rdf+xml", "application/rdf+xml", "<?xml"),
        (described, "application/n-triples", "application/n-triples", "<https://w3id.org/fangzhi/id/place/510700>"),
    ] {
        let answer = server.get(&format!("/sparql?query={}", encoded(query)), &[(ACCEPT, accept)]);
        assert_eq!((answer.status, answer.header("content-type")), (200, media), "{query} as {accept}: {answer:?}");
        assert!(answer.text.starts_with(begins), "{query} as {accept}: {}", answer.text);
        assert!(answer.header("vary").to_ascii_lowercase().contains("accept"), "{answer:?}");
    }
    let unfit = server.get(&format!("/sparql?query={}", encoded(table)), &[(ACCEPT, "image/png")]);
    assert_eq!(unfit.status, 406);
    let named = server.get(&format!("/sparql?format=csv&query={}", encoded(table)), &[(ACCEPT, "text/html")]);
    assert_eq!(named.header("content-type"), "text/csv; charset=utf-8", "for a link that downloads");
}

#[test]
fn a_dataset_of_the_request_takes_the_place_of_the_stores() {
    let server = Server::of_samples();
    let count = |parameters: &str, pattern: &str| -> usize {
        let query = encoded(&format!("SELECT (COUNT(*) AS ?n) {{ {pattern} }}"));
        let answer = server.get(&format!("/sparql?query={query}{parameters}"), &[(ACCEPT, "text/csv")]);
        answer.text.lines().nth(1).and_then(|n| n.trim().parse().ok()).unwrap_or_else(|| panic!("{answer:?}"))
    };
    let reference = "https://w3id.org/fangzhi/graph/reference";
    assert!(count("", "GRAPH <https://w3id.org/fangzhi/graph/reference> { ?x a owl:Class }") > 3);
    assert!(count(&format!("&default-graph-uri={reference}"), "?x a owl:Class") > 3);
    assert_eq!(count(&format!("&default-graph-uri={reference}"), "GRAPH ?g { ?x a owl:Class }"), 0);
    assert!(count(&format!("&named-graph-uri={reference}"), "GRAPH ?g { ?x a owl:Class }") > 3);
    assert_eq!(count(&format!("&named-graph-uri={reference}"), "?x a sem:Event"), 0);
    assert_eq!(server.get("/sparql?query=ASK%7B%7D&default-graph-uri=no%20iri", &[]).status, 400);
}

#[test]
fn the_service_describes_itself() {
    let server = Server::of_samples();
    let answer = server.get("/sparql", &[(ACCEPT, "text/turtle")]);
    assert_eq!(answer.status, 200);
    let endpoint = format!("sd:endpoint <{}/sparql>", server.address);
    for said in ["a sd:Service", "sd:SPARQL11Query", &endpoint, "formats/media-type/text/csv"] {
        assert!(answer.text.contains(said), "{said} in {}", answer.text);
    }
}

#[test]
fn graphs_can_be_taken_whole() {
    let server = Server::of_samples();
    let lines = |path: &str| {
        let answer = server.get(path, &[(ACCEPT, "application/n-triples")]);
        assert_eq!((answer.status, answer.header("content-type")), (200, "application/n-triples"));
        answer.text.lines().count()
    };
    assert!(lines("/graph?default") > 500);
    assert!(lines("/graph?graph=https://w3id.org/fangzhi/graph/reference") > 100);
    for (path, status) in [
        ("/graph?graph=urn:none", 404),
        ("/graph", 400),
        ("/graph?graph=a%20b", 400),
        ("/graph?default&graph=urn:x", 400),
    ] {
        assert_eq!(server.get(path, &[]).status, status, "{path}");
    }
    for method in ["PUT", "POST", "DELETE"] {
        assert_eq!(server.send(method, "/graph?default", &[], "").status, 403, "{method}");
    }
}

#[test]
fn what_is_refused_says_why() {
    let server = Server::of_samples();
    let ask = |query: &str| server.get(&format!("/sparql?query={}", encoded(query)), &[]);
    let update = "INSERT DATA { <urn:a> <urn:b> <urn:c> }";
    let form = "application/x-www-form-urlencoded";
    let service =
        |silent: &str| ask(&format!("SELECT * {{ SERVICE {silent} <http://169.254.169.254/latest/> {{ ?s ?p ?o }} }}"));
    for (cause, answer, status, said) in [
        ("no SPARQL", ask("SELECT ?x WHERE {\n  ?x a fz:Event\n  ?y }"), 400, "line 3"),
        ("an unknown prefix", ask("SELECT * { ?x unknown:p ?y }"), 400, "known prefixes"),
        ("an update as a query", ask(update), 400, "no SPARQL"),
        (
            "an update by form",
            server.post("/sparql", form, &format!("update={}", encoded(update)), ""),
            403,
            "read-only",
        ),
        ("an update as a body", server.post("/sparql", "application/sparql-update", update, ""), 403, "read-only"),
        ("an update by GET", server.get(&format!("/sparql?update={}", encoded(update)), &[]), 403, "read-only"),
        ("another host", service(""), 403, "SERVICE <http://169.254.169.254/latest/>"),
        ("a file as a source", ask("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }"), 200, "\"bindings\":[]"),
        ("no query in a form", server.post("/sparql", form, "a=b", ""), 400, "no query"),
        ("two queries", server.get("/sparql?query=ASK%7B%7D&query=ASK%7B%7D", &[]), 400, "one query"),
        ("a body of another sort", server.post("/sparql", "text/plain", "ASK {}", ""), 415, "application/sparql-query"),
        ("a half encoding", server.get("/sparql?query=%E5%B", &[]), 400, "encoded"),
        ("bytes that are no text", server.get("/sparql?query=%FF%FE", &[]), 400, "UTF-8"),
        ("a long body", server.post("/sparql", form, &"a".repeat(1024 * 1024 + 1), ""), 413, "bytes"),
        ("a long address", server.get(&format!("/sparql?query={}", "a".repeat(20_000)), &[]), 414, "POST"),
        ("a way out", server.get("/static/..%2f..%2fCargo.toml", &[]), 404, "nothing"),
        ("a way out of another sort", server.get("/..%5c..%5cetc/passwd", &[]), 404, "nothing"),
        ("no such page", server.get("/wp-login.php", &[]), 404, "nothing"),
        ("another site's name", server.send("GET", "/sparql", &[("Host", "evil.example")], ""), 421, "--host"),
    ] {
        assert_eq!(answer.status, status, "{cause}: {answer:?}");
        assert!(answer.text.contains(said), "{cause}: {}", answer.text);
        assert!(!answer.text.contains("root:"), "{cause}");
    }
    assert_eq!(service("SILENT").status, 200, "a silent service is an empty one, and nobody is asked");
    assert_eq!(ask("ASK {}").status, 200, "and the server lives");
}

/// Queries that oxigraph's own cancellation does not stop.
const RUNAWAYS: [(&str, &str); 3] = [
    ("a product", "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"),
    ("an open path", "SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>|^<urn:y>)* ?b . ?c (!<urn:x>)* ?d }"),
    ("a long sort", "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i"),
];

#[test]
fn a_runaway_is_stopped_and_hurts_nobody_else() {
    let server = Server::with(&["--time", "3", "--at-once", "2"]);
    std::thread::scope(|scope| {
        let started = Instant::now();
        let runaways: Vec<_> = RUNAWAYS
            .iter()
            .take(1)
            .map(|(cause, query)| {
                let server = &server;
                scope.spawn(move || (cause, server.post("/sparql", "application/sparql-query", query, "")))
            })
            .collect();
        std::thread::sleep(Duration::from_millis(300));
        let answer = server.post("/sparql", "application/sparql-query", "ASK { ?e a sem:Event }", "");
        assert_eq!(answer.status, 200);
        assert!(started.elapsed() < Duration::from_secs(3), "it did not wait for the runaway");
        for runaway in runaways {
            let (cause, answer) = runaway.join().expect("an answer");
            assert_eq!(answer.status, 504, "{cause}: {answer:?}");
            assert!(answer.text.contains("longer than 3 s"), "{cause}: {answer:?}");
        }
    });
    for (cause, query) in &RUNAWAYS[1..] {
        let answer = server.post("/sparql", "application/sparql-query", query, "");
        assert!([504, 507].contains(&answer.status), "{cause}: {answer:?}");
    }
    server.has_no_query_running();
}

#[test]
fn a_hungry_query_meets_its_memory_limit() {
    let server = Server::with(&["--time", "60", "--memory", "64"]);
    let answer = server.post("/sparql", "application/sparql-query", RUNAWAYS[2].1, "");
    assert_eq!(answer.status, 507, "{answer:?}");
    assert!(answer.text.contains("64 MiB"), "{answer:?}");
    assert_eq!(server.post("/sparql", "application/sparql-query", "ASK {}", "").status, 200);
}

#[test]
fn too_many_rows_are_no_answer() {
    let server = Server::with(&["--rows", "10"]);
    for query in ["SELECT * { ?s ?p ?o }", "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"] {
        let answer = server.post("/sparql", "application/sparql-query", query, "");
        assert_eq!(answer.status, 400, "{answer:?}");
        assert!(answer.text.contains("more than 10 rows"), "{answer:?}");
        let few = server.post("/sparql", "application/sparql-query", &format!("{query} LIMIT 10"), "");
        assert_eq!(few.status, 200, "{few:?}");
    }
}

#[test]
fn a_query_ends_when_its_client_leaves() {
    let server = Server::with(&["--time", "60"]);
    let mut stream = server.connect();
    let query = encoded(RUNAWAYS[0].1);
    write!(stream, "GET /sparql?query={query} HTTP/1.1\r\nHost: localhost\r\n\r\n").expect("sent");
    server.has_a_query_running();
    drop(stream);
    server.has_no_query_running();
}

#[test]
fn a_large_answer_that_meets_its_end_too_early_breaks_off() {
    // Held back is a MiB at most; this answer is larger, so its status is out before its rows are counted.
    let server = Server::with(&["--rows", "20000"]);
    let mut stream = server.connect();
    let query = encoded("SELECT * { ?a ?b ?c . ?d ?e ?f }");
    write!(stream, "GET /sparql?query={query} HTTP/1.1\r\nHost: localhost\r\n\r\n").expect("sent");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok();
    assert!(answer.starts_with(b"HTTP/1.1 200"));
    assert!(!answer.ends_with(b"0\r\n\r\n"), "no last chunk: the client knows that something is missing");
}

#[test]
fn answers_are_packed_whole() {
    let server = Server::of_samples();
    let (few, many) = (encoded("ASK {}"), encoded("SELECT * { ?s ?p ?o }"));
    for path in [format!("/sparql?query={few}"), format!("/sparql?query={many}"), "/questions/series".to_owned()] {
        let mut stream = server.connect();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n")
            .expect("sent");
        let mut packed = Vec::new();
        stream.read_to_end(&mut packed).expect("an answer");
        let head = packed.split(|byte| *byte == b'\n').take_while(|line| line.len() > 1);
        let head = head.map(|line| String::from_utf8_lossy(line).to_ascii_lowercase()).collect::<String>();
        assert!(head.contains("content-encoding: gzip"), "{path}: {head}");
        assert!(packed.ends_with(b"\r\n0\r\n\r\n"), "{path}: the last chunk is there");
    }
}

#[test]
fn a_slow_client_is_sent_away_and_others_are_served() {
    let server = Server::of_samples();
    let mut slow: Vec<TcpStream> = (0..64).map(|_| server.connect()).collect();
    for stream in &mut slow {
        stream.write_all(b"GET /sparql HTTP/1.1\r\nHost: loc").expect("sent");
    }
    assert_eq!(server.get("/sparql?query=ASK%7B%7D", &[]).status, 200);
    let stream = &mut slow[0];
    stream.set_read_timeout(Some(Duration::from_secs(40))).expect("a time");
    let mut said = Vec::new();
    stream.read_to_end(&mut said).expect("closed in time");
}

#[test]
fn every_answer_forbids_frames_and_foreign_scripts() {
    let server = Server::of_samples();
    for path in ["/sparql?query=ASK%7B%7D", "/none", "/sparql?query=%"] {
        let answer = server.get(path, &[]);
        assert!(answer.header("content-security-policy").contains("frame-ancestors 'none'"), "{path}: {answer:?}");
        assert!(!answer.header("content-security-policy").contains("unsafe"), "{path}");
        assert_eq!(answer.header("x-frame-options"), "DENY", "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), "", "{path}: another site's page may not read it");
    }
}

#[test]
fn one_line_a_request_and_an_end_in_peace() {
    let mut server = Server::with(&[]);
    let query = encoded("SELECT * { ?e a sem:Event }");
    server.get(&format!("/sparql?query={query}"), &[]);
    let said = server.end();
    let line = said.lines().find(|line| line.contains("GET /sparql")).unwrap_or_else(|| panic!("{said}"));
    assert!(line.contains(" 200 ") && line.ends_with(" ms"), "{line}");
    assert_eq!(said.lines().count(), 1, "{said}");
}
