//! What leaves the store is what stands in it: exports of the sample pages, read by other people's programs, hold what
//! `fangzhi info` counts; networks and timelines lead to their sentences.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

mod python;

fn run(arguments: &[&str]) -> (i32, String, String) {
    let output = Command::cargo_bin("fangzhi").expect("the program").args(arguments).output().expect("it runs");
    let [out, err] = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    (output.status.code().unwrap_or(-1), out, err)
}

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

/// The sample pages in a store.
fn samples() -> (TempDir, String) {
    let at = tempfile::tempdir().expect("room");
    let store = text(&at.path().join("store")).to_owned();
    let (code, _, err) = run(&["build", "--sample", "--store", &store]);
    assert_eq!(code, 0, "{err}");
    (at, store)
}

/// Runs a verb on the store, which must do it.
fn done(arguments: &[&str], store: &str) -> String {
    let (code, out, err) = run(&[arguments, &["--store", store]].concat());
    assert_eq!(code, 0, "{arguments:?}: {err}");
    out
}

/// What `info` counts, by the first word of each line.
fn counts(store: &str) -> BTreeMap<String, u64> {
    let info = done(&["info"], store);
    let row = |line: &str| {
        let words: Vec<&str> = line.split_whitespace().collect();
        Some((words.first()?.to_string(), words.last()?.parse().ok()?))
    };
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for line in info.lines() {
        // Further lines that begin with events count a part of them.
        if let Some((name, count)) = row(line) {
            if line.contains("有行为者的事件") {
                counts.insert("acted".to_owned(), count);
            }
            counts.entry(name).or_insert(count);
        }
    }
    counts
}

#[test]
fn other_programs_read_what_info_counts() {
    let (at, store) = samples();
    let folder = at.path().join("exports");
    fs::create_dir(&folder).expect("room");
    let file = |name: &str| text(&folder.join(name)).to_owned();
    fs::write(file("counts.json"), serde_json::to_string(&counts(&store)).expect("JSON")).expect("room");
    let info = done(&["info"], &store);
    let snapshot =
        info.split_once("快照 ").and_then(|(_, rest)| rest.split_once(',')).expect("a snapshot").0.to_owned();
    for (format, options, name) in [
        ("graphml", &[][..], "all.graphml"),
        ("gexf", &[], "all.gexf"),
        ("dot", &["--nodes", "0"], "all.dot"),
        ("graphml", &["--network", "bodies"], "bodies.graphml"),
        ("svg", &["--network", "bodies"], "bodies.svg"),
        ("csv", &["--network", "bodies"], "ties"),
        ("csv", &[], "csv"),
        ("jsonl", &[], "jsonl"),
        #[cfg(feature = "parquet")]
        ("parquet", &[], "parquet"),
        ("jsonld", &[], "store.jsonld"),
        ("trig", &[], "store.trig"),
        ("turtle", &[], "store.turtle"),
        ("nquads", &[], "store.nq"),
        ("jsonl", &["--table", "people"], "people.jsonl"),
    ] {
        done(&[&["export", format, "--output", &file(name)], options].concat(), &store);
        // Tables tell it in their dictionary.
        let said = folder.join(name).join("datapackage.json");
        let said = fs::read_to_string(if said.exists() { said } else { folder.join(name) }).expect("text");
        assert!(said.contains(&snapshot), "{name} does not tell the snapshot {snapshot}");
    }
    if let Some((same, said)) = python::run("exports.py", &[text(&folder)]) {
        assert!(same, "{said}");
    }
}

#[test]
fn the_same_store_gives_the_same_files() {
    let (at, store) = samples();
    for format in ["dot", "graphml", "gexf", "jsonld", "turtle"] {
        assert_eq!(done(&["export", format], &store), done(&["export", format], &store), "{format}");
    }
    let tables = at.path().join("tables");
    let read = || {
        let files = fs::read_dir(&tables).expect("a folder").flatten();
        files.map(|file| (file.path(), fs::read(file.path()).expect("a file"))).collect::<BTreeMap<_, _>>()
    };
    done(&["export", "csv", "--output", text(&tables)], &store);
    let once = read();
    assert_eq!(once.len(), 12, "{:?}", once.keys());
    // A second export takes the place of the first, and leaves nothing beside it.
    done(&["export", "csv", "--output", text(&tables)], &store);
    assert_eq!(read(), once);
    let beside: Vec<_> = fs::read_dir(at.path()).expect("a folder").flatten().map(|entry| entry.file_name()).collect();
    assert_eq!(beside.len(), 2, "{beside:?}");
}

#[test]
fn what_cannot_be_exported_says_why() {
    let (at, store) = samples();
    let foreign = at.path().join("foreign");
    fs::create_dir(&foreign).expect("room");
    fs::write(foreign.join("mine.txt"), "mine").expect("room");
    for (arguments, code, said) in [
        (vec!["export", "csv"], 2, "--table"),
        (vec!["export", "csv", "--table", "nothing"], 2, "the tables are events, actors"),
        (vec!["export", "csv", "--output", text(&foreign)], 2, "no earlier export"),
        (vec!["export", "trig", "--around", "石望川"], 2, "the whole store"),
        (vec!["export", "csv", "--table", "events", "--place", "绵阳市"], 2, "--network"),
        (vec!["export", "dot", "--table", "events"], 2, "holds no tables"),
        (vec!["export", "dot", "--network", "nothing"], 2, "possible values: bodies"),
        (vec!["export", "dot", "--from", "2024", "--to", "2023"], 2, "is after"),
        (vec!["export", "dot", "--what", "无此类"], 2, "no type of event"),
        (vec!["export", "dot", "--band", "best"], 2, "High, Medium and Low"),
        (vec!["export", "dot", "--place", "无此地"], 1, "nothing in the store is called 无此地"),
        (vec!["network", "officials", "--around", "无名氏"], 1, "无名氏"),
        (vec!["network", "bodies", "--path", "无名氏", "无名氏"], 1, "no path"),
        (vec!["network", "bodies", "--measure", "fame"], 2, "possible values: degree"),
        (vec!["timeline", "--from", "1990", "--to", "1991"], 1, ""),
    ] {
        let (found, _, err) = run(&[&arguments[..], &["--store", &store]].concat());
        assert_eq!(found, code, "{arguments:?}: {err}");
        assert!(err.contains(said) && !err.contains("panicked"), "{arguments:?}: {err}");
    }
    assert_eq!(fs::read_to_string(foreign.join("mine.txt")).expect("untouched"), "mine");
}

#[test]
fn a_network_leads_to_sentences() {
    let (_at, store) = samples();
    for kind in ["bodies", "officials", "inspections", "mobilisation", "hierarchy", "posts", "all"] {
        let out = done(&["network", kind], &store);
        assert!(out.contains("links") && out.contains("community"), "{kind}: {out}");
        let json = done(&["network", kind, "--links", "--top", "4", "--format", "json"], &store);
        let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        let links = json["links"].as_array().expect("links");
        assert!(!links.is_empty(), "{kind}");
        for link in links.iter().filter(|_| kind != "hierarchy") {
            assert!(link["evidence"][0]["sentence"].as_str().is_some_and(|said| !said.is_empty()), "{kind}: {link}");
            let facts = link["facts"].as_array().map_or(0, Vec::len) as u64;
            assert_eq!(link["weight"].as_u64(), Some(facts), "{kind}: {link}");
        }
    }
    // A person, the post and its body are two steps, each with its sentence.
    let posts = done(&["network", "posts", "--links", "--top", "1", "--format", "json"], &store);
    let posts: serde_json::Value = serde_json::from_str(&posts).expect("JSON");
    let person = posts["links"][0]["from"]["iri"].as_str().expect("an IRI");
    let post = posts["links"][0]["to"]["iri"].as_str().expect("an IRI");
    let path = done(&["network", "posts", "--path", post, person], &store);
    assert!(path.contains("1步 steps") && path.contains('「'), "{path}");
}

#[test]
fn a_scope_holds_what_it_says() {
    let (_at, store) = samples();
    let nodes = ["export", "csv", "--network", "all", "--table", "nodes"];
    let events = |arguments: &[&str]| {
        let (code, out, err) = run(&[&nodes[..], arguments, &["--store", &store]].concat());
        assert!(code < 2, "{err}");
        out.lines().filter(|line| line.contains(",event,")).count()
    };
    let all = events(&[]);
    let here = events(&["--place", "绵阳市"]);
    assert!(0 < here && here < all, "{here} of {all}");
    let meetings = events(&["--what", "会议"]);
    assert!(0 < meetings && meetings < all, "{meetings} of {all}");
    let bands = done(&["export", "csv", "--table", "events"], &store);
    let of = |band: &str| bands.lines().filter(|line| line.split(',').any(|cell| cell == band)).count();
    let mut expected = 0;
    let mut parted = false;
    for band in ["High", "Medium", "Low"] {
        expected += of(band);
        assert_eq!(events(&["--band", band]), expected, "{band} or better of {all}");
        parted |= 0 < expected && expected < all;
    }
    assert!(parted && expected == all, "the samples have events of two bands: {bands}");
    let july = events(&["--from", "2023-07", "--to", "2023-07"]);
    assert!(0 < july && july < all, "{july} of {all}");
    assert!(events(&["--place", "绵阳市", "--from", "2023-07", "--to", "2023-07"]) <= here.min(july));
}

#[test]
fn a_timeline_counts_each_event_once() {
    let (_at, store) = samples();
    for per in ["day", "week", "month"] {
        let json = done(&["timeline", "--per", per, "--by", "type", "--format", "json"], &store);
        let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        let series = json["series"].as_array().expect("series");
        let counted: u64 = series
            .iter()
            .flat_map(|series| {
                series["events"].as_array().expect("counts").iter().filter_map(serde_json::Value::as_u64)
            })
            .sum();
        assert_eq!(Some(counted), json["events"].as_u64(), "{per}");
        let left_out = json["left_out"].as_u64().expect("a count");
        assert_eq!(counted + left_out, counts(&store)["events"], "{per}");
        let csv = done(&["timeline", "--per", per, "--by", "type", "--format", "csv"], &store);
        let rows = csv.lines().skip(1).filter_map(|line| line.rsplit(',').next()?.parse::<u64>().ok());
        assert_eq!(rows.sum::<u64>(), counted, "{per}");
    }
    let svg = done(&["timeline", "--by", "place", "--format", "svg"], &store);
    assert!(svg.starts_with("<svg") && svg.trim_end().ends_with("</svg>") && svg.contains("<title>2023-"), "{svg}");
}
