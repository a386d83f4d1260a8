//! Which stretches are names: every surname of the text with one or two characters behind it is weighed.

use rustc_hash::{FxHashMap, FxHashSet};

use super::closed::Closed;
use super::context::Context;
use super::foreign;
use super::title::Unit;
use crate::extract::{Draft, phrase};
use crate::lexicon::Cue;
use crate::text::Span;
use crate::text::characters::is_han;

/// A naming of a person.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name {
    /// Where.
    pub span: Span,
    /// What it was known by.
    pub rule: &'static str,
    /// How sure, 0 to 1.
    pub confidence: f32,
}

/// A stretch that could be a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub span: Span,
    /// Weight of what speaks for it less what speaks against it; above 0 it is taken.
    pub score: f32,
    pub rule: &'static str,
    /// Whether it stands at the head of a clause before a verb, an adverb or a preposition.
    pub subject: bool,
}

/// From this score on a name is sure enough to be found at its other places too.
const SURE: f32 = 1.2;

/// What a sure name adds to its other places.
const ESTABLISHED: f32 = 3.2;

/// Below this score a stretch is no name even where the same characters are one elsewhere: it runs across words.
const HOPELESS: f32 = -6.5;

/// Finds the namings, by position.
pub(super) fn find(draft: &Draft<'_>, units: &[Unit], closed: &Closed) -> Vec<Name> {
    let context = Context::new(draft, units);
    let mut candidates = candidates(draft, closed, &context);
    candidates.extend(foreign::find(draft, units, closed));
    candidates.extend(pseudonyms(draft, closed));
    support_lists(draft, &mut candidates);
    complete_lists(draft, &mut candidates);
    support_repeated(draft, &mut candidates);
    let chosen = choose(candidates);
    let reporters = reporters(draft, &chosen);
    chosen
        .into_iter()
        .filter(|name| reporters.binary_search(&name.span.of(draft.text)).is_err())
        .map(|c| Name { span: c.span, rule: c.rule, confidence: confidence(c.score) })
        .collect()
}

/// Every surname with the characters behind it, weighed where it stands.
fn candidates(draft: &Draft<'_>, closed: &Closed, context: &Context<'_, '_>) -> Vec<Candidate> {
    let names = &draft.lexicon.names;
    let chars = &draft.characters;
    let end_of = |at: usize| chars.get(at).map_or(draft.text.len(), |c| c.0);
    let mut found = Vec::new();
    for at in 0..chars.len() {
        let Some(head) = names.surnames_from(chars[at].1) else { continue };
        // 山东籍周先生: the word for where one comes from is a surname elsewhere.
        if chars[at].1 == '籍' && phrase::place_ending_at(draft, chars[at].0).is_some() {
            continue;
        }
        let two = Span::new(chars[at].0, end_of(at + 2));
        let double = if head.double { names.surname(two.of(draft.text)) } else { None };
        // The longer surname first.
        for (surname_length, weight) in [(2, double), (1, head.single)] {
            let Some(weight) = weight else { continue };
            let surname = Span::new(chars[at].0, end_of(at + surname_length));
            let titled = context.behind_office(surname.from());
            if !titled && context.breaks_word(surname.from()) {
                continue;
            }
            let ahead = context.ahead(surname.from());
            for given_length in [1, 2] {
                let (from, to) = (at + surname_length, at + surname_length + given_length);
                if to > chars.len() || !chars[from..to].iter().all(|c| is_han(c.1)) {
                    continue;
                }
                let span = Span::new(surname.from(), end_of(to));
                // 谢谢您, 程我们: no one is named by a pronoun.
                let pronoun = chars[from..to].iter().any(|c| matches!(c.1, '您' | '你' | '我' | '他' | '她' | '它'));
                if pronoun || closed.bars(span, titled) || context.meets_title(span) {
                    continue;
                }
                let given = Span::new(surname.to(), end_of(to));
                let (score, rule) = context.weigh(span, given, weight, ahead);
                let score = if !titled && closed.holds_some(span) { score - 1.3 } else { score };
                if score > HOPELESS {
                    found.push(Candidate { span, score, rule, subject: context.is_subject(span) });
                }
            }
        }
    }
    found
}

/// 小华（化名）: pet names that the text says are not real ones, wherever they stand in it.
fn pseudonyms(draft: &Draft<'_>, closed: &Closed) -> Vec<Candidate> {
    /// More than any surname with what stands behind it: 向小丽 in 先后向小丽支付.
    const PLAIN: f32 = 9.0;
    let text = draft.text;
    let mut names: Vec<&str> = Vec::new();
    for &(at, mark) in draft.marks.iter().filter(|(_, mark)| matches!(mark, '（' | '(')) {
        if !text[at + mark.len_utf8()..].starts_with("化名") {
            continue;
        }
        let Some((start, _)) = text[..at].char_indices().rev().nth(1) else { continue };
        let pet = &text[start..at];
        // 李小禾（化名） has a surname.
        let surname = draft.before(start).filter(|c| !"和与及对向让给被将由".contains(*c));
        let surname = surname.is_some_and(|c| draft.lexicon.names.surname(c.encode_utf8(&mut [0; 4])).is_some());
        if !surname && pet.starts_with(['小', '阿', '大']) && pet.chars().all(is_han) {
            names.push(pet);
        }
    }
    names.sort_unstable();
    names.dedup();
    let spans = names.iter().flat_map(|name| text.match_indices(name).map(|(at, _)| Span::new(at, at + name.len())));
    spans
        .filter(|span| !closed.bars(*span, false))
        .map(|span| Candidate { span, score: PLAIN, rule: "pseudonym", subject: false })
        .collect()
}

/// 甲、乙、丙: items of a list that could each be a name speak for one another.
fn support_lists(draft: &Draft<'_>, candidates: &mut [Candidate]) {
    const LIKELY: f32 = -2.2;
    let mut starts: FxHashMap<usize, f32> = FxHashMap::default();
    let mut ends: FxHashMap<usize, f32> = FxHashMap::default();
    for c in candidates.iter().filter(|c| c.score > LIKELY) {
        let best = |map: &mut FxHashMap<usize, f32>, at| {
            let entry = map.entry(at).or_insert(c.score);
            *entry = entry.max(c.score);
        };
        best(&mut starts, c.span.from());
        best(&mut ends, c.span.to());
    }
    for c in candidates.iter_mut() {
        let listed = |mark: Option<char>| mark.is_some_and(|m| matches!(m, '、' | '和' | '与' | '及'));
        let before = draft.before(c.span.from());
        let after = draft.after(c.span.to());
        let mut support = 0.0;
        let weight = |score: &f32| match *score {
            s if s > 2.0 => 1.7,
            s if s > 0.0 => 1.3,
            _ => 0.8,
        };
        if listed(before) {
            support += ends.get(&(c.span.from() - before.map_or(0, char::len_utf8))).map_or(0.0, weight);
        }
        if listed(after) {
            support += starts.get(&(c.span.to() + after.map_or(0, char::len_utf8))).map_or(0.0, weight);
        }
        if before == Some('、') && after == Some('等') && support > 0.0 {
            support += 0.5;
        }
        if support > 1.5 && before == Some('、') && after == Some('、') {
            support += 0.8;
        }
        // 涪江、罗江河、安昌河: what flows in a list of waters is one.
        let flows = |c: Option<char>| c.is_some_and(|c| matches!(c, '江' | '河' | '湖' | '溪'));
        if flows(c.span.of(draft.text).chars().next_back()) {
            let mut item = draft.text[..c.span.from()].chars().rev().take(4).skip_while(|c| *c != '、');
            if item.next().is_some() && flows(item.next()) {
                c.score -= 6.0;
                continue;
            }
        }
        c.score += support;
        if support > 1.0 && c.rule == "name" {
            c.rule = "name in a list";
        }
    }
}

/// 甲、乙、华源、丁: among many names whatever has the form of one is one, also if it is a word.
fn complete_lists(draft: &Draft<'_>, candidates: &mut Vec<Candidate>) {
    /// Items of a list before it counts as one of names, and the tenths of them that must be likely ones.
    const ITEMS: usize = 4;
    const TENTHS: usize = 6;
    const LISTED: f32 = 1.0;
    let commas: Vec<usize> = draft.marks.iter().filter(|(_, mark)| *mark == '、').map(|(at, _)| *at).collect();
    let likely: FxHashSet<Span> = candidates.iter().filter(|c| c.score > 0.0).map(|c| c.span).collect();
    let item = |pair: &[usize]| {
        let span = Span::new(pair[0] + '、'.len_utf8(), pair[1]);
        let characters = span.length() / '、'.len_utf8();
        ((2..=3).contains(&characters) && span.of(draft.text).chars().all(is_han)).then_some(span)
    };
    let items: Vec<Option<Span>> = commas.windows(2).map(item).collect();
    for list in items.split(Option::is_none) {
        let names = list.iter().flatten().filter(|span| likely.contains(span)).count();
        if list.len() < ITEMS || names == list.len() || names * 10 < list.len() * TENTHS {
            continue;
        }
        for &span in list.iter().flatten().filter(|span| !likely.contains(span)) {
            let surname = draft
                .after(span.from())
                .is_some_and(|c| draft.lexicon.names.surname(c.encode_utf8(&mut [0; 4])).is_some());
            if surname {
                candidates.push(Candidate { span, score: LISTED, rule: "name in a list", subject: false });
            }
        }
    }
}

/// A name that is sure somewhere is one wherever it stands; one that comes again and again is likelier one; and what is
/// always followed by the same character is the head of a longer name.
fn support_repeated(draft: &Draft<'_>, candidates: &mut [Candidate]) {
    #[derive(Default)]
    struct Known {
        best: f32,
        times: u16,
        /// How often it stands where a subject does.
        subject: u16,
    }
    let mut known: FxHashMap<&str, Known> = FxHashMap::default();
    for c in candidates.iter() {
        let entry = known.entry(c.span.of(draft.text)).or_insert(Known { best: c.score, ..Known::default() });
        entry.best = entry.best.max(c.score);
        entry.times += 1;
        entry.subject += u16::from(c.score > -2.5 && c.subject);
    }
    let mut heads: Vec<usize> = Vec::new();
    for (at, c) in candidates.iter().enumerate() {
        let Some(base) = known.get(c.span.of(draft.text)) else { continue };
        let Some(next) = draft.after(c.span.to()) else { continue };
        let longer = Span::new(c.span.from(), c.span.to() + next.len_utf8()).of(draft.text);
        if base.times > 1 && known.get(longer).is_some_and(|l| l.times == base.times && l.best > base.best - 1.0) {
            heads.push(at);
        }
    }
    for c in candidates.iter_mut() {
        let Some(base) = known.get(c.span.of(draft.text)) else { continue };
        let again = 0.8 * f32::from(base.subject.clamp(1, 4) - 1);
        let best = base.best + again;
        if best > SURE && c.score + again < best {
            c.score = (c.score + again + ESTABLISHED).min(best);
            if c.rule == "name" {
                c.rule = "name again";
            }
        } else {
            c.score += again;
        }
    }
    for at in heads {
        candidates[at].score -= 4.0;
    }
}

/// The best candidates that do not overlap, by position.
fn choose(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    candidates.retain(|c| c.score > 0.0);
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.span.cmp(&b.span)));
    let mut chosen: std::collections::BTreeMap<u32, Candidate> = std::collections::BTreeMap::new();
    for c in candidates {
        let before = chosen.range(..c.span.end).next_back();
        if before.is_none_or(|(_, other)| !other.span.overlaps(c.span)) {
            chosen.insert(c.span.start, c);
        }
    }
    chosen.into_values().collect()
}

/// The names that a byline within the body gives (记者甲乙, 丙摄), and those of the article's byline; sorted.
fn reporters<'a>(draft: &Draft<'a>, names: &[Candidate]) -> Vec<&'a str> {
    let mut found: Vec<&'a str> = Vec::new();
    let mut last: Option<Span> = None;
    for (at, name) in names.iter().enumerate() {
        // Names that nothing parts stood on a line of their own.
        let run = |other: Option<&Candidate>| {
            other.is_some_and(|o| o.span.to() == name.span.from() || o.span.from() == name.span.to())
        };
        let once = |c: &Candidate| {
            let text = c.span.of(draft.text);
            c.rule == "name" && names.iter().filter(|other| other.span.of(draft.text) == text).count() == 1
        };
        let beside = [at.checked_sub(1).and_then(|p| names.get(p)), names.get(at + 1)];
        let together = beside.into_iter().any(|other| run(other) && other.is_some_and(once)) && once(name);
        let before = &draft.text[..name.span.from()];
        let before = before.trim_end_matches(['：', ':', ' ', '　', '/']);
        let chained = last.is_some_and(|last| {
            matches!(Span::new(last.to(), name.span.from()).of(draft.text), "" | "、" | " " | "　" | "/")
        });
        let behind = &draft.text[name.span.to()..];
        let cues = &draft.lexicon.cues;
        let signs = cues.starts(Cue::Signature, behind)
            || behind.starts_with('摄') && !behind.starts_with("摄氏") && !behind.starts_with("摄入");
        if chained || signs || together || cues.ends(Cue::Byline, before) {
            found.push(name.span.of(draft.text));
            last = Some(name.span);
        }
    }
    let by_office = |name: &str| names.iter().any(|c| c.rule == "title before name" && c.span.of(draft.text) == name);
    let stated = draft.article.reporters.iter().filter(|reporter| !by_office(&reporter.name));
    for reporter in stated {
        if let Some(c) = names.iter().find(|c| c.span.of(draft.text) == reporter.name) {
            found.push(c.span.of(draft.text));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The share of names among what scores so high.
fn confidence(score: f32) -> f32 {
    match score {
        s if s >= 3.0 => 0.97,
        s if s >= 2.0 => 0.94,
        s if s >= 1.0 => 0.88,
        s if s >= 0.5 => 0.75,
        _ => 0.6,
    }
}
