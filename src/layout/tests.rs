//! Invented pages in several manners: which articles they hold and under which headline.

use super::lay_out;
use crate::model::Page;

/// The headline and the last four characters of the body of each article that a page holds.
fn told(text: &str) -> Vec<(String, String)> {
    let laid = lay_out(&Page { text: text.to_owned(), ..Page::default() });
    let end = |body: &str| body.chars().rev().take(4).collect::<Vec<_>>().into_iter().rev().collect();
    laid.articles
        .iter()
        .map(|a| (a.headline.as_ref().map_or(String::new(), |h| h.text.clone()), end(a.body.as_str())))
        .collect()
}

fn is(told: &[(String, String)], wanted: &[(&str, &str)]) {
    let told: Vec<(&str, &str)> = told.iter().map(|(head, end)| (head.as_str(), end.as_str())).collect();
    assert_eq!(told, wanted);
}

#[test]
fn headlines_behind_their_bodies() {
    let page = "本报讯（记者 周敏）6月3日，全县\n防汛工作推进会在县会议中心召开，\n会议通报了水库除险加固工程的进展\n情况，部署了下一步重点任务。\n\n我县推进水库除险加固\n\n本报讯（记者 何平）连日来，双河\n镇组织干部走村入户，帮助农户抢收\n小麦，目前已有八成麦田完成收割，\n晾晒场地也已备好。\n\n双河镇抢收小麦\n";
    is(&told(page), &[("我县推进水库除险加固", "点任务。"), ("双河镇抢收小麦", "已备好。")]);
}

#[test]
fn a_caption_and_a_masthead_are_no_part_of_a_report() {
    let page = "责任编辑 吴江 校对 郑雪\n双河镇抢收小麦\n云岭日报讯（记者 何平）连日来，\n双河镇组织干部走村入户，帮助农户\n抢收小麦，目前已有八成麦田完成收\n割，晾晒场地也已备好。\n\n近日，双河镇一处果园里，果农正在\n采摘头茬蜜桃。 本报记者 郑雪 摄\n";
    is(&told(page), &[("双河镇抢收小麦", "已备好。"), ("", "者郑雪摄")]);
}

#[test]
fn a_signature_on_two_lines_closes_its_report() {
    let page = "双河镇抢收小麦\n近日，双河镇组织干部走村入户，帮\n助农户抢收小麦，目前已有八成麦田\n完成收割，晾晒场地备好了。（记者\n何平）\n县医院开设夜间门诊\n近日，县人民医院开设夜间门诊，方\n便上班的群众在下班之后看病取药，\n首周共接诊患者三百余人。（周敏）\n";
    is(&told(page), &[("双河镇抢收小麦", "者何平）"), ("县医院开设夜间门诊", "（周敏）")]);
}

#[test]
fn the_occasion_above_and_the_summary_below_are_no_headline() {
    let page = "全县召开防汛工作会议\n压实责任 守住安全底线\n本报讯（记者 周敏）6月3日，全县\n防汛工作会议召开，会议通报了水库\n除险加固工程的进展情况，部署了下\n一步的重点任务，要求落实到人。\n";
    is(&told(page), &[("压实责任 守住安全底线", "实到人。")]);
}
