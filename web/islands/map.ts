// The map that the page has, made larger and moved: by wheel, fingers, buttons. Circles and names keep their size.

import { select } from "d3-selection";
import { zoom, zoomIdentity } from "d3-zoom";

import { make, one, press, t } from "./page";

const place = one<HTMLElement>("#map");
const svg = select(one<SVGSVGElement>("svg", place));
const all = svg.select<SVGGElement>("g");
const spots = [...place.querySelectorAll<SVGAElement>("a.spot")].map((spot) => ({ spot, at: spot.getAttribute("transform") ?? "" }));
const lens = zoom<SVGSVGElement, unknown>().scaleExtent([1, 60]).on("zoom", ({ transform }) => {
  all.attr("transform", transform.toString());
  for (const { spot, at } of spots) spot.setAttribute("transform", `${at} scale(${1 / transform.k})`);
});
svg.call(lens);
place.prepend(make("div", { class: "tools" },
  press("＋", t("放大", "larger"), () => svg.call(lens.scaleBy, 1.6)),
  press("－", t("缩小", "smaller"), () => svg.call(lens.scaleBy, 1 / 1.6)),
  press(t("全图", "whole"), t("显示全图", "show the whole map"), () => svg.call(lens.transform, zoomIdentity))));
place.dataset.drawn = String(spots.length);
