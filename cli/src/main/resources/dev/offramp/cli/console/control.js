// Policies set on the page. The key stands behind the # of the address, which no browser sends to anybody by itself.

import { at, element, fill } from "./elements.js";

const key = new URLSearchParams(location.hash.slice(1)).get("control");

export function startControl() {
  if (!key) return;
  const form = at("control-form");
  at("control").hidden = false;
  at("writes").textContent = " but the policies that are set here";
  form.elements.author.value = localStorage.getItem("author") ?? "";
  form.elements.scope.addEventListener("change", () => named(form));
  form.addEventListener("submit", (event) => submit(event, form));
  named(form);
}

/** A button that fills a cost into the form, where there is one. */
export function offer(cost) {
  if (!key) return [];
  const button = element("button", "Fill it in below", { type: "button" });
  button.addEventListener("click", () => {
    const { cost: field, loss } = at("control-form").elements;
    field.value = `${(cost / 1e6).toFixed(2)}M`;
    loss.value = "";
    at("control").scrollIntoView();
    field.focus();
  });
  return [button];
}

/** All streams have no name; only their policy can be handed over. */
function named(form) {
  const all = form.elements.scope.value === "default";
  form.elements.target.disabled = all;
  form.querySelector("[value=release]").disabled = !all;
}

async function submit(event, form) {
  event.preventDefault();
  const fields = Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ""));
  fields.action = event.submitter?.value ?? "set";
  localStorage.setItem("author", fields.author ?? "");
  waiting(form, true);
  try {
    const response = await fetch("policy", { method: "POST", headers: { "Content-Type": "application/json", "X-Offramp-Control": key }, body: JSON.stringify(fields) });
    show(response.status === 404 ? { problem: "This console only looks: it was started without --control." } : await response.json());
  } catch {
    show({ problem: "The console does not answer; whether the policy was set is seen under What changed when." });
  }
  waiting(form, false);
}

function waiting(form, holds) {
  form.querySelectorAll("button").forEach((button) => { button.disabled = holds; });
  if (holds) fill("control-answer", [element("p", "The policy is published and read back …", { class: "about" })]);
  else named(form);
}

function show(answer) {
  fill("control-answer", answer.lines ? answer.lines.map((line) => element("p", line)) : [element("p", answer.problem, { class: "bad" })]);
}
