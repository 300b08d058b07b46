// Asks before a page is left with typed text that nobody saved. data-unsaved="shown": what the page came with is
// saved; "typed": it is not (the form came back from the server with what was typed).

const TYPED = "textarea, select, input:not([type=hidden], [type=submit], [type=button])";
let sent = null; // the form that goes to the server: its own text is not lost

function differs(field, isSaved) {
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.tagName === "SELECT") return [...field.options].some((one) => one.selected !== one.defaultSelected);
  return field.value !== (isSaved ? field.defaultValue : "");
}

function isUnsaved(form) {
  const isSaved = form.closest("[data-unsaved]").dataset.unsaved !== "typed";
  return form !== sent && [...form.querySelectorAll(TYPED)].some((field) => differs(field, isSaved));
}

document.addEventListener("submit", (event) => {
  if (!event.defaultPrevented) sent = event.target;
});

window.addEventListener("pageshow", () => { sent = null; });

window.addEventListener("beforeunload", (event) => {
  const forms = document.querySelectorAll("form[data-unsaved], [data-unsaved] form");
  if ([...forms].some(isUnsaved)) event.preventDefault();
  sent = null;
});
