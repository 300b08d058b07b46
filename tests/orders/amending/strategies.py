"""Trees of orders, and amendments that may be made to them, for hypothesis."""

from itertools import count

from hypothesis import strategies as st

from apps.core.errors import DomainError
from apps.orders.amending.applying import apply
from apps.orders.amending.changes import Add, AddWords, Repeal, ReplaceWords, Reword
from apps.orders.amending.units import walk
from apps.orders.text import Node, bare, labelled

BELOW = {
    "paragraf": ["ustep", "punkt"],
    "ustep": ["punkt"],
    "punkt": ["litera"],
    "litera": ["tiret"],
    "tiret": ["podwojne_tiret"],
    "podwojne_tiret": [],
}
NOUNS = ["zespół", "sekretarz", "opinia", "świadczenie", "środek", "źródło", "łącznik", "ósmy dzień"]
ENDS = ["pracy", "w dziale", "od 1 maja 2018 r.", "bez zwłoki", "i usług", "żądania (także ustnego)"]
_unique = count(1)


def _words(draw):
    """Words that stand nowhere else."""
    return f"{draw(st.sampled_from(NOUNS))} zn{next(_unique)} {draw(st.sampled_from(ENDS))}"


@st.composite
def units(draw, kind, depth=3):
    """One unit of the kind, with what may stand below it."""
    below = BELOW[kind] if depth else []
    if not below or not draw(st.integers(0, 2)):
        return Node(kind, _words(draw))
    inner = draw(st.sampled_from(below))
    children = tuple(draw(units(inner, depth - 1)) for _ in range(draw(st.integers(2, 3))))
    if inner == "ustep":
        return Node(kind, "", children)
    tail = f"wspólnie dla {inner} {_words(draw)}" if not draw(st.integers(0, 4)) else ""
    return Node(kind, _words(draw), children, tail)


@st.composite
def trees(draw):
    """An order of one to five §§."""
    return tuple(draw(units("paragraf", depth=draw(st.integers(0, 5)))) for _ in range(draw(st.integers(1, 5))))


@st.composite
def amendments(draw, tree):
    """A few changes that may be made together."""
    chosen = ()
    for _ in range(draw(st.integers(1, 6))):
        change = draw(changes(tree))
        if change and _may(tree, (*chosen, change)):
            chosen = (*chosen, change)
    return chosen or (Add((), "", (draw(units("paragraf")),)),)


def _may(tree, chosen):
    try:
        return apply(tree, chosen)
    except DomainError:
        return None


@st.composite
def changes(draw, tree):
    tree = labelled(tree)
    path, node, _ = draw(st.sampled_from(list(walk(tree))))
    made = {"reword": _reword, "add": _add, "repeal": _repeal, "replace": _replace, "add_words": _add_words}
    return made[draw(st.sampled_from(list(made)))](draw, tree, path, node)


def _run(draw, tree, path):
    """The unit and perhaps those that follow it."""
    siblings = [one for one, _, _ in walk(tree) if one[:-1] == path[:-1]]
    place = siblings.index(path)
    return tuple(siblings[place : place + draw(st.integers(1, 3))])


def _reword(draw, tree, path, node):
    run = _run(draw, tree, path)
    return Reword(run, tuple(draw(units(node.kind, draw(st.integers(0, 2)))) for _ in run))


def _add(draw, tree, path, node):
    new = tuple(draw(units(node.kind, draw(st.integers(0, 2)))) for _ in range(draw(st.integers(1, 4))))
    return Add(path[:-1], draw(st.sampled_from([path[-1][1], ""])), new)


def _repeal(draw, tree, path, node):
    return Repeal(_run(draw, tree, path))


def _replace(draw, tree, path, node):
    old = _some_words(draw, node)
    return old and ReplaceWords(path, old, draw(st.sampled_from(["", *_new_words()])))


def _new_words():
    """A number, a word, some words, such as stand nowhere else: what is sought is sought in the original text."""
    return [f"{next(_unique)}00", f"stały{next(_unique)}", f"oraz{next(_unique)} inne{next(_unique)}"]


def _add_words(draw, tree, path, node):
    after = _some_words(draw, node)
    return after and AddWords(path, after, draw(st.sampled_from(_new_words())))


def _some_words(draw, node):
    """From the unit's text or its common part; the last words too, which stand before the final mark."""
    words = bare(draw(st.sampled_from([node.text, node.tail or node.text]))).split()
    if not words:
        return None
    start = draw(st.integers(0, len(words) - 1))
    return " ".join(words[start : start + draw(st.integers(1, 3))])
