"""Validates exports against the shapes with pySHACL, facts and evidence read as one graph.

Usage: shapes.py SHAPES.ttl FILE.nq...
Prints a line of JSON for each file, {"file", "violations": [{"shape", "focus", "path", "message"}]}, and exits with 1 if
any has a violation.
"""

import json
import sys

import pyshacl
from rdflib import RDF, SH, Dataset, Graph


def merged(file):
    dataset = Dataset()
    dataset.parse(file, format="nquads")
    graph = Graph()
    for subject, predicate, value, _ in dataset.quads():
        graph.add((subject, predicate, value))
    return graph


def violations(graph, shapes):
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, inference="none", advanced=False)
    found = []
    for result in report.subjects(RDF.type, SH.ValidationResult):
        focus = report.value(result, SH.focusNode)
        owners = shapes.subjects(SH.property, report.value(result, SH.sourceShape))
        messages = sorted(str(m) for m in report.objects(result, SH.resultMessage) if getattr(m, "language", None) != "zh")
        path = report.value(result, SH.resultPath)
        found.append(
            {
                "shape": " ".join(sorted(str(owner).rpartition("#")[2] for owner in owners)),
                "focus": str(focus),
                "path": str(path),
                "message": " ".join(messages),
            }
        )
    return sorted(found, key=lambda one: (one["shape"], one["focus"], one["path"]))


def main(shapes_file, files):
    shapes = Graph().parse(shapes_file)
    broken = False
    for file in files:
        found = violations(merged(file), shapes)
        broken = broken or bool(found)
        print(json.dumps({"file": file, "violations": found}, ensure_ascii=False))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
