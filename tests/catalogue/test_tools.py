"""The list of evaluation tools: WRZOS keeps it, centres read it."""

import pytest
from django.test import Client
from django.urls import reverse

from apps.catalogue.models import EvaluationTool
from apps.catalogue.rules import fingerprint
from apps.catalogue.tools import actions
from apps.core.errors import DomainError, StaleVersion
from apps.core.models import AuditEvent
from apps.implementation.evidence.forms import EvidenceForm
from tests import factories

pytestmark = pytest.mark.django_db
SAID = {"name": "Ankieta", "description": "Dla pracowników socjalnych.", "address": "https://example.org/ankieta"}


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def test_a_tool_is_added_changed_withdrawn_and_restored_each_with_its_trace():
    wrzos = factories.wrzos()
    tool = actions.add_tool(SAID, by=wrzos)
    tool = actions.change_tool(tool, SAID | {"name": "Ankieta 2"}, seen=fingerprint(tool, actions.FIELDS), by=wrzos)
    actions.withdraw_tool(tool, by=wrzos)
    tool = actions.restore_tool(tool, by=wrzos)

    assert (tool.name, tool.withdrawn_at) == ("Ankieta 2", None)
    told = AuditEvent.objects.filter(object_type="catalogue.evaluationtool").order_by("pk")
    assert list(told.values_list("verb", flat=True)) == [
        "tool.added", "tool.changed", "tool.withdrawn", "tool.restored",
    ]  # fmt: skip
    assert told[1].data["before"] == {"name": "Ankieta"}


def test_nobody_of_a_centre_keeps_the_list():
    director = factories.user_of(factories.person(factories.centre(), roles=["director"]))
    tool = actions.add_tool(SAID, by=None)
    for deed in (
        lambda: actions.add_tool(SAID | {"name": "Inna"}, by=director),
        lambda: actions.change_tool(tool, SAID, seen=fingerprint(tool, actions.FIELDS), by=director),
        lambda: actions.withdraw_tool(tool, by=director),
        lambda: actions.restore_tool(tool, by=director),
    ):
        with pytest.raises(DomainError, match="Listę narzędzi ewaluacyjnych prowadzi WRZOS"):
            deed()


def test_a_name_stands_on_the_list_once():
    actions.add_tool(SAID, by=None)
    with pytest.raises(DomainError, match="„Ankieta” jest już na liście"):
        actions.add_tool(SAID, by=None)


def test_a_description_changed_meanwhile_is_not_overwritten_unknowingly():
    tool = actions.add_tool(SAID, by=None)
    seen = fingerprint(tool, actions.FIELDS)
    actions.change_tool(tool, SAID | {"description": "Inny opis."}, seen=seen, by=None)
    with pytest.raises(StaleVersion):
        actions.change_tool(tool, SAID, seen=seen, by=None)

    client, url = client_of(factories.wrzos()), reverse("catalogue:tool_change", args=[tool.pk])
    page = client.post(url, SAID | {"description": "Mój opis.", "seen": seen})
    assert "Zapisz ponownie, aby zastąpić to swoim." in page.content.decode()
    client.post(url, SAID | {"description": "Mój opis.", "seen": page.context["form"]["seen"].value()})
    assert EvaluationTool.objects.get().description == "Mój opis."


def test_a_withdrawn_tool_is_read_but_not_chosen():
    tool = actions.add_tool(SAID, by=None)
    reader = client_of(factories.user_of(factories.person(factories.centre())))
    page = reader.get(reverse("catalogue:tools"))
    assert (page.context["tools"], "Dodaj narzędzie" in page.content.decode()) == ([tool], False)

    actions.withdraw_tool(tool, by=None)
    assert reader.get(reverse("catalogue:tools")).context["withdrawn"] == [tool]
    assert list(EvidenceForm(kind="statement").fields["tool"].queryset) == []
