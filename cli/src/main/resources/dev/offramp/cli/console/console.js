// The console's page: takes what the server sends, keeps it, draws it. Whatever comes from outside is set as text, never as markup.

import { TimeCharts, clock, colour, frontierChart, millions, millis, number, percent, rowOf } from "./charts.js";

const MOST_WINDOWS = 1000;
const MOST_FLOWS = 2000;
const FLOW_EVERY = 5000;
const at = (id) => document.getElementById(id);

const state = { windows: [], flows: [], frontier: [], bands: [], now: null, paused: false, chosen: null, pins: {} };

// ---- what comes from the server ----

function connect() {
  const source = new EventSource("events");
  source.addEventListener("history", (event) => began(JSON.parse(event.data)));
  source.addEventListener("windows", (event) => { state.windows = merged(state.windows, JSON.parse(event.data)); drawWindows(); });
  source.addEventListener("now", (event) => came(JSON.parse(event.data)));
  source.addEventListener("error", () => problems([{ name: "the console itself", problem: "no answer; it is tried again" }]));
}

function began(history) {
  state.windows = history.windows;
  state.flows = history.flows;
  state.frontier = history.frontier;
  state.bands = history.bands;
  drawAll();
}

function came(now) {
  state.now = now;
  const last = state.flows[state.flows.length - 1];
  if (!last || now.flow.at - last.at >= FLOW_EVERY) {
    state.flows.push(now.flow);
    state.flows = state.flows.slice(-MOST_FLOWS);
  }
  if (!state.paused) showNow();
}

/** Windows come seldom; between them the charts move on with the time. */
function moveOn() {
  for (const name of ["exits", "cost", "latency", "batches", "accuracy"]) charts[name]?.show(range());
}

function merged(windows, fresh) {
  const key = (w) => `${w.start}-${w.end}-${w.bundle}`;
  const byKey = new Map(windows.map((w) => [key(w), w]));
  fresh.forEach((w) => byKey.set(key(w), w));
  return [...byKey.values()].sort((a, b) => a.start - b.start).slice(-MOST_WINDOWS);
}

// ---- small parts of pages ----

function element(tag, text, attributes = {}) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
  return made;
}

function fill(id, children) {
  at(id).replaceChildren(...children);
}

function table(caption, head, rows) {
  const made = element("table");
  made.append(element("caption", caption, { class: "hidden" }));
  const top = element("tr");
  head.forEach((title) => top.append(element("th", title, { scope: "col" })));
  const header = element("thead");
  header.append(top);
  const body = element("tbody");
  rows.forEach((cells) => {
    const row = element("tr");
    cells.forEach((cell, i) => row.append(i === 0 ? element("th", cell, { scope: "row" }) : element("td", cell, cell.length > 60 ? { class: "text" } : {})));
    body.append(row);
  });
  made.append(header, body);
  const frame = element("div", undefined, { class: "table", tabindex: "0", role: "region", "aria-label": caption });
  frame.append(made);
  return frame;
}

function tile(name, value, more = "") {
  const box = element("div");
  const figure = element("dd", value);
  if (more) figure.append(" ", element("small", more));
  box.append(element("dt", name), figure);
  return box;
}

// ---- now ----

function showNow() {
  const { now } = state;
  problems(now.sources.filter((source) => source.problem));
  at("job").textContent = jobLine(now);
  fill("bottleneck", [element("strong", "Bottleneck: "), element("span", now.bottleneck.name, { class: now.bottleneck.holds ? "bad" : "good" }), document.createTextNode(` – ${now.bottleneck.reason}.`)]);
  fill("tiles", tiles(now));
  fill("events", now.events.slice().reverse().map(eventLine));
  fill("position", (now.position?.said ?? ["Where the job is on its frontier can be told with --bundle, and once it has answered."]).map((line) => element("p", line)));
  showTime(now.recent);
  showStages(now.recent);
  showTasks(now.job);
  showStreams(now.recent);
  showFrames(now.frames);
  showRejects(now.rejects);
  drawFlows();
  moveOn();
}

function problems(sources) {
  const lines = sources.map((source) => `${source.name}: ${source.problem}`);
  const shown = [...at("problems").children].map((line) => line.textContent);
  if (lines.join("\n") !== shown.join("\n")) fill("problems", lines.map((line) => element("li", line)));
}

function jobLine(now) {
  const bundle = now.recent ? now.recent.bundle : "no window yet";
  if (!now.job) return `${bundle}; Flink is not asked or does not answer`;
  const checkpoint = now.job.checkpoint ? `, last checkpoint ${number((now.at - now.job.checkpoint) / 1000, 2)} s ago` : "";
  const restarts = now.job.restarts ? `, ${now.job.restarts} restarts` : "";
  return `${bundle}; job ${now.job.name} ${now.job.state.toLowerCase()} at parallelism ${now.job.parallelism}${checkpoint}${restarts}`;
}

function tiles(now) {
  const { flow, recent } = now;
  const seconds = flow.out > 0 ? flow.lag / flow.out : undefined;
  const shown = [
    tile("published", `${number(flow.in)}/s`),
    tile("answered", `${number(flow.out)}/s`),
    tile("waiting", number(flow.lag), flow.lag > 0 && seconds !== undefined ? `${millis(1000 * seconds)} of work` : ""),
  ];
  if (recent) {
    shown.push(tile("cost a sample", millions(recent.cost), recent.budgetUse ? `${percent(recent.budgetUse)} of budget` : ""));
    shown.push(tile("latency p50", millis(recent.p50), `p99 ${millis(recent.p99)}`));
    shown.push(tile("leave at exit 1", percent(recent.exits[0].share)));
    if (recent.accuracy) shown.push(tile("accuracy", percent(recent.accuracy.value), `${percent(recent.accuracy.low)} to ${percent(recent.accuracy.high)}`));
    if (recent.agreement) shown.push(tile("agreement", percent(recent.agreement.value), `of ${number(recent.agreement.of)} shadows`));
    if (recent.limits.withDeadline) shown.push(tile("in time", percent(recent.limits.inTime / recent.limits.withDeadline), `of ${number(recent.limits.withDeadline)} with a deadline`));
  }
  if (now.newestAnswer) shown.push(tile("newest answer", `${number(Math.max(0, now.at - now.newestAnswer) / 1000, 2)} s ago`, "that a reader can see"));
  return shown;
}

function eventLine(event) {
  const line = element("li");
  line.append(element("time", clock(event.at), { datetime: new Date(event.at).toISOString() }), element("b", event.kind), document.createTextNode(event.text));
  return line;
}

function showTime(recent) {
  if (!recent) return;
  const parts = [{ name: "topic, admission, decoding", value: recent.time.before, shade: "#8a8a8a" }];
  recent.time.waiting.forEach((value, k) => parts.push({ name: `waiting for a batch of stage ${k + 1}`, value, shade: `${colour(k)}60` }));
  recent.time.compute.forEach((value, k) => parts.push({ name: `computing in stage ${k + 1}`, value, shade: colour(k) }));
  const whole = parts.reduce((sum, part) => sum + part.value, 0);
  const bar = element("div", undefined, { class: "bar", role: "img", "aria-label": parts.map((part) => `${part.name} ${millis(part.value)}`).join(", ") });
  const key = element("ul", undefined, { class: "key" });
  parts.forEach((part) => {
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
  fill("time", [bar, key]);
}

function showStages(recent) {
  if (!recent) return;
  const rows = recent.stages.map((stage, k) => [`stage ${k + 1}`, number(stage.samples), number(stage.batch), millis(stage.queueP50), millis(stage.queueP99), millis(stage.computeP50), millis(stage.computeP99)]);
  fill("stages", [table("stages in the newest minute", ["", "samples", "batch", "wait p50", "p99", "compute p50", "p99"], rows)]);
}

function showTasks(job) {
  if (!job) {
    fill("tasks", [element("p", "Flink is not asked (--cluster) or does not answer.", { class: "about" })]);
    return;
  }
  const rows = job.tasks.map((task) => [task.task, number(task.subtasks), percent(task.busy), percent(task.meanBusy), percent(task.backpressured)]);
  fill("tasks", [table("tasks", ["task", "subtasks", "busiest", "mean", "held back"], rows)]);
}

function showStreams(recent) {
  if (!recent?.streams.length) {
    fill("streams", [element("p", "The job tells no streams apart (throughput.streams), or none was answered.", { class: "about" })]);
    return;
  }
  const whole = recent.samples * recent.cost;
  const seconds = (recent.end - recent.start) / 1000;
  const rows = recent.streams.map((stream) => [stream.stream, number(stream.samples / seconds), millions(stream.multiplyAdds / stream.samples),
    percent(stream.multiplyAdds / whole), millis(stream.computeMillis / stream.samples), percent((stream.exits[0] ?? 0) / stream.samples)]);
  const named = recent.streams.reduce((sum, stream) => sum + stream.multiplyAdds, 0);
  const others = recent.otherStreams ? `${number(recent.otherStreams)} others cost ${percent(Math.max(0, 1 - named / whole))} of all.` : "These are all.";
  fill("streams", [element("p", `Newest minute, by multiply-adds. ${others}`, { class: "about" }),
    table("dearest streams", ["stream", "samples/s", "cost a sample", "of all", "computing a sample", "leave at exit 1"], rows)]);
}

function showFrames(frames) {
  const shown = frames.map((frame) => `${frame.id}${frame.picture}`).join();
  if (at("frames").dataset.shown === shown) return;
  at("frames").dataset.shown = shown;
  fill("frames", frames.map((frame) => {
    const item = element("li");
    item.append(frame.picture
      ? element("img", undefined, { src: `picture/${encodeURIComponent(frame.id)}`, alt: `frame ${frame.sequence} of ${frame.stream}`, width: 96, height: 96 })
      : element("div", "no picture", { class: "none" }));
    const verdict = frame.label ? ` (${frame.label})` : "";
    item.append(element("strong", frame.predicted), document.createTextNode(`${verdict} ${percent(frame.confidence)}`), element("br"),
      document.createTextNode(`exit ${frame.exit}, ${frame.verdict}`), element("br"), element("span", `${frame.stream} ${frame.sequence}`, { class: "about" }));
    return item;
  }));
}

function showRejects(rejects) {
  if (!rejects.reasons.length) {
    fill("rejects", [element("p", "None on the topic.", { class: "about" })]);
    return;
  }
  const rows = rejects.reasons.map((reason) => [reason.reason, number(reason.count), `${clock(reason.at)}, ${reason.where}: ${reason.detail}`]);
  fill("rejects", [element("p", `The newest ${number(rejects.lookedAt)} on the topic, by reason, each with its newest record.`, { class: "about" }), table("rejects", ["reason", "records", "newest"], rows)]);
}

// ---- over time ----

const charts = {};
const timeCharts = new TimeCharts(() => state.now?.events ?? [], (from, to) => {
  state.chosen = { from, to };
  at("chosen").textContent = `${clock(from)} to ${clock(to)} is chosen`;
});

function range() {
  const seconds = Number(at("range").value);
  const to = Math.max(state.now?.at ?? 0, last(state.windows)?.end ?? 0) / 1000;
  const from = Math.min(state.windows[0]?.start ?? Infinity, state.flows[0]?.at ?? Infinity) / 1000;
  if (!to) return { min: 0, max: 1 };
  const begin = Math.min(from, to - 60);
  return { min: seconds ? Math.max(begin, to - seconds) : begin, max: to };
}

const last = (list) => list[list.length - 1];

const newestOf = (name, format) => (data) => {
  const values = last(data) ?? [];
  return values.length ? `${name}, newest ${format(last(values))}` : `${name}: nothing yet`;
};

function drawAll() {
  drawWindows();
  drawFlows();
  drawFrontier();
}

function drawFlows() {
  charts.rates ??= timeCharts.lines(at("rates"), "samples/s", ["published", "answered"], (v) => number(v), newestOf("answered a second", number));
  charts.lag ??= timeCharts.lines(at("lag"), "waiting", ["frames waiting"], (v) => number(v), newestOf("frames waiting", number));
  const xs = state.flows.map((flow) => flow.at / 1000);
  charts.rates.draw([xs, state.flows.map((flow) => flow.in), state.flows.map((flow) => flow.out)], range());
  charts.lag.draw([xs, state.flows.map((flow) => flow.lag)], range());
  charts.frontier?.show(frontierRange());
}

function drawWindows() {
  const { windows, bands } = state;
  if (!windows.length) return;
  const xs = windows.map((w) => (w.start + w.end) / 2000);
  const exits = Math.max(...windows.map((w) => w.exits.length));
  drawExits(windows, xs, exits);
  charts.cost ??= timeCharts.lines(at("cost"), "M multiply-adds", ["cost a sample"], (v) => number(v), newestOf("cost a sample in millions", number));
  charts.cost.draw([xs, windows.map((w) => w.cost / 1e6)], range());
  charts.latency ??= timeCharts.heat(at("latency"), bands, () => state.windows.map((w) => ({ from: w.start, to: w.end, counts: w.latencies })),
    () => `latency, newest 99th percentile ${millis(last(state.windows)?.p99)}`);
  charts.latency.draw([xs, windows.map((w) => rowOf(bands, w.p99))], range());
  drawBatches(windows, xs, exits);
  charts.accuracy ??= timeCharts.lines(at("accuracy"), "share", ["right, of those with labels", "shadows that agree"], percent, newestOf("agreement", percent), { scale: { range: (u, min, max) => [Math.max(0, Math.floor(20 * min - 0.2) / 20), 1] } });
  charts.accuracy.draw([xs, windows.map((w) => w.accuracy?.value ?? null), windows.map((w) => w.agreement?.value ?? null)], range());
}

function drawExits(windows, xs, exits) {
  if (charts.exits?.count !== exits) {
    fill("exits", []);
    charts.exits = timeCharts.stacked(at("exits"), names("exit", exits), () => `exit shares, newest ${last(state.windows).exits.map((exit, k) => `exit ${k + 1} ${percent(exit.share)}`).join(", ")}`);
    charts.exits.count = exits;
  }
  const sums = Array.from({ length: exits }, (unused, k) => windows.map((w) => (w.samples ? w.exits.slice(0, k + 1).reduce((sum, exit) => sum + exit.share, 0) : null)));
  charts.exits.draw([xs, ...sums], range());
}

function drawBatches(windows, xs, exits) {
  if (charts.batches?.count !== exits) {
    fill("batches", []);
    charts.batches = timeCharts.lines(at("batches"), "batch", names("stage", exits), (v) => number(v), newestOf("batch of the last stage", number));
    charts.batches.count = exits;
  }
  charts.batches.draw([xs, ...Array.from({ length: exits }, (unused, k) => windows.map((w) => w.stages[k]?.batch || null))], range());
}

const names = (what, count) => Array.from({ length: count }, (unused, k) => `${what} ${k + 1}`);

function drawFrontier() {
  if (!state.frontier.length) return;
  charts.frontier ??= frontierChart(at("frontier"), () => state.now?.position && { ...state.now.position, measured: state.now.recent?.accuracy?.value },
    () => `frontier from ${millions(state.frontier[0][0])} at ${percent(state.frontier[0][1])} to ${millions(last(state.frontier)[0])} at ${percent(last(state.frontier)[1])}`);
  charts.frontier.draw([state.frontier.map((point) => point[0] / 1e6), state.frontier.map((point) => 100 * point[1])], frontierRange());
}

/** The whole frontier, and the place of the job where that lies beside it. */
function frontierRange() {
  const costs = [state.frontier[0][0], last(state.frontier)[0], state.now?.position?.cost ?? last(state.frontier)[0]];
  const room = 0.02 * Math.max(...costs);
  return { min: Math.max(0, Math.min(...costs) - room) / 1e6, max: (Math.max(...costs) + room) / 1e6 };
}

// ---- compare ----

async function pin(name) {
  const to = state.chosen?.to ?? last(state.windows)?.end ?? Date.now();
  const from = state.chosen?.from ?? to - 60000;
  const response = await fetch(`interval?from=${Math.floor(from)}&to=${Math.ceil(to)}`);
  const sums = await response.json();
  state.pins[name] = { from, to, sum: sums[0] };
  state.chosen = null;
  at("chosen").textContent = "the newest minute is chosen";
  showPins();
}

function showPins() {
  const pins = ["A", "B"].filter((name) => state.pins[name]);
  const line = (title, read) => [title, ...pins.map((name) => (state.pins[name].sum ? read(state.pins[name].sum) : "no whole window")), ...change(pins, read)];
  const exits = Math.max(1, ...pins.map((name) => state.pins[name].sum?.exits.length ?? 1));
  const rows = [
    ["interval", ...pins.map((name) => `${clock(state.pins[name].from)} to ${clock(state.pins[name].to)}`), ...(pins.length === 2 ? [""] : [])],
    line("bundle", (sum) => sum.bundle),
    line("samples/s", (sum) => number(sum.rate)),
    line("cost a sample", (sum) => millions(sum.cost)),
    line("accuracy", (sum) => (sum.accuracy ? `${percent(sum.accuracy.value)} (${percent(sum.accuracy.low)} to ${percent(sum.accuracy.high)})` : "no labels")),
    line("agreement", (sum) => (sum.agreement ? percent(sum.agreement.value) : "no shadows")),
    line("latency p50", (sum) => millis(sum.p50)),
    line("latency p99", (sum) => millis(sum.p99)),
    ...names("exit", exits).map((name, k) => line(name, (sum) => percent(sum.exits[k]?.share))),
  ];
  fill("compare", [table("two intervals", ["", ...pins.map((name) => name), ...(pins.length === 2 ? ["B against A"] : [])], rows)]);
}

/** In the same unit, where both are plain numbers. */
function change(pins, read) {
  if (pins.length < 2) return [];
  const [a, b] = pins.map((name) => (state.pins[name].sum ? parseFloat(read(state.pins[name].sum).replaceAll(",", "")) : NaN));
  const units = pins.map((name) => (state.pins[name].sum ? read(state.pins[name].sum).replace(/^[0-9.,]+ ?/, "").split(" ")[0] : ""));
  if (Number.isNaN(a) || Number.isNaN(b) || units[0] !== units[1]) return [""];
  return [units[0].startsWith("%") ? `${b >= a ? "+" : ""}${(b - a).toFixed(1)} points` : a === 0 ? "" : `× ${number(b / a)}`];
}

// ---- what if ----

async function ask(event) {
  event.preventDefault();
  const factor = Number(at("factor").value) || 1;
  const wanted = Number(at("wanted").value);
  const cost = Number(at("wanted-cost").value);
  if (!wanted && !cost) {
    fill("whatif", [element("p", "Say which accuracy or which cost.")]);
    return;
  }
  const question = wanted ? `accuracy=${wanted / 100}` : `cost=${Math.round(1e6 * cost)}`;
  const response = await fetch(`what-if?${question}&rate=${factor}`);
  if (response.ok) showWhatIf(await response.json(), factor);
  else fill("whatif", [element("p", "That cannot be asked.")]);
}

function showWhatIf(answer, factor) {
  if (answer.problem) {
    fill("whatif", [element("p", answer.problem)]);
    return;
  }
  if (!answer.would) {
    fill("whatif", [element("p", `No setting of this network gives that: its best is ${percent(answer.best)}.`, { class: "bad" })]);
    return;
  }
  const { was, would } = answer;
  const line = (title, read) => [title, read(was), read(would)];
  const rows = [
    line("cost a sample", (place) => millions(place.cost)),
    line("accuracy expected", (place) => percent(place.accuracy)),
    ...names("exit", would.shares.length).map((name, k) => line(name, (place) => percent(place.shares[k]))),
    line("a core computes a sample in", (place) => millis(place.millis)),
    line(`cores in the stages, mean${factor === 1 ? "" : `, traffic × ${number(factor)}`}`, (place) => number(place.meanCores)),
    line("cores in the stages, busiest window", (place) => number(place.peakCores)),
  ];
  const said = [table("what if", ["", "as it was", "as it would be"], rows),
    element("p", `Traffic from ${clock(answer.from)} to ${clock(answer.to)}. To ask for it: ./offramp policy set --default --cost ${(would.cost / 1e6).toFixed(2)}M`, { class: "about" })];
  if (would.unmeasured.length) said.push(element("p", `No sample reached stage ${would.unmeasured.join(" and ")}: its time is taken from its multiply-adds.`, { class: "about" }));
  fill("whatif", said);
}

// ---- controls ----

function theme(name) {
  document.documentElement.dataset.theme = name;
  localStorage.setItem("theme", name);
  Object.values(charts).forEach((chart) => chart.redraw());
}

at("theme").addEventListener("click", () => theme(document.documentElement.dataset.theme === "dark" ? "light" : "dark"));
at("range").addEventListener("change", drawAll);
at("pause").addEventListener("click", () => {
  state.paused = !state.paused;
  at("pause").setAttribute("aria-pressed", String(state.paused));
  at("pause").textContent = state.paused ? "Go on" : "Pause";
});
at("whatif-form").addEventListener("submit", ask);
at("pin-a").addEventListener("click", () => pin("A"));
at("pin-b").addEventListener("click", () => pin("B"));
theme(localStorage.getItem("theme") ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"));
connect();
