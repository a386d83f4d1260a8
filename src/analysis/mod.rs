//! What can be counted and drawn from a store.

pub mod network;

pub use network::Network;
