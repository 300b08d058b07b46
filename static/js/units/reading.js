// Asks the server how a text is understood; null when it cannot be asked.

export async function read(textarea, text, isAnnex) {
  const data = new FormData();
  data.set("text", text);
  if (isAnnex) data.set("annex", "1");
  data.set("csrfmiddlewaretoken", textarea.form.elements.csrfmiddlewaretoken.value);
  const answer = await fetch(textarea.dataset.read, { method: "POST", body: data, redirect: "error" }).catch(() => null);
  return answer?.ok ? answer.json().catch(() => null) : null;
}
