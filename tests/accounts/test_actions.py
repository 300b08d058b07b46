"""What actions of people and accounts do, leave behind and refuse."""

import datetime
import hashlib
import threading

import pytest
from django.core import mail
from django.db import connection, transaction
from django.test import override_settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from apps.accounts import actions
from apps.accounts.models import Centre, Invitation, Person, RoleGrant, User
from apps.core import clock
from apps.core.errors import DomainError
from apps.core.models import AuditEvent
from tests import factories

from .post import send_letters, waiting_letters

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


@pytest.fixture
def centre():
    return factories.centre()


@pytest.fixture
def admin(centre):
    return factories.user_of(factories.person(centre, "Adam Adminowski", gender="m", roles=["admin"]))


@pytest.fixture
def jan(centre):
    return factories.person(centre, "Jan Próbny", gender="m", roles=["employee"])


def events(verb):
    return [(event.actor_name, event.object_label, event.centre_id) for event in AuditEvent.objects.filter(verb=verb)]


def held(person):
    return set(person.grants.filter(revoked_at=None).values_list("role", flat=True))


def refused(action, *args, **kwargs):
    with pytest.raises(DomainError) as refusal:
        action(*args, **kwargs)
    return str(refusal.value)


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


# Invitations


def test_only_the_hash_of_the_token_is_kept_and_the_letter_carries_the_link(jan, admin):
    with override_settings(BASE_URL="https://pilotaz.example"):
        invitation = actions.invite(jan, "Jan@Example.ORG", by=admin)

    [letter] = waiting_letters()
    kept = Invitation.objects.get()
    assert kept.token_hash == hashlib.sha256(invitation.token.encode()).hexdigest()
    assert kept.expires_at - kept.created_at == datetime.timedelta(days=7)
    assert f"https://pilotaz.example/zaproszenie/{invitation.token}/" in letter.body
    assert (letter.to, letter.subject) == ("jan@example.org", f"Zaproszenie do pracy w systemie: {jan.centre}")
    assert "{" not in letter.body
    assert "&" not in letter.body
    assert invitation.token not in str(list(AuditEvent.objects.values()))
    assert events("account.invited") == [("Adam Adminowski", "Jan Próbny", jan.centre_id)]


@pytest.mark.django_db(transaction=True)
def test_a_line_break_in_a_name_cannot_add_a_header_and_the_sent_token_leaves_the_queue(jan, admin):
    Centre.objects.filter(pk=jan.centre_id).update(short_name="MOPS\r\nBcc: zly@example.org")
    jan.refresh_from_db()
    invitation = actions.invite(jan, "jan@example.org", by=admin)
    send_letters()
    assert mail.outbox[0].message()["Bcc"] is None
    assert mail.outbox[0].recipients() == ["jan@example.org"]
    assert invitation.token in mail.outbox[0].body
    assert invitation.token not in str(list(DBTaskResult.objects.values()))


@pytest.mark.django_db(transaction=True)
def test_when_no_letter_can_be_sent_the_invitation_still_stands_and_its_letter_waits(jan, admin, caplog):
    smtp = {"EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend", "EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": 1}
    with override_settings(**smtp):
        invitation = actions.invite(jan, "jan@example.org", by=admin)
        send_letters()
    [waiting] = DBTaskResult.objects.filter(status="READY")
    assert invitation.token in waiting.args_kwargs["kwargs"]["body"]
    assert invitation.token not in caplog.text
    assert actions.accept_invitation(invitation.token, PASSWORD, by=None).person == jan


def test_an_invitation_is_accepted_once(jan, admin):
    invitation = actions.invite(jan, "jan@example.org", by=admin)
    account = actions.accept_invitation(invitation.token, PASSWORD, by=None)
    assert (account.person, account.check_password(PASSWORD)) == (jan, True)
    assert refused(actions.accept_invitation, invitation.token, "inne długie hasło 2", by=None).startswith(
        "To zaproszenie wygasło albo zostało już użyte."
    )
    account.refresh_from_db()
    assert account.check_password(PASSWORD)
    assert events("account.activated") == [("Jan Próbny", "Jan Próbny", jan.centre_id)]


def test_an_invitation_ends_after_seven_days(jan, admin):
    with clock.pretend(clock.today() - datetime.timedelta(days=8)):
        old = actions.invite(jan, "jan@example.org", by=admin)
    assert refused(actions.accept_invitation, old.token, PASSWORD, by=None).startswith("To zaproszenie wygasło")


def test_the_invitation_of_a_disabled_account_is_closed_whatever_its_dates_say(jan, admin):
    invitation = actions.invite(jan, "jan@example.org", by=admin)
    User.objects.filter(person=jan).update(is_active=False)
    assert refused(actions.accept_invitation, invitation.token, PASSWORD, by=None).startswith("To zaproszenie wygasło")


def test_a_newer_invitation_replaces_the_older(jan, admin):
    first = actions.invite(jan, "jan@example.org", by=admin)
    second = actions.invite(jan, "jan.probny@example.org", by=admin)
    assert refused(actions.accept_invitation, first.token, PASSWORD, by=None).startswith("To zaproszenie wygasło")
    account = actions.accept_invitation(second.token, PASSWORD, by=None)
    assert (account.email, User.objects.filter(person=jan).count()) == ("jan.probny@example.org", 1)


def test_a_link_sent_to_the_former_address_is_dead(jan, admin):
    invitation = actions.invite(jan, "jan@example.org", by=admin)
    actions.change_email(invitation.user, "jan.nowy@example.org", by=admin)
    assert refused(actions.accept_invitation, invitation.token, PASSWORD, by=None).startswith("To zaproszenie wygasło")


def test_who_accepts_one_link_ends_all_the_others(jan, admin):
    first = actions.invite(jan, "jan@example.org", by=admin)
    second = actions.invite_again(first.user, by=admin)
    _revive(first)
    account = actions.accept_invitation(second.token, PASSWORD, by=None)
    assert account.invitations.filter(used_at=None, expires_at__gt=clock.now()).count() == 0


def test_an_account_in_use_takes_no_password_from_a_link(jan, admin):
    link = actions.invite(jan, "jan@example.org", by=admin)
    actions.accept_invitation(link.token, PASSWORD, by=None)
    Invitation.objects.filter(pk=link.pk).update(used_at=None)
    assert refused(actions.accept_invitation, link.token, "inne długie hasło 2", by=None).startswith("To zaproszenie")
    assert User.objects.get(person=jan).check_password(PASSWORD)


def _revive(invitation):
    """As if an old link had slipped through."""
    tomorrow = clock.now() + datetime.timedelta(days=1)
    Invitation.objects.filter(pk=invitation.pk).update(expires_at=tomorrow)


@pytest.mark.parametrize(
    ("weak", "said"),
    [
        ("krótkie", "Hasło jest za krótkie: musi mieć co najmniej 12 znaków."),
        ("739104582617", "Hasło nie może składać się z samych cyfr."),
        ("password1234", "To hasło jest zbyt popularne, łatwo je odgadnąć."),
        ("jan@example.org", "Hasło jest zbyt podobne do adresu e-mail albo do imienia i nazwiska."),
        ("jan próbny 12", "Hasło jest zbyt podobne do adresu e-mail albo do imienia i nazwiska."),
    ],
)
def test_a_weak_password_is_refused_and_the_link_still_works(weak, said, jan, admin):
    invitation = actions.invite(jan, "jan@example.org", by=admin)
    assert refused(actions.accept_invitation, invitation.token, weak, by=None) == said
    assert actions.accept_invitation(invitation.token, PASSWORD, by=None).has_usable_password()


def test_an_invitation_makes_an_account_in_its_own_centre_only(jan, admin):
    other = factories.centre()
    invitation = actions.invite(jan, "jan@example.org", by=admin)
    account = actions.accept_invitation(invitation.token, PASSWORD, by=None)
    assert account.centre == jan.centre != other
    assert User.objects.filter(person__centre=other).count() == 0


def test_an_address_of_another_account_is_refused_whatever_its_case(jan, admin):
    factories.user_of(factories.person(factories.centre()), "zajety@example.org")
    assert refused(actions.invite, jan, "ZAJETY@example.org", by=admin) == (
        "Tego adresu nie można użyć: należy już do innego konta."
    )
    assert User.objects.filter(person=jan).count() == 0


def test_an_account_in_use_is_not_invited_again(jan, admin):
    factories.user_of(jan)
    assert refused(actions.invite, jan, "jan@example.org", by=admin).startswith("To konto jest już czynne.")


def test_reviewers_belong_to_no_centre():
    invitation = actions.invite_reviewer("Wanda@example.org", "Wanda Recenzencka", by=factories.operator())
    account = invitation.user
    assert (account.email, account.is_wrzos, account.person) == ("wanda@example.org", True, None)
    again = actions.invite_again(account, by=factories.operator(email="drugi@example.org"))
    assert refused(actions.accept_invitation, invitation.token, PASSWORD, by=None).startswith("To zaproszenie")
    assert actions.accept_invitation(again.token, PASSWORD, by=None) == account


def meanwhile(act, rival_act):
    """Do `act`, and before it is committed let a rival begin `rival_act`; what the rival was told."""
    answers = []

    def rival():
        try:
            answers.append(rival_act())
        except DomainError as refusal:
            answers.append(str(refusal))
        connection.close()

    other = threading.Thread(target=rival)
    with transaction.atomic():
        act()
        other.start()
        other.join(timeout=1)
        assert other.is_alive(), "the rival must wait for this transaction"
    other.join(timeout=30)
    return answers[0]


def open_links(account):
    return account.invitations.filter(used_at=None, expires_at__gt=clock.now()).count()


@pytest.mark.django_db(transaction=True)
def test_two_letters_at_once_leave_one_link(jan, admin):
    account = actions.invite(jan, "jan@example.org", by=admin).user

    def again():
        return actions.invite_again(User.objects.get(pk=account.pk), by=admin)

    meanwhile(again, again)
    assert open_links(account) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("invite", ["invite", "invite_again"])
def test_a_letter_written_while_the_link_is_being_used_is_refused_and_the_password_stays(jan, admin, invite):
    link = actions.invite(jan, "jan@example.org", by=admin)

    def write_again():
        if invite == "invite":
            return actions.invite(Person.objects.get(pk=jan.pk), "jan@example.org", by=admin)
        return actions.invite_again(User.objects.get(person=jan), by=admin)

    said = meanwhile(lambda: actions.accept_invitation(link.token, PASSWORD, by=None), write_again)
    account = User.objects.get(person=jan)
    assert said.startswith("To konto jest już czynne.")
    assert (account.check_password(PASSWORD), open_links(account)) == (True, 0)


@pytest.mark.django_db(transaction=True)
def test_a_link_used_while_a_newer_one_is_being_written_is_dead(jan, admin):
    link = actions.invite(jan, "jan@example.org", by=admin)
    said = meanwhile(
        lambda: actions.invite_again(link.user, by=admin),
        lambda: actions.accept_invitation(link.token, PASSWORD, by=None),
    )
    assert said.startswith("To zaproszenie wygasło")
    assert open_links(link.user) == 1


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
