//! Who wrote a report that has no byline of its own: names before its first words, behind its last, or in its dateline.

use std::sync::LazyLock;

use regex::Regex;

use super::byline::{Byline, is_name, names};
use crate::text::Span;
use crate::text::characters::is_han;

/// Words that open a credit at the end of a report; what follows those of the second list are no authors.
const AUTHORS: &[&str] = &["记者", "通讯员", "作者", "采写", "撰稿", "供稿", "文字"];
const OTHERS: &[&str] = &[
    "编辑",
    "责编",
    "责任编辑",
    "编审",
    "审核",
    "审读",
    "校对",
    "校审",
    "一审",
    "二审",
    "三审",
    "初审",
    "终审",
    "复审",
    "监制",
    "来源",
    "监审",
    "主编",
    "值班",
    "签发",
];

/// （甲 乙） at the end of a report, names and nothing else; 来源 and a body may stand before them.
static SIGNED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"[（(](?:来源[:：][^\s（）()]{2,16}\s+|(?:图/文|文/图|文图)[:：\s]*)?((?:[\p{Han}·]{2,5}[\s、]*){1,5})[）)]\s*$").ok()
});

/// 中新网湖北新闻8月17日电(甲 乙).
static WIRED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^[^。，（()]{2,24}(?:电|讯)\s*[（(]((?:[\p{Han}·]{2,4}[\s、]*){1,4})[）)]").ok());

/// 记者 甲 通讯员 乙 right before the first words; a paper's name may stand before them.
static LEADING: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^(?:[^\s。，]{2,12}\s*[|｜]\s*|[^\s。，（]{1,12}讯\s+)?((?:(?:作者|记者|通讯员)(?:(?:\s+|[:：]\s*)(?:[\p{Han}]{2,3}\s+)*[\p{Han}]{2,3}\s*|[\p{Han}]{2,3}(?:\s+|报道)))+)").ok()
});

/// 某某网记者甲8月19日报道.
static DATED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^[^\s。，]{2,8}(记者[\p{Han}]{2,4}?)(?:\d{4}年)?\d+月\d+日(?:报道|讯|电)").ok());

/// The credits of a report: names from its first paragraph and its last, as they stand in the raw page.
pub fn read(first: &str, last: &str) -> Vec<Byline> {
    let mut found = Vec::new();
    // What the patterns cannot do without, asked before they are tried.
    let near = first.char_indices().nth(40).map_or(first, |(at, _)| &first[..at]);
    let wired = near.contains(['电', '讯']) && near.contains(['（', '(']);
    let signed = last.trim_end().ends_with(['）', ')']);
    for (pattern, text, possible) in [(&WIRED, first, wired), (&SIGNED, last, signed)] {
        if !possible {
            continue;
        }
        if let Some(inner) = pattern.as_ref().and_then(|p| p.captures(text)).and_then(|c| c.get(1)) {
            let tokens: Vec<&str> = inner.as_str().split([' ', '\u{3000}', '、']).filter(|t| !t.is_empty()).collect();
            if tokens.iter().all(|token| is_name(token)) {
                found.push(Byline { names: names(inner.as_str()) });
            }
        }
    }
    let leads = near.contains(['者', '员']);
    if let Some(leading) = LEADING.as_ref().filter(|_| leads).and_then(|p| p.captures(first)).and_then(|c| c.get(1)) {
        found.push(Byline { names: names(cut_sentence(leading.as_str(), &first[leading.end()..])) });
    }
    if let Some(dated) = DATED.as_ref().and_then(|p| p.captures(first)).and_then(|c| c.get(1)) {
        found.push(Byline { names: names(dated.as_str()) });
    }
    let credit = trailing(last);
    if AUTHORS.iter().any(|word| credit.contains(word)) {
        found.push(Byline { names: authors(credit) });
    }
    found.retain(|byline| !byline.names.is_empty());
    found
}

/// The last name of a leading credit runs into the sentence (张鑫为服务…): a particle or preposition behind two characters
/// begins it.
fn cut_sentence<'t>(credit: &'t str, rest: &str) -> &'t str {
    let credit = credit.trim_end();
    let runs_on = rest.starts_with(is_han);
    let last = credit.chars().next_back();
    let begins = |c: char| "为在从于日近今本昨当连自由据经对把将一这".contains(c);
    match last {
        Some(c) if runs_on && begins(c) => &credit[..credit.len() - c.len_utf8()],
        _ => credit,
    }
}

/// What stands behind the last sentence of a text, if that is short: up to eighty characters.
fn trailing(text: &str) -> &str {
    let start = text.rfind(['。', '！', '？', '”']).map_or(text.len(), |at| at + '。'.len_utf8());
    let rest = text.get(start..).unwrap_or("").trim_start_matches(['”', '’', '）', ')']).trim();
    if rest.chars().count() <= 80 { rest } else { "" }
}

/// The authors of a trailing credit: names behind 记者 and the like, and those before the first of them, up to the words
/// that name editors.
fn authors(credit: &str) -> Vec<crate::model::Reporter> {
    let mut cuts: Vec<(usize, bool)> = Vec::new();
    for (words, author) in [(AUTHORS, true), (OTHERS, false)] {
        cuts.extend(words.iter().flat_map(|word| credit.match_indices(word).map(move |(at, _)| (at, author))));
    }
    cuts.sort_unstable();
    let mut found = Vec::new();
    for (index, &(at, author)) in cuts.iter().enumerate() {
        let end = cuts.get(index + 1).map_or(credit.len(), |next| next.0);
        if author {
            found.extend(names(&credit[at..end]).into_iter().filter(|reporter| is_name(&reporter.name)));
        }
    }
    // 牟萌 杨太月 红星新闻记者 罗敏
    let before = cuts.first().filter(|cut| cut.1).map_or("", |cut| &credit[..cut.0]);
    let before: Vec<&str> = before.split_whitespace().filter(|token| is_name(token)).collect();
    found.extend(names(&before.join(" ")));
    found
}

/// The stretches of the body that the credits take: bytes of the body, whose white space is gone.
pub fn asides(body: &str, paragraphs: &[Span], credits: &[Byline]) -> Vec<Span> {
    let mut found = Vec::new();
    if let Some(first) = paragraphs.first() {
        let text = first.of(body);
        let near: usize = text.char_indices().nth(60).map_or(text.len(), |(at, _)| at);
        let leads = ["记者", "作者", "通讯员"].iter().any(|word| text[..near].starts_with(word))
            || text[..near].contains(['|', '｜']);
        let end = credits
            .iter()
            .flat_map(|c| &c.names)
            .filter_map(|n| text[..near].find(&n.name).map(|at| at + n.name.len()))
            .max();
        if let Some(end) = end.filter(|_| leads) {
            found.push(Span::new(first.from(), first.from() + end));
        }
    }
    if let Some(last) = paragraphs.last() {
        let text = last.of(body);
        let credit = trailing(text);
        if AUTHORS.iter().chain(OTHERS).any(|word| credit.contains(word)) && !credit.is_empty() {
            let start = text.len() - credit.len();
            found.push(Span::new(last.from() + start, last.to()));
        }
        let signed = text.rfind(['（', '(']).filter(|&at| {
            credits.iter().flat_map(|c| &c.names).any(|n| text[at..].contains(&n.name)) && text.ends_with(['）', ')'])
        });
        if let Some(at) = signed {
            found.push(Span::new(last.from() + at, last.to()));
        }
    }
    found
}
