//! The parts of an act: who did it, where and when, and what it is.

use super::super::clause::{Clause, within};
use super::super::trigger::{is_attendance, rule};
use super::speaking::asks_in_suit;
use super::{Act, Story};
use crate::lexicon::{Cue, Cues, lists::TriggerClass};
use crate::model::reading::{EventClaim, Reference, Time};
use crate::model::{EventType, Level};
use crate::text::Span;

/// Characters of the act's words at most.
const LONGEST_WHAT: usize = 40;

/// Sentences of a paragraph at most; where an article of more has one alone, its breaks are lost.
const LONGEST_PARAGRAPH: usize = 6;

impl<'a> Story<'_, 'a> {
    /// The subject of what stands at byte `at` of the last clause.
    pub(super) fn who(&self, clauses: &[Clause], at: usize) -> Vec<Reference> {
        let Some((clause, earlier)) = clauses.split_last() else { return Vec::new() };
        let agent = self.cast.agent(self.draft, clause.span.from(), at);
        if !agent.is_empty() {
            return agent;
        }
        let opening = self.text(clause.span.from(), at).trim_start_matches(['“', '‘']);
        // 记者从…发布会上获悉: reporters heard it; no one who spoke before held it.
        if opening.contains("记者") && (opening.contains("记者从") || opening.contains("记者在")) {
            return self.cast.subject(self.draft, clause.span.from(), at);
        }
        if (opening.starts_with("会议") || opening.starts_with("全会")) && !self.host.is_empty() {
            return self.host.clone();
        }
        let mut found = self.cast.subject(self.draft, clause.span.from(), at);
        if found.is_empty()
            && let Some(body) = self.stand_in(clause.span.from(), at)
        {
            return vec![body];
        }
        // 法院作出判决, where no court is named: no one else.
        if found.is_empty() && ["法院", "法庭", "警方"].iter().any(|noun| opening.starts_with(noun)) {
            return Vec::new();
        }
        if let [Reference::Place(place)] = found[..]
            && let Some(body) = self.organ_of(place)
        {
            return vec![body];
        }
        let mut listing = found.is_empty() || found.iter().all(|r| matches!(r, Reference::Person(_)));
        for before in earlier.iter().rev() {
            let goes_on = found.is_empty() || listing && self.cast.is_list_of_people(*before);
            if !goes_on {
                break;
            }
            let more = self.cast.subject(self.draft, before.span.from(), before.span.to());
            if more.is_empty()
                && found.is_empty()
                && let Some(body) = self.stand_in(before.span.from(), before.span.to())
            {
                return vec![body];
            }
            listing = more.iter().all(|r| matches!(r, Reference::Person(_)));
            found.splice(0..0, more);
        }
        if !found.is_empty() {
            return found;
        }
        let opening = self.text(clauses[0].span.from(), at);
        if !self.people.is_empty() && (opening.contains(['他', '她']) || opening.contains("一行")) {
            return self.people.clone();
        }
        if opening.contains("我们")
            && let Some(body) = self.we(at)
        {
            return vec![body];
        }
        self.topic.clone()
    }

    /// What an activity that is held or joined is about: 开展垃圾分类主题活动 spreads knowledge. None where the object tells
    /// more than that it is an activity.
    fn activity(&self, act: Act<'a>, kind: EventType, object: &str, before: &str, sentence: Span) -> Option<EventType> {
        let words = act.light.unwrap_or(act.word);
        let plain = matches!(kind, EventType::Other | EventType::Meeting | EventType::Service) && act.light.is_none();
        if !plain || !(self.draft.lexicon.cues.has(Cue::Holding, words) || words.starts_with("参与")) {
            return None;
        }
        let told = if object.chars().count() < 3 { before } else { object };
        // 由妇联主办、社区承办的书画展…举行: what is held stands behind its holders, or before them.
        if matches!(words, "主办" | "承办" | "协办") && !told.contains("活动") {
            let objects = &self.draft.lexicon.objects;
            return objects
                .decide("举行", self.text(act.span.to(), sentence.to()))
                .or_else(|| objects.decide("举行", self.text(sentence.from(), act.start)));
        }
        let at = told.rfind("活动")?;
        if self.draft.lexicon.cues.stand_in(Cue::Ceremony, &told[at..]) {
            return None;
        }
        let name = &told[..at];
        let named = !matches!(name, "" | "此次" | "本次" | "这次" | "该" | "了此次" | "到此次" | "各种");
        if words.starts_with("参与") || !named {
            let other = self.occasion_type == EventType::Meeting;
            return Some(if other { EventType::Other } else { self.occasion_type });
        }
        let objects = &self.draft.lexicon.objects;
        objects
            .decide("活动", name)
            .or_else(|| objects.decide("活动", self.text(sentence.from(), act.start)))
            .or(Some(EventType::Other))
    }

    /// Whom 我们 in a quotation means at byte `at`: the body of the speaker, who is named behind the quotation or was
    /// named before it.
    fn we(&self, at: usize) -> Option<Reference> {
        const NEAR: usize = 90;
        let close = at + self.draft.text.get(at..)?.find('”')?;
        let people = &self.draft.reading.people;
        let behind = people.iter().position(|person| person.span.from() > close && person.span.to() < close + NEAR);
        let before = self.people.iter().find_map(|r| match r {
            Reference::Person(person) => Some(*person),
            _ => None,
        });
        let speaker = people.get(behind.or(before)?)?;
        speaker.titles.iter().find_map(|title| title.body)
    }

    /// Records an act with its parts; its words go to byte `end` at most.
    pub(super) fn tell(&mut self, sentence: usize, clauses: &[Clause], act: Act<'a>, end: usize) {
        let Some(&clause) = clauses.last() else { return };
        let Some(&whole) = self.draft.reading.sentences.get(sentence) else { return };
        let object = self.text(act.span.to(), end);
        let before = self.text(clause.span.from(), act.start);
        let lexicon = self.draft.lexicon;
        let cues = &lexicon.cues;
        let objects = &lexicon.objects;
        let short = object.chars().count() < 3;
        // What stands behind the noun of a light verb is the head: 举办慰问演出. An object may stand before its verb.
        let decided = match act.light {
            Some(light) => objects.decide(light, self.text(act.span.from(), end).trim_end_matches("活动")),
            None => {
                objects.decide(act.word, object).or_else(|| short.then(|| objects.decide(act.word, before)).flatten())
            }
        };
        let by_actor = self.draft.lexicon.actors.decide(act.word, self.text(whole.span.from(), act.start));
        let Some(mut kind) = by_actor.or(decided).or(act.kind) else { return };
        if matches!(act.word, "办理" | "处理" | "审理") && (before.contains('案') || object.contains('案')) {
            kind = self.authority_before().unwrap_or(kind);
        }
        if is_attendance(lexicon, act.word)
            && kind == EventType::Meeting
            && !act.word.contains('会')
            && !object.contains('会')
            && !object.contains("仪式")
        {
            kind = self.occasion_type;
        }
        if let Some(about) = self.activity(act, kind, object, before, whole.span) {
            kind = about;
        }
        if kind == EventType::Statement && is_lesson(cues, act.word, before, object) {
            kind = EventType::Publicity;
        }
        kind = self.charge_of(kind, is_against_rules(cues, before));
        let speech = kind == EventType::Statement;
        // 本报记者8月19日报道, 据某报报道 name who writes.
        if kind == EventType::Report
            && act.word == "报道"
            && (before.contains("记者") || before.starts_with("据") || before.starts_with("另据"))
        {
            return;
        }
        if speech && asks_in_suit(lexicon, act.word, self.text(whole.span.from(), act.start)) {
            return;
        }
        // 引导青少年树立意识, 把温暖送到心坎上: what an act is for, or how it is felt, is none.
        let counted = object.chars().any(|c| c.is_ascii_digit());
        let felt = act.word.starts_with('送') && cues.stand_in(Cue::Heart, object);
        if act.class == TriggerClass::Weak && act.light.is_none() && (felt || !counted && cues.ends(Cue::Aim, object)) {
            return;
        }
        // 受到称赞, 得到肯定 tell of no speaker; 记者采访 of no inspection.
        let praised = speech && cues.stand_in(Cue::Praised, before);
        if praised || kind == EventType::Inspection && before.contains("记者") {
            return;
        }
        let named = self.cast.subject(self.draft, clause.span.from(), act.start);
        let who = match kind {
            EventType::Statement => self.speakers(clauses, act.start, before, &named),
            EventType::Misconduct if named.is_empty() && self.is_accusation(sentence) => self.accused.clone(),
            EventType::Misconduct => self.culprit(clauses, act.start),
            EventType::Appointment => self.taker(act, self.who(clauses, act.start)),
            EventType::Discipline | EventType::Judicial => {
                self.authority(kind, act, end).unwrap_or_else(|| self.who(clauses, act.start))
            }
            _ => self.who(clauses, act.start),
        };
        if speech {
            // 会议指出, 《通知》要求 are acts each; a person's or body's words are one speech.
            // 一位工作人员表示, 一名家长说: someone whom the text has not heard before.
            let new = cues.stand_in(Cue::SomeoneNew, before);
            let paper = new || before.ends_with("会议") || before.contains('》') || before.ends_with("通知");
            let key = who.first().map_or_else(|| before.to_owned(), |&r| self.key(r));
            let told = !named.is_empty() || self.names_speaker(clause, act.start);
            let known =
                !self.spoken.insert((self.paragraph, key)) && !paper && (!told || self.speech_goes_on(sentence));
            let again = self.events.last().is_some_and(|e| e.r#type == kind && clause.span.contains(e.trigger));
            if known || again {
                return;
            }
        }
        // 看望官兵，送去节日的问候: the wishes are part of the visit.
        let visited = |e: &EventClaim| e.sentence == sentence && e.r#type == EventType::Visit;
        if kind == EventType::Visit && act.word.starts_with('送') && self.events.iter().rev().take(4).any(visited) {
            return;
        }
        // What follows a look around in one sentence is part of it: 查看…，了解….
        if kind == EventType::Inspection && act.class == TriggerClass::Weak {
            let part = self
                .events
                .iter()
                .rev()
                .take_while(|e| e.sentence == sentence)
                .any(|e| matches!(e.r#type, EventType::Inspection | EventType::Visit | EventType::Meeting));
            if part {
                return;
            }
            if self.occasion_type == EventType::Visit {
                kind = EventType::Visit;
            }
        }
        let date = self.when(whole.span, clause, act.start);
        let idle = self.is_background(act, clause, &named, before, date);
        if kind == EventType::Appointment && (idle || before.contains("利用")) {
            return;
        }
        let inspects = |r: &Reference| match r {
            Reference::Person(_) => true,
            r => self.key(*r).ends_with('组'),
        };
        if act.word.starts_with("指导") && who.iter().any(inspects) {
            kind = EventType::Inspection;
        }
        let places = match kind {
            EventType::Appointment => self.seat(act.start, end),
            _ => Vec::new(),
        };
        let places = if places.is_empty() { self.places(clauses, &who) } else { places };
        let dated = date.or_else(|| self.occasion(kind).then_some(self.date).flatten());
        let what_end = if speech { whole.span.to() } else { end };
        let start = if self.text(act.span.to(), end).chars().count() < 3 {
            self.preposed(act.start).filter(|&at| at >= clause.span.from()).unwrap_or(act.start)
        } else {
            act.start
        };
        let what = shortened(self.draft.text, start, what_end);
        self.events.push(EventClaim {
            sentence,
            r#type: kind,
            trigger: act.span,
            what,
            who: who.clone(),
            places: places.clone(),
            scene: self.scene.clone(),
            date: dated,
            rule: rule(act.class, act.marked, act.light.is_some(), speech),
        });
        self.accuse(kind, clause);
        // Who is there or in the chair is not whom the report goes on about.
        let verb = act.light.unwrap_or(act.word);
        let aside = is_attendance(lexicon, verb)
            || act.word.starts_with("主持") && kind == EventType::Meeting && !act.word.contains('开');
        if who.iter().any(|r| matches!(r, Reference::Person(_))) && !aside {
            self.people = who.iter().copied().filter(|r| matches!(r, Reference::Person(_))).collect();
        }
        if !speech && !who.is_empty() && !aside {
            self.topic.clone_from(&who);
        }
        if matches!(kind, EventType::Meeting | EventType::Issuance) && !who.is_empty() && !is_attendance(lexicon, verb)
        {
            // 主持召开区委常委会会议: the meeting is that of the body which its name holds, and so is what it goes on to do.
            let held = self.cast.between(act.start, end).iter().map(|m| m.reference);
            let body = held.into_iter().find(|r| matches!(r, Reference::Organisation(_)));
            // 主持会议: who is in the chair does not own the meeting that a body called.
            let called = act.word.starts_with("主持")
                && who.iter().all(|r| matches!(r, Reference::Person(_)))
                && self.host.iter().any(|r| matches!(r, Reference::Organisation(_)));
            match body {
                Some(body) if kind == EventType::Meeting => {
                    self.host = vec![body];
                    self.topic = vec![body];
                }
                _ if called => {}
                _ => self.host = who,
            }
        }
        // Long ago is when someone broke the law, not when the report goes on.
        if date.is_some() && kind != EventType::Misconduct {
            self.date = date;
        }
        let occasion = matches!(kind, EventType::Meeting | EventType::Inspection | EventType::Visit)
            || cues.has(Cue::Holding, act.word);
        if occasion && !is_attendance(lexicon, verb) {
            self.occasion_type = kind;
        }
        if kind == EventType::Issuance {
            self.policy = cues.stand_in(Cue::PolicyPaper, object);
        }
        if !places.is_empty() {
            self.scene = places;
        }
    }

    pub(super) fn places(&self, clauses: &[Clause], who: &[Reference]) -> Vec<Reference> {
        for clause in clauses.iter().rev() {
            let found = self.cast.locations(self.draft, clause.span.from(), clause.span.to());
            if !found.is_empty() {
                return found;
            }
        }
        let places: Vec<Reference> = who.iter().copied().filter(|r| matches!(r, Reference::Place(_))).collect();
        if !places.is_empty() {
            return places;
        }
        // A body of a village or a quarter acts there.
        let reading = &self.draft.reading;
        let local = who.iter().filter_map(|r| match r {
            Reference::Organisation(at) => reading.organisations.get(*at)?.place,
            _ => None,
        });
        let near = |at: &usize| {
            reading.places.get(*at).is_some_and(|p| p.level >= Level::Township && p.level <= Level::Village)
        };
        local.filter(near).map(Reference::Place).collect()
    }

    /// Whoever takes up or leaves a post is a person: of `who` or the last one named. A body appoints.
    fn taker(&self, act: Act<'a>, who: Vec<Reference>) -> Vec<Reference> {
        let people: Vec<Reference> = who.iter().copied().filter(|r| matches!(r, Reference::Person(_))).collect();
        if !people.is_empty() || self.draft.lexicon.cues.stand_in(Cue::Appointing, act.word) {
            return if people.is_empty() { who } else { people };
        }
        self.cast.person_before(act.start).map_or(who, |person| vec![person])
    }

    /// The authority whose act it is where the subject is whom it meets: 接受省纪委监委审查调查; a sentence that names no
    /// one is that of the court named last.
    fn authority(&self, kind: EventType, act: Act<'a>, end: usize) -> Option<Vec<Reference>> {
        let body = |r: &Reference| matches!(r, Reference::Organisation(_));
        if kind == EventType::Discipline {
            let accepts = act.light == Some("接受") || act.word.starts_with("接受");
            let bodies = self.cast.between(act.start, end).iter().map(|m| m.reference);
            let bodies: Vec<Reference> = bodies.filter(body).collect();
            return (accepts && !bodies.is_empty()).then_some(bodies);
        }
        let sentences = self.draft.lexicon.cues.stand_in(Cue::Sentencing, act.word);
        let named = self.cast.between(self.sentence_start(act.start), act.start).iter().any(|m| body(&m.reference));
        if !sentences || named {
            return None;
        }
        let reading = &self.draft.reading;
        let before = reading.organisations.iter().enumerate().filter(|(_, body)| body.span.to() <= act.start);
        let court = before.rev().find(|(_, body)| body.span.of(self.draft.text).contains("法院"));
        court.map(|(at, _)| vec![Reference::Organisation(at)])
    }

    /// The type of the last act of an authority: 该案正在办理中 goes on with it.
    fn authority_before(&self) -> Option<EventType> {
        const OF: [EventType; 3] = [EventType::Judicial, EventType::Discipline, EventType::Enforcement];
        self.events.iter().rev().map(|event| event.r#type).find(|kind| OF.contains(kind))
    }

    /// Where the sentence begins that holds byte `at`.
    fn sentence_start(&self, at: usize) -> usize {
        self.draft.sentence_of(at).map_or(0, |sentence| sentence.span.from())
    }

    /// Where the post is that `from..to` names: the place of its body.
    fn seat(&self, from: usize, to: usize) -> Vec<Reference> {
        let reading = &self.draft.reading;
        let post = Span::new(from, to);
        let body = reading.organisations.iter().find(|body| post.contains(body.span));
        let place = body.and_then(|body| body.place);
        place
            .or_else(|| reading.places.iter().position(|place| post.contains(place.span)))
            .map(Reference::Place)
            .into_iter()
            .collect()
    }

    /// The time of an act at byte `at`: the last one before it in the sentence, a day before a year. One in brackets, or that
    /// describes a noun (对2022年的预算进行审议), counts only where no other stands.
    pub(super) fn when(&self, sentence: Span, clause: Clause, at: usize) -> Option<usize> {
        let dates = &self.draft.reading.dates;
        let before = |i: &usize| sentence.contains(dates[*i].span) && dates[*i].span.to() <= at;
        let telling = |i: &usize| !matches!(dates[*i].time, Time::Vague);
        let mut all: Vec<usize> = (0..dates.len()).filter(before).filter(telling).collect();
        if all.iter().any(|&i| !self.describes(dates[i].span)) {
            all.retain(|&i| !self.describes(dates[i].span));
        }
        let day = all.iter().rev().find(|&&i| dates[i].time.tells_day());
        let near = all.iter().rev().find(|&&i| clause.span.contains(dates[i].span));
        near.or(day).or(all.last()).copied()
    }

    /// Whether a date stands in brackets or describes the noun behind it.
    fn describes(&self, date: Span) -> bool {
        let before = self.text(0, date.from());
        within(self.opaque, date.from())
            || self.draft.lexicon.cues.ends(Cue::DateGovernor, before)
            || self.after(date.to()) == Some('的')
    }

    /// Whether an act of an authority in this sentence, or a list of charges, says whose misconduct is told.
    fn is_accusation(&self, sentence: usize) -> bool {
        let by = [EventType::Judicial, EventType::Discipline];
        let told = self.events.last().is_some_and(|e| e.sentence == sentence && by.contains(&e.r#type));
        (self.charged || told) && !self.accused.is_empty()
    }

    /// Whose misconduct stands at byte `at` of the last clause: the person named as a subject before the bodies of his posts.
    fn culprit(&self, clauses: &[Clause], at: usize) -> Vec<Reference> {
        let found = self.who(clauses, at);
        let person = |r: &Reference| matches!(r, Reference::Person(_));
        if found.iter().any(person) || clauses.len() < 2 {
            return found;
        }
        let earlier = clauses.iter().rev().skip(1);
        let subjects = earlier.map(|clause| self.cast.subject(self.draft, clause.span.from(), clause.span.to()));
        let people = subjects.map(|names| names.into_iter().filter(person).collect::<Vec<_>>());
        people.into_iter().find(|names| !names.is_empty()).unwrap_or(found)
    }

    /// Whether an act of this type goes on with the occasion before it.
    pub(super) fn occasion(&self, kind: EventType) -> bool {
        matches!(
            kind,
            EventType::Meeting
                | EventType::Statement
                | EventType::Inspection
                | EventType::Visit
                | EventType::Signing
                | EventType::Award
                | EventType::Training
        )
    }

    /// Whether the act before is a speech of this sentence or, where paragraphs tell where speeches end, of the one before.
    fn speech_goes_on(&self, sentence: usize) -> bool {
        let lost = self.draft.article.paragraphs.len() == 1 && self.draft.reading.sentences.len() > LONGEST_PARAGRAPH;
        let reach = usize::from(!lost);
        self.events.last().is_some_and(|e| e.r#type == EventType::Statement && e.sentence + reach >= sentence)
    }

    /// Where an object before its verb begins: 把…, 对…, 向…, 为….
    pub(super) fn preposed(&self, at: usize) -> Option<usize> {
        let first = self.draft.words_to(at.saturating_sub(120));
        let last = self.draft.words_to(at);
        let words = self.draft.words.get(first..last)?;
        for word in words.iter().rev() {
            if matches!(word.text, "，" | "。" | "；" | "：" | "！" | "？") {
                return None;
            }
            if matches!(word.text, "对" | "把" | "将" | "向" | "为" | "就" | "给" | "与" | "被" | "由") {
                return Some(word.span.from());
            }
        }
        None
    }
}

/// Whether what stands before a verb in its clause says that the act breaks rules: 违规向亲友发放补贴.
fn is_against_rules(cues: &Cues, before: &str) -> bool {
    // Most clauses have none.
    if !cues.stand_in(Cue::RuleBreaking, before) {
        return false;
    }
    let words = cues.words(Cue::RuleBreaking).iter();
    let behind = words.filter_map(|word| before.rfind(word.as_str()).map(|at| &before[at + word.len()..])).next_back();
    behind.is_some_and(|gap| gap.is_empty() || gap.starts_with(['向', '为', '给', '将', '把', '从', '在']))
}

/// Whether words to an audience spread knowledge: 为居民们介绍新型毒品的特征, but not 向调研组介绍情况.
fn is_lesson(cues: &Cues, word: &str, before: &str, object: &str) -> bool {
    let Some(at) = ["向", "为", "给"].iter().filter_map(|mark| before.rfind(mark)).max() else { return false };
    let audience = &before[at..];
    matches!(word, "介绍" | "讲述" | "分享")
        && !object.trim_start_matches('了').is_empty()
        && cues.stand_in(Cue::Audience, audience)
}

/// The stretch from `start` to `end`, cut after [`LONGEST_WHAT`] characters.
fn shortened(text: &str, start: usize, end: usize) -> Span {
    let piece = text.get(start..end).unwrap_or("");
    // 被“双开”: a quotation that begins within ends within.
    let quoted = piece.matches('“').count() == piece.matches('”').count();
    let piece = piece.trim_end_matches(|c| "。，；！？、：并和,".contains(c) || c == '”' && !quoted);
    let length = piece.char_indices().nth(LONGEST_WHAT).map_or(piece.len(), |(at, _)| at);
    Span::new(start, start + length)
}
