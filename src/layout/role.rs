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
            Role::Title | Role::Byline => open && role == Role::Byline && false,
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
    if byline::is_byline(line.text) && !(open && line.length + 4 >= measure.width && measure.wrapped) {
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
    let starts = |line: &Line<'_>| byline::starts_article(line.text);
    let next = lines[at + 1..]
        .iter()
        .take(3)
        .take_while(|next| starts(next) || can_be_title(next.text) && next.length + 2 < measure.width)
        .find(|next| starts(next));
    let short = !measure.wrapped || line.length + 4 < measure.width || line.text.contains(' ');
    next.is_some() && short
}

/// Whether the words can be a title: no mark at the end that titles do not have, and Chinese.
fn can_be_title(text: &str) -> bool {
    let end = text.chars().next_back();
    let plain = !matches!(end, Some('。' | '，' | ',' | '、' | '；' | ';' | '：' | ':' | '…'))
        || matches!(end, Some('：' | ':')) && text.chars().count() <= 20;
    plain
        && text.chars().filter(|c| is_han(*c)).count() >= 2
        && !text.contains('。')
        && !text.starts_with(['，', '。', '、', '”', '）'])
}

fn is_title(lines: &[Line<'_>], measure: &Measure, at: usize, before: Option<Role>) -> bool {
    let line = &lines[at];
    if !can_be_title(line.text) || line.length > 70 {
        return false;
    }
    let next = lines.get(at + 1);
    if !measure.wrapped {
        // Paragraphs stand on one line each, so a line without an end is no paragraph, unless the column cut it.
        let first = at == 0;
        return first || !ends_loudly(line.text) && line.length <= 60;
    }
    if ends_loudly(line.text) && line.blanks == 0 && before == Some(Role::Text) {
        return false;
    }
    if line.length + 4 <= measure.width || line.length >= measure.width + 5 {
        return true;
    }
    // As long as a line of the column: a title only if it stands alone between blank lines, or with another title.
    let apart = |line: Option<&Line<'_>>| line.is_none_or(|line| line.blanks > 0 || byline::starts_article(line.text));
    let alone = !measure.blank_after_each && (line.blanks > 0 || before == Some(Role::Title)) && apart(next);
    let pair = !measure.blank_after_each
        && (line.blanks > 0 || before == Some(Role::Title))
        && next.is_some_and(|next| next.blanks == 0 && can_be_title(next.text) && next.length + 4 <= measure.width)
        && apart(lines.get(at + 2));
    (alone || pair) && !line.text.contains('，')
}

/// Whether the last sentence of the line is finished: ends in 。！？ or in marks that close behind them.
pub fn finished(text: &str) -> bool {
    let mut rest = text.trim_end().chars().rev().skip_while(|c| closes(*c) || *c == '"').peekable();
    match rest.peek() {
        Some(&c) if ends_sentence(c) => true,
        // A line of speech may end in …… before the closing mark.
        Some('…') => true,
        _ => byline::ends_with_photographer(text) || text.ends_with("文/图"),
    }
}

/// Whether it ends in ！ or ？, which titles have too.
fn ends_loudly(text: &str) -> bool {
    text.ends_with(['！', '？', '!', '?', '”', '）', ')'])
        && text.trim_end_matches(['”', '）', ')']).ends_with(['！', '？', '!', '?', '。'])
}
