//! The draft that the extractors work on: the text, what the word lists and jieba say of it, and what was found so far.

use crate::lexicon::{Hit, Lexicon, Sense};
use crate::model::{Article, Reading, reading::Sentence};
use crate::text::Span;

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
    /// What the word lists find, by start, longest first.
    pub hits: Vec<Hit>,
    /// jieba's words, covering the body.
    pub words: Vec<Word<'a>>,
    /// What was found so far.
    pub reading: Reading,
    by_end: Vec<u32>,
}

impl<'a> Draft<'a> {
    /// Scans the body once with each.
    pub fn new(article: &'a Article, lexicon: &'a Lexicon) -> Self {
        let text = article.body.as_str();
        let hits = lexicon.scan(text);
        let mut by_end: Vec<u32> = (0u32..).take(hits.len()).collect();
        by_end.sort_by_key(|&at| (hits[at as usize].span.end, hits[at as usize].span.start));
        let mut at = 0;
        let words = lexicon
            .words(text)
            .into_iter()
            .map(|word| {
                let span = Span::new(at, at + word.word.len());
                at = span.to();
                Word { span, text: word.word, tag: word.tag }
            })
            .collect();
        Self { article, text, lexicon, hits, words, reading: Reading::default(), by_end }
    }

    /// Hits that begin at byte `start`, longest first.
    pub fn hits_at(&self, start: usize) -> impl Iterator<Item = Hit> + '_ {
        let first = self.hits.partition_point(|hit| hit.span.from() < start);
        self.hits[first..].iter().copied().take_while(move |hit| hit.span.from() == start)
    }

    /// Hits that end before byte `end`, longest first.
    pub fn hits_to(&self, end: usize) -> impl Iterator<Item = Hit> + '_ {
        let hit = |&at: &u32| self.hits[at as usize];
        let first = self.by_end.partition_point(|at| hit(at).span.to() < end);
        self.by_end[first..].iter().map(hit).take_while(move |hit| hit.span.to() == end)
    }

    /// Hits that begin within `span`, by start.
    pub fn hits_in(&self, span: Span) -> impl Iterator<Item = Hit> + '_ {
        let first = self.hits.partition_point(|hit| hit.span.start < span.start);
        self.hits[first..].iter().copied().take_while(move |hit| hit.span.start < span.end)
    }

    /// The senses of a hit.
    pub fn senses(&self, hit: Hit) -> &'a [Sense] {
        self.lexicon.senses(hit)
    }

    /// Index of the word that holds byte `offset`.
    pub fn word_at(&self, offset: usize) -> Option<usize> {
        let at = self.words.partition_point(|word| word.span.to() <= offset);
        (at < self.words.len()).then_some(at)
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

    /// The character before byte `offset`.
    pub fn before(&self, offset: usize) -> Option<char> {
        self.text[..offset].chars().next_back()
    }

    /// The character at byte `offset`.
    pub fn after(&self, offset: usize) -> Option<char> {
        self.text[offset..].chars().next()
    }
}
