//! Invented bodies in true places: a sentence beside the bodies that it names.

use crate::extract::person::tests::read;

/// The bodies of a sentence in the article's own words, in order.
fn bodies(text: &str) -> String {
    let reading = read(text);
    let named: Vec<&str> = reading.organisations.iter().map(|body| body.span.of(text)).collect();
    named.join(" | ")
}

#[test]
fn who_acts_together_is_no_part_of_the_name() {
    assert_eq!(bodies("灯塔社区联合木禾青少年服务中心举办读书活动。"), "木禾青少年服务中心");
    assert_eq!(bodies("绵阳市总工会指导下级人民法院的事并不常见。"), "绵阳市总工会");
}

#[test]
fn a_deputy_is_no_body() {
    assert_eq!(bodies("绵阳市公安局禁毒支队副支队长周敏到会。"), "绵阳市公安局禁毒支队");
}

#[test]
fn accounts_are_named_by_what_stands_in_quotation_marks() {
    assert_eq!(bodies("据“青柠之声”微信公众号消息，绵阳市林业局近日招考。"), "青柠之声 | 绵阳市林业局");
}

#[test]
fn a_county_of_two_characters_heads_its_organs() {
    assert_eq!(bodies("近日，临县公安局民警走进校园。"), "临县公安局");
}

#[test]
fn departments_by_their_field_and_words_that_go_on_are_none() {
    assert_eq!(bodies("绵阳市加快清廉建设部署，教育部门和退役军人事务部门参加。"), "");
}

#[test]
fn the_organs_of_the_other_parties_keep_their_party() {
    assert_eq!(bodies("民盟中央宣传部副部长（主持工作）周敏致辞。"), "民盟中央宣传部");
}

#[test]
fn an_office_is_one_behind_its_body_and_before_a_title() {
    assert_eq!(bodies("绵阳市总工会法工部部长周敏到会。"), "绵阳市总工会法工部");
    assert_eq!(bodies("绵阳市卫健委疾控处处长何平介绍。"), "绵阳市卫健委疾控处");
}

#[test]
fn a_community_s_party_branch_is_one_where_the_community_is_named() {
    assert_eq!(bodies("绵阳市涪城区青义镇灯塔社区的楼道变了样。另一方面社区党委上门征求意见。"), "社区党委");
    assert_eq!(bodies("另一方面各社区党委上门征求意见。"), "");
}
