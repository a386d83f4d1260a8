//! The events of an article, resolved.

use super::Resolving;
use crate::model::Event;

/// Resolves them.
pub fn resolve(_resolving: &Resolving<'_>) -> Vec<Event> {
    Vec::new()
}
