//! Why a request is not answered.

use axum::body::Body;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use oxigraph::store::StorageError;

use crate::graph::StoreError;
use crate::query::question::QuestionError;

/// A status with what the asker is told.
#[derive(Clone, Debug)]
pub struct Problem {
    status: StatusCode,
    reason: String,
}

impl Problem {
    /// A problem of `status`, which must be one of HTTP.
    pub fn new(status: u16, reason: impl Into<String>) -> Self {
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        Self { status, reason: reason.into() }
    }
}

impl Problem {
    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// What the asker is told.
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

impl From<StorageError> for Problem {
    fn from(error: StorageError) -> Self {
        Self::new(500, format!("the store cannot be read: {error}"))
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        Self::new(500, error.to_string())
    }
}

impl From<QuestionError> for Problem {
    fn from(error: QuestionError) -> Self {
        let status = match error {
            QuestionError::Unknown(_) => 404,
            QuestionError::NoParameter { .. } | QuestionError::BadValue { .. } => 400,
            _ => 500,
        };
        Self::new(status, error.to_string())
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let text = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
        let mut response = (self.status, text, Body::from(format!("{}\n", self.reason))).into_response();
        // For whoever makes a page of it.
        response.extensions_mut().insert(self);
        response
    }
}
