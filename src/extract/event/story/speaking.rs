//! Who speaks, and whether a verb of saying tells a new act.

use std::sync::LazyLock;

use super::super::clause::Clause;
use super::super::mood::Mood;
use super::super::trigger::Candidate;
use super::{Act, Story};
use crate::lexicon::lists::TriggerClass;
use crate::model::EventType;
use crate::model::reading::Reference;
use crate::text::Openings;

/// Who speaks without a name.
static LAY: LazyLock<Openings<()>> = LazyLock::new(|| {
    Openings::among(&[
        "大家",
        "村民",
        "居民",
        "群众",
        "负责人",
        "人员",
        "会议",
        "他",
        "她",
        "先生",
        "女士",
        "大爷",
        "同志",
        "专家",
        "学员",
        "官兵",
        "法院",
        "警方",
        "法官",
        "检察官",
        "公司",
        "医院",
        "学校",
        "家长",
        "网友",
        "市民",
        "业主",
        "老师",
        "孩子",
    ])
});

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
            || speaks_of_me(before)
        {
            return None;
        }
        // 讲话精神, 汇报材料: nouns, unless they end what is said of the speaker.
        let address = ["讲话", "致辞", "发言", "汇报", "批示"].iter().any(|word| candidate.word.ends_with(word));
        let closed = self.draft.text.get(candidate.span.to()..clause.span.to()).unwrap_or("");
        if address
            && candidate.word.chars().count() == 2
            && candidate.word != "汇报"
            && !closed.is_empty()
            && !closed.starts_with(['了', '中', '时', '强', '指', '说', '称', '、'])
        {
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
            || LAY.stand_in(before)
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
        const NOUNS: &[&str] = &["要求", "部署", "建议", "规定", "承诺", "评价", "批示", "反映", "回应"];
        const FRAMES: &[&str] = &["按", "根据", "依据", "围绕", "落实", "贯彻", "符合", "满足", "遵守", "执行"];
        if !NOUNS.contains(&candidate.word) {
            return false;
        }
        FRAMES.iter().any(|frame| before.contains(frame))
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
        ["》", "通知", "意见", "办法", "方案", "规定", "条例", "措施"].iter().any(|word| before.ends_with(word))
    }

    /// Whether a word for people stands before byte `at`, adverbs left out: 负责人, 居民.
    fn ends_in_people(&self, at: usize, clause: Clause) -> bool {
        let last = self.draft.words_to(at);
        let mut words = self.draft.words[..last].iter().rev().take_while(|word| word.span.from() >= clause.span.from());
        words
            .find(|word| {
                !word.tag.starts_with('d') && !matches!(word.text, "纷纷" | "一致" | "还" | "也" | "均" | "都")
            })
            .is_some_and(|word| {
                word.tag.starts_with('n')
                    && word.text.ends_with(['们', '民', '众', '人', '长', '员', '者', '生', '士', '友', '工', '客'])
                    || matches!(word.text, "大家" | "大伙" | "众人" | "各方" | "双方")
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
fn speaks_of_me(before: &str) -> bool {
    before.match_indices('我').any(|(at, me)| {
        let next = before[at + me.len()..].chars().next();
        !next.is_some_and(|c| "国省市县区州旗乡镇村街校院局厅军部司".contains(c))
    })
}

/// Whether a demand is what a suit asks for, by what stands before it in the sentence: 诉至法院，要求被告付款.
pub(super) fn asks_in_suit(word: &str, before: &str) -> bool {
    const SUITS: &[&str] = &["起诉", "诉至", "诉称", "诉讼", "诉请", "申请仲裁"];
    matches!(word, "要求" | "请求" | "主张") && SUITS.iter().any(|suit| before.contains(suit))
}
