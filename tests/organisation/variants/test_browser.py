"""Staffing and proposed structures in a real browser: axe, 320 px, keyboard, and the whole way to a new structure."""

import datetime

import pytest
from playwright.sync_api import expect

from apps.organisation.actions import employ
from apps.organisation.models import Variant
from tests import factories
from tests.browser import follow
from tests.factories.organisation import SINCE
from tests.factories.staffing import indicator, key_post, measure, value
from tests.journeys.looking import Looker, grave, sideways

from .played import outline, reshape

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
TODAY = datetime.date.today


def soon():
    return TODAY() + datetime.timedelta(days=30)


@pytest.fixture
def page(at, page, client, old):
    page.complaints = []
    page.on("console", lambda one: page.complaints.append(one.text) if one.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.as_hr = lambda path: at(page, path, client, old.hr)
    page.as_director = lambda path: at(page, path, client, old.director)
    return page


@pytest.mark.parametrize(("size", "scheme"), [(Looker.WIDE, "light"), (Looker.NARROW, "dark")])
def test_every_page_can_be_read_by_everybody(page, old, size, scheme):
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme)
    value(old.centre, "inhabitants", "220000", old.hr)
    indicator(old.centre, key_post(), "30", measure("families"), old.hr)
    variant = reshape(old)
    home, own = "/organizacja/zatrudnienie/", f"/organizacja/warianty/{variant.pk}/"
    for path in [
        home, f"{home}wielkosci/{measure('inhabitants').pk}/", f"{home}wskazniki/{key_post().pk}/",
        f"{home}wskazniki/{key_post().pk}/zmien/", f"{home}pracownicy-socjalni/", "/organizacja/warianty/", own,
        f"{own}przekaz/?dzien=1.03.2019", f"{own}osoby/?wszyscy=1", f"{own}komorki/{variant.units.first().pk}/",
        f"{own}odloz/",
        f"/organizacja/warianty/porownanie/?w={variant.pk}", "/organizacja/dwa-dni/?od=1.12.2017",
    ]:  # fmt: skip
        page.as_hr(path)
        assert (path, grave(page), sideways(page)) == (path, [], 0)
    assert page.complaints == []


def test_from_the_structure_to_a_new_one(page, old):
    employ(old.head2, factories.person(old.centre, "Ewa Kierująca"), 1, SINCE, by=old.hr)
    page.as_hr("/organizacja/")
    follow(page.get_by_role("link", name="Warianty"))
    follow(page.get_by_role("link", name="Załóż wariant"))
    page.get_by_label("Nazwa wariantu").fill("Nowy Regulamin, wersja 2")
    follow(page.get_by_role("button", name="Załóż wariant"))
    follow(page.get_by_role("button", name="Dopisz te komórki"))
    expect(page.get_by_text("Komórka „Zespół ds. Pracy Socjalnej”, pod „Dyrektor”.")).to_be_visible()

    follow(page.get_by_role("link", name="Usuń komórkę RZPS Nr 1"))
    page.get_by_label("Co ze stanowiskami i komórkami").select_option(label="przenieś do: Zespół ds. Pracy Socjalnej")
    follow(page.get_by_role("button", name="Usuń komórkę z wariantu"))
    follow(page.get_by_role("link", name="pracownik socjalny", exact=True))
    page.get_by_label("Liczba etatów").fill("8,5")
    follow(page.get_by_role("button", name="Zapisz stanowisko"))
    expect(page.get_by_text("było 12 etatów, będzie 8,5 etatu (−3,5 etatu)")).to_be_visible()

    follow(page.get_by_role("link", name="Usuń komórkę RZPS Nr 2"))
    page.get_by_label("Co ze stanowiskami i komórkami").select_option(label="usuń razem z komórką")
    follow(page.get_by_role("button", name="Usuń komórkę z wariantu"))
    follow(page.get_by_role("link", name="Wybierz dzień i przekaż dyrektorowi"))
    page.get_by_label("Od dnia").fill(f"{soon():%d.%m.%Y}")
    follow(page.get_by_role("button", name="Pokaż, co się zmieni"))
    follow(page.get_by_role("link", name="Wskaż, kto na jakie stanowisko przejdzie"))
    page.get_by_label("Ewa Kierująca").select_option(label="pracownik socjalny – 8,5 etatu")
    follow(page.get_by_role("button", name="Zapisz, kto gdzie przejdzie"))
    page.get_by_label("Na jakiej podstawie").fill("zarządzenie nr 12/2019 Prezydenta Miasta")
    follow(page.get_by_role("button", name="Przekaż dyrektorowi"))
    expect(page.get_by_text("Czeka na: dyrektora")).to_be_visible()
    assert grave(page) == []

    page.as_director("/")
    follow(page.get_by_role("link", name="i czeka na decyzję"))
    expect(page.get_by_text("Ewa Kierująca: ze stanowiska „kierownik RZPS Nr 2”")).to_be_visible()
    assert grave(page) == []
    follow(page.get_by_role("button", name="Wprowadź strukturę od"))
    expect(page.get_by_text("wprowadzony od")).to_be_visible()
    assert "  Zespół ds. Pracy Socjalnej: kierownik RZPS Nr 1 1, pracownik socjalny 8,5" in outline(old.centre, soon())
    assert Variant.objects.get(name="Nowy Regulamin, wersja 2").introduced_on == soon()

    follow(page.get_by_role("link", name="Wycofaj wprowadzenie struktury"))
    page.get_by_label("Dlaczego").fill("Regulamin jeszcze nie podpisany.")
    follow(page.get_by_role("button", name="Wycofaj wprowadzenie w całości"))
    expect(page.get_by_text("Struktura ośrodka jest taka jak przed nim")).to_be_visible()
    assert outline(old.centre, soon()) == outline(old.centre, TODAY())
    assert page.complaints == []
