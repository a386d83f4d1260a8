//! The `fangzhi` program.

fn main() -> std::process::ExitCode {
    fangzhi::cli::main()
}
