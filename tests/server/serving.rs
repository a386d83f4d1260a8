//! `fangzhi serve` on a free port of this machine, and a client that asks it.

use std::io::{BufRead, BufReader, Read};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// A server of the sample pages, which ends with this.
pub struct Server {
    process: Child,
    /// Takes what it says, so that it never waits for a reader.
    said: Option<JoinHandle<String>>,
    /// `http://127.0.0.1:PORT`
    pub address: String,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    headers: Vec<(String, String)>,
    pub text: String,
}

impl Answer {
    /// The value of a header; empty without it.
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }
}

/// A store of the sample pages, built once for each test program.
pub fn samples() -> &'static PathBuf {
    static BUILT: OnceLock<(tempfile::TempDir, PathBuf)> = OnceLock::new();
    &BUILT.get_or_init(|| built("--sample")).1
}

/// A store of the pages that `input` names, in a folder that ends with the first.
pub fn built(input: &str) -> (tempfile::TempDir, PathBuf) {
    let at = tempfile::tempdir().expect("a folder");
    let store = at.path().join("store");
    let built = Command::new(env!("CARGO_BIN_EXE_fangzhi"))
        .args(["build", input, "--quiet", "--store"])
        .arg(&store)
        .output()
        .expect("it runs");
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    (at, store)
}

impl Server {
    pub fn of_samples() -> Self {
        Self::with(&[])
    }

    pub fn with(options: &[&str]) -> Self {
        Self::of(samples(), options)
    }

    pub fn of(store: &Path, options: &[&str]) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_fangzhi"))
            .args(["serve", "--bind", "127.0.0.1:0", "--store"])
            .arg(store)
            .args(options)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it runs");
        let mut line = String::new();
        let out = process.stdout.take().expect("its output");
        BufReader::new(out).read_line(&mut line).expect("its address");
        let address = line.trim().trim_end_matches('/').to_owned();
        assert!(address.starts_with("http://127.0.0.1:"), "{line}");
        let mut err = process.stderr.take().expect("its errors");
        let said = std::thread::spawn(move || {
            let mut said = String::new();
            err.read_to_string(&mut said).ok();
            said
        });
        Self { process, said: Some(said), address }
    }

    pub fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send("GET", path, headers, "")
    }

    pub fn head(&self, path: &str) -> Answer {
        self.send("HEAD", path, &[], "")
    }

    pub fn post(&self, path: &str, media: &str, body: &str, accept: &str) -> Answer {
        self.send("POST", path, &[("Content-Type", media), ("Accept", accept)], body)
    }

    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(Duration::from_secs(120)))
            .allow_non_standard_methods(true)
            .build()
            .new_agent();
        let mut request = ureq::http::Request::builder().method(method).uri(format!("{}{path}", self.address));
        for (name, value) in headers.iter().filter(|(_, value)| !value.is_empty()) {
            request = request.header(*name, *value);
        }
        let response = if matches!(method, "GET" | "HEAD") {
            agent.run(request.body(()).expect("a request"))
        } else {
            agent.run(request.body(body.to_owned()).expect("a request"))
        };
        let mut response = response.unwrap_or_else(|e| panic!("{method} {path}: {e}"));
        let headers = response.headers().iter();
        let headers =
            headers.map(|(name, value)| (name.to_string(), value.to_str().unwrap_or("").to_owned())).collect();
        let text = response.body_mut().with_config().limit(64 << 20).read_to_string().expect("text");
        Answer { status: response.status().as_u16(), headers, text }
    }

    /// A bare connection.
    pub fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address.trim_start_matches("http://")).expect("it listens")
    }

    pub fn has_a_query_running(&self) {
        self.wait_for(|queries| queries > 0, "a query runs");
    }

    pub fn has_no_query_running(&self) {
        self.wait_for(|queries| queries == 0, "no query runs");
    }

    /// Waits until the number of processes below the keeper fits.
    fn wait_for(&self, fits: impl Fn(usize) -> bool, what: &str) {
        let begun = Instant::now();
        loop {
            let keepers = children(self.process.id());
            if fits(keepers.iter().map(|keeper| children(*keeper).len()).sum()) {
                return;
            }
            assert!(begun.elapsed() < Duration::from_secs(20), "never: {what}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Tells it to end, and gives what it said.
    pub fn end(&mut self) -> String {
        let id = self.process.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().expect("kill runs").success());
        let status = self.process.wait().expect("it ends");
        assert!(status.success(), "{status}");
        self.said.take().and_then(|said| said.join().ok()).expect("text")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

/// The processes whose parent is `id`, by the system's list; those that ended already do not count.
fn children(id: u32) -> Vec<u32> {
    let entries = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    let numbers = entries.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    let of = |child: &u32| {
        let stat = std::fs::read_to_string(format!("/proc/{child}/stat")).unwrap_or_default();
        // "PID (name) STATE PARENT …"
        let mut rest = stat.rsplit_once(") ").map_or("", |(_, rest)| rest).split(' ');
        rest.next().is_some_and(|state| state != "Z") && rest.next().and_then(|p| p.parse().ok()) == Some(id)
    };
    numbers.filter(of).collect()
}

/// A value as an address holds it.
pub fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
