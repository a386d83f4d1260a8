//! Posts that a verb of office gives: 甲任某局局长, 他历任…, 任命甲为….

use std::sync::LazyLock;

use super::posts::{LIST, is_post, mention};
use super::title::Unit;
use crate::extract::{Draft, phrase};
use crate::lexicon::{Cue, lists::TitleSystem};
use crate::model::reading::{PersonMention, Sentence, TitleMention};
use crate::text::characters::is_han;
use crate::text::numbers::before_ordinal;
use crate::text::{Endings, Span};

/// What may stand between the verb and the first body.
static FILLERS: LazyLock<Endings<()>> =
    LazyLock::new(|| Endings::among(&["：", ":", "为", "了", "过", "中共", "原", "一名", "一位", "名", "位", "该"]));

/// The longest name of a body, in characters, that may stand unread between a verb and a title.
const LONGEST: usize = 24;

/// Adds the titles of each run that a verb of office governs to the person who holds them.
pub(super) fn attach(draft: &Draft<'_>, people: &mut [PersonMention], units: &[Unit]) {
    let mut at = 0;
    // Whose posts a verb gave last, and where they end: runs that follow behind ，or ； are governed too.
    let mut governed: Option<(usize, usize)> = None;
    // Whose curriculum vitae is told: it names him once, at its head.
    let mut told: Option<usize> = None;
    // The line of it that was read last: its holder and its sentence.
    let mut line: Option<(usize, usize)> = None;
    while at < units.len() {
        let run = at..units[at..].iter().position(|unit| unit.group != units[at].group).map_or(units.len(), |n| at + n);
        at = run.end;
        let (start, end) = (units[run.start].whole.from(), units[run.end - 1].span.to());
        // A run with a name right behind it is that person's.
        if people.binary_search_by_key(&end, |p| p.span.from()).is_ok() {
            governed = None;
            continue;
        }
        // 任命甲、乙为某局副局长: all of the list hold the post.
        let mut first = None;
        let (holder, unread) = match govern(draft, people, start) {
            Some(Governor::Person(holder, unread)) => {
                first = Some(head_of_list(draft, people, holder));
                (Some(holder), unread)
            }
            Some(Governor::Verb(verb, unread)) => {
                let sentence = draft.sentence_at(verb);
                // 2006年1月任…;2008年6月任…: the lines of a curriculum vitae follow one another.
                let next = || line.filter(|(_, last)| sentence <= last + 2 && is_dated(&draft.text[..verb]));
                let holder = holder(draft, people, verb).or_else(|| next().map(|(holder, _)| holder));
                // 接受甲、乙辞去某局副局长职务: likewise.
                let resigns = draft.text[verb..].starts_with("辞去");
                first = holder.filter(|_| resigns).map(|holder| head_of_list(draft, people, holder));
                line = holder.map(|holder| (holder, sentence));
                (holder, unread)
            }
            Some(Governor::Period(from, unread)) => {
                told = holder(draft, people, from).or(told);
                (told, unread)
            }
            None => {
                let follows = governed.and_then(|(holder, last)| Some((holder, follows(draft, last, start)?)));
                (follows.map(|(holder, _)| holder), follows.and_then(|(_, unread)| unread))
            }
        };
        governed = match holder {
            Some(holder) => Some((holder, end)),
            // One run whose body cannot be read does not end the list of those behind 曾任.
            None => governed
                .filter(|(_, last)| goes_on(draft, people, Span::new(*last, start)))
                .map(|(holder, _)| (holder, end)),
        };
        let Some(holder) = holder else { continue };
        let first = first.unwrap_or(holder);
        let known: Vec<Span> = people[holder].titles.iter().map(|title| title.span).collect();
        let mut new: Vec<TitleMention> =
            units[run].iter().filter(|unit| is_post(unit) && !known.contains(&unit.span)).map(mention).collect();
        if let (Some(words), Some(first)) = (unread, new.first_mut())
            && first.body.is_none()
        {
            first.body_words = Some(words);
        }
        for person in &mut people[first..=holder] {
            person.titles.extend(new.iter().cloned());
        }
    }
}

/// The first of the names that stand in one list up to the one at `last`.
fn head_of_list(draft: &Draft<'_>, people: &[PersonMention], last: usize) -> usize {
    let listed = |at: usize| {
        let gap = draft.text.get(people[at - 1].span.to()..people[at].span.from());
        gap.is_some_and(|gap| LIST.contains(&gap))
    };
    (1..=last).rev().find(|&at| !listed(at)).unwrap_or(0)
}

/// 甲和乙、丙和丁是两对夫妻档志愿者: what those of a list are, counted.
pub(super) fn attach_counted(draft: &Draft<'_>, people: &mut [PersonMention], units: &[Unit]) {
    /// The longest stretch between the verb and the title, in characters: the number, its measure, a word.
    const LONGEST: usize = 8;
    for unit in units.iter().filter(|unit| is_post(unit) && unit.system == TitleSystem::Lay) {
        let head = &draft.text[..unit.whole.from()];
        let Some(verb) = head.rfind("是").filter(|&verb| head[verb..].chars().count() <= LONGEST + 1) else {
            continue;
        };
        let number: Vec<char> = head[verb + "是".len()..].chars().take(2).collect();
        let counted = matches!(number[..], [number, measure] if "两三四五六七八九十几".contains(number) && "名位对个".contains(measure));
        let Some(last) = people.iter().position(|person| person.span.to() == verb).filter(|_| counted) else {
            continue;
        };
        let first = head_of_list(draft, people, last);
        for person in people[first..=last].iter_mut().filter(|person| person.titles.is_empty()) {
            person.titles.push(mention(unit));
        }
    }
}

/// What governs a run of titles, with the words of a body that stand unread between the two.
enum Governor {
    /// A verb of office, by its start.
    Verb(usize, Option<Span>),
    /// The period at the head of a line of a curriculum vitae, by its end.
    Period(usize, Option<Span>),
    /// 任命甲为…, 免去甲的….
    Person(usize, Option<Span>),
}

/// Whether a run at `start` goes on from one that ends at `last`, and the words of a body between.
fn follows(draft: &Draft<'_>, last: usize, start: usize) -> Option<Option<Span>> {
    let last = last + draft.text.get(last..start).map_or(0, remark);
    let gap = Span::new(last, start).of(draft.text);
    let mark = gap.chars().next().filter(|c| "，；,;、".contains(*c))?;
    let rest = Span::new(last + mark.len_utf8(), start);
    if rest.is_empty() { Some(None) } else { is_body(draft, rest).then_some(Some(rest)) }
}

/// Whether the words between two runs are no more than an item of one list: within a sentence, behind a mark, naming no one.
fn goes_on(draft: &Draft<'_>, people: &[PersonMention], gap: Span) -> bool {
    let text = gap.of(draft.text);
    let text = &text[remark(text)..];
    let named = people.partition_point(|person| person.span.to() <= gap.from());
    text.starts_with(['；', ';'])
        && !text.contains(['。', '！', '？'])
        && people.get(named).is_none_or(|person| person.span.from() >= gap.to())
}

/// The length of a short remark in brackets that begins the text: （兼）, （正处级）, （挂职任某局副局长）.
fn remark(text: &str) -> usize {
    const LONGEST: usize = 30;
    let bracket = text.chars().next().filter(|c| matches!(c, '（' | '('));
    let end = bracket.and_then(|_| text.find(['）', ')'])).filter(|&end| text[..end].chars().count() <= LONGEST);
    end.map_or(0, |end| end + text[end..].chars().next().map_or(0, char::len_utf8))
}

/// Whether the words could name a body: few, without a mark, a verb or a number.
fn is_body(draft: &Draft<'_>, words: Span) -> bool {
    let text = words.of(draft.text);
    let first = draft.words_before(words.from());
    text.chars().all(is_han)
        && text.chars().count() <= LONGEST
        && draft.words[first..].iter().take_while(|word| word.span.to() <= words.to()).all(|word| {
            !matches!(word.tag, "v" | "d" | "r" | "uj" | "ul" | "p")
                && (word.tag != "m" || is_number_of_unit(draft, word.span))
        })
}

/// Whether a number counts off units of a body, as 二 of 体训二大队, and not what there is of something.
fn is_number_of_unit(draft: &Draft<'_>, number: Span) -> bool {
    draft.lexicon.cues.starts(Cue::NumberedUnit, &draft.text[number.to()..])
}

/// What governs the run that begins at `start`.
fn govern(draft: &Draft<'_>, people: &[PersonMention], start: usize) -> Option<Governor> {
    let text = &draft.text[..start];
    let beside = governor(draft, people, start);
    if beside.is_some() {
        return beside.map(|(governor, _)| governor);
    }
    // The body between verb and title was not read: back to the verb, over words that could name one.
    let mut from = start;
    for c in text.chars().rev().take(LONGEST).take_while(|c| is_han(*c)) {
        from -= c.len_utf8();
        if !draft.is_word_boundary(from) {
            continue;
        }
        if let Some((governor, certain)) = governor(draft, people, from)
            && certain
        {
            let words = Span::new(from, start);
            return is_body(draft, words).then_some(match governor {
                Governor::Verb(verb, _) => Governor::Verb(verb, Some(words)),
                Governor::Period(period, _) => Governor::Period(period, Some(words)),
                Governor::Person(holder, _) => Governor::Person(holder, Some(words)),
            });
        }
    }
    None
}

/// What governs words that begin at `start`, and whether it is so clear a governor that an unread body may follow.
fn governor(draft: &Draft<'_>, people: &[PersonMention], start: usize) -> Option<(Governor, bool)> {
    let mut text = &draft.text[..start];
    let person = |end: usize| {
        let first = people.partition_point(|p| p.span.to() < end);
        people.get(first).filter(|p| p.span.to() == end).map(|_| first)
    };
    if ends_with_period(text) {
        return Some((Governor::Period(text.len(), None), true));
    }
    // 任命甲为某局局长，免去其某局副局长职务: of whoever was named before.
    if let Some(verb) = text.strip_suffix('其').filter(|verb| draft.lexicon.cues.ends(Cue::Removed, verb)) {
        return Some((Governor::Verb(verb.len(), None), true));
    }
    for _ in 0..4 {
        text = before_ordinal(text, '届');
        if let Some(rest) = text.strip_suffix("为").or_else(|| text.strip_suffix("的"))
            && let Some(at) = person(before_count(rest).len())
            && appoints(draft, people[at].span.from())
        {
            return Some((Governor::Person(at, None), true));
        }
        if let Some(verb) = draft.lexicon.cues.closing(Cue::OfficeVerb, text) {
            let from = text.len() - verb.len();
            // 任 and 是 also end other words: 责任, 主任, 信任; 但是, 于是.
            let single = verb.chars().nth(1).is_none();
            let after_time = draft.before(from).is_some_and(|c| "年月日后起初".contains(c) || c.is_ascii_digit());
            let clear = !single || verb == "任" && (after_time || person(from).is_some());
            if ends_with_period(&draft.text[..from]) {
                return Some((Governor::Period(from, None), true));
            }
            return (clear || draft.is_word_boundary(from)).then_some((Governor::Verb(from, None), clear));
        }
        text = match FILLERS.find(text) {
            Some((filler, ())) => &text[..text.len() - filler.len()],
            None => before_listed_place(draft, text)?,
        };
    }
    None
}

/// The text before what counts a list of people: 甲、乙 + 等7名同志.
fn before_count(text: &str) -> &str {
    let people = text.trim_end_matches("同志");
    let number = people.strip_suffix(['名', '位', '人']).unwrap_or(people);
    let list = number.trim_end_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    list.strip_suffix('等').unwrap_or(people)
}

/// The text before a place that shares a body with the place behind it: 历任 + 临湖乡、 + 石桥乡卫生院院长.
fn before_listed_place<'t>(draft: &Draft<'_>, text: &'t str) -> Option<&'t str> {
    let place = text.strip_suffix('、')?;
    let at = phrase::place_ending_at(draft, place.len())?;
    text.get(..phrase::chain_start(draft, at))
}

/// Whether the text ends with a line head of a curriculum vitae: 1998.11-2006.03, 2019.09—, 1998年7月至2001年3月，
fn ends_with_period(text: &str) -> bool {
    let text = text.trim_end_matches([' ', '　', '，', ',']);
    let mut start = text.len();
    let (mut digits, mut points, mut words, mut joint) = (0, 0, 0, false);
    for (at, c) in text.char_indices().rev().take(24) {
        match c {
            _ if c.is_ascii_digit() => digits += 1,
            '.' | '．' => points += 1,
            '年' | '月' | '今' => words += 1,
            '-' | '—' | '–' | '－' | '~' | '至' | '到' => joint = true,
            ' ' => {}
            _ => break,
        }
        start = at;
    }
    if words == 0 {
        return points >= 1 && digits >= 6 && !text.ends_with(['.', '．']);
    }
    // In prose a period stands within a clause: its line begins with it.
    let heads = text[..start].chars().next_back().is_none_or(|c| "，。；;：:、（(\n".contains(c));
    joint && digits >= 5 && heads && !text.ends_with(['年', '至', '到'])
}

/// Whether the text ends with a year or a month: 2006年1月 + 任.
fn is_dated(text: &str) -> bool {
    let date = text.trim_end_matches(['起', '，', ',']).strip_suffix(['年', '月']);
    date.is_some_and(|date| date.ends_with(|c: char| c.is_ascii_digit()))
}

/// Whether the clause before `at` appoints or removes someone.
fn appoints(draft: &Draft<'_>, at: usize) -> bool {
    let from = draft.sentence_of(at).map_or(0, |sentence| sentence.span.from().min(at));
    let listed = |before: &&Sentence| before.span.of(draft.text).ends_with(['；', ';']);
    let index = draft.sentence_at(at);
    let before = index.checked_sub(1).and_then(|before| draft.reading.sentences.get(before)).filter(listed);
    // 会议决定：接受甲辞去…；乙为代理市长: the verb governs the items of a list.
    let from = before.map_or(from, |before| before.span.from().min(from));
    draft.lexicon.cues.stand_in(Cue::Appointed, &draft.text[from..at])
}

/// Who holds the post: the nearest name before the verb, in its sentence or in one of the few before it.
fn holder(draft: &Draft<'_>, people: &[PersonMention], verb: usize) -> Option<usize> {
    const SENTENCES: usize = 4;
    // 2014年协助里皮训练，2015年任主教练: whom the holder helped or followed is another.
    let helped = |p: &PersonMention| {
        let start = p.titles.iter().map(|title| title.span.from()).fold(p.span.from(), usize::min);
        draft.lexicon.cues.ends(Cue::Helped, &draft.text[..start])
    };
    let last = people.partition_point(|p| p.span.to() <= verb);
    let last = people[..last].iter().rposition(|p| !helped(p))?;
    let named = draft.sentence_at(people[last].span.from());
    // 是 and 作为 also stand where no one takes a post: only close behind the name.
    let copula = ["是", "系", "作为"].iter().any(|word| draft.text[verb..].starts_with(word));
    let pronoun = draft.text[..verb].ends_with(['他', '她', '其']);
    if copula && !pronoun && verb - people[last].span.to() > 12 {
        return None;
    }
    (draft.sentence_at(verb) <= named + SENTENCES).then_some(last)
}
