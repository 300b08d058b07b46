// Compares a file with the digest of a document, in this browser: the file is sent nowhere.

const box = document.querySelector("[data-verify]");

async function digest(file) {
  const bytes = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function answer(file) {
  if (!file) return "";
  return (await digest(file)) === box.dataset.digest
    ? "✓ To wierna kopia tego dokumentu."
    : "✗ To inny plik: jego skrót różni się od skrótu dokumentu.";
}

if (box && globalThis.crypto?.subtle) {
  box.hidden = false;
  box.querySelector("input").addEventListener("change", async (event) => {
    box.querySelector("[data-verify-answer]").textContent = await answer(event.target.files[0]);
  });
}
