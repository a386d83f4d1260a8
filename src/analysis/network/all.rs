//! All facts: people, bodies, places, events and figures, with the roles in which they meet.

use super::weave::Weave;
use super::{Kind, NetworkKind};
use crate::analysis::scope::Scope;
use crate::graph::vocabulary as v;
use crate::query::look::Looked;

pub(super) const KIND: NetworkKind = NetworkKind {
    name: "all",
    chinese: "人物、机构、地方、事件、数据",
    english: "people, bodies, places, events and figures",
    directed: true,
    weave,
};

fn weave(weave: &mut Weave<'_>, scope: &Scope) -> Looked<()> {
    // Of a scope only what its facts are about; of the whole store also what no fact is about.
    if scope.is_open() {
        for (kind, class) in Kind::ALL.into_iter().filter(|(kind, _)| *kind != Kind::Post) {
            for thing in weave.look.subjects(v::TYPE, &class.into_owned().into())? {
                weave.add(&thing, kind);
            }
        }
    }
    for (class, kind, roles) in [
        (v::EVENT, Kind::Event, [(v::HAS_ACTOR, "行为者"), (v::HAS_PLACE, "地点")]),
        (v::OBSERVATION, Kind::Figure, [(v::REF_AREA, "描述"), (v::SUBJECT, "描述")]),
    ] {
        for fact in weave.facts(scope, class)? {
            weave.add(&fact.iri, kind);
            for (role, label) in roles {
                for thing in fact.things(role) {
                    if let Some(sort) = weave.kind(&thing)? {
                        weave.tie((&fact.iri, kind), (&thing, sort), label, &fact);
                    }
                }
            }
        }
    }
    people(weave, scope)?;
    upward(weave, scope)
}

/// People hang on the bodies and places of their posts; two posts in one body make one link with both titles.
fn people(weave: &mut Weave<'_>, scope: &Scope) -> Looked<()> {
    for membership in weave.facts(scope, v::MEMBERSHIP)? {
        let mut seats = membership.things(v::IN_ORGANIZATION);
        for post in membership.things(v::OPENGOV_POST) {
            seats.extend(weave.look.things(&post, v::AREA)?);
        }
        for role in membership.things(v::ROLE) {
            let title = weave.look.label(&role)?;
            for person in membership.things(v::MEMBER) {
                for seat in &seats {
                    if let Some(kind) = weave.kind(seat)? {
                        weave.tie((&person, Kind::Person), (seat, kind), &title, &membership);
                    }
                }
            }
        }
    }
    Ok(())
}

/// The bodies that are there hang on their seats, the places on those above, up to the top.
fn upward(weave: &mut Weave<'_>, scope: &Scope) -> Looked<()> {
    let mut waiting = weave.things();
    while let Some((thing, kind)) = waiting.pop() {
        let (property, label) = match kind {
            Kind::Organisation => (v::JURISDICTION, "辖区"),
            Kind::Place => (v::CONTAINED_IN_PLACE, "属于"),
            _ => continue,
        };
        for above in weave.look.things(&thing, property)? {
            // A scope ends at its places: what lies above them is no part of it.
            if scope.holds(weave.look, &above)? {
                if !weave.has(&above) {
                    waiting.push((above.clone(), Kind::Place));
                }
                weave.link((&thing, kind), (&above, Kind::Place), label).upward = true;
            }
        }
    }
    Ok(())
}
