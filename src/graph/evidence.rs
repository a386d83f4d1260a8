//! The article, the sentences that its claims stand on, and the claims.

use std::collections::BTreeMap;

use oxigraph::model::{Literal, NamedNode, NamedNodeRef, vocab::xsd};

use super::contribution::{Triples, own};
use super::time::day;
use super::vocabulary as v;
use crate::model::{ArticleKind, Ground, Page, Record, ReporterRole, iri};
use crate::text::{Sketch, Span};

/// Counts the characters before each byte of a text.
pub(super) struct CodePoints(Vec<u32>);

impl CodePoints {
    pub fn of(text: &str) -> Self {
        Self(text.char_indices().map(|(at, _)| u32::try_from(at).unwrap_or(u32::MAX)).collect())
    }

    /// The code points that `span` covers, as `xsd:nonNegativeInteger`s.
    pub fn range(&self, span: Span) -> (usize, usize) {
        let count = |byte: u32| self.0.partition_point(|&start| start < byte);
        (count(span.start), count(span.end))
    }
}

fn count(number: usize) -> Literal {
    Literal::new_typed_literal(number.to_string(), xsd::NON_NEGATIVE_INTEGER)
}

/// The evidence of one article as it grows: a sentence is told once, when the first claim stands on it.
pub(super) struct Evidence<'a> {
    pub triples: Triples,
    pub article: NamedNode,
    pub record: &'a Record,
    body: CodePoints,
    raw: &'a CodePoints,
    sentences: BTreeMap<Span, NamedNode>,
}

/// Name of an article kind, as in the record.
fn kind(kind: ArticleKind) -> &'static str {
    match kind {
        ArticleKind::News => "news",
        ArticleKind::Feature => "feature",
        ArticleKind::Caption => "caption",
        ArticleKind::Notice => "notice",
        ArticleKind::Commentary => "commentary",
        ArticleKind::Continuation => "continuation",
        ArticleKind::Slogan => "slogan",
    }
}

impl<'a> Evidence<'a> {
    /// Begins with the article itself, on the page `page`.
    pub fn of(record: &'a Record, article: NamedNode, page: &NamedNode, raw: &'a CodePoints) -> Self {
        let mut triples = Triples::default();
        let mut about = triples.of(&article);
        about
            .a(v::NEWS_ARTICLE)
            .says(v::ARTICLE_KIND, kind(record.kind))
            .is(v::SENTENCES, count(record.sentences.len()))
            .may(v::SKETCH, Sketch::of(record.text.as_str()).map(|text| Literal::new_simple_literal(text.to_string())))
            .may(v::HEADLINE, record.headline.as_deref().map(Literal::new_simple_literal))
            .may(v::DATE_PUBLISHED, record.setting.issue_date.map(day))
            .is(v::IS_PART_OF, page.clone());
        for reporter in &record.reporters {
            let property = match reporter.role {
                ReporterRole::Reporter | ReporterRole::Author => v::AUTHOR,
                ReporterRole::Correspondent => v::CONTRIBUTOR,
                ReporterRole::Photographer => v::PHOTOGRAPHER,
            };
            about.says(property, &reporter.name);
        }
        Self { triples, article, record, body: CodePoints::of(record.text.as_str()), raw, sentences: BTreeMap::new() }
    }

    /// The sentence of a claim. Where a damaged page breaks inside a name, it goes on until it holds the claim's words.
    fn whole(&self, ground: &Ground) -> Option<Span> {
        let sentences = self.record.sentences.get(ground.sentence..)?;
        let first = sentences.first()?;
        let last = sentences.iter().take_while(|sentence| sentence.start < ground.words.end).last().unwrap_or(first);
        Some(Span { start: first.start, end: first.end.max(last.end) })
    }

    /// The sentence at `span` of the body.
    fn sentence(&mut self, span: Span) -> NamedNode {
        if let Some(known) = self.sentences.get(&span) {
            return known.clone();
        }
        let (begin, end) = self.body.range(span);
        let (raw_begin, raw_end) = self.raw.range(self.record.text.raw(span));
        let sentence = NamedNode::new_unchecked(format!("{}#char={begin},{end}", self.article.as_str()));
        self.triples
            .of(&sentence)
            .a(v::NIF_SENTENCE)
            .says(v::ANCHOR_OF, span.of(self.record.text.as_str()))
            .is(v::BEGIN_INDEX, count(begin))
            .is(v::END_INDEX, count(end))
            .is(v::RAW_BEGIN, count(raw_begin))
            .is(v::RAW_END, count(raw_end))
            .is(v::IS_PART_OF, self.article.clone());
        self.sentences.insert(span, sentence.clone());
        sentence
    }

    /// A claim of `class` for `fact` on `ground`: the IRI comes from the article, the words and the fact.
    pub fn claim(&mut self, class: NamedNodeRef<'_>, fact: &NamedNode, ground: &Ground) -> NamedNode {
        let place = format!("{}-{}", ground.words.start, ground.words.end);
        let iri = iri::hashed("claim", &[self.article.as_str(), class.as_str(), &place, fact.as_str()]);
        let claim = NamedNode::new_unchecked(iri);
        let sentence = self.whole(ground).map(|span| self.sentence(span));
        let words = ground.words.of(self.record.text.as_str());
        self.triples
            .of(&claim)
            .a(class)
            .may(v::SENTENCE, sentence)
            .says(v::TRIGGER, words)
            .says(v::RULE, ground.rule)
            .is(v::CONFIDENCE, decimal_of(f64::from((ground.confidence.share() * 100.0).round()) / 100.0));
        claim
    }

    /// That the article names `thing`, and by which words if they are not its `label`. Such a claim goes without a
    /// class: what has `fz:form` is one, and there are many.
    pub fn mention(&mut self, thing: &NamedNode, label: &str, form: &str, rule: &str) {
        self.triples.of(&self.article).is(v::MENTIONS, thing.clone());
        if form != label && !form.is_empty() {
            let claim = iri::hashed("claim", &[self.article.as_str(), v::MENTION_CLAIM.as_str(), thing.as_str()]);
            self.triples
                .of(&NamedNode::new_unchecked(claim))
                .is(v::ABOUT, thing.clone())
                .says(v::FORM, form)
                .says(v::RESOLVED_BY, rule);
        }
    }

    /// Every naming of `thing` as a phrase of its own, by its spans.
    pub fn phrases(&mut self, thing: &NamedNode, spans: &[Span]) {
        for &span in spans {
            let within = self.record.sentences.iter().copied().find(|sentence| sentence.contains(span));
            let sentence = within.map(|span| self.sentence(span));
            let (begin, end) = self.body.range(span);
            let phrase = NamedNode::new_unchecked(format!("{}#char={begin},{end}", self.article.as_str()));
            self.triples
                .of(&phrase)
                .a(v::NIF_PHRASE)
                .says(v::ANCHOR_OF, span.of(self.record.text.as_str()))
                .is(v::BEGIN_INDEX, count(begin))
                .is(v::END_INDEX, count(end))
                .is(v::TA_IDENT_REF, thing.clone())
                .may(v::SENTENCE, sentence);
        }
    }
}

/// A number as `xsd:decimal`, with no exponent and no digits that it does not need.
pub(super) fn decimal_of(number: f64) -> Literal {
    Literal::new_typed_literal(number.to_string(), xsd::DECIMAL)
}

/// The page and its paper, which all its articles share; they stand among the facts, told once.
pub(super) fn page(facts: &mut Triples, page: &Page, iri: &NamedNode, record: &Record) {
    let setting = &record.setting;
    let paper = setting.newspaper.as_deref().map(|name| super::contribution::readable("newspaper", name));
    let home = setting.home.map(|code| NamedNode::new_unchecked(iri::division(code)));
    let mut about = facts.of(iri);
    about
        .a(v::PAGE)
        .says(v::PREF_LABEL, label(page, record))
        .says(v::SOURCE_FILE, &page.stem)
        .may(v::IS_PART_OF, paper.clone())
        .may(v::DATE_PUBLISHED, setting.issue_date.map(day))
        .may(v::PAGE_START, setting.number.as_deref().map(Literal::new_simple_literal))
        .may(v::ARTICLE_SECTION, page.column.as_deref().map(Literal::new_simple_literal))
        .may(v::URL, page.url.as_deref().map(|url| Literal::new_typed_literal(url, xsd::ANY_URI)))
        .may(v::HOME_DISTRICT, home);
    for (inferred, what) in [(setting.home_inferred, "home"), (setting.year_inferred, "year")] {
        if inferred {
            about.says(v::INFERRED, what);
        }
    }
    if let (Some(paper), Some(name)) = (paper, &setting.newspaper) {
        facts.of(&paper).a(v::NEWSPAPER).says(v::PREF_LABEL, name);
    }
}

/// 许昌日报 2022-05-12 第03版, or the file's stem for a page whose paper nothing gives.
fn label(page: &Page, record: &Record) -> String {
    let setting = &record.setting;
    let Some(paper) = &setting.newspaper else { return page.stem.clone() };
    let mut label = paper.clone();
    if let Some(date) = setting.issue_date {
        label.push_str(&format!(" {date}"));
    }
    if let Some(number) = &setting.number {
        label.push_str(&format!(" 第{number}版"));
    }
    label
}

/// The band of a claim's confidence as a term.
pub(super) fn band(ground: &Ground) -> NamedNode {
    own(ground.confidence.band().name())
}
