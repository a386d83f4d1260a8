//! Bodies that a common noun stands for.
//!
//! **Finds** the body that 法院, 警方, 社区 as the subject of a clause means.
//! **Rule** the first noun of the clause, nothing but times and adverbs before it; it means the last body before it whose name
//! holds the word that the noun stands for.
//! **In** 灯塔县人民法院开庭审理此案。法院认为，…
//! **Out** 法院 is 灯塔县人民法院

use super::Story;
use crate::model::reading::Reference;

/// The nouns, and what the name of the body that they mean holds.
const NOUNS: &[(&str, &str)] = &[
    ("法院", "法院"),
    ("法庭", "法院"),
    ("法官", "法院"),
    ("合议庭", "法院"),
    ("检察院", "检察院"),
    ("检察机关", "检察院"),
    ("检察官", "检察院"),
    ("警方", "公安"),
    ("公安机关", "公安"),
    ("公安", "公安"),
    ("民警", "公安"),
    ("社区", "社区"),
    ("居委会", "居委会"),
    ("村委会", "村委会"),
    ("医院", "医院"),
    ("学校", "学校"),
    ("公司", "公司"),
    ("街道", "街道"),
];

impl Story<'_, '_> {
    /// The body that the first noun of `from..to` stands for.
    pub(super) fn stand_in(&self, from: usize, to: usize) -> Option<Reference> {
        let first = self.draft.words.partition_point(|word| word.span.from() < from);
        let mut words = self.draft.words[first..].iter().take_while(|word| word.span.to() <= to);
        let noun = words.find(|word| {
            !matches!(word.tag.as_bytes().first(), Some(b't' | b'd' | b'c' | b'm' | b'f' | b'x' | b'w'))
        })?;
        let (_, held) = NOUNS.iter().find(|(word, _)| *word == noun.text || noun.text.starts_with(word))?;
        // The noun names no one by itself, and nothing behind it makes it another body: 社区医院.
        let before = |end: usize| end <= noun.span.from();
        let reading = &self.draft.reading;
        let bodies = reading.organisations.iter().enumerate().filter(|(_, body)| before(body.span.to()));
        let body = bodies.rev().find(|(_, body)| body.span.of(self.draft.text).contains(held));
        let places = reading.places.iter().enumerate().filter(|(_, place)| before(place.span.to()));
        let place = places.rev().find(|(_, place)| place.span.of(self.draft.text).ends_with(held));
        match (body, place) {
            (Some((at, body)), Some((_, place))) if body.span.end >= place.span.end => {
                Some(Reference::Organisation(at))
            }
            (_, Some((at, _))) => Some(Reference::Place(at)),
            (Some((at, _)), None) => Some(Reference::Organisation(at)),
            (None, None) => None,
        }
    }
}
