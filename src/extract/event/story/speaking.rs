//! Who speaks, and whether a verb of saying tells a new act.

use super::super::clause::Clause;
use super::super::mood::Mood;
use super::super::trigger::Candidate;
use super::{Act, Story};
use crate::lexicon::{Cue, Lexicon, lists::TriggerClass};
use crate::model::EventType;
use crate::model::reading::Reference;

impl<'a> Story<'_, 'a> {
    /// A verb of saying: Some(None) where it is one but tells no new event.
    pub(super) fn speech_act(
        &mut self,
        candidate: Candidate<'a>,
        clauses: &[Clause],
        mood: Mood,
        subordinate: bool,
    ) -> Option<Option<Act<'a>>> {
        let clause = *clauses.last()?;
        let before = self.text(clause.span.from(), candidate.span.from());
        let short = candidate.word.chars().count() == 1;
        let after = self.after(candidate.span.to());
        let parted = after.is_none_or(|c| matches!(c, '，' | '：' | ':' | '。' | '“' | ','));
        if short && !parted && !(candidate.word == "称" && self.ends_in_noun(candidate.span.from(), clause)) {
            return None;
        }
        let own = self.cast.subject(self.draft, clause.span.from(), candidate.span.from());
        let someone = !own.is_empty() || self.ends_in_people(candidate.span.from(), clause);
        let wished = mood.sentence && !someone || mood.clause || mood.negated;
        if wished
            || self.is_demand_named(candidate, before)
            || subordinate && !before.starts_with('据')
            || before.contains("记者")
            || speaks_of_me(self.draft.lexicon, before)
        {
            return None;
        }
        // 讲话精神, 汇报材料: nouns, unless they end what is said of the speaker.
        let cues = &self.draft.lexicon.cues;
        let address = cues.ends(Cue::SpokenWord, candidate.word);
        let closed = self.draft.text.get(candidate.span.to()..clause.span.to()).unwrap_or("");
        if address
            && candidate.word.chars().count() == 2
            && candidate.word != "汇报"
            && !closed.is_empty()
            && !closed.starts_with(['了', '中', '时', '强', '指', '说', '称', '、'])
        {
            return None;
        }
        // 据官网介绍, 公开资料显示: where it is written, no one's words.
        if cues.ends(Cue::Source, before) {
            return None;
        }
        let named = self.cast.subject(self.draft, clause.span.from(), candidate.span.from());
        let who = self.speakers(clauses, candidate.span.from(), before, &named);
        if before.starts_with('据') && self.cast.between(clause.span.from(), candidate.span.from()).is_empty() {
            return None;
        }
        if candidate.class == TriggerClass::Weak && named.is_empty() && before.is_empty() {
            return None;
        }
        let by = !named.is_empty()
            || cues.stand_in(Cue::LaySpeaker, before)
            || before.contains('》')
            || !who.is_empty()
            || self.ends_in_noun(candidate.span.from(), clause);
        // 检察建议, 发出建议, 对建议进行回应: a noun, unless who makes it stands right before.
        let noun = candidate.word == "建议"
            && !self.ends_in_people(candidate.span.from(), clause)
            && !self.blocked.iter().any(|span| span.to() == candidate.span.from())
            && !["会议", "》", "他", "她", "还", "也", "并", "纷纷"].iter().any(|word| before.ends_with(word));
        if !by || noun {
            return None;
        }
        if candidate.word.contains("要求") && self.is_notice(clauses) {
            return Some(None);
        }
        let act = Act {
            word: candidate.word,
            span: candidate.span,
            start: candidate.span.from(),
            kind: candidate.kind,
            class: candidate.class,
            marked: mood.marked,
            light: None,
        };
        Some(Some(act))
    }

    /// Whether 要求, 部署 and the like stand as nouns at the end of their clause: 按照市委要求，.
    fn is_demand_named(&self, candidate: Candidate<'a>, before: &str) -> bool {
        let cues = &self.draft.lexicon.cues;
        if !cues.has(Cue::NamedDemand, candidate.word) {
            return false;
        }
        cues.stand_in(Cue::DemandFrame, before)
            || self.after(candidate.span.to()).is_some_and(|c| matches!(c, '，' | '。' | '、' | '；'))
                && !before.is_empty()
                && !self.blocked.iter().any(|span| span.to() == candidate.span.from())
                && !["会议", "》", "他", "她", "并", "还", "也", "作出", "作", "做出", "提出"]
                    .iter()
                    .any(|word| before.ends_with(word))
    }

    /// Whether a noun or name stands before byte `at`, adverbs left out: someone whom no list knows.
    fn ends_in_noun(&self, at: usize, clause: Clause) -> bool {
        let last = self.draft.words_to(at);
        let mut words = self.draft.words[..last].iter().rev().take_while(|word| word.span.from() >= clause.span.from());
        words
            .find(|word| !word.tag.starts_with('d') && !matches!(word.text, "还" | "也" | "均" | "都"))
            .is_some_and(|word| matches!(word.tag.as_bytes().first(), Some(b'n' | b'x')))
    }

    /// Whether a paper speaks at byte `at`: 《通知》明确, 通知指出.
    pub(super) fn is_paper(&self, at: usize, clause: Clause) -> bool {
        let before = self.text(clause.span.from(), at).trim_end_matches(['还', '也', '并']);
        self.draft.lexicon.cues.ends(Cue::PaperNoun, before)
    }

    /// Whether a word for people stands before byte `at`, adverbs left out: 负责人, 居民.
    fn ends_in_people(&self, at: usize, clause: Clause) -> bool {
        let cues = &self.draft.lexicon.cues;
        let last = self.draft.words_to(at);
        let mut words = self.draft.words[..last].iter().rev().take_while(|word| word.span.from() >= clause.span.from());
        words
            .find(|word| {
                !word.tag.starts_with('d') && !matches!(word.text, "纷纷" | "一致" | "还" | "也" | "均" | "都")
            })
            .is_some_and(|word| {
                word.tag.starts_with('n') && cues.ends(Cue::PeopleEnd, word.text)
                    || cues.has(Cue::PeopleWord, word.text)
            })
    }

    /// Whether the clause names who speaks at byte `at`, if not by name: 法官, 家长们.
    pub(super) fn names_speaker(&self, clause: Clause, at: usize) -> bool {
        self.stand_in(clause.span.from(), at).is_some() || self.ends_in_people(at, clause)
    }

    /// Whether the clause before tells of a paper that was sent out: its demand is the paper's.
    fn is_notice(&self, clauses: &[Clause]) -> bool {
        let Some(before) = clauses.len().checked_sub(2).and_then(|at| clauses.get(at)) else { return false };
        self.events
            .last()
            .is_some_and(|event| event.r#type == EventType::Issuance && before.span.contains(event.trigger))
    }

    /// Those who speak at byte `at` of the last clause.
    pub(super) fn speakers(&self, clauses: &[Clause], at: usize, before: &str, named: &[Reference]) -> Vec<Reference> {
        if !named.is_empty() {
            return named.to_vec();
        }
        let Some(clause) = clauses.last() else { return Vec::new() };
        let inside = self.cast.between(clause.span.from(), at);
        if before.starts_with('据') && !inside.is_empty() {
            return inside.iter().map(|m| m.reference).collect();
        }
        if before.ends_with("会议") || before.ends_with('》') || before.ends_with("通知") || before.ends_with("公告")
        {
            return self.host.clone();
        }
        if before.contains('他') || before.contains('她') {
            return self.people.clone();
        }
        if let Some(body) = self.stand_in(clause.span.from(), at) {
            return vec![body];
        }
        // 家长们纷纷表示: someone new, whom no name tells.
        let court = ["法院", "法庭", "合议庭"].iter().any(|word| before.contains(word));
        if court || before.ends_with("们") || self.ends_in_people(at, *clause) {
            return Vec::new();
        }
        self.who(clauses, at)
    }
}

/// 我 that is the speaker: not that of 我市, 我国, 我院.
fn speaks_of_me(lexicon: &Lexicon, before: &str) -> bool {
    before.match_indices('我').any(|(at, me)| !lexicon.cues.starts(Cue::OurOwn, &before[at + me.len()..]))
}

/// Whether a demand is what a suit asks for, by what stands before it in the sentence: 诉至法院，要求被告付款.
pub(super) fn asks_in_suit(lexicon: &Lexicon, word: &str, before: &str) -> bool {
    matches!(word, "要求" | "请求" | "主张") && lexicon.cues.stand_in(Cue::Suit, before)
}
