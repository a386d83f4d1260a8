//! What someone is accused of.
//!
//! **Finds** the misconduct that a finding of discipline lists, and whose it is.
//! **Rule** 经查, 违反…纪律 and 利用…职务上的便利 open a list of misconduct that goes on from ； to ；, until the decision (决定给予…)
//! begins. In it an act of another kind is misconduct too, and a clause without one tells it by its last verb.
//! **In** 经查，李明违反廉洁纪律，违规领取津贴；
//! **Out** Misconduct 领取津贴, who 李明

use super::super::clause::Clause;
use super::{Act, Story};
use crate::lexicon::{Cue, lists::TriggerClass};
use crate::model::EventType;
use crate::model::reading::Reference;

impl<'a> Story<'_, 'a> {
    /// Whether the sentence belongs to a list of misconduct.
    pub(super) fn is_charge(&self, text: &str, listed: bool) -> bool {
        let cues = &self.draft.lexicon.cues;
        let abused = text.contains("职务上的便利") || text.contains("职务便利");
        let opens = abused || cues.starts(Cue::Charge, text) && self.draft.text.contains("纪律");
        (opens || self.charged && listed) && !cues.stand_in(Cue::Decision, text)
    }

    /// The type of an act in such a list, or of one that is told to break rules.
    pub(super) fn charge_of(&self, kind: EventType, breaks: bool) -> EventType {
        let other = !matches!(
            kind,
            EventType::Statement
                | EventType::Discipline
                | EventType::Judicial
                | EventType::Report
                | EventType::Appointment
                | EventType::Enforcement
                | EventType::Inspection
        );
        if (self.charged || breaks) && other { EventType::Misconduct } else { kind }
    }

    /// The misconduct of a clause in which no trigger stands: its last verb with an object.
    pub(super) fn bare_charge(&self, clause: Clause) -> Option<Act<'a>> {
        let words = &self.draft.words;
        if self.text(clause.span.from(), clause.span.to()).contains("涉嫌") {
            return None;
        }
        let first = self.draft.words_before(clause.span.from());
        let last = self.draft.words_to(clause.span.to());
        let verb = words.get(first..last)?.iter().rposition(|word| {
            word.tag.starts_with('v')
                && word.tag != "vn"
                && word.text.chars().count() > 1
                && word.span.to() < clause.span.to()
        })?;
        let word = words[first + verb];
        if self.draft.lexicon.cues.has(Cue::Reproach, word.text) {
            return None;
        }
        Some(Act {
            word: word.text,
            span: word.span,
            start: word.span.from(),
            kind: Some(EventType::Misconduct),
            class: TriggerClass::Weak,
            marked: false,
            light: None,
        })
    }

    /// Remembers whom an act of discipline meets.
    pub(super) fn accuse(&mut self, kind: EventType, clause: Clause) {
        if !matches!(kind, EventType::Discipline | EventType::Judicial | EventType::Misconduct) {
            return;
        }
        let people = self.cast.between(clause.span.from(), clause.span.to()).iter().map(|m| m.reference);
        let people: Vec<Reference> = people.filter(|r| matches!(r, Reference::Person(_))).collect();
        if !people.is_empty() {
            self.accused = people;
        }
    }
}
