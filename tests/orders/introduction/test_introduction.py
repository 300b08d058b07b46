"""Orders that introduce a document: the words of the frame, the effects, the annexes."""

import pytest

from apps.orders.models import Order
from apps.orders.text import from_json, to_text

pytestmark = pytest.mark.django_db
NEW = "/zarzadzenia/nowe/wprowadzenie-dokumentu/"
TYPED = {
    "what": "benefits_policy",
    "legal_basis": "§ 7 ust. 2 Statutu",
    "annex_title": ["Lokalna Polityka Świadczeń"],
    "annex_body": ["Rozdział 1\nCele\n\n§ 1. Celem jest pomoc."],
    "effective": "on_signing",
}
ART_39A = "zasiłku celowego na podstawie art. 39a ustawy z dnia 12 marca 2004 r. o pomocy społecznej"


@pytest.fixture
def client(client, director):
    client.force_login(director)
    return client


def order_of(client, **more):
    client.post(NEW, TYPED | more)
    return Order.objects.get(kind="introduction")


def body(order):
    return to_text(from_json(order.body)).splitlines()


def test_the_whole_frame(client, centre):
    order = order_of(
        client, executed_by="kierownikom działów.", acquaints="on", final="Tekst wykłada się w sekretariacie"
    )

    assert order.subject == "wprowadzenia Lokalnej Polityki Świadczeń"
    assert body(order) == [
        "§ 1. Wprowadza się Lokalną Politykę Świadczeń, stanowiącą załącznik do zarządzenia.",
        "§ 2. Wykonanie zarządzenia powierza się kierownikom działów.",
        f"§ 3. Zobowiązuje się pracowników {centre.name_genitive} do zapoznania się z treścią zarządzenia wraz z "
        "załącznikiem.",
        "§ 4. Tekst wykłada się w sekretariacie.",
        "§ 5. Zarządzenie wchodzi w życie z dniem podpisania.",
    ]
    assert order.effects == {
        "kind": "introduce",
        "introduces": {
            "what": "benefits_policy",
            "title": "Lokalna Polityka Świadczeń",
            "annexes": 1,
            "provision": "§ 1",
        },
    }
    assert [(one["title"], one["body"][0]) for one in order.annexes] == [
        ("Lokalna Polityka Świadczeń", {"kind": "naglowek", "text": "Rozdział 1. Cele"})
    ]


@pytest.mark.parametrize(
    ("what", "subject", "first"),
    [
        (
            "circulation_instruction",
            "wprowadzenia Instrukcji tworzenia i obiegu dokumentów",
            "Wprowadza się Instrukcję tworzenia i obiegu dokumentów, stanowiącą",
        ),
        ("procedure_rules", "wprowadzenia Zasad postępowania", "Wprowadza się Zasady postępowania, stanowiące"),
        (
            "special_benefit_rules",
            f"wprowadzenia Zasad przyznawania {ART_39A}",
            f"Wprowadza się Zasady przyznawania {ART_39A}, stanowiące",
        ),
        ("duties", "wprowadzenia zakresów czynności", "Wprowadza się zakresy czynności, stanowiące"),
    ],
)
def test_each_document_in_the_right_forms(client, what, subject, first):
    order = order_of(client, what=what)
    assert (order.subject, body(order)[0]) == (subject, f"§ 1. {first} załącznik do zarządzenia.")


@pytest.mark.parametrize(("count", "words"), [(2, "załączniki nr 1 i 2"), (4, "załączniki nr 1–4")])
def test_several_annexes_are_numbered(client, count, words):
    order = order_of(client, what="duties", annex_title=["Zakres"] * count, annex_body=["§ 1. Zadanie."] * count)
    assert body(order)[0] == f"§ 1. Wprowadza się zakresy czynności, stanowiące {words} do zarządzenia."


def test_another_document_needs_its_forms(client):
    order = order_of(client, what="other")
    page = client.get(f"/zarzadzenia/{order.pk}/wprowadzenie/?sprawdz=1").content.decode()
    assert (order.body, "Podaj nazwę dokumentu w dopełniaczu." in page) == ([], True)

    Order.objects.all().delete()
    forms = {"genitive": "Regulaminu dyżurów", "accusative": "Regulamin dyżurów", "being": "stanowiący"}
    order = order_of(client, what="other", **forms)
    assert order.subject == "wprowadzenia Regulaminu dyżurów"
    assert body(order)[0] == "§ 1. Wprowadza się Regulamin dyżurów, stanowiący załącznik do zarządzenia."


def test_without_an_annex_nothing_is_introduced(client):
    order = order_of(client, annex_title=[], annex_body=[])
    page = client.get(f"/zarzadzenia/{order.pk}/wprowadzenie/?sprawdz=1").content.decode()
    assert (order.body, "Dodaj załącznik z treścią dokumentu." in page) == ([], True)


def test_the_annex_takes_the_name_of_the_document_until_another_is_typed(client):
    assert order_of(client, what="duties", annex_title=[""]).typed["annex_title"] == ["Zakresy czynności"]
    Order.objects.all().delete()
    assert order_of(client, what="duties", annex_title=["Moje"]).typed["annex_title"] == ["Moje"]
