//! The store on disk: built twice, changed, damaged, locked, of another version.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use fangzhi::graph::{Build, Contribution, Detail, Plan, Store, StoreError, contributions};
use fangzhi::lexicon::divisions as table;
use fangzhi::model::record::Setting;
use fangzhi::model::{
    Approximation, ArticleKind, Confidence, Divisions, Event, EventType, Figure, Ground, Level, Page, Person, Place,
    Post, Record, iri,
};
use fangzhi::query::{Search, find};
use fangzhi::text::dates::Moment;
use fangzhi::text::{AlignedText, Edtf, Span};

const DIVISIONS: &str = "code\tlevel\tname\tshort\tparent\n000000\tcountry\t中国\t\t\n\
    620000\tprovince\t甘肃省\t甘肃\t000000\n620100\tprefecture\t兰州市\t兰州\t620000\n\
    620102\tcounty\t城关区\t城关\t620100\n";

fn divisions() -> Divisions {
    table::read(|name| if name == "divisions.tsv" { DIVISIONS } else { "" }).expect("four rows")
}

fn page(stem: &str, day: i8, text: &str) -> Page {
    let issue_date = Some(jiff::civil::date(2023, 6, day));
    Page {
        stem: stem.to_owned(),
        text: text.to_owned(),
        newspaper: Some("兰州晚报".to_owned()),
        issue_date,
        number: Some("02".to_owned()),
        home: "620100".parse().ok(),
        ..Page::default()
    }
}

/// A record whose body is the page: one person with a post, one event and one figure, all on the first sentence.
fn record(page: &Page, value: f64) -> Record {
    let mut text = AlignedText::default();
    text.copy(&page.text, Span::new(0, page.text.len()));
    let ground = |rule| Ground { sentence: 0, words: Span::new(0, 9), rule, confidence: Confidence::new(0.9) };
    let place = Place {
        mention: "我区".to_owned(),
        mentions: vec!["我区".to_owned()],
        name: "兰州市城关区".to_owned(),
        level: Level::County,
        code: "620102".parse().ok(),
        confidence: Confidence::default(),
        iri: iri::division("620102".parse().expect("a code")),
        spans: Vec::new(),
        within: "620102".parse().ok(),
        resolved_by: "home",
    };
    let person = Person {
        name: "石望川".to_owned(),
        mentions: vec!["石望川".to_owned()],
        posts: vec![Post {
            title: "区长".to_owned(),
            manner: None,
            org: Some(place.name.clone()),
            organisation: None,
            seen: page.issue_date,
            ground: ground("title before name"),
        }],
        ground: ground("title before name"),
        sureness: 0.9,
        iri: iri::person("620102".parse().ok(), "石望川"),
        spans: Vec::new(),
    };
    let when = Some(Edtf::At(Moment::day(Some(2023), 6, 1)));
    Record {
        page: page.stem.clone(),
        id: "a1".to_owned(),
        kind: ArticleKind::News,
        headline: Some("城关区检查水库".to_owned()),
        reporters: Vec::new(),
        events: vec![Event {
            r#type: EventType::Inspection,
            trigger: "检查".to_owned(),
            who: vec![person.name.clone()],
            what: "检查水库".to_owned(),
            r#where: vec![place.name.clone()],
            when,
            sentence: page.text.clone(),
            actors: vec![Some(person.iri.clone())],
            places: vec![Some(place.iri.clone())],
            ground: ground("trigger with object"),
        }],
        figures: vec![Figure {
            value,
            unit: Some("座".to_owned()),
            approx: Approximation::Exact,
            indicator: "水库".to_owned(),
            about: Some(place.name.clone()),
            as_of: when,
            sentence: page.text.clone(),
            subject: Some(place.iri.clone()),
            ground: ground("count before noun"),
        }],
        people: vec![person],
        orgs: Vec::new(),
        places: vec![place],
        setting: Setting {
            newspaper: page.newspaper.clone(),
            issue_date: page.issue_date,
            number: page.number.clone(),
            year: Some(2023),
            home: page.home,
            ..Setting::default()
        },
        sentences: vec![Span::new(0, page.text.len())],
        text,
    }
}

fn told(page: &Page, value: f64) -> Vec<Contribution> {
    contributions(page, &[record(page, value)], &divisions(), Detail::default())
}

fn build(folder: &Path, pages: &[(Page, f64)]) -> fangzhi::graph::Summary {
    let mut build = Build::start(folder, false).expect("a folder to build in");
    for (page, value) in pages {
        if let Plan::Read(ticket) = build.plan(&page.stem, page, "") {
            build.put(ticket, told(page, *value)).expect("room on the disk");
        }
    }
    build.finish().expect("room on the disk")
}

fn two_pages() -> Vec<(Page, f64)> {
    vec![(page("一", 2, "石望川检查了12座水库。"), 12.0), (page("二", 5, "6月1日，石望川检查水库，共12座。"), 12.0)]
}

/// Every file with its bytes, but the lock.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for folder in [folder.to_owned(), folder.join("segments")] {
        for entry in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            if entry.is_file() && !entry.ends_with("lock") {
                all.push((entry.display().to_string(), fs::read(&entry).expect("a file")));
            }
        }
    }
    all.sort();
    all
}

fn values(store: &Store, predicate: &str) -> BTreeSet<String> {
    let lines = store.sorted_lines().expect("an engine");
    let of = |line: &String| line.split_once(predicate).map(|(_, rest)| rest.trim().to_owned());
    lines.iter().filter(|line| !line.contains("graph/reference>")).filter_map(of).collect()
}

#[test]
fn building_twice_changes_no_byte() {
    let folder = tempfile::tempdir().expect("a folder");
    let summary = build(folder.path(), &two_pages());
    assert_eq!((summary.added, summary.replaced, summary.unchanged), (2, 0, 0));
    let once = files(folder.path());
    let summary = build(folder.path(), &two_pages());
    assert_eq!((summary.added, summary.replaced, summary.unchanged), (0, 0, 2));
    assert_eq!(files(folder.path()), once);
    let other = tempfile::tempdir().expect("a folder");
    build(other.path(), &two_pages());
    let names = |files: Vec<(String, Vec<u8>)>| files.into_iter().map(|(_, bytes)| bytes).collect::<BTreeSet<_>>();
    assert_eq!(names(files(other.path())), names(once));
}

#[test]
fn facts_do_not_depend_on_the_order_of_building() {
    let (one, other) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let mut pages = two_pages();
    build(one.path(), &pages);
    pages.reverse();
    for page in pages {
        build(other.path(), &[page]);
    }
    let lines = |folder: &Path| Store::open(folder).expect("a store").sorted_lines().expect("an engine");
    assert_eq!(lines(one.path()), lines(other.path()));
}

#[test]
fn one_act_in_two_papers_is_one_event_with_two_sentences() {
    let folder = tempfile::tempdir().expect("a folder");
    build(folder.path(), &two_pages());
    let store = Store::open(folder.path()).expect("a store");
    let lines = store.sorted_lines().expect("an engine");
    let count = |end: &str| lines.iter().filter(|line| line.ends_with(&format!("{end} .\n"))).count();
    assert_eq!(count("<http://semanticweb.cs.vu.nl/2009/11/sem/Event>"), 1);
    assert_eq!(count("<http://www.w3.org/ns/org#Membership>"), 1);
    assert_eq!(values(&store, "fangzhi/ns#evidence>").len(), 6, "two claims each for event, post and figure");
    let seen = |p: &str| values(&store, p).into_iter().next().unwrap_or_default();
    assert!(seen("firstSeen>").contains("2023-06-02") && seen("lastSeen>").contains("2023-06-05"));
}

#[test]
fn a_changed_page_takes_its_evidence_and_facts_with_it() {
    let folder = tempfile::tempdir().expect("a folder");
    build(folder.path(), &two_pages());
    let mut changed = two_pages();
    changed[1] = (page("二", 5, "6月1日，石望川检查水库，共13座。"), 13.0);
    let summary = build(folder.path(), &changed);
    assert_eq!((summary.added, summary.replaced, summary.unchanged), (0, 1, 1));
    let store = Store::open(folder.path()).expect("a store");
    let numbers = values(&store, "measure#obsValue>");
    assert_eq!(numbers.len(), 2, "12 of the first page, 13 of the second: {numbers:?}");
    assert_eq!(values(&store, "nif-core#anchorOf>").len(), 2);
    // The same pages built from nothing say the same.
    let fresh = tempfile::tempdir().expect("a folder");
    build(fresh.path(), &changed);
    let anew = Store::open(fresh.path()).expect("a store");
    assert_eq!(store.sorted_lines().expect("lines"), anew.sorted_lines().expect("lines"));
    // An index on disk is locked for as long as it is read.
    drop((store, anew));
    // A page that says nothing any more takes all that it alone supported.
    let mut empty = Build::start(folder.path(), false).expect("a store");
    for (page, _) in &mut changed {
        page.text.push('\n');
        if let Plan::Read(ticket) = empty.plan(&page.stem, page, "") {
            empty.put(ticket, Vec::new()).expect("room");
        }
    }
    empty.finish().expect("room");
    let store = Store::open(folder.path()).expect("a store");
    assert!(values(&store, "fangzhi/ns#evidence>").is_empty());
    assert!(files(folder.path()).iter().all(|(name, _)| !name.ends_with(".zst")), "no segment is left");
}

#[test]
fn a_page_that_changes_back_leaves_no_trace() {
    let folder = tempfile::tempdir().expect("a folder");
    build(folder.path(), &two_pages());
    let before = Store::open(folder.path()).expect("a store").sorted_lines().expect("lines");
    let mut changed = two_pages();
    changed[0] = (page("一", 2, "石望川检查了20座水库。"), 20.0);
    build(folder.path(), &changed);
    build(folder.path(), &two_pages());
    assert_eq!(Store::open(folder.path()).expect("a store").sorted_lines().expect("lines"), before);
}

fn lines(folder: &Path) -> Vec<String> {
    Store::open(folder).expect("a store").sorted_lines().expect("an engine")
}

#[test]
fn a_page_that_is_taken_out_and_put_back_leaves_no_trace() {
    let (folder, alone) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    build(folder.path(), &two_pages());
    build(alone.path(), &two_pages()[..1]);
    let before = lines(folder.path());
    let mut without = Build::start(folder.path(), false).expect("a store");
    assert!(without.remove("二") && !without.remove("三"));
    assert_eq!(without.finish().expect("room").removed, 1);
    assert_eq!(lines(folder.path()), lines(alone.path()), "as if it had never been there");
    build(folder.path(), &two_pages());
    assert_eq!(lines(folder.path()), before);
}

#[test]
fn pages_that_a_run_did_not_meet_can_be_taken_out() {
    let (folder, alone) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    build(folder.path(), &two_pages());
    build(alone.path(), &two_pages()[1..]);
    let mut only = Build::start(folder.path(), false).expect("a store");
    let (page, _) = &two_pages()[1];
    assert_eq!(only.plan(&page.stem, page, ""), Plan::Unchanged);
    only.remove_unmet();
    assert_eq!(only.finish().expect("room").removed, 1);
    assert_eq!(lines(folder.path()), lines(alone.path()));
}

/// One article, printed by a page that was saved twice under two names.
#[test]
fn of_two_pages_with_one_article_it_matters_neither_which_came_first_nor_which_goes() {
    let text = "石望川检查了12座水库。";
    let (one, other) = ((page("一", 2, text), 12.0), (page("甲", 2, text), 12.0));
    let folder = || tempfile::tempdir().expect("a folder");
    let (forth, back, first, second) = (folder(), folder(), folder(), folder());
    build(forth.path(), &[one.clone(), other.clone()]);
    for page in [&other, &one] {
        build(back.path(), std::slice::from_ref(page));
    }
    assert_eq!(lines(forth.path()), lines(back.path()));
    assert_eq!(values(&Store::open(forth.path()).expect("a store"), "nif-core#anchorOf>").len(), 1, "told once");
    build(first.path(), &[one]);
    build(second.path(), &[other]);
    for (gone, left) in [("一", &second), ("甲", &first)] {
        let both = if gone == "一" { &forth } else { &back };
        let mut without = Build::start(both.path(), false).expect("a store");
        assert!(without.remove(gone));
        without.finish().expect("room");
        assert_eq!(lines(both.path()), lines(left.path()), "without {gone}");
    }
}

fn open_error(folder: &Path) -> StoreError {
    match Store::open(folder) {
        Err(error) => error,
        Ok(_) => panic!("opened"),
    }
}

#[test]
fn a_truncated_file_is_named_and_can_be_repaired() {
    for ending in [".nq.zst", ".text.zst"] {
        let folder = tempfile::tempdir().expect("a folder");
        build(folder.path(), &two_pages());
        let before = files(folder.path());
        let mut entries =
            fs::read_dir(folder.path().join("segments")).expect("segments").map(|e| e.expect("it").path());
        let file = entries.find(|path| path.display().to_string().ends_with(ending)).expect("one");
        let bytes = fs::read(&file).expect("bytes");
        fs::write(&file, &bytes[..bytes.len() / 2]).expect("room");
        let error = open_error(folder.path());
        let name = file.file_name().expect("a name").to_string_lossy().into_owned();
        assert!(matches!(error, StoreError::Damaged { .. }) && error.to_string().contains(&name), "{error}");
        assert!(matches!(Build::start(folder.path(), false), Err(StoreError::Damaged { .. })), "no build over damage");
        let mut repair = Build::start(folder.path(), true).expect("a repair");
        for (page, value) in two_pages() {
            if let Plan::Read(ticket) = repair.plan(&page.stem, &page, "") {
                repair.put(ticket, told(&page, value)).expect("room");
            }
        }
        assert!(repair.finish().expect("room").lost.is_empty());
        assert_eq!(files(folder.path()), before, "{ending}");
    }
}

#[test]
fn the_text_of_a_page_comes_and_goes_with_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut pages = two_pages();
    let texts = |pages: &[(Page, f64)]| {
        let store = Store::open(folder.path()).expect("a store");
        assert_eq!(store.manifest().pages.len(), pages.len());
        for (page, _) in pages {
            let article = &store.manifest().pages[&page.stem].articles[0];
            let text = store.text(article).expect("whole").expect("a text");
            assert_eq!((&text.raw, text.bodies.get(article)), (&page.text, Some(&page.text)), "{}", page.stem);
        }
        store.manifest().pages[&pages[0].0.stem].articles[0].clone()
    };
    build(folder.path(), &pages);
    let first = texts(&pages);
    pages[0].0.text.push_str("他说要继续检查。");
    build(folder.path(), &pages);
    texts(&pages);
    let before = Store::open(folder.path()).expect("a store").text(&first).expect("whole");
    assert_eq!(before, None, "what the page said before is gone");
    let mut gone = Build::start(folder.path(), false).expect("a build");
    assert!(gone.remove(&pages[0].0.stem));
    gone.finish().expect("room");
    texts(&pages[1..]);
}

#[test]
fn a_broken_manifest_is_made_again_from_the_segments() {
    let folder = tempfile::tempdir().expect("a folder");
    build(folder.path(), &two_pages());
    let before = Store::open(folder.path()).expect("a store").sorted_lines().expect("lines");
    fs::write(folder.path().join("manifest.json"), "{\n \"format\": 1,\n").expect("room");
    let error = open_error(folder.path()).to_string();
    assert!(error.contains("manifest.json, line"), "{error}");
    Build::start(folder.path(), true).expect("a repair").finish().expect("room");
    let after = Store::open(folder.path()).expect("a store").sorted_lines().expect("lines");
    // It knows no more which pages it was built from, so it is another snapshot.
    let said = |lines: Vec<String>| lines.into_iter().filter(|line| !line.contains("graph/runs>")).collect::<Vec<_>>();
    assert_eq!(said(after), said(before));
}

#[test]
fn a_store_that_is_built_says_so_to_builders_alone_once_it_holds_anything() {
    let folder = tempfile::tempdir().expect("a folder");
    let busy = Build::start(folder.path(), false).expect("a build");
    assert!(matches!(open_error(folder.path()), StoreError::Locked(_)), "nothing to read yet");
    drop(busy);
    build(folder.path(), &two_pages());
    let before = lines(folder.path());
    let busy = Build::start(folder.path(), false).expect("a build");
    assert!(matches!(Build::start(folder.path(), false), Err(StoreError::Locked(_))));
    assert_eq!(lines(folder.path()), before);
    drop(busy);
    assert_eq!(lines(folder.path()), before);
}

#[test]
fn other_formats_and_other_folders_are_told_apart() {
    let folder = tempfile::tempdir().expect("a folder");
    assert!(matches!(open_error(folder.path()), StoreError::Missing(_)));
    fs::write(folder.path().join("letters.txt"), "mine").expect("room");
    assert!(matches!(Build::start(folder.path(), false), Err(StoreError::Foreign(_))));
    fs::remove_file(folder.path().join("letters.txt")).expect("gone");
    build(folder.path(), &two_pages());
    let manifest = folder.path().join("manifest.json");
    let text = fs::read_to_string(&manifest).expect("text").replace("\"format\": 2", "\"format\": 7");
    fs::write(&manifest, text).expect("room");
    let error = open_error(folder.path());
    assert!(error.to_string().contains("format 7") && error.hint().contains("new folder"), "{error}");
    assert!(matches!(Build::start(folder.path(), true), Err(StoreError::Format { .. })));
}

#[test]
fn a_build_that_is_dropped_leaves_the_store_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    build(folder.path(), &two_pages()[..1]);
    let before = files(folder.path());
    let mut build = Build::start(folder.path(), false).expect("a build");
    let (page, value) = &two_pages()[1];
    if let Plan::Read(ticket) = build.plan(&page.stem, page, "") {
        build.put(ticket, told(page, *value)).expect("room");
    }
    drop(build);
    assert_eq!(files(folder.path()), before);
}

#[test]
fn events_are_found_by_who_what_where_and_when() {
    let folder = tempfile::tempdir().expect("a folder");
    build(folder.path(), &two_pages());
    let store = Store::open(folder.path()).expect("a store");
    let some = |text: &str| Some(text.to_owned());
    let day = |text: &str| Some(text.parse().expect("a day"));
    let all = Search::default();
    for (why, search, found) in [
        ("all", all.clone(), 1),
        ("a name", Search { who: some("石望川"), ..all.clone() }, 1),
        ("a part of a name", Search { who: some("望川"), ..all.clone() }, 1),
        ("somebody else", Search { who: some("石望山"), ..all.clone() }, 0),
        ("the place itself", Search { r#where: some("兰州市城关区"), ..all.clone() }, 1),
        ("its short name", Search { r#where: some("城关"), ..all.clone() }, 1),
        ("a place above, by code", Search { r#where: some("620000"), ..all.clone() }, 1),
        ("a place above, by IRI", Search { r#where: some("place:620100"), ..all.clone() }, 1),
        ("another place", Search { r#where: some("北京市"), ..all.clone() }, 0),
        ("a type", Search { what: some("Inspection"), ..all.clone() }, 1),
        ("a type in Chinese", Search { what: some("调研检查"), ..all.clone() }, 1),
        ("another type", Search { what: some("Meeting"), ..all.clone() }, 0),
        ("a group of types", Search { what: some("治理"), ..all.clone() }, 1),
        ("words", Search { what: some("水库"), ..all.clone() }, 1),
        ("from its day", Search { from: day("2023-06-01"), ..all.clone() }, 1),
        ("from the day after", Search { from: day("2023-06-02"), ..all.clone() }, 0),
        ("to its day", Search { to: day("2023-06-01"), ..all.clone() }, 1),
        ("to the day before", Search { to: day("2023-05-31"), ..all.clone() }, 0),
        ("both, and where", Search { who: some("石望川"), r#where: some("甘肃省"), ..all.clone() }, 1),
        ("both, and elsewhere", Search { who: some("石望川"), r#where: some("河南省"), ..all.clone() }, 0),
    ] {
        assert_eq!(find(&store, &search).expect("an engine").len(), found, "{why}");
    }
    let event = &find(&store, &all).expect("an engine")[0];
    assert_eq!(event.who[0].posts, ["兰州市城关区 区长"]);
    assert_eq!(event.evidence.len(), 2);
    assert_eq!(event.evidence[0].source(), "《城关区检查水库》 兰州晚报 2023-06-02 第02版");
}

#[test]
fn sentences_count_code_points_of_body_and_raw_page() {
    let page = page("三", 7, "石 望 川检查了12座水库。");
    let mut record = record(&page, 12.0);
    let mut text = AlignedText::default();
    for (at, c) in page.text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        text.copy(&page.text, Span::new(at, at + c.len_utf8()));
    }
    record.sentences = vec![Span::new(0, text.as_str().len())];
    record.text = text;
    let told = contributions(&page, &[record], &divisions(), Detail::default());
    let store = Store::in_memory(told).expect("an engine");
    for (property, value) in [("beginIndex>", 0), ("endIndex>", 12), ("rawBegin>", 0), ("rawEnd>", 14)] {
        let found = values(&store, property);
        assert!(found.iter().all(|text| text.starts_with(&format!("\"{value}\""))), "{property} {found:?}");
        assert_eq!(found.len(), 1, "{property}");
    }
}

#[cfg(feature = "rocksdb")]
#[test]
fn the_index_on_disk_is_made_used_and_made_again() {
    let folder = tempfile::tempdir().expect("a folder");
    build(folder.path(), &two_pages());
    let lines = || Store::open(folder.path()).expect("a store").sorted_lines().expect("lines");
    let indexes = || -> Vec<std::path::PathBuf> {
        fs::read_dir(folder.path().join("index"))
            .expect("indexes")
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| path.is_dir())
            .collect()
    };
    let before = lines();
    let made = indexes();
    assert_eq!(made.len(), 1);
    assert_eq!(lines(), before, "used");
    fs::remove_file(made[0].join("CURRENT")).expect("a file of RocksDB");
    assert_eq!(lines(), before, "made again where it does not open");
    fs::remove_dir_all(folder.path().join("index")).expect("a folder");
    assert_eq!(lines(), before, "made again where it is missing");
    // A load that was killed leaves a folder that the next build clears, with the index of the manifest before.
    fs::create_dir(folder.path().join("index/.new-killed")).expect("room");
    let mut changed = two_pages();
    changed[0] = (page("一", 2, "石望川检查了20座水库。"), 20.0);
    build(folder.path(), &changed);
    assert!(indexes().is_empty());
    assert_ne!(lines(), before);
    assert_eq!(indexes().len(), 1);
    assert_ne!(indexes(), made);
}
