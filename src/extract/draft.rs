//! The draft that the extractors work on: the text, what the word lists and jieba say of it, and what was found so far.

use std::cell::Cell;

use crate::lexicon::{Hit, Lexicon, Sense};
use crate::model::{Article, Reading, reading::Sentence};
use crate::text::Span;
use crate::text::characters::is_han;
use crate::text::numbers::NUMERALS;

/// A word as jieba cuts it.
#[derive(Clone, Copy, Debug)]
pub struct Word<'a> {
    /// Where it stands in the body.
    pub span: Span,
    /// The word.
    pub text: &'a str,
    /// Its tag in the ICTCLAS set: `n` noun, `v` verb, `nr` person, `ns` place, `m` number, `d` adverb, ….
    pub tag: &'a str,
}

/// An article under reading.
pub struct Draft<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its body.
    pub text: &'a str,
    /// The word lists.
    pub lexicon: &'a Lexicon,
    /// Its characters, each with its byte.
    pub characters: Vec<(usize, char)>,
    /// Those that are no Chinese ones: marks, digits, letters.
    pub marks: Vec<(usize, char)>,
    /// Those that numbers are written with.
    pub numerals: Vec<(usize, char)>,
    /// What the word lists find, by start, longest first.
    pub hits: Vec<Hit>,
    /// jieba's words, covering the body.
    pub words: Vec<Word<'a>>,
    /// What was found so far.
    pub reading: Reading,
    /// For each byte of the text, the first hit that begins there or behind it.
    first_hit: Vec<u32>,
    /// The same hits by end, longest first, and for each byte the first of them that ends there or behind it.
    by_end: Vec<Hit>,
    first_end: Vec<u32>,
    /// For each byte of the text, the word that holds it.
    word_of: Vec<u32>,
    /// For each word, whether jieba's dictionary has it, once a rule has asked: its trie is large and far from the caches.
    known: Vec<Cell<Option<bool>>>,
}

impl<'a> Draft<'a> {
    /// The draft of an article whose body jieba cut into `words`; scans it with the word lists.
    pub fn new(article: &'a Article, words: Vec<jieba_rs::Tag<'a>>, lexicon: &'a Lexicon) -> Self {
        let text = article.body.as_str();
        // By end, as the automaton finds them. Taken from the last, those that begin at one byte come longest first.
        let by_end = lexicon.scan(text);
        let mut first_end = Vec::with_capacity(text.len() + 2);
        for (at, hit) in (0_u32..).zip(&by_end) {
            first_end.resize(hit.span.to() + 1, at);
        }
        first_end.resize(text.len() + 2, u32::try_from(by_end.len()).unwrap_or(u32::MAX));
        let first_hit = firsts(text.len(), by_end.iter().map(|hit| hit.span.from()));
        let mut next = first_hit.clone();
        let mut hits = by_end.clone();
        for hit in by_end.iter().rev() {
            let place = &mut next[hit.span.from()];
            hits[*place as usize] = *hit;
            *place += 1;
        }
        let mut at = 0;
        let words: Vec<Word<'a>> = words
            .into_iter()
            .map(|word| {
                let span = Span::new(at, at + word.word.len());
                at = span.to();
                Word { span, text: word.word, tag: word.tag }
            })
            .collect();
        let known = vec![Cell::new(None); words.len()];
        let mut word_of = Vec::with_capacity(text.len() + 1);
        for (at, word) in (0_u32..).zip(&words) {
            word_of.resize(word.span.to(), at);
        }
        // Three bytes are a Chinese character, one is a digit or a letter.
        let mut characters = Vec::with_capacity(text.len() / 3 + text.len() / 12);
        let (mut marks, mut numerals) = (Vec::with_capacity(text.len() / 16), Vec::with_capacity(text.len() / 32));
        let in_numbers = &*NUMERALS;
        for (at, c) in text.char_indices() {
            characters.push((at, c));
            if !is_han(c) {
                marks.push((at, c));
            }
            if in_numbers.may_hold(c) {
                numerals.push((at, c));
            }
        }
        let reading = Reading::default();
        Self {
            article,
            text,
            lexicon,
            characters,
            marks,
            numerals,
            hits,
            words,
            reading,
            first_hit,
            by_end,
            first_end,
            word_of,
            known,
        }
    }

    /// Hits that begin at byte `start`, longest first.
    pub fn hits_at(&self, start: usize) -> impl Iterator<Item = Hit> + '_ {
        let (first, last) = bounds(&self.first_hit, start);
        self.hits[first..last].iter().copied()
    }

    /// Hits that end before byte `end`, longest first.
    pub fn hits_to(&self, end: usize) -> impl Iterator<Item = Hit> + '_ {
        let (first, last) = bounds(&self.first_end, end);
        self.by_end[first..last].iter().copied()
    }

    /// Hits that begin within `span`, by start.
    pub fn hits_in(&self, span: Span) -> impl Iterator<Item = Hit> + '_ {
        let (first, _) = bounds(&self.first_hit, span.from());
        let (last, _) = bounds(&self.first_hit, span.to().max(span.from()));
        self.hits[first..last].iter().copied()
    }

    /// The marks within `span`.
    pub fn marks_in(&self, span: Span) -> &[(usize, char)] {
        let first = self.marks.partition_point(|(at, _)| *at < span.from());
        let length = self.marks[first..].partition_point(|(at, _)| *at < span.to());
        &self.marks[first..first + length]
    }

    /// The senses of a hit.
    pub fn senses(&self, hit: Hit) -> &'a [Sense] {
        self.lexicon.senses(hit)
    }

    /// Index of the word that holds byte `offset`.
    pub fn word_at(&self, offset: usize) -> Option<usize> {
        self.word_of.get(offset).map(|&at| at as usize)
    }

    /// How many words end at byte `offset` or before it.
    pub fn words_to(&self, offset: usize) -> usize {
        self.word_at(offset).unwrap_or(self.words.len())
    }

    /// How many words begin before byte `offset`.
    pub fn words_before(&self, offset: usize) -> usize {
        offset.checked_sub(1).map_or(0, |last| self.word_at(last).map_or(self.words.len(), |at| at + 1))
    }

    /// Whether jieba's dictionary has the word, one of [`Draft::words`]; others are guessed.
    pub fn is_known(&self, word: Word<'_>) -> bool {
        let asked = self.word_at(word.span.from()).and_then(|at| self.known.get(at));
        let Some(asked) = asked else { return self.lexicon.is_dictionary_word(word.text) };
        let known = asked.get().unwrap_or_else(|| self.lexicon.is_dictionary_word(word.text));
        asked.set(Some(known));
        known
    }

    /// Whether jieba puts a boundary between words at byte `offset`.
    pub fn is_word_boundary(&self, offset: usize) -> bool {
        offset == self.text.len() || self.word_at(offset).is_some_and(|at| self.words[at].span.from() == offset)
    }

    /// Index of the sentence that holds byte `offset`; the last one before it, if none does.
    pub fn sentence_at(&self, offset: usize) -> usize {
        self.reading.sentences.partition_point(|sentence| sentence.span.from() <= offset).saturating_sub(1)
    }

    /// The sentence that holds byte `offset`.
    pub fn sentence_of(&self, offset: usize) -> Option<Sentence> {
        self.reading.sentences.get(self.sentence_at(offset)).copied()
    }

    /// Whether byte `offset` lies in a byline, a dateline or another stretch that is no prose.
    pub fn is_aside(&self, offset: usize) -> bool {
        self.article.asides.iter().any(|aside| aside.holds(offset))
    }

    /// Whether byte `offset` lies in the part of a dateline that names medium and place: 新华社成都5月9日电.
    pub fn is_dateline(&self, offset: usize) -> bool {
        let opens = |aside: &&Span| {
            aside.holds(offset) && self.article.paragraphs.iter().any(|paragraph| paragraph.start == aside.start)
        };
        self.article.asides.iter().find(opens).is_some_and(|aside| {
            let words = aside.of(self.text);
            let head = words.split(['（', '(']).next().unwrap_or(words).trim_end();
            head.ends_with(['讯', '电']) && offset < aside.from() + head.len()
        })
    }

    /// The character before byte `offset`.
    pub fn before(&self, offset: usize) -> Option<char> {
        self.text[..offset].chars().next_back()
    }

    /// The character at byte `offset`.
    pub fn after(&self, offset: usize) -> Option<char> {
        self.text[offset..].chars().next()
    }
}

/// For each byte from 0 to `length` and one more, how many of the ascending or unordered `offsets` lie before it.
fn firsts(length: usize, offsets: impl Iterator<Item = usize>) -> Vec<u32> {
    let mut before = vec![0_u32; length + 2];
    for offset in offsets {
        before[offset + 1] += 1;
    }
    let mut sum = 0;
    for count in &mut before {
        sum += *count;
        *count = sum;
    }
    before
}

/// From the first at `offset` to the first behind it; nothing behind the text's end.
fn bounds(firsts: &[u32], offset: usize) -> (usize, usize) {
    let at = |offset: usize| firsts.get(offset).or(firsts.last()).map_or(0, |&first| first as usize);
    (at(offset), at(offset + 1))
}
