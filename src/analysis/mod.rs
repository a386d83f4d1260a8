//! What can be counted and drawn from a store, and how well pages were read.

mod brokers;
mod communities;
pub mod coverage;
pub mod network;
pub mod scope;
pub mod scoring;
mod silent;
pub mod timeline;
pub mod view;

pub use network::{Network, NetworkKind};
pub use scope::Scope;
pub use view::{Answered, answer};
