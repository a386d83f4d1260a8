//! What a band is worth: the share of right claims among those that bear it.

use serde::Serialize;

use super::calibration::{Judged, held_out};
use crate::model::{Band, ClaimKind, Confidence};

/// A share of right claims, with where it may really lie.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Share {
    /// How many claims.
    pub claims: usize,
    /// How many of these are right.
    pub right: usize,
    /// Their share; nothing of no claims.
    pub precision: Option<f64>,
    /// Wilson's interval at 95 %: from.
    pub from: f64,
    /// To.
    pub to: f64,
}

impl Share {
    /// That of `right` in `claims`.
    #[expect(clippy::cast_precision_loss, reason = "less than 2^52 claims")]
    pub fn of(right: usize, claims: usize) -> Self {
        const Z: f64 = 1.96;
        let n = claims as f64;
        if claims == 0 {
            return Self { claims, right, precision: None, from: 0.0, to: 1.0 };
        }
        let share = right as f64 / n;
        let middle = (share + Z * Z / (2.0 * n)) / (1.0 + Z * Z / n);
        let half = Z / (1.0 + Z * Z / n) * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
        Self { claims, right, precision: Some(share), from: (middle - half).max(0.0), to: (middle + half).min(1.0) }
    }
}

/// A band of one kind of claims, or of all.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Row {
    /// The kind's metric; `all` for all kinds.
    pub kind: &'static str,
    /// The band.
    pub band: &'static str,
    /// With the confidence that the claims bear.
    pub borne: Share,
    /// With the confidence that they would have if their page were not among those that taught it; nothing where the
    /// features of the claims are not known.
    pub held_out: Option<Share>,
}

/// The bands of judged claims by the confidence that they bear. `described` has the same claims with features.
pub fn bands(borne: &[(ClaimKind, Confidence, bool)], described: Option<&[Judged]>) -> Vec<Row> {
    let held: Option<Vec<(ClaimKind, Confidence, bool)>> = described.map(|claims| {
        claims.iter().zip(held_out(claims)).map(|(c, confidence)| (c.kind, confidence, c.right)).collect()
    });
    let kinds = ClaimKind::ALL.iter().copied().map(Some).chain([None]);
    let mut rows = Vec::new();
    for kind in kinds {
        for band in [Band::High, Band::Medium, Band::Low] {
            let share = |claims: &[(ClaimKind, Confidence, bool)]| {
                let of = claims.iter().filter(|(k, c, _)| kind.is_none_or(|kind| kind == *k) && c.band() == band);
                let (mut count, mut right) = (0, 0);
                for (_, _, good) in of {
                    count += 1;
                    right += usize::from(*good);
                }
                Share::of(right, count)
            };
            rows.push(Row {
                kind: kind.map_or("all", ClaimKind::name),
                band: band.name(),
                borne: share(borne),
                held_out: held.as_deref().map(share),
            });
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wilson() {
        let share = Share::of(95, 100);
        assert!((share.from - 0.888).abs() < 0.001 && (share.to - 0.978).abs() < 0.001, "{share:?}");
        assert_eq!(Share::of(0, 0).precision, None);
        assert!(Share::of(3, 3).to <= 1.0);
    }
}
