"""A proposed structure becomes the centre's own from a day: all of it, or nothing."""

import datetime
from decimal import Decimal

import pytest
from django.db import transaction

from apps.core.errors import DomainError
from apps.core.models import AuditEvent
from apps.organisation import reading as structure
from apps.organisation.actions import change_unit as change_own_unit
from apps.organisation.actions import close_position, close_unit, end_employment
from apps.organisation.models import PositionTerm, Unit, UnitTerm, Variant
from apps.organisation.variants import actions
from tests.factories.variants import DAY, change_position, change_unit, introduced, new_position, shown, submitted

from .played import BEFORE, outline, refused, reshape, said

pytestmark = pytest.mark.django_db


def test_introduced_from_a_day_it_is_the_structure_from_that_day_on(old):
    variant, past = reshape(old), outline(old.centre, BEFORE)
    introduced(variant, DAY, old.hr, old.director)

    assert outline(old.centre, BEFORE) == past
    assert outline(old.centre, DAY) == [
        "Dyrektor",
        "  Zespół ds. Pracy Socjalnej: kierownik RZPS Nr 1 1*, pracownik socjalny 8",
        "  Zespół ds. Świadczeń: kierownik RZPS Nr 2 1*, pracownik ds. świadczeń 4",
    ]
    assert said(variant) == []
    variant.refresh_from_db()
    assert (variant.status, variant.introduced_on, variant.closed_by) == ("introduced", DAY, old.director)
    assert AuditEvent.objects.filter(centre_id=old.centre.pk).latest("sequence").verb == "variant.introduced"
    post = structure.posts_on(old.centre, DAY, position=old.workers.pk)[0]
    assert post.names == "Anna Zatrudniona"


def test_what_did_not_change_gets_no_new_term(old):
    introduced(reshape(old), DAY, old.hr, old.director)
    assert old.top.terms.count() == old.head1.terms.count() == 1
    assert (old.rzps1.terms.count(), old.rzps2.terms.count()) == (3, 2)


def test_heads_change_places_in_one_deed(old):
    first, second = (old.variant.units.get(name=f"RZPS Nr {n}") for n in (1, 2))
    change_position(old.variant, "kierownik RZPS Nr 1", old.hr, unit=second, leads=False)
    change_position(old.variant, "kierownik RZPS Nr 2", old.hr, unit=first)
    with pytest.raises(DomainError):
        new_position(old.variant, "RZPS Nr 1", "drugi kierownik", old.hr, leads=True)
    change_position(old.variant, "kierownik RZPS Nr 1", old.hr, leads=True)
    introduced(old.variant, DAY, old.hr, old.director)
    assert outline(old.centre, DAY)[1:] == [
        "  RZPS Nr 1: kierownik RZPS Nr 2 1*, pracownik socjalny 12",
        "  RZPS Nr 2: kierownik RZPS Nr 1 1*",
    ]


def test_who_sits_on_a_dropped_position_is_named_first(old):
    actions.remove_proposed_position(old.variant.positions.get(name="pracownik socjalny"), by=old.hr)
    before = list(UnitTerm.objects.order_by("pk").values()) + list(PositionTerm.objects.order_by("pk").values())
    assert refused(introduced, old.variant, DAY, old.hr, old.director) == (
        "Na stanowiskach, których nie ma w wariancie, są zatrudnieni: Anna Zatrudniona („pracownik socjalny”). "
        "Najpierw wskaż, na jakie stanowisko każda z tych osób przejdzie."
    )
    assert list(UnitTerm.objects.order_by("pk").values()) + list(PositionTerm.objects.order_by("pk").values()) == before
    assert Variant.objects.get(pk=old.variant.pk).status == "working"
    end_employment(old.workers, old.anna, DAY, by=old.hr)
    introduced(old.variant, DAY, old.hr, old.director)
    assert outline(old.centre, DAY)[1] == "  RZPS Nr 1: kierownik RZPS Nr 1 1*"


def test_later_changes_are_not_swept_away(old):
    change_unit(old.variant, "RZPS Nr 2", old.hr, name="Nowa nazwa")
    change_own_unit(old.top, {"name": "Dyrekcja"}, datetime.date(2019, 6, 1), by=old.hr)
    assert "Po tym dniu struktura już się zmienia: 1 czerwca 2019 r." in refused(
        introduced, old.variant, DAY, old.hr, old.director
    )


def test_a_variant_that_changes_nothing_is_not_introduced(old):
    assert (
        refused(introduced, old.variant, DAY, old.hr, old.director)
        == "Struktura z tego dnia jest już taka jak w wariancie."
    )


def test_what_was_read_is_what_is_introduced(old):
    variant = reshape(old)
    read = shown(variant, DAY)
    change_position(variant, "pracownik socjalny", old.hr, fte=Decimal(9))
    said = "Wariant albo struktura zmieniły się, odkąd ta strona została otwarta."
    assert refused(actions.submit_variant, variant, DAY, "", read, by=old.hr).startswith(said)
    submitted(variant, DAY, old.hr)
    read = shown(variant, DAY)
    change_own_unit(old.top, {"name": "Dyrekcja"}, BEFORE, by=old.hr)
    assert refused(actions.introduce_variant, variant, read, by=old.director).startswith(said)


def test_a_guard_of_the_structure_refuses_the_whole(old):
    """A position that begins only later stands in a unit that the variant drops."""
    actions.remove_proposed_unit(old.variant.units.get(name="RZPS Nr 2"), whole=True, by=old.hr)
    later = Unit.objects.create(centre=old.centre)
    UnitTerm.objects.create(
        unit=later, parent=old.rzps2, name="Przyszła", since_on=DAY, recorded_at="2018-01-01T00:00Z", recorded_by=old.hr
    )
    before = outline(old.centre, DAY)
    Variant.objects.filter(pk=old.variant.pk).update(
        status="submitted", planned_on=BEFORE, submitted_by=old.hr, submitted_at="2018-01-01T00:00Z"
    )
    with pytest.raises(DomainError), transaction.atomic():
        actions.introduce_variant(old.variant, shown(old.variant, BEFORE), by=old.director)
    assert (outline(old.centre, DAY), Variant.objects.get(pk=old.variant.pk).status) == (before, "submitted")


def test_a_unit_closed_meanwhile_opens_again_from_the_day(old):
    change_position(
        old.variant, "kierownik RZPS Nr 2", old.hr, unit=old.variant.units.get(name="RZPS Nr 1"), leads=False
    )
    close_position(old.head2, DAY, by=old.hr)
    close_unit(old.rzps2, DAY, by=old.hr)
    introduced(old.variant, DAY, old.hr, old.director)
    assert [line.split(":")[0].strip() for line in outline(old.centre, DAY)] == ["Dyrektor", "RZPS Nr 1", "RZPS Nr 2"]


def test_nobody_introduces_the_same_variant_twice(old):
    introduced(reshape(old), DAY, old.hr, old.director)
    assert "stan to „wprowadzony”" in refused(introduced, old.variant, DAY, old.hr, old.director)
    assert "stan to „wprowadzony”" in refused(actions.drop_variant, old.variant, "Jednak nie.", by=old.hr)
    assert PositionTerm.objects.on(DAY).filter(position=old.workers).count() == 1
