//! What a page carries besides its articles: mastheads, page numbers, names of sections, lists of editors.

use std::sync::LazyLock;

use regex::Regex;

use crate::text::pattern;

/// Names of sections, as they stand alone over a page or a column.
const SECTIONS: &[&str] = &[
    "要闻",
    "本地",
    "综合",
    "综合新闻",
    "本地新闻",
    "国内",
    "国际",
    "国内新闻",
    "时政",
    "民生",
    "社会",
    "经济",
    "教育",
    "文化",
    "健康",
    "副刊",
    "广告",
    "时事",
    "今日要闻",
    "专题",
    "专版",
    "特别报道",
    "县区新闻",
    "法治",
    "区县",
    "财经",
    "文体",
    "天下",
    "深度",
    "热点",
    "体育",
    "文旅",
];

/// The day of issue: 云岭日报 2023年8月9日 星期三.
static DAY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(
        r"^(?:[\p{Han}\s]{0,14})?(?:19|20)\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*(?:农历\S*\s*)?(?:第\S{1,6}版\s*)?星\s*期\s*[一二三四五六日天]",
    )
});

/// The name of the paper.
static PAPER: LazyLock<Option<Regex>> =
    LazyLock::new(|| pattern(r"^[\p{Han}\s]{2,8}(?:日\s*报|晚\s*报|晨\s*报|都\s*市\s*报)$"));

/// A list of editors, an address, the number of the page.
static FURNITURE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(concat!(
        r"^[（(]?(?:本版|本期|值班)?(?:责任编辑|责编|编辑|美编|美术编辑|版式|组版|排版|校对|校检|编审|审核|供稿|素材来源|一审|二审|初审|统筹|值班编委|主编|总编辑|版面|制图)",
        r"(?:[：:\s/／|]|$)|(?:责任编辑|责编|校对|版式|美编|美术编辑|组版)[：:\s]+[\p{Han}]",
        r"|^星\s*期\s*[一二三四五六日天]\b|^第?\s*[A-Z]?\s*[0-9０-９]{1,3}\s*版?(?:\s+[\p{Han}]{2,6})?$",
        r"|^第[一二三四五六七八九十]{1,2}版$|国内统一(?:连续出版物|刊)号|邮发代号|^(?:E-?mail|电子邮箱|投稿邮箱|新闻热线|热线电话|联系电话|电话)\s*[：:]|^(?:https?:|www\.)",
        r"|^[（(]?(?:一审|初审)[：:]|^【?投稿|^[（(]来源",
    ))
});

/// Whether a line has a character that one of the alternatives of [`FURNITURE`] cannot do without.
fn may_be(line: &str) -> bool {
    line.contains(|c: char| {
        c.is_ascii_alphanumeric()
            || matches!(
                c,
                '０'
                    ..='９'
                        | '编'
                        | '审'
                        | '校'
                        | '版'
                        | '供'
                        | '素'
                        | '筹'
                        | '图'
                        | '期'
                        | '报'
                        | '刊'
                        | '号'
                        | '邮'
                        | '线'
                        | '话'
                        | '箱'
                        | '稿'
                        | '源'
            )
    })
}

/// Whether the line is no part of any article.
///
/// 责任编辑 某某 校对 某某, 2023年8月9日 星期三, A03版 本地, 要闻
pub fn is_furniture(line: &str) -> bool {
    if line.chars().nth(60).is_some() || line.contains('。') && !line.starts_with("【投稿") {
        return false;
    }
    // Patterns that begin with any words are tried only where their last are.
    let fits = |pattern: &LazyLock<Option<Regex>>| pattern.as_ref().is_some_and(|pattern| pattern.is_match(line));
    SECTIONS.contains(&line)
        || may_be(line) && fits(&FURNITURE)
        || line.contains('期') && line.contains('年') && fits(&DAY)
        || line.ends_with('报') && fits(&PAPER)
}
