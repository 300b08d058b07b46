import pytest

from apps.documents.rendering import render_pdf
from tests import factories

from ..factories.orders import frozen_document
from . import signing

PAGE = "<html lang=pl><title>{0}</title><body><h1>{0}</h1><p>§ 1. Powołuje się Zespół do spraw wdrożenia.</p></body>"


@pytest.fixture(scope="session")
def frozen():
    """The bytes of a frozen order, made as orders are made."""
    return render_pdf(PAGE.format("Zarządzenie nr 1/2018"))


@pytest.fixture(scope="session")
def other_frozen():
    return render_pdf(PAGE.format("Zarządzenie nr 2/2018"))


@pytest.fixture(scope="session")
def dorota():
    return signing.identity()


@pytest.fixture
def centre(db):
    return factories.centre()


@pytest.fixture
def director(centre):
    return factories.user_of(factories.person(centre, "Dorota Dyrektorska", roles=["director"]))


@pytest.fixture
def document(centre, frozen):
    return frozen_document(centre, "order", frozen)
