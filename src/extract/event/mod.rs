//! Events.
//!
//! **Finds** who did what, where and when: acts that took place, are under way or are announced for a day.
//! **Rule** a sentence is read clause by clause. A trigger that is the verb of its clause, or a noun under a light verb, tells an
//! act if the mood of the clause is that of fact ([`mood`]); trigger and object give its type; the subject ([`cast`]) goes on
//! until another is named. A speech is one event a speaker and paragraph ([`speech`]).
//! **In** 5月9日，县应急局局长李明到灯塔村检查防汛工作，要求村干部加强巡查。
//! **Out** Inspection 检查防汛工作, who 李明, where 灯塔村, when 5月9日 | Statement 要求村干部…, who 李明

pub mod cast;
pub mod clause;
pub mod mood;
pub mod speech;
pub mod story;
#[cfg(test)]
mod tests;
pub mod trigger;

use super::Draft;
use crate::text::Span;

/// Adds the events to the reading.
pub fn extract(draft: &mut Draft<'_>) {
    let opaque = clause::opaque(draft);
    let cast = cast::Cast::new(draft);
    let mut blocked: Vec<Span> = opaque.iter().copied().chain(cast.spans()).collect();
    blocked.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    let mut merged: Vec<Span> = Vec::with_capacity(blocked.len());
    for span in blocked {
        match merged.last_mut() {
            Some(last) if span.start < last.end => *last = last.cover(span),
            _ => merged.push(span),
        }
    }
    let mut story = story::Story::new(draft, &cast, &opaque, &merged);
    for sentence in 0..draft.reading.sentences.len() {
        story.read(sentence);
    }
    draft.reading.events = story.events;
}
