// The row of buttons above an editor: words, not icons; arrows move along it, Alt+F10 enters it, Escape leaves it.

const BUTTONS = [
  ["Pogrubienie", (e) => e.toggleBold(), (e) => e.isActive("bold")],
  ["Kursywa", (e) => e.toggleItalic(), (e) => e.isActive("italic")],
  ["Śródtytuł", (e) => e.toggleHeading({ level: 3 }), (e) => e.isActive("heading", { level: 3 })],
  ["Niższy śródtytuł", (e) => e.toggleHeading({ level: 4 }), (e) => e.isActive("heading", { level: 4 })],
  ["Punkty", (e) => e.toggleBulletList(), (e) => e.isActive("bulletList")],
  ["Numery", (e) => e.toggleOrderedList(), (e) => e.isActive("orderedList")],
  ["Głębiej", (e) => e.sinkListItem("listItem"), null, inList],
  ["Płycej", (e) => e.liftListItem("listItem"), null, inList],
  ["Cytat", (e) => e.toggleBlockquote(), (e) => e.isActive("blockquote")],
  ["Odsyłacz", null, (e) => e.isActive("link")],
  ["Tabela", (e) => e.insertTable({ rows: 3, cols: 3, withHeaderRow: true }), null, (e) => !inTable(e)],
  ["Dodaj wiersz", (e) => e.addRowAfter(), null, inTable],
  ["Dodaj kolumnę", (e) => e.addColumnAfter(), null, inTable],
  ["Usuń wiersz", (e) => e.deleteRow(), null, inTable],
  ["Usuń kolumnę", (e) => e.deleteColumn(), null, inTable],
  ["Usuń tabelę", (e) => e.deleteTable(), null, inTable],
  ["Cofnij", (e) => e.undo()],
  ["Ponów", (e) => e.redo()],
];

function inList(editor) {
  return editor.isActive("listItem");
}

function inTable(editor) {
  return editor.isActive("table");
}

export function toolbar(editor, label) {
  const bar = document.createElement("div");
  bar.className = "rich-text-tools";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", label);
  const buttons = BUTTONS.map((description) => button(editor, ...description));
  bar.append(...buttons.map(({ element }) => element));
  const refresh = () => refreshAll(editor, buttons);
  editor.on("transaction", refresh);
  refresh();
  bar.addEventListener("keydown", (event) => walk(event, bar, editor));
  bar.addEventListener("focusin", (event) => makeStop(bar, event.target));
  editor.view.dom.addEventListener("keydown", (event) => enter(event, bar));
  return bar;
}

function button(editor, words, command, isPressed, isShown) {
  const element = document.createElement("button");
  element.type = "button";
  element.textContent = words;
  element.tabIndex = -1;
  element.addEventListener("mousedown", (event) => event.preventDefault()); // the selection in the text stays
  element.addEventListener("click", () => (command ? command(editor.chain().focus()).run() : link(editor)));
  return { element, isPressed, isShown };
}

function refreshAll(editor, buttons) {
  for (const { element, isPressed, isShown } of buttons) {
    if (isPressed) element.setAttribute("aria-pressed", String(isPressed(editor)));
    if (isShown) element.hidden = !isShown(editor);
  }
  makeStop(buttons[0].element.parentElement, shown(buttons.map(({ element }) => element)).find((one) => one.tabIndex === 0));
}

function shown(elements) {
  return [...elements].filter((element) => !element.hidden);
}

function makeStop(bar, wanted) {
  if (!bar) return;
  const stop = wanted ?? shown(bar.children)[0];
  for (const element of bar.children) element.tabIndex = element === stop ? 0 : -1;
}

function walk(event, bar, editor) {
  if (event.key === "Escape") return editor.view.focus();
  const all = shown(bar.children);
  const here = all.indexOf(document.activeElement);
  const places = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: all.length - 1 };
  if (!(event.key in places)) return undefined;
  event.preventDefault();
  return all.at(places[event.key] % all.length).focus();
}

function enter(event, bar) {
  if (event.altKey && event.key === "F10") {
    event.preventDefault();
    shown(bar.children).find((element) => element.tabIndex === 0)?.focus();
  }
}

function link(editor) {
  const now = editor.getAttributes("link").href ?? "https://";
  const address = window.prompt("Adres strony, od https://. Puste pole usuwa odsyłacz.", now);
  if (address === null) return;
  const chain = editor.chain().focus().extendMarkRange("link");
  if (/^https:\/\/[^\s/]+/.test(address.trim())) chain.setMark("link", { href: address.trim() }).run();
  else if (!address.trim()) chain.unsetMark("link").run();
}
