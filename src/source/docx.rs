//! A page a document of Word (docx).

use std::io::Read;
use std::ops::ControlFlow;

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use super::file::LONGEST;
use super::{Cause, File, Tell, encoding};

/// How many times longer than its text the XML of a document may be.
const MARKUP: u64 = 16;

/// Tells the page.
pub fn read(file: &mut File<'_>, tell: &mut Tell<'_>) -> ControlFlow<()> {
    let text = document(file).and_then(|xml| text(&xml));
    file.tell(text, &[], tell)
}

/// The XML of the document.
fn document(file: &mut File<'_>) -> Result<String, Cause> {
    let none = |error: zip::result::ZipError| Cause::Document(error.to_string());
    let mut archive = ZipArchive::new(file.on_disk()?.0).map_err(none)?;
    let part = archive.by_name("word/document.xml").map_err(none)?;
    let mut xml = String::new();
    part.take(MARKUP * LONGEST + 1).read_to_string(&mut xml)?;
    if xml.len() as u64 > MARKUP * LONGEST { Err(Cause::TooLong(LONGEST)) } else { Ok(xml) }
}

/// Its paragraphs, a line each.
fn text(xml: &str) -> Result<String, Cause> {
    let none = |error: quick_xml::Error| Cause::Document(error.to_string());
    let mut reader = Reader::from_str(xml);
    let mut text = String::new();
    // What stands in `w:t` is text; `mc:Fallback` says again what stands before it.
    let (mut words, mut again) = (false, 0);
    loop {
        match reader.read_event().map_err(none)? {
            Event::Start(tag) if tag.name().as_ref() == b"w:t" => words = true,
            Event::End(tag) if tag.name().as_ref() == b"w:t" => words = false,
            Event::Start(tag) if tag.name().as_ref() == b"mc:Fallback" => again += 1,
            Event::End(tag) if tag.name().as_ref() == b"mc:Fallback" => again -= 1,
            Event::Text(piece) if words && again == 0 => text.push_str(&piece.unescape().map_err(none)?),
            Event::End(tag) if matches!(tag.name().as_ref(), b"w:p" | b"w:tr") && again == 0 => text.push('\n'),
            Event::Empty(tag) if tag.name().as_ref() == b"w:br" && again == 0 => text.push('\n'),
            Event::Empty(tag) if tag.name().as_ref() == b"w:tab" && again == 0 => text.push(' '),
            Event::Eof => break,
            _ => {}
        }
    }
    if text.len() as u64 > LONGEST {
        return Err(Cause::TooLong(LONGEST));
    }
    encoding::check(&text)?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_lines_and_nothing_is_told_twice() {
        let xml = "<w:document><w:body><w:p><w:r><w:t>市水务局</w:t></w:r><w:r><w:t>检查水库</w:t></w:r></w:p>\
            <w:p><w:r><mc:AlternateContent><mc:Choice><w:t>图为检查</w:t></mc:Choice><mc:Fallback><w:p><w:t>图为检查</w:t></w:p>\
            </mc:Fallback></mc:AlternateContent><w:tab/><w:t>现场&amp;水库。</w:t><w:instrText>PAGE</w:instrText></w:r></w:p></w:body></w:document>";
        assert_eq!(text(xml).expect("text"), "市水务局检查水库\n图为检查 现场&水库。\n");
        assert!(matches!(text("<w:p><w:t>市水务局</w:p>"), Err(Cause::Document(_))));
    }
}
