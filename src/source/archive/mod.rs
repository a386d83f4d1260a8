//! Archives, and single files that are packed: what is in them is read as it would be from a folder, streaming, and no
//! further than a bound.

mod budget;
pub mod packed;
pub mod tar;
pub mod zip;

use std::collections::BTreeMap;
use std::io::Read;
use std::ops::ControlFlow;

use super::file::LONGEST;
use super::manifest::{self, Manifest};
use super::{Cause, File, Problem, Tell, encoding, format};
use crate::model::Origin;
pub use budget::Budget;

/// How deep archives may lie in archives.
const DEEPEST: usize = 4;

/// What is read of an archive, one member after another.
struct Members<'f, 'a> {
    archive: &'f mut File<'a>,
    budget: Budget,
    /// The `pages.csv` in it, by folder.
    manifests: BTreeMap<String, Manifest>,
    /// Whether a page was there, or what should be one.
    any: bool,
    /// Members that are longer than a page: they are told at the end as one, unless it is the whole that is too long.
    long: Vec<Problem>,
}

impl<'f, 'a> Members<'f, 'a> {
    /// Begins with an archive of that many bytes.
    fn of(archive: &'f mut File<'a>, packed: u64) -> Self {
        let budget = archive.budget.clone().unwrap_or_else(|| Budget::of(packed));
        Self { archive, budget, manifests: BTreeMap::new(), any: false, long: Vec::new() }
    }

    /// Keeps what a member states of others, if it is a manifest.
    fn manifest(&mut self, path: &str, bytes: &mut dyn Read) {
        let (folder, name) = parts(path);
        if name == manifest::NAME {
            let mut file = self.archive.member(path, bytes, &self.budget);
            let manifest = match file.whole() {
                Ok(bytes) => Manifest::of(file.origin.clone(), bytes),
                Err(cause) => Manifest::broken(Problem { place: file.origin.clone(), cause }),
            };
            self.manifests.insert(folder.to_owned(), manifest);
        }
    }

    /// Tells the pages of a member, if it is in a format of ours.
    fn tell(&mut self, path: &str, bytes: &mut dyn Read, tell: &mut Tell<'_>) -> ControlFlow<()> {
        let (folder, name) = parts(path);
        let Some(format) = format(name).filter(|_| name != manifest::NAME && !of_a_mac(path)) else {
            return ControlFlow::Continue(());
        };
        self.any = true;
        let mut member = self.archive.member(path, bytes, &self.budget);
        if member.depth > DEEPEST {
            return tell(Err(Problem { place: member.origin, cause: Cause::Nested(DEEPEST) }));
        }
        if let Some(manifest) = self.manifests.get_mut(folder) {
            member.manifest = manifest;
        }
        let (budget, long) = (&self.budget, &mut self.long);
        (format.read)(&mut member, &mut |told| match told {
            // What else is wrong with a member then is that the archive ended.
            Err(problem) if budget.is_spent() && !matches!(problem.cause, Cause::Bomb) => ControlFlow::Continue(()),
            Err(problem) if matches!(problem.cause, Cause::TooLong(_) | Cause::Long { .. }) => {
                long.push(problem);
                ControlFlow::Continue(())
            }
            told => tell(told),
        })
    }

    /// A member that cannot be unpacked.
    fn broken(&mut self, path: &str, reason: String, tell: &mut Tell<'_>) -> ControlFlow<()> {
        self.any = true;
        let place = self.archive.member(path, &mut std::io::empty(), &self.budget).origin;
        tell(Err(Problem { place, cause: Cause::Archive(reason) }))
    }

    /// One message for all members that are longer than a page, however many there are.
    fn too_long(&mut self) -> Option<Problem> {
        let (last, mut names) = (self.long.pop()?, Vec::new());
        if self.long.is_empty() {
            return Some(last);
        }
        for problem in self.long.drain(..).chain([last]) {
            match problem.cause {
                Cause::Long { names: within, .. } => names.extend(within),
                _ => {
                    let within = Origin { file: String::new(), ..problem.place };
                    names.push(within.to_string().trim_start_matches(" › ").to_owned());
                }
            }
        }
        Some(Problem { place: self.archive.origin.clone(), cause: Cause::Long { names, longest: LONGEST } })
    }

    /// Says at the end what was wrong with the whole.
    fn end(mut self, tell: &mut Tell<'_>) -> ControlFlow<()> {
        let place = self.archive.origin.clone();
        if self.budget.is_spent() {
            return if self.budget.was_told() {
                ControlFlow::Continue(())
            } else {
                tell(Err(Problem { place, cause: Cause::Bomb }))
            };
        }
        self.too_long().map_or(ControlFlow::Continue(()), |problem| tell(Err(problem)))?;
        if self.any { ControlFlow::Continue(()) } else { tell(Err(Problem { place, cause: Cause::NoPages })) }
    }
}

/// The folder and the name of a path.
fn parts(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

/// Whether the Mac's packer put it there for itself.
fn of_a_mac(path: &str) -> bool {
    path.starts_with("__MACOSX/") || parts(path).1.starts_with("._")
}

/// The path of a member, whichever encoding its packer wrote it in.
fn path(bytes: &[u8]) -> String {
    encoding::of_name(bytes).replace('\\', "/").trim_start_matches("./").to_owned()
}

#[cfg(test)]
mod tests;
