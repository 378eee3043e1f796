// Small parts of pages. Whatever comes from outside is set as text, never as markup.

export const at = (id) => document.getElementById(id);

export function element(tag, text, attributes = {}) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
  return made;
}

export function fill(id, children) {
  at(id).replaceChildren(...children);
}

/** A table that scrolls by itself where the page is too narrow for it. */
export function table(caption, head, rows) {
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

export function tile(name, value, more = "") {
  const box = element("div");
  const figure = element("dd", value);
  if (more) figure.append(" ", element("small", more));
  box.append(element("dt", name), figure);
  return box;
}
