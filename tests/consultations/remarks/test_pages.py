"""What pages and papers of remarks say, how much they cost, and that what is typed is kept."""

import datetime
from html import unescape
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.consultations.models import Answer, Remark, Settlement
from apps.consultations.remarks import actions, making
from apps.core import clock
from tests import gate
from tests.factories import consultations as made

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine():
    return made.scene()


def url(name, version, *more):
    return reverse(f"consultations:{name}", args=[version.document_id, version.number, *more])


def text(answer):
    return " ".join(unescape(answer.content.decode()).replace("\u00a0", " ").split())


def many(mine, version, count, submitted=True):
    """Remarks of four authors, general ones and some to each unit."""
    authors = ["member", "chair", "other_member", "other_chair"]
    for n in range(count):
        unit = f"§ {n % 20}" if n % 20 else ""
        nature = "wording" if n % 3 == 0 else "substance"
        words = {"quote": "Wniosek rozpatruje się w 14 dni.", "justification": "Bo za krótko.", "nature": nature}
        made.remark(mine, version, f"Uwaga {n}: termin jest za krótki.", by=authors[n % 4], unit=unit, **words)


def answered(mine, version, dispositions=("accepted", "partly", "rejected")):
    for n, remark in enumerate(version.remarks.order_by("number")):
        said = dispositions[n % len(dispositions)]
        reason = "" if said == "accepted" else f"Powód {remark.number}."
        by = {"edited_by": mine.expert, "edited_at": clock.now()}
        Answer.objects.create(remark=remark, disposition=said, reason=reason, **by)


def cost(client, address):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def _address(mine, what, status, count):
    """Of the page about a document of its own with so many remarks."""
    document = made.expert_document(mine, f"Dokument {count}")
    version = made.sent(mine, *(f"Treść {n}." for n in range(20)), document=document)
    many(mine, version, count)
    if status != "collecting":
        made.to(version, "answering")
    if status == "answered":
        answered(mine, version)
        made.to(version, "answered")
    following = made.version(mine, *(f"Nowa treść {n}." for n in range(20)), document=document)
    whole = "consultations:remarks_table_all"
    return {
        "pdf": lambda: url("remarks_table", version, "zestawienie", "pdf"),
        "xlsx": lambda: url("remarks_table", version, "zestawienie", "xlsx"),
        "whole": lambda: reverse(whole, args=[document.pk, "protokol-rozbieznosci", "xlsx"]),
        "answer": lambda: url("answer", version, 1),
        "remark": lambda: url("remark", version, version.remarks.get(number=1).pk),
        "collecting": lambda: url("remarks", version),
        "settlements": lambda: url("settlements", following),
    }.get(what, lambda: url(what, version))()


PAGES = {
    "remarks": ("member", "answering"), "answers": ("expert", "answering"), "answer": ("expert", "answering"),
    "remark": ("member", "answering"), "collecting": ("chair", "collecting"), "pdf": ("director", "answered"),
    "xlsx": ("member", "answered"), "whole": ("member", "answered"), "settlements": ("expert", "answered"),
}  # fmt: skip


@pytest.mark.parametrize("what", PAGES)
def test_pages_ask_the_database_as_often_for_300_remarks_as_for_one(mine, client, what, monkeypatch):
    monkeypatch.setattr(making, "MOST_AT_ONCE", 300)  # a longer table is made in the background
    who, status = PAGES[what]
    client.force_login(getattr(mine, who))
    costs = [cost(client, _address(mine, what, status, count)) for count in (1, 3, 300)]

    assert (len(set(costs)), max(costs) <= 15) == (1, True), costs


def test_the_page_says_whose_move_it_is_and_what_comes_next(mine, client):
    version = made.sent(mine, deadline=datetime.date(2100, 1, 4))
    said = {}
    for who in ("member", "expert", "employee"):
        client.force_login(getattr(mine, who))
        said[who] = text(client.get(url("remarks", version)))
    assert "Czeka na Ciebie · do 4 stycznia 2100 r." in said["member"].replace("</strong>", "").replace("<strong>", "")
    assert "Napisz uwagę" in said["member"]
    assert f"Czeka na: <strong>{mine.team}, {mine.other_team}</strong>" in said["expert"]
    assert "Potem ekspert odpowiada na każdą uwagę." in said["employee"]


def test_a_remark_is_written_kept_as_a_draft_and_submitted(mine, client):
    version = made.sent(mine, "Zakres.", "Wniosek rozpatruje się w 14 dni.")
    client.force_login(mine.member)
    page = text(client.get(f"{url('remark_new', version)}?jednostka=p2"))
    assert 'value="§ 2"' in page
    assert "Wniosek rozpatruje się w 14 dni.</textarea>" in page

    sent = {"unit_key": "p2", "unit_label": "§ 2", "quote": "14 dni", "body": "Za krótko.", "nature": "substance"}
    client.post(url("remark_new", version), sent)
    draft = Remark.objects.get()
    assert (draft.number, draft.unit_key, draft.body) == (None, "p2", "Za krótko.")
    done = client.post(url("remarks_submit", version), follow=True)

    assert "Uwaga jest złożona i ma numer: 1." in text(done)


def test_a_script_keeps_a_draft_and_goes_on_at_its_address(mine, client):
    version = made.sent(mine)
    client.force_login(mine.member)
    script = {"headers": {"accept": "application/json"}}
    kept = client.post(url("remark_new", version), {"body": "Za kr", "nature": "substance"}, **script).json()
    draft = Remark.objects.get()
    assert (kept["url"], kept["version"], draft.body) == (url("remark_edit", version, draft.pk), 1, "Za kr")

    empty = client.post(url("remark_new", version), {"nature": "substance"}, **script)
    assert (empty.status_code, empty.json()) == (422, {"refused": "Napisz choć treść uwagi."})


def test_what_is_submitted_leaves_no_draft_behind_and_is_submitted_once(mine, client):
    version = made.sent(mine)
    client.force_login(mine.member)
    words = {"body": "Za krótko.", "nature": "substance"}
    client.post(url("remark_new", version), words | {"zloz": "1"})

    late = client.post(url("remark_new", version), words, headers={"accept": "application/json"})  # the script
    again = client.post(url("remark_new", version), words | {"zloz": "1"}, follow=True)  # a second click

    one = Remark.objects.get()
    assert (one.number, late.status_code, late.json()["see"]) == (1, 409, url("remark", version, one.pk))
    assert "Uwaga jest złożona i ma numer 1." in text(again)


@pytest.mark.django_db(transaction=True)
def test_the_form_of_a_lost_race_shows_both_texts(client):
    mine = made.scene()
    version = made.sent(mine)
    draft = actions.begin_remark(version, {"body": "Pierwsza."}, by=mine.member)
    client.force_login(mine.member)
    sent = {"nature": "substance", "version": "1"}
    client.post(url("remark_edit", version, draft.pk), sent | {"body": "Druga karta."})

    lost = client.post(url("remark_edit", version, draft.pk), sent | {"body": "Trzecia karta."})

    said = text(lost)
    assert (lost.status_code, "Druga karta." in said, "Trzecia karta.</textarea>" in said) == (409, True, True)
    client.post(url("remark_edit", version, draft.pk), sent | {"body": "Trzecia karta.", "version": "2"})
    assert Remark.objects.get().body == "Trzecia karta."


def test_what_is_sent_too_late_stays_in_the_form(mine, client):
    version = made.sent(mine, deadline=clock.today() - datetime.timedelta(days=1))
    client.force_login(mine.member)
    late = client.post(url("remark_new", version), {"body": "Spóźniona uwaga.", "nature": "substance"})
    assert (late.status_code, "Spóźniona uwaga.</textarea>" in text(late)) == (409, True)


def test_drafts_of_others_exist_under_no_address(mine, client):
    version = made.sent(mine)
    draft = made.remark(mine, version, "Tajny szkic.", by="other_member", submitted=False)
    found = {}
    for who in ("member", "other_chair", "expert", "director", "hr", "coordinator"):
        client.force_login(getattr(mine, who))
        pages = [url("remark", version, draft.pk), url("remark_edit", version, draft.pk)]
        lists = [url("remarks", version), url("remarks_table", version, "zestawienie", "xlsx")]
        found[who] = (
            [client.get(page).status_code for page in pages],
            any("Tajny szkic" in client.get(page).content.decode(errors="replace") for page in lists),
        )
    assert found == dict.fromkeys(found, ([404, 404], False))


def test_the_expert_goes_from_one_unanswered_remark_to_the_next(mine, client):
    version = made.sent(mine)
    many(mine, version, 4)
    made.to(version, "answering")
    client.force_login(mine.expert)
    first = url("answer", version, 1)

    on = client.post(f"{first}?charakter=substance", {"disposition": "accepted", "reason": "", "dalej": "1"})

    assert on.url == f"{url('answer', version, 2)}?charakter=substance"
    refused = client.post(on.url, {"disposition": "rejected", "reason": "", "dalej": "1"})
    assert "Napisz uzasadnienie: przy tym sposobie rozpatrzenia jest potrzebne." in text(refused)


def test_a_remark_tells_its_life_in_later_versions(mine, client):
    version = made.sent(mine, "Zakres stosowania zasad.", "Wniosek rozpatruje się w ciągu 14 dni od złożenia.")
    changed = made.remark(mine, version, "Za krótko.", unit="§ 2", quote="w ciągu 14 dni")
    gone = made.remark(mine, version, "Zbędny przepis.", unit="§ 1", quote="Zakres stosowania zasad.")
    made.to(version, "answering")
    answered(mine, version, ("accepted",))
    made.to(version, "answered")
    following = made.version(mine, "Wniosek rozpatruje się w ciągu 30 dni od złożenia.")
    by = {"settled_by": mine.expert, "settled_at": clock.now()}
    Settlement.objects.create(remark=changed, in_version=following, unit_key="p1", unit_label="§ 1", **by)
    client.force_login(mine.expert)

    said = [text(client.get(url("remark", version, one.pk))) for one in (changed, gone)]

    assert "To miejsce to teraz § 1; brzmienie też jest zmienione." in said[0]
    assert "Załatwiona w wersji 2, § 1" in said[0]
    assert "Tego miejsca nie ma już w dokumencie." in said[1]
    assert '<blockquote class="quoted"><p>Zakres stosowania zasad.</p></blockquote>' in said[1]


def test_what_cannot_be_undone_is_shown_before_it_is_done(mine, client):
    version = made.sent(mine)
    made.remark(mine, version)
    client.force_login(mine.expert)
    made.to(version, "answering")
    answered(mine, version, ("accepted",))

    check = text(client.get(url("answers_hand_over", version)))

    version.refresh_from_db()
    assert ("uwzględniona: 1" in check, version.status) == (True, "answering")


def test_the_end_of_collecting_tells_who_has_not_finished(mine, client):
    version = made.sent(mine)
    made.remark(mine, version)
    client.force_login(mine.expert)
    with clock.pretend(version.consultation.deadline_on + datetime.timedelta(days=1)):
        check = text(client.get(url("remarks_close", version)))
    version.refresh_from_db()
    assert (mine.team.name in check, "Na odpowiedź będzie czekać: 1 uwaga." in check) == (True, True)
    assert version.status == "collecting"


def test_after_the_answers_the_page_waits_for_whom_the_document_waits(mine, client):
    version = made.sent(mine)
    made.remark(mine, version)
    made.to(version, "answering")
    answered(mine, version, ("accepted",))
    made.to(version, "answered")
    told = {}
    for who in ("member", "expert"):
        client.force_login(getattr(mine, who))
        with CaptureQueriesContext(connection) as asked:
            told[who] = text(client.get(url("remarks", version)))
        assert len(asked) <= 15
    assert f"({mine.expert.person})" in told["member"]
    assert "Zacznij wersję 2" in told["expert"]


# Zestawienie uwag and protokół rozbieżności


def pdf_version(mine):
    """Remarks with typed units, as to a PDF, out of order, one of them editorial, all answered."""
    version = made.sent(mine, "Zakres.", "Termin.")
    for unit in ("§ 10", "§ 2", ""):
        made.remark(mine, version, f"Uwaga do {unit or 'całości'}.", unit=unit, quote="słowa")
    made.remark(mine, version, "Literówka.", unit="§ 3", nature="wording", by="other_member")
    made.to(version, "answering")
    answered(mine, version, ("rejected", "accepted", "partly", "rejected"))
    made.to(version, "answered")
    return version


def rows(answer):
    book = openpyxl.load_workbook(BytesIO(answer.content))
    return [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]


def test_the_table_stands_in_the_order_of_the_document(mine, client):
    version = pdf_version(mine)
    client.force_login(mine.member)

    heading, *found = rows(client.get(url("remarks_table", version, "zestawienie", "xlsx")))

    assert heading == [
        "Lp.", "Nr", "Jednostka redakcyjna", "Zgłaszający", "Treść uwagi", "Uzasadnienie",
        "Propozycja brzmienia", "Charakter uwagi", "Stanowisko eksperta", "Uzasadnienie stanowiska",
        "Wersja, w której uwzględniono",
    ]  # fmt: skip
    assert [(row[0], row[1], row[2], row[8]) for row in found] == [
        (1, 3, "uwaga ogólna", "uwzględniona częściowo"),
        (2, 2, "§ 2", "uwzględniona"),
        (3, 4, "§ 3", "nieuwzględniona"),
        (4, 1, "§ 10", "nieuwzględniona"),
    ]


def test_the_record_of_divergences_leaves_out_what_is_editorial(mine, client):
    version = pdf_version(mine)
    client.force_login(mine.member)
    _, *found = rows(client.get(url("remarks_table", version, "protokol-rozbieznosci", "xlsx")))
    assert [(row[1], row[8], row[9]) for row in found] == [
        (3, "uwzględniona częściowo", "Powód 3."), (1, "nieuwzględniona", "Powód 1.")
    ]  # fmt: skip


def test_a_narrowed_table_says_so(mine, client):
    version = pdf_version(mine)
    client.force_login(mine.member)
    answer = client.get(url("remarks_table", version, "zestawienie", "pdf") + "?charakter=wording")
    said = gate.body_text(answer.content)
    assert "Zestawienie obejmuje tylko: charakter: redakcyjna." in said
    assert ("Literówka." in said, "Uwaga do § 2." in said) == (True, False)


@pytest.mark.parametrize("what", ["zestawienie", "protokol-rozbieznosci"])
def test_the_papers_pass_the_gate(mine, client, what):
    version = pdf_version(mine)
    client.force_login(mine.director)
    gate.assert_gate(client.get(url("remarks_table", version, what, "pdf")).content)
    whole = reverse("consultations:remarks_table_all", args=[version.document_id, what, "pdf"])
    gate.assert_gate(client.get(whole).content)


def test_the_table_of_the_whole_document_names_a_withdrawn_version(mine, client):
    version = pdf_version(mine)
    made.to(version, "withdrawn")
    client.force_login(mine.director)
    whole = reverse("consultations:remarks_table_all", args=[version.document_id, "zestawienie", "pdf"])
    said = gate.body_text(client.get(whole).content)
    assert ("wersja 1 (wycofana)" in said.lower(), "Uwaga do § 2." in said) == (True, True)
