//! What a number counts.

use super::quantity::Quantity;
use crate::extract::Draft;
use crate::extract::draft::Word;
use crate::text::Span;
use crate::text::characters::is_han;

/// What a number counts, as written.
pub struct Counted {
    /// The words.
    pub words: String,
    /// Where they were found.
    pub rule: &'static str,
    /// Measured share of right ones.
    pub confidence: f32,
}

/// Characters of a noun phrase, at most.
const LONGEST: usize = 18;

/// Words between what is counted and the number: they say how, not what.
const LIGHT: &[&str] = &[
    "共",
    "共有",
    "共计",
    "累计",
    "总计",
    "合计",
    "总共",
    "一共",
    "达",
    "达到",
    "高达",
    "多达",
    "为",
    "是",
    "有",
    "已",
    "已有",
    "已达",
    "约",
    "约为",
    "约有",
    "近",
    "超",
    "超过",
    "逾",
    "突破",
    "至",
    "到",
    "增至",
    "增加到",
    "升至",
    "降至",
    "仅",
    "仅为",
    "只有",
    "分别",
    "分别为",
    "分别有",
    "各",
    "均",
    "等",
    "大约",
    "将近",
    "接近",
    "不到",
    "不足",
    "至少",
    "不少于",
    "不低于",
    "调整",
    "了",
    "上",
    "就",
    "现有",
    "的",
    "也",
    "还",
    "：",
    ":",
    "也有",
    "还有",
    "设",
    "调整为",
    "数量",
    "则",
    "高",
    "多",
    "可",
    "能",
    "将",
    "要",
    "最高",
    "最多",
    "总",
    "计",
    "过",
    "在",
    "占",
    "最",
];

/// What the quantity counts; none where nothing in the sentence can be meant.
pub fn of(draft: &Draft<'_>, quantity: &Quantity, sentence: Span) -> Option<Counted> {
    let counted = |words: String, rule, confidence| Some(Counted { words, rule, confidence });
    let people = quantity.unit.as_deref() == Some("人");
    let behind = behind(draft, quantity.span.to(), sentence, people);
    if quantity.bare {
        // 6部门, 1.2万客户, 538万。
        let large = quantity.values.iter().all(|&value| value >= 10_000.0);
        return match behind {
            Some(words) if large || quantity.values.iter().all(|&value| value < 1000.0) => {
                counted(words, "number before noun", 0.7)
            }
            _ if large => before(draft, quantity.span.from(), sentence)
                .and_then(|words| counted(words, "number behind noun", 0.7)),
            _ => None,
        };
    }
    if let Some(words) = behind {
        return counted(words, "noun behind unit", 0.9);
    }
    if let Some(words) = before(draft, quantity.span.from(), sentence) {
        return counted(words, "noun before number", 0.85);
    }
    if let Some(words) = verb_behind(draft, quantity.span.to(), sentence) {
        return counted(words, "verb behind unit", 0.7);
    }
    if let Some(words) = clause_before(draft, quantity.span.from(), sentence) {
        return counted(words, "verb before number", 0.65);
    }
    None
}

/// Whether the word can stand in a noun phrase, not at its end alone.
fn is_nominal(word: &Word<'_>) -> bool {
    let tag = word.tag;
    if word.text.starts_with(|c: char| !is_han(c) && !c.is_alphanumeric()) {
        return false;
    }
    match tag.as_bytes().first() {
        Some(b'n' | b'j' | b'b' | b'l' | b'i' | b's' | b'g' | b'h' | b'k' | b'z' | b'a') => tag != "ad",
        Some(b'v') => tag == "vn",
        Some(b'e') => tag == "eng",
        Some(b'x') => true,
        _ => false,
    }
}

fn is_noun(word: &Word<'_>) -> bool {
    matches!(word.tag.as_bytes().first(), Some(b'n' | b'j' | b'l' | b'i' | b's'))
        || matches!(word.tag, "vn" | "eng" | "x" | "k" | "g" | "h")
}

/// The noun phrase that begins at byte `from`.
fn behind(draft: &Draft<'_>, from: usize, sentence: Span, people: bool) -> Option<String> {
    let mut start = from;
    let text = draft.text;
    for skipped in ["组成的", "构成的", "参加的", "规模的", "价值的", "的", "大"] {
        if text[start..].starts_with(skipped) {
            start += skipped.len();
            break;
        }
    }
    let qualified = start > from;
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
                if !is_nominal(next) {
                    break;
                }
                continue;
            }
            _ => {}
        }
        if is_noun(&word) || (is_nominal(&word) && word.tag.starts_with('n')) {
            end = word.span.to();
            last_noun = Some(end);
        } else if is_nominal(&word) || (last_noun.is_none() && word.tag.starts_with('f')) {
            // an adjective: needs a noun behind it
        } else if word.tag.starts_with('v') && last_noun.is_none() && (!people || qualified) && verbs < 3 {
            verbs += 1;
        } else if word.tag.starts_with('m') || word.tag.starts_with('q') {
            // 0元200G居家流量包: another quantity of the same thing.
            if last_noun.is_some() {
                break;
            }
        } else {
            break;
        }
    }
    let end = last_noun?.max(end.min(last_noun?));
    let words = tidy(&text[start..end]);
    (words.chars().count() >= 1).then_some(words)
}

/// The noun phrase that ends before byte `to`, with the light words between it and the number left out.
fn before(draft: &Draft<'_>, to: usize, sentence: Span) -> Option<String> {
    let text = draft.text;
    let mut index = draft.word_at(to.checked_sub(1)?)?;
    let mut end = None;
    let mut start = to;
    loop {
        let word = draft.words[index];
        if word.span.from() < sentence.from() || word.span.from() >= to {
            break;
        }
        let span = Span::new(word.span.from(), word.span.to().min(to));
        let piece = span.of(text);
        if end.is_none() && !LIGHT.contains(&piece) {
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
            } else if is_nominal(&word) && !mentioned(draft, span) {
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
    (start < end).then(|| tidy(&text[start..end])).filter(|words| !words.is_empty())
}

/// Whether the word is part of a place's or body's name that the number does not count.
fn mentioned(draft: &Draft<'_>, span: Span) -> bool {
    draft.reading.places.iter().any(|place| place.span.overlaps(span) && !place.inside_name)
}

/// The verb phrase behind the unit: 2人受灾, 63人就近报到.
fn verb_behind(draft: &Draft<'_>, from: usize, sentence: Span) -> Option<String> {
    let rest = draft.text.get(from..sentence.to())?;
    let end = rest.find(['，', '。', '；', '、', '！', '？', ',', '：', '”']).unwrap_or(rest.len());
    let words: String = rest[..end].chars().take(LONGEST).collect();
    let index = draft.word_at(from)?;
    let word = draft.words.get(index)?;
    let fits = word.tag.starts_with(['v', 'd', 'a', 'p', 't', 's', 'n', 'l', 'i']);
    (fits && words.chars().count() >= 2).then(|| tidy(&words))
}

/// The clause before the number: 道路受损1421米, 紧急转移安置8户.
fn clause_before(draft: &Draft<'_>, to: usize, sentence: Span) -> Option<String> {
    let text = draft.text.get(sentence.from()..to)?;
    let start = text
        .rfind(['，', '。', '；', '、', '！', '？', ',', '：', '（', '“'])
        .map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
    let mut clause = text.get(start..)?;
    while let Some(light) = LIGHT.iter().filter(|light| clause.ends_with(**light)).max_by_key(|light| light.len()) {
        clause = clause.strip_suffix(light)?;
    }
    let count = clause.chars().count();
    let words: String = clause.chars().skip(count.saturating_sub(10)).collect();
    (words.chars().count() >= 2).then(|| tidy(&words))
}

fn tidy(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
