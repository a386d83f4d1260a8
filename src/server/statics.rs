//! Files of the pages: the style, and what `web/` builds, inside the binary.

use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::{EmbeddedFile, RustEmbed};

use super::problem::Problem;
use super::request;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/web/static/"]
struct Files;

/// What `make web` built for a page, if it did before the program was built. An island makes a page better that is complete without it.
pub struct Island {
    /// Address of its script.
    pub script: String,
    /// Address of the styles of all islands, if they have any.
    pub style: Option<String>,
}

/// The island of this name.
pub fn island(name: &str) -> Option<Island> {
    // With the hash in its address a browser takes the script that belongs to this program, whatever it kept.
    let address = |file: &str| {
        let file = (file, Files::get(&format!("built/{file}"))?);
        Some(format!("/static/built/{}?{}", file.0, hash(&file.1)))
    };
    Some(Island { script: address(&format!("{name}.js"))?, style: address("islands.css") })
}

fn hash(file: &EmbeddedFile) -> String {
    file.metadata.sha256_hash().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// `/static/…`: kept by the browser for an hour, then asked for by its hash.
pub async fn file(Path(path): Path<String>, headers: HeaderMap) -> Result<Response, Problem> {
    let file = Files::get(&path).ok_or_else(|| Problem::new(404, "there is nothing at this address"))?;
    let tag = format!("\"{}\"", hash(&file));
    let kept = [(header::CACHE_CONTROL, "public, max-age=3600".to_owned()), (header::ETAG, tag.clone())];
    if request::header(&headers, header::IF_NONE_MATCH).split(',').any(|known| known.trim() == tag) {
        return Ok((StatusCode::NOT_MODIFIED, kept).into_response());
    }
    let media = match path.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("md") => "text/plain; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    };
    Ok((kept, [(header::CONTENT_TYPE, media)], file.data.into_owned()).into_response())
}
