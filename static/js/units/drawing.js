// Units as nested lists of fields.

import { citation, mark, number } from "./marks.js";

const fitsItself = CSS.supports("field-sizing", "content");

export function draw(root, units) {
  root.replaceChildren(list(units, units, []));
  root.querySelectorAll("textarea").forEach(fit);
}

export function fieldAt(root, path, part = "text") {
  const found = root.querySelector(`[data-path="${path.join(".")}"][data-part="${part}"]`);
  return found ?? root.querySelector(`[data-path="${path.join(".")}"]`);
}

export function fit(field) {
  if (fitsItself) return;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 2}px`;
}

function list(units, tree, above) {
  const items = units.map((one, place) => item(one, units, place, tree, [...above, place]));
  const drawn = element("ol", "units-list");
  drawn.append(...items);
  return drawn;
}

function item(one, siblings, place, tree, path) {
  const drawn = element("li", `unit unit-${one.kind}`);
  const named = citation(tree, path);
  const shown = mark(one.kind, number(siblings, place));
  const isOfUsteps = one.children[0]?.kind === "ustep";
  const words = isOfUsteps ? handle(named, one.children.length) : field(one.text, one.children.length ? `${named}, wprowadzenie do wyliczenia` : named);
  drawn.append(line(shown, words, path, "text"));
  if (one.children.length) drawn.append(list(one.children, tree, path));
  if (one.tail !== null) drawn.append(line("", field(one.tail, `${named}, część wspólna`), path, "tail"));
  return drawn;
}

function line(shown, words, path, part) {
  const drawn = element("div", part === "tail" ? "unit-line unit-tail" : "unit-line");
  const before = element("span", "unit-mark");
  before.textContent = shown;
  before.setAttribute("aria-hidden", "true");
  Object.assign(words.dataset, { path: path.join("."), part });
  drawn.append(before, words);
  return drawn;
}

function field(text, named) {
  const drawn = element("textarea", "unit-text form-control");
  Object.assign(drawn, { rows: 1, value: text, defaultValue: text, lang: "pl", spellcheck: true });
  drawn.setAttribute("aria-label", named);
  return drawn;
}

// A § of ustępy has no words: this holds its place, so that the whole of it can be moved and removed.
function handle(named, count) {
  const drawn = element("button", "unit-handle");
  Object.assign(drawn, { type: "button", textContent: `cały ${named} (ustępy: ${count})` });
  return drawn;
}

function element(name, className) {
  return Object.assign(document.createElement(name), { className });
}
