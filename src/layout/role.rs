//! What each line is: a title, a byline, the start of an article, or running text.
//!
//! In a column, a line that ends no sentence is as long as the column is wide. So one that is shorter or longer, behind
//! a sentence that ended, is a title; one of just that width is a title only by what stands around it.

use super::line::{Line, Measure};
use super::{byline, credit, furniture};
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
    /// Masthead, page number, list of editors: no part of an article.
    Furniture,
}

/// Tells what each line is, in order.
pub fn tell(lines: &[Line<'_>], measure: &Measure) -> Vec<Role> {
    let mut roles = Vec::with_capacity(lines.len());
    // Whether the text before stopped within a sentence.
    let mut open = false;
    for at in 0..lines.len() {
        let below_text = matches!(roles.last(), Some(Role::Text | Role::On | Role::Start));
        let goes_on = below_text
            && (open && leaves_bracket(lines[at - 1].text)
                || byline::is_turn(lines[at].text)
                || byline::is_byline(lines[at].text) && byline::ends_with_photographer(lines[at].text));
        let role =
            if goes_on && !lines[at].tail { Role::On } else { one(lines, measure, at, open, roles.last().copied()) };
        open = match role {
            Role::Title | Role::Byline => false,
            Role::Furniture => open,
            _ => !ends(lines, at),
        };
        roles.push(role);
    }
    roles
}

fn one(lines: &[Line<'_>], measure: &Measure, at: usize, open: bool, before: Option<Role>) -> Role {
    let line = &lines[at];
    if line.tail {
        return if credit::of_tail(line.text).is_empty() { Role::Furniture } else { Role::Byline };
    }
    if starts(line, open) {
        return Role::Start;
    }
    if (!open || line.blanks > 0 || !measure.wrapped) && furniture::is_furniture(line.text) {
        return Role::Furniture;
    }
    if byline::is_byline(line.text) && !(open && line.length + 4 >= line.full && measure.wrapped) {
        return Role::Byline;
    }
    if open {
        return if breaks_in(lines, measure, at) { Role::Title } else { Role::On };
    }
    if is_title(lines, measure, at, before) { Role::Title } else { Role::Text }
}

/// Whether a bracket that the line opens is still open at its end.
fn leaves_bracket(text: &str) -> bool {
    text.rfind(['（', '(']).is_some_and(|at| !text[at..].contains(['）', ')']))
}

/// Whether the line begins an article by its mark.
fn starts(line: &Line<'_>, open: bool) -> bool {
    byline::starts_article(line.text) || !open && byline::starts_with_names(line.text)
}

/// Whether a title, not running text, must follow the lines before this one: a mark, a byline, or nothing.
fn ends_titles(line: &Line<'_>) -> bool {
    starts(line, false) || byline::is_byline(line.text) || furniture::is_furniture(line.text)
}

/// Whether a line is a title though the sentence before it never ended: it is set apart, and what follows is titles up
/// to an article's mark.
fn breaks_in(lines: &[Line<'_>], measure: &Measure, at: usize) -> bool {
    let line = &lines[at];
    if !can_be_title(line.text) || line.blanks == 0 && !measure.blank_after_each || line.is_full() && measure.wrapped {
        return false;
    }
    let title = |line: &Line<'_>| can_be_title(line.text) && (!line.is_full() || line.text.contains(' '));
    let next = lines[at + 1..].iter().take(4).find(|next| ends_titles(next) || !title(next));
    next.is_some_and(ends_titles) && title(line) && !line.text.contains(['，', ','])
}

/// Whether the words can be a title: no mark at the end that titles do not have, and Chinese.
fn can_be_title(text: &str) -> bool {
    let end = text.chars().next_back();
    // 8月3日，…: the first words of a report, not of a title.
    let report = byline::opens_report(text) && text.contains(['，', ',']);
    let plain = !matches!(end, Some('。' | '；' | ';' | '：' | ':' | '…'))
        || matches!(end, Some('：' | ':')) && text.chars().count() <= 20
        || text.ends_with("……") && !text.contains('“');
    plain
        && !report
        && text.chars().filter(|c| is_han(*c)).nth(1).is_some()
        && !text.contains('。')
        && !text.starts_with(['，', '。', '、', '”', '）', '↑', '↓', '←', '→', '▲', '▼', '△'])
        && !text.starts_with("图为")
}

fn is_title(lines: &[Line<'_>], measure: &Measure, at: usize, before: Option<Role>) -> bool {
    let line = &lines[at];
    if !can_be_title(line.text) || line.length > 90 {
        return false;
    }
    let next = lines.get(at + 1);
    let mark_next = next.is_none_or(ends_titles);
    let comma = line.text.ends_with(['，', ',', '、']);
    if !measure.wrapped {
        // Paragraphs stand on one line each, so a line without an end is no paragraph, unless the column cut it.
        let short_next = next
            .is_some_and(|next| can_be_title(next.text) && next.length <= 40 && next.length * 2 < line.full.max(40));
        let cut = line.is_full() && line.length >= 30 && !line.text.contains(' ');
        let sentence = line.text.contains(['，', ',']) && !line.text.contains(' ') && line.length > 20;
        let opens = next.is_some_and(|next| byline::opens_report(next.text));
        if breaks_off(line.text) && !mark_next && !short_next {
            return false;
        }
        let plain = line.length <= 60 && !cut && !comma && (opens || !sentence);
        return at == 0 || !comma && mark_next || !ends_loudly(line.text) && (plain || short_next);
    }
    let apart = !measure.blank_after_each && line.blanks > 0;
    let alone = apart && next.is_none_or(|next| next.blanks > 0);
    let odd = |line: &Line<'_>| is_short(line) || line.length >= line.full + 5 && !line.text.contains('，');
    let text_before = matches!(before, Some(Role::Text | Role::On | Role::Start));
    // 共同探讨，↵分享经验: a comma ends only a title's line that another follows.
    if comma && !next.is_some_and(|next| can_be_title(next.text) && odd(next) && !ends_loudly(next.text)) {
        return false;
    }
    if ends_loudly(line.text) {
        // A paragraph of one line may end so too.
        return mark_next || odd(line) && (alone || before == Some(Role::Title) || !text_before);
    }
    if is_short(line) || odd(line) && (alone || measure.blank_after_each || next.is_some_and(odd)) {
        return true;
    }
    // As wide as the column: titles on all sides, up to a mark or the end of its block, make it one of them.
    let rest = &lines[at..];
    let stop = (1..rest.len())
        .find(|&i| {
            ends_titles(&rest[i])
                || if measure.blank_after_each { byline::opens_report(rest[i].text) } else { rest[i].blanks > 0 }
        })
        .unwrap_or(rest.len());
    let block = &rest[..stop];
    let titles = block.len() <= 5 && block.iter().all(|line| can_be_title(line.text));
    let marked = rest.get(stop).is_none_or(ends_titles);
    let opens = rest.get(stop).is_some_and(|next| byline::opens_report(next.text))
        && (!measure.blank_after_each || block.iter().all(|line| line.length + 3 <= line.full));
    let commas: usize = block.iter().map(|line| line.text.matches(['，', '、']).count()).sum();
    // The first line of a paragraph may stand alone at the foot of its column, so one line needs a report behind it.
    let block_alone =
        apart && commas <= 1 && (2..=3).contains(&block.len()) && rest.get(stop).is_some_and(|next| next.blanks > 0);
    let first = at == 0 || apart || !text_before || measure.blank_after_each;
    titles
        && first
        && (marked
            || block.len() >= 2 && block[1..].iter().any(odd)
            || block_alone
            || alone && (opens || before == Some(Role::Title))
            || (at == 0 || measure.blank_after_each) && opens
            || has_phrases(line.text) && !measure.blank_after_each)
}

/// Whether the words break off within a phrase, as no title does: a quotation that nothing closes, a preposition or
/// conjunction at the end.
fn breaks_off(text: &str) -> bool {
    text.rfind('“').is_some_and(|at| !text[at..].contains('”'))
        || text
            .ends_with(['就', '和', '与', '在', '将', '并', '把', '被', '对', '从', '向', '及', '或', '是', '而', '的'])
}

/// Whether the line is too short for its column even as the first of a paragraph, which is set two characters in.
fn is_short(line: &Line<'_>) -> bool {
    line.length + 5 <= line.full && line.length * 10 <= line.full * 7
}

/// Whether blanks part phrases of three characters and more, as only headlines and banners have them.
fn has_phrases(text: &str) -> bool {
    let long =
        |phrase: &str| phrase.chars().filter(|c| is_han(*c)).count() >= 3 && !phrase.contains(['，', '、', '。']);
    text.split_whitespace().count() >= 2 && text.split_whitespace().all(long)
}

/// Whether a line ends a sentence or its article; a bracket of names may stand on two lines of the column.
pub fn ends(lines: &[Line<'_>], at: usize) -> bool {
    finished(lines[at].text) || signs(lines, at)
}

/// Whether a bracket of names that closes an article ends with this line.
pub fn signs(lines: &[Line<'_>], at: usize) -> bool {
    let text = lines[at].text;
    let broken = text.ends_with(['）', ')']) && at > 0 && leaves_bracket(lines[at - 1].text);
    byline::ends_with_names(text)
        || broken && byline::ends_with_names(&format!("{}{text}", lines[at - 1].text))
        || text.starts_with(['（', '(']) && byline::ends_with_names(&format!("。{text}"))
}

/// Whether the last sentence of the line is finished: ends in 。！？ or in marks that close behind them.
pub fn finished(text: &str) -> bool {
    let mut rest = text.trim_end().chars().rev().skip_while(|c| closes(*c) || *c == '"').peekable();
    match rest.peek() {
        Some(&c) if ends_sentence(c) => true,
        // A line of speech may end in …… before the closing mark.
        Some('…') => true,
        _ if byline::turns(text) => true,
        _ => byline::ends_with_photographer(text) || text.ends_with("文/图") || byline::ends_with_names(text),
    }
}

/// Whether it ends in ！ or ？, which titles have too.
fn ends_loudly(text: &str) -> bool {
    text.ends_with(['！', '？', '!', '?', '”', '）', ')'])
        && text.trim_end_matches(['”', '）', ')']).ends_with(['！', '？', '!', '?', '。'])
}
