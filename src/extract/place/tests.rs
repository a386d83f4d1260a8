//! Invented communities in true places: a text beside the places that it names.

use crate::extract::person::tests::read;

/// The places of a text in the article's own words, in order.
fn places(text: &str) -> String {
    let reading = read(text);
    let named: Vec<&str> = reading.places.iter().map(|place| place.span.of(text)).collect();
    named.join(" | ")
}

#[test]
fn behind_a_township_any_two_characters_name_a_community() {
    assert_eq!(places("渔沃街道西和社区很大。"), "渔沃街道 | 西和社区");
    assert_eq!(places("三圣街道幸福社区很大。"), "三圣街道 | 幸福社区");
    assert_eq!(places("走进三圣街道各个社区。"), "三圣街道");
}

#[test]
fn a_community_named_behind_its_township_is_known_alone() {
    assert_eq!(places("锦丰镇书院社区开展活动。书院社区很大。"), "锦丰镇 | 书院社区 | 书院社区");
}

#[test]
fn what_ends_like_a_place_is_not_always_one() {
    for text in ["科普进社区活动开始。", "北京时间8时。", "发展乡村旅游。", "在佛罗里达州。"]
    {
        assert_eq!(places(text), "", "{text}");
    }
}

#[test]
fn behind_a_township_any_words_name_a_community_but_those_that_tell_of_it() {
    assert_eq!(places("青义镇南天门村很大。"), "青义镇 | 南天门村");
    assert_eq!(places("三圣街道旧清河县社区很大。"), "三圣街道 | 旧清河县社区");
    assert_eq!(places("涪城经开区（青义镇）白石岭社区很大。"), "涪城经开区 | 青义镇 | 白石岭社区");
    assert_eq!(places("青义镇开展美丽社区评选。"), "青义镇");
}

#[test]
fn a_township_that_no_gazetteer_has_stands_behind_its_county() {
    assert_eq!(places("盐亭县九石镇很大。"), "盐亭县 | 九石镇");
    assert_eq!(places("盐亭县各镇很大。"), "盐亭县");
}

#[test]
fn some_cities_call_their_sub_districts_streets_and_offices() {
    assert_eq!(places("武昌区积玉桥街很大。"), "武昌区 | 积玉桥街");
    assert_eq!(places("积玉桥街松林社区很大。"), "积玉桥街 | 松林社区");
    assert_eq!(places("涪城区永宁街社区很大。"), "涪城区 | 永宁街社区");
}

#[test]
fn a_community_heads_a_clause_under_a_name_that_is_no_word() {
    assert_eq!(places("8月12日，洞子坪社区举办活动。"), "洞子坪社区");
    assert_eq!(places("8月12日，由洞子社区举办活动。"), "");
    assert_eq!(places("8月12日，积极探索社区服务。"), "");
}

#[test]
fn a_name_begins_behind_the_verb_that_governs_it() {
    assert_eq!(places("涪城区灯塔村位于白石湖以东。"), "涪城区 | 灯塔村 | 白石湖");
    assert_eq!(places("大家守护长江。"), "长江");
    assert_eq!(places("企业落户香港。"), "香港");
    assert_eq!(places("货车经港返回，志愿者爱河护河。"), "");
}

#[test]
fn a_house_in_a_lane_has_two_numbers() {
    assert_eq!(places("站点设在松林路278弄92号。"), "松林路278弄92号");
}

#[test]
fn the_country_by_pointing_and_not_in_the_names_of_its_bodies() {
    assert_eq!(places("我国粮食丰收，在全国领先。"), "我国 | 全国");
    assert_eq!(places("全国人大代表周敏参加全国安全生产工作会议。"), "");
}

#[test]
fn prefectures_are_places_whatever_the_dictionary_called_them() {
    assert_eq!(places("水量很大，保定、石家庄、大连等地下雨。"), "保定 | 石家庄 | 大连");
    assert_eq!(places("他长期在江苏镇江任职。"), "江苏 | 镇江");
    assert_eq!(places("学习延安精神。"), "");
}

#[test]
fn what_was_built_bears_the_short_name_of_its_city_and_what_grew_does_not() {
    assert_eq!(places("活动在绵阳明月剧场举行。"), "绵阳明月剧场");
    assert_eq!(places("四川大凉山很大。"), "四川 | 大凉山");
    assert_eq!(places("男子在绵阳市跳江，民警下水救人。"), "绵阳市");
}

#[test]
fn behind_a_city_a_verb_tells_what_is_done_with_communities() {
    assert_eq!(places("深圳市进行社区矫正。"), "深圳市");
}

#[test]
fn a_title_ends_with_what_looks_like_the_head_of_a_city() {
    assert_eq!(places("支队长沙立强到会。"), "");
}

#[test]
fn counties_of_one_city_tell_each_other_in_a_list() {
    assert_eq!(places("受灾的是平谷、大兴、门头沟等区。"), "平谷 | 大兴 | 门头沟");
    assert_eq!(places("107国道受阻。"), "107国道");
    assert_eq!(places("三圣街道全街社区很多。"), "三圣街道");
}
