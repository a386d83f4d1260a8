//! When two readers mean the same: what is forgiven, and what is not.

use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

/// NFKC, without white space and quotation marks: what two honest readers may write differently.
pub fn norm(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace() && !"“”\"'‘’《》「」".contains(*c)).collect()
}

/// The pairs of neighbouring characters of a normalised text, sorted, each once; of a shorter text, the text itself.
fn bigrams(text: &str) -> Vec<(Option<char>, Option<char>)> {
    let text: Vec<char> = norm(text).chars().collect();
    let mut found: Vec<_> = text.windows(2).map(|w| (Some(w[0]), Some(w[1]))).collect();
    if found.is_empty() {
        found.push((text.first().copied(), None));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// How many both hold, and how many each holds.
#[expect(clippy::cast_precision_loss, reason = "texts of less than 2^52 characters")]
fn shared(a: &str, b: &str) -> (f64, f64, f64) {
    let (x, y) = (bigrams(a), bigrams(b));
    let both = x.iter().filter(|pair| y.binary_search(pair).is_ok()).count();
    (both as f64, x.len() as f64, y.len() as f64)
}

/// Dice's coefficient over pairs of characters, 0 to 1.
pub fn dice(a: &str, b: &str) -> f64 {
    let (both, x, y) = shared(a, b);
    2.0 * both / (x + y)
}

/// Share of the shorter text that the longer one holds, 0 to 1: a clause of a sentence counts as that sentence.
pub fn overlap(a: &str, b: &str) -> f64 {
    let (both, x, y) = shared(a, b);
    both / x.min(y)
}

/// The shorter and the longer of two texts, by characters.
fn by_length<'a>(a: &'a str, b: &'a str) -> (&'a str, &'a str, usize, usize) {
    let (m, n) = (a.chars().count(), b.chars().count());
    if m <= n { (a, b, m, n) } else { (b, a, n, m) }
}

/// Equal, or one is the other without its place in front (市总工会 ~ 许昌市总工会).
pub fn same_name(a: &str, b: &str) -> bool {
    let (a, b) = (norm(a), norm(b));
    if a.is_empty() || b.is_empty() {
        return a == b;
    }
    let (short, long, m, n) = by_length(&a, &b);
    long.ends_with(short) && m >= 2 && m * 2 >= n
}

/// Equal, or one has a further place in front (禹州市… ~ 许昌市禹州市…); an unresolved 市总工会 is not 许昌市总工会.
pub fn same_resolved(a: &str, b: &str) -> bool {
    static PLACE: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new("^.{2,}(省|自治区|市|自治州|盟|县|区|旗|镇|乡|街道)$").ok());
    let (a, b) = (norm(a), norm(b));
    let (short, long, ..) = by_length(&a, &b);
    a == b || long.strip_suffix(short).is_some_and(|front| PLACE.as_ref().is_some_and(|place| place.is_match(front)))
}

/// Equal names, or nearly: 滕州市公安局经侦大队 ~ 滕州市经侦大队, 莘县政府 ~ 莘县.
pub fn same_thing(a: Option<&str>, b: Option<&str>) -> bool {
    let (a, b) = (a.unwrap_or_default(), b.unwrap_or_default());
    let bare = |name: &str| {
        let name = norm(name);
        name.strip_suffix("人民政府").or(name.strip_suffix("政府")).unwrap_or(&name).to_owned()
    };
    let shortest = norm(a).chars().count().min(norm(b).chars().count());
    same_resolved(a, b) || same_name(&bare(a), &bare(b)) || shortest >= 5 && overlap(a, b) >= 0.75
}

/// Equal EDTF; a clock time, or a year that one side leaves open (XXXX), is forgiven.
pub fn same_time(a: Option<&str>, b: Option<&str>) -> bool {
    static CLOCK: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"T[\d:]+").ok());
    static YEAR: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\d{4}-").ok());
    let without = |text: &str, pattern: &Option<Regex>, instead: &str| match pattern {
        Some(pattern) => pattern.replace_all(text, instead).into_owned(),
        None => text.to_owned(),
    };
    let (a, b) = match (a.filter(|t| !t.is_empty()), b.filter(|t| !t.is_empty())) {
        (Some(a), Some(b)) => (without(a, &CLOCK, ""), without(b, &CLOCK, "")),
        (None, None) => return true,
        _ => return false,
    };
    let open = a.contains("XXXX") || b.contains("XXXX");
    a == b || open && without(&a, &YEAR, "XXXX-") == without(&b, &YEAR, "XXXX-")
}

/// At least half of what the two lists name together stands on both.
pub fn names_match(gold: &[String], predicted: &[String]) -> bool {
    let stands = |name: &String, list: &[String]| list.iter().any(|other| same_thing(Some(name), Some(other)));
    let both = gold.iter().filter(|name| stands(name, predicted)).count();
    let invented = predicted.iter().filter(|name| !stands(name, gold)).count();
    both * 2 >= gold.len() + invented
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for (a, b, name, resolved, thing) in [
            ("市总工会", "梧州市总工会", true, false, true),
            ("藤县水利局", "梧州市藤县水利局", true, true, true),
            ("藤县政府", "藤县", false, false, true),
            ("藤县人民政府", "梧州藤县", false, false, true),
            ("县委", "县政府", false, false, false),
            ("“星火” 小学", "星火小学", true, true, true),
            ("局", "局", false, true, true),
        ] {
            let told = (same_name(a, b), same_resolved(a, b), same_thing(Some(a), Some(b)));
            assert_eq!(told, (name, resolved, thing), "{a} {b}");
        }
        assert!(same_thing(None, None) && !same_thing(Some("藤县"), None));
    }

    #[test]
    fn times() {
        for (a, b, same) in [
            (Some("2022-05-09"), Some("2022-05-09T08:00"), true),
            (Some("XXXX-05-09"), Some("2022-05-09"), true),
            (Some("2021-05-09"), Some("2022-05-09"), false),
            (Some("../2022-05-08T08:00"), Some("../XXXX-05-08"), true),
            (None, None, true),
            (Some("2022"), None, false),
        ] {
            assert_eq!(same_time(a, b), same, "{a:?} {b:?}");
        }
    }

    #[test]
    fn texts() {
        assert!((overlap("开展巡堤查险", "当晚，全县开展巡堤查险。") - 1.0).abs() < 1e-9);
        assert!((dice("防汛", "防汛") - 1.0).abs() < 1e-9);
        assert!(dice("", "防汛").abs() < 1e-9);
    }

    #[test]
    fn lists() {
        let list = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>();
        assert!(names_match(&list(&["藤县", "岑溪市"]), &list(&["梧州市藤县"])));
        assert!(!names_match(&list(&["藤县"]), &list(&["苍梧县", "岑溪市"])));
    }
}
