"""Forms that a Polish name may take. Rather one too many than one too few: they are looked for, not written."""

from functools import lru_cache

# What the last consonant becomes before „e” of the locative: Marta – Marcie, Robert – Robercie, Agnieszka – Agnieszce.
_SOFTENED = {
    "st": "ści", "zd": "ździ", "sł": "śl", "zł": "źl", "sn": "śni", "zn": "źni", "sm": "śmi", "ch": "sz",
    "t": "ci", "d": "dzi", "ł": "l", "r": "rz", "k": "c", "g": "dz", "h": "sz", "n": "ni", "s": "si", "z": "zi",
    "w": "wi", "b": "bi", "p": "pi", "f": "fi", "m": "mi",
}  # fmt: skip
_ADJECTIVAL = ("", "y", "i", "a", "ą", "e", "ego", "emu", "ej", "ym", "im", "ych", "ich", "ymi", "imi")
_FEMININE = ("a", "y", "i", "ę", "ą", "o", "ie", "ii", "ji", "u")
_MASCULINE = ("", "a", "u", "owi", "em", "iem", "ie", "e", "y", "i", "o", "owie", "ów", "om", "ami", "ach")
_FLEETING = {"ek": "k", "iek": "k", "ec": "c", "iec": "c", "eł": "ł", "ioł": "ł", "el": "l", "er": "r", "eń": "ni"}
_FLEETING |= {"ień": "ni", "cień": "tni", "ół": "oł", "ąb": "ębi", "óz": "oz", "ój": "oj"}
_SOFT_ENDS = {"ń": "ni", "ć": "ci", "ś": "si", "ź": "zi"}
_LEAST = 2


@lru_cache(maxsize=4096)
def forms(name: str) -> frozenset[str]:
    """Of one word, in small letters: „modelowa” gives modelowa, modelowej, modelową …"""
    word = name.lower()
    stem = word.rstrip("aeioyąęó") if word[-1] in "aeioyąęó" else word
    if len(stem) < _LEAST:
        stem = word[:-1] if len(word) > _LEAST else word
    stems = {stem, word, *_other_stems(word)}
    made = {one + ending for one in stems for ending in {*_ADJECTIVAL, *_FEMININE, *_MASCULINE}}
    return frozenset(made | {_softened(one) + "e" for one in stems} | {f"{word}{end}" for end in ("go", "mu", "m")})


def _other_stems(word: str) -> set[str]:
    found = {word[: -len(end)] + stem for end, stem in _FLEETING.items() if word.endswith(end)}
    found |= {word[:-1] + _SOFT_ENDS[word[-1]]} if word[-1] in _SOFT_ENDS else set()
    found |= {word[:-1]} if word.endswith(("ia", "ja")) else set()
    return {one for one in found if len(one) >= _LEAST}


def _softened(stem: str) -> str:
    for ending, soft in _SOFTENED.items():
        if stem.endswith(ending):
            return stem[: -len(ending)] + soft
    return stem
