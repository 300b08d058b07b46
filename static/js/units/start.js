// Text areas of units become editors. Without a script, or when the server cannot be asked, they stay text areas; and
// everybody can have the plain text back by a button.

import { UnitsEditor } from "./editor.js";

const HINT = "Enter – następna jednostka, Tab – głębiej, Shift+Tab – płycej, Esc i\u00a0Tab – wyjście z\u00a0edytora.";
let count = 0;

async function become(textarea) {
  const editor = new UnitsEditor(textarea);
  if (!(await editor.load())) return;
  const { frame } = editor;
  name(frame, textarea);
  const turn = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-link units-turn", textContent: "Pokaż jako zwykły tekst" });
  turn.addEventListener("click", () => turnOver(editor, turn));
  textarea.after(frame, turn);
  textarea.hidden = true;
  textarea.labels[0]?.addEventListener("click", () => !frame.hidden && editor.field?.focus());
  textarea.dispatchEvent(new CustomEvent("units:ready", { bubbles: true, detail: { editor } }));
}

function name(frame, textarea) {
  const label = textarea.labels[0];
  count += 1;
  if (label && !label.id) label.id = `${textarea.id}_label`;
  const hint = Object.assign(document.createElement("p"), { className: "hint", id: `units-hint-${count}`, textContent: HINT });
  frame.querySelector(".units-tools").before(hint);
  frame.setAttribute("role", "group");
  if (label) frame.setAttribute("aria-labelledby", label.id);
  frame.setAttribute("aria-describedby", [textarea.getAttribute("aria-describedby"), hint.id].filter(Boolean).join(" "));
}

async function turnOver(editor, turn) {
  const { frame, textarea } = editor;
  if (frame.hidden && !(await editor.load())) return;
  frame.hidden = !frame.hidden;
  textarea.hidden = !frame.hidden;
  turn.textContent = frame.hidden ? "Pokaż jako jednostki" : "Pokaż jako zwykły tekst";
  (frame.hidden ? textarea : editor.field)?.focus();
}

for (const textarea of document.querySelectorAll("textarea[data-units]")) {
  become(textarea).catch((reason) => console.warn("Edytor jednostek nie wystartował.", reason));
}
