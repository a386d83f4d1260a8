"""Loads the ontology in rdflib and owlready2, and holds it to what OWL 2 DL asks of an RDF graph.

Usage: ontology.py FILE.ttl...
Checked after the structural specification, section 3 and 5: every entity is declared, as one sort only; properties are
used as what they are; classes are named or are unions of named ones; datatypes are those of OWL 2; transitive
properties stay simple. Prints what breaks a rule, a line each, and exits with 1.
"""

import sys
import tempfile
from pathlib import Path

import owlready2
from rdflib import OWL, RDF, RDFS, XSD, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection

SORTS = {
    OWL.Class: "class",
    OWL.ObjectProperty: "object property",
    OWL.DatatypeProperty: "datatype property",
    OWL.AnnotationProperty: "annotation property",
}
ANNOTATIONS = {RDFS.label, RDFS.comment, RDFS.seeAlso, RDFS.isDefinedBy, OWL.versionInfo}
# The datatypes of the OWL 2 datatype map that this ontology may use; xsd:date is none of them.
DATATYPES = {RDFS.Literal, XSD.string, XSD.decimal, XSD.integer, XSD.nonNegativeInteger, XSD.boolean, XSD.dateTime}
RESERVED = tuple(map(str, (OWL, RDF, RDFS, XSD)))


def is_reserved(term):
    return isinstance(term, URIRef) and str(term).startswith(RESERVED)


def breaches(graph):
    sorts = {}
    for kind, name in SORTS.items():
        for entity in graph.subjects(RDF.type, kind):
            if isinstance(entity, URIRef):
                sorts.setdefault(entity, set()).add(name)
    for entity, names in sorts.items():
        if len(names) > 1:
            yield f"{entity} is declared as {' and '.join(sorted(names))}"
        if is_reserved(entity):
            yield f"{entity} is reserved vocabulary and cannot be declared"

    def sort(term):
        return next(iter(sorts.get(term, {None})))

    def class_expression(term):
        if isinstance(term, URIRef):
            return sort(term) == "class" or term == OWL.Thing
        members = graph.value(term, OWL.unionOf)
        return members is not None and all(map(class_expression, Collection(graph, members)))

    for subject, predicate, value in graph:
        if predicate == RDF.type:
            known = value in SORTS or value in {
                OWL.Ontology,
                OWL.FunctionalProperty,
                OWL.TransitiveProperty,
                OWL.AllDisjointClasses,
            }
            if not known and not class_expression(value):
                yield f"{subject} is of {value}, which is no declared class"
            if value in (OWL.FunctionalProperty, OWL.TransitiveProperty):
                functional = value == OWL.FunctionalProperty
                wanted = {"object property", "datatype property"} if functional else {"object property"}
                if sort(subject) not in wanted:
                    yield f"{subject} cannot be {value}"
                if (subject, RDF.type, OWL.FunctionalProperty) in graph and not functional:
                    yield f"{subject} is transitive, so not simple, and cannot be functional"
        elif predicate == RDFS.subClassOf or predicate == OWL.equivalentClass:
            if not class_expression(subject) or not class_expression(value):
                yield f"{subject} {predicate} {value}: not both are classes"
        elif predicate == RDFS.subPropertyOf:
            if sort(subject) != sort(value) or "property" not in (sort(subject) or ""):
                yield f"{subject} is a {sort(subject)}, {value} a {sort(value)}"
        elif predicate == RDFS.domain:
            if sort(subject) not in ("object property", "datatype property") or not class_expression(value):
                yield f"the domain of {subject} is no class"
        elif predicate == RDFS.range:
            fits = class_expression(value) if sort(subject) == "object property" else value in DATATYPES
            if not fits:
                yield f"the range of {subject} cannot be {value}"
        elif predicate in ANNOTATIONS or is_reserved(predicate):
            continue
        elif sort(predicate) == "object property":
            if isinstance(value, Literal):
                yield f"{subject} {predicate} {value!r}: an object property with a literal"
        elif sort(predicate) == "datatype property":
            if not isinstance(value, Literal):
                yield f"{subject} {predicate} {value}: a datatype property without a literal"
        elif sort(predicate) != "annotation property":
            yield f"{predicate} is used and not declared"
        if isinstance(value, BNode) and not graph.value(value, RDF.type) and not graph.value(value, RDF.first):
            yield f"{subject} {predicate} a blank node of no sort"


def differences(graph):
    """What owlready2 takes in must be what rdflib counts; of an ontology with faults it may take nothing."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ontology.nt"
        graph.serialize(path, format="nt", encoding="utf-8")
        try:
            read = owlready2.get_ontology(path.as_uri()).load()
        except TypeError as refusal:
            return [f"owlready2 refuses it: {refusal}"]
        found = []
        for kind, taken in (
            (OWL.Class, read.classes()),
            (OWL.ObjectProperty, read.object_properties()),
            (OWL.DatatypeProperty, read.data_properties()),
            (OWL.AnnotationProperty, read.annotation_properties()),
        ):
            ours = {str(entity) for entity in graph.subjects(RDF.type, kind) if isinstance(entity, URIRef)}
            theirs = {entity.iri for entity in taken}
            found += [f"owlready2 does not take {iri} for a {SORTS[kind]}" for iri in sorted(ours - theirs)]
        return found


def main(files):
    graph = Graph()
    for file in files:
        graph.parse(file)
    failures = sorted(set(breaches(graph)))
    failures += differences(graph)
    print("\n".join(failures) or f"{len(graph)} triples, OWL 2 DL")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
