"""Own labels, quotations, repealed units and footnotes of the text of an order."""

from dataclasses import replace

import pytest

from apps.orders import text
from apps.orders.text import Node, litera, paragraf, podwojne_tiret, punkt, tiret, ustep


def printed(*units):
    return text.to_text(units).splitlines()


def test_an_earlier_order_keeps_its_hash():
    """Pinned: the hash that the program gave before units had labels, quotations and footnotes."""
    tree = (
        paragraf(
            ustep("Powołuje się Zespół."),
            ustep(
                "Działa:",
                punkt("stale:", litera("w dni:", tiret("robocze"), tiret("inne")), litera("w święta")),
                punkt("doraźnie"),
                tail="– bez zwłoki",
            ),
        ),
        paragraf("Wchodzi w życie z dniem podpisania.", key="x"),
    )
    said = {"subject": "powołania Zespołu", "body": text.to_json(tree)}
    pinned = "f1f11bc465c94cbf2fca2e5293bd2d62b40684737a087f70edf85acd18f3dce0"
    assert text.text_hash(said, {"kind": "appoint_team"}) == pinned
    again = {"subject": "powołania Zespołu", "body": text.to_json(text.from_json(said["body"]))}
    assert text.text_hash(again, {"kind": "appoint_team"}) == pinned


def test_a_label_said_wins_over_the_place():
    tree = (
        paragraf("Lista:", punkt("a"), replace(punkt("b", key="new"), label="1a"), replace(punkt("c"), label="2")),
        replace(paragraf("Nowy", key="section"), label="1a"),
    )
    assert printed(*tree) == ["§ 1. Lista:", "1) a;", "1a) b;", "2) c.", "§ 1a. Nowy."]
    assert text.citations(tree) == {"new": "§ 1 pkt 1a", "section": "§ 1a"}


def test_new_wording_is_quoted_whole_and_followed_by_the_mark_of_the_amending_list():
    new = (paragraf(ustep("Raz"), ustep("Dwa:", punkt("x"), punkt("y"))),)
    first = Node("punkt", "§ 1 otrzymuje brzmienie:", quoted=new)
    assert printed(paragraf("Zmiany:", first, punkt("uchyla się § 2"))) == [
        "§ 1. Zmiany:",
        "1) § 1 otrzymuje brzmienie:",
        "„§ 1. 1. Raz.",
        "2. Dwa:",
        "1) x;",
        "2) y.”;",
        "2) uchyla się § 2.",
    ]


def test_a_quoted_unit_ends_as_in_its_own_act():
    quoted = (replace(litera("doraźne"), label="b", ending=";"),)
    assert printed(Node("paragraf", "W zarządzeniu lit. b otrzymuje brzmienie:", quoted=quoted)) == [
        "§ 1. W zarządzeniu lit. b otrzymuje brzmienie:",
        "„b) doraźne;”.",
    ]


def test_a_quotation_closes_after_a_common_part():
    quoted = (paragraf("Zespół", punkt("ocenia"), punkt("zmienia"), tail="na wniosek"),)
    assert printed(Node("paragraf", "X:", quoted=quoted))[1:] == [
        "„§ 1. Zespół:",
        "1) ocenia,",
        "2) zmienia",
        "na wniosek.”.",
    ]


def test_double_tirets_end_as_tirets_do():
    deep = tiret("y:", podwojne_tiret("p"), podwojne_tiret("q", key="last"))
    tree = (paragraf("W:", punkt("x:", litera("z:", tiret("t"), deep)), punkt("v")),)
    assert printed(*tree)[4:] == ["– y:", "– – p,", "– – q;", "2) v."]
    assert text.citations(tree) == {"last": "§ 1 pkt 1 lit. a tiret drugie podwójne tiret drugie"}


@pytest.mark.parametrize(
    ("label", "said"),
    [("2", "drugie"), ("2a", "drugie a"), ("20", "dwudzieste"), ("21", "dwudzieste pierwsze"), ("30", "trzydzieste")],
)
def test_tirets_are_cited_by_words(label, said):
    assert text.citation("tiret", label) == f"tiret {said}"


def test_a_repealed_unit_keeps_the_mark_of_its_place_and_its_footnote_stands_after_it():
    tree = (
        paragraf(
            "Lista:",
            punkt("x:", Node("litera", repealed=True, notes=(1,)), litera("z")),
            Node("punkt", repealed=True, notes=(12,)),
        ),
        Node("paragraf", repealed=True),
    )
    assert printed(*tree)[2:] == ["a) (uchylona),¹⁾", "b) z;", "2) (uchylony).¹²⁾", "§ 2. (uchylony)."]


def test_a_footnote_stands_after_the_mark_of_its_unit():
    tree = (replace(paragraf(ustep("Raz"), replace(ustep("Dwa"), notes=(2,))), notes=(1,)),)
    assert printed(*tree) == ["§ 1.¹⁾ 1. Raz.", "2.²⁾ Dwa."]
    assert [mark.notes for mark in text.printed(tree)[0].units[0].marks] == [(1,), ()]


def test_everything_said_of_a_unit_is_stored():
    plain = Node("punkt", "x", (litera("y"),), "z", label="3a", ending=";", quoted=(litera("q"),))
    unit = replace(plain, repealed=True, notes=(1,), ahead=True)
    assert text.from_json(text.to_json((unit,))) == (unit,)
    assert text.from_json(text.to_json((replace(unit, ending=""),)))[0].ending == ""
