//! A page a line of JSON: `{"page", "text", "newspaper", "issue_date", "number", "home"}`, of which `text` is required, or
//! the names that the columns of tables have.

use std::io::BufRead;
use std::ops::ControlFlow;
use std::path::Path;

use serde_json::{Map, Value};

use super::columns::{self, Column};
use super::context::Context;
use super::file::next_line;
use super::{Cause, File, Problem, Tell, encoding};
use crate::model::Origin;

/// Tells the pages of a file of JSON lines, one at a time. Blank lines are passed over.
pub fn read(file: &mut File<'_>, tell: &mut Tell<'_>) -> ControlFlow<()> {
    let (origin, stem, context) = (file.origin.clone(), file.stem(), file.context);
    lines(&origin, &stem, context, &mut *encoding::reader(file.bytes), tell)
}

/// Tells those of a stream, each as soon as its line has come.
pub fn stream(origin: &Origin, stream: &mut dyn BufRead, tell: &mut Tell<'_>) -> ControlFlow<()> {
    lines(origin, "line", &Context::default(), stream, tell)
}

fn lines(
    origin: &Origin,
    stem: &str,
    context: &Context,
    reader: &mut dyn BufRead,
    tell: &mut Tell<'_>,
) -> ControlFlow<()> {
    let mut line = Vec::new();
    for number in 1.. {
        let place = || origin.line(number);
        match next_line(reader, &mut line) {
            Ok(None) => break,
            Ok(Some(Ok(()))) if line.iter().all(u8::is_ascii_whitespace) => {}
            Ok(Some(Ok(()))) => match serde_json::from_slice::<Map<String, Value>>(&line) {
                Ok(object) => {
                    let row: Vec<(Column, String)> = object.iter().filter_map(value).collect();
                    let row: Vec<(Column, &str)> =
                        row.iter().map(|(column, value)| (*column, value.as_str())).collect();
                    columns::tell(context, place(), || format!("{stem}-{number}"), &row, tell)?;
                }
                Err(error) => tell(Err(Problem { place: place(), cause: Cause::Json(error) }))?,
            },
            Ok(Some(Err(cause))) => tell(Err(Problem { place: place(), cause }))?,
            // A reader that fails once may fail for ever.
            Err(error) => return tell(Err(Problem { place: place(), cause: error.into() })),
        }
    }
    ControlFlow::Continue(())
}

/// The column and the words of a member of the object. `page` is what the records call the page, as `extract` writes it.
fn value((name, value): (&String, &Value)) -> Option<(Column, String)> {
    let words = match value {
        Value::String(words) => words.clone(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    if name == "page" {
        let stem = Path::new(&words).file_stem().map(|stem| stem.to_string_lossy().into_owned());
        return Some((Column::Id, stem.unwrap_or(words)));
    }
    columns::column(name).map(|column| (column, words))
}

#[cfg(test)]
mod tests {
    use super::super::tests::told;
    use super::*;

    #[test]
    fn a_bad_line_is_named_and_the_rest_goes_on() {
        let input = concat!(
            r#"{"page": "a.txt", "text": "青海省西宁市召开会议。", "issue_date": "2023-07-01", "home": "630100"}"#,
            "\n\n{broken\n",
            r#"{"page": "b", "text": "甘肃省张掖市召开会议。", "issue_date": "July"}"#,
        );
        let told = told("input.jsonl", input.as_bytes(), read);
        assert_eq!(told.len(), 4);
        let first = told[0].as_ref().expect("a page");
        assert_eq!((first.stem.as_str(), first.home.map(|h| h.to_string())), ("a", Some("630100".to_owned())));
        assert!(told[1].as_ref().expect_err("no JSON").to_string().starts_with("input.jsonl, line 3: not JSON"));
        assert!(told[2].as_ref().expect_err("no date").to_string().starts_with("input.jsonl, line 4: issue_date"));
        assert_eq!(told[3].as_ref().expect("a page").stem, "b");
    }

    #[test]
    fn the_names_of_tables_hold_for_lines_too() {
        let input = r#"{"标题": "张掖开展防汛演练", "正文": "甘肃省张掖市开展防汛演练。", "来源": "河西样报", "发布时间": "2023-07-01 08:00", "版面": 3}"#;
        let told = told("export.jsonl", input.as_bytes(), read);
        let page = told[0].as_ref().expect("a page");
        assert_eq!(page.text, "张掖开展防汛演练\n\n甘肃省张掖市开展防汛演练。");
        assert_eq!((page.stem.as_str(), page.newspaper.as_deref()), ("export-1", Some("河西样报")));
        assert_eq!(
            (page.issue_date.map(|day| day.to_string()).as_deref(), page.number.as_deref()),
            (Some("2023-07-01"), Some("3"))
        );
    }

    #[test]
    fn a_line_without_end_is_passed_over() {
        let mut input = "长".repeat(super::super::file::LONGEST as usize / 2).into_bytes();
        input.extend("\n{\"text\": \"甘肃省张掖市召开会议。\"}\n".bytes());
        let told = told("bomb.jsonl", &input, read);
        assert!(told[0].as_ref().is_err_and(|problem| problem.to_string().starts_with("bomb.jsonl, line 1: longer")));
        assert_eq!(told[1].as_ref().map(|page| page.stem.as_str()).ok(), Some("bomb-2"));
        assert_eq!(told.len(), 2);
    }
}
