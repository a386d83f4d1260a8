//! Which body or place a figure describes.

use crate::extract::Draft;
use crate::model::reading::{FigureClaim, Reference};
use crate::text::Span;

/// What the figure describes: the mention that the number follows at once (古河村4.8公里); that of the figure before, where
/// only a list lies between; the subject, which opens a clause before it, the nearest clause first; else the first that
/// the sentence names and does not only cite. A sentence before ； hands its subject on.
pub fn of(draft: &Draft<'_>, sentence: usize, figure: Span, earlier: &[FigureClaim]) -> Option<Reference> {
    let own = draft.reading.sentences.get(sentence)?;
    let named = mentions(draft, Span { start: own.span.start, end: figure.start });
    let named: Vec<_> = named
        .into_iter()
        .filter(|(span, reference)| !is_medium(draft, *reference) && !publishes(draft, *span))
        .collect();
    if let Some(&(span, reference)) = named.iter().rev().find(|(span, _)| span.end == figure.start) {
        return Some(narrowest(draft, span, reference));
    }
    if let Some(last) = earlier.last().filter(|last| last.sentence == sentence && last.about.is_some()) {
        let between = draft.text.get(last.span.to()..figure.from()).unwrap_or("");
        let fresh = named.iter().any(|(span, _)| span.start >= last.span.start);
        if !fresh && !between.contains(is_mark) {
            return last.about;
        }
    }
    let opening = named.iter().rev().find(|mention| opens_clause(draft, mention.0, own.span)).copied();
    // Of two that open one clause, the first is the subject.
    let opening = opening.map(|found| {
        let clause = clause_start(draft, found.0.from(), own.span);
        named
            .iter()
            .find(|mention| mention.0.from() >= clause && opens_clause(draft, mention.0, own.span))
            .copied()
            .unwrap_or(found)
    });
    let cited = |mention: &&(Span, Reference)| {
        !draft.text[..mention.0.from()].ends_with(['从', '据', '由', '向', '给', '经', '应', '比'])
    };
    let chosen = opening.or_else(|| named.iter().find(cited).copied()).or_else(|| named.first().copied());
    if let Some((span, reference)) = chosen {
        return Some(narrowest(draft, span, reference));
    }
    let previous = sentence.checked_sub(1)?;
    let before = draft.reading.sentences.get(previous)?;
    let goes_on = before.paragraph == own.paragraph && before.span.of(draft.text).ends_with(['；', ';']);
    let told = earlier.iter().rev().take_while(|figure| figure.sentence >= previous).find_map(|figure| figure.about);
    told.filter(|_| goes_on)
}

fn is_medium(draft: &Draft<'_>, reference: Reference) -> bool {
    matches!(reference, Reference::Organisation(at)
        if draft.reading.organisations[at].kind == crate::model::OrganisationKind::Media)
}

/// Whether the body at `span` made the numbers known: 国家统计局发布的数据显示, 某委网站22日发布消息.
fn publishes(draft: &Draft<'_>, span: Span) -> bool {
    /// Bytes behind the body, in Chinese characters, that can tell it.
    const NEAR: usize = 16 * 3;
    let behind = draft.text.get(span.to()..).unwrap_or("");
    let until = behind.char_indices().find(|&(at, c)| at >= NEAR || is_mark(c)).map_or(behind, |(at, _)| &behind[..at]);
    until.starts_with("网站") || until.starts_with("发布的") || until.contains("发布消息") || until.contains("数据显示")
}

/// What the stretch names, by position: bodies, and places that are no part of one.
fn mentions(draft: &Draft<'_>, span: Span) -> Vec<(Span, Reference)> {
    let reading = &draft.reading;
    let first = reading.places.partition_point(|place| place.span.start < span.start);
    let places = (first..reading.places.len())
        .take_while(|&at| reading.places[at].span.start < span.end)
        .filter(|&at| !reading.places[at].inside_name && reading.places[at].span.end <= span.end)
        .map(|at| (reading.places[at].span, Reference::Place(at)));
    let first = reading.organisations.partition_point(|body| body.span.start < span.start);
    let bodies = (first..reading.organisations.len())
        .take_while(|&at| reading.organisations[at].span.start < span.end)
        .filter(|&at| reading.organisations[at].span.end <= span.end)
        .map(|at| (reading.organisations[at].span, Reference::Organisation(at)));
    let mut found: Vec<_> = places.chain(bodies).collect();
    found.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    found
}

/// Where the clause of byte `at` begins.
fn clause_start(draft: &Draft<'_>, at: usize, sentence: Span) -> usize {
    let before = draft.text.get(sentence.from()..at).unwrap_or("");
    let mark = before.char_indices().rev().find(|(_, c)| is_mark(*c));
    mark.map_or(sentence.from(), |(offset, c)| sentence.from() + offset + c.len_utf8())
}

fn is_mark(c: char) -> bool {
    matches!(c, '，' | '；' | '：' | '。' | ',' | ';' | ':' | '“' | '）' | ')' | '】' | '！' | '？')
}

/// Whether only times, adverbs and connectives stand between the clause's beginning and the mention.
fn opens_clause(draft: &Draft<'_>, mention: Span, sentence: Span) -> bool {
    let start = clause_start(draft, mention.from(), sentence);
    if mention.from().saturating_sub(start) > 60 {
        return false;
    }
    let dates = &draft.reading.dates;
    let first = dates.partition_point(|date| date.span.to() <= start);
    let dated =
        |at: usize| dates[first..].iter().take_while(|date| date.span.from() <= at).any(|date| date.span.holds(at));
    let Some(index) = draft.word_at(start) else { return start == mention.from() };
    draft.words[index..].iter().take_while(|word| word.span.from() < mention.from()).all(|word| {
        matches!(word.tag.as_bytes().first(), Some(b't' | b'd' | b'c'))
            || (word.text == "在" && draft.after(mention.to()).is_some_and(is_mark))
            || matches!(word.text, "是" | "其中" | "此外" | "目前" | "同时" | "全" | "仅")
            || dated(word.span.from())
    })
}

/// The lowest place of a chain, the body at a place: 许昌市魏都区 is 魏都区, 位于台湖镇的长源公司 the company.
fn narrowest(draft: &Draft<'_>, span: Span, reference: Reference) -> Reference {
    if draft.text[span.to()..].starts_with('的') {
        let behind = span.end + 3;
        if let Some(at) = draft.reading.organisations.iter().position(|body| body.span.start == behind) {
            return Reference::Organisation(at);
        }
    }
    let Reference::Place(mut at) = reference else { return reference };
    let mut end = span.end;
    for (next, place) in draft.reading.places.iter().enumerate().skip(at + 1) {
        if place.span.start > end {
            break;
        }
        if place.parent == Some(at) && place.span.start == end && !place.inside_name {
            at = next;
            end = place.span.end;
        }
    }
    Reference::Place(at)
}
