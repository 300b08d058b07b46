"""What the text says when the team is not the usual one."""

import datetime

import pytest

from apps.orders.text import to_text
from apps.teams.appointment.content import Appointee, Appointment, Names
from apps.teams.appointment.text import effects, provisions, task_text

NAMES = Names("Miejskiego Ośrodka Pomocy Społecznej w Mieście", "Dyrektor", "Dyrektora", "Dyrektorowi", "Dyrektorem")
ANNA, JAN = Appointee(1, "Anna Wzorowa", "f", "chair"), Appointee(2, "Jan Próbny", "m", "chair")
EWA, OLA = Appointee(3, "Ewa Testowa", "f", "member"), Appointee(4, "Ola Ćwiczebna", "f", "member", "inspektor")
ADAM = Appointee(5, "Adam Wzorcowy", "m", "member")


def said(*people, **fields):
    usual = {"tasks": ("opracowanie planu",), "people": people or (ANNA, EWA)}
    return Appointment(NAMES, "Zespół do spraw prób", "Zespołu do spraw prób", **usual | fields)


def lines(*people, **fields):
    return to_text(provisions(said(*people, **fields))).splitlines()


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ([ANNA], ["§ 2. W skład Zespołu wchodzi przewodnicząca – Anna Wzorowa."]),
        (
            [JAN, ADAM],
            ["§ 2. W skład Zespołu wchodzą:", "1) przewodniczący – Jan Próbny;", "2) członek – Adam Wzorcowy."],
        ),
        (
            [JAN, EWA, OLA],
            [
                "§ 2. W skład Zespołu wchodzą:",
                "1) przewodniczący – Jan Próbny;",
                "2) członkinie:",
                "a) Ewa Testowa,",
                "b) Ola Ćwiczebna, inspektor.",
            ],
        ),
        (
            [EWA, ADAM, ANNA],
            [
                "§ 2. W skład Zespołu wchodzą:",
                "1) przewodnicząca – Anna Wzorowa;",
                "2) członkowie:",
                "a) Ewa Testowa,",
                "b) Adam Wzorcowy.",
            ],
        ),
    ],
)
def test_the_composition(people, expected):
    text = lines(*people)
    start = text.index(expected[0])
    assert text[start : start + len(expected)] == expected


@pytest.mark.parametrize(
    ("people", "leads", "keeps", "executes"),
    [
        (
            [JAN, Appointee(6, "Iga Mała", "f", "deputy"), Appointee(7, "Ida Mała", "f", "secretary")],
            "Pracami Zespołu kieruje przewodniczący, a w razie jego nieobecności – zastępca przewodniczącego.",
            "2. Protokół sporządza sekretarz, a podpisują prowadzący posiedzenie i sekretarz.",
            "Wykonanie zarządzenia powierza się przewodniczącemu Zespołu.",
        ),
        (
            [ANNA, EWA],
            "Pracami Zespołu kieruje przewodnicząca, "
            "a w razie jej nieobecności – wyznaczony przez nią członek Zespołu.",
            "2. Protokół sporządza członek Zespołu wyznaczony przez przewodniczącą, a podpisują prowadzący posiedzenie "
            "i sporządzający protokół.",
            "Wykonanie zarządzenia powierza się przewodniczącej Zespołu.",
        ),
        (
            [JAN],
            "Pracami Zespołu kieruje przewodniczący.",
            "2. Protokół sporządza i podpisuje przewodniczący.",
            "Wykonanie zarządzenia powierza się przewodniczącemu Zespołu.",
        ),
    ],
)
def test_functions_agree_with_the_gender_of_the_chair(people, leads, keeps, executes):
    text = lines(*people)
    assert f"§ 4. 1. {leads}" in text
    assert keeps in text
    assert text[-2].endswith(executes)


def test_the_director_is_defined_where_first_named_even_in_a_typed_task():
    text = "\n".join(lines(tasks=("przedstawianie Dyrektorowi wniosków", "inne"), opinion_days=7))
    defined = "Dyrektorowi Miejskiego Ośrodka Pomocy Społecznej w Mieście, zwanemu dalej „Dyrektorem”, wniosków;"
    assert f"1) przedstawianie {defined}" in text
    assert "Zespół przedstawia Dyrektorowi w terminie 7 dni" in text
    assert "na wniosek Dyrektora albo" in text


def test_a_term_used_once_is_named_in_full_and_not_defined():
    text = "\n".join(lines())
    assert "na wniosek Dyrektora Miejskiego Ośrodka Pomocy Społecznej w Mieście albo na wniosek" in text
    assert "„Dyrektorem”" not in text


def test_a_definition_that_was_typed_is_left_as_it_is():
    task = "praca z ekspertami zatrudnionymi w ramach projektu, zwanymi dalej „ekspertami”, i z innymi ekspertami"
    assert f"§ 3. Do zadań Zespołu należy {task}." in lines(tasks=(task,), project="P")


def test_another_director_is_not_ours():
    task = "współpraca z Dyrektorem Szkoły Podstawowej"
    assert f"§ 3. Do zadań Zespołu należy {task}." in lines(tasks=(task,))


def test_guests_are_experts_named_in_full_when_nothing_named_them_before():
    assert any("eksperci zatrudnieni w ramach projektu oraz inne osoby" in line for line in lines(project="P"))
    assert any("bez prawa głosu, osoby zaproszone przez przewodniczącą." in line for line in lines())


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"project": "P"}, "2. Zespół działa na czas realizacji projektu „P”, zwanego dalej „projektem”."),
        ({}, "2. Zespół działa przez czas nieokreślony."),
        (
            {"project": "P", "indefinite": True},
            "2. Zespół działa przez czas nieokreślony, w tym na potrzeby projektu „P”, zwanego dalej „projektem”.",
        ),
    ],
)
def test_how_long_the_team_works(fields, expected):
    assert lines(**fields)[1] == expected


@pytest.mark.parametrize(
    ("effective", "expected"),
    [
        ("on_signing", "Zarządzenie wchodzi w życie z dniem podpisania."),
        ("on_date", "Zarządzenie wchodzi w życie z dniem 1 września 2018 r."),
        ("retroactive", "Zarządzenie wchodzi w życie z dniem podpisania, z mocą od dnia 1 września 2018 r."),
    ],
)
def test_entry_into_force_stands_last(effective, expected):
    assert lines(effective=effective, effective_on=datetime.date(2018, 9, 1))[-1].endswith(expected)


def test_what_the_team_works_on_is_listed_and_cited():
    work = {"products": (("1", "Cele"), ("2a", "Wpływ")), "documents": ((7, "Regulamin"), (8, "Zasady"))}
    appointment = said(**work, project="P", opinion_days=14)
    text = to_text(provisions(appointment))
    assert "2. Zespół przygotowuje produkty końcowe pilotażu określone w Tabeli 1:\n1) produkt 1 – „Cele”;" in text
    assert "3. Zespół pracuje nad dokumentami przygotowywanymi przez ekspertów zatrudnionych w ramach projektu" in text
    from apps.orders.text import citations

    done = effects(appointment, citations(provisions(appointment)))
    assert (done["products"], done["documents"]) == (["1", "2a"], [7, 8])
    assert done["provisions"] == {"products": "§ 3 ust. 2", "documents": "§ 3 ust. 3", "opinion": "§ 3 ust. 4"}


def test_rules_are_data_with_the_provision_that_made_them():
    appointment = said(circular=False, dissent_days=None, quorum="two_thirds", majority="absolute")
    from apps.orders.text import citations

    assert effects(appointment, citations(provisions(appointment)))["rules"] == {
        "quorum": "two_thirds",
        "majority": "absolute",
        "casting_vote": True,
        "circular": False,
        "dissent_days": 0,
        "dissent_day_kind": "working",
        "provisions": {"quorum": "§ 4 ust. 3"},
    }


def test_without_dissent_nothing_speaks_of_it():
    assert "odrębn" not in "\n".join(lines(dissent_days=None))


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Opracowanie koncepcji", "opracowanie koncepcji"),
        ("1) opiniowanie pism", "opiniowanie pism"),
        ("– Współpraca z MOPS", "współpraca z MOPS"),
        ("Lokalna Polityka Świadczeń – opis", "Lokalna Polityka Świadczeń – opis"),
        ("MOPS: opis", "MOPS: opis"),
        ("a) ocena", "ocena"),
    ],
)
def test_a_typed_task_loses_its_own_mark_and_a_capital_action(typed, written):
    assert task_text(typed) == written
