//! Names that share one ending: 城关、河西、东平等3个街道办事处; 马湾、李寺等村.

use std::sync::LazyLock;

use regex::Regex;

use crate::extract::Draft;
use crate::model::Level;
use crate::model::reading::{PlaceForm, PlaceMention};
use crate::text::{Span, pattern};

static LISTS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(
        r"((?:\p{Han}{2,4}、)+\p{Han}{2,4}?)(?:等)?(?:\d+|[两二三四五六七八九十]+)?个?(街道办事处|街道|乡镇|社区|镇|乡|村)",
    )
});

/// The stretches without a mark in which such a list may stand: 、 and behind it the first character of an ending. The
/// pattern, tried on all of the text, would cost more than most rules of places.
fn stretches<'a>(draft: &Draft<'a>) -> impl Iterator<Item = (usize, &'a str)> {
    let text = draft.text;
    // The frequent marks first: whether a character is a letter, a table says.
    let parts = |c: char| matches!(c, '，' | '。' | '“' | '”' | '：') || c != '、' && !c.is_alphanumeric();
    let marks = draft.marks.iter().filter(move |(_, c)| parts(*c));
    let ends = marks.map(|&(at, c)| (at, at + c.len_utf8())).chain([(text.len(), text.len())]);
    ends.scan(0, |start, (end, next)| Some((std::mem::replace(start, next), end)))
        .map(|(start, end)| (start, &text[start..end]))
        .filter(|(_, stretch)| {
            stretch.split_once('、').is_some_and(|(_, rest)| rest.contains(['街', '乡', '社', '镇', '村']))
        })
}

/// Finds the names before the shared ending; the last one too, unless it bears the ending itself.
pub fn find(draft: &Draft<'_>) -> Vec<PlaceMention> {
    let Some(lists) = LISTS.as_ref() else { return Vec::new() };
    let mut found = Vec::new();
    for (offset, list) in
        stretches(draft).flat_map(|(offset, text)| lists.captures_iter(text).map(move |c| (offset, c)))
    {
        let (Some(names), Some(ending)) = (list.get(1), list.get(2)) else { continue };
        let start = offset + names.start();
        let between = &draft.text[offset + names.end()..offset + ending.start()];
        if between.is_empty() || draft.is_aside(start) {
            continue;
        }
        let level = match ending.as_str() {
            "村" | "社区" => Level::Village,
            _ => Level::Township,
        };
        let mut at = start;
        let mut items = Vec::new();
        for name in names.as_str().split('、') {
            items.push((Span::new(at, at + name.len()), name));
            at += name.len() + '、'.len_utf8();
        }
        // The first name may have words before it that the pattern cannot tell from it: jieba's boundary decides.
        if let Some((span, _)) = items.first_mut() {
            let start = draft
                .words
                .iter()
                .filter(|w| w.span.from() > span.from() && w.span.to() <= span.to())
                .map(|w| w.span.from())
                .next_back();
            let characters = span.of(draft.text).chars().count();
            if let Some(start) = start.filter(|_| characters > 3) {
                *span = Span::new(start, span.to());
            }
        }
        let known = |name: &str| name.ends_with(['村', '镇', '乡', '市', '县', '区', '部', '局', '员', '者']);
        if items.iter().any(|(_, name)| known(name)) {
            continue;
        }
        for (span, _) in items {
            if span.of(draft.text).chars().count() >= 2 {
                found.push(super::mention(span, level, PlaceForm::Named));
            }
        }
    }
    found
}
