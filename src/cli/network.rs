//! `fangzhi network`

use std::collections::BTreeSet;
use std::io::Write;

use clap::builder::{PossibleValue, PossibleValuesParser};
use oxigraph::model::NamedNode;
use serde_json::{Value, json};

use super::At;
use super::find::statements as write_statements;
use super::say::{Exit, Say};
use super::scope::Within;
use super::show::{self, Sheets};
use crate::analysis::network::measures::{MEASURES, Measure};
use crate::analysis::network::path::Step;
use crate::analysis::network::{Link, NETWORKS, NetworkKind, Node};
use crate::graph::Store;
use crate::query::Statement;
use crate::query::evidence::statements;
use crate::query::look::Look;

#[derive(clap::Args)]
#[command(after_help = help())]
pub struct Network {
    /// Which network; without it, list them
    #[arg(value_parser = kinds())]
    kind: Option<String>,
    /// Measures to show, parted by commas; the first orders the rows
    #[arg(long, value_name = "NAME,…", value_delimiter = ',', value_parser = measures())]
    measure: Vec<String>,
    /// The shortest path between two things, each step with its sentences
    #[arg(long, num_args = 2, value_names = ["NAME", "NAME"])]
    path: Option<Vec<String>>,
    /// Only what lies around a name, a code or an IRI
    #[arg(long, value_name = "NAME")]
    around: Option<String>,
    /// How many links from it
    #[arg(long, value_name = "N", default_value_t = 1, requires = "around")]
    depth: usize,
    /// At most so many rows
    #[arg(long, value_name = "N", default_value_t = 20)]
    top: usize,
    /// The strongest links with their sentences in the place of the nodes
    #[arg(long, conflicts_with = "path")]
    links: bool,
    /// How to write it
    #[arg(long, value_enum, default_value_t = Sheets::Table)]
    format: Sheets,
    #[command(flatten)]
    within: Within,
    #[command(flatten)]
    at: At,
}

/// The kinds of network, for arguments.
pub fn kinds() -> PossibleValuesParser {
    PossibleValuesParser::new(NETWORKS.iter().map(|kind| PossibleValue::new(kind.name).help(kind.english)))
}

fn measures() -> PossibleValuesParser {
    PossibleValuesParser::new(MEASURES.iter().map(|measure| PossibleValue::new(measure.name).help(measure.english)))
}

fn help() -> String {
    let measures: Vec<String> =
        MEASURES.iter().map(|m| format!("  {:12} {}: {}", m.name, m.chinese, m.english)).collect();
    format!(
        "Measures:\n{}\n\nExamples:\n  fangzhi network bodies --place 绵阳市 --measure betweenness,degree\n  \
        fangzhi network officials --path 王某 李某\n  fangzhi network inspections --links --top 5",
        measures.join("\n")
    )
}

/// What is shown where nobody asks for other measures.
const USUAL: [&str; 6] = ["strength", "degree", "pagerank", "core", "component", "community"];

impl Network {
    pub fn run(&self, say: &Say) -> anyhow::Result<Exit> {
        let Some(kind) = self.kind.as_deref().and_then(NetworkKind::named) else { return list() };
        let store = self.at.open()?;
        let mut network = crate::analysis::Network::of(&store, kind, &self.within.scope(&store, say)?)?;
        if let Some(name) = &self.around {
            network = network.around(&named(&store, name, say)?, self.depth);
        }
        if network.is_empty() {
            say.warn("nothing in the store fits");
            return Ok(Exit::Nothing);
        }
        let shown = Shown { store: &store, network: &network, format: self.format, top: self.top };
        let title = format!("{} {}{}", kind.chinese, kind.english, self.within.words());
        match &self.path {
            Some(ends) => {
                let (from, to) = (named(&store, &ends[0], say)?, named(&store, &ends[1], say)?);
                let Some(steps) = network.path(&from, &to) else {
                    say.warn(&format!("no path leads from {} to {}", ends[0], ends[1]));
                    return Ok(Exit::Nothing);
                };
                shown.path(&title, &steps)?;
            }
            None if self.links => shown.links(&title)?,
            None => shown.nodes(&title, &self.measure)?,
        }
        Ok(Exit::Done)
    }
}

fn named(store: &Store, name: &str, say: &Say) -> anyhow::Result<BTreeSet<NamedNode>> {
    let things = Look::at(store).named(name)?;
    if things.is_empty() {
        say.warn(&format!("nothing in the store is called {name}"));
    }
    Ok(things)
}

fn list() -> anyhow::Result<Exit> {
    let mut out = show::out();
    let rows = NETWORKS.iter().map(|kind| vec![kind.name.to_owned(), format!("{}\n{}", kind.chinese, kind.english)]);
    writeln!(out, "{}", show::small_table(&["name", "network"], rows.collect()))?;
    writeln!(out, "fangzhi network NAME")?;
    out.flush()?;
    Ok(Exit::Done)
}

/// A network on its way to the reader.
struct Shown<'a> {
    store: &'a Store,
    network: &'a crate::analysis::Network,
    format: Sheets,
    top: usize,
}

impl Shown<'_> {
    /// The nodes that come first by the first measure.
    fn nodes(&self, title: &str, asked: &[String]) -> anyhow::Result<()> {
        let names: Vec<&str> =
            if asked.is_empty() { USUAL.to_vec() } else { asked.iter().map(String::as_str).collect() };
        let measured: Vec<(&Measure, Vec<f64>)> = names
            .iter()
            .filter_map(|name| Measure::named(name))
            .map(|measure| (measure, measure.of(self.network)))
            .collect();
        let nodes: Vec<_> = self.network.nodes().collect();
        let mut order = match measured.first() {
            Some((measure, values)) => self.network.order(measure, values),
            None => (0..nodes.len()).collect(),
        };
        order.truncate(self.top);
        let (all, links, parts) = (nodes.len(), self.network.size(), self.network.parts());
        if self.format == Sheets::Json {
            let node = |&at: &usize| {
                let mut object = json!({"iri": nodes[at].iri, "label": nodes[at].label, "kind": nodes[at].kind.name(),
                    "note": nodes[at].note, "territory": nodes[at].territory});
                for (measure, values) in &measured {
                    object[measure.name] = json!(values[at]);
                }
                object
            };
            let shown: Vec<Value> = order.iter().map(node).collect();
            return print(&json!({"title": title, "nodes": all, "links": links, "components": parts,
                "modularity": self.network.modularity(), "top": shown}));
        }
        let mut columns = vec!["name", "kind", "territory"];
        columns.extend(measured.iter().map(|(measure, _)| measure.name));
        let rows = order.iter().map(|&at| {
            let territory = nodes[at].territory.iter().rev().flatten().next().cloned().unwrap_or_default();
            let values = measured.iter().map(|(measure, values)| measure.written(values[at]));
            [nodes[at].label.clone(), nodes[at].kind.chinese().to_owned(), territory]
                .into_iter()
                .chain(values)
                .collect()
        });
        let title = format!(
            "{title}\n{all}个结点 nodes, {links}条联系 links, {parts}个分支 components, 模块度 modularity {:.2}",
            self.network.modularity()
        );
        show::sheets(&[show::Sheet { title, columns, rows: rows.collect(), long: false }], self.format)
    }

    /// The strongest links with their sentences.
    fn links(&self, title: &str) -> anyhow::Result<()> {
        let mut links = self.network.strongest_links();
        links.truncate(self.top);
        let ends = links.into_iter().map(|(from, link, to)| (self.network.node(from), link, self.network.node(to)));
        self.told(title, ends.collect())
    }

    /// The steps of a path with their sentences.
    fn path(&self, title: &str, steps: &[Step]) -> anyhow::Result<()> {
        let names = steps.iter().map(|step| step.to.label.as_str());
        let names: Vec<&str> = steps.first().map(|step| step.from.label.as_str()).into_iter().chain(names).collect();
        let title = format!("{title}\n{}步 steps: {}", steps.len(), names.join(" → "));
        let links = steps.iter().flat_map(|step| step.links.iter().map(move |link| (&step.from, link, &step.to)));
        self.told(&title, links.collect())
    }

    /// Links with what they stand on.
    fn told(&self, title: &str, links: Vec<(&Node, &Link, &Node)>) -> anyhow::Result<()> {
        let mut evidence = Vec::new();
        for (_, link, _) in &links {
            evidence.push(self.evidence(link)?);
        }
        let told = links.into_iter().zip(&evidence);
        match self.format {
            Sheets::Json => {
                let links: Vec<Value> = told.map(|((from, link, to), told)| of_link(from, link, to, told)).collect();
                print(&json!({"title": title, "links": links}))
            }
            Sheets::Table => {
                let mut out = show::out();
                writeln!(out, "{title}\n")?;
                for ((from, link, to), told) in told {
                    self.link(&mut out, &from.label, link, &to.label, told)?;
                }
                Ok(out.flush()?)
            }
            _ => {
                let rows = told.map(|((from, link, to), told)| row(&from.label, link, &to.label, told)).collect();
                let columns = ROW.to_vec();
                show::sheets(&[show::Sheet { title: title.to_owned(), columns, rows, long: false }], self.format)
            }
        }
    }

    fn evidence(&self, link: &Link) -> anyhow::Result<Vec<Statement>> {
        let mut told = Vec::new();
        for fact in &link.facts {
            told.extend(statements(Look::at(self.store), &NamedNode::new_unchecked(fact))?);
        }
        Ok(told)
    }

    /// A link as a paragraph.
    fn link(
        &self,
        out: &mut impl Write,
        from: &str,
        link: &Link,
        to: &str,
        evidence: &[Statement],
    ) -> std::io::Result<()> {
        const SENTENCES: usize = 3;
        let arrow = if self.network.is_directed() { "→" } else { "—" };
        writeln!(out, "{from} {arrow} {to}  {} ×{}  {}", link.label(), link.weight(), link.days())?;
        if evidence.is_empty() {
            writeln!(out, "  （据区划与名称 by the list of divisions and the names）")?;
        }
        write_statements(out, &evidence[..evidence.len().min(SENTENCES)])?;
        if evidence.len() > SENTENCES {
            writeln!(out, "  另有{}句 more sentences", evidence.len() - SENTENCES)?;
        }
        writeln!(out)
    }
}

const ROW: [&str; 8] = ["from", "link", "to", "facts", "days", "sentence", "source", "claim"];

/// A link with the first of its sentences.
fn row(from: &str, link: &Link, to: &str, evidence: &[Statement]) -> Vec<String> {
    let first = evidence.first();
    let of = |part: fn(&Statement) -> String| first.map(part).unwrap_or_default();
    vec![
        from.to_owned(),
        link.label(),
        to.to_owned(),
        link.weight().to_string(),
        link.days(),
        of(|told| told.sentence.clone().unwrap_or_default()),
        of(Statement::source),
        of(|told| told.claim.clone()),
    ]
}

fn of_link(from: &Node, link: &Link, to: &Node, evidence: &[Statement]) -> Value {
    json!({"from": {"iri": from.iri, "label": from.label}, "to": {"iri": to.iri, "label": to.label},
        "label": link.label(), "weight": link.weight(), "first": link.first, "last": link.last,
        "facts": link.facts, "evidence": evidence})
}

fn print(value: &Value) -> anyhow::Result<()> {
    let mut out = show::out();
    writeln!(out, "{value:#}")?;
    Ok(out.flush()?)
}
