"""Trees for hypothesis: units as drafters make them, with words that hold no trap („1) ” inside a sentence, a dash that
opens it)."""

from hypothesis import strategies as st

from apps.orders.text import Node, bare

WORDS = [
    "Zespół", "opiniuje", "dokumenty", "w terminie", "14 dni", "od dnia otrzymania", "§ 7 ust. 2 Statutu", "r.",
    "zwany dalej „Zespołem”", "przewodnicząca – Anna Przykładowa", "oraz", "pkt 3 i 4", "2018 r.", "art. 39a", "np.",
    "organizacyjno-techniczna", "żółć", "(dwa)", "do spraw świadczeń", "„Rejonowy” Zespół Nr 1", "w tym:", "a, b",
    "ust.",
]  # fmt: skip
LISTS = {"paragraf": "punkt", "ustep": "punkt", "punkt": "litera", "litera": "tiret", "tiret": "podwojne_tiret"}


def sentences():
    words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5)
    return words.map(lambda some: bare("Słowo " + " ".join(some)))


def tails():
    return sentences().map(lambda text: f"– {text}")


@st.composite
def units(draw, kind, depth=3, tailed=True):
    text = draw(sentences())
    if depth == 0 or kind == "podwojne_tiret" or draw(st.booleans()):
        return Node(kind, text)
    below = st.lists(units(LISTS[kind], depth - 1, tailed), min_size=2, max_size=3)
    tail = draw(tails()) if tailed and draw(st.booleans()) else ""
    return Node(kind, text, tuple(draw(below)), tail)


@st.composite
def paragraphs(draw, tailed=True):
    if draw(st.booleans()):
        return draw(units("paragraf", tailed=tailed))
    return Node("paragraf", "", tuple(draw(st.lists(units("ustep", tailed=tailed), min_size=2, max_size=3))))


def trees(*, tailed=True):
    return st.lists(paragraphs(tailed=tailed), min_size=1, max_size=4).map(tuple)
