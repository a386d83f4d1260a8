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
/// ```
#[derive(Debug)]
pub struct Openings<V>(FxHashMap<char, Vec<(&'static str, V)>>);

/// Words that may close a text, each with what it says.
///
/// ```
/// use fangzhi::text::Endings;
/// let ages = Endings::of(&[("岁的", 2), ("的", 1)]);
/// assert_eq!(ages.find("65岁的"), Some(&("岁的", 2)));
/// assert!(!ages.has("65岁"));
/// ```
#[derive(Debug)]
pub struct Endings<V>(FxHashMap<char, Vec<(&'static str, V)>>);

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
        Self(by(words, |word| word.chars().next()))
    }

    /// The word that opens `text`.
    pub fn find(&self, text: &str) -> Option<&(&'static str, V)> {
        let words = self.0.get(&text.chars().next()?)?;
        words.iter().find(|(word, _)| text.starts_with(word))
    }

    /// Whether one opens `text`.
    pub fn has(&self, text: &str) -> bool {
        self.find(text).is_some()
    }
}

impl<V: Clone> Endings<V> {
    /// The words; of two that fit, the first counts.
    pub fn of(words: &[(&'static str, V)]) -> Self {
        Self(by(words, |word| word.chars().next_back()))
    }

    /// The word that closes `text`.
    pub fn find(&self, text: &str) -> Option<&(&'static str, V)> {
        let words = self.0.get(&text.chars().next_back()?)?;
        words.iter().find(|(word, _)| text.ends_with(word))
    }

    /// Whether one closes `text`.
    pub fn has(&self, text: &str) -> bool {
        self.find(text).is_some()
    }
}

/// Words by the character that tells them apart.
fn by<V: Clone>(
    words: &[(&'static str, V)],
    key: impl Fn(&str) -> Option<char>,
) -> FxHashMap<char, Vec<(&'static str, V)>> {
    let mut found: FxHashMap<char, Vec<(&'static str, V)>> = FxHashMap::default();
    for (word, says) in words {
        if let Some(c) = key(word) {
            found.entry(c).or_default().push((word, says.clone()));
        }
    }
    found
}
