// Small parts of pages. Whatever comes from outside is set as text, never as markup.

export const at = (id) => document.getElementById(id);

export function element(tag, text, attributes = {}) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
  return made;
}

/** Puts these into a part of the page in place of what is there; what is the same stays, and tables keep how far they were scrolled. */
export function fill(id, children) {
  const box = at(id);
  const before = [...box.childNodes];
  if (before.length !== children.length) {
    box.replaceChildren(...children);
    return;
  }
  children.forEach((child, i) => {
    if (before[i].isEqualNode(child)) return;
    if (before[i].className === "table" && child.className === "table") before[i].replaceChildren(...child.childNodes);
    else before[i].replaceWith(child);
  });
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
