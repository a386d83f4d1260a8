//! The noun phrases on both sides of a quantity.

use super::counted::LONGEST;
use super::quantity::Quantity;
use crate::extract::Draft;
use crate::extract::draft::Word;
use crate::lexicon::{Cue, lists::Quantity as Measure};
use crate::text::Span;
use crate::text::characters::{is_han, without_blanks};

/// Whether the word can stand in a noun phrase, not at its end alone.
fn is_nominal(word: &Word<'_>) -> bool {
    let tag = word.tag;
    if word.text.starts_with(|c: char| !is_han(c) && !c.is_alphanumeric()) {
        return false;
    }
    match tag.as_bytes().first() {
        Some(b'n' | b'j' | b'b' | b'l' | b'i' | b's' | b'g' | b'h' | b'k' | b'z' | b'a') => tag != "ad",
        Some(b'v') => tag == "vn",
        Some(b'e') => tag == "eng" && word.text.starts_with(|c: char| c.is_alphabetic()),
        Some(b'x') => word.text.starts_with(is_han),
        _ => false,
    }
}

fn is_noun(word: &Word<'_>) -> bool {
    is_nominal(word)
        && (matches!(word.tag.as_bytes().first(), Some(b'n' | b'j' | b'l' | b'i' | b's'))
            || matches!(word.tag, "vn" | "eng" | "x" | "k" | "g" | "h"))
}

/// The noun phrase that begins behind the quantity, and where it ends.
pub fn behind(draft: &Draft<'_>, quantity: &Quantity, sentence: Span) -> Option<(String, usize)> {
    let from = quantity.span.to();
    // 4名执勤人员, but 63人就近报到 and 103万元用于防汛.
    let unit = quantity.unit.as_deref().unwrap_or("人");
    let verbal = !matches!(quantity.measure, Some(Measure::Count | Measure::People))
        || unit.ends_with(['人', '次', '轮', '趟', '回', '场', '遍']);
    let mut start = from;
    let text = draft.text;
    for skipped in draft.lexicon.cues.words(Cue::QuantityOf).iter().map(String::as_str) {
        // 大人 is a word, 8大举措 is not.
        let whole = skipped != "大" || draft.is_word_boundary(start + skipped.len());
        if text[start..].starts_with(skipped) && whole {
            start += skipped.len();
            break;
        }
    }
    let qualified = start > from;
    if draft.lexicon.cues.starts(Cue::Adverbial, &text[start..]) {
        return None;
    }
    let mut end = start;
    let mut last_noun: Option<usize> = None;
    let mut verbs = 0;
    let mut index = draft.word_at(start)?;
    while let Some(&word) = draft.words.get(index) {
        index += 1;
        if word.span.from() >= sentence.to() {
            break;
        }
        // jieba may glue the unit to the noun.
        let piece = if word.span.from() < start { &text[start..word.span.to()] } else { word.text };
        if piece.is_empty() || text[start..word.span.to()].chars().count() > LONGEST + 6 {
            break;
        }
        let first = piece.chars().next()?;
        let starts_clause = matches!(first, '，' | '。' | '；' | '！' | '？' | ',' | ';' | '：');
        if starts_clause {
            break;
        }
        match first {
            '“' | '‘' | '《' | '（' | '(' => {
                // A name in quotation marks or a bracket belongs to the phrase when it closes soon.
                let close = match first {
                    '“' => '”',
                    '‘' => '’',
                    '《' => '》',
                    '（' => '）',
                    _ => ')',
                };
                let rest = &text[word.span.from()..sentence.to().max(word.span.to())];
                let Some(length) = rest.find(close).filter(|&length| length < 48) else { break };
                if matches!(first, '（' | '(') && last_noun.is_none() {
                    break;
                }
                end = word.span.from() + length + close.len_utf8();
                last_noun = Some(end);
                while draft.words.get(index).is_some_and(|next| next.span.from() < end) {
                    index += 1;
                }
                continue;
            }
            '、' | '和' | '及' | '与' if last_noun.is_some() && piece.chars().count() == 1 => {
                // A list goes on where another noun follows that no number counts.
                let Some(next) = draft.words.get(index) else { break };
                let listed =
                    first == '、' || draft.words.get(index + 1).is_none_or(|after| !after.tag.starts_with('v'));
                if !is_nominal(next) || !listed || text[start..word.span.to()].chars().count() > LONGEST {
                    break;
                }
                continue;
            }
            '的' if piece == "的" => {
                if last_noun.is_none() && verbs == 0 {
                    break;
                }
                let Some(next) = draft.words.get(index) else { break };
                let after = draft.words.get(index + 1);
                // 3个投放点的基础上 tells where.
                if is_nominal(next) && after.is_none_or(|after| !after.tag.starts_with('f')) {
                    continue;
                }
                // 92家企业的复工申请
                if next.tag.starts_with('v') && after.is_some_and(is_noun) {
                    index += 1;
                    continue;
                }
                break;
            }
            _ => {}
        }
        let glued = word.span.from() < start && piece.starts_with(is_han);
        let division = matches!(piece, "县" | "市" | "区" | "乡" | "镇" | "村");
        if glued || division || is_noun(&word) || (piece == "类" && last_noun.is_some()) {
            end = word.span.to();
            last_noun = Some(end);
        } else if is_nominal(&word) || (last_noun.is_none() && word.tag.starts_with('f')) {
            // an adjective: needs a noun behind it
        } else if word.tag.starts_with('v') && last_noun.is_none() && (!verbal || qualified) && verbs < 3 {
            verbs += 1;
        } else {
            break;
        }
    }
    let end = last_noun?.max(end.min(last_noun?));
    let words = without_blanks(&text[start..end]);
    (!words.is_empty()).then_some((words, end))
}

/// The noun phrase that ends before byte `to`, with the light words between it and the number left out.
pub fn before(draft: &Draft<'_>, to: usize, floor: usize, sentence: Span) -> Option<String> {
    let text = draft.text;
    let cues = &draft.lexicon.cues;
    let mut index = draft.word_at(to.checked_sub(1)?)?;
    let mut end = None;
    let mut start = to;
    loop {
        let word = draft.words[index];
        if word.span.from() < floor || word.span.from() >= to {
            break;
        }
        let span = Span::new(word.span.from(), word.span.to().min(to));
        // 入户 | 率达: jieba glues a light word to what it does not know.
        let light = span.of(text).char_indices().next_back().filter(|(at, _)| *at > 0 && end.is_none());
        let light = light.filter(|(at, _)| cues.has(Cue::QuantityLead, &span.of(text)[*at..]) && !draft.is_known(word));
        let span = light.map_or(span, |(at, _)| Span::new(span.from(), span.from() + at));
        let piece = span.of(text);
        if piece == "原标题" {
            return None;
        }
        if end.is_none() && !cues.has(Cue::QuantityLead, piece) {
            // 企业研发投入的35%
            let owned = word.tag.starts_with('v') && text[span.to()..].starts_with('的') && piece.chars().count() >= 2;
            if owned {
                end = Some(span.to());
                start = span.from();
                index = index.checked_sub(1)?;
                continue;
            }
            if !is_nominal(&word) && !matches!(piece, "”" | "’" | "》" | "）" | ")") {
                return None;
            }
            end = Some(span.to());
        }
        if let Some(last) = end {
            let first = piece.chars().next()?;
            if matches!(first, '”' | '》' | '）' | ')') {
                let open = match first {
                    '”' => '“',
                    '》' => '《',
                    '）' => '（',
                    _ => '(',
                };
                let Some(offset) = text[sentence.from()..span.from()].rfind(open) else { break };
                let opening = sentence.from() + offset;
                if span.from() - opening > 48 {
                    break;
                }
                start = opening;
                while index > 0 && draft.words[index].span.from() > opening {
                    index -= 1;
                }
            } else if (is_nominal(&word)
                || (is_suffix(&text[start.min(last)..last])
                    && piece.chars().all(is_han)
                    && !cues.has(Cue::QuantityLead, piece)))
                && !mentioned(draft, span)
            {
                if text[span.from()..last].chars().count() > LONGEST {
                    break;
                }
                start = span.from();
            } else if piece == "的" && index > 0 && is_nominal(&draft.words[index - 1]) && start < to {
                // 企业研发投入的
            } else {
                break;
            }
        }
        let Some(next) = index.checked_sub(1) else { break };
        index = next;
    }
    let end = end?;
    (start < end).then(|| without_blanks(&text[start..end])).filter(|words| !words.is_empty())
}

/// 者, 率, 额: a head of one character that needs what stands before it.
fn is_suffix(words: &str) -> bool {
    let mut characters = words.chars();
    characters.next().is_some() && characters.next().is_none()
}

/// Whether the word is part of a place's or body's name that the number does not count.
fn mentioned(draft: &Draft<'_>, span: Span) -> bool {
    draft.reading.places.iter().any(|place| place.span.overlaps(span) && !place.inside_name)
}
