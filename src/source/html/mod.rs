//! A report a saved web page, of digital newspapers and government sites. What belongs to the site is left out.

mod body;
mod marks;
mod tree;

use std::ops::ControlFlow;

use super::stated::Field;
use super::{Cause, File, Tell, encoding};
use tree::Tree;

/// Tells the report, and what the page says of itself.
pub fn read(file: &mut File<'_>, tell: &mut Tell<'_>) -> ControlFlow<()> {
    match file.whole().and_then(|bytes| report(&encoding::of_html(&bytes)?)) {
        Ok((text, marks)) => file.tell(Ok(text), &marks, tell),
        Err(cause) => file.tell(Err(cause), &[], tell),
    }
}

/// The headline and text of a report, and what the page states.
fn report(html: &str) -> Result<(String, Vec<(Field, String)>), Cause> {
    let tree = Tree::of(html);
    let body::Body { mut paragraphs, labels } = body::find(&tree).ok_or(Cause::NoReport)?;
    let marks = marks::stated(&tree, &labels);
    let headline = marks::headline(&tree);
    // The headline often stands above the text once more.
    paragraphs.retain(|paragraph| !headline.iter().any(|line| line == paragraph));
    let body = paragraphs.join("\n");
    let text = if headline.is_empty() { body } else { format!("{}\n\n{body}", headline.join("\n")) };
    encoding::check(&text)?;
    Ok((text, marks))
}

/// The text of a fragment of HTML, as databases keep it in a column.
pub fn text(fragment: &str) -> String {
    let tree = Tree::of(fragment);
    tree.blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests;
