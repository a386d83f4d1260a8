//! Python with the packages of `requirements.txt`, for tests that ask other people's readers whether we are understood.

use std::path::Path;
use std::process::Command;

/// Runs a script of `tests/python` and gives whether it found all well (exit 0, not 1) and its standard output. Without
/// Python or its packages there is nothing to give; in CI that fails the test.
pub fn run(script: &str, arguments: &[&str]) -> Option<(bool, String)> {
    let python = std::env::var("FANGZHI_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let ready = Command::new(&python)
        .args(["-c", "import duckdb, networkx, owlready2, pandas, pyshacl, rdflib, selenium, SPARQLWrapper"])
        .output();
    if !ready.is_ok_and(|output| output.status.success()) {
        let hint = "pip install -r tests/python/requirements.txt, and name that Python in FANGZHI_PYTHON";
        assert!(std::env::var_os("CI").is_none(), "{python} has not the packages: {hint}");
        println!("skipped {script}: {hint}");
        return None;
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/python").join(script);
    let output = Command::new(&python).arg("-X").arg("utf8").arg(&path).args(arguments).output().expect("Python runs");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let err = String::from_utf8_lossy(&output.stderr);
    match output.status.code() {
        // A script that dies of an exception ends with 1 as well, and says so.
        Some(code @ (0 | 1)) if !err.contains("Traceback") => Some((code == 0, said)),
        _ => panic!("{script}:\n{said}\n{err}"),
    }
}
