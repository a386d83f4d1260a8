//! What kind of character stands there.

/// Whether `c` is a Chinese character (CJK Unified Ideographs and Extension A to G, with 〇).
///
/// ```
/// assert!(fangzhi::text::characters::is_han('许'));
/// assert!(!fangzhi::text::characters::is_han('，'));
/// ```
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{323af}' | '〇')
}

/// A set of characters that is asked at every character of a text: a bit each. Those beyond the Basic Multilingual Plane,
/// rare in any text, are one for it.
///
/// ```
/// let digits: fangzhi::text::characters::CharacterSet = "一二三".chars().collect();
/// assert!(digits.may_hold('二'));
/// assert!(!digits.may_hold('十'));
/// ```
#[derive(Debug)]
pub struct CharacterSet {
    bits: Vec<u64>,
    beyond: bool,
}

impl CharacterSet {
    /// Whether `c` is in the set; beyond the plane, whether it could be.
    pub fn may_hold(&self, c: char) -> bool {
        let at = u32::from(c);
        self.bits.get((at / u64::BITS) as usize).map_or(self.beyond, |bits| bits >> (at % u64::BITS) & 1 == 1)
    }
}

impl FromIterator<char> for CharacterSet {
    fn from_iter<I: IntoIterator<Item = char>>(characters: I) -> Self {
        let mut set = Self { bits: vec![0; 0x1_0000 / u64::BITS as usize], beyond: false };
        for c in characters {
            let at = u32::from(c);
            match set.bits.get_mut((at / u64::BITS) as usize) {
                Some(bits) => *bits |= 1 << (at % u64::BITS),
                None => set.beyond = true,
            }
        }
        set
    }
}

/// Whether `c` ends a sentence: 。！？ and their half-width forms but the full stop, which also stands in numbers.
pub fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?')
}

/// Whether `c` closes a quotation or bracket, and so may follow the mark that ends a sentence.
pub fn closes(c: char) -> bool {
    matches!(c, '”' | '’' | '」' | '』' | '）' | ')' | '》' | '】' | '〕')
}

/// Whether `c` opens a quotation or bracket.
pub fn opens(c: char) -> bool {
    matches!(c, '“' | '‘' | '「' | '『' | '（' | '(' | '《' | '【' | '〔')
}

/// The text without its white space.
///
/// ```
/// assert_eq!(fangzhi::text::characters::without_blanks("开 通\u{3000}24 小时"), "开通24小时");
/// ```
pub fn without_blanks(text: &str) -> String {
    let mut found = String::with_capacity(text.len());
    text.split(char::is_whitespace).for_each(|piece| found.push_str(piece));
    found
}

/// Offsets of a text in characters (Unicode code points) for its offsets in bytes, as NIF counts them.
#[derive(Debug)]
pub struct CharacterOffsets {
    starts: Vec<u32>,
}

impl CharacterOffsets {
    /// Counts the characters of `text`.
    pub fn new(text: &str) -> Self {
        Self { starts: text.char_indices().map(|(at, _)| u32::try_from(at).unwrap_or(u32::MAX)).collect() }
    }

    /// How many characters stand before the byte at `offset`.
    pub fn at(&self, offset: u32) -> usize {
        self.starts.partition_point(|&start| start < offset)
    }
}
