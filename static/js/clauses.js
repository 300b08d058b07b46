// „Wstaw” puts a wording of the centre into its field without reloading the page. Without JavaScript the server does it.
// A field that is a list of provisions gets one more line; a legal basis takes the place of the one that was there.

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-clauses] button");
  if (!button) return;
  const picker = button.closest("[data-clauses]");
  const text = picker.querySelector("select").selectedOptions[0]?.dataset.text;
  const field = button.form.elements[picker.dataset.clauses];
  event.preventDefault();
  if (!text) {
    picker.querySelector("select").focus();
    return;
  }
  const before = button.name === "put_final" ? field.value.trimEnd() : "";
  field.value = before ? `${before}\n${text}` : text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
});
