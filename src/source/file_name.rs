//! What a file's name tells: 许昌日报_2022-05-12_03.txt.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::model::Page;
use crate::text::pattern;

static DATE: LazyLock<Option<Regex>> =
    LazyLock::new(|| pattern(r"(?:^|[^\d])((?:19|20)\d{2})[-_.年]?(0[1-9]|1[0-2])[-_.月]?(0[1-9]|[12]\d|3[01])日?"));
static PAPER: LazyLock<Option<Regex>> =
    LazyLock::new(|| pattern(r"\p{Han}{2,10}(?:日报|晚报|晨报|早报|都市报|商报|时报|周报|导报|快报|新报|报)"));
static NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| pattern(r"^[-_. 第]*([A-Za-z]?\d{1,3})版?(?:$|[-_. ])"));

/// Fills in what the name of a file (without its ending) tells and nothing has stated yet.
///
/// The page number is what follows the date or the paper's name.
pub fn fill(stem: &str, page: &mut Page) {
    let date = DATE.as_ref().and_then(|pattern| pattern.captures(stem));
    let paper = PAPER.as_ref().and_then(|pattern| pattern.find(stem));
    let mut after = 0;
    if let Some(date) = &date {
        let part = |index| date.get(index).and_then(|part| part.as_str().parse::<i16>().ok()).unwrap_or(0);
        let day = Date::new(part(1), i8::try_from(part(2)).unwrap_or(0), i8::try_from(part(3)).unwrap_or(0)).ok();
        page.issue_date = page.issue_date.or(day);
        after = after.max(date.get(0).map_or(0, |whole| whole.end()));
    }
    if let Some(paper) = paper {
        page.newspaper.get_or_insert_with(|| paper.as_str().to_owned());
        after = after.max(paper.end());
    }
    if after > 0 {
        let number =
            NUMBER.as_ref().and_then(|pattern| pattern.captures(&stem[after..])).and_then(|found| found.get(1));
        if let (None, Some(number)) = (&page.number, number) {
            page.number = Some(number.as_str().to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_paper_day_and_page() {
        let cases = [
            ("许昌日报_2022-05-12_03", Some("许昌日报"), Some("2022-05-12"), Some("03")),
            ("20230701潍坊晚报A2版", Some("潍坊晚报"), Some("2023-07-01"), Some("A2")),
            ("2022年05月12日", None, Some("2022-05-12"), None),
            ("000_ff41102d60a1addb", None, None, None),
            ("scan 20231399", None, None, None),
        ];
        for (stem, newspaper, date, number) in cases {
            let mut page = Page::default();
            fill(stem, &mut page);
            let told = (page.newspaper.as_deref(), page.issue_date.map(|d| d.to_string()), page.number.as_deref());
            assert_eq!(told, (newspaper, date.map(str::to_owned), number), "{stem}");
        }
    }
}
