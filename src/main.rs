//! The `fangzhi` program.

/// A store in memory is millions of small pieces, with which the system's allocator takes a third of the time of opening it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    fangzhi::cli::main()
}
