//! Joins the stages, from a page to its records.

use crate::lexicon::Lexicon;
use crate::model::{Article, ArticleKind, Headline, Page, Record};
use crate::text::{AlignedText, Span};
use crate::{extract, resolve};

/// Reads one page: lays it out, extracts, resolves. The same page gives the same records.
pub fn records(page: &Page, lexicon: &Lexicon) -> Vec<Record> {
    let articles = whole_page(page);
    let readings: Vec<_> = articles.iter().map(|article| extract::read(article, lexicon)).collect();
    resolve::resolve(page, articles, &readings, lexicon)
}

/// One article a page: the first line is the headline, the rest the body.
fn whole_page(page: &Page) -> Vec<Article> {
    let mut body = AlignedText::default();
    let mut paragraphs = Vec::new();
    let mut headline = None;
    let mut at = 0;
    for line in page.text.split_inclusive('\n') {
        let span = Span::new(at, at + line.trim_end().len());
        at += line.len();
        if span.is_empty() {
            continue;
        }
        if headline.is_none() {
            headline = Some(Headline { text: span.of(&page.text).to_owned(), raw: vec![span] });
            continue;
        }
        let start = body.as_str().len();
        for (offset, c) in span.of(&page.text).char_indices().filter(|(_, c)| !c.is_whitespace()) {
            body.copy(&page.text, Span::new(span.from() + offset, span.from() + offset + c.len_utf8()));
        }
        paragraphs.push(Span::new(start, body.as_str().len()));
    }
    vec![Article {
        id: "a1".to_owned(),
        kind: ArticleKind::News,
        headline,
        body,
        paragraphs,
        reporters: Vec::new(),
        asides: Vec::new(),
        certainty: 0.5,
    }]
}
