//! The days on which a fact may count: those of its time, else the day of the paper.

use oxigraph::model::NamedNode;

use super::look::{Look, Looked};
use crate::graph::vocabulary as v;

/// First and last day, `2022-05-01`, of which text order is the order of time.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Days {
    /// The first.
    pub first: String,
    /// The last, which may be the same.
    pub last: String,
    /// Whether the text gives them, at least one of them; else they are those of the paper.
    pub told: bool,
}

impl Days {
    /// From the bounds of a time and the days of the papers that tell of it; none where nothing gives a day.
    ///
    /// What has gone on since a day goes on until it is printed, for all that we know.
    pub fn of(bounds: (Option<&str>, Option<&str>), printed: &[String]) -> Option<Self> {
        let first = bounds.0.or(bounds.1).or(printed.iter().min().map(String::as_str))?;
        let last = bounds.1.or(printed.iter().max().map(String::as_str)).unwrap_or(first).max(first);
        Some(Self { first: first.to_owned(), last: last.to_owned(), told: bounds != (None, None) })
    }

    /// Those of the fact `fact` with these bounds: the papers are asked only where they count.
    ///
    /// # Errors
    /// The engine's.
    pub fn of_fact(look: Look<'_>, fact: &NamedNode, bounds: (Option<&str>, Option<&str>)) -> Looked<Option<Self>> {
        let printed = match bounds {
            (_, Some(_)) => Vec::new(),
            _ => printed(look, fact)?,
        };
        Ok(Self::of(bounds, &printed))
    }

    /// Whether some of the days lie between `from` and `to`, both open where none.
    pub fn touch(&self, from: Option<&str>, to: Option<&str>) -> bool {
        from.is_none_or(|from| self.last.as_str() >= from) && to.is_none_or(|to| self.first.as_str() <= to)
    }
}

/// The days of the papers that tell of `fact`.
fn printed(look: Look<'_>, fact: &NamedNode) -> Looked<Vec<String>> {
    let mut days = Vec::new();
    for claim in look.things(fact, v::EVIDENCE)? {
        days.extend(super::evidence::printed(look, &claim)?);
    }
    Ok(days)
}

/// As text, where a day stands: `2022-05-01`, or the first and the last.
impl std::fmt::Display for Days {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.first == self.last { f.write_str(&self.first) } else { write!(f, "{}/{}", self.first, self.last) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_paper_counts_where_the_text_gives_no_day() {
        let printed = ["2022-05-12".to_owned(), "2022-05-14".to_owned()];
        for (cause, bounds, expected) in [
            ("a day", (Some("2022-05-09"), Some("2022-05-09")), Some("2022-05-09")),
            ("no day", (None, None), Some("2022-05-12/2022-05-14")),
            ("since a day", (Some("2022-05-01"), None), Some("2022-05-01/2022-05-14")),
            ("since a day to come", (Some("2022-06-01"), None), Some("2022-06-01")),
            ("until a day", (None, Some("2022-05-10")), Some("2022-05-10")),
        ] {
            assert_eq!(Days::of(bounds, &printed).map(|days| days.to_string()).as_deref(), expected, "{cause}");
        }
        assert_eq!(Days::of((None, None), &[]), None);
        let days = Days::of((None, None), &printed).expect("days of the papers");
        assert!(days.touch(Some("2022-05-14"), None) && days.touch(None, Some("2022-05-12")) && !days.told);
        assert!(!days.touch(Some("2022-05-15"), None) && !days.touch(None, Some("2022-05-11")));
    }
}
