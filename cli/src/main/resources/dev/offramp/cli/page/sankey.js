// Where samples leave, as a Sankey diagram: what survives a stage runs on at the top, what leaves bends down to its exit.

import { colour, number, percent } from "./charts.js";

const SVG = "http://www.w3.org/2000/svg";
const THICK = 110;
const TOP = 34;
const GAP = 26;
const NODE = 10;
const WORDS = 64;

function shape(tag, attributes, text) {
  const made = document.createElementNS(SVG, tag);
  Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
  if (text !== undefined) made.textContent = text;
  return made;
}

/** A band between two upright edges, as high as it has a share. */
function band(from, to, height, fill) {
  const middle = (from.x + to.x) / 2;
  const path = `M${from.x},${from.y} C${middle},${from.y} ${middle},${to.y} ${to.x},${to.y} v${height} C${middle},${to.y + height} ${middle},${from.y + height} ${from.x},${from.y + height} Z`;
  return shape("path", { d: path, fill, "fill-opacity": 0.6 });
}

/** Exits as a window has them, each with its samples and its share. */
export function drawSankey(box, exits) {
  const width = Math.max(240, box.clientWidth);
  const column = width / exits.length;
  const height = TOP + 2 * THICK + GAP + 40;
  const title = exits.map((exit, k) => `exit ${k + 1}: ${percent(exit.share)}, ${number(exit.samples, 12)} samples`).join("; ");
  const svg = shape("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": `samples by exit: ${title}` });
  svg.append(shape("title", {}, title));
  const short = column < WORDS;
  const name = (what, k) => (short ? `${k + 1}` : `${what} ${k + 1}`);
  const share = (value) => (short ? `${Math.round(100 * value)} %` : percent(value));
  let reach = 1;
  exits.forEach((exit, k) => {
    const x = k * column;
    const rest = Math.max(0, reach - exit.share);
    const leaves = THICK * exit.share;
    const bottom = TOP + THICK + GAP;
    const end = { x: x + 0.62 * column, y: bottom };
    if (rest > 1e-9 && k + 1 < exits.length) svg.append(band({ x: x + NODE, y: TOP }, { x: x + column, y: TOP }, THICK * rest, "var(--quiet)"));
    if (exit.share > 0) svg.append(band({ x: x + NODE, y: TOP + THICK * rest }, end, leaves, colour(k)));
    svg.append(shape("rect", { x, y: TOP, width: NODE, height: Math.max(1, THICK * reach), fill: "var(--ink)" }));
    svg.append(shape("rect", { x: end.x, y: end.y, width: NODE, height: Math.max(1, leaves), fill: colour(k) }));
    svg.append(shape("text", { x, y: 13, class: "name" }, name("stage", k)), shape("text", { x, y: 28 }, share(reach)));
    svg.append(shape("text", { x: end.x + NODE, y: end.y + leaves + 15, "text-anchor": "end", class: "name" }, name("exit", k)));
    svg.append(shape("text", { x: end.x + NODE, y: end.y + leaves + 31, "text-anchor": "end" }, share(exit.share)));
    reach = rest;
  });
  box.replaceChildren(svg);
}
