//! Numbers written in digits, in Chinese words, or both (二十四, 2.4万, １２).

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
