// Keeps what is typed in a form[data-keep] on the server two seconds after a pause, at that address. The button still
// sends the form for good.

const PAUSE = 2000;

for (const form of document.querySelectorAll("[data-keep] form")) {
  const told = document.querySelector("[data-kept]");
  const { keep } = form.closest("[data-keep]").dataset;
  const field = form.elements.body;
  let kept = field.value;
  let seen = kept;
  let isSending = false;

  const look = async () => {
    const now = field.value;
    const paused = now === seen;
    seen = now;
    if (!paused || now === kept || isSending) return;
    isSending = true;
    const headers = { Accept: "application/json" };
    const answer = await fetch(keep, { method: "POST", body: new FormData(form), headers }).catch(() => null);
    const heard = answer ? await answer.json().catch(() => null) : null;
    isSending = false;
    if (answer?.ok && heard) {
      kept = now;
      told.textContent = `Szkic zapisano ${heard.at}. Nikt inny go nie widzi.`;
    } else {
      told.textContent = `Szkic niezapisany. ${heard?.refused ?? "Program spróbuje ponownie."}`;
    }
  };
  setInterval(look, PAUSE);
}
