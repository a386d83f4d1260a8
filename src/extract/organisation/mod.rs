//! Organisations.
//!
//! **Finds** bodies by their names (许昌市总工会), by the short form of their level (市委, 团县委), by a name without place
//! (指挥部, 组织部), by pointing (该局), and what 以下简称 says.
//! **Rule** the name of a body ends in a word that says what it is and begins where the noun phrase begins: with a place,
//! a level, the body above it, or a proper name. A strong ending (公安局, 有限公司) needs less before it than one that is
//! also an ordinary word (中心, 组, 队). A body that follows another directly is part of it (市公安局交警支队).
//! **In** 记者从绵阳市应急管理局获悉，市委、市政府成立防汛指挥部。
//! **Out** 绵阳市应急管理局 | 市委 | 市政府 | 防汛指挥部

mod full;
mod level;
mod medium;
mod pointing;
mod short_name;
#[cfg(test)]
mod tests;

use super::Draft;
use crate::model::OrganisationKind;
use crate::model::reading::{OrganisationForm, OrganisationMention};
use crate::text::Span;

/// Adds the organisations to the reading, and marks the places inside their names.
pub fn extract(draft: &mut Draft<'_>) {
    draft.reading.organisations = level::find(draft);
    draft.reading.organisations.extend(medium::find(draft));
    settle(&mut draft.reading.organisations);
    full::extend(draft);
    settle(&mut draft.reading.organisations);
    join_resident(draft);
    join_tax_office(draft);
    let pointing = pointing::find(draft);
    draft.reading.organisations.extend(pointing);
    settle(&mut draft.reading.organisations);
    draft.reading.short_names = short_name::find(draft);
    let named = short_name::spread(draft);
    draft.reading.organisations.extend(named);
    settle(&mut draft.reading.organisations);
    // Sorting the namings in has moved the bodies that the brackets point at.
    draft.reading.short_names = short_name::find(draft);
    mark_places(draft);
}

fn mention(span: Span, kind: OrganisationKind, place: Option<usize>, form: OrganisationForm) -> OrganisationMention {
    OrganisationMention { span, kind, place, form }
}

/// Leaves the longest of overlapping mentions, in order.
fn settle(bodies: &mut Vec<OrganisationMention>) {
    bodies.sort_by_key(|body| (body.span.start, std::cmp::Reverse(body.span.end)));
    let mut kept: Vec<OrganisationMention> = Vec::with_capacity(bodies.len());
    for body in bodies.drain(..) {
        match kept.last() {
            Some(last) if last.span.overlaps(body.span) => {
                if body.span.length() > last.span.length() {
                    kept.pop();
                    kept.push(body);
                }
            }
            _ => kept.push(body),
        }
    }
    *bodies = kept;
}

/// 中央纪委国家监委驻国家卫生健康委纪检监察组, 区纪委监委派出第一纪检监察组: the group is a part of the committee that sent it,
/// and its name begins with the committee's.
fn join_resident(draft: &mut Draft<'_>) {
    let text = draft.text;
    let bodies = &mut draft.reading.organisations;
    for at in (1..bodies.len()).rev() {
        let group = bodies[at].span.of(text);
        if !(group.ends_with("纪检监察组") || group.ends_with("纪检组")) {
            continue;
        }
        let sender = bodies[at - 1].clone();
        let gap = text.get(sender.span.to()..bodies[at].span.from()).unwrap_or("");
        let sent = matches!(gap, "驻" | "派驻" | "派出") || gap.is_empty() && group.starts_with(['驻', '派']);
        let committee = ["纪委", "监委", "纪委监委"].iter().any(|end| sender.span.of(text).ends_with(end));
        if sent && committee {
            bodies[at].span = sender.span.cover(bodies[at].span);
            bodies[at].form = sender.form;
            bodies[at].place = sender.place;
            bodies.remove(at - 1);
        }
    }
}

/// 国家税务总局 + 上海市税务局: the tax offices of the country bear its administration's name before their own.
fn join_tax_office(draft: &mut Draft<'_>) {
    let text = draft.text;
    let bodies = &mut draft.reading.organisations;
    for at in (1..bodies.len()).rev() {
        let above = bodies[at - 1].span;
        let adjacent = above.end == bodies[at].span.start && above.of(text) == "国家税务总局";
        if adjacent && bodies[at].span.of(text).contains("税务") {
            bodies[at].span = above.cover(bodies[at].span);
            bodies.remove(at - 1);
        }
    }
}

/// Marks the places that stand inside a name of a body: of 合肥市瑶海区七里站街道
/// before 文化站 only the last belongs to the body alone; what lies above it is told as well.
fn mark_places(draft: &mut Draft<'_>) {
    let bodies = &draft.reading.organisations;
    let parents: Vec<usize> = draft.reading.places.iter().filter_map(|place| place.parent).collect();
    for (index, place) in draft.reading.places.iter_mut().enumerate() {
        let at = bodies.partition_point(|body| body.span.end <= place.span.start);
        let inside = bodies.get(at).is_some_and(|body| body.span.overlaps(place.span) && body.span != place.span);
        place.inside_name = inside && parents.binary_search(&index).is_err();
    }
}
