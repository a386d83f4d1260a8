//! IRIs, made from content alone, so that stores built on many machines unite without renaming.

use sha2::{Digest, Sha256};

use super::Code;

/// Where things live.
pub const THINGS: &str = "https://w3id.org/fangzhi/id/";

/// A division by its code: `…/id/place/411002`.
pub fn division(code: Code) -> String {
    format!("{THINGS}place/{code}")
}

/// A place that is no division, by the division it lies in and its name.
pub fn place(within: Option<Code>, name: &str) -> String {
    hashed("place", &[&code_text(within), name])
}

/// Whether an IRI is that of a place, division or not.
pub fn is_place(iri: &str) -> bool {
    iri.strip_prefix(THINGS).is_some_and(|rest| rest.starts_with("place/"))
}

/// An organisation, by the code of its home and its full name.
pub fn organisation(home: Option<Code>, name: &str) -> String {
    hashed("org", &[&code_text(home), name])
}

/// A person, by name and the home of the post: two officials of one name in two cities are two people.
pub fn person(home: Option<Code>, name: &str) -> String {
    hashed("person", &[&code_text(home), name])
}

fn code_text(code: Option<Code>) -> String {
    code.map_or_else(|| "-".to_owned(), |code| code.to_string())
}

/// `…/id/KIND/` and the first 20 hexadecimal digits of the SHA-256 of the parts: 80 bits, so that a store of a hundred
/// million things has a chance of one in 240,000,000 of two sharing an IRI.
pub fn hashed(kind: &str, parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    let mut iri = [THINGS, kind, "/"].concat();
    let digits = hash.finalize().into_iter().take(10).flat_map(|byte| [byte >> 4, byte & 0xf]);
    iri.extend(digits.filter_map(|digit| char::from_digit(digit.into(), 16)));
    iri
}
