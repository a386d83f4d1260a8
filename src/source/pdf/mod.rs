//! Pages of a PDF that has a text layer. `pdftotext` of poppler finds the words and their boxes; how these are columns and
//! headlines is told here (`boxes`).

mod boxes;

use std::io::{self, BufRead, BufReader, Read, Seek};
use std::ops::ControlFlow;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{Cause, File, Problem, Tell};
use boxes::Word;

/// How long a page may take. A crowded one takes a second.
const PATIENCE: Duration = Duration::from_secs(60);

/// Words of one page; a hundred times those of a crowded one.
const MOST_WORDS: usize = 200_000;

/// Tells the pages, each a page of the PDF, and at the end which of them have no text.
pub fn read(file: &mut File<'_>, tell: &mut Tell<'_>) -> ControlFlow<()> {
    let place = file.origin.clone();
    let (mut child, said) = match file.on_disk().and_then(|(disk, _)| start(disk)) {
        Ok(started) => started,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            file.context.lacks_pdftotext(&place);
            return ControlFlow::Continue(());
        }
        Err(error) => return tell(Err(Problem { place, cause: error.into() })),
    };
    let out = child.stdout.take();
    let watched = Watched::over(child);
    let mut empty = Vec::new();
    let mut pages = 0;
    let read = out.map_or(Ok(ControlFlow::Continue(())), |out| {
        each_page(out, |words| {
            watched.goes_on();
            pages += 1;
            let text = boxes::text(words);
            if text.chars().filter(|c| !c.is_whitespace()).nth(9).is_none() {
                empty.push(pages);
                return ControlFlow::Continue(());
            }
            file.tell_page(pages, text, tell)
        })
    });
    // It writes no more, or nobody reads it any more.
    let ended = watched.end();
    if let Ok(ControlFlow::Break(())) = read {
        return ControlFlow::Break(());
    }
    let said = words_of(said);
    let cause = match (ended, read) {
        (Ended::Late, _) => {
            Cause::Pdf(format!("a page took longer than {} s; the rest is left out", PATIENCE.as_secs()))
        }
        (_, Err(reason)) => Cause::Pdf(reason),
        (Ended::Badly, _) if pages == 0 => Cause::Pdf(said),
        _ if !empty.is_empty() && said.contains("Missing language pack") => Cause::NoPopplerData,
        _ if !empty.is_empty() => Cause::Scanned { empty, of: pages },
        (Ended::Badly, _) => Cause::Pdf(said),
        (Ended::Well, _) => return ControlFlow::Continue(()),
    };
    tell(Err(Problem { place, cause }))
}

/// Starts the program on a file; what it complains of goes to another.
fn start(disk: std::fs::File) -> io::Result<(Child, std::fs::File)> {
    let said = tempfile::tempfile()?;
    let child = Command::new("pdftotext")
        .args(["-bbox-layout", "-enc", "UTF-8", "-", "-"])
        .stdin(disk)
        .stdout(Stdio::piped())
        .stderr(said.try_clone()?)
        .spawn()?;
    Ok((child, said))
}

/// The first line of what the program complained of, and whatever tells of a missing package.
fn words_of(mut said: std::fs::File) -> String {
    let mut words = String::new();
    // A complaint that cannot be read is none.
    said.rewind().and_then(|()| said.take(1 << 16).read_to_string(&mut words)).ok();
    let missing = words.lines().find(|line| line.contains("Missing language pack"));
    missing.or(words.lines().next()).unwrap_or("pdftotext does not say why").to_owned()
}

/// Hands on the words of each page.
fn each_page(out: ChildStdout, mut page: impl FnMut(&[Word]) -> ControlFlow<()>) -> Result<ControlFlow<()>, String> {
    let mut reader = Reader::from_reader(BufReader::new(out));
    let mut words: Vec<Word> = Vec::new();
    let mut buffer = Vec::new();
    let mut within = false;
    loop {
        match next(&mut reader, &mut buffer).map_err(|error| error.to_string())? {
            Event::Start(tag) => match tag.name().as_ref() {
                b"page" => words.clear(),
                b"word" => {
                    within = true;
                    words.push(word(&tag));
                }
                _ => {}
            },
            Event::Text(text) if within => {
                let text = text.unescape().unwrap_or_default();
                words.last_mut().into_iter().for_each(|word| word.text.push_str(&text));
            }
            Event::End(tag) => match tag.name().as_ref() {
                b"word" => within = false,
                b"page" if page(&words).is_break() => return Ok(ControlFlow::Break(())),
                _ => {}
            },
            Event::Eof => return Ok(ControlFlow::Continue(())),
            _ => {}
        }
        if words.len() > MOST_WORDS {
            return Err(format!("more than {MOST_WORDS} words on a page"));
        }
        buffer.clear();
    }
}

fn next<'b>(reader: &mut Reader<impl BufRead>, buffer: &'b mut Vec<u8>) -> Result<Event<'b>, quick_xml::Error> {
    reader.read_event_into(buffer)
}

/// A word, without its text, as its tag has it.
fn word(tag: &BytesStart<'_>) -> Word {
    let edge = |name: &str| {
        let value = tag.try_get_attribute(name).ok().flatten();
        value.and_then(|value| std::str::from_utf8(&value.value).ok()?.parse().ok()).unwrap_or(0.0)
    };
    Word { left: edge("xMin"), right: edge("xMax"), top: edge("yMin"), bottom: edge("yMax"), text: String::new() }
}

/// How the program ended.
enum Ended {
    Well,
    Badly,
    Late,
}

/// The program with someone beside it who ends it when a page takes too long.
struct Watched {
    child: Arc<Mutex<Child>>,
    going: mpsc::Sender<()>,
    watcher: std::thread::JoinHandle<bool>,
}

impl Watched {
    fn over(child: Child) -> Self {
        let child = Arc::new(Mutex::new(child));
        let (going, pages) = mpsc::channel();
        let late = Arc::clone(&child);
        let watcher = std::thread::spawn(move || {
            loop {
                match pages.recv_timeout(PATIENCE) {
                    Ok(()) => {}
                    Err(mpsc::RecvTimeoutError::Disconnected) => return false,
                    Err(mpsc::RecvTimeoutError::Timeout) => {
                        // It may have ended by itself just now.
                        late.lock().map(|mut child| child.kill().ok()).ok();
                        return true;
                    }
                }
            }
        });
        Self { child, going, watcher }
    }

    /// A page came.
    fn goes_on(&self) {
        // A watcher who has ended the program listens no more.
        self.going.send(()).ok();
    }

    /// Waits for the program, which is ended if it has more to write.
    fn end(self) -> Ended {
        drop(self.going);
        let late = self.watcher.join().unwrap_or(false);
        let status = self.child.lock().map(|mut child| child.wait());
        match status {
            _ if late => Ended::Late,
            Ok(Ok(status)) if status.success() => Ended::Well,
            _ => Ended::Badly,
        }
    }
}

#[cfg(test)]
mod tests;
