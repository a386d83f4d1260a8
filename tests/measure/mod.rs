//! Floors: what a reading must reach, a table a set of pages. They only rise.

use std::{collections::BTreeMap, fs, path::Path};

/// The project's root.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The floors of one set, by metric.
pub fn floors(set: &str) -> BTreeMap<String, f64> {
    let text = fs::read_to_string(root().join("tests/floors.json")).expect("tests/floors.json");
    let all: BTreeMap<String, BTreeMap<String, f64>> =
        serde_json::from_str(&text).expect("floors are numbers by metric");
    all.get(set).cloned().unwrap_or_else(|| panic!("tests/floors.json has no set {set:?}"))
}

/// Prints every metric beside its floor and tells which fell below.
pub fn below(set: &str, values: &BTreeMap<String, f64>) -> Vec<String> {
    let mut fallen = Vec::new();
    for (metric, floor) in floors(set) {
        let value = values.get(&metric).copied();
        println!("{set:8} {metric:17} {:>6.3}  floor {floor:.2}", value.unwrap_or(f64::NAN));
        if value.is_none_or(|value| value + 1e-9 < floor) {
            fallen.push(format!("{set}: {metric} is {value:?}, below its floor {floor}"));
        }
    }
    fallen
}
