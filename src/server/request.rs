//! What a request asks for, with what a stranger may have put into it.

use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderMap, Uri, header};

use super::problem::Problem;

/// Longest path and query string, in bytes.
pub const LONGEST_URI: usize = 16 * 1024;

/// Longest body, in bytes: a query, with room to spare.
const LONGEST_BODY: usize = 1024 * 1024;

/// How long a body may take to come.
const SLOWEST_BODY: Duration = Duration::from_secs(20);

/// Parameters in their order; a name may come more than once.
#[derive(Clone, Debug, Default)]
pub struct Parameters(Vec<(String, String)>);

impl Parameters {
    /// Those of a query string or a form.
    ///
    /// # Errors
    /// A percent sign that encodes nothing, or bytes that are no UTF-8.
    pub fn read(text: &str) -> Result<Self, Problem> {
        well_encoded(text)?;
        Ok(Self(form_urlencoded::parse(text.as_bytes()).into_owned().collect()))
    }

    /// Those of the request's address.
    ///
    /// # Errors
    /// As [`Parameters::read`].
    pub fn of(uri: &Uri) -> Result<Self, Problem> {
        Self::read(uri.query().unwrap_or(""))
    }

    /// The first value of `name`, unless it is empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        let first = self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
        first.filter(|value| !value.is_empty())
    }

    /// All values of `name`.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The values of `name`, owned.
    pub fn list(&self, name: &str) -> Vec<String> {
        self.all(name).map(str::to_owned).collect()
    }

    /// All of them, in their order.
    pub fn pairs(&self) -> impl Iterator<Item = &(String, String)> {
        self.0.iter()
    }

    /// Whether `name` is there, with a value or without.
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(known, _)| known == name)
    }
}

/// Whether a part of an address can be decoded.
///
/// # Errors
/// A percent sign without two digits, or bytes that are no UTF-8.
pub fn well_encoded(text: &str) -> Result<(), Problem> {
    let bad = |why: &str| Problem::new(400, format!("the request is badly encoded: {why}"));
    for (at, _) in text.match_indices('%') {
        let digits = text.as_bytes().get(at + 1..at + 3);
        if !digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit)) {
            return Err(bad("% without two digits"));
        }
    }
    let decoded = percent_encoding::percent_decode_str(text).decode_utf8().map_err(|_| bad("no UTF-8"))?;
    if decoded.contains('\0') { Err(bad("a zero byte")) } else { Ok(()) }
}

/// The body as text.
///
/// # Errors
/// It is too long, too slow, or no UTF-8.
pub async fn body(body: Body) -> Result<String, Problem> {
    let read = tokio::time::timeout(SLOWEST_BODY, axum::body::to_bytes(body, LONGEST_BODY)).await;
    let bytes = read.map_err(|_| Problem::new(408, "the request's body takes too long"))?;
    let bytes = bytes.map_err(|_| Problem::new(413, format!("a request's body has at most {LONGEST_BODY} bytes")))?;
    String::from_utf8(bytes.into()).map_err(|_| Problem::new(400, "the request's body is no UTF-8"))
}

/// The value of a header as text; empty where it is missing or no text.
pub fn header(headers: &HeaderMap, name: header::HeaderName) -> String {
    let values = headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
    values.collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_checked() {
        for (text, fine) in [
            ("a=%E5%B8%82&b=1+2", true),
            ("市", true),
            ("a=%", false),
            ("a=%2", false),
            ("a=%GG", false),
            ("a=%FF%FE", false),
            ("a=%00", false),
            ("a=%市长", false),
        ] {
            assert_eq!(Parameters::read(text).is_ok(), fine, "{text}");
        }
    }
}
