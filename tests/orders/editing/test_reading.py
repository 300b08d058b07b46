"""What the editor of units is told by the server."""

import pytest

from tests import factories

from .test_whole import PASTED

pytestmark = pytest.mark.django_db
URL = "/zarzadzenia/tresc/odczytaj/"


def test_units_and_notes_of_a_text(client, director):
    client.force_login(director)
    assert client.post(URL, {"text": "§ 1. Skład:\n- Anna\n- Jan"}).json() == {
        "units": [
            {
                "kind": "paragraf",
                "text": "Skład",
                "children": [{"kind": "punkt", "text": "Anna"}, {"kind": "punkt", "text": "Jan"}],
            }
        ],
        "notes": ["Wiersz 2: wyliczenie z myślnikami zapisano jako punkty 1), 2) itd."],
        "has_paragraphs": True,
        "is_whole": False,
    }


def test_an_annex_may_have_headings(client, director):
    client.force_login(director)
    said = client.post(URL, {"text": "Cele\n\n1. Raz", "annex": "1"}).json()
    assert [unit["kind"] for unit in said["units"]] == ["naglowek", "ustep"]


def test_a_whole_order_is_told_from_provisions(client, director):
    client.force_login(director)
    assert client.post(URL, {"text": PASTED}).json()["is_whole"] is True
    assert client.post(URL, {"text": PASTED, "annex": "1"}).json()["is_whole"] is False


def test_it_is_there_for_those_who_draft(client, centre):
    client.force_login(factories.user_of(factories.person(centre, "Ewa Próbna", roles=["employee"])))
    assert client.post(URL, {"text": "§ 1. Raz."}).status_code == 404
