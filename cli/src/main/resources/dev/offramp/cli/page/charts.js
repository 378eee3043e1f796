// Charts over time and over cost, on uPlot. Colours tell apart for the colour-blind (Okabe and Ito, 2008).

export const COLOURS = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#8a8a8a"];

export const colour = (i) => COLOURS[i % COLOURS.length];

/** The same, lighter, for lines on a dark ground. */
const LIGHTER = ["#4aa8e0", "#f0b429", "#34c79c", "#e08fbd", "#8fd0f5", "#ff8a4c", "#f0e442", "#b5b5b5"];

const lineColour = (i) => () => (document.documentElement.dataset.theme === "dark" ? LIGHTER[i % LIGHTER.length] : colour(i));

const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const nothing = "–";

/** Of lines in one colour, the last whole. */
const DASHES = [undefined, [8, 3], [2, 3]];

export function number(value, digits = 3) {
  if (value === null || value === undefined || Number.isNaN(value)) return nothing;
  if (value === 0) return "0";
  const size = Math.floor(Math.log10(Math.abs(value)));
  return value.toLocaleString("en", { maximumFractionDigits: Math.max(0, digits - 1 - size) });
}

export const millions = (multiplyAdds) => (multiplyAdds === undefined ? nothing : `${number(multiplyAdds / 1e6)} M`);

export const percent = (share) => (share === undefined || share === null ? nothing : `${(100 * share).toFixed(1)} %`);

export function millis(value) {
  if (value === undefined || value === null) return nothing;
  return value >= 1000 ? `${number(value / 1000)} s` : `${number(value)} ms`;
}

const DAY = 86400;

const where = { zone: undefined };

/** Times are shown as in this zone (IANA), and not as in the browser's own. */
export function showTimesIn(zone) {
  where.zone = zone;
}

const timeText = (at, parts) => new Date(at).toLocaleString("en-GB", { timeZone: where.zone, ...parts });

export const clock = (at) => timeText(at, { hour: "2-digit", minute: "2-digit", second: "2-digit" });

/** With the day where the axis shows more than one. */
function moments(u, splits) {
  const days = u.scales.x.max - u.scales.x.min > DAY;
  const parts = days ? { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" } : { hour: "2-digit", minute: "2-digit", second: "2-digit" };
  return splits.map((split) => timeText(1000 * split, parts));
}

function axis(label, extra = {}) {
  return { label, labelSize: 18, labelFont: "12px system-ui", font: "12px system-ui", size: 62, stroke: () => css("--quiet"),
    grid: { stroke: () => css("--line"), width: 1 }, ticks: { stroke: () => css("--line"), width: 1 }, ...extra };
}

const times = axis("", { size: 30, labelSize: 0, values: moments, space: 95 });

/** A chart in a box of the page, drawn anew when the box or its data change. */
class Chart {
  constructor(box, options, summary) {
    this.box = box;
    this.summary = summary;
    box.setAttribute("role", "img");
    this.plot = new uPlot({ ...size(box), ...options }, options.series.map(() => []), box);
    this.observer = onWidth(box, () => this.plot.setSize(size(box)));
  }

  draw(data, range) {
    this.plot.setData(this.plot.scales.x.time ? broken(data) : data, false);
    this.plot.batch(() => {
      this.plot.setScale("x", range);
    });
    this.box.setAttribute("aria-label", this.summary(data));
  }

  show(range) {
    this.plot.setScale("x", range);
  }

  redraw() {
    this.plot.redraw(false, true);
  }

  /** Leaves its box to another. */
  close() {
    this.observer.disconnect();
    this.plot.destroy();
  }
}

/** Where nothing is known for several times as long as usual, lines end and begin again. */
function broken(data) {
  const [xs, ...ys] = data;
  const steps = xs.slice(1).map((x, i) => x - xs[i]).sort((a, b) => a - b);
  const longest = 3.5 * (steps[Math.floor(steps.length / 2)] ?? Infinity);
  const gaps = xs.map((x, i) => i > 0 && x - xs[i - 1] > longest);
  if (!gaps.includes(true)) return data;
  const filled = (list, inGap) => list.flatMap((value, i) => (gaps[i] ? [inGap(i), value] : [value]));
  return [filled(xs, (i) => (xs[i] + xs[i - 1]) / 2), ...ys.map((list) => filled(list, () => null))];
}

/** As wide as its box, as high as the style says; what stands in the key comes on top. */
function size(box) {
  return { width: Math.max(200, box.clientWidth), height: Number(getComputedStyle(box).getPropertyValue("--plot")) };
}

/** Acts when the width of a box has changed, in a frame of its own: what is drawn may change its height. */
export function onWidth(box, action) {
  let width = 0;
  const observer = new ResizeObserver(() => requestAnimationFrame(() => {
    if (box.clientWidth === width) return;
    width = box.clientWidth;
    action();
  }));
  observer.observe(box);
  return observer;
}

/** Lines that mark events, on every chart over time. */
function marks(events) {
  return { hooks: { draw: (u) => {
    const { ctx, bbox } = u;
    ctx.save();
    ctx.setLineDash([4, 4]);
    ctx.lineWidth = devicePixelRatio;
    for (const event of events()) {
      const x = u.valToPos(event.at / 1000, "x", true);
      if (x < bbox.left || x > bbox.left + bbox.width) continue;
      ctx.strokeStyle = ["restart", "job", "refused", "checkpoint"].includes(event.kind) ? css("--bad") : css("--ink");
      ctx.beginPath();
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
    }
    ctx.restore();
  } } };
}

/** What all charts over time share: the moment under the pointer, the chosen interval, the marks. */
export class TimeCharts {
  /** @param onChosen told the interval that was dragged over, in milliseconds; null where nothing can be chosen */
  constructor(events, onChosen) {
    this.events = events;
    this.onChosen = onChosen;
    this.chosen = null;
    this.isDragging = false;
    this.sync = uPlot.sync("time");
    document.addEventListener("mouseup", () => { this.isDragging = false; });
  }

  /** The band of an interval, in milliseconds, on every chart; none without one. */
  mark(interval) {
    this.chosen = interval;
  }

  options(y, series, extra = {}) {
    return {
      cursor: { sync: { key: this.sync.key }, drag: { x: this.onChosen !== null, y: false, setScale: false } },
      select: { show: true },
      padding: [8, 34, 0, 0], // the last time on the axis is wider than what it stands below
      scales: { x: { time: true }, y: extra.scale ?? { range: (u, min, max) => [0, max > 0 ? 1.08 * max : 1] } },
      axes: [times, axis(y, extra.axis)],
      series: [{ value: (u, at) => (at === null || at === undefined ? nothing : clock(1000 * at)) }, ...series],
      bands: extra.bands,
      plugins: [...(extra.plugins ?? []), marks(this.events)],
      legend: { markers: { dash: (u, i) => (u.series[i].dash ? "dashed" : "solid"), ...extra.markers } },
      hooks: {
        ready: [(u) => u.over.addEventListener("mousedown", (event) => { this.isDragging = event.button === 0; })],
        setSelect: [(u) => this.choose(u)],
        draw: [(u) => this.showChosen(u)],
      },
    };
  }

  /** The axis moves on with the time, and with it what was chosen. */
  showChosen(u) {
    if (this.isDragging) return;
    const place = (time) => Math.min(u.over.clientWidth, Math.max(0, u.valToPos(time / 1000, "x")));
    const [from, to] = this.chosen ? [place(this.chosen.from), place(this.chosen.to)] : [0, 0];
    u.setSelect({ left: from, width: to - from, top: 0, height: u.over.clientHeight }, false);
  }

  choose(u) {
    if (u.select.width > 2) {
      const [from, to] = [u.select.left, u.select.left + u.select.width].map((left) => 1000 * u.posToVal(left, "x"));
      this.mark({ from, to });
      this.onChosen(from, to);
    }
  }

  lines(box, y, names, format, summary, extra) {
    const series = names.map((name, i) => ({ label: name, stroke: lineColour(i), width: 2, spanGaps: false, points: { show: false },
      dash: i % 2 ? [8, 3] : undefined, value: (u, v) => format(v) }));
    return new Chart(box, this.options(y, series, { axis: { values: (u, splits) => splits.map(format) }, ...extra }), summary);
  }

  /** Shares on top of each other up to 1; data are the shares, and the sums are drawn. */
  stacked(box, names, summary) {
    const series = names.map((name, i) => ({ label: name, stroke: colour(i), width: 1, fill: colour(i) + "b0", points: { show: false },
      value: (u, v, s, at) => (at === null || v === null ? nothing : percent(v - (s > 1 ? u.data[s - 1][at] : 0))) }));
    const bands = names.slice(1).map((name, i) => ({ series: [i + 2, i + 1] }));
    const options = this.options("share", series, { bands, scale: { range: [0, 1] }, axis: { values: (u, splits) => splits.map((s) => `${Math.round(100 * s)} %`) } });
    return new Chart(box, options, summary);
  }

  /** Counts in buckets of latency, darker where there are more, under a line for each percentile; only buckets in use are shown. */
  heat(box, bounds, lines, { columns, exact }, summary) {
    const label = (row) => (row <= 0 ? "0" : row > bounds.length ? "more" : millis(bounds[row - 1]));
    const cells = { hooks: { drawClear: (u) => drawCells(u, columns()) } };
    const series = lines.map((name, i) => ({ label: name, stroke: () => css("--ink"), width: 2, dash: DASHES[lines.length - 1 - i], points: { show: false },
      value: (u, row, s, i) => (row === null || row === undefined ? nothing : millis(exact(u.data[0][i], name))) }));
    const options = this.options("latency", series, { plugins: [cells], markers: { stroke: () => "var(--ink)" }, scale: { range: () => rowsInUse(columns()) },
      axis: { size: 70, splits: (u, i, min, max) => everyFew(min, max), values: (u, splits) => splits.map(label) } });
    return new Chart(box, options, summary);
  }
}

/** From the lowest band that holds a sample up to the highest. */
function rowsInUse(columns) {
  const used = columns.flatMap((column) => column.counts.flatMap((count, row) => (count ? [row] : [])));
  return used.length ? [used.reduce((a, b) => Math.min(a, b)), used.reduce((a, b) => Math.max(a, b)) + 1] : [0, 1];
}

/** Bounds of buckets, as many as an axis has room for. */
function everyFew(min, max) {
  const step = Math.ceil((max - min) / 6);
  return Array.from({ length: Math.floor((max - min) / step) + 1 }, (unused, i) => min + i * step);
}

/** Where a latency lies on the axis of buckets. */
export function rowOf(bounds, value) {
  const row = bounds.findIndex((bound) => value <= bound);
  return row < 0 ? bounds.length + 0.5 : row + 0.5;
}

function drawCells(u, columns) {
  const { ctx, bbox } = u;
  const height = Math.abs(u.valToPos(1, "y", true) - u.valToPos(0, "y", true));
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.fillStyle = css("--accent");
  for (const column of columns) {
    const total = column.counts.reduce((sum, count) => sum + count, 0);
    const left = u.valToPos(column.from / 1000, "x", true);
    const width = Math.max(1, u.valToPos(column.to / 1000, "x", true) - left);
    column.counts.forEach((count, row) => {
      if (count === 0) return;
      ctx.globalAlpha = 0.12 + 0.88 * Math.sqrt(count / total);
      ctx.fillRect(left, u.valToPos(row + 1, "y", true), width, height);
    });
  }
  ctx.restore();
}

/** Costs that a chart of a frontier has to show, in millions. */
function costs(points, places) {
  const all = [...points.map((point) => point[0]), ...places.map((place) => place.cost)].map((cost) => cost / 1e6);
  const room = 0.03 * (Math.max(...all) - Math.min(...all)) || 0.05 * Math.max(...all) || 1;
  return { min: Math.max(0, Math.min(...all) - room), max: Math.max(...all) + room };
}

/** Accuracies, in per cent, likewise. */
function accuracies(min, max, places) {
  const all = places.flatMap((place) => [place.expected, place.low ?? place.measured, place.high ?? place.measured]).filter((v) => v !== undefined).map((v) => 100 * v);
  if (min !== null && max !== null) all.push(min, max);
  if (!all.length) return [0, 100];
  return [Math.max(0, Math.floor(Math.min(...all) - 1)), Math.min(100, Math.ceil(Math.max(...all) + 1))];
}

/** One place on the frontier: a full dot where its accuracy is expected, a ring with its interval where it was measured. */
function drawPlace(u, place) {
  const { ctx, bbox } = u;
  const x = u.valToPos(place.cost / 1e6, "x", true);
  const y = (share) => u.valToPos(100 * share, "y", true);
  const radius = (place.here ? 6 : 4) * devicePixelRatio;
  ctx.strokeStyle = ctx.fillStyle = css(place.quiet ? "--quiet" : "--bad");
  ctx.globalAlpha = place.here ? 1 : 0.6;
  const dot = (at, draw) => { ctx.beginPath(); ctx.arc(x, at, radius, 0, 2 * Math.PI); draw(); };
  const line = (from, to) => { ctx.beginPath(); ctx.moveTo(x, from); ctx.lineTo(x, to); ctx.stroke(); };
  ctx.setLineDash([]);
  if (place.expected !== undefined) dot(y(place.expected), () => ctx.fill());
  if (place.low !== undefined) line(y(place.low), y(place.high));
  if (place.measured !== undefined) dot(y(place.measured), () => ctx.stroke());
  if (place.label) ctx.fillText(place.label, x + radius + 4, y(place.measured ?? place.expected) - radius);
  if (!place.here) return;
  ctx.setLineDash([3, 3]);
  line(bbox.top, bbox.top + bbox.height);
}

/**
 * The frontier of a bundle, cost against expected accuracy, with places on it: where the job is, or was. What of them was measured
 * on labels is told apart from what is expected at their cost.
 */
export class FrontierChart {
  constructor(box, places, summary) {
    this.points = [];
    this.places = places;
    const nothingOr = (format) => (u, v) => (v === null || v === undefined ? nothing : format(v));
    this.chart = new Chart(box, {
      cursor: { drag: { x: false, y: false } },
      scales: { x: { time: false }, y: { range: (u, min, max) => accuracies(min, max, this.places()) } },
      axes: [axis("multiply-adds a sample, millions", { size: 34, labelSize: 16 }), axis("accuracy, %")],
      series: [{ label: "cost", value: nothingOr((v) => `${number(v)} M`) },
        { label: "expected", stroke: colour(0), width: 2, points: { show: false }, value: nothingOr((v) => `${v.toFixed(2)} %`) }],
      plugins: [{ hooks: { draw: (u) => this.drawPlaces(u) } }],
    }, () => summary(this.points));
  }

  /** Points are pairs of multiply-adds and accuracy, in rising order. */
  draw(points) {
    this.points = points;
    if (!points.length && !this.places().length) return;
    this.chart.draw([points.map((point) => point[0] / 1e6), points.map((point) => 100 * point[1])], costs(points, this.places()));
  }

  redraw() {
    this.draw(this.points);
    this.chart.redraw();
  }

  drawPlaces(u) {
    const { ctx, bbox } = u;
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    ctx.lineWidth = 1.5 * devicePixelRatio;
    ctx.font = `bold ${13 * devicePixelRatio}px system-ui`;
    this.places().forEach((place) => drawPlace(u, place));
    ctx.restore();
  }
}
