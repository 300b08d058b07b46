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
from tests.factories.variants import DAY, introduced, planned, submitted
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

    page = client.get(f"{answer.url}przekaz/?dzien=1.03.2019")
    sent = {"dzien": "2019-03-01", "shown": page.context["beside"].fingerprint, "basis": "zarządzenie nr 3/2019"}
    client.post(f"{answer.url}przekaz/", sent)
    assert client.get(f"{answer.url}przekaz/").status_code == 404
    assert client.get(f"{answer.url}wprowadz/").status_code == 404

    director, path = client_of(old.director), f"{answer.url}wprowadz/"
    page = director.get(path)
    assert "Komórka „RZPS Nr 2” otrzymuje nazwę „Zespół ds. Usług”." in plain(page.content.decode())
    assert "zarządzenie nr 3/2019" in plain(page.content.decode())
    director.post(path, {"shown": page.context["beside"].fingerprint})
    assert "  Zespół ds. Usług: kierownik RZPS Nr 2 1*" in outline(old.centre, DAY)
    assert director.get(path).url == answer.url
    assert client.get(answer.url).status_code == 200


def test_handing_over_names_who_must_be_settled(old):
    actions.remove_proposed_position(old.variant.positions.get(name="pracownik socjalny"), by=old.hr)
    own = f"/organizacja/warianty/{old.variant.pk}/"
    page = plain(client_of(old.hr).get(f"{own}przekaz/?dzien=1.03.2019").content.decode())
    assert "Najpierw te osoby" in page
    assert f'href="{own}osoby/?dzien=2019-03-01"' in page
    assert '<button class="btn btn-primary">Przekaż dyrektorowi' not in page


def test_kadry_say_who_goes_where_on_one_page(old):
    actions.remove_proposed_position(old.variant.positions.get(name="pracownik socjalny"), by=old.hr)
    client, path = client_of(old.hr), f"/organizacja/warianty/{old.variant.pk}/osoby/"
    field = f"osoba-{old.workers.pk}-{old.anna.pk}"
    page = client.get(path)
    assert list(page.context["form"].fields) == [field]
    goal = old.variant.positions.get(name="kierownik RZPS Nr 1")
    version = page.context["variant"].version
    stale = client.post(path, {field: goal.pk, "version": version - 1})
    assert "W międzyczasie ktoś zmienił ten wariant." in plain(stale.content.decode())
    assert f'<option value="{goal.pk}" selected>' in stale.content.decode()
    answer = client.post(f"{path}?dzien=2019-03-01", {field: goal.pk, "version": version})
    assert answer.url == f"/organizacja/warianty/{old.variant.pk}/przekaz/?dzien=2019-03-01"
    page = plain(client.get(answer.url).content.decode())
    assert (
        "Anna Zatrudniona: ze stanowiska „pracownik socjalny” (RZPS Nr 1) na „kierownik RZPS Nr 1” (RZPS Nr 1), 1 etat."
        in page
    )
    assert "plan 1 etat, osoby na nim będą miały razem 1 etat" not in page
    assert client_of(old.director).get(path).status_code == 404


def test_employees_see_a_variant_from_when_it_is_shown(old):
    employee, path = client_of(old.employee), f"/organizacja/warianty/{old.variant.pk}/"
    compare = f"/organizacja/warianty/porownanie/?w={old.variant.pk}"

    def seen():
        listed = "Nowy Regulamin" in employee.get("/organizacja/warianty/").content.decode()
        return listed, *(employee.get(one).status_code for one in (path, f"{path}wariant.pdf", compare))

    assert seen() == (False, 404, 404, 302)
    client_of(old.director).post(f"{path}pokaz/")
    assert seen() == (True, 200, 200, 200)
    client_of(old.hr).post(f"{path}ukryj/")
    assert seen() == (False, 404, 404, 302)


def test_a_day_that_is_none_is_refused_in_words(old):
    answer = client_of(old.hr).get(f"/organizacja/warianty/{old.variant.pk}/przekaz/?dzien=31.02.2019")
    assert "Podaj datę, np. 1.03.2019." in answer.content.decode()
    assert 'value="31.02.2019"' in answer.content.decode()


def test_two_days_stand_side_by_side(old):
    introduced(reshape(old), DAY, old.hr, old.director)
    page = plain(client_of(old.employee).get("/organizacja/dwa-dni/?od=1.03.2019&do=28.02.2019").content.decode())
    assert "Komórka „RZPS Nr 1” otrzymuje nazwę „Zespół ds. Pracy Socjalnej”." in page
    assert page.index('<h3 id="obok-1">28 lutego 2019 r.') < page.index('<h3 id="obok-2">1 marca 2019 r.')
    assert "Nic się nie zmieniło." in client_of(old.employee).get("/organizacja/dwa-dni/").content.decode()


def test_the_page_asks_as_much_for_many_units_as_for_one(old, django_assert_max_num_queries):
    client, path = client_of(old.hr), f"/organizacja/warianty/{old.variant.pk}/"

    def asked(address):
        with django_assert_max_num_queries(25) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    pages = [
        path,
        f"{path}?dzien=2019-03-01",
        f"{path}przekaz/?dzien=2019-03-01",
        f"{path}osoby/",
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
    assert max(alone) <= 21, alone


@pytest.mark.parametrize("changed", [False, True])
def test_the_printed_variant_passes_the_gate(old, changed):
    variant = reshape(old) if changed else old.variant
    variant = Variant.objects.select_related("centre").get(pk=variant.pk)
    printed = render_pdf(render_html("pdf/variant.html", pdf.context_of(reading.beside(variant, DAY))))
    assert_gate(printed)
    assert ("Komórka „RZPS Nr 1” otrzymuje nazwę" in normal(pdf_text(printed))) == changed


def test_who_would_lose_a_post_is_for_kadry_and_the_director_till_it_is_introduced(old):
    actions.remove_proposed_position(old.variant.positions.get(name="pracownik socjalny"), by=old.hr)
    planned(old.variant, old.hr, Zatrudniona="kierownik RZPS Nr 2")
    actions.show_variant(old.variant, by=old.hr)
    path = f"/organizacja/warianty/{old.variant.pk}/"
    words = ["osoby na nim: Anna Zatrudniona", "Anna Zatrudniona: ze stanowiska „pracownik socjalny”"]
    for user in (old.hr, old.director):
        page = plain(client_of(user).get(path).content.decode())
        assert [said in page for said in words] == [True, True]
    page = plain(client_of(old.employee).get(path).content.decode())
    assert ("Stanowisko „pracownik socjalny” w komórce" in page, "Zatrudniona" in page) == (True, False)
    printed = normal(pdf_text(client_of(old.employee).get(f"{path}wariant.pdf").content))
    assert ("pracownik socjalny" in printed, "Zatrudniona" in printed) == (True, False)


def test_the_introduction_tells_where_to_look(old):
    variant = submitted(reshape(old), DAY, old.hr)
    client, path = client_of(old.director), f"/organizacja/warianty/{variant.pk}/wprowadz/"
    read = client.get(path).context["beside"].fingerprint
    page = plain(client.post(path, {"shown": read}, follow=True).content.decode())
    assert 'Struktura obowiązuje od 1 marca 2019 r. <a href="/organizacja/?dzien=2019-03-01">Zobacz strukturę' in page
