//! Bylines, datelines, photographers' names, and the marks of continuations.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::lexicon::TABLES;
use crate::model::{Reporter, ReporterRole};
use crate::text::characters::is_han;
use crate::text::{Span, pattern};

/// A name with a role, as a byline gives them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Byline {
    /// The names, in order.
    pub names: Vec<Reporter>,
}

/// 本报讯, （上接第一版）, 新华社成都5月9日电, 某某网讯, 某报记者甲5月9日报道 at the start of a line.
static START: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(concat!(
        r"^(?:本\s*报\s*(?:综\s*合\s*)?(?:讯|[\p{Han}]{0,6}\s*(?:\d+\s*月\s*\d+\s*日\s*)?(?:讯|电))|[（(]\s*(?:上接|紧接|接)\s*[\p{Han}A-Za-z0-9]{1,8}[）)]",
        r"|新华社[\p{Han}]{0,8}\d+月\d+日(?:电|讯)|[\p{Han}]{2,6}(?:网|社|台|报|客户端)(?:[（(][\p{Han}]{2,8}[）)])?(?:讯|[\p{Han}]{0,8}(?:\d{4}年)?\d+月\d+日(?:电|讯|消息))",
        r"|[\p{Han}—－（）()-]{2,16}讯\s*[（(]?\s*(?:[\p{Han}]{0,8}记者|通讯员)|[\p{Han}]{2,6}(?:网|报|台|社)记者[\p{Han}]{2,4}\d+月\d+日(?:报道|讯|电))",
    ))
});

/// （记者 甲） with the first words of the report behind it.
static NAMED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(
        r"^[（(](?:本报)?(?:[\p{Han}]{2,6}报)?(?:全媒体|融媒体|见习|实习|首席)*记\s*者[^（）()，。]{2,30}[）)]\s*[^\s。（(]",
    )
});

/// How reports begin: their day, 日前, 近日, 记者从….
static OPENING: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(concat!(
        r"^(?:\d{4}年)?\d{1,2}\s*(?:月\s*\d{1,2}\s*)?日|^(?:日前|近日|近期|最近|连日来|昨日|昨天|昨晚|今日|今天|前日|今晨|记者.{0,10}(?:从|获悉)|截至|图为)",
        r"|^据[\p{Han}+“”《》]{2,16}(?:消息|通报)",
    ))
});

/// A report's last words: a bracket with names and nothing else behind the end of a sentence.
static SIGNED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(
        r"[。！？”]\s*[（(](?:本报|[\p{Han}]{2,6}报)?(?:全媒体|融媒体|见习|实习|首席|特约)*(?:记者|通讯员|作者)?[：:\s]*((?:[\p{Han}]{2,4}|[\p{Han}] [\p{Han}])(?:[\s、]+(?:通讯员\s*|记者\s*)?[\p{Han}]{2,4}){0,5})\s*[）)]$",
    )
});

/// 本报讯（记者 甲 通讯员 乙） and the like, at the start of a paragraph of the body, where white space is gone.
static DATELINE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(
        r"^(?:本报(?:综合)?(?:讯|[\p{Han}]{0,6}(?:\d+月\d+日)?(?:讯|电))|新华社[\p{Han}]{0,8}\d+月\d+日(?:电|讯)|[\p{Han}]{2,6}(?:网|社|台|报)(?:讯|[\p{Han}]{0,8}\d+月\d+日(?:电|讯)))?\s*(?:[（(](?:[^（）()]{0,12})?(?:记者|通讯员|特约)[^（）()]{1,60}[）)])?",
    )
});

/// 绵江在线记者甲通讯员乙8月9日 before the report's first words, with nothing between the names and its day.
static GLUED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(concat!(
        r"^((?:本报|[\p{Han}A-Za-z]{1,8}(?:报|网|社|台|新闻|在线|客户端|融媒))?(?:全媒体|融媒体|首席|见习|特约|特派)*记者",
        r"\s*[^从在了获到就走随采近今昨日\P{Han}][\p{Han}]{1,3}?",
        r"(?:[、\s]*(?:见习记者|实习生|通讯员|记者|摄影)?\s*[\p{Han}]{2,8}?){0,5}?)\s*",
        r"(?:20\d{2}年)?(?:\d{1,2}月\d{1,2}日|近日|日前|昨日|今日|连日来|近期)",
    ))
});

/// A bracket with names in it, anywhere.
static BRACKET: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(r"[（(]([^（）()]{0,14}?(?:记\s*者|通\s*讯\s*员|特约撰稿|实习生|作者)[^（）()。，]{1,80})[）)]")
});

/// The end of a text: 本报记者 甲 摄, 甲 文/图, 甲 供图.
static END: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(
        r"(?:^|[。！？”）\s])\s*((?:[（(])?(?:本报|全媒体)?(?:首席|见习|实习|特约|全媒体|融媒体)*(?:记\s*者|通\s*讯\s*员)?\s*[\p{Han}·、\s]{2,24}?)\s*(摄\s*影报道|摄影报道|摄影|摄|文/图|文\s*图|图/文|供图)[）)]?$",
    )
});

/// （上接第一版）, （下转第三版）.
static TURN: LazyLock<Option<Regex>> = LazyLock::new(|| pattern(r"[（(](?:上接|下转|紧接)[^（）()]{1,12}[）)]"));

/// As much of a line as a dateline can take.
fn head(line: &str) -> &str {
    line.char_indices().nth(48).map_or(line, |(at, _)| &line[..at])
}

/// Whether the line begins an article by its mark.
pub fn starts_article(line: &str) -> bool {
    // What the pattern cannot do without, near the start, is asked before it is tried.
    head(line).contains(['讯', '电', '息', '道', '接']) && START.as_ref().is_some_and(|start| start.is_match(line))
}

/// Whether （记者 甲） and the first words of a report begin the line.
pub fn starts_with_names(line: &str) -> bool {
    line.starts_with(['（', '(']) && NAMED.as_ref().is_some_and(|named| named.is_match(line))
}

/// Whether the line reads like the first of a report.
pub fn opens_report(line: &str) -> bool {
    starts_article(line) || OPENING.as_ref().is_some_and(|opening| opening.is_match(line))
}

/// Whether the text ends by its authors in brackets: …。（记者 甲）, …。（甲 乙）.
pub fn ends_with_names(text: &str) -> bool {
    let text = text.trim_end();
    if !text.ends_with(['）', ')']) {
        return false;
    }
    // The bracket holds no other, so it begins with the last one, right behind a sentence.
    let Some(open) = text.rfind(['（', '(']) else { return false };
    let sentence = text[..open].trim_end();
    let Some(mark) = sentence.chars().next_back().filter(|c| matches!(c, '。' | '！' | '？' | '”')) else {
        return false;
    };
    let signature = &text[sentence.len() - mark.len_utf8()..];
    let Some(captures) = SIGNED.as_ref().and_then(|signed| signed.captures(signature)) else { return false };
    let (all, names) = (captures.get(0).map_or("", |m| m.as_str()), captures.get(1).map_or("", |m| m.as_str()));
    all.contains("记者")
        || all.contains("通讯员")
        || names.split([' ', '\u{3000}', '、']).filter(|t| !t.is_empty()).all(|t| is_name(t) || t.chars().count() == 1)
}

/// Whether （上接第一版） begins the line.
pub fn is_continuation(line: &str) -> bool {
    let inner = line.trim_start_matches(['（', '(']).trim_start();
    let page = inner.chars().take(10).any(|c| c == '版');
    inner.len() < line.len() && (inner.starts_with("上接") || page && inner.starts_with(['接', '紧']))
}

/// Whether （下转第三版） ends the text.
pub fn turns(text: &str) -> bool {
    let text = text.trim_end();
    text.ends_with(['）', ')'])
        && TURN.as_ref().is_some_and(|turn| turn.find_iter(text).any(|mark| mark.end() == text.len()))
}

/// Whether the line is （下转第三版） and nothing else.
pub fn is_turn(line: &str) -> bool {
    line.starts_with(['（', '('])
        && TURN
            .as_ref()
            .and_then(|turn| turn.find(line))
            .is_some_and(|mark| mark.len() == line.len() && !is_continuation(line))
}

/// The names and the work at the end of a text: 本报记者 甲 摄.
fn end(text: &str) -> Option<Captures<'_>> {
    // The pattern is tried at every character, so the last one is asked first.
    let last = text.trim_end_matches(['）', ')']).chars().next_back();
    END.as_ref().filter(|_| matches!(last, Some('摄' | '影' | '道' | '文' | '图')))?.captures(text)
}

/// Whether the text ends by a photographer's name: 本报记者 甲 摄.
pub fn ends_with_photographer(text: &str) -> bool {
    let text = text.trim_end().trim_end_matches(['）', ')']);
    (text.ends_with('摄') || text.ends_with("摄影报道") || text.ends_with("摄影")) && end(text).is_some()
}

/// Whether the line closes its article: （本报记者 甲）, 甲 文/图 at its end.
pub fn closes_article(line: &str) -> bool {
    let line = line.trim_end();
    end(line).is_some() && !line.ends_with("供图")
        || (line.starts_with(['（', '(']) && line.ends_with(['）', ')']) && is_byline(line))
        || ends_with_names(line)
}

/// Whether the line holds names of reporters and nothing else.
pub fn is_byline(line: &str) -> bool {
    let inner = line.trim().trim_matches(['（', '(', '）', ')', '□', '■', '●', '◎', '○', '◆']).trim();
    if inner.chars().filter(|c| !c.is_whitespace()).nth(40).is_some() || inner.contains(['。', '，', '！', '“']) {
        return false;
    }
    let roles = ["记者", "通讯员", "文/图", "摄影", "文图", "作者", "撰稿"];
    let bare: String = inner.chars().filter(|c| !c.is_whitespace()).collect();
    let has_role = roles.iter().any(|role| bare.contains(role));
    let names = names(inner);
    if has_role {
        // What the names and roles do not account for would be other words.
        let told: usize = names.iter().map(|name| name.name.chars().count()).sum();
        let rest = roles.iter().fold(bare.clone(), |text, role| text.replace(role, ""));
        let rest =
            ["本报", "全媒体", "融媒体", "首席", "见习", "实习", "特约", "记者站", "报道", "晚报", "日报", "郑报"]
                .iter()
                .fold(rest, |text, word| text.replace(word, ""));
        return !names.is_empty() && rest.chars().filter(|c| is_han(*c)).count() <= told + 2;
    }
    // 王战龙 申绍辉 马依晨: three names or more that stand alone, each of two to four characters.
    let tokens: Vec<&str> = inner.split([' ', '\u{3000}']).filter(|token| !token.is_empty()).collect();
    tokens.len() >= 3
        && tokens.iter().all(|token| {
            (2..=5).contains(&token.chars().count()) && token.chars().all(is_han) && begins_with_surname(token)
        })
}

/// Whether the token may be a name: two to four characters, a surname first, or parts joined by an interpunct.
pub fn is_name(token: &str) -> bool {
    let length = token.chars().count();
    token.contains('·') && length >= 4
        || (2..=4).contains(&length) && token.chars().all(is_han) && begins_with_surname(token)
}

/// The most frequent surnames, enough to tell a line of names from a line of phrases.
fn begins_with_surname(token: &str) -> bool {
    const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾萧肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷段龙史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤申温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹欧耿关兰焦俞左柳甘祝包宁尚舒阮柯纪梅童毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧阳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝";
    token.chars().next().is_some_and(|c| SURNAMES.contains(c))
}

/// The byline of a line of names.
pub fn read(line: &str) -> Byline {
    Byline { names: names(line) }
}

/// The brackets of a text that hold no other, each with the byte at which it opens.
fn brackets(text: &str) -> impl Iterator<Item = (usize, &str)> {
    // Looked for by one mark at a time, they are found by their bytes, without a look at every character.
    let mut ends: Vec<usize> =
        ['）', ')'].into_iter().flat_map(|mark| text.match_indices(mark)).map(|(at, mark)| at + mark.len()).collect();
    ends.sort_unstable();
    ends.into_iter().filter_map(|end| {
        let (inner, _) = text[..end].char_indices().next_back()?;
        let open = text[..inner].rfind(['（', '(', '）', ')'])?;
        let bracket = &text[open..end];
        bracket.starts_with(['（', '(']).then_some((open, bracket))
    })
}

/// Whether a bracket has a character that [`BRACKET`] cannot do without.
fn may_name(bracket: &str) -> bool {
    bracket.contains(['者', '员', '稿', '生'])
}

/// Whether a bracket is no prose: it names authors, or turns to another page.
fn is_aside(bracket: &str) -> bool {
    let fits = |pattern: &LazyLock<Option<Regex>>| pattern.as_ref().is_some_and(|pattern| pattern.is_match(bracket));
    may_name(bracket) && fits(&BRACKET) || bracket.contains(['接', '转']) && fits(&TURN)
}

/// The names that run into the first words of a paragraph: 绵江在线记者甲8月9日，….
fn glued(text: &str) -> Option<&str> {
    // The word that the pattern cannot do without is asked first.
    let pattern = GLUED.as_ref().filter(|_| head(text).contains("记者"))?;
    pattern.captures(text)?.get(1).map(|names| names.as_str())
}

/// The bylines inside a paragraph: its dateline's bracket, brackets elsewhere, the photographer at its end.
pub fn within(paragraph: &str) -> Vec<Byline> {
    let mut found: Vec<Byline> = glued(paragraph).map(read).into_iter().collect();
    for (_, bracket) in brackets(paragraph).filter(|(_, bracket)| may_name(bracket)) {
        let inner = BRACKET.as_ref().and_then(|names| names.captures(bracket)).and_then(|capture| capture.get(1));
        found.extend(inner.map(|inner| Byline { names: names(inner.as_str()) }));
    }
    if let Some(capture) = end(paragraph.trim_end()) {
        let (who, what) = (capture.get(1).map_or("", |m| m.as_str()), capture.get(2).map_or("", |m| m.as_str()));
        if what != "供图" {
            let photo = what.starts_with('摄');
            let mut names = names(who);
            for name in &mut names {
                name.role = if photo { ReporterRole::Photographer } else { ReporterRole::Author };
            }
            found.push(Byline { names });
        }
    }
    found.retain(|byline| !byline.names.is_empty());
    found
}

/// The stretches of a body that are no prose, by paragraph.
pub fn asides(body: &str, paragraphs: &[Span]) -> Vec<Span> {
    let mut found = Vec::new();
    for paragraph in paragraphs {
        let text = paragraph.of(body);
        let dated = text.starts_with(['（', '(']) || head(text).contains(['讯', '电']);
        let dateline = DATELINE.as_ref().filter(|_| dated).and_then(|line| line.find(text));
        if let Some(head) = dateline.filter(|head| !head.is_empty()) {
            found.push(Span::new(paragraph.from(), paragraph.from() + head.end()));
        }
        found.extend(glued(text).map(|names| Span::new(paragraph.from(), paragraph.from() + names.len())));
        found.extend(
            brackets(text)
                .filter(|(_, bracket)| is_aside(bracket))
                .map(|(at, bracket)| Span::new(paragraph.from() + at, paragraph.from() + at + bracket.len())),
        );
        if let Some(who) = end(text).and_then(|capture| capture.get(1)) {
            found.push(Span::new(paragraph.from() + who.start(), paragraph.to()));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The names of a byline with their roles: a role holds until the next is named.
pub fn names(text: &str) -> Vec<Reporter> {
    const ROLES: &[(&str, ReporterRole)] = &[
        ("通讯员", ReporterRole::Correspondent),
        ("记者", ReporterRole::Reporter),
        ("摄影", ReporterRole::Photographer),
        ("实习生", ReporterRole::Reporter),
        ("作者", ReporterRole::Author),
        ("撰稿", ReporterRole::Author),
    ];
    let text = joined_roles(text);
    let mut role = ReporterRole::Author;
    let mut found: Vec<Reporter> = Vec::new();
    let mut rest = text.as_str();
    while !rest.is_empty() {
        let next = ROLES
            .iter()
            .filter_map(|(word, role)| rest.find(word).map(|at| (at, word.len(), *role)))
            .min_by_key(|(at, ..)| *at);
        let (stretch, after, following) = match next {
            Some((at, length, role)) => (&rest[..at], &rest[at + length..], Some(role)),
            None => (rest, "", None),
        };
        // Words before the first role are the paper's name: 本报, 郑报全媒体.
        let first = rest.len() == text.len() && following.is_some();
        // （甲 乙 记者 丙）: names may stand there too, each by itself.
        let named = || stretch.split_whitespace().all(|token| token.chars().count() <= 3 && is_name(token));
        if !first {
            found.extend(split(stretch).into_iter().map(|name| Reporter { name, role }));
        } else if stretch.contains(char::is_whitespace) && named() {
            let role = ReporterRole::Correspondent;
            found.extend(split(stretch).into_iter().map(|name| Reporter { name, role }));
        }
        if let Some(following) = following {
            role = following;
        }
        rest = after;
    }
    found
}

/// 记 者 and 通 讯 员 without their blanks.
fn joined_roles(text: &str) -> String {
    let mut text = text.to_owned();
    for (spaced, whole) in [("通 讯 员", "通讯员"), ("记 者", "记者"), ("摄 影", "摄影")] {
        text = text.replace(spaced, whole);
    }
    text
}

/// The names of a stretch without role words: parted by blanks, 、 or commas; one character waits for the next (王 伟).
fn split(stretch: &str) -> Vec<String> {
    const NOISE: &[&str] = &[
        "本报",
        "报道",
        "文/图",
        "摄影报道",
        "摄",
        "文",
        "图",
        "整理",
        "全媒体",
        "融媒体",
        "首席",
        "见习",
        "实习",
        "特约",
        "供图",
        "综合",
    ];
    let tokens: Vec<&str> = stretch
        .split(|c: char| {
            c.is_whitespace()
                || matches!(
                    c,
                    '、' | '，' | ',' | '/' | '|' | '；' | ';' | '：' | ':' | '（' | '）' | '(' | ')' | '□' | '■' | '●'
                )
        })
        .map(|token| {
            // 文 ends names too: it is noise only in 文/图.
            let noise =
                NOISE.iter().filter(|noise| **noise != "文" || stretch.contains("文/") || stretch.contains("文图"));
            noise.fold(token, |token, noise| token.strip_suffix(noise).unwrap_or(token))
        })
        .filter(|token| !token.is_empty() && !NOISE.contains(token) && token.chars().all(|c| is_han(c) || c == '·'))
        .collect();
    let singles = tokens.iter().filter(|token| token.chars().count() == 1).count();
    if singles == tokens.len() && (2..=4).contains(&singles) {
        return vec![tokens.concat()];
    }
    let mut found = Vec::new();
    let mut waiting = String::new();
    for token in tokens {
        let length = token.chars().count();
        if length == 1 {
            waiting.push_str(token);
            if waiting.chars().count() == 2 && !begins_with_surname(token) || waiting.chars().count() == 3 {
                found.push(std::mem::take(&mut waiting));
            }
            continue;
        }
        if !waiting.is_empty() {
            let whole = std::mem::take(&mut waiting);
            if whole.chars().count() >= 2 {
                found.push(whole);
            }
        }
        match length {
            4 if is_pair(token) => found.extend(halves(token)),
            2..=4 => found.push(token.to_owned()),
            5..=6 if !token.contains('·') => found.extend(halves(token)),
            _ if token.contains('·') => found.push(token.to_owned()),
            _ => {}
        }
    }
    if waiting.chars().count() >= 2 {
        found.push(waiting);
    }
    const BODIES: &[&str] =
        &["报", "网", "社", "局", "院", "办", "站", "队", "电视台", "新闻", "中心", "编辑", "提供", "报道", "流程"];
    found.retain(|name| !BODIES.iter().any(|word| name.ends_with(word)));
    found
}

/// Surnames of two characters, of the list.
static DOUBLE: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let rows = TABLES.iter().find(|(name, _)| *name == "surnames.tsv").map_or("", |(_, rows)| rows);
    let rows = rows.lines().map(|row| row.split('\t'));
    rows.filter_map(|mut row| row.next().filter(|_| row.next() == Some("double"))).collect()
});

/// Whether four characters are two names of two: 郭欢刘星, but not 欧阳文山.
fn is_pair(token: &str) -> bool {
    let third = token.char_indices().nth(2).map_or("", |(at, _)| &token[at..]);
    begins_with_surname(token) && begins_with_surname(third) && !DOUBLE.iter().any(|double| token.starts_with(*double))
}

/// Two names written together (马依晨刘念): cut where the second surname begins.
fn halves(token: &str) -> Vec<String> {
    let characters: Vec<char> = token.chars().collect();
    let cut = [3, 2]
        .into_iter()
        .find(|&at| characters.len() - at <= 3 && begins_with_surname(&characters[at..].iter().collect::<String>()));
    match cut {
        Some(at) => vec![characters[..at].iter().collect(), characters[at..].iter().collect()],
        None => vec![token.to_owned()],
    }
}
