//! Pages as `pdftotext` sees them, and PDFs that the tests print.

use super::boxes::{Word, text};

/// A line of text at a place, its letters of a size.
fn line(left: f32, top: f32, size: f32, text: &str) -> Word {
    let letters = text.chars().count() as f32;
    Word { left, right: left + letters * size, top, bottom: top + size, text: text.to_owned() }
}

/// Lines below one another.
fn column(left: f32, top: f32, lines: &[&str]) -> Vec<Word> {
    (0u8..).zip(lines).map(|(at, words)| line(left, top + f32::from(at) * 15.0, 10.0, words)).collect()
}

#[test]
fn columns_follow_one_another_below_their_headline() {
    let mut words = vec![line(40.0, 40.0, 24.0, "全市防汛工作会议召开部署下阶段任务")];
    words.extend(column(220.0, 70.0, &["各地各部门要压实", "责任，确保安全。"]));
    words.extend(column(40.0, 70.0, &["本报讯 六月一日，", "全市防汛会议召开，"]));
    let expected = "全市防汛工作会议召开部署下阶段任务\n\n本报讯 六月一日，\n全市防汛会议召开，\n各地各部门要压实\n责任，确保安全。\n";
    assert_eq!(text(&words), expected);
    // The same where the headline stands so near that no gap parts it from them.
    words[0].bottom = 69.0;
    words[0].top = 45.0;
    assert_eq!(text(&words), expected);
}

#[test]
fn reports_beside_each_other_keep_their_headlines() {
    let mut words = vec![line(40.0, 40.0, 18.0, "城关区开展义诊"), line(300.0, 40.0, 18.0, "安宁区植树")];
    words.extend(column(40.0, 65.0, &["六月二日，城关区组织", "医务人员开展义诊。"]));
    words.extend(column(300.0, 65.0, &["六月二日，安宁区组织", "干部职工植树。"]));
    words.push(line(40.0, 120.0, 8.0, "图为义诊现场。某某 摄"));
    let expected = "城关区开展义诊\n\n六月二日，城关区组织\n医务人员开展义诊。\n\n图为义诊现场。某某 摄\n\n安宁区植树\n\n六月二日，安宁区组织\n干部职工植树。\n";
    assert_eq!(text(&words), expected);
}

#[test]
fn upright_headlines_at_the_right_are_read_first() {
    let mut words = column(40.0, 40.0, &["六月二日，城关区组织", "医务人员开展义诊。"]);
    let headline =
        |left, text: &str| Word { left, right: left + 18.0, top: 40.0, bottom: 120.0, text: text.to_owned() };
    words.extend([headline(160.0, "走进社区"), headline(182.0, "白衣天使")]);
    assert_eq!(text(&words), "白衣天使\n走进社区\n\n六月二日，城关区组织\n医务人员开展义诊。\n");
}

#[test]
fn radicals_are_the_characters_they_stand_for() {
    assert_eq!(text(&[line(0.0, 0.0, 10.0, "⼯⼈⽇报⺠生 A2")]), "工人日报民生 A2\n");
}

#[test]
fn a_page_of_a_million_gaps_ends() {
    let words: Vec<Word> = (0u16..20_000).map(|at| line(0.0, f32::from(at) * 30.0, 10.0, "长")).collect();
    assert_eq!(text(&words).lines().filter(|line| !line.is_empty()).count(), words.len());
}
