// Rows of the composition without reloading the page. Without JavaScript the same buttons are sent to the server.
const form = document.querySelector("[data-members], [data-roster]")?.closest("form");
const list = () => form.querySelector("[data-members]"); // the composition of another day comes with a list of its own

const rows = () => [...list().querySelectorAll("[data-row]")];

function renumber() {
  const all = rows();
  all.forEach((row, place) => {
    row.querySelectorAll("[data-place]").forEach((span) => { span.textContent = place + 1; });
    row.querySelectorAll("button").forEach((button) => { button.value = place; });
    row.querySelector("[name=up]").disabled = place === 0;
    row.querySelector("[name=down]").disabled = place === all.length - 1;
    for (const attribute of ["id", "for", "aria-describedby"]) {
      row.querySelectorAll(`[${attribute}*="id_row"]`).forEach((element) => {
        element.setAttribute(attribute, element.getAttribute(attribute).replaceAll(/id_row\d+_/g, `id_row${place}_`));
      });
    }
  });
}

function say(text) {
  form.querySelector("[data-members-said]").textContent = text;
}

function blank(row) {
  row.querySelectorAll(".field-error").forEach((error) => error.remove());
  row.querySelectorAll(".field-wrong").forEach((field) => field.classList.remove("field-wrong"));
  row.querySelectorAll("[aria-invalid]").forEach((input) => input.removeAttribute("aria-invalid"));
  row.querySelectorAll(".is-invalid").forEach((input) => input.classList.remove("is-invalid"));
  row.querySelector("[name=person]").value = row.querySelector("[name=person_was]").value = "";
  row.querySelectorAll("[name=description], [name=provision]").forEach((input) => { input.value = ""; });
  row.querySelector("[name=function]").value = "member";
  return row;
}

function add() {
  const row = blank(rows()[0].cloneNode(true));
  list().append(row);
  renumber();
  row.querySelector("[name=person]").focus();
  say(`Dodano wiersz ${rows().length}.`);
}

function remove(row) {
  const all = rows();
  const place = all.indexOf(row);
  if (all.length === 1) {
    blank(row);
  } else {
    row.remove();
  }
  renumber();
  rows()[Math.min(place, rows().length - 1)].querySelector("[name=person]").focus();
  say("Usunięto wiersz.");
}

function move(row, by, button) {
  const other = rows()[rows().indexOf(row) + by];
  if (!other) return;
  by < 0 ? other.before(row) : other.after(row);
  renumber();
  (button.disabled ? row.querySelector("[name=person]") : button).focus();
  say(`Przeniesiono na miejsce ${rows().indexOf(row) + 1}.`);
}

form?.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!["add", "remove", "up", "down"].includes(button?.name)) return;
  event.preventDefault();
  const row = button.closest("[data-row]");
  if (button.name === "add") add();
  else if (button.name === "remove") remove(row);
  else move(row, button.name === "up" ? -1 : 1, button);
});

// The job title of the chosen person is what usually stands in the order; it goes when the person goes. The server
// does the same with who was there before (person_was).
const job = (option) => option?.text.split(" – ").slice(1).join(" – ").replace(/(^|, )ekspert$/, "") ?? "";

form?.addEventListener("change", (event) => {
  if (event.target.name !== "person" || !event.target.closest("[data-row]")) return;
  const [description, was] = ["description", "person_was"].map((name) => event.target.closest("[data-row]").querySelector(`[name=${name}]`));
  const before = [...event.target.options].find((option) => option.value === was.value);
  if (was.value !== "" && !before) return; // somebody who has left: only the server knows the title
  was.value = event.target.value;
  if (description.value.trim() !== "" && description.value.trim() !== job(before?.value ? before : null)) return;
  description.value = event.target.value ? job(event.target.selectedOptions[0]) : "";
});

// „Zespół do spraw …” gives „Zespołu do spraw …” while nobody has typed another form.
const [name, genitive] = ["name", "name_genitive"].map((field) => form?.elements[field]);
const inflected = (text) => (text.startsWith("Zespół do spraw ") ? text.replace("Zespół", "Zespołu").trimEnd() : "");
let follows = genitive && (genitive.value.trim() === "" || inflected(name.value) === genitive.value);
genitive?.addEventListener("input", () => { follows = genitive.value === "" || inflected(name.value) === genitive.value; });
if (follows && name.value !== name.defaultValue) genitive.value = inflected(name.value); // typed before this ran
name?.addEventListener("input", () => { if (follows) genitive.value = inflected(name.value); });
