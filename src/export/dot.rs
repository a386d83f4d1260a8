//! A network for Graphviz: a shape and a colour a kind, a frame a territory, lines as wide as they are strong, Chinese labels.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use super::ties::Ties;
use super::{ExportError, Imprint};
use crate::analysis::network::{Kind, Link, Network, Node};

/// More nodes than these do not fit a picture that is to be read.
pub const MOST: usize = 300;

/// Characters of a label a line, and in all.
const LINE: usize = 14;
const LABEL: usize = 56;
/// More links than these go without words.
const WORDS: usize = 80;
/// Larger networks are drawn as maps: in layers they would be a ribbon.
const LAYERED: usize = 60;
/// Frames for no more territories than these: as many as there are provinces.
const FRAMES: usize = 34;
const FONT: &str = "Noto Sans CJK SC,Source Han Sans SC,Microsoft YaHei,PingFang SC,sans-serif";

/// How a kind looks: shape and fill.
pub fn look(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Person => ("ellipse", "#ffe9a8"),
        Kind::Organisation => ("box", "#bfd7ff"),
        Kind::Place => ("house", "#c9e8c0"),
        Kind::Post => ("cds", "#e3d3f2"),
        Kind::Event => ("hexagon", "#ffcfb8"),
        Kind::Figure => ("note", "#e4e4e4"),
    }
}

/// The strongest of a network, at most `most` nodes; what is left out is noted.
pub fn fitting(network: Network, most: usize, imprint: &mut Imprint) -> Network {
    if network.len() <= most {
        return network;
    }
    let (nodes, links) = (network.len(), network.size());
    let network = network.strongest(most);
    let (kept, tied) = (network.len(), network.size());
    imprint.notes.push(format!(
        "只示最强的{kept}个结点、{tied}条联系，全部为{nodes}个、{links}条 | the strongest {kept} of {nodes} nodes and {tied} of \
         {links} links"
    ));
    network
}

/// Writes the network in the language of `dot`: the same network, the same bytes.
///
/// # Errors
/// The writer's.
pub fn write(ties: &Ties<'_>, imprint: &Imprint, out: &mut dyn Write) -> Result<(), ExportError> {
    Ok(draw(ties.network, imprint, out)?)
}

fn draw(network: &Network, imprint: &Imprint, out: &mut dyn Write) -> io::Result<()> {
    let directed = network.is_directed();
    let (head, arrow) = if directed { ("digraph", "->") } else { ("graph", "--") };
    writeln!(out, "{head} fangzhi {{")?;
    // A few things read from left to right; all else is drawn as a map, where curved lines would take a minute of time.
    let layout = if network.len() <= LAYERED {
        "rankdir=LR, nodesep=0.15, ranksep=0.8, splines=true"
    } else {
        "layout=fdp, K=0.8, overlap=\"prism\", splines=line"
    };
    writeln!(out, "  graph [charset=\"UTF-8\", {layout}, outputorder=edgesfirst, pad=0.3,")?;
    writeln!(
        out,
        "    fontname=\"{FONT}\", fontsize=13, labelloc=t, labeljust=l,\n    label={}];",
        legend(network, imprint)
    )?;
    writeln!(out, "  node [style=filled, color=\"#777777\", fontname=\"{FONT}\", fontsize=11, margin=\"0.08,0.04\"];")?;
    writeln!(out, "  edge [color=\"#888888a0\", fontcolor=\"#666666\", fontname=\"{FONT}\", fontsize=9];")?;
    let frames = frames(network);
    let ids: BTreeMap<usize, String> = (0..network.len()).map(|at| (at, format!("n{at}"))).collect();
    let strength = strength(network);
    let strongest = strength.values().copied().max().unwrap_or(1);
    for (number, (territory, inside)) in frames.iter().enumerate() {
        let name = territory.as_deref().unwrap_or_default();
        if territory.is_some() {
            writeln!(
                out,
                "  subgraph cluster_{number} {{\n    graph [label=\"{}\", labeljust=l, fontsize=12,",
                quote(name)
            )?;
            writeln!(out, "      style=\"rounded,filled\", color=\"#cccccc\", fillcolor=\"#fafafa\"];")?;
        }
        for &at in inside {
            let size = 10 + 8 * strength.get(&at).copied().unwrap_or(0) / strongest.max(1);
            writeln!(out, "    {}", node(network.node(at), &ids[&at], name, size))?;
        }
        if territory.is_some() {
            writeln!(out, "  }}")?;
        }
    }
    let links = network.links();
    let widest = links.iter().map(|(_, link, _)| link.weight()).max().unwrap_or(1);
    for (from, link, to) in &links {
        let words = links.len() <= WORDS;
        writeln!(out, "  {} {arrow} {} [{}];", ids[from], ids[to], tie(link, widest, words))?;
    }
    writeln!(out, "}}")
}

fn node(node: &Node, id: &str, within: &str, size: usize) -> String {
    let (shape, colour) = look(node.kind);
    // 市总工会 needs no 许昌市 within its frame; 市委 would be 委.
    let shown = node.label.strip_prefix(within).filter(|rest| rest.chars().count() > 2).unwrap_or(&node.label);
    // The frame tells where a place is, the shape what it is.
    let note = if matches!(node.kind, Kind::Event | Kind::Figure) { node.note.as_str() } else { "" };
    let note = if note.is_empty() { String::new() } else { format!("\\n{}", quote(note)) };
    format!(
        "{id} [label=\"{}{note}\", shape={shape}, fillcolor=\"{colour}\", fontsize={size}, tooltip=\"{}\", URL=\"{}\"];",
        wrap(shown),
        quote(&node.label),
        quote(&node.iri)
    )
}

fn tie(link: &Link, widest: usize, words: bool) -> String {
    let weight = link.weight();
    let share = if widest > 1 { (weight as f64).ln() / (widest as f64).ln() } else { 0.0 };
    let mut parts = vec![format!("penwidth={:.1}", 1.0 + 4.0 * share)];
    let times = if weight > 1 { format!(" ×{weight}") } else { String::new() };
    if words {
        parts.push(format!("label=\"{}{times}\"", wrap(&link.label())));
    }
    if link.upward {
        parts.push("style=dashed".to_owned());
    }
    parts.push(format!("tooltip=\"{}\"", quote(format!("{}{times} {}", link.label(), link.days()).trim())));
    if let Some(fact) = link.facts.first() {
        parts.push(format!("URL=\"{}\"", quote(fact)));
    }
    parts.join(", ")
}

/// How many facts each node is tied by.
fn strength(network: &Network) -> BTreeMap<usize, usize> {
    let mut strength = BTreeMap::new();
    for (from, link, to) in network.links() {
        *strength.entry(from).or_default() += link.weight();
        *strength.entry(to).or_default() += link.weight();
    }
    strength
}

/// The nodes by territory: of the highest level at which they lie in several, if these are not too many to be framed.
/// What has no territory, or is one of those above, stands outside.
fn frames(network: &Network) -> BTreeMap<Option<String>, Vec<usize>> {
    let mut found = BTreeMap::from([(None, (0..network.len()).collect())]);
    for level in 0..3 {
        let mut groups: BTreeMap<Option<String>, Vec<usize>> = BTreeMap::new();
        for (at, node) in network.nodes().enumerate() {
            groups.entry(node.territory[level].clone()).or_default().push(at);
        }
        let frames = groups.keys().flatten().count();
        if frames > 1 {
            if frames <= FRAMES {
                found = groups;
            }
            break;
        }
    }
    found
}

/// Title, notes and what shapes and lines mean, as an HTML-like label.
fn legend(network: &Network, imprint: &Imprint) -> String {
    let kinds: BTreeSet<Kind> = network.nodes().map(|node| node.kind).collect();
    let mut cells = String::new();
    for kind in kinds {
        let (_, colour) = look(kind);
        // Signs that Chinese fonts have.
        let sign = match kind {
            Kind::Person => '○',
            Kind::Organisation => '□',
            Kind::Place => '△',
            Kind::Post => '▷',
            Kind::Event => '◇',
            Kind::Figure => '☆',
        };
        cells.push_str(&format!("<td bgcolor=\"{colour}\"> {sign} {} </td>", kind.chinese()));
    }
    cells.push_str("<td>线越粗，事实越多 the wider, the more facts</td>");
    if network.links().iter().any(|(_, link, _)| link.upward) {
        cells.push_str("<td>虚线：隶属 dashed: belongs to</td>");
    }
    let lines = imprint.lines();
    let text = lines.iter().enumerate().map(|(at, line)| {
        let size = if at == 0 { 16 } else { 10 };
        let columns = 12;
        format!(
            "<tr><td align=\"left\" colspan=\"{columns}\"><font point-size=\"{size}\">{}</font></td></tr>",
            escape(line)
        )
    });
    let text: String = text.collect();
    format!("<<table border=\"0\" cellborder=\"0\" cellspacing=\"4\">{text}<tr>{cells}</tr></table>>")
}

/// Text inside an HTML-like label.
fn escape(text: &str) -> String {
    let quoted = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    quoted.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Text inside the quotes of `dot`, in which a backslash begins an escape and a line break ends nothing.
fn quote(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            c if c.is_control() => quoted.push(' '),
            c => quoted.push(c),
        }
    }
    quoted
}

/// Broken into lines, and cut where it is long.
fn wrap(text: &str) -> String {
    let all: Vec<char> = text.chars().collect();
    let shown = &all[..all.len().min(LABEL)];
    let lines: Vec<String> = shown.chunks(LINE).map(|line| quote(&line.iter().collect::<String>())).collect();
    let end = if all.len() > LABEL { "…" } else { "" };
    format!("{}{end}", lines.join("\\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_stay_inside_their_quotes() {
        for (text, expected) in [
            ("下发“通知”", "下发“通知”"),
            ("a\"b\\c\nd", "a\\\"b\\\\c d"),
            ("一二三四五六七八九十一二三四五", "一二三四五六七八九十一二三四\\n五"),
        ] {
            assert_eq!(wrap(text), expected);
        }
        assert_eq!(escape("<a> & \u{1}"), "&lt;a&gt; &amp;  ");
    }
}
