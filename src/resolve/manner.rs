//! How a post is held: 代, 兼, 原, 拟任, 免去, by the words before the title, before its body's name, or before the name of
//! who is relieved of it. The table of prefixes says what each word means.

use super::Resolving;
use crate::lexicon::{Cue, Lexicon};
use crate::model::Manner;
use crate::model::reading::{PersonMention, Reference, TitleMention};

/// The manner in which `title` is given to `person`; none if nothing says that it is not simply held.
pub fn of(resolving: &Resolving<'_>, person: &PersonMention, title: &TitleMention) -> Option<Manner> {
    let lexicon = resolving.lexicon;
    let body = title.body.map(|body| match body {
        Reference::Organisation(at) => resolving.reading.organisations[at].span.start,
        Reference::Place(at) => resolving.reading.places[at].span.start,
        Reference::Person(at) => resolving.reading.people[at].span.start,
    });
    // A body named far before, by the title of another, has its own words before it.
    const NEAR: u32 = 60;
    let body = body.filter(|&start| start < title.span.start && title.span.start - start <= NEAR);
    let text = resolving.article.body.as_str();
    let words = |offset: u32| text.get(..offset as usize).unwrap_or_default();
    let relieved = |offset: u32| lexicon.cues.ends(Cue::Removed, words(offset)).then_some(Manner::Removed);
    let before = |offset: u32| relieved(offset).or_else(|| ending(lexicon, words(offset)));
    beginning(lexicon, &title.title)
        .or_else(|| before(title.span.start))
        .or_else(|| body.and_then(before))
        .or_else(|| relieved(person.span.start))
        .or_else(|| is_ended(lexicon, words(title.span.start)).then_some(Manner::Removed))
}

/// Whether a verb that ends a post stands before it in its clause: 免去其某院委员、审判员职务, 接受甲辞去某局局长职务.
fn is_ended(lexicon: &Lexicon, before: &str) -> bool {
    /// Characters from the verb to the title, at most: two bodies and their titles. A clause without end costs no more.
    const FARTHEST: usize = 60;
    let clause = before.char_indices().rev().take(FARTHEST).take_while(|(_, c)| !"，。；：,;:".contains(*c));
    let start = clause.last().map_or(before.len(), |(at, _)| at);
    lexicon.cues.stand_in(Cue::Removed, &before[start..])
}

/// The manner that the longest prefix at the end of `words` tells. 目前 and 时代 end in characters that are prefixes too.
fn ending(lexicon: &Lexicon, words: &str) -> Option<Manner> {
    longest(lexicon, |prefix| words.ends_with(prefix) && !matches!(prefix, "前" | "代"))
}

/// The manner that the longest prefix at the head of a title tells: 代市长, 原书记, but not 代表, a title of its own.
fn beginning(lexicon: &Lexicon, title: &str) -> Option<Manner> {
    let whole = || lexicon.titles.iter().any(|known| known.title == title);
    longest(lexicon, |prefix| title.len() > prefix.len() && title.starts_with(prefix)).filter(|_| !whole())
}

fn longest(lexicon: &Lexicon, fits: impl Fn(&str) -> bool) -> Option<Manner> {
    let fitting = lexicon.manners.iter().filter(|(prefix, _)| fits(prefix));
    fitting.max_by_key(|(prefix, _)| prefix.len()).and_then(|(_, manner)| *manner)
}

#[cfg(test)]
mod tests {
    use crate::lexicon::{Lexicon, LexiconError};
    use crate::model::{Manner, Page};
    use crate::pipeline;

    #[test]
    fn what_someone_is_relieved_of_is_not_held() -> Result<(), LexiconError> {
        let lexicon = Lexicon::embedded()?;
        for (text, removed) in [
            (
                "会议决定任命周敏为绵阳市林业局局长，免去其绵阳市公安局党委委员、副局长职务。",
                [false, true, true].as_slice(),
            ),
            ("会议决定接受周敏辞去绵阳市司法局局长职务的请求。", &[true]),
            ("会议决定免去周敏的绵阳市水利局局长、党组成员职务。", &[true, true]),
            ("绵阳市司法局局长周敏出席会议。", &[false]),
        ] {
            let page = Page { text: text.to_owned(), ..Page::default() };
            let records = pipeline::records(&page, &lexicon);
            let posts = records.iter().flat_map(|record| &record.people).flat_map(|person| &person.posts);
            let told: Vec<bool> = posts.map(|post| post.manner == Some(Manner::Removed)).collect();
            assert_eq!(told, removed, "{text}");
        }
        Ok(())
    }
}
