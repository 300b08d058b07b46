"""The draft goes to the legal adviser and back."""

import pytest
from django.db import DatabaseError, connection, transaction
from django_tasks_db.models import DBTaskResult

from apps.core.errors import DomainError
from apps.core.models import AuditEvent
from apps.orders.actions import ChangedSinceShown, discard_draft, save_draft_text
from apps.orders.legal import reading, rules
from apps.orders.legal.actions import review_draft, send_to_adviser
from apps.orders.models import IssuedOrder, LegalRequest, LegalReview, Order
from apps.orders.text import paragraf, to_json
from tests import factories
from tests.orders.drafts import draft, issue, shown

pytestmark = pytest.mark.django_db
OTHER = to_json((paragraf("Powołuje się inny Zespół."), paragraf("Zarządzenie wchodzi w życie z dniem podpisania.")))


def agreed(order, adviser, by):
    send_to_adviser(order, "", by=by)
    return review_draft(order, "agreed", "", shown_hash=shown(order), by=adviser)


def returned(order, adviser, by, note="Brakuje podstawy."):
    send_to_adviser(order, "", by=by)
    return review_draft(order, "returned", note, shown_hash=shown(order), by=adviser)


def changed(order, by, **fields):
    order.refresh_from_db()
    return save_draft_text(order, {"body": OTHER} | fields, order.version, by=by)


def letters():
    return [task.args_kwargs["kwargs"] for task in DBTaskResult.objects.order_by("enqueued_at")]


def test_the_adviser_agrees_to_the_very_text_and_it_is_issued(demanding, order, adviser, hr, director, june):
    review = agreed(order, adviser, hr)

    assert (review.verdict, review.text_hash, review.reviewed_by_name) == ("agreed", shown(order), "Jan Radcowski")
    assert review.text["subject"] == "powołania Zespołu"
    assert issue(order, director).text_hash == review.text_hash
    verbs = AuditEvent.objects.filter(object_type="orders.order", object_id=order.pk).order_by("pk")
    assert list(verbs.values_list("verb", "actor_name")) == [
        ("order.drafted", "Kamil Kadrowy"),
        ("order.sent_to_adviser", "Kamil Kadrowy"),
        ("order.legally_agreed", "Jan Radcowski"),
        ("order.issued", "Dorota Dyrektorska"),
    ]


def test_the_adviser_and_who_asked_get_letters_that_do_not_say_what_was_written(order, adviser, hr):
    returned(order, adviser, hr, note="Tajna uwaga")
    assert [(letter["to"], letter["subject"]) for letter in letters()] == [
        (adviser.email, "Do uzgodnienia: projekt zarządzenia w sprawie powołania Zespołu"),
        (hr.email, "Radca prawny o projekcie zarządzenia w sprawie powołania Zespołu"),
    ]
    assert f"/zarzadzenia/{order.pk}/radca/" in letters()[0]["body"]
    assert "zwrócono z uwagami" in letters()[1]["body"]
    assert "Tajna uwaga" not in str(letters())


STATES = {
    "nothing": (lambda order, adviser, by: None, rules.NOT_SENT),
    "sent": (lambda order, adviser, by: send_to_adviser(order, "", by=by), rules.WAITS),
    "returned": (returned, rules.RETURNED),
    "changed": (lambda order, adviser, by: (agreed(order, adviser, by), changed(order, by)), rules.OUTDATED),
    "other effects": (
        lambda order, adviser, by: (agreed(order, adviser, by), changed(order, by, body=order.body, effects={"a": 1})),
        rules.OUTDATED,
    ),
    "agreed then returned": (
        lambda order, adviser, by: (
            agreed(order, adviser, by), changed(order, by), send_to_adviser(order, "", by=by),
            review_draft(order, "returned", "Nie.", shown_hash=shown(Order.objects.get(pk=order.pk)), by=adviser),
        ),
        rules.RETURNED,
    ),
}  # fmt: skip


@pytest.mark.parametrize("state", STATES)
def test_where_review_is_demanded_nothing_else_is_issued(demanding, order, adviser, hr, director, june, state):
    come_so_far, said = STATES[state]
    come_so_far(order, adviser, hr)
    order = Order.objects.get(pk=order.pk)
    with pytest.raises(DomainError) as refusal:
        issue(order, director)
    assert (str(refusal.value), IssuedOrder.objects.count()) == (said, 0)


@pytest.mark.parametrize("state", STATES)
def test_where_it_is_not_demanded_it_hinders_nobody(order, adviser, hr, director, june, state):
    STATES[state][0](order, adviser, hr)
    assert issue(Order.objects.get(pk=order.pk), director).number_text == "1/2018"


def test_a_text_that_came_back_to_what_was_agreed_is_agreed(demanding, order, adviser, hr, director, june):
    agreed(order, adviser, hr)
    body = order.body
    changed(order, hr)
    changed(order, hr, body=body)
    assert issue(Order.objects.get(pk=order.pk), director).number_text == "1/2018"


def test_who_judged_an_older_page_is_shown_that_it_changed(order, adviser, hr):
    send_to_adviser(order, "", by=hr)
    old = shown(order)
    changed(order, hr)
    with pytest.raises(ChangedSinceShown):
        review_draft(order, "agreed", "", shown_hash=old, by=adviser)
    assert LegalReview.objects.count() == 0


def test_a_return_says_why(order, adviser, hr):
    send_to_adviser(order, "", by=hr)
    with pytest.raises(DomainError, match="Napisz, co poprawić."):
        review_draft(order, "returned", "  ", shown_hash=shown(order), by=adviser)


def test_nobody_agrees_what_they_wrote(centre, director):
    both = factories.user_of(factories.person(centre, "Roman Podwójny", gender="m", roles=["hr", "legal"]))
    order = draft(centre, both)
    send_to_adviser(order, "", by=director)
    with pytest.raises(DomainError, match="Nie można uzgodnić projektu, który się samemu pisało."):
        review_draft(order, "agreed", "", shown_hash=shown(order), by=both)


@pytest.mark.parametrize("roles", [["director"], ["hr"], ["admin"], ["employee"], []])
def test_nobody_but_an_adviser_judges(centre, order, adviser, hr, roles):
    send_to_adviser(order, "", by=hr)
    other = factories.user_of(factories.person(centre, "Ewa Inna", roles=roles))
    with pytest.raises(DomainError, match="Projekt uzgadnia radca prawny, któremu go przekazano."):
        review_draft(order, "agreed", "", shown_hash=shown(order), by=other)


def test_an_adviser_of_another_centre_does_not_judge(order, adviser, hr):
    send_to_adviser(order, "", by=hr)
    foreign = factories.user_of(factories.person(factories.centre(), "Feliks Obcy", roles=["legal"]))
    with pytest.raises(DomainError, match="Projekt uzgadnia radca prawny"):
        review_draft(order, "agreed", "", shown_hash=shown(order), by=foreign)


def test_what_was_not_sent_is_not_judged(order, adviser):
    with pytest.raises(DomainError, match="Projekt uzgadnia radca prawny, któremu go przekazano."):
        review_draft(order, "agreed", "", shown_hash=shown(order), by=adviser)


def test_only_who_drafts_sends(order, adviser):
    with pytest.raises(DomainError, match="Projekt przekazuje radcy prawnemu dyrektor albo pracownik kadr."):
        send_to_adviser(order, "", by=adviser)


def test_a_draft_is_sent_once_until_it_changes(order, adviser, hr):
    send_to_adviser(order, "", by=hr)
    with pytest.raises(DomainError, match="Ten projekt czeka już na radcę prawnego."):
        send_to_adviser(order, "", by=hr)
    changed(order, hr)
    send_to_adviser(order, "Zmieniliśmy § 1.", by=hr)
    review_draft(order, "agreed", "", shown_hash=shown(Order.objects.get(pk=order.pk)), by=adviser)
    with pytest.raises(DomainError, match="Radca prawny uzgodnił już dokładnie tę treść."):
        send_to_adviser(order, "", by=hr)


def test_without_an_adviser_it_is_said_whom_to_ask(order, hr):
    with pytest.raises(DomainError, match="W ośrodku nie ma radcy prawnego z czynnym kontem."):
        send_to_adviser(order, "", by=hr)


def test_an_unfinished_draft_is_not_sent(order, adviser, hr):
    changed(order, hr, body=[])
    with pytest.raises(DomainError, match="Najpierw dokończ projekt."):
        send_to_adviser(Order.objects.get(pk=order.pk), "", by=hr)


def test_an_issued_order_goes_nowhere(order, adviser, hr, director, june):
    issue(order, director)
    with pytest.raises(DomainError, match="Zarządzenie wydała już Dorota Dyrektorska"):
        send_to_adviser(order, "", by=hr)


def test_the_adviser_sees_drafts_that_were_sent_and_no_others(centre, order, adviser, hr, director):
    draft(centre, hr)
    assert list(Order.objects.visible_to(adviser)) == []
    send_to_adviser(order, "", by=hr)
    assert list(Order.objects.visible_to(adviser)) == [order]
    foreign = factories.user_of(factories.person(factories.centre(), "Feliks Obcy", roles=["legal"]))
    assert list(Order.objects.visible_to(foreign)) == []


def test_the_register_shows_the_adviser_what_was_sent(client, centre, order, adviser, hr):
    draft(centre, hr, subject="czegoś innego")
    send_to_adviser(order, "", by=hr)
    client.force_login(adviser)
    page = client.get("/zarzadzenia/").content.decode()
    assert ("powołania Zespołu" in page, "czegoś innego" in page, "Nowe zarządzenie" in page) == (True, False, False)


def test_a_judged_draft_may_be_thrown_away_and_its_trace_stays(order, adviser, hr):
    returned(order, adviser, hr)
    pk = order.pk
    discard_draft(order, by=hr)
    assert not Order.objects.filter(pk=pk).exists()
    assert (LegalReview.objects.filter(order_id=pk).count(), LegalRequest.objects.filter(order_id=pk).count()) == (1, 1)
    assert list(Order.objects.visible_to(adviser)) == []


def test_standings_of_many_drafts_cost_two_queries(centre, hr, adviser, director, django_assert_num_queries):
    orders = [draft(centre, hr) for _ in range(3)]
    for order in orders:
        returned(order, adviser, hr)
    drafts = list(Order.objects.select_related("centre"))
    with django_assert_num_queries(2):
        found = reading.standings(drafts)
    assert [found[order.pk].is_returned for order in orders] == [True] * 3


# The database itself


def laid(model, **fields):
    return model(**fields).save(force_insert=True)


def review_row(order, by, verdict="agreed", text_hash=None):
    return {
        "order": order, "text_hash": text_hash or shown(order), "verdict": verdict, "reviewed_by": by,
        "reviewed_by_name": by.full_name, "reviewed_at": order.created_at,
    }  # fmt: skip


def test_the_database_takes_no_review_but_from_an_adviser_of_the_centre(order, adviser, hr):
    send_to_adviser(order, "", by=hr)
    foreign = factories.user_of(factories.person(factories.centre(), "Feliks Obcy", roles=["legal"]))
    for by in [hr, foreign]:
        with pytest.raises(DatabaseError, match="Projekt uzgadnia radca prawny tego ośrodka."), transaction.atomic():
            laid(LegalReview, **review_row(order, by))
    with pytest.raises(DatabaseError, match="Nie ma takiego rozstrzygnięcia"), transaction.atomic():
        laid(LegalReview, **review_row(order, adviser, verdict="maybe"))
    laid(LegalReview, **review_row(order, adviser))


def test_the_database_takes_no_review_of_a_draft_that_was_not_sent(order, adviser):
    with pytest.raises(DatabaseError, match="Projektu nie przekazano radcy prawnemu."):
        laid(LegalReview, **review_row(order, adviser))


def test_the_database_takes_no_request_from_another_centre(order, adviser):
    foreign = factories.user_of(factories.person(factories.centre(), "Feliks Obcy", roles=["director"]))
    row = {
        "order": order,
        "text_hash": "0" * 64,
        "asked_by": foreign,
        "asked_by_name": "x",
        "asked_at": order.created_at,
    }
    with pytest.raises(DatabaseError, match="Radcy przekazuje się tylko projekt zarządzenia własnego ośrodka."):
        laid(LegalRequest, **row)


@pytest.mark.parametrize("state", STATES)
def test_the_database_issues_nothing_that_was_not_agreed(
    demanding, order, adviser, hr, director, june, state, monkeypatch
):
    """Past the program's own refusal."""
    STATES[state][0](order, adviser, hr)
    monkeypatch.setattr(rules, "issue_refusal", lambda order: "")
    with pytest.raises(DatabaseError, match="nie uzgodnił radca prawny"):
        issue(Order.objects.get(pk=order.pk), director)


def test_the_database_keeps_reviews_as_they_were_written(order, adviser, hr):
    review = agreed(order, adviser, hr)
    for statement in ["UPDATE orders_legalreview SET verdict = 'agreed'", "DELETE FROM orders_legalrequest"]:
        with (
            pytest.raises(DatabaseError, match="Cannot update or delete"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    assert LegalReview.objects.get() == review
