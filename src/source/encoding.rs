//! From bytes to text: UTF-8, GB18030 or UTF-16, told apart by content.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, UTF_8};

use super::Cause;

/// The text of a file.
///
/// # Errors
/// Nothing in it, binary data, or hardly any Chinese.
pub fn decode(bytes: &[u8]) -> Result<String, Cause> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Cause::Empty);
    }
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned(),
        None => {
            if bytes.iter().take(4096).any(|&byte| byte == 0) {
                return Err(Cause::Binary);
            }
            guess(bytes).decode_without_bom_handling(bytes).0.into_owned()
        }
    };
    check(&text)?;
    Ok(text)
}

/// The encoding of bytes without a mark. A Chinese page that is not UTF-8 is in GB18030, which holds GBK and GB 2312.
fn guess(bytes: &[u8]) -> &'static Encoding {
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
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
