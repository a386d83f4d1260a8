"""Asks the server as other people's clients do. Arguments: its address, and a folder of queries filled in already (*.rq)
beside what the program itself says of each (*.json)."""

import io
import json
import pathlib
import sys

import pandas
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, TURTLE, XML, SPARQLWrapper

address, folder = sys.argv[1], pathlib.Path(sys.argv[2])
endpoint = address + "/sparql"
wrong = []


def check(holds, what):
    if not holds:
        wrong.append(what)


def rows(answer):
    """The rows of a SPARQL result in JSON, each as sorted pairs."""
    return sorted(tuple(sorted((k, v["value"]) for k, v in row.items())) for row in answer["results"]["bindings"])


store = SPARQLStore(endpoint, returnFormat="json", method="POST")
graph = rdflib.Graph(store)
asked = 0
for path in sorted(folder.glob("*.rq")):
    # SPARQLWrapper takes the words of a comment for the form of the query.
    lines = path.read_text("utf-8").splitlines()
    text, name = "\n".join(line for line in lines if not line.startswith("#")), path.stem
    expected = rows(json.loads(path.with_suffix(".json").read_text("utf-8")))
    wrapper = SPARQLWrapper(endpoint)
    wrapper.setMethod("POST")
    wrapper.setQuery(text)
    wrapper.setReturnFormat(JSON)
    check(rows(wrapper.query().convert()) == expected, f"{name}: SPARQLWrapper, JSON")
    if asked < 4:
        wrapper.setReturnFormat(XML)
        results = wrapper.query().convert().getElementsByTagName("result")
        check(len(results) == len(expected), f"{name}: SPARQLWrapper, XML")
    wrapper.setReturnFormat(CSV)
    table = pandas.read_csv(io.BytesIO(wrapper.query().convert()))
    check(len(table) == len(expected), f"{name}: pandas: {len(table)} rows, not {len(expected)}")
    check(len(list(graph.query(text))) == len(expected), f"{name}: rdflib")
    asked += 1
check(asked >= 40, f"{asked} questions")

wrapper = SPARQLWrapper(endpoint)
wrapper.setQuery("CONSTRUCT { ?p a foaf:Person } WHERE { ?p a foaf:Person }")
wrapper.setReturnFormat(TURTLE)
people = rdflib.Graph().parse(data=wrapper.query().convert(), format="turtle")
check(len(people) > 0, "CONSTRUCT as Turtle")

place = rdflib.URIRef("https://w3id.org/fangzhi/id/place/510700")
for form, media in [("turtle", "text/turtle"), ("nt", "application/n-triples"), ("json-ld", "application/ld+json")]:
    thing = rdflib.Graph().parse(f"{address}/id/place/510700", format=form)
    check((place, rdflib.SKOS.prefLabel, None) in thing, f"linked data as {media}")
check(len(rdflib.Graph().parse(f"{address}/ns", format="turtle")) > 500, "the vocabulary")
check(len(rdflib.Graph().parse(f"{address}/graph?default", format="nt")) > 500, "the default graph")

print("\n".join(wrong) or f"{asked} questions by three clients")
sys.exit(bool(wrong))
