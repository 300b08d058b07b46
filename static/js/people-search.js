// A list of people narrows while one types. What is ticked stays in sight. Without this script the button does it.

const plain = (text) => text.toLowerCase().replaceAll("ł", "l").normalize("NFD").replace(/\p{M}/gu, "");
const field = document.getElementById("id_sought");
const people = [...document.querySelectorAll("[data-searched]")];
const said = document.querySelector("[data-search-said]");

function narrow() {
  const words = plain(field.value).split(/\s+/).filter(Boolean);
  for (const one of people) {
    const name = plain(one.textContent);
    one.hidden = !one.querySelector("input").checked && !words.every((word) => name.includes(word));
  }
  said.textContent = `Na liście: ${people.filter((one) => !one.hidden).length}`;
}

if (field && people.length && !field.value) {
  field.addEventListener("input", narrow);
  document.querySelector("[data-hidden-by-search]").hidden = true;
}
