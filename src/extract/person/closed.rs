//! Where no person is to be found: within bylines, and within the names of organisations and places.

use crate::extract::Draft;
use crate::lexicon::Cue;
use crate::model::reading::{PlaceForm, PlaceMention};
use crate::text::Span;

/// The longest bracket, in characters, that can be a byline.
const LONGEST: usize = 80;

/// Stretches that names keep out of.
pub(super) struct Closed {
    /// Bylines and organisations: no byte of a name lies here. In order and apart.
    hard: Vec<Span>,
    /// Places: a name may hold one whole (王海南), but not be a part of one. In order and apart.
    places: Vec<Span>,
    /// Short places by an ending alone (文江), which a name may cross.
    doubtful: Vec<Span>,
}

/// Longest place, in bytes, that is doubtful when only its ending makes it one.
const SHORT: usize = 9;

/// Finds them.
pub(super) fn find(draft: &Draft<'_>) -> Closed {
    let mut hard: Vec<Span> = draft.article.asides.clone();
    hard.extend(brackets(draft));
    hard.extend(works(draft));
    hard.extend(draft.reading.organisations.iter().map(|body| body.span));
    let (doubtful, places): (Vec<_>, Vec<_>) =
        draft.reading.places.iter().partition(|place| place.form == PlaceForm::Named && place.span.length() <= SHORT);
    let spans = |places: Vec<&PlaceMention>| apart(places.into_iter().map(|place| place.span).collect());
    Closed { hard: apart(hard), places: spans(places), doubtful: spans(doubtful) }
}

impl Closed {
    /// Whether a name at `span` would break into one of the stretches. One that begins right behind a title
    /// (`titled`) may take the head of a longer stretch, whose finder did not know names: 副书记张伟和省工会.
    pub fn bars(&self, span: Span, titled: bool) -> bool {
        let heads = |stretch: Span| titled && stretch.start == span.start;
        let strictly_within = |place: Span| span.contains(place) && span != place;
        first_touching(&self.hard, span).is_some_and(|stretch| !heads(stretch))
            || first_touching(&self.places, span).is_some_and(|place| !strictly_within(place) && !heads(place))
    }

    /// Whether a name at `span` holds a place or crosses what may be one.
    pub fn holds_some(&self, span: Span) -> bool {
        first_touching(&self.places, span).is_some() || first_touching(&self.doubtful, span).is_some()
    }
}

/// Gives the characters of each name back to it: an organisation that began with one begins behind it, a place that
/// was one is none.
pub(super) fn yield_to(draft: &mut Draft<'_>, names: &[super::name::Name]) {
    const BETWEEN: [char; 12] = ['和', '与', '及', '、', '率', '对', '向', '在', '到', '赴', '带', '代'];
    let text = draft.text;
    let named = |span: Span| {
        let first = names.partition_point(|name| name.span.end <= span.start);
        names.get(first).map(|name| name.span).filter(|name| name.start < span.end)
    };
    for body in &mut draft.reading.organisations {
        if let Some(name) = named(body.span)
            && name.end < body.span.end
        {
            let rest = Span { start: name.end, end: body.span.end };
            let skipped = rest.of(text).chars().next().filter(|c| BETWEEN.contains(c)).map_or(0, char::len_utf8);
            body.span = Span::new(rest.from() + skipped, rest.to());
        }
    }
    for place in &mut draft.reading.places {
        place.inside_name |= named(place.span).is_some();
    }
}

fn apart(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort();
    spans.dedup_by(|next, kept| {
        let joined = next.start < kept.end;
        if joined {
            *kept = kept.cover(*next);
        }
        joined
    });
    spans
}

fn first_touching(stretches: &[Span], span: Span) -> Option<Span> {
    let first = stretches.partition_point(|stretch| stretch.end <= span.start);
    stretches.get(first).copied().filter(|stretch| stretch.start < span.end)
}

/// Brackets that name the authors: those with a byline's word, and the one behind 讯 or 电.
fn brackets(draft: &Draft<'_>) -> Vec<Span> {
    let text = draft.text;
    let mut found = Vec::new();
    for &(open, mark) in draft.marks.iter().filter(|(_, mark)| matches!(mark, '（' | '(')) {
        let inside = open + mark.len_utf8();
        let close = text[inside..].char_indices().take(LONGEST).find(|(_, c)| matches!(c, '）' | ')'));
        let Some((length, _)) = close else { continue };
        let content = &text[inside..inside + length];
        let behind_dateline = matches!(draft.before(open), Some('讯' | '电'));
        let byline = behind_dateline || draft.lexicon.cues.stand_in(Cue::Byline, content);
        if byline || signs(draft, open, content) {
            found.push(Span::new(open, inside + length));
        }
    }
    found
}

/// Titles of books, papers and films: 《…》.
fn works(draft: &Draft<'_>) -> impl Iterator<Item = Span> {
    let text = draft.text;
    draft.marks.iter().filter(|(_, mark)| *mark == '《').filter_map(move |&(open, _)| {
        let close = text[open..].char_indices().take(LONGEST).find(|(_, c)| *c == '》')?;
        Some(Span::new(open, open + close.0))
    })
}

/// Whether a bracket behind the end of a sentence holds nothing but names: （周敏 何立强）.
fn signs(draft: &Draft<'_>, open: usize, content: &str) -> bool {
    let ended = draft.before(open).is_some_and(|c| "。！？”".contains(c));
    let from = open + draft.after(open).map_or(0, char::len_utf8);
    let words = draft.words_before(from);
    let content = content.trim();
    ended
        && !content.is_empty()
        && draft.words[words..]
            .iter()
            .take_while(|word| word.span.to() <= from + content.len())
            .all(|word| word.tag.starts_with("nr") || matches!(word.text, " " | "　" | "、" | "/"))
}
