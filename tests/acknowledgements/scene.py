"""A centre with an issued order and people who may be asked to read it; amending orders laid into the tables."""

import datetime

import pytest

from apps.accounts.models import Person
from apps.core import clock
from apps.orders.amending.changes import ReplaceWords
from tests import factories
from tests.orders.drafts import draft, issue

JUNE_11, SEPTEMBER_1 = datetime.date(2018, 6, 11), datetime.date(2018, 9, 1)
CHANGED = {"old": "Powołuje się Zespół", "new": "Powołuje się Zespół do spraw prób"}


class Scene:
    """`anna` and `jan` have accounts, `ewa` has none; the order was issued by `director` on 11 June 2018."""

    def __init__(self):
        self.centre = factories.centre()
        self.director = self._user("Dorota Dyrektorska", ["director"])
        self.hr = self._user("Halina Kadrowa", ["hr"])
        self.anna, self.jan = self._user("Anna Próbna"), self._user("Jan Żółty", gender="m")
        self.ewa = factories.person(self.centre, "Ewa Bezkonta")
        self.issued = self.issue_on(JUNE_11)

    def _user(self, name, roles=("employee",), **fields):
        return factories.user_of(factories.person(self.centre, name, roles=roles, **fields))

    def issue_on(self, day, **fields):
        with clock.pretend(day):
            return issue(draft(self.centre, self.director, **fields), self.director)

    def amended(self, on=SEPTEMBER_1, new=CHANGED["new"], old=CHANGED["old"], signed=None):
        """An order that changes § 1 of the first one from the day."""
        change = ReplaceWords((("paragraf", "1"),), old, new).to_json() | {"provision": "§ 1"}
        amends = {"order": self.issued.order_id, "provision": "§ 1"}
        effects = {"kind": "amend", "amends": amends, "changes": [change]}
        fields = {"effective": "retroactive" if signed else "on_signing", "effective_on": on if signed else None}
        return self.issue_on(signed or on, subject=self.issued.subject, effects=effects, **fields)

    def repealed(self, on=SEPTEMBER_1):
        effects = {"kind": "other", "repeals": [{"order": self.issued.order_id, "provision": "§ 2"}]}
        return self.issue_on(on, subject="uchylenia zarządzenia", effects=effects)

    def person(self, user):
        return Person.objects.get(user=user)


@pytest.fixture
def scene(db):
    return Scene()
