// Events over time as bars that can be pointed at, switched off and followed; drawn from the page's own table.

import uPlot from "uplot";

import { chart, seconds } from "./chart";
import { one, t } from "./page";

const table = one<HTMLTableElement>("table.periods");
const place = one<HTMLElement>("#timeline");
const heads = [...table.querySelectorAll<HTMLElement>("thead th")].slice(2);
const rows = [...table.querySelectorAll<HTMLTableRowElement>("tbody tr")];
const times = rows.map((row) => seconds(row.dataset.start ?? ""));
const cells = heads.map((_, series) => rows.map((row) => row.cells[series + 2]));
const counts = cells.map((column) => column.map((cell) => Number(cell?.textContent) || 0));
const shown = heads.map(() => true);

/** What is drawn: each series on top of those before it, the highest first, so that the lower ones cover it. */
function stacked(): uPlot.AlignedData {
  const sum = times.map(() => 0);
  const layers = counts.map((column, series) => column.map((count, at) => (sum[at] = (sum[at] ?? 0) + (shown[series] ? count : 0))));
  return [times, ...layers.reverse()];
}

/** The series that is the `number`th of those drawn. */
const series = (number: number) => heads.length - number;
const bars = uPlot.paths.bars?.({ size: [0.84, 90] });
const month = table.dataset.per === "month";
place.replaceChildren();
const drawn = chart(place, one("h1").textContent ?? "", stacked(), heads.map((head, at): uPlot.Series => {
  const own = heads[heads.length - 1 - at] ?? head;
  const fill = own.dataset.colour ?? "#999999";
  return {
    label: own.textContent ?? "", fill, stroke: fill, width: 0, points: { show: false }, ...(bars ? { paths: bars } : {}),
    value: (_, __, number, row) => (row === null ? "—" : String(counts[series(number)]?.[row] ?? 0)),
  };
}), {
  scales: { x: { range: (_, first, last) => [first - margin(), last + margin()] }, y: { range: (_, __, most) => [0, Math.max(1, most * 1.05)] } },
  cursor: { y: false, points: { show: false } },
  hooks: {
    setSeries: [(plot, number) => {
      if (number === null || plot.series[number]?.show === shown[series(number)]) return;
      shown[series(number)] = plot.series[number]?.show ?? true;
      plot.setData(stacked());
    }],
  },
}, month ? 7 : 10);

/** Room beside the first and the last bar. */
function margin(): number {
  return { day: 1, week: 7, month: 31 }[table.dataset.per ?? "day"]! * 86_400;
}

// A bar leads to its events, as the number in the table does.
drawn.over.addEventListener("click", () => {
  const row = drawn.cursor.idx;
  if (row === null || row === undefined) return;
  const height = drawn.posToVal(drawn.cursor.top ?? 0, "y");
  const stack = drawn.data.slice(1).map((layer, at) => ({ top: layer[row] ?? 0, at: series(at + 1) })).reverse();
  const hit = stack.find(({ top }) => height <= top);
  const link = hit && cells[hit.at]?.[row]?.querySelector<HTMLAnchorElement>("a");
  if (link) location.href = link.href;
});
place.title = t("点柱条看事件，点图例隐去一类", "a bar leads to its events; the legend hides one sort");
place.dataset.drawn = String(heads.length);
