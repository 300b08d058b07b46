// Tells the others that the section is open here, shows who else has it open, and warns before the session ends.
// A hidden window goes on: its clock may run slower, which the server knows.

const here = document.querySelector("[data-here]");
const session = document.querySelector("[data-session]");
const form = document.querySelector("form:has([name=tab])");
const EVERY = 10_000;
const WARNED_BEFORE = 120_000;
let ends = Infinity;
let warned = false;

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
  const others = heard.others.length ? `Tę część ma teraz otwartą także: ${joined(heard.others)}.` : "";
  const tabs = heard.tabs.length ? `Masz ją otwartą także w innej karcie (od ${joined(heard.tabs.map((at) => at.replace(/^o /, "")))}).` : "";
  const text = [others, tabs].filter(Boolean).join(" ");
  if (here.textContent !== text) here.textContent = text;
}

async function ping(more) {
  const options = { method: "POST", body: message(more), headers: { Accept: "application/json" }, redirect: "manual" };
  const answer = await fetch(here.dataset.here, options).catch(() => null);
  const heard = answer?.ok ? await answer.json().catch(() => null) : null;
  if (!heard) return;
  tell(heard);
  ends = Date.now() + heard.ends * 1000;
  watch();
}

function watch() {
  const isNear = ends - Date.now() < WARNED_BEFORE;
  if (isNear === warned) return;
  warned = isNear;
  session.hidden = !isNear;
}

if (here && form) {
  ping();
  setInterval(ping, EVERY);
  setInterval(watch, 1000);
  document.addEventListener("visibilitychange", () => ping());
  window.addEventListener("pagehide", () => navigator.sendBeacon(here.dataset.here, message({ wychodzi: "1" })));
  window.addEventListener("pageshow", (event) => { if (event.persisted) ping(); });
  session?.querySelector("[data-stay]").addEventListener("click", () => ping({ zostaje: "1" }));
}
