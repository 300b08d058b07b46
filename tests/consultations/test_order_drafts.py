"""Draft orders opened to teams: units as the order cites them, next versions, what the pages say of the order."""

import pytest
from django.urls import reverse

from apps.consultations.models import Answer, DocumentVersion, OrderDraft
from apps.consultations.outcome import actions, opened
from apps.consultations.outcome.of_order import units_of
from apps.consultations.rules import may_see
from apps.consultations.versions.actions import begin_version, send_version
from apps.consultations.versions.forms import SendForm
from apps.consultations.versions.rules import teams_to_ask
from apps.core import clock
from apps.core.errors import DomainError
from apps.core.polish import day_in_words, plain_spaces
from apps.desk.matters import collected
from apps.orders.actions import discard_draft, issue_order, save_draft_text, start_draft
from apps.orders.editing import parse_annex
from apps.orders.models import Order
from apps.orders.recomposing import bring_up_to_date
from apps.orders.text import litera, order_text, paragraf, punkt, text_hash, tiret, to_json, ustep
from tests.factories import consultations as made

pytestmark = pytest.mark.django_db
BODY = (
    paragraf(
        ustep("Ośrodek:", punkt("ocenia", litera("raz", tiret("rano"), tiret("wieczorem"))), tail="na wniosek"),
        ustep("Drugi."),
    ),
    paragraf("Zarządzenie wchodzi w życie z dniem podpisania."),
)
POLICY = "Rozdział 1\nCele\n\nWstęp.\n\n§ 1. Raz:\n1) dwa.\n\nRozdział 2\nInne\n\n1. Ustęp.\n2. Drugi."
TABLE = "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>"


@pytest.fixture
def mine():
    return made.scene()


def draft(mine, body=BODY, *, annexes=(), subject="dyżurów"):
    order = start_draft(mine.centre, "free", by=mine.hr, pilot=mine.pilot)
    said = {"subject": subject, "body": to_json(body), "annexes": list(annexes)}
    return save_draft_text(order, said, order.version, by=mine.hr)


def refusal(action, *args, **kwargs):
    with pytest.raises(DomainError) as refused:
        action(*args, **kwargs)
    return str(refused.value)


def labels(order):
    return [(unit.label, unit.text) for unit in units_of(order)]


def test_units_are_called_as_the_order_cites_them(mine):
    order = draft(mine)
    assert labels(order)[2:] == [
        ("§ 1 ust. 1", "§ 1. 1. Ośrodek:"),
        ("§ 1 ust. 1 pkt 1", "1) ocenia:"),
        ("§ 1 ust. 1 pkt 1 lit. a", "a) raz:"),
        ("§ 1 ust. 1 pkt 1 lit. a tiret pierwsze", "– rano,"),
        ("§ 1 ust. 1 pkt 1 lit. a tiret drugie", "– wieczorem"),
        ("§ 1 ust. 1 część wspólna", "na wniosek."),
        ("§ 1 ust. 2", "2. Drugi."),
        ("§ 2", "§ 2. Zarządzenie wchodzi w życie z dniem podpisania."),
    ]
    assert [unit.label for unit in units_of(order)][:2] == ["tytuł", "podstawa prawna"]


def test_annexes_stand_after_their_names(mine):
    annexes = [
        {"title": "Polityka", "body": to_json(parse_annex(POLICY).tree)},
        {"title": "Wykaz", "html": f"<p>§ 1. Wykaz:</p><p>1) raz</p>{TABLE}<p>Koniec.</p>"},
    ]
    found = [label for label, _ in labels(draft(mine, annexes=annexes)) if label.startswith("Załącznik")]
    assert found == [
        "Załącznik nr 1",
        "Załącznik nr 1, Rozdział 1",
        "Załącznik nr 1, akapit 1",
        "Załącznik nr 1, § 1",
        "Załącznik nr 1, § 1 pkt 1",
        "Załącznik nr 1, Rozdział 2",
        "Załącznik nr 1, Rozdział 2, ust. 1",
        "Załącznik nr 1, Rozdział 2, ust. 2",
        "Załącznik nr 2",
        "Załącznik nr 2, § 1",
        "Załącznik nr 2, § 1 pkt 1",
        "Załącznik nr 2, tabela 1",
        "Załącznik nr 2, tabela 1, wiersz 1",
        "Załącznik nr 2, akapit 1",
    ]


def test_keys_are_their_own_and_stay(mine):
    order = draft(mine, annexes=[{"title": "Polityka", "body": to_json(parse_annex(POLICY).tree)}])
    keys = {unit.label: unit.key for unit in units_of(order)}
    longer = save_draft_text(order, {"body": to_json((*BODY, paragraf("Trzeci.")))}, order.version, by=mine.hr)

    assert len(set(keys.values())) == len(keys)
    assert {label: key for label, key in ((u.label, u.key) for u in units_of(longer)) if label in keys} == keys


def test_opened_it_is_a_document_whose_first_version_is_the_draft(mine):
    order = draft(mine)
    document = actions.open_order_draft(order, mine.pilot, by=mine.hr, introduces=mine.document)

    version = document.versions.get()
    assert (document.kind, document.authority, document.title) == (
        "order_draft", "director", "Projekt zarządzenia w sprawie dyżurów",
    )  # fmt: skip
    assert (version.number, version.origin, version.status, len(version.units)) == (1, "order", "draft", 10)
    assert (OrderDraft.objects.get().order, OrderDraft.objects.get().introduces) == (order, mine.document)
    assert [who for who in ("director", "hr", "expert", "chair", "admin") if may_see(getattr(mine, who), version)] == [
        "director", "hr",
    ]  # fmt: skip


def test_any_team_of_the_centre_is_asked_and_its_members_see_the_version_not_the_draft(mine):
    order = draft(mine)
    document = actions.open_order_draft(order, mine.pilot, by=mine.hr)
    assert teams_to_ask(document) == [mine.team, mine.other_team]

    send_version(document.versions.get(), [mine.other_team], working_days=5, by=mine.director)

    version = document.versions.get()
    assert (version.status, may_see(mine.other_member, version)) == ("collecting", True)
    assert Order.objects.visible_to(mine.other_member).filter(pk=order.pk).exists() is False


def test_the_changed_draft_goes_into_the_version_in_work_then_into_the_next(mine):
    order = draft(mine)
    document = actions.open_order_draft(order, mine.pilot, by=mine.hr)
    assert refusal(actions.refresh_order_draft, document, by=mine.hr) == (
        "Projekt zarządzenia nie zmienił się od wersji 1."
    )
    order = save_draft_text(order, {"body": to_json((paragraf("Drugie."),))}, order.version, by=mine.hr)
    assert actions.refresh_order_draft(document, by=mine.hr).number == 1

    send_version(document.versions.get(), [mine.team], working_days=5, by=mine.hr)
    order = save_draft_text(order, {"body": to_json((paragraf("Trzecie."),))}, order.version, by=mine.hr)
    assert "jest jeszcze w opiniowaniu" in refusal(actions.refresh_order_draft, document, by=mine.hr)

    made.to(document.versions.get(), "answering", "answered")
    again = actions.refresh_order_draft(document, by=mine.director)
    assert (again.number, again.status, again.units[-1]["text"]) == (2, "draft", "§ 1. Trzecie.")


def test_its_versions_come_from_the_draft_alone(mine):
    document = actions.open_order_draft(draft(mine), mine.pilot, by=mine.hr)
    assert refusal(begin_version, document, by=mine.hr).startswith("Wersja projektu zarządzenia powstaje z samego")


def test_who_opens_what(mine):
    for who in ("expert", "chair", "admin", "employee"):
        assert refusal(actions.open_order_draft, draft(mine), mine.pilot, by=getattr(mine, who)) == (
            "Projekt zarządzenia otwiera do uwag dyrektor albo pracownik kadr."
        )
    empty = start_draft(mine.centre, "free", by=mine.hr)
    assert refusal(actions.open_order_draft, empty, mine.pilot, by=mine.hr).startswith(
        "Projekt zarządzenia nie jest jeszcze"
    )
    order = draft(mine)
    actions.open_order_draft(order, mine.pilot, by=mine.hr)
    assert refusal(actions.open_order_draft, order, mine.pilot, by=mine.hr).startswith("Ten projekt jest już otwarty")
    foreign = made.scene("inny")
    assert refusal(actions.open_order_draft, draft(mine), foreign.pilot, by=mine.hr).startswith("Wybierz pilotaż")


def test_remarks_that_wait_are_told_before_the_order_is_issued(mine, client):
    order = draft(mine)
    document = actions.open_order_draft(order, mine.pilot, by=mine.hr)
    assert opened.waiting_of(order) == []
    send_version(document.versions.get(), [mine.team], working_days=5, by=mine.hr)
    version = document.versions.get()
    made.remark(mine, version, unit="")

    said = opened.waiting_of(order)
    client.force_login(mine.director)
    page = client.get(f"/zarzadzenia/{order.pk}/sprawdz/").content.decode()

    assert said[0].startswith("Zespoły zgłaszają uwagi do tego projektu do ")
    assert said[1] == "Uwagi zespołów do tego projektu czekają na odpowiedź (nr 1)."
    assert "czekają na odpowiedź (nr" in page


def collecting(mine):
    """A finished draft that a team reads, with one remark."""
    order = draft(mine)
    document = actions.open_order_draft(order, mine.pilot, by=mine.hr)
    send_version(document.versions.get(), [mine.team], working_days=5, by=mine.hr)
    version = document.versions.get()
    return order, version, made.remark(mine, version, unit="")


def answered(mine, remark, disposition):
    said = {"reason": "Bo tak.", "edited_by": mine.hr, "edited_at": clock.now()}
    Answer.objects.create(remark=remark, disposition=disposition, **said)


def matter(mine, order):
    """What „Moje sprawy” of the director says of the draft: its own matters, and what waits for others."""
    found = collected(mine.director)
    address = order.get_absolute_url()
    check = reverse("desk:order_check", args=[order.pk])
    return [one.action for one in found.mine if one.url == check], [
        one.waits for one in found.others if one.url == address
    ]


def test_a_draft_that_teams_read_is_not_ready_to_be_issued(mine, client):
    order, version, remark = collecting(mine)
    client.force_login(mine.director)
    day = day_in_words(version.consultation.deadline_on)
    assert matter(mine, order) == ([], [f"zespoły zgłaszają uwagi do {day}"])
    assert "uwagi zespołów" in client.get(order.get_absolute_url()).content.decode().split("Czeka na")[1][:200]

    made.to(version, "answering")
    assert matter(mine, order) == ([], ["uwagi zespołów czekają na odpowiedź: 1"])

    answered(mine, remark, "accepted")
    made.to(version, "answered")
    assert matter(mine, order) == ([], ["1 uwzględnionej uwagi nie ma jeszcze w projekcie"])
    told = "1 uwzględnionej uwagi nie ma jeszcze w projekcie (nr 1): nie wskazano, gdzie projekt je załatwia."
    assert opened.waiting_of(order) == [told]
    assert plain_spaces(client.get(order.get_absolute_url()).content.decode()).count("nie ma jeszcze w projekcie") == 1


def test_a_draft_that_teams_read_waits_for_others_once(mine):
    order, version, _ = collecting(mine)
    addresses = {order.get_absolute_url(), version.document.get_absolute_url()}
    assert [one.url for one in collected(mine.director).others if one.url in addresses] == [order.get_absolute_url()]


def test_a_draft_whose_remarks_are_not_taken_in_is_ready(mine):
    order, version, remark = collecting(mine)
    made.to(version, "answering")
    answered(mine, remark, "rejected")
    made.to(version, "answered")
    assert matter(mine, order) == (["Sprawdź i wydaj"], [])


def test_issued_or_thrown_away_the_page_says_so(mine):
    order, other = draft(mine), draft(mine, subject="czegoś innego")
    first, second = (actions.open_order_draft(one, mine.pilot, by=mine.hr) for one in (order, other))
    assert opened.opened_order(first).words == "Projekt zarządzenia nie jest jeszcze wydany."

    bring_up_to_date(order)
    issued = issue_order(order, by=mine.director, shown_hash=text_hash(order_text(order), order.effects))
    discard_draft(other, by=mine.hr)

    assert opened.opened_order(first).words.startswith(f"Zarządzenie zostało wydane: nr {issued.number_text}")
    assert opened.opened_order(second).words == "Projekt tego zarządzenia został usunięty."
    assert "został usunięty" in refusal(actions.refresh_order_draft, second, by=mine.hr)
    assert "jest już wydane" in refusal(actions.refresh_order_draft, first, by=mine.hr)


def test_the_order_page_leads_to_the_remarks(mine, client):
    order = draft(mine)
    client.force_login(mine.hr)
    assert "Otwórz projekt do uwag zespołu" in client.get(order.get_absolute_url()).content.decode()

    client.post(f"/dokumenty-ekspertow/projekt-zarzadzenia/{order.pk}/", {"pilot": mine.pilot.pk})

    document = opened.document_of(order)
    assert f'href="{document.get_absolute_url()}"' in client.get(order.get_absolute_url()).content.decode()
    assert DocumentVersion.objects.get(document=document).origin == "order"


def test_no_team_is_chosen_for_a_draft_order_beforehand(mine):
    teams = [mine.team, mine.other_team]
    chosen = SendForm(None, teams=teams, is_order=True).fields["teams"]
    assert (chosen.initial, chosen.help_text) == ([], "Zaznacz zespoły, które mają przeczytać projekt.")
    assert SendForm(None, teams=teams).fields["teams"].initial == teams
