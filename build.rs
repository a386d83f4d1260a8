//! Tells cargo that the program holds the files of the pages: what `make web` builds among them is embedded as it is there.

fn main() {
    println!("cargo:rerun-if-changed=web/static");
}
