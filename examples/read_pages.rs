//! Reads a folder of pages with the library alone and prints a record a line, as `fangzhi extract` does.
//!
//! `cargo run --example read_pages -- FOLDER`

use std::{collections::BTreeMap, error::Error, fs, path::Path};

use fangzhi::{
    lexicon::Lexicon,
    model::{Origin, Page},
    pipeline,
};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("which folder?")?;
    let folder = Path::new(&folder);
    let lexicon = Lexicon::embedded()?;
    let mut manifest = BTreeMap::new();
    if let Ok(mut reader) = csv::Reader::from_path(folder.join("pages.csv")) {
        for row in reader.deserialize() {
            let row: BTreeMap<String, String> = row?;
            manifest.insert(row["file"].clone(), row);
        }
    }
    let mut files: Vec<_> = fs::read_dir(folder)?.map(|entry| entry.map(|e| e.path())).collect::<Result<_, _>>()?;
    files.sort();
    for path in files.iter().filter(|path| path.extension().is_some_and(|e| e == "txt")) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let stated = |column: &str| manifest.get(&name).and_then(|row| row.get(column)).filter(|v| !v.is_empty());
        let page = Page {
            stem: path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
            origin: Origin::file(path.display().to_string()),
            text: fs::read_to_string(path)?,
            newspaper: stated("newspaper").cloned(),
            issue_date: stated("issue_date").map(|date| date.parse()).transpose()?,
            number: stated("page").cloned(),
            home: stated("home").map(|code| code.parse()).transpose()?,
            ..Page::default()
        };
        for record in pipeline::records(&page, &lexicon) {
            println!("{}", serde_json::to_string(&record)?);
        }
    }
    Ok(())
}
