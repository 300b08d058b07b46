"""Who reads and merges recommendations across centres."""

from apps.accounts.models import User


def is_reviewer(user: User) -> bool:
    return user.is_wrzos


def may_have(user: User, job) -> bool:
    """Exports across centres are for reviewers."""
    return is_reviewer(user)
