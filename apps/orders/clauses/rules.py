from apps.accounts.models import Centre, Role, User


def can_keep_clauses(user: User, centre: Centre | None = None) -> bool:
    """Wordings are kept by those who draft orders and by who runs the centre's settings."""
    mine = centre is None or user.centre_id == centre.pk
    return bool(user.centre_id) and mine and user.has_role(Role.DIRECTOR, Role.HR, Role.ADMIN)
