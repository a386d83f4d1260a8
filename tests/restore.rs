//! Backup and restore: what `export` writes, `build --from` makes a store of that says the same.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

/// Exit code, standard output and standard error.
fn run(at: &Path, arguments: &[&str], input: &str) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fangzhi"));
    command.args(arguments).current_dir(at).env_remove("FANGZHI_STORE").write_stdin(input);
    let output = command.output().expect("it runs");
    let [out, err] = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    (output.status.code().unwrap_or(-1), out, err)
}

/// The same of what must go well.
fn done(at: &Path, arguments: &[&str]) -> String {
    let (code, out, err) = run(at, arguments, "");
    assert_eq!(code, 0, "{arguments:?}: {err}");
    out
}

/// A folder with a store of the sample pages, in which people decided something.
fn samples() -> (TempDir, String) {
    let place = tempfile::tempdir().expect("a folder");
    let at = place.path();
    done(at, &["build", "--sample", "--store", "store"]);
    let query = |wanted: &str| {
        let rows = done(at, &["query", "--format", "tsv", wanted, "--store", "store"]);
        let row = rows.lines().nth(1).expect("a row").trim();
        row.trim_matches(['<', '>']).to_owned()
    };
    let claim = query("SELECT ?c { ?e a sem:Event ; fz:evidence ?c } ORDER BY ?c LIMIT 1");
    let [one, other] =
        [0, 1].map(|at| query(&format!("SELECT ?p {{ ?p a foaf:Person }} ORDER BY ?p OFFSET {at} LIMIT 1")));
    let body = query("SELECT ?b { ?b a org:Organization } ORDER BY ?b LIMIT 1");
    let signed = ["--store", "store", "--author", "方某", "--date", "2026-11-26", "--reason", "读过原文"];
    done(at, &[&["decide", "--reject", &claim], &signed[..]].concat());
    done(at, &[&["decide", "--different", &one, &other], &signed[..]].concat());
    done(at, &["decide", "--rename", &body, "某某局", "--store", "store"]);
    let nquads = done(at, &["export", "nquads", "--store", "store"]);
    fs::write(at.join("store.nq"), &nquads).expect("room");
    (place, nquads)
}

#[test]
fn a_restored_store_says_what_the_first_did() {
    let (place, nquads) = samples();
    let at = place.path();
    fs::write(at.join("store.trig"), done(at, &["export", "trig", "--store", "store"])).expect("room");
    let said = done(at, &["build", "--from", "nquads", "store.nq", "--store", "restored"]);
    assert!(said.contains(&format!("{} quads, 6 pages", nquads.lines().count())), "{said}");
    done(at, &["build", "--from", "trig", "store.trig", "--store", "of-trig"]);
    let (code, _, err) = run(at, &["build", "--from", "nquads", "-", "--store", "of-input"], &nquads);
    assert_eq!(code, 0, "{err}");
    for store in ["restored", "of-trig", "of-input"] {
        assert!(done(at, &["export", "nquads", "--store", store]) == nquads, "{store}");
    }
    for verb in [
        &["find"][..],
        &["find", "--format", "jsonl"],
        &["ask", "officials"],
        &["ask", "totals"],
        &["ask", "posts", "--param", "person=崔正邦"],
        &["check"],
        &["timeline"],
        &["network", "bodies"],
        &["info", "--coverage"],
        &["export", "jsonld"],
        &["decide", "--list"],
    ] {
        let of = |store: &str| run(at, &[verb, &["--store", store]].concat(), "");
        assert_eq!(of("restored"), of("store"), "{verb:?}");
    }
    // The first lines name the folder and its files.
    let info =
        |store: &str| done(at, &["info", "--store", store]).lines().skip(4).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(info("restored"), info("store"));
    let snapshot = |store: &str| done(at, &["info", "--store", store]).lines().nth(2).map(str::to_owned);
    assert_eq!(snapshot("restored"), snapshot("store"), "with the number of decisions");
    let rows = |store: &str| {
        let text = fs::read_to_string(at.join(store).join("decisions.tsv")).expect("decisions");
        // The names are for the reader's eye alone, and no export has them.
        let cells = |line: &str| line.split('\t').take(8).collect::<Vec<_>>().join("\t");
        let mut rows: Vec<String> = text.lines().map(cells).collect();
        rows.sort();
        rows
    };
    assert_eq!(rows("restored"), rows("store"));
    assert_eq!(run(at, &["diff", "store", "restored"], "").0, 0);
}

#[test]
fn what_cannot_be_restored_is_told_with_file_and_line() {
    let (place, nquads) = samples();
    let at = place.path();
    let lines: Vec<&str> = nquads.lines().collect();
    let write = |name: &str, text: String| fs::write(at.join(name), text).expect("room");
    write("broken.nq", [&lines[..7], &["<no quad"], &lines[7..]].concat().join("\n"));
    write("cut.nq", nquads[..nquads.len() / 2].to_owned());
    write("short.nq", lines.iter().filter(|line| !line.contains("id/page/")).map(|line| format!("{line}\n")).collect());
    write("foreign.nq", "<http://example.org/a> <http://example.org/b> \"c\" .\n".to_owned());
    write("empty.nq", String::new());
    let cut = nquads[..nquads.len() / 2].lines().count();
    for (file, expected) in [
        ("broken.nq", "broken.nq, line 8: ".to_owned()),
        ("cut.nq", format!("cut.nq, line {cut}: ")),
        ("short.nq", format!("quads of {}: it was cut short", lines.len())),
        ("foreign.nq", "foreign.nq: tells no snapshot".to_owned()),
        ("empty.nq", "empty.nq: tells no snapshot".to_owned()),
        ("missing.nq", "cannot read missing.nq".to_owned()),
    ] {
        let (code, _, err) = run(at, &["build", "--from", "nquads", file, "--store", "new"], "");
        assert_eq!(code, 2, "{file}: {err}");
        assert!(err.contains(&expected) && err.lines().count() == 2, "{file}: {err}");
        assert!(!at.join("new/manifest.json").exists(), "{file}: half a store");
    }
    // What failed is no obstacle to what is whole.
    done(at, &["build", "--from", "nquads", "store.nq", "--store", "new"]);
    assert!(done(at, &["export", "nquads", "--store", "new"]) == nquads);
}

#[test]
fn a_restored_store_stays_as_it_is() {
    let (place, nquads) = samples();
    let at = place.path();
    done(at, &["build", "--from", "nquads", "store.nq", "--store", "restored"]);
    for (arguments, expected) in [
        (&["build", "--from", "nquads", "store.nq", "--store", "store"][..], "is a store already"),
        (&["build", "--from", "nquads", "store.nq", "--store", "restored"], "is a store already"),
        (&["build", "--from", "nquads", "store.nq", "store.nq", "--store", "other"], "an export is one file"),
        (&["build", "--sample", "--store", "restored"], "build PAGES --store NEW"),
        (&["build", "--repair", "--store", "restored"], "build PAGES --store NEW"),
        (&["decide", "--rename", "place:510700", "某地", "--store", "restored"], "was restored from an export"),
        (&["decide", "--undo", "place:510700", "--store", "restored"], "was restored from an export"),
    ] {
        let (code, _, err) = run(at, arguments, "");
        assert!(code == 2 && err.contains(expected), "{arguments:?}: {err}");
    }
    assert!(done(at, &["export", "nquads", "--store", "restored"]) == nquads);
}
