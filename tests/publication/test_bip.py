"""Public pages: what a stranger reads, and what nobody reads."""

import datetime
import json
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.publication.leaving_out import MARKER
from apps.publication.offer import offer, usual
from tests import factories
from tests.factories.publications import public_order, publication, withdrawal

PAGES = ["bip", "bip_json", "bip_log", "bip_log_json", "bip_order", "bip_order_json", "bip_pdf"]
OF_AN_ORDER = {"bip_order", "bip_order_json", "bip_pdf"}


def address(name, issued, slug=None):
    args = [slug or issued.centre.slug, *([issued.order_id] if name in OF_AN_ORDER else [])]
    return reverse(f"publication:{name}", args=args)


def text_of(answer):
    return " ".join(unescape(answer.content.decode()).replace("\u00a0", " ").split())


@pytest.fixture
def published(centre, director, team):
    """Without the names of ordinary members."""
    issued = public_order(centre, team, by=director)
    found = offer(issued, usual(issued), director)
    return publication(issued, text=found.text, exclusion=found.exclusion, without_members=True)


def test_the_list_says_whose_orders_they_are(client, published):
    centre = published.centre
    said = f"Zarządzenia {centre.director_title_genitive} {centre.name_genitive}"
    assert said in text_of(client.get(address("bip", published.issued_order)))


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_the_same_for_everybody_and_may_be_kept(client, published, director, name):
    """No session, no cookie read or set, nothing that varies with who asks."""
    url = address(name, published.issued_order)
    stranger = client.get(url)
    member = Client()
    member.force_login(director)
    member.cookies["wyglad"] = "dark"
    known = member.get(url)
    assert stranger.status_code == 200
    assert (known.content, known.headers) == (stranger.content, stranger.headers)
    assert (len(stranger.cookies), len(known.cookies)) == (0, 0)
    assert {"public", "max-age=60"} <= set(stranger["Cache-Control"].split(", "))
    assert "Cookie" not in stranger.get("Vary", "")
    assert "noindex" not in stranger.get("X-Robots-Tag", "")
    assert "unsafe" not in stranger["Content-Security-Policy"]


@pytest.mark.parametrize("name", PAGES)
def test_what_was_never_published_does_not_exist(client, published, name):
    foreign = factories.centre("inny")
    theirs = public_order(foreign)
    assert client.get(address(name, theirs)).status_code == 404
    assert client.get(address(name, published.issued_order, slug="inny")).status_code == 404
    assert client.get(address(name, published.issued_order, slug="nie-ma")).status_code == 404


def test_the_page_says_what_the_act_asks(client, published):
    text = text_of(client.get(address("bip_order", published.issued_order)))
    said = [
        f"Podmiot udostępniający</dt><dd>{published.centre.name}",
        "Wytworzył(a) informację lub za nią odpowiada</dt><dd>Dorota Dyrektorska, Dyrektor",
        "Data wytworzenia</dt><dd>11 czerwca 2018 r.",
        "Wprowadził(a) do BIP</dt><dd>Dorota Dyrektorska",
        f'Czas publikacji</dt><dd><time datetime="{published.published_at.astimezone():%Y-%m-%dT%H:%M}',
        "Jawność w tym zakresie wyłączyła Dorota Dyrektorska.",
        "obowiązuje</dd>",
        "Anna Przykładowa, kierownik",
        "Opublikowano zarządzenie.",
    ]
    assert [one in text for one in said] == [True] * len(said)
    assert ["Modelow" in text, "Szablonow" in text, "PRZYKŁAD" in text] == [False] * 3


def test_an_example_centre_is_marked(client, db):
    issued = public_order(factories.centre("przyklad", is_example=True))
    publication(issued)
    assert ["PRZYKŁAD" in text_of(client.get(address(name, issued))) for name in ["bip", "bip_log", "bip_order"]] == [
        True
    ] * 3
    assert client.get(address("bip_json", issued)).json()["przyklad"] is True


KEYS = {
    "wersja_formatu": int,
    "przyklad": bool,
    "stan_na": str,
    "podmiot_udostepniajacy": {"nazwa": str, "adres": str},
    "zarzadzenie": {
        "numer": str,
        "data": str,
        "adres": str,
        "tytul": str,
        "wchodzi_w_zycie": str,
        "stan": str,
        "wytworzyl_lub_odpowiada": str,
        "data_wytworzenia": str,
        "wprowadzil_do_bip": str,
        "opublikowano": str,
        "wycofano": type(None),
    },
    "wylaczenie_jawnosci": str,
    "tresc": list,
    "plik": {"adres": str, "kod": str, "sha256": str, "rozmiar": int},
    "powiazania": list,
    "rejestr_zmian": list,
}


def shape(data):
    return {key: shape(value) if isinstance(value, dict) else type(value) for key, value in data.items()}


def test_the_keys_of_the_data_are_those_promised(client, published):
    data = client.get(address("bip_order_json", published.issued_order)).json()
    assert shape(data) == KEYS
    assert set(data["rejestr_zmian"][0]) == {"kiedy", "co", "kto", "opis"}
    listed = client.get(address("bip_json", published.issued_order)).json()
    assert shape(listed | {"zarzadzenia": 0}) == {k: KEYS[k] for k in list(KEYS)[:4]} | {"zarzadzenia": int}
    assert [shape(one) for one in listed["zarzadzenia"]] == [KEYS["zarzadzenie"]]
    log = client.get(address("bip_log_json", published.issued_order)).json()
    assert set(log["rejestr_zmian"][0]["zarzadzenie"]) == {"numer", "data", "adres"}


def test_the_data_name_nobody_who_was_left_out(client, published):
    said = json.dumps(
        [client.get(address(name, published.issued_order)).json() for name in PAGES if name.endswith("json")],
        ensure_ascii=False,
    )
    assert ["Modelow" in said, "Szablonow" in said, MARKER in said] == [False, False, True]


def test_what_was_withdrawn_leaves_its_entry_and_nothing_else(client, published):
    withdrawal(published)
    issued = published.issued_order
    page, file = client.get(address("bip_order", issued)), client.get(address("bip_pdf", issued))
    assert (page.status_code, file.status_code) == (200, 410)
    for answer in (page, file):
        text = text_of(answer)
        assert ["Publikację wycofano" in text, "Omyłka w załączniku." in text, "art. 5 ust. 2" in text] == [True] * 3
        assert ["Anna Przykładowa" in text, "Otwórz PDF" in text, published.document.blob_id in text] == [False] * 3
    data = client.get(address("bip_order_json", issued)).json()
    assert (data["tresc"], data["plik"], data["zarzadzenie"]["wycofano"]["powod"]) == (
        None,
        None,
        "Omyłka w załączniku.",
    )
    assert "publikację wycofano" in text_of(client.get(address("bip", issued)))


def test_the_file_is_the_current_versions(client, centre, director):
    issued = public_order(centre, by=director)
    first, second = publication(issued), publication(issued, note="Poprawka.")
    assert client.get(address("bip_pdf", issued))["ETag"] == f'"{second.document.blob_id}"'
    assert first.document.blob_id not in text_of(client.get(address("bip_order", issued)))
    assert text_of(client.get(address("bip", issued))).count("<h2>") == 1


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["Zasady żywienia", "Łączność"]),
        ({"rok": "2019"}, ["Zasady żywienia"]),
        ({"szukaj": "ZASADY ZYWIENIA"}, ["Zasady żywienia"]),
        ({"szukaj": "lacznosc"}, ["Łączność"]),
        ({"szukaj": "nie ma"}, []),
        ({"rok": "x", "strona": "9"}, ["Zasady żywienia", "Łączność"]),
    ],
)
def test_the_list_is_searched_without_polish_signs(client, centre, director, query, found):
    for subject, year in [("Łączność", 2018), ("Zasady żywienia", 2019)]:
        publication(public_order(centre, by=director, subject=subject, on=usual_day(year)))
    rows = client.get(reverse("publication:bip", args=[centre.slug]), query).context["rows"]
    assert [one.document.title.removeprefix("w sprawie ") for one, _ in rows] == found


def usual_day(year):
    return datetime.date(year, 6, 11)


def test_only_published_orders_are_named_as_related(client, centre, director):
    base = public_order(centre, by=director)
    publication(base)
    amending = [
        public_order(centre, by=director, amends={"order": base.order_id, "provision": "§ 1"}) for _ in range(3)
    ]
    publication(amending[0])
    withdrawal(publication(amending[1]))
    page = text_of(client.get(address("bip_order", base)))
    assert [one.number_text in page for one in amending] == [True, False, False]
    assert "obowiązuje ze zmianami" in page
    [related] = client.get(address("bip_order_json", base)).json()["powiazania"]
    assert (related["rodzaj"], related["przepis"], related["zarzadzenie"]["numer"]) == (
        "zmienione przez", "§ 1", amending[0].number_text,
    )  # fmt: skip


@pytest.mark.parametrize("name", ["bip", "bip_json", "bip_log", "bip_log_json"])
def test_lists_ask_as_much_for_three_as_for_one(client, centre, director, name):
    asked = []
    for _ in range(2):
        publication(public_order(centre, by=director))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(f"publication:{name}", args=[centre.slug]))
        asked.append(len(queries))
        publication(public_order(centre, by=director))
    assert asked[0] == asked[1]
