// The tree of units and what may be done to it. A unit: {kind, text, tail, children}; its place is a path of indexes.
// Kinds follow from depth; numbers are never stored.

export const BELOW = { paragraf: "punkt", ustep: "punkt", akapit: "punkt", punkt: "litera", litera: "tiret", tiret: "podwojne_tiret" };

export const unit = (kind, text = "", children = [], tail = null) => ({ kind, text, children, tail });

export function fromJson(units) {
  return (units ?? []).map((one) => unit(one.kind, one.text ?? "", fromJson(one.children), one.tail || null));
}

export const copy = (tree) => structuredClone(tree);

export function at(tree, path) {
  return path.reduce((found, place) => (found.children ?? found)[place], tree);
}

export function listOf(tree, path) {
  return path.length === 1 ? tree : at(tree, path.slice(0, -1)).children;
}

export const last = (path) => path[path.length - 1];
export const sibling = (path, by) => [...path.slice(0, -1), last(path) + by];

// Every unit with its path, in reading order.
export function* walk(tree, above = []) {
  for (const [place, one] of tree.entries()) {
    const path = [...above, place];
    yield { unit: one, path };
    yield* walk(one.children, path);
  }
}

// The unit and all below it, of the kinds that the new place asks for; null when it would be too deep.
function asKind(one, kind) {
  if (one.children.length && !(kind in BELOW)) return null;
  const children = one.children.map((child) => asKind(child, kind === "paragraf" && child.kind === "ustep" ? "ustep" : BELOW[kind]));
  return children.includes(null) ? null : { ...one, kind, children };
}

// A § with one ustęp has none.
function withoutOnlyUstep(one) {
  const [only, ...others] = one.children;
  if (one.kind !== "paragraf" || one.text || others.length || only?.kind !== "ustep") return;
  Object.assign(one, { text: only.text, tail: only.tail, children: only.children });
}

export function addAfter(tree, path, text = "") {
  const here = at(tree, path);
  const kind = here.kind === "naglowek" ? "akapit" : here.kind;
  listOf(tree, path).splice(last(path) + 1, 0, unit(kind, text));
  return sibling(path, 1);
}

export function addBefore(tree, path) {
  listOf(tree, path).splice(last(path), 0, unit(at(tree, path).kind));
  return path;
}

export function addBelow(tree, path) {
  const here = at(tree, path);
  const kind = here.children[0]?.kind ?? BELOW[here.kind];
  if (!kind) return null;
  here.children.unshift(unit(kind));
  return [...path, 0];
}

// One more ustęp after the one the path is in; a § without ustępy is divided, its text becomes the first.
export function addUstep(tree, path) {
  const top = tree[path[0]];
  if (top.kind === "ustep") return addAfter(tree, path.slice(0, 1));
  if (top.kind !== "paragraf") return null;
  if (top.children[0]?.kind !== "ustep") {
    const first = unit("ustep", top.text, top.children, top.tail);
    Object.assign(top, { text: "", tail: null, children: [first] });
    path = [path[0], 0];
  }
  return addAfter(tree, path.slice(0, 2));
}

export function remove(tree, path) {
  const list = listOf(tree, path);
  list.splice(last(path), 1);
  if (path.length > 1) {
    const above = at(tree, path.slice(0, -1));
    withoutOnlyUstep(above);
    if (!above.children.length && above.tail) Object.assign(above, { text: `${above.text} ${above.tail}`.trim(), tail: null });
  }
  if (!tree.length) tree.push(unit("paragraf"));
  if (exists(tree, path)) return path;
  if (last(path) > 0 && exists(tree, sibling(path, -1))) return sibling(path, -1);
  return path.length > 1 && exists(tree, path.slice(0, -1)) ? path.slice(0, -1) : [Math.min(path[0], tree.length - 1)];
}

export function exists(tree, path) {
  let list = tree;
  for (const place of path) {
    if (!list?.[place]) return false;
    list = list[place].children;
  }
  return true;
}

// Under the unit before it, at the end of its list.
export function nest(tree, path) {
  const before = last(path) > 0 && at(tree, sibling(path, -1));
  if (!before || before.kind === "naglowek") return null;
  const moved = asKind(at(tree, path), before.children[0]?.kind ?? BELOW[before.kind]);
  if (!moved?.kind) return null;
  listOf(tree, path).splice(last(path), 1);
  before.children.push(moved);
  return [...sibling(path, -1), before.children.length - 1];
}

// After the unit above it; what stood below it in the list goes with it, so that the order of reading stays.
export function unnest(tree, path) {
  if (path.length === 1) return null;
  const above = at(tree, path.slice(0, -1));
  const list = above.children;
  const moved = asKind(list[last(path)], above.kind);
  const following = list.slice(last(path) + 1);
  const kind = moved.children[0]?.kind ?? (moved.kind === "paragraf" && following[0]?.kind === "ustep" ? "ustep" : BELOW[moved.kind]);
  moved.children.push(...following.map((one) => asKind(one, kind)));
  if (moved.children.includes(null)) return null;
  if (moved.children[0]?.kind === "ustep" && moved.text) {
    moved.children.unshift(unit("ustep", moved.text));
    moved.text = "";
  }
  if (following.length && above.tail) [moved.tail, above.tail] = [above.tail, null];
  list.splice(last(path));
  withoutOnlyUstep(above);
  const place = sibling(path.slice(0, -1), 1);
  listOf(tree, place).splice(last(place), 0, moved);
  return place;
}

export function move(tree, path, by) {
  const list = listOf(tree, path);
  const place = last(path) + by;
  if (place < 0 || place >= list.length) return null;
  [list[last(path)], list[place]] = [list[place], list[last(path)]];
  return sibling(path, by);
}

export function addTail(tree, path) {
  const owner = at(tree, path).children.length ? path : path.slice(0, -1);
  if (!owner.length || at(tree, owner).children.length === 0 || at(tree, owner).children[0].kind === "ustep") return null;
  at(tree, owner).tail ??= "";
  return owner;
}

export function setKind(tree, path, kind) {
  const changed = asKind(at(tree, path), kind);
  if (!changed) return null;
  tree[path[0]] = changed;
  return path;
}

// Units that were pasted: § after the § the path is in, anything else as units of the list it is in.
export function insert(tree, path, units, areParagraphs) {
  const here = at(tree, path);
  const place = areParagraphs ? path.slice(0, 1) : path;
  const pasted = areParagraphs ? units : units.map((one) => asKind(one, here.kind === "naglowek" ? "akapit" : here.kind));
  if (pasted.includes(null)) return null;
  const target = at(tree, place);
  const isBlank = !target.text && !target.children.length;
  listOf(tree, place).splice(last(place) + (isBlank ? 0 : 1), isBlank ? 1 : 0, ...pasted);
  return sibling(place, pasted.length - (isBlank ? 1 : 0));
}
