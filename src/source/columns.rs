//! The columns of tables, by the names that exports give them.

use std::borrow::Cow;
use std::ops::ControlFlow;

use super::context::Context;
use super::stated::Field;
use super::{Cause, Problem, Tell, encoding, html};
use crate::model::{Origin, Page};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// What the records call the page.
    Id,
    /// The headline of a report that stands alone.
    Title,
    /// The text.
    Text,
    /// What is stated of the page.
    Of(Field),
}

/// Names of the column that holds the text; of several that a row fills, the first counts.
pub const TEXT: &[&str] = &["text", "content", "body", "正文", "内容", "全文", "文章内容", "新闻内容", "正文内容"];

/// The names by which columns are known, in lower case.
const NAMES: &[(Column, &[&str])] = &[
    (Column::Text, TEXT),
    (Column::Title, &["title", "headline", "标题", "文章标题", "新闻标题", "题名", "篇名"]),
    (Column::Id, &["id", "编号", "文章编号", "文章id"]),
    (
        Column::Of(Field::Newspaper),
        &["newspaper", "source", "media", "来源", "报纸", "报纸名称", "媒体", "媒体名称", "来源媒体"],
    ),
    (
        Column::Of(Field::IssueDate),
        &[
            "issue_date",
            "date",
            "pubdate",
            "publish_date",
            "publish_time",
            "日期",
            "发布时间",
            "发布日期",
            "发表时间",
            "出版日期",
            "见报日期",
            "报纸日期",
            "时间",
        ],
    ),
    (Column::Of(Field::Number), &["number", "page", "版面", "版次", "版号", "版", "版面号"]),
    (Column::Of(Field::Column), &["column", "栏目", "版名", "栏目名称", "版面名称"]),
    (Column::Of(Field::Url), &["url", "link", "链接", "网址", "原文链接"]),
    (Column::Of(Field::Home), &["home", "行政区划代码"]),
];

/// The column of that name.
pub fn column(name: &str) -> Option<Column> {
    let name = name.trim().to_lowercase();
    NAMES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(column, _)| *column)
}

/// Tells the page of a row, and what is wrong with its other fields before it. `stem` is what the page is called if no
/// column does; what no column states, the user's pattern may.
pub fn tell(
    context: &Context,
    place: Origin,
    stem: impl FnOnce() -> String,
    row: &[(Column, &str)],
    tell: &mut Tell<'_>,
) -> ControlFlow<()> {
    let find = |column| row.iter().filter(|(c, _)| *c == column).map(|(_, value)| value.trim()).find(|v| !v.is_empty());
    let Some(body) = find(Column::Text) else {
        let cause = Cause::Field { field: "text", reason: "missing".to_owned() };
        return tell(Err(Problem { place, cause }));
    };
    // Databases often keep the text as HTML.
    let body = if ["</p>", "<br", "</div>"].iter().any(|tag| body.contains(tag)) {
        Cow::Owned(html::text(body))
    } else {
        Cow::Borrowed(body)
    };
    let text = match find(Column::Title) {
        Some(title) if !body.starts_with(title) => format!("{title}\n\n{body}"),
        _ => body.into_owned(),
    };
    if let Err(cause) = encoding::check(&text) {
        return tell(Err(Problem { place, cause }));
    }
    let stem = find(Column::Id).map_or_else(stem, str::to_owned);
    let mut page = Page { stem, text, ..Page::default() };
    for (column, value) in row {
        if let Column::Of(field) = column
            && let Err(cause) = field.state(&mut page, value)
        {
            tell(Err(Problem { place: place.clone(), cause }))?;
        }
    }
    page.origin = place;
    context.state(&mut page, tell)?;
    tell(Ok(page))
}
