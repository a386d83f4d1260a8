//! Bodies and posts as they stand: what a body is a part of and what guides it, how a post is held, and who held it at
//! once. The reports are invented.

use std::collections::BTreeMap;

use fangzhi::graph::{Detail, Store, contributions};
use fangzhi::lexicon::Lexicon;
use fangzhi::model::{OrganisationKind, Page};
use fangzhi::pipeline;
use fangzhi::query::Answer;
use fangzhi::query::check::{checks, violations};
use fangzhi::query::question::question;
use fangzhi::query::table::plain;
use fangzhi::resolve::standing::superiors;

/// A page of one report.
fn page(stem: &str, day: &str, text: &str) -> Page {
    Page {
        stem: stem.to_owned(),
        text: text.to_owned(),
        newspaper: Some("样报".to_owned()),
        issue_date: day.parse().ok(),
        number: Some("01".to_owned()),
        home: "411000".parse().ok(),
        ..Page::default()
    }
}

fn store(pages: &[Page], lexicon: &Lexicon) -> Store {
    let read =
        |page: &Page| contributions(page, &pipeline::records(page, lexicon), &lexicon.divisions, Detail::default());
    Store::in_memory(pages.iter().flat_map(read)).expect("a store")
}

/// The rows that a question answers, each column as a person reads it, up to the sentence.
fn rows(store: &Store, name: &str, values: &[(&str, &str)]) -> Vec<String> {
    let question = question(name).expect("a question");
    let values: BTreeMap<String, String> = values.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
    let (Answer::Table(table), _) = question.ask(store, &values).expect("an answer") else { panic!("no table") };
    let own = table.columns.iter().position(|column| column == "sentence").unwrap_or(table.columns.len());
    let cell = |term: &Option<_>| term.as_ref().map_or_else(|| "-".to_owned(), plain);
    table.rows.iter().map(|row| row[..own].iter().map(cell).collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn names_and_places_tell_what_stands_above() {
    use OrganisationKind::{Community, Government, Judiciary, Mass, Party, Taskforce};
    let lexicon = Lexicon::embedded().expect("the word lists");
    // Home, name, kind, what it is a part of, what guides it.
    let cases: &[(&str, &str, OrganisationKind, &str, &str)] = &[
        ("411000", "许昌市卫健委", Government, "许昌市人民政府", "河南省卫生健康委员会"),
        ("411000", "许昌市公安局", Government, "许昌市人民政府", "河南省公安厅"),
        ("411002", "许昌市魏都区公安局", Government, "许昌市魏都区人民政府", "许昌市公安局"),
        ("411000", "许昌市公安局刑侦支队", Government, "许昌市公安局", "-"),
        ("411000", "许昌市委组织部", Party, "许昌市委", "河南省委组织部"),
        ("411000", "许昌市委", Party, "-", "河南省委"),
        ("450100", "南宁市委", Party, "-", "广西壮族自治区党委"),
        ("450000", "广西壮族自治区党委宣传部", Party, "广西壮族自治区党委", "-"),
        ("411000", "许昌市税务局", Government, "-", "河南省税务局"),
        ("411002", "许昌市魏都区法院", Judiciary, "-", "许昌市中级人民法院"),
        ("411000", "许昌市总工会", Mass, "-", "河南省总工会"),
        ("411000", "共青团许昌市委", Mass, "-", "共青团河南省委"),
        ("110101", "北京市东城区民政局", Government, "北京市东城区人民政府", "北京市民政局"),
        ("411000", "许昌市防汛抗旱指挥部", Taskforce, "许昌市人民政府", "-"),
        ("411000", "许昌市防汛抗旱指挥部物资保障组", Taskforce, "许昌市防汛抗旱指挥部", "-"),
        ("411002001", "许昌市魏都区西大街道南关社区居委会", Community, "-", "许昌市魏都区西大街道办事处"),
        ("411000", "许昌某某商贸公司", OrganisationKind::Company, "-", "-"),
    ];
    for (home, name, kind, part, guide) in cases {
        let found = superiors(&lexicon, name, home.parse().ok(), *kind);
        let of = |tie| found.iter().find(|one| one.tie == tie).map_or("-", |one| one.name.as_str());
        use fangzhi::model::organisation::Tie::{GuidedBy, PartOf};
        assert_eq!((of(PartOf), of(GuidedBy)), (*part, *guide), "{name}");
    }
}

#[test]
fn lines_lead_up_and_down() {
    let lexicon = Lexicon::embedded().expect("the word lists");
    let pages = [
        page(
            "a",
            "2023-06-02",
            "本报讯 6月1日，许昌市卫健委召开工作会议。许昌市委组织部开展培训。许昌市政府召开常务会议。",
        ),
        page(
            "b",
            "2023-06-03",
            "本报讯 6月2日，河南省卫生健康委员会召开工作会议。河南省委组织部、许昌市委召开座谈会。",
        ),
        page("c", "2023-06-04", "本报讯 6月3日，许昌市公安局刑侦支队破获一起案件。许昌市人民政府召开会议。"),
    ];
    let store = store(&pages, &lexicon);
    let lines = |body: &str| rows(&store, "lines", &[("body", body)]);
    for (body, line) in [
        ("许昌市卫健委", "业务指导 河南省卫生健康委员会 1 推断"),
        ("许昌市卫健委", "上级 许昌市人民政府 1 推断"),
        ("许昌市委组织部", "上级 许昌市委 1 推断"),
        ("河南省卫生健康委员会", "受其指导 许昌市卫健委 1 推断"),
        ("许昌市政府", "下属 许昌市卫健委 1 推断"),
        ("许昌市委", "下属 许昌市委组织部 1 推断"),
    ] {
        let found = lines(body);
        assert!(found.iter().any(|row| row.ends_with(line)), "{body}: {line} not in {found:#?}");
    }
    // However it is shortened, it is one body, by all its names.
    assert_eq!(lines("许昌市政府"), lines("许昌市人民政府"));
    for check in checks().expect("checks") {
        let found = violations(&store, &check).expect("an answer");
        assert!(found.is_empty(), "{}: {found:?}", check.name);
    }
}

#[test]
fn how_a_post_is_held_is_kept_and_two_who_hold_it_are_listed() {
    let lexicon = Lexicon::embedded().expect("the word lists");
    let pages = [
        page("a", "2023-06-02", "本报讯 6月1日，许昌市教育局局长王守成在会上讲话。许昌市水利局局长赵明义参加会议。"),
        page("b", "2023-06-20", "本报讯 6月19日，许昌市教育局局长李文清到学校调研。许昌市水利局原局长孙百川参加座谈。"),
        page("c", "2023-06-21", "本报讯 6月20日，许昌市代市长刘长河主持会议。拟任许昌市财政局局长钱学礼作表态发言。"),
    ];
    let store = store(&pages, &lexicon);
    let held = |person: &str| rows(&store, "posts", &[("person", person)]);
    for (person, manner) in [("王守成", "-"), ("孙百川", "原"), ("刘长河", "代"), ("钱学礼", "拟任")] {
        let found = held(person);
        assert_eq!(found.len(), 1, "{person}: {found:?}");
        assert!(found[0].contains(&format!(" {manner} 2023-06-")), "{person} {manner}: {found:?}");
    }
    let holders = rows(&store, "holders", &[]);
    let listed = |person: &str| holders.iter().any(|row| row.contains(person));
    assert!(listed("王守成") && listed("李文清"), "{holders:?}");
    assert!(!listed("赵明义") && !listed("孙百川"), "who held it before is no second holder: {holders:?}");
    // A period in which only one of them was seen shows no conflict of sightings outside it.
    let early = rows(&store, "holders", &[("to", "2023-06-10")]);
    assert!(early.iter().all(|row| !row.contains("李文清")), "{early:?}");
}

#[test]
fn a_place_may_stand_before_the_words_of_its_body() {
    let lexicon = Lexicon::embedded().expect("the word lists");
    let records = pipeline::records(&page("p", "2023-07-01", "，律师甘肃石事务所"), &lexicon);
    let names: Vec<&str> = records.iter().flat_map(|record| &record.orgs).map(|body| body.name.as_str()).collect();
    assert_eq!(names, ["事务所"]);
}
