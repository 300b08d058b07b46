// The editor of units. It stands over a text area, which stays what is sent: every change is written into it as plain
// text. Each unit is a field; its number is shown, never typed.

import { History } from "./history.js";
import { citation, plain } from "./marks.js";
import { draw, fieldAt, fit } from "./drawing.js";
import { command, isCommand } from "./keys.js";
import { read } from "./reading.js";
import * as tree from "./tree.js";
import { toolbar } from "./toolbar.js";

const SAID = {
  addAfter: "Dodano", addBefore: "Dodano", addBelow: "Dodano", addUstep: "Dodano", nest: "Głębiej", unnest: "Płycej",
  up: "Przeniesiono wyżej", down: "Przeniesiono niżej", addTail: "Dodano część wspólną", setKind: "Zmieniono",
};
const REFUSED = {
  nest: "Głębiej już nie można: nad tą jednostką nie ma takiej, pod którą mogłaby stanąć.",
  unnest: "Płycej już nie można.", up: "To pierwsza pozycja.", down: "To ostatnia pozycja.",
  addTail: "Część wspólną dodaje się po wyliczeniu.", addUstep: "Ustępy dzielą paragraf.", addBelow: "Głębiej już nie można.",
  undo: "Nie ma czego cofnąć.", redo: "Nie ma czego ponowić.", setKind: "Tej jednostki nie można tak zmienić.",
};

export class UnitsEditor {
  constructor(textarea) {
    this.textarea = textarea;
    this.isAnnex = textarea.dataset.units === "annex";
    this.units = [];
    this.path = [0];
    this.part = "text";
    this.isWorking = false; // Tab nests only for those who have begun to work; others it takes on
    this.frame = Object.assign(document.createElement("div"), { className: "units" });
    this.list = document.createElement("div");
    this.status = Object.assign(document.createElement("p"), { className: "visually-hidden" });
    this.status.setAttribute("role", "status");
    this.notes = Object.assign(document.createElement("div"), { className: "units-notes", hidden: true });
    this.tools = toolbar(this);
    this.frame.append(this.tools.element, this.list, this.status, this.notes, this.tools.help);
    this.listen();
  }

  async load() {
    const text = this.textarea.value;
    const heard = await read(this.textarea, text, this.isAnnex);
    if (!heard) return false;
    if (this.textarea.value !== text) return this.load(); // somebody typed meanwhile
    const units = tree.fromJson(heard.units);
    this.units = units.length ? units : [tree.unit("paragraf")];
    this.path = [0];
    this.part = "text";
    this.history = new History(this.state());
    this.redraw(false);
    return true;
  }

  // States

  state() {
    return { units: tree.copy(this.units), path: [...this.path], part: this.part };
  }

  go(by) {
    const state = this.history.go(by);
    if (!state) return this.say(REFUSED[by < 0 ? "undo" : "redo"]);
    this.units = tree.copy(state.units);
    this.path = tree.exists(this.units, state.path) ? [...state.path] : [0];
    this.part = state.part;
    this.write();
    this.redraw();
    return this.say(by < 0 ? "Cofnięto." : "Ponowiono.");
  }

  write() {
    this.textarea.value = plain(this.units);
    this.textarea.dispatchEvent(new Event("input", { bubbles: true }));
  }

  changed(typing = "") {
    this.history.keep(this.state(), typing);
    this.write();
    this.tools.refresh();
  }

  // Doing

  do(name, ...details) {
    const before = tree.copy(this.units);
    const path = this[name] ? this[name](...details) : tree[name](this.units, this.path, ...details);
    this.isWorking = true;
    if (!path) {
      this.units = before;
      return this.say(REFUSED[name] ?? "Tak się nie da.");
    }
    this.path = path;
    this.part = name === "addTail" ? "tail" : "text";
    this.changed();
    this.redraw();
    return this.say(`${SAID[name] ?? "Gotowe"}: ${citation(this.units, this.path)}.`);
  }

  up() {
    return tree.move(this.units, this.path, -1);
  }

  down() {
    return tree.move(this.units, this.path, 1);
  }

  remove() {
    const gone = citation(this.units, this.path);
    if (this.part === "tail") tree.at(this.units, this.path).tail = null;
    else this.path = tree.remove(this.units, this.path);
    this.part = "text";
    this.changed();
    this.redraw();
    this.say(`Usunięto ${gone}. Teraz ${citation(this.units, this.path)}.`);
  }

  // Enter: the words after the caret go to the new unit; after „:” it is the first of a list; in an empty unit, out of it.
  enter(field) {
    const here = tree.at(this.units, this.path);
    if (this.part === "tail") return this.do("addAfter");
    if (!field.value.trim() && !here.children.length && this.path.length > 1) return this.do("unnest");
    const rest = field.value.slice(field.selectionEnd).trim();
    here.text = field.value.slice(0, field.selectionStart).trim();
    const goesBelow = (here.children.length || here.text.endsWith(":")) && here.kind in tree.BELOW;
    this.do(goesBelow ? "addBelow" : "addAfter");
    if (rest) {
      tree.at(this.units, this.path).text = rest;
      this.changed();
      this.redraw();
      this.field?.setSelectionRange(0, 0);
    }
    return undefined;
  }

  // Backspace at the beginning: an empty unit goes, another is joined to the one before it.
  back(field) {
    if (field.selectionStart || field.selectionEnd) return false;
    const here = tree.at(this.units, this.path);
    if (this.part === "tail") return !field.value && (this.remove(), true);
    if (here.children.length || (this.units.length === 1 && this.path.length === 1)) return false;
    if (!here.text.trim()) {
      this.remove();
      return true;
    }
    const before = tree.last(this.path) > 0 && tree.at(this.units, tree.sibling(this.path, -1));
    if (!before || before.children.length) return false;
    const caret = before.text.length;
    before.text = `${before.text} ${here.text}`.trim();
    tree.remove(this.units, this.path);
    this.path = tree.sibling(this.path, -1);
    this.changed();
    this.redraw();
    this.field?.setSelectionRange(caret, caret);
    return true;
  }

  step(by) {
    const fields = [...this.list.querySelectorAll("[data-path]")];
    const place = fields.indexOf(this.field) + by;
    fields[place]?.focus();
    return place >= 0 && place < fields.length;
  }

  async paste(text) {
    this.say("Odczytuję wklejony tekst…");
    const heard = await read(this.textarea, text, this.isAnnex);
    if (!heard) return this.say("Nie udało się odczytać tekstu. Wklej go w widoku zwykłego tekstu.");
    if (heard.is_whole) return this.takeApart(text);
    const path = tree.insert(this.units, this.path, tree.fromJson(heard.units), heard.has_paragraphs || this.isAnnex);
    if (!path) return this.say("Wklejone wyliczenie jest zbyt głębokie na to miejsce.");
    this.path = path;
    this.changed();
    this.redraw();
    this.tell(heard.notes);
    return this.say(`Wklejono. Jednostek najwyższego stopnia: ${heard.units.length}. Uwag: ${heard.notes.length}.`);
  }

  // A whole order: the server puts its parts into their fields, where the form has them.
  takeApart(text) {
    const button = this.textarea.form.querySelector("button[name=preview]");
    this.textarea.value = text;
    if (button) return this.textarea.form.requestSubmit(button);
    return this.load();
  }

  tell(notes) {
    const items = notes.map((note) => Object.assign(document.createElement("li"), { textContent: note }));
    const list = document.createElement("ul");
    list.append(...items);
    this.notes.replaceChildren("Wklejony tekst odczytano tak:", list);
    this.notes.hidden = !notes.length;
  }

  say(text) {
    this.status.textContent = text;
  }

  // Drawing

  get field() {
    return fieldAt(this.list, this.path, this.part);
  }

  redraw(takesFocus = true) {
    draw(this.list, this.units, this.labelled);
    if (!this.field) this.path = [...this.path, 0]; // a § of ustępy has no words of its own
    this.mark();
    const { isWorking } = this;
    if (takesFocus) this.field?.focus();
    this.isWorking = isWorking; // focus left with the old field, nobody came anew
    this.tools.refresh();
  }

  mark() {
    for (const field of this.list.querySelectorAll("[data-path]")) field.tabIndex = field === this.field ? 0 : -1;
    this.list.querySelector(".unit-now")?.classList.remove("unit-now");
    this.field?.closest(".unit-line").classList.add("unit-now");
  }

  // Listening

  listen() {
    this.list.addEventListener("pointerdown", () => { this.isWorking = true; });
    this.list.addEventListener("focusin", (event) => this.entered(event));
    this.list.addEventListener("input", (event) => this.typed(event.target));
    this.list.addEventListener("focusout", () => this.history.pause());
    this.list.addEventListener("keydown", (event) => this.pressed(event));
    this.list.addEventListener("paste", (event) => this.pasted(event));
  }

  entered(event) {
    const field = event.target.closest("[data-path]");
    if (!field) return;
    if (!this.frame.contains(event.relatedTarget) && !field.matches(":active")) this.isWorking = false;
    this.path = field.dataset.path.split(".").map(Number);
    this.part = field.dataset.part;
    this.mark();
    this.tools.refresh();
  }

  typed(field) {
    const here = tree.at(this.units, this.path);
    const text = field.value.replaceAll(/\s*\n\s*/g, " ");
    if (text !== field.value) field.value = text;
    field.defaultValue = field.value;
    here[this.part] = field.value;
    this.isWorking = true;
    fit(field);
    this.changed(`${field.dataset.path} ${this.part}`);
  }

  pressed(event) {
    const field = event.target.closest("[data-path]");
    const wanted = field && command(event, field, this);
    if (!isCommand(wanted)) {
      if (event.key.startsWith("Arrow")) this.isWorking = true;
      return;
    }
    event.preventDefault();
    wanted();
  }

  pasted(event) {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!/\n\s*\S/.test(text)) return; // one line goes into the unit as it is
    event.preventDefault();
    this.paste(text);
  }
}
