"""Every form keeps what was typed: when the session has expired, when the server fails, and when something is missing.
Django's client runs no script, so that all of it is also seen to work without one."""

from html import unescape

import pytest
from django.db import connection
from django.test import Client

from apps.accounts.models import Session
from apps.catalogue.models import ModelElement
from apps.opinions.models import Comment
from tests.access.world import address, build, undone
from tests.factories import DIRECTOR_PASSWORD

pytestmark = pytest.mark.django_db
TYPED = "Zażółć „gęślą” jaźń – 100 % & § 7 <ust. 2>"

# address, who types, the field, what else the browser sends
FORMS = [
    ("teams:appointment_new", "dir", "tasks", {"name": "Zespół do spraw prób"}),
    ("teams:appointment_edit", "dir", "tasks", {"version": "1"}),
    ("teams:composition_new", "dir", "legal_basis", {}),
    ("teams:composition_edit", "dir", "legal_basis", {"version": "1"}),
    ("teams:dissolution_new", "dir", "further", {}),
    ("teams:dissolution_edit", "dir", "further", {"version": "1"}),
    ("orders:free_new", "dir", "body", {}),
    ("orders:free_edit", "hr", "final", {"version": "1"}),
    ("orders:introduction_new", "dir", "annex_body", {"annex_title": "Zasady"}),
    ("orders:introduction_edit", "hr", "executed_by", {"version": "1"}),
    ("teams:appointment_new", "dir", "drafting_unit", {"name": "Zespół do spraw prób"}),
    ("teams:composition_edit", "dir", "drafting_unit", {"version": "1"}),
    ("teams:dissolution_new", "dir", "drafting_unit", {}),
    ("orders:free_new", "hr", "drafting_unit", {}),
    ("orders:introduction_edit", "hr", "drafting_unit", {"version": "1"}),
    ("orders:recorded_new", "hr", "drafting_unit", {"number_text": "5/2012"}),
    ("orders:clause_new", "hr", "text", {}),
    ("orders:clause_change", "adm", "text", {"version": "1"}),
    ("orders:numbering", "dir", "last", {}),
    ("orders:recorded_new", "hr", "body", {"number_text": "5/2012"}),
    ("orders:entry_strike", "dir", "reason", {}),
    ("orders:external_act_new", "hr", "title", {}),
    ("orders:external_act_change", "dir", "title", {"version": "1"}),
    ("acknowledgements:ask", "hr", "due_on", {"who": "all"}),
    ("opinions:section", "mem", "body", {"version": "1"}),
    ("opinions:section_read", "mem", "body", {}),
    ("opinions:section_authors", "mem", "due_on", {}),
    ("opinions:comment_reply", "mem", "body", {}),
    ("opinions:findings", "mem", "body", {"sign": "advantage"}),
    ("opinions:finding", "mem", "body", {"version": "1"}),
    ("opinions:recommendation_new", "mem", "justification", {}),
    ("opinions:recommendation", "mem", "justification", {"version": "1"}),
    ("opinions:finding_cite", "mem", "evidence", {}),
    ("opinions:recommendation_cite", "mem", "evidence", {}),
    ("opinions:section_cite", "mem", "evidence", {}),
    ("opinions:contribution_new", "mem", "body", {}),
    ("opinions:contribution", "mem", "body", {"version": "7"}),
    ("opinions:stance", "mem", "reason", {}),
    ("opinions:set_aside", "mem", "reason", {}),
    ("opinions:merge", "mem", "body", {}),
    ("opinions:contradiction", "mem", "reason", {}),
    ("opinions:vote", "mem", "reason", {}),
    ("opinions:withdraw_vote", "cha", "note", {}),
    ("opinions:dissent", "mem", "body", {}),
    ("opinions:remark_new", "mem", "justification", {"section": "calosc", "nature": "wording"}),
    ("opinions:remark", "mem", "reason", {}),
    ("consultations:version_accept", "dir", "note", {}),
    ("consultations:forward_new", "hr", "note", {}),
    ("consultations:act_new", "hr", "title", {"which": "new"}),
    ("opinions:circulation_extend", "cha", "reason", {}),
    ("opinions:mend_text", "cha", "body", {"version": "1"}),
    ("opinions:review_answer", "mem", "body", {"version": "0"}),
    ("reports:remark_new", "wrz", "body", {"chapter": "Ocena"}),
    ("reports:remark", "wrz", "body", {"version": "1"}),
    ("reports:return", "wrz", "reasons", {}),
    ("accounts:person_new", "hr", "job_title", {}),
    ("accounts:person_change", "hr", "job_title", {}),
    ("accounts:own_centre", "adm", "legal_basis", {}),
    ("accounts:centre_new", "ope", "legal_basis", {}),
    ("accounts:centre", "ope", "legal_basis", {}),
    ("accounts:administrator_new", "ope", "job_title", {}),
    ("accounts:reviewer_new", "ope", "full_name", {}),
    ("projects:pilot_new", "dir", "financing_line", {}),
    ("projects:pilot_change", "dir", "financing_line", {}),
    ("catalogue:row_change", "wrz", "name", {}),
    ("recommendations:theme_change", "wrz", "body", {"version": "1"}),
    ("catalogue:tool_new", "wrz", "description", {}),
    ("catalogue:tool_change", "wrz", "description", {}),
    ("implementation:phases", "coo", "form-0-name", {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0"}),
    ("implementation:task_notes", "mem", "notes", {"version": "1"}),
    ("implementation:task_plan", "mem", "due_on", {}),
    ("implementation:task_finish", "mem", "statement", {}),
    ("implementation:evidence_new", "mem", "statement", {}),
    ("implementation:evidence_replace", "dir", "description", {"seen": "1"}),
    ("implementation:evidence_withdraw", "dir", "why", {}),
    ("organisation:unit_new", "hr", "name", {"rank": "0"}),
    ("organisation:unit_change", "hr", "name", {}),
    ("organisation:unit_close", "hr", "since", {}),
    ("organisation:position_new", "hr", "name", {}),
    ("organisation:position_change", "hr", "name", {}),
    ("organisation:position_close", "hr", "since", {}),
    ("organisation:employment_new", "hr", "fte", {}),
    ("organisation:employment_end", "hr", "last_on", {}),
    ("organisation:leaving", "hr", "last_on", {}),
    ("organisation:key_posts", "hr", "name", {}),
    ("organisation:scope_edit", "hr", "duty", {"version": "1", "tag": "services"}),
    ("organisation:scope_return", "dir", "note", {}),
    ("organisation:measure_new", "hr", "name", {}),
    ("organisation:measure_value", "hr", "source", {}),
    ("organisation:indicator_change", "hr", "source", {}),
    ("organisation:indicator_end", "hr", "since", {}),
    ("organisation:staffing_counted", "hr", "since", {}),
    ("organisation:variant_new", "hr", "description", {}),
    ("organisation:variant_change", "hr", "description", {"seen": ""}),
    ("organisation:variant_unit_new", "hr", "name", {}),
    ("organisation:variant_unit_change", "hr", "name", {"rank": "0"}),
    ("organisation:variant_position_new", "hr", "name", {}),
    ("organisation:variant_position_change", "hr", "name", {}),
    ("organisation:variant_submit", "hr", "basis", {"dzien": "1.06.2100"}),
    ("organisation:variant_return@submitted", "dir", "note", {}),
    ("organisation:variant_withdraw@planned", "dir", "note", {}),
    ("organisation:employee_new", "hr", "last_name", {}),
    ("organisation:employment_of", "hr", "fte", {}),
    ("organisation:variant_drop", "hr", "why", {}),
    ("consultations:document_new", "hr", "description", {"kind": "study"}),
    ("consultations:document_edit", "dir", "description", {"version": "1"}),
    ("consultations:document_withdraw", "hr", "why", {}),
    ("consultations:contract_new", "dir", "subject", {}),
    ("consultations:contract_edit", "hr", "note", {"version": "1"}),
    ("consultations:contract_end", "dir", "why", {}),
    ("consultations:remark_new", "mem", "justification", {}),
    ("consultations:remark_edit", "mem", "justification", {"version": "1"}),
    ("consultations:answer", "exp", "reason", {}),
    ("consultations:settlements", "exp", "unit_1", {}),
    ("consultations:version_new", "exp", "change_note", {}),
    ("consultations:version_replace", "exp", "change_note", {}),
    ("consultations:version_text", "exp", "body", {"version": "1"}),
    ("consultations:version_send", "exp", "note", {}),
    ("consultations:version_send", "exp", "change_note", {}),
    ("consultations:version_withdraw", "dir", "note", {}),
    ("consultations:deadline_extend", "exp", "reason", {}),
    ("consultations:topic_new", "exp", "description", {}),
    ("consultations:topic_edit", "exp", "description", {"seen": "1"}),
    ("consultations:topic_withdraw", "exp", "why", {}),
    ("consultations:concept_write", "mem", "body", {}),
    ("consultations:concept_return", "exp", "note", {}),
    ("consultations:concept_take", "exp", "note", {}),
    ("consultations:information_new", "mem", "body", {}),
    ("consultations:opinion_edit", "mem", "body", {"version": "2"}),
    ("consultations:opinion_vote", "mem", "reason", {}),
    ("consultations:opinion_withdraw_vote", "cha", "note", {}),
    ("consultations:opinion_close_vote", "cha", "note", {}),
    ("consultations:opinion_dissent", "mem", "body", {}),
    ("publication:publish", "dir", "produced_by", {}),
    ("publication:withdraw", "dir", "legal_basis", {}),
    ("publication:announce", "adm", "premises", {}),
    ("meetings:new", "cha", "place", {}),
    ("meetings:edit", "cha", "place", {"version": "1"}),
    ("meetings:cancel", "cha", "why", {}),
    ("meetings:item_new", "cha", "title", {}),
    ("meetings:item_edit", "cha", "title", {}),
    ("meetings:guest_new", "cha", "capacity", {}),
    ("meetings:close", "cha", "next_on", {}),
    ("meetings:item_record", "mem", "course", {"version": "1"}),
    ("meetings:decision_new", "mem", "text", {}),
    ("meetings:decision_edit", "mem", "due_on", {}),
    ("meetings:decision_done", "cha", "note", {}),
    ("meetings:remark_new", "mem", "body", {}),
    ("meetings:remark_answer", "cha", "reason", {}),
]
IDS = [form[0] for form in FORMS]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Built once; each test is rolled back."""
    with django_db_blocker.unblock(), undone():
        mine, _, wide = build()
        connection.check_constraints()  # once: what is still deferred would be asked after every test anew
        yield mine, mine.users | wide


def logged_in(user):
    client = Client(raise_request_exception=False)
    client.post("/konto/zaloguj/", {"login": user.email, "password": DIRECTOR_PASSWORD})
    assert client.get("/").status_code == 200
    return client


def shows(answer, text=TYPED):
    return text in unescape(answer.content.decode()).replace("\u00a0", " ")


@pytest.mark.parametrize(("name", "who", "field", "more"), FORMS, ids=IDS)
def test_through_an_expired_session(world, name, who, field, more):
    mine, users = world
    client, url = logged_in(users[who]), address(mine, name)
    client.get(url)
    Session.objects.all().delete()

    answer = client.post(url, more | {field: TYPED})
    assert answer.url.startswith("/konto/zaloguj/?next=")
    back = client.post(answer.url, {"login": users[who].email, "password": DIRECTOR_PASSWORD}, follow=True)

    assert back.request["PATH_INFO"] == url
    assert shows(back)


@pytest.mark.parametrize(("name", "who", "field", "more"), FORMS, ids=IDS)
def test_through_a_failure_of_the_server(world, name, who, field, more):
    """A table that every page asks for is gone: whatever the form does, the request fails."""
    mine, users = world
    client, url = logged_in(users[who]), address(mine, name)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE accounts_user RENAME TO gone")

    answer = client.post(url, more | {field: TYPED})

    assert answer.status_code == 500
    assert shows(answer)


@pytest.mark.parametrize(("name", "who", "field", "more"), FORMS, ids=IDS)
def test_through_a_form_with_something_missing(world, name, who, field, more):
    mine, users = world
    client, url = logged_in(users[who]), address(mine, name)

    answer = client.post(url, more | {field: TYPED}, follow=True)

    assert shows(answer) or saved(mine, name)


def _again(row):
    row.refresh_from_db()
    return row


def saved(mine, name):
    """Some forms of one field have nothing that could be missing; then the text stands where it belongs."""
    kept = {
        "opinions:section": lambda: mine.opinions["working"].sections.get().body,
        "opinions:section_read": lambda: Comment.objects.latest("pk").body,
        "opinions:comment_reply": lambda: Comment.objects.latest("pk").body,
        "opinions:contribution_new": lambda: mine.proposals["draft"].round.contributions.latest("pk").body,
        "opinions:set_aside": lambda: _again(mine.proposals["waiting"]).set_aside,
        "implementation:task_notes": lambda: mine.pilot.tasks.get().notes,
        "implementation:task_finish": lambda: mine.pilot.evidence.get(kind="statement").current.statement,
        "implementation:evidence_withdraw": lambda: mine.pilot.evidence.get().withdrawn_why,
        "organisation:variant_drop": lambda: _again(mine.parts.variant).closed_why,
        "organisation:variant_return@submitted": lambda: _again(mine.parts.variants["submitted"]).returned_note,
        "organisation:variant_withdraw@planned": lambda: _again(mine.parts.variants["planned"]).returned_note,
        "organisation:measure_new": lambda: mine.centre.measures.latest("pk").name,
        "consultations:document_withdraw": lambda: _again(mine.document).withdrawn_why,
        "organisation:key_posts": lambda: mine.centre.key_posts.latest("pk").name,
        "organisation:scope_return": lambda: mine.duties.other.scopes.get().returned_note,
        "consultations:version_withdraw": lambda: _again(mine.versions.sent).withdrawn_why,
        "consultations:opinion_edit": lambda: _again(mine.judged["working"]).body,
        "catalogue:row_change": lambda: ModelElement.objects.get(version=mine.wide["draft"]).name,
    }
    return name in kept and TYPED in unescape(kept[name]())
