// A day is asked for only where the entry into force needs one.
const day = document.querySelector("[data-day-of-effect]");
const form = day?.closest("form");
const needed = () => { day.hidden = form.elements.effective.value === "on_signing" && !form.elements.effective_on.value; };
form?.addEventListener("change", needed);
if (form) needed();
