//! Tells cargo that the program holds the files of the pages: what `make web` builds among them is embedded as it is there. A
//! debug build reads them where they are, and need not be made again.

fn main() {
    let release = std::env::var_os("PROFILE").is_some_and(|profile| profile == "release");
    println!("cargo:rerun-if-changed={}", if release { "web/static" } else { "build.rs" });
}
