"""Invitations: what the letter carries, when its link works, and that nothing done at the same time revives it."""

import datetime
import hashlib
import threading

import pytest
from django.core import mail
from django.db import connection, transaction
from django.test import override_settings
from django_tasks_db.models import DBTaskResult

from apps.accounts import actions
from apps.accounts.models import Centre, Invitation, Person, User
from apps.core import clock
from apps.core.errors import DomainError
from apps.core.models import AuditEvent
from tests import factories

from .asking import events, refused
from .post import send_letters, waiting_letters

pytestmark = pytest.mark.django_db
PASSWORD = "długie hasło do testów 1"


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
