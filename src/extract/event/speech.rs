//! Speech.
//!
//! **Finds** what a verb of saying makes of the words behind it, and how far that reaches.
//! **Rule** after 要求, 强调, 希望 come demands; after 指出, 表示, 认为 views; after 介绍, 说 reports, in which acts are told. Demands and
//! views go on to the end of the paragraph, until a sentence names a day or another person. A speech is one event a speaker
//! and paragraph.
//! **In** 他强调，要压实责任。加强值班。随后，他来到灯塔村。
//! **Out** demand | demand | told

use crate::extract::Draft;
use crate::lexicon::{Cue, Lexicon};
use crate::text::Span;

/// What the words under a verb of saying are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Content {
    /// Reports: acts are told.
    #[default]
    Told,
    /// Views and promises: acts are told by their own verbs, or marked as done.
    View,
    /// What a policy or a paper lays down: likewise, and what is not marked is to come.
    Measure,
    /// Demands: nothing in it is an act.
    Demand,
}

/// What follows the verb of saying `word`.
pub fn content(lexicon: &Lexicon, word: &str) -> Content {
    let has = |cue| lexicon.cues.stand_in(cue, word);
    if has(Cue::Demanding) {
        Content::Demand
    } else if has(Cue::Judging) {
        Content::View
    } else {
        Content::Told
    }
}

/// Verbs whose object acts: what follows them in the clause is what others are to do.
pub fn is_pivot(lexicon: &Lexicon, word: &str) -> bool {
    lexicon.cues.has(Cue::Pivot, word)
}

/// Whether a sentence leaves the speech before it: it opens with a day, another scene or a person's name.
pub fn leaves(draft: &Draft<'_>, sentence: Span) -> bool {
    let text = sentence.of(draft.text).trim_start_matches(['“', '‘']);
    let near = |span: Span| sentence.contains(span) && span.from() < sentence.from() + 45;
    draft.lexicon.cues.starts(Cue::Scene, text)
        || draft.reading.dates.iter().any(|date| near(date.span))
        || draft.reading.people.iter().any(|person| near(person.span))
}
