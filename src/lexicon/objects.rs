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

/// What the words beside one verb say: by their last character, longest first.
type Cues = FxHashMap<char, Vec<(String, EventType)>>;

/// The classes of verbs of `verbs.tsv`, which a row names by `@` and their name: `@giving` for 发放, 赠送, 送去.
#[derive(Debug, Default)]
pub struct VerbClasses(FxHashMap<String, Vec<String>>);

#[derive(Deserialize)]
struct Class {
    class: String,
    verbs: String,
}

impl VerbClasses {
    /// Reads the text of `table`; rows of one class are joined.
    ///
    /// # Errors
    /// A row that has other columns.
    pub fn read(table: &str, text: &str) -> Result<Self, BadRow> {
        let mut found = Self::default();
        for row in rows::<Class>(table, text)? {
            found.0.entry(row.class).or_default().extend(values(&row.verbs).map(str::to_owned));
        }
        Ok(found)
    }

    /// The verbs that `cell` lists, by themselves or by their classes; the name of an unknown class as the error.
    fn verbs<'a>(&'a self, cell: &'a str) -> Result<Vec<&'a str>, &'a str> {
        let mut found = Vec::new();
        for value in values(cell) {
            match value.strip_prefix('@') {
                Some(class) => found.extend(self.0.get(class).ok_or(class)?.iter().map(String::as_str)),
                None => found.push(value),
            }
        }
        Ok(found)
    }
}

impl Objects {
    /// Reads the text of `table`, whose rows may name classes of verbs.
    ///
    /// # Errors
    /// A row whose type or class of verbs is none.
    pub fn read(table: &str, text: &str, classes: &VerbClasses) -> Result<Self, BadRow> {
        let mut found = Self::default();
        for row in rows::<Row>(table, text)? {
            let kind: EventType = row.r#type.parse().map_err(|e| BadRow {
                table: table.to_owned(),
                line: 0,
                reason: format!("{}: {e}", row.verbs),
            })?;
            let verbs = classes.verbs(&row.verbs).map_err(|class| BadRow {
                table: table.to_owned(),
                line: 0,
                reason: format!("@{class} is no class of verbs.tsv"),
            })?;
            for verb in verbs {
                let cues = found.by_verb.entry(verb.to_owned()).or_default();
                for word in values(&row.objects) {
                    let Some(last) = word.chars().next_back() else { continue };
                    let alike = cues.entry(last).or_default();
                    // Of two rows for one word the later counts.
                    alike.retain(|(known, _)| known != word);
                    let place = alike.partition_point(|(known, _)| known.len() >= word.len());
                    alike.insert(place, (word.to_owned(), kind));
                }
            }
        }
        Ok(found)
    }

    /// The type that `object` gives to `verb`: that of the word which stands last in it, the longest of those, since
    /// the head of a Chinese noun phrase comes last. None where the table has no such pair.
    pub fn decide(&self, verb: &str, object: &str) -> Option<EventType> {
        let cues = self.by_verb.get(verb)?;
        object.char_indices().rev().find_map(|(at, last)| {
            let words = cues.get(&last)?;
            let text = &object[..at + last.len_utf8()];
            words.iter().find(|(word, _)| text.ends_with(word.as_str())).map(|(_, kind)| *kind)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_stands_for_its_verbs() -> Result<(), BadRow> {
        let classes = VerbClasses::read("verbs.tsv", "class\tverbs\ngiving\t发放|赠送\n")?;
        let head = "verbs\tobjects\ttype\n";
        let objects = Objects::read("objects.tsv", &format!("{head}@giving|带来\t手册|证书\tPublicity\n"), &classes)?;
        for (verb, object, kind) in [
            ("发放", "防汛手册", Some(EventType::Publicity)),
            ("带来", "防汛手册", Some(EventType::Publicity)),
            ("赠送", "大米", None),
            ("领取", "防汛手册", None),
        ] {
            assert_eq!(objects.decide(verb, object), kind, "{verb}{object}");
        }
        let unknown = Objects::read("objects.tsv", &format!("{head}@lending\t手册\tPublicity\n"), &classes);
        assert!(unknown.is_err_and(|bad| bad.to_string().contains("@lending")));
        Ok(())
    }
}
