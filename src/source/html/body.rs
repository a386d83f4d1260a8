//! Where the text of a report stands on its page.

use super::tree::{Block, Element, Tree};
use crate::text::characters::{ends_sentence, is_han};

/// Marks by which publishing systems show where the text stands, the surest first: names of elements, ids and classes.
const MARKS: &[&str] = &[
    "founder-content",
    "enpcontent",
    "articlebody",
    "ozoom",
    "zoom",
    "ucap-content",
    "trs_editor",
    "trs_ueditor",
    "trs_editor_view",
    "vsb_content",
    "articlecontent",
    "article-content",
    "article_content",
    "article-body",
    "content_body",
    "newscontent",
    "news_content",
    "rm_txt_con",
    "main-article",
    "article",
];

/// Words that name, among elements, ids and classes, what belongs to the site.
const FURNITURE: &[&str] = &[
    "aside",
    "breadcrumb",
    "breadcrumbs",
    "comment",
    "comments",
    "copyright",
    "crumb",
    "crumbs",
    "foot",
    "footer",
    "menu",
    "nav",
    "navbar",
    "pager",
    "pagination",
    "position",
    "qrcode",
    "recommend",
    "related",
    "relate",
    "share",
    "sidebar",
    "toolbar",
];

/// Where a report stands on its page.
pub struct Body<'a> {
    /// Its paragraphs.
    pub paragraphs: Vec<&'a str>,
    /// What stands beside them or between them as a label, where pages tell paper and day.
    pub labels: Vec<&'a str>,
}

/// The report of a page; none where the page is but links and labels.
pub fn find(tree: &Tree) -> Option<Body<'_>> {
    let furniture = inherited(tree, is_furniture);
    let text: Vec<&Block> = tree.blocks.iter().filter(|block| !furniture[block.element] && !leads_on(block)).collect();
    let mut running = vec![0; tree.elements.len()];
    for block in text.iter().filter(|block| is_running(block)) {
        running[block.element] += block.text.chars().filter(|&c| is_han(c)).count();
    }
    // What an element's children hold, it holds; they stand behind it.
    for at in (1..running.len()).rev() {
        running[tree.elements[at].parent] += running[at];
    }
    if running[0] == 0 {
        return None;
    }
    let holder = MARKS.iter().find_map(|mark| marked(tree, &running, mark)).unwrap_or_else(|| densest(tree, &running));
    let mut within = vec![false; tree.elements.len()];
    within[holder] = true;
    for at in holder + 1..within.len() {
        within[at] = within[tree.elements[at].parent];
    }
    let paragraphs = text.iter().filter(|block| within[block.element]).map(|block| block.text.as_str());
    let labels = text.iter().filter(|block| !within[block.element] || !is_running(block));
    Some(Body { paragraphs: paragraphs.collect(), labels: labels.map(|block| block.text.as_str()).collect() })
}

/// The element with that mark which holds most text.
fn marked(tree: &Tree, running: &[usize], mark: &str) -> Option<usize> {
    let bears = |element: &Element| element.name == mark || element.marks.iter().any(|own| own == mark);
    let all = tree.elements.iter().enumerate().filter(|(at, element)| running[*at] > 0 && bears(element));
    // The outermost of equals, which stands first.
    all.map(|(at, _)| at).min_by_key(|&at| (usize::MAX - running[at], at))
}

/// The innermost element that holds three quarters of the running text.
fn densest(tree: &Tree, running: &[usize]) -> usize {
    // The last of those that hold so much, since they lie in one another.
    (0..tree.elements.len()).rfind(|&at| running[at] * 4 >= running[0] * 3).unwrap_or(0)
}

/// Of each element, whether it or one around it is so.
fn inherited(tree: &Tree, is: fn(&Element) -> bool) -> Vec<bool> {
    let mut all = vec![false; tree.elements.len()];
    for (at, element) in tree.elements.iter().enumerate() {
        all[at] = is(element) || all[element.parent];
    }
    all
}

fn is_furniture(element: &Element) -> bool {
    if element.name == "body" {
        return false;
    }
    let words = element.marks.iter().flat_map(|mark| mark.split(['-', '_'])).chain([element.name.as_str()]);
    words.into_iter().any(|word| FURNITURE.contains(&word))
}

/// A paragraph, and no label: it has an end of a sentence, or is as long as one.
fn is_running(block: &Block) -> bool {
    block.text.contains(ends_sentence) || block.text.chars().filter(|&c| is_han(c)).count() >= 40
}

/// Whether most of it leads to other pages.
fn leads_on(block: &Block) -> bool {
    block.linked * 2 > block.text.chars().filter(|c| !c.is_whitespace()).count()
}
