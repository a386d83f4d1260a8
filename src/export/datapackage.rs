//! The dictionary of a folder of tables: a [Data Package](https://datapackage.org/standard/data-package/) with the type and
//! the meaning of each column.

use serde_json::{Value, json};

use super::Imprint;
use super::sheet::Sheet;

/// Name of the file.
pub const NAME: &str = "datapackage.json";

/// The entry of a table.
pub(super) fn resource(sheet: &Sheet, file: &str, format: &str) -> Value {
    let fields: Vec<Value> = sheet
        .columns
        .iter()
        .map(|column| json!({"name": column.name, "type": column.kind.name(), "description": column.about}))
        .collect();
    let mut schema = json!({"fields": fields, "primaryKey": sheet.key});
    if !sheet.references.is_empty() {
        let keys = sheet
            .references
            .iter()
            .map(|(own, table, theirs)| json!({"fields": own, "reference": {"resource": table, "fields": theirs}}));
        schema["foreignKeys"] = keys.collect();
    }
    json!({
        "name": sheet.name, "path": file, "type": "table", "format": format, "encoding": "utf-8",
        "description": sheet.about, "rows": sheet.rows.len(), "schema": schema,
    })
}

/// The whole file.
pub(super) fn package(imprint: &Imprint, resources: Vec<Value>) -> String {
    let package = json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "fangzhi",
        "title": imprint.title,
        "description": imprint.notes.join("\n"),
        "version": imprint.snapshot,
        "contributors": [{"title": imprint.program, "roles": ["creator"]}],
        "resources": resources,
    });
    format!("{package:#}\n")
}
