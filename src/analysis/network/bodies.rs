//! Bodies in the same events.

use super::{Kind, NetworkKind, together};

pub(super) const KIND: NetworkKind = NetworkKind {
    name: "bodies",
    chinese: "参与同一事件的机构",
    english: "bodies that take part in the same events",
    directed: false,
    weave: |weave, scope| together::weave(weave, scope, Kind::Organisation),
};
