// While a part is written: shows beside it each piece of evidence that the text names („D2”) and the part does not cite.
// What was typed stays as it is. The pattern is that of apps/opinions/claims/mentions.py.

const form = document.querySelector("form:has([name=version])");
const hints = [...document.querySelectorAll("[data-names]")];
const NAMED = /(?<![\p{L}\p{N}_/.-])D\d{1,6}(?![\p{L}\p{N}_/-])/gu;
const AFTER_A_PAUSE = 400;
let timer = null;

function words() {
  const data = new FormData(form);
  if (data.get("body_format") !== "html") return data.get("body") ?? "";
  const text = new DOMParser().parseFromString(data.get("body").replaceAll("<", " <"), "text/html");
  return text.body.textContent;
}

function look() {
  const named = new Set(words().match(NAMED));
  for (const hint of hints) hint.hidden = !named.has(hint.dataset.names);
}

if (form && hints.length) {
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, AFTER_A_PAUSE);
  });
  document.addEventListener("rich-text:ready", look);
}
