"""The person's own word, signatures on paper, and the text that they are about."""

import datetime

import psycopg2
import pytest

from apps.accounts.actions import withdraw_person
from apps.acknowledgements import actions, reading, versions
from apps.acknowledgements.models import Acknowledgement, Reader
from apps.core import clock
from apps.core.errors import DomainError
from apps.orders.text import sheet_lines
from tests import factories

from .scene import CHANGED, JUNE_11, SEPTEMBER_1

pytestmark = pytest.mark.django_db
JULY_2, OCTOBER_5 = datetime.date(2018, 7, 2), datetime.date(2018, 10, 5)


def ask(scene, *users, on=JUNE_11, **more):
    with clock.pretend(on):
        return actions.ask_to_read(scene.issued, [scene.person(user) for user in users], by=scene.hr, **more)


def confirm(user, on=JULY_2, shown_hash=None):
    reader = Reader.objects.filter(person__user=user).latest("pk")
    with clock.pretend(on):
        return actions.acknowledge(reader, by=user, shown_hash=shown_hash or reader.request.text_hash)


def board(scene, on):
    """(waiting, confirmed, earlier, left) by name."""
    with clock.pretend(on):
        found = reading.board_of(scene.issued)
    return tuple(
        [str(line.person) for line in lines] for lines in (found.waiting, found.confirmed, found.earlier, found.left)
    )


def test_who_confirms_moves_from_one_list_to_the_other(scene):
    ask(scene, scene.anna, scene.jan)
    confirm(scene.anna)
    assert board(scene, JULY_2) == (["Jan Żółty"], ["Anna Próbna"], [], [])
    assert (reading.my_tasks(scene.anna), len(reading.my_tasks(scene.jan))) == ([], 1)


def test_nobody_confirms_for_another(scene):
    ask(scene, scene.anna)
    with pytest.raises(DomainError, match="tylko osoba, którą o to poproszono"):
        actions.acknowledge(Reader.objects.get(), by=scene.hr, shown_hash=scene.issued.text_hash)


def test_a_second_click_confirms_nothing_more(scene):
    ask(scene, scene.anna)
    confirm(scene.anna)
    with pytest.raises(actions.ConfirmedAlready, match="^Zapoznanie się potwierdzono już 2 lipca 2018 r., godz. "):
        confirm(scene.anna)
    assert Acknowledgement.objects.count() == 1


def test_what_was_not_shown_is_not_confirmed(scene):
    ask(scene, scene.anna)
    with pytest.raises(DomainError, match="Treść zarządzenia zmieniła się"):
        confirm(scene.anna, shown_hash="0" * 64)


def test_a_signature_on_paper_is_noted_by_hr_and_says_so(scene):
    with clock.pretend(JUNE_11):
        actions.ask_to_read(scene.issued, [scene.ewa, scene.anna.person], by=scene.hr)
        actions.note_signatures(scene.issued, [scene.ewa], by=scene.hr)
        [line] = reading.board_of(scene.issued).confirmed
    assert (str(line.person), line.confirmed.on_paper, line.noted) == (
        "Ewa Bezkonta",
        True,
        "odnotowała Halina Kadrowa",
    )


def test_a_signature_is_not_noted_twice_nor_for_who_was_not_asked(scene):
    ask(scene, scene.anna)
    confirm(scene.anna)
    for person in (scene.anna.person, scene.ewa):
        with pytest.raises(DomainError, match="Wybierz osoby, które podpisały listę"):
            actions.note_signatures(scene.issued, [person], by=scene.hr)


def test_after_an_amendment_the_earlier_text_is_shown_as_earlier_and_may_be_asked_anew(scene):
    ask(scene, scene.anna, scene.jan)
    confirm(scene.anna)
    amending = scene.amended()

    assert board(scene, SEPTEMBER_1 - datetime.timedelta(days=1)) == (["Jan Żółty"], ["Anna Próbna"], [], [])
    assert board(scene, SEPTEMBER_1) == ([], [], ["Anna Próbna", "Jan Żółty"], [])
    again = ask(scene, scene.anna, on=SEPTEMBER_1)
    assert (again.as_amended_by, again.text_hash == scene.issued.text_hash) == (amending, False)
    confirm(scene.anna, on=SEPTEMBER_1)
    assert board(scene, SEPTEMBER_1) == ([], ["Anna Próbna"], ["Jan Żółty"], [])


def test_the_text_to_read_is_the_one_that_was_asked_about(scene):
    ask(scene, scene.anna)
    scene.amended()
    first = Reader.objects.get()
    ask(scene, scene.anna, on=SEPTEMBER_1)
    second = Reader.objects.latest("pk")

    texts = [sheet_lines(versions.version_of(one.request).text, "1/2018", "…")[5] for one in (first, second)]
    assert texts == ["§ 1. Powołuje się Zespół.", f"§ 1. {CHANGED['new']}."]


def test_a_text_changed_backwards_after_the_request_is_not_confirmed(scene):
    """C, signed in October with effect from August, changes also what B had said since September."""
    scene.amended()
    ask(scene, scene.anna, on=SEPTEMBER_1)
    backwards = scene.amended(on=datetime.date(2018, 8, 1), old="Zespół", new="Zespół stały", signed=OCTOBER_5)

    with clock.pretend(OCTOBER_5):
        assert versions.last_amendment(scene.issued, OCTOBER_5) == backwards
    with pytest.raises(DomainError, match="Treść zarządzenia zmieniła się"):
        confirm(scene.anna, on=OCTOBER_5)
    assert board(scene, OCTOBER_5)[2] == ["Anna Próbna"]


def test_who_left_before_confirming_is_listed_apart_and_counts_no_more(scene):
    with clock.pretend(JUNE_11):
        actions.ask_to_read(scene.issued, [scene.ewa, scene.anna.person], by=scene.hr)
    admin = factories.user_of(factories.person(scene.centre, "Adam Administracki", gender="m", roles=["admin"]))
    withdraw_person(scene.ewa, clock.today(), by=admin)

    found = reading.board_of(scene.issued)
    assert ([line.left.split(" z pracy")[0] for line in found.left], found.asked) == (["odeszła"], 1)


def test_overdue_is_after_the_last_day(scene):
    ask(scene, scene.anna, due_on=JULY_2)
    late = []
    for day in (JULY_2, JULY_2 + datetime.timedelta(days=1)):
        with clock.pretend(day):
            late.append(reading.board_of(scene.issued).overdue)
    assert late == [0, 1]


ATTACK = (
    "INSERT INTO acknowledgements_acknowledgement (reader_id, on_paper, confirmed_by_id, confirmed_at) "
    "VALUES ({reader}, {on_paper}, {user}, now())"
)


@pytest.mark.django_db(transaction=True)
def test_the_database_lets_nobody_confirm_for_another(scene, as_app_role):
    ask(scene, scene.anna)
    reader = Reader.objects.get().pk
    foreign = factories.user_of(factories.person(factories.centre(), "Olga Obca", roles=["hr"]))
    for user, on_paper in [(scene.jan, "false"), (scene.hr, "false"), (foreign, "true")]:
        with pytest.raises(psycopg2.errors.RaiseException, match="Zapoznanie się potwierdza sama osoba"):
            as_app_role.execute(ATTACK.format(reader=reader, on_paper=on_paper, user=user.pk))
    as_app_role.execute(ATTACK.format(reader=reader, on_paper="true", user=scene.hr.pk))
