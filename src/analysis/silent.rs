//! Which townships of a place no event names: the list of divisions less those of the table.

use std::collections::BTreeMap;

use super::view::{Given, number, word};
use crate::lexicon::Lexicon;
use crate::model::{Division, Level, iri};
use crate::query::Table;
use crate::query::question::QuestionError;

/// The townships within the place asked for that no event names, by code, and a note with how many are named.
///
/// # Errors
/// The engine's, and the lexicon's.
pub fn view(given: &Given<'_>) -> Result<(Table, Vec<String>), QuestionError> {
    let divisions = Lexicon::divisions().map_err(|e| QuestionError::View(e.to_string()))?;
    let columns = ["township", "code", "within", "events"].map(str::to_owned).to_vec();
    let places = given.filled.things.get("place").map_or(&[][..], Vec::as_slice);
    let outer: Vec<u32> = divisions
        .iter()
        .filter(|(_, division)| match (places, given.values.get("place")) {
            // A place that the store has never heard of is wholly silent.
            ([], Some(words)) => is_called(division, words),
            _ => places.iter().any(|place| place.as_str() == iri::division(division.code)),
        })
        .map(|(row, _)| row)
        .collect();
    let named: BTreeMap<String, usize> = given
        .table
        .rows
        .iter()
        .map(|row| (given.text(row, "code"), given.text(row, "events").parse().unwrap_or(0)))
        .collect();
    let (mut rows, mut all) = (Vec::new(), 0);
    for (row, division) in divisions.iter().filter(|(_, division)| division.level == Level::Township) {
        if !outer.iter().any(|&outer| divisions.within(row, outer)) {
            continue;
        }
        all += 1;
        let code = division.code.to_string();
        if named.contains_key(&code) {
            continue;
        }
        let within = division.parent.map(|parent| divisions.full_name(parent)).unwrap_or_default();
        rows.push((code.clone(), vec![word(&division.name), word(&code), word(&within), number(0)]));
    }
    rows.sort_by(|a, b| a.0.cmp(&b.0));
    let silent = rows.len();
    let told = all - silent;
    let note = format!(
        "{all}个乡镇街道中{told}个有报道，{silent}个没有 | of {all} townships {told} are reported, {silent} are not"
    );
    Ok((Table { columns, rows: rows.into_iter().map(|(_, row)| row).collect() }, vec![note]))
}

fn is_called(division: &Division, words: &str) -> bool {
    division.name == words || division.short.iter().any(|name| name == words) || division.code.to_string() == words
}
