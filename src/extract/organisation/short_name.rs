//! 国家许昌经济技术开发区（以下简称“开发区”）: the short name that a bracket gives, and where it is used afterwards.

use std::sync::LazyLock;

use regex::Regex;

use crate::extract::Draft;
use crate::model::reading::{OrganisationForm, OrganisationMention, Reference, ShortName};
use crate::text::{Span, pattern};

static BRACKETS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(r"[（(](?:以下|下文|下)?(?:简称|称)(?:为)?[“‘「《]?([^（）()“”‘’「」《》，。]{2,12})[”’」》]?[）)]")
});

/// Finds the brackets that follow a body or a zone.
pub fn find(draft: &Draft<'_>) -> Vec<ShortName> {
    let opens = |&(at, mark): &(usize, char)| {
        matches!(mark, '（' | '(') && draft.text[at + mark.len_utf8()..].starts_with(['以', '下', '简', '称'])
    };
    let Some(brackets) = BRACKETS.as_ref().filter(|_| draft.marks.iter().any(opens)) else { return Vec::new() };
    let mut found = Vec::new();
    for bracket in brackets.captures_iter(draft.text) {
        let (Some(whole), Some(short)) = (bracket.get(0), bracket.get(1)) else { continue };
        let body = draft.reading.organisations.iter().rposition(|body| body.span.to() == whole.start());
        let place = draft.reading.places.iter().rposition(|place| place.span.to() == whole.start());
        let full = body.map(Reference::Organisation).or(place.map(Reference::Place));
        if let Some(full) = full {
            found.push(ShortName { short: Span::new(short.start(), short.end()), full });
        }
    }
    found
}

/// The namings of bodies by such a short name, after the bracket.
pub fn spread(draft: &Draft<'_>) -> Vec<OrganisationMention> {
    let mut found = Vec::new();
    for short in &draft.reading.short_names {
        let Reference::Organisation(full) = short.full else { continue };
        let kind = draft.reading.organisations[full].kind;
        let word = short.short.of(draft.text);
        for (at, _) in draft.text[short.short.from()..].match_indices(word) {
            let span = Span::new(short.short.from() + at, short.short.from() + at + word.len());
            found.push(super::mention(span, kind, None, OrganisationForm::Bare));
        }
    }
    found
}
