"""Scopes of duties: to accept, to mend, to confirm."""

from apps.accounts.models import Gender, User
from apps.organisation.duties.reading import waiting_for

from .matter import Matter, Matters

DECIDES = "Zakresy czynności zatwierdza dyrektor."
KEEPS = "Zakresy czynności prowadzą kadry."


def collect(user: User, found: Matters) -> None:
    waiting = waiting_for(user)
    feminine = bool(user.person_id) and user.person.gender == Gender.FEMININE
    own = f"Jesteś {'zatrudniona' if feminine else 'zatrudniony'} na tym stanowisku."
    found.mine += [_of(one, "czeka na zatwierdzenie", "Przeczytaj i zdecyduj", DECIDES) for one in waiting.to_accept]
    found.mine += [_of(one, "zwrócony do poprawy", "Popraw", KEEPS) for one in waiting.to_mend]
    found.mine += [_of(one, "zapoznaj się z nim", "Przeczytaj i potwierdź", own) for one in waiting.to_acknowledge]


def _of(scope, what, action, why):
    return Matter(f"Zakres czynności – {scope.position_name}: {what}", scope.get_absolute_url(), action, why)
