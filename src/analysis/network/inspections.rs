//! Who inspects where: people, and bodies where no person is named, to the places of the inspection.

use oxigraph::model::NamedNode;

use super::weave::Weave;
use super::{Kind, NetworkKind};
use crate::analysis::scope::Scope;
use crate::graph::vocabulary as v;
use crate::query::look::Looked;

pub(super) const KIND: NetworkKind = NetworkKind {
    name: "inspections",
    chinese: "谁到哪里调研检查",
    english: "who inspects which place",
    directed: true,
    weave,
};

fn weave(weave: &mut Weave<'_>, scope: &Scope) -> Looked<()> {
    let inspection = NamedNode::new_unchecked(format!("{}Inspection", v::FZ));
    for event in weave.facts(scope, v::EVENT)? {
        if !event.things(v::EVENT_TYPE).contains(&inspection) {
            continue;
        }
        let mut actors = Vec::new();
        for actor in event.things(v::HAS_ACTOR) {
            if let Some(kind @ (Kind::Person | Kind::Organisation)) = weave.kind(&actor)? {
                actors.push((actor, kind));
            }
        }
        if actors.iter().any(|(_, kind)| *kind == Kind::Person) {
            actors.retain(|(_, kind)| *kind == Kind::Person);
        }
        for place in event.things(v::HAS_PLACE) {
            // A hospital that is visited is a body.
            let Some(sort) = weave.kind(&place)? else { continue };
            for (actor, kind) in actors.iter().filter(|(actor, _)| *actor != place) {
                weave.tie((actor, *kind), (&place, sort), "调研检查", &event);
            }
        }
    }
    Ok(())
}
