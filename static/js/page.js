// What every page does with a script: focus on the error summary, links of it into fields, menus that close.

function focusErrors(root) {
  const summary = root.querySelector("[data-takes-focus]");
  if (summary) summary.focus();
}

function fieldOf(link) {
  const field = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  const hidden = field && field.offsetParent === null;
  const editor = hidden && field.closest(".field")?.querySelector("[contenteditable=true], .unit-text");
  return editor || field;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest(".error-summary a[href^='#']");
  const field = link && fieldOf(link);
  if (field) {
    event.preventDefault();
    field.closest(".field")?.scrollIntoView();
    field.focus({ preventScroll: true });
  }
  for (const menu of document.querySelectorAll("details[data-closes][open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && event.target.closest?.("details[data-closes][open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

document.addEventListener("htmx:load", (event) => focusErrors(event.target));
focusErrors(document);
