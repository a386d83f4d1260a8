//! Single files that gzip or zstd packed: `report.txt.gz`, `export.jsonl.zst`.

use std::io::{self, Read};
use std::ops::ControlFlow;

use super::Members;
use super::budget::Metered;
use crate::source::{Cause, File, Problem, Tell, format};

/// Tells the pages of a file that gzip packed.
pub fn gz(file: &mut File<'_>, tell: &mut Tell<'_>) -> ControlFlow<()> {
    read(file, gunzip, tell)
}

/// Tells the pages of a file that zstd packed.
pub fn zst(file: &mut File<'_>, tell: &mut Tell<'_>) -> ControlFlow<()> {
    read(file, unzstd, tell)
}

/// A reader of what is not packed.
pub fn plain<'a>(bytes: &'a mut dyn Read) -> io::Result<Box<dyn Read + 'a>> {
    Ok(Box::new(bytes))
}

/// A reader of what gzip packed.
pub fn gunzip<'a>(bytes: &'a mut dyn Read) -> io::Result<Box<dyn Read + 'a>> {
    Ok(Box::new(flate2::read::MultiGzDecoder::new(bytes)))
}

/// A reader of what zstd packed.
pub fn unzstd<'a>(bytes: &'a mut dyn Read) -> io::Result<Box<dyn Read + 'a>> {
    Ok(Box::new(zstd::stream::read::Decoder::new(bytes)?))
}

fn read(
    file: &mut File<'_>,
    unpack: fn(&mut dyn Read) -> io::Result<Box<dyn Read + '_>>,
    tell: &mut Tell<'_>,
) -> ControlFlow<()> {
    let place = file.origin.clone();
    let name = file.stem();
    if format(&name).is_none() {
        return tell(Err(Problem { place, cause: Cause::Format }));
    }
    let (mut disk, size) = match file.on_disk() {
        Ok(opened) => opened,
        Err(error) => return tell(Err(Problem { place, cause: error.into() })),
    };
    let mut members = Members::of(file, size);
    let budget = members.budget.clone();
    match unpack(&mut disk) {
        Ok(reader) => members.tell(&name, &mut Metered { reader, budget: &budget }, tell)?,
        Err(error) => members.broken(&name, error.to_string(), tell)?,
    }
    members.end(tell)
}
