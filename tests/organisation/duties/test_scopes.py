"""A scope of duties from its first line to the confirmations."""

import datetime

import pytest

from apps.core import clock
from apps.core.errors import DomainError, StaleVersion
from apps.core.models import AuditEvent
from apps.organisation import actions as organisation
from apps.organisation.duties import actions, reading
from apps.organisation.duties.wording import Typed, typed_of
from apps.organisation.models import ScopeOfDuties
from tests import factories
from tests.accounts.post import waiting_letters
from tests.factories import duties as made
from tests.factories.duties import PROCEDURE, SERVICES, SOCIAL

pytestmark = pytest.mark.django_db
DAY = datetime.date(2018, 6, 1)


@pytest.fixture
def mine():
    return made.keepers(factories.centre())


def said(scope):
    return [(duty.body, duty.tag) for duty in scope.duties.all()]


def queued():
    return [(one.to, one.subject) for one in waiting_letters()]


def test_a_draft_keeps_its_duties_in_order_and_counts_saves(mine):
    scope = made.drafted(made.post(mine), mine.hr, SOCIAL, SERVICES, purpose="Pomoc rodzinom.")

    assert (scope.number, scope.version, scope.purpose, said(scope)) == (1, 2, "Pomoc rodzinom.", [SOCIAL, SERVICES])


def test_saving_what_stands_is_no_new_version(mine):
    scope = made.drafted(made.post(mine), mine.hr, SOCIAL)
    assert actions.save_scope(scope, typed_of(scope), 0, by=mine.hr).version == scope.version


def test_who_saves_over_a_newer_text_gets_both(mine):
    scope = made.drafted(made.post(mine), mine.hr, SOCIAL)

    with pytest.raises(StaleVersion) as lost:
        actions.save_scope(scope, Typed(duties=(SERVICES,)), scope.version - 1, by=mine.hr)

    assert SOCIAL[0] in lost.value.theirs
    assert SERVICES[0] in lost.value.mine
    assert (lost.value.version, said(scope)) == (scope.version, [SOCIAL])


def test_the_next_version_begins_as_the_one_before(mine):
    of = made.post(mine, "koordynator", SOCIAL, SERVICES, purpose="Cel.")
    before = of.scopes.get()

    scope = actions.begin_scope(of, before, by=mine.hr)

    assert (scope.number, scope.purpose, said(scope), scope.effective_on) == (2, "Cel.", [SOCIAL, SERVICES], None)


def test_only_one_version_is_in_work(mine):
    of = made.post(mine)
    actions.begin_scope(of, by=mine.hr)
    with pytest.raises(DomainError, match="już w pracy"):
        actions.begin_scope(of, by=mine.hr)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        (Typed(effective_on=DAY), "Dodaj co najmniej jedną czynność."),
        (Typed(duties=(SOCIAL,)), "Podaj, od kiedy zakres czynności obowiązuje."),
        (Typed(effective_on=DAY, duties=(SOCIAL, ("bez", ""))), "Wybierz dziedzinę czynności 2."),
        (
            Typed(effective_on=datetime.date(2017, 1, 1), duties=(SOCIAL,)),
            "Dnia 1 stycznia 2017 r. tego stanowiska nie ma w strukturze. Popraw dzień albo strukturę.",
        ),
    ],
)
def test_a_draft_that_is_not_ready_is_not_submitted(mine, typed, reason):
    scope = actions.begin_scope(made.post(mine), by=mine.hr)
    actions.save_scope(scope, typed, 1, by=mine.hr)
    with pytest.raises(DomainError) as refused:
        actions.submit_scope(scope, by=mine.hr)
    assert str(refused.value) == reason


def test_the_next_one_begins_after_the_one_before(mine):
    of = made.post(mine, "inspektor", SERVICES)
    with pytest.raises(DomainError, match="Wersja 1 obowiązuje od 1 czerwca 2018 r. Następna musi"):
        made.submitted(of, mine.hr, SERVICES, since=DAY)


def test_the_director_returns_it_with_a_note(mine):
    scope = made.submitted(made.post(mine), mine.hr)

    returned = actions.return_scope(scope, "Brakuje usług.", by=mine.director)

    assert (returned.status, returned.returned_note) == ("draft", "Brakuje usług.")
    assert reading.waiting_for(mine.hr).to_mend == [returned]
    with pytest.raises(DomainError, match="Napisz, co poprawić"):
        actions.return_scope(scope, " ", by=mine.director)


def test_what_was_read_is_what_is_accepted(mine):
    scope = made.submitted(made.post(mine), mine.hr)
    actions.take_back_scope(scope, by=mine.hr)
    actions.save_scope(scope, Typed("", DAY, "", (PROCEDURE,)), scope.version, by=mine.hr)
    actions.submit_scope(scope, by=mine.hr)

    with pytest.raises(DomainError, match="zmienił się po tym, jak go otworzono"):
        actions.accept_scope(scope, scope.version, by=mine.director)


def test_nobody_accepts_their_own(mine):
    both = factories.user_of(factories.person(mine.centre, "Ola Obie", roles=["hr", "director"]))
    scope = made.submitted(made.post(mine), both)
    with pytest.raises(DomainError, match="może to zrobić dyrektor"):
        actions.accept_scope(scope, scope.version, by=both)


def test_who_only_edited_it_does_not_accept_it_either(mine):
    both = factories.user_of(factories.person(mine.centre, "Ola Obie", roles=["hr", "director"]))
    scope = made.drafted(made.post(mine), mine.hr)
    actions.save_scope(scope, Typed("Inny cel.", DAY, "", (SOCIAL,)), scope.version, by=both)
    scope = actions.submit_scope(scope, by=mine.hr)
    with pytest.raises(DomainError, match="może to zrobić dyrektor"):
        actions.accept_scope(scope, scope.version, by=both)


def test_an_accepted_scope_has_its_document_and_leaves_a_trace(mine):
    scope = made.post(mine, "pracownik socjalny", SOCIAL).scopes.get()

    assert (scope.status, scope.document.kind, scope.document.title) == (
        "accepted",
        "duties",
        "Zakres czynności: pracownik socjalny",
    )
    verbs = AuditEvent.objects.filter(object_type="organisation.scopeofduties").order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == ["scope.begun", "scope.submitted", "scope.accepted"]


def test_the_scope_of_a_day_is_the_accepted_one_that_began_last(mine):
    of = made.post(mine, "inspektor", SERVICES)
    second = made.accepted(of, mine.hr, mine.director, SOCIAL, since=datetime.date(2018, 9, 1))
    made.drafted(of, mine.hr, since=datetime.date(2018, 10, 1))
    days = [datetime.date(2018, 5, 31), DAY, datetime.date(2018, 8, 31), datetime.date(2018, 9, 1), clock.today()]

    found = [reading.scope_on(of, day) for day in days]

    assert [one and one.number for one in found] == [None, 1, 1, 2, 2]
    assert [list(reading.scopes_on(mine.centre, day)) for day in days[:2]] == [[], [of.pk]]
    assert reading.scopes_on(mine.centre, days[-1])[of.pk] == second


def test_the_scopes_of_a_day_are_two_queries(mine, django_assert_num_queries):
    for name in ("jeden", "dwa", "trzy"):
        made.post(mine, name, SERVICES, SOCIAL)
    with django_assert_num_queries(2):
        found = reading.scopes_on(mine.centre, DAY)
        assert [len(scope.duties.all()) for scope in found.values()] == [2, 2, 2]


def test_who_is_on_the_position_is_asked_and_confirms_once(mine):
    of = made.post(mine)
    made.employed(of, "", mine.hr, person=mine.people["employee"])
    scope = made.accepted(of, mine.hr, mine.director)
    assert reading.waiting_for(mine.employee).to_acknowledge == [scope]

    actions.acknowledge_scope(scope, by=mine.employee)

    assert reading.waiting_for(mine.employee).to_acknowledge == []
    assert [(one.name, one.at is not None) for one in reading.readers_of(scope)] == [("Osoba Employee", True)]
    with pytest.raises(DomainError, match="już jest w programie"):
        actions.acknowledge_scope(scope, by=mine.employee)


def test_others_do_not_confirm(mine):
    of = made.post(mine, "inspektor", SERVICES)
    with pytest.raises(DomainError, match="osoba zatrudniona na tym stanowisku"):
        actions.acknowledge_scope(of.scopes.get(), by=mine.employee)


def test_a_draft_is_not_confirmed(mine):
    of = made.post(mine)
    made.employed(of, "", mine.hr, person=mine.people["employee"])
    with pytest.raises(DomainError, match="zatwierdzonym przez dyrektora"):
        actions.acknowledge_scope(made.drafted(of, mine.hr), by=mine.employee)


def test_later_employees_are_asked_too_and_those_gone_no_more(mine):
    of = made.post(mine, "inspektor", SERVICES)

    organisation.employ(of, mine.people["employee"], 1, datetime.date(2018, 7, 1), by=mine.hr)

    assert queued()[1:] == [(mine.employee.email, "Zakres czynności: prośba o zapoznanie się: inspektor")]
    assert reading.waiting_for(mine.employee).to_acknowledge == [of.scopes.get()]
    organisation.end_employment(of, mine.people["employee"], datetime.date(2018, 8, 1), by=mine.hr)
    assert reading.waiting_for(mine.employee).to_acknowledge == []
    assert reading.readers_of(of.scopes.get()) == []


def test_a_replaced_scope_is_read_no_more(mine):
    of = made.post(mine, "inspektor", SERVICES)
    made.employed(of, "", mine.hr, person=mine.people["employee"])
    second = made.accepted(of, mine.hr, mine.director, SOCIAL, since=datetime.date(2018, 9, 1))
    assert reading.waiting_for(mine.employee).to_acknowledge == [second]
    assert reading.readers_of(of.scopes.get(number=1)) == []


def test_the_director_hears_of_what_waits_and_the_keeper_of_what_came_back(mine):
    scope = made.submitted(made.post(mine), mine.hr)
    assert reading.waiting_for(mine.director).to_accept == [scope]
    actions.return_scope(scope, "Popraw.", by=mine.director)
    assert reading.waiting_for(mine.director).to_accept == []
    assert queued() == [
        (mine.director.email, "Zakres czynności do zatwierdzenia: pracownik socjalny"),
        (mine.hr.email, "Zakres czynności zwrócony do poprawy: pracownik socjalny"),
    ]


def test_what_waits_is_one_query_and_names_the_position(mine, django_assert_num_queries):
    for name in ("jeden", "dwa", "trzy"):
        made.submitted(made.post(mine, name), mine.hr)
    user = type(mine.director).objects.select_related("person").get(pk=mine.director.pk)
    assert user.has_role("director")  # roles are read once a request
    with django_assert_num_queries(1):
        waits = reading.waiting_for(user)
        assert [one.position_name for one in waits.to_accept] == ["jeden", "dwa", "trzy"]


def test_a_discarded_draft_goes_and_what_was_accepted_stays(mine):
    of = made.post(mine, "inspektor", SERVICES)
    actions.discard_scope(made.drafted(of, mine.hr, since=datetime.date(2019, 1, 1)), by=mine.hr)
    assert list(of.scopes.values_list("number", "status")) == [(1, "accepted")]
    with pytest.raises(DomainError, match="tylko projekt"):
        actions.discard_scope(of.scopes.get(), by=mine.hr)


def test_another_centre_has_nothing_to_do_with_it(mine):
    other = made.keepers(factories.centre())
    scope = made.post(mine, "inspektor", SERVICES).scopes.get()
    assert list(ScopeOfDuties.objects.visible_to(other.hr)) == []
    with pytest.raises(DomainError, match="z innego ośrodka"):
        actions.begin_scope(made.post(other), scope, by=other.hr)
