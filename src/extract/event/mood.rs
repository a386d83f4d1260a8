//! What is told and what is only wished.
//!
//! **Finds** for each word of a sentence whether what it names happened, happens or is announced for a day.
//! **Rule** 要, 必须, 希望, 如果 govern the rest of the sentence; 将 does unless a day stands by it or it means 把; 可, 确保, 以便
//! and the 为 of purpose govern their clause; 未, 没有 the next verb. 已, 了, 共 and figures mark what happened.
//! **In** 各村要加强巡查，确保安全。 | 已巡查河堤12公里。
//! **Out** wished | told

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::extract::Draft;
use crate::extract::draft::Word;
use crate::lexicon::{Lexicon, cues};
use crate::text::Span;
use crate::text::characters::CharacterSet;

/// The mood at one word.
#[derive(Clone, Copy, Debug, Default)]
pub struct Mood {
    /// A wish, duty, condition or question that reaches to the end of the sentence.
    pub sentence: bool,
    /// A goal or possibility that reaches to the end of the clause.
    pub clause: bool,
    /// A negation that reaches to the next verb.
    pub negated: bool,
    /// 已, 共, 先后: it happened.
    pub marked: bool,
    /// Behind 就, 对, 围绕: what it governs is a noun, up to the last verb of the clause.
    pub framed: bool,
    /// Under a verb whose object is no act: 降低, 加快, 符合.
    pub covered: bool,
    /// Under a judgement, whose object goes on until someone else acts: 判令赔偿损失，公开道歉.
    pub ordered: bool,
    /// What `sentence` was before the quotation that is open.
    pub outside: Option<bool>,
}

/// What a word does to the mood.
#[derive(Clone, Copy, Debug)]
pub enum Cue {
    /// Opens a quotation.
    Open,
    /// Closes it.
    Close,
    /// Governs the rest of the sentence.
    Wish,
    /// Likewise, unless a day stands by it.
    Plan,
    /// A goal or possibility: governs its clause.
    Goal,
    /// Likewise, unless 了 follows.
    Cause,
    /// Likewise before a verb.
    Purpose,
    /// What it governs is a noun.
    Frame,
    /// Ends what a verb covers and a preposition governs.
    Of,
    /// A condition or a definition: governs the rest of the sentence.
    Condition,
    /// Likewise at the head of its clause.
    If,
    /// Its object is no act.
    Cover,
    /// Denies the next verb.
    Negation,
    /// It happened.
    Mark,
}

static CUES: LazyLock<FxHashMap<&str, Cue>> = LazyLock::new(|| {
    let groups: [(Cue, &[&str]); 13] = [
        (Cue::Open, &["“"]),
        (Cue::Close, &["”"]),
        (
            Cue::Wish,
            &[
                "要",
                "须",
                "必须",
                "应",
                "应当",
                "应该",
                "务必",
                "务求",
                "力争",
                "力求",
                "希望",
                "期待",
                "期望",
                "盼望",
                "请",
                "敬请",
                "择期",
                "择日",
                "下一步",
                "下步",
                "接下来",
                "今后",
                "如果",
                "若",
                "一旦",
                "凡",
                "倘若",
                "假如",
                "只要",
                "只有",
                "不得",
                "严禁",
                "切勿",
                "不要",
                "需要",
                "需",
                "不能",
                "争做",
                "亟需",
                "亟待",
                "应急需",
                "绝不",
                "决不",
                "坚决不",
            ],
        ),
        (Cue::Plan, &["将", "拟", "计划", "打算", "预计", "有望", "即将", "准备", "将要", "将会"]),
        (
            Cue::Goal,
            &[
                "可",
                "可以",
                "即可",
                "均可",
                "也可",
                "便可",
                "亦可",
                "仍可",
                "就能",
                "能",
                "能够",
                "会",
                "可能",
                "足以",
                "如何",
                "怎样",
                "怎么",
                "是否",
                "以便",
                "以期",
                "旨在",
                "为了",
                "以免",
                "避免",
                "防止",
                "得以",
                "有助于",
                "有利于",
                "便于",
                "请求",
            ],
        ),
        (Cue::Cause, &["确保", "让", "使", "使得"]),
        (Cue::Purpose, &["为"]),
        (Cue::Frame, &["就", "围绕", "针对", "因", "由于", "用于", "对", "对于", "向", "包括", "除"]),
        (Cue::Of, &["的"]),
        (Cue::Condition, &["除非", "假使", "即使", "要是", "万一", "凡是", "是指", "指的是", "如需", "如遇", "如有"]),
        (Cue::If, &["如"]),
        (
            Cue::Negation,
            &[
                "未", "没有", "没", "尚未", "从未", "并未", "不", "无", "未能", "不再", "暂未", "拒绝", "不予", "无法",
                "未经",
            ],
        ),
        (
            Cue::Mark,
            &[
                "已", "已经", "共", "累计", "先后", "正在", "正", "刚刚", "陆续", "相继", "连续", "曾", "现已", "均",
                "日前", "近日", "目前", "随后", "当天", "当日",
            ],
        ),
    ];
    groups.into_iter().flat_map(|(cue, words)| words.iter().map(move |word| (*word, cue))).collect()
});

/// What they begin with, as most words of a text do not.
static FIRST: LazyLock<CharacterSet> = LazyLock::new(|| CUES.keys().filter_map(|word| word.chars().next()).collect());

impl Mood {
    /// Whether what stands here is told as fact.
    pub fn is_real(self) -> bool {
        !(self.sentence || self.clause || self.negated || self.covered || self.ordered)
    }

    /// The mood with which the next clause of the sentence begins.
    pub fn next_clause(self) -> Self {
        Self { sentence: self.sentence, ordered: self.ordered, outside: self.outside, ..Self::default() }
    }

    /// What the word does to the mood, if it does anything.
    pub fn cue(lexicon: &Lexicon, word: Word<'_>) -> Option<Cue> {
        let may_be = word.text.chars().next().is_some_and(|c| FIRST.may_hold(c));
        let cue = if may_be { CUES.get(word.text).copied() } else { None };
        cue.or_else(|| lexicon.cues.has(cues::Cue::Covering, word.text).then_some(Cue::Cover))
    }

    /// Takes in the word at `index` as the cue that it is; `clause` is the clause that holds it, `dated` tells whether a day
    /// stands in the sentence before it.
    pub fn read(&mut self, cue: Cue, draft: &Draft<'_>, index: usize, clause: Span, dated: impl FnOnce() -> bool) {
        let lexicon = draft.lexicon;
        let word = draft.words[index];
        let next = draft.words.get(index + 1).filter(|next| next.span.from() < clause.to());
        let previous = index.checked_sub(1).map(|at| draft.words[at]).filter(|w| w.span.from() >= clause.from());
        match cue {
            Cue::Open => self.outside = Some(self.sentence),
            Cue::Close => {
                // What began before the sentence ends here too.
                self.sentence = self.outside.take().unwrap_or(false);
            }
            Cue::Wish => {
                let noun = matches!(word.text, "希望" | "需要" | "期待" | "期望")
                    && (previous.is_some_and(|w| w.text == "的") || next.is_none_or(|w| w.text == "的"));
                let invited = word.text == "应" && next.is_some_and(|next| !is_verbal(lexicon, *next));
                let as_needed = word.text == "需" && previous.is_some_and(|w| matches!(w.text, "按" | "所"));
                if !noun && !invited && !as_needed {
                    self.sentence = true;
                }
            }
            Cue::Plan => {
                // 需求计划，, 做好准备: nouns.
                let plan = matches!(word.text, "计划" | "预计" | "打算" | "准备");
                if plan && next.is_none_or(|next| !is_verbal(lexicon, *next)) {
                    return;
                }
                if word.text == "将" && next.is_some_and(|next| !is_verbal(lexicon, *next)) && !self.sentence {
                    return; // 将 for 把
                }
                if !dated() {
                    self.sentence = true;
                }
            }
            Cue::Goal => {
                // 出席培训会并讲话: a meeting, as jieba parts it from its purpose.
                let held = word.text == "会"
                    && previous.is_some_and(|w| w.tag == "vn")
                    && next.is_none_or(|next| !is_verbal(lexicon, *next));
                self.clause |= !held;
            }
            Cue::Cause => self.clause |= next.is_none_or(|next| next.text != "了"),
            Cue::Purpose => {
                // 为获奖者颁发了证书 tells of an act for someone.
                let opens = previous.is_none_or(|w| w.tag.starts_with(['d', 'c', 'x']));
                let done = draft.text[word.span.to()..clause.to()].contains('了');
                if opens && !done && next.is_some_and(|next| is_verbal(lexicon, *next)) {
                    self.clause = true;
                }
            }
            Cue::Frame => {
                self.framed = word.text != "就" || word.tag == "p";
            }
            Cue::Of => {
                self.covered = false;
                self.framed = false;
            }
            Cue::Condition => {
                self.sentence = true;
            }
            Cue::If
                if previous.is_none()
                    && next.is_some_and(|next| is_verbal(lexicon, *next) || next.tag.starts_with('n')) =>
            {
                self.sentence = true;
            }
            Cue::Cover => {
                // 能力提升专题培训: the noun before it and the one behind make it a part of a name.
                let noun = |word: &Word<'_>| matches!(word.tag.as_bytes().first(), Some(b'n' | b'b'));
                self.covered |= !(previous.is_some_and(|w| noun(&w)) && next.is_some_and(noun));
            }
            Cue::Negation => {
                self.negated = true;
            }
            Cue::Mark => self.marked = true,
            Cue::If => {}
        }
    }
}

/// Verbs and the adverbs and prepositions before them.
pub fn is_verbal(lexicon: &Lexicon, word: Word<'_>) -> bool {
    matches!(word.tag.as_bytes().first(), Some(b'v' | b'd' | b'a' | b'p' | b'z')) && word.tag != "an"
        || lexicon.cues.has(cues::Cue::Manner, word.text)
}
