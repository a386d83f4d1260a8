//! 市委, 省政府, 团县委, 区公安局: the short forms of bodies, with or without the place whose body it is; and the bodies of
//! the whole country, which need none.

use crate::extract::{Draft, phrase};
use crate::lexicon::{Cue, Lists, Sense};
use crate::model::OrganisationKind;
use crate::model::reading::{OrganisationForm, OrganisationMention};
use crate::text::Span;

/// Finds them; they may overlap.
pub fn find(draft: &Draft<'_>) -> Vec<OrganisationMention> {
    let mut found = Vec::new();
    for &hit in draft.hits.iter().filter(|hit| hit.is_of(Lists::BODIES)) {
        let medium = draft.senses(hit).iter().any(|sense| matches!(sense, Sense::Medium(_)));
        if medium && names_medium(draft, hit.span) {
            found.push(super::mention(hit.span, OrganisationKind::Media, None, OrganisationForm::Full));
            continue;
        }
        if draft.is_aside(hit.span.from()) {
            continue;
        }
        let body = draft.senses(hit).iter().find_map(|sense| match *sense {
            Sense::Body(row, mark) => Some((&draft.lexicon.bodies[row as usize], mark)),
            _ => None,
        });
        let Some((body, mark)) = body else { continue };
        if !ends_here(draft, hit.span) || super::full::is_party_title(draft, hit.span) {
            continue;
        }
        if mark == '国' {
            // 民盟 + 中央宣传部: the organs of the other parties.
            let party = draft.lexicon.cues.closing(Cue::DemocraticParty, &draft.text[..hit.span.from()]);
            let party = party.filter(|_| hit.span.of(draft.text).starts_with("中央")).map_or(0, str::len);
            if party > 0 || draft.is_word_boundary(hit.span.from()) {
                let span = Span::new(hit.span.from() - party, hit.span.to());
                found.push(super::mention(span, body.kind, None, OrganisationForm::Full));
            }
            continue;
        }
        if let Some((span, place)) = with_place(draft, hit.span, mark) {
            let (span, league) = with_party(draft, span);
            let kind = if league { OrganisationKind::Mass } else { body.kind };
            found.push(super::mention(span, kind, place, OrganisationForm::Full));
        } else if draft.is_word_boundary(hit.span.from())
            || behind_preposition(draft, hit.span.from())
            // 市委市政府: jieba takes the two for one word.
            || found.last().is_some_and(|body: &OrganisationMention| body.span.end == hit.span.start)
        {
            found.push(super::mention(with_party(draft, hit.span).0, body.kind, None, OrganisationForm::Level));
        }
    }
    found
}

/// 从市检察院传来消息: a preposition that jieba glues to the level behind it, as no word of its dictionary.
fn behind_preposition(draft: &Draft<'_>, offset: usize) -> bool {
    draft.before(offset).is_some_and(|c| "从由据向在到与和对经把被让给".contains(c))
        && draft.word_at(offset).is_some_and(|at| !draft.is_known(draft.words[at]))
}

/// Whether a medium of the list is meant, in prose or in a dateline: not in 向人民法院报告.
fn names_medium(draft: &Draft<'_>, span: Span) -> bool {
    // （青柠日报记者周敏）: the reporter's paper, where the dateline is another's.
    let before = draft.before(span.from()).is_some_and(|c| matches!(c, '（' | '('));
    let of_reporter = before && draft.text[span.to()..].starts_with("记者");
    let prose = of_reporter || !draft.is_aside(span.from()) || draft.is_dateline(span.from());
    prose && ends_here(draft, span) && !draft.after(span.to()).is_some_and(|c| matches!(c, '告' | '道'))
}

/// 中共潜江市委, 共青团番禺区委员会, 团郑州市委: the party or the league before a committee belongs to its name. The flag says
/// that it is the league's.
fn with_party(draft: &Draft<'_>, span: Span) -> (Span, bool) {
    let before = &draft.text[..span.from()];
    let committee = span.of(draft.text).ends_with('委');
    let end =
        if committee && draft.text[span.to()..].starts_with("员会") { span.to() + "员会".len() } else { span.to() };
    // 民建安徽省马鞍山市委会: the committees of the democratic parties.
    let cues = &draft.lexicon.cues;
    if let Some(party) = cues.closing(Cue::DemocraticParty, before).filter(|_| committee) {
        let end = if draft.text[span.to()..].starts_with('会') { span.to() + '会'.len_utf8() } else { end };
        return (Span::new(span.from() - party.len(), end), false);
    }
    let prefix = cues.closing(Cue::PartyHead, before);
    // 当选为团许昌市委兼职副书记: jieba glues the league to the word before it.
    let apart =
        |at: usize| draft.is_word_boundary(at) || draft.before(at).is_some_and(|c| "为任兼选是和及与".contains(c));
    let Some(prefix) = prefix.filter(|prefix| committee && (prefix.len() > 3 || apart(span.from() - prefix.len())))
    else {
        return (Span::new(span.from(), end), false);
    };
    (Span::new(span.from() - prefix.len(), end), prefix.ends_with('团'))
}

/// The short form with the place at its head: 禹州市 + 市委 share their 市, 郧西县 + 县委 stand side by side, and a name
/// that no gazetteer has (神木县委) is known by jieba.
fn with_place(draft: &Draft<'_>, hit: Span, mark: char) -> Option<(Span, Option<usize>)> {
    let mark_at = hit.of(draft.text).find(mark)?;
    // 街道 is a level of two characters.
    let level = if hit.of(draft.text)[mark_at..].starts_with("街道") { "街道".len() } else { mark.len_utf8() };
    let after_mark = hit.from() + mark_at + level;
    if mark_at == 0 {
        let shared =
            phrase::place_ending_at(draft, after_mark).filter(|&at| draft.reading.places[at].span.from() < hit.from());
        let beside = phrase::place_ending_at(draft, hit.from());
        if let Some(at) = shared.or(beside) {
            let deictic = draft.reading.places[at].form == crate::model::reading::PlaceForm::Deictic;
            if !deictic {
                return Some((Span::new(phrase::chain_start(draft, at), hit.to()), Some(at)));
            }
        }
        // 临县公安局: a name of two characters, of which jieba makes other words. But 县纪委和县妇联 are two.
        let division = |sense: &Sense| matches!(sense, Sense::Division(_));
        let short = draft
            .hits_to(after_mark)
            .find(|named| named.span.from() < hit.from() && draft.senses(*named).iter().any(division))
            .filter(|named| !phrase::joins_bodies(draft, named.span.from()))
            // 任 + 县委书记, 应 + 县委邀请: names of counties that are verbs need their city before them.
            .filter(|named| !matches!(named.span.of(draft.text), "任县" | "应县" | "和县" | "随县" | "通县"));
        if let Some(named) = short {
            return Some((Span::new(named.span.from(), hit.to()), None));
        }
        let word = draft.words[draft.word_at(hit.from().checked_sub(1)?)?];
        let name = word.tag == "ns" && word.span.to() >= hit.from() && word.span.from() < hit.from();
        let name = name && !phrase::joins_bodies(draft, word.span.from());
        return name.then(|| (Span::new(word.span.from(), hit.to()), None));
    }
    // 团许昌市委, 共青团郑州市委: the level stands inside the short form; such names are found by their endings.
    None
}

/// Whether the words end here: 市委托, 区委员, 市政府采购 and 省委员会 go on.
pub fn ends_here(draft: &Draft<'_>, span: Span) -> bool {
    let rest = &draft.text[span.to()..];
    if rest.starts_with("员会") {
        return true;
    }
    // 全国人大代表 is a post.
    if span.of(draft.text).ends_with("人大") && rest.starts_with("代表") && !rest.starts_with("代表团") {
        return false;
    }
    // 《中国共产党纪律处分条例》: a law is named after whom it binds.
    if draft.text[..span.from()].ends_with(['《', '〈'])
        && rest
            .char_indices()
            .nth(16)
            .map_or(rest, |(at, _)| &rest[..at])
            .find(['》', '〉'])
            .is_some_and(|at| draft.lexicon.cues.ends(Cue::LawEnd, &rest[..at + '》'.len_utf8()]))
    {
        return false;
    }
    !draft.lexicon.cues.starts(Cue::ShortFormGoesOn, rest) || rest.starts_with("委派") || rest.starts_with("任命")
}
