"""What the database itself refuses to the application's role (ADR 0009): rights, places, and the register of deeds."""

import re

import pytest
from django.apps import apps
from django.db import InternalError, connection, transaction

from apps.consultations.workflow import CONCEPT, OPINION_ON_DOCUMENT, VERSION
from apps.core import audit
from apps.core.models import AuditEvent
from apps.meetings.workflow import MEETING
from apps.opinions.workflow import OPINION
from apps.orders.models import OrderCounter
from apps.orders.workflow import ORDER
from apps.organisation.workflow import SCOPE, VARIANT
from tests import factories

from .guards import attempt, ignoring_everything, temporary_tables_allowed

WORKFLOWS = {
    "opinions_opinion": OPINION, "orders_order": ORDER, "consultations_documentversion": VERSION,
    "consultations_concept": CONCEPT, "consultations_documentopinion": OPINION_ON_DOCUMENT,
    "organisation_scopeofduties": SCOPE, "organisation_variant": VARIANT,
    "meetings_meeting": MEETING,
}  # fmt: skip
COLUMNS = "centre_id, sequence, at, actor_id, actor_name, verb, object_type, object_id, object_label, data"
EVENT = (
    f"INSERT INTO public.core_auditevent ({COLUMNS}, previous_hash, hash) SELECT centre_id, {{sequence}}, {{at}},"
    " actor_id, 'ktoś', 'x', object_type, 1, 'x', '{{}}', {previous}, repeat('1', 64) FROM public.core_auditevent"
)


def asked(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


@pytest.fixture
def event(transactional_db):
    with transaction.atomic():
        return audit.record("centre.changed", factories.centre(), by=None)


def test_ignoring_everything_does_ignore_what_can_be_ignored(event):
    with pytest.raises(InternalError, match="Cannot update"), transaction.atomic():
        AuditEvent.objects.update(verb="x")
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(ignoring_everything())
        assert AuditEvent.objects.update(verb="x") == 1


@pytest.mark.django_db
def test_nothing_but_written_once_can_be_ignored():
    names = {re.sub(r"_[0-9a-f]+$", "", name) for (name,) in asked("SELECT tgname FROM pg_trigger")}
    assert {name for name in names if name.startswith("pgtrigger")} == {"pgtrigger_is_written_once"}


@pytest.mark.django_db
def test_every_guard_looks_only_at_our_tables():
    guards = asked("SELECT proname, proconfig FROM pg_proc WHERE prorettype = 'trigger'::regtype "
                   "AND pronamespace = 'public'::regnamespace AND NOT starts_with(proname, 'pgtrigger_')")  # fmt: skip
    assert len(guards) > 15
    assert {name: said for name, said in guards if said != ["search_path=pg_catalog, public, pg_temp"]} == {}


@pytest.mark.django_db
@pytest.mark.parametrize(("table", "workflow"), WORKFLOWS.items(), ids=WORKFLOWS.keys())
def test_the_database_knows_the_steps_of_the_workflow(table, workflow):
    [[source]] = asked("SELECT prosrc FROM pg_proc WHERE proname = %s", f"{table}_moves_by_the_table")
    [moves] = re.findall(r"ALL \('\{(.*)\}'\)", source)
    assert moves.split(",") == [f"{before}:{after}" for before, after in workflow.transitions()]
    assert f"NEW.status <> '{workflow.initial}'" in source


@pytest.mark.django_db
def test_the_application_deletes_only_what_may_be_thrown_away():
    may = asked("SELECT table_name FROM information_schema.role_table_grants WHERE grantee = 'mops_app' "
                "AND privilege_type = 'DELETE'")  # fmt: skip
    ours = {model._meta.db_table for model in apps.get_models(include_auto_created=True)
            if model._meta.app_config.name.startswith("apps.")}  # fmt: skip
    assert {table for (table,) in may} & ours == {
        "accounts_session", "core_tally",
        "consultations_contract_documents", "consultations_documentdissentdraft", "consultations_documentversion",
        "consultations_remark", "consultations_settlement", "consultations_topicteam",
        "implementation_phase", "implementation_taskevidence", "implementation_taskholder", "jobs_job", "jobs_jobpart",
        "meetings_agendaitem", "meetings_decision", "meetings_guest",
        "opinions_citation", "opinions_contribution", "opinions_contributionevidence", "opinions_contradiction",
        "opinions_dissentdraft", "opinions_finding",
        "opinions_recommendation", "opinions_reviewremark", "opinions_sectionauthor", "orders_order",
        "orders_orderclause", "organisation_duty", "organisation_employeeimport", "organisation_scopeofduties",
        "organisation_variantmove", "organisation_variantposition", "organisation_variantunit", "reports_theme",
        "reports_themesource", "teams_expertdocument_experts", "texts_presence",
    }  # fmt: skip
    assert {("core_cache",)} <= set(may)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM accounts_rolegrant",
        "DELETE FROM accounts_person",
        "DELETE FROM opinions_opinion",
        "DELETE FROM opinions_section",
        "UPDATE teams_team SET effective_on = '2018-01-01'",
        "DELETE FROM teams_team",
        "INSERT INTO teams_team (id) VALUES (1)",
        "CREATE TEMP TABLE opinions_opinion (id bigint)",
        "CREATE TABLE opinions (id bigint)",
        "UPDATE django_migrations SET name = 'x'",
    ],
)
def test_the_application_lacks_the_right(as_app_role, statement):
    refusal = attempt(as_app_role, statement, before=ignoring_everything())
    a_view = "teams_team" in statement  # made of several tables: nobody could write through it
    assert refusal.startswith("cannot" if a_view else "permission denied")


@pytest.mark.parametrize("before", ["", "ignoring"])
def test_people_pilots_and_orders_stay_in_their_centre(as_app_role, before):
    other, centre = factories.centre(), factories.centre()
    person = factories.person(centre)
    factories.team(centre, [(person, "chair")], pilot=factories.pilot(centre, factories.catalogue_version()))
    before = before and ignoring_everything()
    moved = [
        attempt(as_app_role, f"UPDATE public.{table} SET centre_id = {other.pk} WHERE {where}", before=before)
        for table, where in [("accounts_person", f"id = {person.pk}"), ("projects_pilot", "true")]
    ]
    assert [said.split(" (")[0] for said in moved] == ["Raz zapisane nie zmienia się: centre_id"] * 2


def test_a_draft_stays_in_its_centre(as_app_role):
    from .orders.drafts import draft

    centre = factories.centre()
    draft(centre, factories.user_of(factories.person(centre, roles=["director"])))
    said = attempt(as_app_role, f"UPDATE public.orders_order SET centre_id = {factories.centre().pk}")
    assert said.startswith("Raz zapisane nie zmienia się: centre_id (orders_order")


@pytest.mark.parametrize(
    ("forged", "refusal"),
    [
        ({"sequence": "999"}, "Zdarzenie nr 999 nie następuje po ostatnim zdarzeniu rejestru."),
        ({"previous": "repeat('0', 64)"}, "Zdarzenie nr 2 nie następuje po ostatnim zdarzeniu rejestru."),
        ({"at": "now() - interval '1 day'"}, "Zdarzenie ma inny czas niż zegar bazy"),
        ({"at": "now() + interval '1 day'"}, "Zdarzenie ma inny czas niż zegar bazy"),
    ],
)
@pytest.mark.parametrize("way", ["plainly", "ignoring", "behind a temporary table"])
def test_nobody_adds_to_the_register_out_of_turn_or_in_another_time(event, as_app_role, forged, refusal, way):
    attack = EVENT.format(**{"sequence": "2", "at": "now()", "previous": "hash"} | forged)
    shadow = "CREATE TEMP TABLE core_auditevent AS SELECT * FROM public.core_auditevent; UPDATE pg_temp.core_auditevent SET sequence = 998, hash = repeat('0', 64);"  # noqa: E501
    before = {"plainly": "", "ignoring": ignoring_everything(), "behind a temporary table": shadow}[way]
    with temporary_tables_allowed():
        assert attempt(as_app_role, attack, before=before).startswith(refusal)
    as_app_role.execute(EVENT.format(sequence="2", at="now()", previous="hash"))


def test_a_number_not_of_the_counter_cannot_be_forged_behind_a_temporary_counter(as_app_role):
    from .orders.drafts import draft, issue
    from .orders.test_immutability import copy_of

    centre = factories.centre()
    director = factories.user_of(factories.person(centre, roles=["director"]))
    issued, waiting = issue(draft(centre, director), director), draft(centre, director)
    shadow = "CREATE TEMP TABLE orders_ordercounter AS SELECT * FROM public.orders_ordercounter; UPDATE pg_temp.orders_ordercounter SET last = 7;"  # noqa: E501
    forged = copy_of(issued, "orders_issuedorder", order_id=waiting.pk, number=7)
    with temporary_tables_allowed():
        said = attempt(as_app_role, forged, before=shadow)
    assert (said[:8], OrderCounter.objects.get().last) == ("Numer 7/", 1)
