from datetime import date

from django.core.exceptions import ValidationError

from apps.core import audit, clock
from apps.core.deeds import deed
from apps.core.errors import DomainError

from .. import notifications, passwords, rules
from ..models import Invitation, Person, User, token_hash
from .parts import (
    _end_links,
    _end_sessions,
    _keep_an_administrator,
    _letter,
    _locked,
    _locked_account,
    _new_account,
    _require,
    _saved,
    _switch_off,
)

MANAGERS = "Konta w ośrodku prowadzi jego administrator, a pozostałe – administrator instalacji."
TAKEN = "Tego adresu nie można użyć: należy już do innego konta."
DEAD_LINK = "To zaproszenie wygasło albo zostało już użyte. Poproś o nowe."


@deed
def invite(person: Person, email: str, *, by: User) -> Invitation:
    """Make the person's account, or send a newer link to one that waits; lasts 7 days. `invitation.token` is the only
    copy of the token outside the letter."""
    _require(rules.may_manage_people(by, person.centre), "Do ośrodka zaprasza jego administrator.")
    _locked(person.centre)
    person.refresh_from_db()
    _require(person.left_on is None, f"{person} nie pracuje już w ośrodku.")
    account = _locked_account(person.account) if person.account else User(person=person, full_name=str(person))
    _must_wait_for_its_owner(account)
    account.email = email.strip().lower()
    if account.pk is None:
        account.set_unusable_password()
    _require(_is_free(account), TAKEN)
    invitation = _letter(_saved(account), by)
    audit.record("account.invited", account, by=by)
    return invitation


@deed
def invite_again(account: User, *, by: User) -> Invitation:
    """A new link to the same address; the old one stops working."""
    account = _locked_account(account)
    _require(rules.may_invite_again(by, account), MANAGERS)
    _must_wait_for_its_owner(account)
    invitation = _letter(account, by)
    audit.record("account.invited", account, by=by)
    return invitation


@deed
def invite_reviewer(email: str, full_name: str, *, by: User) -> Invitation:
    """An account of a WRZOS reviewer, who belongs to no centre and sees only what was handed over."""
    _require(rules.may_make_centres(by), "Recenzentów WRZOS zaprasza administrator instalacji.")
    account = _new_account(email, full_name, is_wrzos=True)
    invitation = _letter(account, by)
    audit.record("account.invited", account, by=by, reviewer=True)
    return invitation


@deed
def make_first_operator(email: str, full_name: str, *, by: User | None, another: bool = False) -> Invitation:
    """The administrator of the installation (from the command line, hence by nobody). Refused when there is one,
    unless `another` is meant."""
    exists = User.objects.filter(is_operator=True, is_active=True).exists()
    _require(another or not exists, "Ta instalacja ma już administratora. Aby dodać następnego, użyj --another.")
    account = _new_account(email, full_name, is_operator=True)
    invitation = _letter(account, by)
    audit.record("account.invited", account, by=by, operator=True)
    return invitation


@deed
def accept_invitation(token: str, password: str, *, by: User | None) -> User:
    """Set the first password of the invited account. The link works once, and only while it is the newest."""
    account, invitation = _invited(token)
    _check_password(password, account)
    account.set_password(password)
    account.save(update_fields=["password"])
    invitation.used_at = clock.now()
    invitation.save(update_fields=["used_at"])
    _end_links(account)
    audit.record("account.activated", account, by=by or account)
    return account


@deed
def change_password(account: User, password: str, *, by: User) -> User:
    """A new password, chosen by its owner; every other session of the account ends with the old one."""
    _require(by.pk == account.pk, "Hasło zmienia tylko właściciel konta.")
    _check_password(password, account)
    account.set_password(password)
    account.save(update_fields=["password"])
    audit.record("account.password_changed", account, by=by)
    return account


@deed
def change_email(account: User, email: str, *, by: User) -> User:
    """Another address to log in with. Sessions and links sent to the old address end, and both addresses get a letter,
    so that nobody loses an account without knowing."""
    account = _locked_account(account)
    _require(rules.may_manage_account(by, account), MANAGERS)
    before, account.email = account.email, email.strip().lower()
    _require(before != account.email, "To jest dotychczasowy adres.")
    _require(_is_free(account), TAKEN)
    _saved(account)
    _end_sessions(account)
    _end_links(account)
    notifications.send_email_change(account, before)
    audit.record("account.email_changed", account, by=by)
    return account


@deed
def disable_account(account: User, *, by: User) -> User:
    """Close the account at once: open sessions end, waiting invitations stop working. Roles stay for its return."""
    _require(by.pk != account.pk, "Nie można wyłączyć własnego konta. Poproś innego administratora.")
    _require(rules.may_manage_account(by, account), MANAGERS)
    if account.person_id:
        _locked(account.centre)
        _keep_an_administrator(account.person)
    sessions = _switch_off(account)
    audit.record("account.disabled", account, by=by, sessions_ended=sessions)
    return account


@deed
def enable_account(account: User, *, by: User) -> User:
    """Open a disabled account again; its password is the old one."""
    _require(rules.may_manage_account(by, account), MANAGERS)
    left = account.person_id is not None and account.person.left_on is not None
    _require(not left, f"{account} nie pracuje już w ośrodku. Najpierw przywróć osobę.")
    account.is_active = True
    account.save(update_fields=["is_active"])
    audit.record("account.enabled", account, by=by)
    return account


@deed
def note_login(account: User, *, by: User, asked_on: date | None = None) -> User:
    """Leave a trace of a log-in (KRI 2024 § 20). `asked_on`: since when the person has been told to log in by two
    steps; None for whoever need not, so that a duty that comes back begins anew."""
    if account.second_factor_asked_on != asked_on:
        account.second_factor_asked_on = asked_on
        account.save(update_fields=["second_factor_asked_on"])
    audit.record("account.logged_in", account, by=by)
    return account


@deed
def note_failed_login(email: str, *, by: User | None, ip: str = "", blocked: bool = False, **step: str) -> None:
    """Leave a trace of a refused log-in. An address that is nobody's is not written down: people type passwords there.
    `blocked`: the password was not even looked at, for there had been too many tries; `step`: what was wrong, when it
    was not the password."""
    known = User.objects.filter(email=email.strip().lower()).first()
    said = {"ip": ip, "blocked": blocked} | step
    audit.record("account.login_failed", known or User(full_name="nieznany adres"), by=by, **said)


def _invited(token: str) -> tuple[User, Invitation]:
    """The account is locked first and the link read after it: what others did meanwhile counts."""
    wanted = token_hash(token)
    account = User.objects.select_for_update(of=("self",)).filter(invitations__token_hash=wanted).first()
    _require(account is not None, DEAD_LINK)
    invitation = account.invitations.get(token_hash=wanted)
    _require(rules.is_open(invitation), DEAD_LINK)
    return account, invitation


def _must_wait_for_its_owner(account: User) -> None:
    """An invitation is for an account whose password is not set yet."""
    _require(account.is_active, "To konto jest wyłączone. Najpierw je włącz.")
    activated = account.pk is not None and rules.is_activated(account)
    _require(not activated, "To konto jest już czynne. Nowe hasło ustawia się przez „Nie pamiętam hasła”.")


def _is_free(account: User) -> bool:
    return not User.objects.filter(email=account.email).exclude(pk=account.pk).exists()


def _check_password(password: str, account: User) -> None:
    try:
        passwords.check(password, account)
    except ValidationError as mistakes:
        raise DomainError(" ".join(mistakes.messages))
