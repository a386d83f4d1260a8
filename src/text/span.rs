//! A stretch of text by its place.

use serde::{Deserialize, Serialize};

/// A half-open range of bytes `start..end` in one text; which text, the owner of the span says.
///
/// Both ends lie on character boundaries of that text. Texts are limited to 4 GiB.
///
/// ```
/// use fangzhi::text::Span;
/// let text = "许昌市召开会议";
/// let span = Span::new(0, 9);
/// assert_eq!(span.of(text), "许昌市");
/// assert_eq!(span.length(), 9);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span `start..end`, in bytes; an end before the start is taken as an empty span at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { start: clamp(start), end: clamp(end.max(start)) }
    }

    /// First byte, as an index.
    pub fn from(self) -> usize {
        self.start as usize
    }

    /// One past the last byte, as an index.
    pub fn to(self) -> usize {
        self.end as usize
    }

    /// How many bytes it covers.
    pub fn length(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The stretch of `text` that it names; empty if the span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.from()..self.to()).unwrap_or("")
    }

    /// Whether `other` lies wholly within.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the byte at `offset` lies within.
    pub fn holds(self, offset: usize) -> bool {
        self.from() <= offset && offset < self.to()
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The same stretch counted from a text in which this one begins `offset` bytes later.
    pub fn shifted(self, offset: usize) -> Span {
        Span::new(self.from() + offset, self.to() + offset)
    }
}
