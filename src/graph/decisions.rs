//! `decisions.tsv`: what people decided about the things of a store. A text file, a row a decision, that can stand under
//! version control; it is replayed whenever the store is opened, so a row that is taken away is undone.
//!
//! Columns: `judgement` (positive: left and right are one; negative: they are not; unsure: nobody can tell; reject: the
//! claim left is wrong; rename: left is called right), `left` and `right` (IRIs, short forms such as `place:411000`
//! too), `author`, `date`, `reason`, `rule` and `score` (what the program had thought), `names` (for the reader's eye
//! alone). Lines that begin with `#` are comments.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use oxigraph::model::NamedNode;

use super::error::StoreError;
use super::identity::classes::Classes;
use super::manifest::{Manifest, hex, replace};
use super::vocabulary::{compact, expand};
use crate::model::iri;

/// Name of the file in a store that was not told of another.
pub const NAME: &str = "decisions.tsv";

const COLUMNS: [&str; 9] = ["judgement", "left", "right", "author", "date", "reason", "rule", "score", "names"];

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Left and right are one thing.
    Positive,
    /// They are two, whatever a rule says.
    Negative,
    /// It cannot be told; rules leave them apart too.
    Unsure,
    /// The claim on the left is wrong.
    Reject,
    /// The thing on the left is called as the right says.
    Rename,
}

impl Verdict {
    /// All of them with their names in the file.
    pub const ALL: [(Verdict, &'static str); 5] = [
        (Self::Positive, "positive"),
        (Self::Negative, "negative"),
        (Self::Unsure, "unsure"),
        (Self::Reject, "reject"),
        (Self::Rename, "rename"),
    ];

    /// Its name in the file.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(verdict, _)| *verdict == self).map_or("", |(_, name)| name)
    }

    /// Whether it is about two things.
    pub fn joins_two(self) -> bool {
        matches!(self, Self::Positive | Self::Negative | Self::Unsure)
    }
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// Its line in the file, from 1; 0 before it stands in one.
    pub line: u64,
    /// What was decided.
    pub verdict: Verdict,
    /// IRI of the thing or claim.
    pub left: String,
    /// IRI of the other thing; the new name of a renaming; empty for a rejection.
    pub right: String,
    /// Who decided, as far as told.
    pub author: String,
    /// When, as `2026-11-26`, as far as told.
    pub date: String,
    /// Why.
    pub reason: String,
    /// The rules that had brought the two together.
    pub rule: String,
    /// How likely these made it that they are one, 0 to 1; empty where none did.
    pub score: String,
    /// What the things are called.
    pub names: String,
}

impl Decision {
    /// A row without author, date and reason.
    pub fn new(verdict: Verdict, left: &str, right: &str) -> Self {
        let none = String::new;
        Self {
            line: 0,
            verdict,
            left: expand(left),
            right: if verdict.joins_two() { expand(right) } else { right.to_owned() },
            author: none(),
            date: none(),
            reason: none(),
            rule: none(),
            score: none(),
            names: none(),
        }
    }

    /// The IRI that it bears in `graph/decisions`.
    pub(super) fn iri(&self) -> String {
        iri::hashed("decision", &[self.verdict.name(), &self.left, &self.right])
    }

    /// Whether both rows say what becomes of the same thing or pair.
    fn meets(&self, other: &Self) -> bool {
        let pair = |row: &Self| {
            if row.left <= row.right { [&row.left, &row.right] } else { [&row.right, &row.left] }.map(String::clone)
        };
        match (self.verdict.joins_two(), other.verdict.joins_two()) {
            (true, true) => pair(self) == pair(other),
            (false, false) => self.verdict == other.verdict && self.left == other.left,
            _ => false,
        }
    }

    fn cells(&self) -> [String; 9] {
        let short = |iri: &str| if iri.is_empty() { String::new() } else { compact(iri) };
        let right = if self.verdict.joins_two() { short(&self.right) } else { self.right.clone() };
        let told = [&self.author, &self.date, &self.reason, &self.rule, &self.score, &self.names].map(String::clone);
        let [author, date, reason, rule, score, names] = told;
        [self.verdict.name().to_owned(), short(&self.left), right, author, date, reason, rule, score, names]
            .map(|cell| cell.split(['\t', '\n', '\r']).collect::<Vec<_>>().join(" "))
    }
}

/// The rows of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decisions {
    /// In the file's order.
    pub rows: Vec<Decision>,
}

/// The file of the store in `folder`: its own, or the one that a build was told of.
pub fn file(folder: &Path, manifest: &Manifest) -> PathBuf {
    folder.join(manifest.decisions.as_deref().unwrap_or(NAME))
}

impl Decisions {
    /// The decisions of the store in `folder`; none where its own file is not there.
    ///
    /// # Errors
    /// A row that cannot be read, with its line; a file that was named and is missing.
    pub fn of(folder: &Path, manifest: &Manifest) -> Result<Self, StoreError> {
        let file = file(folder, manifest);
        if manifest.decisions.is_some() && !file.is_file() {
            return Err(StoreError::NoDecisions(file));
        }
        Self::read(&file)
    }

    /// The rows of `file`; none where it is not there.
    ///
    /// # Errors
    /// It cannot be read, or a row of it, with its line.
    pub fn read(file: &Path) -> Result<Self, StoreError> {
        Self::parse(file, &text(file)?)
    }

    fn parse(file: &Path, text: &str) -> Result<Self, StoreError> {
        let bad = |line: u64, reason: String| StoreError::Decisions { file: file.to_owned(), line, reason };
        let mut lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
        let Some((at, head)) = lines.next() else { return Ok(Self::default()) };
        let head: Vec<&str> = head.split('\t').map(str::trim).collect();
        if let Some(missing) = COLUMNS[..3].iter().find(|name| !head.contains(name)) {
            return Err(bad(at, format!("no column {missing:?}; the head is {}", COLUMNS.join(", "))));
        }
        let mut rows = Vec::new();
        for (at, line) in lines {
            let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
            let cell = |name: &str| {
                let column = head.iter().position(|known| *known == name);
                column.and_then(|column| cells.get(column)).copied().unwrap_or("")
            };
            rows.push(row(at, cell).map_err(|reason| bad(at, reason))?);
        }
        Ok(Self { rows })
    }

    /// Hash of what is decided, by whom and why.
    pub fn digest(&self) -> String {
        let rows: Vec<String> = self.rows.iter().map(|row| row.cells().join("\t")).collect();
        hex(rows.join("\n").as_bytes())
    }

    /// The rows that make one what other rows keep apart: A = B and B = C where A ≠ C. They are not followed.
    pub fn contradicted(&self) -> Vec<&Decision> {
        let mut numbers: BTreeMap<&str, u32> = BTreeMap::new();
        for row in self.rows.iter().filter(|row| row.verdict.joins_two()) {
            for iri in [&row.left, &row.right] {
                let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
                numbers.entry(iri).or_insert(next);
            }
        }
        let of = |wanted: Verdict| self.rows.iter().filter(move |row| row.verdict == wanted);
        let number = |iri: &str| numbers.get(iri).copied().unwrap_or_default();
        let mut classes = Classes::of(u32::try_from(numbers.len()).unwrap_or(u32::MAX));
        for row in of(Verdict::Negative) {
            classes.part(number(&row.left), number(&row.right));
        }
        of(Verdict::Positive).filter(|row| !classes.join(number(&row.left), number(&row.right))).collect()
    }

    /// The same with `decision` in place of what it would replace.
    pub fn with(&self, decision: &Decision) -> Self {
        let kept = self.rows.iter().filter(|row| !row.meets(decision)).cloned();
        Self { rows: kept.chain([decision.clone()]).collect() }
    }

    /// Puts `decision` into `file`, in place of the row that says something else of the same.
    ///
    /// # Errors
    /// The file cannot be read or written.
    pub fn put(file: &Path, decision: &Decision) -> Result<(), StoreError> {
        let old = text(file)?;
        let known = Self::parse(file, &old)?;
        let mut lines: Vec<String> = old.lines().map(str::to_owned).collect();
        if lines.iter().all(|line| line.is_empty() || line.starts_with('#')) {
            lines.push(COLUMNS.join("\t"));
        }
        let is_head = |line: &&mut String| !line.is_empty() && !line.starts_with('#');
        let mut head = String::new();
        if let Some(line) = lines.iter_mut().find(is_head) {
            // A file that somebody began with fewer columns gets the others.
            let known: Vec<&str> = line.split('\t').map(str::trim).collect();
            let missing = COLUMNS.iter().filter(|name| !known.contains(name));
            let more: String = missing.flat_map(|name| ["\t", *name]).collect();
            line.push_str(&more);
            head.clone_from(line);
        }
        let cells = decision.cells();
        let of = |name: &str| COLUMNS.iter().position(|known| *known == name).map_or("", |at| cells[at].as_str());
        let line = head.split('\t').map(|name| of(name.trim())).collect::<Vec<_>>().join("\t");
        match known.rows.iter().find(|row| row.meets(decision)).and_then(|row| usize::try_from(row.line).ok()) {
            Some(at) if at > 0 && at <= lines.len() => lines[at - 1] = line,
            _ => lines.push(line),
        }
        write(file, &lines)
    }

    /// Takes the rows out of `file` that are about exactly `things` (one or two IRIs), and gives them.
    ///
    /// # Errors
    /// The file cannot be read or written.
    pub fn undo(file: &Path, things: &[String]) -> Result<Vec<Decision>, StoreError> {
        let old = text(file)?;
        let meant = |row: &&Decision| match things {
            [one] => !row.verdict.joins_two() && row.left == *one,
            [one, other] => row.verdict.joins_two() && [(one, other), (other, one)].contains(&(&row.left, &row.right)),
            _ => false,
        };
        let gone: Vec<Decision> = Self::parse(file, &old)?.rows.iter().filter(meant).cloned().collect();
        let is_gone = |at: usize| gone.iter().any(|row| row.line == at as u64 + 1);
        let kept: Vec<String> =
            old.lines().enumerate().filter(|(at, _)| !is_gone(*at)).map(|(_, line)| line.to_owned()).collect();
        if !gone.is_empty() {
            write(file, &kept)?;
        }
        Ok(gone)
    }
}

fn text(file: &Path) -> Result<String, StoreError> {
    match std::fs::read_to_string(file) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned()),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
        Err(e) => Err(StoreError::reading(file)(e)),
    }
}

fn write(file: &Path, lines: &[String]) -> Result<(), StoreError> {
    replace(file, format!("{}\n", lines.join("\n")).as_bytes())
}

fn row<'a>(line: u64, cell: impl Fn(&str) -> &'a str) -> Result<Decision, String> {
    let told = cell("judgement");
    let Some((verdict, _)) = Verdict::ALL.into_iter().find(|(_, name)| *name == told) else {
        let names: Vec<&str> = Verdict::ALL.iter().map(|(_, name)| *name).collect();
        return Err(format!("{told:?} is no judgement; it is one of {}", names.join(", ")));
    };
    let mut row = Decision::new(verdict, cell("left"), cell("right"));
    let iris = if verdict.joins_two() { vec![&row.left, &row.right] } else { vec![&row.left] };
    if let Some(bad) = iris.into_iter().find(|iri| NamedNode::new(iri.as_str()).is_err()) {
        return Err(format!("{bad:?} is no IRI"));
    }
    if verdict == Verdict::Rename && row.right.is_empty() {
        return Err("a renaming without the new name in the column right".to_owned());
    }
    if verdict.joins_two() && row.left == row.right {
        return Err("left and right are the same".to_owned());
    }
    let date = cell("date");
    if !date.is_empty() && date.parse::<jiff::civil::Date>().is_err() {
        return Err(format!("{date:?} is no date; write 2026-11-26, or nothing"));
    }
    let score = cell("score");
    if !score.is_empty() && !score.parse::<f64>().is_ok_and(|score| (0.0..=1.0).contains(&score)) {
        return Err(format!("{score:?} is no score from 0 to 1"));
    }
    row.line = line;
    let cells = ["author", "date", "reason", "rule", "score", "names"].map(|name| cell(name).to_owned());
    [row.author, row.date, row.reason, row.rule, row.score, row.names] = cells;
    Ok(row)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Decisions, String> {
        Decisions::parse(Path::new("d.tsv"), text).map_err(|e| e.to_string())
    }

    #[test]
    fn bad_rows_are_named_by_file_and_line() {
        for (text, said) in [
            ("left\tright\nurn:a\turn:b\n", "d.tsv, line 1: no column \"judgement\""),
            ("judgement\tleft\tright\n# why\nmaybe\turn:a\turn:b\n", "d.tsv, line 3: \"maybe\" is no judgement"),
            ("judgement\tleft\tright\npositive\turn:a\tnot an iri\n", "line 2: \"not an iri\" is no IRI"),
            ("judgement\tleft\tright\nnegative\turn:a\turn:a\n", "line 2: left and right are the same"),
            ("judgement\tleft\tright\nrename\turn:a\t\n", "line 2: a renaming without the new name"),
            ("judgement\tleft\tright\tdate\npositive\turn:a\turn:b\tMay\n", "line 2: \"May\" is no date"),
            ("judgement\tleft\tright\tscore\npositive\turn:a\turn:b\t7\n", "line 2: \"7\" is no score"),
        ] {
            let error = parse(text).expect_err(text);
            assert!(error.contains(said), "{said} not in {error}");
        }
        assert_eq!(parse("").expect("an empty file").rows, []);
    }

    #[test]
    fn contradictions_are_found() {
        let row = |verdict, left, right| Decision::new(verdict, left, right);
        let ab = row(Verdict::Positive, "urn:a", "urn:b");
        let bc = row(Verdict::Positive, "urn:b", "urn:c");
        let ca = row(Verdict::Negative, "urn:c", "urn:a");
        let rows = Decisions { rows: vec![ab.clone(), bc.clone()] };
        assert!(rows.contradicted().is_empty());
        assert_eq!(rows.with(&ca).contradicted(), [&bc]);
        assert!(rows.with(&row(Verdict::Negative, "urn:b", "urn:a")).contradicted().is_empty(), "it replaces a row");
    }

    #[test]
    fn a_comment_between_rows_stays_when_they_change() {
        let at = tempfile::tempdir().expect("a folder");
        let file = at.path().join(NAME);
        let text = "judgement\tleft\tright\npositive\turn:a\turn:b\n\n# so says the yearbook\npositive\turn:c\turn:d\n";
        std::fs::write(&file, text).expect("room");
        Decisions::put(&file, &Decision::new(Verdict::Negative, "urn:c", "urn:d")).expect("room");
        let text = std::fs::read_to_string(&file).expect("a file");
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], COLUMNS.join("\t"), "the head gets the columns that it lacked");
        assert_eq!(lines[1..4], ["positive\turn:a\turn:b", "", "# so says the yearbook"]);
        assert!(lines[4].starts_with("negative\t<urn:c>\t<urn:d>"), "{text}");
        Decisions::undo(&file, &["urn:c".to_owned(), "urn:d".to_owned()]).expect("room");
        assert!(std::fs::read_to_string(&file).expect("a file").ends_with("# so says the yearbook\n"));
    }

    #[test]
    fn rows_are_put_replaced_and_undone_and_comments_stay() {
        let at = tempfile::tempdir().expect("a folder");
        let file = at.path().join(NAME);
        std::fs::write(&file, "# ours\n").expect("room");
        let same = Decision { reason: "one\tbody".to_owned(), ..Decision::new(Verdict::Positive, "urn:a", "urn:b") };
        let renamed = Decision::new(Verdict::Rename, "place:411000", "许昌");
        Decisions::put(&file, &same).expect("room");
        Decisions::put(&file, &renamed).expect("room");
        Decisions::put(&file, &Decision::new(Verdict::Negative, "urn:b", "urn:a")).expect("room");
        let text = std::fs::read_to_string(&file).expect("a file");
        assert!(text.starts_with("# ours\njudgement\tleft\t"), "{text}");
        assert!(!text.contains("positive") && text.contains("rename\tplace:411000\t许昌"), "{text}");
        let both = ["urn:a".to_owned(), "urn:b".to_owned()];
        assert_eq!(Decisions::undo(&file, &both).expect("room").len(), 1);
        assert_eq!(Decisions::undo(&file, &both).expect("room").len(), 0);
        let left = Decisions::read(&file).expect("rows").rows;
        assert_eq!(left, [Decision { line: 3, ..renamed }]);
    }
}
