// Saves a part of an opinion two seconds after a pause in typing. Without a script the button does the same.

const form = document.querySelector("form:has([name=version])");
const told = document.querySelector("[data-saved]");
const warning = document.querySelector("[data-warning]");
const PAUSE = 2000;
let saved = said();
let seen = saved;
let saving = null;
let unanswered = null; // sent, and perhaps saved: sent again word for word before anything newer
let refused = null; // what the server will not take as it stands
let stopped = false;

function said() {
  const data = new FormData(form);
  return data.get("body_format") === "html" ? data.get("body") : `plain:${data.get("body")}`;
}

function tell(text) {
  if (told.textContent !== text) told.textContent = text;
}

function warn(text) {
  warning.hidden = !text;
  if (warning.textContent !== text) warning.textContent = text;
}

function ask(data) {
  return fetch(form.action, { method: "POST", body: data, headers: { Accept: "application/json" }, redirect: "manual" })
    .catch(() => null);
}

async function save() {
  const sending = unanswered ?? { text: said(), data: new FormData(form) };
  const answer = await ask(sending.data);
  const isAnswered = [200, 409, 422].includes(answer?.status);
  const heard = isAnswered ? await answer.json().catch(() => null) : null;
  unanswered = heard ? null : sending;
  if (!heard) {
    tell(answer?.status === 401 ? await answer.text() : "Niezapisane. Program spróbuje ponownie.");
  } else if (answer.ok) {
    form.elements.version.value = heard.version;
    saved = sending.text;
    tell(`Zapisano ${heard.at}`);
    warn("");
  } else {
    stopped = answer.status === 409;
    refused = sending.text;
    tell("Niezapisane");
    warn(`Niezapisane. ${heard.refused}`);
  }
}

function look() {
  const now = said();
  const paused = now === seen;
  seen = now;
  if (stopped || saving || now === refused || (now === saved && !unanswered)) return;
  if (!paused) return tell("Niezapisane");
  saving = save().finally(() => { saving = null; });
}

if (form && told && warning) {
  document.addEventListener("rich-text:ready", () => { saved = seen = said(); });
  form.addEventListener("submit", async (event) => {
    if (form.dataset.sent || (!saving && !unanswered)) {
      form.dataset.sent = "yes";
      return;
    }
    event.preventDefault();
    await saving;
    if (unanswered) await save();
    form.dataset.sent = "yes";
    form.requestSubmit();
  });
  window.addEventListener("beforeunload", (event) => {
    if (said() !== saved && !form.dataset.sent) event.preventDefault();
  });
  setInterval(look, PAUSE);
}
