"""Who may set up a centre's pilots."""

from apps.accounts.models import Centre, Role, User


def may_see_pilots(user: User) -> bool:
    """Everybody of a centre sees its own pilots."""
    return user.centre_id is not None


def may_run_pilots(user: User, centre: Centre | None) -> bool:
    """The director, and the administrator who sets the program up."""
    own = centre is not None and user.centre_id == centre.pk
    return user.is_active and own and user.has_role(Role.DIRECTOR, Role.ADMIN)
