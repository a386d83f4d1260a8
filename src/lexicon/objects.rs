//! What an object says of its verb: 发放传单 is Publicity, 发放物资 Supply; what an actor says: 法院受理 is Judicial.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::table::{BadRow, rows, values};
use crate::model::EventType;

#[derive(Deserialize)]
struct Row {
    verbs: String,
    #[serde(alias = "actors")]
    objects: String,
    r#type: String,
}

/// The tables `objects.tsv` and `actors.tsv`.
#[derive(Debug, Default)]
pub struct Objects {
    by_verb: FxHashMap<String, Cues>,
}

/// What the words beside one verb say.
#[derive(Debug, Default)]
struct Cues {
    words: FxHashMap<String, EventType>,
    /// Bytes of the longest of them.
    longest: usize,
}

impl Objects {
    /// Reads the text of `table`.
    ///
    /// # Errors
    /// A row whose type is none.
    pub fn read(table: &str, text: &str) -> Result<Self, BadRow> {
        let mut found = Self::default();
        for row in rows::<Row>(table, text)? {
            let kind: EventType = row.r#type.parse().map_err(|e| BadRow {
                table: table.to_owned(),
                line: 0,
                reason: format!("{}: {e}", row.verbs),
            })?;
            for verb in values(&row.verbs) {
                let cues = found.by_verb.entry(verb.to_owned()).or_default();
                for word in values(&row.objects) {
                    cues.longest = cues.longest.max(word.len());
                    cues.words.insert(word.to_owned(), kind);
                }
            }
        }
        Ok(found)
    }

    /// The type that `object` gives to `verb`: that of the word which stands last in it, the longest of those, since
    /// the head of a Chinese noun phrase comes last. None where the table has no such pair.
    pub fn decide(&self, verb: &str, object: &str) -> Option<EventType> {
        let cues = self.by_verb.get(verb)?;
        let ends = object.char_indices().rev().map(|(at, last)| (at, at + last.len_utf8()));
        ends.flat_map(|(last, end)| {
            let starts = object.char_indices().map(|(at, _)| at).skip_while(move |at| at + cues.longest < end);
            starts.take_while(move |&start| start <= last).map(move |start| &object[start..end])
        })
        .find_map(|word| cues.words.get(word).copied())
    }
}
