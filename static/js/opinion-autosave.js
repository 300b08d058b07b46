// Saves a part of an opinion two seconds after a pause in typing. Without a script the button does the same.

const form = document.querySelector("form:has([name=version])");
const told = document.querySelector("[data-saved]");
const PAUSE = 2000;
let saved = said();
let seen = saved;
let saving = null;
let stopped = false;

function said() {
  const data = new FormData(form);
  return data.get("body_format") === "html" ? data.get("body") : `plain:${data.get("body")}`;
}

function tell(text) {
  if (told.textContent !== text) told.textContent = text;
}

async function save() {
  const sending = said();
  const answer = await fetch(form.action, {
    method: "POST",
    body: new FormData(form),
    headers: { Accept: "application/json" },
  }).catch(() => null);
  if (answer?.ok) {
    const kept = await answer.json();
    form.elements.version.value = kept.version;
    saved = sending;
    tell(`Zapisano ${kept.at}`);
  } else {
    stopped = answer?.status === 409;
    tell(stopped ? "Ktoś zapisał tu inny tekst. Naciśnij „Zapisz tę część”, a zobaczysz oba." : "Niezapisane. Program spróbuje ponownie.");
  }
}

function look() {
  const now = said();
  const paused = now === seen;
  seen = now;
  if (stopped || saving || now === saved) return;
  if (!paused) return tell("Niezapisane");
  saving = save().finally(() => { saving = null; });
}

if (form && told) {
  document.addEventListener("rich-text:ready", () => { saved = seen = said(); });
  form.addEventListener("submit", async (event) => {
    if (!saving) return;
    event.preventDefault();
    await saving;
    form.requestSubmit();
  });
  window.addEventListener("beforeunload", (event) => {
    if (said() !== saved && !form.dataset.sent) event.preventDefault();
  });
  form.addEventListener("submit", () => { form.dataset.sent = "yes"; });
  setInterval(look, PAUSE);
}
