//! Media by what they do: 新华社成都5月9日电, 绵江晚报讯, 青柠新闻记者, 江城晚报/江城网.
//!
//! A medium's name ends in 报, 网, 新闻 and the like, which are ordinary words too; the word behind it (讯, a dateline's date,
//! 记者) tells it from these, and lets the name stand even in a dateline.

use std::sync::LazyLock;

use regex::Regex;

use crate::extract::Draft;
use crate::lexicon::{Cue, Sense};
use crate::model::OrganisationKind;
use crate::model::reading::{OrganisationForm, OrganisationMention};
use crate::text::{Span, pattern};

static NAMED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(concat!(
        r"([\p{Han}A-Za-z0-9+]{1,12}?",
        r"(?:日报|晚报|晨报|早报|时报|商报|都市报|[\p{Han}]报|新闻|[\p{Han}]网|社|电视台|广播电台|客户端|融媒))",
        r"(?:首席|见习|特约|特派|全媒体|融媒体|视频)*",
        r"(?:记者|讯|新媒体专电|[\p{Han}]{0,8}(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:电|讯|专电|新媒体专电|消息)|[/—-]\p{Han})",
    ))
});

/// Most characters from the beginning of a name to the end of the word behind it.
const REACH: usize = 48;

/// Whether a word behind a name can end with `c`.
fn closes_window(c: char) -> bool {
    matches!(c, '者' | '讯' | '电' | '息' | '/' | '—' | '-')
}

/// Whether a name, or a word between it and the one behind it (全媒体, 首席), can end so.
fn ends_name(before: &str) -> bool {
    before.ends_with(['报', '闻', '网', '社', '台', '端', '媒', '席', '习', '约', '派', '体', '频'])
}

/// The stretches that end where a word behind a name does: the pattern, tried at every character of the text, would cost
/// more than all other rules of bodies.
fn windows<'a>(draft: &Draft<'a>) -> impl Iterator<Item = (usize, &'a str)> {
    let text = draft.text;
    draft.characters.iter().filter(|(_, c)| closes_window(*c)).filter_map(move |&(at, c)| {
        let before = &text[..at];
        let mut end = at + c.len_utf8();
        let fits = match c {
            '者' => before.strip_suffix('记').is_some_and(ends_name),
            '息' => before.ends_with("日消"),
            '讯' => before.ends_with('日') || ends_name(before),
            '电' => before.ends_with(['日', '专']),
            _ => {
                end += text[end..].chars().next()?.len_utf8();
                ends_name(before)
            }
        };
        let start = before.char_indices().rev().take(if fits { REACH } else { 0 }).last()?.0;
        Some((start, &text[start..end]))
    })
}

/// Words beside which an account's name stands in quotation marks: 据“青柠之声”微信公众号消息, 官方微博“青柠发布”.
const ACCOUNTS: &[&str] = &["公众号", "视频号", "官方微博"];

/// The accounts through which bodies publish.
fn accounts(draft: &Draft<'_>) -> impl Iterator<Item = OrganisationMention> {
    /// Bytes of the longest name, in Chinese characters.
    const LONGEST: usize = 14 * 3;
    draft.characters.iter().filter(|(_, c)| matches!(c, '号' | '博')).filter_map(|&(at, c)| {
        let after = at + c.len_utf8();
        let before = ACCOUNTS.iter().find_map(|word| draft.text[..after].strip_suffix(word))?;
        let before = before.trim_end_matches(['官', '方', '微', '信']);
        let name = match before.strip_suffix('”') {
            Some(inner) => Span::new(inner.rfind('“')? + '“'.len_utf8(), inner.len()),
            None => {
                let rest = draft.text[after..].strip_prefix('“')?;
                let start = after + '“'.len_utf8();
                Span::new(start, start + rest.find('”')?)
            }
        };
        let fits = (2 * 3..=LONGEST).contains(&name.length()) && !draft.is_aside(name.from());
        fits.then(|| super::mention(name, OrganisationKind::Media, None, OrganisationForm::Full))
    })
}

/// Finds them.
pub fn find(draft: &Draft<'_>) -> Vec<OrganisationMention> {
    let Some(named) = NAMED.as_ref() else { return Vec::new() };
    let mut found: Vec<OrganisationMention> = accounts(draft).collect();
    for (offset, window) in windows(draft) {
        let Some(capture) = named.captures_iter(window).find(|c| c.get(0).is_some_and(|m| m.end() == window.len()))
        else {
            continue;
        };
        let (Some(whole), Some(name)) = (capture.get(0), capture.get(1)) else { continue };
        let name = Span::new(offset + name.start(), offset + name.end());
        let cues = &draft.lexicon.cues;
        let leads = cues.occurrences(Cue::MediumLead, name.of(draft.text));
        let cut = leads.map(|(at, word)| at + word.len()).max();
        // 主题活动中新网新疆新闻8月9日电: a headline that runs into the dateline ends where a medium of the list begins.
        let listed = draft.hits_to(name.to()).find(|&hit| {
            hit.span.from() >= name.from() && draft.senses(hit).iter().any(|sense| matches!(sense, Sense::Medium(_)))
        });
        // 四川在线记者甲, where 甲 wrote the report: a byline that runs into the body names no one whom the report is about.
        if signs(draft, name.to()) {
            continue;
        }
        if let Some(hit) = listed {
            if !draft.is_aside(hit.span.from()) || draft.is_dateline(hit.span.from()) {
                found.push(super::mention(hit.span, OrganisationKind::Media, None, OrganisationForm::Full));
            }
            continue;
        }
        let start = name.from() + cut.unwrap_or(0);
        let span = Span::new(start, name.to());
        let words = span.of(draft.text);
        let alone = start > name.from() || !draft.before(start).is_some_and(crate::text::characters::is_han);
        let long = words.chars().count() >= 3;
        let pointing = words.starts_with(['本', '我', '该', '某', '各', '多', '有', '名', '位', '等']);
        let news_agency = !words.ends_with('社') || words.ends_with("新社") || words.ends_with("华社");
        // 扬江晚报/扬江网: the mark joins two names only where the first is plainly one.
        let joined = whole.as_str().contains(['/', '—', '-']);
        let plain = !joined || cues.ends(Cue::Newspaper, words);
        if alone
            && long
            && !pointing
            && news_agency
            && plain
            && (!draft.is_aside(start) || draft.is_dateline(start))
            && draft.is_word_boundary(start)
            && !draft.after(span.to()).is_some_and(|c| "站页络告道".contains(c))
        {
            found.push(super::mention(span, OrganisationKind::Media, None, OrganisationForm::Full));
        }
    }
    found
}

/// Whether 记者 with the name of a reporter of the article follows byte `at`.
fn signs(draft: &Draft<'_>, at: usize) -> bool {
    let rest = draft.text.get(at..).unwrap_or("");
    let kinds = draft.lexicon.cues.words(Cue::ReporterKind).iter();
    let rest = kinds.fold(rest, |rest, word| rest.strip_prefix(word.as_str()).unwrap_or(rest));
    rest.strip_prefix("记者").is_some_and(|rest| {
        draft.article.reporters.iter().any(|reporter| rest.trim_start().starts_with(reporter.name.as_str()))
    })
}
