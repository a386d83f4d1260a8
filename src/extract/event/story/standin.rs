//! Bodies that a common noun stands for.
//!
//! **Finds** the body that 法院, 警方, 社区 as the subject of a clause means.
//! **Rule** the first noun of the clause, nothing but times and adverbs before it; it means the last body before it whose name
//! holds the word that the noun stands for.
//! **In** 灯塔县人民法院开庭审理此案。法院认为，…
//! **Out** 法院 is 灯塔县人民法院

use std::sync::LazyLock;

use super::Story;
use crate::lexicon::Cue;
use crate::model::reading::Reference;
use crate::text::Openings;

/// The nouns, and what the name of the body that they mean holds.
static NOUNS: LazyLock<Openings<&str>> = LazyLock::new(|| {
    Openings::of(&[
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
        ("公诉机关", "检察院"),
        ("执行干警", "法院"),
        ("执行法官", "法院"),
        ("工作组", "工作组"),
        ("调研组", "调研组"),
        ("督导组", "督导组"),
        ("检查组", "检查组"),
        ("调查组", "调查组"),
        ("专案组", "专案组"),
        ("采访团", "采访团"),
        ("考察团", "考察团"),
        ("代表团", "代表团"),
        ("专班", "专班"),
        ("指挥部", "指挥部"),
        ("领导小组", "领导小组"),
        ("支队", "支队"),
        ("大队", "大队"),
        ("党支部", "党支部"),
        ("党总支", "党总支"),
        ("商会", "商会"),
        ("协会", "协会"),
        ("集团", "集团"),
        ("银行", "银行"),
        ("服务队", "服务队"),
    ])
});

impl Story<'_, '_> {
    /// The body that a common noun right behind a place means: 岳阳市公安机关.
    pub(super) fn organ_of(&self, place: usize) -> Option<Reference> {
        let reading = &self.draft.reading;
        let place = reading.places.get(place)?;
        let behind = self.text(place.span.to(), self.draft.text.len());
        let noun = self.draft.lexicon.cues.opening(Cue::OrganNoun, behind)?;
        let (_, held) = NOUNS.find(noun)?;
        let mut bodies = reading.organisations.iter().enumerate();
        let body = bodies.find(|(_, body)| {
            let name = body.span.of(self.draft.text);
            name.contains(held) && name.starts_with(place.span.of(self.draft.text))
        });
        body.map(|(at, _)| Reference::Organisation(at))
    }

    /// The body that the first noun of `from..to` stands for.
    pub(super) fn stand_in(&self, from: usize, to: usize) -> Option<Reference> {
        if let Some(rest) = self.text(from, to).strip_prefix('该') {
            let noun = self.draft.lexicon.cues.opening(Cue::SoCalled, rest)?;
            let reading = &self.draft.reading;
            let bodies = reading.organisations.iter().enumerate().filter(|(_, body)| body.span.to() <= from);
            let any = matches!(noun, "单位" | "机构" | "企业");
            let body = bodies.rev().find(|(_, body)| any || body.span.of(self.draft.text).ends_with(noun));
            return body.map(|(at, _)| Reference::Organisation(at));
        }
        let first = self.draft.words_before(from);
        let mut words = self.draft.words[first..].iter().take_while(|word| word.span.to() <= to);
        let noun = words.find(|word| {
            !matches!(word.tag.as_bytes().first(), Some(b't' | b'd' | b'c' | b'm' | b'f' | b'x' | b'w'))
                && !matches!(word.text, "一审" | "二审" | "终审")
        })?;
        let (_, held) = NOUNS.find(noun.text)?;
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
