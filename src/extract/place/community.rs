//! Communities, villages and townships by where their names stand: what is between a township, a county or a mark and such an
//! ending is a name, whatever words its characters are.

use super::named::{is_all, is_common};
use crate::extract::{Draft, phrase};
use crate::lexicon::Cue;
use crate::model::Level;
use crate::model::reading::PlaceForm;
use crate::text::Span;
use crate::text::characters::is_han;

/// Where the name begins that ends with `ending`, if it stands so.
pub(super) fn begins(draft: &Draft<'_>, ending: Span) -> Option<usize> {
    behind_township(draft, ending).or_else(|| behind_county(draft, ending)).or_else(|| at_clause_head(draft, ending))
}

/// Where the name begins that stands between a township and such an ending, whatever words its characters are:
/// 渔沃街道 + 西和 + 社区, 青龙镇 + 南天门 + 村.
fn behind_township(draft: &Draft<'_>, ending: Span) -> Option<usize> {
    const LONGEST: usize = 5;
    if !matches!(ending.of(draft.text), "社区" | "村" | "居民区" | "新村" | "居委会" | "村委会") {
        return None;
    }
    let floor = draft.text[..ending.from()].char_indices().rev().nth(LONGEST - 1).map_or(0, |(at, _)| at);
    let places = &draft.reading.places;
    let before = &places[..places.partition_point(|place| place.span.to() < ending.from())];
    // 六和街道 + 旧清河县 + 社区: what looks like another place may stand in the name.
    let near = before.iter().rev().take_while(|place| place.span.to() >= floor);
    let township = near.filter(|place| place.level == Level::Township).map(|place| place.span.to()).next()?;
    // 经开区（青义镇）白石岭社区.
    let bracket = draft.after(township).filter(|c| matches!(c, '）' | ')')).map_or(0, char::len_utf8);
    let start = township + bracket;
    let modifier = &draft.text[start..ending.from()];
    let characters = modifier.chars().count();
    if characters < 2 || !modifier.chars().all(is_han) || characters > 2 && is_common(draft, modifier, start) {
        return None;
    }
    // 各, 到, 和 before the noun are no part of a name.
    let cues = &draft.lexicon.cues;
    let function =
        is_all(modifier) || cues.starts(Cue::FunctionHead, modifier) || cues.ends(Cue::FunctionEnd, modifier);
    if function {
        return None;
    }
    if characters == 2 {
        let split = draft.word_at(start).map(|at| draft.words[at]).is_some_and(|word| {
            word.span.from() < start && !draft.is_known(word)
                || word.span.from() == start
                    && (word.text.chars().count() == 1
                        || word.span.to() == ending.from()
                            && (!draft.is_known(word)
                                || word.tag.starts_with('n')
                                || draft.lexicon.is_village_name(word.text)))
        });
        return split.then_some(start);
    }
    // 开展美丽, 深入辖区: what is said of the township rather than a name.
    let words = &draft.words[draft.words_to(start)..draft.words_before(ending.from())];
    let told = words.iter().filter(|word| word.span.from() < ending.from()).any(|word| {
        let known = word.text.chars().count() > 1 && draft.is_known(*word);
        known
            && (matches!(word.tag, "v" | "d" | "c" | "p" | "vn" | "a" | "ad")
                || draft.lexicon.is_common_qualifier(word.text))
    });
    let cut = draft.is_word_boundary(start) || draft.word_at(start).is_some_and(|at| !draft.is_known(draft.words[at]));
    (!told && cut).then_some(start)
}

/// Where the name of a township begins that no gazetteer has, right behind its county: 盐亭县 + 九石 + 镇.
fn behind_county(draft: &Draft<'_>, ending: Span) -> Option<usize> {
    const LONGEST: usize = 3;
    if !matches!(ending.of(draft.text), "镇" | "乡") {
        return None;
    }
    let mut start = ending.from();
    for c in draft.text[..ending.from()].chars().rev().take(LONGEST).take_while(|c| is_han(*c)) {
        start -= c.len_utf8();
        let county = phrase::place_ending_at(draft, start).filter(|&at| {
            let place = &draft.reading.places[at];
            place.level == Level::County && matches!(place.form, PlaceForm::Division(_))
        });
        if county.is_some() {
            let words = &draft.text[start..ending.from()];
            let function = draft.lexicon.cues.stand_in(Cue::NoTownship, words);
            return (words.chars().count() >= 2 && !function).then_some(start);
        }
    }
    None
}

/// Where the name begins that stands between a mark and 社区 and is no word of the language: ，洞子坪社区举办….
fn at_clause_head(draft: &Draft<'_>, ending: Span) -> Option<usize> {
    const LONGEST: usize = 4;
    if ending.of(draft.text) != "社区" {
        return None;
    }
    let before = draft.text[..ending.from()].chars().rev();
    let length: usize = before.clone().take(LONGEST + 1).take_while(|c| is_han(*c)).map(char::len_utf8).sum();
    let start = ending.from() - length;
    let modifier = &draft.text[start..ending.from()];
    let characters = modifier.chars().count();
    let marked = draft.before(start).is_none_or(|c| matches!(c, '，' | '。' | '、' | '“' | '：' | '；'));
    if !(3..=LONGEST).contains(&characters) || !marked || is_common(draft, modifier, start) {
        return None;
    }
    let words = &draft.words[draft.words_to(start)..draft.words_before(ending.from())];
    let coined = words.iter().all(|word| word.text.chars().count() == 1 || !draft.is_known(*word));
    let function = draft.lexicon.cues.stand_in(Cue::FunctionWithin, modifier);
    (coined && !function).then_some(start)
}
