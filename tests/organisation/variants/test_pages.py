"""Proposed structures on the pages and on paper."""

from decimal import Decimal

import pytest
from django.test import Client

from apps.documents.rendering import render_html, render_pdf
from apps.organisation.actions import employ
from apps.organisation.models import Variant
from apps.organisation.variants import actions, pdf, reading, rules
from tests import factories
from tests.factories.organisation import SINCE, position, unit
from tests.factories.staffing import key_post
from tests.factories.variants import DAY, introduced
from tests.gate import assert_gate, normal, pdf_text

from .played import outline, plain, reshape

pytestmark = pytest.mark.django_db


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def test_hr_plays_it_through_the_pages(old):
    client = client_of(old.hr)
    answer = client.post("/organizacja/warianty/nowy/", {"name": "Projekt B", "description": "", "day": "1.03.2019"})
    variant = Variant.objects.get(name="Projekt B")
    assert answer.url == variant.get_absolute_url()
    row = variant.units.get(name="RZPS Nr 2")
    path = f"{answer.url}komorki/{row.pk}/"
    assert f'name="seen" value="{rules.seen(row)}"' in client.get(path).content.decode()
    sent = {"name": "Zespół ds. Usług", "symbol": "ZU", "parent": row.parent_id, "rank": "1"}
    stale = client.post(path, sent | {"seen": "dawny"})
    assert "W międzyczasie zmienił to ktoś inny" in plain(stale.content.decode())
    assert f'name="seen" value="{rules.seen(row)}"' in stale.content.decode()
    client.post(path, sent | {"seen": rules.seen(row)})
    page = plain(client.get(answer.url).content.decode())
    assert "Komórka „RZPS Nr 2” otrzymuje nazwę „Zespół ds. Usług”." in page

    path = f"{answer.url}wprowadz/"
    page = client.get(f"{path}?dzien=1.03.2019")
    shown = page.context["beside"].fingerprint
    client.post(path, {"dzien": "2019-03-01", "shown": shown})
    assert "  Zespół ds. Usług: kierownik RZPS Nr 2 1*" in outline(old.centre, DAY)
    assert client.get(path).status_code == 404
    assert client.get(answer.url).status_code == 200


def test_the_introduction_names_who_must_be_settled(old):
    actions.remove_proposed_position(old.variant.positions.get(name="pracownik socjalny"), by=old.hr)
    page = plain(
        client_of(old.hr).get(f"/organizacja/warianty/{old.variant.pk}/wprowadz/?dzien=1.03.2019").content.decode()
    )
    assert "Najpierw te osoby" in page
    assert f"/organizacja/stanowiska/{old.workers.pk}/osoby/{old.anna.pk}/zakoncz/" in page
    assert "Wprowadź strukturę od" not in page


def test_a_day_that_is_none_is_refused_in_words(old):
    answer = client_of(old.hr).get(f"/organizacja/warianty/{old.variant.pk}/wprowadz/?dzien=31.02.2019")
    assert "Podaj datę, np. 1.03.2019." in answer.content.decode()
    assert 'value="31.02.2019"' in answer.content.decode()


def test_two_days_stand_side_by_side(old):
    introduced(reshape(old), DAY, old.hr)
    page = plain(client_of(old.employee).get("/organizacja/dwa-dni/?od=1.03.2019&do=28.02.2019").content.decode())
    assert "Komórka „RZPS Nr 1” otrzymuje nazwę „Zespół ds. Pracy Socjalnej”." in page
    assert page.index('<h3 id="obok-1">28 lutego 2019 r.') < page.index('<h3 id="obok-2">1 marca 2019 r.')
    assert "Nic się nie zmieniło." in client_of(old.employee).get("/organizacja/dwa-dni/").content.decode()


def test_the_page_asks_as_much_for_many_units_as_for_one(old, django_assert_max_num_queries):
    client, path = client_of(old.hr), f"/organizacja/warianty/{old.variant.pk}/"

    def asked(address):
        with django_assert_max_num_queries(20) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    pages = [
        path,
        f"{path}?dzien=2019-03-01",
        f"{path}wprowadz/?dzien=2019-03-01",
        "/organizacja/warianty/",
        f"/organizacja/warianty/porownanie/?w={old.variant.pk}",
        "/organizacja/dwa-dni/?od=1.02.2019",
    ]
    [asked(one) for one in pages]
    alone = [asked(one) for one in pages]
    for number in range(100):
        made = unit(old.centre, f"Dział {number}", old.hr, parent=old.top)
        posted = position(made, f"inspektor {number}", old.hr, key_post=key_post("pracownik ds. świadczeń"))
        employ(posted, factories.person(old.centre), Decimal(1), SINCE, by=old.hr)
        row = old.variant.units.create(unit=made, parent=old.variant.units.get(name="Dyrektor"), name=f"Dział {number}")
        old.variant.positions.create(unit=row, position=posted, name=f"inspektor {number}")
    assert [asked(one) for one in pages] == alone
    assert max(alone) <= 18, alone


@pytest.mark.parametrize("changed", [False, True])
def test_the_printed_variant_passes_the_gate(old, changed):
    variant = reshape(old) if changed else old.variant
    variant = Variant.objects.select_related("centre").get(pk=variant.pk)
    printed = render_pdf(render_html("pdf/variant.html", pdf.context_of(reading.beside(variant, DAY))))
    assert_gate(printed)
    assert ("Komórka „RZPS Nr 1” otrzymuje nazwę" in normal(pdf_text(printed))) == changed


def test_who_would_lose_a_post_is_for_kadry_and_the_director_till_it_is_introduced(old):
    actions.remove_proposed_position(old.variant.positions.get(name="pracownik socjalny"), by=old.hr)
    director = factories.user_of(factories.person(old.centre, "Osoba Dyrektor", roles=["director"]))
    path, named = f"/organizacja/warianty/{old.variant.pk}/", "osoby na nim: Anna Zatrudniona"
    seen = {user: named in plain(client_of(user).get(path).content.decode()) for user in (old.hr, director)}
    assert seen == {old.hr: True, director: True}
    page = plain(client_of(old.employee).get(path).content.decode())
    assert ("Stanowisko „pracownik socjalny” w komórce" in page, "Zatrudniona" in page) == (True, False)


def test_the_introduction_tells_where_to_look(old):
    client, path = client_of(old.hr), f"/organizacja/warianty/{reshape(old).pk}/wprowadz/"
    shown = client.get(f"{path}?dzien=1.03.2019").context["beside"].fingerprint
    page = plain(client.post(path, {"dzien": "2019-03-01", "shown": shown}, follow=True).content.decode())
    assert 'Struktura obowiązuje od 1 marca 2019 r. <a href="/organizacja/?dzien=2019-03-01">Zobacz strukturę' in page
