// What all charts share: days below, numbers at the side, colours of the page, as wide as there is room.

import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";

import { colour, t } from "./page";

const HEIGHT = 300;
const number = new Intl.NumberFormat(t("zh-CN", "en"), { notation: "compact", maximumFractionDigits: 2 });

/** Distances of the lines of a chart: 1, 2 or 5 times a power of ten; there are no halves of people and events. */
const STEPS = Array.from({ length: 13 }, (_, power) => [1, 2, 5].map((one) => one * 10 ** power)).flat();

/** Seconds at which a day begins. */
export function seconds(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 1000;
}

/** A day, or as much of it as `length` characters hold. */
export function written(time: number, length = 10): string {
  return new Date(time * 1000).toISOString().slice(0, length);
}

/** A chart in `place` of what the table below it says. `length` tells how much of a day the axis shows. */
export function chart(place: HTMLElement, name: string, data: uPlot.AlignedData, series: uPlot.Series[], options: Partial<uPlot.Options> = {}, length = 10): uPlot {
  const axis: uPlot.Axis = { stroke: colour("--faint"), grid: { stroke: colour("--line"), width: 1 }, ticks: { stroke: colour("--line") } };
  const drawn = new uPlot({
    width: place.clientWidth,
    height: HEIGHT,
    padding: [12, 40, 0, 0],
    tzDate: (time) => uPlot.tzDate(new Date(time * 1000), "Etc/UTC"),
    axes: [
      { ...axis, space: 90, incrs: [1, 2, 7, 14, 30, 61, 91, 182, 365, 730, 1825, 3650].map((days) => days * 86_400),
        values: (_, times) => times.map((time) => written(time, length)) },
      { ...axis, size: 60, incrs: STEPS, values: (_, values) => values.map((value) => number.format(value)) },
    ],
    ...options,
    series: [{ label: t("时间", "when"), value: (_, time) => (time === null ? "—" : written(time, length)) }, ...series],
  }, data, place);
  drawn.over.parentElement?.setAttribute("role", "img");
  drawn.over.parentElement?.setAttribute("aria-label", name);
  new ResizeObserver(() => drawn.setSize({ width: place.clientWidth, height: HEIGHT })).observe(place);
  return drawn;
}
