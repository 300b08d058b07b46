from decimal import Decimal

import pytest

from apps.organisation.actions import employ
from tests import factories
from tests.factories.organisation import SINCE, position, unit
from tests.factories.staffing import key_post
from tests.factories.variants import drawn
from tests.look.conftest import at

__all__ = ["at", "old"]


@pytest.fixture
def old(office):
    """The old structure: two regional teams, social workers that do everything."""
    office.top = unit(office.centre, "Dyrektor", office.hr, symbol="D")
    office.rzps1 = unit(office.centre, "RZPS Nr 1", office.hr, symbol="R1", parent=office.top)
    office.rzps2 = unit(office.centre, "RZPS Nr 2", office.hr, symbol="R2", parent=office.top, rank=1)
    office.head1 = position(office.rzps1, "kierownik RZPS Nr 1", office.hr, leads=True)
    office.head2 = position(office.rzps2, "kierownik RZPS Nr 2", office.hr, leads=True)
    office.workers = position(office.rzps1, "pracownik socjalny", office.hr, fte="12", key_post=key_post())
    office.anna = factories.person(office.centre, "Anna Zatrudniona")
    employ(office.workers, office.anna, Decimal(1), SINCE, by=office.hr)
    office.variant = drawn(office.centre, office.hr)
    return office
