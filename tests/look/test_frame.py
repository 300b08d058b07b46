import re

import pytest

pytestmark = [pytest.mark.urls("tests.look.sample"), pytest.mark.django_db]


def test_the_sample_page_renders(client, director):
    client.force_login(director)
    page = client.get("/wzor/").content.decode()

    assert "MOPS w Częstochowie" in page
    assert "PRZYKŁAD" in page
    assert re.search(r"<title>Opinia do produktu 2a – Pilotaż MOPS</title>", page)
    assert '<aside class="story"' in page


def test_a_page_without_a_story_has_one_column(client, director):
    client.force_login(director)
    assert '<aside class="story"' not in client.get("/psuje/").content.decode()
