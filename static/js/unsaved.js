// Asks before a page is left with typed text that nobody saved. data-unsaved="shown": what the page came with is
// saved; "typed": it is not (the form came back from the server with what was typed). Without a network nothing is
// sent, so that the page with the text stays.

const TYPED = "textarea, select, input:not([type=hidden], [type=submit], [type=button])";
const OFFLINE = "Nie ma połączenia z siecią. Tekst jest nadal na tej stronie: wyślij go, gdy połączenie wróci.";
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

function sayOffline(form) {
  const told = form.querySelector("[data-offline]") ?? document.createElement("p");
  told.dataset.offline = "";
  told.className = "message message-warning";
  told.setAttribute("role", "alert");
  told.textContent = OFFLINE;
  (form.querySelector(".form-end") ?? form.lastElementChild).before(told);
}

document.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  const isKept = event.target.closest("[data-unsaved]");
  if (isKept && !navigator.onLine) { // the browser would put its own page in the place of this one
    event.preventDefault();
    sayOffline(event.target);
  } else sent = event.target;
});

window.addEventListener("online", () => {
  for (const told of document.querySelectorAll("[data-offline]")) told.remove();
});

window.addEventListener("pageshow", () => { sent = null; });

window.addEventListener("beforeunload", (event) => {
  const forms = document.querySelectorAll("form[data-unsaved], [data-unsaved] form");
  if ([...forms].some(isUnsaved)) event.preventDefault();
  sent = null;
});
