//! What a body is a part of, and which body guides it, by its name and its place alone.
//!
//! Rules, in this order: a name that goes on from that of an office is a part of it (公安局刑侦支队); an office is a part of
//! what the table of offices says, at the same place (块: 组织部 of the committee, 民政局 of the government), and is guided
//! by the same office one level up (条); a group of a command is a part of it, and a command, leading group or task force
//! of the government of its place; a committee of a village or community is guided by the government or office of its
//! township. What is said so is inferred: no sentence says it.

use super::iri;
use crate::lexicon::offices::{Office, Seat};
use crate::lexicon::{Cue, Lexicon};
use crate::model::organisation::{Superior, Tie};
use crate::model::{Code, Level, OrganisationKind};

/// Commands and groups set up for one task, that have groups of their own.
const COMMANDS: [&str; 3] = ["指挥部", "领导小组", "委员会办公室"];

/// What the body called `name`, of the division `home`, is a part of, and what guides it.
pub fn superiors(lexicon: &Lexicon, name: &str, home: Option<Code>, kind: OrganisationKind) -> Vec<Superior> {
    let divisions = &lexicon.divisions;
    let Some(row) = home.and_then(|home| divisions.find(home)) else { return Vec::new() };
    let Some(seat) = Seat::of(divisions.get(row)) else { return Vec::new() };
    let place = divisions.full_name(row);
    let spelled = lexicon.spelled_out(name);
    let body = |tie, row: u32, name: String, kind, rule| {
        let iri = iri::organisation(Some(divisions.get(row).code), &name);
        Superior { tie, iri, name, kind, home: divisions.get(row).code, rule }
    };
    if kind == OrganisationKind::Community && divisions.get(row).level == Level::Township {
        let guide = lexicon.offices.named("人民政府", Seat::Township).and_then(|office| office.name(seat, ""));
        let guide = guide.map(|office| of_place(&place, office));
        return guide
            .map(|name| body(Tie::GuidedBy, row, name, OrganisationKind::Government, "level"))
            .into_iter()
            .collect();
    }
    let Some(tail) = tail(&spelled, &place) else { return Vec::new() };
    let mut found = Vec::new();
    if let Some(office) = lexicon.offices.named(&tail, seat) {
        if let Some((above, name)) = lexicon.offices.above(office, seat) {
            found.push(body(Tie::PartOf, row, of_place(&place, name), above.kind, "place"));
        }
        let up = divisions.get(row).parent.filter(|&up| divisions.get(up).level != Level::Country);
        let guide = up.and_then(|up| Some((up, Seat::of(divisions.get(up))?)));
        if let Some((up, name)) = guide.and_then(|(up, seat)| Some((up, office.name(seat, &tail)?))) {
            found.push(body(Tie::GuidedBy, up, of_place(&divisions.full_name(up), name), office.kind, "level"));
        }
        return found;
    }
    let command = COMMANDS.iter().find_map(|end| {
        let at = tail.find(end)? + end.len();
        (at < tail.len()).then(|| &tail[..at])
    });
    let government = || lexicon.offices.named("人民政府", seat).map(|office| (office, "人民政府"));
    let task = kind == OrganisationKind::Taskforce && lexicon.cues.ends(Cue::TaskEnd, &tail);
    let part =
        |(office, name): (&Office, &str), rule| body(Tie::PartOf, row, of_place(&place, name), office.kind, rule);
    if let Some(whole) = lexicon.offices.whole_of(&tail, seat) {
        found.push(part(whole, "name"));
    } else if let Some(command) = command {
        found.push(body(Tie::PartOf, row, of_place(&place, command), OrganisationKind::Taskforce, "name"));
    } else if task && let Some(government) = government() {
        found.push(part(government, "place"));
    }
    found
}

/// What follows the place in a body's name, as the table of offices writes it: `共青团*委` for that of the League.
fn tail<'n>(name: &'n str, place: &str) -> Option<std::borrow::Cow<'n, str>> {
    let (before, rest) = name.strip_prefix("共青团").map_or(("", name), |rest| ("共青团*", rest));
    let tail = rest.strip_prefix(place).filter(|tail| !tail.is_empty())?;
    Some(if before.is_empty() { tail.into() } else { format!("{before}{tail}").into() })
}

/// The name of an office with that of its place.
fn of_place(place: &str, office: &str) -> String {
    if office.contains('*') { office.replace('*', place) } else { format!("{place}{office}") }
}
