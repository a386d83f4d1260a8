//! What a fact stands on: the claims with their sentences, articles and papers.

use oxigraph::model::{GraphName, NamedNode, Term};
use serde::Serialize;

use super::look::{Look, Looked, value};
use crate::graph::vocabulary as v;

/// A claim with all that tells where it was printed.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Statement {
    /// IRI of the claim.
    pub claim: String,
    /// The sentence; none for a mention.
    pub sentence: Option<String>,
    /// The words that the claim hangs on.
    pub trigger: Option<String>,
    /// The rule that made it.
    pub rule: Option<String>,
    /// Share of right claims among those like it.
    pub confidence: Option<String>,
    /// IRI of the article.
    pub article: String,
    /// Its headline.
    pub headline: Option<String>,
    /// Day of issue.
    pub date: Option<String>,
    /// The page: paper, day and number, or the file's stem.
    pub page: Option<String>,
    /// Stem of the page's file.
    pub file: Option<String>,
    /// IRI of the article whose text it prints again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reprint_of: Option<String>,
    /// Name of the thing that the words stand for, for a mention that is shown with something else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// IRI of the sentence, which tells where it stands in the article.
    #[serde(skip)]
    pub place: Option<String>,
    /// First character of the sentence in the raw page, in code points, and one past its last.
    pub raw: Option<(u64, u64)>,
}

impl Statement {
    /// The statement of `claim`.
    ///
    /// # Errors
    /// The engine's.
    pub fn of(look: Look<'_>, claim: &NamedNode) -> Looked<Self> {
        let mut statement = Self { claim: claim.as_str().to_owned(), ..Self::default() };
        let mut sentence = None;
        for quad in look.all(claim)? {
            let text = Some(value(&quad.object));
            match quad.predicate.as_ref() {
                v::TRIGGER => statement.trigger = text,
                v::RULE | v::RESOLVED_BY => statement.rule = text,
                v::CONFIDENCE => statement.confidence = text,
                v::FORM => statement.trigger = text,
                v::SENTENCE => sentence = node(quad.object),
                _ => {}
            }
            if let Some(article) = in_article(&quad.graph_name) {
                statement.article = article;
            }
        }
        if let Some(sentence) = sentence {
            statement.stands_on(look, &sentence)?;
        }
        statement.printed(look)?;
        Ok(statement)
    }

    /// What `sentence` says, with no claim that stands on it.
    ///
    /// # Errors
    /// The engine's.
    pub fn of_sentence(look: Look<'_>, sentence: &NamedNode) -> Looked<Self> {
        let mut statement = Self::default();
        statement.stands_on(look, sentence)?;
        statement.article =
            look.all(sentence)?.into_iter().find_map(|quad| in_article(&quad.graph_name)).unwrap_or_default();
        statement.printed(look)?;
        Ok(statement)
    }

    /// Where `article` was printed, with none of its sentences.
    ///
    /// # Errors
    /// The engine's.
    pub fn of_article(look: Look<'_>, article: &NamedNode) -> Looked<Self> {
        let mut statement = Self { article: article.as_str().to_owned(), ..Self::default() };
        statement.printed(look)?;
        Ok(statement)
    }

    /// Text and place of the sentence.
    fn stands_on(&mut self, look: Look<'_>, sentence: &NamedNode) -> Looked<()> {
        let mut raw = (None, None);
        for quad in look.all(sentence)? {
            let text = value(&quad.object);
            match quad.predicate.as_ref() {
                v::ANCHOR_OF => self.sentence = Some(text),
                v::RAW_BEGIN => raw.0 = text.parse().ok(),
                v::RAW_END => raw.1 = text.parse().ok(),
                _ => {}
            }
        }
        self.raw = raw.0.zip(raw.1);
        self.place = Some(sentence.as_str().to_owned());
        Ok(())
    }

    /// Headline, day and page of the article.
    fn printed(&mut self, look: Look<'_>) -> Looked<()> {
        let article = NamedNode::new_unchecked(&self.article);
        for quad in look.all(&article)? {
            match quad.predicate.as_ref() {
                v::HEADLINE => self.headline = Some(value(&quad.object)),
                v::DATE_PUBLISHED => self.date = Some(value(&quad.object)),
                v::REPRINT_OF => self.reprint_of = Some(value(&quad.object)),
                v::IS_PART_OF => {
                    if let Some(page) = node(quad.object) {
                        self.page = look.text(&page, v::PREF_LABEL)?;
                        self.file = look.text(&page, v::SOURCE_FILE)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Where it was printed, in one line: 《headline》 paper day page, and whether it was printed before.
    pub fn source(&self) -> String {
        let headline = self.headline.as_ref().map(|headline| format!("《{headline}》"));
        let date = self.date.clone().filter(|date| self.page.as_ref().is_none_or(|page| !page.contains(date.as_str())));
        let reprint = self.reprint_of.as_ref().map(|_| "（转载 reprint）".to_owned());
        [headline, self.page.clone(), date, reprint].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

/// The statements of all evidence of `fact`, by day of issue.
///
/// # Errors
/// The engine's.
pub fn statements(look: Look<'_>, fact: &NamedNode) -> Looked<Vec<Statement>> {
    let claims = look.things(fact, v::EVIDENCE)?;
    let mut found = claims.iter().map(|claim| Statement::of(look, claim)).collect::<Looked<Vec<_>>>()?;
    found.sort_by(|a, b| (&a.date, &a.article, a.raw, &a.claim).cmp(&(&b.date, &b.article, b.raw, &b.claim)));
    Ok(found)
}

/// The day of issue of the paper that `claim` comes from, if it is known.
///
/// # Errors
/// The engine's.
pub fn printed(look: Look<'_>, claim: &NamedNode) -> Looked<Option<String>> {
    let article = look.all(claim)?.into_iter().find_map(|quad| in_article(&quad.graph_name));
    let Some(article) = article.map(NamedNode::new_unchecked) else { return Ok(None) };
    let day = look.all(&article)?.into_iter().find(|quad| quad.predicate == v::DATE_PUBLISHED);
    Ok(day.map(|quad| value(&quad.object)))
}

/// The article in whose graph something stands.
fn in_article(graph: &GraphName) -> Option<String> {
    let GraphName::NamedNode(graph) = graph else { return None };
    let digits = graph.as_str().strip_prefix(v::ARTICLE_GRAPHS)?;
    Some(crate::graph::contribution::article_iri(digits).into_string())
}

fn node(term: Term) -> Option<NamedNode> {
    if let Term::NamedNode(node) = term { Some(node) } else { None }
}
