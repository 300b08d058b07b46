"""Who may attach signed copies, and who may take the signed files away."""

from apps.accounts.models import Role, User
from apps.documents.models import FrozenDocument

from .models import SignedCopy


def can_attach(user: User, document: FrozenDocument) -> bool:
    """The director and HR of the document's centre."""
    return user.is_active and user.centre_id == document.centre_id and user.has_role(Role.DIRECTOR, Role.HR)


def can_download(user: User, copy: SignedCopy) -> bool:
    """The same people: a signature carries its owner's PESEL, which readers of the document need not have."""
    return can_attach(user, copy.document)
