"""Who sees a scope that is only drafted, and who confirms one."""

from apps.accounts.models import Role, User
from apps.core import clock

from ..models import Employment, ScopeAcknowledgement, ScopeOfDuties


def may_see_drafts(user: User) -> bool:
    """Kadry and the director of the centre; others read what was accepted."""
    return user.has_role(Role.HR, Role.DIRECTOR)


def is_employed_on(user: User, scope: ScopeOfDuties) -> bool:
    held = Employment.objects.on(clock.today()).filter(position=scope.position_id, person=user.person_id)
    return user.person_id is not None and held.exists()


def has_acknowledged(user: User, scope: ScopeOfDuties) -> bool:
    return ScopeAcknowledgement.objects.filter(scope=scope, person=user.person_id).exists()
