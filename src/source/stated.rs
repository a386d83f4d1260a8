//! What is stated of a page: by its row of a manifest, its row of a table, the pattern of its name, its own marks.

use jiff::civil::Date;

use super::Cause;
use crate::model::Page;

/// What may be stated of a page beside its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Name of the paper.
    Newspaper,
    /// Day of issue.
    IssueDate,
    /// Page number as printed.
    Number,
    /// Column of the paper or site: 要闻.
    Column,
    /// Address on the web.
    Url,
    /// Code of the paper's home.
    Home,
}

impl Field {
    /// States the field, unless something before stated it. An empty value says nothing.
    ///
    /// # Errors
    /// The value is no day or no code.
    pub fn state(self, page: &mut Page, value: &str) -> Result<(), Cause> {
        let value = value.trim();
        if value.is_empty() {
            return Ok(());
        }
        let bad = |field, reason| Cause::Field { field, reason };
        match self {
            Self::Newspaper => {
                page.newspaper.get_or_insert_with(|| value.to_owned());
            }
            Self::Number => {
                page.number.get_or_insert_with(|| number(value).to_owned());
            }
            Self::Column => {
                page.column.get_or_insert_with(|| value.to_owned());
            }
            Self::Url => {
                page.url.get_or_insert_with(|| value.to_owned());
            }
            Self::IssueDate => {
                let stated =
                    day(value).ok_or_else(|| bad("issue_date", format!("{value:?} is no date such as 2022-05-12")))?;
                page.issue_date.get_or_insert(stated);
            }
            Self::Home => {
                let stated = value.parse().map_err(|error| bad("home", format!("{error}")))?;
                page.home.get_or_insert(stated);
            }
        }
        Ok(())
    }
}

/// The number in 第03版 and A2版：要闻; other words as they are.
fn number(words: &str) -> &str {
    let within = words.split_once('版').map_or(words, |(before, _)| before.trim_start_matches('第')).trim();
    if within.is_empty() { words } else { within }
}

/// The day that words begin with: 2022-05-12, 2022/5/12, 20220512, 2022年5月12日; a time may follow.
fn day(words: &str) -> Option<Date> {
    let mut runs = words.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
    let first = runs.next().filter(|run| words.starts_with(run))?;
    let (year, month, day) = match first.len() {
        4 => (first, runs.next()?, runs.next()?),
        8 | 12 | 14 => (&first[..4], &first[4..6], &first[6..8]),
        _ => return None,
    };
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_written_in_many_ways() {
        let may =
            ["2022-05-12", "2022/5/12", "20220512", "2022年5月12日 星期四", "2022-05-12T08:30:00", "20220512083000"];
        for words in may {
            assert_eq!(day(words).map(|day| day.to_string()).as_deref(), Some("2022-05-12"), "{words}");
        }
        for words in ["May", "5月12日", "2022-13-01", "2022", "第2022-05-12期", "44693"] {
            assert_eq!(day(words), None, "{words}");
        }
    }

    #[test]
    fn what_is_stated_first_stands() {
        let mut page = Page::default();
        for (field, value) in
            [(Field::Newspaper, " 黄河样报 "), (Field::Newspaper, "别报"), (Field::Number, "第A2版：要闻")]
        {
            field.state(&mut page, value).expect("fine");
        }
        assert_eq!((page.newspaper.as_deref(), page.number.as_deref()), (Some("黄河样报"), Some("A2")));
        assert!(Field::Home.state(&mut page, "兰州").is_err_and(|cause| cause.to_string().starts_with("home: ")));
        assert_eq!(page.home, None);
    }
}
