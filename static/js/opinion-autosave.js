// Saves a part of an opinion while it is typed: a moment after a pause, and every second and a half of typing without
// one, so that a killed browser loses less than two seconds. Without a script the button does the same.

const form = document.querySelector("form:has([name=version])");
const told = document.querySelector("[data-saved]");
const warning = document.querySelector("[data-warning]");
const textarea = form?.elements.body;
const AFTER_A_PAUSE = 700;
const AT_MOST = 1500;
const TRY_AGAIN = 2000;
let saved = said();
let unsavedSince = 0;
let timer = null;
let saving = null;
let unanswered = null; // sent, and perhaps saved: sent again word for word before anything newer
let refused = null; // what the server will not take as it stands
let leaving = false;

function said() {
  const data = new FormData(form);
  const chosen = data.get("conclusion") ?? "";
  return chosen + (data.get("body_format") === "html" ? data.get("body") : `plain:${data.get("body")}`);
}

function tell(text) {
  if (told.textContent !== text) told.textContent = text;
}

function warn(text, see) {
  warning.hidden = !text;
  if (warning.dataset.text === text) return;
  warning.dataset.text = text;
  warning.textContent = text;
  if (!see) return;
  const link = document.createElement("a");
  link.href = see;
  link.textContent = "Zobacz oba teksty";
  warning.append(" ", link);
}

function tooLong() {
  const longest = Number(textarea.dataset.longest) || Infinity;
  const length = said().length;
  if (length <= longest) return "";
  return `Tekst ma ${length.toLocaleString("pl")} znaków, a zmieści się ${longest.toLocaleString("pl")}. `
    + "Podziel go na części albo dołącz tabele jako załącznik. Niczego nie usunięto.";
}

function token() {
  // log-in in another tab changes the token; the cookie has the new one
  const cookie = document.cookie.split("; ").find((one) => /^(__Host-)?csrf=/.test(one));
  return cookie?.split("=")[1];
}

function sent() {
  const data = new FormData(form);
  if (token()) data.set("csrfmiddlewaretoken", token());
  return data;
}

function ask(data, more) {
  return fetch(form.action, { method: "POST", body: data, headers: { Accept: "application/json" }, redirect: "manual", ...more })
    .catch(() => null);
}

async function save(more) {
  const sending = unanswered ?? { text: said(), data: sent() };
  if (unanswered && token()) sending.data.set("csrfmiddlewaretoken", token());
  const answer = await ask(sending.data, more);
  const isAnswered = [200, 409, 413, 422].includes(answer?.status);
  const heard = isAnswered ? await answer.json().catch(() => null) : null;
  if (answer?.status === 413) unanswered = null;
  else unanswered = heard ? null : sending;
  if (answer?.status === 413) {
    refused = sending.text;
    tell("Niezapisane");
    warn("Niezapisane. Tekst jest za długi, żeby go przesłać. Podziel go na części.");
  } else if (!heard) {
    tell(answer?.status === 401 ? await answer.text() : "Niezapisane. Program spróbuje ponownie.");
  } else if (answer.ok) {
    form.elements.version.value = heard.version;
    saved = sending.text;
    refused = null;
    tell(`Zapisano ${heard.at}`);
    warn(heard.warning ?? "");
  } else {
    refused = sending.text;
    tell("Niezapisane");
    warn(`Niezapisane. ${heard.refused}`, heard.see);
  }
}

function isDirty() {
  return said() !== saved;
}

function schedule(delay) {
  clearTimeout(timer);
  timer = setTimeout(look, delay);
}

function look() {
  if (saving) return;
  const now = said();
  if (now === saved && !unanswered) return void (unsavedSince = 0);
  if (now === refused && !unanswered) return;
  const long = tooLong();
  if (long) {
    tell("Niezapisane");
    return warn(`Niezapisane. ${long}`);
  }
  unsavedSince = 0;
  saving = save().finally(() => {
    saving = null;
    if (unanswered) return schedule(TRY_AGAIN);
    if (isDirty() && said() !== refused) noticed();
  });
}

function noticed() {
  unsavedSince ||= Date.now();
  schedule(Math.max(0, Math.min(AFTER_A_PAUSE, unsavedSince + AT_MOST - Date.now())));
}

async function flush() {
  clearTimeout(timer);
  await saving;
  if (unanswered || (isDirty() && said() !== refused && !tooLong())) await save();
}

function sendAfterSaving(event) {
  const other = event.target;
  if (other.dataset.sent || (!saving && !unanswered && (other === form || !isDirty()))) {
    other.dataset.sent = "yes";
    leaving = other === form || !isDirty();
    return;
  }
  event.preventDefault();
  const button = event.submitter;
  flush().then(() => {
    other.dataset.sent = "yes";
    leaving = other === form || !isDirty();
    other.requestSubmit(button);
  });
}

if (form && told && warning) {
  document.addEventListener("rich-text:ready", () => { saved = said(); });
  form.addEventListener("input", noticed);
  window.addEventListener("online", () => { if (unanswered) schedule(0); });
  document.addEventListener("visibilitychange", () => { if (document.hidden && isDirty()) look(); });
  form.addEventListener("submit", (event) => {
    const long = !form.dataset.sent && tooLong();
    if (!long) return sendAfterSaving(event);
    event.preventDefault();
    return warn(`Niezapisane. ${long}`);
  });
  for (const other of document.querySelectorAll("form[data-saves-first]")) other.addEventListener("submit", sendAfterSaving);
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && isDirty()) {
      look();
      event.preventDefault();
    }
  });
  window.addEventListener("pagehide", () => {
    if (!leaving && isDirty() && !saving && said() !== refused && said().length < 30_000) save({ keepalive: true });
  });
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    flush();
  });
}
