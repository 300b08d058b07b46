"""What versions written here and opinions on documents said before: compared on a page, and let stand again."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from apps.consultations.judging import actions as judging
from apps.consultations.versions import actions as versions
from apps.core import clock
from apps.texts.models import TextRevision
from tests.factories import consultations as made
from tests.factories.judged import REASONS, S, judged

pytestmark = pytest.mark.django_db


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


def words(answer):
    return " ".join(answer.content.decode().replace("&nbsp;", " ").replace("\u00a0", " ").split())


def of_version(version, name):
    return reverse(f"consultations:{name}", args=[version.document_id, version.number])


def of_opinion(mine, name):
    return reverse(f"consultations:{name}", args=[mine.opinion.pk])


def written(mine):
    """A version written on two days, and what it said on the first."""
    version = made.version(mine)
    for day, text in ((3, "§ 1. Ośrodek działa."), (4, "§ 1. Ośrodek pracuje.")):
        with clock.pretend(datetime.date(2018, 9, day)):
            versions.save_body(version, f"<p>{text}</p>", version.version, by=mine.expert)
    return version, TextRevision.objects.of(version).get(body__contains="działa")


def restored(client, address, kept, over):
    return client.post(address, {"wording": f"w{kept.pk}", "version": over}, follow=True)


def test_who_writes_a_version_compares_what_it_said_on_two_days(mine, see):
    version, _ = written(mine)
    page = words(see(mine.expert).get(of_version(version, "version_history")))
    assert "3 września 2018 r." in page
    assert "działa" in page.split('class="surface comparison"')[1]
    assert "Przywróć tekst" in page


def test_an_old_wording_of_a_version_stands_again_with_its_units(mine, see):
    version, kept = written(mine)
    restored(see(mine.expert), of_version(version, "version_restore"), kept, version.version)
    version.refresh_from_db()
    assert (version.body, [one["text"] for one in version.units]) == (
        "<p>§ 1. Ośrodek działa.</p>",
        ["§ 1. Ośrodek działa."],
    )


def test_nothing_comes_back_over_a_newer_save_nor_what_was_never_written(mine, see):
    version, kept = written(mine)
    client, address = see(mine.expert), of_version(version, "version_restore")
    assert "ktoś zapisał tę wersję" in words(restored(client, address, kept, version.version - 1))
    assert "Wybierz z listy" in words(client.post(address, {"wording": "w0", "version": 1}, follow=True))
    version.refresh_from_db()
    assert version.body == "<p>§ 1. Ośrodek pracuje.</p>"


def test_the_history_of_a_sent_version_stays_with_who_wrote_it(mine, see):
    version, kept = written(mine)
    versions.send_version(version, [mine.team], working_days=5, by=mine.expert)
    address = of_version(version, "version_history")
    mine_page = words(see(mine.expert).get(address))
    assert ("tekst przekazany" in mine_page, "Przywróć tekst" in mine_page) == (True, False)
    assert see(mine.member).get(address).url == version.get_absolute_url()
    restored(see(mine.expert), of_version(version, "version_restore"), kept, version.version)
    version.refresh_from_db()
    assert version.body == "<p>§ 1. Ośrodek pracuje.</p>"


def test_what_was_voted_on_is_compared_with_the_opinion_that_stands(mine, see):
    judged(mine, S.VOTING)
    judging.withdraw_vote(mine.opinion, by=mine.chair, note="Poprawka.")
    mine.opinion.refresh_from_db()
    judging.save_opinion(mine.opinion, "negative", "<p>Inaczej.</p>", mine.opinion.version, by=mine.chair)
    page = words(see(mine.director).get(of_opinion(mine, "opinion_history")))
    assert "tekst poddany pod głosowanie" in page.lower()
    assert "Inaczej" in page
    assert "Przywróć tekst" not in page


def test_an_old_wording_of_an_opinion_stands_again_until_the_vote(mine, see):
    judged(mine)
    with clock.pretend(datetime.date(2018, 9, 4)):
        judging.save_opinion(mine.opinion, "positive", REASONS, mine.opinion.version, by=mine.member)
    kept = TextRevision.objects.of(mine.opinion).get(body=REASONS)
    judging.save_opinion(mine.opinion, "negative", "<p>Inaczej.</p>", mine.opinion.version, by=mine.chair)
    page = words(see(mine.chair).get(of_opinion(mine, "opinion_history")))
    assert "Przywróć tekst" in page
    restored(see(mine.chair), of_opinion(mine, "opinion_restore"), kept, mine.opinion.version)
    mine.opinion.refresh_from_db()
    assert (mine.opinion.conclusion, mine.opinion.body) == ("negative", REASONS)
