//! Places below the township, zones and sites, by their endings; roads by their numbers.

use std::sync::LazyLock;

use regex::Regex;

use super::community;
use crate::extract::Draft;
use crate::extract::phrase::{self, Limits};
use crate::lexicon::{Cue, Cues, Lists, Sense};
use crate::model::Level;
use crate::model::reading::{PlaceForm, PlaceMention};
use crate::text::numbers::digit;
use crate::text::{Span, pattern};

/// National and provincial roads: G344, S103线, 国道316线.
static ROADS: LazyLock<Option<Regex>> =
    LazyLock::new(|| pattern(r"(?:[GSXY]\d{2,4}|[国省县乡]道[GSXY]?\d{2,4}|\d{3}[国省]道)线?(?:\p{Han}{2,3}段)?"));

/// The note of a name that is no ending: 菲律宾, 京津冀.
const WHOLE: &str = "whole";

/// Adds them to the reading, from left to right, so that a village or a zone can head the next: 凌云社区 + 惠泽园小区.
pub fn extend(draft: &mut Draft<'_>) {
    let mut found = roads(draft);
    for index in 0..draft.hits.len() {
        if !draft.hits[index].is_of(Lists::SITES) {
            continue;
        }
        let Some(place) = at_hit(draft, index) else { continue };
        let places = &mut draft.reading.places;
        let at = places.partition_point(|known| known.span.start < place.span.start);
        let clear = |known: Option<&PlaceMention>| known.is_none_or(|known| !known.span.overlaps(place.span));
        let heads = place.level != Level::Site && place.level != Level::Country;
        if heads && clear(places.get(at)) && clear(at.checked_sub(1).and_then(|before| places.get(before))) {
            // The parents are told by their index.
            for known in &mut places[at..] {
                known.parent = known.parent.map(|parent| if parent >= at { parent + 1 } else { parent });
            }
            places.insert(at, place);
        } else {
            found.push(place);
        }
    }
    draft.reading.places.extend(found);
    let again = again(draft);
    draft.reading.places.extend(again);
}

/// Villages and communities that the text names behind their township, where they stand alone: 书院社区 behind 锦丰镇书院社区.
fn again(draft: &Draft<'_>) -> Vec<PlaceMention> {
    let places = &draft.reading.places;
    let headed = |place: &&PlaceMention| {
        place.level == Level::Village
            && place.form == PlaceForm::Named
            && places.iter().any(|other| other.span.end == place.span.start && other.level == Level::Township)
    };
    let mut names: Vec<&str> = places.iter().filter(headed).map(|place| place.span.of(draft.text)).collect();
    names.sort_unstable();
    names.dedup();
    names.retain(|name| name.chars().count() >= 4);
    let spans =
        names.iter().flat_map(|name| draft.text.match_indices(name).map(|(at, _)| Span::new(at, at + name.len())));
    let free = |span: &Span| !draft.is_aside(span.from()) && places.iter().all(|place| !place.span.overlaps(*span));
    spans.filter(free).map(|span| super::mention(span, Level::Village, PlaceForm::Named)).collect()
}

/// Roads by their numbers.
fn roads(draft: &Draft<'_>) -> Vec<PlaceMention> {
    let mut found = Vec::new();
    // A digit behind a letter or 道, without which no road has a number.
    let numbered = draft
        .numerals
        .iter()
        .any(|&(at, c)| digit(c).is_some() && matches!(draft.before(at), Some('G' | 'S' | 'X' | 'Y' | '道')))
        || draft.text.contains("国道")
        || draft.text.contains("省道");
    if let Some(roads) = ROADS.as_ref().filter(|_| numbered) {
        for road in roads.find_iter(draft.text).filter(|road| !draft.is_aside(road.start())) {
            let free = !draft.before(road.start()).is_some_and(|c| c.is_ascii_alphanumeric());
            if free && !draft.after(road.end()).is_some_and(|c| c.is_ascii_alphanumeric() || c == '次') {
                found.push(super::mention(Span::new(road.start(), road.end()), Level::Site, PlaceForm::Named));
            }
        }
    }
    found
}

/// The place whose ending is the hit, if it is one.
fn at_hit(draft: &Draft<'_>, index: usize) -> Option<PlaceMention> {
    let hit = draft.hits[index];
    let site = draft.senses(hit).iter().find_map(|sense| match *sense {
        Sense::Site(row) => Some(&draft.lexicon.sites[row as usize]),
        _ => None,
    })?;
    if draft.is_aside(hit.span.from()) || swallowed(draft, index) {
        return None;
    }
    if site.notes == WHOLE {
        let alone = draft.is_word_boundary(hit.span.from()) && draft.is_word_boundary(hit.span.to());
        return alone.then(|| super::mention(hit.span, site.level, PlaceForm::Named));
    }
    let span = name(draft, hit.span, site.level)?;
    Some(super::mention(span, site.level, PlaceForm::Named))
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
    if !ends_here(draft, ending) || inside_word(draft, ending) {
        return None;
    }
    let longest = match level {
        Level::Village | Level::Township => 4,
        Level::Zone => 10,
        _ => 6,
    };
    if let Some(start) = community::begins(draft, ending) {
        return Some(Span::new(start, ending.to()));
    }
    // 乡镇, 全镇, 古镇: what no gazetteer has is one behind its county alone.
    if matches!(words, "镇" | "乡") {
        return None;
    }
    let zone = level == Level::Zone;
    // 市工人文化宫 bears the level of its city.
    let levels = zone || level == Level::Site && words.chars().count() > 1;
    let head = phrase::head(
        draft,
        ending.from(),
        Limits {
            characters: longest,
            stems: zone,
            place_heads: true,
            body_heads: levels,
            branch: false,
            coined: false,
        },
    );
    let own = |start: usize| Some(Span::new(start, ending.to()));
    if head.body.is_some() || words == "站" && draft.before(ending.from()) == Some('网') {
        return None;
    }
    if head.start == ending.from() {
        // 中心城区 is that of the home.
        let alone = matches!(words, "中心城区" | "主城区") && draft.is_word_boundary(ending.from());
        return alone.then_some(ending);
    }
    let behind_place = head.place.is_some();
    // 牛场坡村高寨组: villages have groups; others of the word are bodies.
    let village = |at: usize| draft.reading.places[at].level == Level::Village;
    if words == "组" && !(head.place.is_some_and(village) && head.proper) {
        return None;
    }
    // 西城区广外街道: which no gazetteer has; without a place before it any street may be meant.
    if words == "街道" && !(behind_place && head.proper) {
        return None;
    }
    // 阜阳西关机场, 阜阳西站: a city's short name belongs to the names of its stations, and to longer ones of what was built:
    // 武昌群星剧场; but 四川 + 大凉山.
    let station = words.ends_with("机场") || words.ends_with('站') && words != "收费站";
    let grown = is_grown(words);
    let built = station || head.characters >= 2 && !grown;
    let short = |at: usize| {
        let place = &draft.reading.places[at];
        let name = place.span.of(draft.text);
        matches!(place.form, PlaceForm::Division(_))
            && !name.ends_with(['市', '县', '区', '省', '镇', '乡', '村', '道', '州', '旗'])
    };
    if built && head.place.is_some_and(short) && level == Level::Site {
        return own(head.start);
    }
    if !zone && head.level.is_some() && head.characters >= 2 {
        return own(head.start);
    }
    let words_start = situated(draft, head.words_start, ending.from());
    let words_start = if behind_place && !grown { words_start } else { ungoverned(draft, words_start, ending.from()) };
    let behind_place = behind_place && words_start == head.words_start;
    // 经开区（青河镇）明月花苑: no name of a place has a bracket in it.
    let bracket = draft.text[words_start..ending.from()].char_indices().rev().find(|(_, c)| matches!(c, '）' | ')'));
    let words_start = words_start + bracket.filter(|_| !zone).map_or(0, |(at, c)| at + c.len_utf8());
    // 落户 + 香港, 检验 + 雄安新区: what the gazetteer has is no part of a longer name behind a common word.
    let listed = draft.hits_to(ending.to()).any(|hit| {
        let inside = (words_start + 1..ending.from()).contains(&hit.span.from());
        inside && hit.is_of(Lists::DIVISIONS) && behind_common(draft, hit.span.from())
    });
    if listed {
        return None;
    }
    // 项目由 + 湖南: a division begins with what looks like an ending. 江苏 + 镇江: one ends with it.
    let division = |at: usize| draft.hits_at(at).any(|hit| hit.is_of(Lists::DIVISIONS) && hit.span.to() > ending.to());
    let listed_end = words.chars().count() == 1
        && draft.hits_to(ending.to()).any(|hit| hit.is_of(Lists::DIVISIONS) && hit.span.from() == words_start);
    if division(ending.from()) || listed_end && behind_place {
        return None;
    }
    // 共护 + 长江: what the dictionary has as a place likewise.
    let water = draft.word_at(ending.from()).map(|at| draft.words[at]).filter(|word| {
        let inside = (words_start..ending.from()).contains(&word.span.from());
        inside && word.span.to() == ending.to() && word.tag == "ns" && draft.is_known(*word)
    });
    let natural = grown && !draft.text[ending.to()..].starts_with(['护', '巡', '治']);
    // 筑牢 + 秦岭, 青春 + 佛山: of two characters or more before it, whatever they are.
    let parted = |start: usize| draft.text[words_start..start].chars().nth(1).is_some();
    let alone = |start: usize| start == words_start || parted(start) || behind_common(draft, start);
    let city = draft.hits_to(ending.to()).any(|hit| {
        let inside = (words_start + 1..ending.from()).contains(&hit.span.from());
        inside && hit.is_of(Lists::DIVISIONS) && parted(hit.span.from())
    });
    if grown && city {
        return None;
    }
    if let Some(water) = water.filter(|word| natural && alone(word.span.from())) {
        return own(water.span.from());
    }
    // 东湖村社区 + 珞珈山: a noun of a level is no part of the name behind it.
    // 金水分局 + 丰产路: nor is the end of a body.
    let level_noun = ["社区", "街道", "分局", "支队", "大队", "分公司", "支行", "分行"]
        .iter()
        .find(|noun| draft.text[words_start..ending.from()].starts_with(**noun));
    let words_start = words_start + level_noun.map_or(0, |noun| noun.len());
    let cues = &draft.lexicon.cues;
    let words_start = words_start + introduced(cues, &draft.text[words_start..ending.from()]);
    let modifier = &draft.text[words_start..ending.from()];
    // 国家许昌经济技术开发区, 许昌经济技术开发区, 市城乡一体化示范区: a zone bears its city's name.
    if zone && modifier.is_empty() && cues.has(Cue::ZoneKind, words) && head.level.is_none() {
        return None;
    }
    // 嘉定 + 菊园新区: a zone with a proper name of its own lies in the place before it.
    if zone && behind_place && head.proper && modifier.chars().count() >= 2 {
        return own(words_start);
    }
    if zone && (behind_place || head.level.is_some()) {
        return own(with_country(draft, head.start));
    }
    if modifier.is_empty() {
        // 许昌路, 北京大道; 许昌广场. But not 许昌市小区.
        let place = &draft.reading.places[head.place?];
        let short = !place.span.of(draft.text).ends_with(['市', '县', '区', '省', '镇', '乡', '村', '道']);
        return (short && level == Level::Site && words != "小区").then(|| place.span.from()).and_then(own);
    }
    // 爱河护河, 民兵巡林巡河: what is done with rivers and woods.
    if matches!(words, "河" | "江" | "湖" | "山" | "路" | "岛") && cues.ends(Cue::Tended, modifier) {
        return None;
    }
    // 货车经港, 来港: the short name of Hong Kong behind a verb.
    if words == "港" && cues.ends(Cue::PortVerb, modifier) {
        return None;
    }
    // 深圳市进行社区矫正, 某区赋能社区: behind a city or county a verb tells what is done; below it a place may bear its word.
    let told = || {
        let city = head.place.is_some_and(|at| draft.reading.places[at].level < Level::Township);
        let word = draft.word_at(words_start).map(|at| draft.words[at]);
        let verb = word
            .is_some_and(|word| word.text == modifier && word.tag == "v" && !draft.lexicon.is_village_name(word.text));
        city && verb
    };
    if matches!(words, "社区" | "村" | "小区") && behind_place && told() {
        return None;
    }
    // 千人走乡访村: no village is named by what lies above it.
    if words == "村" && modifier.contains(['乡', '镇', '县']) {
        return None;
    }
    let characters = modifier.chars().count();
    if is_common(draft, modifier, words_start) || characters > longest || !behind_place && governs(draft, words_start) {
        return None;
    }
    // 丰产路130号院: a number makes a name of any word.
    let rest = &draft.text[ending.to()..];
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = after.len() < rest.len() && after.starts_with('号');
    // 跳江, 法治观江: what is done at a river is no name, also behind a place.
    let named = if behind_place && !grown {
        characters >= 2 || head.proper
    } else {
        (head.proper || numbered) && (characters >= 2 || behind_place)
    };
    let words_start =
        if level == Level::Village && !behind_place { with_side(draft, words_start) } else { words_start };
    named.then(|| own(words_start)).flatten().map(|span| with_number(draft, span))
}

/// Whether what ends so was not built.
fn is_grown(ending: &str) -> bool {
    matches!(ending, "江" | "河" | "湖" | "山" | "岛" | "岭" | "流域")
}

/// Whether the word that ends at byte `offset` is a common one, which no name goes on behind.
fn behind_common(draft: &Draft<'_>, offset: usize) -> bool {
    let word = offset.checked_sub(1).and_then(|last| draft.word_at(last)).map(|at| draft.words[at]);
    word.filter(|word| word.span.to() == offset && draft.is_known(*word)).is_some_and(|word| {
        let several = word.text.chars().count() > 1;
        several && !matches!(word.tag, "nr" | "ns" | "nz" | "nt" | "nrt" | "j")
            || matches!(word.tag, "p" | "v" | "c" | "d")
    })
}

/// Bytes of what introduces a name and is no part of it: 南临黄河, 又名吊连控山, 邻杨家河.
fn introduced(cues: &Cues, words: &str) -> usize {
    let side = words
        .strip_prefix(['东', '南', '西', '北', '紧', '毗', '濒', '背'])
        .and_then(|rest| rest.strip_prefix(cues.opening(Cue::Bordering, rest)?));
    let named = cues.opening(Cue::NamedAs, words).and_then(|word| words.strip_prefix(word));
    side.or(named).filter(|rest| rest.chars().count() >= 1).map_or(0, |rest| words.len() - rest.len())
}

/// Where the name begins behind the verbs and common words that govern it: 地处 + 江汉平原, 推进 + 武陵山片区.
fn ungoverned(draft: &Draft<'_>, start: usize, end: usize) -> usize {
    let mut start = start;
    while let Some(at) = draft.word_at(start) {
        let word = draft.words[at];
        let rest = draft.text[word.span.to().min(end)..end].chars().count();
        if !governs(draft, start) || rest < 2 {
            break;
        }
        start = word.span.to();
    }
    start
}

/// Where the name begins behind a verb of being or going somewhere: 谷河村 + 位于 + 白石湖, 紧紧围绕 + 白石区.
fn situated(draft: &Draft<'_>, start: usize, end: usize) -> usize {
    let words = &draft.text[start..end];
    let verbs = draft.lexicon.cues.occurrences(Cue::Situated, words);
    let verb = verbs.filter(|(at, verb)| words.find(verb) == Some(*at)).map(|(at, verb)| at + verb.len()).max();
    verb.map_or(start, |verb| start + verb)
}

/// Whether a verb or a common word of several characters begins at byte `start`.
fn governs(draft: &Draft<'_>, start: usize) -> bool {
    draft.word_at(start).map(|at| draft.words[at]).is_some_and(|word| {
        word.span.from() == start
            && word.text.chars().count() > 1
            && (word.tag == "v" && draft.lexicon.is_dictionary_word(word.text)
                || draft.lexicon.is_common_qualifier(word.text))
    })
}

/// 在上李河社区: behind a preposition 上 and 下 begin a name.
fn with_side(draft: &Draft<'_>, start: usize) -> usize {
    let side = draft.before(start).filter(|c| matches!(c, '上' | '下' | '前' | '后'));
    let Some(side) = side.map(|side| start - side.len_utf8()) else { return start };
    if draft.before(side).is_some_and(|c| "在到从由至、，；“".contains(c)) { side } else { start }
}

/// 国家 before a zone belongs to its name.
pub fn with_country(draft: &Draft<'_>, start: usize) -> usize {
    ["国家级", "国家"]
        .iter()
        .find(|word| draft.text[..start].ends_with(**word))
        .map_or(start, |word| start - word.len())
}

/// 丰产路130号院: the number belongs to the place, as does what stands on a motorway (郑民高速郑庵站).
fn with_number(draft: &Draft<'_>, span: Span) -> Span {
    let rest = &draft.text[span.to()..];
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let after = &rest[digits..];
    let tail = if digits > 0 {
        // 278弄92号: of lanes as of houses.
        let lane = after.strip_prefix('弄');
        let house =
            |lane: &'_ str| lane.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix('号').map(str::len);
        match lane.map(|lane| house(lane).unwrap_or(lane.len())) {
            Some(behind) => Some(rest.len() - behind),
            None => {
                ["号院", "号楼", "号"].iter().find(|tail| after.starts_with(**tail)).map(|tail| digits + tail.len())
            }
        }
    } else if span.of(draft.text).ends_with("高速") {
        let near: String = rest.chars().take(6).collect();
        let parts = draft.lexicon.cues.words(Cue::RoadPart).iter();
        parts.filter_map(|tail| near.find(tail.as_str()).map(|at| at + tail.len())).min()
    } else {
        None
    };
    Span::new(span.from(), span.to() + tail.unwrap_or(0))
}

/// Whether an ending of one character is the end of an ordinary word: 道路, 农村, 出山. Names of places that jieba knows
/// (黄河, 长江) are words too, but tagged so.
fn inside_word(draft: &Draft<'_>, ending: Span) -> bool {
    ending.of(draft.text).chars().count() == 1
        && draft.word_at(ending.from()).is_some_and(|at| {
            let word = draft.words[at];
            word.span.from() < ending.from()
                && draft.lexicon.is_dictionary_word(word.text)
                && !matches!(word.tag, "ns" | "nz" | "nr" | "nt")
        })
}

/// Whether the ending is not the head of a longer word: 村民, 社区干部 is fine, 路线, 街头, 站点, 山区.
fn ends_here(draft: &Draft<'_>, ending: Span) -> bool {
    let words = ending.of(draft.text);
    let rest = &draft.text[ending.to()..];
    // 张八桥镇祁庄村村口: whatever jieba makes of the two.
    if words == "村" && draft.lexicon.cues.starts(Cue::VillageNoun, rest) {
        return true;
    }
    // 海达广场小区, 林荫路社区, 拒马河流域: the name goes on; 乡村 is no 乡.
    let longer: &[&str] = match words {
        "小区" | "社区" | "村" | "街道" => &[],
        "乡" => &["村"],
        "江" | "河" | "湖" => &["流域", "社区", "小区", "村"],
        _ => &["社区", "小区", "村", "新村", "街道"],
    };
    if longer.iter().any(|word| rest.starts_with(word)) {
        return false;
    }
    let goes_on = draft.lexicon.cues.starts(Cue::SiteGoesOn, rest);
    if words.chars().count() > 1 && words != "小区" {
        return draft.is_word_boundary(ending.to()) || !goes_on;
    }
    !goes_on && draft.is_word_boundary(ending.to())
}

/// Whether all that lies in a level is meant: 全街社区; 全胜 and 全福 are names.
pub(super) fn is_all(modifier: &str) -> bool {
    let noun = modifier.strip_prefix('全');
    noun.is_some_and(|noun| matches!(noun, "街" | "镇" | "乡" | "区" | "市" | "县" | "村"))
}

/// Whether the modifier is a common word, which makes a kind and no name: 老旧小区, 示范村, 贫困村, 居民小区.
pub(super) fn is_common(draft: &Draft<'_>, modifier: &str, start: usize) -> bool {
    let listed = draft.lexicon.is_common_qualifier(modifier);
    let end = start + modifier.len();
    let characters = modifier.chars().count();
    let last = draft.word_at(end - 1).map(|at| draft.words[at]).filter(|word| word.span.to() == end);
    let proper = draft.words[draft.words_to(start)..draft.words_to(end)].iter().any(|word| !draft.is_known(*word));
    let ends_listed =
        last.is_some_and(|word| draft.lexicon.is_common_qualifier(word.text)) && !(proper && characters >= 4);
    let counted = modifier
        .chars()
        .any(|c| matches!(c, '不' | '个' | '各' | '每' | '多' | '这' | '那' | '某' | '的' | '和' | '与' | '及' | '等'));
    // 国球进社区, 张三到村: an unknown word that ends in a verb of going or giving.
    let governed = last.is_some_and(|word| {
        draft.lexicon.cues.ends(Cue::GoverningEnd, word.text)
            && (word.text.chars().count() == 1 || !draft.lexicon.is_dictionary_word(word.text))
    });
    // 积极探索社区, 全力美化社区: a sentence without its subject.
    let words = &draft.words[draft.words_to(start)..draft.words_to(end)];
    let told = characters >= 4
        && words.iter().all(|word| word.text.chars().count() > 1 && draft.is_known(*word))
        && words.iter().any(|word| matches!(word.tag, "v" | "d" | "ad"));
    told || listed
        || is_all(modifier)
        || ends_listed
        || counted
        || governed
        || modifier.starts_with(['有', '（', '('])
        || modifier.ends_with('进')
}
