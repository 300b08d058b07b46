"""What actions of people and accounts do, leave behind and refuse."""

import datetime
import threading

import pytest
from django.db import connection, transaction
from django.utils import timezone

from apps.accounts import actions
from apps.accounts.models import Centre, Person, RoleGrant, User
from apps.core import clock
from apps.core.models import AuditEvent
from tests import factories

from .asking import events, held, refused
from .post import waiting_letters

pytestmark = pytest.mark.django_db
PASSWORD = "długie hasło do testów 1"
CENTRE = {
    "slug": "mops-proby",
    "name": "Miejski Ośrodek Pomocy Społecznej w Próbie",
    "name_genitive": "Miejskiego Ośrodka Pomocy Społecznej w Próbie",
    "name_locative": "Miejskim Ośrodku Pomocy Społecznej w Próbie",
    "short_name": "MOPS w Próbie",
    "city": "Próba",
    "city_genitive": "Próby",
    "city_locative": "Próbie",
}
EWA = {"first_name": "Ewa", "last_name": "Łąka", "gender": "f", "job_title": "inspektor", "email": "Ewa@Example.org"}


# Centres


def test_a_centre_is_made_with_its_first_administrator_who_gets_a_letter():
    operator = factories.operator()
    centre = actions.make_centre(CENTRE, administrator=EWA, by=operator)

    account = User.objects.get(email="ewa@example.org")
    assert (account.centre, str(account.person), account.roles) == (centre, "Ewa Łąka", {"admin"})
    assert not account.has_usable_password()
    assert [letter.to for letter in waiting_letters()] == ["ewa@example.org"]
    assert events("centre.made") == [("Olgierd Instalacyjny", "MOPS w Próbie", centre.pk)]
    assert AuditEvent.objects.count() == 1


def test_a_centre_whose_first_administrator_cannot_be_invited_is_not_made():
    taken = factories.wrzos(email="ewa@example.org")
    assert refused(actions.make_centre, CENTRE, administrator=EWA, by=factories.operator()) == (
        "Konto z tym adresem już istnieje."
    )
    assert (Centre.objects.count(), Person.objects.count(), list(User.objects.filter(email=taken.email))) == (
        0,
        0,
        [taken],
    )


def test_a_change_of_the_centre_says_what_was_before(centre, admin):
    actions.change_centre(centre, {"city": "Inowrocław"}, by=admin)
    event = AuditEvent.objects.get(verb="centre.changed")
    assert event.data == {"changed": {"city": ["Częstochowa", "Inowrocław"]}}


def test_only_named_fields_of_a_centre_can_be_changed(centre, admin):
    assert refused(actions.change_centre, centre, {"is_example": True}, by=admin) == "Nieznane pola: is_example."


@pytest.mark.parametrize("pattern", ["x", "{n}", "{n}/{yyyy}\x07", "{n}/{yyyy}\u202e", "{n}/{yyyy} ✓"])
def test_no_way_leads_to_a_pattern_that_gives_no_numbers(centre, admin, pattern):
    said = refused(actions.change_centre, centre, {"order_number_pattern": pattern}, by=admin)
    operator = factories.operator()
    assert said == refused(actions.make_centre, CENTRE | {"order_number_pattern": pattern}, by=operator)
    assert said.startswith("We wzorze numeru wpisz {n} oraz {yyyy} albo {yy}")
    assert list(Centre.objects.values_list("order_number_pattern", flat=True)) == ["{n}/{yyyy}"]


def test_the_operator_appoints_nobody_where_an_administrator_works(centre, admin):
    operator = factories.operator()
    assert refused(actions.appoint_administrator, centre, EWA, by=operator) == (
        "Ten ośrodek ma administratora z czynnym kontem. Następnych wskazuje on sam."
    )
    User.objects.filter(pk=admin.pk).update(is_active=False)
    assert actions.appoint_administrator(centre, EWA, by=operator).user.centre == centre


# People and roles


def test_a_person_is_added_and_changed_and_the_account_follows_the_name(centre, admin, jan):
    account = factories.user_of(jan)
    actions.change_person(jan, {"last_name": "Nowy"}, by=admin)
    account.refresh_from_db()
    assert account.full_name == "Jan Nowy"
    assert AuditEvent.objects.get(verb="person.changed").data == {"changed": {"last_name": ["Próbny", "Nowy"]}}
    ewa = actions.add_person(centre, EWA, by=admin)
    assert events("person.added") == [("Adam Adminowski", "Ewa Łąka", centre.pk)]
    assert (ewa.account, held(ewa)) == (None, set())


def test_roles_are_granted_and_revoked_with_who_and_when(jan, admin):
    with clock.pretend(datetime.date(2018, 6, 11)):
        actions.set_roles(jan, {"director", "employee"}, by=admin)
    with clock.pretend(datetime.date(2018, 9, 1)):
        actions.set_roles(jan, {"director"}, by=admin)

    [employee] = RoleGrant.objects.filter(person=jan, role="employee")
    [director] = RoleGrant.objects.filter(person=jan, role="director")
    assert (director.granted_by, timezone.localdate(director.granted_at)) == (admin, datetime.date(2018, 6, 11))
    assert (employee.revoked_by, timezone.localdate(employee.revoked_at)) == (admin, datetime.date(2018, 9, 1))
    assert director.revoked_at is None
    told = AuditEvent.objects.filter(verb="person.roles_set").order_by("pk").values_list("data", flat=True)
    assert list(told) == [{"granted": ["director"], "revoked": []}, {"granted": [], "revoked": ["employee"]}]


def test_an_unknown_role_is_refused(jan, admin):
    assert refused(actions.set_roles, jan, {"king"}, by=admin) == "Nie ma takiej roli: king."


def test_nobody_takes_their_own_administrators_role_away(admin, centre):
    factories.user_of(factories.person(centre, "Ewa Druga", roles=["admin"]))
    assert refused(actions.set_roles, admin.person, set(), by=admin) == (
        "Własnej roli administratora nie można sobie odebrać."
    )
    assert held(admin.person) == {"admin"}


@pytest.mark.parametrize("role", ["director", "hr"])
def test_nobody_gives_themselves_a_role(admin, centre, role):
    assert refused(actions.set_roles, admin.person, {"admin", role}, by=admin) == (
        "Nikt nie nadaje roli sobie. Poproś innego administratora."
    )
    other = factories.user_of(factories.person(centre, "Ewa Druga", roles=["admin"]))
    actions.set_roles(admin.person, {"admin", role}, by=other)
    assert held(admin.person) == {"admin", role}
    actions.set_roles(admin.person, {"admin"}, by=admin)
    assert held(admin.person) == {"admin"}


@pytest.mark.parametrize("take", ["set_roles", "withdraw_person", "disable_account"])
def test_two_administrators_cannot_remove_each_other(take, admin, centre):
    """The second one's object still says „administrator”, as it does when both press the button at once."""
    other = factories.user_of(factories.person(centre, "Ewa Druga", roles=["admin"]))
    stale = User.objects.get(pk=other.pk)
    assert (admin.roles, stale.roles) == ({"admin"}, {"admin"})
    remove(take, other, by=admin)

    assert refused(remove, take, admin, by=stale) == (
        "To jedyny administrator ośrodka z czynnym kontem. Najpierw nadaj tę rolę innej osobie."
    )
    admin.refresh_from_db()
    assert (held(admin.person), admin.is_active) == ({"admin"}, True)


def remove(take, account, *, by):
    if take == "set_roles":
        actions.set_roles(account.person, set(), by=by)
    elif take == "withdraw_person":
        actions.withdraw_person(account.person, clock.today(), by=by)
    else:
        actions.disable_account(account, by=by)


@pytest.mark.django_db(transaction=True)
def test_who_disables_the_second_administrator_waits_for_who_disables_the_first(admin, centre):
    other = factories.user_of(factories.person(centre, "Ewa Druga", roles=["admin"]))
    answers, begun = [], threading.Event()

    def the_other_way_round():
        begun.set()
        answers.append(refused(actions.disable_account, User.objects.get(pk=admin.pk), by=other))
        connection.close()

    rival = threading.Thread(target=the_other_way_round)
    with transaction.atomic():
        actions.disable_account(User.objects.get(pk=other.pk), by=admin)
        rival.start()
        begun.wait()
        rival.join(timeout=1)
        assert rival.is_alive(), "the rival must wait for this transaction"
    rival.join(timeout=30)

    assert [answer.startswith("To jedyny administrator ośrodka") for answer in answers] == [True]
    assert list(User.objects.filter(is_active=True, person__centre=centre)) == [admin]


def test_who_leaves_loses_roles_account_and_open_invitations(jan, admin):
    invitation = actions.invite(jan, "jan@example.org", by=admin)
    actions.withdraw_person(jan, clock.today(), by=admin)

    jan.refresh_from_db()
    account = User.objects.get(person=jan)
    assert (jan.left_on, held(jan), account.is_active) == (clock.today(), set(), False)
    assert refused(actions.accept_invitation, invitation.token, PASSWORD, by=None).startswith("To zaproszenie wygasło")
    assert refused(actions.set_roles, jan, {"hr"}, by=admin) == (
        "Jan Próbny nie pracuje już w ośrodku, więc nie może mieć ról."
    )
    assert refused(actions.enable_account, account, by=admin).startswith("Jan Próbny nie pracuje już")
    assert refused(actions.invite, jan, "jan@example.org", by=admin) == "Jan Próbny nie pracuje już w ośrodku."


def test_a_person_withdrawn_by_mistake_comes_back_without_roles(jan, admin):
    actions.withdraw_person(jan, clock.today(), by=admin)
    actions.return_person(jan, by=admin)
    jan.refresh_from_db()
    assert (jan.left_on, held(jan)) == (None, set())


def test_nobody_is_withdrawn_in_advance_or_by_themselves(jan, admin):
    tomorrow = clock.today() + datetime.timedelta(days=1)
    assert refused(actions.withdraw_person, jan, tomorrow, by=admin).startswith("Podaj dzień nie późniejszy")
    assert refused(actions.withdraw_person, admin.person, clock.today(), by=admin).startswith("Nie można zakończyć")


# Accounts


def test_a_disabled_account_keeps_its_roles_for_its_return(jan, admin):
    account = factories.user_of(jan)
    actions.disable_account(account, by=admin)
    assert (account.is_active, held(jan)) == (False, {"employee"})
    actions.enable_account(account, by=admin)
    account.refresh_from_db()
    assert account.is_active
    assert [len(events(verb)) for verb in ["account.disabled", "account.enabled"]] == [1, 1]


def test_nobody_disables_themselves(admin):
    operator = factories.operator()
    for own in [admin, operator]:
        assert refused(actions.disable_account, own, by=own).startswith("Nie można wyłączyć własnego konta.")


def test_another_login_address_is_told_to_both(jan, admin):
    account = factories.user_of(jan, "jan@example.org")
    actions.change_email(account, "JAN.Nowy@example.org", by=admin)
    account.refresh_from_db()
    assert account.email == "jan.nowy@example.org"
    assert [letter.to for letter in waiting_letters()] == ["jan@example.org", "jan.nowy@example.org"]
    assert refused(actions.change_email, admin, "x@example.org", by=admin).startswith("Konta w ośrodku prowadzi")


def test_a_password_is_changed_only_by_its_owner(jan, admin):
    account = factories.user_of(jan)
    assert refused(actions.change_password, account, PASSWORD, by=admin) == "Hasło zmienia tylko właściciel konta."
    actions.change_password(account, PASSWORD, by=account)
    assert events("account.password_changed") == [("Jan Próbny", "Jan Próbny", jan.centre_id)]
    assert PASSWORD not in str(list(AuditEvent.objects.values()))
