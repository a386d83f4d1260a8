// The terms of the ontology, as the server tells them at /ns, for completion.

import { language } from "./page";

/** A term as a query writes it, and what it means in the page's language. */
export interface Term {
  name: string;
  label: string;
  meaning: string;
  kind: "class" | "property" | "constant";
}

/** A node of JSON-LD in its expanded form. */
type Node = { "@id": string } & Record<string, { "@id"?: string; "@language"?: string; "@value"?: string }[]>;

const RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const LABELS = ["http://www.w3.org/2000/01/rdf-schema#label", "http://www.w3.org/2004/02/skos/core#prefLabel"];
const MEANINGS = ["http://www.w3.org/2000/01/rdf-schema#comment", "http://www.w3.org/2004/02/skos/core#definition"];

/** An IRI with the longest of the known prefixes; none where it has none. */
export function compact(iri: string, prefixes: Map<string, string>): string | undefined {
  const fits = [...prefixes].filter(([, space]) => iri.startsWith(space) && /^[\p{L}\w-]+$/u.test(iri.slice(space.length)));
  const longest = fits.sort((a, b) => b[1].length - a[1].length)[0];
  return longest && `${longest[0]}:${iri.slice(longest[1].length)}`;
}

/** All terms. */
export async function terms(prefixes: Map<string, string>): Promise<Term[]> {
  const response = await fetch("/ns?format=jsonld");
  const nodes: Node[] = await response.json();
  const found: Term[] = [];
  for (const node of nodes) {
    const types = (node[RDF_TYPE] ?? []).map((type) => type["@id"] ?? "");
    const name = compact(node["@id"], prefixes);
    if (!name || types.length === 0 || types.some((type) => type.endsWith("#Ontology"))) continue;
    const words = (properties: string[]) =>
      properties.flatMap((property) => node[property] ?? []).find((word) => word["@language"] === language)?.["@value"] ?? "";
    const kind = types.some((type) => type.endsWith("#Class")) ? "class"
      : types.some((type) => type.endsWith("Property")) ? "property" : "constant";
    found.push({ name, label: words(LABELS), meaning: words(MEANINGS), kind });
  }
  return found;
}
