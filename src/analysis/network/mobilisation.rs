//! Mobilisation (下沉、双报到、驰援): from who sends to the place that receives.

use super::NetworkKind;
use super::weave::Weave;
use crate::analysis::scope::Scope;
use crate::graph::vocabulary as v;
use crate::query::look::Looked;

pub(super) const KIND: NetworkKind = NetworkKind {
    name: "mobilisation",
    chinese: "谁派人到哪里（下沉、双报到、驰援）",
    english: "who sends people to which place",
    directed: true,
    weave,
};

fn weave(weave: &mut Weave<'_>, scope: &Scope) -> Looked<()> {
    let sender = v::SENDER.into_owned();
    for event in weave.facts(scope, v::EVENT)? {
        for part in event.things(v::PARTICIPATION) {
            if !weave.look.things(&part, v::ROLE_TYPE)?.contains(&sender) {
                continue;
            }
            for actor in weave.look.things(&part, v::ACTOR)? {
                let Some(kind) = weave.kind(&actor)? else { continue };
                for place in event.things(v::HAS_PLACE) {
                    // A place that helps itself sends nobody; a hospital that is helped is a body.
                    if place != actor
                        && let Some(sort) = weave.kind(&place)?
                    {
                        weave.tie((&actor, kind), (&place, sort), "派往", &event);
                    }
                }
            }
        }
    }
    Ok(())
}
