//! The house's order, checked: imports go one way, files stay short, names say what is inside, and what belongs to the
//! program (arguments, colours, clock, network) stays out of the library's stages.

use std::{collections::BTreeMap, fs, path::Path};

/// What each part of the library may see, besides itself. A part that is missing here fails the test: say where it stands.
const MAY_SEE: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("model", &["text"]),
    ("source", &["text", "model"]),
    ("lexicon", &["text", "model"]),
    ("layout", &["text", "model", "source", "lexicon"]),
    ("extract", &["text", "model", "source", "lexicon"]),
    ("resolve", &["text", "model", "source", "lexicon"]),
    ("confidence", &["text", "model", "lexicon"]),
    ("graph", &["text", "model"]),
    ("query", &["text", "model", "graph"]),
    ("analysis", &["text", "model", "lexicon", "graph", "query"]),
    ("export", &["text", "model", "graph", "query", "analysis"]),
    ("pipeline", &["text", "model", "source", "lexicon", "layout", "extract", "resolve", "confidence", "graph"]),
    ("server", EVERYTHING_BELOW),
    ("cli", &["server", ALL]),
];
const EVERYTHING_BELOW: &[&str] = &[ALL];
const ALL: &str = "*";

/// Words that only the program's outer layer may use, with the reason.
const OUTER_ONLY: &[(&str, &str)] = &[
    ("clap", "arguments belong to cli"),
    ("anyhow", "the library's errors are typed"),
    ("indicatif", "progress belongs to cli"),
    ("comfy_table", "tables for a terminal belong to cli"),
    ("std::env", "the same input gives the same bytes: no environment below cli"),
    ("std::net", "no network below cli and server"),
    ("SystemTime", "no clock below cli"),
    ("Instant", "no clock below cli"),
    ("Zoned::now", "no clock below cli"),
];

/// Names of files and folders that say nothing.
const EMPTY_NAMES: &[&str] = &["utils", "util", "helpers", "helper", "manager", "processor", "misc", "common"];

/// The longest file, in lines; 400 is the aim.
const LONGEST: usize = 600;

#[test]
fn the_house_is_in_order() {
    let breaches: Vec<String> = sources().iter().flat_map(|(path, source)| breaches(path, source)).collect();
    assert!(breaches.is_empty(), "{} breaches:\n{}", breaches.len(), breaches.join("\n"));
}

#[test]
fn main_is_a_door_and_no_room() {
    let sources = sources();
    let main = sources.get("main.rs").expect("src/main.rs");
    assert!(main.lines().count() < 40, "src/main.rs holds {} lines: move them to src/cli", main.lines().count());
}

#[test]
fn offenders_are_found() {
    let cases: &[(&str, &str, &str, &str)] = &[
        ("a stage sees its neighbour", "extract/person.rs", "use crate::layout::repair;", "extract sees layout"),
        ("in a group", "model/page.rs", "use crate::{text::Span, lexicon::Lexicon};", "model sees lexicon"),
        (
            "in a nested group",
            "text/span.rs",
            "use crate::{\n    a,\n    model::{Page, b::{c, d}},\n};",
            "text sees model",
        ),
        (
            "in a path",
            "graph/quads.rs",
            "fn f() { let l = crate::lexicon::Lexicon::embedded(); }",
            "graph sees lexicon",
        ),
        ("by super", "resolve/mod.rs", "use super::extract::read;", "resolve sees extract"),
        ("by super of super", "resolve/people/names.rs", "use super::super::super::layout;", "resolve sees layout"),
        ("in the library's own name", "query/mod.rs", "use fangzhi::export::dot;", "query sees export"),
        ("a part without a place", "gossip/mod.rs", "", "gossip has no row"),
        ("a shelf for anything", "text/utils.rs", "", "utils"),
        ("colours in a stage", "layout/mod.rs", "use clap::Parser;", "clap"),
        ("a clock in a stage", "graph/run.rs", "let now = std::time::SystemTime::now();", "SystemTime"),
        ("a file without end", "text/long.rs", &"\n".repeat(LONGEST + 1), "601 lines"),
    ];
    for (cause, path, source, expected) in cases {
        let found = breaches(path, source);
        assert!(found.iter().any(|b| b.contains(expected)), "{cause}: {expected:?} not in {found:?}");
    }
}

#[test]
fn the_innocent_are_left_alone() {
    let cases: &[(&str, &str, &str)] = &[
        ("down the stairs", "extract/mod.rs", "use crate::{lexicon::Lexicon, model::{Article, Reading}, text::Span};"),
        ("within the room", "layout/repair.rs", "use super::segment; use crate::layout::headline;"),
        ("words of a comment", "text/mod.rs", "//! See [`crate::model`]. // crate::graph\n/* use crate::cli; */"),
        (
            "words of a string",
            "model/page.rs",
            "const A: &str = \"crate::graph \\\" crate::cli\"; const C: char = '\"';",
        ),
        ("the top", "cli/build.rs", "use anyhow::Result; use crate::{graph, pipeline, source};"),
        ("tests join stages", "resolve/dates.rs", "fn f() {}\n#[cfg(test)]\nmod tests { use crate::extract; }"),
        ("a word within a word", "model/mod.rs", "struct Instantaneous; fn clapper() {}"),
    ];
    for (cause, path, source) in cases {
        assert_eq!(breaches(path, source), Vec::<String>::new(), "{cause}");
    }
}

/// Every Rust file of src/, by its path within.
fn sources() -> BTreeMap<String, String> {
    fn walk(folder: &Path, top: &Path, into: &mut BTreeMap<String, String>) {
        for entry in fs::read_dir(folder).expect("src is readable").flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, top, into);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let name = path.strip_prefix(top).expect("below src").to_string_lossy().replace('\\', "/");
                into.insert(name, fs::read_to_string(&path).expect("source is UTF-8"));
            }
        }
    }
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = BTreeMap::new();
    walk(&top, &top, &mut found);
    found
}

/// What a file does that the house forbids, a line each.
fn breaches(path: &str, source: &str) -> Vec<String> {
    let mut found = Vec::new();
    let parts: Vec<&str> = path.trim_end_matches(".rs").split('/').collect();
    let room = parts[0];
    for name in &parts {
        if name.split('_').any(|word| EMPTY_NAMES.contains(&word)) {
            found.push(format!("src/{path}: {name:?} does not say what is inside"));
        }
    }
    let lines = source.lines().count();
    if lines > LONGEST {
        found.push(format!("src/{path}: {lines} lines, more than {LONGEST}: one idea a file"));
    }
    if matches!(path, "lib.rs" | "main.rs") {
        return found;
    }
    let code = code_of(source);
    let code = without_tests(&code);
    let Some((_, may_see)) = MAY_SEE.iter().find(|(name, _)| *name == room) else {
        found.push(format!("src/{path}: {room} has no row in MAY_SEE"));
        return found;
    };
    for seen in rooms_seen(&parts, code) {
        let known = MAY_SEE.iter().any(|(name, _)| *name == seen);
        let open = may_see.contains(&seen.as_str()) || may_see.contains(&ALL) && (room == "cli" || seen != "cli");
        if known && seen != room && !open {
            found.push(format!("src/{path}: {room} sees {seen}; imports go one way"));
        }
    }
    if !matches!(room, "cli" | "server") {
        for (word, why) in OUTER_ONLY {
            if has_word(code, word) {
                found.push(format!("src/{path}: {word} ({why})"));
            }
        }
    }
    found
}

/// The top-level modules that a file names by crate::, fangzhi:: or enough super::.
fn rooms_seen(parts: &[&str], code: &str) -> Vec<String> {
    let depth = if parts.last() == Some(&"mod") { parts.len() - 1 } else { parts.len() };
    let to_the_top = "super::".repeat(depth);
    let mut found = Vec::new();
    for prefix in ["crate::", "fangzhi::", to_the_top.as_str()] {
        for (at, _) in code.match_indices(prefix) {
            let before = code[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':') {
                continue;
            }
            found.extend(first_segments(&code[at + prefix.len()..]));
        }
    }
    found.sort();
    found.dedup();
    found
}

/// The first names of what follows a `crate::`: one, or those of a group in braces.
fn first_segments(rest: &str) -> Vec<String> {
    let name =
        |text: &str| -> String { text.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect() };
    let Some(group) = rest.trim_start().strip_prefix('{') else { return vec![name(rest)] };
    let (mut depth, mut from, mut found) = (1, 0, Vec::new());
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => {
                found.push(name(&group[from..at]));
                from = at + 1;
            }
            _ => {}
        }
        if depth == 0 {
            found.push(name(&group[from..at]));
            break;
        }
    }
    found
}

/// Whether the code holds the word, not as a part of a longer one.
fn has_word(code: &str, word: &str) -> bool {
    let outside = |c: Option<char>| !c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    code.match_indices(word)
        .any(|(at, _)| outside(code[..at].chars().next_back()) && outside(code[at + word.len()..].chars().next()))
}

/// The code that is compiled into the library: unit tests stand last in their file and may join stages.
fn without_tests(code: &str) -> &str {
    let tests = code
        .find("#[cfg(test)]")
        .filter(|&at| code[at..].trim_start_matches("#[cfg(test)]").trim_start().starts_with("mod "));
    &code[..tests.unwrap_or(code.len())]
}

/// The source without comments and without the insides of strings.
fn code_of(source: &str) -> String {
    let mut code = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        let skip = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |at| at + 2)
        } else if let Some(raw) = raw_string(rest) {
            raw
        } else if c == '"' {
            quoted(rest)
        } else if c == '\'' {
            character(rest)
        } else {
            code.push(c);
            c.len_utf8()
        };
        rest = &rest[skip..];
    }
    code
}

/// The length of the raw string that stands here, if one does.
fn raw_string(text: &str) -> Option<usize> {
    let hashes = text.strip_prefix('r')?.chars().take_while(|c| *c == '#').count();
    let inside = text[1 + hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    Some(inside.find(&end).map_or(text.len(), |at| 2 + hashes + at + end.len()))
}

/// The length of the string literal that stands here.
fn quoted(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// The length of the character literal that stands here; of a lifetime's mark, one.
fn character(text: &str) -> usize {
    let inside: Vec<char> = text.chars().skip(1).take(3).collect();
    match inside.as_slice() {
        ['\\', ..] => text.char_indices().skip(3).find(|(_, c)| *c == '\'').map_or(1, |(at, _)| at + 1),
        [c, '\'', ..] => 2 + c.len_utf8(),
        _ => 1,
    }
}
