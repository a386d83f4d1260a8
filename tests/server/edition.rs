//! A store that a build changes while it is served.

use std::process::Command;

use super::serving::{Server, built};

const COUNT: &str = "/sparql?format=csv&query=SELECT%20(COUNT(*)%20AS%20%3Fn)%20%7B%3Fe%20a%20sem:Event%7D";

#[test]
fn a_server_goes_on_with_what_it_opened() {
    let (_at, store) = built("--sample");
    let server = Server::of(&store, &[]);
    let home = |words: &str| server.get("/?lang=en", &[("Accept", "text/html")]).text.contains(words);
    let count = server.get(COUNT, &[]).text;
    assert!(!home("The store has changed"));
    let done = Command::new(env!("CARGO_BIN_EXE_fangzhi"))
        .args(["build", "--remove", "invented-mianyang-rain", "--store"])
        .arg(&store)
        .output()
        .expect("it runs");
    let said = String::from_utf8_lossy(&done.stderr);
    // A build writes beside what is served, so neither waits for the other.
    assert!(done.status.success(), "{said}");
    assert!(home("The store has changed"), "the first page tells");
    assert_eq!(server.get(COUNT, &[]).text, count, "queries are answered from what was opened");
    let search = server.get("/search?q=%E4%BD%9F%E5%9B%BD%E6%A2%81", &[("Accept", "text/html")]).text;
    let person =
        search.split("href=\"/id/person/").nth(1).and_then(|rest| rest.split('"').next()).expect("he is found");
    let page = server.get(&format!("/id/person/{person}"), &[("Accept", "text/html")]);
    let article = page.text.split("href=\"/id/article/").nth(1).and_then(|rest| rest.split(['"', '#']).next());
    let article = server.get(&format!("/id/article/{}", article.expect("a sentence")), &[("Accept", "text/html")]);
    assert_eq!((page.status, article.status), (200, 200), "pages that are gone from disk are still shown");
}
