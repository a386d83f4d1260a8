//! What is known of an event and of a figure.

use std::sync::LazyLock;

use super::{Telling, digits};
use crate::model::{Approximation, Event, EventType, Figure, Record};
use crate::text::{Openings, Span};

/// The features of event number `item`.
pub(super) fn event(record: &Record, item: usize, telling: &mut impl Telling) {
    let event = &record.events[item];
    let ground = &event.ground;
    let sentence = record.sentences.get(ground.sentence).copied().unwrap_or_default();
    let text = record.text.as_str();
    let word = ground.words.of(text);
    let before = text.get(sentence.from()..ground.words.from()).unwrap_or_default();
    let after = text.get(ground.words.to()..).unwrap_or_default();
    telling.say(&["rule ", ground.rule]);
    telling.say(&["type ", event.r#type.name()]);
    telling.say(&["trigger ", word]);
    telling.say(&["trigger of ", digits(word.chars().count().min(4)), " characters"]);
    let together = |other: &&Event| other.ground.sentence == ground.sentence;
    telling.say(&[digits(record.events.iter().filter(together).count().min(4)), " in the sentence"]);
    if record.events.iter().find(together).is_some_and(|first| std::ptr::eq(first, event)) {
        telling.say(&["first of the sentence"]);
    }
    actors(telling, record, event, sentence);
    neighbours(telling, record, item);
    let counted = event.what.chars().any(|c| c.is_ascii_digit());
    let done = after.starts_with(['了', '过']);
    for (holds, feature) in [
        (event.when.is_some(), "dated"),
        (names_day(before), "a day before it"),
        (counted, "a number in its object"),
        (done, "了 behind it"),
        (is_told_as_done(before), "told as done"),
        (is_ahead(before), "ahead"),
        (before.matches('“').count() > before.matches('”').count(), "in a quotation"),
        (event.what.ends_with('的'), "of something"),
    ] {
        if holds {
            telling.say(&[feature]);
        }
    }
    if let Some(head) = before.rsplit(MARKS).next().and_then(|clause| CLAUSE_HEADS.find(clause)) {
        telling.say(&["in a clause with ", head.0]);
    }
    let marked = counted || done || ground.rule.contains("done");
    telling.say(&[if marked { "marked " } else { "unmarked " }, event.r#type.name()]);
    if let Some(mark) = after.chars().next().filter(|c| MARKS.contains(c)) {
        telling.say(&[mark.encode_utf8(&mut [0; 4]), " behind it"]);
    }
    let object = event.what.chars().count().saturating_sub(word.chars().count());
    telling.say(&["object ", length(object)]);
}

/// Marks that part clauses and names.
const MARKS: &[char] = &['，', '：', '“', '。', '、', '；', '？', '！'];

/// Words of the clause that tell its act as done or under way.
static DONE: LazyLock<Openings<()>> = LazyLock::new(|| {
    Openings::among(&["已", "正在", "先后", "近日", "日前", "当天", "当日", "随后", "累计", "昨", "今天"])
});

/// Words that head a clause of purpose, manner or matter.
static CLAUSE_HEADS: LazyLock<Openings<()>> = LazyLock::new(|| {
    Openings::among(&["为", "对", "以", "通过", "在", "从", "由", "如", "让", "使", "把", "将", "被"])
});

/// Words that open a sentence about what is still to come.
static AHEAD: LazyLock<Openings<()>> =
    LazyLock::new(|| Openings::among(&["下一步", "接下来", "下步", "今后", "未来", "下阶段", "后续", "届时"]));

/// Whether the words before a trigger put it ahead: 将开展, 下一步, ….
fn is_ahead(before: &str) -> bool {
    before.contains('将') || AHEAD.has(before)
}

/// Whether the clause that ends `before` a trigger tells its act as done.
fn is_told_as_done(before: &str) -> bool {
    let clause = before.rsplit(MARKS).next().unwrap_or_default();
    DONE.stand_in(clause) || clause.ends_with('共') || clause.ends_with("共计")
}

/// Who acts, and whether the sentence names them.
fn actors(telling: &mut impl Telling, record: &Record, event: &Event, sentence: Span) {
    let mut sort = "nobody";
    let (mut named, mut beside) = (false, false);
    for iri in event.actors.iter().flatten() {
        let person = record.people.iter().find(|p| p.iri == *iri).map(|p| ("person", &p.spans));
        let body = record.orgs.iter().find(|o| o.iri == *iri).map(|o| ("body", &o.spans));
        let place = record.places.iter().find(|p| p.iri == *iri).map(|p| ("place", &p.spans));
        let Some((is, spans)) = person.or(body).or(place) else { continue };
        if sort == "nobody" {
            sort = is;
        }
        let start = event.ground.words.start;
        named |= spans.iter().any(|span| sentence.contains(*span) && span.end <= start);
        beside |= spans.iter().any(|span| span.end == start);
    }
    let verb = if event.r#type == EventType::Statement { "speaks" } else { "acts" };
    telling.say(&[sort, " ", verb]);
    for (holds, feature) in [(named, "named before it"), (beside, "named right before it")] {
        if holds {
            telling.say(&["actor ", feature]);
        }
    }
    if beside && verb == "speaks" {
        telling.say(&["speaker right before it"]);
    }
}

/// What the events before it say: a speech whose content it may be, another of its type, another speech of the speaker.
fn neighbours(telling: &mut impl Telling, record: &Record, item: usize) {
    let event = &record.events[item];
    let Some((last, _)) = record.events[..item].split_last() else { return };
    if last.r#type == event.r#type {
        telling.say(&["one of its type before it"]);
    }
    let mut speeches = record.events[..item].iter().rev().filter(|e| e.r#type == EventType::Statement);
    if event.r#type == EventType::Statement {
        if let Some(earlier) = speeches.find(|speech| speech.who == event.who) {
            let near = event.ground.sentence - earlier.ground.sentence.min(event.ground.sentence) <= 2;
            telling.say(&[if near { "speaks again at once" } else { "speaks again" }]);
        }
    } else if speeches.any(|speech| speech.ground.sentence == event.ground.sentence) {
        telling.say(&["behind a speech in its sentence"]);
    } else if last.r#type == EventType::Statement {
        telling.say(&["after a speech"]);
    }
}

/// Whether a text names a day: 5月9日, 9日, 昨日.
fn names_day(text: &str) -> bool {
    let holds = |marks: &[char]| marks.iter().any(|mark| text.contains(*mark));
    holds(&['日', '天']) && (text.bytes().any(|b| b.is_ascii_digit()) || holds(&['今', '昨', '当']))
}

fn length(characters: usize) -> &'static str {
    match characters {
        0..=1 => "missing",
        2..=7 => "short",
        8..=20 => "middling",
        _ => "long",
    }
}

/// The features of a figure.
pub(super) fn figure(figure: &Figure, record: &Record, telling: &mut impl Telling) {
    let ground = &figure.ground;
    let text = record.text.as_str();
    let in_digits = ground.words.of(text).starts_with(|c: char| c.is_ascii_digit());
    let written = if in_digits { "digits" } else { "characters" };
    telling.say(&["rule ", ground.rule]);
    telling.say(&["unit ", figure.unit.as_deref().unwrap_or("none")]);
    telling.say(&["indicator of ", digits(figure.indicator.chars().count().min(8) / 2 * 2), " characters"]);
    telling.say(&[written]);
    if figure.value < 4.0 {
        telling.say(&["a small number in ", written]);
    }
    if figure.approx != Approximation::Exact {
        telling.say(&["approximate"]);
    }
    if figure.as_of.is_some() {
        telling.say(&["dated"]);
    }
    let sentence = record.sentences.get(ground.sentence).copied().unwrap_or_default();
    let before = text.get(sentence.from()..ground.words.from()).unwrap_or_default();
    if before.matches('“').count() > before.matches('”').count() {
        telling.say(&["in a quotation"]);
    }
    if ["每", "不", "将", "要", "需"].iter().any(|word| before.ends_with(word)) {
        telling.say(&["under a rule"]);
    }
    let together = record.figures.iter().filter(|other| other.ground.sentence == ground.sentence).count();
    telling.say(&[digits(together.min(4)), " in the sentence"]);
}
