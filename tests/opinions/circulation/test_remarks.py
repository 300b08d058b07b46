"""Uzgodnienia: until when remarks come, who answers them, what holds the vote up, what stands for good."""

import datetime
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from apps.core import clock
from apps.core.errors import DomainError
from apps.core.models import AuditEvent
from apps.documents.rendering import render_html, render_pdf
from apps.opinions import actions
from apps.opinions.circulation import reading, sheet
from apps.opinions.circulation.actions import (
    answer_remark,
    circulate_again,
    extend_circulation,
    file_remark,
    withdraw_remark,
)
from apps.opinions.circulation.rules import state_of
from apps.opinions.models import CirculationRemark, Opinion
from tests.factories.opinions import VOTED, opinion_scene
from tests.gate import assert_gate, body_text
from tests.opinions.test_pages import client_of, said, url

pytestmark = pytest.mark.django_db
S, D = Opinion.Status, CirculationRemark.Disposition
MONDAY = VOTED  # 3 September 2018
LAST_DAY = datetime.date(2018, 9, 10)
AFTER = datetime.date(2018, 9, 11)
ROLES = ["chair", "secretary", "member", "director", "employee", "foreign_director"]


def circulated(**options):
    scene = opinion_scene(S.CIRCULATED, **options)
    scene.circulation = scene.opinion.circulations.get()
    return scene


def remarked(scene, body="Brakuje danych.", by=None, **said):
    with clock.pretend(MONDAY):
        return file_remark(scene.opinion, {"body": body} | said, by=by or scene.member)


def refused(action, *args, on=MONDAY, **kwargs):
    with clock.pretend(on), pytest.raises(DomainError) as refusal:
        action(*args, **kwargs)
    return str(refusal.value)


def test_five_working_days_unless_somebody_says_otherwise():
    scene = circulated()
    assert (scene.circulation.deadline_on, scene.circulation.working_days) == (LAST_DAY, 5)


@pytest.mark.parametrize("role", ROLES)
def test_every_member_files_until_the_end_of_the_last_day_and_nobody_else(role):
    scene = circulated()
    user, filed = getattr(scene, role), {}
    for day in (LAST_DAY, AFTER):
        with clock.pretend(day):
            try:
                file_remark(scene.opinion, {"body": f"Uwaga z {day}"}, by=user)
                filed[day] = True
            except DomainError as refusal:
                filed[day] = str(refusal)

    late = "Uwagi zgłasza się tylko podczas uzgodnień, do końca ich terminu."
    assert filed == {LAST_DAY: True if role in {"chair", "secretary", "member"} else late, AFTER: late}


@pytest.mark.parametrize("status", S.values)
def test_remarks_come_only_while_the_text_is_circulated(status):
    scene = opinion_scene(status)
    with clock.pretend(MONDAY):
        try:
            file_remark(scene.opinion, {"body": "Uwaga."}, by=scene.member)
        except DomainError:
            pass

    assert CirculationRemark.objects.count() == (1 if status == S.CIRCULATED else 0)


def test_numbers_go_on_through_all_circulations_and_two_clicks_file_one():
    scene = circulated()
    first, twin, second = remarked(scene), remarked(scene), remarked(scene, "Druga.", scene.chair)
    with clock.pretend(MONDAY):
        withdraw_remark(first, by=scene.member)
    with clock.pretend(AFTER):
        circulate_again(scene.opinion, 3, by=scene.secretary)
        third = file_remark(scene.opinion, {"body": "Trzecia."}, by=scene.secretary)

    assert first.pk == twin.pk
    assert [one.number for one in (first, second, third)] == [1, 2, 3]
    assert (third.circulation.deadline_on, scene.opinion.circulations.count()) == (datetime.date(2018, 9, 14), 2)


@pytest.mark.parametrize(
    ("disposition", "reason", "refusal"),
    [
        (D.ACCEPTED, "", None),
        (D.PARTLY, "", "Napisz uzasadnienie: bez niego uwagę można tylko uwzględnić w całości."),
        (D.REJECTED, " ", "Napisz uzasadnienie: bez niego uwagę można tylko uwzględnić w całości."),
        (D.EXPLAINED, "", "Napisz uzasadnienie: bez niego uwagę można tylko uwzględnić w całości."),
        (D.REJECTED, "Dane są w części drugiej.", None),
        (D.WITHDRAWN, "x", "Wybierz sposób rozpatrzenia uwagi."),
        ("", "x", "Wybierz sposób rozpatrzenia uwagi."),
    ],
)
def test_an_answer_that_does_not_accept_says_why(disposition, reason, refusal):
    scene = circulated()
    remark = remarked(scene)
    if refusal:
        assert refused(answer_remark, remark, disposition, reason, by=scene.chair) == refusal
    else:
        with clock.pretend(MONDAY):
            answered = answer_remark(remark, disposition, reason, by=scene.chair)
        assert (answered.disposition, answered.reason, answered.answered_by) == (disposition, reason, scene.chair)


def test_nobody_answers_one_s_own_and_only_the_author_withdraws():
    scene = circulated()
    remark = remarked(scene)
    own = refused(answer_remark, remark, D.ACCEPTED, "", by=scene.member)
    others = refused(withdraw_remark, remark, by=scene.chair)
    outside = refused(answer_remark, remark, D.ACCEPTED, "", by=scene.director)
    with clock.pretend(MONDAY):
        withdrawn = withdraw_remark(remark, by=scene.member)
    dead = refused(answer_remark, remark, D.ACCEPTED, "", by=scene.chair, seen=state_of(withdrawn))

    assert own.startswith("Na własną uwagę odpowiada inny członek zespołu.")
    assert (others, outside, dead) == (
        "Uwagę wycofuje tylko jej autor.",
        "Na uwagi odpowiada członek zespołu.",
        "Ta uwaga została wycofana.",
    )
    assert (withdrawn.number, withdrawn.body) == (1, "Brakuje danych.")


def test_an_answer_given_meanwhile_is_not_overwritten_unread():
    scene = circulated()
    remark = remarked(scene)
    with clock.pretend(MONDAY):
        answer_remark(remark, D.ACCEPTED, "", by=scene.chair)
    said = refused(answer_remark, remark, D.REJECTED, "Nie.", by=scene.secretary)

    assert said.startswith("Ktoś odpowiedział na tę uwagę w międzyczasie.")
    assert CirculationRemark.objects.get().disposition == D.ACCEPTED


def test_a_vote_waits_for_every_answer_and_then_answers_stand():
    scene = circulated()
    first, second = remarked(scene), remarked(scene, "Druga.")
    waits = refused(actions.put_to_vote, scene.opinion, "meeting", by=scene.chair)
    with clock.pretend(MONDAY):
        withdraw_remark(first, by=scene.member)
    one = refused(actions.put_to_vote, scene.opinion, "meeting", by=scene.chair)
    with clock.pretend(MONDAY):
        answer_remark(second, D.EXPLAINED, "Dane są w załączniku.", by=scene.chair)
        actions.put_to_vote(scene.opinion, "meeting", by=scene.chair)
        actions.withdraw_vote(scene.opinion, by=scene.chair)
    second.refresh_from_db()
    stands = refused(answer_remark, second, D.REJECTED, "Nie.", by=scene.chair, seen=state_of(second))

    assert (waits, one) == (
        "Najpierw trzeba odpowiedzieć na uwagi nr 1 i 2.",
        "Najpierw trzeba odpowiedzieć na uwagę nr 2.",
    )
    assert stands == "Uwagi i odpowiedzi zostają takie, jakie były, gdy zespół poddał treść pod głosowanie."


def test_a_remark_not_answered_before_the_text_was_taken_back_still_holds_the_vote_up():
    scene = circulated()
    remarked(scene)
    with clock.pretend(MONDAY):
        actions.take_back(scene.opinion, by=scene.member)
        actions.circulate(scene.opinion, by=scene.member)

    assert refused(actions.put_to_vote, scene.opinion, "meeting", by=scene.chair).endswith("na uwagę nr 1.")


def test_the_chair_extends_the_deadline_with_a_reason():
    scene = circulated()
    later = datetime.date(2018, 9, 14)
    sooner = refused(extend_circulation, scene.opinion, LAST_DAY, "Urlopy.", by=scene.chair)
    no_reason = refused(extend_circulation, scene.opinion, later, " ", by=scene.chair)
    not_chair = refused(extend_circulation, scene.opinion, later, "Urlopy.", by=scene.member)
    with clock.pretend(AFTER):
        extended = extend_circulation(scene.opinion, later, "Urlopy.", by=scene.chair)
        file_remark(scene.opinion, {"body": "Po przedłużeniu."}, by=scene.member)

    assert sooner == "Nowy termin musi być późniejszy niż 10 września 2018 r."
    assert no_reason == "Napisz, dlaczego termin zostaje przedłużony."
    assert not_chair == "Termin na uwagi przedłuża przewodniczący zespołu, dopóki trwają uzgodnienia."
    assert [(one.from_on, one.to_on, one.reason) for one in extended.extensions.all()] == [(LAST_DAY, later, "Urlopy.")]


def test_putting_to_the_vote_before_the_deadline_asks_and_then_ends_the_remarks():
    scene = circulated()
    address = url(scene, "put_to_vote")
    with clock.pretend(MONDAY):
        client = client_of(scene.chair)
        page = client.get(address)
        sent = {"mode": "meeting", "seen": page.context["form"]["seen"].value()}
        asked = client.post(address, sent)
        done = client.post(address, sent | {"early": "on"})

    assert "Uwagi do tego tekstu można jeszcze zgłaszać do 10 września 2018 r." in page.content.decode().replace(
        "\u00a0", " "
    )
    assert asked.context["form"].errors.keys() == {"early"}
    assert done.url == scene.opinion.get_absolute_url()
    scene.circulation.refresh_from_db()
    assert scene.circulation.closed_by == scene.chair


def test_after_the_deadline_nothing_is_asked():
    scene = circulated()
    with clock.pretend(AFTER):
        assert "early" not in client_of(scene.chair).get(url(scene, "put_to_vote")).context["form"].fields


def test_the_refusal_leads_to_the_remarks_each_with_its_link():
    scene = circulated()
    remark = remarked(scene)
    with clock.pretend(MONDAY):
        answer = client_of(scene.chair).get(url(scene, "put_to_vote"))
        page = client_of(scene.chair).get(answer.url).content.decode()

    assert (answer.url, said(answer)) == (url(scene, "remarks"), ["Najpierw trzeba odpowiedzieć na uwagę nr 1."])
    assert f'href="{url(scene, "remark", remark.pk)}"' in page


def test_a_quote_stands_in_the_place_chosen():
    scene = circulated()
    section = scene.opinion.sections.get()
    address = url(scene, "remark_new")
    sent = {"section": section.pk, "body": "Za ogólnie.", "nature": "substance"}
    with clock.pretend(MONDAY):
        client = client_of(scene.member)
        absent = client.post(address, sent | {"quote": "Tego tu nie ma"})
        client.post(address, sent | {"quote": "krócej  czekają na\nusługę"})
        actions.save_section(section, "<p>Nowy tekst.</p>", section.version, by=scene.chair)
        page = client.get(url(scene, "remarks")).content.decode()

    assert absent.context["form"].errors.keys() == {"quote"}
    assert CirculationRemark.objects.get().section == section
    assert "Tego fragmentu nie ma już" in page


def test_what_a_late_member_typed_stays_in_the_form():
    scene = circulated()
    with clock.pretend(AFTER):
        answer = client_of(scene.member).post(
            url(scene, "remark_new"), {"section": "calosc", "body": "Spóźniona uwaga.", "nature": "wording"}
        )

    assert (answer.status_code, CirculationRemark.objects.count()) == (409, 0)
    assert "Spóźniona uwaga.</textarea>" in answer.content.decode()


def test_an_answer_that_lost_a_race_stays_in_the_form_beside_the_newer_one():
    scene = circulated()
    remark = remarked(scene)
    address = url(scene, "remark", remark.pk)
    with clock.pretend(MONDAY):
        answer_remark(remark, D.PARTLY, "Częściowo, bo brak miejsca.", by=scene.secretary)
        late = client_of(scene.chair).post(address, {"disposition": "rejected", "reason": "Nie teraz.", "seen": ""})
        page = late.content.decode()
        again = client_of(scene.chair).post(
            address, {"disposition": "rejected", "reason": "Nie teraz.", "seen": late.context["form"]["seen"].value()}
        )

    assert late.status_code == 409
    assert "Nie teraz.</textarea>" in page
    assert "Częściowo, bo brak miejsca." in page.replace("\u00a0", " ")
    assert (again.url, CirculationRemark.objects.get().reason) == (url(scene, "remarks"), "Nie teraz.")


def test_pages_ask_the_same_whatever_the_number_of_remarks():
    scene = circulated()
    remarked(scene, quote="krócej czekają")
    with clock.pretend(MONDAY):
        queries(scene.chair, url(scene, "opinion"))  # Tabela 1 is read once
        one = queries(scene.chair, url(scene, "remarks")), queries(scene.chair, url(scene, "opinion"))
        for number in range(4):
            file_remark(scene.opinion, {"body": f"Uwaga {number}"}, by=scene.secretary)
        more = queries(scene.chair, url(scene, "remarks")), queries(scene.chair, url(scene, "opinion"))

    assert one == more
    assert more[0] <= 14


def queries(user, address):
    client = Client()
    client.force_login(user)
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def filled(scene, n=1, long=False):
    section = scene.opinion.sections.get()
    for number in range(n):
        body = f"Uwaga {number}: =SUMA(A1) {'bardzo długa treść ' * 60 if long else ''}"
        place = {"section": section} if number % 2 else {}
        with clock.pretend(MONDAY):
            remark = file_remark(
                scene.opinion,
                {"body": body, "justification": "Bo tak.", "proposed_wording": "„Klienci…”"},
                by=scene.member,
                **place,
            )
            dispositions = [D.ACCEPTED, D.REJECTED, D.PARTLY, D.EXPLAINED]
            answer_remark(remark, dispositions[number % 4], "Powód.", by=scene.chair)
    return scene.opinion.circulations.select_related("opinion__pilot__centre", "opinion__product").get()


@pytest.mark.parametrize(("n", "long"), [(0, False), (5, False), (40, True)])
@pytest.mark.parametrize("extract", [False, True])
def test_the_table_of_remarks_passes_the_gate(n, long, extract):
    circulation = filled(circulated(), n, long)
    made = render_pdf(render_html("pdf/remarks.html", sheet.context_of(circulation, only_not_accepted=extract)))

    assert_gate(made, tolerate=("PAG-001",))
    text = body_text(made)
    assert ("Uwagi nieuwzględnione i uwzględnione częściowo" if extract else "Zestawienie uwag") in text


def test_rows_stand_general_first_then_by_place_with_the_version_that_took_them_in():
    scene = circulated()
    circulation = filled(scene, 4)
    with clock.pretend(MONDAY):
        actions.put_to_vote(scene.opinion, "meeting", by=scene.chair)
    rows = reading.table_of(circulation)
    book = load_workbook(BytesIO(sheet.workbook(circulation, only_not_accepted=False))).active

    voted = "tekst poddany pod głosowanie 3 września 2018 r."
    assert [(row["number"], row["place"], row["disposition"], row["version"]) for row in rows] == [
        (1, "całość (uwaga ogólna)", "uwzględniona", voted),
        (3, "całość (uwaga ogólna)", "uwzględniona częściowo", voted),
        (2, "Wpływ na realizację usług", "nieuwzględniona", ""),
        (4, "Wpływ na realizację usług", "wyjaśniona", ""),
    ]
    assert [row["number"] for row in reading.table_of(circulation, only_not_accepted=True)] == [3, 2]
    assert [cell.value for cell in book[1]] == list(sheet.HEADINGS.values())
    assert (book["D2"].value, book["D2"].data_type) == ("Uwaga 0: =SUMA(A1)", "s")


def test_each_deed_leaves_one_event():
    scene = circulated()
    remark = remarked(scene)
    with clock.pretend(MONDAY):
        answer_remark(remark, D.ACCEPTED, "", by=scene.chair)
    verbs = AuditEvent.objects.filter(object_id=scene.opinion.pk).order_by("sequence").values_list("verb", flat=True)
    assert list(verbs)[-3:] == ["opinion.circulate", "opinion.file_remark", "opinion.answer_remark"]


def test_a_remark_about_a_minus_quotes_it():
    scene = circulated()
    minus = scene.opinion.findings.get(sign="disadvantage")
    with clock.pretend(MONDAY):
        client = client_of(scene.member)
        assert f"minus 1: „{minus.body}”" in client.get(url(scene, "remark_new")).content.decode()
        sent = {"section": f"wpis-{minus.pk}", "body": "Doprecyzujcie.", "nature": "substance"}
        elsewhere = client.post(url(scene, "remark_new"), sent | {"quote": "Czego tu nie ma"})
        client.post(url(scene, "remark_new"), sent)
    (remark,) = scene.circulation.remarks.all()
    assert (remark.quote, remark.section) == (minus.body, None)
    assert "Tego fragmentu nie ma w wybranym miejscu." in elsewhere.content.decode()


def test_a_reason_that_most_answers_need_is_not_called_optional():
    scene = circulated()
    remark = remarked(scene)
    with clock.pretend(MONDAY):
        page = client_of(scene.chair).get(url(scene, "remark", remark.pk)).content.decode()
    assert "nieobowiązkowe" not in page[page.index("Sposób rozpatrzenia") :]
