//! What the XML formats of networks share.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, Event};

use super::Imprint;

/// Begins a document, with what it says of itself as a comment.
pub(super) fn begin<'a>(out: &'a mut dyn Write, imprint: &Imprint) -> io::Result<Writer<&'a mut dyn Write>> {
    let mut writer = Writer::new_with_indent(out, b' ', 1);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    // A comment may hold no two hyphens.
    let about = clean(&imprint.lines().join("; ")).replace("--", "- -");
    writer.write_event(Event::Comment(quick_xml::events::BytesText::from_escaped(format!(" {about} "))))?;
    Ok(writer)
}

/// The text without the characters that no XML may hold.
pub(super) fn clean(text: &str) -> String {
    let bad = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r') || matches!(c, '\u{FFFE}' | '\u{FFFF}');
    text.chars().map(|c| if bad(c) { ' ' } else { c }).collect()
}
