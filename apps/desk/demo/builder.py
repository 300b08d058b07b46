"""Builds the example centres. What was interrupted is continued; what is built is left to those who try it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

from django.conf import settings
from django.db import transaction
from django.test.utils import override_settings

from apps.accounts import actions as accounts
from apps.accounts.models import Centre, User
from apps.catalogue.actions import load_catalogue
from apps.catalogue.models import CatalogueVersion
from apps.core import clock
from apps.core.errors import DomainError
from apps.core.models import AuditEvent
from apps.desk.actions import EXAMPLE_BUILT, finish_example

from . import source
from .afterwards import publish, read
from .centre import ExampleCentre
from .experts import consult
from .meetings import meet
from .opinions import write_opinion
from .orders import appoint, change
from .organising import organise
from .running import run_table_1

CATALOGUE = settings.BASE_DIR / "fixtures" / "catalogue" / "tabela1.json"
NOWHERE = {
    "EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
    "TASKS": {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend", "QUEUES": ["default"]}},
}


def is_built(slugs: list[str]) -> bool:
    centres = Centre.objects.filter(slug__in=slugs, is_example=True)
    built = AuditEvent.objects.filter(verb=EXAMPLE_BUILT, centre_id__in=centres.values("pk"))
    return built.values("centre_id").distinct().count() == len(slugs)


def build() -> bool:
    """True: built now; False: it was there. Refuses a database in which real centres work, for the passwords of
    example accounts are public."""
    centres = source.centres()
    if is_built([at["slug"] for at in centres]):
        return False
    if _strangers_are_here():
        raise DomainError("W tej bazie są już prawdziwe konta albo ośrodki, więc przykłady w niej nie powstaną.")
    with _no_letters():
        for at in centres:
            if not is_built([at["slug"]]):
                _build(at)
    return True


def _strangers_are_here() -> bool:
    ours = [source.OPERATOR[0], source.REVIEWER[0]]
    strangers = User.objects.exclude(email__in=ours).exclude(person__centre__is_example=True)
    return strangers.exists() or Centre.objects.filter(is_example=False).exists()


@contextmanager
def _no_letters() -> Iterator[None]:
    """Nobody reads letters of 2018: they are written, and go nowhere."""
    with override_settings(**NOWHERE):
        yield


def _build(at: dict) -> None:
    """The centre with its orders at once; then the run of Tabela 1 and the opinions, whose texts are saved one by
    one."""
    centre = ExampleCentre.found_before(at) or _with_orders(at)
    organise(centre, at)
    consult(centre, at)
    run_table_1(centre, at)
    for opinion in at["opinions"]:
        write_opinion(centre, opinion)
    meet(centre, at)
    finish_example(centre.centre, by=None)


@transaction.atomic
def _with_orders(at: dict) -> ExampleCentre:
    with clock.pretend(date.fromisoformat(at["founded_on"])):
        operator = _account(source.OPERATOR, lambda: accounts.make_first_operator(*source.OPERATOR, by=None))
        _account(source.REVIEWER, lambda: accounts.invite_reviewer(*source.REVIEWER, by=operator))
        centre = ExampleCentre.found(at, operator, _catalogue())
    for deed, said in sorted(_deeds(at), key=lambda one: one[1]["on"]):
        with clock.pretend(date.fromisoformat(said["on"])):
            deed(centre, said)
    for number in at.get("published", []):
        publish(centre, number)
    return centre


def _deeds(at: dict) -> list[tuple[Callable[[ExampleCentre, dict], None], dict]]:
    by_name = {"appointments": appoint, "changes": change, "readings": read}
    return [(deed, said) for name, deed in by_name.items() for said in at.get(name, [])]


def _account(who: tuple[str, str], invite) -> User:
    if there := User.objects.filter(email=who[0]).first():
        return there
    return accounts.accept_invitation(invite().token, source.PASSWORD, by=None)


def _catalogue() -> CatalogueVersion:
    """Tabela 1 as its room loads it; a version that is already there is left as it is."""
    published = CatalogueVersion.objects.exclude(published_at=None).first()
    return published or load_catalogue(CATALOGUE, by=None)
