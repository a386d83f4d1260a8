//! What a number counts.

use super::noun::{before, behind};
use super::quantity::{self, Quantity};
use crate::extract::Draft;
use crate::lexicon::{Cue, lists::Quantity as Measure};
use crate::text::Span;
use crate::text::characters::without_blanks;

/// What a number counts, as written.
#[derive(Clone, Debug)]
pub struct Counted {
    /// The words.
    pub words: String,
    /// Where they were found.
    pub rule: &'static str,
    /// Where the quantity with its phrase ends.
    pub end: usize,
}

/// Characters of a noun phrase, at most.
pub const LONGEST: usize = 18;

/// What the quantity counts; none where nothing in the sentence can be meant. Quantities side by side (10支300余人)
/// count one thing; `last` is the quantity before.
pub fn of(draft: &Draft<'_>, quantity: &Quantity, sentence: Span, last: Option<&(Span, Counted)>) -> Option<Counted> {
    let (from, to) = (quantity.span.from(), quantity.span.to());
    let counted = |words: String, rule| Some(Counted { words, rule, end: to });
    let floor = last.map_or(sentence.from(), |(_, counted)| counted.end.max(sentence.from()));
    let phrase = behind(draft, quantity, sentence);
    if quantity.bare {
        // 6部门, 1.2万客户, 538万。
        let large = quantity.values.iter().all(|&value| value >= 10_000.0);
        let small = quantity.values.iter().all(|&value| value < 1000.0);
        return match phrase {
            Some((words, end)) if large || small => Some(Counted { words, rule: "number before noun", end }),
            _ if large => before(draft, from, floor, sentence).and_then(|words| counted(words, "number behind noun")),
            _ => None,
        };
    }
    if let Some((words, end)) = phrase {
        return Some(Counted { words, rule: "noun behind unit", end });
    }
    if let Some((_, same)) = last.filter(|(span, _)| span.to() == from) {
        return Some(Counted { end: to, ..same.clone() });
    }
    // How long: what is done in that time stands behind it.
    let lasting = quantity.measure == Some(Measure::Time);
    if lasting && let Some(words) = verb_behind(draft, to, sentence) {
        return counted(words, "verb behind unit");
    }
    if let Some(words) = before(draft, from, floor, sentence) {
        return counted(words, "noun before number");
    }
    let next = quantity::at(draft, to).filter(|next| next.span.to() <= sentence.to() && !next.bare);
    if let Some((words, _)) = next.as_ref().and_then(|next| behind(draft, next, sentence)) {
        return counted(words, "noun behind the next unit");
    }
    let clause = clause_before(draft, from, floor, sentence);
    if let Some((_, whole)) = last.filter(|_| clause.as_ref().is_some_and(|words| words.starts_with("其中"))) {
        return counted(whole.words.clone(), "part of the number before");
    }
    if let Some(words) = verb_behind(draft, to, sentence) {
        return counted(words, "verb behind unit");
    }
    if let Some(words) = clause {
        return counted(words, "verb before number");
    }
    let words = next.and_then(|next| verb_behind(draft, next.span.to(), sentence))?;
    counted(words, "verb behind the next unit")
}

/// The verb phrase behind the unit: 2人受灾, 63人就近报到.
fn verb_behind(draft: &Draft<'_>, from: usize, sentence: Span) -> Option<String> {
    let rest = draft.text.get(from..sentence.to())?;
    let end =
        rest.find(['，', '。', '；', '、', '！', '？', ',', '：', '”', '（', '(', '）', ')']).unwrap_or(rest.len());
    let words: String = rest[..end].chars().take(LONGEST).collect();
    let index = draft.word_at(from)?;
    let word = draft.words.get(index)?;
    let fits = word.tag.starts_with(['v', 'd', 'a', 'p', 't', 's', 'n', 'l', 'i']);
    (fits && words.chars().count() >= 2).then(|| without_blanks(&words))
}

/// The clause before the number: 道路受损1421米, 紧急转移安置8户.
fn clause_before(draft: &Draft<'_>, to: usize, floor: usize, sentence: Span) -> Option<String> {
    let text = draft.text.get(floor.max(sentence.from())..to)?;
    let start = text
        .rfind(['，', '。', '；', '、', '！', '？', ',', '：', '（', '“', '(', '）', ')'])
        .map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
    let mut clause = text.get(start..)?;
    while let Some(light) = draft.lexicon.cues.closing(Cue::QuantityLead, clause) {
        clause = clause.strip_suffix(light)?;
    }
    let count = clause.chars().count();
    let words: String = clause.chars().skip(count.saturating_sub(10)).collect();
    (words.chars().count() >= 2).then(|| without_blanks(&words))
}
