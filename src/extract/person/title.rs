//! Titles: where they stand, how far they reach to the left, and whose they are.

use crate::extract::Draft;
use crate::lexicon::{Cue, Lists, Sense, lists::TitleSystem};
use crate::model::OrganisationKind;
use crate::model::reading::{OrganisationForm, Reference};
use crate::text::Span;
use crate::text::characters::is_han;

/// One title of the text with the body it belongs to.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    /// From its body's name, if that stands right before it, to its last character.
    pub whole: Span,
    /// The title with its prefixes.
    pub span: Span,
    /// The title as the record gives it.
    pub title: String,
    /// Which system it belongs to.
    pub system: TitleSystem,
    /// Whether the title by itself says whose it is: 市长, 县长.
    pub own: bool,
    /// The mention that it belongs to.
    pub body: Option<Reference>,
    /// Words of the body that are no mention, or are a part of the mention `body`: 组织部 behind 市委常委.
    pub body_words: Option<Span>,
    /// Which run of titles it stands in: those of 市委副书记、市长 share a number.
    pub group: usize,
}

/// What may stand between two titles of one person.
const JOINTS: &[&str] = &["、", "", "兼", "、兼", "，", "，兼", "兼任", "、兼任", "，兼任", "暨", "及", "和"];

/// Finds every title, in order, and what it belongs to.
pub(super) fn find(draft: &Draft<'_>) -> Vec<Unit> {
    let bodies = Bodies::new(draft);
    let mut units: Vec<Unit> = Vec::new();
    for (core, row) in cores(draft) {
        if let Some(mut unit) = unit(draft, &bodies, core, row) {
            link(draft, units.last(), &mut unit);
            units.push(unit);
        }
    }
    units
}

/// The spans of titles: where two overlap, the one that ends later wins, as Chinese puts the head last, and of those
/// that end together the longest.
fn cores(draft: &Draft<'_>) -> Vec<(Span, u16)> {
    let mut hits: Vec<(Span, u16)> = Vec::new();
    for hit in draft.hits.iter().filter(|hit| hit.is_of(Lists::TITLES)) {
        // 政法委员 of 政法委员会 is a part of the body's name.
        if hit.span.of(draft.text).ends_with("委员") && draft.after(hit.span.to()) == Some('会') {
            continue;
        }
        for sense in draft.senses(*hit) {
            if let Sense::Title(row) = sense {
                hits.push((hit.span, *row));
            }
        }
    }
    hits.sort_by_key(|(span, _)| (std::cmp::Reverse(span.end), span.start));
    let mut kept: Vec<(Span, u16)> = Vec::new();
    for (span, row) in hits {
        if kept.last().is_none_or(|(last, _)| span.end <= last.start) && !draft.is_aside(span.from()) {
            kept.push((span, row));
        }
    }
    kept.reverse();
    kept
}

/// The mentions that a title can belong to, by where they end.
struct Bodies {
    ends: Vec<(usize, Reference, Span)>,
}

impl Bodies {
    fn new(draft: &Draft<'_>) -> Self {
        let organisations = draft.reading.organisations.iter().enumerate();
        let places = draft.reading.places.iter().enumerate().filter(|(_, place)| !place.inside_name);
        let mut ends: Vec<_> = organisations
            .map(|(at, body)| (body.span.to(), Reference::Organisation(at), body.span))
            .chain(places.map(|(at, place)| (place.span.to(), Reference::Place(at), place.span)))
            .collect();
        ends.sort_by_key(|&(end, reference, span)| (end, reference, span));
        Self { ends }
    }

    /// The mention that ends at `end`: an organisation rather than a place, the longer rather than the shorter.
    fn at(&self, end: usize) -> Option<(Reference, Span)> {
        self.among(end, end)
    }

    /// The mention that ends within `from..=to`.
    fn among(&self, from: usize, to: usize) -> Option<(Reference, Span)> {
        let first = self.ends.partition_point(|entry| entry.0 < from);
        self.ends[first..]
            .iter()
            .take_while(|entry| entry.0 <= to)
            .max_by_key(|(_, reference, span)| (matches!(reference, Reference::Organisation(_)), span.length()))
            .map(|&(_, reference, span)| (reference, span))
    }

    /// Whether a mention of an organisation holds `span` and goes on behind it: 县长 of 县长办公室.
    fn swallow(&self, span: Span) -> bool {
        let first = self.ends.partition_point(|entry| entry.0 <= span.to());
        self.ends[first..]
            .iter()
            .take_while(|entry| entry.0 <= span.to() + 60)
            .any(|(_, reference, body)| matches!(reference, Reference::Organisation(_)) && body.contains(span))
    }
}

fn unit(draft: &Draft<'_>, bodies: &Bodies, core: Span, row: u16) -> Option<Unit> {
    let entry = draft.lexicon.titles.get(row as usize)?;
    // 拟任省直单位正厅领导职务: a rank, not an office.
    let rank = entry.system == TitleSystem::Leader && draft.text[core.to()..].starts_with("职务");
    if rank || bodies.swallow(core) {
        return None;
    }
    let mut start = core.from();
    let mut bare = start;
    while let Some(prefix) = draft.hits_to(start).find(|hit| is_prefix(draft, hit.span)) {
        start = prefix.span.from();
        if !draft.lexicon.cues.has(Cue::AsidePrefix, prefix.span.of(draft.text)) {
            bare = start;
        }
    }
    let mut unit = Unit {
        whole: Span::new(start, core.to()),
        span: Span::new(bare, core.to()),
        title: String::new(),
        system: entry.system,
        own: !entry.place_of.is_empty(),
        body: None,
        body_words: None,
        group: 0,
    };
    if let Some((reference, body)) = bodies.at(before_other_name(draft, start)) {
        unit.body = Some(reference);
        unit.whole = body.cover(unit.whole);
        // A leading group of the Party is named with the title: 党组成员 of the body, as 党组 has no name of its own.
        if body.of(draft.text).ends_with("党组") && body.length() > "党组".len() {
            unit.span = Span::new(body.to() - "党组".len(), core.to());
        }
    } else if let Some((reference, body)) = inner_body(draft, bodies, core) {
        // 宣传部长: the last character of the body is the first of the title. 局党组成员: the body takes the head of it.
        unit.body = Some(reference);
        unit.whole = body.cover(unit.whole);
        if body.to() > core.from() + head_length(draft, core) && core.to() - body.to() >= 6 {
            unit.span = Span::new(body.to(), core.to());
        }
    } else if let Some((reference, place)) = shared_place(draft, bodies, core).filter(|_| unit.own) {
        unit.body = Some(reference);
        unit.whole = place.cover(unit.whole);
    } else if let Some((reference, body, words)) = inner_office(draft, bodies, start + shared_head(draft, core, start))
    {
        // 竞技体育三系主任: the first character of the title ends the office's name.
        unit.span = Span::new(unit.span.from().max(words.to()), core.to());
        unit.body = Some(reference);
        unit.body_words = Some(words);
        unit.whole = body.cover(unit.whole);
    } else if let Some(words) = body_words(draft, start) {
        unit.body_words = Some(words);
        unit.whole = words.cover(unit.whole);
    }
    unit.title = unit.span.of(draft.text).to_owned();
    Some(unit)
}

/// Where the body ends whose other name stands in brackets before byte `start`: 某镇党委（地区工委）+ 书记. Without such a
/// bracket, `start`.
fn before_other_name(draft: &Draft<'_>, start: usize) -> usize {
    let open = super::posts::beyond_bracket(draft.text, start);
    let other = draft.text[open..start].trim_end_matches(['）', ')']);
    let body = draft.lexicon.cues.ends(Cue::OtherNameEnd, other);
    if body { open } else { start }
}

fn is_prefix(draft: &Draft<'_>, span: Span) -> bool {
    draft.hits_at(span.from()).any(|hit| hit.span == span && draft.senses(hit).contains(&Sense::TitlePrefix))
}

/// Length of the first character of the title where it also ends a body's name (部长, 局长, 处长), else 0.
fn head_length(draft: &Draft<'_>, core: Span) -> usize {
    draft.lexicon.cues.opening(Cue::SharedEnd, core.of(draft.text)).map_or(0, str::len)
}

/// The length of the head of the title that ends the name of an office before it: 系 of 系主任 behind a word that is not one by itself.
fn shared_head(draft: &Draft<'_>, core: Span, start: usize) -> usize {
    let head = core.of(draft.text).chars().next().filter(|c| "系科".contains(*c)).map_or(0, char::len_utf8);
    if start == core.from() && draft.before(start).is_some_and(is_han) { head } else { 0 }
}

/// The body that begins before the title and ends within it.
fn inner_body(draft: &Draft<'_>, bodies: &Bodies, core: Span) -> Option<(Reference, Span)> {
    let last = core.of(draft.text).char_indices().next_back().map_or(0, |(at, _)| core.from() + at);
    let (reference, body) = bodies.among(core.from() + 1, last)?;
    let organisation = matches!(reference, Reference::Organisation(_));
    (organisation && body.from() < core.from()).then_some((reference, body))
}

/// The place whose last character begins the title: 南京市 of 南京市长.
fn shared_place(draft: &Draft<'_>, bodies: &Bodies, core: Span) -> Option<(Reference, Span)> {
    let end = core.from() + draft.after(core.from())?.len_utf8();
    bodies.at(end).filter(|(_, place)| place.from() < core.from())
}

/// An organisation and, between it and the title, the office within it that has no name of its own:
/// 某医院 呼吸内科 主任.
fn inner_office(draft: &Draft<'_>, bodies: &Bodies, start: usize) -> Option<(Reference, Span, Span)> {
    const LONGEST: usize = 12;
    let mut from = start;
    for c in draft.text[..start].chars().rev().take(LONGEST).take_while(|c| is_han(*c)) {
        if "的和与及等在为对向是".contains(c) {
            return None;
        }
        from -= c.len_utf8();
        if let Some((reference @ Reference::Organisation(_), body)) = bodies.at(from) {
            let words = Span::new(from, start);
            let named = draft.lexicon.cues.ends(Cue::InnerOffice, words.of(draft.text));
            return (named && words.length() >= 6).then_some((reference, body, words));
        }
    }
    None
}

/// The words of a body before a title that the organisations do not list: 组织部 of 组织部部长 and of 组织部长.
fn body_words(draft: &Draft<'_>, start: usize) -> Option<Span> {
    let shared = draft.after(start).filter(|c| "部局处科院厅委".contains(*c)).map_or(start, |c| start + c.len_utf8());
    [start, shared].into_iter().find_map(|end| {
        let hit = draft.hits_to(end).find(|hit| {
            hit.span.from() < start
                && draft.senses(*hit).iter().any(|sense| matches!(sense, Sense::Ending(_) | Sense::Body(..)))
        })?;
        let long = hit.span.of(draft.text).chars().count() >= 3;
        let span = if long { hit.span } else { widened(draft, hit.span)? };
        (span.of(draft.text).chars().count() >= 3).then_some(span)
    })
}

/// A short ending (处, 部) with the nouns before it: 安全传输保障处.
fn widened(draft: &Draft<'_>, ending: Span) -> Option<Span> {
    let at = draft.word_at(ending.from())?;
    let mut start = draft.words[at].span.from().min(ending.from());
    for word in draft.words[..at].iter().rev().take(4) {
        let noun =
            matches!(word.tag.chars().next(), Some('n' | 'j' | 'a' | 'b')) && word.tag != "nr" || word.tag == "vn";
        if !noun || !word.text.chars().all(is_han) {
            break;
        }
        start = word.span.from();
    }
    (start < ending.from()).then(|| Span::new(start, ending.to()))
}

/// Joins a title to the run before it, and lets it take over that run's body where it has none of its own.
fn link(draft: &Draft<'_>, before: Option<&Unit>, unit: &mut Unit) {
    let Some(before) = before else { return };
    let joined = before.whole.to() <= unit.whole.from()
        && JOINTS.contains(&Span::new(before.whole.to(), unit.whole.from()).of(draft.text));
    if !joined {
        unit.group = before.group + 1;
        return;
    }
    unit.group = before.group;
    if unit.body.is_none() && unit.system == TitleSystem::State {
        return; // 中央书记处书记，国务委员: of the state by itself
    }
    let Some(previous @ Reference::Organisation(_)) = before.body else {
        if unit.body.is_none() && before.system == TitleSystem::Lay {
            unit.body = before.body;
        }
        return;
    };
    match unit.body {
        None if unit.own => {}
        None if unit.body_words.is_some() => unit.body = Some(previous),
        None => {
            unit.body = Some(previous);
            unit.body_words = before.body_words;
        }
        Some(Reference::Organisation(at)) => {
            let Some(body) = draft.reading.organisations.get(at) else { return };
            let committee = matches!(previous, Reference::Organisation(p) if draft.reading.organisations.get(p)
                .is_some_and(|p| p.kind == OrganisationKind::Party && p.span.of(draft.text).ends_with('委')));
            let words = body.span.of(draft.text);
            let cues = &draft.lexicon.cues;
            let organ = committee && cues.starts(Cue::PartyOrgan, words);
            if body.form == OrganisationForm::Bare && (organ || cues.has(Cue::InnerBody, words)) {
                unit.body = Some(previous);
                unit.body_words = Some(body.span);
            }
        }
        _ => {}
    }
}
