//! Posts that a verb of office gives: 甲任某局局长, 他历任…, 任命甲为….

use super::posts::{is_post, mention};
use super::title::Unit;
use crate::extract::Draft;
use crate::model::reading::PersonMention;
use crate::text::Span;

/// Verbs that take a post. The longest that fits counts.
const VERBS: &[&str] = &[
    "曾任",
    "现任",
    "时任",
    "历任",
    "先后任",
    "担任",
    "兼任",
    "出任",
    "就任",
    "继任",
    "接任",
    "调任",
    "转任",
    "改任",
    "升任",
    "拟任",
    "提任",
    "当选",
    "当选为",
    "任命为",
    "提名为",
    "推选为",
    "推举为",
    "选举为",
    "聘为",
    "聘任为",
    "推荐为",
    "调任为",
    "任",
    "兼",
    "是",
    "系",
    "作为",
    "升为",
];

/// What may stand between the verb and the first body.
const FILLERS: &[&str] = &["：", ":", "为", "了", "过", "中共", "原", "一名", "一位", "名", "位", "该"];

/// Adds the titles of each run that a verb of office governs to the person who holds them.
pub(super) fn attach(draft: &Draft<'_>, people: &mut [PersonMention], units: &[Unit]) {
    let mut subject: Option<usize> = None;
    let mut at = 0;
    // The end of a run that a verb governs: runs that follow it behind ，or ； are governed too.
    let mut governed: Option<(usize, usize)> = None;
    while at < units.len() {
        let run = at..units[at..].iter().position(|unit| unit.group != units[at].group).map_or(units.len(), |n| at + n);
        at = run.end;
        let (start, end) = (units[run.start].whole.from(), units[run.end - 1].span.to());
        // A run with a name right behind it is that person's.
        if people.binary_search_by_key(&end, |p| p.span.from()).is_ok() {
            governed = None;
            continue;
        }
        let holder = match govern(draft, people, start) {
            Some(Governor::Person(holder)) => Some(holder),
            Some(Governor::Verb(verb)) => holder(draft, people, verb, subject),
            None => governed
                .filter(|(_, last)| matches!(Span::new(*last, start).of(draft.text), "，" | "；" | "," | ";"))
                .map(|(holder, _)| holder),
        };
        governed = holder.map(|holder| (holder, end));
        if let Some(holder) = holder {
            subject = Some(holder);
            let known: Vec<Span> = people[holder].titles.iter().map(|title| title.span).collect();
            let new = units[run].iter().filter(|unit| is_post(unit) && !known.contains(&unit.span)).map(mention);
            people[holder].titles.extend(new);
        }
    }
}

enum Governor {
    /// A verb of office that ends before the run, by its start.
    Verb(usize),
    /// 任命甲为…, 免去甲的….
    Person(usize),
}

/// What governs the run that begins at `start`.
fn govern(draft: &Draft<'_>, people: &[PersonMention], start: usize) -> Option<Governor> {
    let mut text = &draft.text[..start];
    let person = |end: usize| people.iter().rposition(|p| p.span.to() == end);
    for _ in 0..3 {
        if let Some(rest) = text.strip_suffix("为").or_else(|| text.strip_suffix("的"))
            && let Some(at) = person(rest.trim_end_matches("同志").len())
            && appoints(draft, people[at].span.from())
        {
            return Some(Governor::Person(at));
        }
        if let Some(verb) = VERBS.iter().filter(|verb| text.ends_with(**verb)).max_by_key(|verb| verb.len()) {
            let from = text.len() - verb.len();
            // 任 and 是 also end other words: 责任, 主任, 信任; 但是, 于是.
            let single = verb.chars().count() == 1;
            if !single || draft.is_word_boundary(from) || person(from).is_some() {
                return Some(Governor::Verb(from));
            }
            return None;
        }
        let filler = FILLERS.iter().find(|filler| text.ends_with(**filler))?;
        text = &text[..text.len() - filler.len()];
    }
    None
}

/// Whether the clause before `at` appoints or removes someone.
fn appoints(draft: &Draft<'_>, at: usize) -> bool {
    let from = draft.sentence_of(at).map_or(0, |sentence| sentence.span.from().min(at));
    ["任命", "免去", "选举", "推选", "提名", "聘任", "接受", "决定", "补选"]
        .iter()
        .any(|verb| draft.text[from..at].contains(verb))
}

/// Who holds the post: the nearest name before the verb in its sentence; for a sentence that names none, who held the
/// posts before, or the last person of the sentence before.
fn holder(draft: &Draft<'_>, people: &[PersonMention], verb: usize, subject: Option<usize>) -> Option<usize> {
    let before = people.partition_point(|p| p.span.to() <= verb);
    let last = before.checked_sub(1)?;
    let here = draft.sentence_at(verb);
    let named_in = |at: usize| draft.sentence_at(people[at].span.from());
    if named_in(last) == here {
        return Some(last);
    }
    if let Some(subject) = subject.filter(|&s| s < before && named_in(s) + 3 > here) {
        return Some(subject);
    }
    (named_in(last) + 1 == here).then_some(last)
}
