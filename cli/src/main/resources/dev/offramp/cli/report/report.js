// The report's page: draws once what stands in it.

import { FrontierChart, TimeCharts, onWidth, showTimesIn } from "./charts.js";
import { at, fill } from "./elements.js";
import { WindowCharts, frontierSummary, last, timeBar } from "./panels.js";
import { drawSankey } from "./sankey.js";

const data = JSON.parse(at("data").textContent);

const dark = matchMedia("(prefers-color-scheme: dark)");

function theme(name) {
  document.documentElement.dataset.theme = name;
}

function drawWindows() {
  const charts = new WindowCharts(new TimeCharts(() => data.events, null));
  charts.draw(data.windows, data.buckets, { min: data.windows[0].start / 1000, max: last(data.windows).end / 1000 });
  fill("time", timeBar(data.whole.time));
  onWidth(at("sankey"), () => drawSankey(at("sankey"), data.whole.exits));
  return charts;
}

function drawFrontier() {
  const places = data.places.map((place) => ({ ...place, quiet: place.interval === "A" }));
  const measured = places.filter((place) => place.measured !== undefined).length;
  const summary = (points) => `${frontierSummary(points)}; ${places.length} places of the job, ${measured} of them measured on labels`;
  const chart = new FrontierChart(at("frontier"), () => places, summary);
  chart.draw(data.frontier);
  return chart;
}

showTimesIn(data.zone);
theme(dark.matches ? "dark" : "light");
const drawn = [];
if (data.windows.length) drawn.push(drawWindows());
if (at("frontier")) drawn.push(drawFrontier());

/** On paper it is light. */
function redraw(name) {
  theme(name);
  drawn.forEach((chart) => chart.redraw());
}

dark.addEventListener("change", () => redraw(dark.matches ? "dark" : "light"));
addEventListener("beforeprint", () => redraw("light"));
addEventListener("afterprint", () => redraw(dark.matches ? "dark" : "light"));
