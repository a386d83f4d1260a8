//! Other people's clients ask the server the questions of `queries/`, and find what the program itself says.

use std::process::Command;

use super::python::run;
use super::serving::{Server, samples};

/// Standard output of the program.
fn fangzhi(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_fangzhi")).args(arguments).output().expect("it runs");
    assert!(matches!(output.status.code(), Some(0 | 1)), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

#[test]
fn rdflib_sparqlwrapper_and_pandas_get_the_same_answers() {
    let server = Server::of_samples();
    let at = tempfile::tempdir().expect("a folder");
    let store = samples().to_str().expect("a path of ASCII");
    let questions = fangzhi::query::question::questions().expect("they read");
    for question in &questions {
        let query = fangzhi(&["ask", &question.name, "--sparql"]);
        let file = at.path().join(format!("{}.rq", question.name));
        std::fs::write(&file, query).expect("room");
        let answer = fangzhi(&["query", file.to_str().expect("ASCII"), "--format", "json", "--store", store]);
        std::fs::write(file.with_extension("json"), answer).expect("room");
    }
    let folder = at.path().to_str().expect("ASCII");
    let Some((well, said)) = run("endpoint.py", &[&server.address, folder]) else { return };
    assert!(well, "{said}");
    println!("{said}");
}
