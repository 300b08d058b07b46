// A passage selected in the text goes to the comment's field. Without a script it is pasted there.

const text = document.querySelector("[data-section-text]");
const button = document.querySelector("[data-comment-selection]");
const how = document.querySelector("[data-comment-how]");
const form = document.querySelector("form:has([name=quote])");
const BEFORE = 200;

function selected() {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  return text.contains(range.commonAncestorContainer) ? range : null;
}

function words(range) {
  const copy = range.cloneContents();
  for (const number of copy.querySelectorAll(".comment-number")) number.remove();
  for (const block of copy.querySelectorAll("p, li, h3, h4, td, th, blockquote, br")) block.append(" ");
  return copy.textContent.replace(/\s+/g, " ").trim();
}

function before(range) {
  const whole = document.createRange();
  whole.setStart(text, 0);
  whole.setEnd(range.startContainer, range.startOffset);
  return words(whole).slice(-BEFORE);
}

if (text && button && form) {
  how.hidden = false;
  button.hidden = false;
  button.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays
  button.addEventListener("click", () => {
    const range = selected();
    if (!range) {
      how.textContent = "Najpierw zaznacz fragment tekstu.";
      how.setAttribute("role", "status");
      return;
    }
    form.elements.quote.value = words(range);
    form.elements.before.value = before(range);
    form.elements.body.focus();
  });
}
