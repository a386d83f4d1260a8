//! The stretches of a page: running text of one article each, and the titles and bylines that stand between.

use super::byline;
use super::line::{Line, Measure, NOTICES};
use super::repair;
use super::role::{Role, ends, finished, signs};

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
    /// Whether it names its authors itself, in its first line or behind its last.
    pub credited: bool,
    /// Whether it ends by a photographer's name.
    pub photographed: bool,
    /// Whether it begins right below another line on a page with blank lines between all others: a box of its own.
    pub boxed: bool,
    /// Lines of a banner over the page or the column, which is no headline.
    pub banners: Vec<usize>,
}

/// Cuts the lines. The last stretch has no paragraphs: it holds the titles behind the last article.
pub fn cut(lines: &[Line<'_>], roles: &[Role], measure: &Measure) -> Vec<Stretch> {
    let mut stretches = Vec::new();
    let subheads = series(lines, roles);
    let mut now = Stretch::default();
    let mut at = 0;
    while at < lines.len() {
        match roles[at] {
            Role::Furniture => at += 1,
            Role::Title | Role::Byline => {
                let end = run_end(lines, roles, at);
                if !now.paragraphs.is_empty() && !parts(lines, roles, measure, &now, (at, end), &subheads) {
                    // A subhead: the article goes on behind it, and the subhead is a paragraph of its own.
                    now.paragraphs.extend((at..end).filter(|&i| roles[i] != Role::Furniture).map(|title| vec![title]));
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
                    now.boxed = measure.blank_after_each && lines[at].blanks == 0;
                }
                let end = paragraph_end(lines, roles, measure, at);
                now.paragraphs.push((at..end).collect());
                now.closed = byline::ends_with_photographer(lines[end - 1].text)
                    || byline::closes_article(lines[end - 1].text)
                    || signs(lines, end - 1);
                now.photographed = byline::ends_with_photographer(lines[end - 1].text);
                let caption = now.photographed.then(|| caption_begins(lines, measure, &now.paragraphs)).flatten();
                if let Some(caption) = caption {
                    let paragraphs = now.paragraphs.split_off(caption);
                    let closed = now.closed;
                    now.photographed = false;
                    stretches.push(std::mem::take(&mut now));
                    now = Stretch { paragraphs, closed, photographed: true, ..Stretch::default() };
                }
                now.credited |= now.closed || names_authors(lines, at, end);
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

/// Where the caption begins that ends by a photographer's name, if other text stands before it: the last paragraph, set
/// apart from a finished one and short, as captions are.
fn caption_begins(lines: &[Line<'_>], measure: &Measure, paragraphs: &[Vec<usize>]) -> Option<usize> {
    let last = paragraphs.len().checked_sub(1).filter(|last| *last > 0)?;
    let sign_alone = byline::is_byline(lines[*paragraphs[last].first()?].text);
    let last = if sign_alone { last.checked_sub(1).filter(|last| *last > 0)? } else { last };
    let first = &lines[*paragraphs[last].first()?];
    let before = &lines[*paragraphs[last - 1].last()?];
    let length: usize = paragraphs[last].iter().map(|&at| lines[at].length).sum();
    let opens = byline::opens_report(first.text) || first.text.starts_with("图为");
    let apart = !measure.blank_after_each && measure.blanks == 0 && first.blanks > 0 || first.blanks > measure.blanks;
    (length <= 160 && finished(before.text) && (opens || apart)).then_some(last)
}

/// Whether the first words of a paragraph name its authors: 本报讯（记者 甲）.
fn names_authors(lines: &[Line<'_>], at: usize, end: usize) -> bool {
    let head: String = lines[at..end.min(at + 2)].iter().map(|line| line.text).collect();
    let near = head.char_indices().nth(30).map_or(head.len(), |(at, _)| at);
    byline::starts_article(&head) && ["记者", "通讯员", "记 者"].iter().any(|word| head[..near].contains(word))
}

/// One past the last title or byline of the run that begins at line `at`; what is no part of an article is passed over.
fn run_end(lines: &[Line<'_>], roles: &[Role], at: usize) -> usize {
    (at..lines.len())
        .find(|&i| !matches!(roles[i], Role::Title | Role::Byline | Role::Furniture))
        .unwrap_or(lines.len())
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
        let closed = byline::ends_with_photographer(last.text) || byline::closes_article(last.text);
        if !goes_on && !full || closed || signs(lines, end - 1) {
            break;
        }
        end += 1;
    }
    end
}

/// How many titles of one line, set in like manner and no longer than subheads are, stand between running text: two
/// phrases of four are like two phrases of four. Three of a kind are the subheads of one article.
fn series(lines: &[Line<'_>], roles: &[Role]) -> Vec<(usize, usize)> {
    let mut shapes = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        if roles[at] != Role::Title {
            at += 1;
            continue;
        }
        let end = run_end(lines, roles, at);
        let behind_text = at > 0 && matches!(roles[at - 1], Role::Text | Role::On | Role::Start);
        if end == at + 1 && behind_text && roles.get(end) == Some(&Role::Text) {
            shapes.push(shape(&lines[at]));
        }
        at = end;
    }
    shapes
}

/// The length of a title and the number of its phrases.
fn shape(line: &Line<'_>) -> (usize, usize) {
    (line.length, line.text.split_whitespace().count())
}

/// Whether the titles and bylines of a run part two articles, or are a subhead of the one that runs: a subhead is one
/// short line of several in like manner, a headline is long or of several lines, and what follows it reads like the
/// first words of a report.
fn parts(
    lines: &[Line<'_>],
    roles: &[Role],
    measure: &Measure,
    now: &Stretch,
    (at, end): (usize, usize),
    subheads: &[(usize, usize)],
) -> bool {
    let next_starts = end == lines.len() || roles[end] == Role::Start;
    let byline = (at..end).any(|i| roles[i] == Role::Byline);
    let titles: Vec<usize> = (at..end).filter(|&i| roles[i] == Role::Title).collect();
    let length: usize = titles.iter().map(|&i| lines[i].length).sum();
    let unfinished = now.paragraphs.last().and_then(|p| p.last()).is_some_and(|&i| !ends(lines, i));
    let notice = titles.iter().any(|&i| NOTICES.contains(&lines[i].text));
    // Behind a headline alone between blank lines the column may be of another width, as a subhead's never is.
    let above = now.paragraphs.last().and_then(|p| p.first()).map_or(0, |&i| lines[i].full);
    let other_column =
        measure.wrapped && !measure.blank_after_each && end < lines.len() && above.abs_diff(lines[end].full) >= 3;
    let apart = lines[at].blanks > 0 && lines.get(end).is_some_and(|line| line.blanks > 0);
    if next_starts || notice || byline || now.closed || unfinished || apart && other_column {
        return true;
    }
    let far = (at..=end).any(|i| lines[i].blanks >= measure.blanks + 2);
    let alike = |(length, phrases): (usize, usize)| {
        let of = shape(&lines[at]);
        phrases == of.1 && (length == of.0 || phrases == 1 && length.abs_diff(of.0) <= 2)
    };
    let near = |(length, _): (usize, usize)| length.abs_diff(lines[at].length) <= 5;
    let repeated = titles.len() == 1
        && (subheads.iter().filter(|other| alike(**other)).count() >= 3
            || subheads.iter().filter(|other| near(**other)).count() >= 5);
    let mut weight = match length {
        24.. => 3,
        16.. => 2,
        13.. => 1,
        0..=7 => -1,
        _ => 0,
    };
    weight += if titles.len() >= 2 { 1 } else { 0 };
    weight += if byline::opens_report(lines[end].text) { 2 } else { 0 };
    weight += if far { 2 } else { 0 };
    weight -= if repeated && !far { 2 } else { 0 };
    weight >= 2
}

/// Groups the titles in `at..end`: lines without a blank line between them belong together, and where blank lines say
/// nothing, all do.
fn gather(lines: &[Line<'_>], roles: &[Role], measure: &Measure, into: &mut Stretch, at: usize, end: usize) {
    for index in at..end {
        if roles[index] == Role::Furniture {
            continue;
        }
        if roles[index] == Role::Byline {
            into.bylines.push((index, into.titles.len()));
            continue;
        }
        let first = index == 0 && lines.get(1).is_some_and(|next| next.blanks > 0);
        if is_banner(lines[index].text, first) && (index + 1..end).any(|i| roles[i] == Role::Title) {
            into.banners.push(index);
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

/// Whether a title is a banner: its phrases are printed twice for their shadow (安全生产安全生产), or it opens the page with
/// two phrases of like length.
fn is_banner(text: &str, first: bool) -> bool {
    let phrases: Vec<usize> = text.split_whitespace().map(|phrase| phrase.chars().count()).collect();
    let pair = phrases.len() == 2 && phrases.iter().all(|length| (4..=7).contains(length));
    first && pair || text.split_whitespace().all(|phrase| repair::undoubled(phrase).is_some())
}
