"""Two versions of a document compared on a page: texts, files, and PDFs."""

import pytest
from django.test import Client
from django.urls import reverse

from apps.consultations.models import DocumentVersion
from apps.consultations.versions import actions
from tests.factories import consultations as made
from tests.factories.files import letter, paragraphs
from tests.factories.implementation import pdf

pytestmark = pytest.mark.django_db
DOCX = letter(paragraphs("§ 1. Ośrodek działa.", "§ 2. Wniosek rozpatruje się w 14 dni."))


@pytest.fixture
def mine():
    return made.scene()


@pytest.fixture
def see():
    def client(user):
        found = Client()
        found.force_login(user)
        return found

    return client


def shown(answer):
    return answer.content.decode().replace("\u00a0", " ").replace("&nbsp;", " ")


def compare(mine, client, **asked):
    return client.get(reverse("consultations:version_compare", args=[mine.document.pk]), asked)


def two(mine):
    made.to(made.sent(mine, "Ośrodek działa.", "Wniosek rozpatruje się w terminie 14 dni od złożenia."), "withdrawn")
    return made.sent(mine, "Ośrodek działa.", "Wniosek rozpatruje się w terminie 7 dni od złożenia.", "Nowe zdanie.")


def test_the_newest_is_compared_with_the_one_before(mine, see):
    two(mine)
    page = shown(compare(mine, see(mine.member)))
    assert "Wersja 1" in page
    assert "Jednostki: zmienione – 1, dodane – 1, usunięte – 0, przeniesione – 0, bez zmian – 1." in page
    assert '14<span class="visually-hidden">]</span></del>' in page


def test_any_two_are_compared_both_ways(mine, see):
    two(mine)
    page = shown(compare(mine, see(mine.member), z="2", na="1"))
    assert "usunięte – 1" in page
    assert "usunięte</p>" in page


def test_one_version_has_nothing_to_be_compared_with(mine, see):
    made.sent(mine)
    assert compare(mine, see(mine.member)).url == mine.document.get_absolute_url()


def test_a_version_in_work_is_compared_only_by_who_writes_it(mine, see):
    made.to(made.sent(mine, "Raz."), "answering", "answered")
    made.version(mine, "Dwa.")
    assert compare(mine, see(mine.expert)).status_code == 200
    assert compare(mine, see(mine.member)).status_code == 302


def test_a_file_and_a_text_are_compared(mine, see):
    version, _ = actions.upload_version(mine.document, "a.docx", DOCX, by=mine.expert)
    actions.send_version(version, [mine.team], working_days=5, by=mine.expert)
    version.refresh_from_db()
    made.to(version, "withdrawn")
    text = actions.begin_version(mine.document, previous=version, by=mine.expert)
    page = shown(compare(mine, see(mine.expert), na=str(text.number)))
    assert "Treść obu wersji jest taka sama." in page


def test_a_pdf_without_words_is_said_not_to_be_comparable(mine, see):
    version, _ = actions.upload_version(mine.document, "p.pdf", pdf(), by=mine.expert)
    actions.send_version(version, [mine.team], working_days=5, by=mine.expert)
    version.refresh_from_db()
    made.to(version, "withdrawn")
    made.sent(mine, "Raz.")
    page = shown(compare(mine, see(mine.member)))
    assert ("nie da się porównać" in page) == (not version.body)


def test_a_pdf_with_words_is_compared_by_them(mine, see):
    version, _ = actions.upload_version(mine.document, "p.pdf", pdf(), by=mine.expert)
    DocumentVersion.objects.filter(pk=version.pk).update(
        body="§ 1. Ośrodek działa.\n\n§ 2. Wniosek rozpatruje się w 30 dni."
    )
    version.refresh_from_db()
    actions.send_version(version, [mine.team], working_days=5, by=mine.expert)
    version.refresh_from_db()
    made.to(version, "withdrawn")
    text = actions.upload_version(mine.document, "a.docx", DOCX, by=mine.expert)[0]
    page = shown(compare(mine, see(mine.expert), na=str(text.number)))
    assert "porównano sam tekst" in page
    assert "zmienione – 1" in page


def test_what_is_compared_does_not_run(mine, see):
    made.to(made.sent(mine, "Raz <script>alert(1)</script>"), "withdrawn")
    made.sent(mine, "Dwa <script>alert(2)</script>")
    assert "<script>alert" not in shown(compare(mine, see(mine.member)))


def test_long_stretches_without_changes_are_folded(mine, see):
    texts = [f"Zdanie numer {n} o ośrodku." for n in range(12)]
    made.to(made.sent(mine, *texts), "withdrawn")
    made.sent(mine, *texts[:-1], "Całkiem inne zakończenie tekstu.")
    page = shown(compare(mine, see(mine.member)))
    assert "Bez zmian w treści: 9 jednostek (§ 2 – § 10)" in page
