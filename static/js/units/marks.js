// Numbers and letters of units, as they are shown, cited and written into the plain text that the server reads.

const NAMES = { paragraf: "§", ustep: "ust.", punkt: "pkt", litera: "lit.", tiret: "tiret", podwojne_tiret: "podwójne tiret" };
const APART = { naglowek: "śródtytuł", akapit: "akapit" };
// The dot of an abbreviation is no final mark. The same list as in the server's text of orders.
export const ABBREVIATIONS = "r. ust. lit. art. poz. ds. zm. im. ul. itp. itd. in. m.in. np. al. pl. os. godz. dr. inż. o.o. tzw. wew. tel. str.".split(" ");
const STEP = "  ";

const letter = (n) => "z".repeat(Math.floor((n - 1) / 26)) + String.fromCharCode(97 + ((n - 1) % 26));
const label = (kind, n) => (kind === "litera" ? letter(n) : String(n));

export function mark(kind, n) {
  if (kind in APART) return "";
  if (kind === "tiret") return "–";
  if (kind === "podwojne_tiret") return "– –";
  return { paragraf: `§ ${n}.`, ustep: `${n}.` }[kind] ?? `${label(kind, n)})`;
}

// The number of a unit in its list: § run through the whole text, others begin anew where another kind stood between.
export function number(list, place) {
  const { kind } = list[place];
  if (kind === "paragraf") return list.slice(0, place + 1).filter((one) => one.kind === kind).length;
  let n = 1;
  while (list[place - n]?.kind === kind) n += 1;
  return n;
}

// „§ 1 ust. 2 pkt 3”
export function citation(tree, path) {
  let list = tree;
  const said = path.map((place) => {
    const { kind } = list[place];
    const n = number(list, place);
    list = list[place].children;
    return kind in APART ? `${APART[kind]} ${n}` : `${NAMES[kind]} ${label(kind, n)}`;
  });
  return said.join(" ");
}

function bare(text) {
  let said = text.trim();
  while (/[.,;:\s]$/.test(said) && !ABBREVIATIONS.includes(said.split(" ").at(-1))) said = said.slice(0, -1);
  return said;
}

function closed(text, ending) {
  const said = bare(text);
  return !said || (ending === "." && /[.!?]$/.test(said)) ? said : said + ending;
}

function endingOf(child, parent, isLast, ending) {
  if (child.kind === "ustep") return ".";
  if (parent.tail) return isLast ? "" : ",";
  if (isLast) return ending;
  return child.kind === "punkt" ? ";" : ",";
}

// The plain text of the tree, each level two spaces deeper: what the text area holds and the server reads.
export function plain(tree) {
  const lines = [];
  let wasApart = false;
  tree.forEach((one, place) => {
    const isApart = one.kind in APART;
    if (lines.length && (isApart || wasApart)) lines.push("");
    wasApart = isApart;
    write(lines, one, mark(one.kind, number(tree, place)), one.kind === "naglowek" ? "" : ".", 0, "");
  });
  return lines.join("\n");
}

function write(lines, one, ownMark, ending, depth, before) {
  const marks = [before, ownMark].filter(Boolean).join(" ");
  const text = closed(one.text, one.children.length ? ":" : ending);
  const opens = text ? "" : marks; // „§ 1. 1. …”: a § of ustępy opens with the first of them
  if (text) lines.push(STEP.repeat(depth - (before ? 1 : 0)) + [marks, text].filter(Boolean).join(" "));
  else if (!one.children.length && marks) lines.push(STEP.repeat(depth) + marks);
  one.children.forEach((child, place) => {
    const childMark = mark(child.kind, number(one.children, place));
    const childEnding = endingOf(child, one, place === one.children.length - 1, ending);
    write(lines, child, childMark, childEnding, depth + 1, place === 0 ? opens : "");
  });
  if (one.tail) lines.push(STEP.repeat(depth) + closed(one.tail, ending));
}
