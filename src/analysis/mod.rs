//! What can be counted and drawn from a store, and how well pages were read.

mod brokers;
mod communities;
pub mod coverage;
pub mod network;
pub mod scoring;
mod silent;
pub mod view;

pub use network::Network;
pub use view::{Answered, answer};
