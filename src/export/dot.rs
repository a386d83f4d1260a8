//! A network for Graphviz: a shape and a colour a kind, Chinese labels.

use std::io::{self, Write};

use crate::analysis::network::{Kind, Network};
use crate::graph::vocabulary::compact;

/// Characters of a label a line, and in all.
const LINE: usize = 14;
const LABEL: usize = 56;

/// How a kind looks: shape, fill, and its name in the legend.
fn look(kind: Kind) -> (&'static str, &'static str, &'static str) {
    match kind {
        Kind::Person => ("ellipse", "#ffe9a8", "人物"),
        Kind::Organisation => ("box", "#bfd7ff", "机构"),
        Kind::Place => ("house", "#c9e8c0", "地方"),
        Kind::Event => ("hexagon", "#ffcfb8", "事件"),
        Kind::Figure => ("note", "#e4e4e4", "数据"),
    }
}

/// Writes the network in the language of `dot`: the same network, the same bytes.
///
/// # Errors
/// The writer's.
pub fn write(network: &Network, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "digraph fangzhi {{")?;
    writeln!(out, "  graph [charset=\"UTF-8\", rankdir=LR, overlap=false, splines=true];")?;
    writeln!(
        out,
        "  node [style=filled, fontname=\"Noto Sans CJK SC,Microsoft YaHei,PingFang SC,sans-serif\", fontsize=11];"
    )?;
    writeln!(
        out,
        "  edge [fontname=\"Noto Sans CJK SC,Microsoft YaHei,PingFang SC,sans-serif\", fontsize=9, color=\"#888888\"];"
    )?;
    writeln!(out, "  subgraph cluster_legend {{\n    label=\"图例\"; fontsize=10; color=\"#cccccc\";")?;
    for (kind, _) in Kind::ALL {
        let (shape, colour, name) = look(kind);
        writeln!(out, "    \"legend {name}\" [label=\"{name}\", shape={shape}, fillcolor=\"{colour}\"];")?;
    }
    writeln!(out, "  }}")?;
    for node in network.nodes() {
        let (shape, colour, _) = look(node.kind);
        let note = if node.note.is_empty() { String::new() } else { format!("\\n{}", quote(&node.note)) };
        let label = format!("{}{note}", wrap(&node.label));
        let id = compact(&node.iri);
        writeln!(
            out,
            "  \"{}\" [label=\"{label}\", shape={shape}, fillcolor=\"{colour}\", tooltip=\"{}\", URL=\"{}\"];",
            quote(&id),
            quote(&node.label),
            quote(&node.iri)
        )?;
    }
    for (from, link, to) in network.links() {
        let (from, to) = (compact(&from.iri), compact(&to.iri));
        let style = if link.upward { ", style=dashed" } else { "" };
        writeln!(out, "  \"{}\" -> \"{}\" [label=\"{}\"{style}];", quote(&from), quote(&to), wrap(&link.label))?;
    }
    writeln!(out, "}}")
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
    }
}
