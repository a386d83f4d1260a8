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

#[test]
fn whom_a_body_serves_stands_inside_its_name() {
    assert_eq!(bodies("四川民警职业学院设分会场。"), "四川民警职业学院");
    assert_eq!(bodies("他来到绵阳市军队离退休干部服务管理中心。"), "绵阳市军队离退休干部服务管理中心");
}

#[test]
fn a_group_that_a_committee_sent_bears_its_name() {
    assert_eq!(bodies("涪城区纪委监委派出第一纪检监察组开展监督。"), "涪城区纪委监委派出第一纪检监察组");
    assert_eq!(bodies("他接受四川省纪委监委驻四川省林业厅纪检监察组审查。"), "四川省纪委监委驻四川省林业厅纪检监察组");
}

#[test]
fn an_office_is_one_where_its_title_says_its_noun_again() {
    assert_eq!(bodies("周敏先后任信贷管理司司长、货币金银局副局长。"), "信贷管理司 | 货币金银局");
}

#[test]
fn a_name_withheld_is_none() {
    assert_eq!(bodies("绵阳某科技公司向绵阳市涪城区人民法院起诉。"), "绵阳市涪城区人民法院");
}

#[test]
fn a_dateline_and_a_number_of_sessions_do_not_begin_a_name() {
    assert_eq!(bodies("新一届绵阳市林业局党组成立。"), "绵阳市林业局党组");
}

#[test]
fn a_committee_of_a_sub_district_bears_its_name() {
    assert_eq!(bodies("工区街道党工委书记周敏到会。"), "工区街道党工委");
    assert_eq!(bodies("涪城区石塘街道党工委开展活动。"), "涪城区石塘街道党工委");
}

#[test]
fn a_board_belongs_to_its_title() {
    assert_eq!(bodies("绵阳木禾科技集团有限公司董事局主席周敏致辞。"), "绵阳木禾科技集团有限公司");
    assert_eq!(bodies("绵阳木禾律师事务所监事会主任周敏致辞。"), "绵阳木禾律师事务所");
}

#[test]
fn an_ending_within_which_a_longer_one_begins_is_part_of_it() {
    assert_eq!(bodies("涪城区木禾控股集团有限公司捐款。"), "涪城区木禾控股集团有限公司");
}

#[test]
fn offices_in_a_list_are_told_by_their_level() {
    assert_eq!(bodies("市建交工作党委、市林业局参加。"), "市建交工作党委 | 市林业局");
    assert_eq!(bodies("由镇人居办牵头检查。"), "镇人居办");
}

#[test]
fn between_two_bodies_和_joins_them() {
    assert_eq!(bodies("涪城区纪委监委和县妇联座谈。"), "涪城区纪委监委 | 县妇联");
    assert_eq!(bodies("和县公安局开展活动。"), "和县公安局");
}

#[test]
fn a_city_heads_its_college_wherever_words_are_cut() {
    assert_eq!(bodies("法院组织绵阳师范学院、保定理工学院学生旁听。"), "绵阳师范学院 | 保定理工学院");
    assert_eq!(bodies("绵阳女子学院传媒学院开学。"), "绵阳女子学院传媒学院");
}

#[test]
fn offices_with_a_conjunction_in_their_names() {
    assert_eq!(bodies("绵阳市城市管理和综合执法局通报情况。"), "绵阳市城市管理和综合执法局");
    assert_eq!(bodies("香港特区政府运输及物流局公布。"), "香港特区政府运输及物流局");
}

#[test]
fn a_tax_office_bears_its_administration_before_its_place() {
    assert_eq!(bodies("国家税务总局绵阳市税务局通报情况。"), "国家税务总局绵阳市税务局");
}

#[test]
fn a_level_behind_a_preposition_heads_a_body() {
    assert_eq!(bodies("记者从市检察院获悉。"), "市检察院");
}

#[test]
fn a_branch_of_the_party_is_of_a_hospitals_title_and_a_villages_body() {
    assert_eq!(bodies("绵阳市中医医院党支部书记周敏到会。"), "绵阳市中医医院");
    assert_eq!(bodies("涪城区灯塔村党支部书记周敏到会。"), "涪城区灯塔村党支部");
}

#[test]
fn what_is_told_before_a_body_is_no_part_of_its_name() {
    assert_eq!(bodies("绵阳松林集团旗下子公司绵阳白石置业有限公司开工。"), "绵阳松林集团 | 绵阳白石置业有限公司");
    assert_eq!(bodies("党员干部职工值守。"), "");
}

#[test]
fn elected_members_are_of_their_place_whatever_their_session() {
    assert_eq!(bodies("绵阳市第八届人民代表大会常务委员会举行会议。"), "绵阳市第八届人民代表大会常务委员会");
}

#[test]
fn what_is_told_of_a_court_or_congress_names_none() {
    assert_eq!(bodies("绵阳市常态化发布人民法院案例。"), "");
    assert_eq!(bodies("因该公司逾期，贷款没有收回。"), "");
}

#[test]
fn the_league_behind_a_verb_of_office() {
    assert_eq!(bodies("周敏当选为团绵阳市委兼职副书记。"), "团绵阳市委");
}

#[test]
fn a_verb_of_office_is_no_county() {
    assert_eq!(bodies("周敏任县委书记。"), "县委");
}

#[test]
fn a_part_of_a_body_has_two_fields_and_a_person_is_no_part_of_one() {
    assert_eq!(bodies("绵阳师范学院建筑与城市规划学院教授周敏到会。"), "绵阳师范学院建筑与城市规划学院");
    assert_eq!(bodies("绵阳市公安局和市教育局到会。"), "绵阳市公安局 | 市教育局");
    assert_eq!(bodies("王子森与建艺集团签订合同。"), "建艺集团");
}
