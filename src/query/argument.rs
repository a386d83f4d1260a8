//! What the words of a question's or a search's arguments stand for in a store.

use std::collections::BTreeSet;

use jiff::civil::Date;
use oxigraph::model::{Literal, NamedNode, Term};

use super::look::{Look, Looked};
use crate::graph::vocabulary as v;
use crate::model::EventType;
use crate::text::{Edtf, Moment};

/// The types of events that `words` name: one type (会议, Meeting) or all of a group (治理, Governing).
///
/// # Errors
/// The engine's.
pub fn types(look: Look<'_>, words: &str) -> Looked<Vec<NamedNode>> {
    let own = |name: &str| NamedNode::new_unchecked(format!("{}{name}", v::FZ));
    if let Ok(kind) = words.parse::<EventType>() {
        return Ok(vec![own(kind.name())]);
    }
    let mut found = Vec::new();
    for kind in EventType::ALL {
        for group in look.things(&own(kind.name()), v::BROADER)? {
            let name = group.as_str().strip_prefix(v::FZ).unwrap_or_default();
            if name.eq_ignore_ascii_case(words) || look.label(&group)? == words {
                found.push(own(kind.name()));
            }
        }
    }
    Ok(found)
}

/// The places that `words` name: by IRI, code, name or short name; of several, the divisions of the highest level that
/// has one (吉林 is the province), else those whose names contain the words.
///
/// # Errors
/// The engine's.
pub fn places(look: Look<'_>, words: &str) -> Looked<BTreeSet<NamedNode>> {
    let mut found = BTreeSet::new();
    for thing in look.named(words)? {
        if look.is_a(&thing, v::ADMINISTRATIVE_AREA)? {
            found.insert(thing);
        }
    }
    const LEVELS: [&str; 8] = ["country", "province", "prefecture", "county", "township", "zone", "village", "site"];
    let mut best = (LEVELS.len(), BTreeSet::new());
    for place in found {
        let level = look.text(&place, v::LEVEL)?;
        let rank = LEVELS.iter().position(|known| level.as_deref() == Some(known)).unwrap_or(LEVELS.len());
        if rank < best.0 {
            best = (rank, BTreeSet::new());
        }
        if rank == best.0 {
            best.1.insert(place);
        }
    }
    Ok(best.1)
}

/// What to say of a name that none or several things bear.
///
/// # Errors
/// The engine's.
pub fn note(look: Look<'_>, words: &str, things: &[NamedNode]) -> Looked<Option<String>> {
    const SHOWN: usize = 6;
    Ok(match things {
        [] => Some(format!("「{words}」在库中没有 | nothing in the store is called {words}")),
        [_] => None,
        several => {
            let names = several.iter().take(SHOWN).map(|thing| look.label(thing)).collect::<Looked<Vec<_>>>()?;
            let more = if several.len() > SHOWN { " …" } else { "" };
            let names = names.join("、");
            let count = several.len();
            Some(format!("「{words}」所指有{count} | {words} means {count} things, all of which count: {names}{more}"))
        }
    })
}

/// The concepts that `words` name, in Chinese or English.
///
/// # Errors
/// The engine's.
pub fn concepts(look: Look<'_>, words: &str) -> Looked<Vec<NamedNode>> {
    let mut found = BTreeSet::new();
    for language in ["zh", "en"] {
        let label = Term::from(Literal::new_language_tagged_literal_unchecked(words, language));
        found.extend(look.subjects(v::PREF_LABEL, &label)?);
    }
    Ok(found.into_iter().collect())
}

/// The time that `words` write as EDTF does: 2022, 2022-05, 2022-05-12, 2022-05/2022-06, ../2022-05-12.
pub fn time(words: &str) -> Option<Edtf> {
    let moment = |words: &str| {
        let parts: Vec<i16> = words.split('-').map(|part| part.parse().ok()).collect::<Option<_>>()?;
        let small = |part: i16| i8::try_from(part).ok();
        match parts[..] {
            [year] if year >= 1000 => Some(Moment::year(year)),
            [year, month @ 1..=12] if year >= 1000 => Some(Moment::month(Some(year), small(month)?)),
            [year, month, day] => Date::new(year, small(month)?, small(day)?).ok().map(Moment::from),
            _ => None,
        }
    };
    match words.split_once('/') {
        None => moment(words).map(Edtf::At),
        Some(("..", to)) => moment(to).map(Edtf::Until),
        Some((from, "..")) => moment(from).map(Edtf::Since),
        Some((from, to)) => Some(Edtf::Between(moment(from)?, moment(to)?)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_as_written() {
        let day = |words: &str| {
            let (first, last) = time(words).map(Edtf::bounds).unwrap_or_default();
            [first, last].map(|day| day.map_or_else(|| "-".to_owned(), |day| day.to_string())).join(" ")
        };
        for (words, expected) in [
            ("2022", "2022-01-01 2022-12-31"),
            ("2022-02", "2022-02-01 2022-02-28"),
            ("2022-05-12", "2022-05-12 2022-05-12"),
            ("2022-05/2022-06", "2022-05-01 2022-06-30"),
            ("../2022-05-12", "- 2022-05-12"),
            ("2022-02-30", "- -"),
            ("5", "- -"),
            ("May", "- -"),
        ] {
            assert_eq!(day(words), expected, "{words}");
        }
    }
}
