"""What is written once stays as it was written, whatever the application is made to run. The tables are taken from the
models, so that a new one is tried the day it is born."""

import pytest
from django.apps import apps
from django.db import connection

from apps.orders.models import IssuedOrder, Order
from tests import factories

from .guards import attempt, ignoring_everything
from .orders.drafts import draft, issue
from .orders.test_immutability import copy_of

OURS = [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("apps.")]
ONCE = {model._meta.db_table: model for model in OURS if getattr(model, "INSERT_ONLY", False)}
VIEWS = {model._meta.db_table for model in OURS if not model._meta.managed}

# The application changes rows only of these; whatever proves something is written once instead.
CHANGES = {
    "accounts_centre", "accounts_invitation", "accounts_person", "accounts_reminders",
    "accounts_rolegrant", "accounts_user",
    "accounts_session", "core_tally",  # where somebody is logged in, and how often they asked: they prove nothing
    "catalogue_catalogueversion", "catalogue_finalproduct", "catalogue_implementationstep", "catalogue_modelelement",
    "catalogue_requiredpart",  # while a version of the table is a draft
    "catalogue_evaluationtool",
    "core_pulse",  # a counter, which proves nothing
    "consultations_answer", "consultations_remark", "consultations_settlement",  # until answers are handed over
    "consultations_askedteam", "consultations_consultation", "consultations_documentversion",  # until it is sent
    "consultations_attachment", "consultations_concept", "consultations_topic", "consultations_topicteam",
    "consultations_contract", "consultations_contract_documents", "consultations_orderdraft",
    "consultations_documentdissentdraft", "consultations_documentopinion",  # until the vote
    "publication_centrenotice",  # each change leaves its event
    "implementation_evidence", "implementation_phase", "implementation_task", "implementation_taskevidence",
    "implementation_taskholder",
    "jobs_job", "jobs_jobpart",
    "meetings_agendaitem", "meetings_decision", "meetings_guest", "meetings_meeting", "meetings_minutesremark",
    "meetings_seat",  # until the minutes are approved
    "meetings_minutescounter",
    "opinions_finding", "opinions_opinion", "opinions_recommendation", "opinions_section", "opinions_citation",
    "opinions_remarkanswer",  # until the vote
    "opinions_circulation", "opinions_circulationremark", "opinions_comment", "opinions_contribution",
    "opinions_contradiction", "opinions_contributionevidence", "opinions_contributionround", "opinions_dissentdraft",
    "opinions_sectionauthor", "opinions_stance",
    "opinions_reviewremark",  # until WRZOS decides
    "organisation_employeeimport", "organisation_employment", "organisation_keypost", "organisation_position",
    "organisation_positionterm", "organisation_unit", "organisation_unitterm",  # terms: only that they were replaced
    "organisation_indicatorterm", "organisation_measure", "organisation_measureterm", "organisation_socialworkerterm",
    "organisation_duty", "organisation_scopeofduties",  # until the director accepts
    "organisation_variant", "organisation_variantmove", "organisation_variantposition", "organisation_variantunit",
    "orders_externalact", "orders_order", "orders_orderclause", "orders_ordercounter",
    "projects_pilot", "reports_theme", "reports_themesource", "teams_expertdocument",
    "teams_expertdocument_experts", "texts_presence",
}  # fmt: skip

# Written once without a condition on what is written: bytes under their hash, a document nobody refers to yet, a text,
# and that its author has decided about it.
UNCONDITIONAL = {"documents_blob", "documents_frozendocument", "texts_textrevision", "texts_settledtext"}

ATTACKS = {
    "UPDATE public.{table} SET {column} = {column}": "permission denied for table {table}",
    "DELETE FROM public.{table}": "permission denied for table {table}",
    "TRUNCATE public.{table} CASCADE": "permission denied for table {table}",
    "SELECT * FROM public.{table} FOR UPDATE": "permission denied for table {table}",
    "INSERT INTO public.{table} SELECT * FROM public.{table} ON CONFLICT ({column}) DO UPDATE SET {column} = 0": (
        "permission denied for table {table}"
    ),
    "ALTER TABLE public.{table} DISABLE TRIGGER USER": "must be owner of table {table}",
    "ALTER TABLE public.{table} ALTER {column} DROP NOT NULL": "must be owner of table {table}",
    "DROP TABLE public.{table} CASCADE": "must be owner of table {table}",
    "CREATE RULE swallow AS ON INSERT TO public.{table} DO INSTEAD NOTHING": "must be owner of table {table}",
}


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("before", [str, ignoring_everything], ids=["plainly", "ignoring"])
def test_what_is_written_once_is_not_changed(as_app_role, attack, before):
    said, expected = {}, {}
    for table, model in ONCE.items():
        names = {"table": table, "column": model._meta.pk.column}
        said[table] = attempt(as_app_role, attack.format(**names), before=before())
        expected[table] = ATTACKS[attack].format(**names)
    assert said == expected
    assert len(said) > 20


@pytest.mark.parametrize("attack", ["UPDATE {0} SET id = id", "DELETE FROM {0}", "INSERT INTO {0} (id) VALUES (1)"])
def test_what_follows_from_the_orders_is_not_written(as_app_role, attack):
    for view in VIEWS:
        assert attempt(as_app_role, attack.format(view)).startswith(("permission denied for view", "cannot "))
    assert len(VIEWS) > 2


def asked(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return {name for (name,) in cursor.fetchall()}


@pytest.mark.django_db
def test_rows_are_changed_only_where_it_is_said_so():
    changeable = asked("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
                       " AND (has_any_column_privilege('mops_app', oid, 'UPDATE')"
                       " OR has_table_privilege('mops_app', oid, 'DELETE'))")  # fmt: skip
    assert changeable & {model._meta.db_table for model in OURS} == CHANGES


@pytest.mark.django_db
def test_what_is_written_once_is_written_on_a_condition():
    """A row that proves something is refused unless what it proves is so (ADR 0009)."""
    conditional = asked("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgtype & 4 = 4 AND NOT tgisinternal"
                        " AND NOT starts_with(tgname, 'pgtrigger_')")  # fmt: skip
    assert ONCE.keys() - conditional == UNCONDITIONAL


@pytest.fixture
def office(transactional_db):
    """An issued order, and a draft that waits."""
    centre = factories.centre()
    director = factories.user_of(factories.person(centre, "Dorota Dyrektorska", roles=["director"]))
    return issue(draft(centre, director), director), draft(centre, director)


BORN_ISSUED = {
    "an order": (("orders_order", {"status": "'issued'"}), "Stan początkowy to „draft”"),
    "an order from paper": (
        ("orders_order", {"status": "'issued'", "kind": "'recorded'"}),
        "Stan początkowy to „draft”",
    ),
    "a text of an order issued before": (("orders_issuedorder", {}), "Zarządzenie"),
    "a text with a number of its own": (("orders_issuedorder", {"number": 2}), "Numer 2/"),
    "a text as if from paper, past the counter": (("orders_issuedorder", {"origin": "'recorded'"}), "Zarządzenie"),
    "a text of another kind": (("orders_issuedorder", {"kind": "'free'"}), "Zarządzenie"),
}


@pytest.mark.parametrize("what", BORN_ISSUED)
@pytest.mark.parametrize("before", [str, ignoring_everything], ids=["plainly", "ignoring"])
def test_nothing_is_born_issued(office, as_app_role, what, before):
    issued, waiting = office
    (table, changed), refusal = BORN_ISSUED[what]
    own = {"order_id": waiting.pk} if table == "orders_issuedorder" and changed else {}
    said = attempt(as_app_role, copy_of(issued, table, **own, **changed), before=before())
    assert (said[: len(refusal)], IssuedOrder.objects.count(), Order.objects.count()) == (refusal, 1, 2)
