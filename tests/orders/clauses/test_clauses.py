"""Wordings that a centre keeps for its orders."""

import pytest

from apps.core.errors import DomainError, StaleVersion
from apps.core.models import AuditEvent
from apps.orders.clauses import actions
from apps.orders.models import OrderClause
from tests import factories

pytestmark = pytest.mark.django_db
FIELDS = {"kind": "legal_basis", "name": "Statut", "text": "§ 7 ust. 2 Statutu"}
LIST = "/zarzadzenia/wzory/"


@pytest.fixture
def clause(centre, director):
    return actions.add_clause(centre, FIELDS, by=director)


def verbs(clause):
    found = AuditEvent.objects.filter(object_type="orders.orderclause", object_id=clause.pk).order_by("pk")
    return list(found.values_list("verb", flat=True))


def test_a_clause_is_added_changed_and_removed_and_each_leaves_a_trace(centre, director, clause):
    changed = actions.change_clause(clause, FIELDS | {"text": "§ 8 Statutu"}, 1, by=director)
    assert (changed.text, changed.version) == ("§ 8 Statutu", 2)

    pk = changed.pk
    actions.remove_clause(changed, by=director)
    changed.pk = pk
    assert (OrderClause.objects.count(), verbs(changed)) == (
        0,
        ["order_clause.added", "order_clause.changed", "order_clause.removed"],
    )


def test_clauses_stand_in_the_order_they_were_added(centre, director, clause):
    actions.add_clause(centre, FIELDS | {"name": "A po nim"}, by=director)
    assert [str(one) for one in OrderClause.objects.all()] == ["Statut", "A po nim"]


def test_two_of_one_name_are_refused(centre, director, clause):
    with pytest.raises(DomainError, match="Wzór o tej nazwie już jest"):
        actions.add_clause(centre, FIELDS, by=director)
    actions.add_clause(centre, FIELDS | {"kind": "final_provision"}, by=director)


def test_what_somebody_changed_meanwhile_is_not_lost(director, clause):
    actions.change_clause(clause, FIELDS | {"text": "ich"}, 1, by=director)
    with pytest.raises(StaleVersion):
        actions.change_clause(clause, FIELDS | {"text": "moje"}, 1, by=director)
    clause.refresh_from_db()
    assert clause.text == "ich"


@pytest.mark.parametrize(("role", "may"), [("director", True), ("hr", True), ("admin", True), ("employee", False)])
def test_who_keeps_clauses(centre, role, may):
    user = factories.user_of(factories.person(centre, "Ktoś Inny", roles=[role]))
    if may:
        actions.add_clause(centre, FIELDS, by=user)
    else:
        with pytest.raises(DomainError, match="Wzory przepisów prowadzi"):
            actions.add_clause(centre, FIELDS, by=user)


def test_nobody_changes_those_of_another_centre(clause):
    other = factories.centre("inny")
    stranger = factories.user_of(factories.person(other, "Adam Obcy", roles=["director"]))
    for change in (
        lambda: actions.change_clause(clause, FIELDS, 1, by=stranger),
        lambda: actions.remove_clause(clause, by=stranger),
    ):
        with pytest.raises(DomainError, match="Wzory przepisów prowadzi"):
            change()


def test_pages(client, director, centre):
    client.force_login(director)
    assert "Nie ma jeszcze wzorów" in client.get(LIST).content.decode()

    client.post(f"{LIST}nowy/", FIELDS)
    clause = OrderClause.objects.get()
    assert "§ 7 ust. 2 Statutu" in client.get(LIST).content.decode().replace("\xa0", " ")

    twice = client.post(f"{LIST}nowy/", FIELDS)
    assert "Wzór o tej nazwie już jest. Nazwij ten inaczej." in twice.content.decode()

    late = client.post(f"{LIST}{clause.pk}/", FIELDS | {"text": "moje", "version": "7"})
    page = late.content.decode().replace("\xa0", " ")
    assert (late.status_code, ">\nmoje</textarea>" in page, "§ 7 ust. 2 Statutu" in page) == (409, True, True)

    client.post(f"{LIST}{clause.pk}/", FIELDS | {"text": "nowe", "version": "1"})
    clause.refresh_from_db()
    assert clause.text == "nowe"

    client.post(f"{LIST}{clause.pk}/usun/")
    assert OrderClause.objects.count() == 0


def test_a_clause_of_another_centre_is_not_put_in(client, clause):
    other = factories.centre("inny")
    client.force_login(factories.user_of(factories.person(other, "Adam Obcy", roles=["director"])))
    page = client.post("/zarzadzenia/nowe/inne/", {"put_basis": "1", "basis_clause": clause.pk})
    assert (page.status_code, "§ 7 ust. 2" in page.content.decode().replace("\xa0", " ")) == (200, False)


def test_every_form_offers_them(client, centre, director, clause):
    client.force_login(director)
    final = actions.add_clause(
        centre, {"kind": "final_provision", "name": "Kadry", "text": "Wykona Dział Kadr."}, by=director
    )
    put = {"put_basis": "1", "basis_clause": clause.pk, "put_final": "1", "final_clause": final.pk}

    for slug in ("powolanie-zespolu", "inne", "wprowadzenie-dokumentu"):
        page = client.post(f"/zarzadzenia/nowe/{slug}/", put).content.decode()
        assert (slug, ">\n§ 7 ust. 2 Statutu</textarea>" in page, ">\nWykona Dział Kadr.</textarea>" in page) == (
            slug,
            True,
            True,
        )
