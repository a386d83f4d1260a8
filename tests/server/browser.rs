//! A browser walks through the pages.

use std::process::Command;

use super::python::run;
use super::serving::Server;

#[test]
fn a_browser_walks_from_the_first_page_to_the_sentence() {
    if !Command::new("chromedriver").arg("--version").output().is_ok_and(|output| output.status.success()) {
        assert!(std::env::var_os("CI").is_none(), "chromium-driver is missing");
        println!("skipped: chromedriver is missing");
        return;
    }
    let server = Server::of_samples();
    let Some((well, said)) = run("browser.py", &[&server.address]) else { return };
    assert!(well, "{said}");
}
