"""Letters about scopes of duties, each queued in the transaction of its deed."""

from collections.abc import Iterable

from django.conf import settings

from apps.accounts.models import Person, Role, User
from apps.core import clock, letters
from apps.core.polish import day_in_words

from ..models import Employment, ScopeOfDuties

BODY = """Dzień dobry,

{said}

{address}

Wiadomość wysłał program ośrodka ({centre}). Prosimy na nią nie odpowiadać.
"""


def tell_director(scope: ScopeOfDuties) -> None:
    director = Role.DIRECTOR
    directors = User.objects.filter(
        person__centre=scope.centre_id, person__grants__role=director, person__grants__revoked_at=None
    ).exclude(pk=scope.submitted_by_id)
    said = f"zakres czynności na stanowisku „{scope.position}” (wersja {scope.number}) czeka na zatwierdzenie."
    _write(scope, directors.distinct(), "Zakres czynności do zatwierdzenia", said)


def tell_keeper(scope: ScopeOfDuties) -> None:
    said = f"dyrektor zwrócił do poprawy zakres czynności na stanowisku „{scope.position}”: {scope.returned_note}"
    _write(scope, [scope.submitted_by], "Zakres czynności zwrócony do poprawy", said)


def ask_readers(scope: ScopeOfDuties) -> None:
    """Those employed on the position when it is accepted; later ones when they come (ask_newcomer)."""
    employed = Employment.objects.on(clock.today()).filter(position=scope.position_id)
    _ask(scope, [one.person for one in employed.select_related("person__user")])


def ask_newcomer(scope: ScopeOfDuties, person: Person) -> None:
    _ask(scope, [person])


def _ask(scope: ScopeOfDuties, people: Iterable[Person]) -> None:
    since = day_in_words(scope.effective_on)
    said = (
        f"prosimy o zapoznanie się z zakresem czynności na stanowisku „{scope.position}”, obowiązującym od {since} "
        "Treść i przycisk potwierdzenia:"
    )
    accounts = [person.account for person in people if person.account]
    _write(scope, accounts, "Zakres czynności: prośba o zapoznanie się", said)


def _write(scope: ScopeOfDuties, accounts: Iterable[User], subject: str, said: str) -> None:
    address = settings.BASE_URL + scope.get_absolute_url()
    body = BODY.format(said=said, address=address, centre=scope.position.centre.short_name)
    for account in accounts:
        if account.is_active and account.has_usable_password():
            letters.enqueue(account.email, f"{subject}: {scope.position}", body)
