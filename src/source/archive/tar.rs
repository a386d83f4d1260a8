//! tar archives, packed or not. Their members are read in the archive's order.

use std::io::{self, Read, Seek};
use std::ops::ControlFlow;

use ::tar::Archive;

use super::budget::Metered;
use super::{Members, packed, path};
use crate::source::{Cause, File, Problem, Tell};

/// Tells the pages of the files in a bare archive.
pub fn bare(file: &mut File<'_>, tell: &mut Tell<'_>) -> ControlFlow<()> {
    read(file, packed::plain, tell)
}

/// Tells the pages of the files in one that gzip packed.
pub fn gz(file: &mut File<'_>, tell: &mut Tell<'_>) -> ControlFlow<()> {
    read(file, packed::gunzip, tell)
}

/// Tells the pages of the files in one that zstd packed.
pub fn zst(file: &mut File<'_>, tell: &mut Tell<'_>) -> ControlFlow<()> {
    read(file, packed::unzstd, tell)
}

/// Reads an archive twice: for the manifests in it, which may stand behind their pages, and for the pages.
fn read(
    file: &mut File<'_>,
    unpack: fn(&mut dyn Read) -> io::Result<Box<dyn Read + '_>>,
    tell: &mut Tell<'_>,
) -> ControlFlow<()> {
    let place = file.origin.clone();
    let (mut disk, size) = match file.on_disk() {
        Ok(opened) => opened,
        Err(error) => return tell(Err(Problem { place, cause: error.into() })),
    };
    let mut members = Members::of(file, size);
    for pages in [false, true] {
        let budget = if pages { members.budget.clone() } else { super::Budget::of(size) };
        let read = disk.rewind().and_then(|()| unpack(&mut disk)).and_then(|unpacked| {
            let mut archive = Archive::new(Metered { reader: unpacked, budget: &budget });
            for entry in archive.entries()? {
                let mut entry = entry?;
                if !entry.header().entry_type().is_file() {
                    continue;
                }
                let path = path(&entry.path_bytes());
                if !pages {
                    members.manifest(&path, &mut entry);
                } else if members.tell(&path, &mut entry, tell).is_break() {
                    return Ok(ControlFlow::Break(()));
                }
            }
            Ok(ControlFlow::Continue(()))
        });
        match read {
            Ok(going) => going?,
            // Both rounds meet it; what stands before it counts.
            Err(_) if !pages || budget.is_spent() => {}
            Err(error) => {
                members.any = true;
                tell(Err(Problem { place: place.clone(), cause: Cause::Archive(error.to_string()) }))?;
            }
        }
    }
    members.end(tell)
}
