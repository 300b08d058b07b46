// The composition shown is that of the chosen team on the chosen day: when one of them changes, the server shows it
// anew, with everything typed. And of each person only the fields that still mean something are seen.
const button = document.querySelector("[data-shows-roster]");
const form = button?.closest("form");
const FOLLOWED = ["team", "effective", "effective_on"];
let asked = 0; // only the last answer counts

function said() {
  const data = new FormData(form);
  data.append(button.name, button.value);
  return new URLSearchParams(data).toString();
}

const needsDay = () => form.elements.effective.value !== "on_signing";
const isAskable = () => form.elements.team.value && (!needsDay() || /\d{4}/.test(form.elements.effective_on.value));

async function follow() {
  if (!isAskable()) return;
  const mine = ++asked, body = said();
  const answer = await fetch(location.href, { method: "POST", body: new URLSearchParams(body) }).catch(() => null);
  if (mine !== asked || !answer?.ok || answer.redirected) return; // the button is still there
  if (said() !== body) { follow(); return; } // something was typed meanwhile: it must not be lost
  show(new DOMParser().parseFromString(await answer.text(), "text/html"));
}

function show(page) {
  const [old, fresh] = [document, page].map((one) => one.querySelector("[data-roster]"));
  if (!fresh) return;
  const focused = old.contains(document.activeElement) && document.activeElement.id;
  old.replaceWith(document.adoptNode(fresh));
  form.dataset.unsaved = "typed";
  form.querySelector("[data-last-number]").textContent = page.querySelector("[data-last-number]").textContent;
  const heading = fresh.querySelector("#sklad legend")?.textContent.replace(/^\d+\. /, "");
  form.querySelector("[data-roster-said]").textContent = heading ? `Pokazano: ${heading}` : "";
  if (focused) document.getElementById(focused)?.focus();
  seats();
}

function hide(box, isNeedless) {
  if (box) box.hidden = isNeedless && !box.querySelector(".field-error");
}

function seats() {
  for (const words of form.querySelectorAll("[data-without-script]")) words.hidden = true;
  for (const seat of form.querySelectorAll("[data-seat]")) {
    const [leaves, successor, described] = ["leaves", "successor", "successor_description"].map((name) => seat.querySelector(`[name=${name}]`));
    hide(seat.querySelector("[data-if-followed]"), !successor.value && !described.value);
    hide(seat.querySelector("[data-if-stays]"), leaves.checked || successor.value !== "");
  }
}

form?.addEventListener("change", (event) => {
  seats();
  if (FOLLOWED.includes(event.target.name)) follow();
});
if (form) seats();
