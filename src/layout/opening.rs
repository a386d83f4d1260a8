//! Where a report begins behind its headline, when both stand on one line and nothing parts them: 原标题：某县举办运动会8月9日，….
//!
//! The signs of a beginning: a medium's dateline or its reporters, a word of time, a preposition whose phrase ends in a
//! comma, speech, the headline told again, or its body named once more. The earliest counts.

use std::sync::{LazyLock, OnceLock};

use regex::Regex;
use rustc_hash::FxHashMap;

use crate::lexicon::TABLES;
use crate::text::characters::is_han;
use crate::text::pattern;

/// Characters of a headline, at least and at most.
const NEAR: usize = 6;
const FAR: usize = 76;

/// How many characters of the body a sign may need, beyond the headline's last.
const SIGN: usize = 60;

/// First words of a report, but the white space before them: with what characters each sort can begin, and its pattern. A
/// pattern is tried only where one of its characters stands; looked for everywhere at once, they cost nearly as much as jieba.
static SIGNS: [Sign; 9] = [
    // A day, a month, a season.
    Sign::new(
        "当北0123456789０１２３４５６７８９",
        r"(?:当地时间|北京时间)?(?:20\d{2}年)?\d{1,2}月(?:\d{1,2}日(?:[^起前后施正开截启—-]|$)|[上中下]旬|[初底末，]|以来)|(?:当地时间|北京时间)?\d{1,2}日(?:，|上午|下午|晚|从|记者)",
    ),
    Sign::new(
        "近日最前不连多长一目当如眼时昨今去盛入",
        r"(?:近日|日前|近期|近来|最近|前不久|不久前|连日来|前段时间|多年来|长期以来|一直以来|目前|当前|如今|眼下|时下|近年|近年来|昨日|昨天|今日|今天|今年|去年|盛夏时节|入夏以来|入汛以来)，|(?:近日|日前|昨日|昨天|今日|今天)从|今[（(]\d{1,2}[）)]日",
    ),
    Sign::new(
        "最近今暑假汛炎夏烈骄时正每",
        r"最近[几一]|近日来|今年(?:以来|暑|夏|入|\d{1,2}月)|近年来|(?:暑假|暑期|假期|汛期)(?:期间|以来|来临|将至|到来)|炎炎夏日|夏日炎炎|烈日炎炎|骄阳似火|(?:时值|正值|每逢|每当)[^，。]{2,20}，",
    ),
    // Prepositions.
    Sign::new(
        "自受随针按根在",
        r"[自受][^，。！？]{4,24}(?:以来|影响)，|(?:随着|针对|按照|根据)[^，。！？]{4,40}，|在[^，。！？\s]{3,30}(?:之际|来临|到来|期间|背景下|过程中|指导下|支持下|带领下|陪同下|[里内上中旁边前下])，",
    ),
    Sign::new(
        "为",
        r"为(?:了|进一步|充分|贯彻|巩固|推动|推进|增进|增强|加强|加快|深入|深化|丰富|营造|切实|确保|提升|提高|做好|弘扬|普及|响应|落实|培养|培育|引导|选树|主动|顺利|关心|关爱|发挥|激发|更好|让|使|夯实|庆祝|迎接|缓解|解决|维护|保障|强化|规范|帮助|方便|筑牢|传承|持续|有效|全面|不断|扎实|认真|引领|展示|满足|拓宽|拓展|积极|着力|防范|防止|避免|减少|纪念|检验|促进|健全|完善|树立|打通|抓好|压实|扩大|倡导|锻炼|活跃|实现|最大限度|传递)|为[^，。！？“”为]{4,40}，[^。！？]{0,60}(?:近日|日前|近期|连日来|\d{1,2}日)",
    ),
    // Who tells it.
    Sign::new(
        "据记笔",
        r"据[\p{Han}“”@]{2,20}(?:\d{1,2}月)?(?:\d{1,2}日)?(?:消息|通报|报道|统计|透露)|据悉|据了解|据介绍|[记笔]者(?:从|了解到|获悉|注意到|近日|日前|昨|今|\d)",
    ),
    Sign::new(
        "本来作文活案公全融首见记通",
        r"本[报网台社](?:讯|综合|记者)|来源[:：]|作者[:：]|文\s?[/／|丨｜]|活动现场[，。]|案[情件]回[顾放]|本文转自|公众号|(?:全媒体|融媒体)?(?:首席|见习)?(?:记者|通讯员)[\s：:]+\p{Han}{2,4}",
    ),
    // Speech.
    Sign::new("“", r"“[^”“]{2,60}(?:。[^”“]{0,60}|，[^”“]{2,50}[！？…]+)”"),
    Sign::new("有俗常", r"有句(?:老)?话|俗话说|常言道"),
];

/// A sort of first words.
struct Sign {
    /// The characters that they can begin with.
    first: &'static str,
    pattern: &'static str,
    compiled: OnceLock<Option<Regex>>,
}

impl Sign {
    const fn new(first: &'static str, pattern: &'static str) -> Self {
        Self { first, pattern, compiled: OnceLock::new() }
    }

    /// The length of such words, where `text` begins with them.
    fn length(&self, text: &str) -> Option<usize> {
        let pattern = self.compiled.get_or_init(|| pattern(&format!("^(?:{})", self.pattern)));
        pattern.as_ref()?.find(text).map(|words| words.len())
    }
}

/// The sorts of first words that a character can begin.
static BEGINNING: LazyLock<FxHashMap<char, Vec<&Sign>>> = LazyLock::new(|| {
    let mut beginning: FxHashMap<char, Vec<&Sign>> = FxHashMap::default();
    for sign in &SIGNS {
        sign.first.chars().for_each(|c| beginning.entry(c).or_default().push(sign));
    }
    beginning
});

/// Where first words of a report stand in `text`, none within others.
fn first_words(text: &str) -> impl Iterator<Item = usize> {
    let mut next = 0;
    std::iter::from_fn(move || {
        while let Some(c) = text[next..].chars().next() {
            let (at, rest) = (next, &text[next..]);
            let blanks = rest.len() - rest.trim_start().len();
            let signs = BEGINNING.get(&c).filter(|_| blanks == 0);
            let words = signs.and_then(|signs| signs.iter().find_map(|sign| sign.length(rest)));
            next += words.unwrap_or(blanks.max(c.len_utf8()));
            if words.is_some() || blanks > c.len_utf8() {
                return Some(at);
            }
        }
        None
    })
}

/// The last word of a medium's name, by what stands behind it.
static MEDIUM: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(concat!(
        r"(报|网|社|台|客户端|新闻|在线|融媒|南都)(?:讯|消息[:：]",
        r"|[\p{Han}—-]{0,8}(?:20\d{2}年)?\d{1,2}月\d{1,2}日(?:电|讯|消息|报道)",
        r"|(?:首席|见习|特约|全媒体)?(?:记者|通讯员)|\s?[|｜]\s?记者|[（(]记者|-中国)",
    ))
});

/// The media of the list, and those that a dateline names without being in it.
static MEDIA: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let rows = TABLES.iter().find(|(name, _)| *name == "media.tsv").map_or("", |(_, rows)| rows);
    let listed = rows.lines().filter(|row| !row.starts_with('#')).skip(1).filter_map(|row| row.split('\t').next());
    listed.chain(["中国新闻网", "中国日报网", "人民网", "北京日报客户端", "湖北日报客户端"]).collect()
});

/// Endings of a medium's name before which its city's name stands: 永州新闻网, 绵阳晚报.
const SORTS: &[&str] = &[
    "日报客户端",
    "日报",
    "晚报",
    "晨报",
    "早报",
    "商报",
    "时报",
    "青年报",
    "都市报",
    "新闻网",
    "广播电视台",
    "电视台",
    "新闻",
    "融媒",
    "在线",
    "报",
    "网",
    "台",
    "社",
];

/// The byte at which the report in `text` begins behind its headline; 0 if no sign tells.
pub fn begins(text: &str) -> usize {
    let at = |characters: usize| text.char_indices().nth(characters).map_or(text.len(), |(at, _)| at);
    let (near, far, end) = (at(NEAR), at(FAR), at(FAR + SIGN));
    let mut words = first_words(&text[near..end]).map(|at| near + at).take_while(|&at| at < far);
    let sign = words.find(|&at| !is_bound(text, at)).into_iter().chain(medium(text, near, far)).min();
    let told = again(text, far);
    if let Some(told) = told {
        // 某县举办运动会8月9日，某县举办运动会。: told again behind the report's first words, it is no headline.
        let whole = text[told..].starts_with(text[..told].trim_end());
        return sign.filter(|&sign| sign < told && !whole).unwrap_or(told);
    }
    let sign = sign.into_iter().chain(named_again(text, near, far)).min();
    let loud = loud_end(&text[near..far]).map(|found| near + found);
    let begins = match (loud, sign) {
        // 十人落网！某地打掉一团伙今年…: what stands between is more of the headline, unless it is prose.
        (Some(loud), Some(sign)) if loud < sign && is_phrase(&text[loud..sign]) => sign,
        (Some(loud), sign) => sign.map_or(loud, |sign| sign.min(loud)),
        (None, sign) => sign.unwrap_or(0),
    };
    // A headline ends in no comma: the words before the sign are the report's already.
    if text[..begins].trim_end().ends_with(['，', '、', '：', ':', '；', '。']) { 0 } else { begins }
}

/// Whether the words are more of a headline: short, and shorter if they hold a comma.
fn is_phrase(words: &str) -> bool {
    !words.contains('。') && words.chars().count() <= if words.contains('，') { 20 } else { 26 }
}

/// Whether a word belongs to what stands before it: 至8月9日, 被评为….
fn is_bound(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    match text[at..].chars().next() {
        Some('为') => before.is_some_and(|c| "多成认作称列评变改定视设聘转更升因".contains(c)),
        Some(c) if c.is_ascii_digit() => before.is_some_and(|c| "至自从到于在—-".contains(c) || c.is_ascii_digit()),
        _ => before == Some('“'),
    }
}

/// Where the name of the medium begins whose dateline or reporters stand there: one of the list, with another before it, or
/// else one that is named after a city.
fn medium(text: &str, near: usize, far: usize) -> Option<usize> {
    let known = |end: usize| {
        let listed = MEDIA.iter().filter(|medium| text[..end].ends_with(**medium)).map(|medium| end - medium.len());
        listed.min().filter(|&start| start >= near)
    };
    let mut unlisted = None;
    let mut from = near;
    while let Some(found) = MEDIUM.as_ref()?.captures_at(&text[..far], from).and_then(|found| found.get(1)) {
        if let Some(mut start) = known(found.end()) {
            while let Some(before) = known(text[..start].trim_end_matches(['-', ' ']).len()) {
                start = before;
            }
            return Some(text[..start].strip_suffix('据').map_or(start, str::len));
        }
        let name = &text[near..found.end()];
        let sort = SORTS.iter().find(|sort| name.ends_with(**sort));
        let city = sort.and_then(|sort| name[..name.len() - sort.len()].char_indices().rev().nth(1));
        if let Some((city, _)) = city.filter(|(at, _)| name[*at..].chars().all(is_han) && !name.ends_with("本报")) {
            unlisted = unlisted.or(Some(near + city));
        }
        from = found.end();
    }
    unlisted
}

/// Where the first eight characters of the headline are told once more.
fn again(text: &str, far: usize) -> Option<usize> {
    let head = text.char_indices().nth(8).map_or(text.len(), |(at, _)| at);
    text.get(head..far)?.find(&text[..head]).map(|found| head + found)
}

/// Where the body that the headline tells of is named again, as the first words of a report do: five characters of the
/// headline, or its first four. Not within a clause that has begun.
fn named_again(text: &str, near: usize, far: usize) -> Option<usize> {
    let starts: Vec<usize> = text[..far].char_indices().map(|(at, _)| at).collect();
    let known = starts.windows(6).map(|five| (five[0], &text[five[0]..five[4]], &text[five[0]..five[5]])).find(
        |(at, four, five)| {
            let plain = five.chars().all(|c| is_han(c) || matches!(c, '“' | '”'));
            *at > near && (text[..*at].starts_with(four) || plain && text[..*at].contains(five))
        },
    );
    let bound = ['，', '、', '“', '的', '在', '由', '从', '和', '与', '对', '·'];
    known.map(|(at, ..)| at).filter(|&at| !text[..at].ends_with(bound))
}

/// Where the last of the phrases ends that a headline closes by ！ or ？, if it does: those behind it have a comma.
fn loud_end(text: &str) -> Option<usize> {
    let mut end = None;
    let mut quoted = false;
    for (at, mark) in text.match_indices(['！', '？', '。', '，', '“', '”']) {
        match mark {
            "“" if end.is_none() => quoted = true,
            "”" => quoted = false,
            _ if quoted => {}
            // 赔！工作以来…这谁忍得了？: so long a phrase is the report's.
            "！" | "？" if end.is_some_and(|end| text[end..at].chars().count() > 20) => break,
            "！" | "？" if text[at + mark.len()..].starts_with(is_han) => end = Some(at + mark.len()),
            "，" if end.is_none() => {}
            _ => break,
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::begins;

    /// The headline that each line begins with, before the mark that no page holds.
    #[test]
    fn a_report_begins_where_a_sign_says_so() {
        let lines = [
            "双河镇开展防溺水宣传活动‖7月25日中午，双河镇组织志愿者走上河堤。",
            "东岭市人民法院优化营商环境‖东岭晚报讯（记者 何平）连日来，东岭市人民法院上门服务。",
            "两名员工因醉驾被通报‖央广网东岭8月18日消息（记者 何平）两名员工受到处分。",
            "双河镇举行读书会‖为普及家教知识，双河镇举行读书会。",
            "医院与东岭市人民法院联动化解纠纷‖东岭市人民法院通过走访化解一起纠纷。",
            "快递员撞人该谁赔？法院这样判‖近日，东岭法院审结一起案件。",
            "社区食堂开进老小区‖“以前我们老人吃饭难，现在方便多了。”家住双河社区的老人说。",
            "一村干部被查‖据东岭市纪委监委8月8日消息：双河村一名干部接受审查。",
            "双河社区送清凉‖随着气温升高，双河社区为环卫工人送去凉茶。",
        ];
        for line in lines {
            let (headline, _) = line.split_once('‖').expect("the mark");
            let text = line.replace('‖', "");
            assert_eq!(&text[..begins(&text)], headline);
        }
    }

    #[test]
    fn without_a_sign_nothing_is_cut() {
        assert_eq!(begins("双河镇老人学用手机小小的屏幕让许多老人犯了难，志愿者手把手地教。"), 0);
    }
}
