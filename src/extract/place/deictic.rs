//! 我市, 全县, 该镇, 省内: places by pointing.

use crate::extract::Draft;
use crate::lexicon::Cue;
use crate::model::Level;
use crate::model::reading::{PlaceForm, PlaceMention};
use crate::text::Span;
use crate::text::characters::is_han;

/// The words that point, before the noun of a level.
const POINTERS: &[&str] = &["我们", "我", "全", "该", "本", "咱", "此"];

/// The nouns of levels, longest first. 乡 and 村 with 全 are rare and with 本 and 该 plain.
const NOUNS: &[(&str, Level)] = &[
    ("自治区", Level::Province),
    ("自治州", Level::Prefecture),
    ("自治县", Level::County),
    ("国", Level::Country),
    ("街道", Level::Township),
    ("社区", Level::Village),
    ("省", Level::Province),
    ("市", Level::Prefecture),
    ("州", Level::Prefecture),
    ("盟", Level::Prefecture),
    ("县", Level::County),
    ("区", Level::County),
    ("旗", Level::County),
    ("镇", Level::Township),
    ("乡", Level::Township),
    ("村", Level::Village),
];

/// Finds them.
pub fn find(draft: &Draft<'_>) -> Vec<PlaceMention> {
    let mut found = Vec::new();
    for &(at, c) in &draft.characters {
        if !matches!(c, '我' | '全' | '该' | '本' | '咱' | '省' | '市' | '县') || draft.is_aside(at) {
            continue;
        }
        let rest = &draft.text[at..];
        let pointed = POINTERS.iter().filter(|p| rest.starts_with(**p)).find_map(|pointer| {
            let after = &rest[pointer.len()..];
            let (noun, level) = NOUNS.iter().find(|(noun, _)| after.starts_with(noun))?;
            if *level == Level::Country && !is_country(draft, at, pointer, &after[noun.len()..]) {
                return None;
            }
            Some((pointer.len() + noun.len(), *level))
        });
        if let Some((length, level)) = pointed {
            let span = Span::new(at, at + length);
            if stands_alone(draft, span) {
                found.push(super::mention(span, level, PlaceForm::Deictic));
            }
        } else if let Some(level) = inside(rest).filter(|_| !draft.before(at).is_some_and(is_han)) {
            let length = c.len_utf8() + '内'.len_utf8();
            found.push(super::mention(Span::new(at, at + length), level, PlaceForm::Deictic));
        }
    }
    found
}

/// 省内, 市内, 县内 at the start of `rest`.
fn inside(rest: &str) -> Option<Level> {
    [("省内", Level::Province), ("市内", Level::Prefecture), ("县内", Level::County)]
        .iter()
        .find(|(word, _)| rest.starts_with(word))
        .map(|(_, level)| *level)
}

/// 我国, and 全国 where something happens in it: not in the names of its bodies and honours (全国人大, 全国文明城市).
fn is_country(draft: &Draft<'_>, at: usize, pointer: &str, behind: &str) -> bool {
    /// The longest such name, in characters.
    const MEETING: usize = 18;
    match pointer {
        "我" => !behind.starts_with('家'),
        "全" => {
            let placed = draft.before(at).is_none_or(|c| !is_han(c) || "在向为于从占居是及和遍年月日".contains(c));
            // 全国安全生产工作会议: a meeting's name.
            let near: String = behind.chars().take(MEETING).take_while(|c| is_han(*c)).collect();
            let cues = &draft.lexicon.cues;
            let meeting = cues.stand_in(Cue::MeetingName, &near);
            placed && !meeting && !cues.starts(Cue::NationalName, behind)
        }
        _ => false,
    }
}

/// Whether the words are not the head of a longer one: 全市场, 全县城, 本市民, 全区域, 全镇定, 我省吃俭用, 安全区, 本村民.
fn stands_alone(draft: &Draft<'_>, span: Span) -> bool {
    let rest = &draft.text[span.to()..];
    if draft.lexicon.cues.starts(Cue::LevelGoesOn, rest) {
        return false;
    }
    // 安全区, 健全市: the pointer belongs to the word before it.
    draft.word_at(span.from()).is_none_or(|at| {
        let word = draft.words[at];
        word.span.from() >= span.from() || !draft.lexicon.is_dictionary_word(word.text)
    })
}
