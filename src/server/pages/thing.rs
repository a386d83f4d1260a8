//! One thing and all that the store says of it: a person, a body, a place, an indicator, an event, or anything else that has
//! an IRI.

use std::collections::BTreeMap;

use askama::Template;
use axum::response::Response;
use oxigraph::model::{NamedNode, NamedNodeRef, Term};

use super::super::index::events::Choice;
use super::super::problem::Problem;
use super::cards::{Cards, EventCard, FigureCard, Link, PostCard, Quote};
use super::{Asking, Chrome, Pager, address, chosen, render};
use crate::graph::vocabulary as v;
use crate::query::look::{Look, Looked};

/// Events a page, rows of a list, and figures.
const EVENTS: usize = 20;
const ROWS: usize = 40;
const FIGURES: usize = 300;

/// A list of links below a heading.
struct List {
    title: String,
    links: Vec<Link>,
    count: usize,
}

/// Figures of one indicator, subject and unit, in order of time.
struct Series {
    title: String,
    indicator: String,
    about: String,
    unit: String,
    figures: Vec<FigureCard>,
    chart: Option<Chart>,
}

/// The figures as points in a box of 600 by 160, joined where each has a day of its own: several of one day are no course.
struct Chart {
    line: String,
    points: Vec<(f64, f64, String)>,
    highest: String,
    first: String,
    last: String,
}

#[derive(Template)]
#[template(path = "thing.html")]
struct Page<'a> {
    c: &'a Chrome,
    iri: &'a str,
    path: String,
    title: String,
    sort: &'static str,
    others: Vec<String>,
    facts: Vec<(String, Vec<Link>)>,
    quotes: Vec<Quote>,
    posts: Vec<PostCard>,
    lists: Vec<List>,
    months: Vec<(Link, usize)>,
    events: Vec<EventCard>,
    all_events: String,
    pager: Pager,
    series: Vec<Series>,
}

/// The page of the thing `iri`, or 404.
pub fn page(asking: &Asking, iri: &str) -> Result<Response, Problem> {
    let c = &asking.chrome;
    let look = Look::at(&asking.state.store);
    let cards = Cards { look, chrome: c };
    let thing = &NamedNode::new_unchecked(iri);
    if look.all(thing)?.is_empty() {
        return Err(Problem::new(404, format!("the store says nothing of {iri}")));
    }
    let mut page = Page {
        c,
        iri,
        path: address(iri),
        title: cards.name(thing)?,
        sort: "",
        others: look.objects(thing, v::ALT_LABEL)?.iter().map(crate::query::look::value).collect(),
        facts: Vec::new(),
        quotes: Vec::new(),
        posts: Vec::new(),
        lists: Vec::new(),
        months: Vec::new(),
        events: Vec::new(),
        all_events: String::new(),
        pager: Pager::of(&asking.parameters, 0, EVENTS),
        series: Vec::new(),
    };
    let is = |class: NamedNodeRef<'_>| look.is_a(thing, class);
    if is(v::PERSON)? {
        page.sort = c.t("人物", "Person");
        page.posts = posts(cards, look.subjects(v::MEMBER, &thing.clone().into())?)?;
        page.acts(asking, cards, "who")?;
    } else if is(v::ORGANIZATION)? {
        page.sort = c.t("机构", "Organisation");
        page.fact(c.t("类别", "kind"), cards.links(thing, v::CLASSIFICATION)?);
        page.fact(c.t("所属地方", "seat"), cards.links(thing, v::JURISDICTION)?);
        page.posts = posts(cards, look.subjects(v::IN_ORGANIZATION, &thing.clone().into())?)?;
        page.figures(cards, look.subjects(v::SUBJECT, &thing.clone().into())?)?;
        page.acts(asking, cards, "who")?;
    } else if is(v::ADMINISTRATIVE_AREA)? {
        page.sort = c.t("地方", "Place");
        page.fact(c.t("代码", "code"), plain(look.text(thing, v::CODE)?));
        page.fact(c.t("级别", "level"), plain(look.text(thing, v::LEVEL)?));
        page.fact(c.t("属于", "within"), cards.links(thing, v::CONTAINED_IN_PLACE)?);
        let here = form_urlencoded::Serializer::new(String::new()).append_pair("place", &v::compact(iri)).finish();
        let href = c.to(format!("/map?{here}"));
        page.fact(
            c.t("地图", "map"),
            vec![Link { href, name: c.t("此地的事件", "events here").to_owned(), count: None }],
        );
        let of = |property| look.subjects(property, &thing.clone().into());
        let below = of(v::CONTAINED_IN_PLACE)?;
        page.list(cards, c.t("下级", "Places within"), below)?;
        page.list(cards, c.t("本地机构", "Organisations seated here"), of(v::JURISDICTION)?)?;
        page.figures(cards, of(v::REF_AREA)?)?;
        page.acts(asking, cards, "place")?;
    } else if is(v::EVENT)? {
        page.event(cards, thing)?;
    } else if iri.starts_with(&format!("{}indicator/", crate::model::iri::THINGS)) {
        page.sort = c.t("指标", "Indicator");
        page.figures(cards, look.subjects(v::INDICATOR, &thing.clone().into())?)?;
    } else {
        page.anything(asking, cards, thing)?;
    }
    render(&page)
}

fn plain(text: Option<String>) -> Vec<Link> {
    text.into_iter().map(|name| Link { name, ..Link::default() }).collect()
}

fn posts(cards: Cards<'_>, memberships: impl IntoIterator<Item = NamedNode>) -> Looked<Vec<PostCard>> {
    let mut posts = memberships.into_iter().take(FIGURES).map(|m| cards.post(&m)).collect::<Looked<Vec<_>>>()?;
    posts.sort_by(|a, b| (&a.seen, &a.person.name, &a.role).cmp(&(&b.seen, &b.person.name, &b.role)));
    Ok(posts)
}

impl Page<'_> {
    fn fact(&mut self, name: &str, links: Vec<Link>) {
        if !links.is_empty() {
            self.facts.push((name.to_owned(), links));
        }
    }

    fn list(&mut self, cards: Cards<'_>, title: &str, things: impl IntoIterator<Item = NamedNode>) -> Looked<()> {
        let things: Vec<NamedNode> = things.into_iter().collect();
        let links = things.iter().take(ROWS).map(|thing| cards.link(thing)).collect::<Looked<Vec<_>>>()?;
        if !links.is_empty() {
            self.lists.push(List { title: title.to_owned(), links, count: things.len() });
        }
        Ok(())
    }

    /// Events in which the thing is a part, by time, and who else took part in them.
    fn acts(&mut self, asking: &Asking, cards: Cards<'_>, part: &str) -> Result<(), Problem> {
        let (c, index) = (self.c, &asking.state.index);
        let Some(number) = index.things.number(self.iri) else { return Ok(()) };
        let mut choice = Choice::default();
        *(if part == "who" { &mut choice.actors } else { &mut choice.places }) = vec![number];
        let rows = index.events.chosen(&choice);
        let compact = v::compact(self.iri);
        self.all_events = c.to(chosen(part, &compact));
        self.pager = Pager::of(&asking.parameters, rows.len(), EVENTS);
        let shown = &rows[self.pager.skip()..self.pager.until()];
        self.events = shown.iter().map(|event| cards.event(&index.events.iri(*event))).collect::<Looked<_>>()?;
        let counted = index.events.facets(&rows, ROWS / 2);
        let highest = counted.months.iter().map(|(_, count)| *count).max().unwrap_or(1);
        for (month, count) in counted.months {
            let pairs = [(part, compact.as_str()), ("from", &month), ("to", &month)];
            let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
            let link = Link { href: c.to(format!("/events?{query}")), name: month, count: Some(count) };
            self.months.push((link, (count * 100).div_ceil(highest)));
        }
        // Who took part in the same events; the link leads to those events, with their sentences.
        let with = counted.actors.iter().filter(|(other, _)| *other != number).map(|(other, count)| {
            let other = index.things.get(*other);
            Link { href: c.to(address(&other.iri)), name: other.name.to_owned(), count: Some(*count) }
        });
        let links: Vec<Link> = with.collect();
        if !links.is_empty() {
            let title = if part == "who" {
                c.t("同场", "In the same events")
            } else {
                c.t("在此行动者", "Who acted here")
            };
            self.lists.push(List { title: title.to_owned(), count: links.len(), links });
        }
        Ok(())
    }

    /// Figures as series by indicator, subject and unit.
    fn figures(&mut self, cards: Cards<'_>, figures: impl IntoIterator<Item = NamedNode>) -> Looked<()> {
        let mut series: BTreeMap<(String, String, String), Vec<FigureCard>> = BTreeMap::new();
        for figure in figures.into_iter().take(FIGURES) {
            let card = cards.figure(&figure)?;
            let about = card.about.as_ref().map_or_else(String::new, |about| about.name.clone());
            series.entry((card.indicator.name.clone(), about, card.unit.clone())).or_default().push(card);
        }
        for ((indicator, about, unit), mut figures) in series {
            figures.sort_by(|a, b| (day(&a.when), &a.value).cmp(&(day(&b.when), &b.value)));
            let parts = [&indicator, &about, &unit].into_iter().filter(|part| !part.is_empty());
            let title = parts.map(String::as_str).collect::<Vec<_>>().join(" · ");
            self.series.push(Series { title, indicator, about, unit, chart: chart(&figures), figures });
        }
        Ok(())
    }

    fn event(&mut self, cards: Cards<'_>, event: &NamedNode) -> Result<(), Problem> {
        let c = self.c;
        let card = cards.event(self.iri)?;
        self.sort = c.t("事件", "Event");
        let word = |name: String| vec![Link { name, ..Link::default() }];
        self.fact(c.t("类型", "type"), vec![card.kind]);
        self.fact(if card.printed { c.t("见报", "printed") } else { c.t("何时", "when") }, word(card.when));
        self.fact(c.t("谁", "who"), card.who);
        self.fact(c.t("何事", "what"), word(card.what));
        self.fact(c.t("何地", "where"), card.places);
        self.fact(c.t("置信", "band"), word(card.band));
        self.quotes = card.quotes;
        // Posts that the same articles give those who took part.
        let articles: Vec<&str> = self.quotes.iter().map(|quote| quote.href.split('#').next().unwrap_or("")).collect();
        let mut seen = Vec::new();
        for actor in cards.look.things(event, v::HAS_ACTOR)? {
            for post in posts(cards, cards.look.subjects(v::MEMBER, &actor.into())?)? {
                if post.quotes.iter().any(|quote| articles.contains(&quote.href.split('#').next().unwrap_or(""))) {
                    seen.push(post);
                }
            }
        }
        self.posts = seen;
        Ok(())
    }

    /// Every property with its values, and what leads here.
    fn anything(&mut self, asking: &Asking, cards: Cards<'_>, thing: &NamedNode) -> Result<(), Problem> {
        let c = self.c;
        let look = cards.look;
        self.sort = c.t("条目", "Item");
        let mut facts: BTreeMap<String, Vec<Link>> = BTreeMap::new();
        for quad in look.all(thing)? {
            if quad.predicate != v::EVIDENCE {
                let property = v::compact(quad.predicate.as_str());
                facts.entry(property).or_default().push(cards.term(&quad.object)?);
            }
        }
        for (property, mut links) in facts {
            links.sort_by(|a, b| a.name.cmp(&b.name));
            links.dedup();
            links.truncate(ROWS);
            self.facts.push((property, links));
        }
        self.quotes = cards.quotes(thing)?;
        let graph = None;
        let quads = asking.state.store.engine().quads_for_pattern(None, None, Some((thing).into()), graph);
        let mut from = Vec::new();
        for quad in quads.take(ROWS) {
            if let Term::NamedNode(node) = Term::from(quad?.subject) {
                from.push(node);
            }
        }
        from.sort();
        from.dedup();
        Ok(self.list(cards, c.t("相关条目", "What leads here"), from)?)
    }
}

/// The day that a time as EDTF ends on or is, as far as it says, to sort by.
fn day(edtf: &str) -> &str {
    edtf.rsplit('/').find(|part| *part != "..").unwrap_or(edtf)
}

/// The figures as a chart, if there are three or more of known days and value.
fn chart(figures: &[FigureCard]) -> Option<Chart> {
    const WIDTH: f64 = 580.0;
    const HEIGHT: f64 = 130.0;
    let of = |figure: &FigureCard| {
        let day: jiff::civil::Date = day(&figure.when).parse().ok()?;
        Some((day, figure.number?, figure.value.clone()))
    };
    let all: Vec<_> = figures.iter().filter_map(of).collect();
    let (first, last) = (all.first()?.0, all.last()?.0);
    let span = f64::from(first.until(last).ok()?.get_days());
    let highest = all.iter().map(|(_, number, _)| *number).fold(0.0, f64::max);
    if all.len() < 3 || span < 1.0 || highest <= 0.0 {
        return None;
    }
    let points: Vec<(f64, f64, String)> = all
        .iter()
        .map(|(day, number, value)| {
            let days = first.until(*day).map_or(0.0, |span| f64::from(span.get_days()));
            let at = |share: f64, most: f64| (10.0 + share * most).round();
            (at(days / span, WIDTH), at(1.0 - number.max(0.0) / highest, HEIGHT), format!("{day} {value}"))
        })
        .collect();
    let one_a_day = all.windows(2).all(|pair| pair[0].0 < pair[1].0);
    let line: Vec<String> = points.iter().filter(|_| one_a_day).map(|(x, y, _)| format!("{x},{y}")).collect();
    let (first, last) = (first.to_string(), last.to_string());
    Some(Chart { line: line.join(" "), points, highest: highest.to_string(), first, last })
}
