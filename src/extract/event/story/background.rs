//! Posts that are told as background.
//!
//! **Finds** whether words such as 任 and 曾任 tell of taking a post or only say who someone is.
//! **Rule** 他曾任… and 担任…期间 are background; whoever takes a post is named in the clause, or the day is. A sentence that
//! begins with 曾任 is a line of a curriculum vitae, whose person was named at its head.
//! **In** 李明，1987年8月参加工作。曾任青川县水利局局长。
//! **Out** Appointment 曾任青川县水利局局长

use super::super::clause::Clause;
use super::{Act, Story};
use crate::model::reading::Reference;

impl<'a> Story<'_, 'a> {
    /// Whether the act, whose clause says `before` ahead of it, tells no more than who someone is.
    pub(super) fn is_background(
        &self,
        act: Act<'a>,
        clause: Clause,
        named: &[Reference],
        before: &str,
        date: Option<usize>,
    ) -> bool {
        let person = named.iter().any(|r| matches!(r, Reference::Person(_)));
        match act.word {
            "曾任" | "历任" => {
                // 1996年6月至2002年8月，历任…: a period of a curriculum vitae opens the clause before.
                let dated = date.is_some_and(|at| {
                    let date = self.draft.reading.dates[at].span;
                    let gap = self.draft.text.get(date.to()..clause.span.from());
                    clause.span.contains(date) || matches!(gap, Some("，" | "," | "：" | "起，" | "间，"))
                });
                let opens = before.is_empty()
                    && self.draft.sentence_of(act.start).is_some_and(|sentence| sentence.span.from() == act.start);
                !dated && !person && !opens && !before.ends_with(['他', '她'])
            }
            "任" | "担任" | "兼任" => !person && date.is_none() && !act.marked,
            _ => false,
        }
    }
}
