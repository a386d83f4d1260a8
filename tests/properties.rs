//! What holds on any text: nothing panics, repair loses no character, every span lies in its page and yields its text.
//!
//! The texts are of three sorts: any string at all; strings of the pieces that newspaper pages are made of, put together
//! without sense; and the sample pages with their lines shuffled, cut and spaced.

use std::fs;
use std::sync::LazyLock;

use fangzhi::lexicon::Lexicon;
use fangzhi::model::Page;
use fangzhi::text::Span;
use fangzhi::{extract, layout, pipeline};
use proptest::prelude::*;
use proptest::sample::{Index, select};

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::embedded().expect("the word lists"));

/// The sample pages.
static SAMPLES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let folder = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/pages")).expect("the sample pages");
    let mut files: Vec<_> = folder.flatten().map(|entry| entry.path()).collect();
    files.sort();
    let pages = files.iter().filter(|path| path.extension().is_some_and(|e| e == "txt"));
    pages.map(|path| fs::read_to_string(path).expect("UTF-8")).collect()
});

/// What pages are made of: whole words, halves of them, marks, damage.
const PIECES: &[&str] = &[
    "本报讯",
    "（记者 ",
    "通讯员",
    "）",
    "(",
    "摄影",
    "文/图",
    "（上接第一版）",
    "市委",
    "副",
    "书记",
    "、",
    "市长",
    "欧阳",
    "王 伟",
    "买买提·吐尔逊",
    "我市",
    "该局",
    "全区",
    "绵阳",
    "鼓楼区",
    "街道办事处",
    "市总工会",
    "“",
    "”",
    "《",
    "》",
    "〔2023〕",
    "召开",
    "强调",
    "要求",
    "，",
    "。",
    "！",
    "；",
    "：",
    "\n",
    "\n\n",
    "\r\n",
    " ",
    "　",
    "\t",
    "5月",
    "9日",
    "截至",
    "至",
    "8时",
    "昨日",
    "当天",
    "两",
    "3.2",
    "１２",
    "万",
    "亿",
    "余",
    "%",
    "％",
    "人次",
    "分之",
    "第",
    "同比",
    "增长",
    "为",
    "将",
    "的",
    "在",
    "安全生产安全生产",
    "A",
    "é",
    "\u{200b}",
    "\u{3000}",
    "𠮷",
    "👍",
    "\u{0}",
    "0",
    "-",
    "～",
    "·",
];

fn pieces() -> impl Strategy<Value = String> {
    prop::collection::vec(select(PIECES), 0..120).prop_map(|pieces| pieces.concat())
}

/// A sample page damaged: lines moved about, characters spaced, a stretch cut out.
fn damaged() -> impl Strategy<Value = String> {
    let moves = prop::collection::vec((any::<Index>(), any::<Index>()), 0..12);
    (any::<Index>(), moves, any::<Index>(), any::<Index>(), any::<bool>()).prop_map(
        |(which, moves, cut, at, spaced)| {
            let page = &SAMPLES[which.index(SAMPLES.len())];
            let mut lines: Vec<String> = page.lines().map(str::to_owned).collect();
            for (from, to) in moves {
                let (from, to) = (from.index(lines.len()), to.index(lines.len()));
                lines.swap(from, to);
            }
            if spaced {
                let at = at.index(lines.len());
                lines[at] = lines[at].chars().flat_map(|c| [c, ' ']).collect();
            }
            let text: Vec<char> = lines.join("\n").chars().collect();
            let cut = cut.index(text.len());
            text[..cut].iter().chain(text.iter().skip(cut + 7)).collect()
        },
    )
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![".{0,400}", "\\PC{0,200}(\\n\\PC{0,60}){0,8}", pieces(), damaged()]
}

fn page(text: String) -> Page {
    Page { stem: "p".to_owned(), text, home: "510700".parse().ok(), ..Page::default() }
}

/// The characters of a text without white space, in half width where a letter or digit has full width.
fn told(text: &str) -> Vec<char> {
    text.chars().filter(|c| !c.is_whitespace()).map(narrow).collect()
}

fn narrow(c: char) -> char {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '％' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn repair_loses_no_character(text in any_text()) {
        for article in layout::lay_out(&page(text.clone())).articles {
            // What the body was copied from, and the white space dropped between, read again from the page.
            let raw: String = article.body.alignment().sources().map(|span| span.of(&text)).collect();
            prop_assert_eq!(told(article.body.as_str()), told(&raw));
            for paragraph in &article.paragraphs {
                prop_assert_eq!(told(paragraph.of(article.body.as_str())), told(&between(&article.body, *paragraph, &text)));
            }
        }
    }

    #[test]
    fn no_character_of_the_page_is_in_two_bodies(text in any_text()) {
        let mut sources: Vec<Span> =
            layout::lay_out(&page(text)).articles.iter().flat_map(|a| a.body.alignment().sources().collect::<Vec<_>>()).collect();
        sources.sort_by_key(|span| (span.start, span.end));
        prop_assert!(sources.windows(2).all(|pair| pair[0].end <= pair[1].start), "{sources:?}");
    }

    #[test]
    fn every_span_lies_in_its_body_and_in_its_page(text in any_text()) {
        let page = page(text);
        for article in layout::lay_out(&page).articles {
            let body = article.body.as_str();
            let reading = extract::read(&article, &LEXICON);
            let mut spans: Vec<(&str, Span)> = Vec::new();
            spans.extend(reading.sentences.iter().map(|s| ("sentence", s.span)));
            spans.extend(reading.places.iter().map(|m| ("place", m.span)));
            spans.extend(reading.organisations.iter().map(|m| ("organisation", m.span)));
            spans.extend(reading.people.iter().map(|m| ("person", m.span)));
            spans.extend(reading.people.iter().flat_map(|m| &m.titles).map(|t| ("title", t.span)));
            spans.extend(reading.dates.iter().map(|m| ("date", m.span)));
            spans.extend(reading.figures.iter().flat_map(|f| [("figure", f.span), ("its clause", f.clause)]));
            spans.extend(reading.events.iter().flat_map(|e| [("trigger", e.trigger), ("what", e.what)]));
            spans.extend(article.asides.iter().map(|span| ("aside", *span)));
            for (what, span) in spans {
                prop_assert!(body.get(span.from()..span.to()).is_some(), "{what} {span:?} in {body:?}");
                prop_assert_eq!(told(span.of(body)), told(&between(&article.body, span, &page.text)), "{}", what);
            }
            prop_assert!(reading.sentences.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
        }
    }

    #[test]
    fn records_tell_only_what_stands_there(text in any_text()) {
        let page = page(text);
        for record in pipeline::records(&page, &LEXICON) {
            let body: String = told(record.text.as_str()).iter().collect();
            let stands = |words: &str| body.contains(&told(words).iter().collect::<String>());
            for mention in record.people.iter().flat_map(|p| &p.mentions)
                .chain(record.orgs.iter().flat_map(|o| &o.mentions))
                .chain(record.places.iter().flat_map(|p| &p.mentions))
            {
                prop_assert!(stands(mention), "{mention} in {body}");
            }
            for sentence in record.events.iter().map(|e| &e.sentence).chain(record.figures.iter().map(|f| &f.sentence)) {
                prop_assert!(stands(sentence), "{sentence} in {body}");
            }
            prop_assert!(record.figures.iter().all(|figure| figure.value.is_finite()));
        }
    }
}

/// The raw characters of the page that `span` of the body came from, without what was dropped or moved in between.
fn between(body: &fangzhi::text::AlignedText, span: Span, page: &str) -> String {
    body.slice(span).alignment().sources().map(|raw| raw.of(page)).collect()
}

/// One character at a time and many times over: what is quadratic would not end.
#[test]
fn a_page_of_one_character_ends() {
    for piece in ["市", "，", "1", "“", "（", "王", " ", "\n", "的", "召开", "、", "5月", "市委书记", "省市县"]
    {
        let records = pipeline::records(&page(piece.repeat(20_000)), &LEXICON);
        assert!(records.len() < 40_000, "{piece}");
    }
}
