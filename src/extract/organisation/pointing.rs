//! 该局, 该院, 该公司: a body named before.

use crate::extract::Draft;
use crate::lexicon::Cue;
use crate::model::reading::{OrganisationForm, OrganisationMention};
use crate::text::Span;

/// Finds those that a body before them can be meant by: one whose name ends in the same noun.
pub fn find(draft: &Draft<'_>) -> Vec<OrganisationMention> {
    let mut found = Vec::new();
    for (at, word) in draft.text.match_indices('该') {
        let after = at + word.len();
        let noun = draft.lexicon.cues.opening(Cue::PointedBody, &draft.text[after..]);
        let Some(noun) = noun else { continue };
        let span = Span::new(at, after + noun.len());
        if draft.is_aside(at)
            || !draft.is_word_boundary(span.to()) && draft.after(span.to()).is_some_and(|c| "员议面长门伍".contains(c))
        {
            continue;
        }
        let before = draft
            .reading
            .organisations
            .iter()
            .rev()
            .find(|body| body.span.to() <= at && body.span.of(draft.text).ends_with(noun));
        if let Some(body) = before {
            found.push(super::mention(span, body.kind, None, OrganisationForm::Deictic));
        }
    }
    found
}
