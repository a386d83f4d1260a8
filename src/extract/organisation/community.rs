//! Communities that act: 南关社区举办…, 南关社区将….
//!
//! A community is a place and a body. Where its name stands as the subject of an act (a trigger, an auxiliary or an adverb
//! of acting behind it, no preposition before it), the body is meant as well.

use crate::extract::{Draft, phrase};
use crate::lexicon::Sense;
use crate::model::reading::{OrganisationForm, OrganisationMention, PlaceForm};
use crate::model::{Level, OrganisationKind};

/// What stands between a subject and its verb.
const ADVERBS: &[&str] = &[
    "将", "积极", "坚持", "还", "也", "不断", "持续", "深入", "充分", "主动", "多次", "依托", "通过", "着力", "以",
    "为", "把", "紧紧", "及时", "立即", "从", "联合", "携手", "特邀", "邀请", "始终", "认真", "努力", "大力", "创新",
    "精心", "加大", "组建",
];

/// What makes the place the where of an act, not its subject.
const PREPOSITIONS: &[&str] = &[
    "在", "到", "对", "向", "于", "进", "入", "赴", "往", "从", "来到", "深入", "前往", "抵达", "协助", "支持", "为",
    "给", "至",
];

/// Finds them: the mention covers the place and those that stand before it.
pub fn find(draft: &Draft<'_>) -> Vec<OrganisationMention> {
    let mut found = Vec::new();
    for (at, place) in draft.reading.places.iter().enumerate() {
        let words = place.span.of(draft.text);
        if place.level != Level::Village || place.form == PlaceForm::Deictic || !words.ends_with("社区") {
            continue;
        }
        let start = phrase::chain_start(draft, at);
        let before = &draft.text[..start];
        if PREPOSITIONS.iter().any(|word| before.ends_with(word)) || !acts(draft, place.span.to()) {
            continue;
        }
        found.push(super::mention(place.span, OrganisationKind::Community, Some(at), OrganisationForm::Full));
    }
    found
}

/// Whether an act is told right behind byte `offset`.
fn acts(draft: &Draft<'_>, offset: usize) -> bool {
    let rest = &draft.text[offset..];
    if ADVERBS.iter().any(|word| rest.starts_with(word)) {
        return true;
    }
    let verb = draft.word_at(offset).map(|at| draft.words[at]).filter(|word| word.span.from() == offset);
    verb.is_some_and(|word| {
        word.tag.starts_with('v')
            && draft.hits_at(offset).any(|hit| {
                hit.span == word.span && draft.senses(hit).iter().any(|sense| matches!(sense, Sense::Trigger(_)))
            })
    })
}
