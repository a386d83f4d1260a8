//! Search over names and sentences.

use askama::Template;
use axum::response::Response;

use super::super::index::things::Sort;
use super::super::problem::Problem;
use super::cards::Link;
use super::{Asking, Chrome, Pager, address, render};

/// Names a group, and sentences a page, that are shown.
const NAMES: usize = 24;
const SENTENCES: usize = 30;

/// A sentence, cut at the words that were looked for.
struct Hit {
    href: String,
    before: String,
    words: String,
    after: String,
    source: String,
}

/// Things of one sort, and how many there are.
struct Group {
    title: (&'static str, &'static str),
    links: Vec<Link>,
    count: usize,
}

#[derive(Template)]
#[template(path = "search.html")]
struct Search<'a> {
    c: &'a Chrome,
    words: &'a str,
    groups: Vec<Group>,
    hits: Vec<Hit>,
    pager: Pager,
}

/// `?q=` words.
pub fn page(asking: &Asking) -> Result<Response, Problem> {
    let (c, index) = (&asking.chrome, &asking.state.index);
    let words = asking.parameters.get("q").unwrap_or("").trim();
    let things = index.things.search(words);
    let mut groups = Vec::new();
    for (sort, title) in [
        (Sort::Person, ("人物", "People")),
        (Sort::Body, ("机构", "Organisations")),
        (Sort::Place, ("地方", "Places")),
        (Sort::Indicator, ("指标", "Indicators")),
    ] {
        let of_sort = || things.iter().filter(|thing| index.things.sort(**thing) == sort);
        let links = of_sort().take(NAMES).map(|thing| {
            let thing = index.things.get(*thing);
            Link { href: c.to(address(&thing.iri)), name: thing.name.to_owned(), count: Some(thing.facts as usize) }
        });
        let count = of_sort().count();
        if count > 0 {
            groups.push(Group { title, links: links.collect(), count });
        }
    }
    // The page that the address names, or the last one there is.
    let skip = Pager::of(&asking.parameters, usize::MAX, SENTENCES).skip();
    let (mut found, count) = index.sentences.search(words, skip, SENTENCES);
    let pager = Pager::of(&asking.parameters, count, SENTENCES);
    if pager.skip() != skip {
        found = index.sentences.search(words, pager.skip(), SENTENCES).0;
    }
    let hits = found.iter().map(|found| Hit {
        href: c.to(address(&found.iri)),
        before: found.text[..found.at].to_owned(),
        words: words.to_owned(),
        after: found.text[found.at + words.len()..].to_owned(),
        source: found.article.source.clone(),
    });
    render(&Search { c, words, groups, hits: hits.collect(), pager })
}
