//! The ontology and the code say the same: every term of the one stands in the other, each explained in both languages.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use fangzhi::graph::reference::FILES;
use fangzhi::graph::vocabulary::{FZ, TERMS, compact};
use fangzhi::model::{ArticleKind, Band, EventType, Level};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{NamedOrBlankNode, Quad, Term};

mod python;

const LABEL: &str = "http://www.w3.org/2000/01/rdf-schema#label";
const COMMENT: &str = "http://www.w3.org/2000/01/rdf-schema#comment";
const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";

/// Schemes whose concepts no code names: the data write their notations, or only the reference graph uses them.
const OF_REFERENCE_ALONE: &[&str] = &["Levels", "ArticleKinds", "Ranks", "PartsPlayed", "Roles"];

fn ontology() -> Vec<Quad> {
    let parse = |text: &'static str| RdfParser::from_format(RdfFormat::Turtle).for_slice(text.as_bytes());
    FILES
        .iter()
        .flat_map(|(name, text)| parse(text).map(move |quad| quad.unwrap_or_else(|e| panic!("{name}: {e}"))))
        .collect()
}

/// What is said of each thing that has an IRI: property and value.
fn said() -> BTreeMap<String, Vec<(String, Term)>> {
    let mut all: BTreeMap<String, Vec<(String, Term)>> = BTreeMap::new();
    for quad in ontology() {
        if let NamedOrBlankNode::NamedNode(subject) = quad.subject {
            all.entry(subject.into_string()).or_default().push((quad.predicate.into_string(), quad.object));
        }
    }
    all
}

/// The languages in which `properties` say something.
fn languages(facts: &[(String, Term)], properties: &[&str]) -> BTreeSet<String> {
    let language = |term: &Term| match term {
        Term::Literal(literal) => literal.language().map(str::to_lowercase),
        _ => None,
    };
    let wanted = |property: &String| properties.iter().any(|wanted| wanted == property);
    facts.iter().filter(|(property, _)| wanted(property)).filter_map(|(_, value)| language(value)).collect()
}

fn values(facts: &[(String, Term)], property: &str) -> Vec<String> {
    let of = |term: &Term| match term {
        Term::Literal(literal) => literal.value().to_owned(),
        Term::NamedNode(node) => node.as_str().to_owned(),
        other => other.to_string(),
    };
    facts.iter().filter(|(known, _)| known == property).map(|(_, value)| of(value)).collect()
}

fn is(facts: &[(String, Term)], classes: &[&str]) -> bool {
    let types = values(facts, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type");
    types.iter().any(|class| classes.iter().any(|wanted| class.ends_with(wanted)))
}

const PROPERTIES: &[&str] = &["owl#Class", "owl#ObjectProperty", "owl#DatatypeProperty", "owl#AnnotationProperty"];

#[test]
fn every_term_of_the_code_is_explained_in_both_languages() {
    let (said, both) = (said(), BTreeSet::from(["en".to_owned(), "zh".to_owned()]));
    for term in TERMS.iter().filter(|term| !term.as_str().contains("22-rdf-syntax-ns#")) {
        let name = compact(term.as_str());
        let facts = said.get(term.as_str()).unwrap_or_else(|| panic!("the ontology does not declare {name}"));
        if is(facts, PROPERTIES) {
            assert_eq!(languages(facts, &[LABEL]), both, "labels of {name}");
            assert_eq!(languages(facts, &[COMMENT]), both, "comments on {name}");
            assert_eq!(values(facts, &format!("{SKOS}example")).len(), 1, "example of {name}");
        } else {
            assert!(is(facts, &["core#Concept", "core#ConceptScheme"]), "{name} is nothing");
            assert_eq!(languages(facts, &[&format!("{SKOS}prefLabel")]), both, "names of {name}");
            assert_eq!(languages(facts, &[&format!("{SKOS}definition")]), both, "definitions of {name}");
        }
    }
}

#[test]
fn every_term_of_the_ontology_is_in_the_code() {
    let code: BTreeSet<&str> = TERMS.iter().map(|term| term.as_str()).collect();
    let named: BTreeSet<String> = EventType::ALL
        .iter()
        .map(|kind| kind.name())
        .chain([Band::High, Band::Medium, Band::Low].map(Band::name))
        .map(|name| format!("{FZ}{name}"))
        .collect();
    for (iri, facts) in said().iter().filter(|(iri, _)| iri.starts_with(FZ)) {
        let schemes = values(facts, &format!("{SKOS}inScheme"));
        let reference = |iri: &str| OF_REFERENCE_ALONE.iter().any(|name| iri == format!("{FZ}{name}"));
        // The groups of the tree of events are knowledge of `find`, by the tree itself.
        let group = !values(facts, &format!("{SKOS}topConceptOf")).is_empty();
        let scheme = is(facts, &["core#ConceptScheme"]);
        let known = code.contains(iri.as_str()) || named.contains(iri);
        assert!(known || group || scheme || schemes.iter().any(|scheme| reference(scheme)), "no code names {iri}");
    }
}

#[test]
fn terms_of_ours_say_what_they_join_and_what_they_specialise() {
    let rdfs = |name: &str| format!("http://www.w3.org/2000/01/rdf-schema#{name}");
    for (iri, facts) in said().iter().filter(|(iri, facts)| iri.starts_with(FZ) && is(facts, PROPERTIES)) {
        let specialises = ["subClassOf", "subPropertyOf", "seeAlso"].iter().flat_map(|name| values(facts, &rdfs(name)));
        let specialises: Vec<String> = specialises.collect();
        let union = !values(facts, "http://www.w3.org/2002/07/owl#equivalentClass").is_empty();
        assert!(!specialises.is_empty() || union, "{iri} stands alone");
        // Who acts and whom words stand for can be of several classes; a part played has none.
        let open = ["about", "participation", "actor"].iter().any(|name| *iri == format!("{FZ}{name}"));
        if !is(facts, &["owl#Class"]) && !open {
            assert!(!values(facts, &rdfs("domain")).is_empty(), "{iri} has no domain");
            assert!(!values(facts, &rdfs("range")).is_empty(), "{iri} has no range");
        }
    }
}

#[test]
fn types_of_events_levels_and_kinds_of_articles_are_those_of_the_model() {
    let said = said();
    let members = |scheme: &str| {
        let scheme = format!("{FZ}{scheme}");
        said.iter().filter(move |(_, facts)| values(facts, &format!("{SKOS}inScheme")).contains(&scheme))
    };
    let leaves: BTreeSet<String> = members("EventTypes")
        .filter(|(iri, facts)| !values(facts, &format!("{SKOS}broader")).is_empty() || iri.ends_with("#Other"))
        .map(|(iri, _)| iri.replace(FZ, ""))
        .collect();
    assert_eq!(leaves, EventType::ALL.iter().map(|kind| kind.name().to_owned()).collect());
    for kind in EventType::ALL {
        let facts = &said[&format!("{FZ}{}", kind.name())];
        let labels = values(facts, &format!("{SKOS}prefLabel"));
        assert!(labels.iter().any(|label| label == kind.chinese()), "{kind}: {labels:?}");
        let definitions = languages(facts, &[&format!("{SKOS}definition")]);
        assert_eq!(definitions.len(), 2, "definitions of {kind}");
    }
    let notations = |scheme: &str| -> BTreeSet<String> {
        members(scheme).flat_map(|(_, facts)| values(facts, &format!("{SKOS}notation"))).collect()
    };
    fn written<T: serde::Serialize>(all: &[T]) -> BTreeSet<String> {
        let text = |value: &T| serde_json::to_value(value).expect("JSON").as_str().expect("a word").to_owned();
        all.iter().map(text).collect()
    }
    use ArticleKind::{Caption, Commentary, Continuation, Feature, News, Notice, Slogan};
    use Level::{Country, County, Prefecture, Province, Site, Township, Village, Zone};
    let levels = [Country, Province, Prefecture, County, Township, Village, Zone, Site];
    assert_eq!(notations("Levels"), written(&levels));
    let kinds = [News, Feature, Caption, Notice, Commentary, Continuation, Slogan];
    assert_eq!(notations("ArticleKinds"), written(&kinds));
}

#[test]
fn matches_point_at_codes_that_are_declared() {
    let said = said();
    let mut matches = 0;
    for (iri, facts) in &said {
        for (property, value) in facts.iter().filter(|(property, _)| property.starts_with(SKOS)) {
            let points = ["Match", "broader", "related", "inScheme"].iter().any(|end| property.ends_with(end));
            if let (true, Term::NamedNode(node)) = (points, value) {
                assert!(said.contains_key(node.as_str()), "{iri} {property} {node}: not declared");
                matches += usize::from(property.ends_with("Match"));
            }
        }
    }
    assert!(matches >= 30, "{matches} matches");
}

#[test]
fn others_can_read_it_and_it_is_owl_2_dl() {
    let files: Vec<String> =
        FILES.iter().map(|(name, _)| format!("{}/ontology/{name}", env!("CARGO_MANIFEST_DIR"))).collect();
    let mut files: Vec<&str> = files.iter().map(String::as_str).collect();
    let Some((well, said)) = python::run("ontology.py", &files) else { return };
    assert!(well, "{said}");
    // The check finds what it is there to find.
    let bad = tempfile::Builder::new().suffix(".ttl").tempfile().expect("room");
    let text = "@prefix fz: <https://w3id.org/fangzhi/ns#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        fz:two a owl:Class , owl:ObjectProperty . fz:day a owl:DatatypeProperty ; rdfs:range xsd:date .
        fz:band rdfs:subPropertyOf fz:unit . fz:x fz:undeclared fz:y . fz:x fz:band \"high\" .";
    fs::write(bad.path(), text).expect("room");
    files.push(bad.path().to_str().expect("a path"));
    let (well, said) = python::run("ontology.py", &files).expect("Python");
    assert!(!well);
    for breach in
        ["#two is declared as", "cannot be http", "#undeclared is used", "with a literal", "a datatype property"]
    {
        assert!(said.contains(breach), "{breach} in {said}");
    }
}
