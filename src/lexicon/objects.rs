//! What an object says of its verb: 发放传单 is Publicity, 发放物资 Supply; what an actor says: 法院受理 is Judicial.

use std::collections::HashMap;

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
    by_verb: HashMap<String, Vec<(String, EventType)>>,
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
                cues.extend(values(&row.objects).map(|word| (word.to_owned(), kind)));
            }
        }
        Ok(found)
    }

    /// The type that `object` gives to `verb`: that of the word which stands last in it, the longest of those, since
    /// the head of a Chinese noun phrase comes last. None where the table has no such pair.
    pub fn decide(&self, verb: &str, object: &str) -> Option<EventType> {
        let cues = self.by_verb.get(verb)?;
        cues.iter()
            .filter_map(|(word, kind)| object.rfind(word.as_str()).map(|at| (at + word.len(), word.len(), *kind)))
            .max_by_key(|&(end, length, _)| (end, length))
            .map(|(_, _, kind)| kind)
    }
}
