//! What the places of an article stand for: 我市 by the home, 鼓楼区 by the hierarchy, a village by what lies above it.
//!
//! Rules, in this order: a name means what bore it in the year of the page; one that one division bears is that division; of several, the one whose parent stands beside
//! it, then the one within what the article named before, then within home, then the nearest to home. A deictic form
//! takes home at its level, and 该 the last place named at that level. A name of the language (某某村) lies in the last
//! place of a higher level that the paragraph named, else in home.

use super::{Resolving, iri};
use crate::lexicon::lists::Site;
use crate::model::division::is_municipality;
use crate::model::reading::{PlaceForm, PlaceMention};
use crate::model::{Code, Confidence, Level, Place};

/// What one mention stands for.
#[derive(Clone, Debug, PartialEq)]
pub struct Meaning {
    /// Row of the division, if it is one.
    pub division: Option<u32>,
    /// The nearest division that it is or lies in.
    pub within: Option<u32>,
    /// Name in full.
    pub name: String,
    /// Level.
    pub level: Level,
    /// Which rule decided.
    pub rule: &'static str,
}

/// Resolves the place mentions in order of appearance and joins those that mean one place.
pub fn resolve(resolving: &mut Resolving<'_>) {
    let mut meanings: Vec<Option<Meaning>> = Vec::with_capacity(resolving.reading.places.len());
    for at in 0..resolving.reading.places.len() {
        let meaning = meaning(resolving, &meanings, at);
        meanings.push(meaning);
    }
    resolving.place_of = vec![None; meanings.len()];
    for (at, meaning) in meanings.iter().enumerate() {
        let (mention, Some(meaning)) = (&resolving.reading.places[at], meaning) else { continue };
        let words = resolving.words(mention.span);
        let index =
            resolving.places.iter().position(|place| place.name == meaning.name && place.level == meaning.level);
        let index = index.unwrap_or_else(|| {
            resolving.places.push(place(resolving, meaning));
            resolving.places.len() - 1
        });
        let place = &mut resolving.places[index];
        if !place.mentions.iter().any(|known| known == words) {
            place.mentions.push(words.to_owned());
            if words.chars().count() > place.mention.chars().count() {
                words.clone_into(&mut place.mention);
            }
        }
        place.spans.push(mention.span);
        resolving.place_of[at] = Some(index);
    }
}

fn place(resolving: &Resolving<'_>, meaning: &Meaning) -> Place {
    let divisions = &resolving.lexicon.divisions;
    let code = meaning.division.map(|row| divisions.get(row).code);
    let within = meaning.within.map(|row| divisions.get(row).code);
    // Of 神木县 in a report of 2023, or of an unknown year, the code in force: that of 神木市.
    let gone = |row: &u32| resolving.setting.year.is_none_or(|year| !divisions.is_of(*row, year));
    let in_force = meaning.division.map(|row| if gone(&row) { divisions.lasting(row) } else { row });
    let shown = in_force
        .filter(|_| matches!(meaning.level, Level::Province | Level::Prefecture | Level::County))
        .map(|row| divisions.get(row).code);
    Place {
        mention: String::new(),
        mentions: Vec::new(),
        name: meaning.name.clone(),
        level: meaning.level,
        code: shown,
        iri: code.map_or_else(|| iri::place(within, &meaning.name), iri::division),
        confidence: Confidence::default(),
        spans: Vec::new(),
        within,
        resolved_by: meaning.rule,
    }
}

fn meaning(resolving: &Resolving<'_>, before: &[Option<Meaning>], at: usize) -> Option<Meaning> {
    let mention = &resolving.reading.places[at];
    match &mention.form {
        PlaceForm::Division(rows) => {
            Some(division(resolving, before, mention, rows)).filter(|meaning| is_near(resolving, mention, meaning))
        }
        PlaceForm::Deictic => deictic(resolving, before, at),
        PlaceForm::Named => Some(named(resolving, before, at)),
    }
}

/// Whether a county's short name (平安, 振兴, 永春) or a district's (老城区, 新华区) is to be believed: beside its parent, or
/// where the article or its home speaks of the same prefecture.
fn is_near(resolving: &Resolving<'_>, mention: &PlaceMention, meaning: &Meaning) -> bool {
    let divisions = &resolving.lexicon.divisions;
    let Some(row) = meaning.division.filter(|_| meaning.level == Level::County) else { return true };
    let words = resolving.words(mention.span);
    let full = divisions.get(row).name == words;
    let opens = || !full && opens_list(resolving, mention, row);
    if full && !words.ends_with('区') || mention.parent.is_some() || !full && enumerated(resolving, mention) || opens()
    {
        return true;
    }
    let prefecture = |row: u32| divisions.at_level(row, Level::Prefecture).map(|above| divisions.lasting(above));
    let shares = |other: u32| {
        divisions.within(row, other) || prefecture(other).is_some() && prefecture(other) == prefecture(row)
    };
    if resolving.setting.home.and_then(|code| divisions.find(code)).is_some_and(shares) {
        return true;
    }
    resolving.reading.places.iter().filter(|other| other.span != mention.span).any(|other| match &other.form {
        // 宁阳 + 文庙街道: a township of its own right behind it.
        PlaceForm::Division(rows) if other.span.start == mention.span.end => {
            rows.iter().any(|&r| r != row && divisions.within(r, row))
        }
        // 西城区 + 广外街道, which no gazetteer has.
        PlaceForm::Named => other.span.start == mention.span.end && other.level == Level::Township,
        PlaceForm::Division(rows) => {
            let named = resolving.words(other.span);
            rows.iter().any(|&r| {
                divisions.get(r).level <= Level::County
                    && (divisions.get(r).name == named || divisions.get(r).level < Level::County)
                    && shares(r)
            })
        }
        _ => false,
    })
}

/// 北京、井冈山和遵义: what stands in a list right behind a division is one.
fn enumerated(resolving: &Resolving<'_>, mention: &PlaceMention) -> bool {
    resolving.reading.places.iter().any(|other| {
        let gap = other.span.to()..mention.span.from();
        matches!(other.form, PlaceForm::Division(_))
            && other.span.end < mention.span.start
            && resolving.article.body.as_str().get(gap).is_some_and(|gap| matches!(gap, "、" | "和" | "与" | "及"))
    })
}

/// 平谷、大兴、房山: what opens a list is one where the next is of the same city or province.
fn opens_list(resolving: &Resolving<'_>, mention: &PlaceMention, row: u32) -> bool {
    let divisions = &resolving.lexicon.divisions;
    let kin = |other: &u32| {
        divisions.get(*other).parent.is_some() && divisions.get(*other).parent == divisions.get(row).parent
    };
    resolving.reading.places.iter().any(|other| {
        let gap = mention.span.to()..other.span.from();
        matches!(&other.form, PlaceForm::Division(rows) if rows.iter().any(kin))
            && mention.span.end < other.span.start
            && resolving.article.body.as_str().get(gap).is_some_and(|gap| matches!(gap, "、" | "和" | "与" | "及"))
    })
}

/// The meaning of a division's row.
pub fn of_division(resolving: &Resolving<'_>, row: u32, rule: &'static str) -> Meaning {
    let division = resolving.lexicon.divisions.get(row);
    Meaning {
        division: Some(row),
        within: Some(row),
        name: resolving.lexicon.divisions.full_name(row),
        level: division.level,
        rule,
    }
}

fn division(resolving: &Resolving<'_>, before: &[Option<Meaning>], mention: &PlaceMention, rows: &[u32]) -> Meaning {
    let divisions = &resolving.lexicon.divisions;
    let mut rule = "name";
    let mut chosen = divisions.named(rows, resolving.words(mention.span), resolving.setting.year);
    let mut narrow = |by: &dyn Fn(u32) -> bool, name: &'static str| {
        if chosen.len() > 1 {
            let kept: Vec<u32> = chosen.iter().copied().filter(|&row| by(row)).collect();
            if !kept.is_empty() && kept.len() < chosen.len() {
                chosen = kept;
                rule = name;
            }
        }
    };
    let parent = mention.parent.and_then(|parent| before[parent].as_ref()?.within);
    if let Some(parent) = parent {
        narrow(&|row| divisions.within(row, parent), "parent named beside it");
    }
    let home = resolving.setting.home.and_then(|code| divisions.find(code));
    if let Some(home) = home {
        narrow(&|row| row == home, "home");
    }
    for earlier in before.iter().rev().flatten().filter(|m| m.division.is_some() && m.level <= Level::County).take(6) {
        if let Some(earlier) = earlier.division {
            narrow(&|row| divisions.within(row, earlier), "within a place named before");
        }
    }
    if let Some(home) = home {
        for above in divisions.chain(home) {
            narrow(&|row| divisions.within(row, above), "nearest to home");
        }
    }
    for earlier in before.iter().rev().flatten().filter_map(|m| m.division).take(6) {
        for above in divisions.chain(earlier) {
            narrow(&|row| divisions.within(row, above), "nearest to a place named before");
        }
    }
    // Still several (吉林 the province and the city): the highest, and of those that ended the last.
    let ended = |row: u32| divisions.get(row).to;
    chosen.sort_by_key(|&row| (divisions.get(row).level, ended(row).is_some(), std::cmp::Reverse(ended(row)), row));
    let row = chosen.first().copied().unwrap_or_default();
    let mut meaning = of_division(resolving, row, if chosen.len() > 1 { "highest of several" } else { rule });
    if meaning.level == Level::Township && mention.level == Level::Zone {
        meaning.level = Level::Zone;
    }
    if meaning.level == Level::Zone && bears_its_city(resolving, row) {
        meaning.name = as_written(resolving, rows).unwrap_or_else(|| divisions.get(row).name.clone());
    }
    // 积玉桥街: so the city calls its sub-district; the code says which.
    if meaning.level == Level::Township && resolving.words(mention.span).ends_with('街') {
        meaning.name = meaning.name.trim_end_matches('道').to_owned();
    }
    if chosen.len() > 1 && meaning.level >= Level::Township {
        // A township's name that several bear, none near: known by its name, not by a code.
        let mut unknown = named_within(resolving, before, before.len(), mention);
        unknown.rule = "one of several of the name";
        return unknown;
    }
    meaning
}

/// 许昌经济技术开发区 bears the name of the city above it.
fn bears_its_city(resolving: &Resolving<'_>, row: u32) -> bool {
    let divisions = &resolving.lexicon.divisions;
    let division = divisions.get(row);
    division.parent.is_some_and(|above| {
        divisions.chain(above).any(|above| divisions.get(above).short.iter().any(|name| division.name.contains(name)))
    })
}

/// The longest form in which the article names the division of these rows: 国家许昌经济技术开发区.
fn as_written(resolving: &Resolving<'_>, rows: &[u32]) -> Option<String> {
    let of_rows = |place: &&PlaceMention| matches!(&place.form, PlaceForm::Division(other) if other == rows);
    let longest = resolving.reading.places.iter().filter(of_rows).max_by_key(|place| place.span.length())?;
    let words = resolving.words(longest.span);
    rows.iter()
        .any(|&row| words.ends_with(resolving.lexicon.divisions.get(row).name.as_str()))
        .then(|| words.to_owned())
}

fn deictic(resolving: &Resolving<'_>, before: &[Option<Meaning>], at: usize) -> Option<Meaning> {
    let divisions = &resolving.lexicon.divisions;
    let mention = &resolving.reading.places[at];
    let words = resolving.words(mention.span);
    let level = mention.level;
    let home = resolving.setting.home.and_then(|code| divisions.find(code));
    let is = |meaning: &&Meaning| fits(words, meaning.level, &meaning.name);
    let pointing_back = words.starts_with(['该', '此']);
    if level == Level::Country {
        let country = divisions.iter().find(|(_, division)| division.level == Level::Country);
        return country.map(|(row, country)| Meaning {
            name: country.name.clone(),
            ..of_division(resolving, row, "the country")
        });
    }
    let last = || before.iter().rev().flatten().find(is).cloned();
    let relabel = |mut meaning: Meaning, rule| {
        meaning.rule = rule;
        meaning
    };
    if pointing_back || level >= Level::Township {
        let named = last().map(|meaning| relabel(meaning, "named before"));
        if named.is_some() || level >= Level::Township {
            return named;
        }
    }
    // 我市 of a county-level city, 我区 of an autonomous region: home itself, when its own name ends so.
    if let Some(home) = home {
        let at_home =
            divisions.chain(home).find(|&row| fits(words, divisions.get(row).level, &divisions.get(row).name));
        // A report from a county in a city's paper: 全县 is the county that the report names.
        let below = last().filter(|meaning| meaning.level > divisions.get(home).level);
        if let Some(row) = at_home {
            return Some(of_division(resolving, row, "home"));
        }
        if let Some(meaning) = below {
            return Some(relabel(meaning, "named before"));
        }
    }
    last().map(|meaning| relabel(meaning, "named before")).or_else(|| {
        // 全省 in a report that names only a city of it.
        let row = before.iter().rev().flatten().find_map(|m| m.division)?;
        let above =
            divisions.chain(row).find(|&row| fits(words, divisions.get(row).level, &divisions.get(row).name))?;
        Some(of_division(resolving, above, "above a place named before"))
    })
}

/// Whether a place of `level` and `name` can be meant by the pointing `words` (我市, 该区, 全县).
fn fits(words: &str, level: Level, name: &str) -> bool {
    let words = words.trim_end_matches('内');
    let municipality = || ["北京市", "天津市", "上海市", "重庆市"].contains(&name);
    let ends = |endings: &[char]| name.ends_with(endings);
    match words.chars().next_back() {
        Some('省') => level == Level::Province && !municipality(),
        Some('市') => municipality() || matches!(level, Level::Prefecture | Level::County) && ends(&['市']),
        Some('州') => level == Level::Prefecture && ends(&['州']),
        Some('盟') => level == Level::Prefecture && ends(&['盟']),
        Some('县') => level == Level::County && ends(&['县']),
        Some('旗') => level == Level::County && ends(&['旗']),
        Some('区') if words.ends_with("社区") => level == Level::Village && ends(&['区']),
        Some('区') => {
            level == Level::County && ends(&['区'])
                || level == Level::Zone
                || level == Level::Province && name.ends_with("自治区")
        }
        Some('镇') => level == Level::Township && ends(&['镇']),
        Some('乡') => level == Level::Township && ends(&['乡']),
        Some('道') => level == Level::Township && name.ends_with("街道"),
        Some('村') => level == Level::Village && ends(&['村']),
        _ => false,
    }
}

fn named(resolving: &Resolving<'_>, before: &[Option<Meaning>], at: usize) -> Meaning {
    named_within(resolving, before, at, &resolving.reading.places[at])
}

/// A name of the language, with what it lies in: its parent beside it, the last higher place of the same paragraph, or home.
fn named_within(resolving: &Resolving<'_>, before: &[Option<Meaning>], at: usize, mention: &PlaceMention) -> Meaning {
    let words = resolving.words(mention.span);
    let words = words.strip_suffix("办事处").unwrap_or(words);
    let site = |site: &Site| site.notes == "whole" && site.ending == words;
    if matches!(mention.level, Level::Country | Level::Zone) && resolving.lexicon.sites.iter().any(site) {
        let name = words.to_owned();
        return Meaning { division: None, within: None, name, level: mention.level, rule: "country or region" };
    }
    let divisions = &resolving.lexicon.divisions;
    // The same name told before in full is the same place.
    let tail = |meaning: &&Meaning| meaning.name.ends_with(words) && meaning.level == mention.level;
    if mention.parent.is_none()
        && let Some(known) = before[..at.min(before.len())].iter().rev().flatten().find(tail)
    {
        return Meaning { rule: "named before", ..known.clone() };
    }
    let paragraph = |span: crate::text::Span| resolving.article.paragraphs.partition_point(|p| p.end <= span.start);
    let own = paragraph(mention.span);
    let higher = |index: &usize| {
        let (other, meaning) = (&resolving.reading.places[*index], &before[*index]);
        meaning.as_ref().is_some_and(|m| {
            depth(m.level) < depth(mention.level)
                && m.within.is_some()
                && (m.level > Level::Province || is_municipality_row(resolving, m))
        }) && (paragraph(other.span) == own
            || other.level == Level::Zone
            || other.level == Level::Township && mention.level == Level::Village)
    };
    let above = mention
        .parent
        .and_then(|parent| before[parent].clone())
        .or_else(|| {
            let index = (0..at.min(before.len())).rev().find(higher)?;
            let meaning = before[index].clone()?;
            // 门头沟、丰台、房山: what follows lies in one of them, and none says in which.
            let county = meaning.division.filter(|_| meaning.level == Level::County);
            let of_many = county.filter(|_| enumerated(resolving, &resolving.reading.places[index]));
            let city = of_many.and_then(|row| divisions.get(row).parent);
            Some(city.map_or(meaning, |city| of_division(resolving, city, "named in the text")))
        })
        .or_else(|| {
            let home = resolving.setting.home.and_then(|code| divisions.find(code))?;
            Some(of_division(resolving, home, "home"))
        });
    // 许昌经济技术开发区 bears its city's name already; a national road lies in none.
    let bears = |above: &Meaning| {
        above.division.is_some_and(|row| {
            divisions.chain(row).any(|row| {
                let division = divisions.get(row);
                std::iter::once(&division.name).chain(&division.short).any(|name| words.contains(name.as_str()))
            })
        })
    };
    let road =
        words.starts_with(|c: char| c.is_ascii_uppercase()) || ["国道", "省道"].iter().any(|road| words.contains(road));
    let name = match &above {
        // 市城乡一体化示范区: the level at its head is that of the city named before it.
        Some(above) if !road && !bears(above) => {
            let level = above
                .name
                .chars()
                .next_back()
                .filter(|c| matches!(c, '市' | '县' | '区' | '州') && words.chars().count() > 4);
            let rest = level.and_then(|level| words.strip_prefix(level)).unwrap_or(words);
            format!("{}{rest}", above.name)
        }
        _ => words.to_owned(),
    };
    Meaning {
        division: None,
        within: above.as_ref().and_then(|m| m.within),
        name,
        level: mention.level,
        rule: "named in the text",
    }
}

/// How deep a place of a level lies: a zone has sub-districts and villages of its own.
fn depth(level: Level) -> (Level, bool) {
    if level == Level::Zone { (Level::County, true) } else { (level, false) }
}

fn is_municipality_row(resolving: &Resolving<'_>, meaning: &Meaning) -> bool {
    meaning.division.is_some_and(|row| is_municipality(resolving.lexicon.divisions.get(row).code))
}

/// The division that a body of `level` (省, 市, 县, 区 …) belongs to when the text gives only the level: the last place
/// named before byte `offset` that fits, as long as it is nearer than home; else home or what stands above it.
pub fn of_level(resolving: &Resolving<'_>, level: char, offset: u32) -> Option<u32> {
    let divisions = &resolving.lexicon.divisions;
    let fits = |row: u32| {
        let division = divisions.get(row);
        if level == '自' {
            return division.level == Level::Province && division.name.ends_with("自治区");
        }
        let words = level.to_string();
        self::fits(&words, division.level, &division.name)
    };
    let row =
        |index: usize| resolving.place(index).and_then(|place| place.within).and_then(|code| divisions.find(code));
    let beside = beside(resolving, offset).and_then(row);
    if let Some(row) = beside.and_then(|row| divisions.chain(row).find(|&row| fits(row))) {
        return Some(row);
    }
    let home = resolving.setting.home.and_then(|code| divisions.find(code));
    let at_home = home.and_then(|home| divisions.chain(home).find(|&row| fits(row)));
    if at_home.is_some() {
        return at_home;
    }
    let earlier =
        (0..resolving.reading.places.len()).rev().filter(|&i| resolving.reading.places[i].span.start < offset);
    let later = (0..resolving.reading.places.len()).filter(|&i| resolving.reading.places[i].span.start >= offset);
    earlier.chain(later).filter_map(row).find_map(|row| divisions.chain(row).find(|&row| fits(row)))
}

/// The place of the post or body that stands right before byte `offset` in a list: 某市 in 某市委常委、市纪委书记.
pub fn beside(resolving: &Resolving<'_>, offset: u32) -> Option<usize> {
    /// The longest title or rest of a body's name between the two, in bytes of Chinese characters.
    const NEAR: u32 = 16 * 3;
    let places = &resolving.reading.places;
    let at = places.partition_point(|place| place.span.end <= offset).checked_sub(1)?;
    let place = places.get(at).filter(|place| offset - place.span.end <= NEAR && place.form != PlaceForm::Deictic)?;
    let between = resolving.article.body.as_str().get(place.span.to()..offset as usize)?;
    let listed = between.ends_with(['、', '，', '兼', '和']) && !between.contains(['。', '；', '：', '“', '（']);
    let of_body = place.inside_name
        || resolving
            .reading
            .people
            .iter()
            .flat_map(|person| &person.titles)
            .any(|title| title.span.start == place.span.end);
    (listed && of_body).then_some(at)
}

/// The code of a row.
pub fn code(resolving: &Resolving<'_>, row: u32) -> Code {
    resolving.lexicon.divisions.get(row).code
}
