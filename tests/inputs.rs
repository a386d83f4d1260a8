//! Inputs by the real program, and PDFs as other programs make them: by a browser, and with fonts that are not in them.

use std::fs;
use std::path::Path;
use std::process::Command;

use assert_cmd::Command as Program;
use fangzhi::model::Page;
use fangzhi::source::{Inputs, Problem};
use tempfile::TempDir;

const TEXT: &str = "市水务局检查水库\n\n本报讯（记者 苗青禾）6月1日，兰州市水务局局长石望川到城关区检查水库。\n";

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

/// Exit code, standard output and standard error.
fn run(at: &TempDir, arguments: &[&str], input: &str) -> (i32, String, String) {
    let mut program = Program::new(env!("CARGO_BIN_EXE_fangzhi"));
    let output = program.current_dir(at.path()).args(arguments).write_stdin(input).output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
}

fn write(at: &TempDir, name: &str, bytes: &[u8]) {
    let path = at.path().join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("room");
    fs::write(path, bytes).expect("room");
}

#[test]
fn a_strict_build_stops_where_it_is_wrong_and_goes_on_when_that_is_mended() {
    let at = folder();
    write(&at, "pages/1.txt", TEXT.as_bytes());
    write(&at, "pages/2.txt", b"");
    write(&at, "pages/3.txt", b"");
    let build = |strict: &[&str]| run(&at, &[&["build", "pages", "--store", "store"], strict].concat(), "");
    let (code, _, err) = build(&["--strict"]);
    assert!(code == 2 && err.contains("2.txt: empty") && err.contains("--strict"), "{err}");
    assert!(!err.contains("3.txt"), "{err}");
    let (code, out, err) = build(&[]);
    assert!(
        code == 2 && out.contains("1 added") && err.contains("2.txt: empty") && err.contains("3.txt: empty"),
        "{err}"
    );
    write(&at, "pages/2.txt", TEXT.replace('1', "2").as_bytes());
    write(&at, "pages/3.txt", TEXT.replace('1', "3").as_bytes());
    let (code, out, err) = build(&["--strict"]);
    assert!(code == 0 && out.contains("2 added, 0 replaced, 1 unchanged"), "{out}{err}");
}

#[test]
fn a_list_names_the_files_and_a_pattern_what_their_names_say() {
    let at = folder();
    let names = ["黄河样报/2023-06-02/A2.txt", "黄河样报/2023-06-03/01.txt", "黄河样报/notes.txt"];
    names.iter().for_each(|name| write(&at, name, TEXT.as_bytes()));
    let list = names.join("\n");
    let pattern = "{newspaper}/{date}/{page}.txt";
    let arguments = ["build", "--store", "store", "--files-from", "-", "--names", pattern];
    let (code, out, err) = run(&at, &arguments, &list);
    assert!(code == 2 && out.contains("3 added"), "{out}{err}");
    assert!(err.contains("notes.txt: 1 pages whose paths do not fit"), "{err}");
    let query = "SELECT ?l { ?p a fz:Page ; skos:prefLabel ?l } ORDER BY ?l";
    let (_, out, _) = run(&at, &["query", "--store", "store", "--format", "csv", query], "");
    assert!(out.contains("黄河样报 2023-06-02 第A2版") && out.contains("黄河样报 2023-06-03 第01版"), "{out}");
    let zeros = names[..2].join("\0");
    assert_eq!(run(&at, &["extract", "--files-from", "-"], &zeros).1.lines().count(), 2);
    let (code, _, err) = run(&at, &["extract", "a.txt", "--names", "{paper}"], "");
    assert!(code == 2 && err.contains("{paper} is not known"), "{err}");
    let (code, _, err) = run(&at, &["extract", "--files-from", "-"], "");
    assert!(code == 2 && err.contains("the list of files is empty"), "{err}");
    let (code, _, err) = run(&at, &["extract", "--files-from", "missing"], "");
    assert!(code == 2 && err.contains("cannot read the list of files missing"), "{err}");
}

#[test]
fn members_of_one_name_in_an_archive_are_two_pages() {
    let at = folder();
    let mut zip = zip::ZipWriter::new(fs::File::create(at.path().join("a.zip")).expect("room"));
    for (name, text) in [("1/01.txt", TEXT.to_owned()), ("2/01.txt", TEXT.replace("6月1日", "6月2日"))] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("room");
        std::io::Write::write_all(&mut zip, text.as_bytes()).expect("room");
    }
    zip.finish().expect("room");
    for expected in ["2 added, 0 replaced, 0 unchanged", "0 added, 0 replaced, 2 unchanged"] {
        let (code, out, err) = run(&at, &["build", "a.zip", "--store", "store"], "");
        assert!(code == 0 && out.contains(expected), "{out}{err}");
    }
}

/// The pages of a PDF and what is wrong with it; none where poppler is missing, which CI must have.
fn told(pdf: &[u8]) -> Option<Vec<Result<Page, Problem>>> {
    if Command::new("pdftotext").arg("-v").output().is_err() {
        assert!(std::env::var_os("CI").is_none(), "CI is set, but pdftotext is missing");
        println!("skipped: pdftotext is missing");
        return None;
    }
    let at = folder();
    write(&at, "样报_2023-06-02.pdf", pdf);
    Some(Inputs::new([at.path()]).collect())
}

/// A PDF with a page for each list of lines: left, bottom, size, text. Its font, 宋体, is not in it.
fn printed(pages: &[&[(u16, u16, u16, &str)]]) -> Vec<u8> {
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        String::new(),
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>".to_owned(),
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) \
         /Supplement 0 >> /FontDescriptor 5 0 R /DW 1000 >>"
            .to_owned(),
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 752 \
         /Descent -271 /CapHeight 737 /StemV 58 >>"
            .to_owned(),
    ];
    let mut kids = String::new();
    for lines in pages {
        let hex = |text: &str| text.encode_utf16().map(|unit| format!("{unit:04X}")).collect::<String>();
        let line =
            |(x, y, size, text): &(u16, u16, u16, &str)| format!("BT /F {size} Tf {x} {y} Td <{}> Tj ET\n", hex(text));
        let content: String = lines.iter().map(line).collect();
        kids.push_str(&format!("{} 0 R ", objects.len() + 1));
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F 3 0 R >> >> /Contents {} 0 R >>",
            objects.len() + 2
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{content}endstream", content.len()));
    }
    objects[1] = format!("<< /Type /Pages /Count {} /Kids [{kids}] >>", pages.len());
    let mut pdf = "%PDF-1.4\n".to_owned();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (number, object) in (1..).zip(&objects) {
        table.push_str(&format!("{:010} 00000 n \n", pdf.len()));
        pdf.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
    }
    let start = pdf.len();
    pdf.push_str(&format!("{table}trailer << /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1));
    pdf.into_bytes()
}

#[test]
fn a_pdf_whose_fonts_are_not_in_it_is_read_and_its_pictures_are_counted() {
    let first: &[_] = &[
        (40, 740, 24, "全市防汛工作会议召开部署下阶段任务"),
        (220, 700, 10, "各地各部门要压实责任，"),
        (220, 685, 10, "确保人民群众生命安全。"),
        (40, 700, 10, "本报讯 六月一日，全市防"),
        (40, 685, 10, "汛会议召开，会议强调，"),
    ];
    let third: &[_] = &[(40, 740, 10, "本报讯 六月二日，城关区组织医务人员开展义诊。")];
    let Some(told) = told(&printed(&[first, &[], third])) else { return };
    let pages: Vec<&Page> = told.iter().filter_map(|told| told.as_ref().ok()).collect();
    assert_eq!(
        pages[0].text,
        "全市防汛工作会议召开部署下阶段任务\n\n本报讯 六月一日，全市防\n汛会议召开，会议强调，\n各地各部门要压实责任，\n确保人民群众生命安全。\n"
    );
    let stems: Vec<&str> = pages.iter().map(|page| page.stem.as_str()).collect();
    assert_eq!(stems, ["样报_2023-06-02", "样报_2023-06-02-3"]);
    assert_eq!(pages[1].issue_date.map(|day| day.to_string()).as_deref(), Some("2023-06-02"));
    assert!(pages[1].origin.to_string().ends_with("样报_2023-06-02.pdf, page 3"));
    let wrong: Vec<String> = told.iter().filter_map(|told| told.as_ref().err()).map(Problem::to_string).collect();
    assert!(wrong.len() == 1 && wrong[0].contains("1 of 3 pages have no text, only pictures (2)"), "{wrong:?}");
}

#[test]
fn what_is_no_pdf_says_so() {
    let Some(told) = told(b"%PDF-1.4\nnothing follows") else { return };
    assert!(told.len() == 1 && told[0].as_ref().is_err_and(|p| p.to_string().contains("cannot be read by pdftotext")));
}

#[test]
fn a_page_that_a_browser_printed_keeps_its_columns() {
    let at = folder();
    let report = |name: &str, times: usize| {
        format!("<p>本报讯 六月一日，{name}召开防汛会议。").to_owned() + &"会议要求做好准备。".repeat(times)
    };
    let html = format!(
        "<meta charset=utf-8><body style='font: 12px \"Noto Serif CJK SC\"; width: 600px'><h1>各地部署防汛工作</h1>\
         <div style='columns: 3; column-gap: 24px; height: 300px'>{}{}</div>\
         <div style='display: flex; gap: 40px'><div style='width: 280px'><h2>城关区义诊</h2>{}</div>\
         <div style='width: 280px'><h2>安宁区植树</h2>{}</div></div>",
        report("甲市", 30),
        report("乙市", 30),
        report("城关区", 12),
        report("安宁区", 12)
    );
    write(&at, "page.html", html.as_bytes());
    let to = format!("--print-to-pdf={}", at.path().join("page.pdf").display());
    let page = format!("file://{}", at.path().join("page.html").display());
    let made = ["chromium", "google-chrome"].iter().any(|browser| {
        let arguments = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", &to, &page];
        Command::new(browser).args(arguments).output().is_ok_and(|output| output.status.success())
    });
    if !made || !Path::new(&at.path().join("page.pdf")).is_file() {
        assert!(std::env::var_os("CI").is_none(), "CI is set, but no browser printed");
        println!("skipped: chromium is missing");
        return;
    }
    let Some(told) = told(&fs::read(at.path().join("page.pdf")).expect("it is there")) else { return };
    let text = told[0].as_ref().map(|page| page.text.clone()).expect("a page");
    let order = ["各地部署防汛工作", "甲市召开", "乙市召开", "城关区义诊", "城关区召开", "安宁区植树", "安宁区召开"];
    let places: Vec<Option<usize>> = order.iter().map(|words| text.replace('\n', "").find(words)).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}\n{text}");
    // No line runs over two columns.
    let body = text.lines().filter(|line| line.contains("会议")).map(|line| line.chars().count()).max();
    assert!(body.is_some_and(|longest| longest <= 24), "{text}");
}
