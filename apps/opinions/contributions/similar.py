"""Which proposals may say the same: words in common, whatever their endings. Only a hint; people merge."""

import re

_WORD = re.compile(r"\w{4,}")
_STEM = 5  # letters; „klienta”, „klientów” and „klientom” share them
_ENOUGH, _FEWEST = 0.5, 2  # of the shorter text's words; and how many at least
_COMMON = {"które", "który", "która", "tylko", "oraz", "przez", "ponie", "bardz", "także", "jedna", "powin", "należ"}


def stems(text: str) -> frozenset[str]:
    """Beginnings of its longer words."""
    return frozenset(word[:_STEM] for word in _WORD.findall(text.casefold())) - _COMMON


def is_similar(one: frozenset[str], other: frozenset[str]) -> bool:
    shared = len(one & other)
    return shared >= _FEWEST and shared / min(len(one), len(other)) >= _ENOUGH
