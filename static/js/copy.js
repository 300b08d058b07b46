// Buttons that copy a text to the clipboard; without JavaScript they are not there and the text can be selected.
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = document.getElementById(button.dataset.copy);
    text.select();
    try {
      await navigator.clipboard.writeText(text.value);
      document.querySelector("[data-copied]").textContent = "Skopiowano.";
      button.textContent = "Skopiowano";
    } catch {
      document.querySelector("[data-copied]").textContent = "Nie udało się skopiować. Tekst jest zaznaczony: naciśnij Ctrl+C.";
    }
  });
}
