//! The names of bodies without what one writer says and another leaves out.

use serde::Deserialize;

use super::seen::{Link, Seen};

const BODIES: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/ontology/lexicon/bodies.tsv"));

/// From so many characters on a name without a place is that of one body of its home.
const PLAIN: usize = 4;

#[derive(Deserialize)]
struct Row {
    short: String,
    full: String,
}

/// Short endings with the full ones, longest first: 卫健委 and 卫生健康委员会.
pub(super) struct Spelling(Vec<(String, String)>);

impl Spelling {
    /// The list of bodies that the program carries.
    pub fn embedded() -> Self {
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(b'\t')
            .comment(Some(b'#'))
            .quoting(false)
            .from_reader(BODIES.as_bytes());
        let plain = |form: &str| form.trim_start_matches('*').to_owned();
        // A row that does not read is the lexicon's to tell.
        let rows = reader.deserialize::<Row>().filter_map(Result::ok).filter(|row| !row.full.is_empty());
        let mut forms: Vec<(String, String)> = rows.map(|row| (plain(&row.short), plain(&row.full))).collect();
        forms.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
        forms.dedup();
        Self(forms)
    }

    /// What is left of `name` without 中共, without the names of its home and of the places above that, and spelled out.
    /// None of a short name without any place: 银行 of a page of 上海 is not 上海银行.
    pub fn tail(&self, seen: &Seen, name: &str, home: u32) -> Option<String> {
        let name = ["中国共产党", "中共"].iter().find_map(|party| name.strip_prefix(party)).unwrap_or(name);
        let mut places: Vec<u32> = seen.thing(home).to(Link::Within).collect();
        places.sort_by_key(|&place| seen.depth(place));
        let mut tail = name;
        // From the widest place to home: 河南省许昌市总工会.
        for place in places {
            let place = seen.thing(place);
            if place.level == "country" {
                continue;
            }
            let names = std::iter::once(&place.label).chain(&place.others);
            let fitting =
                names.filter(|known| known.chars().nth(1).is_some()).filter_map(|n| tail.strip_prefix(n.as_str()));
            // A name that ends with its place is more than a tail: 许昌 of 许昌县总工会 leaves 县总工会.
            if let Some(rest) = fitting.filter(|rest| !rest.is_empty()).min_by_key(|rest| rest.len()) {
                tail = rest;
            }
        }
        if tail.len() == name.len() && tail.chars().count() < PLAIN {
            return None;
        }
        let fits = |(short, full): &&(String, String)| tail.ends_with(short.as_str()) && !tail.ends_with(full.as_str());
        let tail = match self.0.iter().find(fits) {
            Some((short, full)) => [&tail[..tail.len() - short.len()], full].concat(),
            None => tail.to_owned(),
        };
        Some(match tail.strip_suffix("人民政府") {
            Some(before) => format!("{before}政府"),
            None => tail,
        })
    }
}
