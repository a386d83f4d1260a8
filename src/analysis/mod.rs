//! What can be counted and drawn from a store, and how well pages were read.

pub mod network;
pub mod scoring;

pub use network::Network;
