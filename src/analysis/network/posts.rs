//! Officials, the posts in which they were seen, and the bodies and places of these posts.

use super::weave::Weave;
use super::{Kind, NetworkKind};
use crate::analysis::scope::Scope;
use crate::graph::vocabulary as v;
use crate::query::look::Looked;

pub(super) const KIND: NetworkKind = NetworkKind {
    name: "posts",
    chinese: "人物、职务、机构",
    english: "people, their posts, and the bodies of these",
    directed: true,
    weave,
};

fn weave(weave: &mut Weave<'_>, scope: &Scope) -> Looked<()> {
    for membership in weave.facts(scope, v::MEMBERSHIP)? {
        for post in membership.things(v::OPENGOV_POST) {
            for person in membership.things(v::MEMBER) {
                weave.tie((&person, Kind::Person), (&post, Kind::Post), "任", &membership);
            }
            for (property, kind) in [(v::POST_IN, Kind::Organisation), (v::AREA, Kind::Place)] {
                for seat in weave.look.things(&post, property)? {
                    weave.tie((&post, Kind::Post), (&seat, kind), "属", &membership);
                }
            }
        }
    }
    Ok(())
}
