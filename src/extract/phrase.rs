//! How far a name goes to the left of its ending.
//!
//! Chinese names of bodies and places end in a word that says what they are (局, 公司, 村) and begin where the sentence
//! stops being one noun phrase: at a mark, a preposition, a particle, a number, a verb that governs the phrase.

use super::Draft;
use crate::lexicon::lists::TitleSystem;
use crate::lexicon::{Cue, Lists, Sense};
use crate::model::reading::{OrganisationForm, PlaceMention};
use crate::text::Span;
use crate::text::characters::is_han;

/// What may stand inside a name.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Characters to the left of the ending, at most, places at the head not counted.
    pub characters: usize,
    /// Whether words that jieba calls verbs may stand inside, as in 预防控制中心: only those of the stem list.
    pub stems: bool,
    /// Whether a mention of a place ends the walk (it becomes the head of the name).
    pub place_heads: bool,
    /// Whether an organisation, a level (市, 省) and a conjunction before either may head the name, as in 省海洋与渔业局.
    pub body_heads: bool,
    /// Whether a body right before the place at the head belongs to the name: 市公安局 + 西城 + 分局.
    pub branch: bool,
    /// Whether words of one character may stand inside whatever their class is, as in the coined names of companies: 众昇铸造.
    pub coined: bool,
}

/// A name's left part.
#[derive(Clone, Debug, Default)]
pub struct Head {
    /// Where the name begins, byte of the body; the ending's start if nothing belongs to it.
    pub start: usize,
    /// Mention of the place at its head, if one stands there: index into the reading's places.
    pub place: Option<usize>,
    /// The organisation at its head (市委 in 市委党校), index into the reading's organisations.
    pub body: Option<usize>,
    /// The level at its head (市 in 市农业农村局).
    pub level: Option<char>,
    /// Where the words behind place, body or level begin.
    pub words_start: usize,
    /// How many characters of words stand between place and ending.
    pub characters: usize,
    /// Whether one of those words is a proper name or unknown to jieba's dictionary.
    pub proper: bool,
}

/// Walks left from byte `from`, where the ending begins.
pub fn head(draft: &Draft<'_>, from: usize, limits: Limits) -> Head {
    let mut head = Head { start: from, words_start: from, ..Head::default() };
    let floor = draft.sentence_of(from.saturating_sub(1)).map_or(0, |sentence| sentence.span.from());
    // The head as it was before a conjunction, which is inside the name only if place, body or level heads it.
    let mut firm: Option<Head> = None;
    let firm_limit = |firm: &Head| firm.characters + 7;
    while head.start > floor {
        if limits.body_heads && find_head_body(draft, &mut head, from) {
            // Two bodies joined by 和 are two.
            // But a government's offices have 和 in their names: 特区政府 + 运输及物流局.
            let office = || {
                draft
                    .hits_at(from)
                    .any(|hit| hit.is_of(Lists::ENDINGS) && hit.span.of(draft.text).ends_with(['局', '厅', '署', '办']))
            };
            let government =
                |at: usize| draft.reading.organisations[at].span.of(draft.text).ends_with("政府") && office();
            // 同济大学 + 建筑与城市规划 + 学院: words between the body and 与 go on to one of its parts.
            let part = |at: usize, firm: &Head| {
                let between = firm.start.saturating_sub('与'.len_utf8());
                let end = draft.reading.organisations[at].span.to();
                end + 2 * '与'.len_utf8() <= between && is_part(draft, from)
            };
            return match firm {
                Some(firm) if head.body.is_some_and(|at| !government(at) && !part(at, &firm)) => firm,
                _ => head,
            };
        }
        if limits.place_heads
            && let Some(at) = place_ending_at(draft, head.start)
        {
            head.place = Some(at);
            head.start = chain_start(draft, at);
            // 中国铁路 + 上海 + 局集团: a body of the whole country before its place.
            let above =
                draft.reading.organisations.iter().find(|body| body.span.to() == head.start && body.place.is_none());
            if let Some(above) = above.filter(|body| limits.body_heads && body.form == OrganisationForm::Full) {
                head.start = above.span.from();
            } else if limits.branch
                && let Some(at) = draft.reading.organisations.iter().rposition(|body| body.span.to() == head.start)
            {
                head.start = draft.reading.organisations[at].span.from();
                head.place = None;
                head.body = Some(at);
            } else if limits.body_heads {
                posted(draft, &mut head);
            }
            return head;
        }
        if limits.body_heads
            && firm.is_none()
            && (head.characters > 0 || long_ending(draft, from))
            && conjunction(draft, head.start)
        {
            firm = Some(head.clone());
            head.start -= '和'.len_utf8();
            head.characters += 1;
            continue;
        }
        // 川江池社区联合木觉青少年服务中心: who acts together with the body is no part of its name; but 社区联合党委.
        if head.characters > 0 && joins(draft, head.start) {
            break;
        }
        let Some(step) = step(draft, head.start, limits) else { break };
        let limit = firm.as_ref().map_or(limits.characters, firm_limit);
        if head.characters + step.characters > limit {
            break;
        }
        head.characters += step.characters;
        head.proper |= step.proper;
        head.start = step.start.max(floor);
        head.words_start = head.start;
    }
    let mut head = firm.unwrap_or(head);
    if limits.body_heads {
        posted(draft, &mut head);
    }
    head
}

/// Whether a verb of acting together ends at byte `end`, behind the last character of a body or a place.
fn joins(draft: &Draft<'_>, end: usize) -> bool {
    let text = &draft.text[..end];
    let cues = &draft.lexicon.cues;
    // 法院 + 组织 + 华北电力大学; but 组织人事科.
    let organises = || {
        let office = cues.starts(Cue::OrganisingOffice, &draft.text[end..]);
        text.strip_suffix("组织").filter(|before| !office && !before.ends_with("社会"))
    };
    let together = cues.closing(Cue::Together, text).and_then(|verb| text.strip_suffix(verb));
    let before = together.or_else(organises);
    before.is_some_and(|before| cues.ends(Cue::JoinedEnd, before))
}

/// 市纪委监委驻鲁山县辛集乡工作队: the body that posted it stands before 驻 and heads the name.
fn posted(draft: &Draft<'_>, head: &mut Head) {
    let Some(end) = head.start.checked_sub('驻'.len_utf8()).filter(|_| draft.before(head.start) == Some('驻')) else {
        return;
    };
    if let Some(at) = draft.reading.organisations.iter().rposition(|body| body.span.to() == end) {
        head.start = draft.reading.organisations[at].span.from();
        head.body = Some(at);
    }
}

/// Whether words may be parted at byte `offset`: jieba does, or has no such word (市千禧).
fn cut(draft: &Draft<'_>, offset: usize) -> bool {
    draft.is_word_boundary(offset) || draft.word_at(offset).is_some_and(|at| !draft.is_known(draft.words[at]))
}

/// Prepositions of one character, which jieba may glue to an unknown name behind them: 从市海洋局.
const PREPOSITIONS: &str = "因经从由在对向与和为以被把将到据至及同或于让使";

/// Prepositions and verbs that end an unknown word which is not of the name behind it.
const GOVERNORS: &str = "向到给是在把被从让请找去上经任";

/// Takes the organisation or the level that ends where the head begins, if one does.
fn find_head_body(draft: &Draft<'_>, head: &mut Head, from: usize) -> bool {
    if let Some(at) = draft.reading.organisations.iter().rposition(|body| body.span.to() == head.start) {
        // 市委组织部联合市财政局: a verb between two bodies joins them and belongs to neither.
        let between = &draft.text[head.start..from];
        let links = draft.lexicon.cues.occurrences(Cue::Link, between);
        let links = links.filter(|(at, link)| between.find(link) == Some(*at));
        if let Some(link) = links.map(|(at, link)| at + link.len()).max() {
            head.start += link;
            head.words_start = head.start;
            return true;
        }
        head.start = draft.reading.organisations[at].span.from();
        head.body = Some(at);
        return true;
    }
    let level = draft.before(head.start).filter(|c| LEVELS.contains(*c));
    let Some(level) = level else { return false };
    let mut start = head.start - level.len_utf8();
    let region = draft.text[..head.start].ends_with("自治区");
    if region {
        start = head.start - "自治区".len();
    }
    let after_preposition = draft.before(start).is_some_and(|c| PREPOSITIONS.contains(c));
    if place_ending_at(draft, head.start).is_some()
        || !(cut(draft, start) || after_preposition)
        || !cut(draft, head.start)
    {
        return false;
    }
    head.level = Some(level);
    head.start = start;
    true
}

/// Whether 和 stands at byte `at` between two bodies: 县纪委和县妇联, in which there is no 和县.
pub fn joins_bodies(draft: &Draft<'_>, at: usize) -> bool {
    draft.after(at) == Some('和') && draft.lexicon.cues.ends(Cue::BodyEnd, &draft.text[..at])
}

/// 和, 与 or 及 before byte `end`, as a word of its own, between two words of one name (海洋与渔业局): not behind a place or
/// another body.
fn conjunction(draft: &Draft<'_>, end: usize) -> bool {
    if !matches!(draft.before(end), Some('和' | '与' | '及')) {
        return false;
    }
    let start = end - '和'.len_utf8();
    draft.is_word_boundary(start)
        && draft.is_word_boundary(end)
        && place_ending_at(draft, start).is_none()
        && !draft.lexicon.cues.ends(Cue::NameEnd, &draft.text[..start])
}

/// Whether an ending of bodies that are mostly parts of others begins at byte `from`: 学院, 中心, 科.
fn is_part(draft: &Draft<'_>, from: usize) -> bool {
    let mut endings = draft.hits_at(from).filter(|hit| hit.is_of(Lists::ENDINGS));
    endings.any(|hit| draft.lexicon.cues.ends(Cue::PartEnd, hit.span.of(draft.text)))
}

/// Whether an ending of at least four characters begins at byte `from`, which may be the second half of a name: 城市管理和 +
/// 综合执法局.
fn long_ending(draft: &Draft<'_>, from: usize) -> bool {
    const LONG: usize = 4 * 3;
    draft.hits_at(from).any(|hit| hit.is_of(Lists::ENDINGS) && hit.span.length() >= LONG)
}

/// One word to the left.
struct Step {
    start: usize,
    characters: usize,
    proper: bool,
}

fn step(draft: &Draft<'_>, end: usize, limits: Limits) -> Option<Step> {
    if draft.is_aside(end - 1) {
        return None;
    }
    match draft.before(end)? {
        '”' => return quoted(draft, end),
        '）' | ')' => return bracketed(draft, end),
        c if !is_han(c) && !c.is_ascii_alphanumeric() && c != '·' && c != '+' => return None,
        _ => {}
    }
    let word = draft.words[draft.word_at(end - 1)?];
    let text = &draft.text[word.span.from()..end];
    let whole = word.span.to() == end;
    let known = draft.is_known(word);
    // 或原任, 从细(处): a preposition or conjunction that jieba glues to what follows it.
    if !known && text.starts_with(|c| PREPOSITIONS.contains(c)) && text.chars().count() > 1 {
        return None;
    }
    // 小华向, 告到: nor does a name go on behind a word that ends so.
    if !known && whole && text.ends_with(|c| GOVERNORS.contains(c)) {
        return None;
    }
    // A place or a body that jieba glues to what follows it ends inside the word; only what is left of it counts.
    let places = draft.reading.places.iter().map(|place| place.span);
    let bodies = draft.reading.organisations.iter().map(|body| body.span);
    let glued = places.chain(bodies).filter(|span| span.overlaps(word.span) && span.to() < end);
    let ended = glued.map(Span::to).max();
    if !whole || ended.is_some() {
        let start = ended.unwrap_or(word.span.from());
        let characters = draft.text[start..end].chars().count();
        return Some(Step { start, characters, proper: true });
    }
    // 司法警官职业学院, 离退休干部服务中心, 委员工作处: who a body is for stands inside its name.
    let served = || draft.text[end..].starts_with("工作") || draft.text[end..].starts_with("联络");
    // 山东 + 女子 + 学院: right behind a place the noun for people is of the name.
    let placed = || word.tag == "n" && place_ending_at(draft, word.span.from()).is_some();
    let title =
        is_title(draft, word.span) && !(limits.stems && (is_lay_title(draft, word.span) || served() || placed()));
    if title || draft.reading.organisations.iter().any(|body| body.span.overlaps(word.span)) {
        return None;
    }
    let tag = word.tag;
    // 区绿容(局): behind a mark the level that jieba glues to an unknown word heads the name.
    let level = text.chars().next().filter(|c| LEVELS.contains(*c) && limits.body_heads && !known);
    if let Some(level) = level.filter(|_| begins_clause(draft, word.span.from())) {
        let start = word.span.from() + level.len_utf8();
        return Some(Step { start, characters: draft.text[start..end].chars().count(), proper: true });
    }
    let characters = text.chars().count();
    let step = |proper: bool| Some(Step { start: word.span.from(), characters, proper });
    // 综合一处, 投资促进五局: a numeral right before the ending.
    let single = draft.word_at(end).is_some_and(|at| draft.words[at].text.chars().count() == 1);
    let numeral = single && characters == 1 && "一二三四五六七八九十".contains(text);
    // 第三届…大赛组委会: what is counted by sessions is an occasion, not a body.
    if text.ends_with(['届', '批', '期', '次']) && text.starts_with(['第', '首', '本', '上']) {
        return None;
    }
    if text.starts_with('第') && characters <= 4 || numeral && limits.body_heads {
        return step(false);
    }
    // 全力支持, 深入开展: jieba knows such pairs as one noun.
    let cues = &draft.lexicon.cues;
    if cues.has(Cue::NoPart, text) || characters >= 4 && cues.starts(Cue::Zeal, text) {
        return None;
    }
    // 步步高 is no adjective here; 移动 may be a verb.
    if characters >= 3 && draft.lexicon.is_brand(text) {
        return step(true);
    }
    // Behind a place any word may be a name: 垭口街道振兴社区.
    if !limits.stems
        && characters >= 2
        && !matches!(tag, "p" | "c" | "d" | "m")
        && place_ending_at(draft, word.span.from()).is_some()
    {
        return step(true);
    }
    if limits.coined
        && characters == 1
        && !matches!(tag, "p" | "c" | "r" | "f" | "q" | "m" | "d")
        && !tag.starts_with('u')
    {
        return step(true);
    }
    match tag.as_bytes().first()? {
        b'n' if matches!(tag, "nr" | "ns" | "nt" | "nz" | "nrt" | "nrfg") => step(true),
        b'n' | b'j' | b'b' | b'l' | b'i' | b's' => step(false),
        b'g' | b'h' | b'k' => step(false),
        b'e' if tag == "eng" => step(true),
        b'v' if limits.stems && (tag == "vn" || is_stem(draft, word.span)) => step(false),
        // 市 + 建交 + 工作党委: between a level and an ending a verb names the business.
        b'v' if limits.body_heads && characters == 2 && behind_level(draft, word.span.from()) => step(false),
        b'a' if limits.stems && (tag == "an" || characters >= 2) => step(false),
        b'x' if text.chars().all(is_han) => step(true),
        _ if !known && text.chars().all(is_han) => step(true),
        _ => None,
    }
}

/// Characters of the levels that head a name.
const LEVELS: &str = "省市县区州盟旗镇乡";

/// Whether a mark, or nothing, stands before byte `offset`.
fn begins_clause(draft: &Draft<'_>, offset: usize) -> bool {
    draft.before(offset).is_none_or(|c| !is_han(c) && !c.is_ascii_alphanumeric())
}

/// Whether a level stands right before byte `offset`, behind a mark.
fn behind_level(draft: &Draft<'_>, offset: usize) -> bool {
    let level = draft.before(offset).filter(|c| LEVELS.contains(*c));
    level.is_some_and(|level| begins_clause(draft, offset - level.len_utf8()))
}

/// Whether the stretch is a title of the list.
pub fn is_title(draft: &Draft<'_>, span: Span) -> bool {
    draft.hits_at(span.from()).any(|hit| hit.span == span && hit.is_of(Lists::TITLES))
}

/// Whether what stands there is what ordinary people are called: 警官, 干部, 居民.
fn is_lay_title(draft: &Draft<'_>, span: Span) -> bool {
    draft.hits_at(span.from()).filter(|hit| hit.span == span).any(|hit| {
        draft.senses(hit).iter().any(|sense| match sense {
            Sense::Title(row) => draft.lexicon.titles[usize::from(*row)].system == TitleSystem::Lay,
            _ => false,
        })
    })
}

/// Whether a word of the stem list stands there: verbs that name a body's business (监督, 控制, 执法).
fn is_stem(draft: &Draft<'_>, span: Span) -> bool {
    draft.hits_at(span.from()).any(|hit| hit.span == span && draft.senses(hit).contains(&Sense::Stem))
}

/// “…” before the ending: its quotation is part of the name if it is short.
fn quoted(draft: &Draft<'_>, end: usize) -> Option<Step> {
    let start = draft.text[..end].rfind('“')?;
    let characters = draft.text[start..end].chars().count();
    (characters <= 16 && !draft.text[start..end].contains(['。', '，', '！'])).then_some(Step {
        start,
        characters: 4,
        proper: true,
    })
}

/// （…） before the ending, as in 咸宁城市发展（集团）有限责任公司.
fn bracketed(draft: &Draft<'_>, end: usize) -> Option<Step> {
    let start = draft.text[..end].rfind(['（', '('])?;
    let characters = draft.text[start..end].chars().count();
    (characters <= 8 && !draft.text[start..end].contains(['。', '，', '、', '：'])).then_some(Step {
        start,
        characters: 2,
        proper: true,
    })
}

/// The mention of a place that ends at byte `end`.
pub fn place_ending_at(draft: &Draft<'_>, end: usize) -> Option<usize> {
    // Places are sorted by start and never overlap, so their ends are sorted too.
    let places = &draft.reading.places;
    let after = places.partition_point(|place| place.span.to() < end);
    places.get(after).filter(|place| place.span.to() == end).map(|_| after)
}

/// Where the chain of places that ends with mention `at` begins: 许昌市 in 许昌市魏都区.
pub fn chain_start(draft: &Draft<'_>, at: usize) -> usize {
    let places: &[PlaceMention] = &draft.reading.places;
    let mut at = at;
    while let Some(parent) = places[at].parent.filter(|&p| places[p].span.end == places[at].span.start) {
        at = parent;
    }
    places[at].span.from()
}
