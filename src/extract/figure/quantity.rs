//! A number with its unit and how exact it is.

use crate::extract::Draft;
use crate::lexicon::lists::{Quantity as Measure, Unit};
use crate::lexicon::{Cue, Hit, Sense};
use crate::model::Approximation;
use crate::text::Span;
use crate::text::characters::is_han;
use crate::text::numbers::{Number, Share, number};

/// A quantity of the text.
#[derive(Clone, Debug)]
pub struct Quantity {
    /// Number, unit and the words that say how exact, from the number on.
    pub span: Span,
    /// The value; both ends of a span (1至3个月).
    pub values: Vec<f64>,
    /// The unit as written.
    pub unit: Option<String>,
    /// What the unit measures; none without a unit.
    pub measure: Option<Measure>,
    /// How exact.
    pub approx: Approximation,
    /// The number where no unit follows: what it counts must.
    pub bare: bool,
}

/// The quantity whose number begins at byte `at`.
pub fn at(draft: &Draft<'_>, at: usize) -> Option<Quantity> {
    let before = &draft.text[..at];
    let previous = before.chars().next_back();
    // G344, 3:2, 0374-2345678, 第三.
    if previous.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '第' | '.' | ':' | '/' | '#' | '№' | '＋'))
    {
        return None;
    }
    if matches!(previous, Some('-' | '—' | '－'))
        && before.trim_end_matches(['-', '—', '－']).ends_with(|c: char| c.is_ascii_alphanumeric())
    {
        return None;
    }
    if draft.hits_at(at).any(|hit| row_of(draft, hit).is_some_and(|row| row.quantity == Measure::Name)) {
        return None;
    }
    let mut number = number(draft.text, at)?;
    let mut values = vec![number.value];
    let mut second = false;
    if let Some(other) = span_end(draft, &number) {
        values.push(other.value);
        number = Number { over: number.over || other.over, ..other };
        second = true;
    }
    let mut approx = if number.over { Some(Approximation::Over) } else { None };
    let mut end = number.end;
    if let Some(behind) = more(draft, end) {
        end = behind;
        approx = Some(Approximation::Over);
    }
    let unit = unit(draft, end, &number);
    let measure = match number.share {
        Share::No => unit.as_ref().map(|(_, row, _)| row.quantity),
        _ => Some(Measure::Percent),
    };
    let words = match number.share {
        Share::Percent => Some("%".to_owned()),
        Share::Fraction => None,
        Share::No => unit.as_ref().map(|(words, _, _)| words.clone()),
    };
    if let Some((_, _, behind)) = unit.filter(|_| number.share == Share::No) {
        end = behind;
    }
    if approx.is_none()
        && let Some(behind) = more(draft, end)
    {
        end = behind;
        approx = Some(Approximation::Over);
    }
    let rest = &draft.text[end..];
    for (word, kind) in [
        ("以上", Approximation::Over),
        ("左右", Approximation::About),
        ("以下", Approximation::About),
        ("上下", Approximation::About),
        ("许", Approximation::About),
    ] {
        if rest.starts_with(word) && (words.is_some() || number.scaled) {
            end += word.len();
            approx = Some(kind);
            break;
        }
    }
    let approx = approx.or_else(|| exactness(draft, at)).unwrap_or_default();
    if is_label(draft, at, end, &number, words.as_deref(), approx, second) {
        return None;
    }
    let bare = words.is_none() && number.share == Share::No;
    Some(Quantity { span: Span::new(at, end), values, unit: words, measure, approx, bare })
}

/// 余, 多 at byte `at`.
fn more(draft: &Draft<'_>, at: usize) -> Option<usize> {
    let rest = &draft.text[at..];
    ["余", "馀", "多"].iter().find(|word| rest.starts_with(**word)).map(|word| at + word.len())
}

/// The second number of 1至3个月, 10-20人: without a unit between them.
fn span_end(draft: &Draft<'_>, first: &Number) -> Option<Number> {
    let rest = &draft.text[first.end..];
    let mark = ["至", "到", "—", "-", "～", "~", "－", "–"].iter().find(|mark| rest.starts_with(**mark))?;
    let other = number(draft.text, first.end + mark.len())?;
    (other.words == first.words
        && !first.scaled
        && other.value > first.value
        && unit(draft, other.end, &other).is_some())
    .then_some(other)
}

/// How exact the word before the number says that it is.
fn exactness(draft: &Draft<'_>, at: usize) -> Option<Approximation> {
    let before = &draft.text[..at];
    let is = |cue| draft.lexicon.cues.ends(cue, before);
    if is(Cue::About) {
        return Some(Approximation::About);
    }
    is(Cue::Over).then_some(Approximation::Over)
}

/// The row of the unit that a hit is.
fn row_of<'a>(draft: &Draft<'a>, hit: Hit) -> Option<&'a Unit> {
    draft.senses(hit).iter().find_map(|sense| match sense {
        Sense::Unit(row) => draft.lexicon.units.get(usize::from(*row)),
        _ => None,
    })
}

/// The unit at byte `at`: its words, its row and the byte behind it.
fn unit<'a>(draft: &Draft<'a>, at: usize, number: &Number) -> Option<(String, &'a Unit, usize)> {
    let row = |at: usize| {
        draft
            .hits_at(at)
            .filter_map(|hit| Some((row_of(draft, hit)?, hit.span.to())))
            .find(|(row, _)| row.quantity != Measure::Name)
    };
    let (unit, mut end) = row(at)?;
    // 6部门, 8家长: the word that begins here is longer than the unit.
    if unit.unit.chars().count() == 1
        && unit.unit.chars().all(is_han)
        && unit.unit != "个"
        && let Some(word) = draft.word_at(at).map(|at| draft.words[at])
        && word.span.from() == at
        && word.span.to() > end
        && draft.lexicon.is_dictionary_word(word.text)
        && word.tag.starts_with(['n', 'v', 'j', 'a'])
        && !matches!(unit.quantity, Measure::Money)
        && (unit.quantity != Measure::People || word.tag.starts_with('n'))
    {
        return None;
    }
    // 96周年, 16周岁
    if unit.unit == "周" && draft.text[end..].starts_with(['年', '岁', '边', '末']) {
        return None;
    }
    if unit.unit.is_ascii() && draft.after(end).is_some_and(|c| c.is_ascii_alphanumeric()) {
        return None;
    }
    // 5G is a generation, 200G a volume.
    if unit.unit == "G" && number.value < 10.0 {
        return None;
    }
    let mut words = unit.unit.clone();
    if draft.text[end..].starts_with('/')
        && let Some((_, behind)) = row(end + 1)
    {
        words.push_str(&draft.text[end..behind]);
        end = behind;
    }
    Some((words, unit, end))
}

/// Whether the number counts nothing: an ordinal, an age, a name, an article.
fn is_label(
    draft: &Draft<'_>,
    at: usize,
    end: usize,
    number: &Number,
    unit: Option<&str>,
    approx: Approximation,
    second: bool,
) -> bool {
    let rest = &draft.text[end..];
    let next = rest.chars().next();
    let before = &draft.text[..at];
    if unit.is_none() && number.share == Share::No {
        if draft.lexicon.cues.starts(Cue::Label, rest) || number.value == 0.0 {
            return true;
        }
        // 万难, 千方; 12345 and 120 are telephones, 13县 is a count.
        let large = draft.after(at).is_some_and(|c| matches!(c, '百' | '千' | '万' | '亿'));
        if (number.words && !number.scaled)
            || (large && approx == Approximation::Exact)
            || (!number.scaled && number.value >= 100.0)
        {
            return true;
        }
        let plain =
            next.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | ':' | '.' | '/' | '—' | '×' | '+'));
        return plain || next.is_none();
    }
    // 百姓, 千家, 万卷书, but 近千人 and 上亿元.
    let starts_large = draft.after(at).is_some_and(|c| matches!(c, '百' | '千' | '万' | '亿'));
    if starts_large && approx == Approximation::Exact && number.share == Share::No {
        return true;
    }
    if number.words && !number.scaled && number.share == Share::No {
        let unit = unit.unwrap_or("");
        // 一 is an article, and 三点, 四方 are no counts.
        if number.value <= 1.0 && !second {
            return !(matches!(unit, "年" | "周" | "天") && rest.starts_with(['内', '以']));
        }
        if number.value < 20.0 && !draft.lexicon.cues.has(Cue::CountedInWords, unit) {
            return true;
        }
    }
    if matches!(before.chars().next_back(), Some('百' | '千' | '万' | '几' | '数' | '上' | '十')) && number.words
    {
        return before.ends_with(['几', '数']);
    }
    match unit {
        // 24小时值守 is a manner, 24小时内 a limit.
        Some("小时") if number.value == 24.0 => !draft.lexicon.cues.starts(Cue::RoundTheClock, rest),
        Some("年" | "月" | "日") => {
            // 2022年 is a date, 2年 a length of time.
            number.value > 100.0 || unit != Some("年") || draft.lexicon.cues.starts(Cue::YearGoesOn, rest)
        }
        Some("分" | "点") => true,
        _ => false,
    }
}
