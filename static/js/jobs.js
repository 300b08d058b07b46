// Keeps the list of jobs fresh while something is being made, and says aloud what changed, not every percent of it.
// Without this script there is a link that loads the list again.

const EVERY = 1500;
const said = document.querySelector("[data-jobs-said]");

// While the state stays the same, its buttons stay too, and with them the focus of whoever is about to press one.
function show(place, fresh) {
  const isSame = place.dataset.status === fresh.dataset.status;
  const isNews = !isSame || place.dataset.quarter !== fresh.dataset.quarter;
  if (isSame) {
    place.querySelector(".job-now").replaceWith(fresh.querySelector(".job-now"));
    Object.assign(place.dataset, fresh.dataset);
  } else {
    const hadFocus = place.contains(document.activeElement);
    place.replaceWith(fresh);
    if (hadFocus) fresh.querySelector("a, button")?.focus();
  }
  if (isNews) said.textContent = fresh.dataset.words;
}

async function refresh(place) {
  const answer = await fetch(place.dataset.job, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) return false;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-job]");
  if (fresh && fresh.dataset.seen !== place.dataset.seen) show(place, document.importNode(fresh, true));
  return Boolean(fresh);
}

async function watch() {
  const open = [...document.querySelectorAll("[data-job][data-open]")];
  if (!open.length) return;
  const answers = document.hidden ? [true] : await Promise.all(open.map((place) => refresh(place).catch(() => true)));
  if (answers.some(Boolean)) setTimeout(watch, EVERY);
}

if (said) {
  document.querySelector("[data-jobs-reload]").hidden = true;
  setTimeout(watch, EVERY);
}
