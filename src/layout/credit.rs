//! Who wrote a report that has no byline of its own: names before its first words, behind its last, or in its dateline.

use std::sync::LazyLock;

use regex::Regex;

use super::byline::{Byline, is_name, names};
use crate::text::characters::is_han;
use crate::text::{Span, pattern};

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
    "流程",
    "审定",
    "出品",
    "策划",
];

/// （甲 乙） at the end of a report, names and nothing else; 来源 and a body may stand before them.
static SIGNED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(
        r"[（(](?:来源[:：][^\s（）()]{2,16}\s+|(?:图/文|文/图|文图)[:：\s]*)?((?:[\p{Han}·]{2,5}[\s、]*){1,5})[）)]\s*$",
    )
});

/// 中新网湖北新闻8月17日电(甲 乙).
static WIRED: LazyLock<Option<Regex>> =
    LazyLock::new(|| pattern(r"^[^。，（()]{2,24}(?:电|讯)\s*[（(]((?:[\p{Han}·]{2,4}[\s、]*){1,4})[）)]"));

/// 记者 甲 通讯员 乙 right before the first words; a paper's name may stand before them.
static LEADING: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(
        r"^(?:[^\s。，]{2,12}\s*[|｜]\s*|[^\s。，（]{1,12}讯\s+)?((?:(?:作者|记者|通讯员)(?:(?:\s+|[:：]\s*)(?:[\p{Han}]{2,3}\s+)*[\p{Han}]{2,3}\s*|[\p{Han}]{2,3}(?:\s+|报道)))+)",
    )
});

/// 某某网记者甲8月19日报道.
static DATED: LazyLock<Option<Regex>> =
    LazyLock::new(|| pattern(r"^[^\s。，]{2,8}(记者[\p{Han}]{2,4}?)(?:\d{4}年)?\d+月\d+日(?:报道|讯|电)"));

/// What opens the words behind a report that are none of it: who edited and printed it, where it was taken from, whose
/// rights it is, and what a web page asks of its readers. A word may be spaced (编 辑).
static TAIL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let colon = r"\s*[：:丨|｜∣/／]";
    let sources =
        format!(r"(?:内容|素材|图片|信息|稿件|文章|视频|资料|图文|综合|部分)*来\s*源{colon}|(?:转|来|摘|图)自{colon}");
    let makers = format!(
        concat!(
            r"[\p{{Han}}]{{0,4}}?(?:编\s*辑|责\s*编|校\s*对|校\s*审|审\s*核|审\s*校|审\s*读|监\s*制|编\s*审|主\s*编|总\s*编|统\s*筹|[初复终一二三]\s*审|",
            r"签\s*发|策\s*划|出\s*品|编\s*导|制\s*片|剪\s*辑|摄\s*像|配\s*音|制\s*图|美\s*编|排\s*版|编\s*译|供\s*稿|采\s*写|撰\s*稿|撰\s*文|作\s*者|文\s*字|图\s*片|",
            r"摄\s*影|视\s*频|通\s*讯\s*员|记\s*者|整\s*理|图\s*源)(?:人|员)?(?:{colon}|\s+[\p{{Han}}]{{2,4}}(?:[\s）)]|$|[一二三]审|校对|审核))",
        ),
        colon = colon
    );
    let page = concat!(
        r"图片?(?:均?由|来自|据)[^。，]{2,20}|视频素材由|原标题\s*[：:《]|(?:本文|原文|文章)?链接[：:]|发布(?:日期|时间)[：:]|《[^》]{2,12}》\s*[（(]\s*\d{4}年",
        r"|(?:版权|免责|郑重|特别|严正)(?:声明|说明|提示)|声明[：:]|本文(?:为|系|来自|来源|转载|图片|中图片|内容|版权|仅代表)|转载(?:请|自|须)|凡(?:本网|注明)|未经授权|如有侵权|如需转载",
        r"|分享(?:让更多|到|至|给)|点(?:个)?(?:分享|收藏|在看|亮)|点赞\s*(?:在看|分享|关注)|点击(?:下方|上方|关注|阅读|右)|长按|扫(?:描二维码|码|一扫)|关注(?:我们|公众号|微信)|欢迎(?:关注|分享|朋友圈|转发|留言|扫码)",
        r"|(?:如果)?喜欢(?:就|请|可以)|设为星标|重要提醒|评论区|往期(?:回顾|推荐|精彩)|(?:推荐|延伸|相关)阅读|相关(?:链接|新闻)|更多(?:新闻|精彩|资讯|时政)|阅读原文|新闻(?:线索|热线|爆料)|投稿邮箱|视频号|投稿",
    );
    pattern(&format!(r"^(?:\s|[—●◆■▲*\[【（(←→↑↓~-])*(?:{sources}|{makers}|{page})"))
});

/// How far before the end of a report such words may begin, in characters.
const TAIL_REACH: usize = 500;

/// Words of web pages, without which what follows a credit is the report again.
static PAGE: LazyLock<Option<Regex>> =
    LazyLock::new(|| pattern("转载|版权|关注|分享|点赞|在看|星标|投稿|爆料|公众号|侵权|二维码|热线|声明|更多"));

/// Most characters of a bracket that signs a paragraph.
const SIGNATURE: usize = 20;

/// Most characters of a stretch of credits without an opening word, as far as the role that it names.
const CREDIT_REACH: usize = 120;

/// Where the credits and the words of the web page begin that stand on a report's line behind its last sentence, if they do:
/// …。中国山东网记者 甲 报道, …。来源：某某网 编辑：乙 分享让更多人看到.
pub fn tail(text: &str) -> Option<usize> {
    let tail = TAIL.as_ref()?;
    let from = text.char_indices().rev().take(TAIL_REACH).last().map_or(0, |(at, _)| at);
    let sentence_ends = |c| matches!(c, '。' | '！' | '？' | '”' | '…' | '）' | ')' | '】' | '~' | '～');
    let stop = text.rfind('。');
    let page = PAGE.as_ref().and_then(|page| page.find_iter(&text[from..]).last()).map(|word| from + word.start());
    // Without a word of web pages only what stands behind the last full stop can be a tail.
    let from = if page.is_none() { stop.map_or(from, |stop| stop.max(from)) } else { from };
    let opened = text[from..].match_indices(sentence_ends).map(|(at, mark)| from + at + mark.len()).find(|&at| {
        // 图源：视频截图 within a report is no end of it.
        if stop.is_some_and(|stop| stop >= at) && page.is_none_or(|page| page < at) {
            return false;
        }
        let rest = text[at..].trim_start();
        // 记者：您怎么看？ asks, and is answered.
        let asks = rest.starts_with("记者") && rest.contains(['。', '？']);
        // （记者 甲）, （来源：某某网）: a short bracket ends the paragraph itself.
        let bracket = rest.starts_with(['（', '(', '【', '[']);
        let own = bracket && (rest.chars().count() <= SIGNATURE || names_authors(rest));
        !asks && !own && (bracket || closed(&text[..at])) && tail.is_match(&text[at..])
    });
    let report = &text[..opened.unwrap_or(text.len())];
    // Behind the last sentence names may stand without such a word: 某某晚报记者 甲.
    let last =
        report.rfind(['。', '！', '？', '”']).map(|at| at + report[at..].chars().next().map_or(0, char::len_utf8))?;
    let rest = &report[last..];
    let rest = rest.trim_start_matches(['”', '’', '）', ')', '！', '。']);
    let at = report.len() - rest.len();
    let bracket = rest.trim_start().starts_with(['（', '(']);
    let named = AUTHORS.iter().chain(OTHERS).chain(&["供图"]).any(|word| rest.contains(word)) && !bracket;
    if named && rest.chars().count() <= CREDIT_REACH {
        return Some(at);
    }
    // Or a signature and the day of a notice: …人民政府 2023年7月29日 来源：某某日报.
    let signed = || {
        let near = rest.char_indices().take(40).find(|(at, _)| tail.is_match(&rest[*at..]) && *at > 0);
        near.map(|(at, _)| report.len() - rest.len() + at)
    };
    opened.or_else(|| signed().filter(|_| !bracket))
}

/// Whether the bracket that begins the text names reporters: （记者 甲 通讯员 乙）.
fn names_authors(text: &str) -> bool {
    let inner = text.split(['）', ')', '】']).next().unwrap_or(text);
    let others = OTHERS.iter().chain(&["提供", "图片"]).any(|word| inner.contains(word));
    AUTHORS.iter().any(|word| inner.contains(word)) && !others
}

/// Whether a sentence is closed at the end of the text, not only a bracket or a quotation within one.
fn closed(text: &str) -> bool {
    let text = text.trim_end();
    let inner = text.trim_end_matches(['”', '’', '）', ')', '】']);
    inner.ends_with(['。', '！', '？', '…', '~', '～']) || inner.len() < text.len()
}

/// The authors that such a tail names.
pub fn of_tail(tail: &str) -> Vec<Byline> {
    // 版权归文字作者所有 names nobody.
    let end = PAGE.as_ref().and_then(|page| page.find(tail)).map_or(tail.len(), |word| word.start());
    let tail = &tail[..end];
    let mut found = Vec::new();
    if AUTHORS.iter().any(|word| tail.contains(word)) {
        found.push(Byline { names: authors(tail) });
    }
    found.extend(signed(tail));
    found.extend(super::byline::within(tail));
    found.retain(|byline| !byline.names.is_empty());
    found
}

/// The credits of a report: names from its first paragraph and its last, as they stand in the raw page.
pub fn read(first: &str, last: &str) -> Vec<Byline> {
    let mut found = Vec::new();
    // What the patterns cannot do without, asked before they are tried.
    let near = first.char_indices().nth(40).map_or(first, |(at, _)| &first[..at]);
    let wired = near.find(['（', '(']).is_some_and(|at| near[..at].trim_end().ends_with(['电', '讯']));
    found.extend(wired.then(|| bracketed(&WIRED, first)).flatten());
    found.extend(signed(last));
    let reported = near.contains("记者");
    let leads = reported || near.contains("作者") || near.contains("通讯员");
    if let Some(leading) = LEADING.as_ref().filter(|_| leads).and_then(|p| p.captures(first)).and_then(|c| c.get(1)) {
        found.push(Byline { names: names(cut_sentence(leading.as_str(), &first[leading.end()..])) });
    }
    if let Some(dated) = DATED.as_ref().filter(|_| reported).and_then(|p| p.captures(first)).and_then(|c| c.get(1)) {
        found.push(Byline { names: names(dated.as_str()) });
    }
    let credit = trailing(last);
    if AUTHORS.iter().any(|word| credit.contains(word)) {
        found.push(Byline { names: authors(credit) });
    }
    found.retain(|byline| !byline.names.is_empty());
    found
}

/// The names of a bracket that ends the text and holds nothing else.
fn signed(text: &str) -> Option<Byline> {
    let text = text.trim_end();
    if !text.ends_with(['）', ')']) {
        return None;
    }
    // It holds no other bracket, so it begins with the last one.
    let open = text.rfind(['（', '('])?;
    let bracket = &text[open..];
    let inner = bracket.trim_matches(['（', '(', '）', ')']);
    // The pattern knows names by their length alone, and tries many ways to part a text into them.
    let named = names_alone(inner) || ["来源", "图/文", "文/图", "文图"].iter().any(|word| inner.starts_with(word));
    if named { bracketed(&SIGNED, bracket) } else { None }
}

/// Whether all words of a text may be names.
fn names_alone(text: &str) -> bool {
    text.split([' ', '\u{3000}', '、']).filter(|token| !token.is_empty()).all(is_name)
}

/// The names that the pattern's bracket holds, if all its words may be names.
fn bracketed(pattern: &LazyLock<Option<Regex>>, text: &str) -> Option<Byline> {
    let inner = pattern.as_ref()?.captures(text)?.get(1)?.as_str();
    names_alone(inner).then(|| Byline { names: names(inner) })
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
        let open = if text.ends_with(['）', ')']) { text.rfind(['（', '(']) } else { None };
        let signed = |at: &usize| credits.iter().flat_map(|c| &c.names).any(|n| text[*at..].contains(&n.name));
        if let Some(at) = open.filter(signed) {
            found.push(Span::new(last.from() + at, last.to()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tails() {
        let report = "绵阳市召开防汛会议，部署下一步工作。";
        for behind in [
            "来源：绵阳发布 编辑：王伟 分享让更多人看到",
            "江城晚报/江城网记者 李明 通讯员 王伟 校对 赵强",
            "（图片由通讯员提供）（来源：江城新闻网 2023年）",
            "编 辑丨王伟",
        ] {
            assert_eq!(tail(&format!("{report}{behind}")), Some(report.len()), "{behind}");
        }
        for own in
            ["（王伟 李明）", "（记者 王伟）", "记者：您怎么看？他说没有问题。", "图源：视频截图。随后市长讲话。"]
        {
            assert_eq!(tail(&format!("{report}{own}")), None, "{own}");
        }
    }

    #[test]
    fn authors_of_tails() {
        let names: Vec<String> = of_tail("通讯员 李明 江城晚报/江城网记者 王伟校对 赵强")
            .into_iter()
            .flat_map(|byline| byline.names)
            .map(|reporter| reporter.name)
            .collect();
        assert_eq!(names, ["李明", "王伟"]);
    }
}
