// The console's page: takes what the server sends, keeps it, draws it. Whatever comes from outside is set as text, never as markup.

import { FrontierChart, TimeCharts, clock, millions, millis, number, percent } from "./charts.js";
import { at, element, fill, table, tile } from "./elements.js";
import { offer, startControl } from "./control.js";
import { WindowCharts, frontierSummary, last, names, newestOf, timeBar } from "./panels.js";

const MOST_WINDOWS = 1500;
const MOST_FLOWS = 2000;
const FLOW_EVERY = 5000;
const AGAIN = 5000;
const MINUTE = 60000;

const state = { source: null, windows: [], flows: [], frontier: [], buckets: [], now: null, paused: false, pins: {}, dragged: null, shownEvents: "" };

// ---- what comes from the server ----

function connect() {
  const source = new EventSource("events");
  state.source = source;
  source.addEventListener("history", (event) => began(JSON.parse(event.data)));
  source.addEventListener("windows", (event) => came(JSON.parse(event.data)));
  source.addEventListener("now", (event) => showNow(JSON.parse(event.data)));
  source.addEventListener("error", () => lost(source));
}

/** A browser tries again by itself unless it was refused. */
function lost(source) {
  problems([{ name: "the console itself", problem: "no answer, or too many pages; it is tried again" }]);
  if (source.readyState === EventSource.CLOSED && state.source === source) setTimeout(() => { if (state.source === source) connect(); }, AGAIN);
}

/** A page that nobody sees wants nothing; browsers hold few connections to one server. */
function watch() {
  state.source?.close();
  state.source = null;
  if (document.visibilityState === "visible") connect();
}

function began(history) {
  state.windows = history.windows;
  state.flows = history.flows;
  state.frontier = history.frontier;
  state.buckets = history.buckets;
  draw(drawAll);
}

function came(windows) {
  state.windows = merged(state.windows, windows);
  if (state.windows.length > MOST_WINDOWS) watch(); // the server holds them less finely
  else draw(drawWindows);
}

function showNow(now) {
  state.now = now;
  const newest = last(state.flows);
  if (now.flow && (!newest || now.flow.at - newest.at >= FLOW_EVERY)) {
    state.flows.push(now.flow);
    state.flows = state.flows.slice(-MOST_FLOWS);
  }
  draw(drawNow);
}

/** Paused, the page stays as it is. */
function draw(part) {
  if (!state.paused) part();
}

function merged(windows, fresh) {
  const key = (w) => `${w.start}-${w.end}-${w.bundle}`;
  const byKey = new Map(windows.map((w) => [key(w), w]));
  fresh.forEach((w) => byKey.set(key(w), w));
  return [...byKey.values()].sort((a, b) => a.start - b.start);
}

// ---- now ----

function drawNow() {
  const { now } = state;
  problems(now.sources.filter((source) => source.problem));
  at("job").textContent = jobLine(now);
  showBottleneck(now.bottleneck);
  showBudget(now.recent);
  fill("tiles", tiles(now));
  showBundles(now.bundles);
  showEvents(now.events);
  fill("position", (now.position?.sentences ?? ["Where the job is on its frontier can be told with --bundle, where that is the bundle that answers, and once it has answered."]).map((line) => element("p", line)));
  showTime(now.recent);
  showStages(now.recent);
  showTasks(now.job);
  showStreams(now.recent);
  showFrames(now.frames);
  showRejects(now.rejects);
  drawFlows();
  windowCharts.show(range()); // windows come seldom; between them the charts move on with the time
}

/** A screen reader hears which it is, and not every figure of every second. */
function showBottleneck(found) {
  fill("bottleneck", [element("strong", "Bottleneck: "), element("span", found.name, { class: found.holds ? "bad" : "good" }), document.createTextNode(` – ${found.reason}.`)]);
  const heard = `Bottleneck: ${found.name}`;
  if (at("heard").textContent !== heard) at("heard").textContent = heard;
}

function showBudget(recent) {
  const words = [element("strong", "Budget: ")];
  if (!recent) words.push(element("span", "nothing was answered yet"));
  else if (recent.budgetUse === undefined) words.push(element("span", `none is set; a sample costs ${millions(recent.cost)} multiply-adds`));
  else {
    const holds = recent.budgetUse <= 1;
    words.push(element("span", holds ? "within it" : "over it", { class: holds ? "good" : "bad" }),
      document.createTextNode(` – ${percent(recent.budgetUse)} of what the streams with a budget may spend; a sample costs ${millions(recent.cost)} multiply-adds.`));
  }
  fill("budget", words);
}

/** How long the newest windows together are, and when they ended, where that is not just now. */
function newestSpan(recent) {
  const length = `newest ${number((recent.end - recent.start) / 1000)} s`;
  const age = state.now.at - recent.end;
  return age > 60000 + recent.end - recent.start ? `${length}, until ${clock(recent.end)}` : length;
}

/** Seconds that the newest windows of all bundles span. */
const spanOf = (bundles) => (Math.max(...bundles.map((sum) => sum.end)) - Math.min(...bundles.map((sum) => sum.start))) / 1000;

const answeredRate = (bundles) => bundles.reduce((samples, sum) => samples + sum.samples, 0) / spanOf(bundles);

/** Where one answers alone, all of the page is of it. */
function showBundles(bundles) {
  at("bundles-section").hidden = bundles.length < 2;
  if (bundles.length < 2) return;
  const all = bundles.reduce((samples, sum) => samples + sum.samples, 0);
  const rows = bundles.map((sum) => (sum.shadow && sum.samples === 0 ? shadowRow(sum.bundle, sum.shadow, bundles) : [
    sum.bundle, percent(sum.samples / Math.max(1, all)), `${number(sum.samples / spanOf(bundles))}/s`, millions(sum.cost), millis(sum.p50), millis(sum.p99),
    percent(sum.accuracy?.value), percent(sum.agreement?.value)]));
  fill("bundles", [table("bundles", ["", "of the samples", "samples", "cost a sample", "latency p50", "p99", "accuracy", "agreement"], rows)]);
}

/** Of a bundle that answers nothing: how it compares with what answered the same samples. */
function shadowRow(bundle, shadow, bundles) {
  return [bundle, "shadow", `${number(shadow.samples / spanOf(bundles))}/s`, millions(shadow.multiplyAdds / shadow.samples), "", "",
    percent(shadow.intervals.accuracy?.value), `${percent(shadow.agreement)} with what answered`];
}

function problems(sources) {
  const lines = sources.map((source) => `${source.name}: ${source.problem}`);
  const shown = [...at("problems").children].map((line) => line.textContent);
  if (lines.join("\n") !== shown.join("\n")) fill("problems", lines.map((line) => element("li", line)));
}

function jobLine(now) {
  const bundle = now.recent ? now.recent.bundle : "no window yet";
  if (!now.job) return `${bundle}; Flink is not asked or does not answer`;
  const checkpoint = now.job.checkpoint ? `, last checkpoint ${number(Math.max(0, now.at - now.job.checkpoint) / 1000, 2)} s ago` : "";
  const restarts = now.job.restarts ? `, ${now.job.restarts} restarts` : "";
  return `${bundle}; job ${now.job.name} ${now.job.state.toLowerCase()} at parallelism ${now.job.parallelism}${checkpoint}${restarts}`;
}

function tiles(now) {
  const { flow, recent } = now;
  const shown = [];
  if (flow) {
    const seconds = flow.out > 0 ? flow.lag / flow.out : undefined;
    shown.push(tile("frames published", `${number(flow.in)}/s`));
    shown.push(tile("frames read", `${number(flow.out)}/s`));
    shown.push(tile("frames waiting", number(flow.lag), flow.lag > 0 && seconds !== undefined ? `${millis(1000 * seconds)} of work` : ""));
  }
  if (recent) {
    shown.push(tile("samples answered", `${number(answeredRate(now.bundles))}/s`, newestSpan(recent)));
    shown.push(tile("multiply-adds a sample", millions(recent.cost), recent.budgetUse ? `${percent(recent.budgetUse)} of budget` : ""));
    shown.push(tile("latency p50", millis(recent.p50), `p99 ${millis(recent.p99)}`));
    shown.push(tile("leave at exit 1", percent(recent.exits[0].share)));
    if (recent.accuracy) shown.push(tile("accuracy", percent(recent.accuracy.value), `${percent(recent.accuracy.low)} to ${percent(recent.accuracy.high)}`));
    if (recent.f1 != null) shown.push(tile("F1 of labels", percent(recent.f1), "accuracy: exactly the true ones"));
    if (recent.mae != null) shown.push(tile("mean absolute error", recent.mae.toPrecision(3), "accuracy: close enough to the true number"));
    if (recent.agreement) shown.push(tile("agreement", percent(recent.agreement.value), `of ${number(recent.agreement.of)} shadows`));
    if (recent.limits.withDeadline) shown.push(tile("in time", percent(recent.limits.inTime / recent.limits.withDeadline), `of ${number(recent.limits.withDeadline)} with a deadline`));
  }
  if (now.newestAnswer) shown.push(tile("newest answer", `${number(Math.max(0, now.at - now.newestAnswer) / 1000, 2)} s ago`, "that a reader can see"));
  return shown;
}

/** As long as nothing new is told, the list stays: what has the keyboard keeps it. */
function showEvents(events) {
  const shown = JSON.stringify(events);
  if (state.shownEvents === shown) return;
  state.shownEvents = shown;
  fill("events", events.slice().reverse().map(eventLine));
}

const isChange = (event) => event.kind === "policy" || event.kind === "bundle";

function eventLine(event) {
  const line = element("li");
  line.append(element("time", clock(event.at), { datetime: new Date(event.at).toISOString() }), element("b", event.kind), document.createTextNode(event.text));
  if (isChange(event)) {
    const button = element("button", "Compare", { type: "button", title: "the minute before it with the minute after it" });
    button.addEventListener("click", () => compareAround(event));
    line.append(button);
  }
  if (event.effect) line.append(element("span", event.effect, { class: "effect" }));
  return line;
}

function showTime(recent) {
  if (recent) fill("time", [element("p", `In the ${newestSpan(recent)}.`, { class: "about" }), ...timeBar(recent.time)]);
}

function showStages(recent) {
  if (!recent) return;
  const rows = recent.stages.map((stage, k) => [`stage ${k + 1}`, number(stage.samples), number(stage.batch), millis(stage.queueP50), millis(stage.queueP99), millis(stage.computeP50), millis(stage.computeP99)]);
  fill("stages", [element("p", `In the ${newestSpan(recent)}.`, { class: "about" }), table("stages", ["", "samples", "batch", "wait p50", "p99", "compute p50", "p99"], rows)]);
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
  fill("streams", [element("p", `In the ${newestSpan(recent)}, by multiply-adds. ${others}`, { class: "about" }),
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
      document.createTextNode(`exit ${frame.exit}, ${frame.verdict}`), element("br"), element("span", `${frame.stream} ${frame.sequence}, ${clock(frame.at)}`, { class: "about" }));
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
  state.dragged = { from, to, texts: [clock(from), clock(to)] };
  [at("from").value, at("to").value] = state.dragged.texts;
  tellChosen();
});

const windowCharts = new WindowCharts(timeCharts);

function range() {
  const seconds = Number(at("range").value);
  const to = Math.max(state.now?.at ?? 0, last(state.windows)?.end ?? 0) / 1000;
  const from = Math.min(state.windows[0]?.start ?? Infinity, state.flows[0]?.at ?? Infinity) / 1000;
  if (!to) return { min: 0, max: 1 };
  const begin = Math.min(from, to - 60);
  return { min: seconds ? Math.max(begin, to - seconds) : begin, max: to };
}

function drawAll() {
  drawWindows();
  drawFlows();
  drawFrontier();
}

function drawFlows() {
  charts.rates ??= timeCharts.lines(at("rates"), "frames/s", ["frames published", "frames read by the job"], (v) => number(v), newestOf("frames read a second", number));
  charts.lag ??= timeCharts.lines(at("lag"), "waiting", ["frames waiting"], (v) => number(v), newestOf("frames waiting", number));
  const xs = state.flows.map((flow) => flow.at / 1000);
  charts.rates.draw([xs, state.flows.map((flow) => flow.in), state.flows.map((flow) => flow.out)], range());
  charts.lag.draw([xs, state.flows.map((flow) => flow.lag)], range());
  charts.frontier?.draw(state.frontier);
}

function drawWindows() {
  windowCharts.draw(state.windows, state.buckets, range());
}

function drawFrontier() {
  if (!state.frontier.length) return;
  charts.frontier ??= new FrontierChart(at("frontier"), places, frontierSummary);
  charts.frontier.draw(state.frontier);
}

function places() {
  const { position, recent } = state.now ?? {};
  return position ? [{ cost: position.cost, expected: position.expected, measured: recent?.accuracy?.value, here: true }] : [];
}

// ---- compare ----

async function pin(name) {
  const interval = chosen();
  if (interval) await pinned(name, interval.from, interval.to);
  else fill("compare", [element("p", "Both times are wanted, as hh:mm:ss, or neither.", { class: "bad" })]);
}

async function pinned(name, from, to) {
  const sums = await asked(`interval?from=${Math.floor(from)}&to=${Math.ceil(to)}`, "compare");
  if (!sums) return;
  state.pins[name] = { from, to, sum: sums[0] };
  showPins();
}

/** From the change before and up to the next one, where those came within the minutes. */
async function compareAround(event) {
  const changes = state.now.events.filter(isChange);
  const previous = last(changes.filter((other) => other.at < event.at))?.at ?? 0;
  const next = changes.find((other) => other.at > event.at)?.at ?? Infinity;
  await pinned("A", Math.max(previous, event.at - MINUTE), event.at);
  await pinned("B", event.at, Math.min(next, event.at + MINUTE));
  at("compare-title").scrollIntoView();
}

/** What the two fields say, to which dragging over a chart writes; or else the newest minute. Undefined where they cannot be read. */
function chosen() {
  const texts = ["from", "to"].map((id) => at(id).value.trim());
  const to = last(state.windows)?.end ?? Date.now();
  if (texts.every((text) => !text)) return { from: to - MINUTE, to };
  if (state.dragged && texts.join() === state.dragged.texts.join()) return { from: state.dragged.from, to: state.dragged.to };
  const typed = texts.map(timeToday);
  return typed.every((time) => time !== undefined) ? { from: Math.min(...typed), to: Math.max(...typed) } : undefined;
}

function tellChosen() {
  const interval = chosen();
  const isTyped = at("from").value || at("to").value;
  timeCharts.mark(isTyped ? interval : null);
  redrawCharts();
  at("chosen").textContent = !interval ? "both times are wanted, as hh:mm:ss" : isTyped ? `${clock(interval.from)} to ${clock(interval.to)} is chosen` : "the newest minute is chosen";
}

/** Hours, minutes, seconds of this day; of the day before, where that is still to come. */
function timeToday(text) {
  if (!/^([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(text)) return undefined;
  const time = new Date(state.now?.at ?? Date.now());
  const [hours, minutes, seconds] = text.split(":").map(Number);
  time.setHours(hours, minutes, seconds || 0, 0);
  return time.getTime() > (state.now?.at ?? Date.now()) ? time.getTime() - 86400000 : time.getTime();
}

/** What the server answers; where it does not, that is said in a part of the page. */
async function asked(question, place) {
  try {
    const response = await fetch(question);
    if (response.ok) return await response.json();
    fill(place, [element("p", "That cannot be asked.", { class: "bad" })]);
  } catch {
    fill(place, [element("p", "The console does not answer.", { class: "bad" })]);
  }
  return undefined;
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
  if (!wanted === !cost) {
    fill("whatif", [element("p", "Say which accuracy or which cost, one of them.")]);
    return;
  }
  const question = wanted ? `accuracy=${wanted / 100}` : `cost=${Math.round(1e6 * cost)}`;
  const answer = await asked(`what-if?${question}&rate=${factor}`, "whatif");
  if (answer) showWhatIf(answer, factor);
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
  const times = factor === 1 ? "" : ` (as it would be: with ${number(factor)} × the traffic)`;
  const line = (title, read, difference) => [title, read(was), read(would), difference(was, would)];
  const factorOf = (read) => (a, b) => (read(a) ? `${read(b) >= read(a) ? "+" : ""}${(100 * (read(b) / read(a) - 1)).toFixed(0)} %` : "");
  const points = (read) => (a, b) => `${read(b) >= read(a) ? "+" : ""}${(100 * (read(b) - read(a))).toFixed(1)} points`;
  const row = (title, format, read) => line(title, (place) => format(read(place)), format === percent ? points(read) : factorOf(read));
  const rows = [
    row("multiply-adds a sample", millions, (place) => place.cost),
    row("accuracy that calibration expects", percent, (place) => place.accuracy),
    ...likely(was, would),
    ...names("exit", would.shares.length).map((name, k) => row(name, percent, (place) => place.shares[k])),
    row("a core computes a sample in", millis, (place) => place.millis),
    row(`cores in the stages, mean${times}`, number, (place) => place.meanCores),
    row(`cores in the stages, busiest window${times}`, number, (place) => place.peakCores),
  ];
  const note = answer.note ? [element("p", answer.note, { class: "bad" })] : [];
  const parts = [...note, table("what if", ["", "as it is", "as it would be", "change"], rows),
    element("p", `As it is: from ${clock(answer.nowFrom)} to ${clock(answer.to)}. Traffic from ${clock(answer.from)} to ${clock(answer.to)}. To ask for that cost: ./offramp policy set --default --cost ${(would.cost / 1e6).toFixed(2)}M`, { class: "about" })];
  if (would.unmeasured.length) parts.push(element("p", `No sample reached stage ${would.unmeasured.join(" and ")}: its time is taken from its multiply-adds.`, { class: "about" }));
  parts.push(...offer(would.cost));
  fill("whatif", parts);
}

/** Where labels tell how far the traffic lies from what calibration expects, it is taken to lie as far elsewhere. */
function likely(was, would) {
  const measured = state.now?.recent?.accuracy?.value;
  if (measured === undefined) return [];
  const there = Math.min(1, measured + would.accuracy - was.accuracy);
  return [["accuracy on this traffic, by its labels", percent(measured), `${percent(there)}, as far from it`, `${there >= measured ? "+" : ""}${(100 * (there - measured)).toFixed(1)} points`]];
}

// ---- controls ----

["from", "to"].forEach((id) => at(id).addEventListener("change", tellChosen));
at("whatif-form").addEventListener("invalid", () => fill("whatif", []), true);

function theme(name) {
  document.documentElement.dataset.theme = name;
  localStorage.setItem("theme", name);
  redrawCharts();
}

function redrawCharts() {
  [...Object.values(charts), windowCharts].forEach((chart) => chart.redraw());
}

at("theme").addEventListener("click", () => theme(document.documentElement.dataset.theme === "dark" ? "light" : "dark"));
at("range").addEventListener("change", drawAll);
at("pause").addEventListener("click", () => {
  state.paused = !state.paused;
  at("pause").setAttribute("aria-pressed", String(state.paused));
  at("pause").textContent = state.paused ? "Go on" : "Pause";
  if (state.now) draw(drawNow);
  draw(drawAll);
});
at("whatif-form").addEventListener("submit", ask);
startControl();
at("pin-a").addEventListener("click", () => pin("A"));
at("pin-b").addEventListener("click", () => pin("B"));
theme(localStorage.getItem("theme") ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"));
document.addEventListener("visibilitychange", watch);
watch();
