// A long list of orders to be ticked gets a field that narrows it while one types. What is ticked stays in sight.
// Without this script the whole list is there.

const LONG = 8;
const plain = (text) => text.toLowerCase().replaceAll("ł", "l").normalize("NFD").replace(/\p{M}/gu, "");

function narrow(choices, sought, said) {
  const words = plain(sought).split(/\s+/).filter(Boolean);
  for (const choice of choices) {
    const named = plain(choice.textContent);
    choice.hidden = !choice.querySelector("input").checked && !words.every((word) => named.includes(word));
  }
  said.textContent = `Na liście: ${choices.filter((choice) => !choice.hidden).length}`;
}

const list = document.getElementById("div_id_repeals");
const choices = [...(list?.querySelectorAll(".choice") ?? [])];

if (choices.length > LONG) {
  const box = document.createElement("div");
  box.className = "field";
  box.innerHTML = `<label class="label" for="narrow_repeals">Znajdź na liście</label>
    <div class="hint" id="narrow_repeals_hint">Numer albo słowa z tytułu, np. 23/2018.</div>
    <input class="form-control width-short" type="search" id="narrow_repeals" aria-describedby="narrow_repeals_hint" autocomplete="off">
    <p class="quiet" role="status"></p>`;
  choices[0].before(box);
  const field = box.querySelector("input");
  field.addEventListener("input", () => narrow(choices, field.value, box.querySelector("[role=status]")));
  field.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
}
