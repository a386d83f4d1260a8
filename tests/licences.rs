//! The licences of everything that is compiled into the program are among those that `deny.toml` allows.

use std::collections::BTreeSet;
use std::process::Command;

use spdx::{Expression, LicenseReq, ParseMode};

/// The licences between the brackets of `allow = [ … ]`.
fn allowed() -> BTreeSet<&'static str> {
    let (_, list) = include_str!("../deny.toml").split_once("allow = [").expect("a list of licences");
    let list = list.split(']').next().unwrap_or_default();
    list.lines().filter_map(|line| line.split('"').nth(1)).collect()
}

/// Crates whose licence is not allowed, with it, among lines of a name and an SPDX expression parted by a tab.
fn refused(crates: &str) -> Vec<String> {
    let allowed = allowed();
    let fits = |requirement: &LicenseReq| allowed.contains(requirement.to_string().as_str());
    let lines = crates.lines().filter(|line| !line.trim().is_empty());
    let refused = lines.filter(|line| {
        let licence = line.split('\t').nth(1).unwrap_or_default().trim_end_matches(" (*)");
        // Some crates still write MIT/Apache-2.0.
        !Expression::parse_mode(licence, ParseMode::LAX).is_ok_and(|licence| licence.evaluate(fits))
    });
    refused.map(str::to_owned).collect()
}

#[test]
fn every_dependency_is_under_a_licence_that_is_allowed() {
    let tree = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--features", "full", "--edges", "normal,build", "--prefix", "none"])
        .args(["--no-dedupe", "--format", "{p}\t{l}"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
    let crates = String::from_utf8(tree.stdout).expect("names of crates");
    assert!(crates.lines().count() > 100, "{crates}");
    let refused: BTreeSet<String> = refused(&crates).into_iter().collect();
    assert!(refused.is_empty(), "{refused:#?}");
}

#[test]
fn what_is_not_allowed_is_refused() {
    assert!(refused("a v1\tMIT/Apache-2.0\nb v1\t(Apache-2.0 OR GPL-3.0-only) AND BSD-3-Clause").is_empty());
    assert!(refused("c v1\tLGPL-3.0-or-later OR MPL-2.0 (*)").is_empty());
    for licence in ["GPL-3.0-only", "MIT AND SSPL-1.0", "", "gossip"] {
        assert_eq!(refused(&format!("c v1\t{licence}")).len(), 1, "{licence}");
    }
}
