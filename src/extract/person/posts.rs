//! Gives each naming the titles that stand beside it.

use std::ops::Range;

use super::name::Name;
use super::title::Unit;
use crate::extract::Draft;
use crate::lexicon::{Cue, lists::TitleSystem};
use crate::model::reading::{PersonMention, Reference, TitleMention};
use crate::text::Span;

/// What may stand between names that share a title.
pub(super) const LIST: &[&str] = &["、", "和", "及", "与", "以及", "、和"];

/// The namings as mentions, with the titles before, behind and shared.
pub(super) fn attach(draft: &Draft<'_>, names: &[Name], units: &[Unit]) -> Vec<PersonMention> {
    let mut people: Vec<PersonMention> = Vec::with_capacity(names.len());
    // The titles of the name before, for the names of its list.
    let mut shared: Vec<TitleMention> = Vec::new();
    let mut list_start = 0;
    for (at, name) in names.iter().enumerate() {
        let gap = at.checked_sub(1).map(|p| Span::new(names[p].span.to(), name.span.from()).of(draft.text));
        let listed = gap.is_some_and(|gap| LIST.contains(&gap));
        let run = before(units, beyond_bracket(draft.text, name.span.from()));
        // （副总统）甲: a title that the quoting text adds.
        let added = || draft.text[..name.span.from()].strip_suffix('）').map_or(0..0, |head| before(units, head.len()));
        let run = if run.is_empty() { added() } else { run };
        let run = at.checked_sub(1).map_or(run.clone(), |p| own_part(units, run.clone(), names[p].span.to()));
        let run = if run.is_empty() && !listed { announced(draft, units, name.span.from()) } else { run };
        let run = if run.is_empty() { held_by(draft, units, name.span.from()) } else { run };
        let titles = if run.is_empty() && listed { shared.clone() } else { of_run(draft, units, run) };
        if !listed {
            list_start = at;
        }
        shared.clone_from(&titles);
        let behind = behind(draft, units, name.span.to());
        people.push(PersonMention {
            span: name.span,
            name: name.span.of(draft.text).to_owned(),
            titles,
            confidence: name.confidence,
            rule: name.rule,
        });
        if let Some((together, following)) = behind {
            // 甲、乙等市领导 and 甲、乙夫妇: of all names of the list that have none of their own.
            let from = if together { list_start } else { at };
            // 某学院甲教授: the body right before the name.
            let body = draft.reading.organisations.iter().rposition(|body| body.span.end == name.span.start);
            let body = body.filter(|_| !together).map(Reference::Organisation);
            for person in people[from..].iter_mut().filter(|p| !together || p.titles.is_empty()) {
                let titles = following.iter().filter(|&&u| is_post(&units[u])).map(|&u| mention(&units[u]));
                person.titles.extend(titles.map(|title| TitleMention { body: title.body.or(body), ..title }));
            }
        }
    }
    people
}

/// The titles of a run. Where the first names no body, it may be the one of a title before it in the sentence:
/// 某院院长甲主持，副院长乙出席.
fn of_run(draft: &Draft<'_>, units: &[Unit], run: Range<usize>) -> Vec<TitleMention> {
    let mut titles: Vec<TitleMention> = units[run.clone()].iter().filter(|unit| is_post(unit)).map(mention).collect();
    let Some(first) = units.get(run.start).filter(|_| !run.is_empty()) else { return titles };
    let sentence = draft.sentence_at(first.span.from());
    let carried = units[..run.start]
        .iter()
        .rev()
        .take_while(|unit| draft.sentence_at(unit.span.from()) == sentence)
        .find(|unit| matches!(unit.body, Some(Reference::Organisation(_))))
        .filter(|unit| carries(unit, first));
    if let Some(carried) = carried {
        let own = units[run].iter().filter(|unit| is_post(unit));
        for (title, _) in titles.iter_mut().zip(own).filter(|(title, unit)| title.body.is_none() && !unit.own) {
            title.body = carried.body;
            title.body_words = title.body_words.or(carried.body_words);
        }
    }
    titles
}

/// The run without the titles right behind the name before, which are its: 教授 in 甲教授，某院院长乙.
fn own_part(units: &[Unit], run: Range<usize>, name_end: usize) -> Range<usize> {
    if units.get(run.start).is_none_or(|unit| run.is_empty() || unit.span.from() != name_end) {
        return run;
    }
    let own = run.clone().find(|&at| units[at].whole != units[at].span);
    own.unwrap_or(run.end)..run.end
}

/// Where the words end that a bracket parts from a name: 副部长（主持工作）甲. Without such a bracket, where the name begins.
pub(super) fn beyond_bracket(text: &str, start: usize) -> usize {
    /// Bytes of what such a bracket holds, in Chinese characters.
    const LONGEST: usize = 8 * 3;
    let inner = text[..start].strip_suffix(['）', ')']);
    let open = inner.and_then(|inner| inner.rfind(['（', '(']).filter(|open| inner.len() - open <= LONGEST));
    open.unwrap_or(start)
}

/// The run of titles that ends right where a name begins.
fn before(units: &[Unit], start: usize) -> Range<usize> {
    let last = units.partition_point(|unit| unit.span.to() <= start);
    let Some(unit) = last.checked_sub(1).map(|at| &units[at]).filter(|unit| unit.span.to() == start) else {
        return 0..0;
    };
    let first = units[..last].iter().rposition(|other| other.group != unit.group).map_or(0, |at| at + 1);
    first..last
}

/// The run of titles that words of a list part from the names it heads: 副省长还有甲、乙, 书记：甲.
fn announced(draft: &Draft<'_>, units: &[Unit], start: usize) -> Range<usize> {
    const LEADS: &[&str] = &["还有", "还包括", "包括", "分别是", "分别为", "：", ":"];
    let text = &draft.text[..start];
    let lead = LEADS.iter().find(|lead| text.ends_with(**lead));
    lead.map_or(0..0, |lead| before(units, start - lead.len()))
}

/// The run of titles that a clause of office before a name names him for: 此前兼任某局局长的是 + 甲, 担任某局局长的 + 甲.
fn held_by(draft: &Draft<'_>, units: &[Unit], start: usize) -> Range<usize> {
    let head = ["的是", "的为", "的"].iter().find_map(|copula| draft.text[..start].strip_suffix(copula));
    let run = head.map_or(0..0, |head| before(units, head.len()));
    let cues = &draft.lexicon.cues;
    let office = |first: &Unit| {
        cues.ends(Cue::OfficeVerb, &draft.text[..first.whole.from()])
            || cues.starts(Cue::OfficeVerb, first.whole.of(draft.text))
    };
    if units.get(run.start).is_some_and(|first| !run.is_empty() && office(first)) { run } else { 0..0 }
}

/// The run of titles right behind a name (张国清副总理), behind it in a bracket, or behind 等; whether it is the list's.
fn behind(draft: &Draft<'_>, units: &[Unit], end: usize) -> Option<(bool, Vec<usize>)> {
    let rest = &draft.text[end..];
    let (skip, together) = if let Some(after) = rest.strip_prefix('等') {
        let number = after.chars().take_while(|c| c.is_ascii_digit() || "一二三四五六七八九十多余几".contains(*c));
        let number: usize = number.map(char::len_utf8).sum();
        let measure = ["名", "位", "个"].iter().find(|m| after[number..].starts_with(**m)).map_or(0, |m| m.len());
        ('等'.len_utf8() + number + measure, true)
    } else if let Some(bracket) = ["（", "("].iter().find(|b| rest.starts_with(**b)) {
        (bracket.len(), false)
    } else {
        (0, false)
    };
    let start = end + skip;
    let first = units.partition_point(|unit| unit.whole.from() < start);
    let unit = units.get(first).filter(|unit| unit.whole.from() == start)?;
    // Right behind a name a title with a body of its own begins the next phrase.
    if skip == 0 && unit.body.is_some() {
        return None;
    }
    // 甲教授，某院院长乙: what begins with a body of its own behind a comma is of the next name.
    let next = |at: usize| {
        at > first && draft.before(units[at].whole.from()) == Some('，') && units[at].whole != units[at].span
    };
    let run: Vec<usize> = (first..units.len()).take_while(|&at| units[at].group == unit.group && !next(at)).collect();
    let last = run.last().map(|&at| units[at].span.to())?;
    let closed = skip != '（'.len_utf8() || together || matches!(draft.after(last), Some('）' | ')' | '，' | '、'));
    (closed && !run.is_empty()).then_some((together, run))
}

/// Whether a title without a body takes that of the person named before it in the sentence: …主任甲主持，副主任乙出席.
fn carries(before: &Unit, unit: &Unit) -> bool {
    unit.body.is_none()
        && !unit.own
        && !matches!(unit.system, TitleSystem::Lay | TitleSystem::Leader | TitleSystem::State)
        && (before.system == unit.system
            || before.title.trim_start_matches('副').ends_with(unit.title.trim_start_matches('副')))
}

/// Whether the word gives a post and does not only announce a person.
pub(super) fn is_post(unit: &Unit) -> bool {
    unit.system != TitleSystem::Announce
}

/// The unit as a title of a naming.
pub(super) fn mention(unit: &Unit) -> TitleMention {
    TitleMention { span: unit.span, title: unit.title.clone(), body: unit.body, body_words: unit.body_words }
}
