//! Sentences.
//!
//! **Finds** the sentences of the body, each with the mark that ends it.
//! **Rule** a sentence ends at 。！？ or at the end of a paragraph; closing quotation marks and brackets behind the mark
//! belong to it. Where the clauses that ； parts are independent, each is a sentence. A mark inside a bracket ends nothing.
//! **In** 5月9日，全市召开会议。“大家辛苦了！”李明说。
//! **Out** 5月9日，全市召开会议。 | “大家辛苦了！”李明说。

use super::Draft;
use crate::model::reading::Sentence;
use crate::text::Span;
use crate::text::characters::{closes, ends_sentence};

/// Cuts the body into sentences.
pub fn extract(draft: &mut Draft<'_>) {
    let mut found = Vec::new();
    for (paragraph, &span) in draft.article.paragraphs.iter().enumerate() {
        let mut start = span.from();
        let mut depth = 0usize;
        let mut quote: Option<usize> = None;
        let mut marks = draft.marks_in(span).iter().copied().peekable();
        while let Some((at, c)) = marks.next() {
            match c {
                '“' => quote = Some(at),
                '”' => quote = None,
                '（' | '(' => depth += 1,
                '）' | ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            let ends = ends_sentence(c) || c == '；' || c == ';';
            if !ends || depth > 0 {
                continue;
            }
            let mut end = at + c.len_utf8();
            while let Some(&(next, mark)) = marks.peek() {
                if next != end || !(closes(mark) || ends_sentence(mark)) {
                    break;
                }
                if mark == '”' {
                    quote = None;
                }
                end = next + mark.len_utf8();
                marks.next();
            }
            found.push(Sentence { span: Span::new(start, end), paragraph, quoted: quote.is_some() });
            start = end;
        }
        if start < span.to() {
            found.push(Sentence { span: Span::new(start, span.to()), paragraph, quoted: quote.is_some() });
        }
    }
    draft.reading.sentences = found;
}
