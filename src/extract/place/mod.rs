//! Places.
//!
//! **Finds** divisions by name and short name, 我市 / 该县 / 全镇, villages, communities, zones, streets and sites.
//! **Rule** a division's full name is one wherever it stands; a short name only where nothing longer swallows it and the
//! context makes it a place (jieba's tag, a parent or home nearby). Below the township a name is what stands between a
//! boundary of the noun phrase and an ending (村, 社区, 小区, 开发区). A place right behind another lies in it.
//! **In** 绵阳市涪城区青义镇灯塔村的村民说，该村通了公交。
//! **Out** 绵阳市 | 涪城区 (in 绵阳市) | 青义镇 (in 涪城区) | 灯塔村 (in 青义镇) | 该村

mod community;
mod deictic;
mod division;
mod named;
mod shared;
#[cfg(test)]
mod tests;

use super::Draft;
use crate::model::Level;
use crate::model::reading::{PlaceForm, PlaceMention};
use crate::text::Span;

/// Adds the places to the reading.
pub fn extract(draft: &mut Draft<'_>) {
    let mut found = division::find(draft);
    settle(&mut found);
    draft.reading.places = found;
    link(draft);
    let more: Vec<PlaceMention> = deictic::find(draft).into_iter().chain(shared::find(draft)).collect();
    named::extend(draft);
    draft.reading.places.extend(more);
    settle(&mut draft.reading.places);
    link(draft);
}

/// One naming, not yet linked.
fn mention(span: Span, level: Level, form: PlaceForm) -> PlaceMention {
    PlaceMention { span, level, form, parent: None, inside_name: false }
}

/// Leaves the longest of overlapping mentions, in order.
fn settle(places: &mut Vec<PlaceMention>) {
    places.sort_by_key(|place| (place.span.start, std::cmp::Reverse(place.span.end)));
    let mut kept: Vec<PlaceMention> = Vec::with_capacity(places.len());
    for place in places.drain(..) {
        match kept.last() {
            Some(last) if last.span.overlaps(place.span) => {
                if place.span.length() > last.span.length() {
                    kept.pop();
                    kept.push(place);
                }
            }
            _ => kept.push(place),
        }
    }
    *places = kept;
}

/// Gives each place the one that stands right before it as its parent, if that is higher.
fn link(draft: &mut Draft<'_>) {
    for at in 1..draft.reading.places.len() {
        let (before, place) = (&draft.reading.places[at - 1], &draft.reading.places[at]);
        let adjacent = before.span.end == place.span.start;
        let higher =
            before.level < place.level || matches!(before.level, Level::Zone) && place.level >= Level::Township;
        draft.reading.places[at].parent = (adjacent && higher).then_some(at - 1);
    }
}
