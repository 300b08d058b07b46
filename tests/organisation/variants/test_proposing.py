"""Structures that are only proposed: drawn from a day, changed row by row, held beside it and one another."""

import datetime
from decimal import Decimal

import pytest
from django.db import InternalError, connection, transaction

from apps.core import clock
from apps.organisation.actions import change_unit as change_own_unit
from apps.organisation.variants import actions, reading, rules
from apps.organisation.variants.actions.proposing import DECIDED
from tests import factories
from tests.factories.organisation import unit
from tests.factories.staffing import value
from tests.factories.variants import DAY, change_position, change_unit, drawn, introduced

from .played import outline, plain, refused, reshape, said

pytestmark = pytest.mark.django_db


def test_a_variant_begins_as_the_structure_of_the_day(old):
    [proposed] = reading.proposals([old.variant], DAY)
    assert [node.term.name for node in proposed] == ["Dyrektor", "RZPS Nr 1", "RZPS Nr 2"]
    assert (said(old.variant), old.variant.status, proposed.fte) == ([], "working", Decimal("14.00"))


def test_what_changes_is_said_with_the_moved_as_moved(old):
    assert said(reshape(old)) == [
        ("Nowe", "Komórka „Zespół ds. Świadczeń”, pod „Dyrektor”."),
        ("Nowe", "Stanowisko „pracownik ds. świadczeń” w komórce „Zespół ds. Świadczeń”: 4 etaty, "
                 "stanowisko kluczowe: pracownik ds. świadczeń."),
        ("Zniesione", "Komórka „RZPS Nr 2”."),
        ("Przeniesione", "Stanowisko „kierownik RZPS Nr 2” (1 etat): z komórki „RZPS Nr 2” do „Zespół ds. Świadczeń”."),
        ("Przemianowane", "Komórka „RZPS Nr 1” otrzymuje nazwę „Zespół ds. Pracy Socjalnej”."),
        ("Zmiana liczby etatów", "Stanowisko „pracownik socjalny” (Zespół ds. Pracy Socjalnej): "
                                 "było 12 etatów, będzie 8 etatów (−4 etaty)."),
        ("Symbole i kolejność", "Komórka „Zespół ds. Pracy Socjalnej”: symbol był „R1”, będzie „ZPS”."),
    ]  # fmt: skip


def test_another_head_and_a_moved_unit_are_said_once(old):
    change_position(old.variant, "kierownik RZPS Nr 1", old.hr, leads=False)
    change_position(old.variant, "pracownik socjalny", old.hr, leads=True)
    change_unit(old.variant, "RZPS Nr 2", old.hr, parent=old.variant.units.get(name="RZPS Nr 1"))
    assert said(old.variant) == [
        ("Przeniesione", "Komórka „RZPS Nr 2”: było pod „Dyrektor”, będzie pod „RZPS Nr 1”."),
        ("Zmiana kierującego", "Komórka „RZPS Nr 1”: kierowało stanowisko „kierownik RZPS Nr 1”, "
                               "będzie kierować „pracownik socjalny”."),
    ]  # fmt: skip


def test_sums_by_key_post_before_and_after(old):
    beside = reading.beside(reshape(old), DAY)
    assert [(str(one.key_post), one.before, one.after) for one in beside.sums] == [
        ("pracownik socjalny", 12, 8), ("pracownik ds. świadczeń", 0, 4), ("None", 2, 2),
    ]  # fmt: skip


def test_a_proposal_changes_nothing_in_the_centre(old):
    before = outline(old.centre, DAY)
    reshape(old)
    assert outline(old.centre, DAY) == before


def test_removing_a_unit_says_where_its_own_go(old):
    first = old.variant.units.get(name="RZPS Nr 1")
    assert refused(actions.remove_proposed_unit, first, by=old.hr) == (
        "W tej komórce coś jest. Wskaż, dokąd to przenieść, albo usuń ją z zawartością."
    )
    second = old.variant.units.get(name="RZPS Nr 2")
    actions.remove_proposed_unit(first, second, by=old.hr)
    assert sorted(second.positions.values_list("name", "leads")) == [
        ("kierownik RZPS Nr 1", False), ("kierownik RZPS Nr 2", True), ("pracownik socjalny", False),
    ]  # fmt: skip


def test_what_was_removed_can_come_back_as_itself(old):
    actions.remove_proposed_unit(old.variant.units.get(name="RZPS Nr 1"), whole=True, by=old.hr)
    assert refused(actions.restore_position, old.variant, old.workers, by=old.hr) == (
        "Wariant nie ma komórki tego stanowiska. Najpierw ją przywróć."
    )
    actions.restore_unit(old.variant, old.rzps1, by=old.hr)
    for one in (old.workers, old.head1):
        actions.restore_position(old.variant, one, by=old.hr)
    assert said(old.variant) == []


def test_a_unit_does_not_stand_under_itself(old):
    inner = old.variant.units.get(name="RZPS Nr 1")
    assert refused(change_unit, old.variant, "Dyrektor", old.hr, parent=inner) == (
        "Komórka „Dyrektor” podlegałaby sama sobie."
    )


def test_two_people_do_not_overwrite_one_another(old):
    row = old.variant.positions.get(name="pracownik socjalny")
    shown = rules.seen(row)
    change_position(old.variant, "pracownik socjalny", old.hr, fte=Decimal(9))
    data = {key: getattr(row, key) for key in ("unit", "name", "symbol", "fte", "key_post", "leads")} | {
        "fte": Decimal(10)
    }
    assert refused(actions.change_proposed_position, row, data, shown, by=old.hr) == (
        "W międzyczasie zmienił to ktoś inny. Teraz jest to: „pracownik socjalny” w komórce „RZPS Nr 1”. "
        "Jeśli ma być tak, jak w formularzu, zapisz jeszcze raz."
    )
    assert old.variant.positions.get(name="pracownik socjalny").fte == 9


def test_the_usual_new_structure_is_a_start(old):
    actions.propose_usual_units(old.variant, by=old.hr)
    names = list(old.variant.units.filter(parent__name="Dyrektor").values_list("name", flat=True))
    assert names == ["RZPS Nr 1", "RZPS Nr 2", *rules.USUAL]
    assert refused(actions.propose_usual_units, old.variant, by=old.hr) == "Wariant ma już wszystkie te komórki."


def test_a_dropped_variant_stays_with_its_reason_and_changes_no_more(old):
    actions.drop_variant(old.variant, "Wybrano inny.", by=old.hr)
    old.variant.refresh_from_db()
    assert (old.variant.status, old.variant.closed_why) == ("dropped", "Wybrano inny.")
    assert refused(change_unit, old.variant, "RZPS Nr 1", old.hr, name="X") == DECIDED
    assert "stan to „odłożony”" in refused(introduced, old.variant, DAY, old.hr, old.director)


def test_only_kadry_of_the_centre_propose(old):
    stranger = factories.user_of(factories.person(factories.centre(), roles=["hr"]))
    for who in (old.employee, stranger):
        assert refused(drawn, old.centre, who) == "Strukturę organizacyjną prowadzą kadry ośrodka."
        assert refused(change_unit, old.variant, "RZPS Nr 1", who, name="X") == (
            "Strukturę organizacyjną prowadzą kadry ośrodka."
        )


STATEMENTS = {
    "a unit of a decided one": "UPDATE organisation_variantunit SET name = 'X'",
    "a position of a decided one": "DELETE FROM organisation_variantposition",
    "its day": "UPDATE organisation_variant SET drawn_from_on = '2001-01-01'",
    "back to work": "UPDATE organisation_variant SET status = 'working', closed_by_id = NULL, closed_at = NULL",
}


@pytest.mark.parametrize("what", STATEMENTS)
def test_the_database_keeps_what_was_decided(old, what):
    actions.drop_variant(old.variant, "Nie.", by=old.hr)
    with pytest.raises(InternalError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(STATEMENTS[what])


def test_rows_of_another_centre_have_no_place_in_a_variant(old):
    other = factories.centre()
    theirs = factories.user_of(factories.person(other, roles=["hr"]))
    foreign = unit(other, "Obca", theirs)
    with pytest.raises(InternalError, match="muszą do siebie należeć"), transaction.atomic():
        old.variant.units.create(unit=foreign, name="Obca")


def test_variants_are_compared_with_one_another(old):
    actions.propose_usual_units(old.variant, by=old.hr)
    second = drawn(old.centre, old.hr, "Wersja 2")
    actions.propose_usual_units(second, by=old.hr)
    change_position(second, "pracownik socjalny", old.hr, fte=Decimal(6), unit=second.units.get(name=rules.USUAL[2]))

    comparison = reading.compared([old.variant, second], old.centre, DAY)
    assert comparison.counts == [("Komórki", [3, 7, 7]), ("Stanowiska", [3, 3, 3])]
    assert comparison.rows[:2] == [("Etaty razem", [14, 14, 8]), ("pracownik socjalny", [12, 12, 6])]
    [(_, groups)] = comparison.differences
    assert [(label, [plain(one.words) for one in own]) for label, own in groups] == [
        ("W innym miejscu", ["Stanowisko „pracownik socjalny” (6 etatów): z komórki „RZPS Nr 1” do "
                          "„Zespół ds. Pracy Socjalnej”."]),
        ("Inna liczba etatów", ["Stanowisko „pracownik socjalny” (Zespół ds. Pracy Socjalnej): było 12 etatów, "
                                  "będzie 6 etatów (−6 etatów)."]),
    ]  # fmt: skip


def test_needs_stand_against_the_posts_of_the_variant(old):
    value(old.centre, "inhabitants", "20000", old.hr)
    beside = reading.beside(reshape(old), DAY)
    [line, _] = reading.staffing_of(beside.proposed, old.centre).ratios
    assert (plain(line.need.formula), line.actual.planned, plain(line.gap_words)) == (
        "20 000 : 2000 = 10 etatów", Decimal(8), "brakuje: 2 etaty",
    )  # fmt: skip


def test_what_has_changed_since_the_variant_was_drawn_is_said(old):
    day = datetime.date(2019, 6, 1)
    change_own_unit(old.rzps2, {"name": "RZPS Nr 2 – Północ"}, day, by=old.hr)
    assert [plain(one.words) for one in reading.drift(reading.beside(old.variant, day))] == [
        "Komórka „RZPS Nr 2” otrzymuje nazwę „RZPS Nr 2 – Północ”."
    ]


def test_a_variant_drawn_from_a_day_to_come_stands_beside_that_day_and_warns_of_nothing(old):
    day = clock.today() + datetime.timedelta(days=60)
    unit(old.centre, "Sekcja", old.hr, parent=old.top, since=day - datetime.timedelta(days=30))
    variant = drawn(old.centre, old.hr, "Od jutra", day=day)
    shown = reading.beside(variant, reading.compared_day(variant))
    assert (shown.day, shown.changes, reading.drift(shown)) == (day, [], [])

    unit(old.centre, "Dopisana później", old.hr, parent=old.top, since=day - datetime.timedelta(days=20))
    shown = reading.beside(variant, reading.compared_day(variant))
    assert [plain(one.words) for one in reading.drift(shown)] == ["Komórka „Dopisana później”, pod „Dyrektor”."]
    assert [plain(one.words) for one in shown.changes] == [
        "Komórka „Dopisana później”. Nie było jej w strukturze, według której narysowano wariant."
    ]
