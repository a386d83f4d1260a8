//! Who acts, and where.
//!
//! **Finds** the mentions that are the subject of a trigger, and those that stand for the place of the act.
//! **Rule** the subject opens its clause: nothing but times, adverbs and connectives stand before it, and no preposition (在, 向,
//! 对, 从) governs it; 由 and 被 name the actor behind them. Names joined by 、 和 与 及 act together; a list of names over
//! several commas is one subject. Without a subject the one before goes on. A place is governed by 在, 到, 赴, 来到, 走进.
//! **In** 9日，州委书记刘明、州长马军在玛沁县看望牧民。
//! **Out** who 刘明, 马军; where 玛沁县

use super::clause::Clause;
use crate::extract::Draft;
use crate::lexicon::Cue;
use crate::model::Level;
use crate::model::reading::{PlaceForm, Reference};
use crate::text::Span;

/// A mention with the titles and bodies that belong to it.
#[derive(Clone, Copy, Debug)]
pub struct Mention {
    /// From the first title or body to the end of the name or its last title.
    pub whole: Span,
    /// What it names.
    pub reference: Reference,
}

/// The mentions of an article that can play a part, by position, none inside another.
#[derive(Clone, Debug, Default)]
pub struct Cast {
    mentions: Vec<Mention>,
}

impl Cast {
    /// Gathers them.
    pub fn new(draft: &Draft<'_>) -> Self {
        let reading = &draft.reading;
        let mut mentions: Vec<Mention> = Vec::new();
        for (at, person) in reading.people.iter().enumerate() {
            let mut pieces: Vec<Span> = Vec::new();
            for title in &person.titles {
                let body = match title.body {
                    Some(Reference::Organisation(body)) => reading.organisations.get(body).map(|b| b.span),
                    Some(Reference::Place(place)) => reading.places.get(place).map(|p| p.span),
                    _ => None,
                };
                pieces.extend([title.span].into_iter().chain(body).chain(title.body_words));
            }
            let whole = grown(draft.text, person.span, &mut pieces);
            mentions.push(Mention { whole, reference: Reference::Person(at) });
        }
        for (at, body) in reading.organisations.iter().enumerate() {
            mentions.push(Mention { whole: body.span, reference: Reference::Organisation(at) });
        }
        for (at, place) in reading.places.iter().enumerate().filter(|(_, place)| !place.inside_name) {
            mentions.push(Mention { whole: place.span, reference: Reference::Place(at) });
        }
        mentions.sort_by_key(|m| (m.whole.start, std::cmp::Reverse(m.whole.end), m.reference));
        let mut kept: Vec<Mention> = Vec::with_capacity(mentions.len());
        for mention in mentions {
            match kept.last_mut() {
                Some(last) if mention.whole.start < last.whole.end => {
                    // A person with titles swallows the bodies named in them.
                    let person = |m: &Mention| matches!(m.reference, Reference::Person(_));
                    if person(&mention) && !person(last) && mention.whole.end > last.whole.end {
                        *last = Mention { whole: last.whole.cover(mention.whole), reference: mention.reference };
                    } else if person(&mention) && person(last) && mention.whole.end > last.whole.end {
                        kept.push(Mention {
                            whole: Span { start: kept[kept.len() - 1].whole.end, ..mention.whole },
                            ..mention
                        });
                    }
                }
                _ => kept.push(mention),
            }
        }
        Self { mentions: kept }
    }

    /// The last person named before byte `at`.
    pub fn person_before(&self, at: usize) -> Option<Reference> {
        let end = self.mentions.partition_point(|m| m.whole.to() <= at);
        let people = self.mentions[..end].iter().rev().map(|m| m.reference);
        people.into_iter().find(|r| matches!(r, Reference::Person(_)))
    }

    /// Where the mentions stand, in order.
    pub fn spans(&self) -> impl Iterator<Item = Span> + '_ {
        self.mentions.iter().map(|mention| mention.whole)
    }

    /// The mentions within `from..to`.
    pub fn between(&self, from: usize, to: usize) -> &[Mention] {
        let first = self.mentions.partition_point(|m| m.whole.from() < from);
        let count = self.mentions[first..].partition_point(|m| m.whole.to() <= to);
        &self.mentions[first..first + count]
    }

    /// The subject that stands in `from..to`, which begins a clause.
    pub fn subject(&self, draft: &Draft<'_>, from: usize, to: usize) -> Vec<Reference> {
        let mut found: Vec<Mention> = Vec::new();
        let mut cursor = from;
        let mut governed = false;
        for &mention in self.between(from, to) {
            let gap = &draft.text[cursor..mention.whole.from()];
            // 在新华区、卫东区成立: what a preposition governs goes on to the list's end.
            if governed && found.is_empty() && is_list_gap(gap) {
                cursor = mention.whole.to();
                continue;
            }
            governed = false;
            if let Some(last) = found.last() {
                let joined = is_list_gap(gap);
                if gap.ends_with("面向") || gap.ends_with("针对") {
                    break;
                }
                if joined {
                    found.push(mention);
                } else if gap.is_empty() || is_nominal(draft, cursor, mention.whole.from()) {
                    // 县 + 局 + 局长 + name: what stands before tells whose it is.
                    let person = matches!(mention.reference, Reference::Person(_));
                    if person || !matches!(last.reference, Reference::Person(_)) {
                        found.pop();
                        while person && found.last().is_some_and(|m| !matches!(m.reference, Reference::Person(_))) {
                            found.pop();
                        }
                        found.push(mention);
                    }
                } else {
                    break;
                }
            } else {
                match opening(draft, cursor, mention.whole.from()) {
                    Opening::Free => found.push(mention),
                    Opening::Governed => governed = true,
                    Opening::Verb => break,
                }
            }
            cursor = mention.whole.to();
        }
        let kept = found.iter().filter(|m| !is_governed_from_behind(draft, m.whole.to()));
        kept.map(|m| m.reference).collect()
    }

    /// The actor behind 由 or 被 in `from..to`.
    pub fn agent(&self, draft: &Draft<'_>, from: usize, to: usize) -> Vec<Reference> {
        let mut found = Vec::new();
        let mut end = 0;
        for mention in self.between(from, to) {
            let before = &draft.text[from..mention.whole.from()];
            let opens = ["由", "被", "经", "受"].iter().any(|mark| before.ends_with(mark));
            let joined = !found.is_empty() && is_list_gap(&draft.text[end..mention.whole.from()]);
            if opens || joined {
                found.push(mention.reference);
                end = mention.whole.to();
            }
        }
        found
    }

    /// Whether the clause is a stretch of a list of people: 副市长张三、李四.
    pub fn is_list_of_people(&self, clause: Clause) -> bool {
        let mentions = self.between(clause.span.from(), clause.span.to());
        let person = |m: &&Mention| matches!(m.reference, Reference::Person(_));
        let people = mentions.iter().filter(person).map(|m| m.whole.length()).sum::<usize>();
        // 某会名誉会长张三、李四，: what no list knows of the title may stand before the name that ends the clause.
        let ends = mentions.last().filter(person).is_some_and(|m| m.whole.end == clause.span.end);
        people * 2 >= clause.span.length() || ends
    }

    /// The places or bodies that 在, 到 or a verb of going governs within `from..to`.
    pub fn locations(&self, draft: &Draft<'_>, from: usize, to: usize) -> Vec<Reference> {
        let cues = &draft.lexicon.cues;
        let mut found: Vec<Reference> = Vec::new();
        let mut end = 0;
        for mention in self.between(from, to) {
            // 在全国率先…: where it is first of, not where it happens.
            let country = matches!(mention.reference, Reference::Place(at) if draft.reading.places[at].level == Level::Country
                && draft.reading.places[at].form == PlaceForm::Deictic);
            if country || matches!(mention.reference, Reference::Person(_)) {
                continue;
            }
            let before = &draft.text[from..mention.whole.from()];
            // 在市政府新闻办召开的发布会上: who holds it is no place; 在社科院举行 tells the place.
            let behind = &draft.text[mention.whole.to()..];
            let held = cues.opening(Cue::HeldAt, behind).and_then(|verb| behind.strip_prefix(verb));
            let holds = matches!(mention.reference, Reference::Organisation(_))
                && held.is_some_and(|rest| !rest.is_empty() && !rest.starts_with(['，', '。', '；', '、']));
            let governed = cues.ends(Cue::Locative, before) && !before.ends_with("正在") && !holds;
            let gap = if end > 0 { draft.text.get(end..mention.whole.from()) } else { None };
            let joined = gap.is_some_and(|gap| is_list_gap(gap) || gap == "等");
            let inner = gap.is_some_and(str::is_empty);
            if governed || joined {
                found.push(mention.reference);
            } else if inner {
                found.pop();
                found.push(mention.reference);
            } else {
                continue;
            }
            end = mention.whole.to();
        }
        found
    }
}

/// A name with the titles and bodies that touch it: those before it, one after another, and one right behind.
fn grown(text: &str, name: Span, pieces: &mut [Span]) -> Span {
    pieces.sort_by_key(|piece| std::cmp::Reverse(piece.end));
    let mut whole = name;
    for piece in pieces.iter().filter(|piece| piece.start < name.start) {
        let gap = text.get(piece.to()..whole.from());
        let touches = piece.end >= whole.start
            || gap.is_some_and(|gap| matches!(gap, "、" | "，" | "的" | "原" | "兼" | "党组" | "党委"));
        if touches || gap.is_some_and(str::is_empty) {
            whole = whole.cover(*piece);
        }
    }
    for piece in pieces.iter().filter(|piece| piece.start == name.end) {
        whole = whole.cover(*piece);
    }
    whole
}

/// What joins two names: 、 和 与 及 以及 暨, a comma between people with titles.
fn is_list_gap(gap: &str) -> bool {
    matches!(gap, "、" | "和" | "与" | "及" | "以及" | "暨" | "，" | "," | "联合" | "会同" | "携手" | "等和" | "等及")
        || gap.chars().count() <= 3 && gap.ends_with('、') && !gap.contains('，')
}

enum Opening {
    Free,
    Governed,
    Verb,
}

/// What the words between the start of a clause, or the last mention, and a mention say of it.
fn opening(draft: &Draft<'_>, from: usize, to: usize) -> Opening {
    let gap = &draft.text[from..to];
    if gap.is_empty() {
        return Opening::Free;
    }
    let cues = &draft.lexicon.cues;
    if cues.ends(Cue::Preposition, gap) || cues.ends(Cue::Locative, gap) {
        return Opening::Governed;
    }
    let first = draft.words_before(from);
    let words = draft.words[first..].iter().take_while(|word| word.span.to() <= to);
    for word in words {
        // 对被告人张三: a preposition governs through the words that describe its noun.
        if word.tag == "p" && matches!(word.text, "对" | "向" | "给" | "把" | "将" | "从" | "为" | "与" | "同")
        {
            return Opening::Governed;
        }
        let verb =
            word.tag.starts_with('v') && word.tag != "vn" && (word.text.chars().count() > 1 || word.text == "任");
        if verb && !cues.has(Cue::NoPredicate, word.text) {
            return Opening::Verb;
        }
    }
    Opening::Free
}

/// Whether what stands between is part of one noun phrase: no verb, preposition or mark.
fn is_nominal(draft: &Draft<'_>, from: usize, to: usize) -> bool {
    let first = draft.words_before(from);
    let mut words = draft.words[first..].iter().take_while(|word| word.span.to() <= to);
    to - from <= 45
        && words.all(|word| {
            matches!(word.tag.as_bytes().first(), Some(b'n' | b'j' | b'b' | b'm' | b'q' | b's' | b'f' | b'l' | b'x'))
                && !matches!(word.text, "，" | "。" | "；" | "：")
                || matches!(word.tag, "vn" | "a")
                || matches!(word.text, "的" | "原" | "副" | "、" | "常务副" | "兼")
        })
}

/// Whether the words behind a mention make it a place or time of the act: 某村内, 某镇的安排下.
fn is_governed_from_behind(draft: &Draft<'_>, at: usize) -> bool {
    draft.lexicon.cues.starts(Cue::NoActor, &draft.text[at..])
}
