//! Divisions in time: what a name means in the year of the page, and where facts about divisions that ended count today.
//! The reports are invented.

use std::collections::BTreeMap;

use fangzhi::graph::{Detail, Store, contributions};
use fangzhi::lexicon::{Lexicon, TABLES};
use fangzhi::model::{Page, Record};
use fangzhi::pipeline;
use fangzhi::query::check::{checks, violations};
use fangzhi::query::question::question;
use fangzhi::query::{Answer, Search, find};
use sha2::{Digest, Sha256};

/// A page of one report.
fn page(day: &str, home: &str, text: &str) -> Page {
    Page {
        stem: format!("invented-{day}"),
        text: text.to_owned(),
        newspaper: Some("样报".to_owned()),
        issue_date: day.parse().ok(),
        number: Some("01".to_owned()),
        home: home.parse().ok(),
        ..Page::default()
    }
}

fn place<'r>(records: &'r [Record], mention: &str) -> Option<&'r fangzhi::model::Place> {
    records.iter().flat_map(|record| &record.places).find(|place| place.mentions.iter().any(|form| form == mention))
}

#[test]
fn a_name_means_what_bore_it_in_the_year_of_the_page() {
    let lexicon = Lexicon::embedded().expect("the word lists");
    // Day of issue, home, report, mention, its name, the end of its IRI.
    let cases: &[[&str; 6]] = &[
        ["2009-05-12", "420000", "5月11日，襄樊市召开防汛工作会议。", "襄樊市", "襄樊市", "420600-2010"],
        ["2023-05-12", "420000", "5月11日，襄阳市召开防汛工作会议。", "襄阳市", "襄阳市", "420600"],
        ["2023-05-12", "420000", "原襄樊市的老干部参加座谈会。", "襄樊市", "襄樊市", "420600-2010"],
        ["2009-05-12", "420600", "5月11日，我市召开防汛工作会议。", "我市", "襄樊市", "420600-2010"],
        ["2010-06-01", "411000", "许昌县召开麦收工作会议。", "许昌县", "许昌市许昌县", "411023-2016"],
        ["2023-06-01", "411000", "建安区召开麦收工作会议。", "建安区", "许昌市建安区", "411003"],
        ["2010-06-01", "411003", "昨日，我县召开麦收工作会议。", "我县", "许昌市许昌县", "411023-2016"],
        ["2008-06-01", "340000", "巢湖市召开防汛工作会议。", "巢湖市", "巢湖市", "341400-2011"],
        ["2023-06-01", "340000", "巢湖市召开防汛工作会议。", "巢湖市", "合肥市巢湖市", "340181"],
        ["", "340000", "巢湖市召开防汛工作会议。", "巢湖市", "合肥市巢湖市", "340181"],
        ["2009-06-01", "340000", "庐江县召开防汛工作会议。", "庐江县", "巢湖市庐江县", "341421-2011"],
        ["2023-06-01", "340000", "庐江县召开防汛工作会议。", "庐江县", "合肥市庐江县", "340124"],
        ["2006-06-01", "530000", "思茅市翠云区召开茶产业会议。", "翠云区", "思茅市翠云区", "530802-2007"],
        ["2023-06-01", "530000", "普洱市思茅区召开茶产业会议。", "思茅区", "普洱市思茅区", "530802"],
        ["2023-06-01", "110000", "在原宣武区工作过的同志参加座谈会。", "宣武区", "北京市宣武区", "110104-2010"],
        // What stood then and stands now goes by its name of today.
        ["2009-05-12", "420000", "襄樊市樊城区召开防汛工作会议。", "樊城区", "襄阳市樊城区", "420606"],
        // In the year of a change both names are names.
        ["2010-03-01", "110000", "宣武区召开城建工作会议。", "宣武区", "北京市宣武区", "110104-2010"],
    ];
    for [day, home, text, mention, name, code] in cases {
        let records = pipeline::records(&page(day, home, text), &lexicon);
        let found = place(&records, mention).unwrap_or_else(|| panic!("{day} {text}: no {mention}"));
        let expected = (*name, format!("https://w3id.org/fangzhi/id/place/{code}"));
        assert_eq!((found.name.as_str(), found.iri.clone()), expected, "{day} {text}");
        // The code is the one in force: 西城区's for 宣武区 in 2023.
        let digits = if *mention == "宣武区" && day.starts_with("2023") { "110102" } else { &code[..6] };
        assert_eq!(found.code.map(|code| code.now().to_string()).as_deref(), Some(digits));
    }
}

/// A store of reports before and after the changes.
fn store(lexicon: &Lexicon) -> Store {
    let pages = [
        page("2010-06-02", "411000", "本报讯 6月1日，许昌县召开麦收工作会议，部署麦收工作。"),
        page("2023-06-02", "411000", "本报讯 6月1日，建安区召开麦收工作会议，部署麦收工作。"),
        page("2008-06-02", "340000", "本报讯 6月1日，巢湖市召开防汛工作会议，部署防汛工作。"),
        page("2023-07-02", "110000", "本报讯 7月1日，西城区召开城建工作会议。原宣武区的老同志参加座谈会。"),
    ];
    let read =
        |page: &Page| contributions(page, &pipeline::records(page, lexicon), &lexicon.divisions, Detail::default());
    Store::in_memory(pages.iter().flat_map(read)).expect("a store")
}

#[test]
fn what_ended_counts_where_it_lies_today() {
    let lexicon = Lexicon::embedded().expect("the word lists");
    let store = store(&lexicon);
    let meetings = |place: &str| {
        let search = Search { r#where: Some(place.to_owned()), what: Some("Meeting".to_owned()), ..Search::default() };
        find(&store, &search).expect("an engine").len()
    };
    for (place, found, why) in [
        ("place:411003", 2, "建安区 and what became it"),
        ("place:411023-2016", 1, "许昌县 alone"),
        ("许昌市", 2, "both lie in it"),
        ("河南省", 2, "and in the province"),
        ("place:341400-2011", 1, "the prefecture of its time"),
        ("place:340100", 0, "nobody knows whether it took place in this part of it"),
        ("安徽省", 1, "but above all parts it did"),
    ] {
        assert_eq!(meetings(place), found, "{place}: {why}");
    }
    let asked = |text: &str| match fangzhi::query::ask(&store, text).expect("a query") {
        Answer::Truth(truth) => truth,
        _ => panic!("no truth"),
    };
    for said in [
        "place:411023-2016 fz:successor place:411003 ; fz:validToYear 2016 ; fz:code \"411023\" ; fz:withinAll place:411000",
        "place:411003 fz:validFromYear 2016 ; wgs:lat ?lat ; wgs:long ?long FILTER(?lat > 33 && ?long < 115)",
        "place:341400-2011 fz:validFromYear 1999 ; fz:successor place:340100 , place:340200 , place:340500",
        "place:110104-2010 fz:successor place:110102 ; fz:withinAll place:110102 ; skos:prefLabel \"北京市宣武区\"",
    ] {
        assert!(asked(&format!("ASK {{ {said} }}")), "{said}");
    }
    assert!(!asked("ASK { place:411003 fz:validToYear ?year }"), "建安区 is in force");
    for check in checks().expect("checks") {
        let found = violations(&store, &check).expect("an answer");
        assert!(found.is_empty(), "{}: {found:?}", check.name);
    }
    let (answer, _) = question("successions").expect("a question").ask(&store, &BTreeMap::new()).expect("an answer");
    let Answer::Table(table) = answer else { panic!("no table") };
    let rows: Vec<String> = table
        .rows
        .iter()
        .map(|row| row.iter().take(5).flatten().map(ToString::to_string).collect::<Vec<_>>().join(" "))
        .collect();
    assert!(
        rows.iter().any(|row| row.contains("许昌县") && row.contains("建安区") && row.contains("2016")),
        "{rows:?}"
    );
}

#[test]
fn tables_made_by_a_program_are_as_it_made_them() {
    for name in ["divisions.tsv", "former.tsv", "since.tsv", "centres.tsv", "dictionary.tsv"] {
        let (_, text) = TABLES.iter().find(|(table, _)| *table == name).expect("a table");
        let stated = text.lines().find_map(|line| line.strip_prefix("# rows: ")).expect("its number of rows");
        let rows: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).skip(1).collect();
        let hash = Sha256::digest(rows.join("\n")).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        let found = format!("{} sha256: {}", rows.len(), &hash[..16]);
        assert_eq!(stated, found, "{name} was changed by hand: change ontology/rebuild.py or history.py and run it");
    }
}

#[test]
fn what_ended_hangs_together() {
    let lexicon = Lexicon::embedded().expect("the word lists");
    let divisions = &lexicon.divisions;
    let (_, text) = TABLES.iter().find(|(table, _)| *table == "former.tsv").expect("a table");
    let mut without = 0;
    for line in text.lines().filter(|line| !line.starts_with('#')).skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        for code in std::iter::once(cells[4]).chain(cells[7].split('|')).filter(|code| !code.is_empty()) {
            let found = divisions.of(code.parse().expect("a code")).expect(line);
            assert_eq!(found.code.to_string(), code, "{line}");
        }
        without += usize::from(cells[7].is_empty());
    }
    let former = || divisions.iter().filter(|(_, division)| division.to.is_some());
    assert!(former().count() > 1600 && without < 110, "{} ended, {without} of them into nothing", former().count());
    for (row, division) in former() {
        assert!(division.from.unwrap_or(1985) <= division.to.unwrap_or(0), "{division:?}");
        let last = divisions.get(divisions.lasting(row));
        assert!(last.to.is_none() || last.successors.len() != 1, "{} never ends", division.name);
        assert_eq!(divisions.above(row).first(), Some(&row));
    }
    // Coordinates lie in the country.
    for (_, division) in divisions.iter() {
        let Some((longitude, latitude)) = &division.centre else { continue };
        let [longitude, latitude]: [f64; 2] = [longitude, latitude].map(|text| text.parse().expect("a number"));
        assert!((73.0..136.0).contains(&longitude) && (3.0..54.0).contains(&latitude), "{}", division.name);
    }
}
