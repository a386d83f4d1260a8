//! The pages and the linked data of `fangzhi serve`: what a reader and a program find behind an IRI, and that a link leads
//! to the sentence.

use super::serving::{Answer, Server, built, encoded};

const HTML: &[(&str, &str)] = &[("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"), ("Accept-Language", "zh-CN")];

/// The page at `path`, which must be there.
fn page(server: &Server, path: &str) -> String {
    let answer = server.get(path, HTML);
    assert_eq!((answer.status, answer.header("content-type")), (200, "text/html; charset=utf-8"), "{path}: {answer:?}");
    answer.text
}

/// The values of `attribute` in a page, entities resolved.
fn values<'a>(page: &'a str, attribute: &str) -> impl Iterator<Item = String> + 'a {
    let mark = format!("{attribute}=\"");
    let length = mark.len();
    let resolved = |text: &str| text.replace("&amp;", "&").replace("&#38;", "&");
    page.match_indices(&mark)
        .map(move |(at, _)| resolved(page[at + length..].split('"').next().unwrap_or("")))
        .collect::<Vec<_>>()
        .into_iter()
}

/// The first link of a page that begins with `start`.
fn link(page: &str, start: &str) -> String {
    link_of(page, "href", start)
}

/// The first address in an `attribute` that begins with `start`.
fn link_of(page: &str, attribute: &str, start: &str) -> String {
    values(page, attribute).find(|found| found.starts_with(start)).unwrap_or_else(|| panic!("no {start} in {page}"))
}

#[test]
fn a_reader_walks_from_the_first_page_to_the_sentence() {
    let server = Server::of_samples();
    let home = page(&server, "/");
    assert!(home.contains("涪江样报") && home.contains("事件类型"), "{home}");
    let found = page(&server, &format!("/search?q={}", encoded("崔正")));
    let person = page(&server, &link(&found, "/id/person/"));
    assert!(person.contains("崔正邦") && person.contains("职务"), "{person}");
    let event = page(&server, &link(&person, "/id/event/"));
    let sentence = link(&event, "/id/article/");
    let (address, fragment) = sentence.split_once('#').expect("a place in the article");
    let article = page(&server, address);
    assert!(values(&article, "id").any(|id| id == fragment), "{fragment} in {article}");
    assert!(article.contains("/id/person/"), "names lead to their things");
    let place =
        values(&article, "href").find(|href| href.starts_with("#raw=")).expect("a way to the page as it was read");
    let (_, rest) = article.split_once(&format!("id=\"{}\"", &place[1..])).expect("the stretch of the page");
    assert!(rest.trim_start().starts_with("href=\"#char="), "it leads back: {rest}");
    let (_, page) = article.split_once("<pre").expect("the page as it was read");
    let headline = article.split_once("<h1>").and_then(|(_, rest)| rest.split_once("</h1>")).expect("a headline").0;
    assert!(page.contains(headline), "the page has more than the body of the article: {page}");
    assert!(!article.contains("class=\"gap\""), "nothing is left out");
}

#[test]
fn no_link_of_the_first_pages_is_dead() {
    let server = Server::of_samples();
    let mut open: Vec<String> = vec!["/".to_owned()];
    let mut known = open.clone();
    let mut seen = 0;
    while let Some(path) = open.pop() {
        seen += 1;
        let answer = server.get(&path, HTML);
        assert_eq!(answer.status, 200, "{path}: {}", answer.text);
        if !answer.header("content-type").starts_with("text/html") {
            continue;
        }
        for href in values(&answer.text, "href").filter(|href| href.starts_with('/')) {
            let href = href.split('#').next().unwrap_or("").to_owned();
            // Of each sort of page some are enough.
            let sort = |href: &str| {
                let path = href.split('?').next().unwrap_or("").to_owned();
                let parts = if path.starts_with("/id/") { 3 } else { 2 };
                path.split('/').take(parts).collect::<Vec<_>>().join("/")
            };
            let like = known.iter().filter(|known| sort(known) == sort(&href));
            if like.count() < 6 && !known.contains(&href) {
                known.push(href.clone());
                open.push(href);
            }
        }
    }
    assert!(seen > 40, "{known:?}");
}

#[test]
fn every_question_is_a_form_with_its_answer() {
    let server = Server::of_samples();
    let list = page(&server, "/questions");
    let questions: Vec<String> = values(&list, "href").filter(|href| href.starts_with("/questions/")).collect();
    assert!(questions.len() >= 40, "{questions:?}");
    for question in questions {
        let shown = page(&server, &question);
        assert!(
            shown.contains("<table>") && shown.contains("SELECT") && !shown.contains("role=\"alert\""),
            "{question}"
        );
    }
    let given = format!("/questions/posts?person={}", encoded("崔正邦"));
    let shown = page(&server, &given);
    assert!(shown.contains("崔正邦") && shown.contains("class=\"said\""), "{shown}");
    let csv = server.get(&link(&shown, "/questions/posts?format=csv"), &[]);
    assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(csv.header("content-disposition"), "attachment; filename=\"posts.csv\"");
    assert!(csv.text.lines().count() > 1, "{csv:?}");
    let bad = page(&server, "/questions/series?limit=many");
    assert!(bad.contains("a whole number"), "{bad}");
    assert_eq!(server.get("/questions/none", HTML).status, 404);
}

#[test]
fn both_languages_and_links_that_keep_them() {
    let server = Server::of_samples();
    let english = |answer: &Answer| answer.text.contains("<html lang=\"en\">") && answer.text.contains("Questions");
    assert!(!english(&server.get("/", HTML)));
    let preferred = [("Accept", "text/html"), ("Accept-Language", "en-GB,en;q=0.9,zh;q=0.5")];
    assert!(english(&server.get("/", &preferred)));
    let named = server.get("/?lang=en", HTML);
    assert!(english(&named));
    let next = link(&named.text, "/events");
    assert!(next.contains("lang=en"), "{next}");
    assert!(english(&server.get(&next, HTML)));
    assert!(link(&server.get("/events?kind=Meeting", HTML).text, "/events?kind=Meeting&lang=").ends_with("lang=en"));
}

#[test]
fn events_are_chosen_and_counted() {
    let server = Server::of_samples();
    let count = |query: &str| {
        let shown = page(&server, &format!("/events?{query}"));
        let count = shown.split("<h1>").nth(1).and_then(|rest| rest.split("<span class=\"n\">").nth(1));
        count.and_then(|rest| rest.split('<').next()?.parse::<usize>().ok()).unwrap_or_else(|| panic!("{shown}"))
    };
    let all = count("");
    let meetings = count("kind=Meeting");
    assert!(0 < meetings && meetings < all, "{meetings} of {all}");
    assert_eq!(count(&format!("kind={}", encoded("会议"))), meetings);
    let within = count("place=510700");
    assert!(0 < within && within < all);
    assert!(count("from=2023-07&to=2023-07&place=510700") <= within);
    assert_eq!(count("from=1990&to=1991"), 0);
    let unknown = page(&server, "/events?place=Atlantis&from=May");
    assert!(unknown.contains("Atlantis") && unknown.contains("role=\"alert\""), "{unknown}");
}

#[test]
fn an_iri_answers_in_the_format_that_the_client_takes() {
    let server = Server::of_samples();
    let place = "/id/place/510700";
    for (accept, media, said) in [
        ("text/turtle", "text/turtle; charset=utf-8", "place:510700"),
        ("application/ld+json", "application/ld+json", "510700"),
        ("application/n-triples", "application/n-triples", "<https://w3id.org/fangzhi/id/place/510700> "),
        ("application/rdf+xml", "application/rdf+xml", "rdf:RDF"),
        ("text/html", "text/html; charset=utf-8", "绵阳市"),
        ("", "text/html; charset=utf-8", "绵阳市"),
    ] {
        let answer = server.get(place, &[("Accept", accept)]);
        assert_eq!((answer.status, answer.header("content-type")), (200, media), "{accept}");
        assert!(answer.text.contains(said), "{accept}: {}", answer.text);
        assert!(answer.header("vary").contains("Accept"), "{accept}");
    }
    assert_eq!(server.get(place, &[("Accept", "image/png")]).status, 406);
    assert_eq!(server.get("/id/place/999999", HTML).status, 404);
    assert_eq!(server.get("/id/place/999999", &[("Accept", "text/turtle")]).status, 404);
    // Everything that the store names by an IRI of ours can be asked for, whatever characters stand in it.
    let query = encoded(
        "SELECT DISTINCT ?s { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } FILTER(STRSTARTS(STR(?s), STR(id:))) }",
    );
    let all = server.get(&format!("/sparql?query={query}"), &[("Accept", "text/csv")]);
    let mut asked = 0;
    for iri in all.text.lines().skip(1).filter(|iri| !iri.contains('#')).step_by(7) {
        let path = iri.trim().trim_start_matches("https://w3id.org/fangzhi");
        for accept in ["text/turtle", "text/html"] {
            let encoded: String =
                path.chars().map(|c| if c.is_ascii() { c.to_string() } else { encoded(&c.to_string()) }).collect();
            assert_eq!(server.get(&encoded, &[("Accept", accept)]).status, 200, "{iri} as {accept}");
        }
        asked += 1;
    }
    assert!(asked > 30, "{asked}");
    let article = all.text.lines().find(|iri| iri.contains("/id/article/")).expect("an article").trim();
    let article = server.get(article.trim_start_matches("https://w3id.org/fangzhi"), &[("Accept", "text/turtle")]);
    assert!(article.text.contains("nif:anchorOf"), "an article comes with its evidence");
}

#[test]
fn the_vocabulary_says_what_its_terms_mean() {
    let server = Server::of_samples();
    let shown = page(&server, "/ns");
    assert!(values(&shown, "id").any(|id| id == "Meeting"));
    let turtle = server.get("/ns", &[("Accept", "text/turtle")]);
    assert!(turtle.text.contains("fz:Meeting") && turtle.text.contains("owl:Class"));
}

#[test]
fn a_stranger_writes_nothing_into_a_page() {
    let server = Server::of_samples();
    let script = encoded("\"><script>alert(1)</script>");
    for path in [
        format!("/search?q={script}"),
        format!("/events?place={script}&who={script}&from={script}&kind={script}&band={script}"),
        format!("/questions/posts?person={script}"),
        format!("/sparql?query={script}"),
        format!("/?lang={script}"),
        format!("/search?q=a&page={script}&{script}={script}"),
        format!("/id/person/{script}"),
        format!("/{script}"),
        format!("/timeline?place={script}&what={script}&per={script}&by={script}&from={script}"),
        format!("/networks/{script}?around={script}"),
        format!("/map?place={script}&level={script}&kind={script}"),
        format!("/evidence?fact={script}&fact=urn:{script}"),
    ] {
        let answer = server.get(&path, HTML);
        assert!(answer.status < 500, "{path}: {answer:?}");
        let own = answer.text.matches("<script type=\"module\" src=\"/static/built/").count();
        assert_eq!(answer.text.matches("<script").count(), own, "{path}: {}", answer.text);
    }
}

#[test]
fn files_are_kept_and_answers_are_packed() {
    let server = Server::of_samples();
    let style = server.get("/static/style.css", &[]);
    assert_eq!((style.status, style.header("content-type")), (200, "text/css; charset=utf-8"));
    assert!(style.header("cache-control").contains("max-age"));
    let again = server.get("/static/style.css", &[("If-None-Match", style.header("etag"))]);
    assert_eq!((again.status, again.text.as_str()), (304, ""));
    for path in ["/static/../Cargo.toml", "/static/..%2F..%2FCargo.toml", "/static/%2e%2e/style.css", "/static/"] {
        assert_eq!(server.get(path, &[]).status, 404, "{path}");
    }
    let mut stream = server.connect();
    use std::io::{Read, Write};
    write!(stream, "GET /events HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n")
        .expect("sent");
    let mut packed = Vec::new();
    stream.read_to_end(&mut packed).expect("an answer");
    assert!(String::from_utf8_lossy(&packed[..600]).to_ascii_lowercase().contains("content-encoding: gzip"));
}

#[test]
fn a_network_leads_to_sentences_and_leaves_as_files() {
    let server = Server::of_samples();
    let first = page(&server, "/networks/bodies");
    let kinds: Vec<String> = values(&first, "href").filter(|href| href.starts_with("/networks/")).collect();
    for kind in ["bodies", "officials", "inspections", "mobilisation", "hierarchy", "posts", "all"] {
        let path = format!("/networks/{kind}");
        assert!(kinds.contains(&path), "{path}: {kinds:?}");
        let shown = page(&server, &path);
        assert!(shown.contains("<table>") && shown.contains("PageRank"), "{kind}: {shown}");
        let address = link(&shown, "/id/");
        assert_eq!(server.get(&address, HTML).status, 200, "{kind}: {address}");
        let told = shown.matches("<blockquote").count();
        assert!((told > 0) == (kind != "hierarchy"), "{kind}: {told} sentences");
        if told > 0 {
            assert!(link(&shown, "/id/article/").contains("#char="), "{kind}");
        }
    }
    let whole = page(&server, "/networks/all");
    let nodes = |shown: &str| -> usize {
        let count = shown.split("<dd>").nth(1).and_then(|rest| rest.split('<').next()?.parse().ok());
        count.unwrap_or_else(|| panic!("no count of nodes in {shown}"))
    };
    let here = page(&server, "/networks/all?place=510700");
    assert!(0 < nodes(&here) && nodes(&here) < nodes(&whole), "{} of {}", nodes(&here), nodes(&whole));
    let near = page(&server, &format!("/networks/all?around={}&depth=2", encoded("崔正邦")));
    assert!(near.contains("崔正邦") && nodes(&near) < nodes(&whole), "{near}");
    let sorted = page(&server, "/networks/all?measure=betweenness&lang=en");
    assert!(sorted.contains("<option value=\"betweenness\" selected>"), "{sorted}");
    let told = server.get("/networks/all?format=json&place=510700", &[]);
    assert_eq!((told.status, told.header("content-type")), (200, "application/json"));
    let told: serde_json::Value = serde_json::from_str(&told.text).expect("JSON");
    assert_eq!(told["nodes"].as_array().map(Vec::len), Some(nodes(&here)), "the browser draws what the page counts");
    let linked = &told["links"][0];
    let fact = linked["facts"][0].as_str().expect("a fact");
    let evidence = page(&server, &format!("/evidence?fact={}", encoded(fact)));
    assert!(link(&evidence, "/id/article/").contains("#char="), "a link leads to its sentence: {evidence}");
    for (format, media, begins) in [
        ("graphml", "application/xml; charset=utf-8", "<?xml"),
        ("gexf", "application/xml; charset=utf-8", "<?xml"),
        ("nodes.csv", "text/csv; charset=utf-8", "id,label"),
        ("links.csv", "text/csv; charset=utf-8", "source,target"),
        ("evidence.csv", "text/csv; charset=utf-8", "source,target,fact,claim,sentence"),
    ] {
        let file = server.get(&link(&here, &format!("/networks/all?format={format}")), &[]);
        assert_eq!((file.status, file.header("content-type")), (200, media), "{format}: {file:?}");
        assert_eq!(file.header("content-disposition"), format!("attachment; filename=\"all.{format}\""));
        assert!(file.text.starts_with(begins), "{format}: {file:?}");
        if format == "nodes.csv" {
            assert_eq!(file.text.lines().count(), nodes(&here) + 1, "the file has what the page counts");
        }
    }
    let wrong = page(&server, "/networks/bodies?place=Atlantis&what=Nothing&from=May&around=Nobody");
    assert!(wrong.matches("role=\"alert\"").count() == 4, "{wrong}");
    assert_eq!(server.get("/networks/nothing", HTML).status, 404);
    assert_eq!(server.get("/networks/bodies?format=exe", HTML).status, 404);
}

#[test]
fn a_network_is_drawn_where_graphviz_is_and_says_so_where_it_is_not() {
    let server = Server::of_samples();
    let shown = page(&server, "/networks/all?place=510700");
    let drawn = server.get("/networks/all?format=svg&place=510700", &[]);
    if drawn.status == 501 {
        assert!(drawn.text.contains("apt-get install graphviz") && shown.contains("Graphviz"), "{drawn:?}");
        assert!(std::env::var_os("CI").is_none(), "graphviz is missing");
        println!("skipped: graphviz is missing");
        return;
    }
    assert_eq!((drawn.status, drawn.header("content-type")), (200, "image/svg+xml"), "{drawn:?}");
    assert!(drawn.text.contains("<svg") && drawn.text.contains("绵阳市"));
    let hrefs: Vec<String> = values(&drawn.text, "xlink:href").collect();
    assert!(hrefs.iter().any(|href| href.starts_with("/id/place/")), "{hrefs:?}");
    assert!(hrefs.iter().all(|href| href.starts_with("/id/")), "no link leads to another host: {hrefs:?}");
    assert!(link(&shown, "/networks/all?format=svg").contains("place=510700"));
}

#[test]
fn a_timeline_counts_and_leads_to_its_events() {
    let server = Server::of_samples();
    let shown = page(&server, "/timeline?per=day&by=type&place=510700");
    assert!(shown.contains("<svg") && shown.contains("data-start=\"2023-07-1"), "{shown}");
    let events = link(&shown, "/events?");
    assert!(
        events.contains("place=510700") && events.contains("from=2023-") && events.contains("to=2023-"),
        "{events}"
    );
    let number = shown.split("<td class=\"num\"><a href=").nth(1).and_then(|rest| rest.split(['>', '<']).nth(1));
    let counted = page(&server, &events);
    let count = counted.split("<h1>").nth(1).and_then(|rest| rest.split(['>', '<']).nth(2));
    assert_eq!(count, number, "the number is that of the events behind it");
    for (per, by, said) in
        [("week", "place", "每周事件"), ("month", "actor", "每月事件"), ("year", "colour", "每周事件")]
    {
        let shown = page(&server, &format!("/timeline?per={per}&by={by}"));
        assert!(shown.contains(said) && shown.contains("<tr data-start="), "{per} by {by}: {shown}");
    }
    let csv = server.get("/timeline?format=csv&per=month", &[]);
    assert_eq!(csv.header("content-disposition"), "attachment; filename=\"timeline.csv\"");
    assert!(csv.text.starts_with("period,iri,name,events\n"), "{csv:?}");
    assert!(server.get("/timeline?format=svg", &[]).text.starts_with("<svg"));
    assert_eq!(server.get("/timeline?format=exe", HTML).status, 404);
    assert!(page(&server, "/timeline?from=1990&to=1991&lang=en").contains("There are no such events"));
    assert!(page(&server, "/timeline?what=Nothing&from=May").matches("role=\"alert\"").count() == 2);
}

#[test]
fn a_map_shows_where_and_leads_to_its_events() {
    let server = Server::of_samples();
    let shown = page(&server, "/map");
    let spots = shown.matches("class=\"spot\"").count();
    assert!(spots > 2 && shown.contains("四川省"), "{spots}: {shown}");
    assert!(values(&shown, "d").any(|dots| dots.matches('M').count() > 500), "the divisions around");
    let counties = page(&server, "/map?level=county&place=510700&kind=Emergency");
    assert!(
        counties.contains("绵阳市北川羌族自治县")
            && !counties.contains("class=\"spot\" href=\"/events?kind=Emergency&amp;place=place%3A620")
    );
    let events = link(&counties, "/events?");
    assert!(events.contains("kind=Emergency") && events.contains("place=place%3A5107"), "{events}");
    assert!(page(&server, &events).contains("class=\"card\""), "{events}");
    assert!(page(&server, "/map?from=1990&to=1991&lang=en").contains("There are no events to be drawn"));
    assert!(link(&page(&server, "/id/place/510700"), "/map?").contains("place%3A510700"));
    assert!(link(&page(&server, "/events?kind=Meeting&place=510700"), "/map?").contains("kind=Meeting&place=510700"));
}

#[test]
fn evidence_is_shown_of_what_is_named() {
    let server = Server::of_samples();
    assert!(page(&server, "/evidence?lang=en").contains("No fact is named"));
    assert_eq!(server.get("/evidence?fact=no%20iri", HTML).status, 400);
    let many: String = (0..70).map(|at| format!("&fact=urn:fact:{at}")).collect();
    assert!(page(&server, &format!("/evidence?lang=en{many}")).contains("more facts: 10"));
}

#[test]
fn pages_serve_with_their_scripts_and_say_what_is_missing_without() {
    let server = Server::of_samples();
    let built = server.get("/static/built/sparql.js", &[]).status == 200;
    for (path, island) in
        [("/sparql", "sparql"), ("/networks/all", "network"), ("/timeline", "timeline"), ("/map", "map")]
    {
        let shown = page(&server, path);
        if built {
            let script = link_of(&shown, "src", &format!("/static/built/{island}.js?"));
            let answer = server.get(&script, &[]);
            assert_eq!(
                (answer.status, answer.header("content-type")),
                (200, "text/javascript; charset=utf-8"),
                "{path}"
            );
        } else {
            assert!(shown.contains("make web"), "{path}: {shown}");
        }
    }
}

#[test]
fn open_judgements_stand_side_by_side_with_their_sentences() {
    assert!(page(&Server::of_samples(), "/review?lang=en").contains("Nothing is open"));
    let at = tempfile::tempdir().expect("a folder");
    let pages = at.path().join("pages.jsonl");
    let lines = [
        r#"{"page": "a", "newspaper": "涪江样报", "issue_date": "2023-06-03", "home": "510700", "text": "调研水利\n\n本报讯 6月2日，绵阳市水务局局长石望川检查水库。"}"#,
        r#"{"page": "b", "newspaper": "安州样报", "issue_date": "2023-06-04", "home": "510705", "text": "石望川来安州\n\n本报讯 6月3日，石望川到安州区桑枣镇检查防汛工作。"}"#,
    ];
    std::fs::write(&pages, lines.join("\n")).expect("room");
    let (_store, store) = built(pages.to_str().expect("UTF-8"));
    let server = Server::of(&store, &[]);
    let shown = page(&server, "/review");
    assert_eq!(shown.matches("class=\"card pair\"").count(), 1, "{shown}");
    for said in ["局长石望川检查水库", "石望川到安州区", "same name", "fangzhi decide --same https://", "0.88"]
    {
        assert!(shown.contains(said), "{said}: {shown}");
    }
    assert_eq!(shown.matches("<blockquote").count(), 2, "each sentence once: {shown}");
    assert!(link(&shown, "/id/article/").contains("#char="));
    assert!(link(&shown, "/id/person/").len() > "/id/person/".len());
}
