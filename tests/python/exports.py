"""Loads exports in other people's readers and holds them to what `fangzhi info` counts.

Usage: exports.py FOLDER
FOLDER holds counts.json (name: number, of `info`), all.graphml, all.gexf, all.dot, bodies.graphml, bodies.svg, store.jsonld, store.trig,
store.turtle, the folders csv, jsonl and, where that feature is built, parquet, and the folder ties of the network of bodies.
Prints what differs, a line each, and exits with 1.
"""

import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import duckdb
import networkx as nx
import pandas as pd
from networkx.algorithms.link_analysis import pagerank_alg
from rdflib import RDF, Dataset, Graph, URIRef

FZ = "https://w3id.org/fangzhi/ns#"
# What info counts: the table of its rows, the kind of its nodes, its class.
COUNTED = {
    "people": ("people", "person", "http://xmlns.com/foaf/0.1/Person"),
    "organisations": ("bodies", "organisation", "http://www.w3.org/ns/org#Organization"),
    "posts": ("posts", None, "http://www.w3.org/ns/org#Membership"),
    "places": ("places", "place", "https://schema.org/AdministrativeArea"),
    "events": ("events", "event", "http://semanticweb.cs.vu.nl/2009/11/sem/Event"),
    "figures": ("figures", "figure", "http://purl.org/linked-data/cube#Observation"),
    "articles": ("articles", None, "https://schema.org/NewsArticle"),
    "sentences": (None, None, "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#Sentence"),
}
PANDAS = {"string": "str", "integer": "Int64", "number": "float64", "date": "str", "yearmonth": "str", "boolean": "boolean"}
DUCKDB = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "date": "DATE", "yearmonth": "VARCHAR", "boolean": "BOOLEAN"}


class Differences:
    def __init__(self):
        self.lines = []

    def same(self, what, found, expected):
        if found != expected:
            self.lines.append(f"{what}: {found}, not {expected}")

    def holds(self, what, truth):
        if not truth:
            self.lines.append(what)


def networks(folder, counts, told):
    links = None
    for name, graph in [
        ("all.graphml", nx.read_graphml(folder / "all.graphml")),
        ("all.gexf", nx.read_gexf(folder / "all.gexf")),
    ]:
        kinds = [data["kind"] for _, data in graph.nodes(data=True)]
        for counted, (_, kind, _) in COUNTED.items():
            if kind:
                told.same(f"{name}: nodes of kind {kind}", kinds.count(kind), counts[counted])
        told.same(f"{name}: nodes in all", len(graph), len(kinds))
        told.holds(f"{name}: links lead nowhere", graph.is_directed())
        told.same(f"{name}: links", graph.number_of_edges(), links if links is not None else graph.number_of_edges())
        links = graph.number_of_edges()
        told.holds(f"{name}: a node without a name", all(data.get("label") for _, data in graph.nodes(data=True)))
        first = "start" if name.endswith("gexf") else "first"
        days = [data[first] for *_, data in graph.edges(data=True) if first in data]
        told.holds(f"{name}: no link has a day", days and all(re.fullmatch(r"\d{4}-\d\d-\d\d", day) for day in days))
    drawn = subprocess.run(["dot", "-Tcanon", folder / "all.dot"], capture_output=True, text=True, check=True).stdout
    told.same("all.dot: nodes", len(re.findall(r"^\t+n\d+\t", drawn, re.M)), len(kinds))
    told.same("all.dot: links", drawn.count(" -> "), links)
    bodies = nx.read_graphml(folder / "bodies.graphml")
    svg = ElementTree.parse(folder / "bodies.svg")
    groups = [group.get("class") for group in svg.iter("{http://www.w3.org/2000/svg}g")]
    told.same("bodies.svg: nodes", groups.count("node"), len(bodies))
    told.same("bodies.svg: links", groups.count("edge"), bodies.number_of_edges())


def measures(folder, told):
    """Our measures are those of networkx."""
    for name in ["bodies.graphml", "all.graphml"]:
        graph = nx.read_graphml(folder / name)
        told.holds(f"{name}: nothing to measure", graph.number_of_edges() > 1)
        flat = nx.Graph(graph.to_undirected())
        strength = dict.fromkeys(graph, 0)
        for one, other, data in graph.edges(data=True):
            strength[one] += data["weight"]
            strength[other] += data["weight"]
        components = sorted(nx.connected_components(flat), key=len, reverse=True)
        expected = {
            "degree": dict(flat.degree()),
            "strength": strength,
            "betweenness": nx.betweenness_centrality(flat),
            "closeness": nx.closeness_centrality(flat),
            "core": nx.core_number(flat),
            # The one of networkx that asks for no scipy.
            "pagerank": pagerank_alg._pagerank_python(graph, weight="weight", tol=1e-12, max_iter=1000),
        }
        if graph.is_directed():
            expected |= {"in": dict(graph.in_degree()), "out": dict(graph.out_degree())}
        for measure, values in expected.items():
            for node, value in values.items():
                found = graph.nodes[node][measure]
                told.holds(f"{name}: {measure} of {node} is {found}, not {value}", abs(found - value) < 2e-6)
        told.same(f"{name}: components", max(graph.nodes[node]["component"] for node in graph), len(components))
        groups = {}
        for node, data in graph.nodes(data=True):
            groups.setdefault(data["community"], set()).add(node)
        for node in graph:
            graph.nodes[node]["reached"] = nx.node_connected_component(flat, node)
        torn = [number for number, group in groups.items() if any(not group <= graph.nodes[n]["reached"] for n in group)]
        told.same(f"{name}: communities across components", torn, [])
        ours = nx.community.modularity(nx.Graph(graph.to_undirected()), groups.values())
        theirs = nx.community.modularity(flat, nx.community.louvain_communities(flat, seed=1))
        told.holds(f"{name}: modularity {ours} is far below {theirs} of networkx", ours >= theirs - 0.05)


def package(folder):
    return json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))["resources"]


def read(folder, resource):
    """A table by its dictionary."""
    fields = resource["schema"]["fields"]
    path = folder / resource["path"]
    if resource["format"] == "csv":
        kinds = {field["name"]: PANDAS[field["type"]] for field in fields}
        return pd.read_csv(path, dtype=kinds, keep_default_na=False, na_values={name: [""] for name in kinds})
    if resource["format"] == "parquet":
        return duckdb.sql(f"SELECT * FROM '{path}'").df()
    return pd.read_json(path, lines=True, dtype=False, convert_dates=False)


def tables(folder, counts, told):
    for name in ["csv", "jsonl", "parquet"]:
        if name == "parquet" and not (folder / name).is_dir():
            continue
        found = {}
        for resource in package(folder / name):
            frame = read(folder / name, resource)
            found[resource["name"]] = frame
            told.same(f"{name}/{resource['name']}: rows", len(frame), resource["rows"])
            columns = [field["name"] for field in resource["schema"]["fields"]]
            shown = columns if name != "jsonl" else [column for column in columns if column in frame]
            told.same(f"{name}/{resource['name']}: columns", sorted(frame.columns), sorted(shown))
            key = frame[resource["schema"]["primaryKey"]]
            told.same(f"{name}/{resource['name']}: rows of one key", int(key.duplicated().sum()), 0)
        for counted, (table, _, _) in COUNTED.items():
            if table:
                told.same(f"{name}/{table}: rows", len(found[table]), counts[counted])
        sentences = found["evidence"][["article", "begin", "end"]].drop_duplicates()
        told.same(f"{name}/evidence: sentences", len(sentences), counts["sentences"])
        for resource in package(folder / name):
            for key in resource["schema"].get("foreignKeys", []):
                own, other = key["fields"], key["reference"]
                values = set(found[resource["name"]][own].dropna().itertuples(index=False, name=None))
                known = set(found[other["resource"]][other["fields"]].itertuples(index=False, name=None))
                told.same(f"{name}/{resource['name']}: {own} not in {other['resource']}", sorted(values - known), [])
        if name == "parquet":
            for resource in package(folder / name):
                described = duckdb.sql(f"DESCRIBE SELECT * FROM '{folder / name / resource['path']}'").fetchall()
                types = {field["name"]: DUCKDB[field["type"]] for field in resource["schema"]["fields"]}
                told.same(f"parquet/{resource['name']}: types", {row[0]: row[1] for row in described}, types)
    events = duckdb.sql(f"SELECT count(*) FROM read_csv('{folder}/csv/events.csv')").fetchall()[0][0]
    told.same("csv/events in DuckDB", events, counts["events"])
    joined = f"""SELECT count(DISTINCT a.event) FROM read_csv('{folder}/csv/actors.csv') a
        JOIN read_csv('{folder}/csv/evidence.csv') e ON a.event = e.fact WHERE length(e.sentence) > 0"""
    told.same("events with actors and a sentence", duckdb.sql(joined).fetchall()[0][0], counts["acted"])
    ties = {resource["name"]: read(folder / "ties", resource) for resource in package(folder / "ties")}
    bodies = nx.read_graphml(folder / "bodies.graphml")
    told.same("ties: nodes", len(ties["nodes"]), len(bodies))
    told.same("ties: links", len(ties["links"]), bodies.number_of_edges())
    graph = nx.from_pandas_edgelist(ties["links"], edge_attr="weight")
    told.same("ties: weight", graph.size("weight"), bodies.size("weight"))
    told.same("ties: facts", ties["evidence"].groupby(["source", "target"])["fact"].nunique().sum(), graph.size("weight"))


def rdf(folder, counts, told):
    sizes = {}
    for name, kind in [("store.jsonld", "json-ld"), ("store.trig", "trig")]:
        data = Dataset()
        data.parse(folder / name, format=kind)
        quads = list(data.quads())
        sizes[name] = len(quads)
        told.same(f"{name}: quads", len(quads), counts["quads"])
        for counted, (_, _, iri) in COUNTED.items():
            things = {subject for subject, predicate, value, _ in quads if predicate == RDF.type and value == URIRef(iri)}
            told.same(f"{name}: {counted}", len(things), counts[counted])
    facts = Graph().parse(folder / "store.turtle", format="turtle")
    for counted, (_, _, iri) in COUNTED.items():
        expected = 0 if counted in ("articles", "sentences") else counts[counted]
        told.same(f"store.turtle: {counted}", len(set(facts.subjects(RDF.type, URIRef(iri)))), expected)
    context = json.loads((folder / "store.jsonld").read_text(encoding="utf-8"))
    told.holds("store.jsonld: no context", isinstance(context, dict) and context.get("@context", {}).get("fz") == FZ)


def main(folder):
    counts = json.loads((folder / "counts.json").read_text(encoding="utf-8"))
    told = Differences()
    networks(folder, counts, told)
    measures(folder, told)
    tables(folder, counts, told)
    rdf(folder, counts, told)
    print("\n".join(told.lines))
    return 1 if told.lines else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
