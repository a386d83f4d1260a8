//! Connections: who may come, how long it may take, what every answer says, one line a request.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::{Request, State as Shared};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::Semaphore;
use tower_http::compression::CompressionLayer;

use super::problem::Problem;
use super::request::{LONGEST_URI, well_encoded};
use super::{State, graphs, linked, pages, sparql, statics};

/// Connections at one time; more wait at the door.
const CONNECTIONS: usize = 1024;

/// How long the head of a request may take to come, and a connection may idle.
const SLOWEST_HEAD: Duration = Duration::from_secs(15);

/// How long requests under way have when the server is told to end.
const LAST_ORDERS: Duration = Duration::from_secs(10);

/// Longest head of a request, in bytes.
const LONGEST_HEAD: usize = 64 * 1024;

/// What every answer says: no scripts, styles and frames but our own, and a type is what it says it is.
const HEADERS: [(HeaderName, &str); 5] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// All addresses.
fn routes(state: Arc<State>) -> Router {
    Router::new()
        .route("/", get(pages::get_home))
        .route("/search", get(pages::get_search))
        .route("/events", get(pages::get_events))
        .route("/questions", get(pages::get_questions))
        .route("/questions/{name}", get(pages::get_question))
        .route("/networks/{name}", get(pages::get_network))
        .route("/timeline", get(pages::get_timeline))
        .route("/map", get(pages::get_map))
        .route("/evidence", get(pages::get_evidence))
        .route("/review", get(pages::get_review))
        .route("/quality", get(pages::get_quality))
        .route("/id/{*iri}", get(linked::thing))
        .route("/ns", get(linked::vocabulary))
        .route("/static/{*path}", get(statics::file))
        .route("/sparql", get(sparql::endpoint).post(sparql::endpoint))
        .route(
            "/graph",
            get(graphs::read).put(graphs::write).post(graphs::write).delete(graphs::write).patch(graphs::write),
        )
        .fallback(async || Problem::new(404, "there is nothing at this address"))
        .layer(middleware::from_fn_with_state(Arc::clone(&state), guard))
        .layer(middleware::from_fn(pages::legible))
        .layer(CompressionLayer::new())
        .layer(middleware::from_fn(told))
        .with_state(state)
}

/// Takes connections until the process is told to end, then lets those under way come to their end.
pub async fn run(listener: TcpListener, state: Arc<State>) {
    let routes = routes(state);
    let graceful = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let mut stop = std::pin::pin!(told_to_end());
    loop {
        let next = async { (Arc::clone(&places).acquire_owned().await, listener.accept().await) };
        let (place, accepted) = tokio::select! {
            next = next => next,
            () = &mut stop => break,
        };
        let Ok((stream, client)) = accepted else {
            // The system is out of sockets; some will close.
            tokio::time::sleep(Duration::from_millis(100)).await;
            continue;
        };
        let routes = routes.clone().layer(axum::Extension(Client(client)));
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(SLOWEST_HEAD)
            .max_buf_size(LONGEST_HEAD)
            .serve_connection(TokioIo::new(stream), TowerToHyperService::new(routes));
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            // A connection that breaks is the client's matter.
            connection.await.ok();
            drop(place);
        });
    }
    drop(listener);
    tokio::time::timeout(LAST_ORDERS, graceful.shutdown()).await.ok();
}

/// Comes to its end when the process is told to: Ctrl-C, or the signal of a service's end.
async fn told_to_end() {
    let terminate = async {
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => signal.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate => {}
    }
}

/// Who asks.
#[derive(Clone, Copy)]
struct Client(SocketAddr);

/// Adds what every answer says, and says one line.
async fn told(request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let client = request.extensions().get::<Client>().map_or_else(String::new, |client| client.0.ip().to_string());
    let line = format!("{client} {} {}", request.method(), shortened(&request.uri().to_string()));
    let mut response = next.run(request).await;
    for (name, value) in HEADERS {
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    let now = jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ");
    eprintln!("{now} {line} {} {} ms", response.status().as_u16(), begun.elapsed().as_millis());
    response
}

/// An address is as long as its sender likes; a line is not.
fn shortened(address: &str) -> String {
    const SHOWN: usize = 300;
    if address.len() <= SHOWN {
        return address.to_owned();
    }
    address.chars().take(SHOWN).chain("…".chars()).collect()
}

/// Turns away what no route needs to see.
async fn guard(Shared(state): Shared<Arc<State>>, request: Request, next: Next) -> Response {
    match admitted(&state, &request) {
        Ok(()) => next.run(request).await,
        Err(problem) => problem.into_response(),
    }
}

fn admitted(state: &State, request: &Request) -> Result<(), Problem> {
    let address = request.uri().to_string();
    if address.len() > LONGEST_URI {
        return Err(Problem::new(414, format!("an address has at most {LONGEST_URI} bytes; POST a longer query")));
    }
    well_encoded(&address)?;
    if state.address.ip().is_loopback() {
        // A page of another site can point its name at this machine; its own name is what it cannot hide.
        let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("");
        let name = host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit()));
        let name = name.map_or(host, |(name, _)| name).trim_matches(['[', ']']);
        let own = name == "localhost" || name.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback());
        if !own && !state.options.hosts.iter().any(|known| known.eq_ignore_ascii_case(name)) {
            return Err(Problem::new(421, format!("this server is not {host:?}; start it with --host to make it so")));
        }
    }
    Ok(())
}
