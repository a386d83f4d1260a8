//! What a page of HTML says of itself: headline, paper, day, page number, column, address.

use std::sync::LazyLock;

use regex::Regex;

use super::super::stated::Field;
use super::tree::Tree;
use crate::text::characters::is_han;

/// Names of `<meta>` and of a publishing system's properties, in lower case, the surest first: the standard of Chinese
/// government sites, Open Graph, what else is common.
const META: &[(Field, &[&str])] = &[
    (Field::Newspaper, &["contentsource", "source", "article:source"]),
    (
        Field::IssueDate,
        &[
            "pubdate",
            "publishdate",
            "article:published_time",
            "datepublished",
            "og:release_date",
            "article:create_at",
            "time",
        ],
    ),
    (Field::Column, &["columnname", "article:section"]),
    (Field::Url, &["url", "og:url", "canonical"]),
];

/// What stands for the paper where nothing names it: the site.
const SITE: &[&str] = &["og:site_name", "sitename"];

/// The same in the comment that Founder's publishing system leaves.
const PROPERTIES: &[(Field, &str)] =
    &[(Field::Newspaper, "sourcename"), (Field::IssueDate, "date"), (Field::Column, "nodename"), (Field::Url, "url")];

/// The same in words that stand beside the text.
static WORDS: LazyLock<Vec<(Field, Regex)>> = LazyLock::new(|| {
    let words = [
        (Field::Newspaper, r"(?:[来來]源|稿源)\s*[：:]\s*(\p{Han}[\p{Han}·]{1,19})"),
        (
            Field::IssueDate,
            r"(?:[发發][布佈][时時][间間]|[发發][布佈]日期|发文日期|日期|[时時][间間])\s*[：:]\s*(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2})",
        ),
        (Field::IssueDate, r"(\d{4}[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,2})"),
        (Field::Number, r"第\s*([A-Z]?\d{1,3})\s*版"),
        (Field::Number, r"(?:^|[^\d第])([A-Z]?\d{1,3})\s*版\s*[：:]"),
        (Field::Column, r"\d\s*版\s*[：:]\s*(\p{Han}{2,12})"),
    ];
    words.into_iter().filter_map(|(field, pattern)| Some((field, Regex::new(pattern).ok()?))).collect()
});

/// All that the page states, by its tags or by the words of its labels, the surest first.
pub fn stated(tree: &Tree, labels: &[&str]) -> Vec<(Field, String)> {
    let mut stated: Vec<(Field, String)> = Vec::new();
    for (field, name) in PROPERTIES {
        stated.extend(property(tree, name).map(|value| (*field, value)));
    }
    for (field, names) in META {
        stated.extend(names.iter().filter_map(|name| tree.meta(name)).map(|value| (*field, value.to_owned())));
    }
    for (field, pattern) in WORDS.iter() {
        let found = labels.iter().filter_map(|label| pattern.captures(label)).find_map(|found| found.get(1));
        stated.extend(found.map(|words| (*field, words.as_str().replace(' ', ""))));
    }
    stated.extend(SITE.iter().filter_map(|name| tree.meta(name)).map(|value| (Field::Newspaper, value.to_owned())));
    stated
}

/// The headline's lines: the kicker, the headline itself, what stands below it, who wrote.
pub fn headline(tree: &Tree) -> Vec<String> {
    let founder = |part: &str| {
        let element = format!("founder-{part}");
        let words: Vec<&str> = tree.within(&element).collect();
        if words.is_empty() { property(tree, part) } else { Some(words.join(" ")) }
    };
    let title = founder("title").or_else(|| title(tree));
    let wrote = founder("author").filter(|words| words.contains("记者") || words.contains("通讯员"));
    let lines = [founder("introtitle"), title, founder("subtitle"), wrote].into_iter().flatten();
    lines.map(|line| line.trim().to_owned()).filter(|line| line.contains(is_han)).collect()
}

/// The headline by what any page may have.
fn title(tree: &Tree) -> Option<String> {
    if let Some(title) = tree.meta("articletitle") {
        return Some(title.to_owned());
    }
    let window = ["og:title", "title"].map(|name| tree.meta(name).unwrap_or_default());
    let heads: Vec<&str> =
        ["h1", "h2", "h3"].iter().flat_map(|name| tree.within(name)).filter(|h| h.contains(is_han)).collect();
    // What is both over the text and over the window; a site's own name may be a heading too.
    let both = heads.iter().filter(|head| window.iter().any(|title| title.contains(**head)) && !is_site(head));
    let both = both.max_by_key(|head| head.len());
    let named = || window.into_iter().map(without_site).find(|title| title.contains(is_han) && !is_site(title));
    both.copied().or_else(named).or(heads.first().copied()).map(str::to_owned)
}

/// Whether it is the name of a paper or a site: 某某日报数字报, 某市人民政府门户网站.
fn is_site(title: &str) -> bool {
    ["报", "報", "网", "網", "网站", "电子版", "首页", "人民政府", "政府"].iter().any(|end| title.ends_with(end))
        && title.chars().count() <= 20
}

/// A property in Founder's comment.
fn property(tree: &Tree, name: &str) -> Option<String> {
    let (_, rest) = tree.properties.as_ref()?.split_once(&format!("<{name}>"))?;
    let value = rest.split_once(&format!("</{name}>"))?.0.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

/// The title of a window without the site behind it: 某市召开会议_要闻_某市人民政府.
fn without_site(title: &str) -> &str {
    title.split(['_', '|']).next().unwrap_or(title).split(" - ").next().unwrap_or(title).trim()
}
