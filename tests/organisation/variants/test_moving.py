"""People change posts together with the structure, and all of it can be taken back before its day."""

import datetime
from decimal import Decimal

import pytest
from django.db import InternalError, connection, transaction

from apps.core import clock
from apps.core.errors import DomainError
from apps.core.models import AuditEvent
from apps.organisation import reading as structure
from apps.organisation.actions import change_unit as change_own_unit
from apps.organisation.actions import employ, record_leaving
from apps.organisation.models import Employment, PositionTerm, UnitTerm, Variant
from apps.organisation.staffing.words import number as written
from apps.organisation.variants import actions, reading
from tests import factories
from tests.accounts.post import waiting_letters
from tests.factories.organisation import SINCE, position
from tests.factories.variants import DAY, introduced, new_position, planned, shown, submitted

from .played import BEFORE, outline, plain, refused, reshape

pytestmark = pytest.mark.django_db


def sitting(centre, day):
    """Who sits where on the day."""
    employed = structure.employed_on(centre, day)
    return sorted(f"{one.person.last_name}: {one.term.name} {written(one.fte)}" for one in employed)


def tomorrow(days=30):
    return clock.today() + datetime.timedelta(days=days)


@pytest.fixture
def without_workers(old):
    """The social workers' post is dropped; a post for benefits is new."""
    actions.remove_proposed_position(old.variant.positions.get(name="pracownik socjalny"), by=old.hr)
    new_position(old.variant, "RZPS Nr 2", "pracownik ds. świadczeń", old.hr, fte=Decimal(4))
    return old


def test_a_person_on_a_dropped_post_goes_to_a_proposed_one_on_the_day(without_workers):
    old = without_workers
    planned(old.variant, old.hr, Zatrudniona="pracownik ds. świadczeń")
    assert sitting(old.centre, DAY) == ["Zatrudniona: pracownik socjalny 1"]
    introduced(old.variant, DAY, old.hr, old.director)
    assert sitting(old.centre, BEFORE) == ["Zatrudniona: pracownik socjalny 1"]
    assert sitting(old.centre, DAY) == ["Zatrudniona: pracownik ds. świadczeń 1"]
    said = AuditEvent.objects.get(verb="variant.introduced").data["changes"]
    assert plain(said[-1]) == (
        "Anna Zatrudniona: ze stanowiska „pracownik socjalny” (RZPS Nr 1) na „pracownik ds. świadczeń” (RZPS Nr 2), "
        "1 etat."
    )


def test_who_only_leaves_a_post_has_none_for_it(without_workers):
    old = without_workers
    planned(old.variant, old.hr, Zatrudniona=None)
    introduced(old.variant, DAY, old.hr, old.director)
    assert (sitting(old.centre, BEFORE), sitting(old.centre, DAY)) == (["Zatrudniona: pracownik socjalny 1"], [])


def test_two_parts_of_full_time_meet_on_one_post(without_workers):
    """One that is left, one of another post that is left later and again longer, one held already."""
    old, later = without_workers, datetime.date(2019, 6, 1)
    ewa = factories.person(old.centre, "Ewa Dwuposadowa")
    half, quarter = Decimal("0.5"), Decimal("0.25")
    employ(old.workers, ewa, half, SINCE, by=old.hr)
    employ(old.head2, ewa, quarter, SINCE, later, by=old.hr)
    goal = old.variant.positions.get(name="kierownik RZPS Nr 2")
    wanted = {(old.workers.pk, old.anna.pk): None, (old.workers.pk, ewa.pk): goal}
    actions.plan_moves(old.variant, wanted, set(), Variant.objects.get(pk=old.variant.pk).version, by=old.hr)
    introduced(old.variant, DAY, old.hr, old.director)
    assert [sitting(old.centre, day) for day in (BEFORE, DAY, later)] == [
        ["Dwuposadowa: kierownik RZPS Nr 2 0,25", "Dwuposadowa: pracownik socjalny 0,5",
         "Zatrudniona: pracownik socjalny 1"],
        ["Dwuposadowa: kierownik RZPS Nr 2 0,75"],
        ["Dwuposadowa: kierownik RZPS Nr 2 0,5"],
    ]  # fmt: skip


def test_people_of_a_kept_post_may_go_too_and_more_people_than_time_is_said(old):
    variant = reshape(old)
    for number in range(8):
        employ(old.workers, factories.person(old.centre, f"Jan Kolejny{number}"), Decimal(1), SINCE, by=old.hr)
    crowded = reading.beside(Variant.objects.get(pk=variant.pk), DAY).crowded
    assert [plain(said) for said in crowded] == [
        "Stanowisko „pracownik socjalny” (Zespół ds. Pracy Socjalnej): plan 8 etatów, osoby na nim będą miały razem "
        "9 etatów."
    ]
    planned(variant, old.hr, Zatrudniona="pracownik ds. świadczeń")
    assert reading.beside(Variant.objects.get(pk=variant.pk), DAY).crowded == []
    introduced(variant, DAY, old.hr, old.director)
    assert "Zatrudniona: pracownik ds. świadczeń 1" in sitting(old.centre, DAY)


def test_a_goal_that_is_removed_leaves_the_person_without_a_place(without_workers):
    old = without_workers
    planned(old.variant, old.hr, Zatrudniona="pracownik ds. świadczeń")
    actions.remove_proposed_position(old.variant.positions.get(name="pracownik ds. świadczeń"), by=old.hr)
    assert "Najpierw wskaż, na jakie stanowisko" in refused(submitted, old.variant, DAY, old.hr)


def test_moves_are_of_this_centre_and_this_variant(without_workers):
    old = without_workers
    other = factories.centre()
    stranger = factories.person(other)
    goal = old.variant.positions.get(name="pracownik ds. świadczeń")
    second = actions.draw_variant(old.centre, {"name": "Drugi", "description": ""}, DAY, by=old.hr)
    pair, foreign = (old.workers.pk, old.anna.pk), (old.workers.pk, stranger.pk)
    for variant, wanted in [(old.variant, {foreign: goal}), (second, {pair: goal})]:
        assert refused(
            actions.plan_moves, variant, wanted, set(), Variant.objects.get(pk=variant.pk).version, by=old.hr
        )
    for variant, person, target in [(old.variant, stranger, goal), (second, old.anna, goal)]:
        with pytest.raises(InternalError, match="muszą do siebie należeć"), transaction.atomic():
            variant.moves.create(person=person, position=old.workers, target=target)


def test_nothing_of_what_the_director_reads_is_changed(without_workers):
    old = without_workers
    planned(old.variant, old.hr, Zatrudniona="pracownik ds. świadczeń")
    submitted(old.variant, DAY, old.hr)
    assert refused(planned, old.variant, old.hr, Zatrudniona=None) == (
        "Ten wariant jest u dyrektora. Żeby go zmienić, najpierw cofnij go do poprawy."
    )
    for statement in (
        "UPDATE organisation_variantunit SET name = 'X'",
        "UPDATE organisation_variantposition SET fte = 9, position_id = position_id",
        "DELETE FROM organisation_variantmove",
        "UPDATE organisation_variantmove SET target_id = NULL",
    ):
        with pytest.raises(InternalError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    actions.take_back_variant(old.variant, by=old.hr)
    planned(old.variant, old.hr, Zatrudniona=None)


def test_the_director_hears_of_it_and_kadry_of_the_decision(old):
    variant = reshape(old)
    submitted(variant, DAY, old.hr)
    actions.return_variant(variant, "Za mało etatów.", by=old.director)
    letters = waiting_letters()
    assert [(one.to, one.subject) for one in letters] == [
        (old.director.email, "Struktura do wprowadzenia: Nowy Regulamin"),
        (old.hr.email, "Wariant struktury: Nowy Regulamin"),
    ]
    assert "dyrektor zwrócił do poprawy wariant struktury „Nowy Regulamin”: Za mało etatów." in letters[1].body
    variant.refresh_from_db()
    assert (variant.status, variant.returned_note) == ("working", "Za mało etatów.")


def test_nobody_introduces_what_they_handed_over(old):
    both = factories.user_of(factories.person(old.centre, "Osoba Obojga", roles=["hr", "director"]))
    variant = submitted(reshape(old), DAY, both)
    read = shown(variant, DAY)
    assert "może to zrobić dyrektor" in refused(actions.introduce_variant, variant, read, by=both)
    assert "może to zrobić dyrektor" in refused(actions.introduce_variant, variant, read, by=old.hr)
    with pytest.raises(Exception, match="nobody_introduces"), transaction.atomic():
        Variant.objects.filter(pk=variant.pk).update(
            status="introduced", introduced_on=DAY, closed_by=both, closed_at=clock.now()
        )
    actions.introduce_variant(variant, read, by=old.director)


def everything(centre):
    """What stands, without who wrote it when."""
    found = [
        model.objects.standing().filter(**{own: centre}).values_list(*of, "since_on", "until_on")
        for model, own, of in [
            (UnitTerm, "unit__centre", ("unit", "parent", "name", "symbol", "rank")),
            (PositionTerm, "position__centre", ("position", "unit", "name", "symbol", "fte", "key_post", "leads")),
            (Employment, "position__centre", ("position", "person", "fte")),
        ]
    ]
    return [sorted(map(str, rows)) for rows in found]


def test_before_its_day_the_director_takes_the_whole_back(without_workers):
    old, day = without_workers, tomorrow()
    actions.remove_proposed_unit(old.variant.units.get(name="RZPS Nr 1"), whole=True, by=old.hr)
    planned(old.variant, old.hr, Zatrudniona="pracownik ds. świadczeń")
    before = everything(old.centre)
    introduced(old.variant, day, old.hr, old.director)
    assert everything(old.centre) != before
    assert "może to zrobić dyrektor" in refused(actions.withdraw_variant, old.variant, "Nie.", by=old.hr)
    actions.withdraw_variant(old.variant, "Rada jeszcze nie uchwaliła.", by=old.director)
    assert everything(old.centre) == before
    old.variant.refresh_from_db()
    assert (old.variant.status, old.variant.introduced_on, old.variant.closed_by) == ("working", None, None)
    assert old.variant.returned_note == "Rada jeszcze nie uchwaliła."

    introduced(old.variant, day, old.hr, old.director)
    assert sitting(old.centre, day) == ["Zatrudniona: pracownik ds. świadczeń 1"]
    assert outline(old.centre, day) == ["Dyrektor", "  RZPS Nr 2: kierownik RZPS Nr 2 1*, pracownik ds. świadczeń 4"]


def test_from_its_day_the_structure_stays(old):
    variant = reshape(old)
    introduced(variant, clock.today(), old.hr, old.director)
    assert "Wprowadzenie można wycofać tylko przed tym dniem." in refused(
        actions.withdraw_variant, variant, "Nie.", by=old.director
    )
    with pytest.raises(InternalError, match="Struktura już obowiązuje"), transaction.atomic():
        Variant.objects.filter(pk=variant.pk).update(
            status="working", introduced_on=None, closed_by=None, closed_at=None
        )


def test_what_was_changed_after_the_introduction_is_not_swept_away(old):
    day = tomorrow()
    introduced(reshape(old), day, old.hr, old.director)
    team = UnitTerm.objects.on(day).get(name="Zespół ds. Świadczeń").unit
    change_own_unit(team, {"name": "Zespół Świadczeń"}, day, by=old.hr)
    before = everything(old.centre)
    assert "bo po nim zmieniono: komórkę „Zespół ds. Świadczeń”." in refused(
        actions.withdraw_variant, old.variant, "Nie.", by=old.director
    )
    assert everything(old.centre) == before


def test_who_left_meanwhile_does_not_come_back_with_the_old_structure(without_workers):
    old, day = without_workers, tomorrow()
    ewa = factories.person(old.centre, "Ewa Stała")
    employ(old.workers, ewa, Decimal(1), SINCE, by=old.hr)
    planned(old.variant, old.hr, Zatrudniona="pracownik ds. świadczeń", Stała="pracownik ds. świadczeń")
    introduced(old.variant, day, old.hr, old.director)
    record_leaving(old.anna, clock.today(), by=old.hr)
    made = actions.withdraw_variant(old.variant, "Nie.", by=old.director)
    assert made.kept == ["Anna Zatrudniona"]
    assert sitting(old.centre, day) == ["Stała: pracownik socjalny 1"]
    assert sitting(old.centre, clock.today()) == ["Stała: pracownik socjalny 1", "Zatrudniona: pracownik socjalny 1"]


def test_who_came_to_a_new_post_meanwhile_is_named(old):
    day = tomorrow()
    introduced(reshape(old), day, old.hr, old.director)
    post = PositionTerm.objects.on(day).get(name="pracownik ds. świadczeń").position
    employ(post, factories.person(old.centre, "Ewa Nowa"), Decimal(1), day, by=old.hr)
    with pytest.raises(DomainError, match="nie byłoby stanowiska dla osób: Ewa Nowa"), transaction.atomic():
        actions.withdraw_variant(old.variant, "Nie.", by=old.director)


def test_a_position_of_later_keeps_its_people(old):
    """Somebody on a post that begins after the day is nobody's business of the variant."""
    later = tomorrow(90)
    extra = position(old.rzps2, "psycholog", old.hr, since=later)
    employ(extra, factories.person(old.centre, "Ewa Późna"), Decimal(1), later, by=old.hr)
    assert "Po tym dniu struktura już się zmienia" in refused(submitted, reshape(old), tomorrow(), old.hr)
