// Keeps a remark as a draft while it is typed: two seconds after a pause, and when the window is hidden. The first
// save of a new one makes the draft, and the form goes on at the draft's own address. The buttons do the same by hand.

const PAUSE = 2000;
const form = document.querySelector("[data-remark-draft]");
const told = document.querySelector("[data-kept]");

function token() {
  // log-in in another tab changes the token; the cookie has the new one
  return document.cookie.split("; ").find((one) => /^(__Host-)?csrf=/.test(one))?.split("=")[1];
}

function sent() {
  const data = new FormData(form);
  if (token()) data.set("csrfmiddlewaretoken", token());
  return data;
}

function said() {
  const data = new FormData(form);
  data.delete("version");
  data.delete("csrfmiddlewaretoken");
  return new URLSearchParams(data).toString();
}

// What has been kept is no longer unsaved (unsaved.js asks before the page is left).
function settle(fields) {
  form.dataset.unsaved = "shown";
  for (const [field, value, checked] of fields) {
    field.defaultValue = value;
    if (field.type === "radio") field.defaultChecked = checked;
  }
}

if (form && told) {
  let kept = said();
  let seen = kept;
  let refused = null;
  let saving = null;
  let leaving = false;  // the browser is sending the form itself, so nothing more is kept beside it

  const tell = (text, see) => {
    if (told.dataset.text === text) return;
    told.dataset.text = text;
    told.textContent = text;
    if (!see) return;
    const link = document.createElement("a");
    link.href = see;
    link.textContent = "Otwórz zapisaną treść";
    told.append(" ", link);
  };

  const save = async () => {
    const sending = said();
    const typed = [...form.querySelectorAll("textarea, input:not([type=hidden])")];
    const fields = typed.map((field) => [field, field.value, field.checked]);
    const headers = { Accept: "application/json" };
    const answer = await fetch(form.action, { method: "POST", body: sent(), headers, redirect: "manual" }).catch(() => null);
    const heard = answer?.status === 401 ? null : await answer?.json().catch(() => null);
    if (answer?.ok && heard) {
      kept = sending;
      settle(fields);
      refused = null;
      form.elements.version.value = heard.version;
      form.action = heard.url;
      history.replaceState(null, "", heard.url);
      tell(`Szkic zapisano ${heard.at}. Widzisz go tylko Ty.`);
    } else if (heard) {
      refused = sending;
      tell(`Szkic niezapisany. ${heard.refused}`, heard.see);
    } else {
      tell(answer?.status === 401 ? await answer.text() : "Szkic niezapisany. Program spróbuje ponownie.");
    }
  };

  const look = (atOnce) => {
    const now = said();
    const paused = now === seen || atOnce;
    seen = now;
    if (!paused || now === kept || now === refused || saving || leaving) return;
    saving = save().finally(() => { saving = null; });
  };

  setInterval(look, PAUSE);
  document.addEventListener("visibilitychange", () => { if (document.hidden) look(true); });
  form.addEventListener("submit", (event) => {
    if (!saving) {
      leaving = true;
      return;
    }
    event.preventDefault();
    const button = event.submitter;
    saving.then(() => form.requestSubmit(button));
  });
  window.addEventListener("pageshow", () => { leaving = false; });  // back from the page that followed
}
