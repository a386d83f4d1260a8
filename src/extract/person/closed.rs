//! Where no person is to be found: within bylines, and within the names of organisations and places.

use crate::extract::Draft;
use crate::text::Span;

/// Words that a byline within the body begins with.
pub(super) const BYLINE: &[&str] = &[
    "记者",
    "通讯员",
    "实习生",
    "摄影",
    "编辑",
    "作者",
    "责编",
    "校对",
    "审核",
    "编审",
    "供稿",
    "撰稿",
    "来源",
    "文图",
    "图文",
    "一审",
    "二审",
    "三审",
    "初审",
    "复审",
    "终审",
    "美编",
    "监制",
    "值班主任",
    "值班编委",
];

/// The longest bracket, in characters, that can be a byline.
const LONGEST: usize = 80;

/// Stretches that names keep out of.
pub(super) struct Closed {
    /// Bylines and organisations: no byte of a name lies here. In order and apart.
    hard: Vec<Span>,
    /// Places: a name may hold one whole (王海南), but not be a part of one. In order and apart.
    places: Vec<Span>,
}

/// Finds them.
pub(super) fn find(draft: &Draft<'_>) -> Closed {
    let mut hard: Vec<Span> = draft.article.asides.clone();
    hard.extend(brackets(draft));
    hard.extend(draft.reading.organisations.iter().map(|body| body.span));
    let places = draft.reading.places.iter().map(|place| place.span).collect();
    Closed { hard: apart(hard), places: apart(places) }
}

impl Closed {
    /// Whether a name at `span` would break into one of the stretches.
    pub fn bars(&self, span: Span) -> bool {
        let strictly_within = |place: Span| span.contains(place) && span != place;
        first_touching(&self.hard, span).is_some()
            || first_touching(&self.places, span).is_some_and(|place| !strictly_within(place))
    }

    /// Whether a name at `span` holds a place.
    pub fn holds_place(&self, span: Span) -> bool {
        first_touching(&self.places, span).is_some()
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
    for (open, mark) in text.match_indices(['（', '(']) {
        let inside = open + mark.len();
        let close = text[inside..].char_indices().take(LONGEST).find(|(_, c)| matches!(c, '）' | ')'));
        let Some((length, _)) = close else { continue };
        let content = &text[inside..inside + length];
        let behind_dateline = matches!(draft.before(open), Some('讯' | '电'));
        if behind_dateline || BYLINE.iter().any(|word| content.contains(word)) {
            found.push(Span::new(open, inside + length));
        }
    }
    found
}
