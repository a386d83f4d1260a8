//! Which things of different articles are one: cases named for their cause in tests/identity, pages beside the
//! judgements that they must give; and what people decide, replay and take back.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;

/// Exit code, standard output and standard error.
fn fangzhi(arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fangzhi"));
    command.args(arguments).env_remove("FANGZHI_STORE").env_remove("FANGZHI_AUTHOR");
    let output = command.output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
}

fn done(arguments: &[&str]) -> String {
    let (code, out, err) = fangzhi(arguments);
    assert_eq!(code, 0, "{arguments:?}: {out}{err}");
    out
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path of ASCII")
}

fn case(name: &str) -> PathBuf {
    PathBuf::from(format!("{}/tests/identity/{name}", env!("CARGO_MANIFEST_DIR")))
}

/// A store of the pages of these cases.
fn store(at: &tempfile::TempDir, name: &str, cases: &[&str]) -> String {
    let store = text(&at.path().join(name)).to_owned();
    let pages: Vec<PathBuf> = cases.iter().map(|name| case(&format!("{name}.jsonl"))).collect();
    let pages: Vec<&str> = pages.iter().map(|path| text(path)).collect();
    done(&[&["build"], pages.as_slice(), &["--store", &store]].concat());
    store
}

/// What one question finds, a line a row, without the head.
fn ask(store: &str, query: &str) -> Vec<String> {
    let out = fangzhi(&["query", query, "--format", "csv", "--store", store]).1;
    out.lines().skip(1).map(|line| line.trim().to_owned()).collect()
}

const JUDGED: &str = "SELECT ?label ?rules { GRAPH graph:decisions {
    ?d fz:judgement ?judgement ; skos:prefLabel ?label ; fz:decidedBy ?rules } } ORDER BY ?label ?rules";

#[test]
fn things_are_one_as_the_cases_say() {
    let mut cases: Vec<PathBuf> = fs::read_dir(case("")).expect("cases").flatten().map(|entry| entry.path()).collect();
    cases.retain(|path| path.extension().is_some_and(|ending| ending == "jsonl"));
    cases.sort();
    assert!(cases.len() >= 7, "{} cases", cases.len());
    let mut wrong = Vec::new();
    for pages in cases {
        let name = pages.file_stem().and_then(|stem| stem.to_str()).expect("a name");
        let at = tempfile::tempdir().expect("a folder");
        let store = store(&at, "store", &[name]);
        let found: BTreeSet<String> = ask(&store, JUDGED).into_iter().collect();
        let expected = fs::read_to_string(case(&format!("{name}.expected"))).unwrap_or_default();
        let expected: BTreeSet<String> = expected.lines().map(str::to_owned).collect();
        if found != expected {
            let found: Vec<String> = found.into_iter().collect();
            wrong.push(format!("{name}\n  found\n{}\n  expected {expected:#?}", found.join("\n")));
        }
        let (code, out, _) = fangzhi(&["check", "--store", &store]);
        assert_eq!(code, 0, "{name}: {out}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn one_event_has_the_evidence_of_both_papers() {
    let at = tempfile::tempdir().expect("a folder");
    let store = store(&at, "store", &["one-press-conference-in-two-papers"]);
    let query = "SELECT (COUNT(?claim) AS ?n) (SAMPLE(?label) AS ?name) { ?e a sem:Event ; sem:eventType fz:Meeting ;
        fz:edtf \"2023-06-02\" ; fz:evidence ?claim ; skos:prefLabel ?label } GROUP BY ?e";
    let found = ask(&store, query);
    assert!(found.len() == 1 && found[0].starts_with("2,"), "{found:?}");
}

/// IRIs of the two people of one name in two cities.
fn namesakes(store: &str) -> (String, String) {
    let query = "SELECT ?p { ?p a foaf:Person ; skos:prefLabel \"石望川\" } ORDER BY ?p";
    match ask(store, query).as_slice() {
        [one, other] => (one.clone(), other.clone()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn people_decide_and_take_back() {
    let at = tempfile::tempdir().expect("a folder");
    let store = store(&at, "store", &["namesakes-in-two-cities-stay-two"]);
    let export = || done(&["export", "nquads", "--store", &store]);
    let before = export();
    let (one, other) = namesakes(&store);
    let say = ["--reason", "调任", "--author", "苗青禾", "--date", "2026-11-26", "--store", &store];
    done(&[&["decide", "--same", &one, &other][..], &say].concat());
    let posts =
        "SELECT ?name { ?p a foaf:Person ; skos:prefLabel \"石望川\" . ?m org:member ?p ; skos:prefLabel ?name }";
    assert_eq!(ask(&store, posts).len(), 2, "both posts are of one person");
    assert_eq!(ask(&store, "SELECT ?p { ?p a foaf:Person ; skos:prefLabel \"石望川\" }").len(), 1);
    let told = done(&["explain", &other, "--store", &store]);
    for part in ["石望川 = 石望川", "positive", "苗青禾; 2026-11-26; 调任"] {
        assert!(told.contains(part), "{part} not in {told}");
    }
    done(&["check", "--store", &store]);
    let (code, _, err) = fangzhi(&["decide", "--different", &one, &other, "--store", &store]);
    assert_eq!(code, 0, "a later decision of the same pair takes the place of the first: {err}");
    done(&["decide", "--undo", &one, &other, "--store", &store]);
    assert_eq!(export(), before, "nothing of it is left");
    let (code, out, _) = fangzhi(&["decide", "--undo", &one, &other, "--store", &store]);
    assert!(code == 1 && out.contains("says nothing"), "{out}");
}

#[test]
fn what_a_person_parts_no_rule_joins() {
    let at = tempfile::tempdir().expect("a folder");
    let store = store(&at, "store", &["one-press-conference-in-two-papers"]);
    let pairs = "SELECT ?l ?r { GRAPH graph:decisions { ?d fz:judgement fz:Positive ; fz:left ?l ; fz:right ?r } }";
    let joined = ask(&store, pairs);
    let (left, right) = joined[0].split_once(',').expect("two IRIs");
    let events = || ask(&store, "SELECT ?e { ?e a sem:Event }").len();
    let before = events();
    done(&["decide", "--different", left, right, "--store", &store]);
    assert!(!ask(&store, pairs).contains(&joined[0]));
    assert_eq!(events(), before + 1);
    done(&["check", "--store", &store]);
}

#[test]
fn a_rejected_claim_takes_with_it_what_it_alone_supports() {
    let at = tempfile::tempdir().expect("a folder");
    let store = store(&at, "store", &["namesakes-in-two-cities-stay-two"]);
    let claims =
        "SELECT ?c { ?m a org:Membership ; skos:prefLabel ?name ; fz:evidence ?c FILTER(CONTAINS(?name, \"教育局\")) }";
    let claim = ask(&store, claims).pop().expect("a claim");
    let posts = || ask(&store, "SELECT ?name { ?p a org:Post ; skos:prefLabel ?name } ORDER BY ?name");
    assert_eq!(posts().len(), 2);
    done(&["decide", "--reject", &claim, "--store", &store]);
    assert_eq!(posts(), ["绵阳市水务局 局长"]);
    done(&["check", "--store", &store]);
    done(&["decide", "--undo", &claim, "--store", &store]);
    assert_eq!(posts().len(), 2);
}

#[test]
fn a_thing_gets_another_name() {
    let at = tempfile::tempdir().expect("a folder");
    let store = store(&at, "store", &["namesakes-in-two-cities-stay-two"]);
    done(&["decide", "--rename", "绵阳市水务局", "绵阳市水利和水务局", "--store", &store]);
    let names = "SELECT ?name ?old { ?o a org:Organization ; skos:prefLabel ?name ; skos:altLabel ?old
        FILTER(?old = \"绵阳市水务局\") }";
    assert_eq!(ask(&store, names), ["绵阳市水利和水务局,绵阳市水务局"]);
}

#[test]
fn contradictions_and_bad_rows_are_refused_with_their_line() {
    let at = tempfile::tempdir().expect("a folder");
    let store = store(&at, "store", &["namesakes-in-two-cities-stay-two"]);
    let (one, other) = namesakes(&store);
    let third = ask(&store, "SELECT ?p { ?p a foaf:Person ; skos:prefLabel ?n FILTER(?n != \"石望川\") }");
    let third = third.first().cloned().unwrap_or_else(|| "id:nobody".to_owned());
    let file = Path::new(&store).join("decisions.tsv");
    let rows = format!("judgement\tleft\tright\npositive\t{one}\t{third}\nnegative\t{one}\t{other}\n");
    fs::write(&file, &rows).expect("room");
    if !third.starts_with("id:") {
        let (code, _, err) = fangzhi(&["decide", "--same", &third, &other, "--store", &store]);
        assert!(code == 2 && err.contains("contradicts") && err.contains("line 3"), "{err}");
    }
    fs::write(&file, format!("{rows}maybe\t{one}\t{other}\n")).expect("room");
    for verb in ["find", "info", "decide"] {
        let (code, _, err) = fangzhi(&[verb, "--store", &store]);
        assert!(code == 2 && err.contains("decisions.tsv, line 4: \"maybe\" is no judgement"), "{verb}: {err}");
    }
    fs::write(&file, "judgement\tleft\tright\npositive\turn:gone\turn:lost\n").expect("room");
    let (_, _, err) = fangzhi(&["decide", "--list", "--store", &store]);
    assert!(err.contains("decisions, line 2: the store holds no"), "{err}");
    done(&["check", "--store", &store]);
}

#[test]
fn decisions_under_version_control_are_followed_from_their_own_place() {
    let at = tempfile::tempdir().expect("a folder");
    let pages = store(&at, "store", &["namesakes-in-two-cities-stay-two"]);
    let ours = at.path().join("ours.tsv");
    let (one, other) = namesakes(&pages);
    let (code, _, err) = fangzhi(&["build", "--decisions", text(&ours), "--store", &pages]);
    assert!(code == 2 && err.contains("no file of decisions"), "{err}");
    fs::write(&ours, "").expect("room");
    done(&["build", "--decisions", text(&ours), "--store", &pages]);
    done(&["decide", "--same", &one, &other, "--store", &pages]);
    assert!(fs::read_to_string(&ours).expect("rows").contains("positive"));
    assert_eq!(ask(&pages, "SELECT ?p { ?p a foaf:Person ; skos:prefLabel \"石望川\" }").len(), 1);
    fs::remove_file(&ours).expect("it was there");
    let (code, _, err) = fangzhi(&["find", "--store", &pages]);
    assert!(code == 2 && err.contains("decisions of the store are missing"), "{err}");
}

#[test]
fn pages_that_come_and_go_leave_what_a_build_from_nothing_gives_with_decisions_too() {
    let at = tempfile::tempdir().expect("a folder");
    let all =
        ["namesakes-in-two-cities-stay-two", "short-and-full-name-of-one-body", "one-press-conference-in-two-papers"];
    let whole = store(&at, "whole", &all);
    let (one, other) = namesakes(&whole);
    let rows = format!("judgement\tleft\tright\npositive\t{one}\t{other}\n");
    fs::write(Path::new(&whole).join("decisions.tsv"), &rows).expect("room");
    let grown = store(&at, "grown", &all[..1]);
    fs::write(Path::new(&grown).join("decisions.tsv"), &rows).expect("room");
    for name in &all[1..] {
        let pages = case(&format!("{name}.jsonl"));
        done(&["build", text(&pages), "--store", &grown]);
    }
    assert_eq!(done(&["export", "nquads", "--store", &grown]), done(&["export", "nquads", "--store", &whole]));
    let (code, out, err) = fangzhi(&["diff", &grown, &whole]);
    assert_eq!(code, 0, "{out}{err}");
}

#[test]
fn two_stores_are_compared() {
    let at = tempfile::tempdir().expect("a folder");
    let cases = ["namesakes-in-two-cities-stay-two", "short-and-full-name-of-one-body"];
    let (small, big) = (store(&at, "small", &cases[..1]), store(&at, "big", &cases));
    let (code, out, _) = fangzhi(&["diff", &small, &big, "--format", "csv"]);
    assert_eq!(code, 1);
    assert!(out.contains("event,gained,"), "{out}");
    assert!(!out.contains(",lost,"), "{out}");
    let (one, other) = namesakes(&small);
    let before = store(&at, "before", &cases[..1]);
    done(&["decide", "--same", &one, &other, "--store", &small]);
    let (_, out, _) = fangzhi(&["diff", &before, &small, "--format", "json"]);
    assert!(out.contains("\"merged\"") && out.contains("\"snapshot\""), "{out}");
    let (code, _, err) = fangzhi(&["diff", &before, text(&at.path().join("nowhere"))]);
    assert!(code == 2 && err.contains("is no store"), "{err}");
}

#[test]
fn the_snapshot_is_named_after_what_it_was_built_from() {
    let at = tempfile::tempdir().expect("a folder");
    let name = |store: &str| -> String {
        let out = done(&["info", "--store", store]);
        let line = out.lines().find(|line| line.starts_with("snapshot")).expect("a snapshot").to_owned();
        line.split([' ', ',']).nth(2).expect("a name").to_owned()
    };
    let cases = ["namesakes-in-two-cities-stay-two", "short-and-full-name-of-one-body"];
    let one = store(&at, "one", &cases[..1]);
    let again = store(&at, "again", &cases[..1]);
    let more = store(&at, "more", &cases);
    assert_eq!(name(&one), name(&again));
    assert_ne!(name(&one), name(&more));
    assert!(done(&["export", "nquads", "--store", &one]).contains(&name(&one)));
    assert!(done(&["export", "dot", "--store", &one]).contains(&name(&one)));
    let (left, right) = namesakes(&again);
    done(&["decide", "--same", &left, &right, "--store", &again]);
    assert_ne!(name(&one), name(&again));
}

#[test]
fn what_gave_nothing_is_counted() {
    let at = tempfile::tempdir().expect("a folder");
    let pages = at.path().join("pages.jsonl");
    let page = |page: &str, text: &str| {
        format!(
            "{{\"page\": \"{page}\", \"newspaper\": \"涪江样报\", \"issue_date\": \"2023-06-03\", \"home\": \"510700\", \"text\": \"{text}\"}}\n"
        )
    };
    let silent = page("a", "养花心得\\n\\n花要常浇水。叶子黄了要剪掉。春天换一次土就够了。");
    let told = page("b", "水库检查\\n\\n本报讯 6月2日，绵阳市水务局局长石望川到涪城区检查水库。天很热。");
    fs::write(&pages, silent + &told).expect("room");
    let store = text(&at.path().join("store")).to_owned();
    done(&["build", text(&pages), "--store", &store]);
    let out = done(&["info", "--coverage", "--format", "csv", "--store", &store]);
    let row = out.lines().nth(1).expect("a row");
    assert!(row.starts_with("涪江样报,2023-06,2,1,1,5,4,"), "{out}");
}
