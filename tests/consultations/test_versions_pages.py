"""Pages of versions: starting, writing, sending, the sheet with its margin, comparison, download."""

import datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.consultations.models import Answer, Consultation, DocumentVersion
from apps.consultations.remarks.actions import settle
from apps.consultations.versions import actions
from apps.core import clock
from tests.factories import consultations as made
from tests.factories.files import letter, ooxml, paragraphs
from tests.factories.implementation import pdf

from . import outcomes
from .versioned import at, new, shown

pytestmark = pytest.mark.django_db
FILES = Path(__file__).parent / "files"
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


def upload(client, mine, name="Polityka.docx", content=DOCX, **more):
    file = SimpleUploadedFile(name, content)
    return client.post(new(mine), {"file": file, "change_note": "Pierwsza."} | more, follow=True)


# Starting


def test_three_ways_to_begin(mine, see):
    page = shown(see(mine.expert).get(new(mine)))
    for way in ("Prześlij plik", "Zacznij od pustego tekstu"):
        assert way in page
    assert "Zacznij od wersji" not in page


def test_a_file_is_read_and_its_units_shown(mine, see):
    answer = upload(see(mine.expert), mine)
    page = shown(answer)
    assert answer.redirect_chain[-1][0] == at("version", mine.document.versions.get())
    assert 'id="p2"' in page
    assert "§ 2. Wniosek rozpatruje się w 14 dni." in page
    assert "Przyjęto plik „Polityka.docx” jako wersję 1." in page


def test_what_was_left_out_of_a_file_is_told(mine, see):
    content = (FILES / "numery-wpisane.docx").read_bytes()
    page = shown(upload(see(mine.expert), mine, content=content))
    assert "śledzone zmiany" in page
    assert "Komentarze z marginesu" in page


def test_a_refused_file_is_told_beside_the_form_and_the_note_stays(mine, see):
    answer = upload(see(mine.expert), mine, content=ooxml("docm"))
    assert "zawiera makra" in shown(answer)
    assert "Pierwsza." in shown(answer)
    assert mine.document.versions.count() == 0


def test_a_file_that_is_too_big_is_told(mine, see):
    answer = upload(see(mine.expert), mine, content=b"a" * (20 * 1024 * 1024 + 1))
    assert "za duży" in shown(answer)


def test_an_empty_text_or_the_words_of_an_earlier_version(mine, see):
    client = see(mine.expert)
    answer = client.post(new(mine), {"jak": "tekst"})
    version = mine.document.versions.get()
    assert (answer.url, version.origin) == (at("version_text", version), "text")
    client.post(at("version_discard", version))
    made.to(made.sent(mine, "Raz."), "answering", "answered")
    client.post(new(mine), {"jak": "wersja", "numer": "1"})
    assert mine.document.versions.get(number=2).body == "<p>Raz.</p>"


@pytest.mark.parametrize("number", ["²", "9" * 5000, "-1", ""])
def test_words_of_a_version_that_is_not_there_are_none(mine, see, number):
    answer = see(mine.expert).post(new(mine), {"jak": "wersja", "numer": number})
    assert (answer.status_code, mine.document.versions.get().body) == (302, "")


def test_who_has_a_version_in_work_is_led_to_it(mine, see):
    version = made.version(mine)
    assert see(mine.expert).get(new(mine)).url == version.get_absolute_url()


@pytest.mark.parametrize("who", ["director", "member", "employee"])
def test_others_are_told_who_writes(mine, see, who):
    answer = see(getattr(mine, who)).get(new(mine), follow=True)
    assert "przygotowuje ekspert" in shown(answer)


@pytest.mark.parametrize("who", ["director", "hr", "member", "employee"])
def test_a_version_in_work_does_not_exist_for_others(mine, see, who):
    version = made.version(mine)
    for name in ("version", "version_text", "version_send", "version_discard", "version_file"):
        assert see(getattr(mine, who)).get(at(name, version)).status_code == 404


def test_another_centre_sees_nothing(mine, see):
    version, other = made.sent(mine), made.scene("b")
    for who in (other.expert, other.director, other.member):
        for name in ("version", "version_file", "version_send", "version_withdraw", "deadline_extend"):
            assert see(who).get(at(name, version)).status_code == 404
        compare = reverse("consultations:version_compare", args=[mine.document.pk])
        assert [see(who).get(address).status_code for address in (new(mine), compare)] == [404, 404]


# The sheet


def test_each_unit_has_its_anchor_and_a_link_for_members(mine, see):
    version = made.sent(mine)
    page = shown(see(mine.member).get(at("version", version)))
    assert f'href="{at("remark_new", version)}?jednostka=p2"' in page
    assert "do tej jednostki: § 2" in page
    assert page.count("Zgłoś uwagę<span") == 2


def test_who_cannot_remark_reads_without_links(mine, see):
    page = shown(see(mine.employee).get(at("version", made.sent(mine))))
    assert "jednostka=p2" not in page


def test_remarks_are_counted_in_the_margin_for_who_may_read_them(mine, see):
    version = made.sent(mine)
    made.remark(mine, version)
    made.remark(mine, version, by="other_member")
    assert "2 uwagi" in shown(see(mine.expert).get(at("version", version)))
    made.remark(mine, version, "Robocza.", submitted=False, by="chair")
    assert "3 uwagi" not in shown(see(mine.expert).get(at("version", version)))


def test_remarks_that_may_not_be_seen_yet_are_not_counted(mine, see):
    version = made.sent(mine, sight="after_own")
    made.remark(mine, version, by="other_member")
    assert "1 uwaga" not in shown(see(mine.member).get(at("version", version)))


def test_a_table_is_shown_as_a_table_with_rows_to_pin(mine, see):
    content = (FILES / "numery-wpisane.docx").read_bytes()
    version, _ = actions.upload_version(mine.document, "a.docx", content, by=mine.expert)
    actions.send_version(version, [mine.team], working_days=5, by=mine.expert)
    page = shown(see(mine.member).get(at("version", version)))
    assert '<tr id="tab1-w2"><td rowspan="2">2</td>' in page
    assert '<th scope="col">Świadczenie</th>' in page
    assert "jednostka=tab1-w2" in page


def test_a_table_whose_rows_are_no_units_is_shown_whole(mine, see):
    version = made.version(mine, "Raz.", "Dwa.")
    html = "<table><tbody><tr><td>jeden</td><td>dwa</td></tr><tr><td>trzy</td><td>cztery</td></tr></tbody></table>"
    table = {"key": "tab1", "label": "tabela 1", "kind": "table", "depth": 0, "html": html, "text": "jeden"}
    version.units = [version.units[0], table, version.units[1]]
    version.save()
    page = shown(see(mine.expert).get(at("version", version)))
    assert [word in page for word in ("jeden", "cztery", "Dwa.")] == [True, True, True]


def test_nothing_in_a_text_runs(mine, see):
    version = made.sent(mine, "<script>alert(1)</script>&lt;b&gt;")
    page = shown(see(mine.expert).get(at("version", version)))
    assert "<script>alert" not in page


def test_a_pdf_is_downloaded_and_never_shown_here(mine, see):
    version, _ = actions.upload_version(mine.document, "p.pdf", pdf(), by=mine.expert)
    actions.send_version(version, [mine.team], working_days=5, by=mine.expert)
    page = shown(see(mine.member).get(at("version", version)))
    assert "jest plikiem PDF" in page
    answer = see(mine.member).get(at("version_file", version))
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''Lokalna%20Polityka")
    assert (answer["X-Content-Type-Options"], answer["Content-Type"]) == ("nosniff", "application/pdf")
    assert answer.content == pdf()


def test_a_text_has_no_file(mine, see):
    assert see(mine.expert).get(at("version_file", made.sent(mine))).status_code == 404


def test_a_long_text_has_a_list_of_units(mine, see):
    version = made.sent(mine, *[f"§ {n}. Raz." for n in range(30)])
    page = shown(see(mine.expert).get(at("version", version)))
    assert '<a href="#p30">§ 30</a>' in page


@pytest.mark.parametrize("who", ["expert", "member", "director"])
def test_queries_do_not_grow_with_units_and_remarks(mine, see, who):
    version = made.sent(mine, *[f"Raz {n}." for n in range(40)])
    client, address = see(getattr(mine, who)), at("version", version)
    counts = []
    for number in (1, 3):
        while version.remarks.count() < number:
            made.remark(mine, version, f"Uwaga {version.remarks.count()}.")
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(address)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 15


def test_the_director_is_led_to_the_decision_once_all_opinions_are_given(mine, see):
    version = outcomes.answered(mine)
    link = f'href="{at("version_accept", version)}"'
    assert link not in shown(see(mine.director).get(at("version", version)))
    outcomes.judged(mine, version)
    pages = {who: shown(see(getattr(mine, who)).get(at("version", version))) for who in ("director", "expert")}
    assert {who: link in page for who, page in pages.items()} == {"director": True, "expert": False}
    assert "Czeka na: <strong>dyrektora</strong>" in pages["expert"]

    made.version(mine)
    assert link not in shown(see(mine.director).get(at("version", version)))


def test_the_writer_is_led_to_remarks_that_the_version_settles(mine, see):
    first = made.sent(mine)
    made.remark(mine, first)
    remark = made.remark(mine, first, by="other_member")
    said = {"edited_by": mine.expert, "edited_at": clock.now()}
    for one in first.remarks.all():
        Answer.objects.create(remark=one, disposition="accepted", **said)
    made.to(first, "answering", "answered")
    version = made.version(mine)
    link = f'<a href="{at("settlements", version)}">'
    page = shown(see(mine.expert).get(at("version", version)))
    assert (f"{link}Wskaż, gdzie" in page, "bez wskazanego miejsca: 2 uwagi" in page) == (True, True)

    settle(version, {remark: "§ 2"}, by=mine.expert)
    assert "bez wskazanego miejsca: 1 uwaga" in shown(see(mine.expert).get(at("version", version)))
    actions.send_version(version, [mine.team], working_days=5, by=mine.expert)
    assert link not in shown(see(mine.member).get(at("version", version)))


def test_a_judged_version_costs_as_many_queries_with_more_remarks(mine, see):
    version = made.sent(mine)
    for number in range(3):
        made.remark(mine, version, f"Uwaga {number}.")
    outcomes.judged(mine, made.to(version, "answering", "answered"))
    client = see(mine.director)
    client.get(at("version", version))
    with CaptureQueriesContext(connection) as queries:
        client.get(at("version", version))
    assert len(queries) <= 15


# Sending


def test_what_has_changed_is_told_when_the_version_is_sent(mine, see):
    made.to(made.sent(mine), "answering", "answered")
    version, client, told = made.version(mine), see(mine.expert), "Dodano § 2, bo prosił o to zespół."
    said = {"working_days": 3, "sight": "after_own", "change_note": told, "seen": version.version}
    assert told in shown(client.post(at("version_send", version), said))  # no team: kept
    said["teams"] = [mine.team.pk]
    assert f"<dt>Co zmieniono</dt><dd>{told}</dd>" in shown(client.post(at("version_send", version), said))
    client.post(at("version_send", version), said | {"przekaz": "1"})
    assert told in shown(see(mine.member).get(at("version", version)))


def test_all_teams_are_ticked_and_the_days_are_named(mine, see):
    version = made.version(mine)
    with clock.pretend(datetime.date(2018, 9, 7)):
        page = shown(see(mine.expert).get(at("version_send", version)))
    assert page.count("checked") == 3  # both teams, and when remarks of others are seen
    assert "10 dni roboczych – do piątku, 21 września 2018 r." in page


def test_a_check_page_says_what_happens_and_only_its_button_sends(mine, see):
    made.to(made.sent(mine), "answering", "answered")
    version, client = made.version(mine), see(mine.expert)
    said = {"teams": [mine.team.pk, mine.other_team.pk], "working_days": 3, "sight": "after_own", "note": "Proszę."}
    said["seen"] = version.version

    page = shown(client.post(at("version_send", version), said))
    assert (Consultation.objects.count(), "Co się stanie" in page) == (1, True)
    assert "Wersja 1, której uwagi są rozpatrzone, zostanie zastąpiona" in page
    assert "Przekaż wersję 2 do zaopiniowania" in page

    back = shown(client.post(at("version_send", version), said | {"popraw": "1"}))
    assert "Proszę." in back
    sent = client.post(at("version_send", version), said | {"przekaz": "1"})
    version.refresh_from_db()
    assert (sent.url, version.status, version.consultation.note) == (at("version", version), "collecting", "Proszę.")


def test_a_team_of_another_document_cannot_be_slipped_in(mine, see):
    other = made.scene("b")
    version = made.version(mine)
    said = {"teams": [other.team.pk], "working_days": 3, "sight": "after_own", "seen": 1, "przekaz": "1"}
    answer = see(mine.expert).post(at("version_send", version), said)
    assert (answer.status_code, Consultation.objects.count()) == (200, 0)


def test_what_is_missing_is_told_instead_of_the_form(mine, see):
    made.sent(mine)
    version = made.version(mine)
    page = see(mine.expert).get(at("version_send", version), follow=True)
    assert "Wersja 1 jest jeszcze w opiniowaniu" in shown(page)


def test_discarding_asks_first(mine, see):
    version, client = made.version(mine), see(mine.expert)
    assert "Usunąć wersję 1?" in shown(client.get(at("version_discard", version)))
    assert DocumentVersion.objects.count() == 1
    assert client.post(at("version_discard", version)).url == mine.document.get_absolute_url()
    assert DocumentVersion.objects.count() == 0


def test_withdrawing_and_extending_want_a_reason(mine, see):
    version, client = made.sent(mine), see(mine.director)
    assert "Wypełnij pole" in shown(client.post(at("version_withdraw", version), {"note": ""}))
    with clock.pretend(datetime.date(2099, 12, 31)):
        first = shown(client.get(at("deadline_extend", version)))
        assert "do poniedziałku, 4 stycznia 2100 r." in first
        client.post(at("deadline_extend", version), {"deadline_on": "2100-01-04", "reason": "Urlopy."})
    assert Consultation.objects.get().deadline_on == datetime.date(2100, 1, 4)
    client.post(at("version_withdraw", version), {"note": "Zły plik."})
    page = shown(client.get(at("version", version)))
    assert "Powód: Zły plik." in page
    assert "Przedłużono do 4 stycznia 2100 r." in page


@pytest.mark.parametrize("name", ["version_withdraw", "deadline_extend"])
def test_members_are_told_who_may(mine, see, name):
    answer = see(mine.member).get(at(name, made.sent(mine)), follow=True)
    assert "ekspert" in shown(answer)
