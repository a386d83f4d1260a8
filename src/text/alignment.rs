//! A repaired text that remembers where each of its characters stands in the raw page.

use super::Span;

/// Where a text's bytes come from: runs in text order, each copied or replaced from one stretch of the raw page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alignment {
    runs: Vec<Run>,
}

/// `text` came from `raw`. Runs of equal length are copies, byte for byte; others (half width for full width) are
/// atoms of one character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    text: Span,
    raw: Span,
}

impl Alignment {
    /// The stretch of the raw page, in bytes, that `span` of the text came from: the smallest that holds all of it.
    /// Where the text was joined over a line break, the break is inside. An empty alignment gives an empty span.
    pub fn raw(&self, span: Span) -> Span {
        let first = self.runs.partition_point(|run| run.text.end <= span.start);
        let touched = self.runs[first..].iter().take_while(|run| run.text.start < span.end.max(span.start + 1));
        let mut found: Option<Span> = None;
        for run in touched {
            let piece = if run.text.length() == run.raw.length() {
                let from = span.start.max(run.text.start) - run.text.start;
                let to = span.end.min(run.text.end).saturating_sub(run.text.start).max(from);
                Span { start: run.raw.start + from, end: run.raw.start + to }
            } else {
                run.raw
            };
            found = Some(found.map_or(piece, |so_far| so_far.cover(piece)));
        }
        found.unwrap_or_default()
    }

    /// The stretches of the raw page that the whole text was copied from, in text order.
    pub fn sources(&self) -> impl Iterator<Item = Span> + '_ {
        self.runs.iter().map(|run| run.raw)
    }
}

/// A text made of pieces of a raw page, with its [`Alignment`].
///
/// ```
/// use fangzhi::text::{AlignedText, Span};
/// let page = "开 通\n热线";
/// let mut text = AlignedText::default();
/// text.copy(page, Span::new(0, 3));
/// text.copy(page, Span::new(4, 7));
/// text.copy(page, Span::new(8, 14));
/// assert_eq!(text.as_str(), "开通热线");
/// assert_eq!(text.raw(Span::new(0, 6)).of(page), "开 通");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AlignedText {
    text: String,
    alignment: Alignment,
}

impl AlignedText {
    /// Appends `span` of the raw `page` as it stands.
    pub fn copy(&mut self, page: &str, span: Span) {
        let piece = span.of(page);
        if !piece.is_empty() {
            self.push(piece, span);
        }
    }

    /// Appends `character` in the place of `span` of the raw page (a half-width letter for a full-width one).
    pub fn replace(&mut self, character: char, span: Span) {
        self.push(character.encode_utf8(&mut [0; 4]), span);
    }

    /// Appends another text made from the same raw page.
    pub fn append(&mut self, other: &AlignedText) {
        let offset = self.text.len();
        self.text.push_str(&other.text);
        for run in &other.alignment.runs {
            self.add(Run { text: run.text.shifted(offset), raw: run.raw });
        }
    }

    /// The part `span` of this text as a text of its own.
    pub fn slice(&self, span: Span) -> AlignedText {
        let mut part = AlignedText::default();
        let runs = &self.alignment.runs;
        let first = runs.partition_point(|run| run.text.end <= span.start);
        for run in runs[first..].iter().take_while(|run| run.text.start < span.end) {
            let text = Span { start: run.text.start.max(span.start), end: run.text.end.min(span.end) };
            let raw = if run.text.length() == run.raw.length() {
                let skipped = text.start - run.text.start;
                Span { start: run.raw.start + skipped, end: run.raw.start + skipped + (text.end - text.start) }
            } else {
                run.raw
            };
            part.push(text.of(&self.text), raw);
        }
        part
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether it has no character.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Where `span` of this text stands in the raw page, in bytes.
    pub fn raw(&self, span: Span) -> Span {
        self.alignment.raw(span)
    }

    /// Where the whole text came from.
    pub fn alignment(&self) -> &Alignment {
        &self.alignment
    }

    fn push(&mut self, piece: &str, raw: Span) {
        let text = Span::new(self.text.len(), self.text.len() + piece.len());
        self.text.push_str(piece);
        self.add(Run { text, raw });
    }

    /// Adds a run, or lengthens the last one where both are copies and the new one goes on in the page.
    fn add(&mut self, run: Run) {
        let copy = |run: &Run| run.text.length() == run.raw.length();
        match self.alignment.runs.last_mut() {
            Some(last)
                if copy(last) && copy(&run) && last.text.end == run.text.start && last.raw.end == run.raw.start =>
            {
                last.text.end = run.text.end;
                last.raw.end = run.raw.end;
            }
            _ => self.alignment.runs.push(run),
        }
    }
}
