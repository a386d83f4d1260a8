//! What personal names are made of.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::table::{BadRow, rows};
use crate::text::characters::CharacterSet;

#[derive(Deserialize)]
struct SurnameRow {
    surname: String,
    weight: f32,
}

#[derive(Deserialize)]
struct GivenRow {
    char: char,
    first: f32,
    second: f32,
    single: f32,
}

#[derive(Deserialize)]
struct WordRow {
    word: String,
}

#[derive(Deserialize)]
struct ForeignRow {
    char: char,
}

/// What a surname begins with.
#[derive(Clone, Copy, Debug, Default)]
pub struct Head {
    /// How many people in a million bear the character by itself as their surname.
    pub single: Option<f32>,
    /// Whether surnames of two characters begin with it.
    pub double: bool,
}

/// Surnames, characters of given names, characters of transliterated names, and the words that only look like names.
#[derive(Debug)]
pub struct Names {
    surnames: FxHashMap<String, f32>,
    /// Characters that a surname begins with; most of a text do not.
    heads: FxHashMap<char, Head>,
    first: CharacterSet,
    given: FxHashMap<char, [f32; 3]>,
    foreign: FxHashSet<char>,
    words: FxHashSet<String>,
}

impl Names {
    /// Reads the four tables.
    ///
    /// # Errors
    /// The first row that does not hold.
    pub fn read(surnames: &str, given: &str, foreign: &str, words: &str) -> Result<Self, BadRow> {
        let rows_of_surnames = rows::<SurnameRow>("surnames.tsv", surnames)?;
        let mut heads: FxHashMap<char, Head> = FxHashMap::default();
        for row in &rows_of_surnames {
            let mut characters = row.surname.chars();
            if let Some(head) = characters.next().map(|head| heads.entry(head).or_default()) {
                match characters.next() {
                    Some(_) => head.double = true,
                    None => head.single = Some(row.weight),
                }
            }
        }
        Ok(Self {
            surnames: rows_of_surnames.into_iter().map(|r| (r.surname, r.weight)).collect(),
            first: heads.keys().copied().collect(),
            heads,
            given: rows::<GivenRow>("given.tsv", given)?
                .into_iter()
                .map(|r| (r.char, [r.first, r.second, r.single]))
                .collect(),
            foreign: rows::<ForeignRow>("foreign.tsv", foreign)?.into_iter().map(|r| r.char).collect(),
            words: rows::<WordRow>("words.tsv", words)?.into_iter().map(|r| r.word).collect(),
        })
    }

    /// The surnames that begin with this character, if any do.
    pub fn surnames_from(&self, head: char) -> Option<Head> {
        if self.first.may_hold(head) { self.heads.get(&head).copied() } else { None }
    }

    /// How many people in a million bear the surname; none if it is no surname.
    pub fn surname(&self, text: &str) -> Option<f32> {
        self.surnames.get(text).copied()
    }

    /// How much likelier `text` is as a given name than as ordinary text, by its one or two characters and where they
    /// stand in it: log10 odds, 0 when nothing is known.
    pub fn given(&self, text: &str) -> f32 {
        let mut characters = text.chars();
        match (characters.next(), characters.next()) {
            (Some(only), None) => self.rate(only, 2),
            (Some(first), Some(second)) => self.given_of_two(first, second),
            (None, _) => 0.0,
        }
    }

    /// The same of a given name of these two characters.
    pub fn given_of_two(&self, first: char, second: char) -> f32 {
        self.rate(first, 0) + self.rate(second, 1)
    }

    fn rate(&self, c: char, at: usize) -> f32 {
        self.given.get(&c).map_or(-0.5, |rates| rates[at])
    }

    /// Whether the character is usual in transliterated names.
    pub fn is_foreign(&self, c: char) -> bool {
        self.foreign.contains(&c)
    }

    /// Whether it is a word of the language that only looks like a name: 高度, 安全.
    pub fn is_word(&self, text: &str) -> bool {
        self.words.contains(text)
    }
}
