"""Names in a text, in whatever form, and a text without them."""

import pytest

from apps.orders.text import litera, paragraf, punkt, to_json
from apps.publication.leaving_out import MARKER, LeavingOut, LeftOut
from apps.publication.mentions import Named, Names, mentions

BARBARA = Named("Barbara Modelowa", "pracownik socjalny w Rejonowym Zespole Pomocy Społecznej Nr 1")
PEOPLE = [
    BARBARA,
    Named("Jan Nowak"),
    Named("Janina Nowak"),
    Named("Paweł Kozioł"),
    Named("Anna Maria Dudek-Wrona"),
    Named("Marek Gołąb"),
    Named("Ewa Próbna"),
    Named("Robert Zaręba"),
    Named("Agnieszka Sroka"),
    Named("Zofia Kwiecień"),
]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("członek – Barbara Modelowa, pracownik", [("Barbara Modelowa", "Barbara Modelowa")]),
        ("Barbarze Modelowej, z Barbarą\u00a0Modelową", ["Barbarze Modelowej", "Barbarą\u00a0Modelową"]),
        ("B. Modelowa i Modelowa Barbara", ["B. Modelowa", "Modelowa Barbara"]),
        ("pani Modelowej", ["Modelowej"]),
        ("MODELOWA BARBARA", ["MODELOWA BARBARA"]),
        ("Pawła Kozła i Pawłem Koziołem", ["Pawła Kozła", "Pawłem Koziołem"]),
        ("Annę Marię Dudek-Wronę oraz A.M. Wrony", ["Annę Marię Dudek-Wronę", "A.M. Wrony"]),
        ("Marka Gołębia", ["Marka Gołębia"]),
        ("Robercie Zarębie", ["Robercie Zarębie"]),
        ("Agnieszce Sroce", ["Agnieszce Sroce"]),
        ("Zofii Kwietnia", ["Zofii Kwietnia"]),
        ("okres próbny, praca modelowa, Nowakowska, Modelowania", []),
        ("Janowi Nowakowi", [("Janowi Nowakowi", "Jan Nowak")]),
        ("Janinę Nowak", [("Janinę Nowak", "Janina Nowak")]),
    ],
)
def test_people_are_found_in_any_form(text, found):
    named = mentions(text, Names(PEOPLE))
    words = [one if isinstance(one, str) else one[0] for one in found]
    assert [text[one.start : one.end] for one in named] == words
    who = [words[1] for words in found if not isinstance(words, str)]
    assert not who or [one.who.name for one in named] == who


def without(line, *hidden, shown=(), words=()):
    return LeavingOut(tuple(hidden), tuple(shown), tuple(words)).of_line(line)


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("Barbara Modelowa, pracownik socjalny w  Rejonowym Zespole Pomocy Społecznej Nr\u00a01", MARKER),
        ("członkini – Barbara Modelowa, starszy pracownik", f"członkini – {MARKER}"),
        ("Odwołuje się Barbarę Modelową ze składu Zespołu", f"Odwołuje się {MARKER} ze składu Zespołu"),
        (
            "wyrazy „Barbara Modelowa, pracownik socjalny w Rejonowym Zespole Pomocy Społecznej Nr 1” skreśla się",
            f"wyrazy „{MARKER}” skreśla się",
        ),
        ("wyrazy „– Barbara Modelowa, kierownik” skreśla się", f"wyrazy „– {MARKER}, kierownik” skreśla się"),
    ],
)
def test_a_person_goes_with_the_description(line, left):
    assert without(line, BARBARA) == left


def test_who_holds_a_function_stays_though_the_surname_is_the_same():
    line = "przewodnicząca – Anna Nowak, kierownik; Jan Nowak; Annie Nowak"
    left = without(line, Named("Jan Nowak"), shown=[Named("Anna Nowak")])
    assert left == f"przewodnicząca – Anna Nowak, kierownik; {MARKER}; Annie Nowak"


def test_of_two_people_of_one_name_neither_is_named():
    assert without("Jan Nowak", Named("Jan Nowak"), shown=[Named("Jan Nowak")]) == MARKER


def test_words_of_the_publisher_go_as_they_stand_in_any_case_and_spacing():
    assert without("Szkoła  Nr 3, szkołami", words=["szkoła nr 3"]) == f"{MARKER}, szkołami"


def test_every_string_of_the_text_is_looked_at_and_each_place_is_told():
    entry = litera(f"{BARBARA.name}, {BARBARA.description}")
    text = {
        "prefix": "zmieniające zarządzenie w sprawie",
        "subject": "powołania Barbary Modelowej",
        "opening": "Na podstawie § 7 Statutu",
        "body": [
            *to_json((paragraf("W skład wchodzą:", punkt("członkowie:", entry)),)),
            {"kind": "paragraf", "text": "otrzymuje brzmienie", "quoted": to_json((entry,)), "tail": "Modelowej"},
        ],
        "annexes": [{"title": "Lista", "body": to_json((paragraf("Barbara Modelowa pisze"),))}],
        "signature": ["Dyrektor"],
    }
    leaving_out = LeavingOut((BARBARA,))
    public = leaving_out.of_text(text)
    whole = f"{BARBARA.name}, {BARBARA.description}"
    assert leaving_out.found == [
        LeftOut("tytuł", "Barbary Modelowej"),
        LeftOut("§ 1 pkt 1 lit. a", whole),
        LeftOut("§ 2", whole),
        LeftOut("§ 2", "Modelowej"),
        LeftOut("załącznik nr 1 § 1", "Barbara Modelowa"),
    ]
    assert "Modelow" not in str(public)
    assert public | {"subject": 0, "body": 0, "annexes": 0} == text | {"subject": 0, "body": 0, "annexes": 0}
    assert public["body"][0]["children"][0]["children"] == [{"kind": "litera", "text": MARKER}]
