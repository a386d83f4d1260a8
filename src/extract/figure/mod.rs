//! Reported figures.
//!
//! **Finds** numbers that a table could hold: how many of what, with the unit as written and how exact the text says it is.
//! **Rule** a number counts when a unit stands behind it, or 万, or a noun. What it counts is the noun phrase behind the
//! unit, else the one before the number, else the verb. It describes the body or place that is the subject of the
//! sentence. Times, numbers in titles and names, ordinals, ages, numbers of roads and papers are no figures.
//! **In** 截至3月8日，全县共修复道路15条，安置群众1.2万余人。
//! **Out** 15 条 道路 | 12000 (over) 人 群众

mod counted;
mod noun;
mod quantity;
mod subject;

use super::Draft;
use crate::model::reading::{FigureClaim, Time};
use crate::text::Span;

/// Finds them.
pub fn extract(draft: &mut Draft<'_>) {
    let quoted = names(draft);
    let mut found: Vec<FigureClaim> = Vec::new();
    let mut next = 0;
    let mut last: Option<(Span, counted::Counted)> = None;
    let mut sentence = 0;
    let mut inside = usize::MAX;
    for &(at, c) in &draft.numerals {
        let first = at != inside;
        inside = at + c.len_utf8();
        if !first || at < next {
            continue;
        }
        let Some(quantity) = quantity::at(draft, at) else { continue };
        next = quantity.span.to();
        while draft.reading.sentences.get(sentence).is_some_and(|s| s.span.to() <= at) {
            sentence += 1;
        }
        let Some(own) = draft.reading.sentences.get(sentence) else { break };
        if is_no_figure(draft, quantity.span, &quoted) {
            continue;
        }
        let span = own.span;
        let Some(counted) = counted::of(draft, &quantity, span, last.as_ref()) else { continue };
        for &value in &quantity.values {
            found.push(FigureClaim {
                sentence,
                clause: clause_of(draft, span, at),
                span: quantity.span,
                value,
                unit: quantity.unit.clone(),
                approx: quantity.approx,
                indicator: counted.words.clone(),
                about: subject::of(draft, sentence, quantity.span, &found),
                date: date_of(draft, span, quantity.span),
                rule: counted.rule,
            });
        }
        last = Some((quantity.span, counted));
    }
    draft.reading.figures = found;
}

/// Whether the number stands in a time, a name, a title, a short quotation or a byline.
fn is_no_figure(draft: &Draft<'_>, span: Span, quoted: &[Span]) -> bool {
    let dates = &draft.reading.dates;
    let next = dates.partition_point(|date| date.span.to() <= span.from());
    if dates.get(next).is_some_and(|date| date.span.overlaps(span))
        || quoted
            .get(quoted.partition_point(|name| name.to() <= span.from()))
            .is_some_and(|name| name.holds(span.from()))
    {
        return true;
    }
    let number = Span { start: span.start, end: span.start + 1 };
    draft.reading.organisations.iter().any(|body| body.span.overlaps(number) && body.span.start < span.start)
        || draft.reading.places.iter().any(|place| place.span.overlaps(number))
        || draft.is_aside(span.from())
}

/// The clause between commas that holds byte `at`.
fn clause_of(draft: &Draft<'_>, sentence: Span, at: usize) -> Span {
    let marks = ['，', '；', '。', '：', '！', '？'];
    let before = draft.text.get(sentence.from()..at).unwrap_or("");
    let start = before.char_indices().rev().find(|(_, c)| marks.contains(c));
    let start = start.map_or(sentence.from(), |(offset, c)| sentence.from() + offset + c.len_utf8());
    let behind = draft.text.get(at..sentence.to()).unwrap_or("");
    Span::new(start, behind.find(marks).map_or(sentence.to(), |offset| at + offset))
}

/// The time of a figure: the last one named before it in the sentence, a day before a year.
fn date_of(draft: &Draft<'_>, sentence: Span, figure: Span) -> Option<usize> {
    let dates = &draft.reading.dates;
    let first = dates.partition_point(|date| date.span.start < sentence.start);
    let last = dates.partition_point(|date| date.span.end <= figure.start);
    let telling = |at: &usize| !matches!(dates[*at].time, Time::Vague);
    let mut inside = (first..last).rev().filter(telling);
    let day = (first..last).rev().find(|&at| dates[at].time.tells_day());
    day.or_else(|| inside.next())
}

/// Titles in 《》 and names in quotation marks, in order: a quotation without a mark inside, of a few characters.
fn names(draft: &Draft<'_>) -> Vec<Span> {
    const LONGEST: usize = 12;
    let mut found: Vec<Span> = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for &(at, c) in &draft.marks {
        match c {
            '《' if open.is_none_or(|(_, mark)| mark != '《') => open = Some((at, c)),
            '“' => open = Some((at, c)),
            '。' | '！' | '？' => open = None,
            '，' | '；' | '：' if open.is_some_and(|(_, mark)| mark == '“') => open = None,
            '》' | '”' => {
                let Some((start, mark)) = open.take() else { continue };
                let fits = match mark {
                    '《' => c == '》',
                    _ => c == '”' && draft.text[start..at].chars().count() <= LONGEST,
                };
                if fits && found.last().is_none_or(|last| last.to() <= start) {
                    found.push(Span::new(start, at + c.len_utf8()));
                }
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract;
    use crate::lexicon::{Lexicon, LexiconError};
    use crate::model::{Approximation, Article, ArticleKind, Reading};
    use crate::text::AlignedText;

    fn read(lexicon: &Lexicon, text: &str) -> Reading {
        let mut body = AlignedText::default();
        body.copy(text, Span::new(0, text.len()));
        let article = Article {
            id: "a1".to_owned(),
            kind: ArticleKind::News,
            headline: None,
            body,
            paragraphs: vec![Span::new(0, text.len())],
            reporters: Vec::new(),
            asides: Vec::new(),
            certainty: 1.0,
        };
        extract::read(&article, lexicon)
    }

    fn figures(lexicon: &Lexicon, text: &str) -> String {
        let shown = read(lexicon, text).figures.into_iter().map(|figure| {
            let mark = match figure.approx {
                Approximation::Exact => "",
                Approximation::Over => ">",
                Approximation::About => "~",
            };
            format!("{mark}{} {} {}", figure.value, figure.unit.as_deref().unwrap_or("-"), figure.indicator)
        });
        shown.collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn the_table_reads_as_it_says() -> Result<(), LexiconError> {
        let table = [
            ("a noun behind the unit", "全县新建12个停车场。", "12 个 停车场"),
            ("a noun before the number", "会泽县栽下了苹果树3500余棵、梨树800棵。", ">3500 棵 苹果树 | 800 棵 梨树"),
            ("万 belongs to the number", "学校共有1.4万名学生。", "14000 名 学生"),
            ("money", "项目总投资2.35亿元。", "235000000 元 项目总投资"),
            ("a rate", "自来水入户率达96.5%。", "96.5 % 自来水入户率"),
            ("Chinese words", "县里组织三百二十名医生。", "320 名 医生"),
            ("a share", "百分之八十的农户用上自来水。", "80 % 农户"),
            ("about and over", "近200人参加，用了超过50辆货车。", "~200 人 参加 | >50 辆 货车"),
            ("a verb behind the unit", "事故造成2人受伤。", "2 人 受伤"),
            ("side by side", "转移安置18户52人。", "18 户 转移安置 | 52 人 转移安置"),
            ("a noun without a unit", "市卫健委等5部门联合发文。", "5 - 部门"),
            ("both ends", "可减免2至3个月租金。", "2 个月 租金 | 3 个月 租金"),
            ("a unit a unit", "鸡蛋价格为12.5元/公斤。", "12.5 元/公斤 鸡蛋价格"),
            ("no time", "2023年5月9日上午8时30分开会。", ""),
            ("no ordinal", "第三次会议通过第12号公告。", ""),
            ("no article", "一名老人走进一家商店。", ""),
            ("no age", "李明今年35岁。", ""),
            ("no road", "车辆驶上G312和105国道。", ""),
            ("no title, no slogan", "印发《关于10条措施的通知》，推进“四级联动”。", ""),
            ("no fixed phrase", "落实八项规定，服务千家万户。", ""),
            ("no telephone", "请拨打0871-63120000或12345热线。", ""),
            ("round the clock", "工作人员24小时值守。", ""),
        ];
        let lexicon = Lexicon::embedded()?;
        let wrong: Vec<String> = table
            .iter()
            .map(|(cause, text, expected)| (cause, text, expected, figures(&lexicon, text)))
            .filter(|(_, _, expected, found)| *expected != found)
            .map(|(cause, text, expected, found)| format!("{cause}: {text} → {found}, not {expected}"))
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        Ok(())
    }

    #[test]
    fn no_text_panics() -> Result<(), LexiconError> {
        let lexicon = Lexicon::embedded()?;
        let pieces = [
            "12",
            "三",
            "万",
            "亿",
            "千",
            "年",
            "月",
            "日",
            "时",
            "点",
            "至",
            "、",
            "，",
            "。",
            "个",
            "元",
            "人",
            "余",
            "多",
            "的",
            "（",
            "）",
            "“",
            "”",
            "《",
            "》",
            "百分之",
            "分之",
            "0.",
            "1,000",
            "以上",
            "截至",
            "以来",
            "当天",
            "上半年",
            "许昌市",
            "市委",
            "é",
            "𠮷",
            "-",
            "/",
            "99999999999999999",
            "亿亿亿亿亿亿",
            "半",
            ":",
            "：30",
            "自",
            "9日",
            "大",
            "其中",
            "共",
        ];
        // Every ordered triple of a coprime walk: no randomness, yet each neighbourhood occurs.
        let mut text = String::new();
        for step in [1, 3, 7, 11, 13, 17] {
            for at in 0..pieces.len() * 3 {
                text.push_str(pieces[(at * step) % pieces.len()]);
            }
        }
        for start in text.char_indices().map(|(at, _)| at).step_by(7) {
            let _ = read(&lexicon, &text[start..]).figures.len();
        }
        Ok(())
    }
}
