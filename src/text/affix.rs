//! Words that a text is asked to begin or end with.
//!
//! A rule of language often names dozens of words, and asks at every name whether one of them stands before or behind it.
//! Here that is one look at one character; only words that share it are compared.

use rustc_hash::FxHashMap;

/// Words that may open a text, each with what it says.
///
/// ```
/// use fangzhi::text::Openings;
/// let calls = Openings::of(&[("先生", 3), ("先", 1), ("女士", 3)]);
/// assert_eq!(calls.find("先生说"), Some(&("先生", 3)));
/// assert_eq!(calls.find("先行"), Some(&("先", 1)));
/// assert_eq!(calls.find("说"), None);
/// assert!(calls.stand_in("请张女士说"));
/// ```
#[derive(Debug)]
pub struct Openings<V>(Table<V>);

/// Words that may close a text, each with what it says.
///
/// ```
/// use fangzhi::text::Endings;
/// let ages = Endings::of(&[("岁的", 2), ("的", 1)]);
/// assert_eq!(ages.find("65岁的"), Some(&("岁的", 2)));
/// assert!(!ages.has("65岁"));
/// ```
#[derive(Debug)]
pub struct Endings<V>(Table<V>);

impl Openings<()> {
    /// Words that say nothing but that they are there.
    pub fn among(words: &[&'static str]) -> Self {
        Self::of(&words.iter().map(|word| (*word, ())).collect::<Vec<_>>())
    }
}

impl Endings<()> {
    /// Words that say nothing but that they are there.
    pub fn among(words: &[&'static str]) -> Self {
        Self::of(&words.iter().map(|word| (*word, ())).collect::<Vec<_>>())
    }
}

impl<V: Clone> Openings<V> {
    /// The words; of two that fit, the first counts.
    pub fn of(words: &[(&'static str, V)]) -> Self {
        Self(Table::by(words, |word| word.chars().next()))
    }

    /// The word that opens `text`.
    pub fn find(&self, text: &str) -> Option<&(&'static str, V)> {
        let words = self.0.with(text.chars().next()?)?;
        words.iter().find(|(word, _)| text.starts_with(word))
    }

    /// Whether one opens `text`.
    pub fn has(&self, text: &str) -> bool {
        self.find(text).is_some()
    }

    /// Whether one stands anywhere in `text`.
    pub fn stand_in(&self, text: &str) -> bool {
        text.char_indices().any(|(at, c)| self.0.may_have(c) && self.has(&text[at..]))
    }
}

impl<V: Clone> Endings<V> {
    /// The words; of two that fit, the first counts.
    pub fn of(words: &[(&'static str, V)]) -> Self {
        Self(Table::by(words, |word| word.chars().next_back()))
    }

    /// The word that closes `text`.
    pub fn find(&self, text: &str) -> Option<&(&'static str, V)> {
        let words = self.0.with(text.chars().next_back()?)?;
        words.iter().find(|(word, _)| text.ends_with(word))
    }

    /// Whether one closes `text`.
    pub fn has(&self, text: &str) -> bool {
        self.find(text).is_some()
    }
}

/// Words by the character that tells them apart.
#[derive(Debug)]
struct Table<V> {
    words: FxHashMap<char, Vec<(&'static str, V)>>,
    /// A bit for each of those characters, shared by all that are alike modulo 128: what most characters of a text lack.
    bits: u128,
}

impl<V: Clone> Table<V> {
    fn by(words: &[(&'static str, V)], key: impl Fn(&str) -> Option<char>) -> Self {
        let mut table = Self { words: FxHashMap::default(), bits: 0 };
        for (word, says) in words {
            if let Some(c) = key(word) {
                table.words.entry(c).or_default().push((word, says.clone()));
                table.bits |= Self::bit(c);
            }
        }
        table
    }
}

impl<V> Table<V> {
    fn bit(c: char) -> u128 {
        1 << (u32::from(c) % u128::BITS)
    }

    fn may_have(&self, c: char) -> bool {
        self.bits & Self::bit(c) != 0
    }

    fn with(&self, c: char) -> Option<&[(&'static str, V)]> {
        if self.may_have(c) { self.words.get(&c).map(Vec::as_slice) } else { None }
    }
}
