//! What the language knows: the word lists of `ontology/lexicon`, one automaton over all of them, and jieba's words.
//!
//! The tables are embedded; [`Lexicon::with_additions`] adds a user's own rows to them.

pub mod cues;
pub mod divisions;
pub mod lists;
pub mod names;
pub mod objects;
pub mod offices;
pub mod table;
pub mod weights;

use std::{borrow::Cow, collections::BTreeMap, path::Path};

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder};
use jieba_rs::Jieba;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::{
    model::{Divisions, Manner},
    text::Span,
};
pub use cues::{Cue, Cues};
use lists::{Body, Ending, Medium, Site, TimeWord, Title, Trigger, Unit};
use names::Names;
use objects::{Objects, VerbClasses};
use offices::Offices;
use table::{BadRow, rows, values};
use weights::Weights;

macro_rules! tables {
    ($($name:literal),* $(,)?) => {
        /// The embedded tables by file name.
        pub const TABLES: &[(&str, &str)] =
            &[$(($name, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/ontology/lexicon/", $name)))),*];
    };
}

tables!(
    "actors.tsv",
    "bodies.tsv",
    "brands.tsv",
    "centres.tsv",
    "confidence.tsv",
    "cues.tsv",
    "dictionary.tsv",
    "divisions.tsv",
    "endings.tsv",
    "foreign.tsv",
    "former.tsv",
    "generic.tsv",
    "given.tsv",
    "media.tsv",
    "objects.tsv",
    "offices.tsv",
    "prefixes.tsv",
    "qualifiers.tsv",
    "since.tsv",
    "sites.tsv",
    "stems.tsv",
    "surnames.tsv",
    "times.tsv",
    "titles.tsv",
    "triggers.tsv",
    "units.tsv",
    "verbs.tsv",
    "words.tsv",
);

/// What a string of the automaton is; one string can be several things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sense {
    /// Full name of the division in this row.
    Division(u32),
    /// Short name of the division in this row.
    ShortDivision(u32),
    /// A title, row of [`Lexicon::titles`].
    Title(u16),
    /// A prefix of titles: 副, 常务副, 原.
    TitlePrefix,
    /// An ending of organisations, row of [`Lexicon::endings`].
    Ending(u16),
    /// A short form of a body, row of [`Lexicon::bodies`], with the character of its level.
    Body(u16, char),
    /// A word that names an act, row of [`Lexicon::triggers`].
    Trigger(u16),
    /// A unit, row of [`Lexicon::units`].
    Unit(u16),
    /// A word of time, row of [`Lexicon::times`].
    Time(u16),
    /// A medium, row of [`Lexicon::media`].
    Medium(u16),
    /// An ending of places, row of [`Lexicon::sites`].
    Site(u16),
    /// A body without identity: 有关部门.
    Generic,
    /// A verb that may stand inside a name: 控制, 执法.
    Stem,
}

impl Sense {
    /// The bit of its list in the lists of an entry.
    fn bit(self) -> u16 {
        1 << match self {
            Self::Division(_) => 0,
            Self::ShortDivision(_) => 1,
            Self::Title(_) => 2,
            Self::TitlePrefix => 3,
            Self::Ending(_) => 4,
            Self::Body(..) => 5,
            Self::Trigger(_) => 6,
            Self::Unit(_) => 7,
            Self::Time(_) => 8,
            Self::Medium(_) => 9,
            Self::Site(_) => 10,
            Self::Generic => 11,
            Self::Stem => 12,
        }
    }
}

/// Lists of words that a rule asks for: most hits are of none of them, and are passed over without a look at their senses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lists(u16);

impl Lists {
    /// Divisions by full and by short name.
    pub const DIVISIONS: Self = Self(0b11);
    /// Titles.
    pub const TITLES: Self = Self(1 << 2);
    /// Endings of organisations.
    pub const ENDINGS: Self = Self(1 << 4);
    /// Short forms of bodies, and media.
    pub const BODIES: Self = Self(1 << 5 | 1 << 9);
    /// Triggers.
    pub const TRIGGERS: Self = Self(1 << 6);
    /// Words of time.
    pub const TIMES: Self = Self(1 << 8);
    /// Endings of places.
    pub const SITES: Self = Self(1 << 10);
}

/// A string of the automaton: its stretch of the table of senses, and the lists that they are of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Entry {
    first: u32,
    count: u16,
    lists: u16,
}

/// A string of the automaton found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Where.
    pub span: Span,
    entry: Entry,
}

impl Hit {
    /// Whether the string stands in one of the lists.
    pub fn is_of(self, lists: Lists) -> bool {
        self.entry.lists & lists.0 != 0
    }
}

/// All word lists, ready to scan with.
pub struct Lexicon {
    /// Divisions.
    pub divisions: Divisions,
    /// Titles.
    pub titles: Vec<Title>,
    /// Endings of organisations.
    pub endings: Vec<Ending>,
    /// Short forms of bodies.
    pub bodies: Vec<Body>,
    /// The offices of each level.
    pub offices: Offices,
    /// Triggers.
    pub triggers: Vec<Trigger>,
    /// What the objects of triggers say of the type.
    pub objects: Objects,
    /// What those who act say of the type.
    pub actors: Objects,
    /// Words that rules ask for.
    pub cues: Cues,
    /// Units.
    pub units: Vec<Unit>,
    /// Words of time.
    pub times: Vec<TimeWord>,
    /// Media.
    pub media: Vec<Medium>,
    /// Endings of places.
    pub sites: Vec<Site>,
    /// What names are made of.
    pub names: Names,
    /// How far claims can be trusted.
    pub weights: Weights,
    /// Prefixes of titles, with how a post is held that bears them.
    pub manners: Vec<(String, Option<Manner>)>,
    /// Words that make a kind, and whether villages bear them as names too.
    qualifiers: FxHashMap<String, bool>,
    brands: FxHashSet<String>,
    generic: Vec<String>,
    stems: Vec<String>,
    /// The short forms of bodies with the full ones, without the level before them, by their last characters.
    abbreviated: FxHashMap<char, Vec<(String, String)>>,
    jieba: Jieba,
    automaton: CharwiseDoubleArrayAhoCorasick<Entry>,
    /// What the strings are, one string's senses after the other's.
    senses: Vec<Sense>,
}

/// Why a lexicon cannot be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LexiconError {
    /// A row of a table.
    #[error(transparent)]
    Row(#[from] BadRow),
    /// A file of the user's folder.
    #[error("cannot read the word list {path}")]
    File {
        /// The file.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// The automaton refuses the strings.
    #[error("the word lists make no automaton: {0}")]
    Automaton(String),
}

#[derive(Deserialize)]
struct Phrase {
    #[serde(alias = "phrase")]
    word: String,
}

/// A word that makes a kind and no name.
#[derive(Deserialize)]
struct Qualifier {
    word: String,
    #[serde(default)]
    name: String,
}

/// A prefix of titles.
#[derive(Deserialize)]
struct Prefix {
    prefix: String,
    #[serde(default)]
    meaning: Option<Manner>,
}

impl Lexicon {
    /// Loads the embedded tables.
    ///
    /// # Errors
    /// A row that does not hold; never with the tables as they are committed, which a test reads.
    pub fn embedded() -> Result<Self, LexiconError> {
        Self::build(&|_| Ok(String::new()))
    }

    /// The embedded divisions alone, without all that reading wants.
    ///
    /// # Errors
    /// A row that does not hold; never with the table as it is committed.
    pub fn divisions() -> Result<Divisions, LexiconError> {
        let embedded = |wanted: &str| TABLES.iter().find(|(name, _)| *name == wanted).map_or("", |(_, text)| text);
        Ok(divisions::read(embedded)?)
    }

    /// Loads the embedded tables and, after each, the rows of the file of the same name in `folder`, if there is one.
    ///
    /// # Errors
    /// A file that cannot be read, or a row that does not hold, with its line.
    pub fn with_additions(folder: &Path) -> Result<Self, LexiconError> {
        Self::build(&|name| {
            let path = folder.join(name);
            match std::fs::read_to_string(&path) {
                Ok(text) => Ok(text),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
                Err(source) => Err(LexiconError::File { path: path.display().to_string(), source }),
            }
        })
    }

    fn build(additions: &(dyn Fn(&str) -> Result<String, LexiconError> + Sync)) -> Result<Self, LexiconError> {
        let text = texts(additions)?;
        let of = |name: &str| text.get(name).map_or("", AsRef::as_ref);
        let (jieba, lexicon) = rayon::join(|| dictionary(of("dictionary.tsv")), || Self::tables(&of)?.with_automaton());
        Ok(Self { jieba: jieba?, ..lexicon? })
    }

    fn with_automaton(mut self) -> Result<Self, LexiconError> {
        let too_many = || LexiconError::Automaton("too many strings".to_owned());
        let strings = self.strings();
        // Those alike stand side by side, each as the tables have them.
        let mut known: FxHashMap<&str, usize> = FxHashMap::default();
        known.reserve(strings.len());
        let mut entries: Vec<(&str, Entry)> = Vec::with_capacity(strings.len());
        let mut entry_of = Vec::with_capacity(strings.len());
        for (string, sense) in &strings {
            let at = *known.entry(string).or_insert_with(|| {
                entries.push((string, Entry { first: 0, count: 0, lists: 0 }));
                entries.len() - 1
            });
            let entry = &mut entries[at].1;
            entry.count = entry.count.checked_add(1).ok_or_else(too_many)?;
            entry.lists |= sense.bit();
            entry_of.push(at);
        }
        let mut first = 0_u32;
        for (_, entry) in &mut entries {
            entry.first = first;
            first = first.checked_add(u32::from(entry.count)).ok_or_else(too_many)?;
        }
        let mut next: Vec<usize> = entries.iter().map(|(_, entry)| entry.first as usize).collect();
        let mut senses = vec![Sense::Generic; strings.len()];
        for ((_, sense), &at) in strings.iter().zip(&entry_of) {
            senses[next[at]] = *sense;
            next[at] += 1;
        }
        self.automaton = CharwiseDoubleArrayAhoCorasickBuilder::new()
            .build_with_values(entries)
            .map_err(|e| LexiconError::Automaton(e.to_string()))?;
        self.senses = senses;
        Ok(self)
    }

    fn tables<'t>(of: &impl Fn(&str) -> &'t str) -> Result<Self, LexiconError> {
        let divisions = divisions::read(of)?;
        let names = Names::read(of("surnames.tsv"), of("given.tsv"), of("foreign.tsv"), of("words.tsv"))?;
        let bodies: Vec<Body> = rows("bodies.tsv", of("bodies.tsv"))?;
        let mut abbreviated: FxHashMap<char, Vec<(String, String)>> = FxHashMap::default();
        for body in bodies.iter().filter(|body| !body.full.is_empty()) {
            if let Some(last) = body.short.chars().next_back() {
                let [short, full] = [&body.short, &body.full].map(|form| form.trim_start_matches('*').to_owned());
                abbreviated.entry(last).or_default().push((short, full));
            }
        }
        let verbs = VerbClasses::read("verbs.tsv", of("verbs.tsv"))?;
        Ok(Self {
            titles: rows("titles.tsv", of("titles.tsv"))?,
            endings: rows("endings.tsv", of("endings.tsv"))?,
            bodies,
            abbreviated,
            triggers: rows("triggers.tsv", of("triggers.tsv"))?,
            offices: Offices::read(of("offices.tsv"))?,
            objects: Objects::read("objects.tsv", of("objects.tsv"), &verbs)?,
            actors: Objects::read("actors.tsv", of("actors.tsv"), &verbs)?,
            cues: Cues::read(of("cues.tsv"))?,
            units: rows("units.tsv", of("units.tsv"))?,
            times: rows("times.tsv", of("times.tsv"))?,
            media: rows("media.tsv", of("media.tsv"))?,
            sites: rows("sites.tsv", of("sites.tsv"))?,
            brands: rows::<Phrase>("brands.tsv", of("brands.tsv"))?.into_iter().map(|row| row.word).collect(),
            manners: rows::<Prefix>("prefixes.tsv", of("prefixes.tsv"))?
                .into_iter()
                .map(|row| (row.prefix, row.meaning))
                .collect(),
            qualifiers: rows::<Qualifier>("qualifiers.tsv", of("qualifiers.tsv"))?
                .into_iter()
                .map(|row| (row.word, row.name == "yes"))
                .collect(),
            generic: rows::<Phrase>("generic.tsv", of("generic.tsv"))?.into_iter().map(|row| row.word).collect(),
            stems: rows::<Phrase>("stems.tsv", of("stems.tsv"))?.into_iter().map(|row| row.word).collect(),
            weights: Weights::read(of("confidence.tsv"))?,
            divisions,
            names,
            jieba: Jieba::empty(),
            automaton: CharwiseDoubleArrayAhoCorasick::with_values([("\u{0}", Entry { first: 0, count: 0, lists: 0 })])
                .map_err(|e| LexiconError::Automaton(e.to_string()))?,
            senses: Vec::new(),
        })
    }

    /// Every string of every list with what it is.
    fn strings<'a>(&'a self) -> Vec<(Cow<'a, str>, Sense)> {
        let mut strings = Vec::new();
        let mut add = |word: Cow<'a, str>, sense: Sense| {
            if !word.is_empty() {
                strings.push((word, sense));
            }
        };
        for (name, sense) in divisions::names(&self.divisions) {
            add(name.into(), sense);
        }
        for (row, title) in (0..).zip(&self.titles) {
            add((&title.title).into(), Sense::Title(row));
        }
        for (row, ending) in (0..).zip(&self.endings) {
            add((&ending.ending).into(), Sense::Ending(row));
        }
        for (row, body) in (0..).zip(&self.bodies) {
            for level in values(&body.level) {
                let mark = level.chars().next().unwrap_or('国');
                add(body.short.replace('*', level).into(), Sense::Body(row, mark));
            }
        }
        for (row, trigger) in (0..).zip(&self.triggers) {
            add((&trigger.word).into(), Sense::Trigger(row));
        }
        for (row, unit) in (0..).zip(&self.units) {
            add((&unit.unit).into(), Sense::Unit(row));
        }
        for (row, time) in (0..).zip(&self.times) {
            add((&time.word).into(), Sense::Time(row));
        }
        for (row, medium) in (0..).zip(&self.media) {
            add((&medium.name).into(), Sense::Medium(row));
        }
        for (row, site) in (0..).zip(&self.sites) {
            add((&site.ending).into(), Sense::Site(row));
        }
        for word in &self.generic {
            add(word.into(), Sense::Generic);
        }
        for word in &self.stems {
            add(word.into(), Sense::Stem);
        }
        for (prefix, _) in &self.manners {
            add(prefix.into(), Sense::TitlePrefix);
        }
        strings
    }

    /// Every string of every list that stands in `text`, overlapping ones too, by end and then by length, longest first.
    pub fn scan(&self, text: &str) -> Vec<Hit> {
        // Of a news text about every second character ends one.
        let mut hits = Vec::with_capacity(text.len() / 4);
        let found = self.automaton.find_overlapping_iter(text);
        hits.extend(found.map(|m| Hit { span: Span::new(m.start(), m.end()), entry: m.value() }));
        hits
    }

    /// What the string of a hit is.
    pub fn senses(&self, hit: Hit) -> &[Sense] {
        let first = hit.entry.first as usize;
        &self.senses[first..first + usize::from(hit.entry.count)]
    }

    /// jieba's words of `text` with their tags (ICTCLAS part-of-speech set), in order, covering it.
    pub fn words<'a>(&'a self, text: &'a str) -> Vec<jieba_rs::Tag<'a>> {
        self.jieba.tag(text, true)
    }

    /// Whether jieba's dictionary has the word.
    pub fn is_dictionary_word(&self, word: &str) -> bool {
        self.jieba.has_word(word)
    }

    /// A body's name spelled out by the list of bodies: …卫健委 as …卫生健康委员会, …中院 as …中级人民法院.
    pub fn spelled_out<'n>(&self, name: &'n str) -> Cow<'n, str> {
        let forms = name.chars().next_back().and_then(|last| self.abbreviated.get(&last)).into_iter().flatten();
        let fitting = forms.filter(|(short, full)| name.ends_with(short.as_str()) && !name.ends_with(full.as_str()));
        match fitting.max_by_key(|(short, _)| short.len()) {
            Some((short, full)) => Cow::Owned([&name[..name.len() - short.len()], full].concat()),
            None => Cow::Borrowed(name),
        }
    }

    /// Whether the word is a company's brand that stands before the place of its branch: 联通, 建行.
    pub fn is_brand(&self, word: &str) -> bool {
        self.brands.contains(word)
    }

    /// Whether the word makes a kind and no name before the ending of a place: 老旧 of 老旧小区.
    pub fn is_common_qualifier(&self, word: &str) -> bool {
        self.qualifiers.contains_key(word)
    }

    /// Whether such a word is also one that villages and communities are named by: 幸福, 前进.
    pub fn is_village_name(&self, word: &str) -> bool {
        self.qualifiers.get(word).copied().unwrap_or_default()
    }
}

/// The embedded tables by name, each with what `additions` has for it.
fn texts(
    additions: &(dyn Fn(&str) -> Result<String, LexiconError> + Sync),
) -> Result<BTreeMap<&'static str, Cow<'static, str>>, LexiconError> {
    let mut text: BTreeMap<&str, Cow<'static, str>> = BTreeMap::new();
    for (name, embedded) in TABLES {
        let added = additions(name)?;
        // A user's table has its own line of column names, which would read as a row.
        let added: String = added.lines().filter(|l| !l.starts_with('#')).skip(1).flat_map(|l| [l, "\n"]).collect();
        text.insert(name, if added.is_empty() { (*embedded).into() } else { [*embedded, &added].concat().into() });
    }
    Ok(text)
}

/// jieba with our dictionary: its own has many thousand names from novels, and its model of the tags of unknown words, which
/// goes with it, takes longer to load than it is worth to a rule.
fn dictionary(text: &str) -> Result<Jieba, BadRow> {
    const TABLE: &str = "dictionary.tsv";
    let mut jieba = Jieba::empty();
    table::cells(TABLE, text, |[word, count, tag]| {
        let count = count.parse().map_err(|_| BadRow {
            table: TABLE.to_owned(),
            line: 0,
            reason: format!("{word}: {count:?} is no count"),
        })?;
        jieba.add_word(word, Some(count), Some(tag));
        Ok(())
    })?;
    Ok(jieba)
}
