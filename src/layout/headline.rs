//! Which headline belongs to which body, when it may stand before or behind it.

use super::segment::Stretch;

/// A body's headline and byline, as lines.
#[derive(Clone, Debug, Default)]
pub struct Head {
    /// The lines of the headline.
    pub lines: Vec<usize>,
    /// The lines of names.
    pub bylines: Vec<usize>,
}

/// Gives each stretch its head. Titles between two bodies go to the second, unless the first has none yet: then the first
/// group behind a body is its own, as on pages whose headlines were written after the text, and what is left goes on.
pub fn assign(stretches: &[Stretch]) -> Vec<Head> {
    let mut heads = vec![Head::default(); stretches.len()];
    for gap in 0..stretches.len() {
        let stretch = &stretches[gap];
        if stretch.titles.is_empty() && stretch.bylines.is_empty() {
            continue;
        }
        let last = gap + 1 == stretches.len();
        let groups = stretch.titles.len();
        // How many of the groups belong to the body before the gap.
        let wants = gap > 0 && heads[gap - 1].lines.is_empty() && !is_caption(&stretches[gap - 1]);
        let behind = match (wants, last) {
            (_, true) if gap > 0 => groups,
            (false, _) => 0,
            (true, _) if is_caption(stretch) => groups,
            (true, _) if groups <= 1 => usize::from(!takes_before(stretches, gap)) * groups,
            (true, _) => split(stretch),
        };
        if gap > 0 && behind > 0 {
            let lines: Vec<usize> = stretch.titles[..behind].concat();
            // Bodies that follow one another without any title share the one behind the last of them.
            let mut body = gap - 1;
            heads[body].lines.clone_from(&lines);
            while body > 0 && shares(stretches, &heads, body) {
                body -= 1;
                heads[body].lines.clone_from(&lines);
            }
        }
        heads[gap].lines = stretch.titles[behind..].concat();
        for &(line, before) in &stretch.bylines {
            let behind_body = gap > 0 && (last || before <= behind && behind > 0 || groups == 0);
            heads[if behind_body { gap - 1 } else { gap }].bylines.push(line);
        }
    }
    heads
}

/// Of several groups between two bodies, how many belong to the first: those up to the largest gap are not known, so the
/// last group is the second body's, with the kicker before it if there are three.
fn split(stretch: &Stretch) -> usize {
    let groups = stretch.titles.len();
    if stretch.bylines.iter().any(|&(_, before)| before == groups) {
        return groups;
    }
    match groups {
        3 => 2,
        n => n / 2,
    }
}

/// Whether the page sets headlines before their bodies here: the body before the gap is the first and had none to take, or
/// the bodies behind the gap would be left without.
fn takes_before(stretches: &[Stretch], gap: usize) -> bool {
    let next_has_own = stretches.get(gap + 1).is_some_and(|next| !next.titles.is_empty());
    let earlier = stretches[..gap].iter().skip(1).filter(|s| !s.titles.is_empty()).count();
    let first_before = stretches.first().is_some_and(|first| !first.titles.is_empty());
    first_before && !next_has_own && (earlier > 0 || stretches[gap].continued)
}

/// Whether the body before `body` is one of a series under one headline: both are marked, and nothing stands between.
fn shares(stretches: &[Stretch], heads: &[Head], body: usize) -> bool {
    stretches[body].titles.is_empty()
        && stretches[body].bylines.is_empty()
        && stretches[body].marked
        && !stretches[body].continued
        && stretches[body - 1].marked
        && !stretches[body - 1].continued
        && heads[body - 1].lines.is_empty()
}

fn is_caption(stretch: &Stretch) -> bool {
    stretch.closed && stretch.paragraphs.len() <= 2 && !stretch.marked
}
