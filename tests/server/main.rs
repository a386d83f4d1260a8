//! `fangzhi serve`, the real program, over real HTTP: the protocols, the pages, other people's clients and a browser.

#[cfg(all(unix, feature = "serve"))]
mod browser;
#[cfg(all(unix, feature = "serve"))]
mod clients;
#[cfg(all(unix, feature = "serve"))]
mod edition;
#[cfg(all(unix, feature = "serve"))]
mod pages;
#[cfg(all(unix, feature = "serve"))]
mod protocol;
#[path = "../python/mod.rs"]
#[cfg(all(unix, feature = "serve"))]
mod python;
#[cfg(all(unix, feature = "serve"))]
mod serving;
#[cfg(all(unix, feature = "serve"))]
mod w3c;
