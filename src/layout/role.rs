//! What each line is: a title, a byline, the start of an article, or running text.

use super::byline;
use super::line::{Line, Measure};
use crate::text::characters::{closes, ends_sentence, is_han};

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A headline, a subhead, a banner.
    Title,
    /// Names of reporters and nothing else.
    Byline,
    /// The first line of an article, by its mark: 本报讯, （上接第一版）, a dateline.
    Start,
    /// Running text that begins a sentence.
    Text,
    /// Running text that goes on with the sentence of the line before.
    On,
}

/// Tells what each line is, in order.
pub fn tell(lines: &[Line<'_>], measure: &Measure) -> Vec<Role> {
    let mut roles = Vec::with_capacity(lines.len());
    // Whether the text before stopped within a sentence.
    let mut open = false;
    for at in 0..lines.len() {
        let role = one(lines, measure, at, open, roles.last().copied());
        open = match role {
            Role::Title | Role::Byline => false,
            _ => !finished(lines[at].text),
        };
        roles.push(role);
    }
    roles
}

fn one(lines: &[Line<'_>], measure: &Measure, at: usize, open: bool, before: Option<Role>) -> Role {
    let line = &lines[at];
    if byline::starts_article(line.text) {
        return Role::Start;
    }
    if byline::is_byline(line.text) && !(open && line.length + 4 >= line.full && measure.wrapped) {
        return Role::Byline;
    }
    if open {
        return if breaks_in(lines, measure, at) { Role::Title } else { Role::On };
    }
    if is_title(lines, measure, at, before) { Role::Title } else { Role::Text }
}

/// Whether a line is a title though the sentence before it never ended: it is set apart and an article's mark follows.
fn breaks_in(lines: &[Line<'_>], measure: &Measure, at: usize) -> bool {
    let line = &lines[at];
    if !can_be_title(line.text) || line.blanks == 0 && !measure.blank_after_each {
        return false;
    }
    let title = |line: &Line<'_>| can_be_title(line.text) && (line.length + 2 < line.full || line.text.contains(' '));
    let next = lines[at + 1..].iter().take(3).find(|next| byline::starts_article(next.text) || !title(next));
    next.is_some_and(|next| byline::starts_article(next.text)) && title(line) && !line.text.contains(['，', ','])
}

/// Whether the words can be a title: no mark at the end that titles do not have, and Chinese.
fn can_be_title(text: &str) -> bool {
    let end = text.chars().next_back();
    let plain = !matches!(end, Some('。' | '，' | ',' | '、' | '；' | ';' | '：' | ':' | '…'))
        || matches!(end, Some('：' | ':')) && text.chars().count() <= 20;
    plain
        && text.chars().filter(|c| is_han(*c)).count() >= 2
        && !text.contains('。')
        && !text.starts_with(['，', '。', '、', '”', '）', '↑', '↓', '←', '→'])
        && !text.starts_with("图为")
}

fn is_title(lines: &[Line<'_>], measure: &Measure, at: usize, before: Option<Role>) -> bool {
    let line = &lines[at];
    if !can_be_title(line.text) || line.length > 90 {
        return false;
    }
    let next = lines.get(at + 1);
    let mark_next = next.is_none_or(|next| byline::starts_article(next.text) || byline::is_byline(next.text));
    if !measure.wrapped {
        // Paragraphs stand on one line each, so a line without an end is no paragraph, unless the column cut it.
        let short_next = next
            .is_some_and(|next| can_be_title(next.text) && next.length <= 40 && next.length * 2 < line.full.max(40));
        let cut = line.is_full() && line.length >= 30 && !line.text.contains(' ');
        let sentence = line.text.contains(['，', ',']) && !line.text.contains(' ') && line.length > 20;
        return at == 0
            || !ends_loudly(line.text) && (line.length <= 60 && !cut && !sentence || mark_next || short_next);
    }
    if measure.blank_after_each {
        // Blank lines say nothing, but what stands right before the next article's mark, and ends no sentence, is a title.
        let rest = &lines[at..];
        let stop = rest
            .iter()
            .position(|line| byline::starts_article(line.text) || byline::is_byline(line.text))
            .unwrap_or(rest.len());
        let marked = stop <= 4 && rest[..stop].iter().all(|line| can_be_title(line.text) && !line.text.contains('，'));
        return marked || (line.length + 4 <= line.full || line.length >= line.full + 5) && !line.text.contains('，');
    }
    if ends_loudly(line.text) && line.blanks == 0 && before == Some(Role::Text) {
        return false;
    }
    // A group of lines between blank lines in which none ends a sentence is a title with its byline.
    let begins = (0..=at)
        .rev()
        .find(|&i| i == 0 || lines[i].blanks > 0 || i < at && byline::starts_article(lines[i].text))
        .unwrap_or(at);
    let ends = (at + 1..lines.len())
        .find(|&i| lines[i].blanks > 0 || byline::starts_article(lines[i].text))
        .unwrap_or(lines.len());
    let group = &lines[begins..ends];
    let titles = group.iter().all(|line| can_be_title(line.text) || byline::is_byline(line.text));
    let marked = ends == lines.len()
        || byline::starts_article(lines[ends].text)
        || group.iter().any(|line| byline::is_byline(line.text));
    let below_title = group.len() == 1 && before == Some(Role::Title) && !line.text.contains(['，', '、']);
    if titles
        && group.len() <= 5
        && (marked || below_title || group.iter().all(|line| is_short(line) || has_phrases(line.text)))
    {
        return true;
    }
    // A subhead or a headline right above its text.
    is_short(line)
}

/// Whether the line is too short for its column even as the first of a paragraph, which is set two characters in.
fn is_short(line: &Line<'_>) -> bool {
    line.length + 5 <= line.full && line.length * 10 <= line.full * 7 && !line.text.contains(['，', '、'])
}

/// Whether blanks part phrases of three characters and more, as only headlines and banners have them.
fn has_phrases(text: &str) -> bool {
    let long =
        |phrase: &str| phrase.chars().filter(|c| is_han(*c)).count() >= 3 && !phrase.contains(['，', '、', '。']);
    text.split_whitespace().count() >= 2 && text.split_whitespace().all(long)
}

/// Whether the last sentence of the line is finished: ends in 。！？ or in marks that close behind them.
pub fn finished(text: &str) -> bool {
    let mut rest = text.trim_end().chars().rev().skip_while(|c| closes(*c) || *c == '"').peekable();
    match rest.peek() {
        Some(&c) if ends_sentence(c) => true,
        // A line of speech may end in …… before the closing mark.
        Some('…') => true,
        _ if byline::turns(text) => true,
        _ => byline::ends_with_photographer(text) || text.ends_with("文/图"),
    }
}

/// Whether it ends in ！ or ？, which titles have too.
fn ends_loudly(text: &str) -> bool {
    text.ends_with(['！', '？', '!', '?', '”', '）', ')'])
        && text.trim_end_matches(['”', '）', ')']).ends_with(['！', '？', '!', '?', '。'])
}
