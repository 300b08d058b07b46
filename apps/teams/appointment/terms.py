"""Short forms are defined where they are first used („…, zwanemu dalej „Dyrektorem””, ZTP § 154 ust. 3), wherever in
the text that falls, typed tasks included; a term that is not used again is only named in full."""

import re
from collections.abc import Callable

from apps.orders.text import Node, rewrite

from .content import Names

_MASCULINE = ("zwany", "zwanego", "zwanemu", "zwanym")
_FEMININE = ("zwana", "zwanej", "zwanej", "zwaną")
_CAPITAL = "A-ZĄĆĘŁŃÓŚŹŻ"
_HIRED = {
    "eksperci zatrudnieni": "zwani",
    "ekspertów zatrudnionych": "zwanych",
    "ekspertom zatrudnionym": "zwanym",
    "ekspertami zatrudnionymi": "zwanymi",
    "ekspertach zatrudnionych": "zwanych",
}


def define(tree: tuple[Node, ...], names: Names) -> tuple[Node, ...]:
    return _define_director(_define_experts(tree), names)


def _define_director(tree: tuple[Node, ...], names: Names) -> tuple[Node, ...]:
    forms = (names.director, names.director_genitive, names.director_dative, names.director_instrumental)
    called = dict(zip(forms, _FEMININE if names.director.endswith("a") else _MASCULINE, strict=True))
    full = re.escape(f" {names.centre_genitive}")
    either = "|".join(sorted(map(re.escape, forms), key=len, reverse=True))
    term = re.compile(rf"(?<!\w)(?P<form>{either})(?!\w)(?:{full}|(?! [{_CAPITAL}]))")

    def written(found: re.Match, used_again: bool) -> str:
        whole = f"{found['form']} {names.centre_genitive}"
        return f"{whole}, {called[found['form']]} dalej „{names.director_instrumental}”" if used_again else whole

    return _on_first_use(tree, term, term, written)


def _define_experts(tree: tuple[Node, ...]) -> tuple[Node, ...]:
    term = re.compile(rf"(?P<form>{'|'.join(_HIRED)}) w ramach projektu", re.IGNORECASE)

    def written(found: re.Match, used_again: bool) -> str:
        return f"{found[0]}, {_HIRED[found['form'].lower()]} dalej „ekspertami”" if used_again else found[0]

    return _on_first_use(tree, term, re.compile(r"\bekspert|\beksperci", re.IGNORECASE), written)


def _on_first_use(
    tree: tuple[Node, ...], term: re.Pattern, use: re.Pattern, written: Callable[[re.Match, bool], str]
) -> tuple[Node, ...]:
    texts: list[str] = []
    rewrite(tree, lambda text: texts.append(text) or text)
    first = next((place for place, text in enumerate(texts) if term.search(text)), None)
    if first is None:
        return tree
    found = term.search(texts[first])
    rest = texts[first][found.end() :]
    if rest.startswith(", zwan"):
        return tree
    used_again = any(use.search(text) for text in [rest, *texts[first + 1 :]])
    texts[first] = texts[first][: found.start()] + _joined(written(found, used_again), rest)
    remaining = iter(texts)
    return rewrite(tree, lambda _: next(remaining))


def _joined(defined: str, rest: str) -> str:
    """An inserted definition is closed by a comma unless the sentence closes there anyway."""
    comma = "," if "dalej „" in defined and rest[:1] not in {",", ".", ";", ":", ""} else ""
    return f"{defined}{comma}{rest}"
