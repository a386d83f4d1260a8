//! Which of the formats that an answer has the asker takes.

use oxigraph::io::{JsonLdProfileSet, RdfFormat};
use oxigraph::sparql::results::QueryResultsFormat;

use super::apart::Wanted;

/// A format as the header names it, as we do, and the value.
type Offer<T> = (&'static str, &'static str, T);

/// Formats of tables and truths; the first is given to who takes anything.
const TABLES: &[Offer<QueryResultsFormat>] = &[
    ("application/sparql-results+json", "application/sparql-results+json", QueryResultsFormat::Json),
    ("application/json", "application/json", QueryResultsFormat::Json),
    ("application/sparql-results+xml", "application/sparql-results+xml", QueryResultsFormat::Xml),
    ("application/xml", "application/xml", QueryResultsFormat::Xml),
    ("text/csv", "text/csv; charset=utf-8", QueryResultsFormat::Csv),
    ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8", QueryResultsFormat::Tsv),
];

const JSON_LD: RdfFormat = RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() };

/// Formats of triples.
const GRAPHS: &[Offer<RdfFormat>] = &[
    ("text/turtle", "text/turtle; charset=utf-8", RdfFormat::Turtle),
    ("application/n-triples", "application/n-triples", RdfFormat::NTriples),
    ("application/ld+json", "application/ld+json", JSON_LD),
    ("application/json", "application/ld+json", JSON_LD),
    ("application/rdf+xml", "application/rdf+xml", RdfFormat::RdfXml),
    ("application/xml", "application/rdf+xml", RdfFormat::RdfXml),
    ("application/trig", "application/trig", RdfFormat::TriG),
    ("application/n-quads", "application/n-quads", RdfFormat::NQuads),
    ("text/n3", "text/n3; charset=utf-8", RdfFormat::N3),
    // What readers of N-Triples asked for before it had a type of its own; some still do.
    ("text/plain", "text/plain; charset=utf-8", RdfFormat::NTriples),
];

/// Media types in which this server gives the results of queries.
pub fn result_formats() -> impl Iterator<Item = &'static str> {
    table_formats().chain(graph_formats())
}

/// Media types of triples.
pub fn graph_formats() -> impl Iterator<Item = &'static str> {
    GRAPHS.iter().map(|(name, ..)| *name)
}

/// Media types of tables.
pub fn table_formats() -> impl Iterator<Item = &'static str> {
    TABLES.iter().map(|(name, ..)| *name)
}

/// The format of a table, and its media type.
pub fn table_format(wanted: &Wanted) -> Option<(QueryResultsFormat, &'static str)> {
    let named = wanted.format.as_deref().and_then(QueryResultsFormat::from_extension);
    choose(TABLES, named, &wanted.accept)
}

/// The format of triples, and its media type.
pub fn graph_format(wanted: &Wanted) -> Option<(RdfFormat, &'static str)> {
    let named = wanted.format.as_deref().and_then(RdfFormat::from_extension);
    choose(GRAPHS, named, &wanted.accept)
}

fn choose<T: Copy + PartialEq>(offers: &[Offer<T>], named: Option<T>, accept: &str) -> Option<(T, &'static str)> {
    let offer = match named {
        Some(named) => offers.iter().find(|(.., format)| *format == named),
        None => best(accept, offers.iter().map(|(name, ..)| *name)).map(|at| &offers[at]),
    };
    offer.map(|(_, media, format)| (*format, *media))
}

/// Which of `offered` the header's value likes best: the highest quality, then the first of the offers. A value that says
/// nothing takes the first; one that takes none of them, none.
pub fn best<'a>(accept: &str, offered: impl Iterator<Item = &'a str>) -> Option<usize> {
    let ranges: Vec<(&str, f32)> = accept.split(',').filter_map(range).collect();
    let quality = |offer: &str| {
        if ranges.is_empty() {
            return 1.0;
        }
        // The narrowest range that holds the offer tells its quality.
        let fits = |range: &str| match range.split_once('/') {
            _ if range == offer => Some(2),
            Some(("*", "*")) => Some(0),
            Some((kind, "*")) if offer.split_once('/').is_some_and(|(own, _)| own == kind) => Some(1),
            _ => None,
        };
        let narrowest = ranges.iter().filter_map(|(range, quality)| Some((fits(range)?, *quality))).max_by_key(|r| r.0);
        narrowest.map_or(0.0, |(_, quality)| quality)
    };
    let all: Vec<f32> = offered.map(quality).collect();
    let highest = all.iter().copied().fold(0.0, f32::max);
    all.iter().position(|quality| *quality > 0.0 && *quality == highest)
}

/// A media range with its quality: `text/turtle;q=0.5`. Other parameters are left out of account.
fn range(text: &str) -> Option<(&str, f32)> {
    let mut parts = text.split(';').map(str::trim);
    let range = parts.next().filter(|range| range.contains('/'))?;
    let quality = parts.find_map(|part| part.strip_prefix("q=")).map_or(Some(1.0), |q| q.trim().parse().ok())?;
    Some((range, if (0.0..=1.0).contains(&quality) { quality } else { 0.0 }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_of_what_is_taken() {
        const OFFERED: [&str; 3] = ["text/html", "text/turtle", "application/ld+json"];
        for (accept, expected) in [
            ("", Some("text/html")),
            ("*/*", Some("text/html")),
            ("text/turtle", Some("text/turtle")),
            ("text/turtle;q=0.5, application/ld+json;q=0.9", Some("application/ld+json")),
            ("application/*", Some("application/ld+json")),
            ("text/*;q=0.3, */*;q=0.1, text/html;q=0", Some("text/turtle")),
            ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", Some("text/html")),
            ("image/png", None),
            ("text/html;q=0", None),
            ("text/html;q=much, text/turtle", Some("text/turtle")),
            ("nonsense", Some("text/html")),
            ("text/turtle; charset=utf-8; q=1", Some("text/turtle")),
        ] {
            assert_eq!(best(accept, OFFERED.into_iter()).map(|at| OFFERED[at]), expected, "{accept}");
        }
    }

    #[test]
    fn a_named_format_comes_before_the_header() {
        let wanted = |format: &str, accept: &str| Wanted { format: Some(format.to_owned()), accept: accept.to_owned() };
        assert_eq!(table_format(&wanted("csv", "text/html")).map(|f| f.1), Some("text/csv; charset=utf-8"));
        assert_eq!(graph_format(&wanted("nt", "")).map(|f| f.1), Some("application/n-triples"));
        // A name that nobody knows is none: clients send their own.
        assert_eq!(table_format(&wanted("turtle", "text/csv")).map(|f| f.1), Some("text/csv; charset=utf-8"));
    }
}
