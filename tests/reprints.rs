//! Reprints: the same report in another paper, on another page, with another byline or some characters changed. Each stays as
//! evidence; what both say counts once. The reports are invented.

use std::collections::BTreeSet;
use std::ops::Deref;

use fangzhi::graph::{Build, Detail, Plan, Store, contributions};
use fangzhi::lexicon::Lexicon;
use fangzhi::model::Page;
use fangzhi::pipeline;
use fangzhi::query::{Search, find};
use tempfile::TempDir;

/// Figures and acts of no certain day: each a fact of its article alone, if it were not for reprints.
const REPORT: &str = "全市检查水库\n\n本报讯（记者 苗青禾）近日，许昌市水利局到魏都区检查水库，要求各单位落实责任，备足物资，加强巡查，发现险情\
    及时报告，确保安全度汛。截至目前，全市已检查水库12座，整改隐患35处，储备编织袋8万条。下一步，许昌市将组织培训，开展应急演练，\
    完善预案，对重点部位安排专人值守。许昌市慈善总会捐赠物资价值50万元。\n";

fn page(stem: &str, paper: &str, day: &str, home: &str, text: &str) -> Page {
    Page {
        stem: stem.to_owned(),
        text: text.to_owned(),
        newspaper: Some(paper.to_owned()),
        issue_date: day.parse().ok(),
        number: Some("01".to_owned()),
        home: home.parse().ok(),
        ..Page::default()
    }
}

fn first() -> Page {
    page("first", "甲样报", "2023-06-02", "411000", REPORT)
}

/// The same in another paper, the day after: another headline, another reporter, a word changed.
fn reprint() -> Page {
    let text = REPORT.replace("全市检查水库\n", "许昌检查水库\n").replace("苗青禾", "田禾 通讯员 林某");
    page("reprint", "乙样报", "2023-06-03", "411000", &text.replace("加强巡查", "加密巡查"))
}

/// The report of the next week: the same words, other numbers.
fn next_week() -> Page {
    let numbers = [("12座", "19座"), ("35处", "41处"), ("8万", "11万"), ("50万", "70万")];
    let text = numbers.iter().fold(REPORT.to_owned(), |text, (old, new)| text.replace(old, new));
    page("next", "甲样报", "2023-06-09", "411000", &text)
}

fn build(folder: &std::path::Path, lexicon: &Lexicon, pages: &[Page]) -> Store {
    let mut build = Build::start(folder, false).expect("a folder");
    for page in pages {
        if let Plan::Read(ticket) = build.plan(&page.stem, page, "") {
            let records = pipeline::records(page, lexicon);
            build.put(ticket, contributions(page, &records, &lexicon.divisions, Detail::default())).expect("room");
        }
    }
    build.finish().expect("room");
    Store::open(folder).expect("a store")
}

/// A store and, as long as it is looked at, the folder that some backends read it from.
struct Kept(Store, #[expect(dead_code, reason = "it lives as long as the store")] TempDir);

impl Deref for Kept {
    type Target = Store;

    fn deref(&self) -> &Store {
        &self.0
    }
}

fn store(lexicon: &Lexicon, pages: &[Page]) -> Kept {
    let folder = tempfile::tempdir().expect("a folder");
    Kept(build(folder.path(), lexicon, pages), folder)
}

/// How many things of a class there are.
fn count(store: &Store, class: &str) -> usize {
    let end = format!("#type> <{class}> .\n");
    store.sorted_lines().expect("an engine").iter().filter(|line| line.ends_with(&end)).count()
}

const EVENT: &str = "http://semanticweb.cs.vu.nl/2009/11/sem/Event";
const FIGURE: &str = "http://purl.org/linked-data/cube#Observation";

/// Reprints with what they reprint, by the headlines of both.
fn reprints(store: &Store) -> BTreeSet<String> {
    let lines = store.sorted_lines().expect("an engine");
    let ends = |line: &String| {
        let (left, right) = line.split_once(" <https://w3id.org/fangzhi/ns#reprintOf> ")?;
        left.contains("id/article").then(|| format!("{left} {}", right.split(' ').next().unwrap_or_default()))
    };
    lines.iter().filter_map(ends).collect()
}

#[test]
fn a_report_in_two_papers_counts_once_with_two_sentences() {
    let lexicon = Lexicon::embedded().expect("the word lists");
    let alone = store(&lexicon, &[first()]);
    let both = store(&lexicon, &[first(), reprint()]);
    assert!(count(&alone, EVENT) >= 4 && count(&alone, FIGURE) >= 4, "the report says something");
    assert_eq!((count(&both, EVENT), count(&both, FIGURE)), (count(&alone, EVENT), count(&alone, FIGURE)));
    assert_eq!(reprints(&both).len(), 1);
    assert_eq!(reprints(&alone).len(), 0);
    for finding in find(&both, &Search::default()).expect("an engine") {
        let papers: Vec<bool> = finding.evidence.iter().map(|told| told.reprint_of.is_some()).collect();
        assert_eq!(papers, [false, true], "{}: {:?}", finding.what, finding.evidence);
        assert!(finding.evidence[1].source().ends_with("（转载 reprint）"), "{}", finding.evidence[1].source());
    }
    // It does not matter which came first.
    let back = store(&lexicon, &[reprint(), first()]);
    assert_eq!(back.sorted_lines().expect("lines"), both.sorted_lines().expect("lines"));
}

#[test]
fn what_only_sounds_alike_is_two() {
    let lexicon = Lexicon::embedded().expect("the word lists");
    let (week, next) = (store(&lexicon, &[first()]), store(&lexicon, &[next_week()]));
    let both = store(&lexicon, &[first(), next_week()]);
    assert_eq!(reprints(&both).len(), 0);
    assert_eq!(count(&both, FIGURE), count(&week, FIGURE) + count(&next, FIGURE));
    // In a paper of another town the same words tell of that town: a reprint, but other facts.
    let text = REPORT.replace("许昌市", "我市").replace("魏都区", "城区");
    let towns =
        [page("a", "甲样报", "2023-06-02", "411000", &text), page("b", "丙样报", "2023-06-02", "510700", &text)];
    let [one, other] = towns.each_ref().map(|page| store(&lexicon, std::slice::from_ref(page)));
    let both = store(&lexicon, &towns);
    assert_eq!(reprints(&both).len(), 1);
    assert_eq!(count(&both, FIGURE), count(&one, FIGURE) + count(&other, FIGURE));
}

#[test]
fn people_can_part_what_the_rules_joined() {
    let lexicon = Lexicon::embedded().expect("the word lists");
    let folder = tempfile::tempdir().expect("a folder");
    let joined = build(folder.path(), &lexicon, &[first(), reprint()]);
    let ends = reprints(&joined).pop_first().expect("one").replace(['<', '>'], "").replace(' ', "\t");
    let facts = count(&joined, FIGURE);
    drop(joined);
    let row = format!("judgement\tleft\tright\nnegative\t{ends}\n");
    std::fs::write(folder.path().join("decisions.tsv"), row).expect("room");
    let parted = Store::open(folder.path()).expect("a store");
    assert_eq!(reprints(&parted).len(), 0);
    assert_eq!(count(&parted, FIGURE), 2 * facts);
}

#[test]
fn a_reprint_that_is_taken_out_leaves_no_trace() {
    let lexicon = Lexicon::embedded().expect("the word lists");
    let folder = tempfile::tempdir().expect("a folder");
    drop(build(folder.path(), &lexicon, &[first(), reprint()]));
    let mut without = Build::start(folder.path(), false).expect("a store");
    assert!(without.remove("reprint"));
    without.finish().expect("room");
    let alone = store(&lexicon, &[first()]);
    assert_eq!(
        Store::open(folder.path()).expect("a store").sorted_lines().expect("lines"),
        alone.sorted_lines().expect("lines")
    );
}
