//! The stretches of a page: running text of one article each, and the titles and bylines that stand between.

use super::byline;
use super::line::{Line, Measure, NOTICES};
use super::role::{Role, finished};

/// A stretch of running text with what stands before and behind it, up to its neighbours.
#[derive(Clone, Debug, Default)]
pub struct Stretch {
    /// Its paragraphs, each the lines that make it, as indices.
    pub paragraphs: Vec<Vec<usize>>,
    /// Groups of title lines between the stretch before and this one.
    pub titles: Vec<Vec<usize>>,
    /// Lines of names between the stretch before and this one, each with the number of title groups before it.
    pub bylines: Vec<(usize, usize)>,
    /// Whether a mark (本报讯, a dateline) begins it.
    pub marked: bool,
    /// Whether （上接第一版） begins it.
    pub continued: bool,
    /// Whether it ends by a photographer's name or by a byline of its own.
    pub closed: bool,
}

/// Cuts the lines. The last stretch has no paragraphs: it holds the titles behind the last article.
pub fn cut(lines: &[Line<'_>], roles: &[Role], measure: &Measure) -> Vec<Stretch> {
    let mut stretches = Vec::new();
    let mut now = Stretch::default();
    let mut at = 0;
    while at < lines.len() {
        match roles[at] {
            Role::Title | Role::Byline => {
                let end =
                    (at..lines.len()).find(|&i| !matches!(roles[i], Role::Title | Role::Byline)).unwrap_or(lines.len());
                if !now.paragraphs.is_empty() && !parts(lines, roles, measure, &now, at, end) {
                    // A subhead: the article goes on behind it, and the subhead is a paragraph of its own.
                    for title in at..end {
                        now.paragraphs.push(vec![title]);
                    }
                } else {
                    if !now.paragraphs.is_empty() {
                        stretches.push(std::mem::take(&mut now));
                    }
                    gather(lines, roles, measure, &mut now, at, end);
                }
                at = end;
            }
            role => {
                // ↑ and ↓ point at further photographs under the same name.
                let arrows = lines[at..].iter().take(2).any(|line| line.text.starts_with(['↑', '↓', '←', '→']));
                let ended = now.closed && !arrows;
                let caption =
                    !measure.wrapped && lines[at].blanks >= 2 && byline::ends_with_photographer(lines[at].text);
                if (role == Role::Start || ended || caption) && !now.paragraphs.is_empty() {
                    stretches.push(std::mem::take(&mut now));
                }
                if now.paragraphs.is_empty() {
                    now.marked = role == Role::Start;
                    now.continued = byline::is_continuation(lines[at].text);
                }
                let end = paragraph_end(lines, roles, measure, at);
                now.paragraphs.push((at..end).collect());
                now.closed =
                    byline::ends_with_photographer(lines[end - 1].text) || byline::closes_article(lines[end - 1].text);
                at = end;
            }
        }
    }
    if !now.paragraphs.is_empty() {
        stretches.push(std::mem::take(&mut now));
    }
    stretches.push(now);
    stretches
}

/// One past the last line of the paragraph that begins at line `at`: lines go on until a sentence ends short of the
/// column, or before a blank line; in prose of one line a paragraph, until a sentence ends.
fn paragraph_end(lines: &[Line<'_>], roles: &[Role], measure: &Measure, at: usize) -> usize {
    let mut end = at + 1;
    while end < lines.len() && matches!(roles[end], Role::On | Role::Text) {
        let last = &lines[end - 1];
        let goes_on = roles[end] == Role::On;
        let full =
            measure.wrapped && last.length + 2 >= last.full && (measure.blank_after_each || lines[end].blanks == 0);
        if !goes_on && !full || byline::ends_with_photographer(last.text) || byline::closes_article(last.text) {
            break;
        }
        end += 1;
    }
    end
}

/// Whether the titles and bylines in `at..end` part two articles, or are a subhead of the one that runs.
fn parts(lines: &[Line<'_>], roles: &[Role], measure: &Measure, now: &Stretch, at: usize, end: usize) -> bool {
    let next_starts = end == lines.len() || roles[end] == Role::Start;
    let byline = (at..end).any(|i| roles[i] == Role::Byline);
    let titles: Vec<usize> = (at..end).filter(|&i| roles[i] == Role::Title).collect();
    let length: usize = titles.iter().map(|&i| lines[i].length).sum();
    let unfinished = now.paragraphs.last().and_then(|p| p.last()).is_some_and(|&i| !finished(lines[i].text));
    let notice = titles.iter().any(|&i| NOTICES.contains(&lines[i].text));
    // Behind a headline alone between blank lines the column may be of another width, as a subhead's never is.
    let above = now.paragraphs.last().and_then(|p| p.first()).map_or(0, |&i| lines[i].full);
    let other_column =
        measure.wrapped && !measure.blank_after_each && end < lines.len() && above.abs_diff(lines[end].full) >= 3;
    let apart = lines[at].blanks > 0 && lines.get(end).is_some_and(|line| line.blanks > 0);
    next_starts
        || apart && other_column
        || notice
        || byline
        || now.closed
        || titles.len() >= 2 && length >= 12
        || length > 24
        || unfinished
}

/// Groups the titles in `at..end`: lines without a blank line between them belong together, and where blank lines say
/// nothing, all do.
fn gather(lines: &[Line<'_>], roles: &[Role], measure: &Measure, into: &mut Stretch, at: usize, end: usize) {
    for index in at..end {
        if roles[index] == Role::Byline {
            into.bylines.push((index, into.titles.len()));
            continue;
        }
        let joins = index > at
            && roles[index - 1] == Role::Title
            && (lines[index].blanks == 0
                || measure.blank_after_each
                || lines[index - 1].text.ends_with(['：', ':', '—']));
        match into.titles.last_mut().filter(|_| joins) {
            Some(group) => group.push(index),
            None => into.titles.push(vec![index]),
        }
    }
}
