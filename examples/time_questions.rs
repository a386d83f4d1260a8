//! How long each question of `queries/` takes on a store, opened once.
//!
//! ```text
//! cargo run --release --example time_questions -- STORE [NAME=VALUE …] [-- QUESTION …]
//! ```
//!
//! A parameter is given to the questions that have it. The first column is the time in milliseconds, the best of three.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use fangzhi::analysis::answer;
use fangzhi::graph::Store;
use fangzhi::query::{Answer, questions};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("name a store")?;
    let rest: Vec<String> = arguments.collect();
    let (given, names) = match rest.iter().position(|argument| argument == "--") {
        Some(at) => (&rest[..at], &rest[at + 1..]),
        None => (&rest[..], &[][..]),
    };
    let given: BTreeMap<&str, &str> = given.iter().filter_map(|pair| pair.split_once('=')).collect();
    let start = Instant::now();
    let store = Store::open(Path::new(&folder))?;
    eprintln!("{} quads, opened in {:.1} s", store.engine().len()?, start.elapsed().as_secs_f32());
    for question in questions()? {
        if !names.is_empty() && !names.contains(&question.name) {
            continue;
        }
        let values = question
            .parameters
            .iter()
            .filter_map(|parameter| given.get_key_value(parameter.name.as_str()))
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        let (mut best, mut rows) = (f64::INFINITY, 0);
        for _ in 0..3 {
            let start = Instant::now();
            let answered = answer(&question, &store, &values)?;
            best = best.min(start.elapsed().as_secs_f64() * 1000.0);
            rows = if let Answer::Table(table) = &answered.answer { table.rows.len() } else { 0 };
            if best > 5000.0 {
                break;
            }
        }
        println!("{best:8.1} ms {rows:6} rows  {}", question.name);
    }
    Ok(())
}
