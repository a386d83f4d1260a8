// Figures by place and date: one chart for each indicator and unit with a line for each whom they are about; drawn from the page's own tables.

import type uPlot from "uplot";

import { chart, seconds } from "./chart";
import { make, t } from "./page";

/** Colours that the colour-blind tell apart (Okabe and Ito), in order of the lines. */
const COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#999999", "#8c2f1b"];

interface Point { day: string; value: number; href: string }

/** The last day of a time as EDTF; none where it has no year or says more than a day, month, year or a span of them. */
function day(time: string): string | undefined {
  const end = time.split("/").reverse().find((part) => part !== "..") ?? "";
  const [, year, month, own] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(end) ?? [];
  if (!year) return undefined;
  if (own) return `${year}-${month}-${own}`;
  return new Date(Date.UTC(Number(year), month ? Number(month) : 12, 0)).toISOString().slice(0, 10);
}

interface Group { tables: HTMLTableElement[]; lines: Map<string, Point[]> }

const groups = new Map<string, Group>();
for (const table of document.querySelectorAll<HTMLTableElement>("table.series")) {
  const { indicator = "", about = "", unit = "" } = table.dataset;
  const key = [indicator, unit].filter(Boolean).join(" · ");
  const group: Group = groups.get(key) ?? { tables: [], lines: new Map() };
  groups.set(key, group);
  group.tables.push(table);
  for (const row of table.querySelectorAll<HTMLTableRowElement>("tbody tr[data-value]")) {
    const when = day(row.cells[0]?.textContent ?? "");
    const href = row.querySelector<HTMLAnchorElement>("td.num a")?.href ?? "";
    if (when) group.lines.set(about, [...(group.lines.get(about) ?? []), { day: when, value: Number(row.dataset.value), href }]);
  }
}
let drawn = 0;
for (const [key, { tables, lines }] of groups) {
  const days = [...new Set([...lines.values()].flat().map((point) => point.day))].sort();
  if (days.length < 2) continue;
  const first = tables[0]?.closest(".wide");
  const place = make("div", { class: "plot" });
  first?.before(place);
  // The picture that the server drew says the same of one of them.
  for (const table of tables) table.closest(".wide")?.parentElement?.querySelectorAll<SVGElement>("svg.chart").forEach((svg) => {
    if (svg.getAttribute("aria-label") === table.closest(".wide")?.getAttribute("aria-label")) svg.classList.add("replaced");
  });
  draw(place, key, days, lines);
  drawn += 1;
}
document.documentElement.dataset.charts = String(drawn);

function draw(place: HTMLElement, key: string, days: string[], lines: Map<string, Point[]>): void {
  const data: (number | null)[][] = [];
  const links: (string | undefined)[][] = [];
  const series: uPlot.Series[] = [];
  [...lines].forEach(([about, points], number) => {
    // Two values of one day contradict each other: each is shown, and no line joins them.
    const layers: Map<string, Point>[] = [];
    for (const point of points) {
      const free = layers.find((layer) => !layer.has(point.day));
      if (free) free.set(point.day, point);
      else layers.push(new Map([[point.day, point]]));
    }
    const stroke = COLOURS[number % COLOURS.length] ?? "#999999";
    layers.forEach((layer, at) => {
      data.push(days.map((day) => layer.get(day)?.value ?? null));
      links.push(days.map((day) => layer.get(day)?.href));
      const label = (about || key) + (at > 0 ? t(`（另说${at}）`, ` (other report ${at})`) : "");
      series.push({ label, stroke, width: layers.length > 1 ? 0 : 2, spanGaps: true, points: { show: true, size: 8, fill: stroke } });
    });
  });
  const plot = chart(place, key, [days.map(seconds), ...data] as uPlot.AlignedData, series, {
    title: key,
    scales: { y: { range: (_, least, most) => [Math.min(0, least), Math.max(1, most * 1.08)] } },
  });
  plot.over.addEventListener("click", () => {
    const at = plot.cursor.idx;
    if (at === null || at === undefined) return;
    const top = plot.cursor.top ?? 0;
    const near = data.map((column, line) => ({ line, value: column[at] })).filter(({ value }) => value !== null && value !== undefined);
    const distance = (value: number) => Math.abs(plot.valToPos(value, "y") - top);
    near.sort((a, b) => distance(a.value as number) - distance(b.value as number));
    const href = near[0] && links[near[0].line]?.[at];
    if (href) location.href = href;
  });
}
