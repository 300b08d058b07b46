// Which key does what. Tab can always leave: Escape gives it back, and so does coming here by Tab alone.

export const HELP = [
  ["Enter", "następna jednostka; po dwukropku pierwsza pozycja wyliczenia; w pustej jednostce wyjście z wyliczenia"],
  ["Shift+Enter", "nowa jednostka przed tą"],
  ["Ctrl+Enter", "nowy ustęp"],
  ["Tab lub Alt+→", "głębiej"],
  ["Shift+Tab lub Alt+←", "płycej"],
  ["Esc, potem Tab", "wyjście z edytora do następnego pola"],
  ["Alt+↑, Alt+↓", "przesunięcie wyżej, niżej"],
  ["↑, ↓", "poprzednia, następna jednostka"],
  ["Ctrl+Backspace", "usunięcie jednostki razem z tym, co pod nią"],
  ["Ctrl+Z, Ctrl+Y", "cofnięcie, ponowienie"],
  ["Alt+F10", "pasek przycisków"],
];
const WITH_ALT = { ArrowRight: "nest", ArrowLeft: "unnest", ArrowUp: "up", ArrowDown: "down" };

export const isCommand = (wanted) => typeof wanted === "function";

export function command(event, field, editor) {
  if (event.isComposing) return null;
  const isMain = event.ctrlKey || event.metaKey;
  if (event.altKey && !isMain) return withAlt(event, editor);
  if (isMain) return withControl(event, editor);
  const { key, shiftKey } = event;
  if (key === "Enter") return () => (shiftKey ? editor.do("addBefore") : editor.enter(field));
  if (key === "Tab") return editor.isWorking ? () => editor.do(shiftKey ? "unnest" : "nest") : null;
  if (key === "Escape") return () => leave(editor);
  if (key === "Backspace" && field.value !== undefined && !field.selectionEnd) return atStart(field, editor);
  if (key === "ArrowUp" && isOnEdge(field, -1)) return () => editor.step(-1);
  if (key === "ArrowDown" && isOnEdge(field, 1)) return () => editor.step(1);
  return null;
}

function withAlt(event, editor) {
  if (event.key === "F10") return () => editor.tools.enter();
  return event.key in WITH_ALT ? () => editor.do(WITH_ALT[event.key]) : null;
}

function withControl(event, editor) {
  const key = event.key.toLowerCase();
  if (key === "z") return () => editor.go(event.shiftKey ? 1 : -1);
  if (key === "y") return () => editor.go(1);
  if (key === "backspace") return () => editor.remove();
  if (key === "enter") return () => editor.do("addUstep");
  return null;
}

function leave(editor) {
  editor.isWorking = false;
  editor.say("Tab przejdzie teraz do następnego pola.");
}

function atStart(field, editor) {
  return () => editor.back(field);
}

// Whether an arrow has nowhere further to go inside the field.
function isOnEdge(field, by) {
  if (field.value === undefined) return true;
  if (field.selectionStart !== field.selectionEnd) return false;
  const isOneLine = field.scrollHeight < 2 * parseFloat(getComputedStyle(field).lineHeight) + 16;
  return isOneLine || field.selectionStart === (by < 0 ? 0 : field.value.length);
}
