"""The consolidated text with its footnotes (ZTP § 106 and 106a), word for word."""

from apps.orders.amending.changes import Add, AddWords, Repeal, ReplaceWords, Reword
from apps.orders.amending.consolidating import consolidate
from apps.orders.amending.history import Amendment
from apps.orders.amending.ordering import ordered
from apps.orders.amending.wording import amending_provision
from apps.orders.text import citations, labelled, litera, paragraf, punkt, tiret, to_text

from . import example
from .test_wording import tree_of
from .trees import path

TREE = (paragraf("Lista:", punkt("cel"), punkt("zadania:", litera("stałe"), litera("doraźne"))), paragraf("Koniec."))


def amendment(tree, *changes):
    changes = ordered(changes, labelled(tree))
    cited = citations((amending_provision(changes, tree, "zarządzeniu"),))
    return Amendment(tuple((change, cited[f"change {n}"]) for n, change in enumerate(changes)))


def named(place):
    return f"zarządzenia nr {place + 2}/2018"


def shown(tree, in_force, coming=()):
    made = consolidate(tree, list(in_force), list(coming), named)
    notes = [f"{note.number}) {note.text}" for note in made.footnotes]
    return [*to_text(made.tree).splitlines(), *notes]


def test_worked_example_of_section_2_word_for_word():
    from tests.teams.appointment.example import WHOLE

    tree = tree_of(WHOLE)
    full = example.FOOTNOTES_2[0].removeprefix("W brzmieniu ustalonym przez § 1 pkt 1 lit. a ").removesuffix(".")
    made = consolidate(tree, [amendment(tree, *example.CHANGES)], [], lambda _: full)
    assert to_text(made.tree).split("\n§ 3.")[0].split("\n§ 2.")[1] == example.CONSOLIDATED_2.removeprefix("§ 2.")
    assert [note.text for note in made.footnotes[:4]] == example.FOOTNOTES_2


def test_what_was_added_and_changed_later_says_both_and_new_wording_forgets_what_it_replaced():
    first = amendment(TREE, Add(path("§ 1"), "1", (punkt("misja"),)), ReplaceWords(path("§ 1 pkt 1"), "cel", "cele"))
    then = labelled_after(TREE, first)
    second = amendment(
        then,
        AddWords(path("§ 1 pkt 1a"), "misja", "ośrodka"),
        Reword((path("§ 1 pkt 1"),), (punkt("wartości"),)),
        Repeal((path("§ 1 pkt 2"),)),
    )
    assert shown(TREE, [first, second]) == [
        "§ 1. Lista:",
        "1)¹⁾ wartości;",
        "1a)²⁾ misja ośrodka;",
        "2) (uchylony).³⁾",
        "§ 2. Koniec.",
        "1) W brzmieniu ustalonym przez § 1 pkt 1 zarządzenia nr 3/2018.",
        "2) Dodany przez § 1 pkt 2 zarządzenia nr 2/2018; ze zmianą wprowadzoną przez § 1 pkt 2 zarządzenia, o którym "
        "mowa w odnośniku 1.",
        "3) Przez § 1 pkt 3 zarządzenia, o którym mowa w odnośniku 1.",
    ]


def labelled_after(tree, first):
    from apps.orders.amending.applying import apply

    return apply(tree, tuple(change for change, _ in first.changes))


def test_two_changes_of_words_by_one_order_are_one_footnote():
    made = amendment(TREE, ReplaceWords(path("§ 1 pkt 2 lit. a"), "stałe", "główne"), Repeal((path("§ 2"),)))
    assert shown(TREE, [made])[3] == "a)¹⁾ główne,"
    both = amendment(
        (paragraf("Zespół ocenia pracę."), *TREE),
        ReplaceWords(path("§ 1"), "Zespół", "Rada"),
        ReplaceWords(path("§ 1"), "pracę", "plan"),
    )
    assert shown((paragraf("Zespół ocenia pracę."), *TREE), [both])[-1] == (
        "1) Ze zmianami wprowadzonymi przez § 1 pkt 1 i 2 zarządzenia nr 2/2018."
    )


def test_repealed_units_keep_their_marks_in_the_right_gender():
    tree = (paragraf("Lista:", punkt("x:", litera("y:", tiret("t"), tiret("u")), litera("z")), punkt("v")),)
    changes = [Repeal((path("§ 1 pkt 1 lit. a tiret 1"),)), Repeal((path("§ 1 pkt 1 lit. b"),))]
    made = amendment(tree, *changes, Repeal((path("§ 1 pkt 2"),)))
    assert shown(tree, [made])[:6] == [
        "§ 1. Lista:",
        "1) x:",
        "a) y:",
        "– (uchylone),¹⁾",
        "– u,",
        "b) (uchylona);²⁾",
    ]
    whole = (*tree, paragraf("Koniec."))
    assert shown(whole, [amendment(whole, Repeal((path("§ 1"),)))])[0] == "§ 1. (uchylony).¹⁾"


def test_a_change_that_comes_into_force_later_stands_beside_what_is_in_force():
    coming = amendment(
        TREE,
        Reword((path("§ 1 pkt 1"),), (punkt("misja"),)),
        Add(path("§ 1 pkt 2"), "", (litera("pilne"),)),
    )
    assert shown(TREE, [], [coming]) == [
        "§ 1. Lista:",
        "1)¹⁾ cel;",
        "1)²⁾ misja;",
        "2) zadania:",
        "a) stałe,",
        "b)³⁾ doraźne.",
        "b)⁴⁾ doraźne,",
        "c)⁵⁾ pilne.",
        "§ 2. Koniec.",
        "1) W tym brzmieniu obowiązuje do wejścia w życie zmiany, o której mowa w odnośniku 2.",
        "2) W brzmieniu ustalonym przez § 1 pkt 1 zarządzenia nr 2/2018.",
        "3) W tym brzmieniu obowiązuje do wejścia w życie zmiany, o której mowa w odnośniku 4.",
        "4) Ze zmianą wprowadzoną przez § 1 pkt 2 zarządzenia, o którym mowa w odnośniku 2.",
        "5) Dodana przez § 1 pkt 2 zarządzenia, o którym mowa w odnośniku 2.",
    ]
    ahead = [unit.text for unit in consolidate(TREE, [], [coming], named).tree[0].children if unit.ahead]
    assert ahead == ["misja"]


def test_new_wording_of_a_list_forgets_what_happened_to_its_units():
    first = amendment(TREE, ReplaceWords(path("§ 1 pkt 2 lit. a"), "stałe", "główne"))
    new = punkt("prace:", litera("dawne"), litera("nowe"))
    second = amendment(labelled_after(TREE, first), Reword((path("§ 1 pkt 2"),), (new,)))
    assert shown(TREE, [first, second])[2:] == [
        "2)¹⁾ prace:",
        "a) dawne,",
        "b) nowe.",
        "§ 2. Koniec.",
        "1) W brzmieniu ustalonym przez § 1 zarządzenia nr 3/2018.",
    ]
