//! Organisations.

use super::Draft;

/// Finds them.
pub fn extract(_draft: &mut Draft<'_>) {}
