"""The forms of ZTP § 85–94, one by one, as words."""

import pytest

from apps.orders.amending.changes import Add, AddWords, Repeal, ReplaceWords, Reword
from apps.orders.amending.wording import amending_provision
from apps.orders.text import citations, litera, paragraf, podwojne_tiret, punkt, tiret, to_text, ustep

from . import example
from .trees import ORDER, path


def said(*changes, tree=ORDER):
    lines = to_text((amending_provision(changes, tree, "zarządzeniu"),)).splitlines()
    return [lines[0].removeprefix("§ 1. W zarządzeniu "), *lines[1:]]


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        (Repeal((path("§ 4"),)), ["uchyla się § 4."]),
        (Repeal((path("§ 3"), path("§ 4"))), ["uchyla się § 3 i 4."]),
        (Repeal((path("§ 2"), path("§ 3"), path("§ 4"))), ["uchyla się § 2–4."]),
        (Repeal((path("§ 2 pkt 2 lit. a"),)), ["w § 2 w pkt 2 uchyla się lit. a."]),
        (Repeal((path("§ 5 pkt 1 lit. a tiret 1"),)), ["w § 5 w pkt 1 w lit. a uchyla się tiret pierwsze."]),
        (
            Repeal((path("§ 5 pkt 1 lit. a tiret 1"), path("§ 5 pkt 1 lit. a tiret 2"))),
            ["w § 5 w pkt 1 w lit. a uchyla się tiret pierwsze i drugie."],
        ),
        (
            Repeal((path("§ 5 pkt 1 lit. a tiret 2 ptiret 1"),)),
            ["w § 5 w pkt 1 w lit. a w tiret drugim uchyla się podwójne tiret pierwsze."],
        ),
        (Reword((path("§ 1"),), (paragraf("Nowy"),)), ["§ 1 otrzymuje brzmienie:", "„§ 1. Nowy.”."]),
        (
            Reword((path("§ 2 pkt 1"),), (punkt("misja"),)),
            ["w § 2 pkt 1 otrzymuje brzmienie:", "„1) misja;”."],
        ),
        (
            Reword((path("§ 2 pkt 1"), path("§ 2 pkt 2")), (punkt("misja"), punkt("wizja"))),
            ["w § 2 pkt 1 i 2 otrzymują brzmienie:", "„1) misja;", "2) wizja;”."],
        ),
        (
            Reword((path("§ 2 pkt 3"),), (punkt("terminy:", litera("długie"), litera("krótkie")),)),
            ["w § 2 pkt 3 otrzymuje brzmienie:", "„3) terminy:", "a) długie,", "b) krótkie.”."],
        ),
        (
            Reword((path("§ 3"),), (paragraf(ustep("Jeden"), ustep("Dwa:", punkt("a"), punkt("b"))),)),
            ["§ 3 otrzymuje brzmienie:", "„§ 3. 1. Jeden.", "2. Dwa:", "1) a;", "2) b.”."],
        ),
        (
            Reword((path("§ 5 pkt 1 lit. a tiret 1"),), (tiret("nazwisko"),)),
            ["w § 5 w pkt 1 w lit. a tiret pierwsze otrzymuje brzmienie:", "„– nazwisko,”."],
        ),
        (
            Reword((path("§ 5 pkt 1 lit. a tiret 2 ptiret 2"),), (podwojne_tiret("szkoła"),)),
            ["w § 5 w pkt 1 w lit. a w tiret drugim podwójne tiret drugie otrzymuje brzmienie:", "„– – szkoła;”."],
        ),
        (Add((), "4", (paragraf("Nowy"),)), ["po § 4 dodaje się § 4a w brzmieniu:", "„§ 4a. Nowy.”."]),
        (Add((), "", (paragraf("Nowy"),)), ["po § 6 dodaje się § 6a w brzmieniu:", "„§ 6a. Nowy.”."]),
        (
            Add((), "4", (paragraf("Raz"), paragraf("Dwa"), paragraf("Trzy"))),
            ["po § 4 dodaje się § 4a–4c w brzmieniu:", "„§ 4a. Raz.", "§ 4b. Dwa.", "§ 4c. Trzy.”."],
        ),
        (
            Add(path("§ 3"), "1", (ustep("Nowy"), ustep("Drugi"))),
            ["w § 3 po ust. 1 dodaje się ust. 1a i 1b w brzmieniu:", "„1a. Nowy.", "1b. Drugi.”."],
        ),
        (Add(path("§ 3"), "", (ustep("Nowy"),)), ["w § 3 dodaje się ust. 3 w brzmieniu:", "„3. Nowy.”."]),
        (Add(path("§ 3"), "2", (ustep("Nowy"),)), ["w § 3 dodaje się ust. 3 w brzmieniu:", "„3. Nowy.”."]),
        (
            Add(path("§ 3 ust. 2"), "", (punkt("zakupy"),)),
            [
                "w § 3 w ust. 2 w pkt 2 kropkę zastępuje się średnikiem i dodaje się pkt 3 w brzmieniu:",
                "„3) zakupy.”.",
            ],
        ),
        (
            Add(path("§ 2"), "", (punkt("nowe"),)),  # the dot of „2018 r.” stays
            ["w § 2 w pkt 3 na końcu dodaje się średnik i dodaje się pkt 4 w brzmieniu:", "„4) nowe.”."],
        ),
        (
            Add(path("§ 2 pkt 2"), "", (litera("inne"),)),
            [
                "w § 2 w pkt 2 w lit. b średnik zastępuje się przecinkiem i dodaje się lit. c w brzmieniu:",
                "„c) inne;”.",
            ],
        ),
        (
            Add(path("§ 4"), "", (punkt("uchyla"),)),
            ["w § 4 w pkt 2 na końcu dodaje się przecinek i dodaje się pkt 3 w brzmieniu:", "„3) uchyla”."],
        ),
        (
            Add(path("§ 2 pkt 2"), "a", (litera("inne"),)),
            ["w § 2 w pkt 2 po lit. a dodaje się lit. aa w brzmieniu:", "„aa) inne,”."],
        ),
        (
            Add(path("§ 5 pkt 1 lit. a"), "1", (tiret("nazwisko"),)),
            ["w § 5 w pkt 1 w lit. a po tiret pierwszym dodaje się tiret pierwsze a w brzmieniu:", "„– nazwisko,”."],
        ),
        (
            ReplaceWords(path("§ 3 ust. 1"), "Dyrektor", "zastępca Dyrektora"),
            ["w § 3 w ust. 1 wyraz „Dyrektor” zastępuje się wyrazami „zastępca Dyrektora”."],
        ),
        (
            ReplaceWords(path("§ 2 pkt 3"), "2018", "2019"),
            ["w § 2 w pkt 3 liczbę „2018” zastępuje się liczbą „2019”."],
        ),
        (ReplaceWords(path("§ 2 pkt 3"), "do końca", ""), ["w § 2 w pkt 3 skreśla się wyrazy „do końca”."]),
        (
            ReplaceWords(path("§ 3 ust. 2"), "Zespół", "Rada"),
            ["w § 3 w ust. 2 we wprowadzeniu do wyliczenia wyraz „Zespół” zastępuje się wyrazem „Rada”."],
        ),
        (
            ReplaceWords(path("§ 4"), "Dyrektora", "Rady"),
            ["w § 4 w części wspólnej wyraz „Dyrektora” zastępuje się wyrazem „Rady”."],
        ),
        (
            AddWords(path("§ 1"), "regulamin", "pracy"),
            ["w § 1 po wyrazie „regulamin” dodaje się wyraz „pracy”."],
        ),
    ],
)
def test_one_change_stands_in_the_sentence_itself(change, lines):
    assert said(change) == lines


def test_several_changes_of_one_paragraph_are_points():
    assert said(Repeal((path("§ 2 pkt 1"),)), AddWords(path("§ 2"), "Regulamin", "pracy")) == [
        "w § 2 wprowadza się następujące zmiany:",
        "1) we wprowadzeniu do wyliczenia po wyrazie „Regulamin” dodaje się wyraz „pracy”;",
        "2) uchyla się pkt 1.",
    ]


def test_each_changed_paragraph_is_a_point_in_the_order_of_the_amended_act():
    assert said(
        Repeal((path("§ 6"),)),
        Add((), "3", (paragraf("Nowy"),)),
        Repeal((path("§ 3 ust. 1"),)),
        Repeal((path("§ 1"),)),
    ) == [
        "wprowadza się następujące zmiany:",
        "1) uchyla się § 1;",
        "2) w § 3 uchyla się ust. 1;",
        "3) po § 3 dodaje się § 3a w brzmieniu:",
        "„§ 3a. Nowy.”;",
        "4) uchyla się § 6.",
    ]


def test_consecutive_units_changed_one_by_one_are_taken_together():
    assert said(
        Repeal((path("§ 2 pkt 2"),)),
        Repeal((path("§ 2 pkt 1"),)),
        Add((), "4", (paragraf("Raz"),)),
        Add((), "4", (paragraf("Dwa"),)),
    ) == [
        "wprowadza się następujące zmiany:",
        "1) w § 2 uchyla się pkt 1 i 2;",
        "2) po § 4 dodaje się § 4a i 4b w brzmieniu:",
        "„§ 4a. Raz.",
        "§ 4b. Dwa.”.",
    ]


def test_lists_go_down_to_double_tirets_and_no_further():
    where = "§ 5 pkt 1 lit. a tiret 2"
    changes = (
        Repeal((path("§ 1"),)),
        Repeal((path("§ 5 pkt 2"),)),
        Reword((path("§ 5 pkt 1 lit. a tiret 1"),), (tiret("nazwisko"),)),
        Repeal((path(f"{where} ptiret 1"),)),
        Reword((path(f"{where} ptiret 2"),), (podwojne_tiret("szkoła"),)),
        Add(path("§ 5 pkt 1"), "", (litera("lista"),)),
    )
    assert said(*changes) == [
        "wprowadza się następujące zmiany:",
        "1) uchyla się § 1;",
        "2) w § 5:",
        "a) w pkt 1:",
        "– w lit. a:",
        "– – tiret pierwsze otrzymuje brzmienie:",
        "„– nazwisko,”,",
        "– – w tiret drugim uchyla się podwójne tiret pierwsze,",
        "– – w tiret drugim podwójne tiret drugie otrzymuje brzmienie:",
        "„– – szkoła,”,",
        "– dodaje się lit. b w brzmieniu:",
        "„b) lista;”,",
        "b) uchyla się pkt 2.",
    ]


def test_a_mark_moves_once_when_lists_inside_one_another_grow():
    assert said(Add(path("§ 3 ust. 2"), "", (punkt("zakupy"),)), Repeal((path("§ 3 ust. 2 pkt 2"),))) == [
        "w § 3 w ust. 2 wprowadza się następujące zmiany:",
        "1) uchyla się pkt 2;",
        "2) dodaje się pkt 3 w brzmieniu:",
        "„3) zakupy.”.",
    ]
    tree = (paragraf("Lista:", punkt("x"), punkt("y:", litera("a"), litera("b"))),)
    assert said(Add(path("§ 1"), "", (punkt("z"),)), Add(path("§ 1 pkt 2"), "", (litera("c"),)), tree=tree) == [
        "w § 1 wprowadza się następujące zmiany:",
        "1) w pkt 2 w lit. b kropkę zastępuje się przecinkiem i dodaje się lit. c w brzmieniu:",
        "„c) c;”;",
        "2) dodaje się pkt 3 w brzmieniu:",
        "„3) z.”.",
    ]


def test_new_wording_already_ends_as_its_place_will_ask():
    assert said(
        Reword((path("§ 3 ust. 2 pkt 2"),), (punkt("wydatki"),)), Add(path("§ 3 ust. 2"), "", (punkt("a"),))
    ) == [
        "w § 3 w ust. 2 wprowadza się następujące zmiany:",
        "1) pkt 2 otrzymuje brzmienie:",
        "„2) wydatki;”;",
        "2) dodaje się pkt 3 w brzmieniu:",
        "„3) a.”.",
    ]


def test_a_mark_after_a_common_part_is_named_so():
    tree = (paragraf("Lista:", punkt("x"), punkt("y:", litera("a"), litera("b"), tail="razem")),)
    assert said(Add(path("§ 1"), "", (punkt("z"),)), tree=tree) == [
        "w § 1 w pkt 2 w części wspólnej kropkę zastępuje się średnikiem i dodaje się pkt 3 w brzmieniu:",
        "„3) z.”.",
    ]


def test_the_worked_example_comes_out_word_for_word():
    from tests.teams.appointment.example import WHOLE

    tree = tree_of(WHOLE)
    provision = amending_provision(tuple(reversed(example.CHANGES)), tree, example.ACT)
    assert to_text((provision,)) == example.AMENDING
    assert list(citations((provision,)).values()) == example.CITED


def tree_of(whole):
    """The provisions of worked example A."""
    lines = whole.splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("§ 1."))
    return as_nodes("\n".join(lines[start:-3]))


def as_nodes(text):
    from apps.orders.text import Node

    from . import reader

    def node(unit):
        return Node(unit.kind, unit.text, tuple(map(node, unit.units)), unit.tail)

    return tuple(map(node, reader.read(text).units))
