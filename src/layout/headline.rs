//! Which headline belongs to which body, when it may stand before or behind it.
//!
//! Between two bodies, the first groups of titles may belong to the body before and the rest to the body behind. The
//! page as a whole decides: the cheapest way to give every body its headline, where a page that sets its headlines in
//! one manner seldom changes to the other, and a byline belongs to a body that does not name its authors itself.

use super::segment::Stretch;

/// A body's headline and byline, as lines.
#[derive(Clone, Debug, Default)]
pub struct Head {
    /// The lines of the headline.
    pub lines: Vec<usize>,
    /// The lines of names.
    pub bylines: Vec<usize>,
}

/// What the ways to assign cost, in points.
mod cost {
    /// A body without a headline.
    pub const BARE: u32 = 20;
    /// One in a series of short reports, whose headline stands once.
    pub const SHARED: u32 = 8;
    /// A photograph with a headline, or without one.
    pub const CAPTION_HEADED: u32 = 6;
    /// Titles on both sides of a body.
    pub const BOTH_SIDES: u32 = 14;
    /// A second group of titles; more cost as the square of their number, so that two bodies share evenly.
    pub const FURTHER_GROUP: u32 = 2;
    /// The page changes from headlines before their bodies to headlines behind them, or back.
    pub const TURN: u32 = 9;
    /// Headlines behind their bodies, the rarer manner.
    pub const BEHIND: u32 = 2;
    /// A byline for a body that names its authors itself.
    pub const SECOND_BYLINE: u32 = 12;
    /// A line of names above a body, with the title between them.
    pub const NAMES_APART: u32 = 6;
}

/// How a gap is shared out: its first `behind` groups go to the body before it.
#[derive(Clone, Copy, Debug)]
struct Share {
    behind: usize,
    ahead: usize,
}

/// Gives each stretch its head.
pub fn assign(stretches: &[Stretch]) -> Vec<Head> {
    let shares = cheapest(stretches);
    let mut heads = vec![Head::default(); stretches.len()];
    for (gap, share) in shares.iter().enumerate() {
        let stretch = &stretches[gap];
        if gap > 0 && share.behind > 0 {
            let lines: Vec<usize> = stretch.titles[..share.behind].concat();
            heads[gap - 1].lines.extend(lines);
        }
        heads[gap].lines.extend(stretch.titles[share.behind..].concat());
        for &(line, before) in &stretch.bylines {
            let behind = names_behind(stretches, gap, *share, before);
            heads[if behind { gap - 1 } else { gap }].bylines.push(line);
        }
    }
    share_headlines(stretches, &mut heads);
    heads
}

/// Whether a line of names in a gap, with so many groups before it, belongs to the body before the gap.
fn names_behind(stretches: &[Stretch], gap: usize, share: Share, before: usize) -> bool {
    if gap == 0 || gap + 1 == stretches.len() {
        return gap > 0;
    }
    let groups = share.behind + share.ahead;
    if groups == 0 || before == 0 {
        return !stretches[gap - 1].credited || share.behind > 0;
    }
    before <= share.behind
}

/// Bodies that follow one another without any title share the one before the first of them or behind the last.
fn share_headlines(stretches: &[Stretch], heads: &mut [Head]) {
    for body in (1..stretches.len()).rev() {
        if continues_series(stretches, body) && heads[body - 1].lines.is_empty() && !heads[body].lines.is_empty() {
            heads[body - 1].lines = heads[body].lines.clone();
        }
    }
    for body in 1..stretches.len() {
        if continues_series(stretches, body) && heads[body].lines.is_empty() {
            heads[body].lines = heads[body - 1].lines.clone();
        }
    }
}

/// Whether a body is one of a series with the body before it: both are marked, and nothing stands between.
fn continues_series(stretches: &[Stretch], body: usize) -> bool {
    let of_series = |stretch: &Stretch| stretch.marked && !stretch.continued;
    stretches[body].titles.is_empty()
        && !stretches[body].boxed
        && stretches[body].bylines.is_empty()
        && of_series(&stretches[body])
        && of_series(&stretches[body - 1])
}

/// The cheapest way to share out the gaps, gap by gap.
fn cheapest(stretches: &[Stretch]) -> Vec<Share> {
    let last = stretches.len().saturating_sub(1);
    let options: Vec<Vec<Share>> = stretches
        .iter()
        .enumerate()
        .map(|(gap, stretch)| {
            let groups = stretch.titles.len();
            let range = match gap {
                0 => 0..=0,
                _ if gap == last => groups..=groups,
                _ => 0..=groups,
            };
            range.map(|behind| Share { behind, ahead: groups - behind }).collect()
        })
        .collect();
    // The least cost up to each option of the gap: in which manner the page was set last, and from which option.
    let mut ways: Vec<Vec<(u32, bool, usize)>> = Vec::with_capacity(options.len());
    for (gap, shares) in options.iter().enumerate() {
        let mut here = Vec::with_capacity(shares.len());
        for share in shares {
            let own = names_cost(stretches, gap, *share);
            if gap == 0 {
                here.push((own, false, 0));
                continue;
            }
            let mut best = (u32::MAX, false, 0);
            for (index, before) in options[gap - 1].iter().enumerate() {
                let (cost, behind, _) = ways[gap - 1][index];
                let manner = if share.behind > 0 { true } else { share.ahead == 0 && behind };
                let turned = if before.ahead > 0 { share.behind > 0 } else { behind && share.ahead > 0 };
                let turn = if turned && gap > 1 { cost::TURN } else { 0 };
                let body = body_cost(stretches, gap - 1, before.ahead, share.behind);
                let total = cost + own + turn + body;
                if total < best.0 {
                    best = (total, manner, index);
                }
            }
            here.push(best);
        }
        ways.push(here);
    }
    let mut at = 0;
    let mut chosen = Vec::with_capacity(options.len());
    for gap in (0..options.len()).rev() {
        if gap + 1 == options.len() {
            at = (0..ways[gap].len()).min_by_key(|&index| ways[gap][index].0).unwrap_or(0);
        }
        chosen.push(options[gap][at]);
        at = ways[gap][at].2;
    }
    chosen.reverse();
    chosen
}

/// What a body costs with so many groups of titles before and behind it.
fn body_cost(stretches: &[Stretch], body: usize, before: usize, behind: usize) -> u32 {
    let groups = before + behind;
    let further = u32::try_from(groups.saturating_sub(1).min(99).pow(2)).unwrap_or(0) * cost::FURTHER_GROUP;
    let both = if before > 0 && behind > 0 { cost::BOTH_SIDES } else { 0 };
    let behind_cost = if behind > 0 { cost::BEHIND } else { 0 };
    if is_caption(&stretches[body]) {
        return if groups == 0 { 0 } else { cost::CAPTION_HEADED + further + both };
    }
    if groups > 0 {
        return further + both + behind_cost;
    }
    let series = body > 0 && continues_series(stretches, body)
        || stretches.get(body + 1).is_some_and(|next| !next.paragraphs.is_empty())
            && continues_series(stretches, body + 1);
    if series { cost::SHARED } else { cost::BARE }
}

/// What the lines of names in a gap cost when it is shared out so.
fn names_cost(stretches: &[Stretch], gap: usize, share: Share) -> u32 {
    let mut total = 0;
    for &(_, before) in &stretches[gap].bylines {
        let behind = names_behind(stretches, gap, share, before);
        let body = if behind { gap - 1 } else { gap };
        let credited = stretches[body].credited && !is_caption(&stretches[body]);
        total += if credited { cost::SECOND_BYLINE } else { 0 };
        // 甲 乙, title, body: names stand next to their body, or behind the title that is behind it.
        let apart = !behind && before < stretches[gap].titles.len() && before == share.behind && share.ahead > 0;
        total += if apart { cost::NAMES_APART } else { 0 };
    }
    total
}

fn is_caption(stretch: &Stretch) -> bool {
    stretch.closed && stretch.paragraphs.len() <= 2 && !stretch.marked && stretch.photographed
}
