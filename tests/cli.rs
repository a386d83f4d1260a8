//! The real program: what it prints, where, and how it ends.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use assert_cmd::Command;
use fangzhi::graph::Build;
use tempfile::TempDir;

/// Two reports of an invented paper.
const TEXT: &str = "市水务局检查水库\n\n本报讯（记者 苗青禾）6月1日，兰州市水务局局长石望川到城关区检查水库。\
    石望川强调，要做好防汛准备。截至6月1日，全市共检查水库12座。\n";

fn fangzhi(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fangzhi"));
    command.args(arguments).env_remove("FANGZHI_STORE");
    command
}

/// Exit code, standard output and standard error.
fn run(arguments: &[&str], input: &str) -> (i32, String, String) {
    let output = fangzhi(arguments).write_stdin(input).output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path of ASCII")
}

/// A folder with one page and its manifest, and a store of it.
fn built() -> (TempDir, String, String) {
    let at = folder();
    let pages = at.path().join("pages");
    fs::create_dir(&pages).expect("room");
    fs::write(pages.join("one.txt"), TEXT).expect("room");
    let csv = "file,newspaper,issue_date,page,home\none.txt,黄河样报,2023-06-02,01,620100\n";
    fs::write(pages.join("pages.csv"), csv).expect("room");
    let (pages, store) = (text(&pages).to_owned(), text(&at.path().join("store")).to_owned());
    let (code, out, err) = run(&["build", &pages, "--store", &store], "");
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("1 added, 0 replaced, 0 unchanged, 0 skipped"), "{out}");
    (at, pages, store)
}

#[test]
fn bad_inputs_are_named_and_show_in_the_code() {
    let at = folder();
    let write = |name: &str, bytes: &[u8]| {
        fs::write(at.path().join(name), bytes).expect("room");
        text(&at.path().join(name)).to_owned()
    };
    let empty = write("empty.txt", b"");
    let binary = write("binary.txt", &[0, 159, 1, 0, 200, 3, 4, 0, 0, 7, 250, 12]);
    let english = write("english.txt", b"The council met on Monday and decided nothing at all, as it often does.");
    let good = write("good.txt", TEXT.as_bytes());
    let missing = text(&at.path().join("missing.txt")).to_owned();
    for (arguments, input, code, said) in [
        (vec!["extract", &missing], "", 2, "no such file or folder"),
        (vec!["extract", &missing, &good], "", 2, "missing.txt: no such file"),
        (vec!["extract", &empty], "", 2, "empty.txt: empty"),
        (vec!["extract", &binary], "", 2, "binary.txt: not a text"),
        (vec!["extract", &english], "", 2, "english.txt: not Chinese"),
        (vec!["extract", "-"], "{\"page\": \"a\"\n", 2, "standard input, line 1: not JSON"),
        (vec!["extract", "-"], "{\"page\": \"a\"}\n", 2, "line 1: text: missing"),
        (vec!["extract"], "", 2, "required"),
        (vec!["unheard-of"], "", 2, "unrecognized subcommand"),
        (vec!["extract", &good, "--lexicon", &missing], "", 2, "no folder of word lists"),
        (vec!["find", "--store", &missing], "", 2, "is no store"),
        (vec!["find", "--from", "May"], "", 2, "a day is written 2022-05-01"),
        (vec!["find", "--from", "2022-05-02", "--to", "2022-05-01"], "", 2, "is after"),
        (vec!["ask", "unheard-of"], "", 2, "there is no question"),
        (vec!["ask", "posts", "--param", "person"], "", 2, "NAME=VALUE"),
        (vec!["query", "unheard-of.rq"], "", 2, "neither a file nor SPARQL"),
    ] {
        let (found, _, err) = run(&arguments, input);
        assert_eq!(found, code, "{arguments:?}: {err}");
        assert!(err.contains(said), "{arguments:?}: {err}");
        assert!(!err.contains("panicked"), "{err}");
    }
}

#[test]
fn a_bad_input_does_not_stop_the_rest() {
    let line = serde_json::json!({"page": "good", "text": TEXT, "issue_date": "2023-06-02", "home": "620100"});
    let (code, out, err) = run(&["extract", "-"], &format!("{{broken\n{line}\n"));
    assert_eq!((code, out.lines().count()), (2, 1), "{err}");
    assert!(err.contains("line 1: not JSON"), "{err}");
    let at = folder();
    fs::write(at.path().join("empty.txt"), "").expect("room");
    fs::write(at.path().join("good.txt"), TEXT).expect("room");
    let store = text(&at.path().join("store")).to_owned();
    let (code, out, err) = run(&["build", text(at.path()), "--store", &store], "");
    assert_eq!(code, 2, "{err}");
    assert!(out.contains("1 added") && out.contains("1 skipped"), "{out}");
}

#[test]
fn a_broken_manifest_row_is_named_by_line() {
    let at = folder();
    fs::write(at.path().join("one.txt"), TEXT).expect("room");
    let csv = "file,newspaper,issue_date,page,home\none.txt,黄河样报,the second of June,01,620100\n";
    fs::write(at.path().join("pages.csv"), csv).expect("room");
    let (code, out, err) = run(&["extract", text(at.path())], "");
    assert_eq!((code, out.lines().count()), (2, 1), "{err}");
    assert!(err.contains("pages.csv, line 2"), "{err}");
}

#[test]
fn a_page_without_an_article_is_told_of() {
    let at = folder();
    fs::write(at.path().join("bare.txt"), "。。。\n").expect("room");
    let (code, _, err) = run(&["extract", text(&at.path().join("bare.txt"))], "");
    assert_ne!(code, 0, "{err}");
    assert!(err.contains("bare.txt"), "{err}");
}

#[test]
fn reading_and_building_twice_gives_the_same_bytes() {
    let (_at, pages, store) = built();
    let read = || run(&["extract", &pages], "").1;
    assert_eq!(read(), read());
    let manifest = || fs::read(Path::new(&store).join("manifest.json")).expect("a manifest");
    let export = || run(&["export", "nquads", "--store", &store], "").1;
    let (before, quads) = (manifest(), export());
    let (code, out, _) = run(&["build", &pages, "--store", &store], "");
    assert_eq!(code, 0);
    assert!(out.contains("0 added, 0 replaced, 1 unchanged"), "{out}");
    assert_eq!(manifest(), before);
    assert_eq!(export(), quads);
    fs::write(Path::new(&pages).join("one.txt"), TEXT.replace("12座", "15座")).expect("room");
    let (_, out, _) = run(&["build", &pages, "--store", &store], "");
    assert!(out.contains("0 added, 1 replaced, 0 unchanged"), "{out}");
    let after = export();
    assert!(after.contains("15座") && !after.contains("12座"));
}

#[test]
fn pages_go_when_they_are_told_to_and_only_then() {
    let (_at, pages, store) = built();
    let export = || run(&["export", "nquads", "--store", &store], "").1;
    let before = export();
    let second = Path::new(&pages).join("two.txt");
    fs::write(&second, TEXT.replace("12座", "15座")).expect("room");
    let add = || run(&["build", &pages, "--store", &store], "").1;
    assert!(add().contains("1 added, 0 replaced, 1 unchanged"));
    // A file that is not there any more takes nothing with it, unless the store is to hold the pages given alone.
    fs::remove_file(&second).expect("gone");
    assert!(add().contains("0 added, 0 replaced, 1 unchanged, 0 skipped") && export() != before);
    let only = ["build", &pages, "--only", "--store", &store];
    let bare = Path::new(&pages).join("three.txt");
    fs::write(&bare, "").expect("room");
    let (code, out, err) = run(&only, "");
    assert_eq!(code, 2, "{err}");
    assert!(!out.contains("removed") && err.contains("no page was taken out"), "{out}{err}");
    fs::remove_file(&bare).expect("gone");
    let (code, out, _) = run(&only, "");
    assert_eq!(code, 0);
    assert!(out.contains("1 unchanged, 1 removed"), "{out}");
    assert_eq!(export(), before);
    let (code, out, _) = run(&["build", "--remove", "one", "--store", &store], "");
    assert!(code == 0 && out.contains("1 removed"), "{out}");
    let (code, _, err) = run(&["build", "--remove", "one", "--store", &store], "");
    assert!(code == 2 && err.contains("one: no such page"), "{err}");
    assert!(add().contains("1 added"));
    assert_eq!(export(), before);
}

#[test]
fn one_page_by_file_and_by_standard_input_says_the_same() {
    let (_at, pages, _) = built();
    let (_, by_file, _) = run(&["extract", &pages], "");
    let line = serde_json::json!({"page": "one", "text": TEXT, "newspaper": "黄河样报", "issue_date": "2023-06-02",
        "number": "01", "home": "620100"});
    let (_, by_line, err) = run(&["extract", "-"], &line.to_string());
    assert_eq!(by_file, by_line, "{err}");
}

#[test]
fn a_store_answers_with_sentences() {
    let (_at, _, store) = built();
    let sentence = "兰州市水务局局长石望川到城关区检查水库。";
    let (code, out, err) = run(&["find", "--store", &store, "--who", "石望川"], "");
    assert_eq!(code, 0, "{err}");
    assert!(out.contains(sentence) && out.contains("黄河样报 2023-06-02 第01版"), "{out}");
    let (code, out, _) = run(&["ask", "posts", "--param", "person=石望川", "--store", &store, "--format", "csv"], "");
    assert_eq!(code, 0);
    assert!(
        out.starts_with("person,post,manner,first,last,sentence,headline,paper,date") && out.contains(sentence),
        "{out}"
    );
    let (code, out, _) = run(&["explain", "石望川", "--store", &store], "");
    assert_eq!(code, 0);
    assert!(out.contains("foaf:Person") && out.contains(sentence), "{out}");
    for nothing in
        [vec!["find", "--who", "无名氏"], vec!["explain", "无名氏"], vec!["export", "dot", "--around", "无名氏"]]
    {
        let (code, _, err) = run(&[nothing, vec!["--store", &store]].concat(), "");
        assert_eq!(code, 1, "{err}");
    }
    let (code, out, _) = run(&["info", "--store", &store], "");
    assert_eq!(code, 0);
    assert!(out.contains("store format 2"), "{out}");
}

#[test]
fn queries_know_prefixes_and_formats() {
    let (_at, _, store) = built();
    let query = "SELECT ?name WHERE { ?p a foaf:Person ; skos:prefLabel ?name }";
    for (format, said) in [
        ("table", "石望川"),
        ("csv", "name\r\n石望川"),
        ("tsv", "?name\n\"石望川\""),
        ("json", "\"bindings\""),
        ("xml", "<sparql"),
    ] {
        let (code, out, err) = run(&["query", query, "--store", &store, "--format", format], "");
        assert_eq!(code, 0, "{err}");
        assert!(out.contains(said), "{format}: {out}");
    }
    let (code, out, _) = run(&["query", "-", "--store", &store], "ASK { ?e a sem:Event }");
    assert_eq!((code, out.as_str()), (0, "true\n"));
    let (code, _, _) = run(&["query", "ASK { ?e a fz:Unheard }", "--store", &store], "");
    assert_eq!(code, 1);
    let (code, out, err) = run(&["query", "SELECT ?x WHERE {\n ?x a foaf:Person ", "--store", &store], "");
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("line 2, column") && err.contains("hint:"), "{err}");
    assert_eq!(err.matches("error:").count(), 1, "{err}");
}

#[test]
fn every_question_can_be_asked() {
    let (_at, _, store) = built();
    let (code, list, _) = run(&["ask"], "");
    assert_eq!(code, 0);
    for question in fangzhi::query::questions().expect("questions") {
        assert!(list.contains(&question.name), "{list}");
        let (code, _, err) = run(&["ask", &question.name, "--store", &store], "");
        assert!(code == 0 || code == 1, "{}: {err}", question.name);
        let (code, out, _) = run(&["ask", &question.name, "--help-question"], "");
        assert_eq!(code, 0);
        assert!(out.contains(&question.example), "{out}");
    }
}

#[test]
fn graphviz_takes_the_network() {
    let (_at, _, store) = built();
    let (code, dot, err) = run(&["export", "dot", "--around", "石望川", "--depth", "2", "--store", &store], "");
    assert_eq!(code, 0, "{err}");
    assert!(dot.contains("石望川") && dot.contains("shape=ellipse"), "{dot}");
    let mut graphviz = Command::new("dot");
    match graphviz.arg("-Tsvg").write_stdin(dot).output() {
        Ok(output) => assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr)),
        Err(_) => println!("skipped: Graphviz is not installed"),
    }
}

#[test]
fn stores_that_cannot_be_used_say_why() {
    let (at, pages, store) = built();
    let build = |store: &str| run(&["build", &pages, "--store", store], "");
    // A folder below a file can be made by nobody, root included.
    let file = at.path().join("file");
    fs::write(&file, "").expect("room");
    let (code, _, err) = build(text(&file.join("store")));
    assert_eq!(code, 2);
    assert!(err.contains("cannot write") && err.contains("hint:"), "{err}");
    let (code, _, err) = build(&pages);
    assert_eq!(code, 2);
    assert!(err.contains("other files in it"), "{err}");

    let held = Build::start(Path::new(&store), false).expect("a build");
    let (code, _, err) = build(&store);
    assert_eq!(code, 2);
    assert!(err.contains("is locked") && err.contains("hint: wait"), "{err}");
    // Who reads sees the last whole state, and waits for nobody.
    let (code, out, err) = run(&["find", "--store", &store], "");
    assert!(code == 0 && !out.is_empty(), "{err}");
    drop(held);

    let segments = fs::read_dir(Path::new(&store).join("segments")).expect("segments");
    let segment = segments.map(|entry| entry.expect("an entry").path()).next().expect("a segment");
    let whole = fs::read(&segment).expect("bytes");
    fs::write(&segment, &whole[..whole.len() - 9]).expect("room");
    for arguments in [vec!["build", &pages], vec!["find"]] {
        let (code, _, err) = run(&[arguments, vec!["--store", &store]].concat(), "");
        assert_eq!(code, 2);
        assert!(err.contains("damaged") && err.contains("--repair"), "{err}");
    }
    let (code, out, err) = run(&["build", &pages, "--store", &store, "--repair"], "");
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("1 replaced"), "{out}");
    assert_eq!(fs::read(&segment).expect("bytes"), whole);

    let manifest = Path::new(&store).join("manifest.json");
    let other = fs::read_to_string(&manifest).expect("text").replace("\"format\": 2", "\"format\": 1");
    fs::write(&manifest, other).expect("room");
    let (code, _, err) = run(&["find", "--store", &store], "");
    assert_eq!(code, 2);
    assert!(err.contains("store of format 1"), "{err}");
}

#[test]
fn a_closed_pipe_is_no_error() {
    let (_at, pages, store) = built();
    for arguments in [
        vec!["extract", &pages],
        vec!["export", "nquads", "--store", &store],
        vec!["export", "trig", "--store", &store],
        vec!["export", "dot", "--store", &store],
        vec!["find", "--store", &store],
        vec!["find", "--format", "jsonl", "--store", &store],
        vec!["query", "SELECT * { ?s ?p ?o }", "--format", "json", "--store", &store],
        vec!["query", "SELECT * { ?s ?p ?o }", "--store", &store],
        vec!["ask"],
    ] {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_fangzhi"));
        let mut child =
            command.args(&arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("it ends");
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!((output.status.code(), err.as_ref()), (Some(0), ""), "{arguments:?}");
    }
}

#[test]
fn the_demo_shows_sentences() {
    let (code, out, err) = run(&["demo"], "");
    assert_eq!(code, 0, "{err}");
    for said in ["「", "——", "fangzhi build --sample", "What to try next"] {
        assert!(out.contains(said), "{said}: {out}");
    }
}

#[test]
fn facts_and_evidence_keep_to_their_budget() {
    let at = folder();
    let store = text(&at.path().join("store")).to_owned();
    assert_eq!(run(&["build", "--sample", "--store", &store], "").0, 0);
    let (_, lines, _) = run(&["export", "nquads", "--store", &store], "");
    let own: Vec<&str> = lines.lines().filter(|line| !line.contains("graph/reference>")).collect();
    let things = own.iter().filter(|line| line.contains("rdf-syntax-ns#type>") && !line.contains("graph/article/"));
    let pages = own.iter().filter(|line| line.contains("fangzhi/ns#Page>")).count();
    let (quads, things) = (own.len(), things.count());
    assert!(quads <= 15 * things, "{quads} quads for {things} things");
    assert!(quads <= 1500 * pages, "{quads} quads for {pages} pages");
}

/// The sample pages and their annotation, as paths.
fn samples() -> (String, String) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    (text(&root.join("tests/gold")).to_owned(), text(&root.join("examples/pages")).to_owned())
}

#[test]
fn a_score_counts_as_the_library_does_and_lists_errors() {
    let (gold, pages) = samples();
    let (code, out, err) = run(&["score", &gold, &pages, "--errors", "events", "--errors", "event_when"], "");
    assert_eq!(code, 0, "{err}");
    for said in ["Against the annotation of 6 pages", "figure_as_of", "events - invented-", "events + invented-"] {
        assert!(out.contains(said), "{said}: {out}");
    }
    let (_, csv, _) = run(&["score", &gold, &pages, "--format", "csv"], "");
    assert!(csv.starts_with("metric,P,R,F1,gold,predicted,accuracy,of\n"), "{csv}");
    let (_, markdown, _) = run(&["score", &gold, &pages, "--format", "markdown"], "");
    assert!(markdown.contains("\n| metric"), "{markdown}");
    let (_, json, _) = run(&["score", &gold, &pages, "--format", "json", "--errors", "events"], "");
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["pages"], 6);
    assert!(json["metrics"]["people"]["f1"].as_f64().is_some_and(|f1| f1 > 0.8), "{json}");
    assert!(json["errors"]["events"].as_array().is_some_and(|all| !all.is_empty()), "{json}");

    // The records of a run give the same figures as the pages.
    let (_, records, _) = run(&["extract", &pages], "");
    let (code, by_run, err) = run(&["score", &gold, "-", "--format", "json", "--errors", "events"], &records);
    assert_eq!(code, 0, "{err}");
    assert!(err.contains("no pages in"), "{err}");
    let by_run: serde_json::Value = serde_json::from_str(&by_run).expect("JSON");
    assert_eq!(json["metrics"]["events"], by_run["metrics"]["events"]);

    for (floor, code) in [("people=0.5", 0), ("people.p=0.5", 0), ("event_who=1", 1), ("events.r=1", 1)] {
        let (found, _, err) = run(&["score", &gold, &pages, "--min", floor], "");
        assert_eq!(found, code, "{floor}: {err}");
        assert_eq!(err.contains("failed: "), code == 1, "{floor}: {err}");
    }
}

#[test]
fn a_score_against_a_run_before_tells_what_changed() {
    let (gold, pages) = samples();
    let (_, records, _) = run(&["extract", &pages], "");
    let mut lines: Vec<serde_json::Value> =
        records.lines().map(|line| serde_json::from_str(line).expect("a record")).collect();
    let counts = |json: &serde_json::Value, change: &str| {
        json["changed"].as_array().expect("a list").iter().filter(|c| c["change"] == change).count()
    };
    let against = |lines: &[serde_json::Value]| {
        let file = tempfile::Builder::new().suffix(".jsonl").tempfile().expect("a file");
        let told: String = lines.iter().map(|line| format!("{line}\n")).collect();
        fs::write(file.path(), told).expect("room");
        let (code, out, err) = run(&["score", &gold, &pages, "--format", "json", "--against", text(file.path())], "");
        assert_eq!(code, 0, "{err}");
        serde_json::from_str::<serde_json::Value>(&out).expect("JSON")
    };
    let same = against(&lines);
    assert_eq!(same["changed"], serde_json::json!([]));
    assert_eq!(same["before"], same["metrics"]);
    // A run before that knew no figures and one person too many.
    for line in &mut lines {
        line["figures"] = serde_json::json!([]);
    }
    lines[0]["people"].as_array_mut().expect("a list").push(serde_json::json!({"name": "无名氏", "posts": []}));
    let changed = against(&lines);
    assert!(counts(&changed, "right-gained") > 20, "{changed}");
    assert_eq!((counts(&changed, "right-lost"), counts(&changed, "wrong-gone")), (0, 1), "{changed}");
}

#[test]
fn gold_that_cannot_be_used_says_why() {
    let (_, pages) = samples();
    let at = folder();
    let gold = |name: &str, json: &str| {
        let folder = at.path().join(name);
        fs::create_dir(&folder).expect("room");
        if !json.is_empty() {
            fs::write(folder.join("one.json"), json).expect("room");
        }
        text(&folder).to_owned()
    };
    let article = |list: &str| format!("{{\"page\": \"one\", \"articles\": [{{\"kind\": \"news\", {list}}}]}}");
    let file = at.path().join("run.jsonl");
    let run_of = |line: &str| {
        fs::write(&file, line).expect("room");
        text(&file).to_owned()
    };
    let good = gold("good", &article("\"events\": null"));
    let line = run_of("\n{\"page\": \"one\", \"events\": 7}\n");
    for (gold, more, said) in [
        (text(&at.path().join("missing")).to_owned(), vec![], "No such file"),
        (gold("empty", ""), vec![], "no gold here"),
        (
            gold("broken", "{\"page\": \"one\",\n\n"),
            vec![],
            "one.json: no annotation: EOF while parsing a value at line 3",
        ),
        (gold("nameless", "{\"articles\": []}"), vec![], "missing field `page`"),
        (gold("kindless", "{\"page\": \"one\", \"articles\": [{}]}"), vec![], "article 1: no \"kind\""),
        (
            gold("silent", &article("\"events\": [{\"type\": \"Meeting\"}]")),
            vec![],
            "article 1, events, item 1: no \"sentence\"",
        ),
        (
            gold("typo", &article("\"events\": [{\"type\": \"Metting\", \"sentence\": \"。\"}]")),
            vec![],
            "\"Metting\" is no event type",
        ),
        (gold("valueless", &article("\"figures\": [{\"sentence\": \"。\"}]")), vec![], "no \"value\""),
        (good.clone(), vec![], "pages: no such folder"),
        (good.clone(), vec![pages.as_str()], "none of the pages of"),
        (good.clone(), vec![line.as_str()], "run.jsonl, line 2: no record: invalid type"),
        (good.clone(), vec!["--errors", "acs"], "no such metric"),
        (good.clone(), vec!["--min", "acts"], "METRIC=VALUE"),
        (good.clone(), vec!["--min", "event_who.p=0.5"], "found things"),
    ] {
        let (code, out, err) = run(&[vec!["score", &gold], more.clone()].concat(), "");
        assert_eq!((code, out.as_str()), (2, ""), "{gold} {more:?}: {err}");
        assert!(err.contains(said) && !err.contains("panicked"), "{gold} {more:?}: {err}");
    }
    let (code, _, err) = run(&["score", &good, "-"], "{\"page\": \"one\", \"text\": \"\"}\n");
    assert_eq!(code, 2);
    assert!(err.contains("standard input, line 1: a page, not a record"), "{err}");
    // A page that is not there counts as missed, and shows in the code.
    let (known, _) = samples();
    fs::copy(Path::new(&known).join("invented-baise-border.json"), Path::new(&good).join("two.json")).expect("room");
    let (code, out, err) = run(&["score", &good, &pages], "");
    assert_eq!(code, 2, "{err}");
    assert!(err.contains("page one was not read") && out.contains("2 pages"), "{out}{err}");
}

#[test]
fn a_table_of_reports_is_built_row_by_row() {
    let at = folder();
    let report = TEXT.split_once("\n\n").expect("a headline").1.trim();
    let csv = format!(
        "编号,标题,正文,日期,来源,链接\nr1,市水务局检查水库,{report},2023/6/2,黄河样报,http://paper.example/r1\nr2,,,,,\n"
    );
    fs::write(at.path().join("export.csv"), csv).expect("room");
    let (table, store) = (text(&at.path().join("export.csv")).to_owned(), text(&at.path().join("store")).to_owned());
    let (code, out, err) = run(&["build", &table, "--store", &store], "");
    assert_eq!(code, 2, "{err}");
    assert!(out.contains("1 added") && err.contains("export.csv, line 3: text: missing"), "{out}{err}");
    let (code, out, err) = run(
        &["query", "--store", &store, "SELECT ?u ?h { ?p schema:url ?u . GRAPH ?g { ?a schema:headline ?h } }"],
        "",
    );
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("http://paper.example/r1") && out.contains("市水务局检查水库"), "{out}");
    assert_eq!(run(&["check", "--store", &store], "").0, 0);
}
