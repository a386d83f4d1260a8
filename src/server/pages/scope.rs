//! Which facts the page of a network or a timeline counts, by the parameters of its address.

use oxigraph::model::NamedNode;

use super::super::problem::Problem;
use super::Asked;
use crate::analysis::Scope;
use crate::graph::Store;
use crate::model::Band;
use crate::query::argument;
use crate::query::look::Look;
use crate::text::Edtf;

/// Parameters of the address that choose facts.
pub const GIVEN: [&str; 5] = ["place", "what", "from", "to", "band"];

/// The scope, with what is wrong with the asking; what is wrong narrows nothing.
///
/// # Errors
/// The engine's.
pub fn scope(store: &Store, asked: &Asked) -> Result<(Scope, Vec<String>), Problem> {
    let (c, look) = (&asked.chrome, Look::at(store));
    let given = |name: &str| asked.values.get(name).map(String::as_str);
    let mut problems = Vec::new();
    let mut scope = Scope::default();
    if let Some(place) = given("place") {
        let places = argument::places(look, place)?;
        let listed: Vec<NamedNode> = places.iter().cloned().collect();
        problems.extend(argument::note(look, place, &listed)?.map(|note| c.half(&note).to_owned()));
        scope.places = Some(places);
    }
    if let Some(what) = given("what") {
        scope.types = argument::types(look, what)?;
        if scope.types.is_empty() {
            problems.push(format!("{}：{what}", c.t("没有这类事件", "no type of event")));
        }
    }
    let mut bounds = |name: &str| {
        let words = given(name)?;
        let time = argument::time(words).map(Edtf::bounds);
        if time.is_none() {
            problems.push(format!(
                "{}：{words}",
                c.t("日期写作 2022-05-12、2022-05 或 2022", "a day is written 2022-05-12")
            ));
        }
        time
    };
    scope.from = bounds("from").and_then(|bounds| bounds.0);
    scope.to = bounds("to").and_then(|bounds| bounds.1);
    scope.band =
        given("band").and_then(|name| [Band::High, Band::Medium, Band::Low].into_iter().find(|b| b.name() == name));
    Ok((scope, problems))
}

/// Which facts were asked for, in words: ` (绵阳市, 2023)`.
pub fn words(asked: &Asked) -> String {
    let chosen = asked.values.iter().filter(|(name, _)| GIVEN.contains(&name.as_str()) || *name == "around");
    let chosen: Vec<&str> = chosen.map(|(_, value)| value.as_str()).collect();
    if chosen.is_empty() { String::new() } else { format!(" ({})", chosen.join(", ")) }
}
