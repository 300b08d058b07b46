// The row of buttons above an editor of units: words, not icons; arrows move along it, Alt+F10 enters it, Escape leaves.

import { HELP } from "./keys.js";
import { at, last } from "./tree.js";

const BUTTONS = [
  ["Dodaj po", (e) => e.do("addAfter")],
  ["Dodaj przed", (e) => e.do("addBefore")],
  ["Dodaj wyliczenie", (e) => e.do("addBelow")],
  ["Dodaj ustęp", (e) => e.do("addUstep")],
  ["Część wspólna", (e) => e.do("addTail")],
  ["Głębiej", (e) => e.do("nest")],
  ["Płycej", (e) => e.do("unnest")],
  ["Wyżej", (e) => e.do("up")],
  ["Niżej", (e) => e.do("down")],
  ["Usuń", (e) => e.remove()],
  ["Cofnij", (e) => e.go(-1)],
  ["Ponów", (e) => e.go(1)],
];
const KINDS = [["paragraf", "Paragraf (§)"], ["ustep", "Ustęp (1.)"], ["akapit", "Akapit bez numeru"], ["naglowek", "Śródtytuł"]];

export function toolbar(editor) {
  const bar = Object.assign(document.createElement("div"), { className: "units-tools" });
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", "Jednostki tekstu");
  bar.append(...BUTTONS.map(([words, act]) => button(words, () => act(editor))));
  const kinds = editor.isAnnex ? chooser(editor) : null;
  if (kinds) bar.append(kinds);
  const stops = () => [...bar.querySelectorAll("button, select")].filter((one) => !one.disabled);
  bar.addEventListener("keydown", (event) => walk(event, stops(), editor));
  bar.addEventListener("focusin", (event) => stop(stops(), event.target));
  stop(stops());
  return {
    element: bar,
    help: help(),
    enter: () => stops().find((one) => one.tabIndex === 0)?.focus(),
    refresh: () => kinds && refresh(kinds, editor),
  };
}

function button(words, act) {
  const drawn = Object.assign(document.createElement("button"), { type: "button", textContent: words });
  drawn.addEventListener("mousedown", (event) => event.preventDefault()); // the caret stays in its unit
  drawn.addEventListener("click", act);
  return drawn;
}

function chooser(editor) {
  const select = document.createElement("select");
  select.setAttribute("aria-label", "Rodzaj jednostki");
  select.append(...KINDS.map(([value, words]) => Object.assign(document.createElement("option"), { value, textContent: words })));
  select.addEventListener("change", () => editor.do("setKind", select.value));
  return select;
}

// Only units of the highest level have a kind to choose, and a § of ustępy is nothing else.
function refresh(select, editor) {
  const here = at(editor.units, editor.path.slice(0, 1));
  select.value = here.kind;
  select.disabled = editor.path.length > 1 || here.children[0]?.kind === "ustep" || last(editor.path) === undefined;
}

function stop(all, wanted = all[0]) {
  for (const one of all) one.tabIndex = one === wanted ? 0 : -1;
}

function walk(event, all, editor) {
  if (event.key === "Escape") {
    event.preventDefault();
    editor.field?.focus();
    return;
  }
  if (event.target.tagName === "SELECT" && event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
  const here = all.indexOf(event.target);
  const places = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: all.length - 1 };
  if (!(event.key in places)) return;
  event.preventDefault();
  all.at(places[event.key] % all.length).focus();
}

function help() {
  const drawn = Object.assign(document.createElement("details"), { className: "units-help" });
  const summary = Object.assign(document.createElement("summary"), { textContent: "Klawisze edytora" });
  const keys = document.createElement("dl");
  for (const [key, what] of HELP) {
    keys.append(Object.assign(document.createElement("dt"), { textContent: key }));
    keys.append(Object.assign(document.createElement("dd"), { textContent: what }));
  }
  drawn.append(summary, keys);
  return drawn;
}
