// Tells the others that the section is open here, shows who else has it open, and warns before the session ends.
// A hidden window goes on: its clock may run slower, which the server knows.

const here = document.querySelector("[data-here]");
const session = document.querySelector("[data-session]");
const form = document.querySelector("form:has([name=tab])");
const EVERY = 10_000;
const WARNED_BEFORE = 120_000;
const NAME = "section-tab";
let ends = Infinity;
let warned = false;
let left = false;

function message(more) {
  const data = new FormData();
  const cookie = document.cookie.split("; ").find((one) => /^(__Host-)?csrf=/.test(one));
  data.set("csrfmiddlewaretoken", cookie?.split("=")[1] ?? form.elements.csrfmiddlewaretoken.value);
  data.set("tab", form.elements.tab.value);
  for (const [name, value] of Object.entries(more ?? {})) data.set(name, value);
  return data;
}

function joined(names) {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} i ${names.at(-1)}`;
}

function tell(heard) {
  const what = here.dataset.what ?? "Tę część"; // feminine, as „ją” below
  const others = heard.others.length ? `${what} ma teraz otwartą także: ${joined(heard.others)}.` : "";
  const tabs = heard.tabs.length ? `Masz ją otwartą także w innej karcie (od ${joined(heard.tabs.map((at) => at.replace(/^o /, "")))}).` : "";
  const text = [others, tabs].filter(Boolean).join(" ");
  if (here.textContent !== text) here.textContent = text;
}

async function ping(more) {
  if (left) return;
  const options = { method: "POST", body: message(more), headers: { Accept: "application/json" }, redirect: "manual" };
  const answer = await fetch(here.dataset.here, options).catch(() => null);
  const heard = answer?.ok ? await answer.json().catch(() => null) : null;
  if (!heard) return;
  tell(heard);
  ends = Date.now() + heard.ends * 1000;
  watch();
}

// The tab keeps its name when it comes back to the section, so that it is never taken for another one. While the page
// is open the name is not in the storage: a tab duplicated from this one gets a name of its own.
function keepName() {
  sessionStorage.setItem(NAME, form.elements.tab.value);
}

function takeName() {
  form.elements.tab.value = sessionStorage.getItem(NAME) ?? form.elements.tab.value;
  sessionStorage.removeItem(NAME);
}

function leave() {
  left = true; // the window is hidden only after this: it must not say again that it is here
  keepName();
  navigator.sendBeacon(here.dataset.here, message({ wychodzi: "1" }));
}

function watch() {
  const isNear = ends - Date.now() < WARNED_BEFORE;
  if (isNear === warned) return;
  warned = isNear;
  session.hidden = !isNear;
}

if (here && form) {
  takeName();
  ping();
  setInterval(ping, EVERY);
  setInterval(watch, 1000);
  document.addEventListener("visibilitychange", () => ping());
  window.addEventListener("pagehide", leave);
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    left = false;
    takeName();
    ping();
  });
  session?.querySelector("[data-stay]").addEventListener("click", () => ping({ zostaje: "1" }));
}
