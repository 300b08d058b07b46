"""Accepting a version, the order or the act that introduces it, and where all this is seen."""

import datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from psycopg2.errors import InsufficientPrivilege

from apps.consultations.models import Acceptance, DocumentVersion, Forwarding, ResultingAct
from apps.consultations.outcome import actions, reading
from apps.core import clock
from apps.core.errors import DomainError
from apps.core.models import AuditEvent
from apps.desk.checking.introduced import warnings_of
from apps.orders.actions import issue_order
from apps.orders.recomposing import bring_up_to_date
from apps.orders.text import from_json, order_text, text_hash, to_text
from tests import factories
from tests.accounts.post import waiting_letters as letters
from tests.factories import consultations as made
from tests.orders.external.acts import act
from tests.orders.recorded.paper import entered

from .outcomes import accepted, answered, judged, opinion

pytestmark = pytest.mark.django_db
A_DAY = datetime.date(2018, 3, 1)


@pytest.fixture
def mine():
    return made.scene()


def refusal(action, *args, **kwargs):
    with pytest.raises(DomainError) as refused:
        action(*args, **kwargs)
    return str(refused.value)


def forwarded(mine, version, day=None, **more):
    fields = {"addressee": "Prezydent Miasta", "sent_on": day or clock.today(), "case_number": "", "note": ""} | more
    return actions.forward(version, fields, by=mine.hr)


def issue(mine, order):
    bring_up_to_date(order)
    return issue_order(order, by=mine.director, shown_hash=text_hash(order_text(order), order.effects))


def _at_once(rows, **said):
    """As at the end of a transaction."""
    rows.update(**said)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


# Accepting


def test_the_director_accepts_when_all_opinions_are_confirmed(mine):
    version = judged(mine, answered(mine))
    acceptance = actions.accept_version(version, "Zgoda.", by=mine.director)

    version.refresh_from_db()
    assert (version.status, acceptance.note, acceptance.accepted_by_name) == (
        "accepted",
        "Zgoda.",
        mine.director.full_name,
    )
    assert AuditEvent.objects.latest("pk").verb == "version.accepted"


def test_it_waits_for_every_opinion(mine):
    version = answered(mine)
    opinion(version, mine.team, mine.chair, mine.member)

    said = refusal(actions.accept_version, version, "", by=mine.director)
    assert said == f"Nie ma jeszcze potwierdzonej opinii: {mine.other_team}."


def test_nobody_else_accepts(mine):
    version = judged(mine, answered(mine))
    for who in ("hr", "admin", "expert", "chair", "coordinator"):
        assert refusal(actions.accept_version, version, "", by=getattr(mine, who)).endswith("może to zrobić dyrektor.")


def test_a_negative_opinion_wants_reasons(mine):
    version = judged(mine, answered(mine), other="negative")

    assert refusal(actions.accept_version, version, "  ", by=mine.director).startswith("Opinia co najmniej jednego")
    assert actions.accept_version(version, "Termin wynika z ustawy.", by=mine.director).pk


def test_an_accepted_version_stays(mine):
    version = accepted(mine)
    for change in ({"status": "superseded"}, {"status": "answered"}, {"status": "withdrawn"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            DocumentVersion.objects.filter(pk=version.pk).update(**change)
    assert refusal(actions.accept_version, version, "", by=mine.director).startswith("„Zatwierdź wersję”: nie można")


def test_the_database_wants_the_acceptance_with_the_state(mine):
    version = judged(mine, answered(mine))
    with pytest.raises(DatabaseError, match="mówi, kto ją zatwierdził"), transaction.atomic():
        _at_once(DocumentVersion.objects.filter(pk=version.pk), status="accepted")


def test_the_database_wants_an_answered_version_and_its_own_director(mine):
    version, stranger = answered(mine), made.scene("inny").director
    said = {"accepted_by_name": "x", "accepted_at": clock.now()}
    with pytest.raises(DatabaseError, match="Zatwierdza się wersję"), transaction.atomic():
        Acceptance.objects.create(of_version=version, accepted_by=mine.director, **said)
    DocumentVersion.objects.filter(pk=version.pk).update(status="accepted")
    with pytest.raises(DatabaseError, match="Zatwierdza się wersję"), transaction.atomic():
        Acceptance.objects.create(of_version=version, accepted_by=stranger, **said)
    Acceptance.objects.create(of_version=version, accepted_by=mine.director, **said)


def test_experts_and_chairs_are_told(mine):
    version = judged(mine, answered(mine))
    before = len(letters())
    actions.accept_version(version, "", by=mine.director)

    told = letters()[before:]
    assert sorted(one.to for one in told) == sorted(user.email for user in (mine.expert, mine.chair, mine.other_chair))
    assert {one.subject for one in told} == {"Zatwierdzono: Lokalna Polityka Świadczeń"}


# The order that introduces it


def test_the_order_is_ready_with_the_document_as_its_annex(mine):
    version = accepted(mine, "§ 1. Ośrodek udziela świadczeń.", "§ 2. Wniosek rozpatruje się w 14 dni.")
    order = actions.prepare_order(version, by=mine.hr)

    assert (order.subject, order.pilot, order.status) == (
        "wprowadzenia Lokalnej Polityki Świadczeń",
        mine.pilot,
        "draft",
    )
    assert to_text(from_json(order.body)).splitlines()[0] == (
        "§ 1. Wprowadza się Lokalną Politykę Świadczeń, stanowiącą załącznik do zarządzenia."
    )
    assert order.annexes == [
        {
            "title": "Lokalna Polityka Świadczeń",
            "body": [
                {"kind": "paragraf", "text": "Ośrodek udziela świadczeń"},
                {"kind": "paragraf", "text": "Wniosek rozpatruje się w 14 dni"},
            ],
        }
    ]
    assert order.effects["introduces"] == {
        "what": "benefits_policy",
        "title": "Lokalna Polityka Świadczeń",
        "annexes": 1,
        "provision": "§ 1",
        "expert_document": mine.document.pk,
        "version": version.pk,
    }


def test_asked_twice_it_is_one_draft_and_another_after_that_was_thrown_away(mine):
    version = accepted(mine, "§ 1. Raz.")
    first = actions.prepare_order(version, by=mine.director)
    assert actions.prepare_order(version, by=mine.hr) == first

    first.delete()
    assert actions.prepare_order(version, by=mine.hr).pk != first.pk


def test_issued_it_is_what_introduced_the_document(mine):
    version = accepted(mine, "§ 1. Raz.")
    issued = issue(mine, actions.prepare_order(version, by=mine.director))
    other = made.expert_document(mine, title="Inny")

    assert reading.introduced_by([mine.document, other]) == {mine.document.pk: [issued]}
    [found] = reading.acts_of(mine.document)
    assert (found.instrumental, found.version, found.url) == (
        f"zarządzeniem nr {issued.number_text}",
        version.number,
        f"/zarzadzenia/{issued.order_id}/",
    )
    assert reading.introduced_with(issued.order) == [version]


def test_before_issuing_it_is_told_what_differs_from_the_accepted_version(mine):
    order = actions.prepare_order(accepted(mine, "§ 1. Raz."), by=mine.director)
    assert warnings_of(order) == []

    order.annexes = [{"title": "Lokalna Polityka Świadczeń", "body": [{"kind": "paragraf", "text": "Dwa"}]}]
    assert warnings_of(order) == [
        "Treść załącznika różni się od zatwierdzonej wersji 1 dokumentu „Lokalna Polityka Świadczeń”. Opinie zespołów "
        "dotyczą tamtej treści."
    ]


def test_a_claim_of_another_centre_counts_for_nothing(mine):
    theirs = made.scene("inny")
    version = accepted(mine, "§ 1. Raz.")
    effects = {"introduces": {"expert_document": mine.document.pk, "version": version.pk}}
    foreign = factories.issued_order(theirs.centre, effects=effects)

    assert (reading.introduced_by([mine.document]), reading.introduced_with(foreign.order)) == ({}, [])


def test_a_document_not_known_to_the_form_waits_for_its_forms(mine):
    document = made.expert_document(mine, title="Ekspertyza 1", kind="study")
    order = actions.prepare_order(accepted(mine, "§ 1. Raz.", document=document), by=mine.director)
    assert (order.body, order.typed["what"], order.typed["annex_title"]) == ([], ["other"], ["Ekspertyza 1"])


@pytest.mark.parametrize(
    ("authority", "kind", "said"),
    [
        ("mayor", "regulations", "Zarządzeniem dyrektora wprowadza się dokument, który zatwierdza dyrektor."),
        ("none", "study", "Zarządzeniem dyrektora wprowadza się dokument, który zatwierdza dyrektor."),
        (
            "director",
            "order_draft",
            "Projekt zarządzenia wydaje się na jego własnej stronie, a nie wprowadza innym zarządzeniem.",
        ),
    ],
)
def test_only_the_directors_documents_are_introduced_by_an_order(mine, authority, kind, said):
    document = made.expert_document(mine, title="Inny", kind=kind, authority=authority)
    version = made.to(made.sent(mine, document=document), "answering", "answered", "accepted")
    assert refusal(actions.prepare_order, version, by=mine.director) == said


def test_a_pdf_is_no_annex(mine):
    version = accepted(mine, "§ 1. Raz.")
    version.units = []
    assert "Poproś eksperta o następną wersję" in reading.rules.cannot_introduce(mine.director, version)


def test_before_it_is_accepted_nothing_is_introduced(mine):
    assert refusal(actions.prepare_order, answered(mine), by=mine.director) == "Najpierw dyrektor zatwierdza wersję."
    assert refusal(actions.prepare_order, answered(mine, document=made.expert_document(mine)), by=mine.expert) == (
        "Projekt zarządzenia może przygotować dyrektor albo pracownik kadr."
    )


# The Prezydent Miasta


@pytest.fixture
def regulations(mine):
    document = made.expert_document(mine, title="Regulamin Organizacyjny", kind="regulations", authority="mayor")
    return accepted(mine, document=document)


def test_it_is_forwarded_and_the_act_recorded(mine, regulations):
    sent = forwarded(mine, regulations, case_number="DK.021.3.2018")
    mayors = act(mine.centre, mine.director)
    actions.record_act(regulations, external_act=mayors, by=mine.hr)

    assert (sent.addressee, sent.case_number) == ("Prezydent Miasta", "DK.021.3.2018")
    [found] = reading.acts_of(regulations.document)
    assert (found.url, found.version, found.dated_on) == (mayors.get_absolute_url(), 1, mayors.dated_on)
    assert refusal(actions.record_act, regulations, external_act=mayors, by=mine.hr) == actions.RECORDED_ALREADY


def test_the_days_of_forwarding(mine, regulations):
    tomorrow = clock.today() + datetime.timedelta(days=1)
    assert refusal(forwarded, mine, regulations, tomorrow).startswith("Dzień przekazania nie może")
    assert refusal(forwarded, mine, regulations, A_DAY).startswith("Wersję zatwierdzono")


def test_an_order_from_paper_is_recorded_by_hand(mine):
    version = accepted(mine, "§ 1. Raz.")
    paper = entered(mine.centre, mine.director, 3, datetime.date(2012, 5, 1))
    actions.record_act(version, issued_order=paper, by=mine.director)

    assert [one.words.split(" z dnia")[0] for one in reading.acts_of(mine.document)] == [
        f"zarządzenie nr {paper.number_text}"
    ]
    assert reading.introduced_with(paper.order) == [version]


def test_an_order_of_the_program_is_not_recorded_by_hand(mine):
    version = accepted(mine, "§ 1. Raz.")
    issued = mine.team.issued_order
    assert refusal(actions.record_act, version, issued_order=issued, by=mine.hr).startswith(
        "Wybierz zarządzenie wpisane"
    )
    with pytest.raises(DatabaseError, match="należą do jednego ośrodka"), transaction.atomic():
        ResultingAct.objects.create(
            of_version=version, issued_order=issued, recorded_by=mine.hr, recorded_at=clock.now()
        )


def test_an_act_of_another_centre_is_refused(mine, regulations):
    foreign = made.scene("inny")
    strange = act(foreign.centre, foreign.director)
    assert refusal(actions.record_act, regulations, external_act=strange, by=mine.hr) == "Wybierz akt z tego ośrodka."
    with pytest.raises(DatabaseError, match="należą do jednego ośrodka"), transaction.atomic():
        ResultingAct.objects.create(
            of_version=regulations, external_act=strange, recorded_by=mine.hr, recorded_at=clock.now()
        )


def test_the_directors_document_is_not_forwarded(mine):
    version = accepted(mine, "§ 1. Raz.")
    assert refusal(forwarded, mine, version).startswith("Do Prezydenta Miasta przekazuje się")
    with pytest.raises(DatabaseError, match="dokumentu dla prezydenta"), transaction.atomic():
        Forwarding.objects.create(
            of_version=version, addressee="x", sent_on=A_DAY, forwarded_by=mine.hr, forwarded_at=clock.now()
        )


def test_without_authority_acceptance_is_the_end(mine):
    document = made.expert_document(mine, title="Ekspertyza", kind="study", authority="none")
    version = accepted(mine, document=document)
    assert refusal(actions.record_act, version, external_act=act(mine.centre, mine.director), by=mine.hr) == (
        "Ten dokument nie wymaga aktu: zatwierdzenie wersji kończy pracę nad nim."
    )


def test_what_stays_is_written_once(mine, as_app_role):
    accepted(mine)
    for table in ("acceptance", "forwarding", "resultingact"):
        with pytest.raises(InsufficientPrivilege), transaction.atomic():
            as_app_role.execute(f"DELETE FROM consultations_{table}")


# Pages


def page(client, version, name="zatwierdzenie"):
    return client.get(f"/dokumenty-ekspertow/{version.document_id}/wersje/{version.number}/{name}/")


def test_the_page_asks_as_many_questions_of_three_acts_as_of_one(mine, regulations, client):
    client.force_login(mine.director)
    asked = []
    for n in range(3):
        forwarded(mine, regulations)
        mayors = act(mine.centre, mine.director, number_text=f"{n}/2019")
        actions.record_act(regulations, external_act=mayors, by=mine.hr)
        page(client, regulations)
        with CaptureQueriesContext(connection) as found:
            page(client, regulations)
        asked.append(len(found))
    assert asked[0] == asked[2] <= 20


def test_a_chosen_act_is_asked_for_and_recorded(mine, regulations, client):
    mayors = act(mine.centre, mine.director)
    client.force_login(mine.hr)
    url = f"/dokumenty-ekspertow/{regulations.document_id}/wersje/{regulations.number}/akt/"

    said = client.post(url, {"which": "external", "external_act": ""}).content.decode()
    older = client.post(url, {"which": "external", "external_act": mayors.pk}).content.decode()
    assert "zatwierdzono w programie później" in older
    assert reading.acts_of(regulations.document) == []
    client.post(url, {"which": "external", "external_act": mayors.pk, "earlier": "on"})

    assert "Wybierz pozycję z listy w polu „Akt innego organu”." in said
    assert [one.url for one in reading.acts_of(regulations.document)] == [mayors.get_absolute_url()]


def test_the_act_and_the_order_lead_back_to_the_document(mine, regulations, client):
    mayors = act(mine.centre, mine.director)
    actions.record_act(regulations, external_act=mayors, by=mine.hr)
    issued = issue(mine, actions.prepare_order(accepted(mine, "§ 1. Raz."), by=mine.director))
    client.force_login(mine.employee)

    for address, document in (
        (mayors.get_absolute_url(), regulations.document),
        (issued.get_absolute_url(), mine.document),
    ):
        assert f'href="{document.get_absolute_url()}"' in client.get(address).content.decode()


def test_the_page_leads_on_by_one_button(mine, regulations, client):
    version = accepted(mine, "§ 1. Raz.")
    client.force_login(mine.director)
    assert page(client, version).content.decode().count("btn-primary") == 1
    assert "Przekaż Prezydentowi Miasta" in page(client, regulations).content.decode()

    client.post(f"/dokumenty-ekspertow/{version.document_id}/wersje/{version.number}/zarzadzenie/")
    assert "Otwórz projekt zarządzenia" in page(client, version).content.decode()

    client.force_login(mine.member)
    assert "btn-primary" not in page(client, version).content.decode()
