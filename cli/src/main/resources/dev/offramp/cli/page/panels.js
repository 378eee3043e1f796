// What the live page and the report draw of windows alike.

import { colour, millions, millis, number, percent, rowOf } from "./charts.js";
import { at, element } from "./elements.js";

export const last = (list) => list[list.length - 1];

/** From somewhat below the least value to somewhat above the greatest, so that a small change is seen. */
function around(u, min, max) {
  if (min === null || max === null) return [0, 1];
  const room = 0.1 * (max - min) || 0.05 * max || 1;
  return [Math.max(0, min - room), max + room];
}

export const names = (what, count) => Array.from({ length: count }, (unused, k) => `${what} ${k + 1}`);

/** What a screen reader is told of a chart over time. */
export const newestOf = (name, format) => (data) => {
  const values = last(data) ?? [];
  return values.length ? `${name}, newest ${format(last(values))}` : `${name}: nothing yet`;
};

/**
 * Of windows of bundles that answered beside each other those of the bundle that answered most, in the order of time. That which was taken
 * before counts double, so that two which answer alike do not take turns.
 */
export function leading(windows) {
  const taken = [];
  windows.forEach((w) => {
    const beside = last(taken);
    if (!beside || beside.end <= w.start) {
      taken.push(w);
      return;
    }
    const before = taken[taken.length - 2]?.bundle;
    const weight = (one) => (one.bundle === before ? 2 : 1) * one.rate;
    if (weight(w) > weight(beside)) taken[taken.length - 1] = w;
  });
  return taken;
}

/** The charts of windows over time, each in the box of its name. */
export class WindowCharts {
  constructor(time) {
    this.time = time;
    this.charts = {};
  }

  draw(all, buckets, range) {
    if (!all.length) return;
    const windows = leading(all);
    const xs = windows.map((w) => (w.start + w.end) / 2000);
    const exits = Math.max(...windows.map((w) => w.exits.length));
    this.drawExits(windows, xs, exits, range);
    this.chart("cost", (box) => this.time.lines(box, "M multiply-adds", ["cost a sample"], (v) => number(v), newestOf("cost a sample in millions", number), { scale: { range: around } }))
      .draw([xs, windows.map((w) => w.cost / 1e6)], range);
    this.drawLatency(windows, xs, buckets, range);
    this.drawBatches(windows, xs, exits, range);
    this.drawAccuracy(windows, xs, range);
  }

  /** Between windows the charts move on with the time. */
  show(range) {
    Object.values(this.charts).forEach((chart) => chart.show(range));
  }

  redraw() {
    Object.values(this.charts).forEach((chart) => chart.redraw());
  }

  chart(name, make) {
    this.charts[name] ??= make(at(name));
    return this.charts[name];
  }

  /** Of as many series; where that changes, it is made anew. */
  counted(name, count, make) {
    if (this.charts[name]?.count !== count) {
      this.charts[name]?.close();
      this.charts[name] = make(at(name));
      this.charts[name].count = count;
    }
    return this.charts[name];
  }

  drawExits(windows, xs, exits, range) {
    this.exits = windows;
    const sums = names("exit", exits).map((unused, k) => windows.map((w) => (w.samples ? w.exits.slice(0, k + 1).reduce((sum, exit) => sum + exit.share, 0) : null)));
    const summary = () => `exit shares, newest ${last(this.exits).exits.map((exit, k) => `exit ${k + 1} ${percent(exit.share)}`).join(", ")}`;
    this.counted("exits", exits, (box) => this.time.stacked(box, names("exit", exits), summary)).draw([xs, ...sums], range);
  }

  drawLatency(windows, xs, buckets, range) {
    this.latencies = windows;
    const lines = ["p50", "p95", "p99"];
    const exact = (i, line) => this.latencies.find((w) => (w.start + w.end) / 2000 === i)?.[line];
    const columns = () => this.latencies.map((w) => ({ from: w.start, to: w.end, counts: w.latencies }));
    this.chart("latency", (box) => this.time.heat(box, buckets, lines, { columns, exact }, () => `latency, newest ${lines.map((line) => `${line} ${millis(last(this.latencies)[line])}`).join(", ")}`))
      .draw([xs, ...lines.map((line) => windows.map((w) => (w.samples ? rowOf(buckets, w[line]) : null)))], range);
  }

  drawBatches(windows, xs, exits, range) {
    this.counted("batches", exits, (box) => this.time.lines(box, "batch", names("stage", exits), (v) => number(v), newestOf("batch of the last stage", number)))
      .draw([xs, ...names("stage", exits).map((unused, k) => windows.map((w) => w.stages[k]?.batch || null))], range);
  }

  drawAccuracy(windows, xs, range) {
    const scale = { range: (u, min, max) => [Math.max(0, Math.floor(20 * min - 0.2) / 20), 1] };
    this.chart("accuracy", (box) => this.time.lines(box, "share", ["right, of those with labels", "shadows that agree"], percent, newestOf("agreement", percent), { scale }))
      .draw([xs, windows.map((w) => w.accuracy?.value ?? null), windows.map((w) => w.agreement?.value ?? null)], range);
  }
}

/** Where the time of a mean sample went: a bar and its key. */
export function timeBar(time) {
  const parts = [{ name: "everything before and between the stages", value: time.before, shade: "#8a8a8a" }];
  time.waiting.forEach((value, k) => parts.push({ name: `waiting for a batch of stage ${k + 1}`, value, shade: `${colour(k)}60` }));
  time.compute.forEach((value, k) => parts.push({ name: `computing in stage ${k + 1}`, value, shade: colour(k) }));
  const whole = parts.reduce((sum, part) => sum + part.value, 0);
  const bar = element("div", undefined, { class: "bar", role: "img", "aria-label": parts.map((part) => `${part.name} ${millis(part.value)}`).join(", ") });
  const key = element("ul", undefined, { class: "key" });
  parts.filter((part) => part.value >= 0.0005 * whole && part.value > 0).forEach((part) => {
    const piece = element("span");
    piece.style.background = part.shade;
    piece.style.flexGrow = part.value;
    bar.append(piece);
    const entry = element("li");
    const mark = element("i");
    mark.style.background = part.shade;
    entry.append(mark, document.createTextNode(`${part.name}: ${millis(part.value)} (${percent(part.value / Math.max(whole, 1e-9))})`));
    key.append(entry);
  });
  return [bar, key];
}

/** What a screen reader is told of a frontier: points of cost and accuracy. */
export function frontierSummary(points) {
  if (!points.length) return "no frontier";
  return `frontier from ${millions(points[0][0])} at ${percent(points[0][1])} to ${millions(last(points)[0])} at ${percent(last(points)[1])}`;
}
