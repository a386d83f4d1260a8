//! Reported figures.
//!
//! **Finds** numbers that a table could hold: how many of what, with the unit as written and how exact the text says it is.
//! **Rule** a number counts when a unit stands behind it, or 万, or a noun. What it counts is the noun phrase behind the
//! unit, else the one before the number, else the verb. It describes the body or place that is the subject of the
//! sentence. Times, numbers in titles and names, ordinals, ages, numbers of roads and papers are no figures.
//! **In** 截至3月8日，全县共修复道路15条，安置群众1.2万余人。
//! **Out** 15 条 道路 | 12000 (over) 人 群众

mod counted;
mod quantity;
mod subject;

use super::Draft;
use crate::model::reading::{FigureClaim, Time};
use crate::text::Span;
use crate::text::numbers::begins_number;

/// Finds them.
pub fn extract(draft: &mut Draft<'_>) {
    let quoted = names(draft.text);
    let mut found: Vec<FigureClaim> = Vec::new();
    let mut next = 0;
    let mut last: Option<(Span, counted::Counted)> = None;
    let mut sentence = 0;
    let mut inside = false;
    for (at, c) in draft.text.char_indices() {
        let begins = begins_number(c) || matches!(c, '千' | '万' | '亿');
        let first = begins && !inside;
        inside = begins;
        if !first || at < next {
            continue;
        }
        let Some(quantity) = quantity::at(draft, at) else { continue };
        next = quantity.span.to();
        while draft.reading.sentences.get(sentence).is_some_and(|s| s.span.to() <= at) {
            sentence += 1;
        }
        let Some(own) = draft.reading.sentences.get(sentence) else { break };
        if is_no_figure(draft, quantity.span, &quoted) {
            continue;
        }
        let span = own.span;
        let Some(counted) = counted::of(draft, &quantity, span, last.as_ref()) else { continue };
        for &value in &quantity.values {
            found.push(FigureClaim {
                sentence,
                clause: clause_of(draft, span, at),
                span: quantity.span,
                value,
                unit: quantity.unit.clone(),
                approx: quantity.approx,
                indicator: counted.words.clone(),
                about: subject::of(draft, sentence, quantity.span, &found),
                date: date_of(draft, span, quantity.span),
                rule: counted.rule,
                confidence: counted.confidence,
            });
        }
        last = Some((quantity.span, counted));
    }
    draft.reading.figures = found;
}

/// Whether the number stands in a time, a name, a title, a short quotation or a byline.
fn is_no_figure(draft: &Draft<'_>, span: Span, quoted: &[Span]) -> bool {
    let dates = &draft.reading.dates;
    let next = dates.partition_point(|date| date.span.to() <= span.from());
    if dates.get(next).is_some_and(|date| date.span.overlaps(span))
        || quoted
            .get(quoted.partition_point(|name| name.to() <= span.from()))
            .is_some_and(|name| name.holds(span.from()))
    {
        return true;
    }
    let number = Span { start: span.start, end: span.start + 1 };
    draft.reading.organisations.iter().any(|body| body.span.overlaps(number) && body.span.start < span.start)
        || draft.reading.places.iter().any(|place| place.span.overlaps(number))
        || draft.is_aside(span.from())
}

/// The clause between commas that holds byte `at`.
fn clause_of(draft: &Draft<'_>, sentence: Span, at: usize) -> Span {
    let marks = ['，', '；', '。', '：', '！', '？'];
    let before = draft.text.get(sentence.from()..at).unwrap_or("");
    let start = before.char_indices().rev().find(|(_, c)| marks.contains(c));
    let start = start.map_or(sentence.from(), |(offset, c)| sentence.from() + offset + c.len_utf8());
    let behind = draft.text.get(at..sentence.to()).unwrap_or("");
    Span::new(start, behind.find(marks).map_or(sentence.to(), |offset| at + offset))
}

/// The time of a figure: the last one named before it in the sentence, a day before a year.
fn date_of(draft: &Draft<'_>, sentence: Span, figure: Span) -> Option<usize> {
    let dates = &draft.reading.dates;
    let first = dates.partition_point(|date| date.span.start < sentence.start);
    let last = dates.partition_point(|date| date.span.end <= figure.start);
    let telling = |at: &usize| !matches!(dates[*at].time, Time::Vague);
    let mut inside = (first..last).rev().filter(telling);
    let day = (first..last).rev().find(|&at| dates[at].time.tells_day());
    day.or_else(|| inside.next())
}

/// Titles in 《》 and names in quotation marks, in order: a quotation without a mark inside, of a few characters.
fn names(text: &str) -> Vec<Span> {
    const LONGEST: usize = 12;
    let mut found: Vec<Span> = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, c) in text.char_indices() {
        match c {
            '《' if open.is_none_or(|(_, mark)| mark != '《') => open = Some((at, c)),
            '“' => open = Some((at, c)),
            '。' | '！' | '？' => open = None,
            '，' | '；' | '：' if open.is_some_and(|(_, mark)| mark == '“') => open = None,
            '》' | '”' => {
                let Some((start, mark)) = open.take() else { continue };
                let fits = match mark {
                    '《' => c == '》',
                    _ => c == '”' && text[start..at].chars().count() <= LONGEST,
                };
                if fits && found.last().is_none_or(|last| last.to() <= start) {
                    found.push(Span::new(start, at + c.len_utf8()));
                }
            }
            _ => {}
        }
    }
    found
}
