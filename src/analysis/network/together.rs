//! Things of one kind that take part in the same events.

use oxigraph::model::NamedNode;

use super::Kind;
use super::weave::Weave;
use crate::analysis::scope::Scope;
use crate::graph::vocabulary as v;
use crate::query::look::Looked;

/// Ties the actors of `kind` of each event, two by two.
pub(super) fn weave(weave: &mut Weave<'_>, scope: &Scope, kind: Kind) -> Looked<()> {
    for event in weave.facts(scope, v::EVENT)? {
        let mut actors: Vec<NamedNode> = Vec::new();
        for actor in event.things(v::HAS_ACTOR) {
            if weave.kind(&actor)? == Some(kind) {
                actors.push(actor);
            }
        }
        let types = event.things(v::EVENT_TYPE);
        let label = types.first().map(|kind| weave.look.label(kind)).transpose()?.unwrap_or_default();
        for (at, one) in actors.iter().enumerate() {
            for other in &actors[at + 1..] {
                weave.tie((one, kind), (other, kind), &label, &event);
            }
        }
    }
    Ok(())
}
