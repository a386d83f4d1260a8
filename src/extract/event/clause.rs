//! Clauses.
//!
//! **Finds** the clauses of the body, and the stretches in which no act is told: titles of papers in 《》, brackets, names in
//! quotation marks, bylines.
//! **Rule** a clause ends at ，；：。！？ or a dash. Words in “ ” are a name when they are short and hold no such mark, else speech.
//! **In** 5月9日，县应急局印发《关于防汛的通知》，启动“平安汛期”行动。
//! **Out** 5月9日 | 县应急局印发《…》 | 启动“…”行动

use crate::extract::Draft;
use crate::lexicon::Cue;
use crate::text::Span;
use crate::text::characters::is_han;

/// A clause without the mark that ends it.
#[derive(Clone, Copy, Debug)]
pub struct Clause {
    /// Where it stands.
    pub span: Span,
    /// The mark that ends it; a blank at the end of the text.
    pub mark: char,
}

/// A quotation of more characters than this is speech, unless it is a part of its clause.
const LONGEST_NAME: usize = 18;
/// Characters at most of a slogan: a quotation without a mark that is a part of its clause, as in 营造“人人参与”的氛围.
const LONGEST_SLOGAN: usize = 40;

/// The stretches in which no word is a trigger, in order.
pub fn opaque(draft: &Draft<'_>) -> Vec<Span> {
    let text = draft.text;
    let mut found: Vec<Span> = draft.article.asides.clone();
    let mut open: Vec<(usize, char)> = Vec::new();
    for &(at, c) in &draft.marks {
        match c {
            '《' | '（' | '(' | '“' | '‘' | '【' => open.push((at, c)),
            '》' | '）' | ')' | '”' | '’' | '】' => {
                let Some(position) = open.iter().rposition(|&(_, mark)| closing(mark) == c) else { continue };
                let (start, mark) = open[position];
                open.truncate(position);
                let inner = &text[start + mark.len_utf8()..at];
                let part = draft.before(start).is_some_and(|c| is_han(c) && !matches!(c, '说' | '道' | '称' | '问'))
                    && draft.after(at + c.len_utf8()).is_some_and(is_han);
                let longest = if part { LONGEST_SLOGAN } else { LONGEST_NAME };
                let name =
                    !inner.contains(['，', '。', '！', '？', '；', '：', ',']) && inner.chars().count() <= longest;
                if !matches!(mark, '“' | '‘') || name {
                    found.push(Span::new(start, at + c.len_utf8()));
                }
            }
            _ => {}
        }
    }
    found.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    let mut merged: Vec<Span> = Vec::with_capacity(found.len());
    for span in found {
        match merged.last_mut() {
            Some(last) if span.start < last.end => *last = last.cover(span),
            _ => merged.push(span),
        }
    }
    merged
}

fn closing(open: char) -> char {
    match open {
        '《' => '》',
        '（' => '）',
        '(' => ')',
        '“' => '”',
        '【' => '】',
        _ => '’',
    }
}

/// Whether one of the ordered `spans` holds byte `at`.
pub fn within(spans: &[Span], at: usize) -> bool {
    let next = spans.partition_point(|span| span.to() <= at);
    spans.get(next).is_some_and(|span| span.holds(at))
}

/// The clauses of the sentence at `sentence`.
pub fn clauses(draft: &Draft<'_>, sentence: Span, opaque: &[Span]) -> Vec<Clause> {
    let mut found = Vec::new();
    let mut start = sentence.from();
    for &(at, c) in draft.marks_in(sentence) {
        if !matches!(c, '，' | ',' | '；' | ';' | '：' | ':' | '。' | '！' | '？' | '!' | '?' | '—' | '…')
            || within(opaque, at)
            || is_inside_number(draft, at, c)
        {
            continue;
        }
        if start < at {
            found.push(Clause { span: Span::new(start, at), mark: c });
        }
        start = at + c.len_utf8();
    }
    if start < sentence.to() {
        found.push(Clause { span: Span::new(start, sentence.to()), mark: ' ' });
    }
    found
}

/// A comma or colon between digits: 1,200人, 8:30.
fn is_inside_number(draft: &Draft<'_>, at: usize, c: char) -> bool {
    matches!(c, ',' | ':' | '：')
        && draft.before(at).is_some_and(|c| c.is_ascii_digit())
        && draft.after(at + c.len_utf8()).is_some_and(|c| c.is_ascii_digit())
}

/// A clause of time, ground or manner: …后, …时, 按照…, 随着….
pub fn is_subordinate(draft: &Draft<'_>, clause: Clause) -> bool {
    let text = clause.span.of(draft.text);
    let cues = &draft.lexicon.cues;
    matches!(clause.mark, '，' | ',')
        && (cues.ends(Cue::SubordinateEnd, text)
            || cues.starts(Cue::SubordinateHead, text)
            || text.starts_with('以') && text.contains('为'))
}
