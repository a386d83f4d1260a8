//! Invented people in true places: a sentence beside whom it names and with which posts.

use std::sync::LazyLock;

use crate::extract;
use crate::lexicon::Lexicon;
use crate::model::reading::Reference;
use crate::model::{Article, ArticleKind, Reading};
use crate::text::{AlignedText, Span};

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| match Lexicon::embedded() {
    Ok(lexicon) => lexicon,
    Err(error) => panic!("the embedded lists must load: {error}"),
});

/// What a text without layout says.
pub(in crate::extract) fn read(text: &str) -> Reading {
    let mut body = AlignedText::default();
    let whole = Span::new(0, text.len());
    body.copy(text, whole);
    let article = Article {
        id: "a1".to_owned(),
        kind: ArticleKind::News,
        headline: None,
        body,
        paragraphs: vec![whole],
        reporters: Vec::new(),
        asides: Vec::new(),
        certainty: 1.0,
    };
    extract::read(&article, &LEXICON)
}

/// `陈明辉 副书记@安康市委 市长 | 李敏`: each name once, with the titles of all its namings in the article's words.
fn told(text: &str) -> String {
    let reading = read(text);
    let mut names: Vec<(&str, Vec<String>)> = Vec::new();
    for person in &reading.people {
        if !names.iter().any(|(name, _)| *name == person.name) {
            names.push((&person.name, Vec::new()));
        }
        let Some((_, titles)) = names.iter_mut().find(|(name, _)| *name == person.name) else { continue };
        for title in &person.titles {
            let body = match title.body {
                Some(Reference::Organisation(at)) => reading.organisations[at].span.of(text),
                Some(Reference::Place(at)) => reading.places[at].span.of(text),
                _ => "",
            };
            let words = title.body_words.map_or("", |words| words.of(text));
            let whose = if body.is_empty() && words.is_empty() { String::new() } else { format!("@{body}{words}") };
            let told = format!("{}{whose}", title.title);
            if !titles.contains(&told) {
                titles.push(told);
            }
        }
    }
    let lines: Vec<String> =
        names.iter().map(|(name, titles)| [&[(*name).to_owned()], titles.as_slice()].concat().join(" ")).collect();
    lines.join(" | ")
}

const TABLE: &[(&str, &str, &str)] = &[
    ("titles before a name, several in a row", "安康市委副书记、市长陈明辉主持会议。", "陈明辉 副书记@安康市委 市长"),
    (
        "a name again without its title",
        "会议由绵阳市财政局局长罗建平主持。罗建平指出，要管好每一分钱。",
        "罗建平 局长@绵阳市财政局",
    ),
    (
        "a title shared by a list",
        "市领导何志远、孟晓燕、邵国华等参加调研。",
        "何志远 市领导 | 孟晓燕 市领导 | 邵国华 市领导",
    ),
    ("a list that no title leads", "高文斌、许丽娟、丁海峰、薛立新等出席会议。", "高文斌 | 许丽娟 | 丁海峰 | 薛立新"),
    ("a title behind the name", "近日，周海涛副省长到宜宾市调研。", "周海涛 副省长"),
    ("a title behind a list", "韩雪梅、蒋立群等市领导陪同。", "韩雪梅 市领导 | 蒋立群 市领导"),
    (
        "a department of the committee",
        "遵义市委常委、组织部部长吴晓东讲话。",
        "吴晓东 常委@遵义市委 部长@遵义市委组织部",
    ),
    (
        "the department's last character begins the title",
        "遵义市委常委、宣传部长吴晓东讲话。",
        "吴晓东 常委@遵义市委 部长@遵义市委宣传部",
    ),
    (
        "a leading group of the Party",
        "大理州农业农村局党组成员、副局长杨绍华介绍了情况。",
        "杨绍华 党组成员@大理州农业农村局 副局长@大理州农业农村局",
    ),
    ("sex behind the name", "何丽萍，女，汉族，1978年3月生，现任榆林市教育局副局长。", "何丽萍 副局长@榆林市教育局"),
    ("a verb of office", "日前，谢志刚任三明市委常委。", "谢志刚 常委@三明市委"),
    (
        "a curriculum vitae",
        "谢志刚，男，1970年5月生，历任沙县县委副书记、县长，三明市林业局局长等职。",
        "谢志刚 副书记@沙县县委 县长 局长@三明市林业局",
    ),
    (
        "appointed and removed",
        "会议决定任命冯国强为咸阳市副市长，免去段永红的咸阳市教育局局长职务。",
        "冯国强 副市长@咸阳市 | 段永红 局长@咸阳市教育局",
    ),
    (
        "a curriculum vitae far from its head",
        "谢志刚，男。2001年6月任沙县县委副书记；2003年1月任沙县县长；2005年8月任三明市林业局局长；2006年1月任三明市副市长；2008年6月任永安市委书记；2011年10月任三明市委常委。",
        "谢志刚 副书记@沙县县委 县长@沙县 局长@三明市林业局 副市长@三明市 书记@永安市委 常委@三明市委",
    ),
    (
        "in a list of names a word is one too",
        "出席会议的市领导还有周敏、何平凡、陈立国、华源、郑晓东、孙立军。",
        "周敏 市领导 | 何平凡 市领导 | 陈立国 市领导 | 华源 市领导 | 郑晓东 市领导 | 孙立军 市领导",
    ),
    (
        "what those of a list are, counted",
        "周敏和何平、陈立国是三位热心志愿者，他们主动值守。",
        "周敏 志愿者 | 何平 志愿者 | 陈立国 志愿者",
    ),
    ("between a body and a title", "遵义市委林涛书记看望老兵。", "林涛 书记@遵义市委"),
    ("someone's words", "“今年收成不错。”村民曹桂兰说。", "曹桂兰 村民"),
    ("someone's age", "67岁的范玉珍每天都来。", "范玉珍"),
    ("a surname with an honorific", "市民孙女士拨打了热线。", "孙女士 市民"),
    ("a party to a case", "被告人郑某某犯盗窃罪。", "郑某某"),
    ("an interpunct", "喀什市居民阿卜杜拉·买买提说，路修好了。", "阿卜杜拉·买买提 居民@喀什市"),
    ("a compound surname", "记者见到校长欧阳文静时，她正在上课。", "欧阳文静 校长"),
    ("a given name that is a word", "临夏县委书记马建设强调，要抓好春耕。", "马建设 书记@临夏县委"),
    ("a verb drawn to the name", "副市长李强调研了三家企业。", "李强 副市长"),
    ("a reporter", "本报记者王晓明摄影报道", ""),
    ("reporters in a bracket", "本报讯（记者刘婷通讯员张海波）昨日，全市气温回升。", ""),
    ("words that look like names", "要高度重视安全生产，成立专班，明确任务，于下午完成和平路施工。", ""),
    ("a title alone", "各县（市、区）委书记要亲自抓，局长办公会研究解决。", ""),
    ("a name in a book's title", "大家观看了电影《焦裕禄》。", ""),
    ("husband and wife", "志愿者赵春来、田秀英夫妇忙着搬运物资。", "赵春来 志愿者 | 田秀英 志愿者"),
    ("a former post", "渭南市水务局原局长石建军接受审查。", "石建军 原局长@渭南市水务局"),
    ("a rank", "四川省林业厅一级巡视员彭立华出席。", "彭立华 一级巡视员@四川省林业厅"),
    (
        "posts before someone whose name ends the clause",
        "由三亚市副市长黎国栋、市水务局局长符永胜带队。",
        "黎国栋 副市长@三亚市 | 符永胜 局长@市水务局",
    ),
    ("a banner", "鄂托克旗委书记白志明到苏木调研。", "白志明 书记@鄂托克旗委"),
    ("a court", "案件由凯里市人民法院审判长龙秀梅主审。", "龙秀梅 审判长@凯里市人民法院"),
    ("a company", "九江市金桥建材有限公司董事长郑高峰介绍，产量增长两成。", "郑高峰 董事长@九江市金桥建材有限公司"),
    ("a doctor", "湘雅医院主任医师唐思敏提醒，注意防暑。", "唐思敏 主任医师@湘雅医院"),
    ("a village", "永春县桃城镇桃溪村党支部书记林金水说，这条路修了三年。", "林金水 书记@永春县桃城镇桃溪村党支部"),
];

#[test]
fn the_table_reads_as_it_says() {
    let wrong: Vec<String> = TABLE
        .iter()
        .filter_map(|(cause, text, expected)| {
            let told = told(text);
            (told != *expected).then(|| format!("{cause}: {text}\n  expected {expected}\n  told     {told}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

proptest::proptest! {
    #[test]
    fn no_text_panics(text in "[市长书记、，。（）·“”王李建国和任为的0-9a \u{3000}]{0,60}") {
        read(&text);
    }
}

#[test]
fn pet_names_titles_in_brackets_and_phrases_of_the_next_name() {
    assert_eq!(told("小禾（化名）起诉，法院先后向小禾支付两笔款项。"), "小禾");
    assert_eq!(told("绵阳市总工会副主席（主持工作）周敏致辞。"), "周敏 副主席@绵阳市总工会");
    assert_eq!(
        told("绵阳师范学院何立强教授，绵阳市中心医院院长周敏出席。"),
        "何立强 教授@绵阳师范学院 | 周敏 院长@绵阳市中心医院"
    );
}

#[test]
fn the_parts_beside_a_dot_end_where_a_word_begins() {
    assert_eq!(told("绵江小区学生阿丽亚·艾力高兴地说。"), told("绵江小区学生阿丽亚·艾力说。"));
    assert!(told("小学生谢日代·买买提说。").contains("谢日代·买买提"));
    assert!(told("绵江大学助理教授普林耶·塔耶哇纳米特库质疑此事。").contains("普林耶·塔耶哇纳米特库"));
}

#[test]
fn the_anonymous_keep_the_character_behind_their_mark() {
    assert_eq!(told("司机温某超、温某运、温某南等人到案。").matches("温某").count(), 3);
    assert!(told("判处被告人周某彬有期徒刑三年。").contains("周某彬"));
    assert!(told("民警询问吴某后离开。").ends_with("吴某"));
}

#[test]
fn before_a_mark_no_character_is_a_function_word() {
    assert!(told("检察机关分别对周忠让、李凡决定逮捕。").contains("周忠让"));
}

#[test]
fn whom_someone_helped_takes_no_post_of_his() {
    let text = "周敏1990年参加工作。2014年协助教练何平训练球队，2015年任绵阳市体育局局长。";
    assert_eq!(told(text), "周敏 局长@绵阳市体育局 | 何平 教练");
}

#[test]
fn a_verb_that_looks_like_a_name_is_none_behind_a_title() {
    assert_eq!(told("法官查明原来有此隐情。"), "");
}

#[test]
fn the_periods_of_a_curriculum_vitae_head_its_persons_posts() {
    let text = "周敏，男，汉族，1970年5月生，1990年7月参加工作。1990年7月至1996年3月，任绵阳市林业局科员；1996年3月至2001年8月 涪城区教育局副局长；\
                2001年8月至今，涪城区教育局局长。";
    assert_eq!(told(text), "周敏 科员@绵阳市林业局 副局长@涪城区教育局 局长@涪城区教育局");
}

#[test]
fn what_surrounds_a_name_is_no_part_of_it() {
    for (text, expected) in [
        ("“谢谢您。”", ""),
        ("深入涪江、罗江河、安昌河等水域。", ""),
        ("并非周某所写。", "周某"),
        ("市长王健为获奖者颁奖。", "王健 市长"),
        ("民警接到山东籍周先生报警。", "周先生"),
    ] {
        assert_eq!(told(text), expected, "{text}");
    }
}

#[test]
fn no_part_of_a_long_name_is_one() {
    assert_eq!(told("副县长扎西顿珠出席。扎西顿珠同志作了工作。"), "扎西顿珠 副县长");
}

#[test]
fn appointments_name_each_post_and_its_holder() {
    for (text, expected) in [
        // A list of those appointed, a verb of ending with 其, and one of resigning.
        ("任命周敏、何立强为绵阳市公安局副局长。", "周敏 副局长@绵阳市公安局 | 何立强 副局长@绵阳市公安局"),
        ("任命周敏为绵阳市林业局局长，免去其绵阳市公安局副局长职务。", "周敏 局长@绵阳市林业局 副局长@绵阳市公安局"),
        ("接受周敏辞去绵阳市林业局局长职务的请求。", "周敏 局长@绵阳市林业局"),
        // Whom a clause of office names behind it.
        ("此前兼任绵阳市林业局局长的是周敏。", "周敏 局长@绵阳市林业局"),
        ("此前担任绵阳市林业局局长的周敏已当选。", "周敏 局长@绵阳市林业局"),
        // A session of elected members, another name of the body in brackets, an office that shares its last character with the title.
        ("周敏现任中共二十届中央书记处书记，国务委员。", "周敏 书记@中央书记处 国务委员"),
        ("周敏现任绵阳市林业局党委（林业工委）书记。", "周敏 书记@绵阳市林业局党委"),
        ("周敏先后任绵阳师范学院体育三系主任、副院长。", "周敏 主任@绵阳师范学院体育三系 副院长@绵阳师范学院体育三系"),
        // A body that cannot be read does not end the list.
        (
            "周敏曾任绵阳市林业局科员；大河之滨某处副处长；绵阳市公安局局长。",
            "周敏 科员@绵阳市林业局 局长@绵阳市公安局",
        ),
        // A rank is no post.
        ("周敏拟任省直单位正厅领导职务。", "周敏"),
    ] {
        assert_eq!(told(text), expected, "{text}");
    }
}

#[test]
fn characters_of_words_and_places_around_a_name() {
    for (text, expected) in [
        ("8月1日，周彬彬接替何立强主持工作。", "周彬彬 | 何立强"),
        ("负责人迟迟未露面。", ""),
        ("武警绵阳支队支队长沙立强参加活动。", "沙立强 支队长@武警绵阳支队"),
        ("区委书记杲立强主持会议。", "杲立强 书记@区委"),
    ] {
        assert_eq!(told(text), expected, "{text}");
    }
}
