"""A dissenting opinion: kept while it is typed, read by nobody else, filed in time, printed word for word."""

import datetime

import pytest

from apps.core import clock
from apps.core.errors import DomainError
from apps.opinions import actions
from apps.opinions.models import DissentDraft, Opinion
from apps.opinions.voting.actions import keep_dissent
from tests.factories.opinions import VOTED, opinion_scene
from tests.gate import assert_gate, bookmarks, pdf_text
from tests.opinions.test_pages import client_of, url

pytestmark = pytest.mark.django_db
S = Opinion.Status
LAST_DAY = datetime.date(2018, 9, 6)
AFTER = datetime.date(2018, 9, 7)


def test_what_is_typed_is_kept_and_comes_back_to_its_author_alone():
    scene = opinion_scene(S.ADOPTED, dissenter=True)
    with clock.pretend(VOTED):
        client = client_of(scene.member)
        kept = client.post(url(scene, "dissent_draft"), {"body": "Nie zgadzam się z"})
        client.post(url(scene, "dissent_draft"), {"body": "Nie zgadzam się z R1, bo"})
        page = client.get(url(scene, "dissent")).content.decode()
        others = [client_of(user).get(scene.opinion.get_absolute_url()).content.decode() for user in (
            scene.chair, scene.director)]  # fmt: skip
        refused = client_of(scene.chair).post(url(scene, "dissent_draft"), {"body": "x"})

    assert (kept.json().keys(), refused.status_code) == ({"at"}, 403)
    assert "Nie zgadzam się z R1, bo</textarea>" in page
    assert not any("Nie zgadzam się" in other for other in others)
    assert DissentDraft.objects.count() == 1


def test_filing_takes_the_draft_away():
    scene = opinion_scene(S.ADOPTED, dissenter=True)
    with clock.pretend(LAST_DAY):
        keep_dissent(scene.opinion, "Nie zgadzam", by=scene.member)
        actions.file_dissent(scene.opinion, "Nie zgadzam się.", by=scene.member)

    assert DissentDraft.objects.count() == 0


def test_nothing_is_kept_after_the_deadline():
    scene = opinion_scene(S.ADOPTED, dissenter=True)
    with clock.pretend(AFTER), pytest.raises(DomainError, match="Zdanie odrębne zgłasza w terminie"):
        keep_dissent(scene.opinion, "Za późno", by=scene.member)


def test_it_is_printed_word_for_word_and_stands_in_the_bookmarks():
    scene = opinion_scene(S.CONFIRMED, dissenter=True)
    made = bytes(scene.opinion.confirmation.document.blob.content)

    assert_gate(made)
    assert "Nie zgadzam się z R1. Powód: brak danych." in pdf_text(made)
    titles = [title for _, title in bookmarks(made)]
    assert any("Zdania odrębne" in title for title in titles)
    assert "Zdanie odrębne: Piotr Szablonowy" in titles


def test_their_number_is_shown_on_the_page_and_on_the_board():
    scene = opinion_scene(S.HANDED_OVER, dissenter=True)
    client = client_of(scene.employee)
    pages = [client.get(address).content.decode() for address in (scene.opinion.get_absolute_url(), "/opinie/")]

    assert ["1 zdanie odrębne" in page.replace("\u00a0", " ") for page in pages] == [True, True]
