//! What speaks for a name and what against it: its characters, jieba's words, and its neighbours.

use std::sync::LazyLock;

use super::title::Unit;
use crate::extract::{Draft, draft::Word};
use crate::lexicon::{Cue, Lists, Sense, lists::TitleSystem};
use crate::model::EventType;
use crate::text::characters::is_han;
use crate::text::{Endings, Openings, Span};

/// Words right behind a name that hardly stand behind anything else.
static BEHIND: LazyLock<Openings<f32>> = LazyLock::new(|| {
    Openings::of(&[
        ("同志", 2.5),
        ("先生", 3.0),
        ("女士", 3.0),
        ("一行", 2.0),
        ("夫妇", 2.5),
        ("（男", 8.0),
        ("（女", 8.0),
        ("(男", 8.0),
        ("(女", 8.0),
        ("，男，", 8.0),
        ("，女，", 8.0),
        (",男,", 8.0),
        (",女,", 8.0),
        ("（化名", 4.0),
        ("（左", 2.5),
        ("（右", 2.5),
        ("（中", 1.5),
        ("，汉族", 3.0),
        ("等人", 1.5),
        ("多次", 0.8),
        ("先后", 0.8),
        ("经常", 0.8),
        ("等领导", 2.0),
        ("等同志", 2.5),
        ("被查", 2.0),
        ("告诉", 1.8),
        ("当选", 2.0),
        ("接替", 1.2),
        ("受贿", 1.5),
        ("贪污", 1.5),
        ("涉嫌", 1.5),
        ("某", -3.0),
        ("的话", 0.0),
        ("主持", 1.2),
        ("出席", 1.2),
        ("参加", 1.0),
        ("陪同", 1.2),
        ("带队", 1.2),
        ("率队", 1.2),
        ("率", 0.8),
        ("任", 1.0),
        ("说", 1.8),
        ("称", 1.0),
        ("坦言", 1.8),
        ("笑着", 1.8),
        ("高兴地", 1.8),
        ("等", 0.8),
    ])
});

/// From this weight on, what stands before a name appoints.
const APPOINTED: f32 = 1.5;

/// Words right before a name that call for one.
static AHEAD: LazyLock<Endings<f32>> = LazyLock::new(|| {
    Endings::of(&[
        ("岁的", 2.5),
        ("名叫", 2.5),
        ("叫", 0.8),
        ("任命", 2.0),
        ("免去", 2.0),
        ("接受", -0.5),
        ("选举", 1.5),
        ("提名", 1.5),
        ("聘请", 1.5),
        ("递补", 2.0),
        ("补选", 1.5),
        ("同志", -2.0),
        ("由", 0.5),
        ("让", 0.4),
        ("和", 0.3),
        ("与", 0.4),
        ("对", 0.2),
        ("向", 0.2),
        ("受", 0.4),
        ("随", 0.5),
        ("被告人", 3.0),
        ("嫌疑人", 3.0),
        ("姓名", 1.5),
        ("妻子", 2.0),
        ("丈夫", 2.0),
        ("儿子", 2.0),
        ("女儿", 2.0),
        ("母亲", 2.0),
        ("父亲", 2.0),
        ("同事", 1.5),
        ("队友", 1.5),
        ("搭档", 1.5),
        ("先进", -1.0),
        ("其中", 0.3),
        ("▲", 0.8),
    ])
});

/// Surnames that join words far more often than they name someone.
pub(super) fn joins(c: char) -> bool {
    matches!(
        c,
        '和' | '及'
            | '与'
            | '从'
            | '都'
            | '来'
            | '由'
            | '应'
            | '先'
            | '通'
            | '经'
            | '太'
            | '多'
            | '别'
            | '相'
            | '但'
            | '要'
            | '后'
            | '加'
            | '拉'
    )
}

/// Characters that end a given name far less often than they begin the next word.
pub(super) fn is_particle(c: char) -> bool {
    matches!(
        c,
        '率' | '任'
            | '说'
            | '称'
            | '就'
            | '对'
            | '向'
            | '在'
            | '为'
            | '将'
            | '也'
            | '还'
            | '与'
            | '及'
            | '等'
            | '到'
            | '赴'
            | '的'
            | '以'
            | '从'
            | '被'
            | '把'
            | '让'
            | '给'
            | '并'
            | '又'
            | '则'
            | '是'
            | '曾'
            | '已'
            | '摄'
            | '醉'
            | '作'
            | '获'
            | '因'
            | '其'
            | '这'
            | '所'
            | '您'
            | '你'
            | '我'
            | '他'
            | '她'
            | '它'
    )
}

/// What begins behind a candidate.
#[derive(Clone, Copy)]
struct Behind {
    /// The weight of a word that stands behind names.
    weight: Option<f32>,
    /// Whether a word there names an act, and whether that is one of saying.
    act: Option<bool>,
}

impl Behind {
    /// Whether it calls for a name before it.
    fn calls(self) -> bool {
        self.weight.is_some_and(|weight| weight >= 0.8)
    }
}

/// Weighs candidates of one draft.
pub(super) struct Context<'d, 'a> {
    draft: &'d Draft<'a>,
    /// Titles by their last byte: end, system.
    ends: Vec<(usize, TitleSystem)>,
    /// Titles that stand without a body, by start.
    starts: Vec<usize>,
    /// Titles with their prefixes, in order.
    titles: Vec<Span>,
}

impl<'d, 'a> Context<'d, 'a> {
    pub fn new(draft: &'d Draft<'a>, units: &[Unit]) -> Self {
        let mut starts: Vec<usize> = units.iter().filter(|u| u.whole == u.span).map(|u| u.span.from()).collect();
        starts.sort_unstable();
        let ends = units.iter().map(|unit| (unit.span.to(), unit.system)).collect();
        let titles = units.iter().map(|unit| unit.span).collect();
        Self { draft, ends, starts, titles }
    }

    /// Whether `span` shares a character with a title.
    pub fn meets_title(&self, span: Span) -> bool {
        let first = self.titles.partition_point(|title| title.end <= span.start);
        self.titles.get(first).is_some_and(|title| title.start < span.end)
    }

    /// Weight of `span` as a name with the given name `given`, and the rule that carries it; `ahead` is what stands before it.
    pub fn weigh(
        &self,
        span: Span,
        given: Span,
        surname: f32,
        (ahead, rule): (f32, &'static str),
    ) -> (f32, &'static str) {
        let behind = self.stands_at(span.to());
        let own = self.characters(span, given, surname, behind);
        let mut score = own + self.cut(span, given, behind) + ahead + self.behind(span.to(), behind);
        let text = span.of(self.draft.text);
        let next = self.draft.after(span.to());
        if rule == "title before name"
            && next.is_none_or(|c| matches!(c, '，' | '。' | '、' | '；' | '：' | '（' | '”' | ',' | '('))
        {
            // The stretch between a title and a mark is whole.
            score += 1.2;
        }
        if text.starts_with(joins) {
            // A title before 来 or 应 leaves it a surname, a title before 和 does not.
            let joins = text.starts_with(['和', '及', '与']);
            score -= if joins || rule != "title before name" { 2.5 } else { 0.5 };
        }
        // 屈忠让、李凡: before a mark it is no function word.
        if text.ends_with(is_particle) && next.is_some_and(is_han) {
            score -= 1.2;
        }
        let cues = &self.draft.lexicon.cues;
        // 市长王健 | 为专家颁发聘书: whom something is done for stands behind 为, and what is done behind him.
        let clause = || self.draft.text[span.to()..].split(['，', '。', '；', '、']).next().unwrap_or_default();
        if text.ends_with('为') && next.is_some_and(is_han) && cues.stand_in(Cue::Bestowing, clause()) {
            score -= 1.8;
        }
        if cues.ends(Cue::NounEnd, text) {
            score -= 2.5;
        }
        // 任命韩庆 | 为某院审判员: the verb calls for its 为.
        if rule == "name" && ahead >= APPOINTED {
            score += match (next, text.ends_with('为')) {
                (Some('为'), _) => 1.5,
                (_, true) => -2.0,
                _ => 0.0,
            };
        }
        // 某区委林涛书记: who stands between a body and a title holds it, also if the name is a word.
        if self.is_seated(span) {
            score += 2.0;
        }
        if self.draft.before(span.from()) == Some('“') && next == Some('”') {
            // “杜鹃” names a thing by a word.
            score -= 2.5;
        }
        if self.heads_quoted_thing(span) {
            score -= 2.5;
        }
        let rest = &self.draft.text[span.to()..];
        if cues.starts(Cue::Ground, rest) || rest.starts_with("社区") {
            score -= 1.5;
        }
        (score, rule)
    }

    /// Whether a quotation opens before `span` that names a team, a studio or the like: “张富清突击队”.
    fn heads_quoted_thing(&self, span: Span) -> bool {
        const LONGEST: usize = 12;
        if self.draft.before(span.from()) != Some('“') {
            return false;
        }
        let quoted: Vec<char> =
            self.draft.text[span.to()..].chars().take(LONGEST).take_while(|c| !"”，。！？".contains(*c)).collect();
        quoted.len() < LONGEST && quoted.last().is_some_and(|c| "队室岗站校院社号会团".contains(*c))
    }

    /// Whether a word of the dictionary that names no one goes over byte `at`: 的确保 holds no 确保…. Only a title before it
    /// makes a name of what is behind.
    pub fn breaks_word(&self, at: usize) -> bool {
        let Some(word) = self.draft.word_at(at).map(|w| self.draft.words[w]) else { return false };
        word.span.from() < at && !guessed(self.draft, word)
    }

    /// Whether a title of office, not a lay one, ends at `at`.
    pub fn behind_office(&self, at: usize) -> bool {
        let first = self.ends.partition_point(|title| title.0 < at);
        self.ends
            .get(first)
            .is_some_and(|&(end, system)| end == at && !matches!(system, TitleSystem::Lay | TitleSystem::Announce))
    }

    /// Whether `span` stands right between a body and a title.
    fn is_seated(&self, span: Span) -> bool {
        self.starts.binary_search(&span.to()).is_ok()
            && self.draft.reading.organisations.iter().any(|body| body.span.end == span.start)
    }

    /// Whether `span` stands at the head of a clause before a verb, an adverb or a preposition.
    pub fn is_subject(&self, span: Span) -> bool {
        let head = self
            .draft
            .before(span.from())
            .is_none_or(|c| matches!(c, '。' | '！' | '？' | '；' | '”' | '，' | ',' | '：' | '）' | ')'));
        let tag = || self.draft.word_at(span.to()).map(|w| self.draft.words[w].tag);
        head && self.draft.is_word_boundary(span.to()) && matches!(tag(), Some("v" | "d" | "p" | "c"))
    }

    /// How much the characters themselves sound like a name.
    fn characters(&self, span: Span, given: Span, surname: f32, behind: Behind) -> f32 {
        let names = &self.draft.lexicon.names;
        let text = given.of(self.draft.text);
        let rates = names.given(text) + self.doubled(given);
        let single = text.chars().nth(1).is_none();
        let common = ((surname.max(1.0).log10() - 3.0) * 0.6).clamp(-1.5, 1.2);
        let word = if names.is_word(span.of(self.draft.text)) { -3.5 } else { 0.0 };
        if single
            && let Some(next) = self.draft.after(span.to())
            && is_han(next)
            && !behind.calls()
        {
            // A character that would do well as the second of the given name speaks against stopping before it.
            let pull = names.given_of_two(text.chars().next().unwrap_or(next), next);
            // 任命刘国周为…: what is called for behind the next character, and not behind this one, ends a longer name.
            let end = span.to() + next.len_utf8();
            let ends = self.stands_at(end).calls()
                || self
                    .draft
                    .after(end)
                    .is_none_or(|c| matches!(c, '，' | '。' | '、' | '；' | '：' | '”' | '）') || is_particle(c));
            // 让 before a mark is no function word: 屈忠让、李凡.
            let marked = !self.draft.after(end).is_some_and(is_han);
            if ends && self.fragment(span.to(), end) && pull > -1.5 && (!is_particle(next) || marked) {
                return base(single) + common + 0.8 * rates + word - 1.8;
            }
            if pull > 1.0 && behind.act.is_none() {
                return base(single) + common + 0.8 * rates + word - (0.8 * pull).min(2.0);
            }
        }
        base(single) + common + 0.8 * rates + word
    }

    /// What a given name of one character twice says, if it is no plain word by itself: 彬彬, 婷婷, not 频频, 叔叔.
    fn doubled(&self, given: Span) -> f32 {
        let text = given.of(self.draft.text);
        let mut characters = text.chars();
        let twice = characters.next().is_some_and(|first| characters.next() == Some(first));
        let word = || self.draft.word_at(given.from()).map(|at| self.draft.words[at]);
        let plain =
            || word().is_some_and(|word| word.span == given && matches!(word.tag, "d" | "v" | "m" | "q" | "a" | "n"));
        if twice && !plain() { 2.0 } else { 0.0 }
    }

    /// How well the name fits jieba's words.
    fn cut(&self, span: Span, given: Span, behind: Behind) -> f32 {
        let draft = self.draft;
        let (Some(first), Some(last)) = (draft.word_at(span.from()), draft.word_at(span.to() - 1)) else { return 0.0 };
        let (head, tail) = (draft.words[first], draft.words[last]);
        let three = span.of(draft.text).chars().nth(2).is_some();
        if head.span == span {
            let known = draft.is_known(head);
            return match (head.tag, known, three) {
                ("nr" | "nrt" | "nrfg" | "x", true, true) => 1.8,
                ("nr" | "nrt" | "nrfg" | "x", true, false) => -0.6,
                // What jieba guessed to be a word is hardly anything but a name.
                ("nr" | "nrt" | "nrfg" | "x", false, true) => 1.6,
                ("nr" | "nrt" | "nrfg" | "x", false, false) => 1.0,
                // Hamlets of jieba's dictionary that the gazetteer does not know: 韩庆.
                ("ns", true, false) => -1.5,
                (_, false, _) => 0.4,
                (_, true, true) => -4.0,
                (_, true, false) => -4.0,
            };
        }
        let mut fit = 0.0;
        // 迟迟 | 未: a doubled adverb with what it stands before.
        if head.tag == "d" && head.span.from() == span.from() && head.span.to() > given.from() && draft.is_known(head) {
            fit -= 3.0;
        }
        if head.span.from() < span.from() {
            fit -= if guessed(draft, head) { 1.0 } else { 2.5 };
        }
        let rest = Span::new(span.to(), tail.span.to()).of(draft.text);
        if self.fragment(span.to() - last_width(span.of(draft.text)), span.to()) && rest.starts_with(is_particle) {
            // 任命 | 刘燕 | 双为: a word of no dictionary, which the function word made.
            fit += 0.6;
        } else if rest.chars().nth(1).is_none() && rest.starts_with(is_particle) {
            // 于德 | 志在: jieba drew the function word to the name's last character.
            fit -= 0.8;
        } else if tail.span.to() > span.to() && behind.act.is_none() && !behind.calls() {
            fit -= if guessed(draft, tail) { 1.0 } else { 2.5 };
        }
        if fit == 0.0 && last > first {
            // 李 | 光明 is a usual name, 李 | 强调 is not.
            let word = draft.words[first + 1];
            fit += match word.tag.chars().next() {
                _ if word.span != given || !three => 0.2,
                Some('v' | 'd' | 'p' | 'c' | 'u' | 'r') if draft.is_known(word) => -0.8,
                _ => 0.4,
            };
        }
        if self.draft.hits_at(given.from()).any(|hit| hit.span == given && self.speech(hit)) {
            fit -= 3.0;
        }
        fit
    }

    /// Whether the character at `from..to` is no word's beginning: a word by itself that is no verb or particle, or one that
    /// no dictionary holds with a function word behind it.
    fn fragment(&self, from: usize, to: usize) -> bool {
        let Some(word) = self.draft.word_at(from).map(|w| self.draft.words[w]) else { return false };
        let drawn = word.span.from() == from
            && Span::new(to, word.span.to()).of(self.draft.text).starts_with(is_particle)
            && !self.draft.is_known(word);
        drawn
            || word.span.to() <= to
                && (!matches!(word.tag, "v" | "d" | "p" | "c") || !self.draft.after(to).is_some_and(is_han))
    }

    /// The weight of what stands before byte `at`, and the rule of names that stand behind it.
    pub fn ahead(&self, at: usize) -> (f32, &'static str) {
        let at = super::posts::beyond_bracket(self.draft.text, at);
        let first = self.ends.partition_point(|title| title.0 < at);
        if let Some(&(end, system)) = self.ends.get(first)
            && end == at
        {
            return match system {
                TitleSystem::Lay | TitleSystem::Announce => (2.3, "title before name"),
                _ => (3.7, "title before name"),
            };
        }
        let text = &self.draft.text[..at];
        if let Some((_, weight)) = AHEAD.find(text) {
            return (*weight, "name");
        }
        let weight = match text.chars().next_back() {
            None | Some('。' | '！' | '？' | '；' | '”' | '：' | '\n' | '，' | ',' | '（' | '(') => 0.6,
            Some('、' | ' ' | '　' | '“') => 0.4,
            Some(c) if c.is_ascii_digit() => -1.0,
            _ => match self.draft.word_at(at.saturating_sub(1)).map(|w| self.draft.words[w].tag) {
                Some("p" | "c" | "v") => 0.3,
                Some("d" | "r" | "m" | "q" | "a") => -0.8,
                Some("uj" | "ul" | "uz") => -0.2,
                _ => -0.4,
            },
        };
        (weight, "name")
    }

    /// The words that begin at `at`.
    fn stands_at(&self, at: usize) -> Behind {
        let weight = BEHIND.find(&self.draft.text[at..]).map(|(_, weight)| *weight);
        Behind { weight, act: self.trigger(at) }
    }

    fn behind(&self, at: usize, behind: Behind) -> f32 {
        let text = &self.draft.text[at..];
        if let Some(weight) = behind.weight {
            return weight;
        }
        if self.starts.binary_search(&at).is_ok() {
            return 2.4;
        }
        match behind.act {
            Some(true) => return 1.8,
            Some(false) => return 0.9,
            None => {}
        }
        match text.chars().next() {
            None => 0.0,
            Some('、' | '，' | ',' | '（' | '(') => 0.4,
            Some('。' | '；' | '”' | '）' | ')' | '：' | ':') => 0.2,
            _ if !self.draft.is_word_boundary(at) => 0.0,
            _ => match self.draft.word_at(at).map(|w| self.draft.words[w].tag) {
                Some("v" | "d" | "p" | "c") => 0.6,
                Some("uj") => 0.0,
                Some("n" | "nz" | "vn" | "m" | "q" | "a") => -0.5,
                _ => 0.0,
            },
        }
    }

    /// Whether a word that names an act begins at `at`, and whether it is one of saying.
    fn trigger(&self, at: usize) -> Option<bool> {
        let mut found = None;
        for hit in self.draft.hits_at(at).filter(|hit| hit.span.length() >= 6 && hit.is_of(Lists::TRIGGERS)) {
            found = Some(found.unwrap_or(false) || self.speech(hit));
        }
        found
    }

    fn speech(&self, hit: crate::lexicon::Hit) -> bool {
        self.draft.senses(hit).iter().any(|sense| {
            matches!(sense, Sense::Trigger(row) if self.draft.lexicon.triggers.get(*row as usize)
                .is_some_and(|trigger| trigger.r#type == Some(EventType::Statement)))
        })
    }
}

/// The bytes of the last character.
fn last_width(text: &str) -> usize {
    text.chars().next_back().map_or(0, char::len_utf8)
}

/// What a name of one or of two characters behind the surname starts from.
fn base(single: bool) -> f32 {
    if single { -2.3 } else { -2.6 }
}

/// Whether the word is one that jieba guessed, or a name of its dictionary.
fn guessed(draft: &Draft<'_>, word: Word<'_>) -> bool {
    word.tag == "x" || word.tag.starts_with("nr") || !draft.is_known(word)
}
