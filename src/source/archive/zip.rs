//! ZIP archives. Their members are read by path, whatever their order in the archive.

use std::ops::ControlFlow;

use ::zip::ZipArchive;

use super::budget::Metered;
use super::{Members, path};
use crate::source::{Cause, File, Problem, Tell, format};

/// Tells the pages of the files in it.
pub fn read(file: &mut File<'_>, tell: &mut Tell<'_>) -> ControlFlow<()> {
    let place = file.origin.clone();
    let opened = file.on_disk().map_err(Cause::from).and_then(|(disk, size)| {
        let archive = ZipArchive::new(disk).map_err(|error| Cause::Archive(error.to_string()))?;
        Ok((archive, size))
    });
    let (mut archive, size) = match opened {
        Ok(opened) => opened,
        Err(cause) => return tell(Err(Problem { place, cause })),
    };
    let mut members = Members::of(file, size);
    let mut paths: Vec<(String, usize)> = Vec::new();
    for at in 0..archive.len() {
        match archive.by_index_raw(at) {
            Ok(member) if member.is_dir() => {}
            Ok(member) => paths.push((path(member.name_raw()), at)),
            Err(error) => members.broken(&format!("member {at}"), error.to_string(), tell)?,
        }
    }
    paths.sort_unstable();
    for (path, at) in &paths {
        if let Ok(mut member) = archive.by_index(*at) {
            members.manifest(path, &mut member);
        }
    }
    for (path, at) in &paths {
        match archive.by_index(*at) {
            Ok(member) => {
                let budget = members.budget.clone();
                members.tell(path, &mut Metered { reader: member, budget: &budget }, tell)?;
            }
            Err(error) if format(path).is_some() => members.broken(path, error.to_string(), tell)?,
            Err(_) => {}
        }
        if members.budget.is_spent() {
            break;
        }
    }
    members.end(tell)
}
