//! People, posts, organisations and places: those of one name on a page are one.

use std::collections::BTreeMap;

use super::annotation::Entity;
use super::likeness::{norm, same_name, same_resolved, same_thing};
use super::tally::pair;
use super::{Annotated, Compared, Scores, truth};
use crate::model::{ClaimAt, ClaimKind};

/// A page's distinct entities: those of one name are one, their mentions and posts joined.
#[derive(Debug)]
struct Merged {
    name: String,
    /// Every form, normalised, the name's own first.
    names: Vec<String>,
    /// The forms as written, normalised; one that the reader does not give is empty.
    mentions: Vec<String>,
    code: Option<String>,
    posts: Vec<Post>,
    /// Which items of which articles, and the posts of each, were joined.
    members: Vec<(usize, usize)>,
}

/// A post with the person's name and with what claims it.
#[derive(Clone, Debug)]
struct Post {
    person: String,
    title: String,
    org: Option<String>,
    claims: Vec<ClaimAt>,
}

fn merged(articles: &[Annotated], of: impl Fn(&Annotated) -> &Vec<Entity>) -> Vec<Merged> {
    let mut found: Vec<Merged> = Vec::new();
    let all = articles.iter().enumerate().flat_map(|(n, article)| of(article).iter().enumerate().map(move |e| (n, e)));
    for (article, (item, entity)) in all {
        let key = norm(&entity.name);
        let at = found.iter().position(|m| norm(&m.name) == key).unwrap_or_else(|| {
            let (name, names) = (entity.name.clone(), vec![key].into_iter().filter(|k| !k.is_empty()).collect());
            let (mentions, posts, members) = (Vec::new(), Vec::new(), Vec::new());
            found.push(Merged { name, names, mentions, code: None, posts, members });
            found.len() - 1
        });
        let into = &mut found[at];
        into.members.push((article, item));
        let single = || vec![entity.mention.clone().unwrap_or_default()];
        let mentions = if entity.mentions.is_empty() { single() } else { entity.mentions.clone() };
        for mention in mentions.iter().map(|m| norm(m)) {
            if !mention.is_empty() && !into.names.contains(&mention) {
                into.names.push(mention.clone());
            }
            into.mentions.push(mention);
        }
        into.code = into.code.take().or_else(|| entity.code.clone().filter(|c| !c.is_empty()));
        for (post, told) in entity.posts.iter().enumerate() {
            let claims = vec![ClaimAt { kind: ClaimKind::Post, article, item, post }];
            let (person, title, org) = (into.name.clone(), told.title.clone(), told.org.clone());
            into.posts.push(Post { person, title, org, claims });
        }
    }
    found
}

/// Says of every claim that was joined into a predicted entity whether gold has it.
fn judge(scores: &mut Scores, page: &str, kind: ClaimKind, found: &[Merged], pairs: &[(usize, usize)]) {
    for (j, entity) in found.iter().enumerate() {
        let right = pairs.iter().any(|(_, at)| *at == j);
        for &(article, item) in &entity.members {
            scores.judge(page, ClaimAt { kind, article, item, post: 0 }, right);
        }
    }
}

/// Reporters and people by name, posts by person and title.
pub(super) fn people(scores: &mut Scores, page: &Compared<'_>) {
    let show = |m: &Merged| (m.name.clone(), page.sentence(&[&m.name]));
    let same = |g: &Merged, p: &Merged| truth(norm(&g.name) == norm(&p.name));
    for (metric, of) in [("reporters", (|a| &a.reporters) as fn(&Annotated) -> &Vec<Entity>), ("people", |a| &a.people)]
    {
        let (g, p) = (merged(page.gold, of), merged(page.predicted, of));
        let pairs = pair(&g, &p, same);
        scores.of(metric).count(page.stem, (&g, &p), &pairs, (show, show));
        if metric == "people" {
            judge(scores, page.stem, ClaimKind::Person, &p, &pairs);
        }
    }
    let posts = |articles: &[Annotated]| {
        let mut found: Vec<Post> = Vec::new();
        for post in merged(articles, |a| &a.people).into_iter().flat_map(|m| m.posts) {
            let same =
                |known: &&mut Post| (&known.person, &known.title, &known.org) == (&post.person, &post.title, &post.org);
            match found.iter_mut().find(same) {
                Some(known) => known.claims.extend(post.claims),
                None => found.push(post),
            }
        }
        found
    };
    let (g, p) = (posts(page.gold), posts(page.predicted));
    let alike = |a: &Post, b: &Post| {
        let title = if norm(&a.title) == norm(&b.title) { 1.0 } else { 0.9 * truth(same_name(&a.title, &b.title)) };
        if norm(&a.person) != norm(&b.person) || title == 0.0 {
            return 0.0;
        }
        title + 0.05 * truth(same_thing(a.org.as_deref(), b.org.as_deref()))
    };
    let pairs = pair(&g, &p, alike);
    let told = |post: &Post| {
        let org = post.org.as_ref().map(|org| format!(" @ {org}")).unwrap_or_default();
        format!("{} {}{org}", post.person, post.title)
    };
    let sentence = |post: &Post| page.sentence(&[&post.person, &post.title]);
    let show = |post: &Post| (told(post), sentence(post));
    scores.of("posts").count(page.stem, (&g, &p), &pairs, (show, show));
    for (j, post) in p.iter().enumerate() {
        for &claim in &post.claims {
            scores.judge(page.stem, claim, pairs.iter().any(|(_, at)| *at == j));
        }
    }
    for (i, j) in pairs {
        if g[i].org.is_some() {
            let good = same_thing(g[i].org.as_deref(), p[j].org.as_deref());
            let shown = (told(&g[i]), p[j].org.clone().unwrap_or_default());
            scores.of("post_org").agree(good, page.stem, shown, sentence(&g[i]));
        }
    }
}

/// Organisations and places by name or form, codes by themselves.
pub(super) fn bodies_and_places(scores: &mut Scores, page: &Compared<'_>) {
    let sentence = |m: &Merged| {
        let longest = m.mentions.iter().max_by_key(|form| form.len()).filter(|form| !form.is_empty());
        page.sentence(&[longest.unwrap_or(&m.name)])
    };
    let show = |m: &Merged| {
        let mut forms: Vec<&str> = m.mentions.iter().map(String::as_str).filter(|form| *form != m.name).collect();
        forms.sort_unstable();
        forms.dedup();
        let forms = if forms.is_empty() { String::new() } else { format!(" ({})", forms.join("、")) };
        (format!("{}{forms}", m.name), sentence(m))
    };
    let alike = |a: &Merged, b: &Merged| {
        let shared = a.names.iter().filter(|n| b.names.contains(n)).count();
        u32::try_from(shared).ok().filter(|n| *n > 0).map_or(0.5 * truth(same_resolved(&a.name, &b.name)), f64::from)
    };
    let names = |metric: &str, g: &[Merged], p: &[Merged], pairs: &[(usize, usize)], scores: &mut Scores| {
        for &(i, j) in pairs {
            let shown = (g[i].name.clone(), p[j].name.clone());
            scores.of(metric).agree(same_resolved(&g[i].name, &p[j].name), page.stem, shown, sentence(&g[i]));
        }
    };
    let orgs = merged(page.gold, |a| &a.orgs);
    let p = merged(page.predicted, |a| &a.orgs);
    let pairs = pair(&orgs, &p, alike);
    scores.of("orgs").count(page.stem, (&orgs, &p), &pairs, (show, show));
    judge(scores, page.stem, ClaimKind::Organisation, &p, &pairs);
    names("org_name", &orgs, &p, &pairs, scores);

    let (g, p) = (merged(page.gold, |a| &a.places), merged(page.predicted, |a| &a.places));
    let pairs = pair(&g, &p, alike);
    names("place_name", &g, &p, &pairs, scores);
    let outside = without_organisations(&page.text, &orgs);
    let printed = |m: &Merged| outside.is_empty() || m.mentions.iter().any(|form| outside.contains(form.as_str()));
    let inside = |m: &Merged| {
        orgs.iter().flat_map(|o| &o.names).any(|name| m.names.iter().any(|form| name.contains(form.as_str())))
    };
    let (mut gold_kept, mut predicted_kept, mut kept_pairs) = (Vec::new(), Vec::new(), Vec::new());
    for (i, m) in g.iter().enumerate() {
        let partner = pairs.iter().find(|(at, _)| *at == i).map(|(_, j)| *j);
        if partner.is_some() || printed(m) {
            if let Some(j) = partner {
                kept_pairs.push((gold_kept.len(), predicted_kept.len()));
                predicted_kept.push(&p[j]);
            }
            gold_kept.push(m);
        }
    }
    let lone = (0..).zip(&p).filter(|(j, m)| !pairs.iter().any(|(_, at)| at == j) && !inside(m));
    predicted_kept.extend(lone.map(|(_, m)| m));
    let show = |m: &&Merged| show(m);
    scores.of("places").count(page.stem, (&gold_kept, &predicted_kept), &kept_pairs, (show, show));
    for (j, place) in predicted_kept.iter().enumerate() {
        let right = kept_pairs.iter().any(|(_, at)| *at == j);
        for &(article, item) in &place.members {
            scores.judge(page.stem, ClaimAt { kind: ClaimKind::Place, article, item, post: 0 }, right);
        }
    }

    let by_code = |kept: &[&Merged]| -> Vec<(String, String, String)> {
        let coded = kept.iter().filter_map(|m| Some((m.code.clone()?, (m.name.clone(), sentence(m)))));
        let codes: BTreeMap<String, (String, String)> = coded.collect();
        codes.into_iter().map(|(code, (name, sentence))| (code, name, sentence)).collect()
    };
    let (g, p) = (by_code(&gold_kept), by_code(&predicted_kept));
    let pairs = pair(&g, &p, |a, b| truth(a.0 == b.0));
    let show = |(code, name, sentence): &(String, String, String)| (format!("{code} {name}"), sentence.clone());
    scores.of("codes").count(page.stem, (&g, &p), &pairs, (show, show));
}

/// The normalised page with every organisation's forms taken out, the longest first.
fn without_organisations(text: &str, orgs: &[Merged]) -> String {
    let mut forms: Vec<&String> = orgs.iter().flat_map(|o| &o.mentions).filter(|m| !m.is_empty()).collect();
    forms.sort_by_key(|form| (std::cmp::Reverse(form.chars().count()), form.as_str()));
    forms.dedup();
    forms.iter().fold(text.to_owned(), |text, form| text.replace(form.as_str(), "□"))
}
