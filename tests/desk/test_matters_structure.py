"""A proposed structure in Moje sprawy: the director's to decide, kadry's to mend."""

import datetime

import pytest

from apps.desk.matters import structure
from apps.desk.matters.matter import Matters
from apps.organisation.variants import actions
from tests import factories
from tests.factories import duties as made
from tests.factories.organisation import unit
from tests.factories.variants import drawn, submitted

pytestmark = pytest.mark.django_db
DAY = datetime.date(2019, 3, 1)


@pytest.fixture
def mine():
    found = made.keepers(factories.centre())
    unit(found.centre, "Dyrektor", found.hr)
    found.variant = drawn(found.centre, found.hr)
    actions.propose_usual_units(found.variant, by=found.hr)
    return found


def collected(mine):
    def of(user):
        structure.collect(user, found := Matters())
        return [(one.what.replace("\u00a0", " "), one.action, one.until) for one in found.mine]

    return {who: of(getattr(mine, who)) for who in ("hr", "director", "employee")}


def test_what_was_handed_over_waits_for_the_director_till_the_day_before(mine):
    assert collected(mine) == {"hr": [], "director": [], "employee": []}
    submitted(mine.variant, DAY, mine.hr)
    said = "Struktura „Nowy Regulamin” ma obowiązywać od 1 marca 2019 r. i czeka na decyzję"
    matter = (said, "Przeczytaj i zdecyduj", datetime.date(2019, 2, 28))
    assert collected(mine) == {"hr": [], "director": [matter], "employee": []}


def test_what_came_back_waits_for_kadry(mine):
    actions.return_variant(submitted(mine.variant, DAY, mine.hr), "Za mało etatów.", by=mine.director)
    matter = ("Wariant struktury „Nowy Regulamin” wrócił od dyrektora", "Popraw", None)
    assert collected(mine) == {"hr": [matter], "director": [], "employee": []}
    submitted(mine.variant, DAY, mine.hr)
    assert collected(mine)["hr"] == []


def test_who_handed_it_over_is_not_asked_to_decide(mine):
    mine.director = factories.user_of(factories.person(mine.centre, "Osoba Obojga", roles=["hr", "director"]))
    submitted(mine.variant, DAY, mine.director)
    assert collected(mine)["director"] == []
