//! Names by their endings: 绵阳市应急管理局, 国网黄冈供电公司, 市场保供专班, 组织部.

use crate::extract::Draft;
use crate::extract::draft::Word;
use crate::extract::phrase::{self, Head, Limits};
use crate::lexicon::{Cue, Hit, Lists, Sense, lists::Ending, lists::Weight};
use crate::model::OrganisationKind;
use crate::model::reading::{OrganisationForm, OrganisationMention, PlaceForm};
use crate::text::Span;
use crate::text::characters::is_han;
use crate::text::numbers::before_ordinal;

/// Adds the names to the reading, left to right, so that one can head the next.
pub fn extend(draft: &mut Draft<'_>) {
    let mut endings: Vec<(Span, u16)> = draft
        .hits
        .iter()
        .filter(|hit| hit.is_of(Lists::ENDINGS))
        .filter_map(|&hit| Some((hit.span, row(draft, hit)?)))
        .collect();
    // Of the endings that end at one byte the longest counts: 人民法院, not 法院.
    endings.sort_by_key(|(span, _)| (span.end, span.start));
    endings.dedup_by_key(|(span, _)| span.end);
    // 疾控 of 疾控处, 控股集团 of 控股集团有限公司: what begins with it or within it and goes on is meant, if its word ends there.
    let longer: Vec<Span> = endings.iter().map(|&(span, _)| span).filter(|&span| ends_here(draft, span)).collect();
    for (at, (span, row)) in endings.iter().copied().enumerate() {
        let near = &endings[at + 1..(at + 4).min(endings.len())];
        if near.iter().any(|(next, _)| {
            (span.start..span.end).contains(&next.start) && longer.binary_search_by_key(&next.end, |l| l.end).is_ok()
        }) {
            continue;
        }
        let ending = &draft.lexicon.endings[row as usize];
        if let Some(found) = name(draft, span, ending) {
            let places = &mut draft.reading.organisations;
            places.retain(|other| !found.span.contains(other.span));
            if !places.iter().any(|other| other.span.overlaps(found.span) && other.span.length() >= found.span.length())
            {
                places.push(found);
            }
        }
    }
}

/// Offices that only a body before them and a title behind tell from ordinary words: 市总工会法工部部长.
const INNER: &[&str] = &["部", "室", "系"];

/// Endings of companies' short names that are ordinary words behind anything but a proper name: 迪马股份.
const COINED: &[&str] = &["股份", "生物"];

fn row(draft: &Draft<'_>, hit: Hit) -> Option<u16> {
    draft.senses(hit).iter().find_map(|sense| match *sense {
        Sense::Ending(row) => Some(row),
        _ => None,
    })
}

/// The name that ends with the ending at `span`, if one does.
fn name(draft: &Draft<'_>, span: Span, ending: &Ending) -> Option<OrganisationMention> {
    let span = behind_place(draft, span);
    if draft.is_aside(span.from()) || !ends_here(draft, span) || inside_word(draft, span) {
        return None;
    }
    if is_board(draft, span) && followed_by_title(draft, span.to()) {
        return None;
    }
    // 区文明办、禁毒办: the short word for an office ends as many verbs do.
    if ending.ending == "办" && !closes(draft, span.to()) {
        return None;
    }
    // 副支队长, 副大队长: a deputy, no body.
    if draft.before(span.from()) == Some('副') && draft.after(span.to()) == Some('长') {
        return None;
    }
    // 来源：某某县人民政府网站 tells where the text was taken from.
    let source = || {
        draft.text[..span.from()].rfind("来源").is_some_and(|at| !draft.text[at..span.from()].contains(['。', '，']))
    };
    if draft.text[span.to()..].starts_with('网') && source() {
        return None;
    }
    // What the short forms gave with its level or place is whole: 市委 + 市政府.
    let known = |body: &OrganisationMention| body.span.contains(span) && body.span.end == span.end;
    if draft.reading.organisations.iter().any(known) {
        return None;
    }
    // 新兴街道办事处南关社区: the office as the place of something.
    if ending.ending.ends_with("办事处") && draft.reading.places.iter().any(|place| place.span.start == span.end) {
        return None;
    }
    // 街道党工委、办事处主任: the office of the committee's sub-district.
    if ending.ending == "办事处" && beside_committee(draft, span) && draft.is_word_boundary(span.from()) {
        return Some(super::mention(span, OrganisationKind::Government, None, OrganisationForm::Bare));
    }
    // 县委 + 政府: the government beside the committee.
    let committee = |body: &OrganisationMention| body.span.end == span.start && body.kind == OrganisationKind::Party;
    if ending.ending == "政府" && draft.reading.organisations.iter().any(committee) {
        return Some(super::mention(span, OrganisationKind::Government, None, OrganisationForm::Bare));
    }
    let long =
        matches!(ending.kind, OrganisationKind::Company | OrganisationKind::Institution | OrganisationKind::Taskforce);
    let limits = Limits {
        characters: if long { 20 } else { 14 },
        stems: true,
        place_heads: true,
        body_heads: true,
        branch: draft.lexicon.cues.ends(Cue::Branch, &ending.ending),
        coined: false,
    };
    let mut head = phrase::head(draft, span.from(), limits);
    let anchored = |head: &Head| head.place.is_some() || head.body.is_some() || head.level.is_some();
    if !anchored(&head)
        && ending.weight == Weight::Strong
        && matches!(ending.kind, OrganisationKind::Company | OrganisationKind::Institution)
    {
        // 山西锐能新材料有限公司: between a place and such an ending coined words may stand.
        let coined = phrase::head(draft, span.from(), Limits { characters: 14, coined: true, ..limits });
        if coined.place.is_some() || coined.level.is_some() {
            head = coined;
        }
    }
    behind_session(draft, &mut head, ending.kind);
    trim(draft, &mut head, span.from(), ending.kind);
    if INNER.contains(&ending.ending.as_str()) {
        let office = head.body.is_some() && draft.text[head.words_start..span.from()].chars().count() >= 2;
        if !office || !followed_by_title(draft, span.to()) {
            return None;
        }
    }
    let form = form(draft, &head, span, ending)?;
    let start = match form {
        OrganisationForm::Bare if head.body.is_none() => head.words_start.min(span.from()),
        _ => head.start,
    };
    let start = with_country(draft, start, ending.kind);
    let start = after_interruption(draft, start, span.from());
    // ：熊猫基地, （社区）防控办公室: a name begins with neither a mark nor a bracket.
    let start = match draft.after(start) {
        Some('（' | '(') => {
            let close = draft.text[start..span.from()].char_indices().find(|(_, c)| matches!(c, '）' | ')'));
            close.map_or(span.from(), |(at, c)| start + at + c.len_utf8())
        }
        Some(c @ ('：' | ':' | '，' | '、' | '·')) => (start + c.len_utf8()).min(span.from()),
        _ => start,
    };
    let whole = Span::new(start, span.to());
    // 北京某科技公司: a name withheld is none.
    if draft.text[..start].ends_with('某') || whole.of(draft.text).contains('某') {
        return None;
    }
    // 因该公司…: what is pointed at is named elsewhere. 著名乳腺外科专家: what is praised so is none.
    let words = &draft.text[start..span.from()];
    if words.contains('该') || ["著名", "知名"].iter().any(|praise| words.contains(praise)) {
        return None;
    }
    if is_told_of(draft, &head, span, ending.kind) {
        return None;
    }
    if head.place.is_none() && head.body.is_none() && head.level.is_none() && is_counted(draft, start) {
        return None;
    }
    let of_title = head.body.is_some()
        || span.of(draft.text) == "党组"
        || matches!(whole.of(draft.text), "原党组" | "原党委" | "原党工委");
    let of_office = head.body.is_some_and(|at| {
        use OrganisationKind::{Company, Government, Institution};
        matches!(draft.reading.organisations[at].kind, Company | Government | Institution)
    });
    if is_generic(draft, whole, span)
        || of_title && is_party_title(draft, span)
        || of_office && is_branch_title(draft, span)
    {
        return None;
    }
    Some(super::mention(Span::new(start, span.to()), ending.kind, head.place, form))
}

/// 某省第十四届 + 人民代表大会常务委员会: the session of elected members stands between them and their place.
fn behind_session(draft: &Draft<'_>, head: &mut Head, kind: OrganisationKind) {
    if !matches!(kind, OrganisationKind::Legislature | OrganisationKind::Consultative) || head.place.is_some() {
        return;
    }
    let end = before_ordinal(&draft.text[..head.start], '届').len();
    if let Some(at) = phrase::place_ending_at(draft, end).filter(|_| end < head.start) {
        head.place = Some(at);
        head.start = phrase::chain_start(draft, at);
    }
}

/// Whether what stands between the place and the ending is told of the body and names none: 某市发布人民法院…, 全区人大工作 +
/// 认同感人大. Between a place and its court, congress or conference stands no verb.
fn is_told_of(draft: &Draft<'_>, head: &Head, ending: Span, kind: OrganisationKind) -> bool {
    use OrganisationKind::{Consultative, Judiciary, Legislature};
    if !matches!(kind, Consultative | Judiciary | Legislature) || head.words_start >= ending.from() {
        return false;
    }
    let words = &draft.words[draft.words_to(head.words_start)..draft.words_before(ending.from())];
    let verb = words.iter().any(|word| word.tag == "v" && word.text.chars().count() > 1 && draft.is_known(*word));
    let noun = words.iter().any(|word| matches!(word.tag, "n" | "vn" | "an") && draft.is_known(*word));
    verb || kind != Judiciary && noun && !head.proper
}

/// 街道党工委 behind 新兴街道, whose name it takes part of: the ending without what belongs to the place.
fn behind_place(draft: &Draft<'_>, span: Span) -> Span {
    let places = &draft.reading.places;
    let first = places.partition_point(|place| place.span.end <= span.start);
    let place = places.get(first).filter(|place| place.span.start < span.start && place.span.end < span.end);
    place.map_or(span, |place| Span::new(place.span.to(), span.to()))
}

/// Whether the ending is a company's board, which belongs to the title behind it: 董事局主席, 监事会主任.
fn is_board(draft: &Draft<'_>, span: Span) -> bool {
    let head = &draft.text[..span.to()];
    ["董事局", "董事会", "监事会"].iter().any(|board| head.ends_with(board))
}

/// Whether what ends at byte `offset` is closed by a mark, a conjunction, a title or a verb of leading.
fn closes(draft: &Draft<'_>, offset: usize) -> bool {
    let rest = &draft.text[offset..];
    draft.after(offset).is_none_or(|c| !is_han(c))
        || ["和", "及", "与", "等", "牵头", "联合", "会同"].iter().any(|word| rest.starts_with(word))
        || followed_by_title(draft, offset)
}

/// What form of name it is; none if too little stands before the ending.
fn form(draft: &Draft<'_>, head: &Head, span: Span, ending: &Ending) -> Option<OrganisationForm> {
    use OrganisationKind as Kind;
    let strong = ending.weight == Weight::Strong;
    let length = ending.ending.chars().count();
    let modifier = &draft.text[head.words_start.min(span.from())..span.from()];
    if let Some(body) = head.body {
        // 党工委 + 组宣委员: an ending of one character wants a word before it.
        if length == 1 && modifier.is_empty() && ending.ending != "店" {
            return None;
        }
        // 市委党校, 市公安局交警支队; but 市委 + 领导小组 needs no more than the body.
        let full = draft.reading.organisations[body].form != OrganisationForm::Level;
        return Some(if full { OrganisationForm::Full } else { OrganisationForm::Level });
    }
    // 信贷管理司司长: the title says the office's noun again.
    if length == 1 && is_said_again(draft, span) && modifier.chars().count() >= 2 {
        return Some(OrganisationForm::Bare);
    }
    let needs_head = ending.ending.ends_with("部门") || length == 1;
    // 拒马河流域张坊站, 牛场坡村高寨组: a proper name before 站 or 组 is that of a place.
    if matches!(ending.ending.as_str(), "站" | "组") && head.place.is_some() && head.proper {
        return None;
    }
    if COINED.contains(&ending.ending.as_str()) && !(head.proper && head.characters >= 2) {
        return None;
    }
    if head.place.is_some() {
        // 溧阳法院: courts and procuratorates bear the bare name of their place.
        let deictic = head.place.is_some_and(|at| draft.reading.places[at].form == PlaceForm::Deictic);
        let court = ending.kind == Kind::Judiciary && head.characters == 0 && !deictic;
        // 武警鹤壁支队: the force stands before the place.
        let force = ["武警", "消防"].iter().any(|force| draft.text[..head.start].ends_with(force));
        let enough =
            strong || court || force || head.characters >= 2 || length >= 3 && ending.kind != Kind::Institution;
        return enough.then_some(OrganisationForm::Full);
    }
    if head.level.is_some() {
        return (strong || head.characters >= 2).then_some(OrganisationForm::Level);
    }
    if modifier.is_empty() && ending.ending == "政府" && beside_committee(draft, span) {
        return Some(OrganisationForm::Bare);
    }
    if needs_head {
        return None;
    }
    // 社区党委, 村委会: of the community, the village that the text named.
    let noun = LEVELS.iter().find(|noun| ending.ending.len() > noun.len() && ending.ending.starts_with(**noun));
    if modifier.is_empty()
        && noun.is_some_and(|noun| named_before(draft, noun, span.from()))
        && !draft.before(span.from()).is_some_and(|c| "各每个多全两些所".contains(c))
    {
        return Some(OrganisationForm::Bare);
    }
    if modifier.is_empty() {
        let alone = matches!(
            ending.kind,
            Kind::Party
                | Kind::Government
                | Kind::Discipline
                | Kind::Judiciary
                | Kind::Taskforce
                | Kind::Legislature
                | Kind::Consultative
        );
        // 县委常委、纪委书记; 文化站、关工委; 村党支部原书记、村委会原主任: named by the body or the post beside it.
        let beside = matches!(ending.kind, Kind::Discipline | Kind::Mass | Kind::Community)
            && draft.before(span.from()).is_some_and(|c| matches!(c, '、' | '，' | '和'))
            && (followed_by_title(draft, span.to()) || listed(draft, span));
        return (strong && (alone && length >= 3 || beside) && draft.is_word_boundary(span.from()))
            .then_some(OrganisationForm::Bare);
    }
    if strong && LEVELS.contains(&modifier) && named_before(draft, modifier, head.words_start) {
        return Some(OrganisationForm::Bare);
    }
    if draft.lexicon.is_common_qualifier(modifier) {
        return None;
    }
    // 世界工程组织联合会: a body of the world or the country needs no name of its own.
    if head.characters >= 4 && matches!(ending.kind, Kind::Mass | Kind::Other) {
        let cues = &draft.lexicon.cues;
        if cues.starts(Cue::WideName, modifier) || cues.ends(Cue::WideName, &draft.text[..head.start]) {
            return Some(OrganisationForm::Full);
        }
    }
    let named = head.proper && head.characters >= 2;
    match ending.kind {
        Kind::Company
        | Kind::Institution
        | Kind::Media
        | Kind::Volunteer
        | Kind::Mass
        | Kind::Other
        | Kind::Community => (named || strong && head.characters >= 4).then_some(OrganisationForm::Full),
        // 金银饰品法院 is none, 杏花岭法院 is one: courts bear the short name of a place.
        Kind::Judiciary if !strong => (named && head.characters <= 3).then_some(OrganisationForm::Full),
        _ if strong => Some(if named { OrganisationForm::Full } else { OrganisationForm::Bare }),
        _ => (named && head.characters >= 3).then_some(OrganisationForm::Full),
    }
}

/// Whether the title behind an office of one character begins with it: 司 + 司长, 处 + 副处长.
fn is_said_again(draft: &Draft<'_>, span: Span) -> bool {
    let rest = &draft.text[span.to()..];
    let rest = rest.strip_prefix('副').unwrap_or(rest);
    rest.strip_prefix(span.of(draft.text)).is_some_and(|rest| rest.starts_with('长'))
}

/// Where a name really begins that a dateline, 新一届 or a preposition runs into: 中国证券网讯迪马股份, 新一届泰国政府,
/// 从朝阳检察院.
fn after_interruption(draft: &Draft<'_>, start: usize, ending: usize) -> usize {
    let words = &draft.text[start..ending];
    let ends = draft.lexicon.cues.occurrences(Cue::Interruption, words);
    let behind = ends.map(|(at, end)| start + at + end.len()).max();
    // 甲与某集团, 甲任某公司董事长: a name that no dictionary knows and what follows it.
    let joined = words.char_indices().rev().find(|(at, c)| {
        let word = draft.word_at(start + at).map(|index| draft.words[index]);
        let unknown = |word: Word<'_>| word.text.chars().count() > 1 && !draft.is_known(word);
        matches!(c, '与' | '任' | '由' | '因') && word.is_some_and(|word| word.text == "由" || unknown(word))
    });
    let behind = behind.or_else(|| {
        let at = joined.map(|(at, c)| start + at + c.len_utf8())?;
        (draft.text[at..ending].chars().nth(1).is_some()).then_some(at)
    });
    let preposition = words.chars().next().filter(|c| matches!(c, '从' | '由' | '据' | '被' | '把'));
    let named = draft.reading.places.iter().any(|place| place.span.from() == start);
    behind.unwrap_or_else(|| start + preposition.filter(|_| !named).map_or(0, char::len_utf8))
}

/// Whether the ending is a member of a list of bodies: another ends right before the mark before it, or the list is one of
/// departments (教育、民政、妇联等部门).
fn listed(draft: &Draft<'_>, span: Span) -> bool {
    let rest = &draft.text[span.to()..];
    let list =
        rest.char_indices().take(16).find(|(_, c)| !is_han(*c) && *c != '、').map_or(rest, |(at, _)| &rest[..at]);
    if draft.lexicon.cues.stand_in(Cue::Departments, list) {
        return true;
    }
    let Some(mark) = draft.before(span.from()).filter(|c| matches!(c, '、' | '和')) else { return false };
    let end = span.from() - mark.len_utf8();
    draft.reading.organisations.iter().any(|body| body.span.to() == end)
}

/// Nouns of places that stand for the one named before: 社区党委, 街道社会工作服务中心.
const LEVELS: &[&str] = &["社区", "街道", "居民区", "村"];

/// Whether a place of that noun stands before byte `offset`.
fn named_before(draft: &Draft<'_>, noun: &str, offset: usize) -> bool {
    draft.reading.places.iter().any(|place| place.span.to() < offset && place.span.of(draft.text).ends_with(noun))
}

/// Drops words at the head's left that are no name by themselves: 全国, 有关, 多家, 责令.
fn trim(draft: &Draft<'_>, head: &mut Head, end: usize, kind: OrganisationKind) {
    if head.place.is_some() || head.body.is_some() || head.level.is_some() {
        return;
    }
    // 征用大别山区域医疗中心: a verb before a proper name governs it.
    let verb = draft.word_at(head.start).map(|at| (draft.words[at], draft.words.get(at + 1)));
    if let Some((verb, Some(next))) = verb
        && verb.tag == "v"
        && next.span.to() <= end
        && (next.tag.starts_with("nr") || matches!(next.tag, "ns" | "nz" | "nt"))
    {
        head.characters = head.characters.saturating_sub(verb.text.chars().count());
        head.start = verb.span.to();
        head.words_start = head.start;
    }
    while head.start < end {
        let Some(at) = draft.word_at(head.start) else { return };
        let word = draft.words[at];
        // 依法规范人民法院, 消除隐患居委会: bodies of the state and of communities bear no verb at their head.
        let told = matches!(
            kind,
            OrganisationKind::Judiciary
                | OrganisationKind::Community
                | OrganisationKind::Consultative
                | OrganisationKind::Legislature
        ) && matches!(word.tag, "v" | "d" | "p" | "c" | "ad")
            && draft.is_known(word);
        let dropped = told
            || draft.lexicon.is_common_qualifier(word.text)
            || draft.lexicon.cues.has(Cue::GoverningVerb, word.text);
        if word.span.to() >= end || !dropped {
            return;
        }
        head.characters = head.characters.saturating_sub(word.text.chars().count());
        head.start = word.span.to();
        head.words_start = head.start;
    }
}

/// 国家, 中国, 中央 before a name belong to it.
fn with_country(draft: &Draft<'_>, start: usize, kind: OrganisationKind) -> usize {
    let before = &draft.text[..start];
    let cues = &draft.lexicon.cues;
    let among = |words: &[&'static str]| words.iter().copied().find(|word| before.ends_with(word));
    let word = match kind {
        OrganisationKind::Company => cues.closing(Cue::CompanyHead, before),
        OrganisationKind::Party => among(&["中共", "中国共产党"]),
        OrganisationKind::Government | OrganisationKind::Institution => cues.closing(Cue::StateHead, before),
        OrganisationKind::Military => among(&["武警", "中国人民解放军", "解放军"]),
        OrganisationKind::Mass | OrganisationKind::Other => cues.closing(Cue::LeagueHead, before),
        _ => among(&["国际", "世界"]),
    };
    let start = word.map_or(start, |word| start - word.len());
    // 联通许昌分公司, 建行平顶山分行: the brand stands before the place.
    let brand = start.checked_sub(1).and_then(|last| draft.word_at(last)).map(|at| draft.words[at]);
    match brand.filter(|word| word.span.to() == start && kind == OrganisationKind::Company) {
        Some(word) if draft.lexicon.is_brand(word.text) => word.span.from(),
        _ => start,
    }
}

/// Whether the ending is no part of a longer word: 局面, 部门, 队伍, 组织, 会议, 所有; 财政局长 leaves the body its name,
/// 公安局 + 局长 has it already.
fn ends_here(draft: &Draft<'_>, span: Span) -> bool {
    let words = span.of(draft.text);
    let rest = &draft.text[span.to()..];
    // 南岸院区 + 党总支: no word goes on behind it.
    if words == "院区" {
        return true;
    }
    if rest.starts_with('长') {
        // 公安局 + 局长 has its name already.
        let last = words.chars().next_back().map_or(0, char::len_utf8);
        let named = |length: usize| draft.text[..span.from()].ends_with(&words[words.len() - length..]);
        return words.chars().count() > 1 && !named(words.len()) && !named(last);
    }
    if followed_by_title(draft, span.to()) {
        return true;
    }
    if span.of(draft.text).ends_with("中心") && ["城", "任务", "工作"].iter().any(|word| rest.starts_with(word))
    {
        return false;
    }
    // 惠泽园 + 小区, 文化广电 + 和旅游局: the name goes on.
    let cues = &draft.lexicon.cues;
    let residence = |sense: &Sense| match *sense {
        Sense::Site(row) => cues.has(Cue::Residence, &draft.lexicon.sites[row as usize].ending),
        _ => false,
    };
    let goes_on = |hit: Hit| hit.is_of(Lists::SITES) && draft.senses(hit).iter().any(residence);
    if draft.hits_at(span.to()).any(goes_on) && words.chars().count() <= 2
        || words.ends_with("广电") && cues.starts(Cue::CultureOffice, rest)
    {
        return false;
    }
    // 总工会所联系的企业: a particle that looks like an ending.
    let word = draft.word_at(span.from()).map(|at| draft.words[at]);
    if word.is_some_and(|word| word.span == span && word.tag.starts_with(['u', 'p', 'd', 'c'])) {
        return false;
    }
    draft.is_word_boundary(span.to())
        || ["主任", "书记", "党"].iter().any(|word| draft.text[span.to()..].starts_with(word))
}

/// 干部处 + 处长, 卫生监督所 + 副所长: a title begins here, whatever jieba makes of the two.
fn followed_by_title(draft: &Draft<'_>, offset: usize) -> bool {
    let rest = &draft.text[offset..];
    let after = ["原", "副"].iter().fold(rest, |rest, prefix| rest.strip_prefix(prefix).unwrap_or(rest));
    let start = offset + rest.len() - after.len();
    let is_title = |hit: Hit| hit.is_of(Lists::TITLES) && hit.span.of(draft.text).chars().count() > 1;
    draft.hits_at(start).any(is_title)
}

/// Whether an ending of one character is the end of an ordinary word: 大局, 带队, 查处, 落到实处.
fn inside_word(draft: &Draft<'_>, span: Span) -> bool {
    span.of(draft.text).chars().count() == 1
        && draft.word_at(span.from()).is_some_and(|at| {
            let word = draft.words[at];
            word.span.from() < span.from()
                && draft.lexicon.is_dictionary_word(word.text)
                && word.tag != "nt"
                // 带队教师: a verb is one before a title too; 党员干部职工: as is what people are called.
                && (word.tag.starts_with('v') || phrase::is_title(draft, word.span) || !followed_by_title(draft, span.to()))
        })
}

/// 1804个临时党支部: what is counted bears no name.
fn is_counted(draft: &Draft<'_>, start: usize) -> bool {
    draft.before(start).is_some_and(|c| "个支家所批类些".contains(c))
        && !["首家", "首个", "首支", "首所"].iter().any(|first| draft.text[..start].ends_with(first))
}

/// 镇党委、政府: the government of the committee's place.
fn beside_committee(draft: &Draft<'_>, span: Span) -> bool {
    let Some(mark) = draft.before(span.from()).filter(|c| matches!(c, '、' | '和' | '及')) else { return false };
    let end = span.from() - mark.len_utf8();
    draft.reading.organisations.iter().any(|body| body.span.to() == end && body.kind == OrganisationKind::Party)
}

/// 党组 of 市财政局党组书记 belongs to the title, not to the body.
pub fn is_party_title(draft: &Draft<'_>, span: Span) -> bool {
    let rest = &draft.text[span.to()..];
    let words = span.of(draft.text);
    words.len() > "党组".len() && words.ends_with("党组") && rest.starts_with(['书', '副', '成', '委'])
        || matches!(words, "党组" | "党委" | "党工委" | "原党组" | "原党委")
            && draft.lexicon.cues.starts(Cue::PartyTitle, rest)
}

/// 党支部 of 市医院党支部书记 likewise; but that of a village is a body that the village is led by.
fn is_branch_title(draft: &Draft<'_>, span: Span) -> bool {
    let rest = &draft.text[span.to()..];
    let rest = ["原", "副", "第一"].iter().fold(rest, |rest, prefix| rest.strip_prefix(prefix).unwrap_or(rest));
    matches!(span.of(draft.text), "党支部" | "党总支" | "党总支部" | "总支" | "原党支部")
        && ["书记", "委员"].iter().any(|title| rest.starts_with(title))
}

/// Whether the whole is a phrase without identity: 有关部门, 各级党组织.
fn is_generic(draft: &Draft<'_>, span: Span, ending: Span) -> bool {
    draft.hits_to(span.to()).any(|hit| {
        (hit.span.start <= span.start || hit.span.length() > ending.length())
            && draft.senses(hit).contains(&Sense::Generic)
    })
}
