//! The story so far: the acts of one article in order, with what a clause inherits from those before it.

mod accused;
mod background;
mod speaking;
mod standin;
mod telling;

use std::collections::BTreeSet;

use super::cast::Cast;
use super::clause::{Clause, clauses, is_subordinate, within};
use super::mood::{Mood, is_verbal};
use super::speech::{Content, content, is_pivot, leaves};
use super::trigger::{Candidate, Stand, candidates, is_address, is_attendance, is_press_conference};
use crate::extract::Draft;
use crate::lexicon::{Cue, lists::TriggerClass};
use crate::model::EventType;
use crate::model::reading::{EventClaim, Reference};
use crate::text::Span;

/// What a reader keeps in mind.
pub struct Story<'d, 'a> {
    draft: &'d Draft<'a>,
    cast: &'d Cast,
    opaque: &'d [Span],
    blocked: &'d [Span],
    /// The acts.
    pub events: Vec<EventClaim>,
    /// Who acted last.
    topic: Vec<Reference>,
    /// The people who acted or spoke last: 他, 他们.
    people: Vec<Reference>,
    /// Whose meeting or paper it is: 会议, 《通知》.
    host: Vec<Reference>,
    /// Where the last act took place that named its place.
    scene: Vec<Reference>,
    /// When the occasion takes place.
    date: Option<usize>,
    paragraph: usize,
    speech: Content,
    spoken: BTreeSet<(usize, String)>,
    /// Whether a plan or policy is being told: what no one is said to have done belongs to it.
    policy: bool,
    /// Whether the sentence before opened a list of plans: 将从以下方面着手：
    planned: bool,
    /// What people who 参加 take part in.
    occasion_type: EventType,
    /// Whether a list of misconduct is being told.
    charged: bool,
    /// Whose misconduct it is.
    accused: Vec<Reference>,
}

/// An act in its clause, before its parts are found.
#[derive(Clone, Copy, Debug)]
struct Act<'a> {
    word: &'a str,
    /// The trigger; for a light verb with its noun, the noun.
    span: Span,
    /// Where the act begins: the light verb, or the trigger.
    start: usize,
    kind: Option<EventType>,
    class: TriggerClass,
    marked: bool,
    light: Option<&'a str>,
}

impl<'d, 'a> Story<'d, 'a> {
    /// An empty story of the draft's article.
    pub fn new(draft: &'d Draft<'a>, cast: &'d Cast, opaque: &'d [Span], blocked: &'d [Span]) -> Self {
        Self {
            draft,
            cast,
            opaque,
            blocked,
            events: Vec::new(),
            topic: Vec::new(),
            people: Vec::new(),
            host: Vec::new(),
            scene: Vec::new(),
            date: None,
            paragraph: usize::MAX,
            speech: Content::Told,
            spoken: BTreeSet::new(),
            policy: false,
            planned: false,
            occasion_type: EventType::Meeting,
            charged: false,
            accused: Vec::new(),
        }
    }

    /// Reads the next sentence.
    pub fn read(&mut self, index: usize) {
        let Some(&sentence) = self.draft.reading.sentences.get(index) else { return };
        let text = sentence.span.of(self.draft.text);
        if sentence.paragraph != self.paragraph {
            self.paragraph = sentence.paragraph;
            self.speech = Content::Told;
            self.charged = false;
        }
        let listed = index.checked_sub(1).and_then(|at| self.draft.reading.sentences.get(at)).is_some_and(|before| {
            before.paragraph == sentence.paragraph && before.span.of(self.draft.text).ends_with(['；', ';'])
        });
        self.charged = self.is_charge(text, listed);
        if self.speech != Content::Told && leaves(self.draft, sentence.span) {
            self.speech = Content::Told;
        }
        let mut mood = Mood { sentence: text.ends_with(['？', '?']), ..Mood::default() };
        let mut view = self.speech.max(if sentence.quoted { Content::View } else { Content::Told });
        let clauses = clauses(self.draft, sentence.span, self.opaque);
        let opening = clauses.first().map_or(sentence.span, |clause| clause.span);
        // 由县级以上指挥部发放: who is to act by the policy.
        let unnamed = |clause: &Clause| {
            let (from, to) = (clause.span.from(), clause.span.to());
            self.cast.subject(self.draft, from, to).is_empty() || !self.cast.agent(self.draft, from, to).is_empty()
        };
        if self.policy && clauses.iter().take(2).all(unnamed) {
            view = view.max(Content::Measure);
        }
        let item = ["一是", "二是", "三是", "四是", "五是", "六是", "一要", "二要", "三要", "四要", "五要"];
        let in_list = item.iter().any(|mark| text.starts_with(mark));
        // A plan goes on behind a semicolon until someone else acts.
        let continued = listed && self.cast.subject(self.draft, opening.from(), opening.to()).is_empty();
        mood.sentence |= (in_list || continued) && self.planned;
        mood.sentence |= is_provision(text);
        let aims = self.aims(&clauses);
        for (at, &clause) in clauses.iter().enumerate() {
            mood = mood.next_clause();
            mood.clause = at < aims;
            mood.ordered &= !self.names_actor(clause);
            let acts = self.acts(&clauses[..=at], &mut mood, &mut view, sentence.span);
            for (n, act) in acts.iter().enumerate() {
                let end =
                    acts.get(n + 1).filter(|next| next.start > act.span.from()).map_or(clause.span.to(), |n| n.start);
                self.tell(index, &clauses[..=at], *act, end);
            }
        }
        if !in_list {
            self.planned = mood.sentence;
        }
    }

    /// The acts that the last of `clauses` tells.
    fn acts(&mut self, clauses: &[Clause], mood: &mut Mood, view: &mut Content, sentence: Span) -> Vec<Act<'a>> {
        let draft = self.draft;
        let Some(&clause) = clauses.last() else { return Vec::new() };
        let found = candidates(draft, clause, self.blocked);
        let subordinate = is_subordinate(draft, clause);
        let dated = |to: usize| {
            draft.reading.dates.iter().any(|d| sentence.contains(d.span) && d.span.to() <= to && d.time.tells_day())
        };
        // 将于8月22日召开: the day may stand behind. 11月中旬，…将召开: a month announces too.
        let announced = |to: usize| {
            let mut dates = draft.reading.dates.iter().filter(|d| d.time.tells_day() || d.time.tells_month());
            dates.any(|d| clause.span.contains(d.span) || sentence.contains(d.span) && d.span.to() <= to)
        };
        let mut acts: Vec<Act<'a>> = Vec::new();
        let mut light: Option<(Candidate<'a>, Mood)> = None;
        let mut next = found.iter().peekable();
        let first = draft.words_to(clause.span.from());
        let mut done = 0;
        for index in first..draft.words.len() {
            let word = draft.words[index];
            if word.span.from() >= clause.span.to() {
                break;
            }
            let inside = word.span.from() < done;
            let mut told = false;
            // A trigger may begin inside a word (jieba takes 任 for the end of a name), and a word hold two (出席会议).
            while let Some(&candidate) = next.next_if(|c| c.span.from() < word.span.to()) {
                done = candidate.span.to();
                told = true;
                // 出席会议并讲话: 并 opens a second act.
                if let Some((verb, at)) = light
                    && self.text(verb.span.to(), candidate.span.from()).ends_with('并')
                {
                    self.close_light(&mut acts, verb, at, clause);
                    light = None;
                }
                let now = *mood;
                // 对大会举办表示祝贺: what the preposition governs is told of, not told.
                if now.framed && self.is_governed(&found, candidate) {
                    continue;
                }
                let marked = now.marked || self.is_marked(candidate.span.to(), clause);
                let real = now.is_real() && self.is_told(*view, candidate.class, marked);
                mood.negated = false;
                if candidate.kind == Some(EventType::Statement) && candidate.stand == Stand::Verb && light.is_none() {
                    if let Some(act) = self.speech_act(candidate, clauses, now, subordinate) {
                        acts.extend(act);
                        let parted =
                            self.after(candidate.span.to()).is_none_or(|c| matches!(c, '，' | '：' | ':' | ',' | '“'));
                        // 致辞，主持人…: what follows is no part of the address.
                        let parted = parted
                            && !(is_address(self.draft.lexicon, candidate.word)
                                && matches!(self.after(candidate.span.to()), Some('，' | ',')));
                        let goes_on = parted || matches!(candidate.word, "强调" | "指出");
                        if parted || content(draft.lexicon, candidate.word) == Content::Demand {
                            *view = if self.is_paper(candidate.span.from(), clause) {
                                Content::Measure
                            } else {
                                content(draft.lexicon, candidate.word)
                            };
                            // 要求各地加强值守 ends with its sentence, 强调，要… goes on.
                            if goes_on {
                                self.speech = *view;
                            }
                            mood.sentence |= *view == Content::Demand;
                        }
                        mood.sentence |= is_pivot(draft.lexicon, candidate.word);
                    }
                    continue;
                }
                if subordinate {
                    continue;
                }
                let act = Act {
                    word: candidate.word,
                    span: candidate.span,
                    start: candidate.span.from(),
                    kind: candidate.kind,
                    class: candidate.class,
                    marked,
                    light: None,
                };
                match candidate.class {
                    TriggerClass::Light => {
                        let apart = light.is_none_or(|(before, _)| before.span.end < candidate.span.start);
                        let takes = real && candidate.stand == Stand::Verb && apart;
                        light = match light {
                            // 组织举办: the last of two that touch has the object.
                            Some((before, at)) if !apart && candidate.stand == Stand::Verb => {
                                Some((Candidate { span: before.span.cover(candidate.span), ..candidate }, at))
                            }
                            _ if takes => Some((candidate, now)),
                            _ => light,
                        };
                    }
                    _ if light.is_some() => {
                        if let Some((verb, at)) = light
                            && (!verb.needs_mark || marked || at.marked || self.followed_by_le(verb.span.to()))
                        {
                            self.under_light(&mut acts, act, verb);
                        }
                    }
                    TriggerClass::Noun => {
                        let told = is_press_conference(candidate.word) && !now.sentence && dated(candidate.span.from());
                        let known = acts.iter().any(|act| act.kind == candidate.kind);
                        acts.extend((told && !known).then_some(act));
                    }
                    // 查处侵吞国有资产等问题: what is punished is named, not told.
                    _ if candidate.kind == Some(EventType::Misconduct) && acts.iter().any(punishes) => {}
                    _ if real && self.stands(candidate) && (marked || !candidate.needs_mark) => {
                        self.add_verb(&mut acts, act, clause)
                    }
                    _ => {}
                }
                mood.covered |= matches!(candidate.word, "听取" | "接到");
                let tail = candidate.word.len().checked_sub("判决".len()).map_or("", |at| &candidate.word[at..]);
                let moves = is_pivot(draft.lexicon, tail) && now.is_real() && candidate.span.to() < clause.span.to();
                if moves && candidate.stand == Stand::Verb {
                    if matches!(candidate.kind, Some(EventType::Call)) {
                        mood.sentence = true;
                    } else if draft.lexicon.cues.ends(Cue::Mandating, candidate.word) {
                        mood.ordered = true;
                    } else {
                        mood.clause = true;
                    }
                }
            }
            let pivot = word.tag != "vn" && is_pivot(draft.lexicon, word.text);
            let cue = Mood::cue(draft.lexicon, word);
            // Names and titles are asked only where a word matters: most do not.
            if !told && !inside && (pivot || cue.is_some()) && !within(self.blocked, word.span.from()) {
                if let Some(cue) = cue {
                    mood.read(cue, draft, index, clause.span, || announced(word.span.from()));
                }
                mood.covered |= pivot;
            }
        }
        if let Some((verb, at)) = light {
            // 慰问演出暨颁奖活动举行: what is held is no act beside its being held.
            let held = matches!(verb.word, "举行" | "举办") && verb.span.to() == clause.span.to();
            if held {
                acts.retain(|act| act.kind == Some(EventType::Statement));
            }
            self.close_light(&mut acts, verb, at, clause);
        }
        if acts.is_empty() && self.charged && !subordinate {
            acts.extend(self.bare_charge(clause));
        }
        acts
    }

    /// How many clauses at the sentence's head tell what the act behind them is for: 为提高意识，普及知识，8月1日，…. The aims end
    /// where a clause opens with who acts, when or where; if none does, the first clause alone is one.
    fn aims(&self, clauses: &[Clause]) -> usize {
        let Some(first) = clauses.first() else { return 0 };
        let text = first.span.of(self.draft.text);
        let word = |at: usize| self.draft.word_at(at).map(|index| self.draft.words[index]);
        let aim = text.strip_prefix("为了").or_else(|| text.strip_prefix('为')).is_some_and(|rest| {
            !text.contains('了')
                && word(first.span.to() - rest.len()).is_some_and(|word| is_verbal(self.draft.lexicon, word))
        });
        let opens = |clause: &&Clause| {
            let at = clause.span.from();
            self.names_actor(**clause)
                || self.draft.reading.dates.iter().any(|date| date.span.from() == at)
                || word(at).is_some_and(|word| matches!(word.tag, "p" | "r" | "m"))
        };
        if aim { clauses.iter().skip(1).position(|clause| opens(&clause)).map_or(0, |at| at + 1) } else { 0 }
    }

    /// Whether a clause begins with a noun or name: someone else acts.
    fn names_actor(&self, clause: Clause) -> bool {
        let first = self.draft.words_before(clause.span.from());
        let noun =
            self.draft.words.get(first).is_some_and(|word| matches!(word.tag.as_bytes().first(), Some(b'n' | b't')));
        noun || within(self.blocked, clause.span.from())
    }

    /// Whether a verb behind `candidate` is that of the clause, so that a preposition before both governs `candidate`.
    fn is_governed(&self, found: &[Candidate<'_>], candidate: Candidate<'_>) -> bool {
        let light = candidate.class == TriggerClass::Light;
        if light && !self.draft.lexicon.cues.has(Cue::LightVerb, candidate.word)
            || candidate.kind == Some(EventType::Statement)
        {
            return false;
        }
        found.iter().filter(|later| later.stand == Stand::Verb && later.span.start > candidate.span.end).any(|later| {
            let verb = match later.class {
                TriggerClass::Light => !light || matches!(later.word, "给予" | "予以" | "作出" | "做出"),
                TriggerClass::Strong => !light || later.kind == Some(EventType::Statement),
                _ => false,
            };
            let gap = self.text(candidate.span.to(), later.span.from());
            verb && !gap.contains(['、', '并', '和', '的'])
        })
    }

    /// Whether an act is told in words of this content: a view holds acts that only acts are named for, a measure of a
    /// policy those that are marked as done.
    fn is_told(&self, view: Content, class: TriggerClass, marked: bool) -> bool {
        match view {
            Content::Told => true,
            Content::View => marked || class == TriggerClass::Strong,
            Content::Measure => marked,
            Content::Demand => false,
        }
    }

    /// Whether a strong or weak candidate stands as the verb of an act.
    fn stands(&self, candidate: Candidate<'_>) -> bool {
        match candidate.stand {
            Stand::Verb => true,
            Stand::Relative => {
                self.draft.lexicon.cues.has(Cue::HeldThing, candidate.word)
                    && self.text(candidate.span.to(), candidate.span.to() + 3) == "的"
            }
            Stand::Noun => false,
        }
    }

    fn add_verb(&self, acts: &mut Vec<Act<'a>>, act: Act<'a>, clause: Clause) {
        if let Some(last) = acts.last_mut() {
            let gap = self.text(last.span.to(), act.span.from());
            // 发布警情通报, 下发整改通知: what was issued is no second act.
            if last.kind == Some(EventType::Issuance)
                && act.span.to() == clause.span.to()
                && matches!(act.kind, Some(EventType::Report | EventType::Call | EventType::Issuance))
            {
                return;
            }
            let apart = gap == "并" && (last.word == "主持" || last.class == act.class && last.kind != act.kind);
            if !apart && matches!(gap, "" | "、" | "和" | "并" | "及" | "与") {
                // One object for two verbs: 走访慰问, 核对并登记.
                if last.class == TriggerClass::Weak {
                    last.kind = act.kind;
                    last.class = act.class;
                    last.word = act.word;
                }
                last.span = last.span.cover(act.span);
                return;
            }
            if act.class == TriggerClass::Weak || last.kind == act.kind && !apart {
                return;
            }
        }
        if act.class == TriggerClass::Weak {
            let end = act.span.to();
            let has_object = self.draft.after(end).is_some_and(|c| !matches!(c, '，' | '。' | '；' | '、' | ','));
            // 副市长张三主持。
            let before = self.cast.between(clause.span.from(), act.start).last();
            let chairs = act.word == "主持" && before.is_some_and(|mention| mention.whole.to() == act.start);
            // 经市政府同意，
            let by = act.word == "同意" && !self.cast.agent(self.draft, clause.span.from(), act.start).is_empty();
            if !has_object && !chairs && !by && self.preposed(act.start).is_none() {
                return;
            }
        }
        acts.push(act);
    }

    /// A trigger behind a light verb gives the act its type; the last of one noun phrase does, each of a list.
    fn under_light(&self, acts: &mut Vec<Act<'a>>, act: Act<'a>, verb: Candidate<'a>) {
        let joined = Act {
            start: verb.span.from(),
            light: Some(verb.word),
            marked: act.marked || self.followed_by_le(verb.span.to()),
            ..act
        };
        let Some(last) = acts.iter_mut().rev().find(|a| a.light.is_some()) else {
            acts.push(joined);
            return;
        };
        let gap = self.text(last.span.to(), act.span.from());
        let listed = gap.contains('、') || matches!(gap, "和" | "与" | "及" | "以及");
        if listed && last.kind != act.kind {
            acts.push(Act { start: act.start, ..joined });
        } else if !listed && act.class != TriggerClass::Weak {
            *last = Act { start: last.start, ..joined };
        }
    }

    /// Adds the act of a light verb that no noun behind it told.
    fn close_light(&self, acts: &mut Vec<Act<'a>>, verb: Candidate<'a>, at: Mood, clause: Clause) {
        if acts.iter().all(|act| act.start != verb.span.from())
            && let Some(act) = self.bare_light(verb, at, clause)
        {
            let position = acts.partition_point(|a| a.start < act.start);
            acts.insert(position, act);
        }
    }

    /// A light verb whose object has no trigger: its own type, or what the object table says.
    fn bare_light(&self, verb: Candidate<'a>, at: Mood, clause: Clause) -> Option<Act<'a>> {
        let object = self.text(verb.span.to(), clause.span.to());
        let object = object.split('并').next().unwrap_or(object);
        // 定向赛，在江岸举行: what is held may stand a clause before.
        let held = matches!(verb.word, "举行" | "举办") && object.is_empty();
        let whole = self.draft.sentence_of(verb.span.from()).map_or(clause.span.from(), |s| s.span.from());
        let before = self.text(if held { whole } else { clause.span.from() }, verb.span.from());
        let objects = &self.draft.lexicon.objects;
        let short = object.chars().count() < 3;
        let decided =
            objects.decide(verb.word, object).or_else(|| short.then(|| objects.decide(verb.word, before)).flatten());
        let kind = decided.or(verb.kind)?;
        let marked = at.marked || self.is_marked(verb.span.to(), clause);
        // 副市长张三参加: who was there tells an act without an object.
        let present = is_attendance(self.draft.lexicon, verb.word)
            && (!self.cast.between(clause.span.from(), verb.span.from()).is_empty()
                || self.draft.lexicon.cues.stand_in(Cue::Attendee, before));
        if decided.is_none() && !present && !held && object.trim_start_matches(['了', '好']).chars().count() < 3 {
            return None;
        }
        Some(Act {
            word: verb.word,
            span: verb.span,
            start: verb.span.from(),
            kind: Some(kind),
            class: TriggerClass::Light,
            marked,
            light: None,
        })
    }

    /// 了, 过 behind the verb, or a figure in its object.
    fn is_marked(&self, at: usize, clause: Clause) -> bool {
        let object = self.text(at, clause.span.to());
        object.starts_with(['了', '过']) || object.chars().any(|c| c.is_ascii_digit())
    }

    fn followed_by_le(&self, at: usize) -> bool {
        matches!(self.after(at), Some('了' | '过'))
    }

    fn after(&self, at: usize) -> Option<char> {
        self.draft.after(at)
    }

    fn text(&self, from: usize, to: usize) -> &'a str {
        self.draft.text.get(from..to).unwrap_or("")
    }

    /// What tells one actor from another.
    fn key(&self, reference: Reference) -> String {
        let reading = &self.draft.reading;
        let span = match reference {
            Reference::Person(at) => return reading.people.get(at).map(|p| p.name.clone()).unwrap_or_default(),
            Reference::Organisation(at) => reading.organisations.get(at).map(|o| o.span),
            Reference::Place(at) => reading.places.get(at).map(|p| p.span),
        };
        span.map_or_else(String::new, |span| span.of(self.draft.text).to_owned())
    }
}

/// Whether a sentence tells what the law lays down: 盗窃公私财物，数额较大的，处三年以下有期徒刑.
fn is_provision(sentence: &str) -> bool {
    sentence.contains("的，") && ["的，处", "的，应当", "的，依照"].iter().any(|words| sentence.contains(words))
}

/// Whether an act is that of an authority, whose object names what it meets.
fn punishes(act: &Act<'_>) -> bool {
    let of =
        [EventType::Enforcement, EventType::Discipline, EventType::Report, EventType::Publicity, EventType::Inspection];
    act.kind.is_some_and(|kind| of.contains(&kind))
}
