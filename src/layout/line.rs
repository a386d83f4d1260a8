//! The lines of a page and its measure.

use crate::text::Span;

/// A line that has something on it.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// Where it stands, without the white space at its ends.
    pub span: Span,
    /// Its text, likewise.
    pub text: &'a str,
    /// How many blank lines stand before it.
    pub blanks: usize,
    /// Its characters, white space not counted.
    pub length: usize,
}

/// Reads the lines. A continuation's mark that follows a headline on one line begins a line of its own.
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
        let mark = ["（上接", "(上接"].iter().filter_map(|mark| text.find(mark)).min().filter(|&at| at > 0);
        let cut = mark.unwrap_or(0);
        let parts = [(0, cut), (cut, text.len())];
        for (from, to) in parts.into_iter().filter(|(from, to)| from < to) {
            let piece = text[from..to].trim();
            let skipped = text[from..to].len() - text[from..to].trim_start().len();
            if piece.is_empty() {
                continue;
            }
            let begin = offset + from + skipped;
            let length = piece.chars().filter(|c| !c.is_whitespace()).count();
            lines.push(Line { span: Span::new(begin, begin + piece.len()), text: piece, blanks, length });
            blanks = 0;
        }
        blanks = 0;
    }
    lines
}

/// How the page is set.
#[derive(Clone, Copy, Debug)]
pub struct Measure {
    /// Characters of a full line; of the longest lines where paragraphs stand on one line each.
    pub width: usize,
    /// Whether lines break where the column ends, not where the paragraph does.
    pub wrapped: bool,
    /// Whether a blank line follows nearly every line, so that it says nothing of paragraphs.
    pub blank_after_each: bool,
}

impl Measure {
    /// Measures the lines of a page.
    pub fn of(lines: &[Line<'_>]) -> Self {
        let mut lengths: Vec<usize> = lines.iter().map(|line| line.length).collect();
        lengths.sort_unstable();
        let width = lengths.get(lengths.len() * 8 / 10).copied().unwrap_or(0);
        // In a column most lines are full; of paragraphs on one line each, few are of one length.
        let full = lengths.iter().filter(|&&length| length + 3 >= width && length <= width + 3).count();
        let wrapped = lines.len() >= 6 && width <= 60 && full * 10 >= lengths.len() * 3;
        let apart = lines.iter().skip(1).filter(|line| line.blanks > 0).count();
        let blank_after_each = wrapped && lines.len() > 6 && apart * 10 >= lines.len() * 8;
        Self { width, wrapped, blank_after_each }
    }
}
