//! The lines of a page and its measure.

use super::{credit, opening};
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

/// The bytes of each piece of a line, in order.
fn pieces(text: &str, tail: Option<usize>) -> Vec<(usize, usize)> {
    let continued = |(at, _): (usize, &str)| ["（上", "(上"].iter().find_map(|mark| text[..at].strip_suffix(mark));
    let mark = text.match_indices('接').find_map(continued).map(str::len).filter(|&at| at > 0);
    // 公示 根据考察情况…: the notice's title stands on the line of its text.
    let notice =
        text.split_whitespace().next().filter(|word| NOTICES.contains(word) && word.len() < text.len()).map(str::len);
    let tag = ["原标题：", "原标题:"].iter().find(|tag| text.starts_with(**tag)).map_or(0, |tag| tag.len());
    // A mark of no width may stand before the headline.
    let start = tag + text[tag..].len() - text[tag..].trim_start_matches('\u{200b}').len();
    let mut cuts: Vec<usize> = match mark.or(notice) {
        _ if start > 0 => {
            let title = start + opening::begins(&text[start..]);
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

/// The width of a text in Chinese characters.
fn width(text: &str) -> usize {
    let halves = |c: char| match c {
        c if is_han(c) => 2,
        c if c.is_whitespace() => 0,
        c if c.is_ascii() => 1,
        _ => 2,
    };
    let halves: usize = text.chars().map(halves).sum();
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
