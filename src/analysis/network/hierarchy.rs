//! Who stands under whom: bodies under the bodies that they are part of or are guided by and under the place of their seat,
//! places under the places that they lie in. No time and no band: the lists of divisions and the names of bodies say so.

use oxigraph::model::NamedNodeRef;

use super::weave::Weave;
use super::{Kind, NetworkKind};
use crate::analysis::scope::Scope;
use crate::graph::vocabulary as v;
use crate::query::look::Looked;

pub(super) const KIND: NetworkKind = NetworkKind {
    name: "hierarchy",
    chinese: "机构与地方的隶属",
    english: "bodies and places under those above them",
    directed: true,
    weave,
};

const UPWARD: [(NamedNodeRef<'static>, &str); 4] = [
    (v::SUB_ORGANIZATION_OF, "隶属"),
    (v::GUIDED_BY, "业务指导"),
    (v::JURISDICTION, "辖区"),
    (v::CONTAINED_IN_PLACE, "属于"),
];

fn weave(weave: &mut Weave<'_>, scope: &Scope) -> Looked<()> {
    for (kind, class) in [(Kind::Organisation, v::ORGANIZATION), (Kind::Place, v::ADMINISTRATIVE_AREA)] {
        for thing in weave.look.subjects(v::TYPE, &class.into_owned().into())? {
            let seats = match kind {
                Kind::Place => vec![thing.clone()],
                _ => weave.look.things(&thing, v::JURISDICTION)?,
            };
            let mut within = scope.places.is_none();
            for seat in &seats {
                within |= scope.holds(weave.look, seat)?;
            }
            if !within {
                continue;
            }
            for (property, label) in UPWARD {
                for above in weave.look.things(&thing, property)? {
                    if let Some(sort) = weave.kind(&above)? {
                        weave.link((&thing, kind), (&above, sort), label).upward = true;
                    }
                }
            }
        }
    }
    Ok(())
}
