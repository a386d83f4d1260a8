//! Names that are no surname with a given name: with an interpunct, transliterated behind a title, or a surname with
//! 先生 or 某.

use super::closed::Closed;
use super::context::{is_particle, joins};
use super::name::Candidate;
use super::title::Unit;
use crate::extract::Draft;
use crate::lexicon::{Cue, Lists};
use crate::text::Span;
use crate::text::characters::is_han;

/// The dots between the parts of a name.
const DOTS: [char; 3] = ['·', '•', '・'];

/// Longest part of a name with dots, in characters.
const LONGEST: usize = 8;

/// The rule that reads a run of such characters behind a title.
const BEHIND_TITLE: &str = "transliterated name behind title";

/// Finds them, unsorted.
pub(super) fn find(draft: &Draft<'_>, units: &[Unit], closed: &Closed) -> Vec<Candidate> {
    let mut found = dotted(draft, units);
    let titled = transliterated(draft, units);
    found.extend(again(draft, &titled));
    found.extend(titled);
    found.extend(honoured(draft));
    found.retain(|c| !closed.bars(c.span, c.rule == BEHIND_TITLE));
    found
}

/// 阿不都·买买提: on both sides of the dot as far as the characters are those of transliterated names.
fn dotted(draft: &Draft<'_>, units: &[Unit]) -> Vec<Candidate> {
    let text = draft.text;
    let names = &draft.lexicon.names;
    let mut found: Vec<Candidate> = Vec::new();
    for &(dot, mark) in draft.marks.iter().filter(|(_, mark)| DOTS.contains(mark)) {
        if found.last().is_some_and(|last| last.span.to() > dot) {
            continue;
        }
        let wall = units[..units.partition_point(|unit| unit.span.to() <= dot)].last().map_or(0, |unit| unit.span.to());
        // 小学生谢日代·买买提: what stands between a title and the dot is the name's first part, whatever its characters.
        let titled = wall > 0 && dot - wall <= LONGEST * 3 && text[wall..dot].chars().all(is_han);
        let foreign = text[wall..dot].chars().rev().take(LONGEST).take_while(|c| is_han(*c) && names.is_foreign(*c));
        let left = if titled { dot - wall } else { foreign.map(char::len_utf8).sum() };
        let mut end = dot;
        let mut next = Some(mark);
        while let Some(mark) = next.filter(|c| DOTS.contains(c)) {
            let from = end + mark.len_utf8();
            let right = part(draft, from);
            if right == 0 {
                break;
            }
            end = from + right;
            next = draft.after(end);
        }
        let span = Span::new(dot - left, end);
        let quoted = matches!(draft.before(span.from()), Some('“' | '《' | '‘'));
        let letters = span.of(text).chars().filter(|c| is_han(*c)).count();
        if left > 0 && end > dot && letters >= 4 && !quoted {
            found.push(Candidate { span, score: 6.0, rule: "name with interpunct", subject: false });
        }
    }
    found
}

/// Bytes of the part of a name from byte `from` on: characters of transliterated names up to a word of the dictionary
/// that names no one (艾力 | 高兴地说), and one that is none between two that are.
fn part(draft: &Draft<'_>, from: usize) -> usize {
    let names = &draft.lexicon.names;
    let mut end = from;
    let mut characters = draft.text[from..].char_indices().take(LONGEST).peekable();
    while let Some((at, c)) = characters.next() {
        let at = from + at;
        let next = characters.peek().map(|(_, next)| *next);
        let gap = || end > from && !is_particle(c) && next.is_some_and(|next| names.is_foreign(next));
        let ordinary = || {
            end > from
                && draft.word_at(at).map(|index| draft.words[index]).is_some_and(|word| {
                    word.span.from() == at
                        && word.text.chars().count() > 1
                        && draft.is_known(word)
                        && !word.tag.starts_with('n')
                })
        };
        if !is_han(c) || !(names.is_foreign(c) || gap()) || ordinary() {
            break;
        }
        end = at + c.len_utf8();
    }
    end - from
}

/// A run of such characters behind a title, where a Han name would be.
fn transliterated(draft: &Draft<'_>, units: &[Unit]) -> Vec<Candidate> {
    let mut found = Vec::new();
    for unit in units {
        let from = unit.span.to();
        let span = Span::new(from, from + part(draft, from));
        let length = span.of(draft.text).chars().count();
        let word = draft.word_at(from).map(|at| draft.words[at]);
        let ordinary = word.is_some_and(|word| {
            draft.is_known(word) && word.tag != "ns" && !word.tag.starts_with("nr") && word.text.chars().count() > 1
        });
        let surname = draft.after(from).and_then(|c| draft.lexicon.names.surname(c.encode_utf8(&mut [0; 4])));
        let bounded = match draft.after(span.to()) {
            None => true,
            Some(c) if !is_han(c) => true,
            _ => draft.word_at(span.to()).is_some_and(|at| matches!(draft.words[at].tag, "v" | "d" | "p" | "c")),
        };
        // 民警让周女士离开: nor is a name what a preposition begins.
        let han = surname.is_some_and(|weight| weight > 2000.0)
            || span.of(draft.text).starts_with(['和', '让', '被', '把', '将', '向', '对', '给', '在', '从', '与']);
        let acts = draft.hits_at(span.to()).any(|hit| hit.span.length() >= 6 && hit.is_of(Lists::TRIGGERS));
        let whole = acts || draft.is_word_boundary(span.to()) && bounded;
        // 法官查明: a word that only looks like a name is none behind a title either.
        let word = draft.lexicon.names.is_word(span.of(draft.text));
        if (2..=LONGEST).contains(&length) && whole && !ordinary && !han && !word {
            let score = if length > 3 { 3.5 } else { 1.0 };
            found.push(Candidate { span, score, rule: BEHIND_TITLE, subject: false });
        }
    }
    found
}

/// 扎西顿珠同志: a long name that a title introduced stands without it too.
fn again(draft: &Draft<'_>, titled: &[Candidate]) -> Vec<Candidate> {
    let long = titled.iter().filter(|c| c.span.of(draft.text).chars().count() >= 3);
    let places = long.flat_map(|c| {
        let name = c.span.of(draft.text);
        draft.text.match_indices(name).map(move |(at, _)| (Span::new(at, at + name.len()), c.score))
    });
    places
        .filter(|(span, _)| titled.iter().all(|c| c.span != *span))
        .map(|(span, score)| Candidate { span, score, rule: "name again", subject: false })
        .collect()
}

/// 张女士, 刘某.
fn honoured(draft: &Draft<'_>) -> Vec<Candidate> {
    let text = draft.text;
    let cues = &draft.lexicon.cues;
    let mut found = Vec::new();
    let mut before: Option<char> = None;
    for &(at, c) in &draft.characters {
        let begins = cues.may_open(Cue::Honorific, c);
        let Some(surname) = before.replace(c).filter(|_| begins) else { continue };
        let Some(word) = cues.opening(Cue::Honorific, &text[at..]) else { continue };
        let start = at - surname.len_utf8();
        // 温某 names someone by a rarer surname too, 在某 no one.
        let enough = if word.starts_with('某') && !joins(surname) { 30.0 } else { 200.0 };
        let weight = draft.lexicon.names.surname(surname.encode_utf8(&mut [0; 4]));
        if weight.is_some_and(|weight| weight > enough) && draft.is_word_boundary(start) {
            let end = at + word.len();
            let given = if word == "某" { given_behind(draft, end) } else { 0 };
            let span = Span::new(start, end + given);
            found.push(Candidate { span, score: 1.0, rule: "surname with honorific", subject: false });
        }
    }
    found
}

/// Bytes of the character behind 某 that belongs to the name: 毛某明, 温某运、温某南. A function word does not, nor the first
/// character of a longer word, nor a verb but in a list.
fn given_behind(draft: &Draft<'_>, at: usize) -> usize {
    let Some(c) = draft.after(at).filter(|c| is_han(*c) && !is_particle(*c)) else { return 0 };
    let end = at + c.len_utf8();
    let word = draft.word_at(at).map(|index| draft.words[index]);
    let listed = matches!(draft.after(end), Some('、' | '等'));
    let free = word.is_none_or(|word| {
        let noun = !matches!(word.tag, "v" | "p" | "c" | "d" | "u" | "r" | "m" | "q" | "f");
        word.span.to() == end && (noun || listed && word.tag == "v") || !draft.is_known(word)
    });
    if free && draft.lexicon.names.given(c.encode_utf8(&mut [0; 4])) > -2.0 { c.len_utf8() } else { 0 }
}
