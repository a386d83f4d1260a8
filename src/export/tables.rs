//! The store as tidy tables: a row of [`TABLES`] each, whose columns say which property they show.

use oxigraph::model::{NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};

use super::sheet::{Column, Reference, Row, Sheet, Type};
use super::{ExportError, panel};
use crate::graph::{Store, vocabulary as v};
use crate::query::Statement;
use crate::query::look::{Look, Looked, value};

/// A table of the store.
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// What it holds, in Chinese and English.
    pub about: &'static str,
    make: fn(&Store, &'static Table) -> Result<Sheet, ExportError>,
    /// The class whose things are its rows.
    class: NamedNodeRef<'static>,
    /// The property each of whose values makes a row of its own.
    each: Option<NamedNodeRef<'static>>,
    columns: &'static [(Column, Shows)],
    key: &'static [&'static str],
    references: &'static [Reference],
}

/// Where the value of a column comes from; several values of a thing stand in one cell, parted by `；`.
#[derive(Clone, Copy)]
enum Shows {
    /// The thing itself.
    Thing,
    /// The value that has the row of its own.
    Each,
    /// The name of that value.
    EachName,
    /// Text of a property.
    Text(NamedNodeRef<'static>),
    /// IRIs of the things that a property leads to.
    Things(NamedNodeRef<'static>),
    /// Their names.
    Names(NamedNodeRef<'static>),
    /// Their last word: High of fz:High.
    Last(NamedNodeRef<'static>),
    /// Text of a property of the thing that a property leads to.
    Through(NamedNodeRef<'static>, NamedNodeRef<'static>),
    /// The part that the value with the row of its own plays in the event.
    Part,
}

const fn column(name: &'static str, kind: Type, about: &'static str) -> Column {
    Column { name, kind, about }
}

use Shows::{Each, EachName, Last, Names, Part, Text, Thing, Things, Through};

const IRI: (Column, Shows) = (column("iri", Type::Text, "标识 | IRI"), Thing);
const LABEL: (Column, Shows) = (column("label", Type::Text, "名称 | name"), Text(v::PREF_LABEL));
const OTHER: (Column, Shows) = (column("other_names", Type::Text, "别名 | other names"), Text(v::ALT_LABEL));
const EDTF: (Column, Shows) = (column("time", Type::Text, "时间 | time as EDTF"), Text(v::EDTF));
const EARLIEST: (Column, Shows) = (column("earliest", Type::Day, "最早 | first day it may touch"), Text(v::EARLIEST));
const LATEST: (Column, Shows) = (column("latest", Type::Day, "最晚 | last day it may touch"), Text(v::LATEST));
const MONTH: (Column, Shows) = (column("month", Type::Month, "月 | month"), Text(v::MONTH));
const BAND: (Column, Shows) =
    (column("band", Type::Text, "置信档 | High, Medium or Low, of the best claim"), Last(v::BAND));

/// The tables, in the order in which they are written.
pub const TABLES: &[Table] = &[
    Table {
        name: "events",
        about: "事件 | events",
        make: things,
        class: v::EVENT,
        each: None,
        columns: &[
            IRI,
            (column("type", Type::Text, "类型 | type"), Last(v::EVENT_TYPE)),
            (column("type_zh", Type::Text, "类型 | its Chinese name"), Names(v::EVENT_TYPE)),
            (column("what", Type::Text, "何事 | act and object, as written"), Text(v::WHAT)),
            (column("who", Type::Text, "谁 | names of the actors; table actors"), Names(v::HAS_ACTOR)),
            (column("where", Type::Text, "何地 | names of the places; table locations"), Names(v::HAS_PLACE)),
            EDTF,
            EARLIEST,
            LATEST,
            MONTH,
            BAND,
        ],
        key: &["iri"],
        references: &[],
    },
    Table {
        name: "actors",
        about: "事件的行为者 | who acts in which event",
        make: things,
        class: v::EVENT,
        each: Some(v::HAS_ACTOR),
        columns: &[
            (column("event", Type::Text, "事件 | IRI of the event"), Thing),
            (column("actor", Type::Text, "行为者 | IRI of a person, body or place"), Each),
            (column("name", Type::Text, "名称 | its name"), EachName),
            (column("part", Type::Text, "角色 | part played: Sender, Donor; open for who just acts"), Part),
        ],
        key: &["event", "actor"],
        references: &[(&["event"], "events", &["iri"])],
    },
    Table {
        name: "locations",
        about: "事件的地点 | which event took place where",
        make: things,
        class: v::EVENT,
        each: Some(v::HAS_PLACE),
        columns: &[
            (column("event", Type::Text, "事件 | IRI of the event"), Thing),
            (column("place", Type::Text, "地方 | IRI of the place, or of a body such as a hospital"), Each),
            (column("name", Type::Text, "名称 | its name"), EachName),
        ],
        key: &["event", "place"],
        references: &[(&["event"], "events", &["iri"])],
    },
    Table {
        name: "posts",
        about: "任职 | people in posts, as the papers show them",
        make: things,
        class: v::MEMBERSHIP,
        each: None,
        columns: &[
            IRI,
            (column("person", Type::Text, "人物 | IRI of the person"), Things(v::MEMBER)),
            (column("name", Type::Text, "姓名 | name of the person"), Names(v::MEMBER)),
            (column("title", Type::Text, "职务 | title"), Names(v::ROLE)),
            (column("body", Type::Text, "机构 | IRI of the body, where one is named"), Things(v::IN_ORGANIZATION)),
            (column("body_name", Type::Text, "机构 | its name"), Names(v::IN_ORGANIZATION)),
            (
                column("post", Type::Text, "岗位 | IRI of the post, the same for all who hold it"),
                Things(v::OPENGOV_POST),
            ),
            (column("first_seen", Type::Day, "首见 | first issue that shows it"), Text(v::FIRST_SEEN)),
            (column("last_seen", Type::Day, "末见 | last issue that shows it"), Text(v::LAST_SEEN)),
            BAND,
        ],
        key: &["iri"],
        references: &[(&["person"], "people", &["iri"]), (&["body"], "bodies", &["iri"])],
    },
    Table {
        name: "people",
        about: "人物 | people",
        make: things,
        class: v::PERSON,
        each: None,
        columns: &[IRI, LABEL, OTHER],
        key: &["iri"],
        references: &[],
    },
    Table {
        name: "bodies",
        about: "机构 | organisations",
        make: things,
        class: v::ORGANIZATION,
        each: None,
        columns: &[
            IRI,
            LABEL,
            OTHER,
            (column("kind", Type::Text, "类别 | kind of body"), Last(v::CLASSIFICATION)),
            (column("kind_zh", Type::Text, "类别 | its Chinese name"), Names(v::CLASSIFICATION)),
            (column("seat", Type::Text, "辖区 | IRI of the division whose body it is"), Things(v::JURISDICTION)),
            (column("seat_name", Type::Text, "辖区 | its name"), Names(v::JURISDICTION)),
        ],
        key: &["iri"],
        references: &[(&["seat"], "places", &["iri"])],
    },
    Table {
        name: "places",
        about: "地方 | divisions and other places",
        make: things,
        class: v::ADMINISTRATIVE_AREA,
        each: None,
        columns: &[
            IRI,
            (column("code", Type::Text, "代码 | GB/T 2260 or statistical code"), Text(v::CODE)),
            LABEL,
            OTHER,
            (column("level", Type::Text, "级别 | level"), Text(v::LEVEL)),
            (column("within", Type::Text, "上级 | IRI of the place right above"), Things(v::CONTAINED_IN_PLACE)),
            (column("within_name", Type::Text, "上级 | its name"), Names(v::CONTAINED_IN_PLACE)),
        ],
        key: &["iri"],
        references: &[],
    },
    Table {
        name: "figures",
        about: "数据 | reported figures",
        make: things,
        class: v::OBSERVATION,
        each: None,
        columns: &[
            IRI,
            (column("indicator", Type::Text, "指标 | what is counted"), Names(v::INDICATOR)),
            (column("value", Type::Number, "数值 | the number"), Text(v::OBS_VALUE)),
            (column("unit", Type::Text, "单位 | unit, as written"), Text(v::UNIT)),
            (column("exactness", Type::Text, "精确度 | Exact, Over or About"), Last(v::APPROX)),
            (column("place", Type::Text, "地方 | IRI of the place that it describes"), Things(v::REF_AREA)),
            (column("place_name", Type::Text, "地方 | its name"), Names(v::REF_AREA)),
            (column("body", Type::Text, "机构 | IRI of the body that it describes"), Things(v::SUBJECT)),
            (column("body_name", Type::Text, "机构 | its name"), Names(v::SUBJECT)),
            EDTF,
            EARLIEST,
            LATEST,
            MONTH,
            BAND,
        ],
        key: &["iri"],
        references: &[(&["place"], "places", &["iri"]), (&["body"], "bodies", &["iri"])],
    },
    Table {
        name: "panel",
        about: "面板数据 | figures by place, day and indicator; those without a place or a day are left out",
        make: panel::make,
        class: v::OBSERVATION,
        each: None,
        columns: &[],
        key: &["place", "date", "indicator", "unit"],
        references: &[(&["place"], "places", &["iri"])],
    },
    Table {
        name: "articles",
        about: "文章 | articles",
        make: things,
        class: v::NEWS_ARTICLE,
        each: None,
        columns: &[
            IRI,
            (column("headline", Type::Text, "标题 | headline"), Text(v::HEADLINE)),
            (column("kind", Type::Text, "体裁 | news, feature, caption, notice, commentary, …"), Text(v::ARTICLE_KIND)),
            (column("date", Type::Day, "见报日 | day of issue"), Text(v::DATE_PUBLISHED)),
            (column("authors", Type::Text, "记者 | reporters and authors"), Text(v::AUTHOR)),
            (column("contributors", Type::Text, "通讯员 | correspondents"), Text(v::CONTRIBUTOR)),
            (column("page", Type::Text, "版面 | paper, day and page"), Names(v::IS_PART_OF)),
            (column("file", Type::Text, "文件 | stem of its file"), Through(v::IS_PART_OF, v::SOURCE_FILE)),
            (column("home", Type::Text, "本地 | IRI of what 我市 means"), Through(v::IS_PART_OF, v::HOME_DISTRICT)),
        ],
        key: &["iri"],
        references: &[],
    },
    Table {
        name: "evidence",
        about: "依据 | the sentences that facts stand on",
        make: evidence,
        class: v::FACT,
        each: None,
        columns: &[],
        key: &["claim"],
        references: &[(&["article"], "articles", &["iri"])],
    },
];

impl Table {
    /// The table called `name`.
    pub fn named(name: &str) -> Option<&'static Self> {
        TABLES.iter().find(|table| table.name == name)
    }

    /// The table with its rows, sorted.
    ///
    /// # Errors
    /// The engine's.
    pub fn of(&'static self, store: &Store) -> Result<Sheet, ExportError> {
        let mut sheet = (self.make)(store, self)?;
        sheet.rows.sort();
        Ok(sheet)
    }

    /// The table with these columns and rows.
    pub(super) fn sheet(&self, columns: Vec<Column>, rows: Vec<Row>) -> Sheet {
        Sheet { name: self.name, about: self.about, columns, key: self.key, references: self.references, rows }
    }
}

/// A row for each thing of the table's class, or for each value of the property that has rows of its own.
fn things(store: &Store, table: &'static Table) -> Result<Sheet, ExportError> {
    let look = Look::at(store);
    let mut rows = Vec::new();
    for quad in store.engine().quads_for_pattern(None, Some(v::TYPE), Some(table.class.into()), None) {
        let NamedOrBlankNode::NamedNode(thing) = quad?.subject else { continue };
        let said = look.all(&thing)?;
        let each = match table.each {
            None => vec![None],
            Some(property) => nodes(&said, property).into_iter().map(Some).collect(),
        };
        for each in each {
            let cells = table.columns.iter().map(|(_, from)| from.cell(look, &thing, &said, each.as_ref()));
            rows.push(cells.collect::<Looked<Row>>()?);
        }
    }
    Ok(table.sheet(table.columns.iter().map(|(column, _)| *column).collect(), rows))
}

/// The things that `property` leads to, sorted.
fn nodes(said: &[Quad], property: NamedNodeRef<'_>) -> Vec<NamedNode> {
    let all = said.iter().filter(|quad| quad.predicate == property);
    let mut nodes: Vec<NamedNode> = all
        .filter_map(|quad| if let Term::NamedNode(node) = &quad.object { Some(node.clone()) } else { None })
        .collect();
    nodes.sort();
    nodes
}

impl Shows {
    fn cell(
        self,
        look: Look<'_>,
        thing: &NamedNode,
        said: &[Quad],
        each: Option<&NamedNode>,
    ) -> Looked<Option<String>> {
        let last = |iri: &str| iri.rsplit(['#', '/']).next().unwrap_or(iri).to_owned();
        let mut found: Vec<String> = match self {
            Self::Thing => vec![thing.as_str().to_owned()],
            Self::Each => each.iter().map(|node| node.as_str().to_owned()).collect(),
            Self::EachName => each.iter().map(|node| look.label(node)).collect::<Looked<_>>()?,
            Self::Text(property) => {
                said.iter().filter(|quad| quad.predicate == property).map(|quad| value(&quad.object)).collect()
            }
            Self::Things(property) => nodes(said, property).into_iter().map(NamedNode::into_string).collect(),
            Self::Names(property) => {
                nodes(said, property).iter().map(|node| look.label(node)).collect::<Looked<_>>()?
            }
            Self::Last(property) => nodes(said, property).iter().map(|node| last(node.as_str())).collect(),
            Self::Through(property, then) => {
                let texts = nodes(said, property).into_iter().map(|node| look.text(&node, then));
                texts.collect::<Looked<Vec<_>>>()?.into_iter().flatten().collect()
            }
            Self::Part => {
                let mut parts = Vec::new();
                for part in nodes(said, v::PARTICIPATION) {
                    if look.things(&part, v::ACTOR)?.first() == each {
                        parts.extend(look.things(&part, v::ROLE_TYPE)?.iter().map(|role| last(role.as_str())));
                    }
                }
                parts
            }
        };
        found.sort();
        found.dedup();
        Ok((!found.is_empty()).then(|| found.join("；")))
    }
}

/// The tables whose rows stand on sentences, with their classes.
const FACTS: [(&str, NamedNodeRef<'static>); 3] =
    [("events", v::EVENT), ("posts", v::MEMBERSHIP), ("figures", v::OBSERVATION)];

fn evidence(store: &Store, table: &'static Table) -> Result<Sheet, ExportError> {
    let columns = vec![
        column("table", Type::Text, "表 | table of the fact"),
        column("fact", Type::Text, "事实 | IRI of the fact"),
        column("claim", Type::Text, "依据 | IRI of the claim"),
        column("confidence", Type::Number, "置信度 | share of right claims among those like it"),
        column("rule", Type::Text, "规则 | rule that made the claim"),
        column("words", Type::Text, "词语 | words that it hangs on"),
        column("sentence", Type::Text, "原句 | the sentence"),
        column("article", Type::Text, "文章 | IRI of its article"),
        column("headline", Type::Text, "标题 | headline"),
        column("page", Type::Text, "版面 | paper, day and page"),
        column("date", Type::Day, "见报日 | day of issue"),
        column("file", Type::Text, "文件 | stem of the page's file"),
        column("begin", Type::Whole, "起 | first character of the sentence in the raw page, in code points"),
        column("end", Type::Whole, "止 | one past its last"),
    ];
    let look = Look::at(store);
    let mut rows = Vec::new();
    for (name, class) in FACTS {
        for fact in look.subjects(v::TYPE, &class.into_owned().into())? {
            for claim in look.things(&fact, v::EVIDENCE)? {
                let told = Statement::of(look, &claim)?;
                rows.push(vec![
                    Some(name.to_owned()),
                    Some(fact.as_str().to_owned()),
                    Some(told.claim),
                    told.confidence,
                    told.rule,
                    told.trigger,
                    told.sentence,
                    Some(told.article),
                    told.headline,
                    told.page,
                    told.date,
                    told.file,
                    told.raw.map(|(begin, _)| begin.to_string()),
                    told.raw.map(|(_, end)| end.to_string()),
                ]);
            }
        }
    }
    Ok(table.sheet(columns, rows))
}
