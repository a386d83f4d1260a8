//! Speech.
//!
//! **Finds** what a verb of saying makes of the words behind it, and how far that reaches.
//! **Rule** after 要求, 强调, 希望 come demands; after 指出, 表示, 认为 views; after 介绍, 说 reports, in which acts are told. Demands and
//! views go on to the end of the paragraph, until a sentence names a day or another person. A speech is one event a speaker
//! and paragraph.
//! **In** 他强调，要压实责任。加强值班。随后，他来到灯塔村。
//! **Out** demand | demand | told

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::extract::Draft;
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
pub fn content(word: &str) -> Content {
    let has = |parts: &[&str]| parts.iter().any(|part| word.contains(part));
    if has(&[
        "要求", "强调", "希望", "叮嘱", "嘱咐", "提醒", "建议", "呼吁", "号召", "倡议", "部署", "规定", "明确", "动员",
    ]) {
        Content::Demand
    } else if has(&[
        "指出", "表示", "认为", "承诺", "坦言", "感慨", "感叹", "直言", "表态", "评价", "讲话", "致辞", "称",
    ]) {
        Content::View
    } else {
        Content::Told
    }
}

static PIVOTS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    FxHashSet::from_iter([
        "要求", "号召", "动员", "鼓励", "指导", "引导", "督促", "支持", "呼吁", "倡议", "提醒", "建议", "倡导", "推动",
        "帮助", "协助", "助力", "允许", "禁止", "责令", "欢迎", "邀请", "委托", "申请", "争取", "推进", "服务", "保障",
        "部署", "研究", "申报", "判决", "判令", "裁定", "约定",
    ])
});

/// Verbs whose object acts: what follows them in the clause is what others are to do.
pub fn is_pivot(word: &str) -> bool {
    // All are of two characters; most words of a text are not.
    word.len() == 6 && PIVOTS.contains(word)
}

/// Whether a sentence leaves the speech before it: it opens with a day, another scene or a person's name.
pub fn leaves(draft: &Draft<'_>, sentence: Span) -> bool {
    const SCENES: &[&str] = &[
        "随后",
        "会上",
        "会后",
        "会前",
        "当天",
        "当日",
        "期间",
        "据",
        "记者",
        "活动",
        "座谈会上",
        "调研中",
        "在",
        "市领导",
        "省领导",
        "县领导",
        "区领导",
        "州领导",
        "目前",
        "截至",
        "近日",
        "日前",
        "连日来",
        "同时",
        "此外",
        "另外",
        "参加",
        "出席",
        "此前",
    ];
    let text = sentence.of(draft.text).trim_start_matches(['“', '‘']);
    let near = |span: Span| sentence.contains(span) && span.from() < sentence.from() + 45;
    SCENES.iter().any(|scene| text.starts_with(scene))
        || draft.reading.dates.iter().any(|date| near(date.span))
        || draft.reading.people.iter().any(|person| near(person.span))
}
