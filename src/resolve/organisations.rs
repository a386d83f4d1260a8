//! What the organisations of an article stand for.

use super::Resolving;

/// Resolves them.
pub fn resolve(_resolving: &mut Resolving<'_>) {}
