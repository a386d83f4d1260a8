//! A network as tables: nodes with their measures, links, and the sentences of each link. GraphML and GEXF hold the first two.

use std::collections::BTreeMap;

use oxigraph::model::NamedNode;

use super::ExportError;
use super::sheet::{Column, Row, Sheet, Type};
use crate::analysis::Network;
use crate::graph::Store;
use crate::query::evidence::statements;
use crate::query::look::Look;

/// A network with the store that tells of it.
pub struct Ties<'a> {
    /// The network.
    pub network: &'a Network,
    /// Its store.
    pub store: &'a Store,
}

const fn column(name: &'static str, kind: Type, about: &'static str) -> Column {
    Column { name, kind, about }
}

const NODES: [Column; 9] = [
    column("id", Type::Text, "标识 | IRI"),
    column("label", Type::Text, "名称 | name"),
    column("kind", Type::Text, "类别 | person, organisation, place, post, event or figure"),
    column("note", Type::Text, "附注 | kind of a body, level of a place, type and time of an event"),
    column("province", Type::Text, "省 | province that it belongs to"),
    column("prefecture", Type::Text, "地级 | prefecture that it belongs to"),
    column("county", Type::Text, "县级 | county that it belongs to"),
    column("first", Type::Day, "最早 | first day of its links"),
    column("last", Type::Day, "最晚 | last day of its links"),
];

const LINKS: [Column; 8] = [
    column("source", Type::Text, "起点 | IRI of the node that it leads from"),
    column("target", Type::Text, "终点 | IRI of the node that it leads to"),
    column("type", Type::Text, "Directed or Undirected, as Gephi wants it | 有向或无向"),
    column("weight", Type::Whole, "权重 | number of facts"),
    column("label", Type::Text, "关系 | what ties the two"),
    column("first", Type::Day, "最早 | first day of its facts"),
    column("last", Type::Day, "最晚 | last day of its facts"),
    column("facts", Type::Text, "事实 | IRIs of its facts, parted by blanks"),
];

const EVIDENCE: [Column; 9] = [
    column("source", Type::Text, "起点 | IRI of the node that the link leads from"),
    column("target", Type::Text, "终点 | IRI of the node that it leads to"),
    column("fact", Type::Text, "事实 | IRI of the event, post seen or figure"),
    column("claim", Type::Text, "依据 | IRI of the claim"),
    column("sentence", Type::Text, "原句 | the sentence that says so"),
    column("headline", Type::Text, "标题 | headline of its article"),
    column("page", Type::Text, "版面 | paper, day and page"),
    column("date", Type::Day, "见报日 | day of issue"),
    column("confidence", Type::Number, "置信度 | share of right claims among those like it"),
];

impl Ties<'_> {
    /// The nodes with their measures.
    pub fn nodes(&self) -> Sheet {
        let measured = self.network.measured();
        let kind = |whole: bool| if whole { Type::Whole } else { Type::Number };
        let mut columns = NODES.to_vec();
        columns.extend(measured.iter().map(|(measure, _)| column(measure.name, kind(measure.whole), measure.english)));
        let days = self.days();
        let rows = self.network.nodes().enumerate().map(|(at, node)| {
            let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
            let [province, prefecture, county] = node.territory.clone();
            let (first, last) = days.get(&at).cloned().unwrap_or_default();
            let own = [text(&node.iri), text(&node.label), text(node.kind.name()), text(&node.note)];
            let values = measured.iter().map(|(measure, values)| Some(measure.written(values[at])));
            own.into_iter().chain([province, prefecture, county, first, last]).chain(values).collect()
        });
        let about = "结点 | nodes with their measures";
        Sheet { name: "nodes", about, columns, key: &["id"], references: &[], rows: rows.collect() }
    }

    /// The links.
    pub fn links(&self) -> Sheet {
        let kind = if self.network.is_directed() { "Directed" } else { "Undirected" };
        let links = self.network.links();
        let rows = links.into_iter().map(|(from, link, to)| {
            let facts: Vec<&str> = link.facts.iter().map(String::as_str).collect();
            let [from, to] = [from, to].map(|at| self.network.node(at).iri.clone());
            vec![
                Some(from),
                Some(to),
                Some(kind.to_owned()),
                Some(link.weight().to_string()),
                Some(link.label()).filter(|label| !label.is_empty()),
                link.first.clone(),
                link.last.clone(),
                (!facts.is_empty()).then(|| facts.join(" ")),
            ]
        });
        Sheet {
            name: "links",
            about: "联系 | links with their weight and their days",
            columns: LINKS.to_vec(),
            key: &["source", "target"],
            references: &[(&["source"], "nodes", &["id"]), (&["target"], "nodes", &["id"])],
            rows: rows.collect(),
        }
    }

    /// The sentences of each link.
    ///
    /// # Errors
    /// The engine's.
    pub fn evidence(&self) -> Result<Sheet, ExportError> {
        let look = Look::at(self.store);
        let mut rows: Vec<Row> = Vec::new();
        for (from, link, to) in self.network.links() {
            let [from, to] = [from, to].map(|at| Some(self.network.node(at).iri.clone()));
            for fact in &link.facts {
                for told in statements(look, &NamedNode::new_unchecked(fact))? {
                    rows.push(vec![
                        from.clone(),
                        to.clone(),
                        Some(fact.clone()),
                        Some(told.claim),
                        told.sentence,
                        told.headline,
                        told.page,
                        told.date,
                        told.confidence,
                    ]);
                }
            }
        }
        Ok(Sheet {
            name: "evidence",
            about: "依据 | the sentences that each link stands on",
            columns: EVIDENCE.to_vec(),
            key: &["source", "target", "fact", "claim"],
            references: &[(&["source", "target"], "links", &["source", "target"])],
            rows,
        })
    }

    /// First and last day of the links of each node.
    fn days(&self) -> BTreeMap<usize, (Option<String>, Option<String>)> {
        let mut days: BTreeMap<usize, (Option<String>, Option<String>)> = BTreeMap::new();
        for (from, link, to) in self.network.links() {
            for at in [from, to] {
                let (first, last) = days.entry(at).or_default();
                *first = first.take().into_iter().chain(link.first.clone()).min();
                *last = last.take().into_iter().chain(link.last.clone()).max();
            }
        }
        days
    }
}
