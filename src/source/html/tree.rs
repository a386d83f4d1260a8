//! A page of HTML as its blocks of text, each in the element that holds it. Reads any tag soup in one pass; memory and time
//! grow with the page, however deep its tags are nested.

use html5gum::{StartTag, Token, Tokenizer};

/// Elements deeper than this count as part of the one that is so deep.
const DEEPEST: usize = 256;

/// An element that holds others.
#[derive(Debug)]
pub struct Element {
    /// Name of its tag; of a pair of comments that enclose the text, their word.
    pub name: String,
    /// Its id and classes, in lower case.
    pub marks: Vec<String>,
    /// The element around it; its own number if there is none.
    pub parent: usize,
}

/// Words that stand together: a paragraph, a line, a cell.
#[derive(Debug)]
pub struct Block {
    /// The words, with no white space at the ends and never more than one blank.
    pub text: String,
    /// How many characters of it lead elsewhere.
    pub linked: usize,
    /// The element that holds it.
    pub element: usize,
}

/// A page.
#[derive(Debug, Default)]
pub struct Tree {
    /// Its elements, each after its parent; the first holds all.
    pub elements: Vec<Element>,
    /// Its text in order.
    pub blocks: Vec<Block>,
    /// What `<meta>` says, names in lower case, and `<title>`, `<time>` and `<link rel=canonical>` by these words.
    pub meta: Vec<(String, String)>,
    /// The properties that Founder's publishing system leaves in a comment.
    pub properties: Option<String>,
}

/// Elements that may hold blocks. Paragraphs are none: nothing is in them but a block, and half of them are never closed.
const HOLDERS: &[&str] = &[
    "article", "aside", "body", "center", "dd", "div", "dl", "fieldset", "footer", "form", "h1", "h2", "h3", "header",
    "li", "main", "nav", "ol", "section", "table", "tbody", "td", "th", "tr", "ul",
];

/// Elements within a line.
const INLINE: &[&str] = &[
    "a",
    "abbr",
    "b",
    "bdi",
    "big",
    "cite",
    "code",
    "em",
    "font",
    "i",
    "img",
    "ins",
    "label",
    "mark",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "time",
    "u",
    "wbr",
    "o:p",
    "st1:chsdate",
];

/// Elements whose words are no text of the page.
const MUTE: &[&str] = &[
    "button", "head", "iframe", "noscript", "object", "script", "select", "style", "svg", "template", "textarea",
    "title",
];

/// Comments that enclose the text of a report, without the slash of the closing one.
const COMMENTS: &[&str] = &["enpcontent"];

impl Tree {
    /// Reads a page.
    pub fn of(html: &str) -> Self {
        let root = Element { name: "html".to_owned(), marks: Vec::new(), parent: 0 };
        let tree = Tree { elements: vec![root], ..Tree::default() };
        let mut reader = Reader { tree, open: vec![0], ..Reader::default() };
        for token in Tokenizer::new(html) {
            match token {
                Ok(Token::StartTag(tag)) => reader.start(&tag),
                Ok(Token::EndTag(tag)) => reader.end(&String::from_utf8_lossy(&tag.name)),
                Ok(Token::String(words)) => reader.words(&String::from_utf8_lossy(&words)),
                Ok(Token::Comment(comment)) => reader.comment(String::from_utf8_lossy(&comment).trim()),
                Ok(_) => {}
                Err(never) => match never {},
            }
        }
        reader.close_block();
        reader.tree
    }

    /// The elements around an element, itself first.
    fn around(&self, element: usize) -> impl Iterator<Item = &Element> {
        let outer = |at: &usize| Some(self.elements[*at].parent).filter(|parent| parent != at);
        std::iter::successors(Some(element), outer).map(|at| &self.elements[at])
    }

    /// What `<meta>` says under that name.
    pub fn meta(&self, name: &str) -> Option<&str> {
        self.meta.iter().find(|(known, value)| known == name && !value.is_empty()).map(|(_, value)| value.as_str())
    }

    /// The blocks in elements of that name.
    pub fn within<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let any = self.elements.iter().any(|element| element.name == name);
        let within = move |block: &&Block| any && self.around(block.element).any(|element| element.name == name);
        self.blocks.iter().filter(within).map(|block| block.text.as_str())
    }
}

#[derive(Default)]
struct Reader {
    tree: Tree,
    /// The elements that are open, the outermost first.
    open: Vec<usize>,
    /// How many are open below the deepest.
    deeper: usize,
    /// The element that is open and says nothing.
    mute: Option<String>,
    /// The block that is being read.
    text: String,
    linked: usize,
    in_link: bool,
}

impl Reader {
    fn start(&mut self, tag: &StartTag<()>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        let value = |wanted: &str| {
            let found = tag.attributes.iter().find(|(name, _)| &name[..] == wanted.as_bytes());
            found.map(|(_, value)| String::from_utf8_lossy(value).trim().to_owned())
        };
        match name.as_str() {
            "meta" => {
                let name = value("name").or_else(|| value("property")).or_else(|| value("itemprop"));
                if let (Some(name), Some(content)) = (name, value("content")) {
                    self.tree.meta.push((name.to_lowercase(), content));
                }
            }
            "link" if value("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                self.tree.meta.extend(value("href").map(|href| ("canonical".to_owned(), href)));
            }
            "time" => self.tree.meta.extend(value("datetime").map(|day| ("time".to_owned(), day))),
            _ => {}
        }
        // A head that nothing closes ends where the body begins.
        if name == "body" && self.mute.as_deref() == Some("head") {
            self.mute = None;
        }
        if self.mute.is_some() && name != "title" {
            return;
        }
        if MUTE.contains(&name.as_str()) {
            if !tag.self_closing {
                self.text.clear();
                self.mute = Some(name);
            }
            return;
        }
        if name == "a" {
            self.in_link = value("href").is_some();
        }
        if INLINE.contains(&name.as_str()) {
            return;
        }
        self.close_block();
        if HOLDERS.contains(&name.as_str()) || name.starts_with("founder-") {
            let marks = ["id", "class", "itemprop"].iter().filter_map(|wanted| value(wanted));
            let marks =
                marks.flat_map(|marks| marks.to_lowercase().split_whitespace().map(str::to_owned).collect::<Vec<_>>());
            let marks = marks.collect();
            self.hold(name, marks);
        }
    }

    fn end(&mut self, name: &str) {
        if let Some(mute) = &self.mute {
            if mute == name {
                if name == "title" {
                    let title = std::mem::take(&mut self.text).trim().to_owned();
                    self.tree.meta.push(("title".to_owned(), title));
                }
                // A title stands in the head, which goes on; what follows it there are no words.
                self.mute = None;
            }
            return;
        }
        if name == "a" {
            self.in_link = false;
        }
        if INLINE.contains(&name) {
            return;
        }
        self.close_block();
        if HOLDERS.contains(&name) || name.starts_with("founder-") {
            self.release(name);
        }
    }

    fn comment(&mut self, comment: &str) {
        if comment.starts_with("enpproperty") {
            self.tree.properties.get_or_insert_with(|| comment.to_owned());
        }
        if self.mute.is_some() {
            return;
        }
        if COMMENTS.contains(&comment) {
            self.close_block();
            self.hold(comment.to_owned(), Vec::new());
        } else if let Some(name) = comment.strip_prefix('/').filter(|name| COMMENTS.contains(name)) {
            self.close_block();
            self.release(name);
        }
    }

    /// Opens an element.
    fn hold(&mut self, name: String, marks: Vec<String>) {
        if self.open.len() >= DEEPEST {
            self.deeper += 1;
            return;
        }
        let parent = self.open.last().copied().unwrap_or(0);
        self.open.push(self.tree.elements.len());
        self.tree.elements.push(Element { name, marks, parent });
    }

    /// Closes the innermost element of that name, with all in it; if none is open, nothing.
    fn release(&mut self, name: &str) {
        if self.deeper > 0 {
            self.deeper -= 1;
            return;
        }
        let named = |&at: &usize| self.tree.elements[at].name == name;
        if let Some(at) = self.open.iter().rposition(named).filter(|&at| at > 0) {
            self.open.truncate(at);
            self.in_link = false;
        }
    }

    /// Adds words to the block, white space told once.
    fn words(&mut self, words: &str) {
        if self.mute.as_deref().is_some_and(|mute| mute != "title") {
            return;
        }
        let mut chars = words.chars().peekable();
        while let Some(c) = chars.next() {
            if !c.is_whitespace() && c != '\u{200b}' && c != '\u{feff}' {
                self.text.push(c);
                self.linked += usize::from(self.in_link);
                continue;
            }
            let mut broken = c == '\n' || c == '\r';
            while let Some(more) = chars.next_if(|c| c.is_whitespace()) {
                broken |= more == '\n' || more == '\r';
            }
            // Where the source breaks a line of Chinese, nothing is meant.
            let wide = |c: Option<char>| c.is_none_or(|c| !c.is_ascii());
            let last = self.text.chars().next_back();
            if last.is_some_and(|last| last != ' ') && !(broken && wide(last) && wide(chars.peek().copied())) {
                self.text.push(' ');
            }
        }
    }

    /// The block ends here.
    fn close_block(&mut self) {
        let linked = std::mem::take(&mut self.linked);
        let text = std::mem::take(&mut self.text);
        let text = text.trim();
        if !text.is_empty() {
            let element = self.open.last().copied().unwrap_or(0);
            self.tree.blocks.push(Block { text: text.to_owned(), linked, element });
        }
    }
}
