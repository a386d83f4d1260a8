//! What is mended, each by name.

use crate::text::characters::is_han;
use crate::text::{AlignedText, Span};

/// The repairs: name, what it mends, an example.
pub const REPAIRS: &[(&str, &str, &str)] = &[
    ("characters spaced apart", "white space between Chinese characters is taken out", "开 通 24 小 时 → 开通24小时"),
    ("lines joined", "lines that the column broke are one paragraph", "全市防↵汛会议 → 全市防汛会议"),
    (
        "blank line after every line",
        "blank lines that stand after nearly every line part no paragraphs",
        "一↵↵二 → 一二",
    ),
    ("doubled heading", "a heading printed twice for its shadow is taken once", "安全生产安全生产 → 安全生产"),
    ("full width", "letters and digits of full width become half width", "１２ → 12"),
];

/// Something mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repair {
    /// Name of the repair, a row of [`REPAIRS`].
    pub name: &'static str,
    /// Where, bytes of the raw page.
    pub raw: Span,
}

impl Repair {
    /// A repair at a stretch of the page.
    pub fn new(name: &'static str, raw: Span) -> Self {
        Self { name, raw }
    }
}

/// Copies a line of the page to a body: white space is dropped unless it parts two words of Latin letters, and letters
/// and digits of full width become half width.
pub fn copy(page: &str, line: Span, body: &mut AlignedText, repairs: &mut Vec<Repair>) {
    let (mut spaced, mut wide) = (false, false);
    let text = line.of(page);
    let mut run = line.from();
    for (offset, c) in text.char_indices() {
        let at = line.from() + offset;
        let end = at + c.len_utf8();
        if is_han(c) {
            continue;
        }
        let narrow = narrow(c);
        let drops = c.is_whitespace() && !parts_words(text, offset, end - line.from());
        if !drops && narrow.is_none() {
            continue;
        }
        body.copy(page, Span::new(run, at));
        if let Some(narrow) = narrow {
            body.replace(narrow, Span::new(at, end));
            wide = true;
        } else {
            spaced |= text[..offset].chars().next_back().is_some_and(is_han);
        }
        run = end;
    }
    body.copy(page, Span::new(run, line.to()));
    if spaced {
        repairs.push(Repair::new("characters spaced apart", line));
    }
    if wide {
        repairs.push(Repair::new("full width", line));
    }
}

/// The half-width form of a letter or digit of full width (Unicode block Halfwidth and Fullwidth Forms).
fn narrow(c: char) -> Option<char> {
    matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '％').then(|| char::from_u32(c as u32 - 0xFEE0)).flatten()
}

/// Whether the white space at `from..to` of the line stands between two words of Latin letters.
fn parts_words(text: &str, from: usize, to: usize) -> bool {
    let latin = |c: char| c.is_ascii_alphabetic();
    text[..from].chars().next_back().is_some_and(latin) && text[to..].chars().next().is_some_and(latin)
}

/// The words of a headline's line: phrases keep one blank between them, spaced characters lose theirs, doubled phrases
/// are taken once.
pub fn title(text: &str, raw: Span, repairs: &mut Vec<Repair>) -> String {
    let mut phrases: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
    let singles = phrases.iter().filter(|phrase| phrase.chars().count() == 1).count();
    if phrases.len() > 2 && singles * 2 > phrases.len() {
        repairs.push(Repair::new("characters spaced apart", raw));
        phrases = vec![phrases.concat()];
    }
    for phrase in &mut phrases {
        if let Some(once) = undoubled(phrase) {
            *phrase = once.to_owned();
            repairs.push(Repair::new("doubled heading", raw));
        }
    }
    phrases.dedup();
    phrases.join(" ").chars().map(|c| narrow(c).unwrap_or(c)).collect()
}

/// The half of a phrase that is one half told twice: four characters and more in all.
pub fn undoubled(phrase: &str) -> Option<&str> {
    let half = phrase.len() / 2;
    let same = phrase.is_char_boundary(half) && phrase[..half] == phrase[half..];
    (same && phrase[..half].chars().count() >= 2).then(|| &phrase[..half])
}
