//! Inputs that are made to cost: they cost in proportion to their length, and one message. The full sizes are measured in
//! `docs/performance.md`.

use std::fmt::Write;
use std::fs;
use std::time::{Duration, Instant};

use fangzhi::lexicon::Lexicon;
use fangzhi::model::Page;
use fangzhi::pipeline;
use fangzhi::source::Inputs;

/// How many times longer the long one of two inputs is.
const TIMES: usize = 8;

/// How many times as long it may take: what costs the square of its length would take 64 times as long.
const MOST: u32 = 30;

/// Runs `cost` on a short input and on one that is [`TIMES`] as long, each twice, and compares the lesser times.
fn in_proportion(what: &str, mut cost: impl FnMut(usize)) {
    let mut least = |times: usize| -> Duration {
        let timed = || {
            let begun = Instant::now();
            cost(times);
            begun.elapsed()
        };
        std::iter::repeat_with(timed).take(2).min().unwrap_or_default()
    };
    let (short, long) = (least(1), least(TIMES));
    // Below some milliseconds anything may come between.
    let short = short.max(Duration::from_millis(10));
    assert!(long < short * MOST, "{what}: {short:?}, and {long:?} for {TIMES} times as much");
}

#[test]
fn pages_of_one_character_or_word_cost_in_proportion() {
    let lexicon = Lexicon::embedded().expect("the word lists");
    for word in
        ["中", "市", "王", "一", "、", "（", "《", "。", "市\n", "2023年", "市委", "记者：", "市长王某某", "区委书记、"]
    {
        in_proportion(word, |times| {
            let text = word.repeat(6_000 * times / word.chars().count());
            pipeline::records(&Page { text, ..Page::default() }, &lexicon);
        });
    }
}

/// What is told of a file, and how much of it is wrong.
fn told(name: &str, bytes: &[u8]) -> (usize, Vec<String>) {
    let at = tempfile::tempdir().expect("a folder");
    fs::write(at.path().join(name), bytes).expect("room");
    let told: Vec<_> = Inputs::new([at.path().join(name)]).collect();
    let wrong: Vec<String> = told.iter().filter_map(|told| told.as_ref().err()).map(ToString::to_string).collect();
    (told.len() - wrong.len(), wrong)
}

#[test]
fn tags_in_one_another_cost_in_proportion() {
    let report = "兰州市水务局到城关区检查水库，要求做好防汛准备。".repeat(5);
    for tags in ["<div>", "<b><i><a href=x>", "<table><tr><td>", "<p><ul><li>"] {
        in_proportion(tags, |times| {
            let (pages, wrong) = told("page.html", format!("<body>{}{report}", tags.repeat(4_000 * times)).as_bytes());
            assert!(pages + wrong.len() == 1, "{tags}: {wrong:?}");
        });
    }
}

#[test]
fn a_line_and_a_row_without_end_cost_one_message() {
    let long = "中".repeat(20 << 20);
    let report = "{\"text\": \"兰州市水务局到城关区检查水库。\"}";
    let (pages, wrong) = told("export.jsonl", format!("{{\"text\": \"{long}\"}}\n{report}\n").as_bytes());
    assert!(pages == 1 && wrong.len() == 1 && wrong[0].contains("line 1: longer than 8 MB"), "{wrong:?}");
    let (pages, wrong) = told("export.csv", format!("标题,正文\n甲,\"{long}\"\n").as_bytes());
    assert!(pages == 0 && wrong.len() == 1 && wrong[0].contains("this row does not end"), "{wrong:?}");
}

#[test]
fn a_pdf_of_many_objects_costs_one_message() {
    let mut pdf = "%PDF-1.4\n".to_owned();
    let mut table = String::new();
    let count = 50_000;
    for number in 1..count {
        let object = match number {
            1 => "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            2 => "<< /Type /Pages /Count 1 /Kids [3 0 R] >>".to_owned(),
            3 => "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] >>".to_owned(),
            _ => format!("<< /Next {} 0 R >>", number - 1),
        };
        table.push_str(&format!("{:010} 00000 n \n", pdf.len()));
        write!(pdf, "{number} 0 obj\n{object}\nendobj\n").expect("memory");
    }
    let start = pdf.len();
    write!(pdf, "xref\n0 {count}\n0000000000 65535 f \n{table}trailer << /Size {count} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n")
        .expect("memory");
    // Where pdftotext is not installed, this is the one message.
    let (pages, wrong) = told("objects.pdf", pdf.as_bytes());
    assert!(pages == 0 && wrong.len() == 1, "{wrong:?}");
}
