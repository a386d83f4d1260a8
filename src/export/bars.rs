//! A timeline as a picture, stacked bars in SVG, which every browser shows; and as a table.

use std::io::{self, Write};

use super::{ExportError, Imprint};
use crate::analysis::timeline::{By, Period, Timeline};
use crate::graph::Store;

const WIDTH: f64 = 960.0;
const HEIGHT: f64 = 300.0;
const LEFT: f64 = 56.0;
const RIGHT: f64 = 16.0;
/// Width of a Chinese character of the legend; a Latin one takes about half of it.
const CHARACTER: f64 = 12.0;
/// Colours that the colour-blind tell apart (Okabe and Ito, with two greys), in order of the series.
pub const COLOURS: [&str; 9] =
    ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#999999", "#cccccc"];
/// Series that have a colour of their own.
pub const MOST: usize = COLOURS.len() - 1;

/// What a picture of the timeline says of itself; `within` tells which events were asked for.
pub fn imprint(store: &Store, timeline: &Timeline, period: Period, by: By, within: &str) -> Imprint {
    let ((per, a_period), (by, by_what)) = (period.words(), by.words());
    let mut imprint = Imprint::of(store, format!("{per} {a_period}，{by} {by_what}{within}"));
    imprint.notes = timeline.notes();
    imprint
}

/// Writes the timeline as comma-separated values: a row for each period and series.
///
/// # Errors
/// The writer's.
pub fn table(timeline: &Timeline, out: &mut dyn Write) -> Result<(), ExportError> {
    let failed = |e: csv::Error| ExportError::Write(e.into());
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(["period", "iri", "name", "events"]).map_err(failed)?;
    for (at, start) in timeline.starts.iter().enumerate() {
        for series in &timeline.series {
            let iri = series.iri.as_deref().unwrap_or_default();
            let row = [&timeline.period.written(*start), iri, &series.name, &series.counts[at].to_string()];
            writer.write_record(row).map_err(failed)?;
        }
    }
    Ok(writer.flush()?)
}

/// Draws the timeline: the same timeline, the same bytes.
///
/// # Errors
/// The writer's.
pub fn write(timeline: &Timeline, imprint: &Imprint, out: &mut dyn Write) -> Result<(), ExportError> {
    Ok(draw(timeline, imprint, out)?)
}

fn draw(timeline: &Timeline, imprint: &Imprint, out: &mut dyn Write) -> io::Result<()> {
    let lines = imprint.lines();
    let top = 20.0 + 16.0 * lines.len() as f64;
    let legend = legend(timeline);
    let rows = legend.iter().map(|(_, row, ..)| row + 1).max().unwrap_or(0);
    let height = top + HEIGHT + 40.0 + 20.0 * rows as f64;
    writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" \
         font-family=\"Noto Sans CJK SC,Microsoft YaHei,PingFang SC,sans-serif\" font-size=\"12\" role=\"img\">"
    )?;
    writeln!(out, "<title>{}</title>\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>", escape(&imprint.title))?;
    for (at, line) in lines.iter().enumerate() {
        let (size, fill) = if at == 0 { (16, "#222222") } else { (11, "#666666") };
        let y = 22.0 + 16.0 * at as f64;
        writeln!(out, "<text x=\"{LEFT}\" y=\"{y}\" font-size=\"{size}\" fill=\"{fill}\">{}</text>", escape(line))?;
    }
    let columns = timeline.starts.len().max(1) as f64;
    let (step, bottom) = ((WIDTH - LEFT - RIGHT) / columns, top + HEIGHT);
    let highest = (0..timeline.starts.len()).map(|at| sum(timeline, at)).max().unwrap_or(0).max(1);
    let tick = tick(highest);
    for mark in (0..=highest).step_by(tick) {
        let y = bottom - HEIGHT * mark as f64 / highest as f64;
        writeln!(out, "<path d=\"M{LEFT} {y:.1}H{}\" stroke=\"#e2e2e2\"/>", WIDTH - RIGHT)?;
        writeln!(out, "<text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{mark}</text>", LEFT - 6.0, y + 4.0)?;
    }
    // A label takes some 76 units, so that only so many stand side by side.
    let every = (76.0 / step).ceil().max(1.0) as usize;
    for (at, start) in timeline.starts.iter().enumerate() {
        let (x, mut y) = (LEFT + step * at as f64, bottom);
        let written = timeline.period.written(*start);
        for (series, colour) in timeline.series.iter().zip(COLOURS) {
            let count = series.counts[at];
            let tall = HEIGHT * count as f64 / highest as f64;
            y -= tall;
            if count > 0 {
                writeln!(
                    out,
                    "<rect x=\"{:.1}\" y=\"{y:.1}\" width=\"{:.1}\" height=\"{tall:.1}\" fill=\"{colour}\">\
                     <title>{written} {}: {count}</title></rect>",
                    x + step * 0.08,
                    step * 0.84,
                    escape(&series.name)
                )?;
            }
        }
        if at % every == 0 {
            let middle = x + step / 2.0;
            writeln!(
                out,
                "<text x=\"{middle:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{written}</text>",
                bottom + 18.0
            )?;
        }
    }
    for ((x, row, name), colour) in legend.iter().zip(COLOURS) {
        let y = bottom + 36.0 + 20.0 * *row as f64;
        writeln!(out, "<rect x=\"{x:.0}\" y=\"{y:.0}\" width=\"12\" height=\"12\" fill=\"{colour}\"/>")?;
        writeln!(out, "<text x=\"{:.0}\" y=\"{:.0}\">{}</text>", x + 17.0, y + 10.5, escape(name))?;
    }
    writeln!(out, "</svg>")
}

fn sum(timeline: &Timeline, at: usize) -> usize {
    timeline.series.iter().map(|series| series.counts[at]).sum()
}

/// Where the names of the series stand, in rows: x, row, and the name with its total.
fn legend(timeline: &Timeline) -> Vec<(f64, usize, String)> {
    let (mut x, mut row, mut found) = (LEFT, 0, Vec::new());
    for series in &timeline.series {
        let name = format!("{} {}", series.name, series.total());
        let wide: f64 = name.chars().map(|c| if c.is_ascii() { CHARACTER * 0.55 } else { CHARACTER }).sum();
        if x > LEFT && x + wide + 17.0 > WIDTH - RIGHT {
            (x, row) = (LEFT, row + 1);
        }
        found.push((x, row, name));
        x += wide + 34.0;
    }
    found
}

/// The distance of marks on the axis: 1, 2 or 5 times a power of ten, for at most six marks.
fn tick(highest: usize) -> usize {
    let mut power = 1;
    loop {
        if let Some(tick) = [1, 2, 5].map(|one| one * power).into_iter().find(|tick| highest / tick <= 6) {
            return tick;
        }
        power *= 10;
    }
}

fn escape(text: &str) -> String {
    super::xml::clean(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_round() {
        for (highest, expected) in [(1, 1), (6, 1), (7, 2), (20, 5), (69, 10), (70, 20), (4321, 1000)] {
            assert_eq!(tick(highest), expected, "{highest}");
        }
    }
}
