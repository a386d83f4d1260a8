//! From a page to its articles: repair, segmentation, headlines, bylines.
//!
//! A page text is what was left of a newspaper page when its boxes were written one after another: lines as narrow as a
//! column, headlines before, after or far from their bodies, blank lines anywhere. The stage reads it line by line
//! (`line`), tells what each line is (`role`), cuts the lines into stretches of body and the titles between them
//! (`segment`), gives each body its headline (`headline`) and reads the bylines ([`byline`]). Nothing that is no white
//! space is lost on the way into a body but what [`repair::REPAIRS`] names.

pub mod byline;
mod credit;
mod furniture;
mod headline;
mod line;
mod opening;
pub mod repair;
mod role;
mod segment;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use crate::model::{Article, ArticleKind, Headline, Page, Reporter, ReporterRole};
use crate::text::{AlignedText, Span};
use byline::Byline;
use line::Line;
use segment::Stretch;

pub use repair::Repair;

/// The articles of a page and what had to be mended.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// In the order in which the bodies stand in the page.
    pub articles: Vec<Article>,
    /// What was mended, in order.
    pub repairs: Vec<Repair>,
}

/// Lays out a page. Cannot fail: a page without a body gives no article.
///
/// ```
/// use fangzhi::{layout, model::Page};
/// let text = "我市召开防汛会议\n本报讯（记者 王 伟 李小明）6月3日，全市防\n汛会议召开。\n".to_owned();
/// let laid = layout::lay_out(&Page { text, ..Page::default() });
/// let article = &laid.articles[0];
/// assert_eq!(article.headline.as_ref().unwrap().text, "我市召开防汛会议");
/// assert!(article.body.as_str().ends_with("6月3日，全市防汛会议召开。"));
/// assert_eq!(article.reporters[0].name, "王伟");
/// ```
pub fn lay_out(page: &Page) -> Layout {
    let mut repairs = Vec::new();
    let lines = line::read(&page.text);
    let measure = line::Measure::of(&lines);
    let roles = role::tell(&lines, &measure);
    let stretches = segment::cut(&lines, &roles, &measure);
    let heads = headline::assign(&stretches);
    let mut articles: Vec<Article> = stretches
        .iter()
        .zip(heads)
        .flat_map(|(stretch, head)| {
            let banner = banner(&lines, &stretch.banners, &mut repairs);
            banner
                .into_iter()
                .chain(article(&page.text, &lines, &measure, stretch, &head, &mut repairs))
                .collect::<Vec<_>>()
        })
        .collect();
    for (number, article) in (1..).zip(&mut articles) {
        article.id = format!("a{number}");
    }
    Layout { articles, repairs }
}

/// The slogan that a banner makes.
fn banner(lines: &[Line<'_>], banner: &[usize], repairs: &mut Vec<Repair>) -> Option<Article> {
    let headline = title(lines, banner, repairs)?;
    Some(Article {
        id: String::new(),
        kind: ArticleKind::Slogan,
        headline: Some(headline),
        body: AlignedText::default(),
        paragraphs: Vec::new(),
        reporters: Vec::new(),
        asides: Vec::new(),
        certainty: 0.6,
    })
}

/// The article that a stretch makes.
fn article(
    page: &str,
    lines: &[Line<'_>],
    measure: &line::Measure,
    stretch: &Stretch,
    head: &headline::Head,
    repairs: &mut Vec<Repair>,
) -> Option<Article> {
    let headline = title(lines, &head.lines, repairs);
    // A paragraph as the page has it; most are one line.
    let raw = |paragraph: &Vec<usize>| match paragraph.as_slice() {
        [line] => Cow::Borrowed(lines[*line].text),
        several => {
            let lines: Vec<&str> = several.iter().map(|&at| lines[at].text).collect();
            Cow::Owned(lines.join(if measure.wrapped { "" } else { " " }))
        }
    };
    let mut body = AlignedText::default();
    let mut paragraphs: Vec<Span> = Vec::new();
    let mut reporters: Vec<Reporter> = Vec::new();
    let mut asides: Vec<Span> = Vec::new();
    let mut notes: Vec<Byline> = head
        .bylines
        .iter()
        .flat_map(
            |&at| if lines[at].tail { credit::of_tail(lines[at].text) } else { vec![byline::read(lines[at].text)] },
        )
        .collect();
    for paragraph in &stretch.paragraphs {
        let start = body.as_str().len();
        for &at in paragraph {
            repair::copy(page, lines[at].span, &mut body, repairs);
        }
        if paragraph.len() > 1 {
            repairs.push(Repair::new("lines joined", lines[paragraph[0]].span));
        }
        if body.as_str().len() > start {
            paragraphs.push(Span::new(start, body.as_str().len()));
        }
        notes.extend(byline::within(&raw(paragraph)));
    }
    let [first, last] =
        [stretch.paragraphs.first(), stretch.paragraphs.last()].map(|at| at.map(raw).unwrap_or_default());
    let credits = credit::read(&first, &last);
    asides.extend(credit::asides(body.as_str(), &paragraphs, &credits));
    notes.extend(credits);
    for span in byline::asides(body.as_str(), &paragraphs) {
        asides.push(span);
    }
    if measure.blank_after_each && !stretch.paragraphs.is_empty() {
        repairs.push(Repair::new("blank line after every line", lines[stretch.paragraphs[0][0]].span));
    }
    for reporter in notes.into_iter().flat_map(|note| note.names) {
        if reporters.iter().all(|known| known.name != reporter.name) {
            reporters.push(reporter);
        }
    }
    if body.is_empty() && headline.is_none() {
        return None;
    }
    let kind = kind(body.as_str(), headline.as_ref(), stretch, &reporters);
    let certainty = match (headline.is_some(), stretch.marked) {
        (true, true) => 1.0,
        (true, false) | (false, true) => 0.8,
        (false, false) => 0.6,
    };
    Some(Article { id: String::new(), kind, headline, body, paragraphs, reporters, asides, certainty })
}

/// The words of a headline's lines, joined with one blank; none without lines.
fn title(lines: &[Line<'_>], at: &[usize], repairs: &mut Vec<Repair>) -> Option<Headline> {
    let words: Vec<String> =
        at.iter().map(|&at| repair::title(lines[at].text, lines[at].span, repairs)).filter(|w| !w.is_empty()).collect();
    let mut words = without_kicker(words);
    // An arrow that points to the report is no part of its headline.
    words.iter_mut().for_each(|line| line.truncate(line.trim_end_matches(['→', ' ']).len()));
    (!words.is_empty()).then(|| Headline { text: words.join(" "), raw: at.iter().map(|&at| lines[at].span).collect() })
}

/// The lines of a headline without those around it: the kicker, which names who speaks or on what occasion (李某到某县调研时
/// 强调, 某市召开某会议), the deck below, a summary twice as long, and who took part. The headline is what is said.
fn without_kicker(lines: Vec<String>) -> Vec<String> {
    let leads = |phrase: &str| {
        ["强调", "要求", "指出", "表示", "强调：", "要求：", "强调——", "要求——"].iter().any(|end| phrase.ends_with(end))
    };
    let occasion = |line: &str| {
        ["举行", "召开", "举办"].iter().any(|verb| line.contains(verb))
            && ["会", "会议", "部署"].iter().any(|end| line.ends_with(end))
    };
    let attends = |line: &str| {
        ["参加会议", "参加活动", "等参加", "出席", "主持", "陪同"].iter().any(|end| line.ends_with(end))
            && line.chars().count() < 20
    };
    let mut kept: Vec<String> = lines
        .iter()
        .map(|line| line.split(' ').filter(|phrase| !leads(phrase)).collect::<Vec<_>>().join(" "))
        .filter(|line| !line.is_empty())
        .collect();
    if kept.is_empty() {
        return lines;
    }
    kept.dedup();
    if kept.len() > 1 && occasion(&kept[0]) {
        kept.remove(0);
    }
    let length = |line: &String| line.chars().count();
    let deck = |kept: &[String]| match kept {
        [.., above, last] => attends(last) || length(last) >= 25 && length(last) >= 2 * length(above),
        _ => false,
    };
    if deck(&kept) {
        kept.pop();
    }
    kept
}

/// What sort of text it is, by its marks.
fn kind(body: &str, headline: Option<&Headline>, stretch: &Stretch, reporters: &[Reporter]) -> ArticleKind {
    let title = headline.map_or("", |headline| headline.text.as_str());
    if body.is_empty() {
        return ArticleKind::Slogan;
    }
    if stretch.continued {
        return ArticleKind::Continuation;
    }
    let photographer = reporters.iter().any(|r| r.role == ReporterRole::Photographer);
    if body.chars().nth(299).is_none()
        && (photographer && byline::ends_with_photographer(body) || body.contains("图为"))
    {
        return ArticleKind::Caption;
    }
    if line::NOTICES.iter().any(|word| title.ends_with(word)) {
        return ArticleKind::Notice;
    }
    if ["评论", "社论", "短评", "时评", "评论员"].iter().any(|word| title.contains(word) || body.starts_with(word))
    {
        return ArticleKind::Commentary;
    }
    let told = stretch.marked || reporters.is_empty();
    if told { ArticleKind::News } else { ArticleKind::Feature }
}
