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
