//! From bytes to text: UTF-8, GB18030, Big5 or UTF-16, told apart by content.

use std::io::{self, BufRead, BufReader, Cursor, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, UTF_8};
use encoding_rs_io::DecodeReaderBytesBuilder;

use super::Cause;

/// The text of a file.
///
/// # Errors
/// Nothing in it, binary data, or hardly any Chinese.
pub fn decode(bytes: &[u8]) -> Result<String, Cause> {
    let text = unpack(bytes, None)?;
    check(&text)?;
    Ok(text)
}

/// A page of HTML, which may say itself what it is in.
///
/// # Errors
/// Nothing in it, or binary data.
pub fn of_html(bytes: &[u8]) -> Result<String, Cause> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let label = head.split_once("charset=").map(|(_, rest)| {
        let rest = rest.trim_start_matches(['"', '\'']);
        &rest[..rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').unwrap_or(rest.len())]
    });
    unpack(bytes, label.and_then(|label| Encoding::for_label(label.as_bytes())))
}

/// The name of a file in an archive, which does not say what it is in.
pub fn of_name(bytes: &[u8]) -> String {
    guess(bytes).decode_without_bom_handling(bytes).0.into_owned()
}

/// The text of bytes, in what a mark tells, or they themselves if they are UTF-8, or their own words.
fn unpack(bytes: &[u8], named: Option<&'static Encoding>) -> Result<String, Cause> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Cause::Empty);
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Ok(encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned());
    }
    let encoding = if bytes.iter().take(4096).any(|&byte| byte == 0) {
        wide(bytes).ok_or(Cause::Binary)?
    } else {
        let guessed = guess(bytes);
        let named = named.map(|named| if named == encoding_rs::GBK { GB18030 } else { named });
        named.filter(|_| guessed != UTF_8).unwrap_or(guessed)
    };
    Ok(encoding.decode_without_bom_handling(bytes).0.into_owned())
}

/// UTF-16 without a mark: read so, nearly all is Chinese or ASCII. Of other bytes it would be a third.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096)];
    let is_usual = |c: &char| {
        let ascii = matches!(c, ' '..='~' | '\t' | '\r' | '\n');
        ascii
            || crate::text::characters::is_han(*c)
            || matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff01}'..='\u{ff5e}' | '“' | '”')
    };
    [encoding_rs::UTF_16LE, encoding_rs::UTF_16BE].into_iter().find(|encoding| {
        let text = encoding.decode_without_bom_handling(sample).0;
        text.chars().filter(is_usual).count() * 20 >= text.chars().count() * 19
    })
}

/// How much of a stream tells its encoding.
const SAMPLE: u64 = 1 << 16;

/// A stream as UTF-8; the bytes that begin it tell what it is in. An error shows when it is read.
pub fn reader<'a>(bytes: &'a mut dyn Read) -> Box<dyn BufRead + 'a> {
    let mut sample = Vec::new();
    if let Err(error) = bytes.take(SAMPLE).read_to_end(&mut sample) {
        return Box::new(BufReader::new(Cursor::new(sample).chain(Failing(Some(error)))));
    }
    let mark = Encoding::for_bom(&sample).map(|(encoding, _)| encoding);
    let encoding = mark.unwrap_or_else(|| guess(&sample));
    let whole = Cursor::new(sample).chain(bytes);
    if encoding == UTF_8 && mark.is_none() {
        return Box::new(BufReader::new(whole));
    }
    Box::new(BufReader::new(DecodeReaderBytesBuilder::new().encoding(Some(encoding)).bom_override(true).build(whole)))
}

/// A reader that fails, once.
struct Failing(Option<io::Error>);

impl Read for Failing {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// The encoding of bytes without a mark. A Chinese page that is not UTF-8 is in GB18030, which holds GBK and GB 2312.
fn guess(bytes: &[u8]) -> &'static Encoding {
    // What a sample cuts at its end is no fault.
    if std::str::from_utf8(bytes).err().is_none_or(|error| error.error_len().is_none()) {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, false);
    let guessed = detector.guess(Some(b"cn"), Utf8Detection::Allow);
    if guessed == encoding_rs::GBK { GB18030 } else { guessed }
}

/// Whether a text may be a Chinese page.
///
/// # Errors
/// Control characters in number, or fewer than one Chinese character in twenty.
pub fn check(text: &str) -> Result<(), Cause> {
    let (mut all, mut han, mut control) = (0usize, 0usize, 0usize);
    for c in text.chars().take(20_000).filter(|c| !c.is_whitespace()) {
        all += 1;
        han += usize::from(crate::text::characters::is_han(c));
        control += usize::from(c.is_control() || c == '\u{fffd}');
    }
    if all == 0 {
        return Err(Cause::Empty);
    }
    if control * 10 > all {
        return Err(Cause::Binary);
    }
    if han * 20 < all { Err(Cause::NotChinese) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told_by_content() {
        let text = "绵阳市涪城区召开防汛工作会议，部署下一阶段任务。";
        let (gb, ..) = GB18030.encode(text);
        let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let marked: Vec<u8> = [0xef, 0xbb, 0xbf].into_iter().chain(text.bytes()).collect();
        let bare: Vec<u8> = format!("{text}\n").encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&bare).expect("a page").trim_end(), text);
        for bytes in [text.as_bytes(), &gb, &utf16, &marked] {
            assert_eq!(decode(bytes).expect("a page"), text);
        }
    }

    #[test]
    fn what_is_no_page_says_why() {
        assert!(matches!(decode(b" \n"), Err(Cause::Empty)));
        assert!(matches!(decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), Err(Cause::Binary)));
        assert!(matches!(decode(b"All quiet on the western front."), Err(Cause::NotChinese)));
    }
}
