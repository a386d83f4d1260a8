//! Which body or place a figure describes.

use crate::extract::Draft;
use crate::model::reading::{FigureClaim, Reference};
use crate::text::Span;

/// The subject of the sentence before the figure; without one, that of the figure before in the paragraph.
pub fn of(draft: &Draft<'_>, sentence: usize, figure: Span, earlier: &[FigureClaim]) -> Option<Reference> {
    let own = draft.reading.sentences.get(sentence)?;
    let before = Span { start: own.span.start, end: figure.start };
    nearest(draft, before).or_else(|| {
        let previous = sentence.checked_sub(1)?;
        let span = draft.reading.sentences.get(previous)?;
        if span.paragraph != own.paragraph {
            return None;
        }
        let told = earlier.iter().rev().find(|figure| figure.sentence == previous).and_then(|figure| figure.about);
        told.or_else(|| nearest(draft, span.span))
    })
}

/// The last place or body that the stretch names.
fn nearest(draft: &Draft<'_>, span: Span) -> Option<Reference> {
    let reading = &draft.reading;
    let place = reading.places.iter().rposition(|place| span.contains(place.span) && !place.inside_name);
    let body = reading.organisations.iter().rposition(|body| span.contains(body.span));
    match (place, body) {
        (Some(place), Some(body)) if reading.places[place].span.start > reading.organisations[body].span.start => {
            Some(Reference::Place(place))
        }
        (_, Some(body)) => Some(Reference::Organisation(body)),
        (Some(place), None) => Some(Reference::Place(place)),
        (None, None) => None,
    }
}
