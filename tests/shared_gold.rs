//! How well the real program reads real pages: `fangzhi extract` on the annotated pages that lie beside the project, by the
//! reference scorer, against the floors of `tests/floors.json`. The texts are third-party news and are no part of the project:
//! without them these tests are skipped, with a note; where CI is set they must be there.

mod measure;
mod shared;

use std::{collections::BTreeMap, fs, process::Command};

use fangzhi::analysis::scoring::{self, Annotated, Row, read_gold};

/// What the program tells of a folder of pages, a record a line.
fn extract(pages: &std::path::Path) -> String {
    let run = Command::new(env!("CARGO_BIN_EXE_fangzhi")).arg("extract").arg(pages).output().expect("fangzhi runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).expect("records are UTF-8")
}

/// Scores one set by score.py and by the library's own scoring, which must agree, and checks its floors.
fn check(set: &str, folder: &str) {
    let Some(shared) = shared::folder() else { return };
    let (pages, gold) = (shared.join(folder).join("pages"), shared.join(folder).join("gold"));
    let told = extract(&pages);
    let file = tempfile::NamedTempFile::new().expect("a temporary file");
    fs::write(file.path(), &told).expect("it can be written");
    let run =
        Command::new("python3").arg(shared.join("gold/score.py")).arg(&gold).arg(file.path()).arg("--json").output();
    let run = run.expect("python3 is installed");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let reference: BTreeMap<String, BTreeMap<String, f64>> =
        serde_json::from_slice(&run.stdout).expect("score.py's JSON");

    let mut predicted: BTreeMap<String, Vec<Annotated>> = BTreeMap::new();
    for line in told.lines() {
        let article: Annotated = serde_json::from_str(line).expect("a record");
        predicted.entry(article.page.clone()).or_default().push(article);
    }
    let gold = read_gold(&gold).expect("the annotation");
    let text =
        |page: &String| fs::read_to_string(pages.join(format!("{page}.txt"))).map(|text| (page.clone(), text)).ok();
    let texts = gold.keys().filter_map(text).collect();
    let scores = scoring::score(&gold, &predicted, &texts);
    for (metric, row) in scores.rows() {
        let theirs = &reference[metric];
        let same =
            |key: &str, ours: f64| assert!((theirs[key] - ours).abs() < 1e-9, "{set}: {metric}: {row:?} {theirs:?}");
        match row {
            Row::Found { p, r, f1, .. } => [("p", p), ("r", r), ("f1", f1)].into_iter().for_each(|(k, v)| same(k, v)),
            Row::Agreed { accuracy, .. } => same("accuracy", accuracy),
        }
    }

    let values = scores.rows().map(|(metric, row)| (metric.to_owned(), row.value())).collect();
    let fallen = measure::below(set, &values);
    assert!(fallen.is_empty(), "{}", fallen.join("\n"));
}

#[test]
fn the_five_pages() {
    check("shared", ".");
}

#[test]
fn reports_of_other_cities() {
    check("more", "more");
}

#[test]
fn bands_keep_their_word() {
    let Some(shared) = shared::folder() else { return };
    let (one, more) = (shared.join("gold"), shared.join("more/gold"));
    let run = Command::new(env!("CARGO_BIN_EXE_fangzhi"))
        .arg("score")
        .arg(one)
        .arg("--also")
        .arg(more)
        .args(["--format", "json"])
        .output()
        .expect("fangzhi runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let told: serde_json::Value = serde_json::from_slice(&run.stdout).expect("JSON");
    for row in told["bands"].as_array().expect("bands") {
        let least = match row["band"].as_str() {
            Some("High") => 0.95,
            Some("Medium") => 0.80,
            _ => continue,
        };
        // Of one kind a band may hold few claims: then the interval must reach the bar, else the share itself.
        for share in [&row["borne"], &row["held_out"]] {
            println!("{} {} {share}", row["kind"], row["band"]);
            let key = if row["kind"] == "all" { "precision" } else { "to" };
            assert!(share[key].as_f64().is_none_or(|p| p >= least), "{row}");
        }
    }
}
