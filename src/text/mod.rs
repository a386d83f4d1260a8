//! Text and where it stands: spans, alignments to the raw page, characters, words at their ends, numbers in words, EDTF dates, patterns,
//! sketches of texts.
//!
//! Knows nothing of newspapers. Everything here counts in **bytes** of UTF-8 unless a name says *characters*.

pub mod affix;
pub mod alignment;
pub mod characters;
pub mod dates;
pub mod numbers;
pub mod pattern;
pub mod sketch;
pub mod span;

pub use affix::{Endings, Openings};
pub use alignment::{AlignedText, Alignment};
pub use dates::{Edtf, Moment};
pub use pattern::pattern;
pub use sketch::Sketch;
pub use span::Span;
