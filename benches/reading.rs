//! How fast pages are read, beside the floors that no reader of this kind can pass: decoding the characters, the one
//! automaton over all word lists, and jieba's words with their tags, all on the same text in the same run.
//!
//! `cargo bench --bench reading` measures the sample pages; with `FANGZHI_SHARED`, or `../shared` beside the project, the
//! corpus of local reports too. The last lines are the ratios that count: what `extract` reaches of bare jieba-rs, each
//! round measured in turn so that a busy machine slows both. Bare is jieba-rs with our
//! dictionary and without its model for the tags of unknown words, which makes it faster than it comes.

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use criterion::{BenchmarkId, Criterion, Throughput};
use fangzhi::extract::{self, Draft, EXTRACTORS};
use fangzhi::lexicon::Lexicon;
use fangzhi::model::{Article, Page, Reading};
use fangzhi::{layout, pipeline, resolve, source};

/// Bytes of the corpus that one round reads: all of it, since a text read again and again stays in the caches.
const ROUND: usize = 8_000_000;

fn main() {
    let lexicon = Lexicon::embedded().expect("the word lists");
    let mut criterion = Criterion::default().configure_from_args().sample_size(10);
    criterion.bench_function("start/lexicon", |b| b.iter(|| Lexicon::embedded().expect("the word lists")));
    let sets = sets();
    for (name, pages) in &sets {
        stages(&mut criterion, name, pages, &lexicon);
    }
    criterion.final_summary();
    // jieba-rs works on one core, so what is measured against it does.
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    one.install(|| {
        for (name, pages) in &sets {
            shares(name, pages, &lexicon);
            ratio(name, pages, &lexicon);
        }
    });
}

/// The texts: the sample pages, and part of the corpus where it is there.
fn sets() -> Vec<(&'static str, Vec<Page>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shared = std::env::var_os("FANGZHI_SHARED").map_or_else(|| root.join("../shared"), PathBuf::from);
    let read = |path: PathBuf| source::Inputs::new([path]).filter_map(Result::ok);
    let mut sets = vec![("samples", read(root.join("examples/pages")).collect())];
    let corpus = shared.join("corpus/local-news-2023.jsonl");
    if corpus.is_file() {
        let mut bytes = 0;
        let pages = read(corpus).take_while(|page| {
            bytes += page.text.len();
            bytes < ROUND
        });
        sets.push(("corpus", pages.collect()));
    } else {
        println!("{} is not there: the sample pages alone are measured", corpus.display());
    }
    sets
}

fn bytes(pages: &[Page]) -> u64 {
    pages.iter().map(|page| page.text.len() as u64).sum()
}

/// Each stage by itself and all of them together.
fn stages(criterion: &mut Criterion, set: &str, pages: &[Page], lexicon: &Lexicon) {
    let articles: Vec<Vec<Article>> = pages.iter().map(|page| layout::lay_out(page).articles).collect();
    let mut group = criterion.benchmark_group(set);
    group.throughput(Throughput::Bytes(bytes(pages)));
    let mut measure = |name: &str, run: &dyn Fn()| {
        group.bench_function(BenchmarkId::from_parameter(name), |b| b.iter(run));
    };
    measure("floor: decode", &|| {
        black_box(pages.iter().map(|page| page.text.chars().filter(|c| *c > '\u{4dff}').count()).sum::<usize>());
    });
    measure("floor: automaton", &|| pages.iter().for_each(|page| drop(black_box(lexicon.scan(&page.text)))));
    measure("floor: jieba tags", &|| tag(pages, lexicon));
    measure("layout", &|| pages.iter().for_each(|page| drop(black_box(layout::lay_out(page)))));
    measure("extract", &|| {
        articles.iter().flatten().for_each(|article| drop(black_box(extract::read(article, lexicon))));
    });
    measure("whole: layout, extract, resolve", &|| read(pages, lexicon));
    group.finish();
}

/// Prints the share of each step of the whole reading.
fn shares(set: &str, pages: &[Page], lexicon: &Lexicon) {
    let mut spent: Vec<(&str, Duration)> = ["layout", "draft: automaton and jieba"]
        .into_iter()
        .chain(EXTRACTORS.iter().map(|extractor| extractor.name))
        .chain(["resolve"])
        .map(|name| (name, Duration::ZERO))
        .collect();
    // jieba reads its model for unknown words at the first of them.
    read(pages, lexicon);
    for _ in 0..5 {
        for page in pages {
            let mut step = spent.iter_mut().map(|(_, spent)| spent);
            let mut timed = |since: Instant| step.next().map(|spent| *spent += since.elapsed());
            let start = Instant::now();
            let articles = layout::lay_out(page).articles;
            timed(start);
            let start = Instant::now();
            let mut drafts: Vec<Draft> = articles
                .iter()
                .map(|article| Draft::new(article, lexicon.words(article.body.as_str()), lexicon))
                .collect();
            timed(start);
            for extractor in EXTRACTORS {
                let start = Instant::now();
                drafts.iter_mut().for_each(|draft| (extractor.extract)(draft));
                timed(start);
            }
            let readings: Vec<Reading> = drafts.into_iter().map(|draft| draft.reading).collect();
            let start = Instant::now();
            black_box(resolve::resolve(page, articles, &readings, lexicon));
            timed(start);
        }
    }
    let all: Duration = spent.iter().map(|(_, spent)| *spent).sum();
    for (name, spent) in spent {
        println!("{set}: {name:28} {:5.1} %", 100.0 * spent.as_secs_f64() / all.as_secs_f64());
    }
}

fn tag(pages: &[Page], lexicon: &Lexicon) {
    pages.iter().for_each(|page| drop(black_box(lexicon.words(&page.text))));
}

fn read(pages: &[Page], lexicon: &Lexicon) {
    drop(black_box(pipeline::read(pages, lexicon)));
}

/// Prints what the whole reading reaches of bare jieba-rs: the median over rounds that measure both in turn.
fn ratio(set: &str, pages: &[Page], lexicon: &Lexicon) {
    let timed = |run: fn(&[Page], &Lexicon)| {
        let start = Instant::now();
        let mut rounds = 0_u32;
        while start.elapsed() < Duration::from_millis(100) {
            run(pages, lexicon);
            rounds += 1;
        }
        start.elapsed().as_secs_f64() / f64::from(rounds)
    };
    let mut rounds: Vec<(f64, f64)> = (0..15).map(|_| (timed(tag), timed(read))).collect();
    rounds.sort_by(|a, b| (a.0 / a.1).total_cmp(&(b.0 / b.1)));
    let (jieba, whole) = rounds[rounds.len() / 2];
    let rate = |seconds: f64| bytes(pages) as f64 / seconds / 1e6;
    println!(
        "{set}: whole reading {:.2} MB/s, bare jieba-rs {:.2} MB/s on the same text: ratio {:.2} ({:.2} to {:.2})",
        rate(whole),
        rate(jieba),
        jieba / whole,
        rounds[0].0 / rounds[0].1,
        rounds[rounds.len() - 1].0 / rounds[rounds.len() - 1].1,
    );
}
