//! `fangzhi serve`

use std::io::Write;
use std::net::SocketAddr;
use std::time::Duration;

use super::At;
use super::say::{Exit, Say};
use crate::server::{Limits, Options, serve};

#[derive(clap::Args)]
#[command(after_help = "Examples:\n  fangzhi serve --open\n  \
    curl 'http://127.0.0.1:7878/sparql' --data-urlencode 'query=SELECT * { ?e a sem:Event } LIMIT 5'")]
pub struct Serve {
    /// Where to listen; by default this machine alone can reach it
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:7878")]
    bind: SocketAddr,
    /// Open the first page in the browser
    #[arg(long)]
    open: bool,
    /// A name by which clients may call this server where it listens on this machine alone, as behind a proxy
    #[arg(long = "host", value_name = "NAME")]
    hosts: Vec<String>,
    /// Seconds that a query may take
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    time: u64,
    /// Rows that an answer may have
    #[arg(long, value_name = "N", default_value_t = 1_000_000)]
    rows: usize,
    /// MiB of memory that a query may take beside the store's own
    #[arg(long, value_name = "MIB", default_value_t = 1024, value_parser = clap::value_parser!(u64).range(16..=1_048_576))]
    memory: u64,
    /// Queries that may run at one time [default: as many as cores]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    at_once: Option<u16>,
    #[command(flatten)]
    at: At,
}

impl Serve {
    pub fn run(&self, say: &Say) -> anyhow::Result<Exit> {
        let folder = self.at.folder();
        if !self.bind.ip().is_loopback() {
            say.warn(&format!("whoever reaches {} can read the store", self.bind));
        }
        let cores = || std::thread::available_parallelism().map_or(2, usize::from);
        let limits = Limits {
            time: Duration::from_secs(self.time),
            rows: self.rows,
            memory: self.memory * 1024 * 1024,
            at_once: self.at_once.map_or_else(cores, usize::from),
        };
        let options = Options { bind: self.bind, hosts: self.hosts.clone(), limits };
        serve(&folder, options, |address| {
            let page = format!("http://{address}/");
            // Who started it can live without the line.
            writeln!(std::io::stdout(), "{page}").ok();
            std::io::stdout().flush().ok();
            if self.open {
                open(&page, say);
            }
        })?;
        Ok(Exit::Done)
    }
}

/// Opens the browser of the desktop.
fn open(page: &str, say: &Say) {
    let program = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    if let Err(e) = std::process::Command::new(program).arg(page).spawn() {
        say.warn(&format!("cannot open the browser by {program}: {e}; go to {page}"));
    }
}
