// Rows of a scope of duties without reloading the page, and keeping what is typed two seconds after a pause. Without
// JavaScript the same buttons are sent to the server.
const PAUSE = 2000;
const form = document.querySelector("form[data-scope]");
const list = form.querySelector("[data-duties]");
const kept = form.querySelector("[data-kept]");
const rows = () => [...list.querySelectorAll("[data-row]")];

function renumber() {
  const all = rows();
  all.forEach((row, place) => {
    row.querySelectorAll("[data-place]").forEach((span) => { span.textContent = place + 1; });
    row.querySelectorAll("button").forEach((button) => { button.value = place; });
    row.querySelector("[name=up]").disabled = place === 0;
    row.querySelector("[name=down]").disabled = place === all.length - 1;
    for (const attribute of ["id", "for", "aria-describedby"]) {
      row.querySelectorAll(`[${attribute}*="id_row"]`).forEach((element) => {
        element.setAttribute(attribute, element.getAttribute(attribute).replaceAll(/id_row\d+_/g, `id_row${place}_`));
      });
    }
  });
}

function say(text) {
  form.querySelector("[data-rows-said]").textContent = text;
}

function blank(row) {
  row.querySelectorAll(".field-error").forEach((error) => error.remove());
  row.querySelectorAll(".field-wrong").forEach((field) => field.classList.remove("field-wrong"));
  row.querySelectorAll("[aria-invalid]").forEach((input) => input.removeAttribute("aria-invalid"));
  row.querySelectorAll(".is-invalid").forEach((input) => input.classList.remove("is-invalid"));
  row.querySelectorAll("[name=duty], [name=tag]").forEach((input) => { input.value = ""; });
  return row;
}

function add() {
  const row = blank(rows()[0].cloneNode(true));
  list.append(row);
  renumber();
  row.querySelector("[name=duty]").focus();
  say(`Dodano wiersz ${rows().length}.`);
}

function remove(row) {
  const place = rows().indexOf(row);
  if (rows().length === 1) blank(row);
  else row.remove();
  renumber();
  rows()[Math.min(place, rows().length - 1)].querySelector("[name=duty]").focus();
  say("Usunięto wiersz.");
}

function move(row, by, button) {
  const other = rows()[rows().indexOf(row) + by];
  if (!other) return;
  if (by < 0) other.before(row);
  else other.after(row);
  renumber();
  (button.disabled ? row.querySelector("[name=duty]") : button).focus();
  say(`Przeniesiono na miejsce ${rows().indexOf(row) + 1}.`);
}

form.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!["add", "remove", "up", "down"].includes(button?.name)) return;
  event.preventDefault();
  const row = button.closest("[data-row]");
  if (button.name === "add") add();
  else if (button.name === "remove") remove(row);
  else move(row, button.name === "up" ? -1 : 1, button);
});

const NOT_CONTENT = new Set(["csrfmiddlewaretoken", "version", "pasted", "pasted_tag"]);
const said = () => JSON.stringify([...new FormData(form)].filter(([name]) => !NOT_CONTENT.has(name)));
let saved = form.dataset.unsaved === "typed" ? null : said();
let seen = said();
let isSending = false;
let leaving = false;
form.addEventListener("submit", () => { leaving = true; });
window.addEventListener("pageshow", () => { leaving = false; });

function sent() {
  const data = new FormData(form);
  ["pasted", "pasted_tag"].forEach((name) => data.delete(name));
  const cookie = document.cookie.split("; ").find((one) => /^(__Host-)?csrf=/.test(one)); // log-in in another tab
  if (cookie) data.set("csrfmiddlewaretoken", cookie.split("=")[1]);
  return data;
}

function settled() {
  form.dataset.unsaved = "shown";
  form.querySelectorAll("textarea:not([name=pasted]), input[type=text]").forEach((one) => { one.defaultValue = one.value; });
  form.querySelectorAll("select:not([name=pasted_tag]) option").forEach((one) => { one.defaultSelected = one.selected; });
}

async function look() {
  const now = said();
  const paused = now === seen;
  seen = now;
  if (!paused || now === saved || isSending || leaving) return;
  isSending = true;
  const headers = { Accept: "application/json" };
  const answer = await fetch(form.action, { method: "POST", body: sent(), headers }).catch(() => null);
  const heard = answer ? await answer.json().catch(() => null) : null;
  isSending = false;
  if (answer?.ok && heard) {
    saved = now;
    form.elements.version.value = heard.version;
    if (said() === now) settled();
    kept.textContent = `Zapisano ${heard.at}.`;
  } else {
    saved = answer?.status === 422 || answer?.status === 409 ? now : saved; // asks the person, not the server again
    kept.textContent = `Niezapisane. ${heard?.refused ?? "Program spróbuje ponownie."}`;
  }
}
setInterval(look, PAUSE);
