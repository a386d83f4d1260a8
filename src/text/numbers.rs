//! Numbers written in digits, in Chinese words, or both (二十四, 2.4万, １２).

use std::sync::LazyLock;

use super::characters::CharacterSet;

/// The value of a digit, half or full width.
///
/// ```
/// assert_eq!(fangzhi::text::numbers::digit('７'), Some(7));
/// ```
pub fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(u32::from(c) - u32::from('0')),
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => None,
    }
}

/// The value of a Chinese digit; 两 and 俩 are 2.
pub fn chinese_digit(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '零' | '○' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '俩' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// Whether a number can begin with `c`.
pub fn begins_number(c: char) -> bool {
    digit(c).is_some() || chinese_digit(c).is_some() || matches!(c, '十' | '百')
}

/// Whether numbers are written with `c`.
pub fn is_numeral(c: char) -> bool {
    begins_number(c) || matches!(c, '千' | '万' | '亿')
}

/// The characters that numbers are written with.
pub static NUMERALS: LazyLock<CharacterSet> =
    LazyLock::new(|| ('\0'..='\u{ffff}').filter(|c| is_numeral(*c)).collect());

/// The small whole number that begins at byte `at` and the byte behind it: up to four digits, or Chinese words below a
/// hundred, or the Chinese digits of a year. None where no number begins, or a longer one.
///
/// ```
/// use fangzhi::text::numbers::whole;
/// assert_eq!(whole("二十四日", 0), Some((24, 9)));
/// assert_eq!(whole("二〇二二年", 0), Some((2022, 12)));
/// assert_eq!(whole("08时", 0), Some((8, 2)));
/// assert_eq!(whole("114514", 0), None);
/// ```
pub fn whole(text: &str, at: usize) -> Option<(u32, usize)> {
    let rest = text.get(at..)?;
    if rest.chars().next().and_then(digit).is_some() {
        let mut value = 0;
        let mut end = at;
        for (count, c) in rest.chars().enumerate() {
            let Some(d) = digit(c) else { break };
            if count == 4 {
                return None;
            }
            value = value * 10 + d;
            end += c.len_utf8();
        }
        return Some((value, end));
    }
    let mut digits = 0;
    let (mut value, mut tens, mut end) = (0, None, at);
    for c in rest.chars() {
        if let Some(d) = chinese_digit(c) {
            if digits == 4 || (tens.is_some() && digits == 1) {
                return None;
            }
            value = value * 10 + d;
            digits += 1;
        } else if c == '十' && tens.is_none() && digits <= 1 {
            tens = Some(if digits == 0 { 1 } else { value });
            value = 0;
            digits = 0;
        } else {
            break;
        }
        end += c.len_utf8();
    }
    if tens.is_none() && !matches!(digits, 1 | 4) {
        return None;
    }
    (end > at).then_some((tens.unwrap_or(0) * 10 + value, end))
}

/// The text before the ordinal at its end that `measure` counts, with 第 or without; the whole text where none ends it.
///
/// ```
/// use fangzhi::text::numbers::before_ordinal;
/// assert_eq!(before_ordinal("某省第十四届", '届'), "某省");
/// assert_eq!(before_ordinal("市六届", '届'), "市");
/// assert_eq!(before_ordinal("本届", '届'), "本届");
/// ```
pub fn before_ordinal(text: &str, measure: char) -> &str {
    let Some(number) = text.strip_suffix(measure) else { return text };
    let head = number.trim_end_matches(|c| "一二三四五六七八九十".contains(c) || digit(c).is_some());
    if head.len() == number.len() { text } else { head.strip_suffix('第').unwrap_or(head) }
}

/// A number with all that belongs to it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// 万, 亿, 百分之 worked in.
    pub value: f64,
    /// The byte behind it.
    pub end: usize,
    /// 余, 多, 几 inside it: 二十余, 5280余万, 十几.
    pub over: bool,
    /// Whether it is written in Chinese words, 万 and 亿 aside.
    pub words: bool,
    /// Whether 万 or 亿 multiplies it.
    pub scaled: bool,
    /// 百分之八十, 三分之一: a share of a hundred or of one.
    pub share: Share,
}

/// Whether a number is a share, and of what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Share {
    /// A plain number.
    #[default]
    No,
    /// 百分之: of a hundred.
    Percent,
    /// 三分之一: of one.
    Fraction,
}

/// The number that begins at byte `at`, as long as it goes. None where none begins, or where it states no value (数百,
/// 三四, a run of more than 15 digits).
///
/// ```
/// use fangzhi::text::numbers::number;
/// let value = |text| number(text, 0).map(|number| number.value);
/// assert_eq!(value("1.57亿元"), Some(157_000_000.0));
/// assert_eq!(value("5280余万条"), Some(52_800_000.0));
/// assert_eq!(value("两千三百人"), Some(2300.0));
/// assert_eq!(value("1亿2000万元"), Some(120_000_000.0));
/// assert_eq!(value("百分之八十五"), Some(85.0));
/// assert_eq!(value("三四个"), None);
/// ```
pub fn number(text: &str, at: usize) -> Option<Number> {
    if let Some(end) = after(text, at, "百分之") {
        let part = plain(text, end)?;
        return Some(Number { share: Share::Percent, ..part });
    }
    let whole = plain(text, at)?;
    if whole.words
        && let Some(end) = after(text, whole.end, "分之")
    {
        let part = plain(text, end)?;
        let value = part.value / whole.value;
        return (whole.value > 0.0 && value.is_finite()).then_some(Number { value, share: Share::Fraction, ..part });
    }
    Some(whole)
}

fn after(text: &str, at: usize, word: &str) -> Option<usize> {
    text.get(at..)?.starts_with(word).then_some(at + word.len())
}

fn plain(text: &str, at: usize) -> Option<Number> {
    match text.get(at..)?.chars().next()? {
        c if digit(c).is_some() => digits(text, at),
        c if begins_number(c) || matches!(c, '千' | '万' | '亿') => words(text, at),
        _ => None,
    }
}

/// A number in digits with its 万 and 亿.
fn digits(text: &str, at: usize) -> Option<Number> {
    let mut mantissa: u64 = 0;
    let (mut count, mut decimals, mut point) = (0, 0, false);
    let mut end = at;
    let mut marks = text.get(at..)?.chars().peekable();
    while let Some(&c) = marks.peek() {
        if let Some(d) = digit(c) {
            mantissa = mantissa * 10 + u64::from(d);
            count += 1;
            decimals += i32::from(point);
            if count > 15 {
                return None;
            }
        } else {
            let next = text.get(end + c.len_utf8()..)?;
            let follows = |n: usize| next.chars().take_while(|c| digit(*c).is_some()).take(n + 1).count();
            let fits = match c {
                '.' | '．' => !point && follows(1) > 0,
                ',' => !point && follows(3) == 3,
                _ => false,
            };
            if !fits {
                break;
            }
            point |= c != ',';
        }
        end += c.len_utf8();
        marks.next();
    }
    let mut number = Number { value: 0.0, end, over: false, words: false, scaled: false, share: Share::No };
    let (power, behind, over) = scale(text, end);
    number.value = decimal(mantissa, power - decimals);
    if power > 0 {
        number.end = behind;
        number.over = over;
        number.scaled = true;
        // 1亿2000万, 3万5千: the rest in a smaller scale.
        if !over
            && let Some(rest) = text.get(behind..).filter(|rest| rest.chars().next().and_then(digit).is_some())
            && let Some(rest) = digits(rest, 0)
            && rest.scaled
            && rest.value < decimal(1, power)
        {
            number.value += rest.value;
            number.end = behind + rest.end;
            number.over = rest.over;
        }
    }
    Some(number)
}

/// The power of ten of the 万, 千万, 万亿 at byte `at`, where they end, and whether 余 or 多 stands before them.
fn scale(text: &str, at: usize) -> (i32, usize, bool) {
    let mut end = at;
    let mut over = false;
    for more in ["余", "馀", "多"] {
        if let Some(next) = after(text, end, more)
            && text.get(next..).is_some_and(|rest| rest.starts_with(['万', '亿', '千', '百']))
        {
            end = next;
            over = true;
        }
    }
    let start = end;
    let mut power = 0;
    while let Some(c) = text.get(end..).and_then(|rest| rest.chars().next()) {
        let more = match c {
            '百' if power == 0 => 2,
            '千' if power == 0 => 3,
            '万' if power < 4 => 4,
            '亿' if power <= 4 => 8,
            _ => break,
        };
        // 千 of 千克 and 千瓦 belongs to the unit, 亿 of 亿方 to the number.
        let behind = text.get(end + c.len_utf8()..).unwrap_or("");
        if c == '千' && behind.starts_with(['克', '米', '瓦', '伏', '卡']) {
            break;
        }
        power += more;
        end += c.len_utf8();
    }
    if end == start { (0, at, false) } else { (power, end, over) }
}

/// `mantissa` times ten to the `power`, rounded once.
fn decimal(mantissa: u64, power: i32) -> f64 {
    format!("{mantissa}e{power}").parse().unwrap_or(f64::NAN)
}

/// A number in Chinese words: 三百二十五, 两万余, 十几, 二〇二二.
fn words(text: &str, at: usize) -> Option<Number> {
    // Sums below 万, below 亿, and above; the digit that waits for its unit.
    let (mut total, mut section, mut waiting): (u64, u64, Option<u64>) = (0, 0, None);
    let mut end = at;
    let (mut over, mut scaled, mut last_unit, mut run) = (false, false, 0u64, 0u32);
    for c in text.get(at..)?.chars() {
        if end > at + 60 {
            return None;
        }
        if let Some(d) = chinese_digit(c).map(u64::from) {
            if d == 0 {
                waiting = None;
            } else if waiting.is_some() {
                // 三四: one or the other.
                return None;
            } else {
                waiting = Some(d);
            }
            run += 1;
        } else if matches!(c, '余' | '馀' | '多' | '几') && run > 0 {
            let next = text.get(end + c.len_utf8()..)?.chars().next();
            if c == '几' && waiting.is_some() {
                return None;
            }
            if !next.is_some_and(|n| matches!(n, '万' | '亿' | '千' | '百')) && c != '几' {
                break;
            }
            over = true;
        } else {
            let unit: u64 = match c {
                '十' => 10,
                '百' => 100,
                '千' => 1000,
                '万' => 10_000,
                '亿' => 100_000_000,
                _ => break,
            };
            let behind = text.get(end + c.len_utf8()..).unwrap_or("");
            if c == '千' && behind.starts_with(['克', '米', '瓦', '伏', '卡']) {
                break;
            }
            match unit {
                10_000 | 100_000_000 => {
                    let whole = section.saturating_add(waiting.take().unwrap_or(u64::from(section == 0 && total == 0)));
                    total = if unit > 10_000 {
                        total.saturating_add(whole).checked_mul(unit)?
                    } else {
                        total.saturating_add(whole.checked_mul(unit)?)
                    };
                    section = 0;
                    scaled = true;
                }
                _ => section += waiting.take().unwrap_or(1) * unit,
            }
            last_unit = unit;
            run += 1;
        }
        end += c.len_utf8();
    }
    let tail = match (waiting, last_unit) {
        // 一百五: 150.
        (Some(d), unit)
            if unit >= 100 && !text.get(..end)?.ends_with(['零', '〇']) && !has_zero(text.get(at..end)?) =>
        {
            d * unit / 10
        }
        (Some(d), _) => d,
        (None, _) => 0,
    };
    let value = total.saturating_add(section).saturating_add(tail);
    (run > 0 && (value > 0 || text.get(at..end)?.starts_with(['零', '〇']))).then_some(Number {
        value: value as f64,
        end,
        over,
        words: true,
        scaled,
        share: Share::No,
    })
}

fn has_zero(text: &str) -> bool {
    text.contains(['零', '〇'])
}
