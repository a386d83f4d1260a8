//! Divisions of the gazetteer, by full and by short name.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use crate::extract::{Draft, phrase};
use crate::lexicon::{Cue, Hit, Lists, Sense};
use crate::model::Level;
use crate::model::reading::{PlaceForm, PlaceMention};
use crate::text::Span;
use crate::text::characters::is_han;

/// Finds them; they may overlap.
pub fn find(draft: &Draft<'_>) -> Vec<PlaceMention> {
    let mut found = Vec::new();
    // Divisions named in full, whose neighbours' short names may be trusted.
    let mut near: BTreeSet<u32> = BTreeSet::new();
    let mut short = Vec::new();
    let mut end = 0;
    for &hit in draft.hits.iter().filter(|hit| hit.is_of(Lists::DIVISIONS)) {
        let mut rows = rows(draft, hit, true);
        if rows.is_empty() && tells_level(hit.span.of(draft.text)) {
            rows = self::rows(draft, hit, false);
        }
        if rows.is_empty() {
            if !self::rows(draft, hit, false).is_empty() {
                short.push(hit);
            }
            continue;
        }
        if hit.span.from() < end || outside_prose(draft, hit.span) || !is_full_name_here(draft, hit.span, &rows) {
            continue;
        }
        end = hit.span.to();
        near.extend(rows.iter().flat_map(|&row| draft.lexicon.divisions.chain(row)));
        found.push(mention(draft, hit.span, rows));
    }
    found.extend(streets(draft, &found));
    found.sort_by_key(|place: &PlaceMention| place.span.start);
    let taken: Vec<Span> = found.iter().map(|place: &PlaceMention| place.span).collect();
    let listed_together = listed_counties(draft, &short);
    let mut end = 0;
    for hit in short {
        let at = taken.partition_point(|span| span.to() <= hit.span.from());
        if hit.span.from() < end
            || taken.get(at).is_some_and(|span| span.overlaps(hit.span))
            || outside_prose(draft, hit.span)
            || heads_name(draft, hit.span)
        {
            continue;
        }
        let behind = at.checked_sub(1).and_then(|at| taken.get(at)).is_some_and(|span| span.end == hit.span.start);
        let listed = found.iter().any(|place: &PlaceMention| {
            let gap = draft.text.get(place.span.to()..hit.span.from());
            gap.is_some_and(|gap| matches!(gap, "、" | "和" | "与" | "及"))
        });
        let told = listed || draft.is_dateline(hit.span.from()) || is_dated(draft, hit.span.to());
        let mut rows = trusted(draft, hit, behind || end == hit.span.from(), told, &near);
        if rows.is_empty() {
            rows = listed_together.get(&hit.span).cloned().unwrap_or_default();
        }
        // 甘肃黑水种业: a county's short name right behind a place it does not lie in is none.
        let above = found.iter().rev().find(|place| place.span.end == hit.span.start);
        if let Some(PlaceForm::Division(above)) = above.map(|place| &place.form) {
            let divisions = &draft.lexicon.divisions;
            rows.retain(|&row| {
                divisions.get(row).level < Level::County || divisions.chain(row).any(|part| above.contains(&part))
            });
        }
        if !rows.is_empty() {
            end = hit.span.to();
            found.push(mention(draft, hit.span, rows));
        }
    }
    found
}

/// 门头沟、丰台、房山: counties of one city, by the short names that stand in one list, each a word of its own; they tell whose
/// they are together, where a single one would be taken for a word or a name.
fn listed_counties(draft: &Draft<'_>, short: &[Hit]) -> FxHashMap<Span, Vec<u32>> {
    let divisions = &draft.lexicon.divisions;
    let counties = |hit: Hit| -> Vec<u32> {
        let whole = draft.is_word_boundary(hit.span.from()) && draft.is_word_boundary(hit.span.to());
        let mut rows = rows(draft, hit, false);
        rows.retain(|&row| whole && divisions.get(row).level == Level::County);
        rows
    };
    let mut found = FxHashMap::default();
    let follows = |pair: &[Hit]| {
        draft
            .text
            .get(pair[0].span.to()..pair[1].span.from())
            .is_some_and(|gap| matches!(gap, "、" | "和" | "与" | "及"))
    };
    let mut from = 0;
    while from < short.len() {
        let to = from + 1 + short[from..].windows(2).take_while(|pair| follows(pair)).count();
        let list: Vec<(Span, Vec<u32>)> = short[from..to].iter().map(|&hit| (hit.span, counties(hit))).collect();
        let parents =
            |rows: &[u32]| -> BTreeSet<u32> { rows.iter().filter_map(|&row| divisions.get(row).parent).collect() };
        let common =
            list.iter().map(|(_, rows)| parents(rows)).reduce(|all, own| all.intersection(&own).copied().collect());
        if let Some(&parent) = common.as_ref().filter(|_| list.len() > 1).and_then(|common| common.first()) {
            for (span, mut rows) in list {
                rows.retain(|&row| divisions.get(row).parent == Some(parent));
                found.insert(span, rows);
            }
        }
        from = to;
    }
    found
}

/// 支队长 + 沙某: a title ends with the first character of what only looks like a city's short name.
fn heads_name(draft: &Draft<'_>, span: Span) -> bool {
    let Some(first) = draft.after(span.from()).filter(|c| *c == '长') else { return false };
    let mut titles = draft.hits_to(span.from() + first.len_utf8()).filter(|hit| hit.is_of(Lists::TITLES));
    // 市长, 县长 end names of divisions as well: 宁乡市长沙路.
    titles.any(|title| !title.span.of(draft.text).starts_with(['省', '市', '县', '区', '镇', '乡', '村']))
}

/// 武昌区积玉桥街, 麻城市南湖办事处关厢社区: sub-districts by what some cities call them, where one of that name lies in the county
/// before it, or a community follows.
fn streets(draft: &Draft<'_>, found: &[PlaceMention]) -> Vec<PlaceMention> {
    // The longest name of a sub-district, and how far behind it its community ends, in characters.
    const LONGEST: usize = 5;
    const NEAR: usize = 8;
    let mut streets = Vec::new();
    for &(at, c) in &draft.characters {
        let rest = &draft.text[at..];
        let noun = match c {
            '街' if !rest.starts_with("街道") => "街",
            '办' if rest.starts_with("办事处") => "办事处",
            _ => continue,
        };
        let end = at + noun.len();
        // 永清街 + 社区 is a community of that name.
        if draft.lexicon.cues.starts(Cue::StreetGoesOn, &draft.text[end..]) {
            continue;
        }
        let community: String = draft.text[end..].chars().take(NEAR).take_while(|c| is_han(*c)).collect();
        let community = ["社区", "村", "居委会"].iter().any(|word| community.contains(word));
        let mut start = at;
        for c in draft.text[..at].chars().rev().take(LONGEST).take_while(|c| is_han(*c)) {
            start -= c.len_utf8();
            let county = found.iter().find(|place| place.span.to() == start && place.level == Level::County);
            if start + c.len_utf8() == at || county.is_none() && !(community && draft.is_word_boundary(start)) {
                continue;
            }
            let name = format!("{}街道", &draft.text[start..at]);
            let whole = Span::new(0, name.len());
            let hit = draft.lexicon.scan(&name).into_iter().find(|hit| hit.span == whole);
            let within = |row: &u32| match county.map(|county| &county.form) {
                Some(PlaceForm::Division(counties)) => {
                    counties.iter().any(|above| draft.lexicon.divisions.within(*row, *above))
                }
                _ => true,
            };
            let rows: Vec<u32> =
                hit.map_or_else(Vec::new, |hit| rows(draft, hit, true)).into_iter().filter(within).collect();
            if !rows.is_empty() {
                streets.push(super::mention(Span::new(start, end), Level::Township, PlaceForm::Division(rows)));
                break;
            }
        }
    }
    streets
}

/// 海北州, 威宁县, 威宁自治县: what is left of an autonomous division's name tells its level and needs no more than a full name.
fn tells_level(words: &str) -> bool {
    words.chars().count() > 2 && words.ends_with(['州', '县', '旗', '盟'])
}

/// 合肥2月18日电: what the day of a dateline follows is its place, whatever jieba takes it for.
fn is_dated(draft: &Draft<'_>, offset: usize) -> bool {
    let rest = draft.text[offset..].trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '年' | '月' | '日'));
    rest.len() + offset < draft.text.len()
        && rest.starts_with(['电', '讯'])
        && !draft.text[offset..].starts_with(['电', '讯'])
}

/// Whether the name stands in a byline or the like; a dateline (新华社成都5月9日电) names its place.
fn outside_prose(draft: &Draft<'_>, span: Span) -> bool {
    draft.is_aside(span.from()) && !draft.is_dateline(span.from())
}

/// The rows whose full (or short) name the hit is.
fn rows(draft: &Draft<'_>, hit: Hit, full: bool) -> Vec<u32> {
    let row = |sense: &Sense| match *sense {
        Sense::Division(row) if full => Some(row),
        Sense::ShortDivision(row) if !full => Some(row),
        _ => None,
    };
    let country = |row: &u32| draft.lexicon.divisions.get(*row).level == Level::Country;
    draft.senses(hit).iter().filter_map(row).filter(|row| !country(row)).collect()
}

/// Level of a mention: of its division, townships of the statistics that are none by name are zones or sites.
fn mention(draft: &Draft<'_>, span: Span, rows: Vec<u32>) -> PlaceMention {
    let levels = || rows.iter().map(|&row| draft.lexicon.divisions.get(row).level);
    let mut level = levels().min().unwrap_or(Level::Site);
    let mut span = span;
    let words = span.of(draft.text);
    if level == Level::Township && !["镇", "乡", "街道", "苏木"].iter().any(|ending| words.ends_with(ending)) {
        level = Level::Zone;
    }
    if level == Level::Zone {
        span = Span::new(super::named::with_country(draft, span.from()), span.to());
    }
    if level == Level::Township && words.ends_with("街道") && draft.text[span.to()..].starts_with("办事处") {
        span = Span::new(span.from(), span.to() + "办事处".len());
    }
    super::mention(span, level, PlaceForm::Division(rows))
}

/// Whether a full name is meant: names of two characters ending in 区 (城区, 郊区, 东区) and names inside a dictionary
/// word are not, unless their own prefecture stands before them.
fn is_full_name_here(draft: &Draft<'_>, span: Span, rows: &[u32]) -> bool {
    let words = span.of(draft.text);
    let characters = words.chars().count();
    let parent_before = || {
        rows.iter().filter_map(|&row| draft.lexicon.divisions.get(row).parent).any(|parent| {
            let parent = draft.lexicon.divisions.get(parent);
            std::iter::once(&parent.name)
                .chain(&parent.short)
                .any(|name| draft.text[..span.from()].ends_with(name.as_str()))
        })
    };
    if characters == 2 && words.ends_with('区') {
        return parent_before();
    }
    // 县纪委和县妇联: between two bodies 和 joins them.
    if characters == 2 && phrase::joins_bodies(draft, span.from()) {
        return false;
    }
    // 友好区县: a pair of levels.
    if words.ends_with('区') && draft.text[span.to()..].starts_with('县') {
        return false;
    }
    // 许昌市区 is the town of 许昌, 长沙市场 a market; 市直, 市民 and 市长 leave the city its name.
    let rest = &draft.text[span.to()..];
    if words.ends_with('市')
        && (rest.starts_with("场")
            || rest.starts_with("区") && !rest.starts_with("区两级") && !rest.starts_with("区县"))
    {
        return false;
    }
    let starts_word = draft.is_word_boundary(span.from());
    let all_townships = rows.iter().all(|&row| draft.lexicon.divisions.get(row).level == Level::Township);
    if characters <= 2 {
        // 云县 + 公安局, where jieba sees 县公安局.
        let whole = draft.is_word_boundary(span.to()) || heads_body(draft, span);
        return starts_word && whole || parent_before();
    }
    if all_townships {
        // 南安 + 乡贤, 东风 + 镇定: the last character begins another word.
        let last = &draft.text[span.to() - '乡'.len_utf8()..];
        let runs_on = draft.lexicon.cues.starts(Cue::TownshipGoesOn, last);
        // 发展 + 乡村旅游.
        let country = words.ends_with('乡') && rest.starts_with('村') && !draft.is_word_boundary(span.to());
        if runs_on || country {
            return false;
        }
        // 到张八桥镇: jieba may glue a verb to the name; a name that begins inside a dictionary word is another name's end.
        return starts_word || parent_before() || !inside_dictionary_word(draft, span.from());
    }
    starts_word || !inside_dictionary_word(draft, span.from())
}

/// Whether what ends a body's name begins right behind `span`, and so tells where the place's name ends.
fn heads_body(draft: &Draft<'_>, span: Span) -> bool {
    const LONG: usize = 3 * 3;
    draft.hits_at(span.to()).any(|next| next.is_of(Lists::ENDINGS) && next.span.length() >= LONG)
}

fn inside_dictionary_word(draft: &Draft<'_>, offset: usize) -> bool {
    draft.word_at(offset).is_some_and(|at| {
        let word = draft.words[at];
        word.span.from() < offset && draft.lexicon.is_dictionary_word(word.text)
    })
}

/// The rows that a short name means here: provinces and prefectures where jieba sees a place, counties only behind their
/// parent, or near one named in full, or as jieba's place.
fn trusted(draft: &Draft<'_>, hit: Hit, behind_place: bool, told: bool, near: &BTreeSet<u32>) -> Vec<u32> {
    let rows = rows(draft, hit, false);
    let word = draft.word_at(hit.span.from()).map(|at| draft.words[at]);
    let Some(word) = word else { return Vec::new() };
    let whole = word.span == hit.span;
    let heads = word.span.from() == hit.span.from();
    let place_word = word.tag.starts_with("ns") || word.tag == "nt" && heads;
    let divisions = &draft.lexicon.divisions;
    let level = |row: u32| divisions.get(row).level;
    let rest = &draft.text[hit.span.to()..];
    // 吉林 in 吉林市, 大同 in 大同社区 are not meant by themselves; in 垭口街道振兴社区 even behind a place.
    // 佛罗里达州: the end of a longer name of the dictionary is none; 北京时间 is the country's, 延安精神 everyone's.
    if !heads && !behind_place && draft.is_known(word)
        || rest.starts_with("时间")
        || rest.starts_with("久安")
        || rest.starts_with("精神")
    {
        return Vec::new();
    }
    let next = rest.char_indices().nth(3).map_or(rest, |(at, _)| &rest[..at]);
    if next.starts_with('村') || ["社区", "小区"].iter().any(|ending| next.contains(ending)) && !next.contains('、')
    {
        return Vec::new();
    }
    // 江苏 + 镇江: what goes on is a place of its own.
    let place = || draft.hits_at(hit.span.to()).any(|next| next.is_of(Lists::DIVISIONS));
    if draft.lexicon.cues.starts(Cue::ShortNameGoesOn, rest) && !behind_place && !place() {
        return Vec::new();
    }
    // 保定 + 理工学院, wherever jieba cuts; but 新华保险 + 佛山中心支公司 is a company's name from its head.
    let alone = hit.span.from().checked_sub(1).and_then(|last| draft.word_at(last)).is_none_or(|at| {
        let before = draft.words[at];
        !before.text.chars().all(is_han) || draft.is_known(before) && !before.tag.starts_with('n')
    });
    let heads_body = heads && alone && heads_body(draft, hit.span);
    let keep = |row: &u32| match level(*row) {
        Level::Province | Level::Prefecture => {
            place_word
                || heads_body
                || behind_place && heads
                || told && whole
                || !whole && heads && !draft.lexicon.is_dictionary_word(word.text)
        }
        Level::County | Level::Zone => {
            let kin = divisions.get(*row).parent.is_some_and(|parent| near.contains(&parent)) || near.contains(row);
            (behind_place && draft.is_word_boundary(hit.span.to()))
                || whole && word.tag == "ns"
                || kin && whole && !word.tag.starts_with(['v', 'a', 'd'])
                || kin && near.contains(row) && (whole || heads)
        }
        _ => false,
    };
    let kept: Vec<u32> = rows.iter().copied().filter(keep).collect();
    // A name of a prefecture and of a county (吉林, 朝阳) means the higher one unless the lower one is at hand.
    let top = kept.iter().map(|&row| level(row)).min();
    kept.iter().copied().filter(|&row| Some(level(row)) == top || near.contains(&row)).collect()
}
