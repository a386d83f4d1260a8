//! The lines of a page and its measure.

use std::sync::LazyLock;

use regex::Regex;

use super::credit;
use crate::text::Span;
use crate::text::characters::is_han;

/// A line that has something on it.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// Where it stands, without the white space at its ends.
    pub span: Span,
    /// Its text, likewise.
    pub text: &'a str,
    /// How many blank lines stand before it.
    pub blanks: usize,
    /// How wide it is set, in Chinese characters: letters and digits of half width are halves, white space is nothing.
    pub length: usize,
    /// Characters of a full line of the column that it stands in.
    pub full: usize,
    /// Whether it stood behind a report on one line with it: names of those who made it, and words of the web page.
    pub tail: bool,
}

/// The titles that notices bear.
pub const NOTICES: &[&str] =
    &["公示", "公告", "通告", "启事", "声明", "通知", "讣告", "遗失声明", "招标公告", "拍卖公告"];

/// Reads the lines. What stands on one line with a report but is no part of it is given a line of its own: the headline
/// before a continuation's mark, 公示, the 原标题 that web pages put before the text, and the editors behind it.
pub fn read(page: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut blanks = 0;
    let mut at = 0;
    for raw in page.split_inclusive('\n') {
        let start = at;
        at += raw.len();
        let text = raw.trim();
        if text.is_empty() {
            blanks += 1;
            continue;
        }
        let offset = start + (raw.len() - raw.trim_start().len());
        // A line so long is a paragraph, if not the whole report.
        let tail = if text.len() >= 300 { credit::tail(text) } else { None };
        for (from, to) in pieces(text, tail) {
            let piece = text[from..to].trim();
            let skipped = text[from..to].len() - text[from..to].trim_start().len();
            if piece.is_empty() {
                continue;
            }
            let begin = offset + from + skipped;
            let length = width(piece);
            let tail = tail.is_some_and(|tail| from >= tail);
            lines.push(Line {
                span: Span::new(begin, begin + piece.len()),
                text: piece,
                blanks,
                length,
                full: 0,
                tail,
            });
            blanks = 0;
        }
        blanks = 0;
    }
    measure_columns(&mut lines);
    lines
}

/// The first words of a report behind its headline, where nothing parts them: a dateline, or the day.
static BODY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"\s{2,}|(?:中国|[\p{Han}]{2})[\p{Han}]{0,2}(?:网|报|社|台|客户端|新闻|在线)[\p{Han}—-]{0,8}(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:电|讯|消息)",
        r"|[\p{Han}]{2,10}?(?:报|网|社|台|客户端|新闻|在线|融媒)讯[\s（(]|[\p{Han}]{2,4}讯\s*[（(]?\s*(?:记者|通讯员)|[\p{Han}]{2}网记者|[\p{Han}]{2}日报客户端|中国[\p{Han}]{2}报-|\d{1,2}月\d{1,2}日(?:，|上午|下午|晚|凌晨|至)|\d{1,2}日(?:，|上午|下午|晚)",
        r"|日前，|近日，|近期，|连日来，|据[\p{Han}]{2,12}(?:消息|通报)|记者从|今年\d{1,2}月|为(?:了|进一步|充分|贯彻|巩固|推动|增进|加强|深入|丰富|营造|切实|确保|提升|做好|弘扬)",
    ))
    .ok()
});

/// Agencies and portals whose datelines follow a headline everywhere, and which the pattern cannot tell from its last words.
const AGENCIES: &[&str] = &[
    "中新网",
    "中新社",
    "新华社",
    "新华网",
    "人民网",
    "央广网",
    "央视网",
    "光明网",
    "中青网",
    "国际在线",
    "上证报",
    "南都讯",
    "南都记者",
    "中国新闻网",
    "中国青年网",
    "中国日报网",
    "中国网",
    "中国教育报",
    "法治日报",
    "工人日报",
    "农民日报",
    "科技日报",
    "经济日报",
];

/// The bytes of each piece of a line, in order.
fn pieces(text: &str, tail: Option<usize>) -> Vec<(usize, usize)> {
    let mark = ["（上接", "(上接"].iter().filter_map(|mark| text.find(mark)).min().filter(|&at| at > 0);
    // 公示 根据考察情况…: the notice's title stands on the line of its text.
    let notice =
        text.split_whitespace().next().filter(|word| NOTICES.contains(word) && word.len() < text.len()).map(str::len);
    let start = ["原标题：", "原标题:"].iter().find(|tag| text.starts_with(**tag)).map_or(0, |tag| tag.len());
    let mut cuts: Vec<usize> = match mark.or(notice) {
        _ if start > 0 => {
            let title = start + title_end(&text[start..]);
            // 某市召开大会某市召开大会 8月3日…
            let again = text[title..].starts_with(text[start..title].trim_end()).then_some(2 * title - start);
            [start, title].into_iter().chain(again.filter(|_| title > start)).collect()
        }
        cut => cut.into_iter().collect(),
    };
    cuts.retain(|cut| text.is_char_boundary(*cut));
    cuts.extend(tail);
    cuts.insert(0, 0);
    cuts.push(text.len());
    // The words 原标题 themselves are no headline.
    cuts.windows(2).skip(usize::from(start > 0)).map(|ends| (ends[0], ends[1])).filter(|(from, to)| from < to).collect()
}

/// Where the headline ends that a report follows on one line: where it is told again, where the report's first words are,
/// or where the body it begins with is named once more. Without such a sign it ends nowhere.
fn title_end(text: &str) -> usize {
    let at = |characters: usize| text.char_indices().nth(characters).map_or(text.len(), |(at, _)| at);
    let (near, far) = (at(6), at(70));
    let again = |length: usize| text[near..far].find(&text[..at(length)]).map(|found| near + found);
    let words = BODY.as_ref().and_then(|body| body.find(&text[near..far])).map(|found| {
        let medium = AGENCIES.iter().filter_map(|name| found.as_str().find(name)).min();
        near + found.start() + medium.unwrap_or(0)
    });
    if let Some(found) = again(8) {
        // 某县举办运动会8月9日，某县举办运动会。: told again behind the report's first words, it is no headline.
        let whole = text[found..].starts_with(text[..found].trim_end());
        return words.filter(|&words| words < found && !whole).unwrap_or(found);
    }
    let end = words.into_iter().chain(again(4)).min();
    let loud = loud_end(&text[near..far]).map(|found| near + found);
    match (loud, end) {
        // 十人落网！某地打掉一团伙今年…: what stands between is more of the headline, unless it is prose.
        (Some(loud), Some(end)) if loud < end && !text[loud..end].contains('，') => end,
        (Some(loud), end) => end.map_or(loud, |end| end.min(loud)),
        (None, end) => end.unwrap_or(0),
    }
}

/// Where the last of the phrases ends that a headline closes by ！ or ？, if it does: those behind it have a comma.
fn loud_end(text: &str) -> Option<usize> {
    let mut end = None;
    for (at, mark) in text.match_indices(['！', '？', '。', '，', '“', '”']) {
        match mark {
            "！" | "？" if text[at + mark.len()..].starts_with(is_han) => end = Some(at + mark.len()),
            "，" if end.is_none() => {}
            _ => break,
        }
    }
    end
}

/// The width of a text in Chinese characters.
fn width(text: &str) -> usize {
    let halves: usize = text.chars().filter(|c| !c.is_whitespace()).map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    halves.div_ceil(2)
}

/// How many lines up and down show how wide the column is, where blank lines do not tell.
const NEAR: usize = 7;

/// Gives each line the width of its column: the greatest length that three lines of its block share, or nearly, since the
/// columns of a page differ and a headline may be longer than any of them. A block too short to tell takes the width of
/// the next one that can, which is the column that a headline or a subhead stands over.
fn measure_columns(lines: &mut [Line<'_>]) {
    let lengths: Vec<usize> = lines.iter().map(|line| line.length).collect();
    let shared = |lengths: &[usize]| {
        let mut sorted = lengths.to_vec();
        sorted.sort_unstable_by(|a, b| b.cmp(a));
        sorted.windows(3).find(|three| three[0] - three[2] <= 2).map(|three| three[0])
    };
    let mut starts: Vec<usize> = (0..lines.len()).filter(|&at| at == 0 || lines[at].blanks > 0).collect();
    starts.push(lines.len());
    let blocks: Vec<Option<usize>> =
        starts.windows(2).map(|ends| shared(&lengths[ends[0]..ends[1]]).filter(|_| ends[1] - ends[0] >= 4)).collect();
    for (block, ends) in starts.windows(2).enumerate() {
        let next = blocks[block..].iter().take(3).flatten().next();
        let own = next.or_else(|| blocks[..block].iter().rev().take(2).flatten().next()).copied();
        for at in ends[0]..ends[1] {
            let near = &lengths[at.saturating_sub(NEAR)..(at + NEAR + 1).min(lengths.len())];
            lines[at].full = own.or_else(|| shared(near)).or_else(|| near.iter().max().copied()).unwrap_or(0);
        }
    }
}

/// How the page is set.
#[derive(Clone, Copy, Debug)]
pub struct Measure {
    /// Whether lines break where the column ends, not where the paragraph does.
    pub wrapped: bool,
    /// Whether a blank line follows nearly every line, so that it says nothing of paragraphs and titles.
    pub blank_after_each: bool,
    /// How many blank lines stand before most lines.
    pub blanks: usize,
}

impl Measure {
    /// Measures the lines of a page.
    pub fn of(lines: &[Line<'_>]) -> Self {
        // In a column most lines are full; of paragraphs on one line each, few are as long as their neighbours.
        let full = lines.iter().filter(|line| line.is_full() && line.length <= 60).count();
        let wrapped = lines.len() >= 6 && full * 10 >= lines.len() * 4;
        let apart = lines.iter().skip(1).filter(|line| line.blanks > 0).count();
        let mut blanks: Vec<usize> = lines.iter().map(|line| line.blanks).collect();
        blanks.sort_unstable();
        let blanks = blanks.get(blanks.len() / 2).copied().unwrap_or(0);
        Self { wrapped, blank_after_each: lines.len() > 6 && apart * 10 >= lines.len() * 8, blanks }
    }
}

impl Line<'_> {
    /// Whether it is as long as the lines of its column.
    pub fn is_full(&self) -> bool {
        self.length + 3 >= self.full && self.length <= self.full + 3
    }
}
