//! What the organisations of an article stand for: each with the place that tells it apart, short forms joined to full
//! ones.
//!
//! Rules: a name with a place takes that place's full name; 市委 takes the division of its level, the nearest named before
//! or home; a name without place is that of a longer name in the same article that ends with it, else of a body of the
//! same sentence that it is a part of (组织部 behind 市委), else home's. 该局 is the last body whose name ends so.

use std::{borrow::Cow, collections::BTreeMap};

use super::{Resolving, iri, places, standing};
use crate::lexicon::{Cue, Cues, Lexicon};
use crate::model::reading::{OrganisationForm, OrganisationMention, PlaceForm, Reference};
use crate::model::{Code, Confidence, Level, Organisation, OrganisationKind};
use crate::text::numbers::before_ordinal;

#[derive(Clone)]
struct Meaning {
    name: String,
    home: Option<Code>,
    rule: &'static str,
}

/// Resolves the mentions and joins those that mean one body.
pub fn resolve(resolving: &mut Resolving<'_>) {
    let bodies = &resolving.reading.organisations;
    let mut meanings: Vec<Option<Meaning>> = vec![None; bodies.len()];
    // Names that stand by themselves first: they say what the short ones mean, wherever these stand.
    for (at, body) in bodies.iter().enumerate() {
        meanings[at] = match body.form {
            // 支队党委 says whose it is only with what was named before.
            OrganisationForm::Full if organ(&resolving.lexicon.cues, resolving.words(body.span)).is_some() => None,
            OrganisationForm::Full => Some(full(resolving, body)),
            OrganisationForm::Level => level(resolving, body),
            OrganisationForm::Bare | OrganisationForm::Deictic => None,
        };
    }
    for (at, body) in bodies.iter().enumerate() {
        if meanings[at].is_none() {
            meanings[at] = match body.form {
                OrganisationForm::Deictic => deictic(resolving, &meanings, at),
                _ => Some(bare(resolving, &meanings, at)),
            };
        }
    }
    for (body, meaning) in bodies.iter().zip(&mut meanings) {
        let official =
            matches!(body.kind, OrganisationKind::Judiciary | OrganisationKind::Government | OrganisationKind::Party);
        let Some(meaning) = meaning.as_mut().filter(|_| official) else { continue };
        // 最高法党组: the Party's group of the court.
        let (whole, group) = match meaning.name.strip_suffix("党组") {
            Some(whole) => (whole, "党组"),
            None => (meaning.name.as_str(), ""),
        };
        if resolving.lexicon.cues.ends(Cue::WrittenOut, whole) {
            meaning.name = format!("{}{group}", resolving.lexicon.spelled_out(whole));
        }
    }
    join(resolving.lexicon, &mut meanings);
    resolving.organisation_of = vec![None; meanings.len()];
    for (at, meaning) in meanings.into_iter().enumerate() {
        let Some(meaning) = meaning else { continue };
        let body = &resolving.reading.organisations[at];
        let words = resolving.words(body.span);
        let index = resolving.organisations.iter().position(|known| known.name == meaning.name).unwrap_or_else(|| {
            let lexicon = resolving.lexicon;
            resolving.organisations.push(Organisation {
                mention: String::new(),
                mentions: Vec::new(),
                kind: body.kind,
                // However it is shortened, it is one body.
                iri: iri::organisation(meaning.home, &lexicon.spelled_out(&meaning.name)),
                superiors: standing::superiors(lexicon, &meaning.name, meaning.home, body.kind),
                name: meaning.name,
                confidence: Confidence::default(),
                spans: Vec::new(),
                home: meaning.home,
                resolved_by: meaning.rule,
            });
            resolving.organisations.len() - 1
        });
        let organisation = &mut resolving.organisations[index];
        if !organisation.mentions.iter().any(|known| known == words) {
            organisation.mentions.push(words.to_owned());
            if words.chars().count() > organisation.mention.chars().count() {
                words.clone_into(&mut organisation.mention);
            }
        }
        organisation.spans.push(body.span);
        resolving.organisation_of[at] = Some(index);
    }
}

/// Gives the namings that are spelled out alike the longest of their names.
fn join(lexicon: &Lexicon, meanings: &mut [Option<Meaning>]) {
    let keys: Vec<_> =
        meanings.iter().map(|meaning| meaning.as_ref().map(|meaning| lexicon.spelled_out(&meaning.name))).collect();
    let length = |at: usize| meanings[at].as_ref().map_or(0, |meaning| meaning.name.len());
    let mut longest: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, key) in keys.iter().enumerate() {
        let Some(key) = key else { continue };
        let known = longest.entry(key).or_insert(at);
        if length(*known) < length(at) {
            *known = at;
        }
    }
    let longest: Vec<Option<usize>> = keys.iter().map(|key| longest.get(key.as_deref()?).copied()).collect();
    for (at, known) in longest.into_iter().enumerate() {
        let known = known.filter(|known| *known != at).and_then(|known| meanings[known].clone());
        if let (Some(known), Some(meaning)) = (known, &mut meanings[at]) {
            meaning.name = known.name;
            meaning.home = known.home;
        }
    }
}

/// A name that stands by itself.
fn full(resolving: &Resolving<'_>, body: &OrganisationMention) -> Meaning {
    let words = resolving.words(body.span);
    let words = words.strip_prefix("中共").filter(|rest| rest.contains('委')).unwrap_or(words);
    let place = body.place.and_then(|at| resolving.place(at).map(|place| (at, place)));
    // 建行平顶山分行, 中国铁路上海局: a name that begins before its place stays as it is, but for 共青团 and 中共.
    let mut first = body.place;
    while let Some(parent) = first.and_then(|at| resolving.reading.places[at].parent) {
        first = Some(parent);
    }
    let begins_before = first.is_some_and(|at| body.span.start < resolving.reading.places[at].span.start)
        && body.kind != OrganisationKind::Mass
        && words.len() == body.span.length();
    let place = place.filter(|_| !begins_before);
    let Some((at, place)) = place else {
        return Meaning { name: plain(words), home: resolving.setting.home, rule: "name" };
    };
    let mention = &resolving.reading.places[at];
    let written = resolving.words(mention.span);
    let deictic = mention.form == PlaceForm::Deictic;
    let league = ["共青团", "团"].iter().any(|prefix| words.starts_with(prefix))
        && body.kind == OrganisationKind::Mass
        && body.span.start < mention.span.start;
    // Of 律师甘肃石事务所 the body is 事务所: what interrupts a name leaves its place before it, and all words are the tail.
    let behind = mention.span.to().saturating_sub(body.span.from());
    let tail_start = behind + body.span.length().saturating_sub(resolving.words(body.span).len());
    let whole = resolving.words(body.span);
    let tail = whole.get(tail_start..).unwrap_or("");
    // 郧西县 + 县委 stands for 郧西县委.
    let tail = match (place.name.chars().next_back(), tail.chars().next()) {
        (Some(end), Some(start))
            if end == start
                && matches!(start, '县' | '市' | '区' | '镇' | '乡' | '旗' | '州' | '盟')
                && tail.chars().count() > 1
                && !resolving.lexicon.cues.starts(Cue::OwnWord, tail) =>
        {
            &tail[start.len_utf8()..]
        }
        _ => tail,
    };
    let official = matches!(
        body.kind,
        OrganisationKind::Party
            | OrganisationKind::Government
            | OrganisationKind::Legislature
            | OrganisationKind::Consultative
            | OrganisationKind::Judiciary
            | OrganisationKind::Discipline
            | OrganisationKind::Taskforce
            | OrganisationKind::Mass
            | OrganisationKind::Community
    );
    // A company or team bears its city's short name as its own: 许昌雷锋团 is not 许昌市雷锋团.
    let special = resolving.lexicon.cues.starts(Cue::SpecialCourt, tail) && !deictic;
    let keeps = special
        || !official && !deictic && !written.ends_with(['市', '县', '区', '省', '镇', '乡', '村'])
        || mention.level == Level::Zone && !deictic;
    // 海北州委 of 海北藏族自治州 and 共青团番禺区委 are so called, without what the place's full name adds.
    let short = written.ends_with(['州', '县', '旗']) && !place.name.ends_with(written);
    // 喀什地委 of 喀什地区.
    let region = place.name.strip_suffix("地区").filter(|_| tail.starts_with('地'));
    // 香港 + 特区政府 of 香港特别行政区.
    let special_region = tail.starts_with("特区") && place.name.ends_with("特别行政区");
    let stated = if (league || short || special_region) && !deictic { written } else { region.unwrap_or(&place.name) };
    let tail = tail.strip_prefix('原').filter(|rest| rest.chars().count() > 1).unwrap_or(tail);
    let name = if keeps && mention.parent.is_none() && !deictic && mention.level != Level::Zone {
        plain(words)
    } else {
        format!(
            "{}{}{}",
            if league { "共青团" } else { "" },
            stated,
            if league { tail.trim_end_matches("员会") } else { tail }
        )
    };
    Meaning { name: plain(&name), home: place.within.or(resolving.setting.home), rule: "place at its head" }
}

/// 市委, 省教育厅: the division of that level.
fn level(resolving: &Resolving<'_>, body: &OrganisationMention) -> Option<Meaning> {
    let words = resolving.words(body.span);
    let words = words.strip_prefix("中共").unwrap_or(words);
    // 团市委: the level stands inside.
    let region = words.strip_prefix("自治区").map(|tail| ("", '自', tail));
    let (before, mark, tail) = region.or_else(|| {
        let (at, c) = words.char_indices().find(|(_, c)| "省市县区州盟旗镇乡".contains(*c))?;
        Some((&words[..at], c, &words[at + c.len_utf8()..]))
    })?;
    let Some(row) = places::of_level(resolving, mark, body.span.start) else {
        return Some(Meaning { name: words.to_owned(), home: resolving.setting.home, rule: "level without a place" });
    };
    let place = resolving.lexicon.divisions.full_name(row);
    let code = places::code(resolving, row);
    let name = if before == "团" { format!("共青团{place}{tail}") } else { format!("{before}{place}{tail}") };
    Some(Meaning { name, home: Some(code), rule: "level" })
}

/// The noun that stands for a body named before, and the organ of it that the words name: 支队 + 党委.
fn organ<'w>(cues: &Cues, words: &'w str) -> Option<(&'w str, &'w str)> {
    let noun = words.strip_suffix(cues.closing(Cue::Organ, words)?).filter(|noun| cues.has(Cue::OrganHolder, noun))?;
    Some((noun, &words[noun.len()..]))
}

/// A name without place.
fn bare(resolving: &Resolving<'_>, meanings: &[Option<Meaning>], at: usize) -> Meaning {
    let body = &resolving.reading.organisations[at];
    let words = resolving.words(body.span);
    let as_meaning = |meaning: &Meaning, rule| Meaning { rule, ..meaning.clone() };
    let short = resolving.reading.short_names.iter().find(|short| resolving.words(short.short) == words);
    if let Some(Reference::Organisation(full)) = short.map(|short| short.full)
        && let Some(meaning) = meanings[full].as_ref()
    {
        return as_meaning(meaning, "short name in a bracket");
    }
    let bodies = &resolving.reading.organisations;
    // 镇党委、政府, 街道党工委、办事处: the government of the committee's place.
    if matches!(words, "政府" | "办事处") {
        let committee = at.checked_sub(1).filter(|&before| bodies[before].kind == OrganisationKind::Party);
        if let Some(meaning) = committee.and_then(|before| meanings[before].as_ref()) {
            let place = ["党委", "党工委", "委"].iter().find_map(|end| meaning.name.strip_suffix(end));
            if let Some(place) = place {
                return Meaning {
                    name: format!("{place}{words}"),
                    home: meaning.home,
                    rule: "government beside its committee",
                };
            }
        }
    }
    // 社区党委, 街道社会工作服务中心: of the community, the sub-district that the text named last.
    for (noun, level) in
        [("社区", Level::Village), ("居民区", Level::Village), ("街道", Level::Township), ("村", Level::Village)]
    {
        // 竹园村村委会 keeps its 村.
        let Some(tail) = words.strip_prefix(noun).filter(|tail| !tail.is_empty()) else { continue };
        let tail = if tail == "委会" { words } else { tail };
        let named = (0..resolving.reading.places.len()).rev().find_map(|index| {
            let mention = &resolving.reading.places[index];
            let place = resolving.place(index)?;
            let fits = mention.span.end <= body.span.start && place.level == level && place.name.ends_with(noun);
            fits.then_some(place)
        });
        if let Some(place) = named {
            return Meaning {
                name: format!("{}{tail}", place.name),
                home: place.within.or(resolving.setting.home),
                rule: "place named before",
            };
        }
    }
    // 支队党委, 医院工会: of the force, the hospital that the text named last.
    if let Some((noun, organ)) = organ(&resolving.lexicon.cues, words) {
        let named = |m: &&Meaning| m.name.ends_with(noun) && m.name.len() > noun.len();
        if let Some(meaning) = meanings[..at].iter().rev().flatten().find(named) {
            return Meaning { name: format!("{}{organ}", meaning.name), home: meaning.home, rule: "organ of a body" };
        }
    }
    let ends_so = |index: &usize| {
        meanings[*index].as_ref().is_some_and(|m| m.name.len() > words.len() && m.name.ends_with(words))
    };
    if let Some(index) = (0..at).rev().find(ends_so).or_else(|| (at + 1..bodies.len()).find(ends_so))
        && let Some(meaning) = meanings[index].as_ref()
    {
        return as_meaning(meaning, "longer name in the article");
    }
    let sentence = resolving.reading.sentences.iter().find(|s| s.span.contains(body.span));
    // 社会和法制委员会 behind 全国政协常委, 刑警总队 behind 省公安厅: a part of the body that the same sentence named.
    let wholes: &[&str] = match body.kind {
        OrganisationKind::Consultative if words.ends_with("委员会") => &["政协"],
        OrganisationKind::Legislature if words.ends_with("委员会") => &["人大", "人大常委会", "常务委员会"],
        OrganisationKind::Government | OrganisationKind::Taskforce
            if words.ends_with(['队', '组']) && resolving.lexicon.cues.stand_in(Cue::PoliceWork, words) =>
        {
            &["公安局", "公安厅", "公安分局"]
        }
        _ => &[],
    };
    // A police station belongs to the bureau that the article named last.
    let station = words.ends_with("派出所");
    let wholes = if station { &["公安局", "公安分局"] } else { wholes };
    let whole = (0..at).rev().find(|&i| {
        (station || sentence.is_some_and(|s| s.span.contains(bodies[i].span)))
            && meanings[i].as_ref().is_some_and(|m| wholes.iter().any(|end| m.name.ends_with(end)))
    });
    if let Some(meaning) = whole.and_then(|i| meanings[i].as_ref()) {
        return Meaning { name: format!("{}{words}", meaning.name), home: meaning.home, rule: "part of a body" };
    }
    // 七里站街道文化站、关工委: in a list the place of the first is that of the next.
    if body.kind == OrganisationKind::Mass
        && let Some(place) = places::beside(resolving, body.span.start).and_then(|index| resolving.place(index))
    {
        let name = format!("{}{words}", place.name);
        return Meaning { name, home: place.within.or(resolving.setting.home), rule: "place beside it" };
    }
    // 组织部 behind 市委常委: a department of the committee that the same sentence named.
    if matches!(body.kind, OrganisationKind::Party | OrganisationKind::Discipline) && !words.ends_with("支部") {
        let committee = (0..at).rev().find(|&i| {
            bodies[i].kind == OrganisationKind::Party
                && sentence.is_some_and(|s| s.span.contains(bodies[i].span))
                && resolving.words(bodies[i].span).ends_with('委')
        });
        if let Some(meaning) = committee.and_then(|i| meanings[i].as_ref()) {
            // 县委常委、纪委书记: the inspection committee is one of the county, beside the party's.
            let above = match body.kind {
                OrganisationKind::Discipline => meaning.name.trim_end_matches('委'),
                _ => meaning.name.as_str(),
            };
            return Meaning { name: format!("{above}{words}"), home: meaning.home, rule: "department of a committee" };
        }
    }
    let official = !matches!(
        body.kind,
        OrganisationKind::Company
            | OrganisationKind::Institution
            | OrganisationKind::Media
            | OrganisationKind::Volunteer
            | OrganisationKind::Other
    );
    let divisions = &resolving.lexicon.divisions;
    // 中华全国铁路总工会 is of no place.
    let wide = resolving.lexicon.cues.starts(Cue::WideBody, words);
    match resolving.setting.home.filter(|_| official && !wide) {
        Some(home) => {
            // 教育厅, 财政厅 are the province's, wherever the page is at home.
            let row = divisions.find(home).and_then(|row| {
                let province = || divisions.chain(row).find(|&row| divisions.get(row).level == Level::Province);
                if words.ends_with('厅') { province() } else { Some(row) }
            });
            let home = row.map_or(home, |row| places::code(resolving, row));
            let place = row.map(|row| divisions.full_name(row)).unwrap_or_default();
            Meaning { name: format!("{place}{words}"), home: Some(home), rule: "home" }
        }
        None => Meaning { name: words.to_owned(), home: resolving.setting.home, rule: "name" },
    }
}

fn deictic(resolving: &Resolving<'_>, meanings: &[Option<Meaning>], at: usize) -> Option<Meaning> {
    let words = resolving.words(resolving.reading.organisations[at].span);
    let noun = words.trim_start_matches('该');
    let meaning = meanings[..at].iter().rev().flatten().find(|meaning| meaning.name.ends_with(noun))?;
    Some(Meaning { rule: "named before", ..meaning.clone() })
}

/// The name without a session: 某省第十四届人民代表大会常务委员会 is that of 某省.
fn without_session(name: &str) -> Cow<'_, str> {
    let elected = |rest: &str| ["人民代表大会", "人大", "政协", "委员会"].iter().any(|body| rest.starts_with(body));
    let Some((head, rest)) = name.split_once('届').filter(|(_, rest)| elected(rest)) else { return name.into() };
    let before = before_ordinal(&name[..head.len() + '届'.len_utf8()], '届');
    if before.len() > head.len() { name.into() } else { Cow::Owned([before, rest].concat()) }
}

/// The name without quotation marks around it, or at an end whose fellow is not in it: “石榴籽”宣讲团 keeps them; and without
/// the session of elected members, which is their time.
fn plain(name: &str) -> String {
    let name = &without_session(name);
    let bare = name.trim_matches(['“', '”', '‘', '’', '《', '》']);
    match bare.find('”') {
        Some(close) if !bare[..close].contains('“') && name.starts_with('“') => format!("“{bare}"),
        _ => bare.to_owned(),
    }
}
