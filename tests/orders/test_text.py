"""Marks, punctuation and citations of ZTP § 57–59."""

import pytest

from apps.orders import text
from apps.orders.text import litera, paragraf, punkt, tiret, ustep


def printed(*units):
    return text.to_text(units).splitlines()


@pytest.mark.parametrize(
    ("n", "mark"), [(1, "a"), (2, "b"), (26, "z"), (27, "za"), (28, "zb"), (52, "zz"), (53, "zza"), (54, "zzb")]
)
def test_letters_go_on_after_z(n, mark):
    assert text.letter(n) == mark


def test_no_letter_is_polish():
    assert {text.letter(n) for n in range(1, 200)} & set("ąćęłńóśżź") == set()


def test_points_end_with_semicolons_and_the_last_with_a_full_stop():
    assert printed(paragraf("Zadania:", punkt("jedno"), punkt("drugie"), punkt("trzecie"))) == [
        "§ 1. Zadania:",
        "1) jedno;",
        "2) drugie;",
        "3) trzecie.",
    ]


def test_letters_end_with_commas_and_the_last_as_its_place_in_the_higher_list_asks():
    inner = punkt("członkowie", litera("Anna"), litera("Jan"))
    assert printed(paragraf("Skład", inner, punkt("sekretarz"))) == [
        "§ 1. Skład:",
        "1) członkowie:",
        "a) Anna,",
        "b) Jan;",
        "2) sekretarz.",
    ]
    assert printed(paragraf("Skład", punkt("sekretarz"), inner))[-2:] == ["a) Anna,", "b) Jan."]


def test_tirets_end_with_commas_and_the_last_as_its_place_asks():
    assert printed(paragraf("W", punkt("x", litera("y", tiret("raz"), tiret("dwa")), litera("z")), punkt("v"))) == [
        "§ 1. W:",
        "1) x:",
        "a) y:",
        "– raz,",
        "– dwa,",
        "b) z;",
        "2) v.",
    ]


def test_before_a_common_part_all_but_the_last_end_with_commas_and_the_mark_stands_after_it():
    listed = paragraf("Zespół", punkt("opiniuje"), punkt("ocenia"), punkt("zmienia"), tail="– na wniosek Dyrektora")
    assert printed(listed) == ["§ 1. Zespół:", "1) opiniuje,", "2) ocenia,", "3) zmienia", "– na wniosek Dyrektora."]


def test_a_common_part_inside_a_list_takes_the_mark_of_its_place():
    inner = punkt("w razie", litera("choroby"), litera("urlopu"), tail="– zastępca")
    assert printed(paragraf("Prowadzi", inner, punkt("inny")))[1:] == [
        "1) w razie:",
        "a) choroby,",
        "b) urlopu",
        "– zastępca;",
        "2) inny.",
    ]


def test_a_paragraph_of_usteps_opens_with_the_first_of_them():
    assert printed(paragraf(ustep("Pierwszy"), ustep("Drugi. I jeszcze zdanie")), paragraf("Trzeci")) == [
        "§ 1. 1. Pierwszy.",
        "2. Drugi. I jeszcze zdanie.",
        "§ 2. Trzeci.",
    ]


def test_a_single_ustep_is_no_ustep():
    assert printed(paragraf(ustep("Sam", punkt("a"), punkt("b")))) == ["§ 1. Sam:", "1) a;", "2) b."]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("praca", "§ 1. praca."),
        ("praca.", "§ 1. praca."),
        ("praca;", "§ 1. praca."),
        ("praca ,  ", "§ 1. praca."),
        ("działa do 31 maja 2018 r.", "§ 1. działa do 31 maja 2018 r."),
        ("zwany „Zespołem”", "§ 1. zwany „Zespołem”."),
        ("czy tak?", "§ 1. czy tak?"),
        ("dwa\n wiersze", "§ 1. dwa wiersze."),
    ],
)
def test_the_final_mark_is_never_typed_and_never_doubled(typed, shown):
    assert printed(paragraf(typed)) == [shown]


def test_an_abbreviation_keeps_its_dot_inside_a_list():
    listed = paragraf("Terminy", punkt("do 1 maja 2018 r."), punkt("do końca 2019 r."))
    assert printed(listed)[1:] == ["1) do 1 maja 2018 r.;", "2) do końca 2019 r."]


def test_units_are_cited_without_commas():
    tree = (
        paragraf("jeden", key="first"),
        paragraf(
            ustep("pierwszy"),
            ustep("drugi", punkt("x", litera("y"), litera("z", tiret("t"), tiret("u", key="deep"), key="letter"))),
        ),
        paragraf("trzy", punkt("a"), punkt("b", key="point")),
    )
    assert text.citations(tree) == {
        "first": "§ 1",
        "letter": "§ 2 ust. 2 pkt 1 lit. b",
        "deep": "§ 2 ust. 2 pkt 1 lit. b tiret drugie",
        "point": "§ 3 pkt 2",
    }


def test_a_stored_tree_prints_the_same_and_keys_are_not_stored():
    tree = (paragraf(ustep("a", punkt("b", litera("c"), litera("d"), tail="e"), key="k"), ustep("f")),)
    stored = text.to_json(tree)
    assert text.to_text(text.from_json(stored)) == text.to_text(tree)
    assert "key" not in text.canonical(stored)


def test_the_hash_is_of_what_is_said_and_done():
    said, does = {"subject": "x", "body": []}, {"team": "y"}
    assert text.text_hash(said, does) == text.text_hash({"body": [], "subject": "x"}, {"team": "y"})
    assert text.text_hash(said, does) != text.text_hash(said, {"team": "z"})
    assert text.text_hash(said, does) != text.text_hash(said | {"subject": "z"}, does)


def test_words_do_not_part_at_line_ends():
    line = next(text.printed((paragraf("Praca w zespole, o którym mowa w § 2 pkt 3, od 1 maja 2018 r."),))[0].lines())
    assert line == (
        "§\u00a01. Praca w\u00a0zespole, o\u00a0którym mowa w\u00a0§\u00a02 pkt\u00a03, od 1\u00a0maja 2018\u00a0r."
    )
