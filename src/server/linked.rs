//! Linked data: every IRI under `/id/` as a page or as triples, by what the client takes; the vocabulary at `/ns`.

use std::sync::Arc;

use axum::extract::State as Shared;
use axum::http::{HeaderMap, Uri, header};
use axum::response::{IntoResponse, Response};
use oxigraph::io::{RdfFormat, RdfParser, RdfSerializer};
use oxigraph::model::{GraphName, GraphNameRef, NamedNode, Triple};

use super::State;
use super::apart::Wanted;
use super::negotiate::{best, graph_format, graph_formats};
use super::pages::{self, Asking};
use super::problem::Problem;
use super::request;
use crate::graph::contribution::encoded;
use crate::graph::reference::FILES;
use crate::graph::{Store, vocabulary as v};
use crate::model::iri::THINGS;

/// `/id/…`
pub async fn thing(Shared(state): Shared<Arc<State>>, uri: Uri, headers: HeaderMap) -> Result<Response, Problem> {
    let iri = iri(uri.path().trim_start_matches("/id/"))?;
    let asking = Asking::of(&state, &uri, &headers)?;
    let wanted = wanted(&asking, &headers);
    pages::made(asking, move |asking| {
        if wants_page(&wanted) {
            return if asking.state.index.sentences.article(&iri).is_some() {
                pages::article(asking, &iri)
            } else {
                pages::thing(asking, &iri)
            };
        }
        let triples = about(&asking.state.store, &iri)?;
        if triples.is_empty() {
            return Err(Problem::new(404, format!("the store says nothing of {iri}")));
        }
        write(&triples, &wanted)
    })
    .await
}

/// `/ns`
pub async fn vocabulary(Shared(state): Shared<Arc<State>>, uri: Uri, headers: HeaderMap) -> Result<Response, Problem> {
    let asking = Asking::of(&state, &uri, &headers)?;
    let wanted = wanted(&asking, &headers);
    pages::made(asking, move |asking| {
        if wants_page(&wanted) {
            return pages::vocabulary(asking);
        }
        let mut triples = Vec::new();
        for (name, text) in FILES {
            for quad in RdfParser::from_format(RdfFormat::Turtle).rename_blank_nodes().for_slice(text.as_bytes()) {
                let quad = quad.map_err(|e| Problem::new(500, format!("{name}: {e}")))?;
                triples.push(Triple::from(quad));
            }
        }
        write(&triples, &wanted)
    })
    .await
}

/// What the client takes.
fn wanted(asking: &Asking, headers: &HeaderMap) -> Wanted {
    Wanted {
        format: asking.parameters.get("format").map(str::to_owned),
        accept: request::header(headers, header::ACCEPT),
    }
}

/// Whether a page is liked best; by one who takes anything, too.
pub fn wants_page(wanted: &Wanted) -> bool {
    wanted.format.is_none() && best(&wanted.accept, ["text/html"].into_iter().chain(graph_formats())) == Some(0)
}

/// The IRI of a path below `/id/`. In our IRIs letters beyond ASCII stand as they are and other characters percent-encoded
/// ([`encoded`]); clients encode all of them, or none.
///
/// # Errors
/// Bytes that are no UTF-8, or a path that makes no IRI.
pub fn iri(path: &str) -> Result<String, Problem> {
    let bad = || Problem::new(400, "the address makes no IRI");
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&first, behind)) = rest.split_first() {
        let digits = behind.get(..2).filter(|_| first == b'%').and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) if byte >= 0x80 => bytes.push(byte),
            Some(byte) => bytes.extend(format!("%{byte:02X}").bytes()),
            None => bytes.push(first),
        }
        rest = if digits.is_some() { &behind[2..] } else { behind };
    }
    let path = String::from_utf8(bytes).map_err(|_| bad())?;
    let mut iri = THINGS.to_owned();
    for c in path.chars() {
        if c.is_ascii() {
            iri.push(c);
        } else {
            iri.push_str(&encoded(c));
        }
    }
    Ok(NamedNode::new(iri).map_err(|_| bad())?.into_string())
}

/// What the store says of a thing; of an article, its evidence too.
fn about(store: &Store, iri: &str) -> Result<Vec<Triple>, Problem> {
    let thing = NamedNode::new_unchecked(iri);
    let quads = store.engine().quads_for_pattern(Some((&thing).into()), None, None, None);
    let mut quads = quads.collect::<Result<Vec<_>, _>>()?;
    let own = quads
        .iter()
        .map(|quad| &quad.graph_name)
        .find(|graph| matches!(graph, GraphName::NamedNode(graph) if graph.as_str().starts_with(v::ARTICLE_GRAPHS)));
    if let Some(graph) = own.cloned()
        && quads.iter().any(|quad| quad.predicate == v::TYPE && quad.object == v::NEWS_ARTICLE.into_owned().into())
    {
        let graph = store.engine().quads_for_pattern(None, None, None, Some(GraphNameRef::from(&graph)));
        quads.extend(graph.collect::<Result<Vec<_>, _>>()?);
    }
    let mut triples: Vec<Triple> = quads.into_iter().map(Triple::from).collect();
    triples.sort_by_cached_key(ToString::to_string);
    triples.dedup();
    Ok(triples)
}

/// Triples in the format that the client takes.
fn write(triples: &[Triple], wanted: &Wanted) -> Result<Response, Problem> {
    let unfit = || Problem::new(406, "this can be given as a page, Turtle, N-Triples, JSON-LD or RDF/XML");
    let (format, media) = graph_format(wanted).ok_or_else(unfit)?;
    let broken = |e: std::io::Error| Problem::new(500, e.to_string());
    let mut serializer = RdfSerializer::from_format(format);
    for (prefix, namespace) in v::PREFIXES {
        serializer = serializer.with_prefix(*prefix, *namespace).map_err(|e| Problem::new(500, e.to_string()))?;
    }
    let mut serializer = serializer.for_writer(Vec::new());
    for triple in triples {
        serializer.serialize_triple(triple).map_err(broken)?;
    }
    let text = serializer.finish().map_err(broken)?;
    let headers = [(header::CONTENT_TYPE, media), (header::VARY, "Accept, Accept-Language")];
    Ok((headers, text).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lead_to_their_iris_and_back() {
        for (path, local) in [
            ("place/411002", "place/411002"),
            ("indicator/%E5%AF%86%E6%8E%A5%E8%80%85", "indicator/密接者"),
            ("indicator/密接者", "indicator/密接者"),
            ("indicator/%E2%80%9C%E6%9C%80%E7%BE%8E%E2%80%9D", "indicator/%E2%80%9C最美%E2%80%9D"),
            ("indicator/PM2.5%20%E6%B5%93%e5%ba%a6", "indicator/PM2.5%20浓度"),
        ] {
            let found = iri(path).expect("an IRI");
            assert_eq!(found, format!("{THINGS}{local}"));
            assert_eq!(iri(pages::address(&found).trim_start_matches("/id/")).expect("an IRI"), found);
        }
        for path in ["%FF", "a b", "<script>"] {
            assert!(iri(path).is_err(), "{path}");
        }
    }
}
