//! A page or a report a row of CSV, its columns named in the first row. Commas, tabs or semicolons part them.

use std::cell::Cell;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::rc::Rc;

use ::csv::{ByteRecord, ErrorKind, Position, Reader, ReaderBuilder};

use super::columns::{self, Column};
use super::file::{LONGEST, next_line};
use super::{Cause, File, Problem, Tell, encoding};

/// Tells the pages of the rows, one at a time.
pub fn read(file: &mut File<'_>, tell: &mut Tell<'_>) -> ControlFlow<()> {
    let (stem, context) = (file.stem(), file.context);
    let mut reader = encoding::reader(file.bytes);
    let mut head = Vec::new();
    let headed = match next_line(&mut *reader, &mut head) {
        Ok(Some(read)) => read,
        Ok(None) => Err(Cause::Empty),
        Err(error) => Err(error.into()),
    };
    if let Err(cause) = headed {
        return tell(Err(Problem { place: file.origin.clone(), cause }));
    }
    let names = String::from_utf8_lossy(&head).into_owned();
    let row = Rc::new(Cell::new(0));
    let limited = Limited { reader: io::Cursor::new(head).chain(reader), row: row.clone() };
    let mut rows = ReaderBuilder::new().delimiter(delimiter(&names)).trim(::csv::Trim::Headers).from_reader(limited);
    let columns = match columns(&mut rows) {
        Ok(columns) => columns,
        Err(cause) => return tell(Err(Problem { place: file.origin.clone(), cause })),
    };
    let mut record = ByteRecord::new();
    loop {
        row.set(0);
        let next = rows.read_byte_record(&mut record);
        let line = record.position().map_or_else(|| rows.position().line(), Position::line);
        let place = file.origin.line(line);
        match next {
            Ok(true) => {
                let words: Vec<_> = record.iter().map(String::from_utf8_lossy).collect();
                let row: Vec<(Column, &str)> =
                    columns.iter().zip(&words).filter_map(|(column, words)| Some(((*column)?, &**words))).collect();
                columns::tell(context, place, || format!("{stem}-{line}"), &row, tell)?;
            }
            Ok(false) => return ControlFlow::Continue(()),
            Err(error) => {
                let ends = matches!(error.kind(), ErrorKind::Io(_));
                let cause = match error.into_kind() {
                    ErrorKind::Io(error) => error.into(),
                    ErrorKind::UnequalLengths { expected_len, len, .. } => {
                        Cause::Row(format!("{len} fields, but the first row names {expected_len} columns"))
                    }
                    other => Cause::Row(format!("{other:?}")),
                };
                tell(Err(Problem { place, cause }))?;
                if ends {
                    return ControlFlow::Continue(());
                }
            }
        }
    }
}

/// What each column holds, as the first row names them.
fn columns(rows: &mut Reader<impl Read>) -> Result<Vec<Option<Column>>, Cause> {
    let names = rows.headers().map_err(|error| Cause::Row(error.to_string()))?;
    let columns: Vec<Option<Column>> = names.iter().map(columns::column).collect();
    if columns.contains(&Some(Column::Text)) {
        return Ok(columns);
    }
    Err(Cause::NoText(names.iter().map(|name| name.chars().take(40).collect()).take(40).collect()))
}

/// What parts the columns: the mark that stands most often between their names.
fn delimiter(names: &str) -> u8 {
    let count = |mark: &u8| names.bytes().filter(|byte| byte == mark).count();
    // The last of equals is taken.
    [b';', b'\t', b','].into_iter().max_by_key(count).unwrap_or(b',')
}

/// A reader that fails where a row does not end: a quotation mark that nothing closes would take in all that follows.
struct Limited<R> {
    reader: R,
    /// How much was read since the last row ended.
    row: Rc<Cell<u64>>,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.row.get() > LONGEST {
            return Err(io::Error::other(
                "this row does not end; a quotation mark may be missing. The rest is left out",
            ));
        }
        let read = self.reader.read(buffer)?;
        self.row.set(self.row.get() + read as u64);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::told;
    use super::*;

    const REPORT: &str = "甘肃省张掖市开展防汛演练。";

    #[test]
    fn columns_go_by_their_usual_names() {
        let input = format!(
            "序号,标题,正文,发布时间,来源,版面,链接\n1,张掖开展防汛演练,\"{REPORT}\n全市参加。\",2023年7月1日,河西样报,第03版,http://paper.example/3\n"
        );
        let (gb, ..) = encoding_rs::GB18030.encode(&input);
        let tabs = input.replace(',', "\t");
        let marked = format!("\u{feff}{input}");
        for bytes in [input.as_bytes(), &gb, tabs.as_bytes(), marked.as_bytes()] {
            let told = told("export.csv", bytes, read);
            let page = told[0].as_ref().expect("a page");
            assert_eq!(page.text, format!("张掖开展防汛演练\n\n{REPORT}\n全市参加。"));
            assert_eq!((page.stem.as_str(), page.origin.to_string()), ("export-2", "export.csv, line 2".to_owned()));
            assert_eq!((page.newspaper.as_deref(), page.number.as_deref()), (Some("河西样报"), Some("03")));
            assert_eq!(page.issue_date.map(|day| day.to_string()).as_deref(), Some("2023-07-01"));
        }
    }

    #[test]
    fn a_bad_row_is_named_and_the_rest_goes_on() {
        let input = format!("id,text,date\na,{REPORT}\nb,,2023-07-01\nc,{REPORT},July\nd,{REPORT},2023-07-01\n");
        let told: Vec<String> = told("export.csv", input.as_bytes(), read)
            .into_iter()
            .map(|told| told.map_or_else(|problem| problem.to_string(), |page| page.stem))
            .collect();
        assert_eq!(told.len(), 5, "{told:?}");
        assert!(told[0].starts_with("export.csv, line 2: row skipped: 2 fields"), "{told:?}");
        assert_eq!(told[1], "export.csv, line 3: text: missing");
        assert!(told[2].starts_with("export.csv, line 4: issue_date"), "{told:?}");
        assert_eq!(told[3..], ["c", "d"]);
    }

    #[test]
    fn a_table_without_texts_says_what_it_wants() {
        let told = told("places.csv", "name,code\n兰州市,620100\n".as_bytes(), read);
        let said = told[0].as_ref().expect_err("no text").to_string();
        assert!(said.contains("[\"name\", \"code\"]") && said.contains("正文"), "{said}");
        assert_eq!(told.len(), 1);
    }

    #[test]
    fn a_row_without_end_ends_the_table_and_not_the_memory() {
        let input = format!("text\n{REPORT}\n\"{}", "长\n".repeat(LONGEST as usize / 3));
        let told = told("bomb.csv", input.as_bytes(), read);
        assert_eq!(told.len(), 2);
        assert!(
            told[1].as_ref().is_err_and(|problem| problem.to_string().contains("line 3: cannot be read: this row"))
        );
    }
}
