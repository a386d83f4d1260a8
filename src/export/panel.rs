//! Reported figures as a panel: one row for each place, day, indicator and unit.

use std::collections::BTreeMap;

use super::ExportError;
use super::sheet::{Column, Sheet, Type};
use super::tables::Table;
use crate::graph::{Store, vocabulary as v};
use crate::query::look::{Look, Looked};

/// A figure in its cell of the panel: how good it is, how many sentences report it, and the number as written and as such.
struct Figure {
    band: usize,
    reports: usize,
    value: String,
    number: f64,
}

/// The panel: of several figures for one cell the one of the best band and most reports, beside the least and the greatest.
pub(super) fn make(store: &Store, table: &'static Table) -> Result<Sheet, ExportError> {
    let column = |name, kind, about| Column { name, kind, about };
    let columns = vec![
        column("place", Type::Text, "地方 | IRI of the place"),
        column("code", Type::Text, "代码 | its code"),
        column("name", Type::Text, "名称 | its name"),
        column("date", Type::Day, "截至日 | last day that the figure may touch"),
        column("indicator", Type::Text, "指标 | what is counted"),
        column("unit", Type::Text, "单位 | unit, as written"),
        column("value", Type::Number, "数值 | of several figures that of the best band and most reports"),
        column("least", Type::Number, "最小 | the least of the figures"),
        column("greatest", Type::Number, "最大 | the greatest of them"),
        column("figures", Type::Whole, "数据条数 | how many different figures"),
        column("reports", Type::Whole, "报道次数 | how many sentences report them"),
    ];
    let look = Look::at(store);
    let mut cells: BTreeMap<[String; 4], Vec<Figure>> = BTreeMap::new();
    for figure in look.subjects(v::TYPE, &v::OBSERVATION.into_owned().into())? {
        let places = look.things(&figure, v::REF_AREA)?;
        let (Some(place), Some(date)) = (places.first(), look.text(&figure, v::LATEST)?) else { continue };
        let names = look.things(&figure, v::INDICATOR)?;
        let indicator = names.first().map(|indicator| look.label(indicator)).transpose()?.unwrap_or_default();
        let value = look.text(&figure, v::OBS_VALUE)?.unwrap_or_default();
        let Ok(number) = value.parse() else { continue };
        let unit = look.text(&figure, v::UNIT)?.unwrap_or_default();
        let band = look.text(&figure, v::BAND)?.unwrap_or_default();
        let band = ["High", "Medium"].iter().position(|name| band.ends_with(name)).unwrap_or(2);
        let reports = look.things(&figure, v::EVIDENCE)?.len();
        let key = [place.as_str().to_owned(), date, indicator, unit];
        cells.entry(key).or_default().push(Figure { band, reports, value, number });
    }
    let mut rows = Vec::new();
    for ([place, date, indicator, unit], mut figures) in cells {
        figures.sort_by(|a, b| (a.band, b.reports).cmp(&(b.band, a.reports)).then(a.number.total_cmp(&b.number)));
        let reports: usize = figures.iter().map(|figure| figure.reports).sum();
        let best = figures[0].value.clone();
        figures.sort_by(|a, b| a.number.total_cmp(&b.number));
        figures.dedup_by(|a, b| a.number == b.number);
        let (code, name) = named(look, &place)?;
        let ends = [figures.first(), figures.last()].map(|figure| figure.map(|figure| figure.value.clone()));
        let [least, greatest] = ends;
        rows.push(vec![
            Some(place),
            code,
            Some(name),
            Some(date),
            Some(indicator),
            Some(unit).filter(|unit| !unit.is_empty()),
            Some(best),
            least,
            greatest,
            Some(figures.len().to_string()),
            Some(reports.to_string()),
        ]);
    }
    Ok(table.sheet(columns, rows))
}

/// Code and name of a place.
fn named(look: Look<'_>, place: &str) -> Looked<(Option<String>, String)> {
    let place = oxigraph::model::NamedNode::new_unchecked(place);
    Ok((look.text(&place, v::CODE)?, look.label(&place)?))
}
