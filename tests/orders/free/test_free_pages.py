"""The form of an order of any text, without JavaScript."""

import datetime

import pytest

from apps.core import clock
from apps.orders.actions import issue_order
from apps.orders.clauses.actions import add_clause
from apps.orders.models import Order
from apps.orders.recomposing import bring_up_to_date
from apps.orders.text import from_json, order_text, sheet_lines, text_hash, to_text
from tests import factories
from tests.orders.drafts import draft, issue
from tests.orders.editing.test_whole import PASTED

pytestmark = pytest.mark.django_db
NEW = "/zarzadzenia/nowe/inne/"
TYPED = {
    "subject": "w sprawie ustalenia harmonogramu dyżurów",
    "legal_basis": "§ 7 ust. 2 Statutu",
    "body": "§ 1. Ustala się harmonogram:\n1) w poniedziałki\n2) we wtorki",
    "final": "Wykonanie zarządzenia powierza się kierownikom działów.\n§ 9. Treść podaje się do wiadomości pracowników",
    "effective": "on_signing",
}


def send(client, url=NEW, **more):
    return client.post(url, TYPED | more)


def saved():
    return Order.objects.get(kind="free")


@pytest.fixture
def client(client, director):
    client.force_login(director)
    return client


def said(page):
    return page.content.decode().replace("&nbsp;", " ").replace("\xa0", " ")


def test_numbers_and_final_marks_are_the_programs(client):
    send(client)

    assert to_text(from_json(saved().body)).splitlines() == [
        "§ 1. Ustala się harmonogram:",
        "1) w poniedziałki;",
        "2) we wtorki.",
        "§ 2. Wykonanie zarządzenia powierza się kierownikom działów.",
        "§ 3. Treść podaje się do wiadomości pracowników.",
        "§ 4. Zarządzenie wchodzi w życie z dniem podpisania.",
    ]
    assert (saved().subject, saved().effects) == ("ustalenia harmonogramu dyżurów", {"kind": "other"})


def test_what_was_typed_comes_back_word_for_word(client):
    send(client)
    assert saved().typed["body"] == [TYPED["body"]]
    assert "1) w poniedziałki\n2) we wtorki" in said(client.get(f"/zarzadzenia/{saved().pk}/inne/"))


def test_an_unfinished_form_is_kept_and_shown_as_understood(client):
    answer = client.post(NEW, {"body": "§ 1. Jedno\n§ 3. Drugie", "effective": "on_signing"}, follow=True)

    assert (saved().body, saved().typed["body"]) == ([], ["§ 1. Jedno\n§ 3. Drugie"])
    assert "Wiersz 2: po § 1 następuje § 3 – zapisano jako § 2." in said(answer)
    assert '<span class="znak znak-paragraf">§ 2.</span> Drugie.' in said(answer)


def test_the_preview_saves_nothing(client):
    answer = send(client, preview="1")

    assert Order.objects.count() == 0
    assert "we wtorki.</p>" in said(answer)


def test_the_text_is_written_as_it_was_read(client):
    answer = send(client, tidy="1", body="1. Jedno\n2. Drugie:\n- a\n- b")
    assert "§ 1. Jedno.\n§ 2. Drugie:\n  1) a;\n  2) b.</textarea>" in said(answer)


def test_annexes_are_added_moved_and_removed(client):
    answer = send(client, add_annex="1", annex_title=["A", "B"], annex_body=["x", "y"])
    assert said(answer).count('name="annex_title"') == 3

    answer = send(client, up_annex="1", annex_title=["A", "B"], annex_body=["x", "y"])
    assert said(answer).index('value="B"') < said(answer).index('value="A"')

    answer = send(client, remove_annex="0", annex_title=["A", "B"], annex_body=["x", "y"])
    assert 'value="A"' not in said(answer)


def test_annexes_stand_on_the_sheet(client):
    bodies = ["§ 1. Dyżur trwa.", "Rozdział 1\n\n1. Raz"]
    send(client, annex_title=["Regulamin dyżurów", "Wzór listy."], annex_body=bodies)

    text = order_text(saved())
    lines = sheet_lines(text, "7/2018", "11 czerwca 2018 r.")
    whose = ["do zarządzenia nr 7/2018", text["issuer"], "z dnia 11 czerwca 2018 r."]
    assert lines[-13:] == [
        *["Załącznik nr 1", *whose, "Regulamin dyżurów", "§ 1. Dyżur trwa."],
        *["Załącznik nr 2", *whose, "Wzór listy", "Rozdział 1", "1. Raz."],
    ]


def test_the_only_annex_has_no_number(client):
    send(client, annex_title=["Regulamin"], annex_body=["§ 1. Dyżur."])
    assert "Załącznik" in sheet_lines(order_text(saved()), "7/2018", "11 czerwca 2018 r.")


def test_an_annex_without_a_title_is_told(client):
    send(client, annex_title=[""], annex_body=["§ 1. Dyżur."])
    answer = client.get(f"/zarzadzenia/{saved().pk}/inne/?sprawdz=1")
    assert "Wypełnij pole „Tytuł załącznika”." in said(answer)


def test_entry_into_force_in_the_body_is_refused(client):
    send(client, body="§ 1. Jedno.\n§ 2. Zarządzenie wchodzi w życie z dniem podpisania.")
    answer = client.get(f"/zarzadzenia/{saved().pk}/inne/?sprawdz=1")
    assert "Wejście w życie dopisuje program" in said(answer)


def test_a_whole_pasted_order_goes_into_its_fields(client):
    client.post(NEW, {"body": PASTED, "legal_basis": "§ 1 czegoś innego"})
    typed = saved().typed

    assert typed["subject"] == ["wprowadzenia zasad obiegu dokumentów"]
    assert typed["legal_basis"] == ["§ 9 ust. 2 i § 10 Statutu Ośrodka"]
    assert (typed["effective"], typed["effective_on"]) == (["on_date"], ["1.07.2013"])
    assert typed["annex_title"] == ["Zasady obiegu dokumentów"]
    assert typed["body"][0].startswith("§ 1\nWprowadza się zasady")


def test_other_orders_are_repealed(client, centre, director):
    older = issue(draft(centre, director), director)
    send(client, repeals=[str(older.order_id)])

    last = to_text(from_json(saved().body)).splitlines()[-2:]
    assert last[0].startswith(f"§ 4. Traci moc zarządzenie nr {older.number_text} ")
    assert last[1] == "§ 5. Zarządzenie wchodzi w życie z dniem podpisania."
    assert saved().effects["repeals"] == [{"order": older.order_id, "provision": "§ 4"}]


def test_it_is_checked_and_issued(client, director):
    with clock.pretend(datetime.date(2018, 6, 11)):
        answer = send(client, check="1")
        order = saved()
        assert answer.url == f"/zarzadzenia/{order.pk}/sprawdz/"
        assert client.get(answer.url).status_code == 200
        assert bring_up_to_date(order) == []
        issued = issue_order(order, by=director, shown_hash=text_hash(order_text(order), order.effects))
    assert (issued.kind, issued.subject) == ("free", "ustalenia harmonogramu dyżurów")


def test_clauses_are_put_in(client, centre, director):
    basis = add_clause(centre, {"kind": "legal_basis", "name": "Statut", "text": "§ 8 Statutu"}, by=director)
    final = add_clause(centre, {"kind": "final_provision", "name": "Kadry", "text": "Wykona Dział Kadr."}, by=director)

    assert "§ 8 Statutu</textarea>" in said(send(client, put_basis="1", basis_clause=basis.pk))
    answer = said(send(client, put_final="1", final_clause=final.pk))
    assert "do wiadomości pracowników\nWykona Dział Kadr.</textarea>" in answer
    assert Order.objects.count() == 0


def test_hr_drafts_and_an_employee_does_not(client, centre):
    for roles, status in ((["hr"], 200), (["employee"], 404)):
        client.force_login(factories.user_of(factories.person(centre, "Ktoś Inny", roles=roles)))
        assert client.get(NEW).status_code == status


def test_a_lost_race_shows_both_texts_and_loses_neither(client):
    send(client, annex_title=["Wykaz"], annex_body=["1. Raz."])
    order = saved()
    url = f"/zarzadzenia/{order.pk}/inne/"
    send(client, url, version=str(order.version), body="§ 1. Ich.", annex_title=["Wykaz"], annex_body=["1. Raz."])

    mine = {"body": "§ 1. Moje.", "annex_title": ["Spis"], "annex_body": ["1. Raz."]}
    lost = send(client, url, version=str(order.version), **mine)

    assert lost.status_code == 409
    for words in ("§ 1. Ich.", "§ 1. Moje.", "Treść", "Tytuł załącznika", "Spis"):
        assert words in said(lost)
    assert saved().typed["body"] == ["§ 1. Ich."]
