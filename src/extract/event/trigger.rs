//! Words that name acts.
//!
//! **Finds** the words of the trigger list that are verbs of their clause, or nouns under a light verb.
//! **Rule** the word is one for jieba too, stands in no name and no title, has no 的 before it, does not modify a noun behind it
//! (检查组, 检测结果), is no relative clause (下发的口罩已用完) and no clause of time (活动结束后).
//! **In** 检查组对3家企业进行了消防检查。
//! **Out** 进行 … 检查

use super::clause::{Clause, within};
use super::speech::is_pivot;
use crate::extract::Draft;
use crate::lexicon::lists::{Trigger, TriggerClass};
use crate::lexicon::{Cue, Cues, Lexicon, Lists, Sense};
use crate::model::EventType;
use crate::text::Span;

/// A word of the trigger list where it may name an act.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a> {
    /// Where.
    pub span: Span,
    /// The word.
    pub word: &'a str,
    /// Its type by the list.
    pub kind: Option<EventType>,
    /// Its class.
    pub class: TriggerClass,
    /// How it stands in its clause.
    pub stand: Stand,
    /// Whether it tells an act only where a figure, 了 or 已 marks it as done.
    pub needs_mark: bool,
}

/// How a trigger stands in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    /// As a verb.
    Verb,
    /// As a noun: behind 的, or before the head that it modifies.
    Noun,
    /// In a relative clause before the noun that it describes.
    Relative,
}

/// The candidates of a clause, by position.
pub fn candidates<'a>(draft: &Draft<'a>, clause: Clause, blocked: &[Span]) -> Vec<Candidate<'a>> {
    let mut found: Vec<Candidate<'a>> = Vec::new();
    let mut end = clause.span.from();
    for hit in draft.hits_in(clause.span).filter(|hit| hit.is_of(Lists::TRIGGERS)) {
        if hit.span.from() < end || hit.span.to() > clause.span.to() {
            continue;
        }
        let mut rows = draft.senses(hit).iter().filter_map(|sense| match sense {
            Sense::Trigger(row) => draft.lexicon.triggers.get(usize::from(*row)),
            _ => None,
        });
        let Some(first) = rows.next() else { continue };
        let Some(trigger) = Some(first).into_iter().chain(rows).find(|trigger| trigger.class != TriggerClass::Head)
        else {
            if first.word.chars().count() > 2 {
                end = hit.span.to(); // 检查组 holds no 检查
            }
            continue;
        };
        let quoted = trigger.r#type == Some(EventType::Discipline) && is_quoted(draft, hit.span);
        if !quoted && within(blocked, hit.span.from())
            || !is_boundary(draft, hit.span.from(), trigger, blocked)
            || !is_boundary(draft, hit.span.to(), trigger, blocked)
            || draft.before(hit.span.from()).is_some_and(|c| matches!(c, '防' | '抗')) // 防溺水, 抗震 are compounds
            || ends_title(draft, hit.span)
        {
            continue;
        }
        let word = hit.span.of(draft.text);
        let stand = stand(draft, clause.span, hit.span, trigger, blocked);
        found.push(Candidate {
            span: hit.span,
            word,
            kind: trigger.r#type,
            class: trigger.class,
            stand,
            needs_mark: trigger.has("marked"),
        });
        end = hit.span.to();
    }
    found
}

/// Whether the word stands in quotation marks by itself, as new words for old acts do: 被“双开”.
fn is_quoted(draft: &Draft<'_>, span: Span) -> bool {
    draft.before(span.from()) == Some('“') && draft.after(span.to()) == Some('”')
}

/// Whether `trigger` may begin or end at byte `at`: where jieba cuts, at the edge of a name or behind a date, and inside a
/// set phrase (出席会议, 高兴地说), where of single characters only verbs of saying do.
fn is_boundary(draft: &Draft<'_>, at: usize, trigger: &Trigger, blocked: &[Span]) -> bool {
    draft.is_word_boundary(at)
        || touches(blocked, at)
        || draft.before(at).is_some_and(|c| matches!(c, '年' | '月' | '日' | '他' | '她' | '已') || c.is_ascii_digit())
        || (trigger.word.chars().count() > 1 || trigger.r#type == Some(EventType::Statement))
            && draft.word_at(at).is_some_and(|index| {
                let phrase = draft.words[index];
                let verbal = matches!(phrase.tag, "l" | "i" | "v" | "vi");
                phrase.text.chars().count() >= 4 && (verbal || is_loose(draft.lexicon, phrase.text))
            })
}

/// Whether a word that jieba's dictionary calls a noun is an adverb and a verb (隆重举行), or a verb and its object (列席会议).
fn is_loose(lexicon: &Lexicon, word: &str) -> bool {
    const OBJECTS: &[&str] = &["情况", "业务", "会议"];
    lexicon.cues.starts(Cue::LooseAdverb, word) || OBJECTS.iter().any(|object| word.ends_with(object))
}

/// Whether a longer title ends where `span` does: 任 of 主任.
fn ends_title(draft: &Draft<'_>, span: Span) -> bool {
    draft.hits_to(span.to()).any(|hit| hit.span.start < span.start && hit.is_of(Lists::TITLES))
}

/// Whether one of the ordered `spans` begins or ends at byte `at`: a name that jieba did not know hides the boundary.
fn touches(spans: &[Span], at: usize) -> bool {
    let next = spans.partition_point(|span| span.to() < at);
    spans[next..].iter().take(2).any(|span| span.to() == at || span.from() == at)
}

fn stand(draft: &Draft<'_>, clause: Span, span: Span, trigger: &Trigger, blocked: &[Span]) -> Stand {
    // 学习习近平总书记考察上海重要讲话精神: of whose words and on which occasion they are.
    let behind = &draft.text[span.to()..clause.to()];
    let cues = &draft.lexicon.cues;
    if cues.has(Cue::Quoted, &trigger.word) && cues.stand_in(Cue::Guidance, behind) {
        return Stand::Relative;
    }

    let class = trigger.class;
    let before = &draft.text[clause.from()..span.from()];
    let occasion =
        before.ends_with('次') && ["本次", "此次", "这次", "该次", "每次"].iter().any(|one| before.ends_with(one));
    if before.ends_with(['的', '之', '该', '此', '本', '把', '以', '为'])
        || occasion
        || before.ends_with("一经")
        || before.ends_with("有关")
        || before.ends_with("相关")
        || ["从轻", "从重", "从宽"].iter().any(|degree| before.ends_with(degree))
        || before.ends_with('受') && !before.ends_with("接受") // 受捐助学生
        || class != TriggerClass::Light && is_counted(draft, span.from(), clause)
    {
        return Stand::Noun;
    }
    let after = &draft.text[span.to()..clause.to()];
    let next = draft.word_at(span.to()).map_or("", |index| draft.words[index].text);
    // 在推进会上, 在志愿者的引导下, 拘留是…手段, 通报指出: a modifier, a circumstance, a subject.
    let paper =
        matches!(trigger.r#type, Some(EventType::Report | EventType::Issuance)) && cues.starts(Cue::PaperSays, after);
    let told = trigger.r#type == Some(EventType::Statement);
    if after.starts_with("会上") || next == "下" || paper || !told && after.starts_with('是') {
        return Stand::Noun;
    }
    // 打击洗钱犯罪是…的环节, 供应有保障: verb and object are the subject.
    if !told && (before.is_empty() && is_judged(draft, span.to(), clause) || next == "有") {
        return Stand::Noun;
    }
    // 调查数据显示, 走访发现: how it came to be known.
    let found = cues.starts(Cue::Finding, after);
    if matches!(trigger.r#type, Some(EventType::Inspection)) && found {
        return Stand::Noun;
    }
    // 响应…号召; 派出第一纪检监察组: a body is called so.
    if span.of(draft.text) == "号召" && before.contains("响应") || is_sent_body(cues, span.of(draft.text), after) {
        return Stand::Noun;
    }
    // 化解在萌芽状态, 登记在册: where the result stays.
    if class == TriggerClass::Weak && after.starts_with('在') {
        return Stand::Noun;
    }
    // 号召一经发布, 体验让孩子们…: the subject. 是推进…的举措: a predicate.
    let subject = cues.starts(Cue::Predicate, after);
    if subject || before.ends_with('是') && trigger.r#type != Some(EventType::Statement) {
        return Stand::Noun;
    }
    // 审理认为: what the court says is the act. 通过参观，: how another act came about.
    if after.starts_with("认为") || after.starts_with("后认为") || after.is_empty() && before.ends_with("通过") {
        return Stand::Noun;
    }
    let held = cues.has(Cue::HeldVerb, span.of(draft.text));
    if class != TriggerClass::Light && !held && is_occasion(cues, after) {
        return Stand::Noun;
    }
    // 参会代表: a verb without an object modifies the noun behind it.
    if trigger.has("bare") && is_noun_at(draft, span.to(), clause, blocked) {
        return Stand::Noun;
    }
    if trigger.r#type == Some(EventType::Misconduct)
        && (before.contains("涉嫌") || before.contains("构成") || before.ends_with('以'))
    {
        return Stand::Noun; // the name of a crime
    }
    // 调研中, 慰问时 as times; 正在办理中.
    let going_on = after == "中" && ["正在", "仍在", "还在", "正"].iter().any(|word| before.contains(word));
    if going_on {
        return Stand::Verb;
    }
    if matches!(after, "中" | "时" | "后" | "前" | "期间" | "过程中" | "中心") || is_time(after) {
        return Stand::Noun;
    }
    if after.starts_with(['了', '过', '着']) {
        return Stand::Verb;
    }
    if after.starts_with('的') {
        return Stand::Relative;
    }
    // A member of a list of nouns: 调配、分发等情况. The last verb of a list has the object: 搬运、发放物资.
    // 纷纷捐款、捐物: an adverb makes verbs of a list.
    let adverb = draft.words_to(span.from()).checked_sub(1);
    let adverb = adverb.map(|index| draft.words[index]).is_some_and(|word| {
        word.span.to() == span.from() && word.span.from() >= clause.from() && matches!(word.tag, "d" | "ad")
    });
    let listed =
        !adverb && !after.is_empty() && matches!(next, "、" | "等" | "和" | "与" | "及" | "或" | "以及" | "等等");
    let ends_list = before.ends_with(['、', '和', '与', '及', '或']) && after.is_empty();
    if listed && !next_is_verb(draft, span.to(), clause) || ends_list {
        return Stand::Noun;
    }
    if class == TriggerClass::Light
        && draft
            .words
            .get(draft.word_at(span.from()).unwrap_or(usize::MAX))
            .is_some_and(|word| word.span == span && word.tag == "n")
    {
        return Stand::Noun; // 合作组织
    }
    if class != TriggerClass::Light && modifies(draft, span, clause, trigger.r#type) {
        return Stand::Noun;
    }
    if class != TriggerClass::Light && is_subject_head(draft, span.to(), clause, blocked) {
        return Stand::Noun;
    }
    let given = || !after.is_empty() && before.contains(['向', '为', '给']);
    if class == TriggerClass::Weak
        && !given()
        && !is_plain_verb(draft, span)
        && is_behind_noun(draft, span.from(), clause, blocked)
    {
        return Stand::Noun;
    }
    if class == TriggerClass::Strong && is_compound(draft, span, clause, trigger.r#type, blocked) {
        return Stand::Noun;
    }
    if told {
        return Stand::Verb;
    }
    // 已建成…的…, 选派20名…的…: what is told as done, or of a number, is told.
    if before.ends_with('已') || before.ends_with("已经") || after.starts_with(|c: char| c.is_ascii_digit()) {
        return Stand::Verb;
    }
    // 开展为期三周的社会实践活动: what a light verb has behind it is its noun.
    if class != TriggerClass::Light && is_relative(draft, span.to(), clause, blocked) {
        Stand::Relative
    } else {
        Stand::Verb
    }
}

/// Whether a clause that opens with a verb goes on to judge it behind byte `at`: 加强监管是…的要求.
fn is_judged(draft: &Draft<'_>, at: usize, clause: Span) -> bool {
    let first = draft.words_before(at);
    let mut words = draft.words[first..].iter().take_while(|word| word.span.to() <= clause.to());
    words.any(|word| matches!(word.text, "是" | "正是" | "既是" | "就是" | "不仅是" | "属于"))
}

/// Whether the verb stands in the name of a body or a post: 派驻灯塔村第一书记, 派出第一纪检监察组. Whoever is counted is sent:
/// 派出第一批队员30名.
fn is_sent_body(cues: &Cues, verb: &str, after: &str) -> bool {
    let post = after.contains("第一书记") || ["书记", "队长", "队员"].iter().any(|post| after.ends_with(post));
    let group = after.trim_start_matches(|c| "第一二三四五六七八九十".contains(c));
    let body = cues.starts(Cue::SentBody, group);
    let counted = after.contains(|c: char| c.is_ascii_digit());
    !counted && (matches!(verb, "派驻" | "驻村") && post || matches!(verb, "派驻" | "派出") && body)
}

/// Whether the words behind a trigger count time from it: 成立 before 当天, 近6年来.
fn is_time(after: &str) -> bool {
    const LONGEST: usize = 6;
    after.chars().count() <= LONGEST
        && ["当天", "当日", "以来", "之初", "至今", "年来"].iter().any(|end| after.ends_with(end))
}

/// Whether the words behind a trigger are an occasion at which something else happens: 捐赠 before 仪式上.
fn is_occasion(cues: &Cues, after: &str) -> bool {
    after.chars().count() <= 8 && cues.ends(Cue::Occasion, after)
}

/// Whether what is counted right before byte `at` is no times: 12个 before 值班卡点.
fn is_counted(draft: &Draft<'_>, at: usize, clause: Span) -> bool {
    const MEASURES: &[char] =
        &['个', '支', '项', '条', '处', '座', '所', '批', '份', '套', '台', '辆', '间', '块', '类', '种'];
    let before = &draft.text[clause.from()..at];
    let Some(number) = before.strip_suffix(MEASURES) else { return false };
    number.ends_with(|c: char| c.is_ascii_digit() || "一二两三四五六七八九十百千万余多几".contains(c))
}

/// Whether a plain noun, no name, begins at byte `at` of the clause.
fn is_noun_at(draft: &Draft<'_>, at: usize, clause: Span, blocked: &[Span]) -> bool {
    at < clause.to()
        && !within(blocked, at)
        && draft
            .word_at(at)
            .map(|index| draft.words[index])
            .is_some_and(|word| word.span.from() == at && matches!(word.tag, "n" | "nz" | "b"))
}

/// Whether the list that goes on at byte `at` ends in a verb with an object: 、发放物资.
fn next_is_verb(draft: &Draft<'_>, at: usize, clause: Span) -> bool {
    let Some(mark) = draft.after(at) else { return false };
    let next = at + mark.len_utf8();
    if mark == '等' || next >= clause.to() {
        return false;
    }
    let trigger = draft.hits_at(next).find(|hit| {
        draft.is_word_boundary(hit.span.to())
            && draft.senses(*hit).iter().any(|sense| match sense {
                Sense::Trigger(row) => {
                    matches!(draft.lexicon.triggers[usize::from(*row)].class, TriggerClass::Strong | TriggerClass::Weak)
                }
                _ => false,
            })
    });
    trigger.is_some_and(|hit| {
        let after = draft.text.get(hit.span.to()..clause.to()).unwrap_or("");
        !after.is_empty() && !after.starts_with(['、', '等', '的', '和']) && !modifies(draft, hit.span, clause, None)
    })
}

/// Whether the noun behind `span` makes it a modifier: any such noun does for a word that is a noun as well (服务平台), some
/// do for every verb (封控区); 出台政策 is verb and object.
fn modifies(draft: &Draft<'_>, span: Span, clause: Span, kind: Option<EventType>) -> bool {
    let last = draft.word_at(span.to() - 1).map(|at| draft.words[at]);
    let noun = last.is_some_and(|word| word.tag == "vn" || word.tag.starts_with('n'));
    // 指导企业: whom the verb moves is its object.
    let pivot = is_pivot(draft.lexicon, span.of(draft.text));
    draft.hits_at(span.to()).any(|hit| {
        hit.is_of(Lists::TRIGGERS)
            && hit.span.to() <= clause.to()
            && draft.is_word_boundary(hit.span.to())
            && draft.senses(hit).iter().any(|sense| match sense {
                Sense::Trigger(row) => {
                    let trigger = &draft.lexicon.triggers[usize::from(*row)];
                    let sent = kind == Some(EventType::Deployment) && matches!(trigger.word.as_str(), "人员" | "力量");
                    trigger.class == TriggerClass::Head && !sent && (noun && !pivot || trigger.has("always"))
                }
                _ => false,
            })
    })
}

/// Whether the nouns behind byte `at` are the subject of the clause, so that the word before them describes them:
/// 供电系统是…, 修复项目已….
fn is_subject_head(draft: &Draft<'_>, at: usize, clause: Span, blocked: &[Span]) -> bool {
    let first = draft.words_before(at);
    let mut nouns = 0;
    for word in draft.words[first..].iter().take_while(|word| word.span.to() <= clause.to()) {
        match word.tag.as_bytes().first() {
            Some(b'n' | b'j' | b'm' | b'q') if !within(blocked, word.span.from()) => nouns += 1,
            _ if word.tag == "vn" => nouns += 1,
            _ => {
                return nouns > 0 && draft.lexicon.cues.has(Cue::SubjectEnd, word.text);
            }
        }
    }
    false
}

/// Whether jieba's dictionary knows the word at `span` as a verb alone.
fn is_plain_verb(draft: &Draft<'_>, span: Span) -> bool {
    draft
        .word_at(span.from())
        .map(|index| draft.words[index])
        .is_some_and(|word| word.span == span && matches!(word.tag, "v" | "vd"))
}

/// Whether the word that ends at byte `at` is a noun that names no one: 费用补助, 部队建设.
fn is_behind_noun(draft: &Draft<'_>, at: usize, clause: Span, blocked: &[Span]) -> bool {
    let Some(index) = draft.words_to(at).checked_sub(1) else { return false };
    let word = draft.words[index];
    word.span.from() >= clause.from()
        && matches!(word.tag, "n" | "vn" | "an" | "l" | "b")
        && !within(blocked, word.span.from())
        && !draft.lexicon.cues.ends(Cue::ActorEnd, word.text)
}

/// Whether a strong trigger is the end of a compound noun that goes on or is a subject: 小区改造事宜, 电信网络诈骗案件. Bodies
/// act, whatever noun they are.
fn is_compound(draft: &Draft<'_>, span: Span, clause: Span, kind: Option<EventType>, blocked: &[Span]) -> bool {
    let nominal = matches!(kind, Some(EventType::Construction | EventType::Misconduct | EventType::Reopening));
    let body = draft.lexicon.cues.ends(Cue::BodyNoun, &draft.text[..span.from()]);
    let goes_on = span.to() < clause.to() && draft.after(span.to()).is_some_and(|c| !c.is_ascii_digit() && c != '了');
    let word = draft.words_to(span.from()).checked_sub(1);
    let noun = word.is_some_and(|index| matches!(draft.words[index].tag, "n" | "vn"));
    nominal && !body && goes_on && noun && is_behind_noun(draft, span.from(), clause, blocked)
}

/// Whether 的 closes a relative clause that began before byte `at`: a verb follows it in the clause.
fn is_relative(draft: &Draft<'_>, at: usize, clause: Span, blocked: &[Span]) -> bool {
    let first = draft.words_before(at);
    let words = draft.words[first..].iter().take_while(|word| word.span.to() <= clause.to());
    let mut words = words.filter(|word| !within(blocked, word.span.from()));
    if !words.any(|word| word.text == "的") {
        return false;
    }
    // 的重要讲话精神, 的宣传活动, 的感谢: up to the first noun all describes it or is it. Behind it a verb is a predicate, but
    // not between two nouns: 金融支持政策.
    let mut noun = false;
    let mut before = 0;
    let mut words = words.peekable();
    while let Some(word) = words.next() {
        // 给予的财物共计…: a sum is no predicate.
        let sum = draft.lexicon.cues.has(Cue::SumVerb, word.text);
        let verb = word.tag.starts_with('v') && word.tag != "vn" && word.text.chars().count() > 1 && !sum;
        // The verb that ends a noun phrase is its head: 系列举措.
        let head = word.span.to() == clause.to() && matches!(before, b'n' | b'q' | b'm' | b'j');
        let inner = matches!(before, b'n' | b'j' | b'v')
            && words.peek().is_some_and(|next| next.tag.starts_with('n') && next.span.to() == clause.to());
        if noun && (verb || word.tag == "a") && !head && !inner {
            return true;
        }
        before = word.tag.bytes().next().unwrap_or(0);
        noun |= matches!(word.tag.as_bytes().first(), Some(b'n' | b'j' | b'r' | b'l' | b's' | b'x' | b'q'))
            || word.tag == "vn";
    }
    false
}

/// 参加, 出席: the act is of the type of the occasion, and its object may be left out.
pub fn is_attendance(lexicon: &Lexicon, word: &str) -> bool {
    lexicon.cues.starts(Cue::Attendance, word)
}

/// 致辞, 讲话: words of an occasion, which its report goes on about.
pub fn is_address(lexicon: &Lexicon, word: &str) -> bool {
    lexicon.cues.ends(Cue::Address, word)
}

/// 新闻发布会 and its like, where officials report to the press.
pub fn is_press_conference(word: &str) -> bool {
    word.ends_with("发布会") || word.ends_with("通气会") || word.ends_with("吹风会")
}

/// The name of the rule.
pub fn rule(class: TriggerClass, marked: bool, light: bool, speech: bool) -> &'static str {
    match (class, marked) {
        _ if speech => "speech",
        _ if light => "light verb and noun",
        (TriggerClass::Strong, true) => "trigger, told as done",
        (TriggerClass::Strong, false) => "trigger",
        (TriggerClass::Weak, true) => "weak trigger, told as done",
        (TriggerClass::Weak, false) => "weak trigger",
        _ => "light verb",
    }
}
