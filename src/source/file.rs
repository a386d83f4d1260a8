//! A file as the formats get it, wherever it comes from.

use std::io::{self, BufRead, Read, Seek};
use std::ops::ControlFlow;
use std::path::Path;

use super::archive::Budget;
use super::context::Context;
use super::manifest::Manifest;
use super::stated::Field;
use super::{Cause, Problem, Tell, encoding, file_name};
use crate::model::{Origin, Page};

/// The longest text of one page, and the longest line of a table, in bytes: a hundred newspaper pages.
pub const LONGEST: u64 = 8 << 20;

/// A file that is open.
pub struct File<'a> {
    /// Where it stands, for messages and for its pages.
    pub origin: Origin,
    /// What is in it.
    pub bytes: &'a mut dyn Read,
    /// The `pages.csv` beside it.
    pub manifest: &'a mut Manifest,
    /// What holds for all files.
    pub context: &'a Context,
    /// In how many archives it lies.
    pub depth: usize,
    /// What the outermost of them may still unpack to.
    pub budget: Option<Budget>,
}

impl File<'_> {
    /// Its name, without folders.
    pub fn name(&self) -> String {
        let path = if self.origin.member.is_empty() { &self.origin.file } else { &self.origin.member };
        Path::new(path).file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// Its name without the ending.
    pub fn stem(&self) -> String {
        let name = self.name();
        Path::new(&name).file_stem().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// A file in it, if it is an archive. What `pages.csv` beside the archive states of the file holds.
    pub fn member<'b>(&'b mut self, path: &str, bytes: &'b mut dyn Read, budget: &Budget) -> File<'b> {
        let outer = &self.origin.member;
        let member = if outer.is_empty() { path.to_owned() } else { format!("{outer}/{path}") };
        let origin = Origin { member, ..self.origin.clone() };
        File {
            origin,
            bytes,
            manifest: self.manifest,
            context: self.context,
            depth: self.depth + 1,
            budget: Some(budget.clone()),
        }
    }

    /// It itself where it can be read again and from anywhere, with its size in bytes: where it lies on disk, or a copy that
    /// goes with the program.
    ///
    /// # Errors
    /// The system's.
    pub fn on_disk(&mut self) -> io::Result<(std::fs::File, u64)> {
        let file = if self.depth == 0 {
            std::fs::File::open(&self.origin.file)?
        } else {
            let mut copy = tempfile::tempfile()?;
            io::copy(&mut self.bytes, &mut copy)?;
            copy.rewind()?;
            copy
        };
        let size = file.metadata()?.len();
        Ok((file, size))
    }

    /// All that is in it.
    ///
    /// # Errors
    /// The system's, and [`Cause::TooLong`].
    pub fn whole(&mut self) -> Result<Vec<u8>, Cause> {
        let mut bytes = Vec::new();
        (&mut self.bytes).take(LONGEST + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > LONGEST { Err(Cause::TooLong(LONGEST)) } else { Ok(bytes) }
    }

    /// Tells the one page that the file is, after what is wrong with its row of the manifest. What the manifest does not
    /// state, the user's pattern may, then `marks` of the file's own, then its name.
    pub fn tell(
        &mut self,
        text: Result<String, Cause>,
        marks: &[(Field, String)],
        tell: &mut Tell<'_>,
    ) -> ControlFlow<()> {
        match text {
            Ok(text) => {
                let page = Page { stem: self.stem(), origin: self.origin.clone(), text, ..Page::default() };
                self.state(page, marks, tell)
            }
            Err(cause) => tell(Err(Problem { place: self.origin.clone(), cause })),
        }
    }

    /// Tells one of its pages, counted from 1.
    pub fn tell_page(&mut self, number: u64, text: String, tell: &mut Tell<'_>) -> ControlFlow<()> {
        let origin = self.origin.page(number);
        if let Err(cause) = encoding::check(&text) {
            return tell(Err(Problem { place: origin, cause }));
        }
        let stem = if number == 1 { self.stem() } else { format!("{}-{number}", self.stem()) };
        self.state(Page { stem, origin, text, ..Page::default() }, &[], tell)
    }

    /// Tells a page with what the manifest, its own marks and the file's name state of it.
    fn state(&mut self, mut page: Page, marks: &[(Field, String)], tell: &mut Tell<'_>) -> ControlFlow<()> {
        self.manifest.take_problems().into_iter().try_for_each(|problem| tell(Err(problem)))?;
        self.manifest.fill(&self.name(), &mut page).into_iter().try_for_each(|problem| tell(Err(problem)))?;
        self.context.state(&mut page, tell)?;
        for (field, value) in marks {
            // A mark that cannot be read says nothing, and nobody could mend it.
            field.state(&mut page, value).ok();
        }
        file_name::fill(&self.stem(), &mut page);
        tell(Ok(page))
    }
}

/// Reads the next line into `line`, with its end; one that is too long is passed over. Nothing at the end of the file.
pub fn next_line(reader: &mut dyn BufRead, line: &mut Vec<u8>) -> io::Result<Option<Result<(), Cause>>> {
    line.clear();
    if reader.take(LONGEST + 1).read_until(b'\n', line)? == 0 {
        return Ok(None);
    }
    if (line.len() as u64) <= LONGEST || line.ends_with(b"\n") {
        return Ok(Some(Ok(())));
    }
    reader.skip_until(b'\n')?;
    Ok(Some(Err(Cause::TooLong(LONGEST))))
}
