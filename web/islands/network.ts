// A network that can be moved, searched and asked: a node shows its links, a link its sentences.

import cytoscape from "cytoscape";
import fcose from "cytoscape-fcose";

import { colour, make, one, page, press, t, to } from "./page";

cytoscape.use(fcose);

interface Told {
  notes: string[];
  directed: boolean;
  kinds: { name: string; chinese: string; colour: string }[];
  nodes: { label: string; kind: string; note: string; territory: string; href: string }[];
  links: { from: number; to: number; label: string; weight: number; days: string; upward: boolean; facts: string[] }[];
}

/** Facts whose sentences are asked for at once; so many fit an address. */
const MOST_FACTS = 60;

type Elements = ReturnType<cytoscape.Core["elements"]>;

/** Nodes of a large network whose names are always there; the others' come when it is made larger. */
const NAMED = 24;

/** Longer names are cut under their nodes. */
const LABEL = 16;

const place = one<HTMLElement>("#network");
place.hidden = false;
place.append(make("p", { class: "note", role: "status" }, t("正在画……", "Drawing…")));
fetch(place.dataset.source ?? "")
  .then(async (response) => {
    if (!response.ok) throw new Error(await response.text());
    return (await response.json()) as Told;
  })
  .then(draw)
  .catch((problem: unknown) => place.replaceChildren(make("p", { class: "problem", role: "alert" }, String(problem))));

function draw(told: Told): void {
  const canvas = make("div", { class: "canvas", role: "img", "aria-label":
    t(`网络图：${told.nodes.length} 个结点，${told.links.length} 条联系；下面的表格内容相同`,
      `the network: ${told.nodes.length} nodes, ${told.links.length} links; the tables below say the same`) });
  const panel = make("div", { class: "panel", "aria-live": "polite" });
  const tools = make("div", { class: "tools" });
  const notes = told.notes.map((note) => make("p", { class: "note" }, half(note)));
  place.replaceChildren(tools, make("div", { class: "drawn" }, canvas, panel), ...notes);
  // The library would put a style element into the page, which the policy of the pages forbids; one of this name keeps it
  // from that, and style.css has what it says.
  if (!document.getElementById("__________cytoscape_stylesheet")) {
    document.head.append(make("meta", { id: "__________cytoscape_stylesheet" }));
  }
  const strength = told.nodes.map(() => 0);
  for (const link of told.links) {
    strength[link.from] = (strength[link.from] ?? 0) + link.weight;
    strength[link.to] = (strength[link.to] ?? 0) + link.weight;
  }
  const strongest = Math.max(1, ...strength);
  const widest = Math.max(1, ...told.links.map((link) => link.weight));
  const colours = new Map(told.kinds.map((kind) => [kind.name, kind.colour]));
  const many = told.nodes.length > 60;
  const order = told.nodes.map((_, at) => at).sort((a, b) => (strength[b] ?? 0) - (strength[a] ?? 0) || a - b);
  const starts = apart(told);
  const graph = cytoscape({
    container: canvas,
    elements: [
      ...told.nodes.map((node, at) => ({
        data: { id: `n${at}`, at, kind: node.kind, colour: colours.get(node.kind), label: short(node.label),
          size: (many ? 18 : 14) + 26 * Math.sqrt((strength[at] ?? 0) / strongest) },
        classes: order.indexOf(at) < NAMED ? "" : "weak",
        position: starts[at] ?? { x: 0, y: 0 },
      })),
      ...told.links.map((link, at) => ({
        data: { id: `l${at}`, at, source: `n${link.from}`, target: `n${link.to}`, upward: link.upward,
          width: 1 + (widest > 1 ? (5 * Math.log(link.weight)) / Math.log(widest) : 0) },
      })),
    ],
    style: [
      { selector: "node", style: {
        "background-color": "data(colour)", "border-width": 1, "border-color": "#777", width: "data(size)", height: "data(size)",
        label: "data(label)", color: colour("--ink"), "font-size": many ? 22 : 11, "min-zoomed-font-size": 4, "text-valign": "bottom",
        "text-margin-y": 3, "text-outline-color": colour("--paper"), "text-outline-width": 2 } },
      { selector: "node.weak", style: { "font-size": 11, "min-zoomed-font-size": many ? 10 : 5 } },
      { selector: "edge", style: {
        width: "data(width)", "line-color": "#999", opacity: 0.65, "curve-style": "bezier", "target-arrow-color": "#999",
        "target-arrow-shape": told.directed ? "triangle" : "none", "arrow-scale": 0.8 } },
      { selector: "edge[?upward]", style: { "line-style": "dashed" } },
      { selector: ".far", style: { opacity: 0.15, "text-opacity": 0 } },
      { selector: ".chosen", style: { "border-width": 3, "border-color": colour("--seal"), "line-color": colour("--seal"), opacity: 1 } },
      { selector: ".off", style: { display: "none" } },
    ],
    layout: layout(many),
    minZoom: 0.1, maxZoom: 4,
  });

  const choose = (chosen: Elements, near: Elements) => {
    graph.elements().removeClass("chosen").addClass("far");
    near.removeClass("far");
    chosen.removeClass("far").addClass("chosen");
    const level = Math.max(graph.zoom(), 1);
    const box = near.union(chosen).boundingBox();
    const fits = box.w * level < graph.width() * 0.8 && box.h * level < graph.height() * 0.8;
    graph.animate(fits ? { zoom: level, center: { eles: chosen } } : { fit: { eles: near, padding: 60 } }, { duration: 300 });
  };
  const rest = () => {
    graph.elements().removeClass("far chosen");
    panel.replaceChildren(make("p", { class: "note" },
      t("点一个结点看它的联系，点一条联系看原句。", "A node shows its links, a link its sentences.")));
  };
  const named = (at: number) => {
    const node = told.nodes[at];
    return make("a", { href: to(node?.href ?? "") }, node?.label ?? "");
  };
  const showNode = (at: number) => {
    choose(graph.$(`#n${at}`), graph.$(`#n${at}`).closedNeighborhood());
    const node = told.nodes[at];
    const links = told.links.map((link, number) => ({ link, number })).filter(({ link }) => link.from === at || link.to === at);
    links.sort((a, b) => b.link.weight - a.link.weight);
    const rows = links.map(({ link, number }) => {
      const other = told.nodes[link.from === at ? link.to : link.from]?.label ?? "";
      const way = !told.directed ? "" : link.from === at ? "→ " : "← ";
      const button = make("button", { type: "button", class: "plainly" }, `${way}${other} ×${link.weight}`);
      button.addEventListener("click", () => showLink(number));
      return make("li", {}, button);
    });
    const about = [kindName(node?.kind ?? ""), node?.territory, node?.note].filter(Boolean).join(" · ");
    panel.replaceChildren(make("h3", {}, named(at)), make("p", { class: "note" }, about), make("ul", {}, ...rows));
  };
  const showLink = (at: number) => {
    const link = told.links[at];
    if (!link) return;
    const both = graph.$(`#n${link.from}, #n${link.to}`);
    choose(graph.$(`#l${at}`).union(both), both);
    const heading = make("h3", {}, named(link.from), told.directed ? " → " : " — ", named(link.to));
    const about = make("p", { class: "note" }, `${link.label} ×${link.weight} ${link.days}`);
    const said = make("div", {}, t("正在取原句……", "Fetching sentences…"));
    panel.replaceChildren(heading, about, said);
    if (link.facts.length === 0) {
      said.textContent = t("据区划与名称", "by the list of divisions and the names");
      return;
    }
    const facts = new URLSearchParams(link.facts.slice(0, MOST_FACTS).map((fact) => ["fact", fact]));
    page(to(`/evidence?${facts}`))
      .then((answer) => {
        said.replaceChildren(document.adoptNode(one("#evidence", answer)));
        if (link.facts.length > MOST_FACTS) said.append(`… +${link.facts.length - MOST_FACTS}`);
      })
      .catch((problem: unknown) => { said.textContent = String(problem); });
  };
  graph.on("tap", "node", (event) => showNode(Number(event.target.data("at"))));
  graph.on("tap", "edge", (event) => showLink(Number(event.target.data("at"))));
  graph.on("tap", (event) => { if (event.target === graph) rest(); });
  rest();

  const middle = () => ({ x: graph.width() / 2, y: graph.height() / 2 });
  const zoom = (by: number) => graph.zoom({ level: graph.zoom() * by, renderedPosition: middle() });
  const names = make("datalist", { id: "nodes" }, ...told.nodes.map((node) => make("option", { value: node.label })));
  const search = make("input", { type: "search", list: "nodes", "aria-label": t("在图中找", "find in the network"), placeholder: t("在图中找", "find in the network") });
  search.addEventListener("change", () => {
    const words = search.value.trim();
    const at = words ? told.nodes.findIndex((node) => node.label === words) : -1;
    const found = at >= 0 ? at : told.nodes.findIndex((node) => words && node.label.includes(words));
    if (found < 0) return;
    showNode(found);
  });
  const kindName = (name: string) => t(told.kinds.find((kind) => kind.name === name)?.chinese ?? name, name);
  const legend = told.kinds.map((kind) => {
    const box = make("input", { type: "checkbox" });
    box.checked = true;
    box.addEventListener("change", () => graph.nodes(`[kind = "${kind.name}"]`).toggleClass("off", !box.checked));
    const swatch = make("span", { class: "swatch" });
    swatch.style.background = kind.colour;
    return make("label", {}, box, swatch, kindName(kind.name));
  });
  tools.append(
    press("＋", t("放大", "larger"), () => zoom(1.4)),
    press("－", t("缩小", "smaller"), () => zoom(1 / 1.4)),
    press(t("全图", "whole"), t("显示全图", "show the whole network"), () => graph.fit(undefined, 24)),
    search, names, ...legend,
  );
  // For the test that looks whether it is drawn.
  place.dataset.drawn = String(graph.nodes().length);
}

/** Where the nodes stand at first: what hangs together on a circle of its own, the circles in rows. */
function apart(told: Told): { x: number; y: number }[] {
  const part = told.nodes.map((_, at) => at);
  const root = (at: number): number => {
    let own = at;
    while (part[own] !== own) own = part[own] ?? own;
    return own;
  };
  for (const link of told.links) part[root(link.from)] = root(link.to);
  const parts = new Map<number, number[]>();
  told.nodes.forEach((_, at) => parts.set(root(at), [...(parts.get(root(at)) ?? []), at]));
  const found: { x: number; y: number }[] = [];
  const wide = 120 * Math.sqrt(told.nodes.length);
  let [x, y, high] = [0, 0, 0];
  for (const part of [...parts.values()].sort((a, b) => b.length - a.length)) {
    const radius = 45 * Math.sqrt(part.length);
    if (x > 0 && x + 2 * radius > wide) [x, y, high] = [0, y + high, 0];
    high = Math.max(high, 2 * radius);
    part.forEach((at, number) => {
      const angle = (2 * Math.PI * number) / part.length;
      found[at] = { x: x + radius + 0.8 * radius * Math.cos(angle), y: y + radius + 0.8 * radius * Math.sin(angle) };
    });
    x += 2 * radius;
  }
  return found;
}

/** Forces that pull what is linked together, from the same start each time. */
function layout(many: boolean): cytoscape.LayoutOptions {
  const options = {
    name: "fcose", animate: false, randomize: false, quality: "default", nodeDimensionsIncludeLabels: !many, padding: 20,
    nodeRepulsion: () => 9000, idealEdgeLength: () => (many ? 60 : 80), gravity: 0.15, numIter: 2500, tile: true,
  };
  return options;
}

function half(both: string): string {
  const [chinese, english] = both.split(" | ");
  return t(chinese ?? both, english ?? both);
}

function short(label: string): string {
  const characters = [...label];
  return characters.length > LABEL ? `${characters.slice(0, LABEL - 1).join("")}…` : label;
}
