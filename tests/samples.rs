//! The sample pages, from file to record: how well they are read, and that the same page gives the same bytes.

mod measure;

use std::{collections::BTreeMap, fs};

use fangzhi::analysis::scoring::{self, Annotated, read_gold};
use fangzhi::{lexicon::Lexicon, model::Page, pipeline};

/// The sample pages with what their manifest states.
fn pages() -> Vec<Page> {
    let folder = measure::root().join("examples/pages");
    let mut manifest = csv::Reader::from_path(folder.join("pages.csv")).expect("pages.csv");
    let rows = manifest.deserialize().collect::<Result<Vec<BTreeMap<String, String>>, _>>().expect("rows");
    let page = |row: &BTreeMap<String, String>| Page {
        stem: row["file"].trim_end_matches(".txt").to_owned(),
        text: fs::read_to_string(folder.join(&row["file"])).expect("the page of a row"),
        newspaper: Some(row["newspaper"].clone()),
        issue_date: row["issue_date"].parse().ok(),
        number: Some(row["page"].clone()),
        home: row["home"].parse().ok(),
        ..Page::default()
    };
    rows.iter().map(page).collect()
}

fn read(page: &Page, lexicon: &Lexicon) -> Vec<String> {
    pipeline::records(page, lexicon).iter().map(|r| serde_json::to_string(r).expect("a record is JSON")).collect()
}

#[test]
fn read_as_well_as_they_were() {
    let lexicon = Lexicon::embedded().expect("the word lists");
    let gold = read_gold(&measure::root().join("tests/gold")).expect("the annotation");
    let (mut predicted, mut texts) = (BTreeMap::new(), BTreeMap::new());
    for page in pages() {
        let records = read(&page, &lexicon);
        let annotated: Vec<Annotated> =
            records.iter().map(|r| serde_json::from_str(r).expect("as annotated")).collect();
        predicted.insert(page.stem.clone(), annotated);
        texts.insert(page.stem, page.text);
    }
    assert_eq!(gold.keys().collect::<Vec<_>>(), texts.keys().collect::<Vec<_>>(), "each page has its annotation");
    let scores = scoring::score(&gold, &predicted, &texts);
    let values = scores.rows().map(|(metric, row)| (metric.to_owned(), row.value())).collect();
    let fallen = measure::below("samples", &values);
    for (metric, _) in
        scores.rows().filter(|(metric, _)| fallen.iter().any(|line| line.contains(&format!(" {metric} is "))))
    {
        println!("{metric}:");
        scores.errors(metric).unwrap_or_default().iter().for_each(|error| println!("  {error}"));
    }
    assert!(fallen.is_empty(), "{}", fallen.join("\n"));
}

#[test]
fn the_annotation_agrees_with_the_pages() {
    let squeeze = |text: &str| scoring::likeness::norm(text);
    let texts: BTreeMap<String, String> = pages().into_iter().map(|p| (p.stem, squeeze(&p.text))).collect();
    for (page, articles) in read_gold(&measure::root().join("tests/gold")).expect("the annotation") {
        let text = &texts[&page];
        for article in &articles {
            let ends = article.start.iter().chain(&article.end).map(String::as_str);
            let words = article.headline.iter().flat_map(|h| h.split(' '));
            for piece in ends.chain(words) {
                assert!(text.contains(&squeeze(piece)), "{page}: {piece} does not stand there");
            }
            for event in &article.events {
                let sentence = squeeze(&event.sentence);
                assert!(text.contains(&sentence), "{page}: {sentence}");
                assert!(sentence.contains(&squeeze(event.trigger.as_deref().unwrap_or_default())), "{page}: {event:?}");
            }
            for figure in &article.figures {
                assert!(text.contains(&squeeze(&figure.sentence)), "{page}: {figure:?}");
            }
        }
    }
}

#[test]
fn the_same_page_gives_the_same_bytes() {
    let (one, two) = (Lexicon::embedded().expect("the word lists"), Lexicon::embedded().expect("the word lists"));
    for page in pages() {
        assert_eq!(read(&page, &one), read(&page, &two), "{}", page.stem);
    }
}

#[test]
fn every_sample_says_that_it_is_invented() {
    for page in pages() {
        assert!(page.stem.starts_with("invented-"), "{}", page.stem);
        assert!(page.newspaper.is_some_and(|name| name.ends_with("样报")), "{}", page.stem);
    }
}
