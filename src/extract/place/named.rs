//! Places below the township, zones and sites, by their endings; roads by their numbers.

use std::sync::LazyLock;

use regex::Regex;

use crate::extract::Draft;
use crate::extract::phrase::{self, Limits};
use crate::lexicon::Sense;
use crate::model::Level;
use crate::model::reading::{PlaceForm, PlaceMention};
use crate::text::Span;

/// National and provincial roads: G344, S103线, 国道316线.
static ROADS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?:[GSXY]\d{2,4}|[国省县乡]道[GSXY]?\d{2,4})线?").ok());

/// Finds them.
pub fn find(draft: &Draft<'_>) -> Vec<PlaceMention> {
    let mut found = Vec::new();
    if let Some(roads) = ROADS.as_ref() {
        for road in roads.find_iter(draft.text).filter(|road| !draft.is_aside(road.start())) {
            let free = !draft.before(road.start()).is_some_and(|c| c.is_ascii_alphanumeric());
            if free && !draft.after(road.end()).is_some_and(|c| c.is_ascii_alphanumeric()) {
                found.push(super::mention(Span::new(road.start(), road.end()), Level::Site, PlaceForm::Named));
            }
        }
    }
    for (index, hit) in draft.hits.iter().enumerate() {
        let site = draft.senses(*hit).iter().find_map(|sense| match *sense {
            Sense::Site(row) => Some(&draft.lexicon.sites[row as usize]),
            _ => None,
        });
        let Some(site) = site else { continue };
        if draft.is_aside(hit.span.from()) || swallowed(draft, index) {
            continue;
        }
        if let Some(span) = name(draft, hit.span, site.level) {
            found.push(super::mention(span, site.level, PlaceForm::Named));
        }
    }
    found
}

/// Whether a longer ending ends here too (开发区 in 经济技术开发区).
fn swallowed(draft: &Draft<'_>, index: usize) -> bool {
    let hit = draft.hits[index];
    draft.hits_to(hit.span.to()).any(|other| {
        other.span.length() > hit.span.length()
            && draft.senses(other).iter().any(|s| matches!(s, Sense::Site(_) | Sense::Division(_) | Sense::Generic))
    })
}

/// The name that ends with `ending`, if one stands before it.
fn name(draft: &Draft<'_>, ending: Span, level: Level) -> Option<Span> {
    let words = ending.of(draft.text);
    if !ends_here(draft, ending) {
        return None;
    }
    let longest = match level {
        Level::Village | Level::Township => 4,
        Level::Zone => 10,
        _ => 6,
    };
    let head = phrase::head(
        draft,
        ending.from(),
        Limits { characters: longest, stems: level == Level::Zone, place_heads: true },
    );
    if head.start == ending.from() {
        return None;
    }
    let modifier = &draft.text[head.words_start..ending.from()];
    let behind_place = head.place.is_some();
    let own = |start: usize| Some(Span::new(start, ending.to()));
    // 国家许昌经济技术开发区, 许昌经济技术开发区: a zone bears its city's name.
    if level == Level::Zone && behind_place {
        let start = head.start;
        let country = "国家";
        let start = if draft.text[..start].ends_with(country) { start - country.len() } else { start };
        return own(start);
    }
    if modifier.is_empty() {
        // 许昌路, 北京大道; 许昌广场. But not 许昌市小区.
        let place = &draft.reading.places[head.place?];
        let short = !place.span.of(draft.text).ends_with(['市', '县', '区', '省', '镇', '乡']);
        return (short && level == Level::Site && words != "小区").then(|| place.span.from()).and_then(own);
    }
    if is_common(draft, modifier, head.words_start) || modifier.chars().count() > longest {
        return None;
    }
    let characters = modifier.chars().count();
    let plain = characters == 1 && !behind_place && level != Level::Site;
    (!plain && (head.proper || behind_place || characters >= 2)).then_some(head.words_start).and_then(own)
}

/// Whether the ending is not the head of a longer word: 村民, 社区干部 is fine, 路线, 街头, 站点, 山区.
fn ends_here(draft: &Draft<'_>, ending: Span) -> bool {
    const LONGER: &[&str] = &[
        "民", "庄", "镇", "落", "干", "支书", "委", "医", "线", "口", "段", "面", "上", "边", "头", "长", "点", "区",
        "东", "里", "场", "水", "岸", "畔", "门",
    ];
    let words = ending.of(draft.text);
    let rest = &draft.text[ending.to()..];
    let goes_on = LONGER.iter().any(|word| rest.starts_with(word));
    if words.chars().count() > 1 && words != "小区" {
        return draft.is_word_boundary(ending.to()) || !goes_on;
    }
    !goes_on && draft.is_word_boundary(ending.to())
}

/// Whether the modifier is a common word, which makes a kind and no name: 老旧小区, 示范村, 贫困村, 居民小区.
fn is_common(draft: &Draft<'_>, modifier: &str, start: usize) -> bool {
    let listed = draft.lexicon.is_common_qualifier(modifier);
    let ends_listed = draft
        .words
        .iter()
        .rev()
        .find(|w| w.span.to() == start + modifier.len())
        .is_some_and(|w| draft.lexicon.is_common_qualifier(w.text));
    let counted = modifier
        .chars()
        .any(|c| matches!(c, '个' | '各' | '每' | '多' | '这' | '那' | '某' | '的' | '和' | '与' | '及' | '等'));
    listed || ends_listed || counted
}
