//! What happens to long jobs: builds that are killed at any moment, disks that are full or gone, two who build at once, readers
//! meanwhile, files that are damaged. Afterwards the store opens, holds whole articles only, and the same command goes on.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use fangzhi::graph::{Manifest, Store, StoreError};
use tempfile::TempDir;

/// Pages that a build of the tests reads: several batches.
const PAGES: usize = 36;

/// At how many moments builds are killed.
const KILLS: usize = 50;

/// Invented pages: the samples, with other numbers.
fn pages(count: usize) -> String {
    let samples = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/pages");
    let table = fs::read_to_string(format!("{samples}/pages.csv")).expect("the samples");
    let rows: Vec<Vec<&str>> = table.lines().skip(1).map(|line| line.split(',').collect()).collect();
    let texts: Vec<String> =
        rows.iter().map(|row| fs::read_to_string(format!("{samples}/{}", row[0])).expect("a sample")).collect();
    let page = |at: usize| {
        let (row, text) = (&rows[at % rows.len()], &texts[at % rows.len()]);
        // Every number of three digits and more grows by the number of the page.
        let (mut varied, mut digits) = (String::new(), String::new());
        for c in text.chars().chain(['\n']) {
            if c.is_ascii_digit() {
                digits.push(c);
                continue;
            }
            match digits.parse::<usize>() {
                Ok(number) if digits.len() > 2 => varied.push_str(&(number + at).to_string()),
                _ => varied.push_str(&digits),
            }
            digits.clear();
            varied.push(c);
        }
        let number = format!("{:02}", 1 + at / rows.len());
        serde_json::json!({
            "page": format!("page-{at:03}"), "text": varied, "newspaper": row[1], "issue_date": row[2], "number": number,
            "home": row[4],
        })
    };
    (0..count).map(|at| format!("{}\n", page(at))).collect()
}

fn fangzhi(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fangzhi"));
    command.args(arguments).env_remove("FANGZHI_STORE").stdin(Stdio::null());
    command
}

/// A folder with pages to build from, and room for stores.
struct Place(TempDir);

impl Place {
    fn new(count: usize) -> Self {
        let place = Self(tempfile::tempdir().expect("a folder"));
        fs::write(place.at("pages.jsonl"), pages(count)).expect("room");
        place
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn build(&self, store: &str) -> Command {
        let mut command = fangzhi(&["build", "pages.jsonl", "--store", store]);
        command.current_dir(self.0.path());
        command
    }

    /// Builds to the end, and gives what the program says.
    fn built(&self, store: &str) -> String {
        let output = self.build(store).output().expect("it runs");
        assert!(matches!(output.status.code(), Some(0 | 1)), "{}", said(&output));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn lines(store: &Path) -> Vec<String> {
    Store::open(store).expect("a store").sorted_lines().expect("an engine")
}

/// What stands in the graph of each article.
fn articles(lines: &[String]) -> BTreeMap<&str, Vec<&str>> {
    let mut all: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for line in lines {
        if let Some((said, graph)) = line.rsplit_once(" <").filter(|(_, graph)| graph.contains("graph/article/")) {
            all.entry(graph).or_default().push(said);
        }
    }
    all
}

/// Files in the folder of a store that its manifest does not name.
fn strays(store: &Path) -> Vec<String> {
    let manifest = Manifest::read(store).expect("a manifest");
    let named: BTreeSet<String> =
        manifest.segments.keys().flat_map(|name| [format!("{name}.nq.zst"), format!("{name}.text.zst")]).collect();
    let own = ["manifest.json", "segments", "index", "lock", "readers"];
    let mut found = Vec::new();
    for folder in [store.to_owned(), store.join("segments")] {
        let names = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
        found.extend(names.map(|name| name.to_string_lossy().into_owned()));
    }
    found.retain(|name| !named.contains(name) && !own.contains(&name.as_str()));
    found
}

/// Numbers that are the same for the same seed (SplitMix64).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A share, from 0 to 1.
    fn share(&mut self) -> f64 {
        f64::from(u32::try_from(self.next() >> 32).expect("32 bits")) / f64::from(u32::MAX)
    }
}

/// When a build is killed.
#[derive(Clone, Copy, Debug)]
enum Moment {
    /// So long after it began.
    After(Duration),
    /// When it has put or taken away so many files, and so long after.
    Written(u64, Duration),
}

/// Waits for the moment; tells whether the build was still there to be killed.
fn kill_at(child: &mut Child, store: &Path, moment: Moment) -> bool {
    let begun = Instant::now();
    let look = || {
        let names = |folder: PathBuf| fs::read_dir(folder).map_or(0, Iterator::count);
        let manifest = fs::metadata(store.join("manifest.json")).ok().and_then(|file| file.modified().ok());
        (names(store.to_owned()), names(store.join("segments")), manifest)
    };
    match moment {
        Moment::After(time) => {
            while begun.elapsed() < time && child.try_wait().expect("a child").is_none() {
                sleep(Duration::from_millis(1).min(time.saturating_sub(begun.elapsed())));
            }
        }
        Moment::Written(changes, after) => {
            let (mut last, mut seen) = (look(), 0);
            while seen < changes && child.try_wait().expect("a child").is_none() {
                let now = look();
                seen += u64::from(now != last);
                last = now;
            }
            sleep(after);
        }
    }
    let there = child.try_wait().expect("a child").is_none();
    // SIGKILL; one that has ended is killed no more.
    child.kill().ok();
    child.wait().expect("a child");
    there
}

/// What an undisturbed build gives, and what stood there before.
struct Whole {
    lines: Vec<String>,
    manifest: Manifest,
    before: Vec<String>,
}

impl Whole {
    fn of(store: &Path) -> Self {
        let manifest = Manifest::read(store).expect("a manifest");
        Self { lines: lines(store), manifest, before: Vec::new() }
    }

    /// How many pages of a store are as they are to be.
    fn done(&self, manifest: &Manifest) -> usize {
        manifest.pages.iter().filter(|(key, page)| self.manifest.pages.get(*key) == Some(page)).count()
    }
}

/// Looks at a store whose build was killed: how many pages are as they are to be.
fn whole_articles_only(store: &Path, whole: &Whole) -> usize {
    match Store::open(store) {
        Ok(opened) => {
            let lines = opened.sorted_lines().expect("an engine");
            let (found, expected, before) = (articles(&lines), articles(&whole.lines), articles(&whole.before));
            for (article, said) in &found {
                let is_whole = [&expected, &before].iter().any(|known| known.get(article) == Some(said));
                assert!(is_whole, "{article} is not whole");
            }
            let manifest = opened.manifest();
            let named: BTreeSet<&String> = manifest.pages.values().flat_map(|page| &page.articles).collect();
            assert_eq!(found.len(), named.len(), "articles of other pages, or pages without theirs");
            let evidence = " <https://w3id.org/fangzhi/ns#evidence> <";
            let claims =
                |line: &String| line.split_once(evidence)?.1.split_once('>').map(|(claim, _)| format!("<{claim}>"));
            let told: BTreeSet<&str> = lines.iter().filter_map(|line| line.split_once(' ')).map(|(s, _)| s).collect();
            for claim in lines.iter().filter_map(claims) {
                assert!(told.contains(claim.as_str()), "a fact stands on {claim}, which is not there");
            }
            whole.done(manifest)
        }
        // Before the first manifest there is no store.
        Err(StoreError::Missing(_)) if !store.join("manifest.json").exists() => 0,
        Err(error) => panic!("{error}"),
    }
}

/// Copies the folder of a store.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("room");
    for entry in fs::read_dir(from).expect("a folder").map(|entry| entry.expect("an entry")) {
        let copied = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &copied);
        } else {
            fs::copy(entry.path(), copied).expect("room");
        }
    }
}

/// Kills builds of stores at these moments: each store is built on, and killed, until a build comes to its end before its moment,
/// and is then what it would have been. Gives how often a build that had something written was killed.
fn killed(place: &Place, name: &str, moments: &[Moment], whole: &Whole) -> usize {
    let from = (!whole.before.is_empty()).then(|| place.at("before"));
    let (mut left, mut amid, mut round) = (moments.iter(), 0, 0);
    loop {
        let store = format!("{name}-{round}");
        let folder = place.at(&store);
        from.iter().for_each(|from| copy(from, &folder));
        // Some of the pages that another store held are those of this one.
        let mut pages = if from.is_some() { whole_articles_only(&folder, whole) } else { 0 };
        let last = loop {
            let Some(&moment) = left.next() else { break true };
            let mut child = place.build(&store).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it runs");
            let was_there = kill_at(&mut child, &folder, moment);
            let now = whole_articles_only(&folder, whole);
            assert!(now >= pages, "{moment:?}: of {pages} pages {now} are left");
            amid += usize::from(was_there && now > 0);
            pages = now;
            if !was_there {
                break false;
            }
        };
        let summary = place.built(&store);
        assert!(summary.contains(&format!(" {pages} unchanged")), "{pages} pages are there, but {summary}");
        let lines = lines(&folder);
        assert!(lines == whole.lines, "{} lines of {}", lines.len(), whole.lines.len());
        assert_eq!(strays(&folder), Vec::<String>::new());
        if last {
            return amid;
        }
        fs::remove_dir_all(folder).expect("it is ours");
        round += 1;
    }
}

#[test]
fn a_build_that_is_killed_at_any_moment_goes_on_to_the_same_store() {
    let place = Place::new(PAGES);
    // Another store holds half of the pages already, in another state.
    let texts = pages(PAGES);
    let half: String = texts.lines().step_by(2).map(|line| format!("{}\n", line.replace("会议", "大会"))).collect();
    fs::write(place.at("pages.jsonl"), half).expect("room");
    place.built("before");
    fs::write(place.at("pages.jsonl"), texts).expect("room");
    let begun = Instant::now();
    let timed = |store: &str| {
        let begun = Instant::now();
        place.built(store);
        begun.elapsed()
    };
    // The lesser of two: a neighbour that comes and goes would stretch the moments beyond the builds that are killed.
    let length = timed("whole").min(timed("again"));
    let fresh = Whole::of(&place.at("whole"));
    assert_eq!(fresh.manifest.pages.len(), PAGES);
    let changed = Whole { before: lines(&place.at("before")), ..Whole::of(&place.at("whole")) };
    let seed = std::env::var("FANGZHI_SEED").ok().and_then(|seed| seed.parse().ok());
    let seed = seed.unwrap_or_else(|| u64::from(std::process::id()) ^ u64::try_from(length.as_nanos()).unwrap_or(0));
    println!("a build takes {length:?}; the same again: FANGZHI_SEED={seed}");
    let mut dice = Dice(seed);
    // Four fifths over the whole length, each in a share of its own; the rest where files are written.
    let timed = KILLS * 4 / 5;
    let mut moments: Vec<Moment> = (0..KILLS)
        .map(|at| {
            if at < timed {
                let share = (f64::from(u32::try_from(at).expect("few")) + dice.share())
                    / f64::from(u32::try_from(timed).expect("few"));
                Moment::After(length.mul_f64(share))
            } else {
                Moment::Written(1 + dice.next() % 12, Duration::from_micros(dice.next() % 3000))
            }
        })
        .collect();
    for at in (1..KILLS).rev() {
        let other = usize::try_from(dice.next() % (at as u64 + 1)).expect("few");
        moments.swap(at, other);
    }
    let (one, other) = moments.split_at(KILLS / 2);
    let amid = std::thread::scope(|threads| {
        let one = threads.spawn(|| killed(&place, "fresh", one, &fresh));
        killed(&place, "changed", other, &changed) + one.join().expect("no panic")
    });
    println!("{amid} of {KILLS} were killed when some pages were done; {:?}", begun.elapsed());
    assert!(amid > 0, "nothing was ever written when a build was killed: the moments lie wrong");
}

#[test]
fn a_new_store_whose_first_build_was_killed_while_it_wrote_is_no_foreign_folder() {
    let place = Place::new(1);
    for name in [".part-Ab3", "segments/.part-Ab3", "lock", "readers"] {
        let file = place.at("store").join(name);
        fs::create_dir_all(file.parent().expect("a folder")).expect("room");
        fs::write(file, "").expect("room");
    }
    assert!(place.built("store").contains("1 added"));
    assert_eq!(strays(&place.at("store")), Vec::<String>::new());
}

#[test]
fn two_builds_at_once_end_with_one_message_and_lose_nothing() {
    let place = Place::new(PAGES);
    let first = place.build("store").stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("it runs");
    while !place.at("store/lock").exists() {
        sleep(Duration::from_millis(1));
    }
    let second = place.build("store").output().expect("it runs");
    assert_eq!(second.status.code(), Some(2));
    assert_eq!(said(&second).lines().count(), 2, "an error and a hint: {}", said(&second));
    assert!(said(&second).contains("another process is building it"), "{}", said(&second));
    let first = first.wait_with_output().expect("it ran");
    assert_eq!((first.status.code(), said(&first).as_str()), (Some(0), ""));
    place.built("other");
    assert_eq!(lines(&place.at("store")), lines(&place.at("other")));
}

#[test]
fn readers_see_the_last_whole_state_while_a_build_goes_on() {
    let place = Place::new(PAGES);
    fs::write(place.at("first.jsonl"), pages(1)).expect("room");
    let one = fangzhi(&["build", "first.jsonl", "--store", "store"]).current_dir(place.0.path()).output();
    assert!(one.is_ok_and(|output| output.status.success()));
    let store = place.at("store");
    let before = lines(&store);
    let mut child = place.build("store").stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("it runs");
    let (mut states, mut asked) = (BTreeSet::new(), 0);
    while child.try_wait().expect("a child").is_none() {
        let opened = Store::open(&store).expect("a store that can be read");
        states.insert(opened.manifest().pages.len());
        for verb in [&["find"][..], &["info"], &["query", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"]] {
            let output = fangzhi(verb).args(["--store"]).arg(&store).output().expect("it runs");
            assert!(matches!(output.status.code(), Some(0 | 1)), "{verb:?}: {}", said(&output));
            asked += 1;
        }
    }
    assert!(asked > 0 && states.iter().all(|pages| (1..=PAGES + 1).contains(pages)), "{asked} {states:?}");
    assert_eq!(said(&child.wait_with_output().expect("it ran")), "");
    let after = lines(&store);
    assert!(after.len() > before.len());
}

/// A build does not take away what somebody reads, and takes it away the next time.
#[test]
fn files_that_are_read_stay_until_the_next_build() {
    let place = Place::new(2);
    place.built("store");
    let reading = fs::File::open(place.at("store/readers")).expect("the lock of readers");
    reading.lock_shared().expect("a lock");
    fs::write(place.at("pages.jsonl"), pages(2).replace("会议", "大会")).expect("room");
    place.built("store");
    let left = strays(&place.at("store"));
    assert!(left.iter().any(|name| name.ends_with(".nq.zst")), "{left:?}");
    drop(reading);
    place.built("store");
    assert_eq!(strays(&place.at("store")), Vec::<String>::new());
}

#[test]
fn a_store_that_vanishes_amid_a_build_is_told_of_and_can_be_built_again() {
    let place = Place::new(PAGES);
    let child = place.build("store").stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("it runs");
    while !place.at("store/segments").exists() {
        sleep(Duration::from_millis(1));
    }
    fs::rename(place.at("store"), place.at("elsewhere")).expect("ours");
    let output = child.wait_with_output().expect("it ran");
    assert_eq!(output.status.code(), Some(2));
    let said = said(&output);
    assert!(said.lines().count() == 2 && said.contains("cannot write store"), "{said}");
    assert!(!place.at("store").exists(), "half a store in its place");
    // Wherever it went, what was written counts.
    fs::rename(place.at("elsewhere"), place.at("store")).expect("ours");
    place.built("store");
    place.built("other");
    assert_eq!(lines(&place.at("store")), lines(&place.at("other")));
}

/// Files that may not grow beyond so many blocks of 512 bytes stand for a full disk: the system refuses to write on, halfway.
#[cfg(unix)]
#[test]
fn a_full_disk_costs_a_message_and_nothing_that_was_written() {
    let place = Place::new(PAGES);
    place.built("whole");
    let whole = Whole::of(&place.at("whole"));
    let largest = |name: &str| {
        let files = fs::read_dir(place.at(name)).expect("a folder").map(|file| file.expect("a file").metadata());
        files.map(|data| data.expect("its size").len()).max().unwrap_or_default()
    };
    let (segment, manifest) =
        (largest("whole/segments"), fs::metadata(place.at("whole/manifest.json")).expect("it").len());
    assert!(manifest < segment, "the manifest is written where no segment is");
    for (name, bytes) in [("nothing", 512), ("manifests", manifest), ("a-half", segment / 2)] {
        let blocks = (bytes / 512).max(1).to_string();
        let limited = format!("trap '' XFSZ; ulimit -f {blocks} || exit 77; exec \"$0\" \"$@\"");
        let mut command = Command::new("sh");
        command.args(["-c", &limited, env!("CARGO_BIN_EXE_fangzhi"), "build", "pages.jsonl", "--store", name]);
        let output = command.current_dir(place.0.path()).env_remove("FANGZHI_STORE").output().expect("a shell");
        if output.status.code() == Some(77) {
            println!("skipped: this shell has no ulimit -f");
            assert!(std::env::var_os("CI").is_none(), "CI is set, but the shell has no ulimit -f");
            return;
        }
        let said = said(&output);
        assert_eq!(output.status.code(), Some(2), "{name}: {said}");
        assert!(said.lines().count() == 2 && said.contains("cannot write") && said.contains("room"), "{name}: {said}");
        let pages = whole_articles_only(&place.at(name), &whole);
        assert!(place.built(name).contains(&format!(" {pages} unchanged")));
        assert_eq!(strays(&place.at(name)), Vec::<String>::new());
        assert!(lines(&place.at(name)) == whole.lines, "{name}");
    }
}

/// A way to damage the bytes of a file.
type Damage = fn(&mut Vec<u8>);

/// What the program says of a store that is damaged in some way, and how it ends.
#[test]
fn what_is_damaged_is_named_with_the_command_that_helps() {
    let place = Place::new(2);
    place.built("whole");
    let whole = lines(&place.at("whole"));
    let damage = |store: &str, ending: &str, change: Damage| {
        place.built(store);
        let folders = [place.at(store), place.at(store).join("segments")];
        let files = folders.iter().flat_map(|folder| fs::read_dir(folder).expect("a folder"));
        let file = files.map(|entry| entry.expect("it").path()).find(|path| path.to_string_lossy().ends_with(ending));
        let file = file.expect("such a file");
        let mut bytes = fs::read(&file).expect("bytes");
        change(&mut bytes);
        fs::write(&file, bytes).expect("room");
        file.file_name().expect("a name").to_string_lossy().into_owned()
    };
    let cut = |bytes: &mut Vec<u8>| bytes.truncate(bytes.len() / 2);
    let flip = |bytes: &mut Vec<u8>| {
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
    };
    let cases: &[(&str, &str, Damage)] = &[
        ("cut", ".nq.zst", cut),
        ("flipped", ".nq.zst", flip),
        ("emptied", ".nq.zst", Vec::clear),
        ("manifest-cut", "manifest.json", cut),
        ("manifest-emptied", "manifest.json", Vec::clear),
    ];
    for (store, ending, change) in cases {
        let file = damage(store, ending, *change);
        let output = fangzhi(&["info", "--store", store]).current_dir(place.0.path()).output().expect("it runs");
        let said = said(&output);
        assert_eq!(output.status.code(), Some(2), "{store}: {said}");
        assert!(said.lines().count() == 2 && said.contains(&file), "{store}: {said}");
        let command = format!("fangzhi build PAGES --repair --store {store}");
        assert!(said.contains(&command), "{store}: {said}");
        let repair = place.build(store).arg("--repair").output().expect("it runs");
        assert!(repair.status.success(), "{store}: {}", self::said(&repair));
        assert!(lines(&place.at(store)) == whole, "{store}");
    }
    let manifest = place.at("whole/manifest.json");
    let old = fs::read_to_string(&manifest).expect("it").replacen("\"format\": 2", "\"format\": 1", 1);
    fs::write(&manifest, old).expect("room");
    let output = fangzhi(&["info", "--store", "whole"]).current_dir(place.0.path()).output().expect("it runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(
        said(&output).contains("format 1") && said(&output).contains("build PAGES --store NEW"),
        "{}",
        said(&output)
    );
}

/// A load of the index that is killed leaves nothing that a reader could take for an index, and no files for long.
#[cfg(feature = "rocksdb")]
#[test]
fn an_index_whose_making_was_killed_is_made_again() {
    let place = Place::new(12);
    place.built("whole");
    place.built("store");
    let (whole, store) = (lines(&place.at("whole")), place.at("store"));
    let indexes = || -> Vec<String> {
        let entries = fs::read_dir(store.join("index")).into_iter().flatten().map(|entry| entry.expect("an entry"));
        let folders = entries.filter(|entry| entry.path().is_dir());
        folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
    };
    for after in [0, 20, 60, 120, 250, 500] {
        fs::remove_dir_all(store.join("index")).ok();
        let mut reader = fangzhi(&["info", "--store"]);
        let mut child = reader.arg(&store).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it runs");
        sleep(Duration::from_millis(after));
        child.kill().ok();
        child.wait().expect("a child");
        assert!(lines(&store) == whole, "killed after {after} ms");
        let left = indexes();
        assert!(left.len() == 1 && !left[0].starts_with('.'), "killed after {after} ms: {left:?}");
    }
    place.built("store");
    assert_eq!(indexes().len(), 1);
}
