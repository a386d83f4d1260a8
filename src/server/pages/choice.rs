//! Which events a page shows, by the parameters of its address.

use std::collections::BTreeSet;

use jiff::civil::Date;
use oxigraph::model::NamedNode;

use super::super::index::Index;
use super::super::index::events::{BANDS, Choice};
use super::super::problem::Problem;
use super::Asking;
use crate::query::argument;
use crate::query::look::Look;
use crate::text::Edtf;

/// The parameters.
pub const NAMES: [&str; 6] = ["kind", "place", "who", "from", "to", "band"];

/// The choice, with what is wrong with the asking. What is not in the store is chosen all the same, and finds nothing.
///
/// # Errors
/// The engine's.
pub fn choice(asking: &Asking) -> Result<(Choice, Vec<String>), Problem> {
    let (c, index) = (&asking.chrome, &asking.state.index);
    let look = Look::at(&asking.state.store);
    let given = |name: &str| asking.parameters.get(name).unwrap_or("").trim();
    let [kind, place, who, from, to, band] = NAMES.map(given);
    let mut problems = Vec::new();
    let mut choice = Choice::default();
    let mut none = |what: &str| problems.push(format!("{}：{what}", c.t("库中没有", "not in the store")));
    if !kind.is_empty() {
        let types = argument::types(look, kind)?;
        choice.kinds = types.iter().filter_map(|kind| index.events.kind(kind)).collect();
        if choice.kinds.is_empty() {
            none(kind);
            choice.kinds = vec![u16::MAX];
        }
    }
    if !place.is_empty() {
        choice.places = numbers(index, argument::places(look, place)?);
        if choice.places.is_empty() {
            none(place);
            choice.places = vec![u32::MAX];
        }
    }
    if !who.is_empty() {
        choice.actors = numbers(index, look.named(who)?);
        if choice.actors.is_empty() {
            none(who);
            choice.actors = vec![u32::MAX];
        }
    }
    let mut day = |words: &str, last: bool| -> Option<Date> {
        let bounds = argument::time(words).map(Edtf::bounds).unwrap_or_default();
        let day = if last { bounds.1 } else { bounds.0 };
        if day.is_none() && !words.is_empty() {
            problems.push(format!(
                "{}：{words}",
                c.t("日期写作 2022-05-12、2022-05 或 2022", "a day is written 2022-05-12")
            ));
        }
        day
    };
    (choice.from, choice.to) = (day(from, false), day(to, true));
    choice.band = BANDS.iter().position(|known| *known == band).and_then(|at| u8::try_from(at).ok());
    Ok((choice, problems))
}

fn numbers(index: &Index, things: BTreeSet<NamedNode>) -> Vec<u32> {
    things.iter().filter_map(|thing| index.things.number(thing.as_str())).collect()
}
