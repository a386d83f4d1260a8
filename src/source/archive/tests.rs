//! Archives that the tests pack, and what is told of them.

use std::io::{Cursor, Write};

use ::zip::ZipWriter;
use ::zip::write::SimpleFileOptions;

use crate::model::Page;
use crate::source::{Inputs, Problem};

const TEXT: &str = "兰州市水务局到城关区检查水库。";

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).expect("room");
        zip.write_all(bytes).expect("room");
    }
    zip.finish().expect("room").into_inner()
}

fn tarred(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut tar = ::tar::Builder::new(Vec::new());
    for (name, bytes) in files {
        let mut header = ::tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        tar.append_data(&mut header, name, *bytes).expect("room");
    }
    tar.into_inner().expect("room")
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gz.write_all(bytes).expect("room");
    gz.finish().expect("room")
}

/// What is told of a file of that name.
fn told(name: &str, bytes: &[u8]) -> Vec<Result<Page, Problem>> {
    let at = tempfile::tempdir().expect("a folder");
    std::fs::write(at.path().join(name), bytes).expect("room");
    Inputs::new([at.path().join(name)]).collect()
}

/// The pages in it by member and paper, and what was wrong.
fn in_short(told: Vec<Result<Page, Problem>>) -> Vec<String> {
    let short = |told: Result<Page, Problem>| match told {
        Ok(page) => format!("{} {}", page.origin.member, page.newspaper.unwrap_or_default()).trim().to_owned(),
        Err(problem) => format!("{}: {}", problem.place.member, problem.cause),
    };
    told.into_iter().map(short).collect()
}

#[test]
fn any_archive_is_a_folder() {
    let csv = "file,newspaper,issue_date,page,home\none.txt,黄河样报,2023-06-02,01,620100\n";
    let line = format!("{{\"text\": \"{TEXT}\"}}\n");
    let files: &[(&str, &[u8])] = &[
        ("2023/one.txt", TEXT.as_bytes()),
        ("2023/pages.csv", csv.as_bytes()),
        ("2023/photo.jpg", b"\xff\xd8"),
        ("__MACOSX/2023/._one.txt", b"\0\0"),
        ("two.jsonl", line.as_bytes()),
    ];
    let expected = ["2023/one.txt 黄河样报", "two.jsonl"];
    assert_eq!(in_short(told("a.zip", &zipped(files))), expected);
    let tar = tarred(files);
    assert_eq!(in_short(told("a.tar", &tar)), expected);
    assert_eq!(in_short(told("a.TAR.GZ", &gzipped(&tar))), expected);
    assert_eq!(in_short(told("a.tgz", &gzipped(&tar))), expected);
    assert_eq!(in_short(told("a.tar.zst", &zstd::encode_all(&*tar, 3).expect("room"))), expected);
    assert_eq!(in_short(told("two.jsonl.gz", &gzipped(line.as_bytes()))), ["two.jsonl"]);
    assert_eq!(in_short(told("two.jsonl.zst", &zstd::encode_all(line.as_bytes(), 3).expect("room"))), ["two.jsonl"]);
    let nested = zipped(&[("in.tar.gz", &gzipped(&tar)), ("one.txt.gz", &gzipped(TEXT.as_bytes()))]);
    let expected = ["in.tar.gz/2023/one.txt 黄河样报", "in.tar.gz/two.jsonl", "one.txt.gz/one.txt"];
    assert_eq!(in_short(told("nested.zip", &nested)), expected);
}

#[test]
fn names_are_read_in_the_encoding_of_their_packer() {
    let (name, ..) = encoding_rs::GB18030.encode("黄河样报/二〇二三年/第01版.txt");
    let plain = "0".repeat(name.len() - 4) + ".txt";
    let mut bytes = zipped(&[(&plain, TEXT.as_bytes())]);
    // The packer of the test writes UTF-8; the name stands twice in the archive.
    while let Some(at) = bytes.windows(plain.len()).position(|window| window == plain.as_bytes()) {
        bytes[at..at + name.len()].copy_from_slice(&name);
    }
    assert_eq!(in_short(told("gb.zip", &bytes)), ["黄河样报/二〇二三年/第01版.txt"]);
}

#[test]
fn what_is_broken_is_named_and_what_stands_before_it_counts() {
    assert!(in_short(told("none.zip", b"PK but no archive"))[0].starts_with(": cannot be unpacked"));
    assert!(in_short(told("empty.zip", &zipped(&[])))[0].starts_with(": no page in it"));
    assert!(in_short(told("photo.png.gz", &gzipped(b"PNG")))[0].starts_with(": not a page"));
    let noise: Vec<u8> = (0..200_000u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
    let tar = gzipped(&tarred(&[("one.txt", TEXT.as_bytes()), ("two.bin", &noise), ("three.txt", TEXT.as_bytes())]));
    let told = in_short(told("cut.tar.gz", &tar[..tar.len() / 2]));
    assert_eq!((told.len(), told[0].as_str()), (2, "one.txt"), "{told:?}");
    assert!(told[1].starts_with(": cannot be unpacked"), "{told:?}");
}

#[test]
fn bombs_cost_one_message() {
    // Zeros, 300 MB of them, pack to a thousandth: members that no page is, and one that never ends.
    let zeros = vec![b'0'; 100 << 20];
    let members = |name: &str| [format!("a.{name}"), format!("b.{name}"), format!("c.{name}")];
    let jsonl = members("jsonl");
    let files: Vec<(&str, &[u8])> = jsonl.iter().map(|name| (name.as_str(), zeros.as_slice())).collect();
    let bomb = |told: Vec<String>| assert!(told.len() == 1 && told[0].contains("a hundred times"), "{told:?}");
    let zip = zipped(&files);
    bomb(in_short(told("bomb.zip", &zip)));
    bomb(in_short(told("bomb.tar.gz", &gzipped(&tarred(&files)))));
    bomb(in_short(told("bomb.jsonl.zst", &zstd::encode_all(&*zeros, 3).expect("room"))));
    bomb(in_short(told("bombs.zip", &zipped(&[("in.zip", &zip)]))));
    let text = in_short(told("bomb.txt.gz", &gzipped(&zeros)));
    assert!(text.len() == 1 && text[0].contains("longer than"), "{text:?}");
    // Members that are each longer than a page, in whatever format, are no news of a bomb.
    let names: Vec<String> = ["txt", "html", "jsonl", "csv"]
        .iter()
        .flat_map(|ending| (0..4).map(move |n| format!("{n}.{ending}")))
        .collect();
    let long = vec![b'0'; 9 << 20];
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), long.as_slice())).collect();
    let zip = zipped(&files);
    bomb(in_short(self::told("long.zip", &zip)));
    bomb(in_short(self::told("long.zip", &zipped(&[("in.zip", &zip), ("one.txt", &long)]))));
    // Where the whole is none, they are named, once.
    let two = zipped(&files[..2]);
    let told = |bytes: &[u8]| in_short(self::told("long.zip", bytes));
    for (bytes, expected) in [
        (&two, ": 2 files or lines in it are longer than 8 MB, which no page is (0.txt, 1.txt)"),
        (
            &zipped(&[("in.zip", &two), ("one.txt", &long)]),
            ": 3 files or lines in it are longer than 8 MB, which no page is (in.zip/0.txt,",
        ),
        (&zipped(&files[..1]), "0.txt: longer than 8 MB"),
    ] {
        let told = told(bytes);
        assert!(told.len() == 1 && told[0].starts_with(expected), "{told:?}");
    }
}

#[test]
fn archives_in_archives_end() {
    let mut bytes = zipped(&[("one.txt", TEXT.as_bytes())]);
    for depth in 1..8 {
        bytes = zipped(&[("in.zip", &bytes)]);
        let told = in_short(told("deep.zip", &bytes));
        assert_eq!(told[0].contains("archives in one another"), depth >= 4, "{depth}: {told:?}");
    }
}
