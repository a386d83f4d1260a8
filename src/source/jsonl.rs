//! A page a line of JSON: `{"page", "text", "newspaper", "issue_date", "home"}`, the first two required.

use std::io::{BufRead, BufReader};
use std::path::Path;

use serde::Deserialize;

use super::manifest::{Manifest, state};
use super::{Cause, Pages, Problem, encoding, one};
use crate::model::Page;

#[derive(Deserialize)]
struct Line {
    page: Option<String>,
    text: Option<String>,
    #[serde(default)]
    newspaper: Option<String>,
    #[serde(default)]
    issue_date: Option<String>,
    #[serde(default)]
    number: Option<String>,
    #[serde(default)]
    home: Option<String>,
}

/// Opens a file of JSON lines, which streams.
pub fn open(path: &Path, _manifest: &mut Manifest) -> Pages {
    match std::fs::File::open(path) {
        Ok(file) => lines(path.display().to_string(), Box::new(BufReader::new(file))),
        Err(error) => one(Problem::new(path, Cause::Unreadable(error))),
    }
}

/// The pages of JSON lines from any reader; `place` names it in messages. Blank lines are passed over.
pub fn lines(place: String, mut reader: Box<dyn BufRead + Send>) -> Pages {
    let mut number = 0;
    let mut told = std::collections::VecDeque::new();
    let mut bytes = Vec::new();
    Box::new(std::iter::from_fn(move || {
        loop {
            if let Some(next) = told.pop_front() {
                return Some(next);
            }
            bytes.clear();
            number += 1;
            match reader.read_until(b'\n', &mut bytes) {
                Ok(0) => return None,
                Ok(_) if bytes.iter().all(u8::is_ascii_whitespace) => {}
                Ok(_) => told.extend(page(&place, number, &bytes)),
                Err(error) => {
                    // A reader that fails once may fail for ever.
                    reader = Box::new(std::io::empty());
                    return Some(Err(Problem::at(&place, number, Cause::Unreadable(error))));
                }
            }
        }
    }))
}

/// The page of one line, after what is wrong with its other fields.
fn page(place: &str, number: u64, bytes: &[u8]) -> Vec<Result<Page, Problem>> {
    let bad = |cause| vec![Err(Problem::at(place, number, cause))];
    let line: Line = match serde_json::from_slice(bytes) {
        Ok(line) => line,
        Err(error) => return bad(Cause::Json(error)),
    };
    let missing = |field| Cause::Field { field, reason: "missing; each line needs \"page\" and \"text\"".to_owned() };
    let Some(text) = line.text else { return bad(missing("text")) };
    let Some(name) = line.page.filter(|name| !name.is_empty()) else { return bad(missing("page")) };
    if let Err(cause) = encoding::check(&text) {
        return bad(cause);
    }
    let stem = Path::new(&name).file_stem().map_or_else(|| name.clone(), |stem| stem.to_string_lossy().into_owned());
    let mut page = Page { stem, origin: format!("{place}, line {number}"), text, ..Page::default() };
    let stated =
        [&line.newspaper, &line.issue_date, &line.number, &line.home].map(|value| value.as_deref().unwrap_or(""));
    let mut told: Vec<Result<Page, Problem>> = state(&mut page, place, number, stated).into_iter().map(Err).collect();
    told.push(Ok(page));
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_line_is_named_and_the_rest_goes_on() {
        let input = concat!(
            r#"{"page": "a.txt", "text": "青海省西宁市召开会议。", "issue_date": "2023-07-01", "home": "630100"}"#,
            "\n\n{broken\n",
            r#"{"page": "b", "text": "甘肃省张掖市召开会议。", "issue_date": "July"}"#,
        );
        let told: Vec<_> = lines("input".to_owned(), Box::new(input.as_bytes())).collect();
        assert_eq!(told.len(), 4);
        let first = told[0].as_ref().expect("a page");
        assert_eq!((first.stem.as_str(), first.home.map(|h| h.to_string())), ("a", Some("630100".to_owned())));
        assert!(told[1].as_ref().expect_err("no JSON").to_string().starts_with("input, line 3: not JSON"));
        assert!(told[2].as_ref().expect_err("no date").to_string().starts_with("input, line 4: issue_date"));
        assert_eq!(told[3].as_ref().expect("a page").stem, "b");
    }
}
