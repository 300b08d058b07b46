"""Units and positions in time: a change is a new term, nothing is overwritten, every day can be asked."""

import datetime
from decimal import Decimal

import pytest
from django.db import InternalError, connection, transaction
from django.test import Client

from apps.core.errors import DomainError
from apps.core.models import AuditEvent
from apps.organisation import actions, reading, rules
from apps.organisation.models import KeyPost, PositionTerm, UnitTerm
from tests import factories
from tests.factories.organisation import SINCE, position, unit

pytestmark = pytest.mark.django_db
DAY = datetime.date(2018, 6, 11)
LATER = datetime.date(2019, 3, 1)


def drawn(office, day):
    """The structure as text: names, deeper ones further in."""

    def lines(nodes, depth):
        for node in nodes:
            yield "  " * depth + node.term.name
            yield from lines(node.children, depth + 1)

    return list(lines(reading.structure_on(office.centre, day).roots, 0))


def refused(action, *args, **kwargs):
    with pytest.raises(DomainError) as refusal, transaction.atomic():
        action(*args, **kwargs)
    return str(refusal.value)


@pytest.fixture
def built(office):
    office.top = unit(office.centre, "Dyrektor", office.hr, symbol="D")
    office.help = unit(office.centre, "Dział Pomocy", office.hr, parent=office.top, rank=1)
    office.rzps = unit(office.centre, "RZPS Nr 1", office.hr, parent=office.help)
    return office


def test_the_structure_of_any_day_follows_from_the_terms(built):
    actions.change_unit(built.rzps, {"name": "Zespół ds. Świadczeń", "parent": built.top}, LATER, by=built.hr)

    assert drawn(built, SINCE - datetime.timedelta(1)) == []
    assert drawn(built, LATER - datetime.timedelta(1)) == ["Dyrektor", "  Dział Pomocy", "    RZPS Nr 1"]
    assert drawn(built, LATER) == ["Dyrektor", "  Zespół ds. Świadczeń", "  Dział Pomocy"]


def test_a_change_overwrites_nothing(built):
    actions.change_unit(built.rzps, {"name": "Nowa nazwa"}, DAY, by=built.hr)
    actions.change_unit(built.rzps, {"name": "Poprawiona nazwa"}, DAY, by=built.hr)

    terms = built.rzps.terms.order_by("pk").values_list("name", "since_on", "until_on", "withdrawn_by")
    assert list(terms) == [
        ("RZPS Nr 1", SINCE, None, built.hr.pk),
        ("RZPS Nr 1", SINCE, DAY, None),
        ("Nowa nazwa", DAY, None, built.hr.pk),
        ("Poprawiona nazwa", DAY, None, None),
    ]


def test_a_change_lasts_till_the_next_one_already_written(built):
    actions.change_unit(built.rzps, {"name": "Od marca"}, LATER, by=built.hr)
    actions.change_unit(built.rzps, {"name": "Od czerwca"}, DAY, by=built.hr)

    standing, replaced = reading.history(built.rzps)
    assert [(term.name, term.since_on, term.until_on) for term in standing] == [
        ("RZPS Nr 1", SINCE, DAY),
        ("Od czerwca", DAY, LATER),
        ("Od marca", LATER, None),
    ]
    assert len(replaced) == 2


def test_each_deed_leaves_what_it_changed(built):
    actions.change_unit(built.rzps, {"name": "Nowa"}, DAY, by=built.hr)
    event = AuditEvent.objects.get(verb="unit.changed")
    assert (event.object_id, event.data) == (
        built.rzps.pk,
        {"since": "2018-06-11", "changed": {"name": ["RZPS Nr 1", "Nowa"]}},
    )


REFUSALS = {
    "a change that changes nothing": lambda o: (
        (actions.change_unit, o.rzps, {"name": "RZPS Nr 1"}, DAY),
        "Nic się nie zmienia: od tego dnia jest już tak, jak w formularzu.",
    ),
    "before it was": lambda o: (
        (actions.change_unit, o.rzps, {"name": "X"}, datetime.date(2017, 12, 31)),
        "W dniu 31.12.2017 r. nie ma takiej komórki.",
    ),
    "a unit under itself": lambda o: (
        (actions.change_unit, o.top, {"parent": o.rzps}, DAY),
        "Komórka „Dyrektor” podlegałaby sama sobie.",
    ),
    "closing what others belong to": lambda o: (
        (actions.close_unit, o.help, DAY),
        "W tym czasie nie byłoby komórki nadrzędnej dla: „RZPS Nr 1”. "
        "Najpierw zmień ich podległość albo zamknij te komórki.",
    ),
    "under a unit that is not there yet": lambda o: (
        (actions.change_unit, o.rzps, {"parent": unit(o.centre, "Przyszła", o.hr, since=LATER)}, DAY),
        "W tym czasie nie byłoby komórki nadrzędnej dla: „RZPS Nr 1”. "
        "Najpierw zmień ich podległość albo zamknij te komórki.",
    ),
    "closing a unit with a position": lambda o: (
        (actions.close_unit, position(o.rzps, "pracownik socjalny", o.hr).terms.get().unit, DAY),
        "W tym czasie nie byłoby komórki dla stanowisk: „pracownik socjalny”. Najpierw przenieś je albo zamknij.",
    ),
    "a second head": lambda o: (
        (actions.change_position, [position(o.rzps, name, o.hr, leads=name == "kierownik") for name in
                                   ("kierownik", "zastępca")][1], {"leads": True}, DAY),
        "Ta komórka ma już w tym czasie stanowisko kierujące.",
    ),
    "a parent of another centre": lambda o: (
        (actions.change_unit, o.rzps, {"parent": unit(o.other, "Obca", o.stranger)}, DAY),
        "Komórka nadrzędna jest z innego ośrodka.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSALS)
def test_what_cannot_be_is_refused_in_words_and_changes_nothing(built, what):
    built.other = factories.centre()
    built.stranger = factories.user_of(factories.person(built.other, roles=["hr"]))
    (action, *args), words = REFUSALS[what](built)
    before = list(UnitTerm.objects.order_by("pk").values()) + list(PositionTerm.objects.order_by("pk").values())
    assert refused(action, *args, by=built.hr) == words
    assert list(UnitTerm.objects.order_by("pk").values()) + list(PositionTerm.objects.order_by("pk").values()) == before


def test_a_cycle_on_some_days_only_is_a_cycle(built):
    """From March „Dział” stands by itself; till then it may not hang under its own subunit."""
    actions.change_unit(built.rzps, {"parent": None}, LATER, by=built.hr)
    assert refused(actions.change_unit, built.help, {"parent": built.rzps}, DAY, by=built.hr) == (
        "Komórka „Dział Pomocy” podlegałaby sama sobie."
    )
    actions.change_unit(built.help, {"parent": built.rzps}, LATER, by=built.hr)
    assert drawn(built, LATER) == ["Dyrektor", "RZPS Nr 1", "  Dział Pomocy"]


def test_closing_from_below_and_taking_back(built):
    for one in (built.rzps, built.help):
        actions.close_unit(one, LATER, by=built.hr)
    assert (drawn(built, DAY), drawn(built, LATER)) == (["Dyrektor", "  Dział Pomocy", "    RZPS Nr 1"], ["Dyrektor"])
    actions.close_unit(built.rzps, SINCE, by=built.hr)
    assert drawn(built, DAY) == ["Dyrektor", "  Dział Pomocy"]


def test_positions_carry_time_heads_and_key_posts(built):
    social = KeyPost.objects.get(centre=None, name="pracownik socjalny")
    position(built.rzps, "kierownik zespołu", built.hr, leads=True)
    workers = position(built.rzps, "starszy pracownik socjalny", built.hr, fte="4.50", key_post=social)
    actions.change_position(workers, {"fte": Decimal("6.25")}, LATER, by=built.hr)

    early, late = (reading.structure_on(built.centre, day) for day in (DAY, LATER))
    assert (early.fte, late.fte) == (Decimal("5.50"), Decimal("7.25"))
    node = reading.path(late.roots, built.rzps.pk)[-1]
    assert (node.head.term.name, node.head.names) == ("kierownik zespołu", "wakat")
    assert [post.term.key_post for post in node.key_posts] == [social]


def test_only_kadry_of_the_centre_keep_the_structure(built):
    for who in (built.employee, factories.user_of(factories.person(factories.centre(), roles=["hr"]))):
        assert refused(actions.close_unit, built.rzps, DAY, by=who) == (
            "Strukturę organizacyjną prowadzą kadry ośrodka."
        )


def test_key_posts_are_the_models_and_the_centres_own(built):
    own = actions.add_key_post(built.centre, "asystent rodziny", by=built.hr)
    assert refused(actions.add_key_post, built.centre, "Pracownik socjalny", by=built.hr) == (
        "To stanowisko kluczowe jest już na liście."
    )
    actions.withdraw_key_post(own, by=built.hr)
    assert [post.name for post in rules.key_posts(built.centre)] == [
        "pracownik socjalny",
        "pracownik ds. świadczeń",
        "pracownik pierwszego kontaktu",
        "koordynator usług pomocy społecznej",
    ]


STATEMENTS = {
    "a name": ("UPDATE organisation_unitterm SET name = 'X'", "Raz zapisane nie zmienia się"),
    "a day": ("UPDATE organisation_unitterm SET until_on = '2030-01-01'", "Raz zapisane nie zmienia się"),
    "time": ("UPDATE organisation_positionterm SET fte = 9", "Raz zapisane nie zmienia się"),
    "what was replaced": (
        "UPDATE organisation_unitterm SET withdrawn_at = NULL, withdrawn_by_id = NULL WHERE withdrawn_at IS NOT NULL",
        "Zastąpionego zapisu już się nie zmienia",
    ),
    "another centre": ("UPDATE organisation_unit SET centre_id = centre_id + 1", "Raz zapisane nie zmienia się"),
}


@pytest.mark.parametrize("what", STATEMENTS)
def test_the_database_keeps_what_was_written(built, what):
    position(built.rzps, "kierownik", built.hr)
    actions.change_unit(built.rzps, {"name": "Nowa"}, DAY, by=built.hr)
    statement, words = STATEMENTS[what]
    with pytest.raises(InternalError) as refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert str(refusal.value).startswith(words)


def test_the_same_unit_is_not_added_twice(office):
    unit(office.centre, "Sekcja Poradnictwa", office.hr, symbol="SP")
    with pytest.raises(DomainError) as refusal, transaction.atomic():
        unit(office.centre, "sekcja poradnictwa", office.hr, symbol="SP")
    assert str(refusal.value) == "Jest już taka komórka (od 1 stycznia 2018 r.)."
    unit(office.centre, "Sekcja Poradnictwa", office.hr, symbol="SP2")


@pytest.mark.parametrize("path", ["?dzien=31.02.2026", "pracownicy/?dzien=wczoraj", "dwa-dni/?od=ala&do=ola"])
def test_a_day_that_is_none_is_said(office, path):
    browser = Client()
    browser.force_login(office.employee)
    page = browser.get(f"/organizacja/{path}").content.decode().replace("&nbsp;", " ")
    assert page.count("Nie ma takiego dnia. Pokazujemy dzisiejszy stan.") == 1
