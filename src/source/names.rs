//! A pattern by which the user's files are named: `{newspaper}/{date}/{page}.txt`.

use std::str::FromStr;

use regex::Regex;

use super::Cause;
use super::stated::Field;
use crate::model::{Origin, Page};

/// What paths of files state of their pages.
#[derive(Clone, Debug)]
pub struct NamePattern {
    /// The pattern as it was given.
    pub words: String,
    regex: Regex,
}

/// What may stand in braces: its name, what it looks like, and what it states. Parts of a day state it together.
const PLACES: &[(&str, &str, Option<Field>)] = &[
    ("newspaper", "[^/]+?", Some(Field::Newspaper)),
    ("date", r"\d{8}|\d{4}[-_./年]\d{1,2}[-_./月]\d{1,2}日?", Some(Field::IssueDate)),
    ("year", r"\d{4}", None),
    ("month", r"\d{1,2}", None),
    ("day", r"\d{1,2}", None),
    ("page", "[^/]+?", Some(Field::Number)),
    ("column", "[^/]+?", Some(Field::Column)),
    ("home", r"\d{6}(?:\d{3})?", Some(Field::Home)),
];

/// A pattern that cannot be followed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    /// A word in braces that is none of ours.
    #[error("{{{0}}} is not known; a pattern may have {known}, and * for anything", known = known())]
    Unknown(String),
    /// A brace without its other half.
    #[error("a brace in {0:?} has no other half")]
    Open(String),
    /// Nothing in braces, or one word twice.
    #[error("{0:?} must name what it states, each once, such as {{newspaper}}/{{date}}/{{page}}.txt")]
    Idle(String),
}

fn known() -> String {
    PLACES.iter().map(|(name, ..)| format!("{{{name}}}")).collect::<Vec<_>>().join(", ")
}

impl FromStr for NamePattern {
    type Err = PatternError;

    fn from_str(words: &str) -> Result<Self, PatternError> {
        let mut regex = "(?:^|/)".to_owned();
        let mut rest = words.trim_start_matches("./");
        while let Some(at) = rest.find(['{', '}', '*']) {
            regex.push_str(&regex::escape(&rest[..at]));
            let after = &rest[at + 1..];
            rest = if rest[at..].starts_with('*') {
                regex.push_str("[^/]*?");
                after
            } else {
                let whole = rest[at..].strip_prefix('{').and_then(|inside| inside.split_once('}'));
                let (name, after) = whole.ok_or_else(|| PatternError::Open(words.to_owned()))?;
                let place = PLACES.iter().find(|(known, ..)| *known == name);
                let (_, looks, _) = place.ok_or_else(|| PatternError::Unknown(name.to_owned()))?;
                regex.push_str(&format!("(?P<{name}>{looks})"));
                after
            };
        }
        regex.push_str(&regex::escape(rest));
        // A pattern without an ending fits files of any.
        if !words.rsplit('/').next().is_some_and(|name| name.contains('.')) {
            regex.push_str(r"(?:\.[^/]*)?");
        }
        regex.push('$');
        // A name that stands twice is the one thing that is wrong with a pattern by now.
        let regex = Regex::new(&regex).map_err(|_| PatternError::Idle(words.to_owned()))?;
        if regex.captures_len() == 1 {
            return Err(PatternError::Idle(words.to_owned()));
        }
        Ok(Self { words: words.to_owned(), regex })
    }
}

impl NamePattern {
    /// States of a page what its path says, unless something before stated it. Whether the path fits the pattern, and what is
    /// wrong with what it says.
    pub fn state(&self, origin: &Origin, page: &mut Page) -> Result<bool, Cause> {
        let path = format!("{}/{}", origin.file.replace('\\', "/"), origin.member);
        let Some(found) = self.regex.captures(path.trim_end_matches('/')) else { return Ok(false) };
        let said = |name| found.name(name).map(|words| words.as_str());
        for (name, _, field) in PLACES {
            if let (Some(field), Some(words)) = (field, said(name)) {
                field.state(page, &words.replace(['_', '.'], "-"))?;
            }
        }
        if let [Some(year), Some(month), Some(day)] = ["year", "month", "day"].map(said) {
            Field::IssueDate.state(page, &format!("{year}-{month}-{day}"))?;
        }
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_state_what_the_pattern_names() {
        let cases = [
            ("{newspaper}/{date}/{page}.txt", "/data/黄河样报/2023-06-02/A2.txt", "黄河样报 2023-06-02 A2"),
            ("{newspaper}/{year}/{month}/{day}/*_{page}", "黄河样报/2023/6/2/版_03.html", "黄河样报 2023-06-02 03"),
            ("{date}_{newspaper}", "a.zip/20230602_黄河样报.pdf", "黄河样报 2023-06-02 "),
            ("{page}", "x/03.txt.gz", "  03"),
            ("{date}/{page}.txt", "2023-06/02.txt", "none"),
        ];
        for (pattern, path, expected) in cases {
            let mut page = Page::default();
            let pattern: NamePattern = pattern.parse().expect("a pattern");
            let fits = pattern.state(&Origin::file(path), &mut page).expect("good values");
            let Page { newspaper, issue_date, number, .. } = page;
            let said =
                [newspaper, issue_date.map(|day| day.to_string()), number].map(Option::unwrap_or_default).join(" ");
            assert_eq!(if fits { said } else { "none".to_owned() }, expected, "{path}");
        }
    }

    #[test]
    fn a_pattern_that_cannot_be_followed_says_why() {
        let wrong = |pattern: &str| pattern.parse::<NamePattern>().expect_err("wrong").to_string();
        assert!(wrong("{paper}/{date}").starts_with("{paper} is not known; a pattern may have {newspaper}, {date}"));
        assert!(wrong("{date").contains("no other half") && wrong("date}").contains("no other half"));
        assert!(wrong("*.txt").contains("must name") && wrong("{date}/{date}").contains("must name"));
    }

    #[test]
    fn no_day_of_the_calendar_is_wrong() {
        let pattern: NamePattern = "{date}".parse().expect("a pattern");
        assert!(pattern.state(&Origin::file("20231399.txt"), &mut Page::default()).is_err());
    }
}
