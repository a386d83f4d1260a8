//! Weights from claims that people judged: a logistic regression with a prior on small weights, fitted by Newton's method.
//!
//! A feature has a weight only if claims of several pages have it, so that no page teaches its own words. Weights still
//! know the claims that taught them better than others; so each kind's are tempered by a line through what they say of
//! pages held back (J. Platt, *Probabilistic outputs for support vector machines*, 1999, section 2.1).

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::lexicon::weights::{ALL, HIGH_FROM, TOLD_FROM, Weights};
use crate::model::{Band, ClaimKind, Confidence};

/// A claim that was judged.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// The page's stem.
    pub page: String,
    /// Its kind.
    pub kind: ClaimKind,
    /// What is known of it.
    pub features: Vec<String>,
    /// Whether gold has it.
    pub right: bool,
}

/// What a feature says.
#[derive(Clone, Debug, PartialEq)]
pub struct Learnt {
    /// The kind of claim.
    pub kind: ClaimKind,
    /// The feature.
    pub feature: String,
    /// Its weight.
    pub weight: f64,
    /// How many claims have it.
    pub claims: usize,
    /// How many of these are right.
    pub right: usize,
}

/// Claims and pages that must have a feature.
const LEAST_CLAIMS: usize = 8;
const LEAST_PAGES: usize = 4;

/// How strongly weights are drawn to nothing.
const PRIOR: f64 = 3.0;

/// Claims it takes to show that a band holds: of fewer, chance picks some that do.
const PROOF: usize = 40;

/// The least odds, as a logarithm, at which an event is told (0.38): told less surely, events cost more in precision than
/// they give in recall, on every annotated set.
const EVENT_TOLD_FROM: f64 = -0.5;

/// Parts that the pages are dealt into; each is held back once.
const FOLDS: usize = 10;

/// Learns the weights of every kind.
pub fn learn(claims: &[&Judged]) -> Vec<Learnt> {
    let (said, right): (Vec<f64>, Vec<bool>) =
        (held_back(claims, untempered), claims.iter().map(|c| c.right).collect());
    let mut learnt = untempered(claims);
    for kind in ClaimKind::ALL {
        let of_kind = claims.iter().zip(&said).zip(&right).filter(|((claim, _), _)| claim.kind == *kind);
        let of_kind: Vec<(f64, bool)> = of_kind.map(|((_, said), right)| (*said, *right)).collect();
        let (scale, shift) = line(&of_kind);
        for row in learnt.iter_mut().filter(|row| row.kind == *kind) {
            row.weight = scale * row.weight + if row.feature == ALL { shift } else { 0.0 };
        }
        let odds = of_kind.iter().map(|(odds, right)| (scale * odds + shift, *right));
        learnt.extend(high_from(odds.collect()).map(|(weight, claims, right)| {
            let feature = HIGH_FROM.to_owned();
            Learnt { kind: *kind, feature, weight, claims, right }
        }));
        if *kind == ClaimKind::Event {
            let told = claims.iter().filter(|claim| claim.kind == *kind);
            learnt.push(Learnt {
                kind: *kind,
                feature: TOLD_FROM.to_owned(),
                weight: EVENT_TOLD_FROM,
                claims: told.clone().count(),
                right: told.filter(|claim| claim.right).count(),
            });
        }
    }
    learnt
}

fn untempered(claims: &[&Judged]) -> Vec<Learnt> {
    ClaimKind::ALL.iter().flat_map(|kind| learn_kind(*kind, claims)).collect()
}

/// The logarithm of the odds of each claim by what the pages of other parts teach.
fn held_back(claims: &[&Judged], learn: impl Fn(&[&Judged]) -> Vec<Learnt> + Sync) -> Vec<f64> {
    let pages: BTreeSet<&str> = claims.iter().map(|claim| claim.page.as_str()).collect();
    let part: BTreeMap<&str, usize> = pages.into_iter().enumerate().map(|(at, page)| (page, at % FOLDS)).collect();
    let by_part: Vec<Vec<(usize, f64)>> = (0..FOLDS)
        .into_par_iter()
        .map(|held| {
            let rest: Vec<&Judged> = claims.iter().copied().filter(|claim| part[claim.page.as_str()] != held).collect();
            let weights = weights(&learn(&rest));
            let back = claims.iter().enumerate().filter(|(_, claim)| part[claim.page.as_str()] == held);
            back.filter_map(|(at, claim)| Some((at, weights.odds(claim.kind, &claim.features)?))).collect()
        })
        .collect();
    let mut said = vec![0.0; claims.len()];
    for (at, odds) in by_part.into_iter().flatten() {
        said[at] = odds;
    }
    said
}

/// Scale and shift under which what was said is likeliest; never more sure than it was said.
fn line(said: &[(f64, bool)]) -> (f64, f64) {
    // Few claims draw no line.
    if said.len() < 2 * LEAST_CLAIMS {
        return (1.0, 0.0);
    }
    let (mut scale, mut shift) = (1.0f64, 0.0f64);
    for _ in 0..25 {
        let (mut slope, mut curve) = ([PRIOR * (1.0 - scale), 0.0], [PRIOR, 0.0, 1e-6]);
        for (odds, right) in said {
            let share = 1.0 / (1.0 + (-(scale * odds + shift)).exp());
            let (error, width) = (f64::from(u8::from(*right)) - share, share * (1.0 - share));
            slope[0] += error * odds;
            slope[1] += error;
            curve[0] += width * odds * odds;
            curve[1] += width * odds;
            curve[2] += width;
        }
        let area = curve[0] * curve[2] - curve[1] * curve[1];
        if area <= 1e-9 {
            break;
        }
        let steps = [slope[0] * curve[2] - slope[1] * curve[1], slope[1] * curve[0] - slope[0] * curve[1]];
        let steps = steps.map(|step| (step / area).clamp(-1.0, 1.0));
        scale += steps[0];
        shift += steps[1];
        if steps[0].abs().max(steps[1].abs()) < 1e-6 {
            break;
        }
    }
    (scale.clamp(0.0, 1.0), shift)
}

/// The weights as the lexicon has them.
pub fn weights(learnt: &[Learnt]) -> Weights {
    let mut weights = Weights::default();
    for kind in ClaimKind::ALL {
        let of_kind = learnt.iter().filter(|l| l.kind == *kind).map(|l| (l.feature.clone(), l.weight));
        weights.set(*kind, of_kind);
    }
    weights
}

/// The confidence that each claim would have if its page had not been there to learn from.
pub fn held_out(claims: &[Judged]) -> Vec<Confidence> {
    held_back(&claims.iter().collect::<Vec<_>>(), learn).into_iter().map(Confidence::of_odds).collect()
}

/// The odds above which [`Band::High`] is as good as its word on the pages held back, with the claims there and how many
/// are right; nothing where it is so from its own bound on.
fn high_from(mut said: Vec<(f64, bool)>) -> Option<(f64, usize, usize)> {
    said.retain(|(odds, _)| Confidence::of_odds(*odds).band() == Band::High);
    said.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut right = 0;
    let counts = said.iter().enumerate().map(|(at, (odds, is))| {
        right += usize::from(*is);
        (*odds, at + 1, right)
    });
    // As far down as it holds; a handful of claims proves nothing.
    let holds = counts.filter(|(_, claims, right)| *claims >= PROOF && right * 20 >= claims * 19).last();
    match holds {
        Some((_, claims, _)) if claims == said.len() => None,
        None if said.is_empty() => None,
        Some(holds) => Some(holds),
        None => Some((f64::INFINITY, 0, 0)),
    }
}

fn learn_kind(kind: ClaimKind, claims: &[&Judged]) -> Vec<Learnt> {
    let claims: Vec<&&Judged> = claims.iter().filter(|claim| claim.kind == kind).collect();
    if claims.is_empty() {
        return Vec::new();
    }
    let mut seen: BTreeMap<&str, (usize, usize, BTreeSet<&str>)> = BTreeMap::new();
    for claim in &claims {
        for feature in &claim.features {
            let entry = seen.entry(feature).or_default();
            entry.0 += 1;
            entry.1 += usize::from(claim.right);
            entry.2.insert(&claim.page);
        }
    }
    seen.retain(|_, (count, _, pages)| *count >= LEAST_CLAIMS && pages.len() >= LEAST_PAGES);
    let index: BTreeMap<&str, usize> = seen.keys().copied().zip(1..).collect();
    let rows: Vec<(Vec<usize>, f64)> = claims
        .iter()
        .map(|claim| {
            let known = claim.features.iter().filter_map(|feature| index.get(feature.as_str()).copied());
            ([0].into_iter().chain(known).collect(), f64::from(u8::from(claim.right)))
        })
        .collect();
    let weights = fit(&rows, index.len() + 1);
    let right = claims.iter().filter(|claim| claim.right).count();
    let all = Learnt { kind, feature: ALL.to_owned(), weight: weights[0], claims: claims.len(), right };
    let others = seen.into_iter().zip(&weights[1..]).map(|((feature, (count, right, _)), weight)| Learnt {
        kind,
        feature: feature.to_owned(),
        weight: *weight,
        claims: count,
        right,
    });
    [all].into_iter().chain(others).collect()
}

/// The weights under which the claims, each given by the features that it has, are likeliest; weight 0 belongs to all.
fn fit(rows: &[(Vec<usize>, f64)], size: usize) -> Vec<f64> {
    let mut weights = vec![0.0; size];
    for _ in 0..25 {
        let mut slope: Vec<f64> = weights.iter().map(|weight| -PRIOR * weight).collect();
        let mut curve = vec![vec![0.0; size]; size];
        for (at, row) in curve.iter_mut().enumerate() {
            row[at] = PRIOR;
        }
        // What all claims share is measured, not guessed.
        (slope[0], curve[0][0]) = (0.0, 1e-6);
        for (features, right) in rows {
            let odds: f64 = features.iter().map(|&at| weights[at]).sum();
            let share = 1.0 / (1.0 + (-odds).exp());
            for &i in features {
                slope[i] += right - share;
                for &j in features.iter().filter(|&&j| j <= i) {
                    curve[i][j] += share * (1.0 - share);
                }
            }
        }
        let step = solve(curve, slope);
        let longest = step.iter().fold(0.0f64, |longest, step| longest.max(step.abs()));
        // A full step from afar can overshoot.
        let scale = if longest > 3.0 { 3.0 / longest } else { 1.0 };
        weights.iter_mut().zip(&step).for_each(|(weight, step)| *weight += scale * step);
        if longest < 1e-6 {
            break;
        }
    }
    weights
}

/// Solves a symmetric positive system, given by its lower half, by Cholesky's method.
fn solve(mut lower: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for i in 0..size {
        for j in 0..=i {
            let dot: f64 = (0..j).map(|k| lower[i][k] * lower[j][k]).sum();
            let value = lower[i][j] - dot;
            lower[i][j] = if i == j { value.max(1e-12).sqrt() } else { value / lower[j][j] };
        }
    }
    for i in 0..size {
        let dot: f64 = (0..i).map(|k| lower[i][k] * right[k]).sum();
        right[i] = (right[i] - dot) / lower[i][i];
    }
    for i in (0..size).rev() {
        let dot: f64 = (i + 1..size).map(|k| lower[k][i] * right[k]).sum();
        right[i] = (right[i] - dot) / lower[i][i];
    }
    right
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claims() -> Vec<Judged> {
        // 9 of 10 right with one rule, 3 of 10 with the other, on ten pages.
        (0..400)
            .map(|n| {
                let good = n % 2 == 0;
                let (page, step) = ((n / 2 % 10).to_string(), n / 20);
                let right = if good { step % 10 != 0 } else { step % 10 < 3 };
                let features = vec![if good { "rule good" } else { "rule poor" }.to_owned(), format!("seen {n}")];
                Judged { page, kind: ClaimKind::Event, features, right }
            })
            .collect()
    }

    #[test]
    fn shares_are_learnt() {
        let claims = claims();
        let learnt = learn(&claims.iter().collect::<Vec<_>>());
        // Both rules, what all have, and from where on events are told.
        assert_eq!(learnt.len(), 4, "what one page alone has teaches nothing: {learnt:?}");
        let weights = weights(&learnt);
        let share = |rule: &str| weights.confidence(ClaimKind::Event, &[rule]).share();
        assert!((share("rule good") - 0.9).abs() < 0.02, "{}", share("rule good"));
        assert!((share("rule poor") - 0.3).abs() < 0.02, "{}", share("rule poor"));
    }

    #[test]
    fn a_page_does_not_teach_itself() {
        let mut claims = claims();
        claims.iter_mut().filter(|claim| claim.page == "3").for_each(|claim| claim.right = false);
        let held = held_out(&claims);
        let good = (0..).zip(&claims).filter(|(_, c)| c.page == "3" && c.features[0] == "rule good");
        for (at, _) in good {
            let share: Confidence = held[at];
            assert!((share.share() - 0.9).abs() < 0.03, "{share:?}");
        }
    }
}
