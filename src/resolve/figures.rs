//! The figures of an article, resolved.
//!
//! A figure whose sentence names no body or place describes the paper's home; its time is its own, else that of its
//! sentence or of the lead-in before it.

use super::{Resolving, dates, events};
use crate::model::Figure;
use crate::model::claim::Ground;
use crate::model::reading::FigureClaim;

/// Resolves them.
pub fn resolve(resolving: &Resolving<'_>) -> Vec<Figure> {
    resolving.reading.figures.iter().filter_map(|claim| figure(resolving, claim)).collect()
}

fn figure(resolving: &Resolving<'_>, claim: &FigureClaim) -> Option<Figure> {
    let sentence = resolving.reading.sentences.get(claim.sentence)?;
    let named = claim.about.and_then(|about| resolving.name(about)).map(str::to_owned);
    let iri = claim.about.and_then(|about| resolving.iri(about)).map(str::to_owned);
    let (about, subject) = match named {
        Some(name) => (Some(name), iri),
        None => resolving
            .setting
            .home
            .and_then(|code| events::division(resolving, code))
            .map_or((None, None), |(name, iri)| (Some(name), Some(iri))),
    };
    let own = claim.date.and_then(|at| resolving.times.get(at).copied().flatten());
    Some(Figure {
        value: claim.value,
        unit: claim.unit.clone(),
        approx: claim.approx,
        indicator: claim.indicator.clone(),
        about,
        as_of: own.or_else(|| dates::of_sentence(resolving, claim.sentence, Some(claim.span.start))),
        sentence: resolving.words(sentence.span).chars().filter(|c| !c.is_whitespace()).collect(),
        subject,
        ground: Ground { sentence: claim.sentence, words: claim.span, rule: claim.rule, confidence: claim.confidence },
    })
}
