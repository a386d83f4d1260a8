//! The `fangzhi` program.

/// A store in memory is millions of small pieces, and the system's allocator takes as long with them as the engine.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    fangzhi::cli::main()
}
