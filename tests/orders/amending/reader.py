"""Reads an order and then amending orders as a clerk with scissors would, from their printed words alone: final marks
are part of the text and change only when an amendment says so. Knows nothing of the program's own trees."""

import re

LEVELS = ["paragraf", "ustep", "punkt", "litera", "tiret", "podwojne_tiret"]
MARKS = [
    ("paragraf", r"§ (\d+[a-z]*)\. "),
    ("ustep", r"(\d+[a-z]*)\. "),
    ("punkt", r"(\d+[a-z]*)\) "),
    ("litera", r"([a-z]+)\) "),
    ("podwojne_tiret", r"()– – "),
    ("tiret", r"()– "),
]
REPEALED = {"litera": "(uchylona)", "tiret": "(uchylone)", "podwojne_tiret": "(uchylone)"}
ORDINALS = ["pierwsz", "drug", "trzec", "czwart", "piąt", "szóst", "siódm", "ósm", "dziewiąt", "dziesiąt"]
ORDINALS += ["jedenast", "dwunast", "trzynast", "czternast", "piętnast", "szesnast", "siedemnast", "osiemnast"]
NUMBER = r"(?:\w+(?:sz|g|c|t|d|m)(?:e|ym|im|ie)(?: [a-h]{1,3}(?=[\s–:]|$))?|\d+[a-z]*|[a-z]+)"
NAMED = rf"(?P<name>§|ust\.|pkt|lit\.|podwójn\w+ tiret|tiret) (?P<number>{NUMBER})"
KIND_OF = {"§": "paragraf", "ust.": "ustep", "pkt": "punkt", "lit.": "litera", "tiret": "tiret"}
MARK_OF = {"kropkę": ".", "średnik": ";", "przecinek": ",", "kropką": ".", "średnikiem": ";", "przecinkiem": ","}
WORD = r"wyraz(?:em|ami|ach|ie|y|)|liczb(?:ę|ą|ie)"


class Unit:
    def __init__(self, kind, label, text=""):
        self.kind, self.label, self.text, self.units, self.tail = kind, label, text, [], ""

    def lines(self, before=""):
        mark = {
            "paragraf": f"§ {self.label}. ",
            "ustep": f"{self.label}. ",
            "tiret": "– ",
            "podwojne_tiret": "– – ",
        }.get(self.kind, f"{self.label}) ")
        found = [f"{before}{mark}{self.text}"] if self.text else []
        opening = "" if self.text else before + mark
        for place, unit in enumerate(self.units):
            found += unit.lines(opening if place == 0 else "")
        return [*found, self.tail] if self.tail else found

    def last(self):
        """The unit, and which of its texts, that the final mark of this one stands in."""
        if self.tail:
            return self, "tail"
        return self.units[-1].last() if self.units else (self, "text")


# An order


def read(text):
    """The units of a printed order."""
    top = Unit("order", "")
    stack = [top]
    for line in text.splitlines():
        _read_line(line, stack)
    return top


def _read_line(line, stack):
    is_unit = False
    while found := next(((kind, at) for kind, mark in MARKS if (at := re.match(mark, line))), None):
        kind, at = found
        if is_unit and kind != "ustep":
            break
        is_unit, line = True, line[at.end() :]
        while stack[-1].kind != "order" and LEVELS.index(stack[-1].kind) >= LEVELS.index(kind):
            stack.pop()
        unit = Unit(kind, at[1] or str(len(stack[-1].units) + 1))
        stack[-1].units.append(unit)
        stack.append(unit)
    if is_unit:
        stack[-1].text = line
    else:  # a common part names its list: „– wspólnie, litera”
        kind = re.search(r"wspólnie dla (\w+)", line)[1]
        next(unit for unit in reversed(stack) if unit.units and unit.units[0].kind == kind).tail = line


def text_of(order):
    return "\n".join(line for unit in order.units for line in unit.lines())


# An amending §


def amend(order, text):
    """Does to the order what the printed § says."""
    lines = text.splitlines()
    lines[0] = re.sub(r"^§ \d+\. W zarządzeniu nr \S+ z dnia [^,]*?r\. w sprawie próby", "", lines[0]).strip()
    above = []  # (level of the list, place) of the groups that are open
    while lines:
        level, said = _opened(lines.pop(0))
        above = [(at, place) for at, place in above if at < level]
        inside = [step for _, place in above for step in place]
        if said.endswith("następujące zmiany:") or (said.endswith(":") and "brzmieni" not in said):
            above.append((level, _place(said)[0]))
        elif said.endswith(":"):
            _do(order, inside, said, _quoted(lines))
        else:
            _do(order, inside, said[:-1] if said[-1] in ".,;" else said, [])
    _settle_repealed(order, ".")


def _settle_repealed(unit, ending):
    """What is repealed has no words; the mark after „(uchylony)” is the list's (ZTP § 107)."""
    for place, below in enumerate(unit.units, start=1):
        asked = ending if unit.kind == "order" else _asked(unit, below, place == len(unit.units), ending)
        if below.text.startswith("(uchylon"):
            below.text = REPEALED.get(below.kind, "(uchylony)") + asked
        _settle_repealed(below, asked)


def _opened(line):
    for level, mark in enumerate([r"\d+\) ", r"[a-z]+\) ", r"– (?!–)", r"– – "], start=1):
        if at := re.match(mark, line):
            return level, line[at.end() :]
    return 0, line


def _quoted(lines):
    """The units in „ ”, and the mark of the amending list after them left out."""
    found = []
    while True:
        found.append(lines.pop(0))
        if at := re.search(r"”[.,;]?$", found[-1]):
            found[-1] = found[-1][: at.start()]
            return read("\n".join([found[0].removeprefix("„"), *found[1:]])).units


def _place(said):
    """([(kind, label)…], the rest of the sentence) of „w § 2 w pkt 4 …”."""
    steps = []
    while at := re.match(rf"w {NAMED}:? ?", said):
        steps.append((_kind(at["name"]), _label(at["number"])))
        said = said[at.end() :]
    return steps, said


def _kind(name):
    return "podwojne_tiret" if name.startswith("podwójn") else KIND_OF[name]


def _label(number):
    """„drugim a” → „2a”; a figure or a letter as it is."""
    word, _, suffix = number.partition(" ")
    for n, stem in enumerate(ORDINALS, start=1):
        if word.startswith(stem):
            return f"{n}{suffix}"
    return number


def _do(order, inside, said, quoted):
    steps, said = _place(said)
    path = [*inside, *steps]
    if said.startswith("uchyla się"):
        parent, labels = _units(order, path, said.removeprefix("uchyla się "))
        for label in labels:
            _repeal(parent, label)
    elif "brzmienie:" in said:
        parent, labels = _units(order, path, re.sub(r" otrzymuj\w+ brzmienie:", "", said))
        plural = "otrzymują" in said
        assert (len(labels) > 1, len(labels)) == (plural, len(quoted)), said
        for label, unit in zip(labels, quoted, strict=True):
            unit.label = label if unit.kind in ("tiret", "podwojne_tiret") else unit.label
            assert unit.label == label, said
            parent.units[_at(parent, label)] = unit
    elif "dodaje się" in said and quoted:
        _add(order, path, said, quoted)
    else:
        _words(_find(order, path), said, _asked_at(order, path))


def _find(order, path):
    for kind, label in path:
        order = next(unit for unit in order.units if (unit.kind, unit.label) == (kind, label))
    return order


def _at(parent, label):
    return next(n for n, unit in enumerate(parent.units) if unit.label == label)


def _units(order, path, named):
    parent = _find(order, path)
    first, sign, last = re.fullmatch(r"(.*?)(?:( i |–)(.*))?", named).groups()
    start = _label(re.fullmatch(NAMED, first)["number"])
    if not sign:
        return parent, [start]
    end = _label(last)
    known = [unit.label for unit in parent.units]
    labels = known[known.index(start) : known.index(end) + 1]
    assert (len(labels) == 2) == (sign == " i "), named
    return parent, labels


def _repeal(parent, label):
    unit = parent.units[_at(parent, label)]
    unit.units, unit.tail, unit.text = [], "", "(uchylony)"


def _add(order, path, said, quoted):
    kind = quoted[0].kind
    cut = next((n for n, (above, _) in enumerate(path) if LEVELS.index(above) >= LEVELS.index(kind)), len(path))
    if moved := re.match(r"(w części wspólnej )?(\w+) zastępuje się (\w+) i ", said):
        _move_mark(_find(order, path), bool(moved[1]), MARK_OF[moved[2]], MARK_OF[moved[3]])
    elif moved := re.match(r"(w części wspólnej )?na końcu dodaje się (\w+) i ", said):
        _move_mark(_find(order, path), bool(moved[1]), "", MARK_OF[moved[2]])
    else:
        assert cut == len(path), said
    parent = _find(order, path[:cut])
    after = re.search(rf"(?:^| )po {NAMED} dodaje się", said)
    place = _at(parent, _label(after["number"])) + 1 if after else len(parent.units)
    named = re.search(rf"dodaje się {NAMED}(?:( i |–)(.*))? w brzmieniu:", said)
    label = _label(named["number"])
    for unit in quoted:
        if unit.kind in ("tiret", "podwojne_tiret"):
            unit.label, label = label, _next(label)
        assert unit.label not in [one.label for one in parent.units], said
    assert (quoted[0].label, [bool(named[3]), named[3] == "–"]) == (
        _label(named["number"]),
        [len(quoted) > 1, len(quoted) > 2],
    ), said
    if named[3]:
        assert quoted[-1].label == _label(named[4]), said
    parent.units[place:place] = quoted


def _next(label):
    number, suffix = re.fullmatch(r"(\d+)([a-z]*)", label).groups()
    return f"{number}{suffix[:-1]}{chr(ord(suffix[-1]) + 1)}" if suffix else str(int(number) + 1)


def _move_mark(unit, in_tail, old, new):
    where, part = unit.last()
    assert (where, part) == (unit, "tail" if in_tail else "text")
    text = getattr(where, part)
    assert text.endswith(old)
    setattr(where, part, text[: len(text) - len(old)] + new)


def _asked_at(order, path):
    """The final mark that the place of a unit asks for."""
    ending = "."
    for depth in range(2, len(path) + 1):
        parent, unit = _find(order, path[: depth - 1]), _find(order, path[:depth])
        ending = _asked(parent, unit, unit is parent.units[-1], ending)
    return ending


def _words(unit, said, ending):
    part = "tail" if said.startswith("w części wspólnej ") else "text"
    said = re.sub(r"^(w części wspólnej|we wprowadzeniu do wyliczenia) ", "", said)
    if at := re.fullmatch(rf"(?:{WORD}) „(.+?)” zastępuje się (?:{WORD}) „(.+?)”", said):
        old, new = at.groups()
    elif at := re.fullmatch(rf"skreśla się (?:{WORD}) „(.+?)”", said):
        old, new = at[1], ""
    else:
        old, more = re.fullmatch(rf"po (?:{WORD}) „(.+?)” dodaje się (?:{WORD}) „(.+?)”", said).groups()
        new = f"{old} {more}"
    text = getattr(unit, part)
    assert len(re.findall(rf"(?<!\w){re.escape(old)}(?!\w)", text)) == 1, said
    changed = re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", new, text)
    changed = re.sub(r" ([.,;:])", r"\1", " ".join(changed.split()))
    setattr(unit, part, _with_one_full_stop(text, changed) if ending == "." else changed)


def _with_one_full_stop(before, now):
    """The dot of „2018 r.” is the full stop of its sentence too: it neither goes with those words nor doubles."""
    if before.endswith("r.") and not now.endswith((".", ",", ";", ":")):
        return f"{now}."
    return f"{now[:-1]}" if now.endswith("r..") else now


# Punctuation


def faults(order):
    """Final marks that ZTP § 57 does not ask for."""
    return [fault for unit in order.units for fault in _faults(unit, ".")]


def _faults(unit, ending):
    if unit.units:
        if unit.text and not unit.text.endswith(":"):
            yield f"{unit.text}: no colon"
        for place, below in enumerate(unit.units, start=1):
            yield from _faults(below, _asked(unit, below, place == len(unit.units), ending))
    said = unit.tail or (unit.text if not unit.units else "")
    if said and not _ends(said, ending):
        yield f"{said}: not „{ending}”"


def _asked(parent, unit, is_last, ending):
    if unit.kind == "ustep":
        return "."
    if parent.tail:
        return "" if is_last else ","
    if is_last:
        return ending
    return ";" if unit.kind == "punkt" else ","


def _ends(said, ending):
    if not ending:
        return said.endswith(" r.") or said[-1] not in ".,;:"
    body = said.removesuffix(ending)
    return said.endswith(ending) and (body.endswith(" r.") or body[-1] not in ".,;:")
