"""What is printed is read back as the same tree."""

from hypothesis import given, settings
from hypothesis import strategies as st

from apps.orders.editing import parse, to_plain
from apps.orders.text import to_text

from .trees import trees

PIECES = [*"§19.)(ab –-•\n\t\u00a0„”,;:\u00ad", "\n", "Słowo", "1)", "§ 2.", "2."]


@settings(max_examples=100, deadline=None)
@given(trees())
def test_the_plain_text_of_a_tree_is_that_tree(tree):
    assert parse(to_plain(tree)).tree == tree


@settings(max_examples=100, deadline=None)
@given(trees(tailed=False))
def test_the_printed_text_of_a_tree_is_that_tree(tree):
    assert parse(to_text(tree)).tree == tree


@settings(max_examples=80, deadline=None)
@given(trees())
def test_nothing_is_told_about_a_text_that_is_right(tree):
    assert parse(to_plain(tree)).notes == ()


@settings(max_examples=80, deadline=None)
@given(trees(tailed=False), st.integers(20, 60))
def test_a_text_broken_into_lines_by_a_printer_is_the_same_tree(tree, width):
    assert parse(broken(to_text(tree), width)).tree == tree


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from([*"§19.)(ab –-•\n\t\u00a0„”,;:\u00ad", "\n", "Słowo", "1)", "§ 2.", "2."]), max_size=60)
)
def test_no_word_is_lost_whatever_is_typed(pieces):
    tree = parse("".join(pieces)).tree

    assert " ".join(said(tree)).count("Słowo") == pieces.count("Słowo")


def said(tree):
    for node in tree:
        yield node.text
        yield from said(node.children)
        yield node.tail


def broken(text, width):
    return "\n".join(part for line in text.split("\n") for part in _wrapped(line, width))


def _wrapped(line, width):
    """As a printer breaks lines: between words, yet never after a mark or before a dash."""
    done = [""]
    for word in line.split(" "):
        if len(done[-1]) > width and word[0].isalpha() and word[0].islower() and len(word) > 2:
            done.append(word)
        else:
            done[-1] = f"{done[-1]} {word}".strip()
    return done
