//! Invented acts in true places: a text beside the acts that it tells.

use crate::extract::person::tests::read;

/// `Inspection 检查 | Statement 要求`: type and trigger of each act, in order.
fn acts(text: &str) -> String {
    let reading = read(text);
    let told: Vec<String> =
        reading.events.iter().map(|event| format!("{:?} {}", event.r#type, event.trigger.of(text))).collect();
    told.join(" | ")
}

#[test]
fn a_verb_with_its_object_that_is_judged_is_a_subject() {
    assert_eq!(acts("打击洗钱犯罪是维护秩序的关键环节。"), "");
    assert_eq!(acts("绵阳警方打击洗钱犯罪。"), "Enforcement 打击");
}

#[test]
fn a_body_called_by_a_verb_is_not_sent() {
    assert_eq!(acts("涪城区派驻灯塔村第一书记周敏。"), "");
    assert_eq!(acts("涪城区派驻干部30名。"), "Deployment 派驻");
    assert_eq!(acts("绵阳市派出第一批医疗队。"), "Deployment 派出");
}

#[test]
fn what_a_suit_asks_for_is_no_speech() {
    assert_eq!(acts("周敏诉至法院，要求何平付款。"), "Judicial 诉至法院");
    assert_eq!(acts("周敏要求何平付款。"), "Statement 要求");
}

#[test]
fn crimes_by_abuse_of_office_are_told_by_their_verbs() {
    let text = "被告人周敏利用担任局长的职务上的便利，为他人谋取利益，收受有关个人给予的财物共计人民币30万元。";
    assert_eq!(acts(text), "Misconduct 谋取 | Misconduct 收受");
}

#[test]
fn those_who_speak_together_are_new_speakers() {
    let text = "绵阳市林业局局长周敏表示，要种好树。大家纷纷表示，将牢记嘱托。";
    assert_eq!(acts(text), "Statement 表示 | Statement 表示");
}

#[test]
fn how_it_came_to_be_known_is_no_inspection() {
    assert_eq!(acts("调查数据显示，绵阳市绿地增加。"), "");
}

#[test]
fn a_noun_between_nouns_is_no_verb_that_covers() {
    assert_eq!(acts("绵阳市应急管理能力提升专题培训在涪城区举办。"), "Training 举办");
}

#[test]
fn a_sentence_that_begins_with_曾任_is_a_line_of_a_curriculum_vitae() {
    assert_eq!(acts("曾任绵阳市林业局局长。"), "Appointment 曾任");
}

#[test]
fn a_training_is_attended_and_spoken_at() {
    assert_eq!(acts("涪城区区长周敏出席培训会并讲话。"), "Training 出席 | Statement 讲话");
}

#[test]
fn on_which_occasion_words_were_spoken_is_no_act() {
    assert_eq!(acts("会议传达学习考察绵阳时的重要讲话精神。"), "Training 传达学习");
    assert_eq!(acts("周敏考察绵阳市涪城区。"), "Inspection 考察");
}

#[test]
fn the_period_before_历任_dates_it() {
    assert_eq!(acts("1996年6月至2002年8月，历任绵阳市林业局科长、局长。"), "Appointment 历任");
}

#[test]
fn what_a_preposition_governs_is_no_actor_to_the_end_of_its_list() {
    let text = "绵阳市林业局根据分布情况，在涪城区、游仙区、安州区成立4个小组。";
    let reading = read(text);
    let actors: Vec<usize> = reading.events.iter().map(|event| event.who.len()).collect();
    assert!(actors.iter().all(|&actors| actors <= 1), "{:?}", reading.events);
}

#[test]
fn a_month_announces_what_is_to_be() {
    assert_eq!(acts("11月中旬，绵阳市政协将召开全体会议。"), "Meeting 召开");
    assert_eq!(acts("绵阳市政协将召开全体会议。"), "");
    assert_eq!(acts("8月2日，法院宣布休庭，择期宣判。"), acts("8月2日，法院宣布休庭。"));
}

#[test]
fn new_words_for_old_acts_stand_in_quotation_marks() {
    assert_eq!(acts("7月27日，周敏被“双开”。"), "Discipline 双开");
}

#[test]
fn where_something_is_written_no_one_speaks() {
    assert_eq!(acts("据官网介绍，绵阳市地处四川。"), "");
    assert_eq!(acts("绵阳互联网法院成立近6年来，案件很多。"), "");
}
