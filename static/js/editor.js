// Rich text. A plain text area with the HTML beside it becomes an editor once the editor's script has been fetched;
// until then, and without a script at all, it stays a text area.

import { toolbar } from "./editor-tools.js";

const HEADING_LEVELS = [3, 4];

async function becomeEditor(textarea) {
  const kit = await import(textarea.dataset.richText);
  const format = companion(textarea, "format");
  const original = companion(textarea, "original");
  const html = format.value === "html" ? textarea.value : original.value || textarea.value;
  const frame = document.createElement("div");
  frame.className = "rich-text";
  textarea.after(frame);
  const editor = new kit.Editor({
    element: frame,
    content: html,
    editable: !textarea.disabled && !textarea.readOnly,
    extensions: extensions(kit),
    injectCSS: false, // our policy lets no style in but from files: editor.css has what is needed
    editorProps: { attributes: attributes(textarea), handlePaste: (view, event) => isTooMuch(textarea, event) },
    onUpdate: () => keep(textarea, editor),
  });
  textarea.value = html;
  format.value = "html";
  takeOver(textarea, editor);
  frame.prepend(toolbar(editor, `${labelOf(textarea)?.textContent.trim() ?? "Tekst"}: formatowanie`));
  textarea.dispatchEvent(new CustomEvent("rich-text:ready", { bubbles: true, detail: { editor } }));
}

function isTooMuch(textarea, event) {
  // What would not be saved anyway is not put in: the text on the page stays as it was, and the browser does not choke.
  const longest = Number(textarea.dataset.longest) || Infinity;
  const pasted = event.clipboardData?.getData("text/plain").length ?? 0;
  const marked = event.clipboardData?.getData("text/html").length ?? 0;
  if (pasted <= longest && marked <= 20 * longest) return false;
  const sizes = [Math.max(pasted, marked), longest].map((size) => size.toLocaleString("pl"));
  const text = `Wklejany tekst ma ${sizes[0]} znaków, a w polu zmieści się ${sizes[1]}. Niczego nie wklejono; to, co było w polu, zostało bez zmian.`;
  let told = textarea.parentElement.querySelector(".too-much");
  if (!told) {
    told = document.createElement("p");
    told.className = "too-much invalid-feedback d-block";
    told.setAttribute("role", "alert");
    textarea.before(told);
  }
  told.textContent = text;
  return true;
}

function companion(textarea, name) {
  return textarea.parentElement.querySelector(`input[name="${CSS.escape(`${textarea.name}_${name}`)}"]`);
}

function extensions(kit) {
  // Tab leaves the editor: inside lists and tables, too, nobody gets caught. Deeper and shallower have buttons.
  const withoutTab = {
    addKeyboardShortcuts() {
      const { Tab, "Shift-Tab": back, ...others } = this.parent?.() ?? {};
      return others;
    },
  };
  return [
    kit.Document, kit.Paragraph, kit.Text, kit.HardBreak, kit.Bold, kit.Italic,
    kit.Heading.configure({ levels: HEADING_LEVELS }),
    kit.BulletList, kit.OrderedList.configure({ enableListAttributes: false }), kit.ListItem.extend(withoutTab),
    kit.Blockquote,
    kit.Link.configure({ enableTarget: false, openOnClick: false, autolink: false, linkOnPaste: true, protocols: ["https"],
      isAllowedUri: (address) => address.startsWith("https://") }),
    kit.Table.extend(withoutTab).configure({ resizable: false }), kit.TableRow, kit.TableHeader, kit.TableCell,
    kit.History, kit.Gapcursor, kit.Dropcursor,
  ];
}

function attributes(textarea) {
  const label = labelOf(textarea);
  if (label && !label.id) label.id = `${textarea.id}_label`;
  const described = (textarea.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => !id.endsWith("_plain"));
  return {
    class: "rich-text-area",
    role: "textbox",
    "aria-multiline": "true",
    lang: "pl",
    spellcheck: "true",
    ...(label ? { "aria-labelledby": label.id } : { "aria-label": "Tekst" }),
    ...(described.length ? { "aria-describedby": described.join(" ") } : {}),
    ...(textarea.getAttribute("aria-invalid") ? { "aria-invalid": "true" } : {}),
  };
}

function labelOf(textarea) {
  return textarea.labels?.[0];
}

function keep(textarea, editor) {
  textarea.value = editor.isEmpty ? "" : editor.getHTML();
  textarea.dispatchEvent(new Event("input", { bubbles: true }));
}

function takeOver(textarea, editor) {
  textarea.hidden = true;
  const hint = document.getElementById(`${textarea.id}_plain`);
  if (hint) hint.hidden = true;
  labelOf(textarea)?.addEventListener("click", () => editor.commands.focus());
}

function start(root) {
  for (const textarea of root.querySelectorAll("textarea[data-rich-text]")) {
    if (textarea.hidden || textarea.dataset.started) continue;
    textarea.dataset.started = "yes";
    becomeEditor(textarea).catch((reason) => console.warn("Edytor tekstu nie wystartował.", reason));
  }
}

document.addEventListener("htmx:load", (event) => start(event.target));
start(document);
