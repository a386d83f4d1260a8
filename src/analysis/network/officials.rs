//! Officials, and other people, in the same events.

use super::{Kind, NetworkKind, together};

pub(super) const KIND: NetworkKind = NetworkKind {
    name: "officials",
    chinese: "参与同一事件的人物",
    english: "people that take part in the same events",
    directed: false,
    weave: |weave, scope| together::weave(weave, scope, Kind::Person),
};
