//! Patterns of Chinese text.

use regex::Regex;

/// What `\p{Han}` is written as: the ranges of [`is_han`](super::characters::is_han).
const HAN: &str = "[〇一-鿿㐀-䶿\u{20000}-\u{323af}]";
/// What `\P{Han}` is written as.
const OTHER: &str = "[^〇一-鿿㐀-䶿\u{20000}-\u{323af}]";
/// What `\d` is written as: the digits of ASCII and those of full width.
const DIGIT: &str = "[0-9０-９]";

/// Compiles a pattern in which `\p{Han}` is a Chinese character as [`is_han`](super::characters::is_han) has it and `\d` a digit of half or full width:
/// Unicode's own classes have twenty and sixty ranges more, of scripts that no newspaper prints, and compiling them was
/// half of what a short report takes. None if the pattern is none, which the tests of whoever has it would show.
///
/// ```
/// let day = fangzhi::text::pattern(r"^\p{Han}{2}(\d+)日$").unwrap();
/// assert!(day.is_match("五月12日") && day.is_match("五月１２日"));
/// ```
pub fn pattern(text: &str) -> Option<Regex> {
    Regex::new(&text.replace(r"\p{Han}", HAN).replace(r"\P{Han}", OTHER).replace(r"\d", DIGIT)).ok()
}

#[cfg(test)]
mod tests {
    use super::super::characters::is_han;

    #[test]
    fn the_class_is_what_is_han_says() {
        let [han, other] = [r"^\p{Han}$", r"^\P{Han}$"].map(|text| super::pattern(text).expect("a pattern"));
        for c in ('\0'..='\u{33000}').filter(|c| *c != '\n') {
            let text = c.to_string();
            assert_eq!((han.is_match(&text), other.is_match(&text)), (is_han(c), !is_han(c)), "{c:?}");
        }
    }
}
