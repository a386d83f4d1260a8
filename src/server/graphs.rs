//! Graph Store protocol, its reading half: `/graph?default` and `/graph?graph=IRI`.

use std::sync::Arc;

use axum::extract::State as Shared;
use axum::http::{HeaderMap, Uri, header};
use axum::response::Response;

use super::State;
use super::apart::{Job, Wanted};
use super::problem::Problem;
use super::request::{self, Parameters};
use super::sparql::answer;

/// GET
pub async fn read(Shared(state): Shared<Arc<State>>, uri: Uri, headers: HeaderMap) -> Result<Response, Problem> {
    let parameters = Parameters::of(&uri)?;
    let wanted = Wanted {
        format: parameters.get("format").map(str::to_owned),
        accept: request::header(&headers, header::ACCEPT),
    };
    let graph = match (parameters.get("graph"), parameters.has("default")) {
        (Some(graph), false) => Some(graph.to_owned()),
        (None, true) => None,
        _ => return Err(Problem::new(400, "name one graph: ?default, or ?graph= with its IRI")),
    };
    answer(&state, &Job::Graph { graph, wanted }).await
}

/// PUT, POST, DELETE, PATCH
pub async fn write() -> Problem {
    Problem::new(403, "this server is read-only: pages come into the store by `fangzhi build`")
}
