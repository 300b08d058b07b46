// Compares a file with the digest of a document, in this browser: the file is sent nowhere.
// crypto.subtle exists on https and on this very computer; elsewhere the page tells how to compare by hand.

const LARGEST = 200 * 1024 * 1024;
const WORDS = {
  working: ["Porównuję…"],
  same: ["✓ To wierna kopia tego dokumentu.", "Skrót pliku jest taki sam jak w tabeli."],
  signed: [
    "✓ To podpisany egzemplarz, który przechowuje ośrodek.",
    "Podpisu ta strona nie sprawdza.",
  ],
  longer: [
    "➜ Ten plik zaczyna się od wydanej treści i ma coś dopisane na końcu. Tak dopisuje się podpis elektroniczny.",
    "Ta strona nie wie, co dopisano. Czy podpis jest ważny i czy po wydaniu nic nie zmieniono, sprawdź w programie do podpisów.",
  ],
  other: ["✗ To inny plik.", "Jego skrót różni się od skrótu w tabeli, a początek nie jest wydaną treścią."],
  failed: ["Tego pliku nie udało się odczytać. Wybierz go ponownie albo porównaj skrót w inny sposób, opisany niżej."],
  large: ["Ten plik jest za duży, żeby mógł być kopią tego dokumentu."],
};

async function digest(blob) {
  const bytes = await crypto.subtle.digest("SHA-256", await blob.arrayBuffer());
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function verdict(file, { digest: issued, size, signed }) {
  if (file.size > LARGEST) return "large";
  const whole = await digest(file);
  if (whole === issued) return "same";
  if (signed.split(" ").includes(whole)) return "signed";
  const isLonger = file.size > Number(size) && (await digest(file.slice(0, Number(size)))) === issued;
  return isLonger ? "longer" : "other";
}

function say(place, key, name) {
  const lines = name && key !== "working" ? [`Plik „${name}”:`, ...WORDS[key]] : WORDS[key];
  place.dataset.answer = key === "signed" ? "same" : key === "large" ? "other" : key;
  place.replaceChildren(
    ...lines.map((line) => Object.assign(document.createElement("p"), { textContent: line })),
  );
}

function listen(box) {
  const place = box.querySelector("[data-verify-answer]");
  let asked = 0; // only the file chosen last is answered
  const compare = async (file) => {
    if (!file) return;
    const mine = ++asked;
    say(place, "working");
    const found = await verdict(file, box.dataset).catch(() => "failed");
    if (mine === asked) say(place, found, file.name);
  };
  box.querySelector("input").addEventListener("change", (event) => compare(event.target.files[0]));
  for (const kind of ["dragenter", "dragover"]) {
    box.addEventListener(kind, (event) => {
      event.preventDefault();
      box.toggleAttribute("data-over", true);
    });
  }
  box.addEventListener("dragleave", (event) => {
    if (!box.contains(event.relatedTarget)) box.toggleAttribute("data-over", false);
  });
  box.addEventListener("drop", (event) => {
    event.preventDefault();
    box.toggleAttribute("data-over", false);
    compare(event.dataTransfer.files[0]);
  });
}

const box = document.querySelector("[data-verify]");
if (box && globalThis.crypto?.subtle) {
  box.hidden = false;
  listen(box);
}
